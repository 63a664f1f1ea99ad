"""Wrong answers to the exercises in lesson 07-02."""

import math

import numpy as np

E2 = {
    "x³ at 5": 3,
    "eˣ at −20": 20,
    "log x at e³": 1 / 3,
    "x − 1 at 1.001": 1001,
    "diagonal 5, −0.1": 50,
    "7 times a turn": 1,
    "κ∞ of (1, 2), (2, 4.01)": 3612.01,
}
KAPPA_2 = np.linalg.cond([[1, 2], [2, 4.01]])
E3 = {"fragile": [[1000, 0], [0, 0.001]], "harmless": [[0.001, 0], [0, 0.001]]}


def _vif(X, *, intercept=True, finish=lambda ratio: ratio):
    values = []
    for j in range(X.shape[1]):
        y, others = X[:, j], np.delete(X, j, axis=1)
        if intercept:
            y, others = y - y.mean(), others - others.mean(axis=0)
        rest = y - others @ np.linalg.lstsq(others, y, rcond=None)[0]
        values.append(finish((y @ y) / (rest @ rest)))
    return np.array(values)


def _steps(X, tol, power=2):
    return math.ceil(math.log(tol) / math.log(1 - np.linalg.cond(X) ** -power))


WRONG = {
    "07-02-E1": [
        (lambda A: np.linalg.cond(A, 1), "column sums"),
        (np.linalg.cond, "largest row sum of"),
        (lambda A: np.linalg.norm(np.linalg.inv(A), np.inf), "norm of A is missing"),
        (
            lambda A: A.sum(axis=1).max() * np.linalg.inv(A).sum(axis=1).max(),
            "sizes of the entries",
        ),
        (
            lambda A: np.abs(A).max() * np.abs(np.linalg.inv(A)).max(),
            "largest entry",
        ),
    ],
    "07-02-E2": [
        ({**E2, "x³ at 5": 75}, "75 is the derivative"),
        ({**E2, "eˣ at −20": -20}, "no sign"),
        ({**E2, "log x at e³": 3}, "3 is log x"),
        ({**E2, "x − 1 at 1.001": 1000}, "forgets the factor x"),
        ({**E2, "diagonal 5, −0.1": 0.5}, "divide instead"),
        ({**E2, "7 times a turn": 7}, "both singular values are 7"),
        ({**E2, "κ∞ of (1, 2), (2, 4.01)": 601}, "multiply by that of A"),
        ({**E2, "κ∞ of (1, 2), (2, 4.01)": KAPPA_2}, "that is κ₂"),
        (list(E2.values()), "keep the dictionary"),
    ],
    "07-02-E3": [
        ({**E3, "fragile": [[1e6, 0], [0, 1]]}, "determinant 1e+06, expected 1"),
        ({**E3, "fragile": [[1, 1e6], [0, 1]]}, "condition number 1e+12"),
        ({**E3, "harmless": [[1e-6, 0], [0, 1]]}, "condition number 1e+06"),
        ({**E3, "harmless": [[1e-3, 0]]}, "expected a square matrix"),
        ([E3["fragile"], E3["harmless"]], "keep the dictionary"),
    ],
    "07-02-E4": [
        (lambda A: np.linalg.svd(A)[0].T[[-1, 0]], "return two vectors"),
        (lambda A: tuple(np.linalg.svd(A)[0].T[[-1, 0]]), "you swapped them"),
        (lambda A: tuple(np.linalg.svd(A)[2][[0, -1]]), "b lives among"),
        (lambda A: (A[:, 0], A[:, -1]), "make x short"),
        (lambda A: (np.ones(len(A)), np.zeros(len(A))), "must not be 0"),
    ],
    "07-02-E5": [
        (lambda A: np.ones(A.shape[1]), "not far enough"),
        (lambda A: 1 / np.linalg.norm(A, axis=0), "you return 1/d"),
        (lambda A: -np.linalg.norm(A, axis=0), "not positive"),
        (lambda A: np.linalg.norm(A, axis=1), "expected"),
        (lambda A: np.sqrt(np.linalg.norm(A, axis=0)), "not far enough"),
    ],
    "07-02-E6": [
        (lambda X: _vif(X, intercept=False), "the intercept is missing"),
        (lambda X: _vif(X, finish=lambda ratio: 1 - 1 / ratio), "that is R²"),
        (lambda X: _vif(X, finish=lambda ratio: 1 / ratio), "1 − R²"),
        (lambda X: _vif(X, finish=math.sqrt), "that is the root"),
        (lambda X: np.ones(X.shape[1]), "regress each column"),
    ],
    "07-02-E7": [
        (lambda X, tol: _steps(X, tol, power=1), "κ enters squared"),
        (lambda X, tol: _steps(X, math.sqrt(tol)), "that is for the loss"),
        (lambda X, tol: _steps(X, tol, power=4), "squared twice"),
        (lambda X, tol: 1000, "slowest direction"),
        (lambda X, tol: np.linalg.cond(X) ** 2 * math.log(1 / tol), "approximation"),
    ],
}
