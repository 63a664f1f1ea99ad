"""Checkers of lesson 02-02, derivatives and gradients."""

from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from utils._validation import Array
from utils.calculus import complex_step
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_function,
    require_number,
    take_number,
)

Function = Callable[..., Any]


def _require_names(answer: Any, names: Collection[str]) -> None:
    require(
        isinstance(answer, dict) and set(answer) == set(names),
        f"keep the dictionary with its {len(names)} names and replace each TODO",
    )


# --- E1 ----------------------------------------------------------------------------


@exercise(
    "02-02-E1",
    kind="function",
    minutes=6,
    stars=1,
    objective="code a central difference",
)
def _e1_of_02_02(answer: Any) -> None:
    cases = [
        (lambda x: x**3, 2.0, 0.1),
        (np.exp, 1.0, 0.01),
        (np.sin, 0.3, 0.2),
        (lambda x: 1 / x, 1.7, 0.05),
    ]
    brackets = "brackets: `rise / 2 * h` multiplies by h; write `rise / (2 * h)`"
    mistakes: list[tuple[Function, str]] = [
        (
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
            "the run from x − h to x + h is 2h, not h: your slope is twice too large",
        ),
        (lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h, brackets),
        (lambda f, x, h: (f(x + h) - f(x - h)) / 2, "divide by the run 2h, not by 2"),
        (
            lambda f, x, h: (f(x + h) - f(x)) / h,
            "this is the forward difference; the run goes from x − h to x + h",
        ),
        (lambda f, x, h: f(x + h) - f(x - h), "this is the rise; divide by the run"),
        (
            lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h),
            "the sign is wrong: right value minus left value",
        ),
    ]
    require_function(
        answer,
        lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
        cases,
        mistakes=mistakes,
        rtol=1e-9,
        otherwise="divide the rise by the run from x − h to x + h",
    )
    h = np.array([1e-2, 1e-3])
    errors = [abs(take_number(call(answer, np.exp, 1.0, s)) - np.e) for s in h]
    order = np.log10(errors[0] / errors[1]) if errors[1] else 0.0
    require(
        abs(order - 2) < 0.1,
        f"the error should fall like h to the power 2; yours falls like {order:.1f}",
    )


# --- E2 ----------------------------------------------------------------------------


@exercise(
    "02-02-E2",
    kind="value",
    minutes=12,
    stars=1,
    objective="compute differences, a forecast and a gradient by hand",
)
def _e2_of_02_02(answer: Any) -> None:
    mean = "the loss is the mean of the squares: divide by 3"
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "f'(3)": (
            23,
            {
                27: "the term −4x has the slope −4",
                15: "this is the value f(3); the slope is asked for",
                5: "the slope of x³ is 3x², not x²",
                14: "the slope of x³ is 3x², with the square: 3 · 9",
            },
        ),
        "forward": (
            23.91,
            {
                2.391: "this is the rise; divide by h = 0.1",
                23.01: "this is the central difference; forward starts at 3",
                22.11: "this starts at 2.9; forward goes from 3 to 3.1",
            },
        ),
        "central": (
            23.01,
            {
                46.02: "from 2.9 to 3.1 the run is 0.2",
                4.602: "this is the rise; divide by 2h = 0.2",
                23.91: "this is the forward difference; central goes from 2.9 to 3.1",
            },
        ),
        "forecast of f(3.1)": (
            17.3,
            {
                17.391: "this is the true value; the forecast is f(3) + f'(3) h",
                2.3: "this is the forecast change; add it to f(3) = 15",
                38: "the slope has to be multiplied by the step 0.1",
            },
        ),
        "loss": (5 / 3, {5: mean, 1: "square the residuals before you average"}),
        "slope in w": (
            -4 / 3,
            {
                4 / 3: "the sign: the residual is wx + b − y",
                -2 / 3: "the factor 2 of the square is missing",
                -4: "divide by n = 3",
                -2: "weight each residual by its x",
            },
        ),
        "slope in b": (
            -2,
            {
                2: "the sign: the residual is wx + b − y",
                -1: "the factor 2 of the square is missing",
                -6: "divide by n = 3",
                -4 / 3: "no weights here: the point with x = 0 counts too",
            },
        ),
    }
    _require_names(answer, expected)
    for name, (value, mistakes) in expected.items():
        named = {slip: f"{name}: {hint}" for slip, hint in mistakes.items()}
        require_number(answer[name], value, atol=4e-3, mistakes=named, what=name)


# --- E3 ----------------------------------------------------------------------------

_DRILL: dict[str, tuple[Function, list[tuple[Function, str]]]] = {
    "5x⁴ − 3x²": (
        lambda x: 5 * x**4 - 3 * x**2,
        [
            (lambda x: 20 * x**3 + 6 * x, "mind the minus before 3x²"),
            (lambda x: 4 * x**3 - 2 * x, "the factors 5 and 3 stay"),
            (lambda x: 20 * x**4 - 6 * x**2, "the power falls by 1"),
        ],
    ),
    "x² sin x": (
        lambda x: x**2 * np.sin(x),
        [
            (lambda x: 2 * x * np.cos(x), "(fg)' is not f'g': each factor in its turn"),
            (lambda x: x**2 * np.cos(x), "x² grows as well: add its share 2x sin x"),
            (lambda x: 2 * x * np.sin(x), "sin x grows as well: add x² cos x"),
        ],
    ),
    "x log x": (
        lambda x: x * np.log(x),
        [
            (lambda x: 1 / x, "(fg)' is not f'g': each factor in its turn"),
            (lambda x: np.log(x), "the logarithm grows as well: add x · 1/x"),
            (lambda x: np.log(x) + 1 / x, "x · 1/x is 1, not 1/x"),
        ],
    ),
    "sin x / x": (
        lambda x: np.sin(x) / x,
        [
            (lambda x: np.cos(x), "(f/g)' is not f'/g'"),
            (lambda x: (np.sin(x) - x * np.cos(x)) / x**2, "subtract fg' from f'g"),
            (lambda x: (x * np.cos(x) + np.sin(x)) / x**2, "subtract fg', do not add"),
            (lambda x: x * np.cos(x) - np.sin(x), "divide by g²"),
            (lambda x: (x * np.cos(x) - np.sin(x)) / x, "divide by g², not by g"),
        ],
    ),
    "1 / (1 + x²)": (
        lambda x: 1 / (1 + x**2),
        [
            (lambda x: 2 * x / (1 + x**2) ** 2, "the sign: fg' is subtracted"),
            (lambda x: 1 / (2 * x), "(f/g)' is not f'/g'"),
            (lambda x: -1 / (1 + x**2) ** 2, "g' is missing: g grows with slope 2x"),
            (lambda x: -2 * x / (1 + x**2), "divide by g², not by g"),
        ],
    ),
    "sin x cos x": (
        lambda x: np.sin(x) * np.cos(x),
        [
            (
                lambda x: -np.sin(x) * np.cos(x),
                "(fg)' is not f'g': each factor in its turn",
            ),
            (lambda x: 1.0 + 0 * x, "the slope of the cosine is −sin, with a minus"),
        ],
    ),
}


@exercise(
    "02-02-E3",
    kind="function",
    minutes=15,
    stars=2,
    objective="differentiate by the rules for powers, products and quotients",
)
def _e3_of_02_02(answer: Any) -> None:
    _require_names(answer, _DRILL)
    cases = [(x,) for x in (2.0, *np.random.default_rng(3).uniform(0.3, 3.0, size=5))]
    for name, (f, slips) in _DRILL.items():
        require_function(
            answer[name],
            lambda x, f=f: complex_step(f, x),
            cases,
            mistakes=[(slip, f"{name}: {hint}") for slip, hint in slips],
            otherwise=f"look at {name} again, one rule at a time",
        )


# --- E4 ----------------------------------------------------------------------------


@exercise(
    "02-02-E4",
    kind="value",
    minutes=10,
    stars=2,
    objective="bound the slope of the sigmoid",
)
def _e4_of_02_02(answer: Any) -> None:
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "slope where σ is 0.9": (
            0.09,
            {
                0.9: "this is the value; the slope is s(1 − s)",
                0.1: "this is 1 − s; multiply it by s",
                0.20550030734226: "you put 0.9 in for x; it is the value s = σ(x)",
            },
        ),
        "value where the slope of σ is 0.16": (
            0.2,
            {
                0.8: "this is the larger of the two values; the smaller is asked for",
                0.3: "this is the distance of s from 1/2",
                0.1344: "you put 0.16 in for s; it is the slope s(1 − s)",
            },
        ),
        "slope where tanh is 0.6": (
            0.64,
            {
                0.24: "s(1 − s) belongs to the sigmoid; tanh' = 1 − tanh²",
                0.4: "tanh' = 1 − tanh², with the square",
                0.36: "this is tanh²; subtract it from 1",
                0.71157776: "you put 0.6 in for x; it is the value tanh x",
            },
        ),
        "ten in a row": (
            0.25**10,
            {
                2.5: "the slopes are multiplied, not added",
                0.5**10: "multiply the largest slopes, 1/4, not the values",
                0.25: "that is one of them; multiply ten",
            },
        ),
    }
    _require_names(answer, expected)
    for name, (value, mistakes) in expected.items():
        named = {slip: f"{name}: {hint}" for slip, hint in mistakes.items()}
        require_number(
            answer[name], value, rtol=0.01, atol=0, mistakes=named, what=name
        )


# --- E5 ----------------------------------------------------------------------------


def _measured(f: Function, p: Array) -> Array:
    units = np.eye(len(p))
    return np.array([complex_step(lambda t, e=e: f(p + t * e), 0.0) for e in units])


def _claims() -> list[tuple[Function, Function, Array, int]]:
    """(f, claimed gradient, point, index of the wrong component or -1)."""
    rng = np.random.default_rng(5)
    cases = []
    for n, wrong in ((3, -1), (2, 1), (4, 0), (6, 3), (5, -1), (3, 2)):
        w = rng.uniform(0.5, 1.5, size=n)
        p = rng.uniform(0.5, 1.5, size=n)

        def f(p: Array, w: Array = w) -> Any:
            return np.sum(w * np.sin(p)) + np.sum(p**3) / 3 + p[0] * p[-1]

        factor = np.ones(n)
        if wrong >= 0:
            factor[wrong] = (0.5, -1.0, 1.001)[wrong % 3]

        def gradient(p: Array, f: Function = f, factor: Array = factor) -> Array:
            return factor * _measured(f, np.asarray(p, dtype=float))

        cases.append((f, gradient, p, wrong))
    return cases


@exercise(
    "02-02-E5",
    kind="function",
    minutes=12,
    stars=2,
    objective="find the wrong component of a gradient",
)
def _e5_of_02_02(answer: Any) -> None:
    for f, gradient, p, wrong in _claims():
        found = take_number(call(answer, f, gradient, p), what="the index you return")
        if found == wrong:
            continue
        n = len(p)
        require(
            wrong >= 0,
            f"for a right gradient of {n} components your function returns "
            f"{found:.6g}, expected −1; measured slopes are never exact, so allow "
            "for a small difference, or measure more exactly (central difference)",
        )
        require(found != -1, _overlooked(f, gradient, p, wrong))
        require(found != wrong + 1, "count the components from 0, as Python does")
        raise Hint(
            f"component {wrong} of {n} is wrong, your function returns {found:.6g}; "
            "take the largest absolute difference between stated and measured slope"
        )


def _overlooked(f: Function, gradient: Function, p: Array, wrong: int) -> str:
    stated, true = gradient(p)[wrong], _measured(f, p)[wrong]
    return (
        f"a component that states {stated:.4g} instead of {true:.4g} goes unnoticed; "
        "measure more exactly (a central difference with h near 1e-5) or accept less"
    )


# --- E6 ----------------------------------------------------------------------------


@exercise(
    "02-02-E6",
    kind="choice",
    minutes=8,
    stars=2,
    objective="give one-sided derivatives and find the corner without subgradients",
)
def _e6_of_02_02(answer: Any) -> None:
    corners: dict[str, list[float]] = {
        "ReLU": [0, 1],
        "leaky ReLU": [0.1, 1],
        "|x|": [-1, 1],
        "-|x|": [1, -1],
    }
    _require_names(answer, [*corners, "no subgradient"])
    for name, (left, right) in corners.items():
        mistakes: list[tuple[list[float], str]] = [
            ([right, left], f"{name}: left first, then right"),
            (
                [-left, right],
                f"{name}: left of 0 the step h is negative; keep its sign in h",
            ),
            ([0, 0], f"{name}: at a corner the two slopes differ"),
            ([left, left], f"{name}: look at the right side again"),
            ([right, right], f"{name}: look at the left side again"),
        ]
        require_array(
            answer[name],
            [left, right],
            mistakes=mistakes,
            what=name,
            otherwise=f"{name}: compute (f(h) − f(0)) / h for h = −1 and h = 1",
        )
    choice = answer["no subgradient"]
    require(
        isinstance(choice, str) and choice in corners,
        'answer "no subgradient" with one of the four names, as a text',
    )
    require(
        choice == "-|x|",
        f"{choice} has subgradients: any slope from {corners[choice][0]:g} to "
        f"{corners[choice][1]:g}; look for a left slope larger than the right one",
    )


# --- E7 ----------------------------------------------------------------------------


class _Counted:
    """f for real numbers only, with the number of calls."""

    def __init__(self, f: Function) -> None:
        self.f, self.calls = f, 0

    def __deepcopy__(self, memo: Any) -> "_Counted":
        return self  # so that the count survives the copies made for the learner

    def __call__(self, x: Any) -> float:
        if np.iscomplexobj(x):
            raise TypeError("f accepts real numbers only")
        self.calls += 1
        return float(self.f(float(x)))


@exercise(
    "02-02-E7",
    kind="function",
    minutes=20,
    stars=3,
    objective="combine differences into a slope of twelve digits",
)
def _e7_of_02_02(answer: Any) -> None:
    functions: list[tuple[Function, float]] = [
        (np.exp, 1.0),
        (lambda x: np.exp(x) / (np.sin(x) ** 3 + np.cos(x) ** 3), 1.5),
        (lambda x: 1 / (1 + x**2), 0.7),
        (lambda x: np.sin(3 * x), 0.2),
    ]
    errors = []
    for f, x in functions:
        counted = _Counted(f)
        slope = take_number(call(answer, counted, x), what="the slope you return")
        require(
            counted.calls <= 20, f"you call f {counted.calls} times; 20 are allowed"
        )
        errors.append(abs(slope / complex_step(f, x) - 1))
    require(max(errors) < 1e-12, _advice(max(errors)))


def _advice(error: float) -> str:
    reached = f"the relative error is up to {error:.0e}"
    if error > 1e-3:
        return f"{reached}, worse than a single central difference; check the formula"
    if error > 1e-10:
        return (
            f"{reached}, what one or two differences give; mix D(h), D(h/2), D(h/4) "
            "and so on, so that h², h⁴ and h⁶ cancel in turn"
        )
    return f"{reached}, nearly there: start at a larger step, or mix once more"
