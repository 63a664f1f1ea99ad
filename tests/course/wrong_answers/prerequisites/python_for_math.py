"""Wrong answers to lesson 00-01, Python for mathematics, with parts of their hints."""

import math
from fractions import Fraction

WRONG = {}


def repeat(step, a):
    x = 1.0
    for _ in range(100):
        x = step(a, x)
    return x


def by_hand(**changes):
    names = {"floor": "-17 // 5", "rest": "-17 % 5", "power": "-2 ** 4"}
    names |= {"half": "round(4.5)", "same": "0.25 + 0.5 == 0.75"}
    names |= {"first": "guess 1", "second": "guess 2"}
    right = dict(zip(names.values(), (-4, 3, -16, 4, True, 1.75, 97 / 56), strict=True))
    right |= {"length": 2, "divisor": 21}
    return right | {names.get(name, name): value for name, value in changes.items()}


def celsius(f):
    return (f - 32) * 5 / 9


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def harmonic(n):
    return sum(Fraction(1, k) for k in range(1, n + 1))


def harmonic_of_floats(n):
    return sum(Fraction(1 / k) for k in range(1, n + 1))


def collect(item, basket=None):
    return [*(basket or []), item]


def collect_into_one(item, basket=[]):  # noqa: B006
    basket.append(item)
    return basket


def with_zero(numbers):
    return [*numbers, 0]


def with_zero_in_place(numbers):
    numbers.append(0)
    return numbers


def sum_of_squares(n):
    return sum(k * k for k in range(1, n + 1))


WRONG |= {
    "00-01-E1": [
        (lambda a: repeat(lambda a, x: (x + 2 / x) / 2, a), "√2 for every a"),
        (lambda a: repeat(lambda a, x: (x + a) / 2, a), "not with a itself"),
        (lambda a: 1.0, "never changes"),
        (lambda a: (1 + a) / 2, "x plus a divided by x"),
        (lambda a: str(a), "expected one number"),
    ],
    "00-01-E2": [
        (by_hand(floor=-3), "multiple of 5 to the left"),
        (by_hand(floor=-3.4), "whole times"),
        (by_hand(rest=-2), "never negative"),
        (by_hand(power=16), "before the minus"),
        (by_hand(half=5), "even neighbour"),
        (by_hand(length=1), "second name"),
        (by_hand(first=3.5), "take half of it"),
        (by_hand(first=1.5), "divide 3 by the guess"),
        (by_hand(second=1.7320508), "second guess only"),
        (by_hand(second=1.9), "not right"),
        (by_hand(divisor=147), "until the remainder is 0"),
        (by_hand(divisor=7), "not the greatest"),
        (by_hand(same=False), "these are exact"),
        (by_hand(same="True"), "either True or False"),
        ({"length": 2}, "its nine names"),
    ],
    "00-01-E3": [
        ((lambda f: f - 32 * 5 / 9, is_leap, harmonic), "in brackets"),
        ((lambda f: (f - 32) * 9 / 5, is_leap, harmonic), "turn 9/5 round"),
        ((lambda f: f * 9 / 5 + 32, is_leap, harmonic), "from Celsius"),
        ((celsius, lambda y: y % 4 == 0, harmonic), "1900"),
        ((celsius, lambda y: y % 4 == 0 and y % 100 != 0, harmonic), "2000"),
        ((celsius, lambda y: int(is_leap(y)), harmonic), "expected True or False"),
        ((celsius, lambda y: True, harmonic), "the three sentences"),
        ((celsius, is_leap, lambda n: float(harmonic(n))), "is a float"),
        ((celsius, is_leap, harmonic_of_floats), "with a comma"),
        ((celsius, is_leap, lambda n: harmonic(n - 1) + 0), "lacks its last term"),
        ((celsius, is_leap, lambda n: harmonic(n) - 1), "lacks its first term"),
        ((celsius, is_leap, lambda n: Fraction(n)), "should be 11/6"),
        ((celsius, is_leap), "in a tuple"),
        (harmonic, "in a tuple"),
    ],
    "00-01-E4": [
        (lambda m, n, x: (m + x) / 2, "as much as n old"),
        (lambda m, n, x: m + (x - m) / max(n, 1), "n + 1 numbers"),
        (lambda m, n, x: n * m + x, "the new sum"),
        (lambda m, n, x: m + x / (n + 1), "must shrink too"),
        (lambda m, n, x: (m + x) / (n + 1), "n times the mean"),
        (lambda m, n, x: x, "term by term"),
        (lambda m, n, x: m + (x - m) / (n + 1) + 1e-6 * (n == 8), "drifted away"),
        (lambda m, n, x: (n * m + x) / (n + 1) if n < 42 else m, "drifted away"),
    ],
    "00-01-E5": [
        ((collect_into_one, with_zero, sum_of_squares), "an earlier call"),
        ((lambda item: item, with_zero, sum_of_squares), "return the basket"),
        ((lambda item: ["egg"], with_zero, sum_of_squares), '["milk"]'),
        ((lambda item, basket=None: [item], with_zero, sum_of_squares), "brings a"),
        ((collect, with_zero_in_place, sum_of_squares), "changes its argument"),
        ((collect, lambda xs: [0, *xs], sum_of_squares), "at the end"),
        ((collect, with_zero, lambda n: sum_of_squares(n - 1)), "stops before n"),
        ((collect, with_zero, lambda n: sum_of_squares(n + 1)), "too far"),
        ((collect, with_zero, lambda n: n * n), "only the last"),
        ((collect, with_zero, lambda n: 14), "for k from 1 to n"),
        (collect, "in a tuple"),
    ],
    "00-01-E6": [
        (lambda a: abs(a) ** 0.5, "the square root"),
        (lambda a: a / 3, "until it stops"),
        (lambda a: a ** (1 / 3), "a complex number"),
        (lambda a: -math.cbrt(a), "the sign is wrong"),
        (lambda a: math.cbrt(abs(a)), "the sign is wrong"),
        (lambda a: round(math.cbrt(a), 6), "its cube should be"),
        (lambda a: math.cbrt(a) or 1e-3, "its cube should be"),
        (lambda a: repeat(lambda a, x: (2 * x + a / x) / 3, a), "not a / x"),
    ],
}


def ranked(query, flowers):
    return sorted(range(len(flowers)), key=lambda i: math.dist(query, flowers[i]))


def poll(query, flowers, species, k, *, order=ranked, choose=min):
    votes = [species[i] for i in order(query, flowers)[:k]]
    return choose(s for s in votes if votes.count(s) == max(map(votes.count, votes)))


def ranked_backwards(query, flowers):
    return sorted(range(len(flowers)), key=lambda i: -math.dist(query, flowers[i]))


def ranked_later_first(query, flowers):
    places = range(len(flowers))
    return sorted(places, key=lambda i: (math.dist(query, flowers[i]), -i))


WRONG |= {
    "00-01-E7": [
        (lambda q, f, s, k: ranked(q, f)[0], "a place in the list"),
        (lambda q, f, s, k: s[ranked(q, f)[0]], "ask one neighbour"),
        (lambda q, f, s, k: poll(q, f, s, len(s)), "ask all flowers"),
        (lambda q, f, s, k: poll(q, f, s, k + 1), "k + 1 flowers"),
        (lambda *c: poll(*c, order=ranked_backwards), "farthest"),
        (lambda *c: poll(*c, order=ranked_later_first), "the earlier flower first"),
        (lambda *c: poll(*c, choose=max), "the smaller number wins"),
        (lambda *c: poll(*c, choose=next), "not the nearest flower decides"),
        (lambda *c: 1, "count the votes by hand"),
        (lambda *c: "setosa", "expected one number"),
    ],
}
