"""A multilayer perceptron whose gradients are derived by hand.

    sizes     (n₀, ..., n_L) units per layer: inputs first, classes last
    params    [W₁, b₁, ..., W_L, b_L]; W_l is (n_(l-1), n_l), one column per unit
    H₀        X, (n, n₀), one sample per row
    Z_l       H_(l-1) W_l + 1 b_lᵀ, (n, n_l), the inputs of the units
    H_l       φ(Z_l) for l < L, their outputs; Z_L are the scores of the classes
    ℓ         cross-entropy of softmax(Z_L), the mean over the n samples
    Δ_l       ∂ℓ/∂Z_l, (n, n_l), the sensitivity of the loss to the units' inputs

Plain lists of arrays, so that `utils.calculus.value_and_grad` takes the same
parameters: it is the judge of every formula here. `mlp_training` holds the loop around
these formulas. Notebook: 02/16.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import Array, as_matrix, check_integer
from utils.calculus import cross_entropy, relu, sigmoid
from utils.calculus.elementwise import Differentiable
from utils.prerequisites import one_hot, softmax

# The variance of a weight between n_in inputs and n_out units.
SCHEMES: dict[str, Callable[[int, int], float]] = {
    "zeros": lambda n_in, n_out: 0.0,
    "xavier": lambda n_in, n_out: 2.0 / (n_in + n_out),
    "he": lambda n_in, n_out: 2.0 / n_in,
}

# φ, and its slope written with the output h = φ(z): nothing else need be kept.
ACTIVATIONS: dict[str, tuple[Callable[[Any], Any], Callable[[Array], Any]]] = {
    "relu": (relu, lambda h: 1.0 * (h > 0)),
    "tanh": (np.tanh, lambda h: 1.0 - h * h),
    "sigmoid": (sigmoid, lambda h: h * (1.0 - h)),
}


def init_params(
    sizes: Sequence[int], *, scheme: str, rng: np.random.Generator | int
) -> list[Array]:
    """Draw W_l from N(0, v(n_(l-1), n_l)); every bias starts at 0.

    Parameters
    ----------
    sizes : sequence of int
        Units per layer, at least inputs and outputs.
    scheme : {"zeros", "xavier", "he"}
        v = 0, 2 / (n_in + n_out) or 2 / n_in.
    rng : numpy.random.Generator or int

    Returns
    -------
    list of ndarray
        [W₁, b₁, ..., W_L, b_L].

    Raises
    ------
    ValueError
        If `scheme` is unknown, or there are fewer than two sizes or one below 1.

    Notes
    -----
    "he" keeps the mean square of the activations from layer to layer for ReLU,
    "xavier" is a compromise between the activations and the gradients for tanh.

    References
    ----------
    Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward
    neural networks; He, Zhang, Ren and Sun (2015), Delving deep into rectifiers.

    Examples
    --------
    >>> [p.shape for p in init_params([64, 32, 10], scheme="he", rng=0)]
    [(64, 32), (32,), (32, 10), (10,)]
    """
    rng = np.random.default_rng(rng)
    variance = _choose(scheme, SCHEMES, "scheme")
    sizes = [check_integer(n, "each of sizes", minimum=1) for n in sizes]
    if len(sizes) < 2:
        raise ValueError(f"sizes must hold inputs and outputs, got {sizes}")
    params = []
    for n_in, n_out in itertools.pairwise(sizes):
        spread = np.sqrt(variance(n_in, n_out))
        params += [rng.normal(0.0, spread, size=(n_in, n_out)), np.zeros(n_out)]
    return params


def forward(params: Sequence[Any], X: Any, *, activation: str = "relu") -> list[Any]:
    """Return [H₀, H₁, ..., H_(L-1), Z_L]: the input, the hidden outputs, the scores.

    Parameters
    ----------
    params : list of ndarray, or of `utils.calculus.Tensor`
    X : (n, n₀) array_like, or Tensor
    activation : {"relu", "tanh", "sigmoid"}

    Returns
    -------
    list of L + 1 arrays or tensors

    Raises
    ------
    ValueError
        If `activation` is unknown or the shapes do not fit.

    Notes
    -----
    2 n Σ n_(l-1) n_l flops. All of it is kept, because `backward` needs it.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 6.5.4.

    Examples
    --------
    >>> W1, w2 = np.array([[1.0, -1.0], [0.0, 1.0]]), np.array([[1.0], [1.0]])
    >>> layers = forward([W1, np.zeros(2), w2, np.zeros(1)], [[1.0, 2.0]])
    >>> [H.tolist() for H in layers]
    [[[1.0, 2.0]], [[1.0, 1.0]], [[2.0]]]
    """
    phi, _ = _choose(activation, ACTIVATIONS, "activation")
    layers = [X if isinstance(X, Differentiable) else as_matrix(X, "X")]
    _check_shapes(params, layers[0].shape[1])
    for W, b in zip(params[::2], params[1::2], strict=True):
        Z = layers[-1] @ W + b  # (n, n_l)
        layers.append(Z if len(layers) == len(params) // 2 else phi(Z))
    return layers


def backward(
    params: Sequence[Array],
    layers: Sequence[Array],
    delta: Array,
    *,
    activation: str = "relu",
) -> list[Array]:
    """Return [∂ℓ/∂X, Δ₁, ..., Δ_L] by Δ_(l-1) = (Δ_l W_lᵀ) ⊙ φ'(Z_(l-1)).

    Parameters
    ----------
    params : list of ndarray
    layers : list of ndarray
        From `forward`, with the same `activation`.
    delta : (n, n_L) ndarray
        Δ_L, the derivative of the loss by the scores.
    activation : {"relu", "tanh", "sigmoid"}

    Returns
    -------
    list of L + 1 ndarrays, each of the shape of its layer

    Raises
    ------
    ValueError
        If `activation` is unknown or `delta` does not have the shape of the scores.

    Notes
    -----
    The flops of `forward` once more. `weight_gradients` turns the result into
    gradients.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 6.5.4.

    Examples
    --------
    >>> W1, w2 = np.array([[1.0, -1.0], [0.0, 1.0]]), np.array([[1.0], [1.0]])
    >>> params = [W1, np.zeros(2), w2, np.zeros(1)]
    >>> layers = forward(params, [[1.0, 2.0]])
    >>> [D.tolist() for D in backward(params, layers, np.array([[1.0]]))]
    [[[0.0, 1.0]], [[1.0, 1.0]], [[1.0]]]
    """
    _, slope = _choose(activation, ACTIVATIONS, "activation")
    if np.shape(delta) != layers[-1].shape:
        raise ValueError(
            f"delta must have the shape {layers[-1].shape} of the scores, "
            f"got {np.shape(delta)}"
        )
    deltas = [delta]
    for W, H in zip(params[-2:0:-2], layers[-2:0:-1], strict=True):
        deltas.append(deltas[-1] @ W.T * slope(H))  # (n, n_(l-1))
    deltas.append(deltas[-1] @ params[0].T)  # the input has no φ
    return deltas[::-1]


def weight_gradients(layers: Sequence[Array], deltas: Sequence[Array]) -> list[Array]:
    """Return [∂ℓ/∂W₁, ∂ℓ/∂b₁, ...] = [H₀ᵀΔ₁, Δ₁ᵀ1, ...].

    Parameters
    ----------
    layers : list of ndarray
        From `forward`.
    deltas : list of ndarray
        From `backward`.

    Returns
    -------
    list of ndarray, of the shapes of the parameters

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 6.5.4.

    Examples
    --------
    >>> X, delta = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0]])
    >>> [g.tolist() for g in weight_gradients([X, delta], [X, delta])]
    [[[1.0, 0.0], [2.0, 0.0]], [1.0, 0.0]]
    """
    grads = []
    for H, delta in zip(layers, deltas[1:], strict=False):  # Z_L has no layer above
        grads += [H.T @ delta, delta.sum(axis=0)]
    return grads


def loss_and_grads(
    params: Sequence[Array], X: ArrayLike, y: ArrayLike, *, activation: str = "relu"
) -> tuple[float, list[Array]]:
    """Return the cross-entropy ℓ and its gradient in every parameter.

    Parameters
    ----------
    params : list of ndarray
    X : (n, n₀) array_like
    y : (n,) array_like of int
        Classes, 0 to n_L - 1.
    activation : {"relu", "tanh", "sigmoid"}

    Returns
    -------
    loss : float
    grads : list of ndarray, of the shapes of `params`

    Raises
    ------
    TypeError
        If the labels are not integers.
    ValueError
        If the shapes do not fit, a label is out of range, or the scores overflow.

    References
    ----------
    Rumelhart, Hinton and Williams (1986), Learning representations by back-propagating
    errors.

    Examples
    --------
    >>> params = init_params([2, 3], scheme="zeros", rng=0)
    >>> loss, grads = loss_and_grads(params, [[1.0, 2.0]], [0])
    >>> f"{loss:.4f}", (3 * grads[1]).round(12).tolist()  # log 3, softmax - one_hot
    ('1.0986', [-2.0, 1.0, 1.0])
    """
    layers = forward(params, X, activation=activation)
    loss = float(cross_entropy(layers[-1], y))
    deltas = backward(params, layers, score_delta(layers[-1], y), activation=activation)
    return loss, weight_gradients(layers, deltas)


def score_delta(scores: Array, y: ArrayLike) -> Array:
    """Return Δ_L = (softmax(Z_L) - Y) / n, where Y has the one-hot rows of y.

    Parameters
    ----------
    scores : (n, k) ndarray
        Z_L.
    y : (n,) array_like of int
        Classes, 0 to k - 1.

    Returns
    -------
    (n, k) ndarray
        Each row adds up to 0: raising all scores alike changes nothing.

    Raises
    ------
    TypeError, ValueError
        As in `loss_and_grads`.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 6.2.2.3.

    Examples
    --------
    >>> score_delta(np.zeros((1, 2)), [0]).tolist()
    [[-0.5, 0.5]]
    """
    n, classes = scores.shape
    return (softmax(scores) - one_hot(y, classes)) / n


def predict(
    params: Sequence[Array], X: ArrayLike, *, activation: str = "relu"
) -> NDArray[np.intp]:
    """Return the class with the largest score for each row of X.

    Parameters
    ----------
    params : list of ndarray
    X : (n, n₀) array_like
    activation : {"relu", "tanh", "sigmoid"}

    Returns
    -------
    (n,) ndarray of int

    Raises
    ------
    ValueError
        As in `forward`.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 6.2.2.3.

    Examples
    --------
    >>> predict([np.eye(2), np.zeros(2)], [[1.0, 3.0], [2.0, 0.0]]).tolist()
    [1, 0]
    """
    return forward(params, X, activation=activation)[-1].argmax(axis=1)


def _choose(name: str, table: dict[str, Any], argument: str) -> Any:
    if name not in table:
        raise ValueError(f"{argument} must be one of {', '.join(table)}, got {name!r}")
    return table[name]


def _check_shapes(params: Sequence[Any], width: int) -> None:
    """Require [W₁, b₁, ...] whose shapes form a chain that starts at `width`."""
    if not params or len(params) % 2:
        raise ValueError(f"params must be pairs W, b; got {len(params)} arrays")
    for k, (W, b) in enumerate(zip(params[::2], params[1::2], strict=True), 1):
        if len(W.shape) != 2 or W.shape[0] != width or b.shape != W.shape[1:]:
            raise ValueError(
                f"params: W and b of layer {k} must have shapes ({width}, m) and (m,), "
                f"got {W.shape} and {b.shape}"
            )
        width = W.shape[1]
