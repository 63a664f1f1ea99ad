"""Checkers of the exercises in lesson 02-06, multivariable calculus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from utils._validation import Array
from utils.calculus import complex_step, steepest_direction
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_choice,
    require_function,
    require_number,
    take_array,
    take_number,
)

Function = Callable[..., Any]


# --- E1: the slope along any direction ---------------------------------------------


def _slope(gradient: Function, x: Array, v: Array) -> float:
    return float(gradient(x) @ v / np.linalg.norm(v))


_SLOPE_MISTAKES: list[tuple[Function, str]] = [
    (
        lambda gradient, x, v: gradient(x) @ v,
        "this is the slope per length of v; divide by that length",
    ),
    (
        lambda gradient, x, v: gradient(x) @ v / (v @ v),
        "divide by the length of v once, not by its square",
    ),
    (
        lambda gradient, x, v: np.linalg.norm(gradient(x)),
        "this is the steepest slope of all; the direction v was asked for",
    ),
    (
        lambda gradient, x, v: (
            gradient(x) @ v / np.linalg.norm(v) / np.linalg.norm(gradient(x))
        ),
        "this is the cosine; keep the length of the gradient, it is the steepness",
    ),
    (
        lambda gradient, x, v: gradient(x) * v / np.linalg.norm(v),
        "one number was asked for: add up the products (use @)",
    ),
]


@exercise(
    "02-06-E1",
    kind="function",
    minutes=5,
    stars=1,
    objective="compute the slope along a direction from the gradient",
)
def _e1_of_02_06(answer: Any) -> None:
    rng = np.random.default_rng(1)
    cases: list[tuple[Any, ...]] = [
        (lambda x: np.array([2 * x[0], 6 * x[1]]), np.ones(2), np.array([3.0, 4.0]))
    ]
    for n in (1, 3, 3, 7):
        c = rng.normal(size=n)
        cases.append((lambda x, c=c: c * np.cos(x), *rng.normal(size=(2, n))))
    require_function(
        answer,
        _slope,
        cases,
        mistakes=_SLOPE_MISTAKES,
        otherwise="the slope is g · v / ‖v‖",
    )


# --- E2: by hand -------------------------------------------------------------------


@exercise(
    "02-06-E2",
    kind="value",
    minutes=10,
    stars=2,
    objective="compute slopes, forecast and tangent from one gradient by hand",
)
def _e2_of_02_06(answer: Any) -> None:
    values: dict[str, tuple[float, dict[float, str], str]] = {
        "slope along (-3, 4)": (
            4.0,
            {
                20.0: "divide by the length of (−3, 4), which is 5",
                8.8: "the sign of the first component is minus: −3 · 4 + 4 · 8",
                0.8: "divide by the length 5, not by its square",
            },
            "∇f = (4, 8), and the unit vector is (−3, 4)/5",
        ),
        "steepest slope": (
            80**0.5,
            {
                80.0: "take the root: the slope is the length of the gradient",
                12.0: "this is ‖∇f‖₁; a step of length 1 was meant, so use ‖∇f‖₂",
                8.0: "this is the larger of the two slopes, f_y alone",
            },
            "it is the length of ∇f = (4, 8)",
        ),
        "forecast": (
            7.6,
            {
                7.65: "this is the true height; the plane misses it by 0.05",
                -0.4: "add the height at the point itself, f(2, 1) = 8",
                9.2: "y becomes smaller: its part is 8 · (−0.1)",
            },
            "f(2, 1) + ∇f · (0.1, −0.1)",
        ),
        "slope of the ellipse": (
            -0.5,
            {
                0.5: "mind the minus in −F_x/F_y",
                -2.0: "upside down: it is −F_x/F_y",
                2.0: "this is the slope of the normal; the tangent is at a right angle",
            },
            "−F_x/F_y with (F_x, F_y) = (4, 8)",
        ),
        "tangent meets x-axis at x": (
            4.0,
            {
                8**0.5: "this is where the ellipse meets the axis, not its tangent",
                2.5: "the tangent's slope is −1/2: from (2, 1), how far until y = 0?",
                0.0: "0 is where y vanishes; the value of x there was asked for",
            },
            "4 (x − 2) + 8 (y − 1) = 0 with y = 0",
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(values):
        raise Hint("keep the dictionary with its five names and replace each TODO")
    for name, (right, mistakes, otherwise) in values.items():
        require_number(
            answer[name],
            right,
            rtol=0,
            atol=0.006,
            mistakes=mistakes,
            otherwise=otherwise,
            what=name,
        )


# --- E3: three rulers --------------------------------------------------------------

_ORDERS = {"l1": 1, "l2": 2, "linf": np.inf}


def _require_steepest(answer: Any, g: Array, norm: str) -> None:
    result = call(answer, g, norm)
    u = take_array(result, g.shape, what=f'for norm "{norm}" your step')
    size = float(np.linalg.norm(u, _ORDERS[norm]))
    winner: Array = steepest_direction(g, norm=norm)  # type: ignore[arg-type]
    best, gain = float(g @ winner), float(g @ u)
    where = f'for g = {g.round(3).tolist()} and "{norm}"'
    if gain < 0 and np.isclose(gain, -best):
        raise Hint(f"{where} you go down as steeply as possible; up was asked for")
    if np.array_equal(u, g):
        require(np.isclose(size, 1), f"{where} you return g itself: its norm must be 1")
    if norm != "l2" and np.isclose(np.linalg.norm(u), 1) and size > 1 + 1e-9:
        raise Hint(
            f"{where} your step has length 1, but norm {size:.4g} for this ruler"
        )
    require(
        np.isclose(size, 1),
        f"{where} your step has norm {size:.4g}; it must have norm 1 for this ruler",
    )
    if norm == "l1" and np.count_nonzero(u) == 1 and gain < best * (1 - 1e-9):
        raise Hint(f"{where} another coordinate has a larger |slope|")
    rng = np.random.default_rng(0)
    rivals = rng.normal(size=(10_000, g.size))
    rivals /= np.linalg.norm(rivals, _ORDERS[norm], axis=1, keepdims=True)
    beaten = int(((rivals @ g) > gain * (1 + 1e-9)).sum())
    require(
        gain >= best * (1 - 1e-9),
        f"{where} your slope is {gain:.4g}, and {best:.4g} can be reached; "
        f"{beaten} of 10000 random steps are steeper than yours",
    )


@exercise(
    "02-06-E3",
    kind="property",
    minutes=10,
    stars=2,
    objective="find the steepest step for three norms",
)
def _e3_of_02_06(answer: Any) -> None:
    rng = np.random.default_rng(3)
    gradients = [
        np.array([3.0, -1.0, 2.0]),
        np.array([1.0, -4.0]),
        np.array([-2.0]),
        np.array([0.0, 5.0, 0.0, -5.0]),
        rng.normal(size=6),
    ]
    for g in gradients:
        for norm in _ORDERS:
            _require_steepest(answer, g, norm)


# --- E4: is there a minimum? -------------------------------------------------------


@exercise(
    "02-06-E4",
    kind="choice",
    minutes=10,
    stars=2,
    objective="decide whether a loss is coercive and whether it has a minimum",
)
def _e4_of_02_06(answer: Any) -> None:
    right = {"M1": "A", "M2": "C", "M3": "B", "M4": "A", "M5": "B", "M6": "C"}
    why = {
        "M1": "the penalty alone outgrows every bound; the square is never negative",
        "M2": "it falls for ever as w grows, and never reaches its bound 0",
        "M3": "walk along the line w1 + w2 = 3: how high is the loss there?",
        "M4": "10 w1 w2 is at most 5 (w1² + w2²), and fourth powers outgrow squares",
        "M5": "walk along the hyperbola w1 w2 = 1: how high is the loss there?",
        "M6": "it comes as near to 0 as you like; which w would make both squares 0?",
    }
    if not isinstance(answer, dict) or set(answer) != set(right):
        raise Hint("keep the dictionary with its six names and replace each TODO")
    for name, letter in right.items():
        wrong = {k: f"{name}: {why[name]}" for k in "ABC" if k != letter}
        require_choice(answer[name], letter, wrong)


# --- E5: the slope of the best weight ----------------------------------------------


def _rate(x: Array, y: Array, lam: float) -> float:
    return float(complex_step(lambda t: x @ y / (x @ x + t), lam))


_RATE_MISTAKES: list[tuple[Function, str]] = [
    (
        lambda x, y, lam: -_rate(x, y, lam),
        "mind the minus in −F_λ/F_w: a growing penalty pulls w towards 0",
    ),
    (
        lambda x, y, lam: -(x @ y) / (x @ x + lam) / (x @ x),
        "F_w contains λ too: F = Σ x (x w − y) + λ w",
    ),
    (
        lambda x, y, lam: 2 * _rate(x, y, lam),
        "both parts of F carry the same factor: halve F_λ and F_w alike, or neither",
    ),
    (
        lambda x, y, lam: _rate(x, y, lam) / 2,
        "both parts of F carry the same factor: halve F_λ and F_w alike, or neither",
    ),
    (
        lambda x, y, lam: -((x @ x + lam) ** 2) / (x @ y),
        "upside down: the slope is −F_λ/F_w",
    ),
    (
        lambda x, y, lam: -(x @ y) / (x @ x + lam),
        "this is −F_λ = −w; divide it by F_w",
    ),
]


@exercise(
    "02-06-E5",
    kind="function",
    minutes=12,
    stars=2,
    objective="differentiate an implicitly defined best weight",
)
def _e5_of_02_06(answer: Any) -> None:
    rng = np.random.default_rng(5)
    cases: list[tuple[Any, ...]] = [
        (np.array([1.0, 2.0, -1.0]), np.array([0.5, 3.0, 1.0]), 0.7)
    ]
    cases += [
        (*rng.normal(size=(2, n)), lam) for n, lam in ((2, 0.0), (5, 3.0), (9, 1))
    ]
    require_function(
        answer,
        _rate,
        cases,
        mistakes=_RATE_MISTAKES,
        otherwise="it is −F_λ/F_w with F = Σ x (x w − y) + λ w",
    )


# --- E6: random directions ---------------------------------------------------------

# The mean of the best of 1000 cosines, by integrating the law of one cosine.
_BEST = {30: 0.5536, 100: 0.3178, 300: 0.1860, 1000: 0.1023}
_DECAY = -0.482  # of the logarithms of these four


@exercise(
    "02-06-E6",
    kind="statistic",
    minutes=15,
    stars=3,
    objective="measure how the aim of random directions decays with the dimension",
)
def _e6_of_02_06(answer: Any) -> None:
    dims = list(_BEST)
    expected = np.array(list(_BEST.values()))
    runs, slopes = [], []
    for seed in range(8):  # so that chance rejects one right answer in ten thousand
        result = call(answer, dims, 1000, np.random.default_rng(seed))
        require(
            isinstance(result, (tuple, list)) and len(result) == 2,
            "return two things: the array of best cosines, and the slope",
        )
        best = take_array(result[0], (len(dims),), what="the array of best cosines")
        slope = take_number(result[1], what="the slope")
        require(
            best.max() <= 1,
            "a cosine is at most 1: divide each direction by its own length",
        )
        require(
            best.min() > 0.02,
            "the *best* cosine was asked for: the largest, not a mean",
        )
        a, b = np.log(dims), np.log(best)
        fitted = (a - a.mean()) @ (b - b.mean()) / np.sum((a - a.mean()) ** 2)
        _require_slope(slope, float(fitted), a, b)
        runs.append(best)
        slopes.append(slope)
    ratio = np.mean(runs, axis=0) / expected
    require(
        abs(ratio[-1] - 0.535) > 0.03,  # √3 / 3.24, the corner of a cube
        "the cosines are too small: a cube (uniform numbers) has no equal chances for "
        "all directions; use normal numbers",
    )
    require(
        np.abs(ratio - 1).max() < 0.2,
        "the best of n cosines, averaged over runs, is not what equal chances give; "
        "draw normal numbers of shape (n, d)",
    )
    require(
        abs(np.mean(slopes) - _DECAY) < 0.06,
        f"the slope is {np.mean(slopes):.3g} on average over eight runs; equal chances "
        f"give about {_DECAY}",
    )


def _require_slope(slope: float, fitted: float, a: Array, b: Array) -> None:
    """The slope must fit the learner's own cosines."""
    if np.isclose(slope, fitted, rtol=1e-6):
        return
    require(
        not np.isclose(slope, 1 / fitted, rtol=0.1),
        "the slope is upside down: log(best) against log(d)",
    )
    raise Hint(
        f"your cosines have the slope {fitted:.4g} in the logarithms of both, by least "
        f"squares; you return {slope:.4g}"
    )


# --- E7: the curve that sees it ----------------------------------------------------


@exercise(
    "02-06-E7",
    kind="counterexample",
    minutes=12,
    stars=3,
    objective="find a curve along which a tricky function does not tend to 0",
)
def _e7_of_02_06(answer: Any) -> None:
    for k in range(1, 21):
        t = 0.5**k
        point = take_array(call(answer, t), (2,), what="the point of your curve")
        x, y = point
        require(point.any(), f"at t = {t:g} you are at 0 itself, where f = 0")
        if k == 20:
            require(
                np.abs(point).max() < 0.02,
                f"at t = {t:g} you are at ({x:.3g}, {y:.3g}): run into (0, 0)",
            )
        height = _tricky(x, y)
        if abs(height) >= 0.4:
            continue
        require(
            abs(_tricky(y, x)) < 0.4,
            "the right powers on the wrong coordinates: exchange x and y",
        )
        raise Hint(
            f"at t = {t:g} you are at ({x:.3g}, {y:.3g}), where f = {height:.3g}; "
            "make x² and y⁶ equally large"
        )


def _tricky(x: float, y: float) -> float:
    # Divided by the larger of |x| and |y|³, so that the squares do not vanish.
    size = max(abs(x), abs(y) ** 3)
    if size == 0:
        return 0.0
    a, b = x / size, y**3 / size
    return float(a * b / (a * a + b * b))
