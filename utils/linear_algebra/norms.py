"""Norms: the size of a vector, and the most by which a matrix stretches one.

    x    (n,)   vector;  ‖x‖_p = (Σ |xᵢ|ᵖ)^{1/p} for 1 ≤ p ≤ ∞
    A    (m, n) matrix;  ‖A‖_p = max ‖Ax‖_p / ‖x‖_p, and ‖A‖_F = (Σ aᵢⱼ²)^{1/2}

Notebook: 01/03.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_matrix, as_vector, check_real
from utils.linear_algebra.low_rank import svd
from utils.linear_algebra.vectors import length


def vector_norm(x: ArrayLike, p: float = 2) -> float:
    """Return the p-norm ‖x‖_p = (|x₁|ᵖ + ... + |xₙ|ᵖ)^{1/p}.

    Parameters
    ----------
    x : (n,) array_like
    p : float
        At least 1; `np.inf` for the largest magnitude.

    Returns
    -------
    float
        Infinite only if the norm itself exceeds the largest float.

    Raises
    ------
    ValueError
        If p < 1: then the triangle inequality fails. If `x` is not finite.

    Notes
    -----
    The powers may overflow or vanish where the norm does not; so entries are divided by
    the largest of them first.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 3.

    Examples
    --------
    >>> x = [3, -4, 0]
    >>> vector_norm(x, 1), vector_norm(x), vector_norm(x, np.inf)
    (7.0, 5.0, 4.0)

    >>> vector_norm(x, 0.5)
    Traceback (most recent call last):
        ...
    ValueError: p must be a finite number in [1, inf), got 0.5
    """
    x = np.abs(as_vector(x, "x"))
    if p == np.inf:
        return float(x.max())
    p = check_real(p, "p", minimum=1)
    if p == 2:
        return length(x)
    largest = x.max()
    if largest == 0:
        return 0.0
    with np.errstate(over="ignore", under="ignore"):
        return float(largest * ((x / largest) ** p).sum() ** (1 / p))


def matrix_norm(A: ArrayLike, kind: Literal["fro", 1, 2] | float = "fro") -> float:
    """Return the Frobenius norm of A, or the norm induced by ‖·‖₁, ‖·‖₂ or ‖·‖_∞.

    Parameters
    ----------
    A : (m, n) array_like
    kind : {"fro", 1, 2, np.inf}
        "fro": √Σaᵢⱼ². 1: the largest column sum of |aᵢⱼ|. `np.inf`: the largest row
        sum. 2: the largest singular value.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `kind` is none of these, or `A` is not a finite matrix.

    Notes
    -----
    2mn flops; for the 2-norm those of a singular value decomposition.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 3.

    Examples
    --------
    >>> A = [[1, -2], [3, 4]]
    >>> matrix_norm(A, 1), matrix_norm(A, np.inf)
    (6.0, 7.0)
    >>> f"{matrix_norm(A):.4f}, {matrix_norm(A, 2):.4f}"
    '5.4772, 5.1167'
    """
    A = as_matrix(A, "A")
    if kind == "fro":
        return length(A.ravel())
    if kind == 1:
        return _largest_sum(A.T)
    if kind == 2:
        return float(svd(A).s[0])
    if kind == np.inf:
        return _largest_sum(A)
    raise ValueError(f'kind must be "fro", 1, 2 or np.inf, got {kind!r}')


def _largest_sum(A: Array) -> float:
    """The largest row sum of |A|."""
    with np.errstate(over="ignore"):
        return float(np.abs(A).sum(axis=1).max())
