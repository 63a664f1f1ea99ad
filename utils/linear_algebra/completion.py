"""Matrix completion: guess what was never measured, from a low rank.

    R     (m, n) the table; only entries with mask True are read
    mask  (m, n) booleans, True where R is known
    U     (m, r) one row of r numbers for each row of R
    V     (n, r) one row of r numbers for each column of R; the guess is UVᵀ
    λ            weight of the penalty λ(‖U‖² + ‖V‖²), `lam` in code

With V held fixed the loss is a ridge regression for every row of U, and the other way
round: alternating least squares. Notebook: 01/14.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import Array, as_matrix, check_integer, check_real
from utils.linear_algebra.cholesky import cholesky
from utils.linear_algebra.linear_systems import back_substitution, forward_substitution


class CompletionResult(NamedTuple):
    """The factors of the guess UVᵀ, and the loss after each half of a sweep."""

    U: Array
    V: Array
    losses: Array


def als_complete(
    R: ArrayLike,
    mask: ArrayLike,
    rank: int,
    lam: float,
    *,
    iters: int,
    rng: np.random.Generator | int,
) -> CompletionResult:
    """Minimise Σ (r_ij − uᵢᵀvⱼ)² + λ(‖U‖² + ‖V‖²) over the known entries, in turns.

    Parameters
    ----------
    R : (m, n) array_like
        What stands at unknown places does not matter; it may be NaN.
    mask : (m, n) array_like of bool
        True where `R` is known; at least once in every row and every column.
    rank : int
        r, from 1 to min(m, n).
    lam : float
        λ > 0, so that every step has exactly one solution.
    iters : int
        Sweeps; each solves for U, then for V.
    rng : Generator or int
        Draws the first V, standard normal.

    Returns
    -------
    U : (m, r) ndarray
    V : (n, r) ndarray
    losses : (2 · iters,) ndarray
        Never increasing, up to roundoff.

    Raises
    ------
    TypeError
        If `mask` does not hold booleans.
    ValueError
        If shapes differ, a known entry is not finite, a row or a column has no known
        entry, or `rank`, `lam` or `iters` is out of range.
    numpy.linalg.LinAlgError
        If `lam` is so small that a step is singular in floats.

    Notes
    -----
    A sweep costs O(r²) flops for each known entry and O(r³) for each row and column.
    The loss falls to a limit, not always to the least one: on the table below, rng=0
    ends in another valley, with a negative number in the hole. Compare the last losses
    of several starts.

    References
    ----------
    Koren, Bell and Volinsky, "Matrix factorization techniques for recommender
    systems", Computer 42(8) (2009).

    Examples
    --------
    A multiplication table of 1, 2, 3 with a hole, and hardly any penalty:

    >>> R = [[1, 2, 3], [2, 4, 6], [3, 6, np.nan]]
    >>> fit = als_complete(R, np.isfinite(R), 1, 1e-9, iters=30, rng=1)
    >>> print(f"{(fit.U @ fit.V.T)[2, 2]:.4f}")
    9.0000
    """
    R, seen = _known_entries(R, mask)
    m, n = R.shape
    rank = check_integer(rank, "rank", minimum=1)
    if rank > min(m, n):
        raise ValueError(f"rank must be at most min(m, n) = {min(m, n)}, got {rank}")
    lam = check_real(lam, "lam", minimum=0)
    if lam == 0:
        raise ValueError("lam must be positive, got 0")
    iters = check_integer(iters, "iters", minimum=1)
    V = np.random.default_rng(rng).standard_normal((n, rank))
    losses = []
    for _ in range(iters):
        U = _ridge_by_rows(R, seen, V, lam)
        losses.append(_loss(R, seen, U, V, lam))
        V = _ridge_by_rows(R.T, seen.T, U, lam)
        losses.append(_loss(R, seen, U, V, lam))
    return CompletionResult(U, V, np.array(losses))


def _ridge_by_rows(R: Array, seen: NDArray[np.bool_], V: Array, lam: float) -> Array:
    """For each row solve (AᵀA + λI)u = Aᵀr; A holds the rows of V whose r is known."""
    penalty = lam * np.eye(V.shape[1])
    U = np.empty((len(R), V.shape[1]))
    for i, known in enumerate(seen):
        A = V[known]  # (known entries of row i, r)
        L = cholesky(A.T @ A + penalty)
        U[i] = back_substitution(L.T, forward_substitution(L, A.T @ R[i, known]))
    return U


def _loss(R: Array, seen: NDArray[np.bool_], U: Array, V: Array, lam: float) -> float:
    misses = (R - U @ V.T)[seen]
    return float(misses @ misses + lam * (np.sum(U**2) + np.sum(V**2)))


def _known_entries(R: ArrayLike, mask: ArrayLike) -> tuple[Array, NDArray[np.bool_]]:
    """R with zeros at the unknown places, and the mask as a new array."""
    R, seen = as_matrix(R, "R", finite=False), np.array(mask)
    if seen.dtype != np.bool_:
        raise TypeError(f"mask must hold booleans, got {seen.dtype}")
    if seen.shape != R.shape:
        raise ValueError(
            f"mask must have the shape of R, {R.shape}, got shape {seen.shape}"
        )
    if not np.isfinite(R[seen]).all():
        raise ValueError("R must be finite where mask is True")
    for axis, name in ((1, "row"), (0, "column")):
        empty = np.flatnonzero(~seen.any(axis=axis))
        if empty.size:
            raise ValueError(f"{name} {empty[0]} of R has no known entry: no clue")
    return np.where(seen, R, 0.0), seen
