"""Wrong answers to the exercises in lesson 07-01."""

import math
from fractions import Fraction

import numpy as np

U = 2.0**-53
E3 = {
    "gap at 1": 2.0**-52,
    "gap at 1000": 2.0**-43,
    "gap at 1e16": 2.0,
    "binary16 at 5000": 4.0,
    "a, b, c": (1e16, -1e16, 1.0),
}
E4 = {
    "stored 0.3": 21617278211378380,
    "stored 0.2": 14411518807585588,
    "exact difference": 7205759403792792,
    "changed by rounding": 0,
    "stored 0.1": 7205759403792794,
    "gaps apart": 2,
}


def _add(a, b, p, into=round, worth=True):
    exact = Fraction(a) + Fraction(b)
    unit = Fraction(2) ** (math.frexp(float(exact))[1] - p)
    return float(into(exact / unit) * (unit if worth else 1))


def _root(x):
    return 1 / (math.sqrt(x + 1) + math.sqrt(x))


def _tilt(x):
    return 2 * math.sin(x / 2) ** 2


def _kahan(terms, sign):
    total, surplus = terms[0], 0.0
    for term in terms[1:]:
        wanted = term - sign * surplus
        new = total + wanted
        surplus = (new - total) - wanted
        total = new
    return total


def _bound(x, y, *, u=U, sizes=abs, exact=Fraction):
    total, truth, size = 0.0, exact(0), 0.0
    for a, b in zip(x, y, strict=True):
        total += a * b
        truth += exact(a) * exact(b)
        size += sizes(a * b)
    n = len(x)
    return float(abs(exact(total) - truth)), n * u / (1 - n * u) * size


def _best_error(x, y):  # of products added without rounding
    exact = sum(Fraction(a) * Fraction(b) for a, b in zip(x, y, strict=True))
    return float(abs(Fraction(math.fsum(np.multiply(x, y))) - exact))


def _left_to_right(terms):
    total = 0.0
    for term in terms:
        total += term
    return total


WRONG = {
    "07-01-E1": [
        (lambda a, b, p: _add(a, b, p, int), "cuts off"),
        (lambda a, b, p: _add(a, b, p, lambda t: math.floor(t + 0.5)), "even multiple"),
        (lambda a, b, p: _add(a, b, p, worth=False), "counted the units"),
        (lambda a, b, p: a + b, "not rounded to p"),
    ],
    "07-01-E2": [
        (_left_to_right, "no effect"),
        (lambda terms: _kahan(terms, -1), "wrong way"),
        (lambda terms: terms[0], "never changes"),
        (math.fsum, "without a library"),
    ],
    "07-01-E3": [
        (E3 | {"gap at 1": U}, "half of the gap"),
        (E3 | {"gap at 1000": 2.0**-42}, "e = 9"),
        (E3 | {"gap at 1e16": 1.0}, "below 2^53"),
        (E3 | {"binary16 at 5000": 2.0**-40}, "that is binary64"),
        (E3 | {"binary16 at 5000": 8.0}, "e = 12"),
        (E3 | {"a, b, c": (1.0, 2.0, 3.0)}, "both orders give 6"),
        (E3 | {"a, b, c": 3.0}, "three numbers"),
        (list(E3.values()), "keep the dictionary"),
    ],
    "07-01-E4": [
        (E4 | {"stored 0.3": 21617278211378381}, "gap is four units"),
        (E4 | {"stored 0.2": 14411518807585587}, "gap is two units"),
        (E4 | {"exact difference": 7205759403792794}, "the stored numbers"),
        (E4 | {"changed by rounding": 2}, "rounding itself"),
        (E4 | {"stored 0.1": 7205759403792793}, "...794"),
        (E4 | {"stored 0.3": 21617278211378380.8}, "without a decimal point"),
        (E4 | {"gaps apart": 0}, "compare"),
        (E4 | {"gaps apart": -2}, "no sign"),
        (E4 | {"gaps apart": 7}, "multiples of the gap"),
        ("no", "keep the dictionary"),
    ],
    "07-01-E5": [
        ((lambda x: math.sqrt(x + 1) - math.sqrt(x), _tilt, math.log1p), "sum of the"),
        ((_root, lambda x: 1 - math.cos(x), math.log1p), "sin²"),
        ((_root, _tilt, lambda x: math.log(1 + x)), "has lost x"),
        (_root, "three functions"),
    ],
    "07-01-E6": [
        (lambda x, y: _bound(x, y, u=2 * U), "half of the gap"),
        (lambda x, y: _bound(x, y, sizes=float), "the sizes"),
        (lambda x, y: _bound(x, y, exact=float), "as a Fraction"),
        (lambda x, y: (float(abs(np.dot(x, y))), _bound(x, y)[1]), "left to right"),
        (lambda x, y: (_best_error(x, y), _bound(x, y)[1]), "a loop adds"),
        (lambda x, y: _bound(x, y)[0], "two numbers"),
    ],
    "07-01-E7": [
        (lambda a, b: (a + b, 0.0), "what did the machine lose"),
        (lambda a, b: (a + b, b - ((a + b) - a)), "only where a is the larger"),
        (lambda a, b: (a + b, a - ((a + b) - b)), "only where b is the larger"),
        (
            lambda a, b: (a + b, float(Fraction(a + b) - Fraction(a) - Fraction(b))),
            "the sign",
        ),
    ],
}
