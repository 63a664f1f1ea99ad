"""Checkers of the exercises in lesson 03-05, probability distributions."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    Mistakes,
    require,
    require_choice,
    require_function,
    require_number,
    take_array,
)
from utils.probability import (
    Binomial,
    Laplace,
    Normal,
    Poisson,
    StudentT,
    norm_cdf,
    norm_sf,
)

STORIES = {
    "is this one e-mail spam?": "A",
    "spam among 50 independent e-mails": "B",
    "e-mails read up to and including the first spam": "C",
    "misprints in a long book": "D",
    "hours until the next radioactive decay": "E",
    "hours until the fifth decay from now": "G",
    "sum of 1000 small independent rounding errors": "F",
    "third smallest of 9 random numbers in [0, 1]": "H",
    "a normal error whose scale changes from day to day": "I",
    "difference of two independent decay waits": "J",
}
WHY_NOT = {
    "A": "a Bernoulli variable is one yes or no",
    "B": "a binomial variable counts successes in a fixed number of trials",
    "C": "a geometric variable counts trials up to the first success",
    "D": "a Poisson variable counts rare events without a fixed maximum",
    "E": "an exponential variable is the wait for one event, a time",
    "F": "a normal variable is a sum of many small effects of fixed size",
    "G": "a gamma variable is a sum of several exponential waits",
    "H": "a beta variable lies between 0 and 1",
    "I": "Student's t is a normal error whose scale is random",
    "J": "a Laplace variable is a difference of exponential waits, of either sign",
}


def _log_ways(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _by_logs(order: Callable[[int, float, int], float]) -> Callable[..., float]:
    return lambda n, p, k: _log_ways(n, k) + order(n, p, k)


@exercise(
    "03-05-E1",
    kind="function",
    minutes=6,
    stars=1,
    objective="derive the binomial probabilities and compute them in logs",
)
def _e1_of_03_05(answer: Any) -> None:
    cases = [
        (10, 0.3, 3),
        (2000, 0.5, 1000),
        (2000, 0.01, 0),
        (7, 0.9, 7),
        (5000, 0.2, 4000),
    ]
    mistakes: Mistakes = [
        (
            _by_logs(lambda n, p, k: k * math.log(p)),
            "the n − k failures have a probability too",
        ),
        (
            _by_logs(lambda n, p, k: p**k * (1 - p) ** (n - k)),
            "take the log of this product, then add it",
        ),
        (
            _by_logs(lambda n, p, k: math.log(p) + math.log(1 - p)),
            "a power becomes exponent times log: count the successes and failures",
        ),
        (
            _by_logs(lambda n, p, k: (n - k) * math.log(p) + k * math.log(1 - p)),
            "you swapped successes and failures: p belongs to the k successes",
        ),
    ]
    require_function(
        answer,
        lambda n, p, k: float(Binomial(n, p).logpmf(k)),
        cases,
        mistakes=mistakes,
        otherwise="log of one order: k log p + (n − k) log(1 − p)",
    )


@exercise(
    "03-05-E2",
    kind="choice",
    minutes=10,
    stars=1,
    objective="pick a distribution from a story",
)
def _e2_of_03_05(answer: Any) -> None:
    if not isinstance(answer, dict) or set(answer) != set(STORIES):
        raise Hint("keep the dictionary with its ten stories and replace each TODO")
    for story, right in STORIES.items():
        wrong = {
            letter: f"“{story}”: {why}"
            for letter, why in WHY_NOT.items()
            if letter != right
        }
        require_choice(answer[story], right, wrong)


@exercise(
    "03-05-E3",
    kind="value",
    minutes=8,
    stars=1,
    objective="compute binomial, Poisson, exponential and normal chances by hand",
)
def _e3_of_03_05(answer: Any) -> None:
    right: dict[str, tuple[float, dict[float, str], str]] = {
        "P(X = 2)": (
            28 * 0.25**2 * 0.75**6,
            {
                0.25**2 * 0.75**6: "this is one order of 28",
                28 * 0.25**6 * 0.75**2: "you swapped successes and failures",
                2 * math.exp(-2): "this is Poisson's value; the binomial was asked",
            },
            "28 orders, each with probability 0.25² · 0.75⁶",
        ),
        "P(X <= 1)": (
            0.75**8 + 8 * 0.25 * 0.75**7,
            {
                8 * 0.25 * 0.75**7: "at most 1 includes 0",
                1 - 0.75**8: "this is the probability of at least 1",
            },
            "add P(0) and P(1)",
        ),
        "Poisson at 0": (
            math.exp(-2),
            {
                0.75**8: "this is the binomial value",
                math.exp(-0.25): "the parameter is the mean np, not p",
            },
            "λ⁰ e^(−λ) / 0! with λ = np",
        ),
        "Le Cam's bound": (
            0.5,
            {0.0625: "one p² for each of the 8 trials", 2.0: "square p before adding"},
            "n p²",
        ),
        "1000 hours more": (
            math.exp(-1),
            {
                math.exp(-1.5): "that is for a new bulb to last 1500 hours; this one "
                "has lasted 500 already, and the exponential forgets them",
                1 - math.exp(-1): "this is the chance to fail before",
                math.exp(-0.5): "the 500 hours are past; 1000 more were asked",
            },
            "without memory, the 500 hours do not matter",
        ),
        "P(Y > 108)": (
            float(norm_sf(2.0)),
            {
                float(norm_sf(0.5)): "16 is the variance, not the standard deviation",
                float(2 * norm_sf(2.0)): "half of the outside lies below 92",
                float(norm_cdf(2.0)): "this is the chance to stay below 108",
            },
            "108 is two standard deviations above 100: half of what lies outside two",
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(right):
        raise Hint("keep the dictionary with its six names and replace each TODO")
    for name, (value, mistakes, otherwise) in right.items():
        require_number(
            answer[name],
            value,
            rtol=0,
            atol=0.0006,
            mistakes=mistakes,
            otherwise=otherwise,
            what=name,
        )


@exercise(
    "03-05-E4",
    kind="function",
    minutes=10,
    stars=2,
    objective="compute Poisson probabilities in logs, where plain numbers overflow",
)
def _e4_of_03_05(answer: Any) -> None:
    inside = [
        (2, 0.61),
        (0, 2.0),
        (3.0, 7.5),
        (100_000, 1e5),
        (100_000, 99_000.0),
        (0, 1e-3),
    ]
    mistakes: Mistakes = [
        (
            lambda k, rate: k * math.log(rate) - rate - math.lgamma(k),
            "lgamma(k) is log (k − 1)!; the factorial of k needs lgamma(k + 1)",
        ),
        (
            lambda k, rate: k * math.log(rate) - math.lgamma(k + 1),
            "e^(−rate) is missing: without it the probabilities do not add up to 1",
        ),
        (
            lambda k, rate: float(Poisson(rate).pmf(k)),
            "this is the probability; its log was asked",
        ),
    ]
    require_function(
        answer,
        lambda k, rate: float(Poisson(rate).logpmf(k)),
        inside,
        mistakes=mistakes,
        rtol=1e-8,
        otherwise="k log λ − λ − log k!",
    )
    for k in (-1, -3.0, 2.5, -0.5):
        result = call(answer, k, 2.0)
        require(
            np.ndim(result) == 0 and result == -math.inf,
            f"k = {k} is no count: its probability is 0 and the log −∞",
        )


@exercise(
    "03-05-E5",
    kind="function",
    minutes=8,
    stars=2,
    objective="find the number of trials that makes a success nearly certain",
)
def _e5_of_03_05(answer: Any) -> None:
    rng = np.random.default_rng(5)
    shares = rng.uniform(0.001, 0.7, size=5)
    cases = [(0.01, 0.95), (0.6, 0.95), (0.9, 0.5), (1e-9, 0.9)]
    cases += [(float(p), float(rng.uniform(0.5, 0.999))) for p in shares]

    def needed(p: float, c: float) -> float:
        return math.log1p(-c) / math.log1p(-p)

    mistakes: Mistakes = [
        (lambda p, c: math.ceil(c / p), "c/p adds probabilities that overlap"),
        (lambda p, c: math.floor(needed(p, c)), "rounding down falls short: round up"),
        (needed, "return a whole number of photos, rounded up"),
        (
            lambda p, c: math.ceil(math.log(c) / math.log1p(-p)),
            "all photos empty has probability (1 − p)ⁿ: compare it with 1 − certainty",
        ),
        (
            lambda p, c: math.ceil(math.log(1 - c) / math.log(1 - p)),
            "1 − p has lost digits for tiny p: use math.log1p",
        ),
    ]
    require_function(
        answer,
        lambda p, c: math.ceil(needed(p, c)),
        cases,
        mistakes=mistakes,
        rtol=1e-12,
        otherwise="the smallest n with (1 − p)ⁿ ≤ 1 − certainty",
    )


def _best(y: Array, candidates: Array, total: Callable[[Array], Array]) -> float:
    return float(candidates[total(y[:, np.newaxis] - candidates).argmin()])


@exercise(
    "03-05-E6",
    kind="function",
    minutes=12,
    stars=2,
    objective="name the loss function that each distribution secretly is",
)
def _e6_of_03_05(answer: Any) -> None:
    rng = np.random.default_rng(6)
    grid = np.linspace(-5, 110, 1151)
    hand = np.array([1.0, 2.0, 3.0, 4.0, 100.0])
    many = rng.normal(20, 30, size=1001)
    cases: list[tuple[Any, ...]] = [
        (hand, grid, Normal().logpdf),
        (hand, grid, Laplace().logpdf),
        (hand, grid, StudentT(1).logpdf),
        (many, grid, Laplace().logpdf),
        (rng.exponential(9, size=8), grid[::7], Normal(0.0, 3.0).logpdf),
    ]
    mistakes: Mistakes = [
        (
            lambda y, c, logpdf: _best(y, c, lambda r: logpdf(r).sum(axis=0)),
            "you found the worst: the loss is minus the log density",
        ),
        (
            lambda y, c, logpdf: _best(y, c, lambda r: -np.exp(logpdf(r)).sum(axis=0)),
            "add log densities; you added densities",
        ),
        (
            lambda y, c, logpdf: _best(y, c, lambda r: -np.exp(logpdf(r)).prod(axis=0)),
            "a product of many densities underflows to 0: add logs",
        ),
        (
            lambda y, c, logpdf: _best(y, c, lambda r: (r**2).sum(axis=0)),
            "you fixed the squared loss; use logpdf",
        ),
        (
            lambda y, c, logpdf: int((-logpdf(y[:, None] - c).sum(axis=0)).argmin()),
            "argmin gives an index: return the candidate there",
        ),
    ]
    require_function(
        answer,
        lambda y, c, logpdf: _best(y, c, lambda r: -logpdf(r).sum(axis=0)),
        cases,
        mistakes=mistakes,
        otherwise="add −logpdf over the data, for each candidate; take the smallest",
    )


@exercise(
    "03-05-E7",
    kind="statistic",
    minutes=15,
    stars=3,
    objective="build Student's t as a normal distribution with random scale",
)
def _e7_of_03_05(answer: Any) -> None:
    size = 4000
    for nu in (3, 1, 12):
        rng = np.random.default_rng(nu)
        sample = take_array(call(answer, nu, size, rng), (size,), what="your sample")
        require(
            np.unique(sample).size > size // 2,
            "most of your draws repeat: every error needs normals of its own",
        )
        _require_student(sample, nu)
    small = take_array(
        call(answer, 3, 5, np.random.default_rng(1)), (5,), what="your sample"
    )
    other = take_array(
        call(answer, 3, 5, np.random.default_rng(2)), (5,), what="your sample"
    )
    require(
        not np.array_equal(small, other),
        "two generators gave the same: use rng for all",
    )


def _require_student(sample: Array, nu: int) -> None:
    """The largest gap to the cdf; chance stays below 2/√n with probability 0.9993."""
    limit = 2 / math.sqrt(sample.size)
    gap = _largest_gap(sample, StudentT(nu))
    if gap <= limit:
        return
    wrong: list[tuple[Array, Any, str]] = [
        (sample / sample.std(), Normal(), "a fixed scale: draw a new V for each error"),
        (sample * math.sqrt(nu), StudentT(nu), "the squared scale is ν/V, not 1/V"),
        (sample / math.sqrt(nu), StudentT(nu), "the squared scale is ν/V, not ν²/V"),
    ]
    for values, law, hint in wrong:
        require(_largest_gap(values, law) > limit, hint)
    raise Hint(
        f"for ν = {nu} the cdf of your sample is off by {gap:.2f}, chance alone stays "
        f"below {limit:.2f}: multiply each normal by the root of its own ν/V"
    )


def _largest_gap(sample: Array, law: Any) -> float:
    """The Kolmogorov-Smirnov distance between a sample and a continuous cdf."""
    cdf = law.cdf(np.sort(sample))
    steps = np.arange(sample.size + 1) / sample.size
    return float(max((steps[1:] - cdf).max(), (cdf - steps[:-1]).max()))
