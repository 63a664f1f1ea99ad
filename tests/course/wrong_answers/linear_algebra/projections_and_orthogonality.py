"""Wrong answers to lesson 01-07, projections and orthogonality, and their hints."""

import numpy as np

WRONG = {}


def gram_schmidt(A, step):
    Q = np.array(A, dtype=float)
    for j in range(Q.shape[1]):
        for i in range(j):
            Q[:, j] = step(Q[:, i], Q[:, j], A[:, j])
        Q[:, j] /= np.linalg.norm(Q[:, j])
    return Q


def classical(A):
    return gram_schmidt(A, lambda q, left, a: left - (q @ a) * q)


def shadow_added(A):
    return gram_schmidt(A, lambda q, left, a: left + (q @ left) * q)


def shadow_kept(A):
    return gram_schmidt(A, lambda q, left, a: (q @ left) * q)


def started_afresh(A):
    return gram_schmidt(A, lambda q, left, a: a - (q @ a) * q)


def changed_in_place(A):
    A[:, 0] /= np.linalg.norm(A[:, 0])
    return classical(A)


def by_hand(**changes):
    right = {
        "foot on the line": [1.8, 2.4],
        "w": [1, 2],
        "residual": [1, -2, 1],
        "leverages": [5 / 6, 1 / 3, 5 / 6],
    }
    return {**right, **{name.replace("_", " "): v for name, v in changes.items()}}


def kinds(**changes):
    right = {
        "A": "orthogonal",
        "B": "oblique",
        "C": "none",
        "D": "orthogonal",
        "E": "none",
    }
    return {**right, **changes}


WRONG |= {
    "01-07-E1": [
        (classical, "measure the shadow on what is left"),
        (lambda A: np.linalg.qr(A)[0], "points the other way"),
        (lambda A: A / np.linalg.norm(A, axis=0), "keep their directions"),
        (shadow_added, "you added the shadow"),
        (shadow_kept, "the shadow itself"),
        (started_afresh, "for each i before j"),
        (changed_in_place, "changes its argument"),
        (lambda A: classical(A).T, "expected (3, 2)"),
    ],
    "01-07-E2": [
        (by_hand(foot_on_the_line=[9, 12]), "not by the length"),
        (by_hand(foot_on_the_line=[3.2, -2.4]), "the foot is p"),
        (by_hand(foot_on_the_line=[3, 0]), "swap the roles"),
        (by_hand(foot_on_the_line=[45, 60]), "divide a · b"),
        (by_hand(w=[2, 1]), "intercept, then slope"),
        (by_hand(w=[0, 2.6]), "keep w₁"),
        (by_hand(w=[0.5, 2.5]), "the points are new"),
        (by_hand(residual=[-1, 2, -1]), "data minus prediction"),
        (by_hand(residual=[1, 3, 5]), "these are the predictions"),
        (by_hand(leverages=[1 / 3, 1 / 3, 1 / 3]), "ones alone"),
        (by_hand(leverages=[0.5, 0, 0.5]), "squares of q₁"),
        (by_hand(w=[1, 3]), "not right"),
        ([1, 2], "keep the dictionary"),
    ],
    "01-07-E3": [
        (kinds(A="oblique"), "A is symmetric"),
        (kinds(B="orthogonal"), "B is not symmetric"),
        (kinds(C="orthogonal"), "a reflection"),
        (kinds(D="none"), "the whole plane"),
        (kinds(E="orthogonal"), "E² = 2E"),
        (kinds(E="yes"), 'write "orthogonal"'),
        ("orthogonal", "keep the dictionary"),
    ],
}


def projector(A):
    Q = np.linalg.qr(A)[0]
    return Q @ Q.T


def rest(A, b):
    return b - projector(A) @ b


def leverages(A):
    return projector(A).diagonal()


def wave(x, y):
    A = np.column_stack([np.ones(len(x)), np.sin(x)])
    return tuple(np.linalg.lstsq(A, y, rcond=None)[0])


def column_by_column(x, y):
    s = np.sin(x)
    return y.mean(), s @ y / (s @ s)


def without_ones(x, y):
    s = np.sin(x)
    return 0.0, s @ y / (s @ s)


def gap(X, t):
    return X[t == 1].mean(axis=0) - X[t == 0].mean(axis=0)


def unscaled(X, t):
    return X - np.outer(X @ gap(X, t), gap(X, t))


def one_class_moved(X, t):
    return X - np.outer(t, gap(X, t))


def both_classes_moved(X, t):
    return X - np.outer(t - 0.5, gap(X, t))


def reflected(X, t):
    d = gap(X, t) / np.linalg.norm(gap(X, t))
    return X - 2 * np.outer(X @ d, d)


def wrong_direction(X, t):
    d = X.mean(axis=0) / np.linalg.norm(X.mean(axis=0))
    return X - np.outer(X @ d, d)


WRONG |= {
    "01-07-E4": [
        (lambda A, c, b: np.linalg.norm(rest(A, b)), "through c"),
        (lambda A, c, b: np.linalg.norm(projector(A) @ (b - c)), "of the shadow"),
        (lambda A, c, b: np.linalg.norm(rest(A, b - c)) ** 2, "take the root"),
        (lambda A, c, b: np.linalg.norm(b - c), "distance from c"),
        (lambda A, c, b: np.linalg.norm(b - c - A @ A.T @ (b - c)), "orthonormal"),
        (lambda A, c, b: np.linalg.norm(b - projector(A) @ (b - c)), "not from b"),
        (lambda A, c, b: rest(A, b - c), "expected one number"),
        (lambda A, c, b: 5.0, "shift by c"),
    ],
    "01-07-E5": [
        (column_by_column, "not perpendicular"),
        (without_ones, "column of ones is missing"),
        (lambda x, y: (y.mean(), wave(x, y)[1]), "adds up to 0"),
        (lambda x, y: wave(x, y)[::-1], "return a first"),
        (lambda x, y: tuple(np.polyfit(x, y, 1)[::-1]), "straight line"),
        (lambda x, y: wave(np.radians(x), y), "in radians already"),
        (lambda x, y: (0.0, 1.0), "two columns"),
        (lambda x, y: 1.0, "expected 2 values"),
    ],
    "01-07-E6": [
        (rest, "these are the residuals"),
        (lambda A, b: rest(A, b) * (1 - leverages(A)), "do not multiply"),
        (lambda A, b: rest(A, b) / (1 - leverages(A)) ** 2, "not twice"),
        (lambda A, b: rest(A, b) / leverages(A), "not by h"),
        (lambda A, b: -rest(A, b) / (1 - leverages(A)), "data minus prediction"),
        (lambda A, b: rest(A, b) / (1 - (A**2).sum(axis=1)), "rows of Q, not of A"),
        (lambda A, b: b - rest(A, b) / (1 - leverages(A)), "the predictions"),
        (lambda A, b: b, "one Q gives"),
        (lambda A, b: (rest(A, b) ** 2).mean(), "expected an array"),
    ],
    "01-07-E7": [
        (lambda X, t: X.copy(), "nothing has changed"),
        (unscaled, "by its length"),
        (one_class_moved, "class 1 only"),
        (both_classes_moved, "treated by their label"),
        (lambda X, t: 0 * X, "more than one direction"),
        (reflected, "still differ"),
        (wrong_direction, "still differ"),
        (lambda X, t: X[t == 1], "expected (12, 2)"),
    ],
}
