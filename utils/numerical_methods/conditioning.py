"""How fragile a problem is, whoever solves it: lesson 07-02.

    κ       condition number: relative change of the answer per relative change of
            the question, at worst
    A, b    a square matrix and a right-hand side, of A x = b
    σ₁, σₙ  largest and smallest singular value; κ₂(A) = σ₁/σₙ
    r       residual b - A x̂ of a computed solution x̂

Digits lost are about log₁₀ κ. The condition number of a matrix itself belongs to
`utils.linear_algebra.condition_number`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_matrix,
    as_square,
    as_vector,
    check_callable,
    check_generator,
    check_integer,
    check_real,
    check_same_length,
)
from utils.linear_algebra import (
    condition_number,
    matrix_norm,
    pseudo_inverse,
    solve,
    svd_jacobi,
    vector_norm,
)


class WorstRHSResult(NamedTuple):
    """A right-hand side and a change of it for which the bound κ is attained."""

    b: Array
    db: Array


class EquilibrateResult(NamedTuple):
    """The scaled matrix A / scale, and the length of each column of A."""

    A: Array
    scale: Array


def function_condition(
    f: Callable[[float], float], df: Callable[[float], float], x: float
) -> float:
    """Return κ = |x f'(x) / f(x)|, the relative condition number of f at x.

    Parameters
    ----------
    f, df : callable
        A function of one number and its derivative.
    x : float

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If f or df cannot be called, x is not finite, or f(x) = 0.

    References
    ----------
    Rice (1966), A theory of condition; Higham (2002), Accuracy and Stability of
    Numerical Algorithms, section 1.6.

    Examples
    --------
    >>> function_condition(np.sqrt, lambda x: 0.5 / np.sqrt(x), 9.0)
    0.5
    """
    check_callable(f, "f")
    check_callable(df, "df")
    x = check_real(x, "x")
    value = float(f(x))
    if value == 0:
        raise ValueError("f(x) must not be 0: no change is relative to 0")
    return abs(x * float(df(x)) / value)


def hilbert(n: int) -> Array:
    """Return the Hilbert matrix, 1 / (i + j - 1): symmetric, and nearly singular.

    Parameters
    ----------
    n : int
        At least 1.

    Returns
    -------
    ndarray, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        If n is not a positive integer.

    Notes
    -----
    κ₂ grows like 33.97**n / √n: ten digits are lost by n = 8, all by n = 12.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 28.1.

    Examples
    --------
    >>> hilbert(2).tolist()
    [[1.0, 0.5], [0.5, 0.3333333333333333]]
    """
    i = np.arange(check_integer(n, "n", minimum=1))
    return np.asarray(1.0 / (i[:, None] + i + 1.0))


def digits_lost(A: ArrayLike) -> float:
    """Return log₁₀ κ₂(A): the decimal digits that solving with A may cost.

    Parameters
    ----------
    A : array_like, shape (m, n)

    Returns
    -------
    float
        0 for a multiple of an orthogonal matrix, infinite for a singular one.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a matrix of finite numbers.

    References
    ----------
    Trefethen and Bau (1997), Numerical Linear Algebra, lecture 12.

    Examples
    --------
    >>> digits_lost([[100, 0], [0, 1]])
    2.0
    """
    return float(np.log10(condition_number(A)))


def worst_rhs(A: ArrayLike) -> WorstRHSResult:
    """Return b and δb for which ‖δx‖/‖x‖ = κ₂(A) ‖δb‖/‖b‖: the bound is attained.

    Parameters
    ----------
    A : array_like, shape (n, n)
        Not singular to working precision.

    Returns
    -------
    WorstRHSResult
        b, the left singular vector of σ₁, and db, that of σₙ; both of length 1.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a square matrix of finite numbers.

    Notes
    -----
    x = v₁/σ₁ is the shortest solution that a b of length 1 can have, δx = vₙ/σₙ the
    longest.

    References
    ----------
    Trefethen and Bau (1997), Numerical Linear Algebra, lecture 12.

    Examples
    --------
    >>> b, db = worst_rhs([[10, 0], [0, 1]])
    >>> b.tolist(), db.tolist()
    ([1.0, 0.0], [0.0, 1.0])
    """
    U, _, _ = svd_jacobi(as_square(A, "A"))
    return WorstRHSResult(U[:, 0].copy(), U[:, -1].copy())


def perturbation_study(
    A: ArrayLike, b: ArrayLike, *, eps: float, n: int, rng: np.random.Generator
) -> Array:
    """Return ‖δx‖/‖x‖ for n random changes of b of relative size eps.

    Parameters
    ----------
    A : array_like, shape (d, d)
    b : array_like, shape (d,)
        Not 0.
    eps : float
        ‖δb‖/‖b‖, positive.
    n : int
        How many changes to try.
    rng : Generator
        Directions of δb are uniform on the sphere.

    Returns
    -------
    ndarray, shape (n,)
        Each at most κ₂(A) eps, up to roundoff.

    Raises
    ------
    TypeError, ValueError
        If an argument is not of the kind above.
    LinAlgError
        If `A` is singular.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 7.1.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> moved = perturbation_study(np.eye(2), [1, 0], eps=0.01, n=3, rng=rng)
    >>> moved.round(4).tolist()
    [0.01, 0.01, 0.01]
    """
    A, b = as_square(A, "A"), as_vector(b, "b")
    check_same_length(A, "A", b, "b")
    eps = check_real(eps, "eps", minimum=0.0, strict=True)
    n = check_integer(n, "n", minimum=1)
    rng = check_generator(rng, "rng")
    if not b.any():
        raise ValueError("b must not be 0: no change is relative to 0")
    directions = rng.standard_normal((len(b), n))
    directions /= np.sqrt((directions**2).sum(axis=0))
    moved = solve(A, eps * vector_norm(b) * directions)  # (d, n): one δx per column
    return np.sqrt((moved**2).sum(axis=0)) / vector_norm(solve(A, b))


def backward_error(A: ArrayLike, x: ArrayLike, b: ArrayLike) -> float:
    """Return ‖b - A x̂‖ / (‖A‖ ‖x̂‖ + ‖b‖): the smallest change that makes x̂ exact.

    Parameters
    ----------
    A : array_like, shape (m, n)
    x : array_like, shape (n,)
        A computed solution.
    b : array_like, shape (m,)

    Returns
    -------
    float
        The smallest ε with (A + δA) x̂ = b + δb, ‖δA‖ <= ε ‖A‖, ‖δb‖ <= ε ‖b‖, in
        2-norms. 0 if A, x and b are all 0.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite or shapes do not fit.

    References
    ----------
    Rigal and Gaches (1967), On the compatibility of a given solution with the data of
    a linear system; Higham (2002), theorem 7.1.

    Examples
    --------
    >>> backward_error([[2]], [1], [2])
    0.0
    >>> backward_error([[1]], [3], [5])
    0.25
    """
    A, x, b = as_matrix(A, "A"), as_vector(x, "x"), as_vector(b, "b")
    if A.shape != (len(b), len(x)):
        raise ValueError(
            f"A must have shape ({len(b)}, {len(x)}) to fit b and x, got {A.shape}"
        )
    size = matrix_norm(A, 2) * vector_norm(x) + vector_norm(b)
    return vector_norm(b - A @ x) / size if size else 0.0


def equilibrate_columns(A: ArrayLike) -> EquilibrateResult:
    """Divide each column by its length: the cheap cure for mixed units.

    Parameters
    ----------
    A : array_like, shape (m, n)
        No column 0.

    Returns
    -------
    EquilibrateResult
        The matrix with columns of length 1, and the lengths, shape (n,). A solution y
        of the scaled problem gives x = y / scale.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a matrix of finite numbers or has a column of zeros.

    Notes
    -----
    κ₂ comes within a factor √n of the best that any scaling of columns can reach.

    References
    ----------
    van der Sluis (1969), Condition numbers and equilibration of matrices.

    Examples
    --------
    >>> scaled, scale = equilibrate_columns([[3, 0], [4, 1000]])
    >>> scale.tolist()
    [5.0, 1000.0]
    """
    A = as_matrix(A, "A")
    scale = np.array([vector_norm(column) for column in A.T])
    if (scale == 0).any():
        raise ValueError(
            f"A must have no column of zeros, column {scale.argmin()} is 0"
        )
    return EquilibrateResult(A / scale, scale)


def variance_inflation(X: ArrayLike) -> Array:
    """Return 1 / (1 - R²) of each column regressed on the others and an intercept.

    Parameters
    ----------
    X : array_like, shape (n, p)
        Features without the column of ones; none of them constant.

    Returns
    -------
    ndarray, shape (p,)
        At least 1; infinite for a column that the others determine exactly. By this
        factor collinearity inflates the variance of the column's coefficient.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a matrix of finite numbers, a column is constant, or there are
        not more rows than columns.

    References
    ----------
    Belsley, Kuh and Welsch (1980), Regression Diagnostics, chapter 3.

    Examples
    --------
    >>> variance_inflation([[1, 1], [1, -1], [-1, 1], [-1, -1]]).tolist()
    [1.0, 1.0]
    """
    X = as_matrix(X, "X")
    n, p = X.shape
    if n <= p:
        raise ValueError(f"X must have more rows than columns, got shape {X.shape}")
    if (np.ptp(X, axis=0) == 0).any():
        raise ValueError("X must have no constant column: the intercept has that role")
    Z, _ = equilibrate_columns(X - X.mean(axis=0))  # an intercept is a centring
    return np.array([_inflation(Z, j) for j in range(p)])


def _inflation(Z: Array, j: int) -> float:
    """1 / (1 - R²) for column j of centred columns of length 1."""
    others = np.delete(Z, j, axis=1)
    if others.shape[1] == 0:
        return 1.0
    # The pseudo-inverse, so that the others may depend on each other too.
    rest = vector_norm(Z[:, j] - others @ (pseudo_inverse(others) @ Z[:, j]))
    return 1.0 / rest**2 if rest > 1e-14 else float("inf")
