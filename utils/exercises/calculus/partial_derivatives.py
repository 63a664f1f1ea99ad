"""Checkers of lesson 02-04, partial derivatives."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from utils._validation import Array
from utils.datasets import load_wine
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_choice,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.linear_algebra import least_squares
from utils.prerequisites import log_softmax, softmax

Function = Callable[..., Any]


def _require_keys(answer: Any, names: set[str]) -> None:
    if not isinstance(answer, dict) or set(answer) != names:
        raise Hint("keep the dictionary with its names and replace each TODO")


@exercise(
    "02-04-E1",
    kind="choice",
    minutes=6,
    stars=1,
    objective="read partial derivatives off a contour map",
)
def _e1_of_02_04(answer: Any) -> None:
    places = {
        "A": "at A the height grows to the east and stays the same to the north",
        "B": "B is the top: both walks begin level",
        "C": "at C the height falls to the north, and its contour runs east",
        "D": "at D the height grows to the east and to the north",
    }
    rows = {
        "both partials are 0": "B",
        "f_x > 0 and f_y = 0": "A",
        "f_x = 0 and f_y < 0": "C",
        "f_x > 0 and f_y > 0": "D",
    }
    slope = "f_x at A is about"
    _require_keys(answer, {*rows, slope})
    for row, right in rows.items():
        wrong = {k: f"{row}: {why}" for k, why in places.items() if k != right}
        require_choice(answer[row], right, wrong)
    distance = "divide the rise 0.2 by the distance from A to the next line"
    chosen = str(answer[slope]).removesuffix(".0")
    require_choice(chosen, "1", {"0.1": distance, "5": distance})


def _corners(f: Function, x: float, y: float, h: float) -> tuple[float, ...]:
    """f at (+, +), (+, -), (-, +), (-, -)."""
    return f(x + h, y + h), f(x + h, y - h), f(x - h, y + h), f(x - h, y - h)


def _from_corners(*signs: int) -> Function:
    def mixed(f: Function, x: float, y: float, h: float) -> float:
        corners = zip(signs, _corners(f, x, y, h), strict=True)
        return sum(sign * corner for sign, corner in corners) / (4 * h * h)

    return mixed


def _stamp_at_the_point(f: Function, x: float, y: float, h: float) -> float:
    return _from_corners(1, -1, -1, 1)(f, x + h / 2, y + h / 2, h / 2) / 4


def _second_along_x(f: Function, x: float, y: float, h: float) -> float:
    return (f(x + 2 * h, y) - 2 * f(x, y) + f(x - 2 * h, y)) / (4 * h * h)


_MIXED_MISTAKES: list[tuple[Function, str]] = [
    (
        _from_corners(1, 1, 1, 1),
        "you added all four; a difference of differences has two minus signs",
    ),
    (
        _from_corners(1, -1, -1, -1),
        "the corner (x − h, y − h) is subtracted twice, so its sign is plus",
    ),
    (
        _from_corners(-1, 1, 1, -1),
        "all signs are reversed: the corner (x + h, y + h) has a plus",
    ),
    (
        _from_corners(1, 1, -1, -1),
        "this moves x only, at two heights; subtract the lower difference",
    ),
    (
        _stamp_at_the_point,
        "your rectangle has the point in its corner; it belongs in the centre: use "
        "x ± h and y ± h",
    ),
    (_second_along_x, "this is f_xx; the second step has to move y"),
]


@exercise(
    "02-04-E2",
    kind="function",
    minutes=10,
    stars=2,
    objective="write the four-point formula for a mixed partial",
)
def _e2_of_02_04(answer: Any) -> None:
    cases: list[tuple[Function, float, float, float]] = [
        (lambda x, y: x * x * x * y * y * y, 2.0, 1.0, 36.0),
        (lambda x, y: math.exp(x * y), 0.5, 1.5, 1.75 * math.exp(0.75)),
        (
            lambda x, y: math.sin(x) * math.cos(2 * y),
            0.4,
            -0.9,
            -2 * math.cos(0.4) * math.sin(-1.8),
        ),
        (lambda x, y: x**4 / y, -1.2, 2.0, -4 * (-1.2) ** 3 / 4),
    ]
    for f, x, y, exact in cases:
        coarse, fine = (take_number(call(answer, f, x, y, h)) for h in (0.1, 0.05))
        for wrong, hint in _MIXED_MISTAKES:
            require(not math.isclose(coarse, wrong(f, x, y, 0.1), rel_tol=1e-9), hint)
        require(
            abs(fine - exact) < 0.1 * abs(exact),
            f"with h = 0.05 you get {fine:.4g} where the mixed partial is {exact:.4g}",
        )
        gain = abs(coarse - exact) / max(abs(fine - exact), 1e-15)
        require(
            3.5 < gain < 4.5,
            f"half the step divides your error by {gain:.2g}, not by 4: place the four "
            "corners symmetrically around the point",
        )


@exercise(
    "02-04-E3",
    kind="value",
    minutes=12,
    stars=1,
    objective="compute partial and mixed partial derivatives by hand",
)
def _e3_of_02_04(answer: Any) -> None:
    square = "(−1)² is +1, not −1"
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "f_x": (
            10,
            {
                9: "for a walk along x the term y is a constant: its slope is 0, or "
                "did you swap f_x and f_y?",
                11: "for a walk along x the term y is a constant: its slope is 0",
                12: "−2xy² has the slope −2y² along x; it does not vanish",
                14: square,
            },
        ),
        "f_y": (
            9,
            {
                10: "you swapped f_x and f_y",
                8: "the term y has the slope 1 along y",
                -7: "−4xy with y = −1 is positive",
                21: "for a walk along y the term x³ is a constant: its slope is 0",
            },
        ),
        "f_xy": (
            4,
            {
                -4: "−4y with y = −1 is positive",
                12: "this is f_xx; the second time differentiate by y",
                -8: "this is f_yy; the first time differentiate by x",
                5: "the term y has no slope along x, so it is gone after step one",
            },
        ),
        "forecast": (
            4.9,
            {
                4.959: "this is the true value; the forecast uses the two slopes",
                1.9: "add the change to f(2, −1) = 3",
                3.1: "from −1 to −0.9 the step along y is +0.1",
            },
        ),
        "g_x": (3, {1.5: "x² has the slope 2x", 6: "the number 1/y stays in front"}),
        "g_y": (
            -2.25,
            {
                2.25: "1/y falls when y grows: mind the sign",
                4.5: "this is g itself; differentiate 1/y",
                9: "with y⁻¹ the power rule gives −y⁻², not 1",
                -4.5: "the power of y falls from −1 to −2: divide by y², not by y",
            },
        ),
    }
    _require_keys(answer, set(expected))
    for name, (value, mistakes) in expected.items():
        require_number(answer[name], value, atol=1e-3, mistakes=mistakes, what=name)


@exercise(
    "02-04-E4",
    kind="counterexample",
    minutes=12,
    stars=2,
    objective="show that partial derivatives do not make a tangent plane",
)
def _e4_of_02_04(answer: Any) -> None:
    _require_keys(answer, {"f_x", "f_y", "direction", "value"})
    for name in ("f_x", "f_y"):
        flat = f"{name}: on the axes f is 0, whatever the distance"
        require_number(answer[name], 0, otherwise=flat, what=name)
    u, v = take_array(answer["direction"], (2,), what="direction")
    require(u or v, "the zero vector has no direction")
    require(u and v, "on the axes the rest is 0; choose a direction between them")
    size = max(abs(u), abs(v))  # so that no product overflows
    u, v = u / size, v / size
    root, length = math.sqrt(abs(u * v)), math.hypot(u, v)
    require_number(
        answer["value"],
        root / length,
        rtol=1e-3,
        atol=0,
        mistakes={
            0.0: "r(h)/‖h‖ does not go to 0 along your direction",
            size * root: "divide by the length of h",
            size * abs(u * v) / length: "f is the root of |xy|",
            root / length**2 / size: "divide by the length of h, not by its square",
        },
        otherwise="put h = t(u, v) into f(h) and into ‖h‖; t cancels",
        what="value",
    )


@exercise(
    "02-04-E5",
    kind="function",
    minutes=12,
    stars=2,
    objective="derive the partial derivatives of log-sum-exp",
)
def _e5_of_02_04(answer: Any) -> None:
    rng = np.random.default_rng(5)
    cases = [(np.log([1.0, 2.0, 3.0]),), *((rng.normal(size=n),) for n in (1, 4, 7))]
    mistakes: list[tuple[Function, str]] = [
        (np.exp, "divide by the sum of all exponentials"),
        (lambda z: 1 / np.exp(z).sum() + 0 * z, "the exponential of z_i is missing"),
        (log_softmax, "these are the logarithms; the partials themselves are asked"),
        (lambda z: z / z.sum(), "the exponentials are missing"),
        (
            lambda z: softmax(z) * (1 - softmax(z)),
            "this is one derivative too many: the slope of softmax",
        ),
    ]
    require_function(
        answer, softmax, cases, mistakes=mistakes, otherwise="e^z_i over their sum"
    )
    large = np.array([1000.0, 1001.0, -1000.0])
    with np.errstate(over="ignore", invalid="ignore"):
        result = np.asarray(call(answer, large))
    overflow = "for scores near 1000 the exponentials overflow: subtract the largest"
    require(result.dtype.kind not in "fc" or np.isfinite(result).all(), overflow)
    require_array(result, softmax(large), otherwise=overflow)


def _slopes(columns: Array, target: Array) -> Array:
    return least_squares(np.column_stack([np.ones(len(columns)), columns]), target)[1:]


def _account(X: Array, y: Array, k: int) -> Array:
    moves = [_slopes(X[:, [k]], column)[0] for column in X.T]
    return _slopes(X, y) * moves


def _reversed_account(X: Array, y: Array, k: int) -> Array:
    """The slopes of column k on each other column, the wrong way round."""
    return _slopes(X, y) * [_slopes(X[:, [j]], X[:, k])[0] for j in range(X.shape[1])]


@exercise(
    "02-04-E6",
    kind="function",
    minutes=15,
    stars=3,
    objective="account for the change of a coefficient when features are added",
)
def _e6_of_02_04(answer: Any) -> None:
    rng = np.random.default_rng(6)
    X = np.array([[0.0, 1.0], [1.0, 1.0], [2.0, 3.0], [3.0, 3.0], [4.0, 7.0]])
    cases: list[tuple[Array, Array, int]] = [(X, X @ [2.0, -1.0] + 5, 0)]
    for n, d, k in ((9, 2, 1), (20, 4, 2), (30, 6, 0)):
        mixing = rng.normal(size=(d, d))
        X = 3 + rng.normal(size=(n, d)) @ mixing
        cases.append((X, rng.normal(size=n) + X.sum(axis=1), k))
    wine = load_wine()
    cases.append((wine.X[:, 1:], wine.X[:, 0], 5))

    def without_intercept(X: Array, y: Array, k: int) -> Array:
        x = X[:, k]
        return least_squares(X, y) * (X.T @ x) / (x @ x)

    def without_k(X: Array, y: Array, k: int) -> Array:
        return np.where(np.arange(X.shape[1]) == k, 0.0, _account(X, y, k))

    mistakes: list[tuple[Function, str]] = [
        (
            lambda X, y, k: _slopes(X, y),
            "these are the coefficients; multiply each by how fast its column moves "
            "along with column k",
        ),
        (without_k, "entry k is missing: a column moves along with itself, slope 1"),
        (
            _reversed_account,
            "the slopes run the wrong way: fit each column on column k",
        ),
        (without_intercept, "both fits need an intercept, a column of ones"),
        (
            lambda X, y, k: np.array(
                [_slopes(X[:, [j]], y)[0] for j in range(len(X.T))]
            ),
            "these are the slopes that each column has alone; begin with one large fit",
        ),
    ]
    require_function(
        answer,
        _account,
        cases,
        mistakes=mistakes,
        rtol=1e-5,
        otherwise="coefficient of column j, times the slope of column j on column k",
    )


@exercise(
    "02-04-E7",
    kind="property",
    minutes=13,
    stars=3,
    objective="make a numerical mixed partial return any value",
)
def _e7_of_02_04(answer: Any) -> None:
    for c, size in ((0.6, 1.0), (0.0, 1e-3), (-0.28, 1e-6), (0.99, 0.1), (-0.9, 2.0)):
        result = call(answer, c, size)
        h, k = take_array(result, (2,), what="the pair of steps h, k")
        require(h > 0 and k > 0, f"for c = {c:g} a step is not positive")
        require(
            max(h, k) <= size * (1 + 1e-9),
            f"for c = {c:g} the larger step is {max(h, k):.3g}, above {size:g}: scale "
            "both",
        )
        ratio = (h / k) ** 2
        reported = (ratio - 1) / (ratio + 1)
        mistakes = {-c: "h and k are swapped: the sign of the result is wrong"}
        if c:
            squared = ((1 + c) / (1 - c)) ** 2
            mistakes[(squared - 1) / (squared + 1)] = (
                "the condition is on the squares: h² : k²; take roots"
            )
        require_number(
            reported,
            c,
            rtol=0,
            mistakes=mistakes,
            otherwise=f"it should be {c:g}; solve (h² − k²)/(h² + k²) = c for h²/k²",
            what=f"for c = {c:g} the reported mixed partial",
        )
