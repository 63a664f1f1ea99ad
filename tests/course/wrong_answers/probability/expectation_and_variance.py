"""Wrong answers to the exercises in lesson 03-06."""

import math

import numpy as np


def _table(power):
    def table_variance(values, probs):
        mean = sum(x * p for x, p in zip(values, probs, strict=True))
        return sum(power(x, mean) * p for x, p in zip(values, probs, strict=True))

    return table_variance


def _merge(mean, squares):
    def merge(first, second):
        n = first[0] + second[0]
        m = mean(first, second, n)
        return n, m, squares(first, second, n, m)

    return merge


def _weighted(first, second, n):
    return (first[0] * first[1] + second[0] * second[1]) / n


def _by_squares(first, second, n, m):
    return sum(M + k * mean**2 for k, mean, M in (first, second)) - n * m**2


def _wait(draw, error):
    def examples_until_all(probs, runs, rng):
        lengths = []
        for _ in range(runs):
            seen, length = set(), 0
            while len(seen) < len(probs):
                seen.add(draw(probs, rng))
                length += 1
            lengths.append(length)
        return np.mean(lengths), error(np.std(lengths, ddof=1), runs)

    return examples_until_all


def _by_probs(probs, rng):
    return int(rng.choice(len(probs), p=probs))


def _stake(share, growth):
    def best_stake(p):
        f = share(p)
        return f, growth(p, f)

    return best_stake


def _bits(p, f):
    return p * math.log2(1 + f) + (1 - p) * math.log2(1 - f)


def _kelly(p):
    return max(0.0, 2 * p - 1)


E2 = {"E[X]": 0.4, "E[max(0, X)]": 0.8, "Var(X)": 2.64, "Var(10 - 3X)": 23.76}
E5 = {"1/x": "A", "sqrt(x)": "B", "3 - 2x": "C", "x log(x)": "A", "sin(x)": "D"}

WRONG = {
    "03-06-E1": [
        (_table(lambda x, mean: x**2), "this is E[X²]"),
        (_table(lambda x, mean: x - mean), "cancel to 0"),
        (_table(lambda x, mean: abs(x - mean)), "mean absolute deviation"),
        (lambda values, probs: np.var(values), "need not be equal"),
        (
            lambda values, probs: math.sqrt(
                _table(lambda x, mean: (x - mean) ** 2)(values, probs)
            ),
            "standard deviation",
        ),
    ],
    "03-06-E2": [
        (E2 | {"E[X]": 0.75}, "not with 1/4"),
        (E2 | {"E[max(0, X)]": 0.4}, "apply the function first"),
        (E2 | {"Var(X)": 2.8}, "subtract the square"),
        (E2 | {"Var(10 - 3X)": 33.76}, "adds no spread"),
        (E2 | {"Var(10 - 3X)": -7.92}, "never negative"),
        (E2 | {"Var(10 - 3X)": 7.92}, "by 9"),
        (E2 | {"Var(10 - 3X)": 15.84}, "rule for Var"),
        ([0.4, 0.8], "keep the dictionary"),
    ],
    "03-06-E3": [
        (lambda n, m: (1 - 1 / m) ** n, "how many are there"),
        (lambda n, m: m * math.exp(-n / m), "exact value"),
        (lambda n, m: m - m * (1 - 1 / m) ** n, "buckets in use"),
        (lambda n, m: m * m**-n, "keys in, not out"),
        (lambda n, m: max(0, m - n), "share a bucket"),
        (lambda n, m: n * (1 - 1 / n) ** m if n else 0.0, "swapped"),
    ],
    "03-06-E4": [
        (_merge(_weighted, lambda a, b, n, m: a[2] + b[2]), "between the two parts"),
        (
            _merge(lambda a, b, n: (a[1] + b[1]) / 2, lambda a, b, n, m: 0.0),
            "weight each mean by count",
        ),
        (_merge(_weighted, _by_squares), "lost its digits"),
        (
            _merge(
                _weighted,
                lambda a, b, n, m: a[2] + b[2] + (b[1] - a[1]) ** 2 * a[0] * b[0],
            ),
            "move both centres",
        ),
        (lambda first, second: 1.0, "return the triple"),
    ],
    "03-06-E5": [
        (E5 | {"1/x": "B"}, "it is convex"),
        (E5 | {"sqrt(x)": "A"}, "concave"),
        (E5 | {"3 - 2x": "D"}, "straight line"),
        (E5 | {"x log(x)": "D"}, "x log(x): its second derivative"),
        (E5 | {"sin(x)": "B"}, "from 0 to π"),
    ],
    "03-06-E6": [
        (_wait(_by_probs, lambda sd, runs: sd), "standard deviation of one run"),
        (_wait(_by_probs, lambda sd, runs: sd / runs), "divided by √runs"),
        (
            _wait(
                lambda probs, rng: int(rng.integers(len(probs))),
                lambda sd, runs: sd / math.sqrt(runs),
            ),
            "do not have equal chances",
        ),
        (lambda probs, runs, rng: (1 / min(probs), 0.1), "standard errors away"),
    ],
    "03-06-E7": [
        (_stake(lambda p: 2 * p - 1, _bits), "stake 0"),
        (_stake(lambda p: p, _bits), "p itself is too bold"),
        (_stake(lambda p: 1.0, lambda p, f: 0.0), "staking everything"),
        (
            _stake(_kelly, lambda p, f: math.log(2) * _bits(p, f)),
            "this is in nats",
        ),
        (
            _stake(_kelly, lambda p, f: math.log2(1 + f * (2 * p - 1))),
            "average the logs",
        ),
    ],
}
