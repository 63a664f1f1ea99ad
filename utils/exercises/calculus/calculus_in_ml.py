"""Checkers of lesson 02-16, calculus in machine learning."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils._validation import Array
from utils.calculus import cross_entropy, relu, sigmoid, softplus, value_and_grad
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    agrees,
    require,
    require_array,
    require_function,
    require_number,
)
from utils.models.mlp import (
    backward,
    forward,
    init_params,
    loss_and_grads,
    score_delta,
    weight_gradients,
)


def _half_square(params: list[Any]) -> Any:
    """The network of 2.4 at the new x; the engine differentiates it."""
    W1, w2 = params
    return 0.5 * (relu(np.array([2.0, 1.0]) @ W1) @ w2 - 1.0) ** 2


@exercise(
    "02-16-E1",
    kind="value",
    minutes=8,
    stars=1,
    objective="backpropagate by hand through a unit that is switched off",
)
def _e1_of_02_16(answer: Any) -> None:
    names = ("h", "loss", "by_w2", "by_W1")
    if not isinstance(answer, dict) or set(answer) != set(names):
        raise Hint("keep the dictionary with its names and replace each TODO")
    params = [np.array([[1.0, -1.0], [0.0, 1.0]]), np.array([1.0, 1.0])]
    loss, (by_W1, by_w2) = value_and_grad(_half_square)(params)
    require_array(
        answer["h"],
        [2, 0],
        mistakes=[([2, -1], "these are the inputs z of the units; apply ReLU")],
        otherwise="h is ReLU of W₁ᵀx, one column of W₁ per unit",
        what="h",
    )
    require_number(
        answer["loss"],
        float(loss),
        mistakes={
            1.0: "the loss is half of the square",
            0.0: "the prediction is h · w₂ = 2 and y is 1; ReLU comes first",
        },
        what="loss",
    )
    require_array(
        answer["by_w2"],
        by_w2,
        mistakes=[
            ([1, 1], "that was the old example; the slope by w₂ is h δ"),
            ([2, -1], "use the outputs h, not the inputs z"),
        ],
        what="by_w2",
    )
    require_array(
        answer["by_W1"],
        by_W1,
        mistakes=[
            ([[2, 2], [1, 1]], "the second unit is off: its slope is 0"),
            ([[2, 1], [0, 0]], "transposed: rows belong to inputs, columns to units"),
        ],
        otherwise="the gradient is x δ₁ᵀ with δ₁ = δ w₂ ⊙ φ'(z)",
        what="by_W1",
    )


def _binary_loss(z: Array, y: Array) -> tuple[Array, Array]:
    """The derivative comes from the engine: it judges the learner's formula."""
    loss = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
    return loss, value_and_grad(lambda s: np.sum(softplus(s) - y * s))(z)[1]


@exercise(
    "02-16-E2",
    kind="function",
    minutes=12,
    stars=2,
    objective="derive and code a loss of two classes that never overflows",
)
def _e2_of_02_16(answer: Any) -> None:
    rng = np.random.default_rng(0)
    cases = [(rng.normal(size=n), 1.0 * rng.integers(0, 2, size=n)) for n in (1, 4, 30)]
    mistakes: list[tuple[Callable[..., Any], str]] = [
        (
            lambda z, y: (_binary_loss(z, y)[0], y - sigmoid(z)),
            "the sign of the derivative is reversed: σ(z) − y",
        ),
        (
            lambda z, y: (_binary_loss(z, y)[0], sigmoid(z) * (1 - sigmoid(z)) - y),
            "the derivative of log(1 + eᶻ) is σ(z) itself, not its slope",
        ),
        (
            lambda z, y: (_binary_loss(z, 1 - y)[0], sigmoid(z) - y),
            "the loss must be small where the score agrees with the label",
        ),
    ]
    hand = (np.array([0.0, 2.0]), np.array([1.0, 0.0]))
    require_function(answer, _binary_loss, [hand, *cases], mistakes=mistakes)
    _require_stable(answer)


def _require_stable(answer: Any) -> None:
    z = np.array([1000.0, -1000.0, 1000.0, -1000.0, 50.0])
    y = np.array([1.0, 0.0, 0.0, 1.0, 1.0])
    expected_loss, expected_slope = _binary_loss(z, y)
    with np.errstate(all="ignore"):
        loss, slope = call(answer, z, y)
    require(
        np.isfinite(loss).all() and np.isfinite(slope).all(),
        "at scores of ±1000 something overflows: take the exponential of −|z| only",
    )
    require(
        agrees(loss[:4], expected_loss[:4], atol=1e-12),
        "at scores of ±1000 the loss is not right: it is 0 or 1000 there",
    )
    require(
        agrees(loss[4], expected_loss[4], rtol=1e-6, atol=0.0),
        "at z = 50, y = 1 the loss is e⁻⁵⁰, not 0: use log1p and add nothing large",
    )
    require(
        agrees(slope, expected_slope, atol=1e-12),
        "the derivative is not right at large scores",
    )


def _gradients(params: list[Array], X: Array, y: NDArray[Any]) -> tuple[Any, ...]:
    """By the engine, for tanh layers."""

    def loss(params: list[Any]) -> Any:
        return cross_entropy(forward(params, X, activation="tanh")[-1], y)

    return tuple(value_and_grad(loss)(params)[1])


def _with_first_delta(
    rule: Callable[[Array, Array, Array, Array], Array],
) -> Callable[..., tuple[Array, ...]]:
    """The gradients if rule(D2, W2, H1, H2) stands in the place of D1."""

    def gradients(params: list[Array], X: Array, y: NDArray[Any]) -> tuple[Array, ...]:
        layers = forward(params, X, activation="tanh")
        delta = score_delta(layers[-1], y)
        deltas = backward(params, layers, delta, activation="tanh")
        deltas[1] = rule(deltas[2], params[2], layers[1], layers[2])
        return tuple(weight_gradients(layers, deltas))

    return gradients


@exercise(
    "02-16-E3",
    kind="function",
    minutes=8,
    stars=2,
    objective="find a planted transpose in a backward pass",
)
def _e3_of_02_16(answer: Any) -> None:
    rng = np.random.default_rng(1)
    cases = []
    for n, *sizes in (
        (7, 8, 7, 7, 9),
        (5, 4, 6, 5, 3),
        (9, 3, 2, 7, 4),
        (1, 6, 5, 5, 2),
    ):
        params = init_params(sizes, scheme="xavier", rng=rng)
        params = [p + 0.1 * rng.normal(size=p.shape) for p in params]
        y = rng.integers(0, sizes[-1], size=n)
        cases.append((params, rng.normal(size=(n, sizes[0])), y))
    mistakes = [
        (
            _with_first_delta(lambda D2, W2, H1, H2: D2 @ W2 * (1 - H1**2)),
            "W₁ and b₁ are still wrong: dZ₂ = dH₁ W₂, and W₂ crosses transposed",
        ),
        (
            _with_first_delta(lambda D2, W2, H1, H2: D2 @ W2.T * (1 - H2**2)),
            "D1 needs the slope of its own units: 1 - H1**2",
        ),
        (
            _with_first_delta(lambda D2, W2, H1, H2: D2 @ W2.T),
            "units that are saturated pass little on: where is the slope in D1?",
        ),
    ]
    require_function(
        answer,
        _gradients,
        cases,
        mistakes=mistakes,
        otherwise="compare array by array with the tape; D1 is (D2 W2ᵀ) ⊙ φ'(Z1)",
    )


@exercise(
    "02-16-E4",
    kind="function",
    minutes=12,
    stars=2,
    objective="derive the variance of the weights for leaky ReLU",
)
def _e4_of_02_16(answer: Any) -> None:
    def spread(n: int, a: float) -> float:
        return float(np.sqrt(2 / ((1 + a**2) * n)))

    mistakes: list[tuple[Callable[..., Any], str]] = [
        (lambda n, a: spread(n, a) ** 2, "that is the variance; take its root"),
        (
            lambda n, a: np.sqrt(2 / n),
            "this is He's rule for a = 0; the negative half keeps a² of its share",
        ),
        (
            lambda n, a: np.sqrt(2 / ((1 + a) * n)),
            "the mean square of a z is a² times that of z",
        ),
        (
            lambda n, a: np.sqrt((1 + a**2) / (2 * n)),
            "upside down: what the activation removes, the weights put back",
        ),
        (
            lambda n, a: np.sqrt(1 / ((1 + a**2) * n)),
            "each half has half of the mean square: where is the factor 2?",
        ),
    ]
    require_function(
        answer,
        spread,
        [(8, 0.5), (50, 0.01), (100, 0.2), (7, 1.0), (64, 0.0)],
        mistakes=mistakes,
        otherwise="solve n v (1 + a²) / 2 = 1 for v, then take the root",
    )


def _clipped(grads: list[Array], c: float) -> tuple[Array, ...]:
    length = np.sqrt(sum(float(np.sum(g**2)) for g in grads))
    factor = c / length if length > c else 1.0
    return tuple(factor * g for g in grads)


def _each_clipped(grads: list[Array], c: float) -> tuple[Array, ...]:
    return tuple(_clipped([g], c)[0] for g in grads)


def _always_scaled(grads: list[Array], c: float) -> tuple[Array, ...]:
    length = np.sqrt(sum(float(np.sum(g**2)) for g in grads))
    return tuple(c / length * g for g in grads)


def _squared(grads: list[Array], c: float) -> tuple[Array, ...]:
    square = sum(float(np.sum(g**2)) for g in grads)
    return tuple(min(1.0, c / square) * g for g in grads)


@exercise(
    "02-16-E5",
    kind="function",
    minutes=8,
    stars=2,
    objective="bound the length of a gradient and keep its direction",
)
def _e5_of_02_16(answer: Any) -> None:
    rng = np.random.default_rng(2)

    def random(scale: float) -> list[Array]:
        return [scale * rng.normal(size=shape) for shape in ((3, 2), (2,), (2, 4))]

    cases = [
        ([np.array([2.0, 4.0]), np.array([4.0])], 3.0),
        (random(1.0), 0.5),
        (random(100.0), 2.0),
        (random(0.01), 3.0),
        ([np.zeros(3), np.zeros((2, 2))], 1.0),
    ]
    mistakes: list[tuple[Callable[..., Any], str]] = [
        (_each_clipped, "each array has its own factor now, which turns the vector"),
        (
            lambda grads, c: tuple(np.clip(g, -c, c) for g in grads),
            "cutting entries turns the vector; multiply all by one factor",
        ),
        (_always_scaled, "short gradients stay as they are"),
        (_squared, "divide by the length, not by its square"),
    ]
    require_function(
        answer,
        _clipped,
        cases,
        mistakes=mistakes,
        otherwise="multiply every array by min(1, c / length)",
    )


def _layer_norm_back(G: Array, X: Array) -> Array:
    """By the engine, so that the learner's formula has an independent judge."""

    def inner(X: Any) -> Any:
        U = X - np.mean(X, axis=1, keepdims=True)
        s = np.sqrt(np.mean(U * U, axis=1, keepdims=True) + 1e-5)
        return np.sum(U / s * G)

    return np.asarray(value_and_grad(inner)(X)[1])


def _normed(X: Array) -> tuple[Array, Array]:
    U = X - X.mean(axis=1, keepdims=True)
    s = np.sqrt((U**2).mean(axis=1, keepdims=True) + 1e-5)
    return U / s, s


def _mean(A: Array) -> Array:
    return A.mean(axis=1, keepdims=True)


@exercise(
    "02-16-E6",
    kind="function",
    minutes=20,
    stars=3,
    objective="derive the backward pass of layer normalisation",
)
def _e6_of_02_16(answer: Any) -> None:
    rng = np.random.default_rng(3)
    shapes = ((2, 3), (1, 5), (4, 8))
    cases = [(rng.normal(size=s), 2.0 * rng.normal(size=s) + 1) for s in shapes]
    hand = (np.array([[1.0, 0.0, 0.0]]), np.array([[1.0, 2.0, 3.0]]))

    def slip(formula: Callable[[Array, Array, Array], Array]) -> Callable[..., Array]:
        return lambda G, X: formula(G, *_normed(X))

    mistakes = [
        (slip(lambda G, Y, s: G / s), "mean and s depend on x as well"),
        (slip(lambda G, Y, s: (G - _mean(G)) / s), "s depends on x: add its share"),
        (
            slip(lambda G, Y, s: (G - Y * _mean(G * Y)) / s),
            "the mean depends on x: subtract the mean of G in each row",
        ),
        (
            slip(lambda G, Y, s: (G - _mean(G) + Y * _mean(G * Y)) / s),
            "the share of s has the opposite sign: dy = (du − y ds)/s",
        ),
        (
            slip(lambda G, Y, s: G - _mean(G) - Y * _mean(G * Y)),
            "divide by s at the end",
        ),
    ]
    require_function(
        answer,
        _layer_norm_back,
        [hand, *cases],
        mistakes=mistakes,
        otherwise="collect (g − mean(g) − y · mean(g y)) / s, row by row",
    )


def _lengths(params: list[Array], X: Array, y: NDArray[Any]) -> Array:
    """One backward pass per row: slow, and nothing can go wrong."""
    squares = [
        sum(float(np.sum(g**2)) for g in loss_and_grads(params, X[[i]], y[[i]])[1])
        for i in range(len(X))
    ]
    return np.sqrt(squares)


def _row_lengths(
    params: list[Array], X: Array, y: NDArray[Any], *, biases: float, factor: float
) -> Array:
    layers = forward(params, X)
    deltas = backward(params, layers, factor * score_delta(layers[-1], y))
    squares = [
        (D**2).sum(axis=1) * (biases + (H**2).sum(axis=1))
        for H, D in zip(layers, deltas[1:], strict=False)
    ]
    return np.sqrt(sum(squares))


def _mean_length(params: list[Array], X: Array, y: NDArray[Any]) -> Array:
    layers = forward(params, X)
    deltas = backward(params, layers, score_delta(layers[-1], y))
    grads = weight_gradients(layers, deltas)
    return np.full(len(X), np.sqrt(sum(float(np.sum(g**2)) for g in grads)))


@exercise(
    "02-16-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="get every example's gradient norm from one backward pass",
)
def _e7_of_02_16(answer: Any) -> None:
    rng = np.random.default_rng(4)
    cases = []
    for n, sizes in ((2, (2, 3, 2)), (5, (4, 6, 3)), (9, (3, 8, 5)), (1, (6, 2, 4))):
        params = init_params(sizes, scheme="he", rng=rng)
        params = [p + 0.1 * rng.normal(size=p.shape) for p in params]
        y = rng.integers(0, sizes[-1], size=n)
        cases.append((params, rng.normal(size=(n, sizes[0])), y))
    mistakes: list[tuple[Callable[..., Any], str]] = [
        (
            lambda p, X, y: _row_lengths(p, X, y, biases=1.0, factor=1.0),
            "each row's own loss is not divided by n",
        ),
        (
            lambda p, X, y: _row_lengths(p, X, y, biases=0.0, factor=len(X)),
            "the biases have gradients too",
        ),
        (
            lambda p, X, y: _row_lengths(p, X, y, biases=1.0, factor=len(X)) ** 2,
            "these are the squares of the norms",
        ),
        (_mean_length, "this is one norm, of the mean gradient; one per row is asked"),
    ]
    require_function(
        answer,
        _lengths,
        cases,
        mistakes=mistakes,
        otherwise="for row i and each layer add ‖δᵢ‖² (1 + ‖hᵢ‖²), then take the root",
    )
