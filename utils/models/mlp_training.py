"""Training a multilayer perceptron, and looking at it while it trains.

    params, grads    lists of arrays as in `mlp`; one vector, cut into pieces
    ℓ                the loss of one batch
    η                the step size
    Δ_l              ∂ℓ/∂Z_l, the sensitivity of the loss to the inputs of layer l

Notebook: 02/16.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import (
    Array,
    as_labels,
    as_matrix,
    check_integer,
    check_real,
    check_same_length,
)
from utils.models.mlp import (
    ACTIVATIONS,
    backward,
    forward,
    loss_and_grads,
    score_delta,
    weight_gradients,
)

LossAndGrads = Callable[[list[Array], Array, NDArray[Any]], tuple[float, list[Array]]]


class Training(NamedTuple):
    """What `train` returns.

    params : list of ndarray
        After the last step.
    losses : (steps,) ndarray
        The loss of each batch, before its step.
    """

    params: list[Array]
    losses: Array


class LayerReport(NamedTuple):
    """One layer in `gradient_report`.

    layer : int
        1 to L.
    output : float
        Root mean square of H_l, for the last layer of the scores Z_L.
    idle : float
        Share of the outputs at which φ has less than 1 % of its largest slope; 0 for
        the scores, which have no φ.
    sensitivity : float
        Root mean square of n Δ_l: what one sample feels.
    gradient : float
        ‖∂ℓ/∂W_l‖, Frobenius.
    """

    layer: int
    output: float
    idle: float
    sensitivity: float
    gradient: float


def clip_by_norm(grads: Sequence[Array], max_norm: float) -> list[Array]:
    """Return min(1, c / ‖g‖) g: all arrays together have at most the norm c.

    Parameters
    ----------
    grads : list of ndarray
        One vector g, cut into pieces.
    max_norm : float
        c > 0.

    Returns
    -------
    list of ndarray
        The direction of g is kept, because every piece is multiplied by one number.

    Raises
    ------
    ValueError
        If `max_norm` is not positive or a gradient is not finite.

    References
    ----------
    Pascanu, Mikolov and Bengio (2013), On the difficulty of training recurrent neural
    networks.

    Examples
    --------
    >>> [g.tolist() for g in clip_by_norm([np.array([6.0]), np.array([8.0])], 5.0)]
    [[3.0], [4.0]]
    """
    c = check_real(max_norm, "max_norm", minimum=0.0, strict=True)
    if not all(np.isfinite(g).all() for g in grads):
        raise ValueError("grads must be finite, and they contain NaN or infinity")
    largest = max((float(np.abs(g).max(initial=0.0)) for g in grads), default=0.0)
    if largest == 0.0:
        return [g.copy() for g in grads]
    # In units of the largest entry: the squares of huge entries would overflow.
    units = [g / largest for g in grads]
    norm = np.sqrt(sum(float(np.sum(u**2)) for u in units))  # ‖g‖ / largest, >= 1
    if norm <= c / largest:
        return [g.copy() for g in grads]
    return [u * (c / norm) for u in units]


def train(
    params: Sequence[Array],
    X: ArrayLike,
    y: ArrayLike,
    *,
    step: float,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator | int,
    loss_and_grads: LossAndGrads = loss_and_grads,
) -> Training:
    """Repeat params ← params - η ∇ℓ(batch), in a new random order each epoch.

    Parameters
    ----------
    params : list of ndarray
        The start; not modified.
    X : (n, n₀) array_like
    y : (n,) array_like of int
    step : float
        η > 0.
    epochs : int
        How often each sample is used.
    batch_size : int
        The last batch of an epoch may be smaller.
    rng : numpy.random.Generator or int
    loss_and_grads : callable
        (params, X, y) -> (loss, gradients); by default that of `mlp` with ReLU.

    Returns
    -------
    Training

    Raises
    ------
    ValueError
        If a number is out of range, X and y differ in length, or the scores overflow
        because the step is too large.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 8.3.1.

    Examples
    --------
    >>> X, y = [[-1.0], [1.0]], [0, 1]
    >>> from utils.models.mlp import init_params, predict
    >>> start = init_params([1, 2], scheme="zeros", rng=0)
    >>> run = train(start, X, y, step=1.0, epochs=20, batch_size=2, rng=0)
    >>> predict(run.params, X).tolist(), len(run.losses)
    ([0, 1], 20)
    """
    rng = np.random.default_rng(rng)
    data, labels = as_matrix(X, "X"), as_labels(y, "y")
    check_same_length(data, "X", labels, "y")
    eta = check_real(step, "step", minimum=0.0, strict=True)
    epochs = check_integer(epochs, "epochs", minimum=1)
    batch_size = check_integer(batch_size, "batch_size", minimum=1)
    current, losses = [p.copy() for p in params], []
    for _ in range(epochs):
        order = rng.permutation(len(data))
        for first in range(0, len(data), batch_size):
            batch = order[first : first + batch_size]
            loss, grads = loss_and_grads(current, data[batch], labels[batch])
            current = [p - eta * g for p, g in zip(current, grads, strict=True)]
            losses.append(loss)
    return Training(current, np.array(losses))


def gradient_report(
    params: Sequence[Array], X: ArrayLike, y: ArrayLike, *, activation: str = "relu"
) -> list[LayerReport]:
    """Return, layer by layer, how large outputs and sensitivities are.

    Parameters
    ----------
    params, X, y, activation : as in `loss_and_grads`

    Returns
    -------
    list of LayerReport

    Raises
    ------
    TypeError, ValueError
        As in `loss_and_grads`.

    Notes
    -----
    Healthy: `output` and `sensitivity` of one order of magnitude in all layers. A
    sensitivity that falls layer by layer vanishes; an idle share near 1 is saturation.

    References
    ----------
    Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward
    neural networks.

    Examples
    --------
    >>> from utils.models.mlp import init_params
    >>> params = init_params([2, 3, 2], scheme="zeros", rng=0)
    >>> [layer.idle for layer in gradient_report(params, [[1.0, 2.0]], [0])]
    [1.0, 0.0]
    """
    layers = forward(params, X, activation=activation)
    delta = score_delta(layers[-1], y)
    deltas = backward(params, layers, delta, activation=activation)
    grads = weight_gradients(layers, deltas)[::2]
    last, n = len(grads), len(delta)
    return [
        LayerReport(
            layer=k,
            output=_rms(layers[k]),
            idle=_idle_share(layers[k], activation) if k < last else 0.0,
            sensitivity=_rms(n * deltas[k]),
            gradient=float(np.linalg.norm(grads[k - 1])),
        )
        for k in range(1, last + 1)
    ]


def _idle_share(H: Array, activation: str) -> float:
    steepest = 0.25 if activation == "sigmoid" else 1.0
    return float(np.mean(ACTIVATIONS[activation][1](H) < 0.01 * steepest))


def _rms(A: Array) -> float:
    return float(np.sqrt(np.mean(A**2)))
