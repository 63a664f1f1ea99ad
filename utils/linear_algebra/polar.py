"""The polar decomposition: every square matrix is a stretch followed by a turn.

    A    (m, n) with m ≥ n
    Q    (m, n) orthonormal columns, the nearest such matrix to A
    S    (n, n) symmetric, no negative eigenvalue; A = QS

Notebook: 01/11.
"""

from __future__ import annotations

from typing import NamedTuple

from numpy.typing import ArrayLike

from utils._validation import Array, as_matrix
from utils.linear_algebra.low_rank import svd


class PolarResult(NamedTuple):
    """The factors of A = QS."""

    Q: Array
    S: Array


def polar(A: ArrayLike) -> PolarResult:
    """Factor A = QS: first a stretch along orthogonal axes, then a turn or reflection.

    Parameters
    ----------
    A : (m, n) array_like
        m ≥ n.

    Returns
    -------
    Q : (m, n) ndarray
        Orthonormal columns, UVᵀ; no such matrix is nearer to A in the Frobenius norm.
    S : (n, n) ndarray
        V diag(s) Vᵀ, exactly symmetric; no eigenvalue is negative.

    Raises
    ------
    ValueError
        If `A` is wide or not a finite matrix.

    Notes
    -----
    S is always unique, Q if A has rank n.

    References
    ----------
    Higham, "Computing the polar decomposition, with applications", SIAM J. Sci. Stat.
    Comput. 7 (1986). Golub and Van Loan, *Matrix Computations*, sections 6.4 and 9.4.

    Examples
    --------
    A quarter turn after stretching the first axis by 3.

    >>> Q, S = polar([[0, -1], [3, 0]])
    >>> print((Q.round(6) + 0).tolist(), (S.round(6) + 0).tolist())
    [[0.0, -1.0], [1.0, 0.0]] [[3.0, 0.0], [0.0, 1.0]]
    """
    A = as_matrix(A, "A")
    if A.shape[0] < A.shape[1]:
        raise ValueError(f"A must have at least as many rows as columns, got {A.shape}")
    U, s, Vt = svd(A)
    S = Vt.T * s @ Vt
    return PolarResult(U @ Vt, S / 2 + S.T / 2)
