"""LU: elimination written down as a product, and what follows from it.

    A    (n, n) the matrix to eliminate
    p    (n,)   permutation: row p[i] of A became row i
    L    (n, n) unit lower triangular, the multipliers; |lᵢⱼ| ≤ 1 with pivoting
    U    (n, n) upper triangular, the pivots on its diagonal; A[p] = LU

Once A is factored, each right-hand side costs two triangular solves, and the
determinant is the product of the pivots. Notebooks: 01/04, 01/06.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import Array, as_square
from utils.linear_algebra.linear_systems import (
    _right_hand_side,
    solve_lower,
    solve_upper,
)


class LUResult(NamedTuple):
    """The factors of A[p] = LU."""

    p: NDArray[np.intp]
    L: Array
    U: Array


class SlogdetResult(NamedTuple):
    """Sign and logarithm of a determinant: det A = sign · exp(logabsdet)."""

    sign: float
    logabsdet: float


def lu(A: ArrayLike, *, pivot: bool = True) -> LUResult:
    """Factor A[p] = LU: the rows of A in a new order, lower times upper triangular.

    Parameters
    ----------
    A : (n, n) array_like
        Any square matrix, singular ones included.
    pivot : bool
        Swap the largest entry of what is left of a column into the pivot's place.
        Without swaps (to see what goes wrong), p is 0, 1, ..., n − 1.

    Returns
    -------
    p : (n,) ndarray of int
        Row p[i] of A became row i.
    L : (n, n) ndarray
        Lower triangular with ones on the diagonal.
    U : (n, n) ndarray
        Upper triangular. A zero on its diagonal: A is singular.

    Raises
    ------
    ValueError
        If `A` is not a finite square matrix.
    numpy.linalg.LinAlgError
        Without pivoting, if a zero pivot has something to eliminate below it.

    Notes
    -----
    2n³/3 flops. Step k finds column k of L and row k of U, each by one matrix-vector
    product with what is already known (Crout's and Doolittle's order: the same numbers
    as elimination row by row, but entries are written once). With pivoting LU differs
    from A[p] by at most n·u·|L||U|; |L| ≤ 1, so all depends on how U grows, see
    `growth_factor`.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lectures 20 to 22. Golub and Van
    Loan, *Matrix Computations*, section 3.4.

    Examples
    --------
    The second row has the larger first entry; the multiplier of the other is 1/2.

    >>> p, L, U = lu([[1, 4], [2, 2]])
    >>> print(p.tolist(), L.tolist(), U.tolist())
    [1, 0] [[1.0, 0.0], [0.5, 1.0]] [[2.0, 2.0], [0.0, 3.0]]

    >>> lu([[0, 1], [1, 0]], pivot=False)
    Traceback (most recent call last):
        ...
    numpy.linalg.LinAlgError: pivot 1 is zero: without row swaps A has no LU
    """
    W = as_square(A, "A")  # becomes U, with L below its diagonal
    n = len(W)
    p = np.arange(n)
    for k in range(n):
        W[k:, k] -= W[k:, :k] @ W[:k, k]
        if pivot:
            _swap(W, p, k, k + int(np.abs(W[k:, k]).argmax()))
        if W[k, k] != 0:
            W[k + 1 :, k] /= W[k, k]
        elif W[k + 1 :, k].any():
            raise np.linalg.LinAlgError(
                f"pivot {k + 1} is zero: without row swaps A has no LU"
            )
        W[k, k + 1 :] -= W[k, :k] @ W[:k, k + 1 :]
    return LUResult(p, np.tril(W, -1) + np.eye(n), np.triu(W))


def solve(A: ArrayLike, b: ArrayLike) -> Array:
    """Solve Ax = b: with A[p] = LU, first Ly = b[p], then Ux = y.

    Parameters
    ----------
    A : (n, n) array_like
    b : (n,) or (n, k) array_like
        One right-hand side, or k of them as columns.

    Returns
    -------
    x : (n,) or (n, k) ndarray
        The solution, in the shape of `b`.

    Raises
    ------
    ValueError
        If `A` is not square or `b` has another length.
    numpy.linalg.LinAlgError
        If `A` is singular: elimination meets a column without a pivot.

    Notes
    -----
    2n³/3 flops for the factors and 2n² per right-hand side. x solves a system whose
    matrix differs from A by about n·u·ρ, ρ the growth factor; the error in x is up to
    κ(A) times that.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lectures 20 to 22. Higham, *Accuracy
    and Stability of Numerical Algorithms*, chapter "LU Factorization and Linear
    Equations".

    Examples
    --------
    >>> solve([[2, 1, -1], [4, 5, -3], [-2, 5, -2]], [1, 5, 2]).round(6)
    array([1., 2., 3.])

    >>> solve([[1, 2], [2, 4]], [1, 1])
    Traceback (most recent call last):
        ...
    numpy.linalg.LinAlgError: A is singular: no pivot is left in column 2
    """
    A = as_square(A, "A")
    b = _right_hand_side(b, A, "A")
    p, L, U = lu(A)
    singular = np.flatnonzero(U.diagonal() == 0)
    if singular.size:
        raise np.linalg.LinAlgError(
            f"A is singular: no pivot is left in column {singular[0] + 1}"
        )
    return solve_upper(U, solve_lower(L, b[p]))


def inverse(A: ArrayLike) -> Array:
    """Return A⁻¹, the solution X of AX = I; for looking at, not for solving.

    Parameters
    ----------
    A : (n, n) array_like

    Returns
    -------
    (n, n) ndarray

    Raises
    ------
    ValueError
        If `A` is not a finite square matrix.
    numpy.linalg.LinAlgError
        If `A` is singular.

    Notes
    -----
    8n³/3 flops. To solve Ax = b call `solve`: it needs a quarter of the work and leaves
    a smaller residual.

    References
    ----------
    Higham, *Accuracy and Stability of Numerical Algorithms*, chapter "Matrix
    Inversion".

    Examples
    --------
    >>> inverse([[1, 2], [3, 4]]).round(6)
    array([[-2. ,  1. ],
           [ 1.5, -0.5]])
    """
    A = as_square(A, "A")
    return solve(A, np.eye(len(A)))


def determinant(A: ArrayLike) -> float:
    """Return det A, the product of the pivots, negative after an odd permutation.

    Parameters
    ----------
    A : (n, n) array_like

    Returns
    -------
    float
        0 if a pivot is zero. Zero or infinite also where det A leaves the range of
        floats, but never because an intermediate product does.

    Raises
    ------
    ValueError
        If `A` is not a finite square matrix.

    Notes
    -----
    2n³/3 flops; expansion by cofactors needs n! of them. For large n, `slogdet`.

    References
    ----------
    Strang, *Introduction to Linear Algebra*, section 5.2.

    Examples
    --------
    >>> determinant([[1, 2], [3, 4]])
    -2.0
    """
    p, _, U = lu(A)
    mantissa, exponent = _permutation_sign(p), 0
    for pivot in U.diagonal().tolist():
        mantissa, shift = math.frexp(mantissa * pivot)
        exponent += shift
    with np.errstate(over="ignore", under="ignore"):
        return float(np.ldexp(mantissa, exponent))


def slogdet(A: ArrayLike) -> SlogdetResult:
    """Return the sign of det A and log |det A| = Σ log |uᵢᵢ|.

    Parameters
    ----------
    A : (n, n) array_like

    Returns
    -------
    sign : float
        1, −1, or 0 if a pivot is zero.
    logabsdet : float
        Natural logarithm, −inf if a pivot is zero.

    Raises
    ------
    ValueError
        If `A` is not a finite square matrix.

    Notes
    -----
    2n³/3 flops. A density of many variables needs this form: det(I/10) of order 400 is
    zero as a float, its logarithm is −921.03.

    References
    ----------
    Higham, *Accuracy and Stability of Numerical Algorithms*, chapter "Matrix
    Inversion", section "The Determinant".

    Examples
    --------
    >>> slogdet([[0, 1], [1, 0]])
    SlogdetResult(sign=-1.0, logabsdet=0.0)
    """
    p, _, U = lu(A)
    pivots = U.diagonal()
    if not pivots.all():
        return SlogdetResult(0.0, -np.inf)
    sign = _permutation_sign(p) * float(np.sign(pivots).prod())
    return SlogdetResult(sign, float(np.log(np.abs(pivots)).sum()))


def growth_factor(A: ArrayLike, *, pivot: bool = True) -> float:
    """Return ρ = max|uᵢⱼ| / max|aᵢⱼ|, by how much elimination makes entries grow.

    Parameters
    ----------
    A : (n, n) array_like
    pivot : bool
        As in `lu`.

    Returns
    -------
    float
        At most 2ⁿ⁻¹ with pivoting, usually below n; without pivoting there is no bound.
        1 for the zero matrix.

    Raises
    ------
    ValueError
        If `A` is not a finite square matrix.
    numpy.linalg.LinAlgError
        As in `lu`.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 22.

    Examples
    --------
    Wilkinson's example: every step doubles the last column.

    >>> A = np.eye(5) - np.tril(np.ones((5, 5)), -1)
    >>> A[:, -1] = 1
    >>> growth_factor(A)
    16.0
    """
    A = as_square(A, "A")
    U = lu(A, pivot=pivot).U
    return float(np.abs(U).max() / np.abs(A).max()) if A.any() else 1.0


def _swap(W: Array, p: NDArray[np.intp], i: int, j: int) -> None:
    """Swap rows i and j of W and of the permutation."""
    for array in (W, p):
        row = array[i].copy()
        array[i] = array[j]
        array[j] = row


def _permutation_sign(p: NDArray[np.intp]) -> float:
    """1 if p comes from an even number of swaps, −1 if from an odd one."""
    order, sign = p.tolist(), 1.0
    for i in range(len(order)):
        while order[i] != i:
            j = order[i]
            order[i], order[j] = order[j], order[i]
            sign = -sign
    return sign
