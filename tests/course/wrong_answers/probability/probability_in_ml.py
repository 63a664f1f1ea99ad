"""Wrong answers to lesson 03-16, probability in ML, with parts of their hints."""

import numpy as np

from utils.models import LDA, QDA, GaussianNB, bayes_decision
from utils.probability import norm_cdf


def joint(theta, prior, x):
    return np.log(prior) + np.log(np.where(x == 1, theta, 1 - theta)).sum(axis=1)


def naive(theta, prior, x):
    p = np.exp(joint(theta, prior, x))
    with np.errstate(all="ignore"):
        return np.log(p / p.sum())


def as_probabilities(theta, prior, x):
    a = joint(theta, prior, x)
    p = np.exp(a - a.max())
    return p / p.sum()


def by_hand(**changes):
    right = {
        "prize_spam": 0.6,
        "prize_ham": 0.25,
        "both_words": 0.6575,
        "invoice_unknown": 0.7826,
        "threshold": 0.9,
    }
    return {**right, **changes}


def line(mu0, mu1, S, share, *, sign=1, half=0.5, prior=True):
    w = np.linalg.solve(S, mu1 - mu0)
    odds = np.log(share / (1 - share)) if prior else 0
    return w, sign * (odds - half * (mu0 + mu1) @ w)


def first_failure(confidence, right, target):
    wrong = np.cumsum(~right[np.argsort(-confidence)])
    failing = np.flatnonzero(wrong > target * np.arange(1, len(wrong) + 1))
    return int(failing[0]) if failing.size else len(wrong)


def index_for_count(confidence, right, target, *, order=-1, shift=0):
    wrong = np.cumsum(~right[np.argsort(order * confidence)])
    fine = np.flatnonzero(wrong <= target * np.arange(1, len(wrong) + 1))
    return int(fine[-1]) + shift if fine.size else 0


def simulated(exact, offset=0.0, root=True):
    def answer(mu0, mu1, S, n, rng):
        w = np.linalg.solve(S, mu1 - mu0)
        label = rng.integers(0, 2, size=n)
        noise = rng.multivariate_normal(np.zeros(len(mu0)), S, size=n)
        X = np.where(label[:, None] == 1, mu1, mu0) + noise
        wrong = ((X - (mu0 + mu1) / 2) @ w > offset) != label
        se = wrong.std() / (np.sqrt(n) if root else 1)
        return exact(np.sqrt((mu1 - mu0) @ w)), wrong.mean(), se

    return answer


def right_exact(distance):
    return norm_cdf(-distance / 2)


WRONG = {
    "03-16-E1": [
        (naive, "contains"),
        (joint, "subtract their log-sum-exp"),
        (as_probabilities, "their logarithms are asked"),
        (lambda *case: joint(*case) / joint(*case).sum(), "logs are not shares"),
        (lambda *case: joint(*case) - joint(*case).max(), "still to come"),
    ],
    "03-16-E2": [
        (by_hand(prize_spam=2 / 3), "add 1 to the count"),
        (by_hand(prize_ham=0), "is smoothed too"),
        (by_hand(both_words=0.56), "the priors"),
        (by_hand(invoice_unknown=0.8963), "unknown is not absent"),
        (by_hand(threshold=0.1), "the expensive error"),
        ([0.6, 0.25], "keep the dictionary"),
    ],
    "03-16-E3": [
        (lambda L: L[0, 1] / (L[0, 1] + L[1, 0]), "use the diagonal"),
        (lambda L: L[1, 0] / (L[0, 1] + L[1, 0]), "rows are the truth"),
        (lambda L: L[0, 1] / L[1, 0], "these are odds"),
    ],
    "03-16-E4": [
        (lambda *case: line(*case, sign=-1), "wrong sign"),
        (lambda *case: line(*case, half=1), "the midpoint"),
        (lambda *case: line(*case, prior=False), "log prior odds are missing"),
        (lambda m0, m1, S, p: line(m1, m0, S, 1 - p), "log-odds of class 0"),
        (lambda m0, m1, S, p: line(m0, m1, np.eye(len(m0)), p), "where is S"),
    ],
    "03-16-E5": [
        (first_failure, "may fall again"),
        (index_for_count, "one too few"),
        (lambda *case: index_for_count(*case, order=1, shift=1), "descending"),
        (lambda c, r, t: int(np.sum(c >= 1 - t)), "use what was right"),
    ],
    "03-16-E6": [
        (simulated(lambda d: norm_cdf(-d)), "half the distance"),
        (simulated(lambda d: norm_cdf(d / 2)), "share that is right"),
        (simulated(right_exact, offset=2.0), "standard errors away"),
        (simulated(right_exact, root=False), "divide by the root of n"),
        (lambda *case: 0.5, "three numbers"),
    ],
    "03-16-E7": [
        (lambda X, y, Z, L: QDA().fit(X, y).predict(Z), "weigh the probabilities"),
        (lambda X, y, Z, L: LDA().fit(X, y).predict(Z), "weigh the probabilities"),
        (
            lambda X, y, Z, L: bayes_decision(
                GaussianNB().fit(X, y).predict_proba(Z), L
            ),
            "long bills are deep bills",
        ),
        (lambda X, y, Z, L: np.ones(len(Z), dtype=int), "for every bird"),
        (lambda X, y, Z, L: np.full(len(Z), 3), "one of the species"),
    ],
}
