"""Wrong answers to lesson 00-03, mathematical notation, with parts of their hints."""

import numpy as np

WRONG = {}


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
