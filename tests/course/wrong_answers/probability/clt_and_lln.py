"""Wrong answers to lesson 03-10, limit theorems, with parts of their hints."""

import math

import numpy as np

from utils.probability import norm_sf


def tail(p, n, k, *, start=None):
    total = np.ones(1) if start is None else start
    for _ in range(n):
        total = np.convolve(total, p)
    return total[k + 1 :].sum()


def itself(p, n, k):
    total = np.ones(1)
    for _ in range(n):
        total = np.convolve(total, total)
    return total[k + 1 :].sum()


def doubled(p, n, k):
    total = p
    for _ in range(min(n, 4)):
        total = np.convolve(total, total)
    return total[k + 1 :].sum()


WRONG = {
    "03-10-E1": [
        (lambda p, n, k: tail(p, n, k - 1), "this is P(S >= k)"),
        (lambda p, n, k: 1 - tail(p, n, k), "this is P(S <= k)"),
        (lambda p, n, k: tail(p, n, k, start=p), "one copy too many"),
        (lambda p, n, k: p[k + 1 :].sum(), "a single copy"),
        (itself, "not with itself"),
        (doubled, "once per copy"),
        (lambda p, n, k: np.convolve(p, p), "expected one number"),
    ],
}


def bell(n, mean, var, k, *, shift=0.5, centre=None, spread=None):
    centre = n * mean if centre is None else centre
    spread = math.sqrt(n * var) if spread is None else spread
    return norm_sf((k + shift - centre) / spread)


WRONG |= {
    "03-10-E2": [
        (lambda *case: bell(*case, shift=0), "no continuity correction"),
        (lambda *case: bell(*case, shift=-0.5), "includes the bar of k"),
        (lambda *case: bell(*case, shift=1), "a half, not 1"),
        (lambda *case: 1 - bell(*case), "the other tail"),
        (lambda n, m, v, k: bell(n, m, v, k, centre=m), "the mean of the sum"),
        (lambda n, m, v, k: bell(n, m, v, k, spread=n * v), "not by its variance"),
        (lambda n, m, v, k: bell(n, m, v, k, spread=math.sqrt(v)), "`spread`"),
        (lambda n, m, v, k: 0.0371, "(k + 0.5 - n * mean) / spread"),
    ],
}


def by_hand(**changes):
    right = {
        "se": 0.015,
        "half_width": 0.0294,
        "n_needed": 3458,
        "z_plain": 2,
        "z_corrected": 1.875,
        "berry_esseen": 0.05935,
    }
    return {**right, **changes}


WRONG |= {
    "03-10-E3": [
        (by_hand(se=0.3), "divide by √400"),
        (by_hand(se=0.00075), "not by 400"),
        (by_hand(se=0.000225), "take the root"),
        (by_hand(se=0.0045), "its square"),
        (by_hand(half_width=0.0588), "the whole width"),
        (by_hand(half_width=0.588), "not σ"),
        (by_hand(n_needed=3457), "round up"),
        (by_hand(n_needed=3457.44), "not right"),
        (by_hand(n_needed=900), "half-width is 1.96 SE"),
        (by_hand(z_plain=0.5), "not by 16"),
        (by_hand(z_plain=16), "not of one coin"),
        (by_hand(z_corrected=2.125), "leaves out the 40"),
        (by_hand(z_corrected=2), "still without"),
        (by_hand(berry_esseen=0.4748 / 64), "divide by √64, not by 64"),
        (by_hand(berry_esseen=0.0475), "there are 64"),
        ([0.015, 0.0294], "keep the dictionary"),
    ],
}


def log_odds(p):
    return math.log(p / (1 - p))


def log_odds_error(hits, n, change):
    p = hits / n
    return log_odds(p), change(p, n)


WRONG |= {
    "03-10-E4": [
        (
            lambda h, n: log_odds_error(h, n, lambda p, n: (p * (1 - p) / n) ** 0.5),
            "the SE of the share",
        ),
        (
            lambda h, n: log_odds_error(
                h, n, lambda p, n: (p * (1 - p) / n) ** 0.5 / (p * (1 - p)) ** 2
            ),
            "variances take its square",
        ),
        (
            lambda h, n: log_odds_error(h, n, lambda p, n: 1 / (n * p * (1 - p))),
            "take the root",
        ),
        (
            lambda h, n: log_odds_error(h, n, lambda p, n: ((1 - p) / (n * p)) ** 0.5),
            "slope of log p",
        ),
        (
            lambda h, n: log_odds_error(
                h, n, lambda p, n: (p * (1 - p) / n) ** 0.5 * p * (1 - p)
            ),
            "multiply by it",
        ),
        (
            lambda h, n: (h / n, 1 / math.sqrt(n * h / n * (1 - h / n))),
            "the first part is the share",
        ),
        (
            lambda h, n: log_odds_error(h, n, lambda p, n: (p * (1 - p)) ** -0.5),
            "does not shrink",
        ),
        (lambda h, n: log_odds(h / n), "expected 2 values"),
        (lambda h, n: (0.0, 0.2), "the SE of p times"),
    ],
}


def coverage(draw, mean, n, runs, rng, *, factor=1.96, ddof=1, root=True):
    x = draw(rng, (runs, n))
    half = factor * x.std(axis=1, ddof=ddof) / (math.sqrt(n) if root else 1)
    return (abs(x.mean(axis=1) - mean) <= half).mean()


def student(draw, mean, n, runs, rng):
    factor = {5: 2.776, 8: 2.365, 25: 2.064}[n]
    return coverage(draw, mean, n, runs, rng, factor=factor)


def constant_normal(draw, mean, n, runs, rng):
    return {5: 0.8784, 8: 0.9092, 25: 0.95}[n]


WRONG |= {
    "03-10-E5": [
        (student, "asks for 1.96"),
        (lambda *case: coverage(*case, ddof=0), "pass ddof=1"),
        (lambda *case: coverage(*case, root=False), "the root of n"),
        (lambda *case: 1 - coverage(*case), "misses the mean"),
        (lambda *case: 100 * coverage(*case), "not a count"),
        (lambda *case: coverage(*case, factor=1), "standard errors away"),
        (lambda draw, mean, *rest: coverage(draw, 0, *rest), "standard errors away"),
        (constant_normal, "standard errors away"),
    ],
}


def limits(**changes):
    return {**{"A": False, "B": False, "C": True, "D": True}, **changes}


WRONG |= {
    "03-10-E6": [
        (limits(A=True), "Cauchy"),
        (limits(B=True), "the shared part"),
        (limits(C=False), "a finite mean is enough"),
        (limits(D=False), "the dependence fades"),
        (limits(A="no"), "write True or False"),
        ("CD", "keep the dictionary"),
    ],
}


def pairs(n, phi):
    return sum((n - k) * phi**k for k in range(1, n))


WRONG |= {
    "03-10-E7": [
        (lambda n, phi: n * (1 - phi) / (1 + phi), "the rule for large n"),
        (lambda n, phi: n**2 / (n + pairs(n, phi)), "each pair occurs twice"),
        (
            lambda n, phi: n / (1 + 2 * sum(phi**k for k in range(1, n))),
            "not n times",
        ),
        (lambda n, phi: n**2 / (2 * pairs(n, phi)), "i = j count too"),
        (lambda n, phi: 1 + 2 * pairs(n, phi) / n, "divide n by it"),
        (lambda n, phi: n + 2 * pairs(n, phi), "n² divided by it"),
        (lambda n, phi: n * (1 - phi), "over all pairs"),
        (lambda n, phi: n, "over all pairs"),
    ],
}
