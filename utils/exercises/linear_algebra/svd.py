"""Checkers of the exercises in lesson 01-11, the singular value decomposition."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.linear_algebra import (
    determinant,
    pseudo_inverse,
    qr_householder,
    svd,
    svd_2x2,
    truncated_svd,
)

Mask = NDArray[np.bool_]


def _is_close(X: Array, Y: Array, size: float = 1.0) -> bool:
    return X.shape == Y.shape and bool(np.abs(X - Y).max(initial=0.0) <= 1e-8 * size)


def _orthonormal_columns(X: Array) -> bool:
    return _is_close(X.T @ X, np.eye(X.shape[1]))


def _parts(result: Any, names: Sequence[str]) -> list[Any]:
    """The parts of a learner's tuple."""
    several = isinstance(result, (tuple, list)) and len(result) == len(names)
    require(several, f"return {len(names)} things: {', '.join(names)}")
    return list(result)


@exercise(
    "01-11-E1",
    kind="property",
    minutes=10,
    stars=2,
    objective="finish the SVD by one-sided Jacobi rotations",
)
def _e1_of_01_11(answer: Any) -> None:
    rng = np.random.default_rng(1)
    shapes = [(3, 3), (6, 4), (9, 2), (4, 1)]
    hand = np.array([[2.0, 2.0], [-1.0, 1.0]])
    for A in (hand, *(rng.normal(size=shape) for shape in shapes)):
        order = rng.permutation(A.shape[1]) if A is not hand else np.array([1, 0])
        V = svd(A).Vt.T[:, order]
        _require_svd(call(answer, A @ V, V), A, V)


def _require_svd(result: Any, A: Array, V: Array) -> None:
    U, s, Vt = _parts(result, ("U", "s", "Vt"))
    m, n = A.shape
    s = take_array(s, (n,), what="s")
    U, Vt = take_array(U, (m, n), what="U"), take_array(Vt, (n, n), what="Vt")
    right = svd(A).s
    require(
        not _is_close(s, right**2, right[0] ** 2) or _is_close(right, np.ones(n)),
        "s holds squared lengths; take the root",
    )
    if _is_close(np.sort(s)[::-1], right, right[0]) and not _is_close(s, right):
        raise Hint("the singular values are right, but not in descending order")
    require(
        _is_close(s, right, right[0]), "s must hold the lengths of the columns of W"
    )
    lengths = np.linalg.norm(U, axis=0)
    require(
        np.allclose(lengths, 1),
        f"the columns of U have lengths such as {lengths[0]:.4g}; divide each by its s",
    )
    if not _is_close(U * s @ Vt, A, right[0]):
        swapped = _is_close(U * s @ Vt.T, A, right[0])
        require(not swapped, "this is V; by convention the third factor is Vᵀ")
        raise Hint(
            "U diag(s) Vt is not A: when s is sorted, the columns of W and of V must "
            "move with it"
        )


@exercise(
    "01-11-E2",
    kind="property",
    minutes=12,
    stars=2,
    objective="compute an SVD by hand, and errors of rank 1 from singular values",
)
def _e2_of_01_11(answer: Any) -> None:
    names = {"U", "s", "Vt", "error, 2-norm", "error, Frobenius"}
    if not isinstance(answer, dict) or set(answer) != names:
        raise Hint("keep the dictionary with its five names and replace each TODO")
    A = np.array([[3.0, 0.0], [0.0, -2.0]])
    require_array(
        answer["s"],
        [3.0, 2.0],
        mistakes=[
            ([3.0, -2.0], "a singular value is a length, never negative: the sign goes "
             "into U or V"),
            ([2.0, 3.0], "the larger singular value comes first"),
            ([9.0, 4.0], "these are eigenvalues of AᵀA; take the roots"),
        ],
        otherwise="AᵀA is diagonal: 9 and 4",
        what="s",
    )  # fmt: skip
    U, Vt = (take_array(answer[name], (2, 2), what=name) for name in ("U", "Vt"))
    for X, name in ((U, "U"), (Vt, "Vt")):
        require(
            _orthonormal_columns(X),
            f"{name} is not orthogonal: its columns must have length 1 and be "
            "perpendicular",
        )
    require(
        _is_close(U @ np.diag([3.0, 2.0]) @ Vt, A),
        "U diag(s) Vt is not A; look at the minus: it must be in U or in V, once",
    )
    require_number(
        answer["error, 2-norm"],
        4.0,
        mistakes={
            3.0: "that is the last one; rank 1 leaves out 4 and 3",
            5.0: "that is the Frobenius norm; the 2-norm of the rest is its largest σ",
            12.0: "12 is kept, not left out",
        },
        otherwise="it is the first singular value that is left out",
        what="the error in the 2-norm",
    )
    require_number(
        answer["error, Frobenius"],
        5.0,
        mistakes={
            25.0: "take the root of the sum of squares",
            7.0: "squares add up, not the singular values",
            4.0: "that is the error in the 2-norm",
            13.0: "12 is kept, not left out",
        },
        otherwise="add the squares of what is left out, and take the root",
        what="the Frobenius error",
    )


@exercise(
    "01-11-E3",
    kind="property",
    minutes=12,
    stars=2,
    objective="read the four subspaces from the SVD",
)
def _e3_of_01_11(answer: Any) -> None:
    rng = np.random.default_rng(3)
    deficient = rng.normal(size=(5, 2)) @ rng.normal(size=(2, 4))
    cases = [
        (np.array([[0.1, 0.3], [0.3, 0.9]]), 1),
        (deficient, 2),
        (1e6 * deficient.T, 2),
        (rng.normal(size=(3, 5)), 3),
        (rng.normal(size=(4, 4)), 4),
    ]
    for A, rank in cases:
        _require_subspaces(call(answer, A), A, rank)


def _require_subspaces(result: Any, A: Array, rank: int) -> None:
    m, n = A.shape
    case = f"for a {m} by {n} matrix of rank {rank}"
    names = ("column", "left_null", "row", "null")
    shapes = [(m, rank), (m, m - rank), (n, rank), (n, n - rank)]
    bases = []
    parts = zip(_parts(result, names), names, shapes, strict=True)
    for part, name, shape in parts:
        basis = _take_basis(part, shape, f"{case}, {name}")
        require(_orthonormal_columns(basis), f"{case}, {name} is not orthonormal")
        bases.append(basis)
    column, left_null, row, null = bases
    size = float(np.abs(A).max())
    rules = [
        (column @ (column.T @ A) - A, "the columns of A are not in the span of column"),
        (A.T @ left_null, "Aᵀ does not send left_null to zero"),
        (
            row @ (row.T @ A.T) - A.T,
            "the rows of A are not in the span of row; rows of Vt are columns of V",
        ),
        (A @ null, "A does not send null to zero"),
    ]
    for violation, hint in rules:
        require(_is_close(violation, 0 * violation, size), f"{case}, {hint}")


def _take_basis(part: Any, shape: tuple[int, int], what: str) -> Array:
    """A matrix of basis vectors; of the subspace {0} there are none."""
    if shape[1]:
        return take_array(part, shape, what=what)
    empty = isinstance(part, np.ndarray) and part.shape == shape
    require(empty, f"{what} must be an array of shape {shape}, without columns")
    return np.zeros(shape)


@exercise(
    "01-11-E4",
    kind="function",
    minutes=12,
    stars=2,
    objective="solve any least-squares problem with the pseudo-inverse",
)
def _e4_of_01_11(answer: Any) -> None:
    rng = np.random.default_rng(4)
    cases: list[tuple[Array, float]] = [
        (np.array([[1.0, 2.0]]), 1e-12),
        (np.array([[2.0, 2.0], [-1.0, 1.0]]), 1e-12),
        (rng.normal(size=(5, 3)), 1e-12),
        (rng.normal(size=(5, 2)) @ rng.normal(size=(2, 4)), 1e-12),
        (1e-5 * rng.normal(size=(3, 6)), 1e-12),
        (np.diag([100.0, 1.0, 0.1]), 0.05),
        (np.zeros((2, 3)), 1e-12),
    ]
    for A, rtol in cases:
        _require_pseudo_inverse(call(answer, A, rtol), A, rtol)


def _require_pseudo_inverse(result: Any, A: Array, rtol: float) -> None:
    case = f"for a matrix of shape {A.shape} and rtol = {rtol:g}"
    X = take_array(result, A.shape[::-1], what=f"{case}, the result")
    U, s, Vt = svd(A)
    if _is_close(X, pseudo_inverse(A, rtol=rtol), float(np.abs(X).max())):
        return
    absolute = s > rtol
    require(
        not _is_close(X, Vt.T[:, absolute] / s[absolute] @ U.T[absolute]),
        f"{case} the tolerance is relative: compare with rtol times the largest",
    )
    require(
        not _is_close(X, Vt.T * s @ U.T),
        f"{case} you return the transpose: divide by the singular values",
    )
    kept = pseudo_inverse(A, rtol=rtol)
    require(
        np.abs(X).max() <= 1e3 * max(np.abs(kept).max(), 1e-300),
        f"{case} entries are huge: a singular value that counts as zero was inverted",
    )
    r = int((s > rtol * s[0]).sum())
    B = U[:, :r] * s[:r] @ Vt[:r]  # what is left if small ones count as zero
    rules = [(B @ X @ B, B, "AXA = A"), (X @ B @ X, X, "XAX = X")]
    rules += [
        (P, P.T, f"{name} symmetric") for P, name in ((B @ X, "AX"), (X @ B, "XA"))
    ]
    for left, right, rule in rules:
        size = max(float(np.abs(right).max()), 1e-300)
        require(_is_close(left, right, size), f"{case} the condition “{rule}” fails")
    raise Hint(f"{case} the result is not accurate: invert singular values, not AᵀA")


@exercise(
    "01-11-E5",
    kind="function",
    minutes=12,
    stars=3,
    objective="find the rotation closest to a noisy matrix",
)
def _e5_of_01_11(answer: Any) -> None:
    rng = np.random.default_rng(5)
    quarter = np.array([[0.1, -0.9], [1.2, 0.2]])
    hand = np.array([[1.1, 0.1, 0.0], [0.0, 0.9, 0.1], [0.1, 0.0, -0.2]])
    noisy = qr_householder(rng.normal(size=(3, 3))).Q + 0.1 * rng.normal(size=(3, 3))
    cases = [(quarter,), (hand,), (noisy,), (-noisy,), (rng.normal(size=(4, 4)),)]
    require_function(
        answer,
        _nearest_rotation,
        cases,
        mistakes=[
            (
                lambda A: svd(A).U @ svd(A).Vt,
                "this is orthogonal, but its determinant is −1: a reflection",
            ),
            (
                lambda A: np.sign(determinant(A)) * svd(A).U @ svd(A).Vt,
                "−UVᵀ gives up every direction, and in even order it is no rotation; "
                "flip one direction",
            ),
            (
                lambda A: _nearest_rotation(A, flip=0),
                "you gave up the direction with the largest singular value",
            ),
            (
                _flip_the_product,
                "you flipped a column of UVᵀ; flip the last column of U, before",
            ),
            (
                lambda A: _nearest_rotation(A).T,
                "this is the inverse rotation: UVᵀ, not VUᵀ",
            ),
            (
                lambda A: qr_householder(A).Q,
                "Gram–Schmidt and QR favour the first column; use the SVD",
            ),
        ],
        otherwise="take UVᵀ, and if its determinant is −1, flip the last column of U",
    )


def _nearest_rotation(A: Array, flip: int = -1) -> Array:
    U, _, Vt = svd(A)
    U[:, flip] *= np.sign(determinant(U @ Vt))
    return U @ Vt


def _flip_the_product(A: Array) -> Array:
    Q = svd(A).U @ svd(A).Vt
    Q[:, -1] *= np.sign(determinant(Q))
    return Q


@exercise(
    "01-11-E6",
    kind="function",
    minutes=20,
    stars=3,
    objective="choose k by entries that were held out, and defend the choice",
)
def _e6_of_01_11(answer: Any) -> None:
    rng = np.random.default_rng(6)
    cases = [
        (1, (20, 8), [2, 1, 3]),  # the best at place 0, which is no rank
        (2, (24, 9), [1, 2, 3, 4]),
        (3, (30, 10), [2, 3, 4]),
        (2, (9, 24), [4, 3, 2, 1]),
    ]
    for rank, shape, ranks in cases:
        signal = rng.normal(size=(shape[0], rank)) @ rng.normal(size=(rank, shape[1]))
        X = 5 + 3 * signal + 0.5 * rng.normal(size=shape)
        hidden = rng.random(shape) < 0.1
        k = take_number(call(answer, X, hidden, ranks), what="your k")
        scores = _held_out_scores(X, hidden, ranks)
        best = ranks[int(np.argmin(scores))]
        if k == best:
            continue
        case = f"for data of shape {shape} and ranks {ranks} you choose {k:g}"
        require(k in ranks, f"{case}; return one of the ranks, not its place")
        require(
            k != ranks[int(np.argmax(scores))],
            f"{case}, which has the worst score: take the smallest error",
        )
        require(
            k != max(ranks),
            f"{case}, the largest: hidden entries must not enter the factorisation, "
            "and only they may be scored",
        )
        raise Hint(f"{case}, expected {best}; fill with column means, then 20 rounds")


def _held_out_scores(X: Array, hidden: Mask, ranks: Sequence[int]) -> list[float]:
    means = np.where(hidden, 0, X).sum(axis=0) / (~hidden).sum(axis=0)
    scores = []
    for k in ranks:
        filled = np.where(hidden, means, X)
        for _ in range(20):
            U, s, Vt = truncated_svd(filled, k)
            filled = np.where(hidden, U * s @ Vt, X)
        scores.append(float(((filled - X)[hidden] ** 2).mean()))
    return scores


@exercise(
    "01-11-E7",
    kind="counterexample",
    minutes=10,
    stars=2,
    objective="prove a rule for the largest singular value, disprove it for the least",
)
def _e7_of_01_11(answer: Any) -> None:
    if not isinstance(answer, dict) or set(answer) != {"A", "B"}:
        raise Hint("keep the dictionary with the names A and B")
    A, B = (take_array(answer[name], (2, 2), what=name) for name in "AB")
    a, b, total = (float(svd_2x2(M).s[1]) for M in (A, B, A + B))
    require(
        total > a + b + 1e-9 * float(svd_2x2(A + B).s[0]),
        f"the smallest singular values are {a:.4g} and {b:.4g}, and that of the sum is "
        f"{total:.4g}, which does not exceed {a + b:.4g}",
    )
