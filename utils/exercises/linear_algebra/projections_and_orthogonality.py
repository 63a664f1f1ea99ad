"""Checkers of lesson 01-07, projections and orthogonality."""

from collections.abc import Callable
from typing import Any

import numpy as np

from utils._validation import Array
from utils.datasets import load_wine
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_function,
    take_array,
)
from utils.linear_algebra import (
    gram_schmidt_modified,
    least_squares,
    project,
    qr_householder,
    svd,
)

Function = Callable[..., Any]


def _hilbert(n: int) -> Array:
    i, j = np.indices((n, n)) + 1
    return np.asarray(1 / (i + j - 1), dtype=float)


@exercise(
    "01-07-E1",
    kind="function",
    minutes=8,
    stars=2,
    objective="code modified Gram-Schmidt",
)
def _e1_of_01_07(answer: Any) -> None:
    rng = np.random.default_rng(7)
    cases = [
        (np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]),),
        *((rng.normal(size=shape),) for shape in ((4, 1), (5, 4), (8, 3))),
    ]
    mistakes: list[tuple[Function, str]] = [
        (
            lambda A: A / np.linalg.norm(A, axis=0),
            "the columns have length 1 but keep their directions: subtract the shadow",
        ),
        (
            lambda A: _one_subtraction(A, -1.0),
            "you added the shadow; subtract it",
        ),
        (
            _last_shadow,
            "this is the shadow itself; keep what is left without it",
        ),
        (
            lambda A: qr_householder(A).Q,
            "a column points the other way: subtract shadows, without a library's QR",
        ),
    ]
    require_function(
        answer,
        lambda A: gram_schmidt_modified(A).Q,
        cases,
        mistakes=mistakes,
        otherwise="subtract from column j its shadow on column i, for each i before j",
    )
    hilbert = _hilbert(6)
    Q = take_array(call(answer, hilbert), (6, 6))
    # Measured: 3e-10 modified, 4e-4 classical.
    require(
        np.linalg.norm(Q.T @ Q - np.eye(6)) < 1e-6,
        "right on paper, but on the Hilbert matrix of size 6 the columns are not "
        "orthogonal: measure the shadow on what is left, not on the original column",
    )


def _one_subtraction(A: Array, sign: float) -> Array:
    """Gram-Schmidt with a factor before each shadow: 1 is right."""
    Q = A.copy()
    for j in range(Q.shape[1]):
        for i in range(j):
            Q[:, j] -= sign * (Q[:, i] @ Q[:, j]) * Q[:, i]
        Q[:, j] /= np.linalg.norm(Q[:, j])
    return Q


def _last_shadow(A: Array) -> Array:
    Q = A.copy()
    for j in range(Q.shape[1]):
        for i in range(j):
            Q[:, j] = (Q[:, i] @ Q[:, j]) * Q[:, i]
        Q[:, j] /= np.linalg.norm(Q[:, j])
    return Q


@exercise(
    "01-07-E2",
    kind="array",
    minutes=10,
    stars=1,
    objective="project on a line and on a plane by hand",
)
def _e2_of_01_07(answer: Any) -> None:
    expected: dict[str, tuple[list[float], list[tuple[list[float], str]]]] = {
        "foot on the line": (
            [1.8, 2.4],
            [
                ([9, 12], "divide by a · a = 25, not by the length 5"),
                ([3.2, -2.4], "this is what is left, b − p; the foot is p"),
                ([3, 0], "you projected (3, 4) on the line of (5, 0); swap the roles"),
                ([45, 60], "divide a · b by a · a"),
            ],
        ),
        "w": (
            [1, 2],
            [
                ([2, 1], "the order is intercept, then slope"),
                ([0, 2.6], "the line need not pass through the origin: keep w₁"),
                ([0.5, 2.5], "these are the weights of 2.3; the points are new"),
            ],
        ),
        "residual": (
            [1, -2, 1],
            [
                ([-1, 2, -1], "the residual is data minus prediction"),
                ([1, 3, 5], "these are the predictions; subtract them from the data"),
            ],
        ),
        "leverages": (
            [5 / 6, 1 / 3, 5 / 6],
            [
                (
                    [1 / 3, 1 / 3, 1 / 3],
                    "this is the column of ones alone; the slope "
                    "adds the squares of q₂",
                ),
                ([1 / 2, 0, 1 / 2], "add the squares of q₁ too"),
            ],
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(expected):
        raise Hint("keep the dictionary with its four names and replace each TODO")
    for name, (value, mistakes) in expected.items():
        require_array(answer[name], value, atol=6e-3, mistakes=mistakes, what=name)


@exercise(
    "01-07-E3",
    kind="choice",
    minutes=8,
    stars=2,
    objective="recognise orthogonal and oblique projectors",
)
def _e3_of_01_07(answer: Any) -> None:
    reasons = {
        "A": ("orthogonal", "A is symmetric, and A² = A"),
        "B": ("oblique", "B² = B, but B is not symmetric"),
        "C": ("none", "C² is the identity, not C: a reflection"),
        "D": ("orthogonal", "the identity projects on the whole plane"),
        "E": ("none", "E is symmetric, but E² = 2E"),
    }
    if not isinstance(answer, dict) or set(answer) != set(reasons):
        raise Hint("keep the dictionary with its five names and replace each TODO")
    for name, (right, why) in reasons.items():
        given = answer[name]
        require(
            isinstance(given, str)
            and given.strip().lower() in ("orthogonal", "oblique", "none"),
            f'{name}: write "orthogonal", "oblique" or "none"',
        )
        require(given.strip().lower() == right, f"{name}: {why}")


def _plane_distance(A: Array, c: Array, b: Array) -> float:
    left = b - c
    return float(np.linalg.norm(left - project(A, left)))


@exercise(
    "01-07-E4",
    kind="function",
    minutes=8,
    stars=2,
    objective="measure the distance of a point from a plane",
)
def _e4_of_01_07(answer: Any) -> None:
    rng = np.random.default_rng(4)
    cases = [
        (
            np.array([[1.0, 1.0], [0.0, 2.0], [0.0, 0.0]]),
            np.array([0.0, 1.0, 1.0]),
            np.array([4.0, 2.0, 6.0]),
        ),
        *(
            (rng.normal(size=(m, 2)), rng.normal(size=m), rng.normal(size=m))
            for m in (3, 4, 7)
        ),
    ]
    mistakes: list[tuple[Function, str]] = [
        (
            lambda A, c, b: _plane_distance(A, 0 * c, b),
            "the plane passes through c, not through the origin",
        ),
        (
            lambda A, c, b: np.linalg.norm(project(A, b - c)),
            "this is the length of the shadow; the distance is that of what is left",
        ),
        (
            lambda A, c, b: _plane_distance(A, c, b) ** 2,
            "this is the squared distance; take the root",
        ),
        (
            lambda A, c, b: np.linalg.norm(b - c),
            "this is the distance from c; another point of the plane is nearer",
        ),
        (
            lambda A, c, b: np.linalg.norm(b - c - A @ (A.T @ (b - c))),
            "A Aᵀ is a projector only for orthonormal columns",
        ),
        (
            lambda A, c, b: np.linalg.norm(b - project(A, b - c)),
            "subtract the shadow from b − c, not from b",
        ),
    ]
    require_function(
        answer,
        _plane_distance,
        cases,
        mistakes=mistakes,
        otherwise="shift by c, project on the columns of A, measure what is left",
    )


def _wave(x: Array, y: Array) -> tuple[float, float]:
    A = np.column_stack([np.ones(len(x)), np.sin(x)])
    a, b = least_squares(A, y)
    return float(a), float(b)


def _wave_in_degrees(x: Array, y: Array) -> tuple[float, float]:
    # sin of x taken as degrees; no data of ours makes that column dependent
    return _wave(np.radians(x), y)


@exercise(
    "01-07-E5",
    kind="function",
    minutes=10,
    stars=2,
    objective="fit a curve by projecting on its columns",
)
def _e5_of_01_07(answer: Any) -> None:
    rng = np.random.default_rng(5)
    quarter = np.pi / 2
    cases = [
        (np.array([0.0, quarter, quarter]), np.array([1.0, 3.0, 5.0])),  # (1, 3)
        *((rng.uniform(0, 3, size=n), rng.normal(size=n)) for n in (4, 9, 30)),
    ]
    mistakes: list[tuple[Function, str]] = [
        (
            lambda x, y: (y.mean(), np.sin(x) @ y / (np.sin(x) @ np.sin(x))),
            "you projected on each column alone; they are not perpendicular",
        ),
        (
            lambda x, y: (0.0, np.sin(x) @ y / (np.sin(x) @ np.sin(x))),
            "the column of ones is missing",
        ),
        (
            lambda x, y: (y.mean(), _wave(x, y)[1]),
            "a is the mean of y only where sin(x) adds up to 0",
        ),
        (lambda x, y: _wave(x, y)[::-1], "return a first, then b"),
        (
            lambda x, y: tuple(least_squares(np.vander(x, 2)[:, ::-1], y)),
            "this is a straight line in x; the second column is sin(x)",
        ),
        (_wave_in_degrees, "x is in radians already"),
    ]
    require_function(
        answer,
        _wave,
        cases,
        mistakes=mistakes,
        otherwise="two columns, ones and sin(x); solve the normal equations",
    )


def _refitted(A: Array, b: Array) -> Array:
    """The leave-one-out errors, by honest refits."""
    errors = []
    for i in range(len(b)):
        rest = np.arange(len(b)) != i
        w = least_squares(A[rest], b[rest])
        errors.append(b[i] - A[i] @ w)
    return np.array(errors)


def _residuals(A: Array, b: Array) -> Array:
    return np.asarray(b - project(A, b))


def _leverages(A: Array) -> Array:
    return np.asarray((qr_householder(A).Q ** 2).sum(axis=1))


@exercise(
    "01-07-E6",
    kind="function",
    minutes=12,
    stars=3,
    objective="compute all leave-one-out errors from one fit",
)
def _e6_of_01_07(answer: Any) -> None:
    rng = np.random.default_rng(6)
    wine = load_wine()
    features = np.column_stack([np.ones(len(wine.X)), wine.X[:, 1:]])
    cases = [
        (np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 4.0]]), np.array([1.0, 2.0, 6.0])),
        *((rng.normal(size=(m, n)), rng.normal(size=m)) for m, n in ((6, 2), (15, 5))),
        (features, wine.X[:, 0]),
    ]
    mistakes: list[tuple[Function, str]] = [
        (_residuals, "these are the residuals; divide each by 1 − its leverage"),
        (
            lambda A, b: _residuals(A, b) * (1 - _leverages(A)),
            "divide by 1 − the leverage, do not multiply",
        ),
        (
            lambda A, b: _residuals(A, b) / (1 - _leverages(A)) ** 2,
            "divide by 1 − h once, not twice",
        ),
        (
            lambda A, b: _residuals(A, b) / _leverages(A),
            "divide by 1 − h, not by h",
        ),
        (
            lambda A, b: -_residuals(A, b) / (1 - _leverages(A)),
            "the error is data minus prediction",
        ),
        (
            lambda A, b: _residuals(A, b) / (1 - (A**2).sum(axis=1)),
            "the leverages are the sums of squares of the rows of Q, not of A",
        ),
        (
            lambda A, b: b - _residuals(A, b) / (1 - _leverages(A)),
            "these are the predictions; the errors were asked for",
        ),
    ]
    require_function(
        answer,
        _refitted,
        cases,
        mistakes=mistakes,
        otherwise="one Q gives the residuals b − Q(Qᵀb) and, by its rows, the "
        "leverages",
    )


@exercise(
    "01-07-E7",
    kind="property",
    minutes=15,
    stars=3,
    objective="change data along one direction so that a linear fit finds nothing",
)
def _e7_of_01_07(answer: Any) -> None:
    for n, d in ((12, 2), (40, 5), (90, 3)):
        rng = np.random.default_rng(n)
        t = (np.arange(n) % 3 == 0).astype(int)  # unequal classes
        X = rng.normal(size=(n, d)) + np.outer(t, rng.normal(size=d)) + 2.0
        _require_blind(take_array(call(answer, X, t), X.shape), X, t)
    wine = load_wine()
    X, t = (
        (wine.X - wine.X.mean(axis=0)) / wine.X.std(axis=0),
        (wine.y == 0).astype(int),
    )
    _require_blind(take_array(call(answer, X, t), X.shape), X, t)


def _require_blind(result: Array, X: Array, t: Array) -> None:
    moves = svd(result - X).s
    gap = X[t == 1].mean(axis=0) - X[t == 0].mean(axis=0)
    unscaled = X - np.outer(X @ gap, gap)
    require(moves[0] > 1e-8, "nothing has changed")
    require(
        not np.allclose(result, unscaled), "divide the direction by its length first"
    )
    require(
        not np.allclose(result, X - t[:, np.newaxis] * gap),
        "you moved the rows of class 1 only; treat all rows alike",
    )
    require(
        moves[1] < 1e-8 * moves[0],
        "the rows were changed along more than one direction; one is enough",
    )
    left = result[t == 1].mean(axis=0) - result[t == 0].mean(axis=0)
    require(
        np.abs(left).max() < 1e-8,
        "the class means still differ; subtract, once, the shadow on the direction of "
        "length 1 from one to the other",
    )
    # Without the labels, the step of a row can depend on the row alone.
    A, steps = np.column_stack([np.ones(len(X)), X]), (result - X) @ gap
    require(
        np.allclose(steps, A @ least_squares(A, steps)),
        "the means agree, but rows were treated by their label: subtract from each "
        "row its own shadow",
    )
