"""Wrong answers to lesson 01-01, vectors and matrices, with parts of their hints."""

import numpy as np

WRONG = {}


def last_column_only(A, x):
    for j in range(A.shape[1]):
        result = x[j] * A[:, j]
    return result


def columns_not_stretched(A, x):
    return sum(A[:, j] for j in range(A.shape[1]))


def component_added(A, x):
    return sum(A[:, j] + x[j] for j in range(A.shape[1]))


def stretched_by_all_of_x(A, x):
    return sum(A[:, j] * x.sum() for j in range(A.shape[1]))


def columns_subtracted(A, x):
    result = np.zeros(A.shape[0])
    for j in range(A.shape[1]):
        result = result - x[j] * A[:, j]
    return result


def rows_mixed_if_square(A, x):
    return x @ A if A.shape[0] == A.shape[1] else A @ x


def first_column_only(A, x):
    for j in range(A.shape[1]):
        return x[j] * A[:, j]


def last_column_missing(A, x):
    result = np.zeros(A.shape[0])
    for j in range(A.shape[1] - 1):
        result = result + x[j] * A[:, j]
    return result


def first_column_skipped(A, x):
    return sum(x[j] * A[:, j] for j in range(1, A.shape[1])) + np.zeros(A.shape[0])


def result_changed_in_place(A, x):
    A[:, 0] *= x[0]
    for j in range(1, A.shape[1]):
        A[:, 0] += x[j] * A[:, j]
    return A[:, 0]


def by_hand(**changes):
    right = {
        "dot": 13,
        "length_u": 3,
        "length_v": 7,
        "cosine": 13 / 21,
        "distance": np.sqrt(32),
    }
    return {**right, **changes}


WRONG |= {
    "01-01-E1": [
        (last_column_only, "only the last column is left"),
        (first_column_only, "belongs after the loop"),
        (last_column_missing, "the last column is missing"),
        (columns_not_stretched, "stretch each by its component"),
        (component_added, "multiply by x[j]"),
        (stretched_by_all_of_x, "its own component x[j]"),
        (columns_subtracted, "added, not subtracted"),
        (rows_mixed_if_square, "you mixed the rows"),
        (first_column_skipped, "x[0] times column 0"),
        (result_changed_in_place, "changes its argument"),
        (lambda A, x: A * x, "expected (2,)"),
    ],
    "01-01-E2": [
        (by_hand(dot=19), "one of the three products is negative"),
        (by_hand(dot=33), "matching components only"),
        (by_hand(dot=np.array([4, -3, 12])), "expected one number"),
        (by_hand(length_u=9), "take its root"),
        (by_hand(length_u=5), "add their squares"),
        (by_hand(length_u=np.sqrt(7)), "(−1)² is +1"),
        (by_hand(length_v=49), "take its root"),
        (by_hand(cosine=1.3), "not by their sum"),
        (by_hand(cosine=13 / 441), "not by their squares"),
        (by_hand(cosine=13), "by both lengths"),
        (by_hand(cosine=51.7529), "the angle in degrees"),
        (by_hand(cosine=np.arccos(13 / 21)), "this is the angle"),
        (by_hand(cosine=19 / 21), "a sign was lost"),
        (by_hand(distance=4), "difference vector"),
        (by_hand(distance=8), "add their squares"),
        (by_hand(distance=np.sqrt(84)), "that of u − v"),
        (by_hand(distance=np.sqrt(20)), "−1 − 3"),
        (by_hand(distance=5), "not right"),
        ([13, 3, 7, 13 / 21, np.sqrt(32)], "keep the dictionary"),
    ],
    "01-01-E3": [
        ([[0, 1], [2, 0]], "they are the columns"),
        ([[0, 1], [1, 0]], "now double"),
        ([[2, 0], [0, 1]], "does not swap"),
        ([[1, 0], [0, 2]], "does not swap"),
        ([[0, 2], [2, 0]], "double only the first"),
        ([[1, 2], [3, 4]], "it sends (1, 0) to (1, 3) and (0, 1) to (2, 4)"),
        ([0, 2, 1, 0], "expected (2, 2)"),
    ],
    "01-01-E4": [
        ([3, -3, 0, 6], "divide by the length"),
        ([1 / 3, -1 / 3, 0, 2 / 3], "not by its square"),
        ([0.6, -0.6, 0, 1.2], "4 + 1 + 4"),
        ([-1, 1, 0, -2], "reversed"),
        ([1, 1, 0, 2], "give each its sign"),
        ([1, -1, 0, 1], "now give the distances"),
        ([2, 0, 1, 3], "subtract the 3"),
        ([3, 1, 2, 4], "do not add it"),
        ([1, -1, 2 / 3, 0], "normal is −1"),
        ([1, -1, 0, 3], "w · x − 3"),
        ([1, -1, 0], "expected (4,)"),
    ],
}


def lengths(rows):
    return np.linalg.norm(rows, axis=1)


def best(scores, count=3):
    return np.argsort(-scores)[:count]


def nearest(q, D, w):
    return np.argsort(lengths(D * w - q * w))[:3]


def by_shares(q, D, w):
    shares = D * w / (D * w).sum(axis=1, keepdims=True)
    return best(shares @ (q * w))


def worst_three(q, D, w):
    return np.argsort((D * w) @ (q * w) / lengths(D * w))[:3]


def divided_by_one_length(d, pairs, rng):
    U, V = rng.normal(size=(2, pairs, d))
    return ((U * V).sum(axis=1) / lengths(U)).std()


def paired_with_itself(d, pairs, rng):
    U = rng.normal(size=(pairs, d))
    return ((U * U).sum(axis=1) / lengths(U) ** 2).std()


def spread(d, pairs, rng, *, draw="normal", unit=True, power=1.0, measure=np.std):
    U, V = getattr(rng, draw)(size=(2, pairs, d))
    cosines = (U * V).sum(axis=1)
    if unit:
        cosines = cosines / (lengths(U) * lengths(V))
    return measure(cosines) ** power


WRONG |= {
    "01-01-E5": [
        (lambda q, D, w: best((D * w) @ (q * w)), "scores twice as much"),
        (nearest, "instead of positions"),
        (lambda q, D, w: best(D @ q / lengths(D)), "the weights have no effect"),
        (lambda q, D, w: best(D * w @ q / lengths(D * w)), "the query's counts need"),
        (lambda q, D, w: best(D @ (q * w) / lengths(D)), "the texts' counts need"),
        (lambda q, D, w: best(D * w @ (q * w) / lengths(D)), "the weighted texts"),
        (by_shares, "direction needs the length"),
        (worst_three, "three worst"),
        (
            lambda q, D, w: best(D * w @ (q * w) / lengths(D * w))[::-1],
            "the best has to come first",
        ),
        (
            lambda q, D, w: best(D * w @ (q * w) / lengths(D * w)) + 1,
            "count the rows from 0",
        ),
        (lambda q, D, w: best(D * w @ (q * w) / lengths(D * w), 5), "expected (3,)"),
        (lambda q, D, w: np.array([0, 1, 2]), "a measure that ignores its length"),
    ],
    "01-01-E6": [
        (lambda *args: spread(*args, unit=False), "divide each dot product"),
        (lambda *args: spread(*args, power=2), "this is the variance"),
        (lambda *args: spread(*args, draw="random"), "use rng.normal"),
        (lambda *args: spread(*args, measure=np.mean), "this is almost 0"),
        (
            lambda *args: spread(*args, measure=lambda c: np.abs(c).std()),
            "absolute values",
        ),
        (
            lambda *args: spread(*args, measure=lambda c: np.abs(c).mean()),
            "averaged the sizes",
        ),
        (
            lambda *args: spread(*args, measure=lambda c: np.arccos(c).std()),
            "spread of the angles",
        ),
        (
            lambda *args: spread(
                *args, measure=lambda c: np.degrees(np.arccos(c)).std()
            ),
            "in degrees",
        ),
        (divided_by_one_length, "one length only"),
        (paired_with_itself, "of different arrows"),
        (lambda d, pairs, rng: 1 / np.sqrt(d), "the law itself"),
        (lambda d, pairs, rng: 0.4, "the law says 0.707"),
        (lambda d, pairs, rng: np.zeros(pairs), "expected one number"),
    ],
    "01-01-E7": [
        (([1, 2], [2, 4]), "parallel"),
        (([0, 0], [1, 2]), "zero vector"),
        (([2, 1], [1, 1]), "try others"),
        (([1e200, 1e200], [2e200, 2e200]), "parallel"),
        (([1, 0, 0], [0, 1, 0]), "expected (2,)"),
        ([1, 0], "u is"),
        ("any", "give two vectors"),
    ],
}
