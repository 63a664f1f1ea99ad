"""Vectors and what one matrix does to them: lesson 01-01.

    u, v, x    vectors in Rⁿ, shape (n,)
    û          the unit vector u / ‖u‖
    A          a matrix, shape (m, n); its columns are the images of e₁ ... eₙ
    w, b       normal vector and offset of the hyperplane {x : w·x = b}
    θ          the angle between two vectors, in radians, 0 <= θ <= π

The lesson builds each of these from its formula. What is added here is care about
rounding: lengths neither overflow nor vanish on the way, and angles keep their digits
when they are tiny.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_matrix,
    as_vector,
    check_integer,
    check_real,
    check_same_length,
)


def linear_combination(coefficients: ArrayLike, vectors: ArrayLike) -> Array:
    """Return c₁v₁ + ... + cₖvₖ, the vectors stretched by their coefficients and added.

    Parameters
    ----------
    coefficients : (k,) array_like
        The numbers c₁ ... cₖ.
    vectors : (k, n) array_like
        The vectors v₁ ... vₖ, one per row, as in a list of vectors.

    Returns
    -------
    (n,) ndarray

    Raises
    ------
    ValueError
        If there are not as many coefficients as vectors.

    References
    ----------
    Boyd and Vandenberghe, Introduction to Applied Linear Algebra, ch. 1.

    Examples
    --------
    >>> linear_combination([2, -1], [[1, 3, 5], [2, 4, 6]])
    array([0., 2., 4.])
    """
    c = as_vector(coefficients, "coefficients")
    V = as_matrix(vectors, "vectors")
    check_same_length(c, "coefficients", V, "vectors")
    return (c[:, np.newaxis] * V).sum(axis=0)  # (k, 1) * (k, n), then (n,)


def dot(u: ArrayLike, v: ArrayLike) -> float:
    """Return the dot product u·v = u₁v₁ + ... + uₙvₙ, a number.

    Parameters
    ----------
    u, v : (n,) array_like

    Returns
    -------
    float
        Infinite, or even NaN, where products overflow; NumPy then warns.

    Raises
    ------
    ValueError
        If the vectors differ in length.

    Notes
    -----
    2n - 1 flops. The rounding error is at most about n·2**-53 · Σ|uᵢvᵢ|, so that a
    result near zero may have no correct digit.

    References
    ----------
    Boyd and Vandenberghe, Introduction to Applied Linear Algebra, ch. 1.

    Examples
    --------
    >>> dot([1, 2, 2], [3, 0, 4])
    11.0
    """
    u, v = _as_pair(u, v)
    return float((u * v).sum())


def length(v: ArrayLike) -> float:
    """Return the length ‖v‖ = √(v·v).

    Parameters
    ----------
    v : (n,) array_like

    Returns
    -------
    float
        Infinite only if the length itself exceeds the largest float.

    Notes
    -----
    The squares in v·v overflow from about 1e154 on and vanish below 1e-162. So v is
    first divided by a power of two of its own size, which rounds nothing.

    References
    ----------
    Boyd and Vandenberghe, Introduction to Applied Linear Algebra, ch. 3.

    Examples
    --------
    >>> length([3, 0, 4])
    5.0
    >>> length([3 * 2.0**600, 0, 4 * 2.0**600]) == 5 * 2.0**600
    True
    """
    return _length(as_vector(v, "v"))


def distance(u: ArrayLike, v: ArrayLike) -> float:
    """Return the distance ‖u - v‖ between two points.

    Parameters
    ----------
    u, v : (n,) array_like

    Returns
    -------
    float
        Infinite only if the distance or a component of u - v exceeds the largest float.

    Raises
    ------
    ValueError
        If the vectors differ in length.

    References
    ----------
    Boyd and Vandenberghe, Introduction to Applied Linear Algebra, ch. 3.

    Examples
    --------
    >>> distance([1, 2], [4, 6])
    5.0
    """
    u, v = _as_pair(u, v)
    with np.errstate(over="ignore"):
        return _length(u - v)


def cosine_similarity(u: ArrayLike, v: ArrayLike) -> float:
    """Return cos θ = u·v / (‖u‖ ‖v‖), which ignores how long the vectors are.

    Parameters
    ----------
    u, v : (n,) array_like
        Neither of them the zero vector.

    Returns
    -------
    float
        In [-1, 1]; rounding that would leave this interval is clipped.

    Raises
    ------
    ValueError
        If the vectors differ in length, or one of them is zero.

    See Also
    --------
    angle : keeps its digits for nearly parallel vectors, where the cosine cannot.

    References
    ----------
    Boyd and Vandenberghe, Introduction to Applied Linear Algebra, ch. 3.

    Examples
    --------
    >>> round(cosine_similarity([1, 2, 2], [3, 0, 4]), 4)  # 11 / 15
    0.7333
    """
    u, v = _as_pair(u, v)
    cosine = float((_unit(u, "u") * _unit(v, "v")).sum())
    return min(1.0, max(-1.0, cosine))


def angle(u: ArrayLike, v: ArrayLike) -> float:
    """Return the angle θ = 2 atan2(‖û - v̂‖, ‖û + v̂‖) in radians.

    Parameters
    ----------
    u, v : (n,) array_like
        Neither of them the zero vector.

    Returns
    -------
    float
        In [0, π].

    Raises
    ------
    ValueError
        If the vectors differ in length, or one of them is zero.

    Notes
    -----
    ‖û - v̂‖ = 2 sin(θ/2) and ‖û + v̂‖ = 2 cos(θ/2). The arccosine of the cosine is the
    same number on paper; in floating point it loses half of the digits near 0 and π,
    where the cosine is flat. Here the absolute error stays within a few 2**-53.

    References
    ----------
    Kahan, How Futile are Mindless Assessments of Roundoff in Floating-Point
    Computation?, section "Mangled Angles", 2006.

    Examples
    --------
    >>> angle([1, 0], [0, 2]) == np.pi / 2
    True
    >>> angle([1, 0], [1, 1e-9])
    1e-09
    """
    u, v = _as_pair(u, v)
    u, v = _unit(u, "u"), _unit(v, "v")
    return 2 * math.atan2(_length(u - v), _length(u + v))


def matvec_rows(A: ArrayLike, x: ArrayLike) -> Array:
    """Return Ax row by row: component i is the dot product of row i with x.

    Parameters
    ----------
    A : (m, n) array_like
    x : (n,) array_like

    Returns
    -------
    (m,) ndarray

    Raises
    ------
    ValueError
        If x does not have one component per column of A.

    Notes
    -----
    m(2n - 1) flops, as for `matvec_columns`; both equal ``A @ x``.

    References
    ----------
    Trefethen and Bau, Numerical Linear Algebra, Lecture 1.

    Examples
    --------
    >>> matvec_rows([[1, 2], [3, 4], [5, 6]], [2, -1])
    array([0., 2., 4.])
    """
    A, x = _as_product(A, x)
    return np.array([(row * x).sum() for row in A])


def matvec_columns(A: ArrayLike, x: ArrayLike) -> Array:
    """Return Ax column by column: x₁ times column 1 plus ... plus xₙ times column n.

    Parameters
    ----------
    A : (m, n) array_like
    x : (n,) array_like

    Returns
    -------
    (m,) ndarray

    Raises
    ------
    ValueError
        If x does not have one component per column of A.

    References
    ----------
    Trefethen and Bau, Numerical Linear Algebra, Lecture 1.

    Examples
    --------
    >>> matvec_columns([[1, 2], [3, 4], [5, 6]], [2, -1])
    array([0., 2., 4.])
    """
    A, x = _as_product(A, x)
    result = np.zeros(A.shape[0])
    for column, x_j in zip(A.T, x, strict=True):  # A.T: its rows are A's columns
        result += x_j * column
    return result


def matrix_from_map(f: Callable[[Array], ArrayLike], n: int) -> Array:
    """Return the matrix of a linear map f: its columns are f(e₁), ..., f(eₙ).

    Parameters
    ----------
    f : callable
        Takes an (n,) array, returns an (m,) array_like, with the same m every time.
    n : int
        Number of components of the input.

    Returns
    -------
    (m, n) ndarray

    Raises
    ------
    ValueError
        If n < 1, or the images differ in length.

    Notes
    -----
    Nothing here can tell whether f is linear. For a map that is not, the matrix agrees
    with f at e₁ ... eₙ and perhaps nowhere else.

    References
    ----------
    Boyd and Vandenberghe, Introduction to Applied Linear Algebra, ch. 8.

    Examples
    --------
    >>> matrix_from_map(lambda x: [x[1], 2 * x[0]], 2)
    array([[0., 1.],
           [2., 0.]])
    """
    n = check_integer(n, "n", minimum=1)
    images = [as_vector(f(e), "f(e)") for e in np.eye(n)]
    for image in images:
        check_same_length(images[0], "f(e₁)", image, "f(eⱼ)")
    return np.array(images).T  # rows f(eⱼ) become columns: (m, n)


def hyperplane_distance(w: ArrayLike, b: float, X: ArrayLike) -> Array:
    """Return |w·x - b| / ‖w‖, the distance of each point x from {x : w·x = b}.

    Parameters
    ----------
    w : (d,) array_like
        The normal vector, not zero.
    b : float
        The offset.
    X : (n, d) array_like
        One point per row.

    Returns
    -------
    (n,) ndarray

    Raises
    ------
    ValueError
        If w is zero, or the points do not have as many components as w.

    References
    ----------
    Bishop, Pattern Recognition and Machine Learning, section 4.1.1.

    Examples
    --------
    >>> hyperplane_distance([3, 4], 5, [[3, 4], [1, 0.5]])
    array([4., 0.])
    """
    w, X = as_vector(w, "w"), as_matrix(X, "X")
    if X.shape[1] != w.size:
        raise ValueError(
            f"X must have one column per component of w: {w.size}, got shape {X.shape}"
        )
    norm = _length(w)
    if norm == 0:
        raise ValueError("w must not be the zero vector: it has no direction")
    return np.abs(X @ w - check_real(b, "b")) / norm  # (n,)


def _length(v: Array) -> float:
    """‖v‖ without overflow or underflow on the way."""
    largest = float(np.abs(v).max())
    if largest == 0:
        return 0.0
    scale = _power_of_two(largest)
    v = v / scale
    return scale * math.sqrt((v * v).sum())


def _unit(v: Array, name: str) -> Array:
    """The unit vector v / ‖v‖."""
    largest = float(np.abs(v).max())
    if largest == 0:
        raise ValueError(f"{name} must not be the zero vector: it has no direction")
    v = v / _power_of_two(largest)
    return v / math.sqrt((v * v).sum())


def _power_of_two(number: float) -> float:
    """The largest power of two that does not exceed `number` > 0."""
    return math.ldexp(1.0, math.frexp(number)[1] - 1)


def _as_pair(u: ArrayLike, v: ArrayLike) -> tuple[Array, Array]:
    u, v = as_vector(u, "u"), as_vector(v, "v")
    check_same_length(u, "u", v, "v")
    return u, v


def _as_product(A: ArrayLike, x: ArrayLike) -> tuple[Array, Array]:
    A, x = as_matrix(A, "A"), as_vector(x, "x")
    if A.shape[1] != x.size:
        raise ValueError(
            f"x must have one component per column of A: A has shape {A.shape}, "
            f"x has shape {x.shape}"
        )
    return A, x
