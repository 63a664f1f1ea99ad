"""What the singular values decide: rank, the best approximation, the pseudo-inverse.

    A    (m, n) any matrix, k = min(m, n)
    U    (m, k) orthonormal columns, s (k,) singular values, largest first,
    Vt   (k, n) orthonormal rows; A = U diag(s) Vt = Σ sᵢuᵢvᵢᵀ
    A⁺   (n, m) the pseudo-inverse, Σ vᵢuᵢᵀ / sᵢ over the sᵢ that count as nonzero

`svd` is the fast twin of `svd_jacobi`. Notebooks: 01/11, 01/12.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_matrix, check_integer, check_real
from utils.linear_algebra.qr import qr_householder
from utils.linear_algebra.svd import SVDResult, fix_signs, svd_tall
from utils.linear_algebra.symmetric_eigen import eigh

_MAX_SWEEPS = 40


def svd(A: ArrayLike) -> SVDResult:
    """Factor A = U diag(s) Vt: eigenvectors of AᵀA to begin with, rotations to finish.

    Parameters
    ----------
    A : (m, n) array_like
        Any real matrix: tall, wide, rank-deficient, zero.

    Returns
    -------
    U : (m, k) ndarray
        Orthonormal columns, k = min(m, n).
    s : (k,) ndarray
        Singular values in descending order.
    Vt : (k, n) ndarray
        Orthonormal rows. In each the entry of largest magnitude is positive.

    Raises
    ------
    ValueError
        If `A` is not a finite, non-empty matrix.
    numpy.linalg.LinAlgError
        If the rotations do not end; no matrix is known for which they do not.

    Notes
    -----
    AᵀA knows nothing about singular values below √u times the largest: its eigenvalues
    are their squares. But its eigenvectors V₀ are orthonormal in any case, so AV₀ has
    the singular values of A to roundoff, and columns that are orthogonal already where
    AᵀA was good enough; `svd_jacobi` turns the others. The result is backward stable,
    at about the cost of one QR and one `eigh` if A is well conditioned, and of a few
    sweeps more if not. It does not share the *relative* accuracy of `svd_jacobi` for
    tiny singular values.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, section 8.6. Drmač and Veselić, "New fast
    and accurate Jacobi SVD algorithm I", SIAM J. Matrix Anal. Appl. 29 (2008), on
    preparing a matrix for Jacobi's rotations.

    Examples
    --------
    >>> U, s, Vt = svd([[2, 2], [-1, 1]])
    >>> bool(np.allclose(s, [8**0.5, 2**0.5]))
    True
    >>> print((Vt * 2**0.5).round(6).tolist())
    [[1.0, 1.0], [1.0, -1.0]]
    """
    A = as_matrix(A, "A")
    exponent = int(np.frexp(np.abs(A).max())[1])
    A = np.ldexp(A, -exponent)
    wide = A.shape[0] < A.shape[1]
    Q, R = qr_householder(A.T if wide else A)
    V0 = eigh(R.T @ R).eigenvectors[:, ::-1]
    U, s, V1 = svd_tall(R @ V0, _MAX_SWEEPS)
    U, V = Q @ U, V0 @ V1
    if wide:
        U, V = V, U
    V, U = fix_signs(V, U)
    return SVDResult(U, np.ldexp(s, exponent), V.T)


def numerical_rank(A: ArrayLike, *, rtol: float | None = None) -> int:
    """Return how many singular values exceed rtol · s₁.

    Parameters
    ----------
    A : (m, n) array_like
    rtol : float, optional
        What counts as zero beside the largest singular value; max(m, n)·2⁻⁵² by
        default, the size of roundoff in A.

    Returns
    -------
    int
        A decision, not a measurement: it answers whether a matrix of smaller rank is
        nearer to A than the tolerance.

    Raises
    ------
    ValueError
        If `A` is not a finite matrix or `rtol` is negative.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, section 5.4.

    Examples
    --------
    In floats 0.1 · 0.9 − 0.3 · 0.3 is not zero.

    >>> numerical_rank([[0.1, 0.3], [0.3, 0.9]])
    1
    """
    A = as_matrix(A, "A")
    return _count(svd(A).s, A.shape, rtol)


def low_rank_approximation(A: ArrayLike, k: int) -> Array:
    """Return A_k = Σ sᵢuᵢvᵢᵀ, i ≤ k: no matrix of rank k is nearer to A.

    Parameters
    ----------
    A : (m, n) array_like
    k : int
        From 1 to min(m, n).

    Returns
    -------
    (m, n) ndarray
        ‖A − A_k‖₂ is singular value number k + 1, and ‖A − A_k‖_F² the sum of the
        squares of all that are left out.

    Raises
    ------
    ValueError
        If `k` is out of range.
    TypeError
        If `k` is not an integer.

    References
    ----------
    Eckart and Young, "The approximation of one matrix by another of lower rank",
    Psychometrika 1 (1936). Trefethen and Bau, *Numerical Linear Algebra*, Lecture 5.

    Examples
    --------
    >>> low_rank_approximation([[2, 2], [-1, 1]], 1).round(6) + 0
    array([[2., 2.],
           [0., 0.]])
    """
    A = as_matrix(A, "A")
    k = check_integer(k, "k", minimum=1)
    if k > min(A.shape):
        raise ValueError(f"k must be at most min(m, n) = {min(A.shape)}, got {k}")
    U, s, Vt = svd(A)
    return U[:, :k] * s[:k] @ Vt[:k]


def pseudo_inverse(A: ArrayLike, *, rtol: float | None = None) -> Array:
    """Return A⁺ = Σ vᵢuᵢᵀ / sᵢ; A⁺b is the shortest x that minimises ‖b − Ax‖.

    Parameters
    ----------
    A : (m, n) array_like
    rtol : float, optional
        Singular values up to rtol · s₁ count as zero, see `numerical_rank`.

    Returns
    -------
    (n, m) ndarray
        A⁻¹ if A is invertible.

    Raises
    ------
    ValueError
        If `A` is not a finite matrix or `rtol` is negative.

    Notes
    -----
    A⁺ is the only matrix X with AXA = A, XAX = X, and AX and XA symmetric.

    References
    ----------
    Penrose, "A generalized inverse for matrices", Proc. Camb. Phil. Soc. 51 (1955).
    Golub and Van Loan, *Matrix Computations*, section 5.5.

    Examples
    --------
    The shortest (x, y) on the line x + 2y = 5 is (1, 2).

    >>> (pseudo_inverse([[1, 2]]) @ [5]).round(6)
    array([1., 2.])
    """
    A = as_matrix(A, "A")
    U, s, Vt = svd(A)
    r = _count(s, A.shape, rtol)
    return Vt[:r].T / s[:r] @ U[:, :r].T


def _count(s: Array, shape: tuple[int, ...], rtol: float | None) -> int:
    if rtol is None:
        rtol = max(shape) * float(np.finfo(float).eps)
    rtol = check_real(rtol, "rtol", minimum=0)
    return int(np.count_nonzero(s > rtol * s[0]))
