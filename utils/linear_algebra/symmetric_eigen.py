"""Eigenvalues and eigenvectors of a symmetric matrix, all at once.

    A    (n, n) symmetric
    λ    (n,)   its eigenvalues, smallest first
    V    (n, n) orthonormal eigenvectors in its columns, A = V diag(λ) Vᵀ
    T    (n, n) tridiagonal, diagonal d (n,) and off-diagonal e (n − 1,); A = QTQᵀ
    c, s        cosine and sine of a rotation in the plane of two neighbours

`eigh_jacobi` rotates away one off-diagonal entry after the other: plain, and very
accurate. `eigh` is the fast one. It reflects A to tridiagonal form, finds the
eigenvalues of T by the QL iteration, in plain Python because each step needs the one
before it, and only then turns the vectors: rotations of different sweeps that touch
different rows are done together. Notebook: 01/09.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_square, check_integer
from utils.linear_algebra.linear_systems import solve_upper
from utils.linear_algebra.matrices import is_symmetric
from utils.linear_algebra.svd import fix_signs

_EPS = float(np.finfo(float).eps)
# The largest entry is scaled to size 1 first; this is far under its roundoff, squared.
_NEGLIGIBLE = 2.0**-900
_MAX_SWEEPS = 30  # per eigenvalue; two or three are usual
_BATCH = 256  # sweeps whose rotations are applied together

# The rotations of one QL sweep, in planes (i, i + 1) with i = last, last − 1, ...
Sweep = tuple[int, list[float], list[float]]


class EighResult(NamedTuple):
    """The factors of A = V diag(λ) Vᵀ."""

    eigenvalues: Array
    eigenvectors: Array


def eigh(A: ArrayLike) -> EighResult:
    """Factor a symmetric A = V diag(λ) Vᵀ by tridiagonalisation and QL iteration.

    Parameters
    ----------
    A : (n, n) array_like
        Symmetric.

    Returns
    -------
    eigenvalues : (n,) ndarray
        In ascending order.
    eigenvectors : (n, n) ndarray
        Column j belongs to eigenvalue j; orthonormal, and in each the entry of largest
        magnitude is positive.

    Raises
    ------
    ValueError
        If `A` is not square or not symmetric.
    numpy.linalg.LinAlgError
        If an eigenvalue takes more than 30 sweeps; none is known that does.

    Notes
    -----
    4n³/3 flops for T, 4n³/3 for Q, about 6n³ for the rotations. Backward stable: V and
    λ belong to a symmetric matrix that differs from A by a small multiple of n·u·‖A‖₂.
    Eigenvalues are right to that absolute error, so tiny ones may have no digit right;
    for positive definite matrices with entries of very different size see
    `eigh_jacobi`.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, section 8.3. Van Zee, van de Geijn and
    Quintana-Ortí, "Restructuring the tridiagonal and bidiagonal QR algorithms for
    performance", ACM Trans. Math. Softw. 40 (2014), for the order of the rotations.

    Examples
    --------
    Mean 2, product 3: the eigenvalues are 1 and 3, along the two diagonals.

    >>> eigenvalues, eigenvectors = eigh([[2, 1], [1, 2]])
    >>> print(eigenvalues.round(6).tolist())
    [1.0, 3.0]
    >>> print((eigenvectors * 2**0.5).round(6).tolist())
    [[1.0, 1.0], [-1.0, 1.0]]
    """
    A, exponent = _scaled_symmetric(A)
    d, e, V, gamma = _tridiagonalise(A)
    eigenvalues, sweeps = _ql_iteration(d.tolist(), e.tolist())
    rows = _accumulate(V, gamma).T.copy()
    for start in range(0, len(sweeps), _BATCH):
        _rotate_rows(rows, sweeps[start : start + _BATCH])
    return _sorted(eigenvalues, rows.T, exponent)


def eigh_jacobi(A: ArrayLike, *, max_sweeps: int = 40) -> EighResult:
    """Factor a symmetric A = V diag(λ) Vᵀ by rotating away one entry at a time.

    Parameters
    ----------
    A : (n, n) array_like
        Symmetric.
    max_sweeps : int
        How often to go through all entries; about ten times is enough.

    Returns
    -------
    eigenvalues : (n,) ndarray
        In ascending order.
    eigenvectors : (n, n) ndarray
        Column j belongs to eigenvalue j; orthonormal, and in each the entry of largest
        magnitude is positive.

    Raises
    ------
    ValueError
        If `A` is not square or not symmetric.
    numpy.linalg.LinAlgError
        If `max_sweeps` sweeps do not make A diagonal.

    Notes
    -----
    About 6n³ flops per sweep; each rotation moves weight 2a² from off the diagonal onto
    it, and in the end the convergence is quadratic. If A = DBD is positive definite
    with D diagonal and B well conditioned, even the smallest eigenvalues have nearly
    all their digits, because an entry counts as zero only beside *its own* two diagonal
    entries.

    References
    ----------
    Jacobi, "Über ein leichtes Verfahren, die in der Theorie der Säcularstörungen
    vorkommenden Gleichungen numerisch aufzulösen", J. reine angew. Math. 30 (1846).
    Demmel and Veselić, "Jacobi's method is more accurate than QR", SIAM J. Matrix Anal.
    Appl. 13 (1992). Golub and Van Loan, *Matrix Computations*, section 8.5.

    Examples
    --------
    One rotation by 45° is enough for a matrix of order two.

    >>> eigenvalues, eigenvectors = eigh_jacobi([[2, 1], [1, 2]], max_sweeps=2)
    >>> print(eigenvalues.round(6).tolist())
    [1.0, 3.0]
    """
    A, exponent = _scaled_symmetric(A)
    max_sweeps = check_integer(max_sweeps, "max_sweeps", minimum=1)
    V = np.eye(len(A))
    for _ in range(max_sweeps):
        if not _jacobi_sweep(A, V):
            return _sorted(A.diagonal(), V, exponent)
    raise np.linalg.LinAlgError(f"A is not diagonal after {max_sweeps} sweeps")


def _scaled_symmetric(A: ArrayLike) -> tuple[Array, int]:
    """Return (A + Aᵀ)/2, scaled to largest entry in [½, 1) by 2^−exponent."""
    A = as_square(A, "A")
    if not is_symmetric(A):
        raise ValueError("A must be symmetric")
    exponent = int(np.frexp(np.abs(A).max())[1])
    A = np.ldexp(A, -exponent)
    return (A + A.T) / 2, exponent


def _sorted(eigenvalues: Array, V: Array, exponent: int) -> EighResult:
    """Ascending, in the original scale, signs fixed."""
    order = np.argsort(eigenvalues, kind="stable")
    (V,) = fix_signs(V[:, order])
    return EighResult(np.ldexp(eigenvalues[order], exponent), V)


# ---- Jacobi


def _jacobi_sweep(A: Array, V: Array) -> bool:
    """Rotate every entry above the diagonal away once; False if none needed it."""
    rotated = False
    for p in range(len(A) - 1):
        for q in range(p + 1, len(A)):
            own = math.sqrt(abs(A[p, p])) * math.sqrt(abs(A[q, q]))
            if abs(A[p, q]) > max(_EPS * own, _NEGLIGIBLE):
                _rotate_away(A, V, p, q)
                rotated = True
    return rotated


def _rotate_away(A: Array, V: Array, p: int, q: int) -> None:
    """A ← GAGᵀ with zero in place (p, q), and V ← VGᵀ.

    The angle solves t² + 2ζt − 1 = 0, where t = tan θ and ζ = (a_qq − a_pp) / 2a_pq;
    the smaller root turns by at most 45°.
    """
    a_pp, a_qq, a_pq = float(A[p, p]), float(A[q, q]), float(A[p, q])
    zeta = (a_qq - a_pp) / (2 * a_pq)
    t = math.copysign(1.0, zeta) / (abs(zeta) + math.hypot(1.0, zeta))
    c = 1 / math.hypot(1.0, t)
    G = np.array([[c, -t * c], [t * c, c]])
    A[[p, q]] = G @ A[[p, q]]
    A[:, [p, q]] = A[[p, q]].T
    A[p, p], A[q, q] = a_pp - t * a_pq, a_qq + t * a_pq
    A[p, q] = A[q, p] = 0.0
    V[:, [p, q]] = V[:, [p, q]] @ G.T


# ---- reflections to tridiagonal form


def _tridiagonalise(A: Array) -> tuple[Array, Array, Array, Array]:
    """Diagonal and off-diagonal of T = HAH, and the v and γ of H = H₁H₂...; A is spent.

    Reflection j, I − vvᵀ/γ with γ = vᵀv/2, sends column j below the diagonal to a
    multiple of e₁. From both sides it changes the rest B by a matrix of rank two:
    (I − vvᵀ/γ) B (I − vvᵀ/γ) = B − vwᵀ − wvᵀ with w = Bv/γ − (vᵀBv / 2γ²) v.
    """
    n = len(A)
    V, gamma = np.zeros((n, n)), np.ones(n)
    for j in range(n - 2):
        x = A[j + 1 :, j]
        tail = x[1:] @ x[1:]
        if tail <= _NEGLIGIBLE:
            continue  # already tridiagonal here: the reflection is the identity
        first = math.copysign(math.sqrt(x[0] ** 2 + tail), x[0])
        v = V[j + 1 :, j]
        v[:] = x
        v[0] += first
        gamma[j] = first * v[0]
        B = A[j + 1 :, j + 1 :]
        w = B @ v / gamma[j]
        w -= (v @ w) / (2 * gamma[j]) * v
        both = np.array([v, w])
        B -= both.T @ both[::-1]
        x[0] = -first
    return A.diagonal().copy(), A.diagonal(-1).copy(), V, gamma


def _accumulate(V: Array, gamma: Array) -> Array:
    """H₁H₂... = I − VS⁻¹Vᵀ, S = diag(γ) + the part of VᵀV above the diagonal."""
    S = np.triu(V.T @ V, 1) + np.diag(gamma)
    return np.eye(len(V)) - V @ solve_upper(S, V.T)


# ---- QL iteration


def _ql_iteration(d: list[float], e: list[float]) -> tuple[Array, list[Sweep]]:
    """Eigenvalues of the tridiagonal matrix, and the rotations on the way."""
    e.append(0.0)
    negligible = _EPS * max(map(abs, d + e))
    sweeps: list[Sweep] = []
    for start in range(len(d)):
        for _ in range(_MAX_SWEEPS):
            stop = _block_end(e, start, negligible)
            if stop == start:
                break
            sweeps.append(_ql_sweep(d, e, start, stop))
        else:
            raise np.linalg.LinAlgError(
                f"eigenvalue {start + 1} has not settled after {_MAX_SWEEPS} sweeps"
            )
    return np.array(d), sweeps


def _block_end(e: list[float], start: int, negligible: float) -> int:
    """The last index that is still coupled to `start`."""
    return next(i for i in range(start, len(e)) if abs(e[i]) <= negligible)


def _ql_sweep(d: list[float], e: list[float], start: int, stop: int) -> Sweep:
    """One implicit QL step on d[start..stop] with Wilkinson's shift, in place.

    A rotation of the last plane puts an entry outside the three diagonals; the further
    rotations chase it upwards and out. `g` and `f` are the pair that the next one turns
    to (r, 0), and `moved` is what the diagonal gave to its neighbour.
    """
    # Wilkinson's shift: the eigenvalue of the first 2 by 2 block nearer to its d.
    half_gap = (d[start + 1] - d[start]) / (2 * e[start])
    root = math.copysign(math.hypot(half_gap, 1.0), half_gap)
    g = d[stop] - d[start] + e[start] / (half_gap + root)
    c, s, moved = 1.0, 1.0, 0.0
    cosines, sines = [], []
    for i in range(stop - 1, start - 1, -1):
        f, b = s * e[i], c * e[i]
        r = math.hypot(f, g)
        e[i + 1] = r
        c, s = g / r, f / r
        cosines.append(c)
        sines.append(s)
        g = d[i + 1] - moved
        change = (d[i] - g) * s + 2 * c * b
        moved = s * change
        d[i + 1] = g + moved
        g = c * change - b
    d[start] -= moved
    e[start], e[stop] = g, 0.0
    return stop - 1, cosines, sines


def _rotate_rows(rows: Array, sweeps: list[Sweep]) -> None:
    """Apply the sweeps to the rows, in place, in as few steps as the order allows.

    Sweep p + 1 may follow sweep p at a distance of two planes. So at time t sweep p
    turns plane i = n − 2 + 2p − t, and all these planes are neighbours without overlap.
    """
    n, times = len(rows), len(rows) + 2 * len(sweeps)
    G = np.broadcast_to(np.eye(2), (times, len(sweeps), 2, 2)).copy()
    first, end = np.full(times, len(sweeps)), np.zeros(times, dtype=int)
    for p, (plane, cosines, sines) in enumerate(sweeps):
        t = 2 * p + n - 2 - plane
        when = slice(t, t + len(cosines))
        G[when, p, 0, 0] = G[when, p, 1, 1] = cosines
        G[when, p, 1, 0] = sines
        G[when, p, 0, 1] = -G[when, p, 1, 0]
        first[when] = np.minimum(first[when], p)
        end[when] = p + 1

    for t, (p, q) in enumerate(zip(first.tolist(), end.tolist(), strict=True)):
        if p < q:
            i = n - 2 + 2 * p - t
            pairs = rows[i : i + 2 * (q - p)].reshape(q - p, 2, n)  # a view
            pairs[...] = G[t, p:q] @ pairs
