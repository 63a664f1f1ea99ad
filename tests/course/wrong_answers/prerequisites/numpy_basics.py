"""Wrong answers to lesson 00-02, NumPy basics, with parts of their hints."""

import numpy as np

WRONG = {}


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
