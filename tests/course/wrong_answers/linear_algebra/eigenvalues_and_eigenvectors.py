"""Wrong answers to the exercises in lesson 01-09."""

import math

import numpy as np


def _pairs(vector):
    def eigenpairs(A):
        (a, b), (c, d) = A
        m, p = (a + d) / 2, a * d - b * c
        root = math.sqrt(m * m - p)
        values = [m + root, m - root]
        return values, [vector(a, b, value) for value in values]

    return eigenpairs


def _swapped(A):
    values, vectors = _pairs(lambda a, b, value: [b, value - a])(A)
    return values, vectors[::-1]


def _power(stop, value=lambda A, v: v @ A @ v, refuse=True):
    def power(A, x):
        v, old = x / np.linalg.norm(x), None
        for _ in range(2000):
            lam = value(A, v)
            if stop(A, v, lam, old):
                return lam, v
            old, v = lam, A @ v / np.linalg.norm(A @ v)
        if refuse:
            raise np.linalg.LinAlgError("no")
        return lam, v

    return power


def _residual(A, v, lam, old):
    return np.linalg.norm(A @ v - lam * v) <= 1e-9 * np.linalg.norm(A)


def _standstill(A, v, lam, old):
    return old is not None and abs(lam - old) <= 1e-15 * abs(lam)


def _pagerank(links, damping, dangling):
    n = len(links)
    M = np.zeros((n, n))
    for j, targets in enumerate(links):
        if targets:
            M[targets, j] = 1 / len(targets)
        elif dangling:
            M[:, j] = 1 / n
    x = np.full(n, 1 / n)
    for _ in range(500):
        x = damping * (M @ x) + (1 - damping) / n
    return x


E2 = {
    "larger λ": 4,
    "its vector": [2, 3],
    "smaller λ": -1,
    "other vector": [1, -1],
    "corner of A²⁰": 439804651111,
}
E3 = {"M1": "A", "M2": "B", "M3": "C", "M4": "D", "M5": "D", "M6": "A"}

WRONG = {
    "01-09-E1": [
        (_pairs(lambda a, b, value: [a - value, b]), "orthogonal to that row"),
        (_pairs(lambda a, b, value: [0, 0]), "zero vector"),
        (_pairs(lambda a, b, value: [b, value]), "is not stretched by"),
        (_swapped, "belongs to the other eigenvalue"),
        (lambda A: ([1, 1], [[1, 0], [0, 1]]), "right as given"),
    ],
    "01-09-E2": [
        (E2 | {"larger λ": -1}, "swapped the two"),
        (E2 | {"larger λ": 1}, "not the diagonal"),
        (E2 | {"its vector": [3, 2]}, "not stretched by 4"),
        (E2 | {"other vector": [0, 0]}, "zero vector"),
        (E2 | {"corner of A²⁰": 1}, "not powers of its entries"),
        (E2 | {"corner of A²⁰": 4**20}, "split (1, 0)"),
        ([4, -1], "keep the dictionary"),
    ],
    "01-09-E3": [
        (E3 | {"M2": "A"}, "M2: m² > p"),
        (E3 | {"M3": "D"}, "M3: m² = p"),
        (E3 | {"M5": "C"}, "M5: only multiples of I"),
        (E3 | {"M6": "B"}, "M6: m² < p"),
    ],
    "01-09-E4": [
        (_power(_standstill), "you return without a warning"),
        (_power(_residual, refuse=False), "you return without a warning"),
        (
            _power(_residual, value=lambda A, v: np.linalg.norm(A @ v)),
            "a matrix of order 2 that does converge was refused",
        ),
        (
            _power(lambda A, v, lam, old: True),
            "the eigenvalue of largest size",
        ),
        (
            lambda A, x: (np.linalg.norm(_power(_residual)(A, x)[0]), x),
            "lam has settled, but v has not",
        ),
    ],
    "01-09-E5": [
        (
            lambda A: bool((2 * abs(A.diagonal()) >= abs(A).sum(axis=1)).all()),
            "on the edge",
        ),
        (
            lambda A: bool(
                (A.diagonal() > abs(A - np.diag(A.diagonal())).sum(axis=1)).all()
            ),
            "negative centre",
        ),
        (
            lambda A: bool((abs(A.diagonal()) > abs(A).sum(axis=1)).all()),
            "leave the diagonal entry out",
        ),
        (lambda A: bool(abs(np.linalg.det(A)) > 1e-9), "may miss invertible"),
    ],
    "01-09-E6": [
        (lambda links, damping: _pagerank(links, damping, False), "swallows"),
        (lambda links, damping: _pagerank(links, 1 - damping, True), "chance to jump"),
        (
            lambda links, damping: len(links) * _pagerank(links, damping, True),
            "add up to 1",
        ),
    ],
    "01-09-E7": [
        ([[1, 1], [0, 1]], "spectral radius is 1"),
        ([[0.9, 0.1], [0.1, 0.8]], "for symmetric A"),
        ([[0.9, 1], [0, 0.9]], "nearer to"),
        ([[0.5, 500], [0, 0.5]], "exceed 1"),
    ],
}
