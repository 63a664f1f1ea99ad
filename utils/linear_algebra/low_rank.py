"""What the SVD decides: rank, best approximation, pseudo-inverse.

    A    (m, n) any matrix, k = min(m, n)
    U    (m, k) orthonormal columns, s (k,) singular values, largest first,
    Vt   (k, n) orthonormal rows; A = U diag(s) Vt = Σ sᵢuᵢvᵢᵀ
    A⁺   (n, m) the pseudo-inverse, Σ vᵢuᵢᵀ / sᵢ over the sᵢ that count as nonzero
    A_k  (m, n) the first k pieces Σ sᵢuᵢvᵢᵀ, i ≤ k

`svd` is the fast twin of `svd_jacobi`; `svd_via_eig` shows how not to do it.
Notebooks: 01/11, 01/12.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_matrix, as_vector, check_integer, check_real
from utils.linear_algebra.qr import qr_householder
from utils.linear_algebra.svd import SVDResult, fix_signs, svd_tall, unscale
from utils.linear_algebra.symmetric_eigen import eigh
from utils.linear_algebra.vectors import length

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
    OverflowError
        If the largest singular value is no float.

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
    return SVDResult(U, unscale(s, exponent), V.T)


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


def truncated_svd(A: ArrayLike, k: int) -> SVDResult:
    """Return the k largest singular values of A and their vectors: the factors of A_k.

    Parameters
    ----------
    A : (m, n) array_like
    k : int
        From 1 to min(m, n).

    Returns
    -------
    U : (m, k) ndarray
    s : (k,) ndarray
    Vt : (k, n) ndarray
        As in `svd`; k(m + n + 1) numbers in place of mn.

    Raises
    ------
    ValueError
        If `k` is out of range.
    TypeError
        If `k` is not an integer.

    Examples
    --------
    >>> U, s, Vt = truncated_svd([[2, 2], [-1, 1]], 1)
    >>> U.shape, s.shape, Vt.shape
    ((2, 1), (1,), (1, 2))
    """
    A = as_matrix(A, "A")
    k = check_integer(k, "k", minimum=1)
    if k > min(A.shape):
        raise ValueError(f"k must be at most min(m, n) = {min(A.shape)}, got {k}")
    U, s, Vt = svd(A)
    return SVDResult(U[:, :k], s[:k], Vt[:k])


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
        How far it is from A says `low_rank_error`.

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
    U, s, Vt = truncated_svd(A, k)
    return U * s @ Vt


def low_rank_error(s: ArrayLike, k: int, *, norm: str | int = "fro") -> float:
    """Return ‖A − A_k‖ from the singular values alone.

    Parameters
    ----------
    s : (p,) array_like
        All singular values of A, largest first.
    k : int
        From 0 to p.
    norm : {"fro", 2}
        √(s²ₖ₊₁ + ... + s²ₚ), or sₖ₊₁.

    Returns
    -------
    float
        No matrix of rank k is nearer to A, in either norm.

    Raises
    ------
    ValueError
        If `s` is not descending or has a negative entry, `k` is out of range, or
        `norm` is neither.

    Examples
    --------
    >>> low_rank_error([12, 4, 3], 1), low_rank_error([12, 4, 3], 1, norm=2)
    (5.0, 4.0)
    """
    s = _as_singular_values(s)
    k = check_integer(k, "k", minimum=0)
    if k > s.size:
        raise ValueError(f"k must be at most len(s) = {s.size}, got {k}")
    if norm not in ("fro", 2):
        raise ValueError(f'norm must be "fro" or 2, got {norm!r}')
    if k == s.size:
        return 0.0
    return float(s[k]) if norm == 2 else length(s[k:])


def effective_rank(s: ArrayLike, energy: float) -> int:
    """Return the least k with s₁² + ... + s²ₖ ≥ energy · (s₁² + ... + s²ₚ).

    Parameters
    ----------
    s : (p,) array_like
        All singular values, largest first.
    energy : float
        The share to keep, in (0, 1].

    Returns
    -------
    int
        0 if all singular values are zero.

    Raises
    ------
    ValueError
        If `s` is not descending or has a negative entry, or `energy` is not in (0, 1].

    Examples
    --------
    The squares 16, 4, 4, 1 have the sum 25.

    >>> effective_rank([4, 2, 2, 1], 0.8), effective_rank([4, 2, 2, 1], 0.81)
    (2, 3)
    """
    s = _as_singular_values(s)
    energy = check_real(energy, "energy", minimum=0, maximum=1)
    if energy == 0:
        raise ValueError("energy must be greater than 0, got 0")
    if s[0] == 0:
        return 0
    kept = np.cumsum((s / s[0]) ** 2)
    return int(np.argmax(kept >= energy * kept[-1])) + 1


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
    OverflowError
        If A⁺ is too large for floats.

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
    with np.errstate(over="ignore", invalid="ignore"):
        inverse = Vt[:r].T / s[:r] @ U[:, :r].T
    if not np.isfinite(inverse).all():
        raise OverflowError("the pseudo-inverse of A is too large for floats")
    return inverse


def svd_via_eig(A: ArrayLike) -> SVDResult:
    """Factor A = U diag(s) Vt by eigenvectors of AᵀA: the proof as code, a bad way.

    Parameters
    ----------
    A : (m, n) array_like
        m ≥ n.

    Returns
    -------
    U : (m, n) ndarray
        Columns Avᵢ / sᵢ, orthogonal only as far as the sᵢ can be trusted; zero where
        sᵢ is zero.
    s : (n,) ndarray
        √λᵢ, and zero where roundoff made λᵢ negative.
    Vt : (n, n) ndarray
        Orthonormal rows. In each the entry of largest magnitude is positive.

    Raises
    ------
    ValueError
        If `A` is wide or not a finite matrix.

    Notes
    -----
    AᵀA squares the condition number: singular values below about 10⁻⁸ s₁ have no right
    digit. Use `svd` or `svd_jacobi`.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 31.

    Examples
    --------
    The columns differ by 10⁻⁹, and AᵀA cannot see it.

    >>> A = [[1, 1], [1e-9, 0], [0, 1e-9]]
    >>> print(f"{svd(A).s[1]:.3g}", svd_via_eig(A).s[1] == 1e-9)
    1e-09 False
    """
    A = as_matrix(A, "A")
    if A.shape[0] < A.shape[1]:
        raise ValueError(f"A must have at least as many rows as columns, got {A.shape}")
    exponent = int(np.frexp(np.abs(A).max())[1])
    A = np.ldexp(A, -exponent)
    eigenvalues, V = eigh(A.T @ A)
    s, V = np.sqrt(np.maximum(eigenvalues[::-1], 0.0)), V[:, ::-1]
    U = A @ V / np.where(s > 0, s, np.inf)
    return SVDResult(U, unscale(s, exponent), V.T)


def _as_singular_values(s: ArrayLike) -> Array:
    s = as_vector(s, "s")
    if s[-1] < 0 or (np.diff(s) > 0).any():
        raise ValueError("s must be descending, without negative entries")
    return s


def _count(s: Array, shape: tuple[int, ...], rtol: float | None) -> int:
    if rtol is None:
        rtol = max(shape) * float(np.finfo(float).eps)
    rtol = check_real(rtol, "rtol", minimum=0)
    return int(np.count_nonzero(s > rtol * s[0]))
