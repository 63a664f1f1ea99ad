"""Checkers of lesson 03-04, random variables."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.probability import norm_cdf, norm_pdf

Mistakes = list[tuple[Callable[..., Any], str]]
DIE = np.arange(1.0, 7.0)


@exercise(
    "03-04-E1",
    kind="function",
    minutes=8,
    stars=2,
    objective="read a quantile off a staircase with jumps",
)
def _e1_of_03_04(answer: Any) -> None:
    dice = DIE**2 / 36
    quarters, values = np.array([0.25, 0.5, 0.75, 1.0]), np.array([-1.5, 0.5, 4.0, 9.5])
    # Levels at which the typical slips part ways come first, then the hand example.
    cases = [(p, values, quarters) for p in (0.65, 0.6, 0.5)]
    cases += [(0.5, DIE, dice), (1.0, DIE, dice), *_staircases()]
    mistakes: Mistakes = [
        (
            lambda p, values, cdf: values[min((cdf <= p).sum(), len(values) - 1)],
            "a level that is exactly the height of a jump belongs to that jump: F >= p",
        ),
        (
            lambda p, values, cdf: values[np.abs(cdf - p).argmin()],
            "the nearest height is not enough; take the first with F >= p",
        ),
        (
            lambda p, values, cdf: values[max((cdf <= p).sum() - 1, 0)],
            "you stop one step too early: F must have reached p",
        ),
        (
            lambda p, values, cdf: (cdf >= p).argmax(),
            "this is the index, not the value",
        ),
        (
            lambda p, values, cdf: cdf[(cdf >= p).argmax()],
            "this is the height of the curve; return the value below it",
        ),
    ]
    require_function(
        answer,
        _quantile,
        cases,
        mistakes=mistakes,
        otherwise="stop at the first height F >= p, without lines between the steps",
    )


def _quantile(p: float, values: Array, cdf: Array) -> float:
    return float(values[(cdf >= p).argmax()])


def _staircases() -> list[tuple[float, Array, Array]]:
    """Heights in sixteenths, exact as floats: at, below and above each of a few."""
    rng = np.random.default_rng(34)
    cases = []
    for k in (1, 2, 4, 7):
        inner = np.sort(rng.choice(np.arange(1, 16), k - 1, replace=False)) / 16
        cdf = np.append(inner, 1.0)
        values = np.sort(rng.choice(np.arange(-20, 20), k, replace=False)) * 0.5
        at = float(cdf[(k - 1) // 2])
        cases += [(at, values, cdf), (at - 1 / 64, values, cdf), (1.0, values, cdf)]
        cases += [(min(1.0, at + 1 / 64), values, cdf), (1 / 1024, values, cdf)]
    return cases


@exercise(
    "03-04-E2",
    kind="value",
    minutes=6,
    stars=1,
    objective="count the pmf of the difference of two dice by hand",
)
def _e2_of_03_04(answer: Any) -> None:
    parts = _dictionary(answer, ("masses", "at_most_2", "median"))
    right = np.array([6, 10, 8, 6, 4, 2]) / 36
    once = np.array([6, 5, 4, 3, 2, 1]) / 36
    require_array(
        parts["masses"],
        right,
        atol=5e-4,
        mistakes=[
            (once, "each difference above 0 occurs in two orders: (2, 5) and (5, 2)"),
            (once * 36 / 21, "the 21 unordered pairs are not equally likely"),
            (np.full(6, 1 / 6), "not every difference has the same number of squares"),
            (right * 36, "these are counts; divide by the 36 outcomes"),
            (np.append(10, right[1:] * 36) / 36, "the diagonal has six squares"),
            (np.cumsum(right), "these are the heights of the cdf, not its jumps"),
        ],
        otherwise="write the difference into each of the 36 squares and count",
        what='"masses"',
    )
    require_number(
        parts["at_most_2"],
        24 / 36,
        atol=6e-3,
        mistakes={
            16 / 36: "at most 2 includes 2 itself",
            12 / 36: "this is the chance of more than 2",
            8 / 36: "this is the mass at 2; add those at 0 and 1",
            20 / 36: "this is the chance of at least 2",
        },
        otherwise="add the masses at 0, 1 and 2",
        what='"at_most_2"',
    )
    require_number(
        parts["median"],
        2,
        mistakes={
            1: "F(1) = 16/36 has not reached 1/2",
            2.5: "half-way between the values is no quantile; look at the cdf",
            70 / 36: "this is the mean; the median is the first value with F >= 1/2",
        },
        otherwise="the median is the first value with F >= 1/2",
        what='"median"',
    )


def _dictionary(answer: Any, names: tuple[str, ...]) -> Mapping[str, Any]:
    """The answer, if it is still the stub's dictionary."""
    listed = ", ".join(names)
    if not isinstance(answer, Mapping) or set(answer) != set(names):
        raise Hint(f"keep the dictionary with the keys {listed}")
    return answer


@exercise(
    "03-04-E3",
    kind="value",
    minutes=8,
    stars=2,
    objective="describe a mixed waiting time by its cdf",
)
def _e3_of_03_04(answer: Any) -> None:
    mistakes: dict[str, tuple[float, dict[float, str]]] = {
        "P(T = 0)": (0.2, {0.0: "the bus that stands there makes an atom at 0"}),
        "P(T = 5)": (
            0.0,
            {
                0.08: "this is the density at 5; a single value there has no chance",
                0.1: "this is a density; a single value there has no chance",
                0.6: "this is F(5), the chance of up to 5 minutes",
            },
        ),
        "F(5)": (
            0.6,
            {
                0.5: "this forgets the bus that stands there; the curve starts at 0.2",
                0.4: "this leaves out the atom at 0",
                0.7: "the climb to 1 is 0.8 high, not 1",
                0.1: "this multiplies; add the atom 0.2 and 0.8 times 5/10",
            },
        ),
        "0.1-quantile": (
            0.0,
            {
                1.0: "the cdf is 0.2 at 0 already, so 0.1 lies inside the jump",
                1.25: "the cdf is 0.2 at 0 already, so 0.1 lies inside the jump",
                -1.25: "no waiting time is negative; 0.1 lies inside the jump at 0",
            },
        ),
        "median": (
            3.75,
            {
                5.0: "this is the median of the uniform part; the curve starts at 0.2",
                4.0: "this is the mean; the median solves 0.2 + 0.08 t = 0.5",
                6.25: "the curve starts at 0.2: solve 0.2 + 0.08 t = 0.5",
                3.0: "the curve climbs by 0.08 per minute, not by 0.1",
            },
        ),
    }
    parts = _dictionary(answer, (*mistakes, "kind"))
    for name, (right, slips) in mistakes.items():
        require_number(
            parts[name],
            right,
            atol=6e-3,
            mistakes=slips,
            otherwise="draw the cdf: a jump at 0, then a straight climb to 1",
            what=f'"{name}"',
        )
    kind = parts["kind"]
    kinds = ("discrete", "density", "mixed")
    require(
        isinstance(kind, str) and kind.strip().lower() in kinds,
        'the kind is one of "discrete", "density", "mixed"',
    )
    wrong = {
        "discrete": "0.8 of the chance is spread over an interval",
        "density": "a variable with a density has no atom, and this one has one at 0",
    }
    require(kind.strip().lower() == "mixed", wrong.get(kind.strip().lower(), ""))


@exercise(
    "03-04-E4",
    kind="function",
    minutes=10,
    stars=2,
    objective="push a table through a function that merges values",
)
def _e4_of_03_04(answer: Any) -> None:
    for values, probs, g in _tables():
        result = call(answer, values, probs, g)
        require(
            isinstance(result, (tuple, list)) and len(result) == 2,
            "return two arrays: the new values and their masses",
        )
        right_values, right_masses = _push(values, probs, g)
        got = take_array(result[0], what="the array of new values")
        masses = take_array(result[1], what="the array of masses")
        require(got.ndim == 1, "the new values are one list of numbers")
        require(
            len(np.unique(got)) == len(got),
            "equal new values must be merged into one, their masses added",
        )
        require(
            (np.diff(got) > 0).all(),
            "sort the new values in ascending order, masses too",
        )
        require(
            len(got) == len(right_values),
            f"g takes {len(right_values)} distinct values here, you return {len(got)}",
        )
        require_array(
            got,
            right_values,
            otherwise="apply g to each value and keep the distinct results",
            what="the array of new values",
        )
        require(
            masses.shape == got.shape,
            "give exactly one mass for each of the new values",
        )
        require(
            abs(masses.sum() - 1) < 1e-9,
            f"the masses add up to {masses.sum():.4g}, not 1: do not lose any",
        )
        require_array(
            masses,
            right_masses,
            otherwise="each new value collects the masses of all x with g(x) = y",
            what="the array of masses",
        )


def _push(
    values: Array, probs: Array, g: Callable[[float], float]
) -> tuple[Array, Array]:
    images = np.array([g(x) for x in values])
    distinct, where = np.unique(images, return_inverse=True)
    return distinct, np.bincount(where, weights=probs).astype(float)


def _tables() -> list[tuple[Array, Array, Callable[[float], float]]]:
    """Maps that merge, turn round or keep the values; unequal probabilities."""
    rng = np.random.default_rng(44)
    maps: list[Callable[[float], float]] = [
        lambda x: x * x,
        lambda x: -x,
        lambda x: max(0.0, x),
        lambda x: 7.0,
        lambda x: (x - 1) ** 2,
    ]
    tables = []
    for k, g in zip((3, 5, 9, 4, 8), maps, strict=True):
        weights = rng.integers(1, 30, k).astype(float)
        values = np.arange(k, dtype=float) - k // 2
        tables.append((values, weights / weights.sum(), g))
    return tables


@exercise(
    "03-04-E5",
    kind="function",
    minutes=10,
    stars=2,
    objective="normalise a density by adding up strips",
)
def _e5_of_03_04(answer: Any) -> None:
    cases: list[tuple[Callable[[Array], Array], float, float, float]] = [
        (lambda x: x * (1 - x), 0.0, 1.0, 1 / 6),
        (lambda x: x**3, 0.0, 3.0, 20.25),
        (lambda x: np.exp(-2 * x), 0.0, 10.0, (1 - math.exp(-20)) / 2),
        (lambda x: 1 / (1 + x**2), -1.0, 1.0, math.pi / 2),
        (lambda x: np.exp(-(x**2) / 2), -8.0, 8.0, math.sqrt(2 * math.pi)),
    ]
    for shape, a, b, area in cases:
        c = take_number(call(answer, shape, a, b), what="your c")
        grid_mean = area / (b - a)
        wrong = {
            area: "this is the area of the shape; c makes c times the area equal to 1",
            1 / grid_mean: "this forgets the length b − a of the interval",
        }
        require_number(
            c,
            1 / area,
            rtol=1e-3,
            mistakes=wrong,
            otherwise=f"the area of the shape from {a:g} to {b:g} is {area:.4g}",
            what="your c",
        )


@exercise(
    "03-04-E6",
    kind="function",
    minutes=10,
    stars=2,
    objective="find the mean of a maximum through its cdf",
)
def _e6_of_03_04(answer: Any) -> None:
    mistakes: Mistakes = [
        (lambda k: 3.5 * k, "this is the mean of the sum of the dice"),
        (lambda k: 3.5, "this is the mean of one die; the largest of k is larger"),
        (lambda k: 6 * k / (k + 1), "right for uniform numbers from 0 to 6, not dice"),
        (
            lambda k: float(DIE @ (DIE / 6) ** k),
            "you weighted with the cdf; weight with its jumps",
        ),
        (
            lambda k: float(DIE @ np.diff(1 - (1 - DIE / 6) ** k, prepend=0)),
            "this is the smallest number; all dice must be at most x for the largest",
        ),
        (
            lambda k: float(DIE[1:] @ np.diff((DIE / 6) ** k)),
            "the mass at 1 is missing: the jump from 0 up to F(1)",
        ),
    ]
    require_function(
        answer,
        lambda k: float(DIE @ np.diff((DIE / 6) ** k, prepend=0)),
        [(2,), (1,), (3,), (7,), (20,), (50,)],
        mistakes=mistakes,
        rtol=1e-9,
        otherwise="the largest is at most x when every single die is",
    )


@exercise(
    "03-04-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="derive mean and mean square of a shifted ReLU output",
)
def _e7_of_03_04(answer: Any) -> None:
    mistakes: Mistakes = [
        (
            lambda mu: (_relu_moments(mu)[0], _relu_moments(mu)[0] ** 2),
            "the mean square is not the square of the mean",
        ),
        (
            lambda mu: (
                _relu_moments(mu)[0],
                _relu_moments(mu)[1] - _relu_moments(mu)[0] ** 2,
            ),
            "the second number is the variance; give the mean square",
        ),
        (
            lambda mu: (mu + norm_pdf(0.0), mu**2 + 0.5),
            "the atom changes with mu: Y is positive when Z > −mu, not when Z > 0",
        ),
        (
            lambda mu: (max(0.0, mu), max(0.0, mu) ** 2 + 1),
            "E[max(0, mu + Z)] is not max(0, E[mu + Z])",
        ),
        (
            lambda mu: (mu + norm_pdf(mu), mu**2 + 1 + mu * norm_pdf(mu)),
            "only the share Phi(mu) of the outputs is positive",
        ),
        (
            lambda mu: (
                _relu_moments(mu)[0],
                (mu**2 + 1) * norm_cdf(mu) + 2 * mu * norm_pdf(mu),
            ),
            "the area of z² times phi from −mu on is Phi(mu) − mu phi(mu)",
        ),
    ]
    cases = [(0.0,), (1.0,), (-1.0,), (0.37,), (-2.2,), (3.1,)]
    require_function(
        answer,
        _relu_moments,
        cases,
        mistakes=mistakes,
        rtol=1e-5,
        atol=1e-7,
        otherwise="split (mu + z) and its square into areas of phi, z phi, z² phi",
    )


def _relu_moments(mu: float) -> tuple[float, float]:
    cdf, density = float(norm_cdf(mu)), float(norm_pdf(mu))
    return mu * cdf + density, (mu * mu + 1) * cdf + mu * density
