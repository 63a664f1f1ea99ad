"""Singular value decomposition by one-sided Jacobi rotations.

    A    (m, n) the matrix to factor, k = min(m, n)
    U    (m, k) orthonormal columns, the left singular vectors
    s    (k,)   singular values, largest first, none negative
    Vt   (k, n) orthonormal rows, the right singular vectors: A = U diag(s) Vt

Rotate two columns of A in their plane until they are orthogonal; go round all pairs
until every pair is. What is left are the columns sᵢuᵢ, and the product of the rotations
is V. `svd_2x2` needs no rounds: two angles, two stretches. Notebooks: 01/11, 08/01.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import Array, as_matrix, as_square, check_integer
from utils.linear_algebra.lu import inverse
from utils.linear_algebra.qr import qr_householder

# The largest entry is scaled to size 1 first; squares below this would lose digits.
_NEGLIGIBLE = 2.0**-960

Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


class SVDResult(NamedTuple):
    """The factors of A = U diag(s) Vt."""

    U: Array
    s: Array
    Vt: Array


def svd_jacobi(A: ArrayLike, *, max_sweeps: int = 40) -> SVDResult:
    """Factor A = U diag(s) Vt into rotation, stretching and rotation.

    Parameters
    ----------
    A : (m, n) array_like
        Any real matrix: tall, wide, rank-deficient, zero.
    max_sweeps : int
        How often to go round all pairs of columns; about ten times is enough.

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
        If the columns are not orthogonal after `max_sweeps` sweeps.
    OverflowError
        If the largest singular value is no float.

    Notes
    -----
    About 3(m + n)n² flops per sweep. If A = BD with D diagonal and B well conditioned,
    even the smallest singular values have nearly all their digits; methods that first
    make A bidiagonal only promise them relative to the largest. Singular values below
    10⁻¹⁴⁴ times the largest are returned as zero.

    References
    ----------
    Hestenes, "Inversion of matrices by biorthogonalization and related results",
    J. SIAM 6 (1958). Demmel and Veselić, "Jacobi's method is more accurate than QR",
    SIAM J. Matrix Anal. Appl. 13 (1992).

    Examples
    --------
    The columns (2, −1) and (2, 1) become orthogonal after one rotation by 45°.

    >>> U, s, Vt = svd_jacobi([[2, 2], [-1, 1]])
    >>> bool(np.allclose(s, [8**0.5, 2**0.5]))
    True
    """
    A = as_matrix(A, "A")
    max_sweeps = check_integer(max_sweeps, "max_sweeps", minimum=1)
    wide = A.shape[0] < A.shape[1]
    exponent = int(np.frexp(np.abs(A).max())[1])
    scaled = np.ldexp(A.T if wide else A, -exponent)
    U, s, V = svd_tall(scaled, max_sweeps)
    if wide:
        U, V = V, U
    V, U = fix_signs(V, U)
    return SVDResult(U, unscale(s, exponent), V.T)


def svd_2x2(A: ArrayLike) -> SVDResult:
    """Factor a 2-by-2 matrix by formula: turn, stretch twice, turn again.

    Parameters
    ----------
    A : (2, 2) array_like

    Returns
    -------
    U : (2, 2) ndarray
        Orthogonal.
    s : (2,) ndarray
        The larger singular value, then the smaller.
    Vt : (2, 2) ndarray
        Orthogonal. In each row the entry of largest magnitude is positive.

    Raises
    ------
    ValueError
        If `A` is not a finite 2-by-2 matrix.
    OverflowError
        If the larger singular value is no float.

    Notes
    -----
    A is the sum of a scaled rotation, with entries (e, −h), (h, e), and of a scaled
    reflection, (f, g), (g, −f). On some direction the two act the same way, and at a
    right angle to it they oppose each other: the stretches are p ± q, with
    p = √(e² + h²) and q = √(f² + g²). The smaller one is right relative to the larger.

    References
    ----------
    Blinn, "Consider the lowly 2 × 2 matrix", IEEE Computer Graphics and Applications
    16 (1996).

    Examples
    --------
    >>> U, s, Vt = svd_2x2([[2, 2], [-1, 1]])
    >>> print((s**2).round(6).tolist())
    [8.0, 2.0]
    >>> print((U.round(6) + 0).tolist(), (Vt * 2**0.5).round(6).tolist())
    [[1.0, 0.0], [0.0, -1.0]] [[1.0, 1.0], [1.0, -1.0]]
    """
    A = as_matrix(A, "A")
    if A.shape != (2, 2):
        raise ValueError(f"A must be 2 by 2, got shape {A.shape}")
    exponent = int(np.frexp(np.abs(A).max())[1])
    (a, b), (c, d) = np.ldexp(A, -exponent).tolist()
    e, f, g, h = (a + d) / 2, (a - d) / 2, (c + b) / 2, (c - b) / 2
    p, q = math.hypot(e, h), math.hypot(f, g)
    rotation, reflection = math.atan2(h, e), math.atan2(g, f)
    U = _turn((reflection + rotation) / 2)
    V = _turn((reflection - rotation) / 2)
    U[:, 1] *= math.copysign(1.0, p - q)  # where the reflection wins, one axis flips
    V, U = fix_signs(V, U)
    return SVDResult(U, unscale(np.array([p + q, abs(p - q)]), exponent), V.T)


def _turn(angle: float) -> Array:
    """The matrix that turns the plane counter-clockwise."""
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, -s], [s, c]])


def condition_number(A: ArrayLike, p: float = 2) -> float:
    """Return κ_p(A) = ‖A‖_p ‖A⁻¹‖_p, the most by which relative errors can grow.

    Parameters
    ----------
    A : (m, n) array_like
        Square unless p is 2.
    p : {2, 1, np.inf}
        The norm. For p = 2, κ = s_max / s_min, of any shape.

    Returns
    -------
    float
        At least 1. Infinity if s_min or a pivot is found to be 0; of a matrix without
        full rank it is more often found to be roundoff, and κ to be near 10¹⁶.

    Raises
    ------
    ValueError
        If `A` is not a finite, non-empty matrix, or `p` is none of these.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 12.

    Examples
    --------
    >>> condition_number([[3, 0], [0, -2]])
    1.5
    >>> condition_number([[1, 2], [2, 4]]) > 1e15
    True
    >>> condition_number([[1, 1], [0, 1]], p=np.inf)
    4.0
    """
    if p == 2:
        s = svd_jacobi(A).s
        return float(s[0] / s[-1]) if s[-1] > 0 else np.inf
    if p not in (1, np.inf):
        raise ValueError(f"p must be 1, 2 or np.inf, got {p!r}")
    A = as_square(A, "A")
    try:
        pair = (A, inverse(A))
    except np.linalg.LinAlgError:
        return np.inf
    axis = 0 if p == 1 else 1  # the largest column sum, or row sum, of sizes
    return math.prod(float(np.abs(M).sum(axis=axis).max()) for M in pair)


def fix_signs(V: Array, *partners: Array) -> tuple[Array, ...]:
    """Turn singular or eigenvectors so that their largest entry is positive.

    Parameters
    ----------
    V : (n, k) ndarray
        Vectors in columns. Among entries of equal magnitude, up to roundoff, the first
        decides, so that every machine takes the same sign.
    *partners : (m, k) ndarrays
        Factors whose columns turn with those of V, as U does.

    Returns
    -------
    tuple of ndarrays
        V and the partners.

    Examples
    --------
    >>> fix_signs(np.array([[0.6], [-0.8]]))
    (array([[-0.6],
           [ 0.8]]),)
    """
    size = np.abs(V)
    decisive = (size >= (1 - 1e-9) * size.max(axis=0)).argmax(axis=0)
    signs = np.where(V[decisive, np.arange(V.shape[1])] < 0, -1.0, 1.0)
    return tuple(signs * factor for factor in (V, *partners))


def unscale(s: Array, exponent: int) -> Array:
    """2**exponent times the singular values of a matrix that was scaled down."""
    with np.errstate(over="ignore"):
        s = np.ldexp(s, exponent)
    if np.isinf(s[0]):
        raise OverflowError("the largest singular value of A is too large for a float")
    return s


def svd_tall(A: Array, max_sweeps: int) -> tuple[Array, Array, Array]:
    """U, s, V of a matrix with m ≥ n and largest entry of size 1."""
    m, n = A.shape
    W = np.hstack([A.T, np.eye(n)])  # (n, m + n): row j is column j of A, then of V
    rounds = _round_robin(n)
    for _ in range(max_sweeps):
        rotated = [_orthogonalise(W, m, pairs) for pairs in rounds]
        if not any(rotated):
            break
    else:
        raise np.linalg.LinAlgError(
            f"the columns of A are not orthogonal after {max_sweeps} sweeps"
        )

    s = np.linalg.norm(W[:, :m], axis=1)
    order = np.argsort(-s, kind="stable")
    s, W = s[order], W[order]
    rank = int(np.count_nonzero(s**2 > _NEGLIGIBLE))
    s[rank:] = 0.0
    U = W[:rank, :m].T / s[:rank]
    if rank < n:
        # Nothing is left to normalise: take any directions orthogonal to the others.
        Q = qr_householder(np.hstack([U, np.eye(m)])).Q
        U = np.hstack([U, Q[:, rank:n]])
    return U, s, W[:, m:].T


def _orthogonalise(W: Array, m: int, pairs: Pairs) -> bool:
    """Rotate disjoint pairs of rows of W until their first m entries are orthogonal.

    With α = ‖p‖², β = ‖q‖², γ = pᵀq the angle solves t² + 2ζt − 1 = 0, where t = tan θ
    and ζ = (β − α)/2γ; the smaller root turns by at most 45°.
    """
    p, q = W[pairs[0]], W[pairs[1]]
    alpha = np.einsum("ij,ij->i", p[:, :m], p[:, :m])
    beta = np.einsum("ij,ij->i", q[:, :m], q[:, :m])
    gamma = np.einsum("ij,ij->i", p[:, :m], q[:, :m])
    tolerance = m * np.finfo(float).eps * np.sqrt(alpha) * np.sqrt(beta)
    skewed = (np.abs(gamma) > tolerance) & (np.minimum(alpha, beta) > _NEGLIGIBLE)
    if not skewed.any():
        return False
    zeta = (beta - alpha) / (2 * np.where(skewed, gamma, 1.0))
    t = np.copysign(1.0, zeta) / (np.abs(zeta) + np.hypot(1.0, zeta))
    t = np.where(skewed, t, 0.0)[:, None]
    c = 1 / np.hypot(1.0, t)
    W[pairs[0]] = c * (p - t * q)
    W[pairs[1]] = c * (t * p + q)
    return True


def _round_robin(n: int) -> list[Pairs]:
    """Let n players meet each other once, in rounds where nobody plays twice.

    One player keeps the seat, the others move on by one; n odd, somebody rests.
    """
    seats = list(range(n + n % 2))
    rounds = []
    for _ in seats[1:]:
        half = len(seats) // 2
        meets = zip(seats[:half], reversed(seats[half:]), strict=True)
        pairs = np.array([pair for pair in meets if max(pair) < n], dtype=np.intp)
        if pairs.size:
            rounds.append((pairs[:, 0], pairs[:, 1]))
        seats = [seats[0], seats[-1], *seats[1:-1]]
    return rounds
