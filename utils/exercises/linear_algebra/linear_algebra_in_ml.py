"""Checkers of lesson 01-14, linear algebra in machine learning."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils._validation import Array
from utils.datasets import load_breast_cancer
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_choice,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.linear_algebra import (
    eigh,
    least_squares,
    solve,
    spectral_embedding,
    svd,
)

Function = Callable[..., Any]
Sides = NDArray[np.bool_]


@exercise(
    "01-14-E1",
    kind="choice",
    minutes=10,
    stars=1,
    objective="map eight methods to their factorisations",
)
def _e1_of_01_14(answer: Any) -> None:
    right = {
        "line through a million points, ten columns": "A",
        "ridge for a hundred penalties": "B",
        "ridge, a thousand columns, fifty rows": "D",
        "two circles, one in the other, no labels": "C",
        "ratings with holes": "E",
        "halve the numbers in a trained layer": "B",
        "more columns than rows, shortest weights": "B",
        "two camps in a friendship graph": "C",
    }
    why = {
        "A": "QR serves least squares with independent columns, fitted once",
        "B": "an SVD is for truncating, for many λ, or for dependent columns",
        "C": "eigenvectors of L belong to graphs and clusters",
        "D": "the n by n system pays if n is far smaller than d, for one λ",
        "E": "ridge in turns is for tables of which entries are missing",
    }
    if not isinstance(answer, dict) or set(answer) != set(right):
        raise Hint("keep the dictionary with its eight names and replace each TODO")
    for name, letter in right.items():
        wrong = {k: f"{name}: {text}" for k, text in why.items() if k != letter}
        require_choice(answer[name], letter, wrong)


@exercise(
    "01-14-E2",
    kind="function",
    minutes=8,
    stars=2,
    objective="derive ridge as a spectral filter",
)
def _e2_of_01_14(answer: Any) -> None:
    rng = np.random.default_rng(2)
    X = np.array([[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    cases = [(X, np.array([5.0, 4.0, 7.0]), 1.0)]
    for (n, d), lam in (((6, 3), 0.5), ((4, 7), 2.0), ((20, 5), 30.0)):
        cases.append((rng.normal(size=(n, d)), rng.normal(size=n), lam))
    mistakes: list[tuple[Function, str]] = [
        (
            lambda X, y, lam: _by_svd(X, y, lambda s: s**2 / (s**2 + lam)),
            "the filter shrinks the least-squares amount (uᵀy)/σ: the factor of uᵀy "
            "is σ/(σ² + λ), not σ²/(σ² + λ)",
        ),
        (lambda X, y, lam: _by_svd(X, y, lambda s: 1 / s), "λ does nothing here"),
        (
            lambda X, y, lam: _by_svd(X, y, lambda s: 1 / (s + lam)),
            "add λ to σ², not to σ",
        ),
        (
            lambda X, y, lam: _by_svd(X, y, lambda s: s / (s**2 + lam**2)),
            "the penalty is λ itself, not λ²",
        ),
        (
            lambda X, y, lam: svd(X).Vt @ _ridge_by_rows(X, y, lam),
            "these are the amounts of the directions; multiply by Vt.T to add the "
            "directions up",
        ),
        (
            lambda X, y, lam: svd(X).Vt @ svd(X).Vt @ _ridge_by_rows(X, y, lam),
            "the directions are the rows of Vt: multiply by Vt.T, not by Vt",
        ),
    ]
    require_function(
        answer,
        _ridge_by_rows,
        cases,
        mistakes=mistakes,
        otherwise="add up σ/(σ² + λ) · (uᵀy) · v over all directions",
    )


def _ridge_by_rows(X: Array, y: Array, lam: float) -> Array:
    """Ridge regression as least squares with the extra rows √λ I."""
    d = X.shape[1]
    stacked = np.vstack([X, np.sqrt(lam) * np.eye(d)])
    return least_squares(stacked, np.append(y, np.zeros(d)))


def _by_svd(X: Array, y: Array, factor: Callable[[Array], Array]) -> Array:
    U, s, Vt = svd(X)
    return np.asarray(Vt.T @ (factor(s) * (U.T @ y)))


@exercise(
    "01-14-E3",
    kind="function",
    minutes=12,
    stars=2,
    objective="derive and use the kernel form of ridge",
)
def _e3_of_01_14(answer: Any) -> None:
    rng = np.random.default_rng(3)
    cases = []
    for n, m, d, lam in ((3, 2, 1, 1.0), (5, 4, 8, 0.1), (9, 1, 2, 3.0), (6, 6, 3, 40)):
        X, Z = rng.normal(size=(n, d)), rng.normal(size=(m, d))
        kernel = (X @ X.T, Z @ X.T)
        if d == 3:  # a kernel that is no plain dot product of rows
            kernel = ((1 + X @ X.T) ** 2, (1 + Z @ X.T) ** 2)
        cases.append((*kernel, rng.normal(size=n), float(lam)))

    def right(K: Array, K_new: Array, y: Array, lam: float) -> Array:
        return np.asarray(K_new @ solve(K + lam * np.eye(len(K)), y))

    mistakes: list[tuple[Function, str]] = [
        (
            lambda K, K_new, y, lam: K_new @ solve(K + lam, y),
            "K + lam adds λ to every entry; add λ to the diagonal only",
        ),
        (
            lambda K, K_new, y, lam: K_new @ solve(K + lam**2 * np.eye(len(K)), y),
            "the penalty is λ itself, not λ²",
        ),
        (
            lambda K, K_new, y, lam: K_new @ K @ solve(K + lam * np.eye(len(K)), y),
            "one K too many: the dual coefficients are (K + λI)⁻¹y",
        ),
        (
            lambda K, K_new, y, lam: solve(K + lam * np.eye(len(K)), y),
            "these are the dual coefficients; multiply them by K_new",
        ),
    ]
    require_function(
        answer,
        right,
        cases,
        mistakes=mistakes,
        otherwise="solve (K + λI)a = y, then predict K_new a",
    )


@exercise(
    "01-14-E4",
    kind="value",
    minutes=10,
    stars=1,
    objective="compute shrinkage factors, degrees of freedom and components by hand",
)
def _e4_of_01_14(answer: Any) -> None:
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "factor of σ = 4": (
            0.8,
            {
                0.2: "this is what the factor takes away; it keeps σ²/(σ² + λ)",
                0.5: "square σ: 16/(16 + 4), not 4/(4 + 4)",
            },
        ),
        "factor of σ = 2": (
            0.5,
            {1 / 3: "square σ: 4/(4 + 4), not 2/(2 + 4)"},
        ),
        "degrees of freedom": (
            1.3,
            {
                2.0: "that is the rank; the degrees of freedom add up the factors",
                0.65: "add the factors up, do not average them",
            },
        ),
        "components": (
            3,
            {
                1: "count how often 0 occurs, not whether it occurs",
                6: "that is the number of vertices; count the zeros",
            },
        ),
        "edges": (
            3,
            {
                6: "the trace adds up the degrees, and an edge has two ends",
                1.5: "count all eigenvalues in the trace: 0+0+0+1+2+3",
            },
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(expected):
        raise Hint("keep the dictionary with its five names and replace each TODO")
    for name, (value, mistakes) in expected.items():
        require_number(
            answer[name],
            value,
            mistakes=mistakes,
            otherwise="look at the worked example in 2.2 and 2.4",
            what=name,
        )


@exercise(
    "01-14-E5",
    kind="function",
    minutes=12,
    stars=2,
    objective="cut a graph in two by its Fiedler vector",
)
def _e5_of_01_14(answer: Any) -> None:
    graphs = [
        _two_camps(17, 17, 0.45, 5),
        _two_camps(3, 4, 1.0, 1),
        _two_camps(9, 16, 0.7, 4, weight=3.0),
        _two_camps(25, 12, 0.6, 6),
    ]
    for W, camp in graphs:
        sides = call(answer, W.copy())
        side = _truths(sides)
        require(
            side.shape == (len(W),),
            f"return one True or False for each of the {len(W)} vertices",
        )
        require(side.dtype == bool, "return booleans: the sign, not the number")
        if _same_cut(side, camp):
            continue
        require(
            side.any() and not side.all(),
            "all vertices are on one side: is this the constant eigenvector, whose "
            "eigenvalue is 0?",
        )
        L = np.diag(W.sum(axis=1)) - W
        require(
            not _same_cut(side, eigh(L).eigenvectors[:, -1] > 0),
            "this is the vector of the largest eigenvalue, the roughest one",
        )
        require(
            not _same_cut(side, eigh(W).eigenvectors[:, 1] > 0),
            "these are eigenvectors of W; take those of L = D − W",
        )
        raise Hint(
            f"on a graph of {len(W)} vertices you cut across a camp: take the sign of "
            "the eigenvector for the second smallest eigenvalue of L = D − W"
        )


def _truths(sides: Any) -> NDArray[Any]:
    """A learner's array, or a list of booleans as one; else an empty array."""
    if isinstance(sides, np.ndarray):
        return sides
    if isinstance(sides, (list, tuple)) and all(
        isinstance(side, (bool, np.bool_)) for side in sides
    ):
        return np.array(sides)
    return np.array([])


def _two_camps(
    m: int, n: int, chance: float, bridges: int, *, weight: float = 1.0
) -> tuple[Array, Sides]:
    """A graph of two dense camps with a few bridges, its vertices in random order."""
    rng = np.random.default_rng(m + n)
    camp = np.arange(m + n) < m
    within = camp[:, None] == camp
    W = np.where(within & (rng.random(within.shape) < chance), weight, 0.0)
    step = np.arange(m + n - 1)
    W[step, step + 1] = weight  # a path through everybody: the graph is connected
    W[m - 1, m] = 0.0
    for _ in range(bridges):
        W[rng.integers(m), m + rng.integers(n)] = 0.5
    W = np.triu(W, 1)
    order = rng.permutation(m + n)
    W = (W + W.T)[np.ix_(order, order)]
    return W, spectral_embedding(W, 1)[:, 0] > 0


def _same_cut(side: Sides, camp: Sides) -> bool:
    return bool((side == camp).all() or (side != camp).all())


@exercise(
    "01-14-E6",
    kind="function",
    minutes=12,
    stars=3,
    objective="find the best low-rank update of a weight matrix and its error",
)
def _e6_of_01_14(answer: Any) -> None:
    rng = np.random.default_rng(6)
    for m, n, r in ((4, 3, 1), (12, 20, 3), (30, 10, 5)):
        W = rng.normal(size=(m, n))
        change = rng.normal(size=(m, r)) @ rng.normal(size=(r, n))
        W_new = W + change + 0.3 * rng.normal(size=(m, n))
        result = call(answer, W, W_new, r)
        require(
            isinstance(result, (tuple, list)) and len(result) == 3,
            "return three things: B, A and the error",
        )
        B = take_array(result[0], (m, r), what="B")
        A = take_array(result[1], (r, n), what="A")
        U, s, Vt = svd(W_new - W)
        best = U[:, :r] * s[:r] @ Vt[:r]
        if not np.allclose(B @ A, best):
            U0, s0, Vt0 = svd(W_new)
            require(
                not np.allclose(B @ A, U0[:, :r] * s0[:r] @ Vt0[:r]),
                "you truncated W_new; truncate the change W_new − W, W stays frozen",
            )
            require(not np.allclose(B @ A, -best), "the sign is wrong: BA = W_new − W")
            require(
                not np.allclose(B @ A, U[:, :r] @ Vt[:r]),
                "the singular values are missing: B or A must carry them",
            )
            require(
                not np.allclose(B @ A, (U[:, :r] * s[:r] ** 2) @ Vt[:r]),
                "the singular values are in twice: B or A carries them, not both",
            )
            raise Hint("BA is not the nearest matrix of rank r to W_new − W")
        error = take_number(result[2], what="the error")
        rest = s[r:]
        require(
            not np.isclose(error, rest[0]) or np.isclose(error, np.linalg.norm(rest)),
            "this is the error in the spectral norm; the Frobenius norm takes all "
            "singular values that were left out",
        )
        require(
            not np.isclose(error, (rest**2).sum()),
            "take the root of the sum of squares",
        )
        require(
            np.isclose(error, np.linalg.norm(rest)),
            "the error is the root of the sum of the squared σ that were left out",
        )


@exercise(
    "01-14-E7",
    kind="function",
    minutes=25,
    stars=3,
    objective="build a pipeline without leakage and defend the choice of algorithm",
)
def _e7_of_01_14(answer: Any) -> None:
    data = load_breast_cancer()
    order = np.random.default_rng(0).permutation(569)
    train, test = order[:400], order[400:]
    X, y = data.X[train], data.y[train]
    labels = _labels(call(answer, X, y, data.X[test]), 169)
    share = float((labels == data.y[test]).mean())
    require(share > 0.1, "your labels are swapped: 0 is malignant, 1 is benign")
    require(
        share >= 0.94,
        f"{100 * share:.1f} % of the test rows are right, at least 94 are asked: "
        "standardise, use all columns, and mind the intercept",
    )
    few = data.X[test][:20].copy()
    few[19] *= 1000
    again = _labels(call(answer, X, y, few), 20)
    require(
        (again[:19] == labels[:19]).all(),
        "leakage: a row gets another label when other test rows change; take means, "
        "deviations and thresholds from the training rows only",
    )
    flipped = _labels(call(answer, X, 1 - y, data.X[test]), 169)
    share = float((flipped == data.y[test]).mean())
    require(
        share <= 0.5,
        "with the training labels swapped your labels stay: learn from y_train",
    )


def _labels(result: Any, count: int) -> Array:
    if isinstance(result, np.ndarray) and result.dtype == bool:
        result = result.astype(int)
    labels = take_array(result, (count,), what="your labels")
    require(
        np.isin(labels, (0, 1)).all(), "labels are 0 or 1: cut your scores at a half"
    )
    return labels
