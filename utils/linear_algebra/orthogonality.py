"""Orthonormal columns step by step, and projections onto what they span.

    A    (m, n) independent columns a₁ ... aₙ
    Q    (m, n) orthonormal columns with the same span, QᵀQ = I
    R    (n, n) upper triangular, A = QR: the coefficients on the way
    P    (m, m) orthogonal projector onto the column space, P = QQᵀ

Three ways to the same Q, told apart by roundoff. Gram-Schmidt subtracts from each
column its components along the earlier ones: all measured on the column itself
(classical), or each on what the ones before it left (modified). Householder reflects
instead. Notebooks: 01/07, 01/08; the fast reflections are in `qr`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, as_matrix, check_same_length
from utils.linear_algebra.qr import (
    _NEGLIGIBLE,
    QRResult,
    _scale_columns,
    qr_full_rank,
)

# From orthonormal columns and one more, the coefficients and what is left of it.
Remover = Callable[[Array, Array], tuple[Array, Array]]


def gram_schmidt_classical(A: ArrayLike) -> QRResult:
    """Factor A = QR by qⱼ ∝ aⱼ − Σ (qᵢᵀaⱼ) qᵢ, as in the proof that Q exists.

    Parameters
    ----------
    A : (m, n) array_like
        Independent columns, m ≥ n.

    Returns
    -------
    Q : (m, n) ndarray
        Columns of length 1, orthogonal in exact arithmetic.
    R : (n, n) ndarray
        Upper triangular with positive diagonal.

    Raises
    ------
    ValueError
        If `A` is not a finite, non-empty matrix.
    numpy.linalg.LinAlgError
        If nothing but roundoff is left of a column.

    Notes
    -----
    2mn² flops. A = QR holds to roundoff, but the columns of Q may be far from
    orthogonal: ‖QᵀQ − I‖ grows like u·κ(A)², and up to n. Do not compute with it; see
    what it does.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lectures 7 to 9. Giraud, Langou,
    Rozložník and van den Eshof, "Rounding error analysis of the classical Gram-Schmidt
    orthogonalization process", Numer. Math. 101 (2005).

    Examples
    --------
    >>> Q, R = gram_schmidt_classical([[3, 1], [4, 3]])
    >>> print(Q.round(6).tolist(), R.round(6).tolist())
    [[0.6, -0.8], [0.8, 0.6]] [[5.0, 3.0], [0.0, 1.0]]
    """
    return _gram_schmidt(as_matrix(A, "A"), _subtract_at_once)


def gram_schmidt_modified(A: ArrayLike) -> QRResult:
    """Factor A = QR, each component measured on what the earlier ones have left.

    Parameters
    ----------
    A : (m, n) array_like
        Independent columns, m ≥ n.

    Returns
    -------
    Q : (m, n) ndarray
        Columns of length 1, orthogonal in exact arithmetic.
    R : (n, n) ndarray
        Upper triangular with positive diagonal.

    Raises
    ------
    ValueError
        If `A` is not a finite, non-empty matrix.
    numpy.linalg.LinAlgError
        If nothing but roundoff is left of a column.

    Notes
    -----
    2mn² flops, like the classical variant, but ‖QᵀQ − I‖ grows only like u·κ(A).
    Reflections (`qr_householder`) keep it at roundoff for every A.

    References
    ----------
    Björck, "Solving linear least squares problems by Gram-Schmidt orthogonalization",
    BIT 7 (1967). Trefethen and Bau, *Numerical Linear Algebra*, Lectures 8 and 9.

    Examples
    --------
    >>> Q, R = gram_schmidt_modified([[3, 1], [4, 3]])
    >>> print(Q.round(6).tolist(), R.round(6).tolist())
    [[0.6, -0.8], [0.8, 0.6]] [[5.0, 3.0], [0.0, 1.0]]
    """
    return _gram_schmidt(as_matrix(A, "A"), _subtract_one_by_one)


def qr_householder_plain(A: ArrayLike) -> QRResult:
    """Factor A = QR by one reflection per column: `qr_householder` without blocks.

    Parameters
    ----------
    A : (m, n) array_like
        Any real matrix.

    Returns
    -------
    Q : (m, k) ndarray
        Orthonormal columns, k = min(m, n).
    R : (k, n) ndarray
        Upper triangular; its diagonal may have either sign.

    Raises
    ------
    ValueError
        If `A` is not a finite, non-empty matrix.

    Notes
    -----
    2mn² − 2n³/3 flops for R and as many for Q. The reflection Hx = x − βv(vᵀx) with
    v = x + sign(x₁)‖x‖e₁ and β = 2/vᵀv sends x to −sign(x₁)‖x‖e₁.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 10.

    Examples
    --------
    The vector (3, 4) has v = (8, 4) and becomes (−5, 0).

    >>> Q, R = qr_householder_plain([[3], [4]])
    >>> print(Q.round(6).tolist(), R.round(6).tolist())
    [[-0.6], [-0.8]] [[-5.0]]
    """
    R, exponents = _scale_columns(as_matrix(A, "A"))
    m, n = R.shape
    k = min(m, n)
    reflections = []
    for j in range(k):
        v, beta = _reflector(R[j:, j])
        R[j:, j:] -= np.outer(beta * v, v @ R[j:, j:])
        reflections.append((j, v, beta))
    Q = np.eye(m, k)
    for j, v, beta in reversed(reflections):
        Q[j:, j:] -= np.outer(beta * v, v @ Q[j:, j:])
    return QRResult(Q, np.ldexp(np.triu(R[:k]), exponents))


def projection_matrix(A: ArrayLike) -> Array:
    """Return P = A(AᵀA)⁻¹Aᵀ = QQᵀ, the orthogonal projector onto the column space of A.

    Parameters
    ----------
    A : (m, n) array_like
        Independent columns.

    Returns
    -------
    P : (m, m) ndarray
        P² = P = Pᵀ, of rank n.

    Raises
    ------
    ValueError
        If `A` is not a finite, non-empty matrix.
    numpy.linalg.LinAlgError
        If the columns of `A` are dependent, up to roundoff.

    Notes
    -----
    2m²n flops on top of a QR. To project vectors, `project` is cheaper.

    References
    ----------
    Strang, *Introduction to Linear Algebra*, section 4.2. Trefethen and Bau, *Numerical
    Linear Algebra*, Lecture 6.

    Examples
    --------
    >>> projection_matrix([[4], [2]]).round(6)
    array([[0.8, 0.4],
           [0.4, 0.2]])
    """
    Q = qr_full_rank(as_matrix(A, "A")).Q
    return Q @ Q.T


def project(A: ArrayLike, b: ArrayLike) -> Array:
    """Return Pb = Q(Qᵀb), the point of the column space of A that is nearest to b.

    Parameters
    ----------
    A : (m, n) array_like
        Independent columns.
    b : (m,) or (m, k) array_like
        One vector, or k of them as columns.

    Returns
    -------
    (m,) or (m, k) ndarray
        What is left, b − Pb, is orthogonal to every column of A.

    Raises
    ------
    ValueError
        If the shapes do not fit or a value is not finite.
    numpy.linalg.LinAlgError
        If the columns of `A` are dependent, up to roundoff.

    Notes
    -----
    4mn flops per vector on top of a QR.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lectures 6 and 11.

    Examples
    --------
    The shadow of (2, 3) on the line through (4, 2); what is left is (−0.8, 1.6).

    >>> project([[4], [2]], [2, 3]).round(6)
    array([2.8, 1.4])
    """
    A, b = as_matrix(A, "A"), as_array(b, "b")
    if b.ndim > 2:
        raise ValueError(f"b must have shape (m,) or (m, k), got {b.shape}")
    check_same_length(A, "A", b, "b")
    Q = qr_full_rank(A).Q
    return Q @ (Q.T @ b)


def _gram_schmidt(A: Array, remove: Remover) -> QRResult:
    A, exponents = _scale_columns(A)
    m, n = A.shape
    if m < n:
        raise np.linalg.LinAlgError(
            f"A has fewer rows than columns, {A.shape}: its columns are dependent"
        )
    Q, R = np.zeros((m, n)), np.zeros((n, n))
    for j in range(n):
        R[:j, j], rest = remove(Q[:, :j], A[:, j])
        R[j, j] = np.linalg.norm(rest)
        if R[j, j] <= m * np.finfo(float).eps * np.linalg.norm(A[:, j]):
            raise np.linalg.LinAlgError(
                f"column {j + 1} of A is, up to roundoff, a combination of the columns "
                "before it"
            )
        Q[:, j] = rest / R[j, j]
    return QRResult(Q, np.ldexp(R, exponents))


def _subtract_at_once(Q: Array, a: Array) -> tuple[Array, Array]:
    """Classical: every coefficient from a itself."""
    coefficients = Q.T @ a
    return coefficients, a - Q @ coefficients


def _subtract_one_by_one(Q: Array, a: Array) -> tuple[Array, Array]:
    """Modified: each coefficient from what is left so far."""
    coefficients, rest = np.zeros(Q.shape[1]), a.copy()
    for i, q in enumerate(Q.T):
        coefficients[i] = q @ rest
        rest -= coefficients[i] * q
    return coefficients, rest


def _reflector(x: Array) -> tuple[Array, float]:
    """v and β of the reflection that sends x to a multiple of e₁."""
    v = x.copy()
    tail = x[1:] @ x[1:]
    if tail <= _NEGLIGIBLE:
        return v, 0.0  # x is one already
    v[0] += np.copysign(np.sqrt(x[0] ** 2 + tail), x[0])
    return v, float(2 / (v @ v))
