"""Wrong answers to the exercises in lesson 01-14."""

import numpy as np

from utils.linear_algebra import svd


def _by_svd(factor):
    def ridge(X, y, lam):
        U, s, Vt = np.linalg.svd(X, full_matrices=False)
        return Vt.T @ (factor(s, lam) * (U.T @ y))

    return ridge


def _ridge_without(last_step):
    def ridge(X, y, lam):
        U, s, Vt = svd(X)
        return last_step(Vt, s / (s**2 + lam) * (U.T @ y))

    return ridge


def _kernel(coefficients):
    return lambda K, K_new, y, lam: K_new @ coefficients(K, y, lam)


def _cut(column, matrix=lambda W: np.diag(W.sum(axis=1)) - W):
    return lambda W: np.linalg.eigh(matrix(W))[1][:, column] > 0


def _lora(target, *, power=1, error=np.linalg.norm, sign=1):
    def lora(W, W_new, r):
        U, s, Vt = np.linalg.svd(target(W, W_new), full_matrices=False)
        return sign * U[:, :r] * s[:r] ** power, Vt[:r], error(s[r:])

    return lora


def _change(W, W_new):
    return W_new - W


def _pipeline(scale, *, intercept=True):
    def labels(X_train, y_train, X_test):
        rows = {"train": X_train, "test": X_test, "both": np.vstack([X_train, X_test])}
        mean, std = rows[scale].mean(axis=0), rows[scale].std(axis=0)
        Z = (X_train - mean) / std
        middle = y_train.mean() if intercept else 0
        w = np.linalg.lstsq(
            np.vstack([Z, np.eye(30)]), np.append(y_train - middle, np.zeros(30))
        )[0]
        return ((X_test - mean) / std @ w + middle > 0.5).astype(int)

    return labels


E1 = {
    "line through a million points, ten columns": "A",
    "ridge for a hundred penalties": "B",
    "ridge, a thousand columns, fifty rows": "D",
    "two circles, one in the other, no labels": "C",
    "ratings with holes": "E",
    "halve the numbers in a trained layer": "B",
    "more columns than rows, shortest weights": "B",
    "two camps in a friendship graph": "C",
}
E4 = {
    "factor of σ = 4": 0.8,
    "factor of σ = 2": 0.5,
    "degrees of freedom": 1.3,
    "components": 3,
    "edges": 3,
}

WRONG = {
    "01-14-E1": [
        (E1 | {"ratings with holes": "B"}, "ratings with holes: an SVD is for"),
        (
            E1 | {"ridge, a thousand columns, fifty rows": "A"},
            "fifty rows: QR serves",
        ),
        (
            E1 | {"two circles, one in the other, no labels": "E"},
            "ridge in turns is for",
        ),
        (["A", "B"], "keep the dictionary"),
    ],
    "01-14-E2": [
        (_by_svd(lambda s, lam: s**2 / (s**2 + lam)), "the filter shrinks"),
        (_by_svd(lambda s, lam: 1 / s), "λ does nothing"),
        (_by_svd(lambda s, lam: 1 / (s + lam)), "not to σ"),
        (_by_svd(lambda s, lam: s / (s**2 + lam**2)), "not λ²"),
        (_by_svd(lambda s, lam: s * lam), "add up σ/(σ² + λ)"),
        (_ridge_without(lambda Vt, c: c), "amounts of the directions"),
        (_ridge_without(lambda Vt, c: Vt @ c), "not by Vt"),
    ],
    "01-14-E3": [
        (
            _kernel(lambda K, y, lam: np.linalg.solve(K + lam, y)),
            "adds λ to every entry",
        ),
        (
            _kernel(lambda K, y, lam: np.linalg.solve(K + lam**2 * np.eye(len(K)), y)),
            "not λ²",
        ),
        (
            lambda K, K_new, y, lam: np.linalg.solve(K + lam * np.eye(len(K)), y),
            "shape",
        ),
        (_kernel(lambda K, y, lam: y / lam), "solve (K + λI)a = y"),
    ],
    "01-14-E4": [
        (E4 | {"factor of σ = 4": 0.2}, "takes away"),
        (E4 | {"factor of σ = 2": 1 / 3}, "square σ"),
        (E4 | {"degrees of freedom": 2}, "that is the rank"),
        (E4 | {"components": 1}, "how often 0 occurs"),
        (E4 | {"edges": 6}, "two ends"),
        ([0.8], "keep the dictionary"),
    ],
    "01-14-E5": [
        (lambda W: np.ones(len(W), dtype=bool), "constant eigenvector"),
        (_cut(-1), "the roughest one"),
        (_cut(1, lambda W: W), "eigenvectors of W"),
        (lambda W: W.sum(axis=1) > W.sum(axis=1).mean(), "across a camp"),
        (lambda W: np.zeros(len(W)), "return booleans"),
        (lambda W: True, "one True or False"),
    ],
    "01-14-E6": [
        (_lora(lambda W, W_new: W_new), "truncated W_new"),
        (_lora(_change, sign=-1), "the sign is wrong"),
        (_lora(_change, power=0), "singular values are missing"),
        (_lora(_change, power=2), "in twice"),
        (_lora(_change, error=lambda rest: rest[0]), "spectral norm"),
        (_lora(_change, error=lambda rest: (rest**2).sum()), "take the root"),
        (lambda W, W_new, r: W_new - W, "three things"),
    ],
    "01-14-E7": [
        (_pipeline("test"), "leakage"),
        (_pipeline("both"), "leakage"),
        (_pipeline("train", intercept=False), "at least 94"),
        (lambda X, y, Z: np.full(len(Z), y.mean()), "cut your scores"),
        (lambda X, y, Z: 1 - _pipeline("train")(X, y, Z), "labels are swapped"),
        (lambda X, y, Z: (Z[:, 20] < 16.8).astype(int), "at least 94"),
    ],
}
