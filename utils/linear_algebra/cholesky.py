"""Cholesky: the square root of a positive definite matrix, and the test of being one.

    A    (n, n) symmetric
    L    (n, n) lower triangular with positive diagonal, A = LLᵀ

A factor L exists exactly if A is positive definite, so the factorisation is also the
cheapest proof of definiteness. Notebooks: 01/10, 08/01.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_square
from utils.linear_algebra.matrices import is_symmetric


def cholesky(A: ArrayLike) -> Array:
    """Return the lower triangular L with positive diagonal and LLᵀ = A.

    Parameters
    ----------
    A : (n, n) array_like
        Symmetric positive definite.

    Returns
    -------
    L : (n, n) ndarray
        Lower triangular.

    Raises
    ------
    ValueError
        If `A` is not square or not symmetric.
    numpy.linalg.LinAlgError
        If `A` is not positive definite; the message names the first leading minor
        that is not positive.

    Notes
    -----
    n³/3 flops, no pivoting needed: a diagonal entry of A is the squared length of a row
    of L, so nothing can grow. Column j subtracts what the earlier columns explain.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 23.

    Examples
    --------
    >>> cholesky([[4, 2], [2, 10]])
    array([[2., 0.],
           [1., 3.]])

    >>> cholesky([[1, 2], [2, 1]])
    Traceback (most recent call last):
        ...
    numpy.linalg.LinAlgError: A is not positive definite: its leading minor of order 2 \
is not positive
    """
    A = as_square(A, "A")
    if not is_symmetric(A):
        raise ValueError("A must be symmetric")
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        column = A[j:, j] - L[j:, :j] @ L[j, :j]
        if column[0] <= 0:
            raise np.linalg.LinAlgError(
                f"A is not positive definite: its leading minor of order {j + 1} "
                "is not positive"
            )
        L[j:, j] = column / np.sqrt(column[0])
    return L
