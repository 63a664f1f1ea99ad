"""Wrong answers to the exercises in lesson 03-05."""

import math

import numpy as np

from utils.probability import Normal


def _ways(n, k):
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _best(y, candidates, loss):
    return candidates[loss(y[:, np.newaxis] - candidates).sum(axis=0).argmin()]


def _scales(nu, size, rng):
    return (rng.normal(size=(size, nu)) ** 2).sum(axis=1)


def _one_scale(nu, size, rng):
    return rng.normal(size=size) * np.sqrt(nu / _scales(nu, 1, rng))


def _frozen(nu, size, rng):
    rng = np.random.default_rng(0)
    return rng.normal(size=size) * np.sqrt(nu / _scales(nu, size, rng))


E2 = {
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
E3 = {
    "P(X = 2)": 0.3115,
    "P(X <= 1)": 0.3671,
    "Poisson at 0": 0.1353,
    "Le Cam's bound": 0.5,
    "1000 hours more": 0.3679,
    "P(Y > 108)": 0.0228,
}

WRONG = {
    "03-05-E1": [
        (lambda n, p, k: _ways(n, k) + k * math.log(p), "failures have a probability"),
        (
            lambda n, p, k: _ways(n, k) + p**k * (1 - p) ** (n - k),
            "take the log of this product",
        ),
        (
            lambda n, p, k: _ways(n, k) + (n - k) * math.log(p) + k * math.log(1 - p),
            "swapped successes and failures",
        ),
        (
            lambda n, p, k: _ways(n, k) + math.log(p) + math.log(1 - p),
            "exponent times log",
        ),
        (lambda n, p, k: 0.0, "k log p"),
    ],
    "03-05-E2": [
        (E2 | {"misprints in a long book": "B"}, "fixed number of trials"),
        (E2 | {"hours until the next radioactive decay": "C"}, "counts trials up to"),
        (
            E2 | {"third smallest of 9 random numbers in [0, 1]": "F"},
            "many small effects",
        ),
        (
            E2 | {"e-mails read up to and including the first spam": "E"},
            "the wait for one event",
        ),
        (list("ABCDEGFHIJ"), "keep the dictionary"),
    ],
    "03-05-E3": [
        (E3 | {"P(X = 2)": 0.25**2 * 0.75**6}, "one order of 28"),
        (E3 | {"P(X = 2)": 2 * math.exp(-2)}, "Poisson's value"),
        (E3 | {"P(X <= 1)": 8 * 0.25 * 0.75**7}, "includes 0"),
        (E3 | {"Poisson at 0": 0.75**8}, "the binomial value"),
        (E3 | {"Le Cam's bound": 2}, "square p"),
        (E3 | {"1000 hours more": math.exp(-1.5)}, "forgets them"),
        (E3 | {"P(Y > 108)": 0.3085}, "is the variance"),
        (E3 | {"P(Y > 108)": 0.046}, "lies below 92"),
        ([0.31, 0.37], "keep the dictionary"),
    ],
    "03-05-E4": [
        (
            lambda k, rate: k * math.log(rate) - rate - math.lgamma(k or 0.5),
            "needs lgamma(k + 1)",
        ),
        (lambda k, rate: k * math.log(rate) - math.lgamma(k + 1), "is missing"),
        (
            lambda k, rate: math.exp(k * math.log(rate) - rate - math.lgamma(k + 1)),
            "its log was asked",
        ),
        (
            lambda k, rate: (
                -math.inf if k < 0 else k * math.log(rate) - rate - math.lgamma(k + 1)
            ),
            "k = 2.5 is no count",
        ),
        (
            lambda k, rate: (
                0.0
                if k < 0 or k % 1
                else k * math.log(rate) - rate - math.lgamma(k + 1)
            ),
            "k = -1 is no count",
        ),
    ],
    "03-05-E5": [
        (lambda p, certainty: math.ceil(certainty / p), "overlap"),
        (
            lambda p, certainty: int(math.log1p(-certainty) / math.log1p(-p)),
            "rounding down",
        ),
        (
            lambda p, certainty: math.log1p(-certainty) / math.log1p(-p),
            "return a whole number",
        ),
        (
            lambda p, certainty: math.ceil(math.log(certainty) / math.log1p(-p)),
            "compare it with 1 − certainty",
        ),
        (
            lambda p, certainty: math.ceil(math.log(1 - certainty) / math.log(1 - p)),
            "use math.log1p",
        ),
    ],
    "03-05-E6": [
        (lambda y, candidates, logpdf: _best(y, candidates, logpdf), "the worst"),
        (
            lambda y, candidates, logpdf: _best(
                y, candidates, lambda r: -np.exp(logpdf(r))
            ),
            "you added densities",
        ),
        (
            lambda y, candidates, logpdf: candidates[
                np.exp(logpdf(y[:, np.newaxis] - candidates)).prod(axis=0).argmax()
            ],
            "underflows to 0",
        ),
        (
            lambda y, candidates, logpdf: _best(y, candidates, np.square),
            "you fixed the squared loss",
        ),
        (
            lambda y, candidates, logpdf: (
                (-logpdf(y[:, np.newaxis] - candidates)).sum(axis=0).argmin()
            ),
            "return the candidate",
        ),
    ],
    "03-05-E7": [
        (lambda nu, size, rng: rng.normal(size=size), "a fixed scale"),
        (
            lambda nu, size, rng: (
                rng.normal(size=size) / np.sqrt(_scales(nu, size, rng))
            ),
            "is ν/V, not 1/V",
        ),
        (
            lambda nu, size, rng: (
                rng.normal(size=size) * nu / np.sqrt(_scales(nu, size, rng))
            ),
            "not ν²/V",
        ),
        (
            lambda nu, size, rng: rng.normal(size=size) * nu / _scales(nu, size, rng),
            "by the root of its own",
        ),
        (_one_scale, "a fixed scale"),
        (_frozen, "two generators gave the same"),
        (lambda nu, size, rng: rng.normal(size=size - 1), "has shape"),
        (
            lambda nu, size, rng: np.full(size, Normal().sample(1, rng=rng)[0]),
            "most of your draws repeat",
        ),
    ],
}
