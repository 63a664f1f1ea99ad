"""Checkers of the exercises in lesson 03-06, expectation and variance."""

import math
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_choice,
    require_function,
    require_number,
    require_statistic,
    take_number,
)
from utils.prerequisites import mean, variance
from utils.probability import expectation

Function = Callable[..., Any]
Part = tuple[int, float, float]  # count, mean, sum of squared deviations


def _take_pair(result: Any, names: str) -> tuple[float, float]:
    require(
        isinstance(result, (list, tuple)) and len(result) == 2,
        f"return the pair ({names})",
    )
    first, second = names.split(", ")
    return take_number(result[0], what=first), take_number(result[1], what=second)


def _take_names(answer: Any, names: Sequence[str]) -> None:
    if not isinstance(answer, dict) or set(answer) != set(names):
        raise Hint(
            f"keep the dictionary with its {len(names)} names, replace each TODO"
        )


@exercise(
    "03-06-E1",
    kind="function",
    minutes=5,
    stars=1,
    objective="compute the expectation of a function of X from the table of X",
)
def _e1_of_03_06(answer: Any) -> None:
    rng = np.random.default_rng(1)
    cases = [([1, 2, 3, 4, 5, 6], [1 / 6] * 6)]
    for n in (2, 3, 7):
        weights = rng.uniform(0.1, 1, n)
        cases.append((rng.normal(2, 3, n).tolist(), (weights / weights.sum()).tolist()))

    def centred(power: Function) -> Function:
        def moment(values: list[float], probs: list[float]) -> float:
            middle = expectation(values, probs)
            return expectation(values, probs, lambda x: power(x - middle))

        return moment

    require_function(
        answer,
        centred(lambda d: d * d),
        cases,
        mistakes=[
            (
                lambda values, probs: expectation(values, probs, lambda x: x * x),
                "this is E[X²]: measure the distance from the mean, then square",
            ),
            (centred(lambda d: d), "signed deviations cancel to 0: square them"),
            (centred(abs), "this is the mean absolute deviation: square instead"),
            (
                lambda values, probs: math.sqrt(
                    centred(lambda d: d * d)(values, probs)
                ),
                "this is the standard deviation, the root of the variance",
            ),
            (
                lambda values, probs: variance(values),
                "each value has its own probability: they need not be equal",
            ),
        ],
        otherwise="average the squared distance from the mean, weighted by probs",
    )


@exercise(
    "03-06-E2",
    kind="value",
    minutes=8,
    stars=1,
    objective="compute moments of a table and of a linear function by hand",
)
def _e2_of_03_06(answer: Any) -> None:
    right = {"E[X]": 0.4, "E[max(0, X)]": 0.8, "Var(X)": 2.64, "Var(10 - 3X)": 23.76}
    mistakes: dict[str, dict[float, str]] = {
        "E[X]": {0.75: "weight each value with its probability, not with 1/4"},
        "E[max(0, X)]": {
            0.4: "this is max(0, E[X]); apply the function first, then average",
            1.25: "weight each image with its probability, not with 1/4",
        },
        "Var(X)": {
            2.8: "this is E[X²]: subtract the square of the mean",
            2.4: "subtract the square of the mean, not the mean",
            math.sqrt(2.64): "this is the standard deviation: do not take the root",
        },
        "Var(10 - 3X)": {
            33.76: "a shift adds no spread: leave the 10 out",
            -7.92: "square the factor −3; a variance is never negative",
            2.08: "square the factor −3, and leave the 10 out",
            7.92: "square the factor −3: it stretches the squared deviations by 9",
            -23.76: "(−3)² is +9; a variance is never negative",
            -13.76: "(−3)² is +9, and a shift adds no spread",
        },
    }
    _take_names(answer, list(right))
    table = "add value times probability, row by row of the table"
    shifted = "go from Var(X) with the rule for Var(aX + b)"
    for name, value in right.items():
        require_number(
            answer[name],
            value,
            atol=0.006,
            mistakes=mistakes[name],
            otherwise=shifted if name == "Var(10 - 3X)" else table,
            what=name,
        )


@exercise(
    "03-06-E3",
    kind="function",
    minutes=8,
    stars=2,
    objective="find an expected count with dependent indicators",
)
def _e3_of_03_06(answer: Any) -> None:
    require_function(
        answer,
        lambda n, m: m * (1 - 1 / m) ** n,
        [(3, 2), (10, 10), (0, 5), (4, 1), (1000, 300), (7, 1000)],
        mistakes=[
            (
                lambda n, m: (1 - 1 / m) ** n,
                "this is the chance for one bucket to be empty: how many are there?",
            ),
            (
                lambda n, m: n * (1 - 1 / n) ** m,
                "keys and buckets are swapped: n keys miss a bucket, each with 1 − 1/m",
            ),
            (
                lambda n, m: m * (1 / m) ** n,
                "this counts the keys in, not out: a key misses a bucket with 1 − 1/m",
            ),
            (
                lambda n, m: m * math.exp(-n / m),
                "this is the limit for many buckets; an exact value was asked for",
            ),
            (
                lambda n, m: m - m * (1 - 1 / m) ** n,
                "these are the buckets in use: count the empty ones",
            ),
            (
                lambda n, m: max(0, m - n),
                "keys may share a bucket, so more than m − n buckets can be empty",
            ),
        ],
        otherwise="one indicator per bucket: add m equal chances to stay empty",
    )


def _part(values: Any) -> Part:
    if len(values) == 0:
        return 0, 0.0, 0.0
    return len(values), mean(values), len(values) * variance(values)


@exercise(
    "03-06-E4",
    kind="function",
    minutes=12,
    stars=2,
    objective="merge the running moments of two parts",
)
def _e4_of_03_06(answer: Any) -> None:
    rng = np.random.default_rng(4)
    sizes = [(3, 1, 0.0), (2, 2, 0.0), (40, 7, 1e9), (0, 5, 3.0), (5, 0, 3.0)]
    for n1, n2, offset in sizes:
        # Whole numbers are stored exactly, also beside the offset.
        first = np.round(rng.normal(0, 20, n1)) + offset
        second = np.round(rng.normal(30, 20, n2)) + offset
        parts = _part(first), _part(second)
        _require_merged(call(answer, *parts), *parts, np.concatenate([first, second]))


def _require_merged(result: Any, first: Part, second: Part, values: Any) -> None:
    require(
        isinstance(result, (list, tuple)) and len(result) == 3,
        "return the triple (n, m, M)",
    )
    n, m, M = _part(values)
    case = f"for {first[0]} and {second[0]} numbers with a mean near {m:.3g}, "
    require_number(result[0], n, what="n", otherwise="add the counts")
    require_number(
        result[1],
        m,
        rtol=1e-13,
        atol=1e-9,
        mistakes={
            (first[1] + second[1]) / 2: case + "m must weight each mean by count"
        },
        otherwise="m is the mean of all numbers: weight each part by its count",
        what="m",
    )
    squares = take_number(result[2], what="M")
    if np.isclose(squares, M, rtol=1e-6):
        return
    require(
        not np.isclose(squares, first[2] + second[2]),
        case + "M misses the spread between the two parts: their means differ",
    )
    require(
        abs(m) < 1e6,
        case + "M has lost its digits: use differences of means, no sums of squares",
    )
    raise Hint(case + f"M is {squares:.6g}, expected {M:.6g}: move both centres to m")


@exercise(
    "03-06-E5",
    kind="choice",
    minutes=6,
    stars=1,
    objective="tell on which side of g(E[X]) the expectation of g(X) lies",
)
def _e5_of_03_06(answer: Any) -> None:
    cases = {
        "1/x": ("A", "its second derivative 2/x³ is positive: it is convex"),
        "sqrt(x)": ("B", "it bends down for x > 0: it is concave"),
        "3 - 2x": ("C", "it is a straight line: linearity"),
        "x log(x)": ("A", "its second derivative 1/x is positive: it is convex"),
        "sin(x)": ("D", "it bends down from 0 to π and up from π to 2π"),
    }
    _take_names(answer, list(cases))
    for name, (right, why) in cases.items():
        wrong = {letter: f"{name}: {why}" for letter in "ABCD" if letter != right}
        require_choice(answer[name], right, wrong)


def expected_wait(probs: Sequence[float]) -> float:
    """Return the expected number of draws until every class has occurred.

    The longest of the waiting times is the alternating sum, over all sets of classes,
    of the time until the first class of the set occurs.

    Examples
    --------
    >>> expected_wait([0.5, 0.5])
    3.0
    """
    return math.fsum(
        (-1) ** (size + 1) / sum(group)
        for size in range(1, len(probs) + 1)
        for group in combinations(probs, size)
    )


@exercise(
    "03-06-E6",
    kind="statistic",
    minutes=15,
    stars=2,
    objective="estimate an expected waiting time with its standard error",
)
def _e6_of_03_06(answer: Any) -> None:
    runs = 400
    for seed, probs in enumerate(([0.5, 0.5], [0.7, 0.2, 0.1], [0.4, 0.3, 0.2, 0.1])):
        result = call(answer, probs, runs, np.random.default_rng(seed))
        estimate, se = _take_pair(result, "estimate, standard error")
        exact, spread = expected_wait(probs), _spread_of_wait(probs)
        equal = expected_wait([1 / len(probs)] * len(probs))
        if len(set(probs)) > 1 and abs(estimate - equal) < 4 * spread / math.sqrt(runs):
            raise Hint("the classes do not have equal chances: draw with probs")
        require_statistic(
            estimate,
            exact,
            standard_error=spread / math.sqrt(runs),
            what=f"for probs = {probs} your estimate",
        )
        require(
            not 0.6 < se / spread < 1.6,
            "you return the standard deviation of one run: divide it by √runs",
        )
        require(
            0.6 < se / (spread / math.sqrt(runs)) < 1.6,
            f"for probs = {probs} the standard error is {se:.3g}, expected about "
            f"{spread / math.sqrt(runs):.2g}: sd of the runs, divided by √runs",
        )


def _spread_of_wait(probs: Sequence[float]) -> float:
    """Standard deviation of the wait, from E[T²] by the same alternating sum."""
    square = math.fsum(
        (-1) ** (size + 1) * (2 - sum(group)) / sum(group) ** 2
        for size in range(1, len(probs) + 1)
        for group in combinations(probs, size)
    )
    return math.sqrt(square - expected_wait(probs) ** 2)


@exercise(
    "03-06-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="find the stake that lets the typical player's money grow fastest",
)
def _e7_of_03_06(answer: Any) -> None:
    for p in (0.6, 0.55, 0.9, 0.5, 0.3, 0.725):
        result = call(answer, p)
        share, doublings = _take_pair(result, "share, doublings")
        best = max(0.0, 2 * p - 1)
        growth = p * math.log2(1 + best) + (1 - p) * math.log2(1 - best)
        if p <= 0.5:
            require(
                share >= 0 and abs(share) < 1e-6,
                f"for p = {p} every stake shrinks the typical player's money: stake 0",
            )
        require(
            share < 0.999,
            "staking everything maximises the mean money, and ruins the typical player",
        )
        require_number(
            share,
            best,
            atol=1e-3,  # a search on a fine grid is welcome
            mistakes={
                p: "p itself is too bold: set the derivative of the mean log to 0"
            },
            otherwise=f"for p = {p} maximise the expected log of the factor",
            what="share",
        )
        require_number(
            doublings,
            growth,
            atol=1e-5,
            mistakes={
                growth * math.log(2): "this is in nats: use log₂ for doublings",
                math.log2(1 + best * (2 * p - 1)): "this is the log of the mean: "
                "average the logs instead",
            },
            otherwise="doublings is the mean of log₂ of the factor, at your share",
            what="doublings",
        )
