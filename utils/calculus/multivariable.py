"""The gradient at work: lines, tangent planes, steepest directions, implicit curves.

    f       a function of a vector: f(x) is a number
    x, a    (n,) points
    d       (n,) a direction, of any length but zero
    g       (n,) a gradient, ∇f(a)
    ‖u‖₁    |u₁| + ... + |uₙ|;  ‖u‖_∞ = max |uᵢ|;  ‖u‖₂ is the length

Slopes along a direction, from function values alone, are `directional_derivative` in
`partials`. Lesson: 02-06.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, as_vector, check_callable, check_real

Function = Callable[[Array], Any]


def line_restriction(f: Function, x: ArrayLike, d: ArrayLike) -> Callable[[Any], Any]:
    """Return φ(t) = f(x + t d), what a walker sees who starts at x and moves along d.

    Parameters
    ----------
    f : callable
        f(x) -> float.
    x : (n,) array_like
        Where the walk starts.
    d : (n,) array_like
        Not zero; t counts in lengths of d, which is not scaled.

    Returns
    -------
    callable
        φ takes one number. It may be complex, so that `complex_step(φ, 0.0)` is the
        slope φ'(0) = ∇f(x) · d.

    Raises
    ------
    TypeError
        If `f` is not callable, or `x` or `d` is not made of numbers.
    ValueError
        If `d` is zero or has another shape than `x`, or one of them is not finite.

    Notes
    -----
    Most theorems on functions of n variables are theorems on φ.

    References
    ----------
    Boyd and Vandenberghe (2004), Convex Optimization, section 3.1.1.

    Examples
    --------
    >>> phi = line_restriction(lambda x: x[0] ** 2 + 3 * x[1] ** 2, [1, 1], [3, 4])
    >>> f"{phi(0):.0f} {phi(1):.0f}"  # at (1, 1) and (4, 5)
    '4 91'
    """
    check_callable(f, "f")
    x, d = as_vector(x, "x"), as_vector(d, "d")
    if d.shape != x.shape:
        raise ValueError(f"d must have shape {x.shape}, got {d.shape}")
    if not d.any():
        raise ValueError("d must not be zero: it has no direction")
    return lambda t: f(x + t * d)


def tangent_plane(
    f: Function, gradient: Function, a: ArrayLike
) -> Callable[[ArrayLike], Any]:
    """Return x -> f(a) + ∇f(a) · (x - a), the best linear forecast of f near a.

    Parameters
    ----------
    f : callable
        f(x) -> float.
    gradient : callable
        gradient(x) -> (n,) array: ∇f.
    a : (n,) array_like
        Where the plane touches.

    Returns
    -------
    callable
        It takes one point, (n,), and returns a float; or several, (..., n), and
        returns an array of shape (...).

    Raises
    ------
    TypeError
        If `f` or `gradient` is not callable.
    ValueError
        If `gradient(a)` has another shape than `a`, or something is not finite.

    Notes
    -----
    If ∇f is Lipschitz with constant L, the error is at most L ‖x - a‖² / 2.

    References
    ----------
    Marsden and Tromba (2012), Vector Calculus, section 2.3.

    Examples
    --------
    >>> f = lambda x: x[0] ** 2 + 3 * x[1] ** 2
    >>> plane = tangent_plane(f, lambda x: np.array([2 * x[0], 6 * x[1]]), [1, 1])
    >>> f"{plane([1.1, 0.9]):.2f}"  # 4 + 0.2 - 0.6; f is 3.64
    '3.60'
    """
    check_callable(f, "f")
    check_callable(gradient, "gradient")
    a = as_vector(a, "a")
    height = float(as_array(f(a.copy()), "f(a)", ndim=0))
    g = as_vector(gradient(a.copy()), "gradient(a)")
    if g.shape != a.shape:
        raise ValueError(f"gradient(a) must have shape {a.shape}, got {g.shape}")

    def plane(x: ArrayLike) -> Any:
        x = as_array(x, "x")
        if x.shape[-1:] != a.shape:
            raise ValueError(f"x must have shape (..., {a.size}), got {x.shape}")
        return (height + (x - a) @ g)[()]  # (..., n) -> (...)

    return plane


def steepest_direction(
    g: ArrayLike, *, norm: Literal["l1", "l2", "linf"] = "l2"
) -> Array:
    """Return the u with ‖u‖ = 1 for which the slope g · u is largest.

    Parameters
    ----------
    g : (n,) array_like
        A gradient, not zero.
    norm : {"l1", "l2", "linf"}
        How the length of a step is measured.

    Returns
    -------
    (n,) ndarray
        "l2": g / ‖g‖₂, gradient ascent. "l1": ±eᵢ for the largest |gᵢ|, the first one
        if several tie, coordinate ascent. "linf": the signs of g, sign ascent; where
        gᵢ = 0 any entry would do, and 0 is given.

    Raises
    ------
    ValueError
        If `norm` is none of these, or `g` is zero or not finite.

    Notes
    -----
    The slope reached is the dual norm of g: ‖g‖₂, ‖g‖_∞ and ‖g‖₁.

    References
    ----------
    Boyd and Vandenberghe (2004), Convex Optimization, section 9.4.

    Examples
    --------
    >>> steepest_direction([3, -1, 2], norm="l1").tolist()
    [1.0, 0.0, 0.0]
    >>> steepest_direction([3, -1, 2], norm="linf").tolist()
    [1.0, -1.0, 1.0]
    >>> steepest_direction([3e-200, 4e-200]).tolist()  # its square would vanish
    [0.6, 0.8]
    """
    g = as_vector(g, "g")
    largest = np.abs(g).max()
    if largest == 0:
        raise ValueError("g must not be zero: no direction is steeper than another")
    if norm == "l1":
        u = np.zeros_like(g)
        i = np.abs(g).argmax()
        u[i] = np.sign(g[i])
        return u
    if norm == "l2":
        u = g / largest  # so that the squares neither overflow nor vanish
        return np.asarray(u / np.linalg.norm(u))
    if norm == "linf":
        return np.sign(g)
    raise ValueError(f'norm must be "l1", "l2" or "linf", got {norm!r}')


def implicit_slope(F_x: float, F_y: float) -> float:
    """Return dy/dx = -F_x / F_y, the slope of the curve F(x, y) = constant.

    Parameters
    ----------
    F_x, F_y : float
        The partial derivatives of F at a point of the curve.

    Returns
    -------
    float
        Infinite if the quotient is beyond the largest float.

    Raises
    ------
    TypeError
        If one of them is not a real number.
    ValueError
        If one of them is not finite.
    numpy.linalg.LinAlgError
        If F_y is 0: there the theorem does not promise a function y(x).

    Notes
    -----
    The implicit function theorem needs continuous partial derivatives and F_y ≠ 0.

    References
    ----------
    Marsden and Tromba (2012), Vector Calculus, section 3.5.

    Examples
    --------
    >>> implicit_slope(6, 8)  # x² + y² = 25 at (3, 4)
    -0.75
    """
    F_x, F_y = check_real(F_x, "F_x"), check_real(F_y, "F_y")
    if F_y == 0:
        raise np.linalg.LinAlgError("F_y must not be 0: the curve may turn back here")
    return 0.0 - F_x / F_y  # a level curve has the slope 0, not -0
