"""Checkers of lesson 03-10, the law of large numbers and the central limit theorem."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_function,
    require_number,
    require_statistic,
    take_number,
)
from utils.probability import StudentT, clt_tail, convolve_pmf

Mistakes = list[tuple[Callable[..., Any], str]]


@exercise(
    "03-10-E1",
    kind="function",
    minutes=10,
    stars=2,
    objective="compute an exact tail of a sum by convolution",
)
def _e1_of_03_10(answer: Any) -> None:
    rng = np.random.default_rng(101)
    die = np.array([0.0, *[1 / 6] * 6])
    cases: list[tuple[Array, int, int]] = [(die, 3, 4), (die, 1, 4)]
    for size, n, k in ((2, 6, 3), (4, 5, 8), (5, 12, 20), (3, 9, 0)):
        cases.append((rng.dirichlet(np.ones(size)), n, k))
    mistakes: Mistakes = [
        (
            lambda p, n, k: _tail(p, n, k - 1),
            "this is P(S >= k); k itself does not belong to the event",
        ),
        (
            lambda p, n, k: 1 - _tail(p, n, k),
            "this is P(S <= k); the other end was asked for",
        ),
        (
            lambda p, n, k: _tail(p, n + 1, k),
            "this adds one copy too many; begin with a sum of no copies",
        ),
        (
            lambda p, n, k: _tail(p, 1, k),
            "this is the tail of a single copy; combine `total` with `p` in each step",
        ),
        (
            lambda p, n, k: np.ones(1)[k + 1 :].sum(),
            "`total` is still a sum of nothing; combine it with `p`, not with itself",
        ),
    ]
    require_function(
        answer,
        _tail,
        cases,
        mistakes=mistakes,
        otherwise="convolve `total` with `p`, once per copy",
    )


def _tail(p: Array, n: int, k: int) -> float:
    return float(convolve_pmf(p, n)[k + 1 :].sum())


@exercise(
    "03-10-E2",
    kind="function",
    minutes=6,
    stars=1,
    objective="apply the continuity correction",
)
def _e2_of_03_10(answer: Any) -> None:
    rng = np.random.default_rng(102)
    cases: list[tuple[Any, ...]] = [(100, 3.5, 35 / 12, k) for k in (352, 380)]
    for _ in range(5):
        n, p = int(rng.integers(20, 200)), float(rng.uniform(0.1, 0.9))
        k = round(n * p + float(rng.uniform(-2, 2)) * math.sqrt(n * p * (1 - p)))
        cases.append((n, p, p * (1 - p), k))
    mistakes: Mistakes = [
        (clt_tail, "this has no continuity correction: where does the bar of k end?"),
        (
            lambda n, mean, var, k: clt_tail(n, mean, var, k, -0.5),
            "k - 0.5 includes the bar of k; P(S > k) begins at k + 0.5",
        ),
        (
            lambda n, mean, var, k: clt_tail(n, mean, var, k, 1.0),
            "the shift is a half, not 1",
        ),
        (
            lambda n, mean, var, k: 1 - clt_tail(n, mean, var, k, 0.5),
            "this is the other tail; `norm_sf` gives the area right of z",
        ),
        (
            lambda n, mean, var, k: _bell((k + 0.5 - mean) / math.sqrt(n * var)),
            "subtract the mean of the sum, n * mean",
        ),
        (
            lambda n, mean, var, k: _bell((k + 0.5 - n * mean) / (n * var)),
            "divide by the standard deviation of the sum, not by its variance",
        ),
        (
            lambda n, mean, var, k: _bell((k + 0.5 - n * mean) / math.sqrt(var)),
            "divide by the standard deviation of the sum, `spread`",
        ),
    ]
    require_function(
        answer,
        lambda n, mean, var, k: clt_tail(n, mean, var, k, 0.5),
        cases,
        mistakes=mistakes,
        otherwise="z is (k + 0.5 - n * mean) / spread",
    )


def _bell(z: float) -> Any:
    return clt_tail(1, 0.0, 1.0, z)


@exercise(
    "03-10-E3",
    kind="value",
    minutes=8,
    stars=1,
    objective="plan a test set and approximate a tail by hand",
)
def _e3_of_03_10(answer: Any) -> None:
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "se": (
            0.015,
            {
                0.3: "this is σ of a single answer; divide by √400",
                0.3 / 400: "divide σ by √400, not by 400",
                0.09 / 400: "this is the variance of the mean; take the root",
                0.09 / 20: "√(0.9 · 0.1) = 0.3 is σ; you used its square",
            },
        ),
        "half_width": (
            0.0294,
            {
                0.0588: "this is the whole width; give 1.96 SE",
                0.588: "multiply the SE of the mean by 1.96, not σ",
            },
        ),
        "n_needed": (
            3458,
            {
                3457: "with 3457 the half-width is a little above 0.01; round up",
                900: "this makes the SE 0.01; the half-width is 1.96 SE",
                59: "square this: n is (1.96 · 0.3 / 0.01)²",
            },
        ),
        "z_plain": (
            2.0,
            {
                0.5: "divide by the standard deviation of the sum, 4, not by 16",
                16.0: "divide by the standard deviation of the sum, 4, not of one coin",
                8.0: "divide by the standard deviation of the sum, 4",
            },
        ),
        "z_corrected": (
            1.875,
            {
                2.125: "40.5 leaves out the 40 itself; its bar begins at 39.5",
                1.75: "the shift is a half, not 1",
                2.0: "this is still without the correction",
            },
        ),
        "berry_esseen": (
            0.4748 / 8,
            {
                0.4748 / 64: "divide by √64, not by 64",
                0.0475: "this is the bound for 100 tosses; there are 64",
                0.4748: "divide by √64",
            },
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(expected):
        raise Hint("keep the dictionary with its six names, and fill in the numbers")
    for name, (value, mistakes) in expected.items():
        tolerance = 1e-3 * value if value < 1 else 4e-3
        require_number(
            answer[name],
            value,
            rtol=0,
            atol=tolerance,
            mistakes=mistakes,
            what=name,
        )


@exercise(
    "03-10-E4",
    kind="function",
    minutes=10,
    stars=2,
    objective="carry an error bar through a function",
)
def _e4_of_03_10(answer: Any) -> None:
    cases = [(50, 100), (320, 400), (3, 40), (17, 19), (990, 5000)]
    mistakes: Mistakes = [
        (
            lambda hits, n: (_logit(hits / n), _se(hits / n, n)),
            "this is the SE of the share; the slope of the log-odds stretches it",
        ),
        (
            lambda hits, n: (
                _logit(hits / n),
                _se(hits / n, n) * _slope(hits / n) ** 2,
            ),
            "an SE is multiplied by the slope itself; variances take its square",
        ),
        (
            lambda hits, n: (
                _logit(hits / n),
                (_se(hits / n, n) * _slope(hits / n)) ** 2,
            ),
            "this is the variance; take the root",
        ),
        (
            lambda hits, n: (_logit(hits / n), _se(hits / n, n) / (hits / n)),
            "1/p is the slope of log p; the slope of the log-odds is 1/(p(1 - p))",
        ),
        (
            lambda hits, n: (_logit(hits / n), _se(hits / n, n) / _slope(hits / n)),
            "you divided by the slope; multiply by it",
        ),
        (
            lambda hits, n: (hits / n, _se(hits / n, n) * _slope(hits / n)),
            "the first part is the share; its log-odds were asked for",
        ),
        (
            lambda hits, n: (
                _logit(hits / n),
                1 / math.sqrt(hits / n * (1 - hits / n)),
            ),
            "the error does not shrink with n; divide σ by √n",
        ),
    ]
    require_function(
        answer,
        lambda hits, n: (_logit(hits / n), _se(hits / n, n) * _slope(hits / n)),
        cases,
        mistakes=mistakes,
        otherwise="return log(p/(1 - p)), and the SE of p times 1/(p(1 - p))",
    )


def _logit(p: float) -> float:
    return math.log(p / (1 - p))


def _se(p: float, n: int) -> float:
    return math.sqrt(p * (1 - p) / n)


def _slope(p: float) -> float:
    return 1 / (p * (1 - p))


@exercise(
    "03-10-E5",
    kind="statistic",
    minutes=12,
    stars=2,
    objective="simulate the coverage of an interval",
)
def _e5_of_03_10(answer: Any) -> None:
    runs = 5000
    for n, draw, mean, exact in _COVERAGE_CASES:
        rng = np.random.default_rng(105)
        share = take_number(call(answer, draw, mean, n, runs, rng), what="the share")
        require(share <= 1, "return a share between 0 and 1, not a count or per cent")
        known = {
            "you use Student's t; the exercise asks for 1.96": 0.95,
            "s divides by n - 1: pass ddof=1": _normal_share(n, (n - 1) / n),
            "divide s by the root of n: the mean wobbles less than a value": (
                _normal_share(n, n)
            ),
            "this is the share that misses the mean": 1 - exact,
        }
        error = math.sqrt(exact * (1 - exact) / runs)
        if draw is _normal and abs(share - exact) > 4 * error:  # not by chance
            for hint, value in known.items():
                require(abs(share - value) > 0.0125, hint)
        require_statistic(share, exact, standard_error=error, what="the share")


def _normal_share(n: int, factor: float) -> float:
    """P(|T| <= 1.96 √factor): the exact share for n normal values."""
    return float(1 - 2 * StudentT(n - 1).sf(1.96 * math.sqrt(factor)))


def _normal(rng: np.random.Generator, size: Any) -> Array:
    return 3 + 2 * rng.normal(size=size)


def _coin(rng: np.random.Generator, size: Any) -> Array:
    return 1.0 * (rng.random(size) < 0.2)


def _coin_share(n: int, p: float) -> float:
    """The exact share for n coins, a sum over all numbers of heads."""
    share = np.arange(n + 1) / n
    half = 1.96 * np.sqrt(share * (1 - share) / (n - 1))
    return float(convolve_pmf([1 - p, p], n)[np.abs(share - p) <= half].sum())


_COVERAGE_CASES = [
    (5, _normal, 3.0, _normal_share(5, 1.0)),
    (8, _normal, 3.0, _normal_share(8, 1.0)),
    (25, _coin, 0.2, _coin_share(25, 0.2)),
]


@exercise(
    "03-10-E6",
    kind="value",
    minutes=8,
    stars=2,
    objective="recognise where the law of large numbers fails",
)
def _e6_of_03_10(answer: Any) -> None:
    reasons = {
        "A": (False, "A: a quotient of two normals is Cauchy and has no mean"),
        "B": (False, "B: the shared part is in every value; what does it average to?"),
        "C": (True, "C: a finite mean is enough for the law; only the CLT needs σ"),
        "D": (True, "D: the dependence fades; does the variance of the mean go to 0?"),
    }
    if not isinstance(answer, dict) or set(answer) != set(reasons):
        raise Hint("keep the dictionary with the four letters, and fill in True, False")
    for letter, (right, hint) in reasons.items():
        value = answer[letter]
        require(isinstance(value, (bool, np.bool_)), f"{letter}: write True or False")
        require(bool(value) == right, hint)


@exercise(
    "03-10-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="compute the effective number of correlated values",
)
def _e7_of_03_10(answer: Any) -> None:
    cases = [
        (3, 0.5),
        (1000, 0.9),
        (1, 0.7),
        (10, 0.0),
        (40, -0.6),
        (7, 0.99),
        (250, 0.35),
    ]
    mistakes: Mistakes = [
        (
            lambda n, phi: n * (1 - phi) / (1 + phi),
            "this is the rule for large n; count the pairs for this n",
        ),
        (
            lambda n, phi: n**2 / (n + _pairs(n, phi)),
            "each pair occurs twice, as i, j and as j, i",
        ),
        (
            lambda n, phi: n**2 / (n + 2 * n * sum(phi**k for k in range(1, n))),
            "the distance k occurs n - k times on each side, not n times",
        ),
        (
            lambda n, phi: n**2 / (2 * _pairs(n, phi)) if n > 1 and phi else math.nan,
            "the n pairs with i = j count too",
        ),
        (
            lambda n, phi: (n + 2 * _pairs(n, phi)) / n,
            "this is the factor by which the variance grows; divide n by it",
        ),
        (
            lambda n, phi: n + 2 * _pairs(n, phi),
            "this is the sum over all pairs; n² divided by it was asked for",
        ),
    ]
    require_function(
        answer,
        lambda n, phi: n**2 / (n + 2 * _pairs(n, phi)),
        cases,
        mistakes=mistakes,
        otherwise="divide n² by the sum of phi to the |i - j| over all pairs",
    )


def _pairs(n: int, phi: float) -> float:
    """The sum of phi^(j - i) over the pairs i < j."""
    return math.fsum((n - k) * phi**k for k in range(1, n))
