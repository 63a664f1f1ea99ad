"""Checkers of lesson 03-03, Bayes' theorem."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.calls import AnswerError
from utils.exercises.parts import (
    agrees,
    require,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.prerequisites import logsumexp, sigmoid, softmax
from utils.probability import bayes_posterior, log_odds, screening

Mistakes = list[tuple[Callable[..., Any], str]]


@exercise(
    "03-03-E1",
    kind="function",
    minutes=5,
    stars=1,
    objective="compute the worth of an alarm from its two kinds",
)
def _e1_of_03_03(answer: Any) -> None:
    rng = np.random.default_rng(31)
    cases = [
        (0.01, 0.90, 0.95),
        *(tuple(map(float, rng.uniform(0.05, 0.95, size=3))) for _ in range(6)),
    ]
    mistakes: Mistakes = [
        (
            lambda rate, se, sp: rate * se / ((1 - rate) * (1 - sp)),
            "these are the odds, real to false; divide by all alarms",
        ),
        (
            lambda rate, se, sp: rate * se,
            "this is the share of all people; zoom in on those with an alarm",
        ),
        (lambda rate, se, sp: se, "this is the sensitivity, the zoom on the ill"),
        (
            lambda rate, se, sp: rate * se + (1 - rate) * (1 - sp),
            "this is the share of people with an alarm; which part of it is real?",
        ),
        (
            lambda rate, se, sp: 1 - screening(rate, se, sp).ppv,
            "this is the share of alarms that are false",
        ),
    ]
    require_function(
        answer,
        lambda rate, se, sp: screening(rate, se, sp).ppv,
        cases,
        mistakes=mistakes,
        otherwise="divide the real alarms by all alarms",
    )


@exercise(
    "03-03-E2",
    kind="function",
    minutes=10,
    stars=2,
    objective="compute the posterior of k hypotheses in log space",
)
def _e2_of_03_03(answer: Any) -> None:
    rng = np.random.default_rng(32)
    sizes = (2, 3, 5, 7)
    plain = [(np.log(rng.dirichlet(np.ones(k))), rng.normal(size=k)) for k in sizes]
    excluded = (np.log([0.5, 0.25, 0.25]), np.array([-1.0, -np.inf, -3.0]))
    deep = (np.log([0.2, 0.3, 0.5]), np.array([-2000.0, -2001.0, -2003.0]))
    high = (np.log([0.2, 0.8]), np.array([3000.0, 3001.0]))  # densities exceed 1
    mistakes: Mistakes = [
        (
            lambda prior, data: np.exp(
                _shifted(prior + data) - logsumexp(prior + data)
            ),
            "m is taken out twice; give a - log_evidence back as it stood",
        ),
        (
            lambda prior, data: np.exp(prior + data - _log_sum(prior + data)),
            "put m back: the log of the evidence is m + log of the shifted sum",
        ),
        (
            lambda prior, data: softmax(data),
            "the prior has no effect; start from log_prior + log_likelihood",
        ),
        (
            lambda prior, data: np.exp(prior + data),
            "this is prior times likelihood; it still needs its evidence",
        ),
        (
            lambda prior, data: np.exp(_shifted(prior + data)),
            "you divided by the largest term only; divide by the sum of all",
        ),
        (
            lambda prior, data: bayes_posterior(prior, data),
            "these are log probabilities; return np.exp of them, as the stub does",
        ),
    ]
    require_function(answer, _posterior, plain, mistakes=mistakes, otherwise=_IDENTITY)
    for case in (deep, high):
        result = np.asarray(call(answer, *case), dtype=float)
        require(
            np.isfinite(result).all(),
            f"with log likelihoods near {case[1].max():.0f} your exps leave the range "
            "of floats; subtract m before np.exp, and put it back after np.log",
        )
    require_function(
        answer, _posterior, [deep, high, excluded, plain[0]], otherwise=_IDENTITY
    )


_IDENTITY = "log_evidence is m plus the log of the sum of np.exp(a - m)"


def _posterior(prior: Array, data: Array) -> Array:
    return np.exp(bayes_posterior(prior, data))


def _shifted(a: Array) -> Array:
    return a - a.max()


def _log_sum(a: Array) -> float:
    """The log of the evidence with its largest term taken out."""
    return float(np.log(np.exp(_shifted(a)).sum()))


@exercise(
    "03-03-E3",
    kind="value",
    minutes=8,
    stars=1,
    objective="solve a screening problem with counts and with odds",
)
def _e3_of_03_03(answer: Any) -> None:
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "false_alarms": (
            98,
            {
                100: "only the 980 healthy can have a false alarm",
                882: "these healthy people have no alarm; count the other tenth",
                16: "these alarms are real: they belong to the ill",
                2: "a false alarm belongs to a healthy person: take 10 % of 980",
            },
        ),
        "ill_given_alarm": (
            16 / 114,
            {
                16 / 98: "these are odds, real to false; divide by all 114 alarms",
                0.8: "this is the sensitivity, P(alarm | ill); turn the zoom round",
                0.016: "this is the share of all 1000; divide by the 114 alarms",
                98 / 114: "this is P(healthy | alarm)",
            },
        ),
        "ill_given_no_alarm": (
            4 / 886,
            {
                0.2: "this is P(no alarm | ill); turn the zoom round",
                0.004: "this is the share of all 1000; divide by the 886 without alarm",
                882 / 886: "this is P(healthy | no alarm)",
            },
        ),
        "likelihood_ratio": (
            8,
            {
                0.8 / 0.9: "divide by P(alarm | healthy), which is 1 − 0.90",
                1 / 8: "this is upside down: ill on top",
                0.2 / 0.9: "this is the ratio of *no* alarm",
            },
        ),
        "change_of_log_odds": (
            math.log(8),
            {
                math.log10(8): "this has the base 10; log is natural here",
                3: "this has the base 2; log is natural here",
                math.log(8 / 49): "these are the log-odds after it; give the change",
                math.log(1 / 49): "these are the log-odds before; give the change",
                8: "take the log of the likelihood ratio",
            },
        ),
        "ill_given_two_alarms": (
            64 / 113,
            {
                64 / 49: "these are odds; the probability is o / (1 + o)",
                16 / 65: "you added the ratios, 8 + 8; multiply them",
                (16 / 114) ** 2: "do not square the posterior; square the ratio",
                0.64: "this is P(two alarms | ill); turn the zoom round",
            },
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(expected):
        raise Hint("keep the dictionary with its six names and replace each TODO")
    for name, (value, mistakes) in expected.items():
        require_number(answer[name], value, atol=6e-5, mistakes=mistakes, what=name)


@exercise(
    "03-03-E4",
    kind="value",
    minutes=6,
    stars=2,
    objective="combine a witness with a base rate",
)
def _e4_of_03_03(answer: Any) -> None:
    mistakes = {
        0.8: "that is how often she is right; how many taxis would she call blue?",
        0.15: "that ignores the witness",
        0.12: "12 of 100 taxis are blue and called so; how many are called blue?",
        0.29: "29 of 100 taxis are called blue; how many of these are blue?",
        12 / 17: "these are the odds, 12 to 17; the probability was asked for",
        17 / 29: "this is the probability that it was a green one",
        0.41: "right so far; give three decimals",
        0.04: "this is 20 % times 20 %; the base rates are 15 % and 85 %",
    }
    number = take_number(answer)
    require(not 1 < number <= 100, "give a probability from 0 to 1, not per cent")
    require_number(
        number,
        12 / 29,
        atol=6e-4,
        mistakes=mistakes,
        otherwise="count the taxis out of 100 that she would call blue",
    )


@exercise(
    "03-03-E5",
    kind="function",
    minutes=10,
    stars=2,
    objective="update piece by piece in log-odds",
)
def _e5_of_03_03(answer: Any) -> None:
    rng = np.random.default_rng(35)
    cases = [
        (0.01, np.log([18.0, 18.0, 0.1])),
        *((float(rng.uniform(0.05, 0.95)), rng.normal(size=n)) for n in (1, 4, 12)),
    ]
    mistakes: Mistakes = [
        (
            lambda prior, r: sigmoid(log_odds(prior) + r),
            "each entry uses one piece only; add up the pieces so far",
        ),
        (
            lambda prior, r: log_odds(prior) + np.cumsum(r),
            "these are log-odds; turn them into probabilities",
        ),
        (
            lambda prior, r: np.exp(log_odds(prior) + np.cumsum(r)),
            "these are odds; turn them into probabilities with o / (1 + o)",
        ),
        (
            lambda prior, r: sigmoid(np.log(prior) + np.cumsum(r)),
            "you started from log p; start from the log-odds, log(p / (1 - p))",
        ),
        (lambda prior, r: sigmoid(np.cumsum(r)), "the prior has no effect"),
        (
            lambda prior, r: sigmoid(np.cumsum(log_odds(prior) + r)),
            "the prior counts once, not once per piece",
        ),
        (
            lambda prior, r: sigmoid(log_odds(prior) - np.cumsum(r)),
            "the signs are reversed: a positive piece speaks for the hypothesis",
        ),
        (
            lambda prior, r: np.append(prior, _beliefs(prior, r))[:-1],
            "you return the belief before each piece; return the one after it",
        ),
        (
            lambda prior, r: 1 - 1 / (1 + _odds(prior) * np.cumprod(r)),
            "you multiplied by the logs; add them to the log-odds",
        ),
    ]
    require_function(
        answer,
        _beliefs,
        cases,
        mistakes=mistakes,
        otherwise="add the pieces to the log-odds of the prior, then take the sigmoid",
    )
    _require_return_from_certainty(answer)


def _require_return_from_certainty(answer: Any) -> None:
    strong = (0.3, np.array([100.0, -100.0, 1.0]))
    hint = (
        "a log ratio of 100 rounds a probability to exactly 1, and nothing brings it "
        "back; keep the log-odds, and turn them into probabilities at the end"
    )
    try:
        result = call(answer, *strong)
    except AnswerError as raised:
        raise Hint(hint) from raised
    require(agrees(result, _beliefs(*strong)), hint)


def _beliefs(prior: float, log_ratios: Array) -> Array:
    return np.asarray(sigmoid(log_odds(prior) + np.cumsum(log_ratios)))


@exercise(
    "03-03-E6",
    kind="function",
    minutes=12,
    stars=2,
    objective="correct a classifier for another base rate",
)
def _e6_of_03_03(answer: Any) -> None:
    rng = np.random.default_rng(36)
    cases = [
        (np.array([0.5, 0.9, 0.1]), 0.4, 0.01),
        *(
            (rng.uniform(0.02, 0.98, size=n), *map(float, rng.uniform(0.02, 0.9, 2)))
            for n in (1, 5, 30)
        ),
    ]
    mistakes: Mistakes = [
        (
            lambda p, old, new: p * new / old,
            "a share scaled like this can exceed 1; scale the odds instead",
        ),
        (
            lambda p, old, new: _moved(p, new, old),
            "this moves from `new` to `old`; take the old odds out, the new ones in",
        ),
        (
            lambda p, old, new: sigmoid(log_odds(p) + log_odds(new)),
            "the old base rate is still inside; take its log-odds out",
        ),
        (
            lambda p, old, new: sigmoid(log_odds(p) - log_odds(old)),
            "you took the old base rate out; now put the new one in",
        ),
        (
            lambda p, old, new: sigmoid(log_odds(p) + np.log(new / old)),
            "use the ratio of the odds new / (1 - new) and old / (1 - old), not of "
            "the shares",
        ),
        (
            lambda p, old, new: _odds(p) * _odds(new) / _odds(old),
            "these are odds; go back to probabilities with o / (1 + o)",
        ),
        (lambda p, old, new: p, "nothing was corrected"),
    ]
    require_function(
        answer,
        _moved,
        cases,
        mistakes=mistakes,
        otherwise="go to the odds, exchange the base rates there, and come back",
    )


def _odds(p: Any) -> Any:
    return p / (1 - p)


def _moved(p: Array, old: float, new: float) -> Any:
    return sigmoid(log_odds(p) - log_odds(old) + log_odds(new))


@exercise(
    "03-03-E7",
    kind="function",
    minutes=18,
    stars=3,
    objective="compute the posterior of an unknown size in log space",
)
def _e7_of_03_03(answer: Any) -> None:
    rng = np.random.default_rng(37)
    many = [int(s) for s in rng.permutation(4000)[:200] + 1]
    _require_finite_tanks(answer, many)
    cases: list[tuple[list[int], int]] = [
        ([19, 40, 42, 60, 7], 200),
        ([3], 8),
        ([2, 9], 40),
        (sorted(int(s) for s in rng.permutation(90)[:6] + 1), 300),
        (many, 5000),
    ]
    mistakes: Mistakes = [
        (
            lambda serials, largest: _tanks(serials, largest, start=len(serials)),
            "numbers N below one that you saw are impossible; give them 0",
        ),
        (
            lambda serials, largest: _tanks(serials, largest, repeats=True),
            "1 / Nᵏ lets the same tank appear twice; the k numbers are different",
        ),
        (
            lambda serials, largest: _tanks([max(serials)], largest),
            "you used only the largest number; how many were seen matters too",
        ),
        (
            lambda serials, largest: np.roll(_tanks(serials, largest), 1),
            "shifted by one: N tanks belong to the entry N - 1",
        ),
        (
            _flat_tanks,
            "every possible N got the same share; small N predict the data better",
        ),
    ]
    require_function(
        answer,
        _tanks,
        cases,
        mistakes=mistakes,
        otherwise="each possible N counts 1 / (N (N - 1) ... (N - k + 1)), and all "
        "add up to 1",
    )


def _require_finite_tanks(answer: Any, serials: list[int]) -> None:
    result = call(answer, serials, 5000)
    if isinstance(result, np.ndarray) and result.dtype.kind == "f":
        require(
            np.isfinite(result).all() and result.any(),
            "for 200 numbers the products leave the range of floats; use logs",
        )
    take_array(result, (5000,), what="the result of your function")


def _tanks(
    serials: list[int], largest: int, *, start: int = 0, repeats: bool = False
) -> Array:
    """Posterior over 1 to `largest`; `start` and `repeats` make two typical slips."""
    k, first = len(serials), start or max(serials)
    N = np.arange(first, largest + 1)
    below = np.zeros(k) if repeats else np.arange(k)
    posterior = np.zeros(largest)
    posterior[first - 1 :] = softmax(-np.log(N[:, np.newaxis] - below).sum(axis=1))
    return posterior


def _flat_tanks(serials: list[int], largest: int) -> Array:
    possible = np.arange(1, largest + 1) >= max(serials)
    return possible / possible.sum()
