"""Products, powers and inverses of matrices: lesson 01-02.

    A, B       matrices of shapes (m, n) and (n, p); the product AB has shape (m, p)
    aᵢⱼ        the entry of A in row i and column j
    S          a square matrix, shape (n, n)
    d₀ ... dₖ  sizes of a chain A₁A₂...Aₖ, in which Aᵢ has shape (dᵢ₋₁, dᵢ)

``A @ B`` is the product to use. What stands here says what it means (`matmul` in four
views), how it is organised (`block_matmul`), and in which order to use it
(`chain_order`, `matrix_power`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_matrix, as_square, check_integer, check_real


class ChainOrder(NamedTuple):
    """The cheapest way to multiply a chain of matrices."""

    cost: int
    order: str


def matmul(A: ArrayLike, B: ArrayLike, *, view: str = "entries") -> Array:
    """Return the product AB, computed in one of its four views.

    Parameters
    ----------
    A : (m, n) array_like
    B : (n, p) array_like
    view : {"entries", "columns", "rows", "outer"}
        What one step computes: one entry, row of A times column of B; one column,
        A times a column of B; one row, a row of A times B; or one layer of the whole
        result, a column of A times a row of B, and the layers are added.

    Returns
    -------
    (m, p) ndarray

    Raises
    ------
    ValueError
        If A does not have as many columns as B has rows, or `view` is none of the four.

    Notes
    -----
    The same mnp multiplications in each view, in another order, so the results may
    differ in their last digits. Entry (i, j) is off by at most about
    n·2**-53 · Σₖ|aᵢₖbₖⱼ|.

    References
    ----------
    Golub and Van Loan, Matrix Computations, section 1.1.

    Examples
    --------
    >>> matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]])
    array([[2., 1.],
           [4., 3.]])
    >>> matmul([[1, 2], [3, 4]], [[1, 2, 3]])
    Traceback (most recent call last):
        ...
    ValueError: A must have as many columns as B has rows, got shapes (2, 2) and (1, 3)
    """
    A, B = _as_product(A, B)
    if view not in _VIEWS:
        raise ValueError(f"view must be one of {', '.join(_VIEWS)}, got {view!r}")
    return _VIEWS[view](A, B)


def _by_entries(A: Array, B: Array) -> Array:
    return np.array([[(row * column).sum() for column in B.T] for row in A])


def _by_columns(A: Array, B: Array) -> Array:
    # Column j of AB mixes the columns of A, in the amounts of column j of B.
    return np.array([(A * column).sum(axis=1) for column in B.T]).T


def _by_rows(A: Array, B: Array) -> Array:
    # Row i of AB mixes the rows of B, in the amounts of row i of A.
    return np.array([(row[:, np.newaxis] * B).sum(axis=0) for row in A])


def _by_outer_products(A: Array, B: Array) -> Array:
    C = np.zeros((A.shape[0], B.shape[1]))
    for column, row in zip(A.T, B, strict=True):
        C += column[:, np.newaxis] * row  # (m, 1) * (p,): one layer (m, p)
    return C


_VIEWS: dict[str, Callable[[Array, Array], Array]] = {
    "entries": _by_entries,
    "columns": _by_columns,
    "rows": _by_rows,
    "outer": _by_outer_products,
}


def block_matmul(A: ArrayLike, B: ArrayLike, size: int) -> Array:
    """Return AB, computed from blocks as if the blocks were numbers.

    Parameters
    ----------
    A : (m, n) array_like
    B : (n, p) array_like
    size : int
        Rows and columns of a block, at least 1; the last blocks may be smaller.

    Returns
    -------
    (m, p) ndarray

    Raises
    ------
    ValueError
        If A does not have as many columns as B has rows, or `size` is below 1.

    Notes
    -----
    Block (I, J) of the product is Σ_K A_IK B_KJ. As many flops as for the product in
    one piece, but three blocks at a time suffice: if they fit into fast memory, each
    number is fetched from slow memory about `size` times less often.

    References
    ----------
    Golub and Van Loan, Matrix Computations, section 1.3.

    Examples
    --------
    >>> block_matmul([[1, 2, 3]], [[1], [10], [100]], size=2)
    array([[321.]])
    """
    A, B = _as_product(A, B)
    size = check_integer(size, "size", minimum=1)
    m, n, p = *A.shape, B.shape[1]
    C = np.zeros((m, p))
    for i in range(0, m, size):
        for j in range(0, p, size):
            for k in range(0, n, size):
                block = A[i : i + size, k : k + size] @ B[k : k + size, j : j + size]
                C[i : i + size, j : j + size] += block
    return C


def inverse_2x2(A: ArrayLike) -> Array:
    """Return the inverse of [[a, b], [c, d]]: [[d, −b], [−c, a]] / (ad − bc).

    Parameters
    ----------
    A : (2, 2) array_like

    Returns
    -------
    (2, 2) ndarray
        Each entry is the float nearest to the exact one.

    Raises
    ------
    ValueError
        If A is not 2 by 2.
    numpy.linalg.LinAlgError
        If ad − bc = 0: A has no inverse.
    OverflowError
        If an entry of the inverse exceeds the largest float.

    Notes
    -----
    In floats ad − bc can lose every digit, and then the formula takes a singular matrix
    for an invertible one or the reverse. Floats are fractions, so for four of them
    exact arithmetic is affordable.

    References
    ----------
    Strang, Introduction to Linear Algebra, section 2.5.

    Examples
    --------
    >>> inverse_2x2([[1, 2], [3, 4]])
    array([[-2. ,  1. ],
           [ 1.5, -0.5]])
    >>> inverse_2x2([[1, 2], [2, 4]])
    Traceback (most recent call last):
        ...
    numpy.linalg.LinAlgError: A has no inverse: ad − bc is zero
    """
    A = as_square(A, "A")
    if A.shape != (2, 2):
        raise ValueError(f"A must have shape (2, 2), got {A.shape}")
    a, b, c, d = (Fraction(float(entry)) for entry in A.flat)
    determinant = a * d - b * c
    if determinant == 0:
        raise np.linalg.LinAlgError("A has no inverse: ad − bc is zero")
    inverse = [float(entry / determinant) for entry in (d, -b, -c, a)]
    return np.array(inverse).reshape(2, 2)


def is_symmetric(A: ArrayLike, *, tol: float = 1e-10) -> bool:
    """Whether A equals its transpose, up to rounding.

    Parameters
    ----------
    A : (n, n) array_like
    tol : float
        |aᵢⱼ − aⱼᵢ| may be as large as `tol` times the largest |aᵢⱼ|. With 0 the two
        must be the same float.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If A is not square, or `tol` is negative.

    References
    ----------
    Boyd and Vandenberghe, Introduction to Applied Linear Algebra, ch. 10.

    Examples
    --------
    >>> is_symmetric([[1, 2], [2, 5]]), is_symmetric([[1, 2], [3, 5]])
    (True, False)
    """
    A = as_square(A, "A")
    tol = check_real(tol, "tol", minimum=0)
    A = A / (np.abs(A).max() or 1.0)  # now differences cannot overflow
    return bool(np.abs(A - A.T).max() <= tol)


def matrix_power(S: ArrayLike, k: int) -> Array:
    """Return Sᵏ = S S ... S by repeated squaring.

    Parameters
    ----------
    S : (n, n) array_like
    k : int
        At least 0; S⁰ is the identity.

    Returns
    -------
    (n, n) ndarray

    Raises
    ------
    ValueError
        If S is not square or k is negative.

    Notes
    -----
    At most 1 + 2 log₂ k products instead of k − 1. From the binary digits of k: for
    k = 13 = 8 + 4 + 1, S¹³ = S⁸ S⁴ S. Whole numbers are exact up to 2**53.

    References
    ----------
    Knuth, The Art of Computer Programming, vol. 2, section 4.6.3, Evaluation of Powers.

    Examples
    --------
    >>> matrix_power([[1, 1], [1, 0]], 10)
    array([[89., 55.],
           [55., 34.]])
    """
    square = as_square(S, "S")
    k = check_integer(k, "k", minimum=0)
    result = np.eye(len(square))
    while k > 0:
        if k % 2 == 1:
            result = result @ square
        k //= 2
        if k > 0:  # one square more than needed could overflow
            square = square @ square
    return result


def chain_order(dims: Sequence[int]) -> ChainOrder:
    """Return the order of multiplication that makes a chain of matrices cheapest.

    Parameters
    ----------
    dims : sequence of k + 1 int
        The sizes d₀, d₁ ... dₖ of the chain A₁A₂...Aₖ: Aᵢ has the shape (dᵢ₋₁, dᵢ).

    Returns
    -------
    cost : int
        The number of multiplications of numbers.
    order : str
        The chain with brackets, such as "(A1 A2) A3". Of equally cheap orders, the one
        whose last product has the shortest left part.

    Raises
    ------
    ValueError
        If there are fewer than two sizes, or a size is below 1.

    Notes
    -----
    The last product joins A₁...Aₛ with Aₛ₊₁...Aₖ for some s, and both parts must be
    done as cheaply as possible: cost(i, j) = min over s of
    cost(i, s) + cost(s, j) + dᵢdₛdⱼ. About k³/6 sums, whereas the number of orders
    grows nearly like 4ᵏ.

    References
    ----------
    Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, section
    "Matrix-chain multiplication".

    Examples
    --------
    >>> chain_order([10, 100, 5, 50])
    ChainOrder(cost=7500, order='(A1 A2) A3')
    """
    sizes = [check_integer(size, "dims", minimum=1) for size in dims]
    if len(sizes) < 2:
        raise ValueError(f"dims must hold at least two sizes, got {len(sizes)}")
    # best[i, j]: the cheapest way to compute the product of A_{i+1} ... A_j.
    best = {(i, i + 1): ChainOrder(0, f"A{i + 1}") for i in range(len(sizes) - 1)}
    for span in range(2, len(sizes)):
        for i in range(len(sizes) - span):
            j = i + span
            splits = [
                _join(best[i, s], best[s, j], sizes[i] * sizes[s] * sizes[j])
                for s in range(i + 1, j)
            ]
            best[i, j] = min(splits, key=lambda way: way.cost)
    return best[0, len(sizes) - 1]


def _join(left: ChainOrder, right: ChainOrder, product: int) -> ChainOrder:
    """The way that computes both parts and then multiplies them."""
    parts = [
        f"({way.order})" if " " in way.order else way.order for way in (left, right)
    ]
    return ChainOrder(left.cost + right.cost + product, " ".join(parts))


def _as_product(A: ArrayLike, B: ArrayLike) -> tuple[Array, Array]:
    A, B = as_matrix(A, "A"), as_matrix(B, "B")
    if A.shape[1] != B.shape[0]:
        raise ValueError(
            f"A must have as many columns as B has rows, got shapes {A.shape} "
            f"and {B.shape}"
        )
    return A, B
