"""Triangular systems, the last step of every direct solver.

    L    (n, n) lower triangular: zeros above the diagonal
    U    (n, n) upper triangular: zeros below the diagonal
    b    right-hand side, one (n,) or several (n, k) at once

Elimination, QR and Cholesky all end here: a triangular system gives up one unknown
per row, from the row that has only one. Notebook: 01/04.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, as_square, check_same_length


def forward_substitution(L: ArrayLike, b: ArrayLike) -> Array:
    """Solve Lx = b for a lower triangular L, first unknown first.

    Parameters
    ----------
    L : (n, n) array_like
        Lower triangular, no zero on the diagonal.
    b : (n,) or (n, k) array_like
        One right-hand side, or k of them as columns.

    Returns
    -------
    x : (n,) or (n, k) ndarray
        The solution, in the shape of `b`.

    Raises
    ------
    ValueError
        If `L` is not square or not lower triangular, or `b` has another length.
    numpy.linalg.LinAlgError
        If the diagonal of `L` holds a zero: the system is singular.

    Notes
    -----
    n² flops per right-hand side. Backward stable: the computed x solves a system whose
    matrix differs from L by a relative n·u in each entry.

    References
    ----------
    Higham, *Accuracy and Stability of Numerical Algorithms*, chapter "Triangular
    Systems".

    Examples
    --------
    The first row says 2x₁ = 4, the second x₁ + 3x₂ = 11.

    >>> forward_substitution([[2, 0], [1, 3]], [4, 11])
    array([2., 3.])
    """
    L = as_square(L, "L")
    if np.triu(L, 1).any():
        raise ValueError("L must be lower triangular")
    return solve_lower(L, _right_hand_side(b, L, "L"))


def back_substitution(U: ArrayLike, b: ArrayLike) -> Array:
    """Solve Ux = b for an upper triangular U, last unknown first.

    Parameters
    ----------
    U : (n, n) array_like
        Upper triangular, no zero on the diagonal.
    b : (n,) or (n, k) array_like
        One right-hand side, or k of them as columns.

    Returns
    -------
    x : (n,) or (n, k) ndarray
        The solution, in the shape of `b`.

    Raises
    ------
    ValueError
        If `U` is not square or not upper triangular, or `b` has another length.
    numpy.linalg.LinAlgError
        If the diagonal of `U` holds a zero: the system is singular.

    Notes
    -----
    n² flops per right-hand side, backward stable like `forward_substitution`.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 17.

    Examples
    --------
    The last row says 3x₂ = 9, the first 2x₁ + x₂ = 7.

    >>> back_substitution([[2, 1], [0, 3]], [7, 9])
    array([2., 3.])

    >>> back_substitution([[1, 1], [0, 0]], [2, 0])
    Traceback (most recent call last):
        ...
    numpy.linalg.LinAlgError: U is singular: its diagonal entry 2 is zero
    """
    U = as_square(U, "U")
    if np.tril(U, -1).any():
        raise ValueError("U must be upper triangular")
    return solve_upper(U, _right_hand_side(b, U, "U"))


def solve_lower(L: Array, b: Array) -> Array:
    """`forward_substitution` for arguments that are known to be good."""
    _require_nonzero_diagonal(L, "L")
    x = np.zeros_like(b)
    for i in range(len(L)):
        x[i] = (b[i] - L[i, :i] @ x[:i]) / L[i, i]
    return x


def solve_upper(U: Array, b: Array) -> Array:
    """`back_substitution` for arguments that are known to be good."""
    _require_nonzero_diagonal(U, "U")
    x = np.zeros_like(b)
    for i in reversed(range(len(U))):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def _right_hand_side(b: ArrayLike, A: Array, name: str) -> Array:
    b = as_array(b, "b")
    if b.ndim > 2:
        raise ValueError(f"b must have shape (n,) or (n, k), got {b.shape}")
    check_same_length(A, name, b, "b")
    return b


def _require_nonzero_diagonal(A: Array, name: str) -> None:
    zeros = np.flatnonzero(A.diagonal() == 0)
    if zeros.size:
        raise np.linalg.LinAlgError(
            f"{name} is singular: its diagonal entry {zeros[0] + 1} is zero"
        )
