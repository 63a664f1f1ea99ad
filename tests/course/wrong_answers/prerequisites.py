"""Answers that must be rejected, each with a part of the hint it must get."""

import math
from fractions import Fraction

import numpy as np

WRONG = {}


# --- 00-01: Python for mathematics -------------------------------------------------


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


# --- 00-02: NumPy basics -----------------------------------------------------------


def centred(X):
    return X - X.mean(axis=0)


def standardised_in_place(X):
    X -= X.mean(axis=0)
    return X / X.std(axis=0)


def table_by_hand(**changes):
    right = {
        "sum_axis_0": [20, 200],
        "sum_axis_1": [51, 73, 14, 45, 37],
        "mean": [4, 40],
        "std": [2, 20],
        "second_row": [-0.5, 1.5],
    }
    return right | changes


SHAPES = {
    "X[2]": (4,),
    "X[:, 1:3]": (6, 2),
    "X[:, 2]": (6,),
    "X.sum(axis=0)": (4,),
    "X.mean(axis=1, keepdims=True)": (6, 1),
    "X - X.mean(axis=0)": (6, 4),
    "X - X.mean(axis=1)": "error",
    "c + v": (6, 4),
    "X[:, 2] - c": (6, 6),
    "X[:, np.newaxis] - X": (6, 6, 4),
}
VIEWS = {
    "a[1:]": "view",
    "a[[1, 2]]": "copy",
    "a.T": "view",
    "a[a > 5]": "copy",
    "a.reshape(4, 3)": "view",
    "a.T.reshape(12)": "copy",
}


def stretches(x, k):
    return np.lib.stride_tricks.sliding_window_view(x, k)


def counted_once(true, predicted, k):
    table = np.zeros((k, k))
    table[true, predicted] += 1
    return table


def counted(true, predicted, k):
    table = np.zeros((k, k))
    np.add.at(table, (true, predicted), 1)
    return table


WRONG |= {
    "00-02-E1": [
        (lambda X: X / X.std(axis=0), "divide the centred table"),
        (centred, "now divide by std"),
        (lambda X: centred(X) * X.std(axis=0), "you multiplied"),
        (lambda X: centred(X) / X.var(axis=0), "the variance"),
        (lambda X: centred(X) / X.std(axis=0, ddof=1), "n − 1"),
        (lambda X: centred(X) / X.std(), "its own standard deviation"),
        (lambda X: centred(X).T, "expected (2, 3)"),
        (standardised_in_place, "changes its argument"),
    ],
    "00-02-E2": [
        (table_by_hand(sum_axis_0=[51, 73, 14, 45, 37]), "you took the other axis"),
        (table_by_hand(sum_axis_1=[20, 200]), "you took the other axis"),
        (table_by_hand(sum_axis_0=[4, 40]), "these are the means"),
        (table_by_hand(mean=[20, 200]), "divide by the number of rows"),
        (table_by_hand(mean=[10, 100]), "which is 5"),
        (table_by_hand(std=[4, 400]), "take its root"),
        (table_by_hand(std=[5**0.5, 10 * 5**0.5]), "not by 4"),
        (table_by_hand(std=[1.6, 16]), "square the deviations"),
        (table_by_hand(second_row=[-1, 30]), "now divide by std"),
        (table_by_hand(second_row=[0.5, -1.5]), "the sign"),
        (table_by_hand(second_row=[0, -1.5]), "the second row is 3, 70"),
        (table_by_hand(second_row=[1.5, 3.5]), "subtract the mean"),
        (table_by_hand(second_row=[-0.5, 1.5, 0]), "expected (2,)"),
        ([4, 40], "keep the dictionary"),
    ],
    "00-02-E3": [
        (SHAPES | {"X[2]": (1, 4)}, "removes its axis"),
        (SHAPES | {"X[:, 1:3]": (6, 3)}, "left out"),
        (SHAPES | {"X.sum(axis=0)": (6,)}, "disappears"),
        (SHAPES | {"X.sum(axis=0)": 4}, "with its comma"),
        (SHAPES | {"X[:, 2]": "column"}, "with its comma"),
        (SHAPES | {"X - X.mean(axis=1)": (6, 4)}, "4 meets 6"),
        (SHAPES | {"c + v": "error"}, "may stretch"),
        (SHAPES | {"X[:, 2] - c": (6, 1)}, "the bug of Part 1"),
        (SHAPES | {"X[:, np.newaxis] - X": (6, 4)}, "(6, 1, 4)"),
        (SHAPES | {"X[:, np.newaxis] - X": (4, 4)}, "aligned right"),
        ({"X[2]": (4,)}, "keep the dictionary"),
    ],
    "00-02-E4": [
        (VIEWS | {"a[1:]": "copy"}, "a window"),
        (VIEWS | {"a[[1, 2]]": "view"}, "list of indices"),
        (VIEWS | {"a.T": "copy"}, "swapped"),
        (VIEWS | {"a.reshape(4, 3)": "copy"}, "jumps 3 and 1"),
        (VIEWS | {"a.T.reshape(12)": "view"}, "one jump cannot"),
        (VIEWS | {"a.T": "yes"}, 'write "view" or "copy"'),
    ],
    "00-02-E5": [
        (lambda m: np.arange(m) * np.arange(m) % m, "met only itself"),
        (lambda m: np.add.outer(np.arange(m), np.arange(m)) % m, "do not add"),
        (lambda m: np.multiply.outer(np.arange(m), np.arange(m)), "the remainder"),
        (
            lambda m: np.outer(np.arange(1, m + 1), np.arange(1, m + 1)) % m,
            "starts at 0",
        ),
        (lambda m: np.outer(np.arange(m), np.arange(m)) // m, "the quotient"),
        (lambda m: np.zeros((m, m)), "i times j"),
    ],
    "00-02-E6": [
        (lambda x, k: stretches(x, k).sum(axis=1), "divide by k"),
        (lambda x, k: stretches(x, k).mean(axis=0), "every stretch is a row"),
        (lambda x, k: stretches(x, k), "mean of each row"),
        (lambda x, k: stretches(x, k)[:-1].mean(axis=1), "the last stretch"),
        (lambda x, k: np.convolve(x, np.ones(k) / k, "same"), "too few neighbours"),
        (lambda x, k: x[: len(x) // k * k].reshape(-1, k).mean(axis=1), "one minute"),
        (lambda x, k: x.mean(), "expected an array"),
        (lambda x, k: np.median(stretches(x, k), axis=1), "medians"),
        (lambda x, k: stretches(x, k).mean(axis=1)[::-1], "reversed"),
        (lambda x, k: stretches(x, k).max(axis=1), "first k readings"),
    ],
    "00-02-E7": [
        (counted_once, "once at most"),
        (lambda t, p, k: counted(p, t, k), "rows are the true"),
        (lambda t, p, k: counted(t, p, k) / len(t), "give the counts"),
        (lambda t, p, k: counted(t[t == p], p[t == p], k), "count the mistakes"),
        (lambda t, p, k: counted(t, p, k) + 1, "add up to"),
        (lambda t, p, k: counted(t, p, k).sum(axis=0), "expected (3, 3)"),
    ],
}


# --- 00-03: mathematical notation --------------------------------------------------


def log_sum(P, y):
    return sum(np.log(P[i, k]) for i, k in enumerate(y))


def log_sum_of_favourites(P, y):
    return np.log(P.max(axis=1)).sum()


READINGS = "BCAACBCABCAB"


def reading(number, letter):
    """The right letters but for one."""
    return READINGS[: number - 1] + letter + READINGS[number:]


def scored_by_hand(**changes):
    names = {
        "total": "sum of 2i + 1, i from 1 to 5",
        "power": "product of 2, k from 1 to 4",
        "softmax": "softmax of (0, log 4), second entry",
    }
    right = {"likelihood": 1 / 36, "loss": 1.1945}
    right |= dict(zip(names.values(), (35, 16, 0.8), strict=True))
    return right | {names.get(name, name): value for name, value in changes.items()}


def translations(**changes):
    right = {
        "a": lambda x, y: (x * y).sum(),
        "b": lambda x, y: x.sum() * y.sum(),
        "c": lambda A, x: (A * x).sum(axis=1),
        "d": lambda x: ((x[1:] - x[:-1]) ** 2).sum(),
        "e": lambda x, y: (x > y).mean(),
    }
    return tuple((right | changes).values())


def naive_softmax(z):
    return np.exp(z) / np.exp(z).sum()


def mean_softmax(z):
    return naive_softmax(z - z.mean())


def clipped_softmax(z):
    return naive_softmax(np.clip(z, -700, 700))


def per_day(x, p, strict=False):
    return np.array([p[j] * x[: j + 1 - strict].sum() for j in range(len(x))])


def per_group(x, p, strict=False):
    return np.array([x[i] * p[i + strict :].sum() for i in range(len(x))])


WRONG |= {
    "00-03-E1": [
        (log_sum, "two things are missing"),
        (lambda P, y: log_sum(P, y) / len(y), "the minus before"),
        (lambda P, y: -log_sum(P, y), "the 1/n before"),
        (lambda P, y: -log_sum(P, y - 1) / len(y), "counted from 0"),
        (lambda P, y: -log_sum(P, y) / P.size, "no 1/K"),
        (lambda P, y: -log_sum(P, y) / P.shape[1], "no 1/K"),
        (lambda P, y: -log_sum(P, y) / len(y) / np.log(10), "math.log10"),
        (lambda P, y: -log_sum_of_favourites(P, y) / len(y), "the favourites"),
        (lambda P, y: 1.0397, "compare with the formula"),
        (lambda P, y: -np.log(P), "expected one number"),
    ],
    "00-03-E2": [
        ("ABC", "you gave 3"),
        (12, "twelve letters"),
        (reading(1, "A"), "five terms"),
        (reading(1, "C"), "one 2 for every i"),
        (reading(2, "A"), "the sum of 2, 4 and 6"),
        (reading(2, "B"), "in every factor"),
        (reading(3, "B"), "does not run backwards"),
        (reading(3, "C"), "it has a value"),
        (reading(4, "B"), "number 4: j runs inside"),
        (reading(4, "C"), "d is not"),
        (reading(5, "A"), "the maximum"),
        (reading(5, "B"), "smallest"),
        (reading(6, "A"), "not the labels"),
        (reading(6, "C"), "one per i"),
        (reading(7, "A"), "holds it once"),
        (reading(7, "B"), "their squares"),
        (reading(8, "B"), "for all x, y > x"),
        (reading(8, "C"), "above each number"),
        (reading(9, "A"), "j is left"),
        (reading(9, "C"), "still free"),
        (reading(10, "A"), "needs no limit"),
        (reading(10, "B"), "number 10: which index is free"),
        (reading(11, "B"), "w has d entries"),
        (reading(11, "C"), "number 11: which index is free"),
        (reading(12, "A"), "how many entries has w"),
        (reading(12, "C"), "y has n entries"),
        (reading(12, "D"), "one of the letters"),
    ],
    "00-03-E3": [
        (scored_by_hand(likelihood=1 / 9), "each day's largest"),
        (scored_by_hand(likelihood=1.0), "do not add"),
        (scored_by_hand(likelihood=-3.5835), "this is its log"),
        (scored_by_hand(loss=-1.1945), "the minus is missing"),
        (scored_by_hand(loss=3.5835), "divide by the number of days"),
        (scored_by_hand(loss=0.3982), "not of table entries"),
        (scored_by_hand(loss=0.5188), "not 10"),
        (scored_by_hand(loss=1.7233), "not 2"),
        (scored_by_hand(loss=0.7324), "each day's largest"),
        (scored_by_hand(total=31), "each of the five"),
        (scored_by_hand(total=30), "left out the 1"),
        (scored_by_hand(total=24), "5 is included"),
        (scored_by_hand(total=36), "not at 0"),
        (scored_by_hand(total=11), "the last term"),
        (scored_by_hand(power=8), "not three, and not added"),
        (scored_by_hand(power=2), "for every k"),
        (scored_by_hand(power=48), "not k or 2k"),
        (scored_by_hand(power=24), "not k or 2k"),
        (scored_by_hand(softmax=0.2), "the first entry"),
        (scored_by_hand(softmax=1.0), "exp(0) is 1"),
        (scored_by_hand(softmax=4), "sum of both"),
        (scored_by_hand(softmax=0.58096), "exp(log 4) is 4"),
        (scored_by_hand(softmax=0.7), "not right"),
        ([1 / 36, 1.19], "keep the dictionary"),
    ],
    "00-03-E4": [
        (lambda x, y: x @ y, "five functions in a tuple"),
        (translations(a=lambda x, y: x.sum() * y.sum()), "(a) you added first"),
        (translations(a=lambda x, y: x * y), "expected one number"),
        (translations(b=lambda x, y: x @ y), "(b) j runs through all"),
        (translations(b=lambda x, y: x.sum() + y.sum()), "(b) for"),
        (translations(c=lambda A, x: A.T @ x), "axis 1 disappears"),
        (translations(c=lambda A, x: (A * x).sum(axis=0)), "not axis 0"),
        (translations(c=lambda A, x: A.sum(axis=1)), "multiplied by its x_j"),
        (translations(c=lambda A, x: A.sum(axis=1) * x), "before you add"),
        (translations(c=lambda A, x: (A * x).sum()), "expected an array"),
        (translations(d=lambda x: np.diff(x).sum()), "squares are missing"),
        (translations(d=lambda x: np.diff(x).sum() ** 2), "square each"),
        (translations(d=lambda x: abs(np.diff(x)).sum()), "no absolute values"),
        (translations(d=lambda x: ((np.roll(x, -1) - x) ** 2).sum()), "no successor"),
        (translations(d=lambda x: (np.diff(x) ** 2).mean()), "no 1/n here"),
        (translations(e=lambda x, y: (x > y).sum()), "the 1/n is missing"),
        (translations(e=lambda x, y: (x >= y).mean()), "the equal pairs"),
        (translations(e=lambda x, y: (y > x).mean()), "the condition is x > y"),
        (translations(e=lambda x, y: x > y), "(e)"),
    ],
    "00-03-E5": [
        (lambda n: 3 * n * (n + 1) // 2 - 2, "each of n terms"),
        (lambda n: 3 * n * (n + 1) // 2, "−2 of each term"),
        (lambda n: n * (n + 1) // 2 - 2 * n, "moves out and stays"),
        (lambda n: n**2, "the sum of (a)"),
        (lambda n: 3 * n - 2, "the last term"),
        (lambda n: n * (3 * n + 1) / 2, "all n twos"),
        (lambda n: sum(3 * i - 2 for i in range(1, n)), "stops before n"),
        (lambda n: 12, "1 + 4 + 7"),
    ],
    "00-03-E6": [
        (np.exp, "add up to 1"),
        (lambda z: np.exp(z - z.max()), "add up to 1"),
        (lambda z: z / z.sum(), "exp is missing"),
        (lambda z: naive_softmax(-z), "the smallest probability"),
        (lambda z: naive_softmax(z / z.max()), "subtract the maximum"),
        (lambda z: naive_softmax(z) ** 2, "squared somewhere"),
        (naive_softmax, "an exp overflows"),
        (mean_softmax, "an exp overflows"),
        (clipped_softmax, "as for (1000, 1001)"),
        (lambda z: naive_softmax(z)[:1], "expected (3,)"),
        (lambda z: np.ones_like(z) / len(z), "compare with the formula"),
    ],
    "00-03-E7": [
        (lambda x, p: (per_day(x, p, True), per_group(x, p, True)), "day on which"),
        (lambda x, p: (per_day(x, p, True), per_group(x, p)), "day on which"),
        (lambda x, p: (per_day(x, p), per_group(x, p, True)), "on which they join"),
        (lambda x, p: (x * p, x * p), "not once"),
        (lambda x, p: (per_group(x, p), per_day(x, p)), "first is per day"),
        (lambda x, p: (per_day(x, p), x * p.sum()), "the days before it"),
        (lambda x, p: (p * x.sum(), per_group(x, p)), "joined by then"),
        (lambda x, p: (per_day(x, p), x * np.cumsum(p)), "to the end"),
        (lambda x, p: (np.cumsum(x * p), per_group(x, p)), "the people first"),
        (lambda x, p: per_day(x, p).sum(), "expected 2 values"),
        (lambda x, p: (p, x), "by hand"),
    ],
}
