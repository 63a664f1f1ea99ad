"""Checkers of lesson 03-16, probability in machine learning."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils._validation import Array
from utils.datasets import load_penguins
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_function,
    require_number,
    require_statistic,
    take_array,
    take_number,
)
from utils.linear_algebra import solve
from utils.prerequisites import log_softmax
from utils.probability import norm_cdf

Mistakes = list[tuple[Callable[..., Any], str]]


def _log_joint(theta: Array, prior: Array, x: Array) -> Array:
    terms = np.log(np.where(x == 1, theta, 1 - theta))
    return np.asarray(np.log(prior) + terms.sum(axis=1))


@exercise(
    "03-16-E1",
    kind="function",
    minutes=8,
    stars=2,
    objective="normalise the log joint of naive Bayes in log space",
)
def _e1_of_03_16(answer: Any) -> None:
    rng = np.random.default_rng(161)
    ham, spam = [1 / 6, 2 / 6, 4 / 6], [3 / 4, 2 / 4, 1 / 4]
    hand = (np.array([ham, spam]), np.array([2 / 3, 1 / 3]), np.array([1, 0, 1]))
    cases = [hand]
    for k, d in ((3, 5), (4, 2), (2, 12), (3, 3000)):
        theta = rng.uniform(0.05, 0.95, size=(k, d))
        cases.append((theta, rng.dirichlet(np.ones(k)), rng.integers(0, 2, size=d)))
    mistakes: Mistakes = [
        (_log_joint, "these are the joint logs; subtract their log-sum-exp"),
        (
            lambda *case: np.exp(log_softmax(_log_joint(*case))),
            "these are probabilities, their logarithms are asked",
        ),
        (
            lambda *case: _log_joint(*case) / _log_joint(*case).sum(),
            "logs are not shares: exponentials are added, not logs",
        ),
        (
            lambda *case: _log_joint(*case) - _log_joint(*case).max(),
            "you took off the largest; the log of the sum is still to come",
        ),
    ]
    with np.errstate(all="ignore"):  # the naive way meets log(0)
        require_function(
            answer,
            lambda *case: log_softmax(_log_joint(*case)),
            cases,
            mistakes=mistakes,
            otherwise="joint − max − log Σ exp(joint − max)",
        )


_BY_HAND: dict[str, tuple[float, dict[float, str]]] = {
    "prize_spam": (
        3 / 5,
        {2 / 3: "smooth: add 1 to the count and 2 to the messages"},
    ),
    "prize_ham": (
        1 / 4,
        {0.0: "a count of 0 is smoothed too", 1 / 3: "add 2 to the messages, not 1"},
    ),
    "both_words": (
        0.144 / 0.219,
        {
            0.24 / 0.4275: "the priors 3/5 and 2/5 are missing",
            0.075 / 0.219: "this is the posterior of ham",
            1.0: "this is without smoothing",
        },
    ),
    "invoice_unknown": (
        0.36 / 0.46,
        {
            0.216 / 0.241: "unknown is not absent: leave the factor out",
            0.144 / 0.219: "leave the factor of invoice out",
        },
    ),
    "threshold": (
        0.9,
        {0.1: "the false positive, losing ham, is the expensive error here"},
    ),
}


@exercise(
    "03-16-E2",
    kind="value",
    minutes=8,
    stars=1,
    objective="smooth, classify, marginalise and decide by hand",
)
def _e2_of_03_16(answer: Any) -> None:
    require(
        isinstance(answer, dict) and set(answer) == set(_BY_HAND),
        "keep the dictionary with its five names",
    )
    for name, (value, mistakes) in _BY_HAND.items():
        require_number(answer[name], value, atol=0.005, mistakes=mistakes, what=name)


def _threshold(L: Array) -> float:
    false_alarm, miss = L[0, 1] - L[0, 0], L[1, 0] - L[1, 1]
    return float(false_alarm / (false_alarm + miss))


@exercise(
    "03-16-E3",
    kind="function",
    minutes=8,
    stars=2,
    objective="derive the threshold of any loss matrix",
)
def _e3_of_03_16(answer: Any) -> None:
    rng = np.random.default_rng(163)
    cases = [(np.array([[0.0, 1.0], [10.0, 0.0]]),)]
    for _ in range(5):
        right, extra = rng.uniform(0, 4, size=2), rng.uniform(0.5, 9, size=2)
        L = [[right[0], right[0] + extra[0]], [right[1] + extra[1], right[1]]]
        cases.append((np.array(L),))
    mistakes: Mistakes = [
        (
            lambda L: 1 - _threshold(L),
            "the cost of a false alarm stands in the numerator: rows are the truth",
        ),
        (
            lambda L: L[0, 1] / (L[0, 1] + L[1, 0]),
            "being right may cost something too: use the diagonal",
        ),
        (
            lambda L: _threshold(L) / (1 - _threshold(L)),
            "these are odds; the threshold is for the probability",
        ),
    ]
    require_function(answer, _threshold, cases, mistakes=mistakes)


def _line(mu0: Array, mu1: Array, S: Array, share: float) -> tuple[Array, float]:
    w = solve(S, mu1 - mu0)
    return w, float(np.log(share / (1 - share)) - (mu0 + mu1) @ w / 2)


def _spread(d: int, rng: np.random.Generator) -> Array:
    A = rng.normal(size=(d, d))
    return A @ A.T + np.eye(d)


@exercise(
    "03-16-E4",
    kind="function",
    minutes=10,
    stars=2,
    objective="compute the line of LDA from means and covariance",
)
def _e4_of_03_16(answer: Any) -> None:
    rng = np.random.default_rng(164)
    hand = (np.array([0.0, 1.0]), np.array([2.0, 2.0]), np.diag([1.0, 4.0]), 0.5)
    cases = [hand]
    for d in (1, 3, 5):
        means = rng.normal(size=(2, d))
        cases.append((*means, _spread(d, rng), float(rng.uniform(0.1, 0.9))))

    def slip(change: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *case: change(*_line(*case), *case)

    mistakes: Mistakes = [
        (slip(lambda w, b, *_: (-w, -b)), "these are the log-odds of class 0"),
        (slip(lambda w, b, *_: (w, -b)), "b has the wrong sign"),
        (
            slip(lambda w, b, m0, m1, S, p: (w, -(m0 + m1) @ w / 2)),
            "the log prior odds are missing in b",
        ),
        (
            slip(lambda w, b, m0, m1, S, p: (w, b - (m0 + m1) @ w / 2)),
            "half of the sum of the means: the midpoint",
        ),
        (
            slip(lambda w, b, m0, m1, S, p: (w, b - np.log(p / (1 - p)) + np.log(p))),
            "log odds of the prior, not the log of the share",
        ),
        (
            lambda m0, m1, S, p: _line(m0, m1, np.eye(len(m0)), p),
            "where is S? w solves S w = μ₁ − μ₀",
        ),
        (
            slip(lambda w, b, m0, m1, S, p: (S @ (m1 - m0), b)),
            "multiply by the inverse of S, not by S",
        ),
    ]
    require_function(answer, _line, cases, mistakes=mistakes)


def _allowed(confidence: Array, right: NDArray[Any], target: float) -> list[int]:
    """Every m at which at most a share `target` of the m surest is wrong."""
    order = sorted(range(len(confidence)), key=lambda i: -confidence[i])
    wrong = [not right[i] for i in order]
    return [m for m in range(1, len(wrong) + 1) if sum(wrong[:m]) <= target * m]


def _until_first_failure(confidence: Array, right: NDArray[Any], target: float) -> int:
    allowed = set(_allowed(confidence, right, target))
    return min(set(range(1, len(right) + 2)) - allowed) - 1


def _most(confidence: Array, right: NDArray[Any], target: float) -> int:
    return max(_allowed(confidence, right, target), default=0)


@exercise(
    "03-16-E5",
    kind="function",
    minutes=12,
    stars=2,
    objective="find the largest coverage with a wanted share of errors",
)
def _e5_of_03_16(answer: Any) -> None:
    rng = np.random.default_rng(165)
    hand = (
        np.array([0.9, 0.6, 0.74, 0.7, 0.95]),
        np.array([False, False, True, True, True]),
        0.25,
    )
    cases: list[tuple[Any, ...]] = [hand]
    for n, target in ((6, 0.34), (30, 0.15), (80, 0.13), (60, 0.07)):
        confidence = rng.permutation(np.linspace(0.5, 0.999, n))
        cases.append((confidence, rng.random(n) < confidence, target))
    cases.append((np.array([0.9, 0.6]), np.array([False, False]), 0.2))
    mistakes: Mistakes = [
        (
            _until_first_failure,
            "the share of errors may fall again later: take the last m that is allowed",
        ),
        (
            lambda c, r, t: _most(-c, r, t),
            "the surest come first: sort in descending order",
        ),
        (
            lambda c, r, t: _most(c, ~r, t),
            "count the wrong ones, not the right ones",
        ),
        (
            lambda c, r, t: max(0, _most(c, r, t) - 1),
            "one too few: positions start at 0, m at 1",
        ),
        (
            lambda c, r, t: int(np.sum(c >= 1 - t)),
            "stated confidences may be wrong: use what was right",
        ),
    ]
    require_function(answer, _most, cases, mistakes=mistakes)


@exercise(
    "03-16-E6",
    kind="statistic",
    minutes=12,
    stars=3,
    objective="compute a Bayes error by formula and by simulation",
)
def _e6_of_03_16(answer: Any) -> None:
    rng = np.random.default_rng(166)
    for d in (1, 2, 4):
        mu0, mu1, S = rng.normal(size=d), 2 * rng.normal(size=d), _spread(d, rng)
        distance = float(np.sqrt((mu1 - mu0) @ solve(S, mu1 - mu0)))
        truth = float(norm_cdf(-distance / 2))
        result = call(answer, mu0, mu1, S, 20_000, np.random.default_rng(d))
        require(
            isinstance(result, (tuple, list)) and len(result) == 3,
            "return three numbers: exact, estimate, standard error",
        )
        mistakes = {
            float(
                norm_cdf(-distance)
            ): "each mean is half the distance from the border",
            float(norm_cdf(distance / 2)): "this is the share that is right",
            float(
                norm_cdf(-(distance**2) / 2)
            ): "take the root of the squared distance",
        }
        require_number(result[0], truth, mistakes=mistakes, what="the exact error")
        se = np.sqrt(truth * (1 - truth) / 20_000)
        require_statistic(result[1], truth, standard_error=se)
        stated = take_number(result[2], what="the standard error")
        require(
            not abs(stated / (se * np.sqrt(20_000)) - 1) < 0.1,
            "this is the standard deviation of one draw: divide by the root of n",
        )
        require(abs(stated / se - 1) < 0.1, "the standard error is √(p(1 − p)/n)")


def _losses(decide: Callable[..., Any]) -> tuple[float, float]:
    """Mean held-out loss over six divisions, and how much of it is missed species."""
    penguins = load_penguins()
    measured = ~np.isnan(penguins.X).any(axis=1)
    X, y = penguins.X[measured][:, :2], penguins.y[measured]
    L = np.array([[0.0, 1.0, 1.0], [10.0, 0.0, 10.0], [1.0, 1.0, 0.0]])
    losses, missed = [], []
    for seed in range(6):
        rows = np.random.default_rng(seed).permutation(len(y))
        train, test = rows[:228], rows[228:]
        result = call(decide, X[train], y[train], X[test], L)
        labels = take_array(result, (len(test),), what="the array of decisions")
        require(
            np.isin(labels, (0, 1, 2)).all(), "decide for one of the species 0, 1, 2"
        )
        loss = L[y[test], labels.astype(int)]
        losses.append(loss.mean())
        missed.append(loss[y[test] == 1].sum() / len(test))
    return float(np.mean(losses)), float(np.mean(missed))


@exercise(
    "03-16-E7",
    kind="function",
    minutes=20,
    stars=3,
    objective="build a classifier with a small expected loss",
)
def _e7_of_03_16(answer: Any) -> None:
    loss, missed = _losses(answer)
    stated = f"your mean loss on held-out birds is {loss:.2f}, at most 0.11 is asked; "
    require(loss < 0.7, stated + "answering 1 for every bird costs about 0.8")
    if loss > 0.11:
        raise Hint(
            stated
            + (
                "most of it are missed Chinstraps: weigh the probabilities with L"
                if missed > loss / 2
                else "most of it are false Chinstraps: does your model know that long "
                "bills are deep bills?"
            )
        )
