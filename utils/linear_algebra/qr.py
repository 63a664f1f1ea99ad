"""QR by Householder reflections, and least squares by QR.

    A    (m, n) the matrix to factor
    Q    (m, k) orthonormal columns, QᵀQ = I, where k = min(m, n)
    R    (k, n) upper triangular, A = QR
    v    Householder vector; the reflector H = I − βvvᵀ, β = 2/vᵀv, sends x to ∓‖x‖e₁

A reflector is never formed as a matrix: applying it is one rank-one update,
HA = A − βv(vᵀA). A whole block of them is applied as one matrix product, in the compact
form H₁H₂…H_b = I − VTVᵀ with T upper triangular. Notebooks: 01/08, 08/01.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_matrix, as_vector, check_same_length
from utils.linear_algebra.linear_systems import solve_upper

_BLOCK = 32  # columns per block: large enough for matrix products to pay
# Columns are scaled to size 1 first; a squared length below this is far under roundoff.
_NEGLIGIBLE = 2.0**-900


class QRResult(NamedTuple):
    """The factors of A = QR."""

    Q: Array
    R: Array


def qr_householder(A: ArrayLike) -> QRResult:
    """Factor A = QR with orthonormal columns in Q and R upper triangular.

    Parameters
    ----------
    A : (m, n) array_like
        Any real matrix: tall, wide, rank-deficient.

    Returns
    -------
    Q : (m, k) ndarray
        Orthonormal columns, k = min(m, n).
    R : (k, n) ndarray
        Upper triangular. Its diagonal may have either sign: a column x becomes
        −sign(x₁)‖x‖e₁, because adding numbers of equal sign cannot cancel.

    Raises
    ------
    ValueError
        If `A` is not a finite, non-empty matrix.

    Notes
    -----
    2mn² − 2n³/3 flops for R and as many for Q. Backward stable: QR is a matrix whose
    columns differ from those of A by a small multiple of roundoff *each*, so a column
    of size 2⁻⁵⁰⁰ beside one of size 2⁵⁰⁰ is factored as accurately as if it were alone.

    References
    ----------
    Householder, "Unitary triangularization of a nonsymmetric matrix", J. ACM 5 (1958).
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 10. Schreiber and Van Loan,
    "A storage-efficient WY representation for products of Householder
    transformations", SIAM J. Sci. Stat. Comput. 10 (1989).

    Examples
    --------
    The vector (3, 4) has length 5, and the mirror sends it to (−5, 0).

    >>> Q, R = qr_householder([[3], [4]])
    >>> print(Q.round(6).tolist(), R.round(6).tolist())
    [[-0.6], [-0.8]] [[-5.0]]
    """
    A, exponents = _scale_columns(as_matrix(A, "A"))
    m, n = A.shape
    k = min(m, n)
    blocks = []
    for start in range(0, k, _BLOCK):
        stop = min(start + _BLOCK, k)
        V, T = _eliminate(A[start:, start:stop])
        trailing = A[start:, stop:]
        trailing -= V @ (T.T @ (V.T @ trailing))  # Hb…H₂H₁ times the trailing columns
        blocks.append((start, V, T))
    R = np.triu(A[:k])

    # Q = H₁H₂…H_k times the first k columns of I, built from the last reflector back
    # so that each one meets zeros on its left and above.
    Q = np.eye(m, k)
    for start, V, T in reversed(blocks):
        rest = Q[start:, start:]
        rest -= V @ (T @ (V.T @ rest))
    return QRResult(Q, np.ldexp(R, exponents))


def least_squares(A: ArrayLike, b: ArrayLike) -> Array:
    """Return the x that minimises ‖b − Ax‖₂, by QR: Rx = Qᵀb.

    Parameters
    ----------
    A : (m, n) array_like
        Full column rank, m ≥ n.
    b : (m,) array_like
        The vector to approach.

    Returns
    -------
    x : (n,) ndarray
        The only minimiser.

    Raises
    ------
    ValueError
        If the shapes do not fit or a value is not finite.
    numpy.linalg.LinAlgError
        If a column of `A` depends on the columns before it, up to roundoff: then
        infinitely many x are equally good.

    Notes
    -----
    2mn² − 2n³/3 flops for R. The error in x grows with the condition number κ(A),
    and with κ(A)² only in proportion to the residual; the normal equations AᵀAx = Aᵀb
    pay κ(A)² always.

    References
    ----------
    Golub, "Numerical methods for solving linear least squares problems", Numer. Math.
    7 (1965). Trefethen and Bau, *Numerical Linear Algebra*, Lectures 11, 18 and 19.

    Examples
    --------
    The line through (0, 2), (1, 1), (2, 6) with the smallest squared error is 1 + 2t.

    >>> least_squares([[1, 0], [1, 1], [1, 2]], [2, 1, 6]).round(6)
    array([1., 2.])
    """
    A = as_matrix(A, "A")
    b = as_vector(b, "b")
    check_same_length(A, "A", b, "b")
    Q, R = qr_full_rank(A)
    return solve_upper(R, Q.T @ b)


def qr_full_rank(A: Array) -> QRResult:
    """`qr_householder` for matrices that must have independent columns.

    Raises LinAlgError where changes of relative size m·eps in the columns of A would
    make one of them a combination of those before it.
    """
    m, n = A.shape
    if m < n:
        raise np.linalg.LinAlgError(
            f"A has fewer rows than columns, {A.shape}: its columns are dependent"
        )
    Q, R = qr_householder(A)
    j = _count_independent(R, m * np.finfo(float).eps)
    if j < n:
        raise np.linalg.LinAlgError(
            f"A is rank-deficient: its column {j + 1} is, up to roundoff, "
            "a combination of the columns before it"
        )
    return QRResult(Q, R)


def _count_independent(R: Array, tolerance: float) -> int:
    """Return how many columns of R come before the first dependent one.

    |R_jj| is the distance of column j from the span of the earlier ones. It is roundoff
    if it is tiny beside the terms zᵢaᵢ of the combination that comes so close.
    """
    size = np.abs(R).max(axis=0)
    unit = R / np.where(size > 0, size, 1.0)
    diagonal = unit.diagonal()
    k = int(np.append(diagonal == 0, True).argmax())
    Z = solve_upper(unit[:k, :k], np.diag(diagonal[:k]))  # column j sums to diagonal[j]
    cancelled = np.abs(diagonal[:k]) <= tolerance * np.abs(Z).sum(axis=0)
    return int(np.append(cancelled, True).argmax())


def _scale_columns(A: Array) -> tuple[Array, np.ndarray]:
    """Scale columns to largest magnitude in [½, 1) by powers of two, hence exactly.

    Q does not change and R's columns scale along; squares can no longer overflow.
    """
    exponents = np.frexp(np.abs(A).max(axis=0))[1]
    return np.ldexp(A, -exponents), exponents


def _eliminate(panel: Array) -> tuple[Array, Array]:
    """Make `panel` upper triangular in place; return V, T with H₁…H_b = I − VTVᵀ."""
    m, b = panel.shape
    V = np.zeros((m, b))
    beta = np.zeros(b)
    for j in range(b):
        x = panel[j:, j]
        tail = x[1:] @ x[1:]
        if tail <= _NEGLIGIBLE:
            continue  # nothing to eliminate: the reflector is the identity
        v = x.copy()
        v[0] += np.copysign(np.sqrt(x[0] ** 2 + tail), x[0])
        beta[j] = 2 / (v @ v)
        panel[j:, j:] -= np.outer(beta[j] * v, v @ panel[j:, j:])
        V[j:, j] = v

    # (I − VTVᵀ)(I − βvvᵀ) = I − [V v] T' [V v]ᵀ fixes the new column of T.
    T = np.diag(beta)
    gram = V.T @ V
    for j in range(1, b):
        T[:j, j] = -beta[j] * (T[:j, :j] @ gram[:j, j])
    return V, T
