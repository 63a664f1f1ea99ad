"""Partial derivatives, gradients, Jacobians and Hessians from function values.

    f       a function of a vector: f(x) is a number, or a vector for `jacobian_fd`
    x       (n,) the point
    i, j    axes, 0 to n - 1
    h       the step; by default the best power of the unit round-off u, times
            max(1, |xᵢ|): u^(1/3) for first and u^(1/4) for second derivatives

n or n² calls of f and about ten correct digits: too slow to train with, and exactly
right to check a formula. Lessons: 02-04, 02-06, 02-09.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_array,
    as_vector,
    check_callable,
    check_integer,
    check_real,
)
from utils.calculus.differences import UNIT_ROUNDOFF, optimal_step

Function = Callable[[Array], Any]


def partial(f: Function, x: ArrayLike, i: int, *, h: float | None = None) -> float:
    """Return ∂f/∂xᵢ at x by a central difference.

    Parameters
    ----------
    f : callable
        f(x) -> float.
    x : (n,) array_like
    i : int
        The axis, 0 to n - 1.
    h : float, optional
        Positive step.

    Returns
    -------
    float

    Raises
    ------
    TypeError
        If `f` is not callable or `i` is not an integer.
    IndexError
        If `i` is not an axis of `x`.
    ValueError
        If `x` is not a finite vector, `h` is not positive or so small that x + h and
        x - h are one point, or f(x) is not one finite number.

    Notes
    -----
    Two calls of f; error O(h²) + O(u/h).

    References
    ----------
    Press et al. (2007), Numerical Recipes, third edition, section 5.7.

    Examples
    --------
    >>> f = lambda x: x[0] ** 2 * x[1] + 3 * x[0] * x[1] ** 2
    >>> f"{partial(f, [2, 1], 0):.6f} {partial(f, [2, 1], 1):.6f}"
    '7.000000 16.000000'
    """
    x = as_vector(x, "x")
    step = np.zeros_like(x)
    i = _axis(i, "i", x)
    step[i] = _step(h, x[i], optimal_step(2))
    return float(_central(f, x, step, _number) / (2.0 * step[i]))


def mixed_partial(
    f: Function, x: ArrayLike, i: int, j: int, *, h: float | None = None
) -> float:
    """Return ∂²f/∂xᵢ∂xⱼ at x from the four corners of a small rectangle.

    Parameters
    ----------
    f, x : as in `partial`
    i, j : int
        Axes; if they are equal, the second partial derivative.
    h : float, optional
        Positive step, used for both axes.

    Returns
    -------
    float

    Raises
    ------
    TypeError, IndexError, ValueError
        As in `partial`.

    Notes
    -----
    (f(+,+) - f(+,-) - f(-,+) + f(-,-)) / 4hᵢhⱼ; error O(h²) + O(u/h²), hence the step
    u^(1/4). Where the second derivatives are not continuous the limit depends on
    the ratio of the steps.

    References
    ----------
    Press et al. (2007), Numerical Recipes, third edition, section 5.7.

    Examples
    --------
    >>> f = lambda x: x[0] ** 2 * x[1] + 3 * x[0] * x[1] ** 2
    >>> f"{mixed_partial(f, [2, 1], 0, 1):.4f}"
    '10.0000'
    """
    x = as_vector(x, "x")
    i, j = _axis(i, "i", x), _axis(j, "j", x)
    along_i, along_j = np.zeros_like(x), np.zeros_like(x)
    along_i[i] = _step(h, x[i], UNIT_ROUNDOFF**0.25)
    along_j[j] = _step(h, x[j], UNIT_ROUNDOFF**0.25)
    upper, lower = (_central(f, side, along_i, _number) for side in _sides(x, along_j))
    return float((upper - lower) / (4.0 * along_i[i] * along_j[j]))


def gradient_fd(f: Function, x: ArrayLike, *, h: float | None = None) -> Array:
    """Return ∇f(x), one central difference per coordinate.

    Parameters
    ----------
    f, x, h : as in `partial`

    Returns
    -------
    (n,) ndarray

    Raises
    ------
    TypeError, ValueError
        As in `partial`.

    Notes
    -----
    2n calls of f.

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 8.1.

    Examples
    --------
    >>> gradient_fd(lambda x: x[0] ** 2 + 3 * x[1] ** 2, [1, 1]).round(6).tolist()
    [2.0, 6.0]
    """
    x = as_vector(x, "x")
    return np.array([partial(f, x, i, h=h) for i in range(x.size)])


def directional_derivative(
    f: Function, x: ArrayLike, v: ArrayLike, *, h: float | None = None
) -> float:
    """Return the slope of f at x in the direction of v, scaled to length 1.

    Parameters
    ----------
    f, x, h : as in `partial`
    v : (n,) array_like
        Not zero.

    Returns
    -------
    float
        d/dt f(x + t v / ‖v‖) at t = 0.

    Raises
    ------
    TypeError, ValueError
        As in `partial`; also if `v` is zero or its length is not that of `x`.

    Notes
    -----
    Two calls of f, whatever n is.

    References
    ----------
    Marsden and Tromba (2012), Vector Calculus, section 2.6.

    Examples
    --------
    >>> f = lambda x: x[0] ** 2 + 3 * x[1] ** 2
    >>> f"{directional_derivative(f, [1, 1], [3, 4]):.6f}"  # (2, 6)·(3, 4)/5
    '6.000000'
    """
    x, v = as_vector(x, "x"), as_vector(v, "v")
    if v.shape != x.shape:
        raise ValueError(f"v must have shape {x.shape}, got {v.shape}")
    if not v.any():
        raise ValueError("v must not be zero: it has no direction")
    scaled: Array = v / np.abs(v).max()  # so that no square overflows
    unit: Array = scaled / np.linalg.norm(scaled)
    step = _step(h, np.abs(x).max(), optimal_step(2))
    return float(_central(f, x, step * unit, _number) / (2.0 * step))


def jacobian_fd(f: Function, x: ArrayLike, *, h: float | None = None) -> Array:
    """Return the Jacobian J[i, j] = ∂fᵢ/∂xⱼ by central differences.

    Parameters
    ----------
    f : callable
        f(x) -> (m,) array_like.
    x, h : as in `partial`

    Returns
    -------
    (m, n) ndarray

    Raises
    ------
    TypeError, ValueError
        As in `partial`, with vectors as values of f.

    Notes
    -----
    2n calls of f: a column each.

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 8.1.

    Examples
    --------
    >>> polar = lambda x: [x[0] * np.cos(x[1]), x[0] * np.sin(x[1])]
    >>> (jacobian_fd(polar, [2, 0]).round(6) + 0.0).tolist()
    [[1.0, 0.0], [0.0, 2.0]]
    """
    x = as_vector(x, "x")
    columns = []
    for unit, at in zip(np.eye(x.size), x, strict=True):
        step = _step(h, at, optimal_step(2))
        columns.append(_central(f, x, step * unit, _vector) / (2.0 * step))
    return np.stack(columns, axis=1)


def hessian_fd(f: Function, x: ArrayLike, *, h: float | None = None) -> Array:
    """Return the Hessian H[i, j] = ∂²f/∂xᵢ∂xⱼ by second differences.

    Parameters
    ----------
    f, x, h : as in `partial`

    Returns
    -------
    (n, n) ndarray
        Symmetric by construction.

    Raises
    ------
    TypeError, ValueError
        As in `partial`.

    Notes
    -----
    2n (n + 1) calls of f and about seven digits. Where the gradient is known, its
    Jacobian is cheaper and better.

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 8.1.

    Examples
    --------
    >>> f = lambda x: x[0] ** 3 + x[1] ** 3 - 3 * x[0] * x[1]
    >>> hessian_fd(f, [1, 1]).round(4).tolist()
    [[6.0, -3.0], [-3.0, 6.0]]
    """
    x = as_vector(x, "x")
    H = np.zeros((x.size, x.size))
    for i in range(x.size):
        for j in range(i + 1):
            H[i, j] = H[j, i] = mixed_partial(f, x, i, j, h=h)
    return H


def check_gradient(
    f: Callable[..., Any],
    gradient: Callable[..., Any],
    x: ArrayLike,
    *,
    rng: np.random.Generator | int,
    h: float | None = None,
) -> float:
    """Return how far a gradient is from f, seen along one random direction.

    Parameters
    ----------
    f : callable
        f(x) -> float.
    gradient : callable
        gradient(x) -> array of the shape of x: the formula to be checked.
    x : array_like of any shape
    rng : numpy.random.Generator or int
        Chooses the direction.
    h : float, optional
        Positive step along the direction, which has length 1.

    Returns
    -------
    float
        |a - b| / (|a| + |b|), where a = gradient · v and b is the central difference
        along v; 0 if both are 0. About 1e-9 for a right formula; 1/3 if a factor 2 is
        missing, 1 if the sign is wrong.

    Raises
    ------
    TypeError
        If `f` or `gradient` is not callable.
    ValueError
        If `x` is not finite, `h` is not positive, or the gradient does not have the
        shape of `x`.

    Notes
    -----
    Two calls of f for any number of variables. A wrong gradient passes only if its
    error is orthogonal to the random v, which has probability 0.

    References
    ----------
    Maclaurin, Duvenaud and Adams (2015), Autograd: effortless gradients in NumPy.

    Examples
    --------
    >>> f, x = lambda x: x @ x, [1.0, 2.0]
    >>> check_gradient(f, lambda x: 2 * x, x, rng=0) < 1e-8
    True
    >>> f"{check_gradient(f, lambda x: x, x, rng=0):.4f}"  # the factor 2 is missing
    '0.3333'
    """
    rng = np.random.default_rng(rng)
    check_callable(gradient, "gradient")
    x = as_array(x, "x")
    g = as_array(gradient(x.copy()), "gradient(x)")
    if g.shape != x.shape:
        raise ValueError(f"gradient(x) must have shape {x.shape}, got {g.shape}")
    v = rng.normal(size=x.shape)
    v /= np.linalg.norm(v)
    step = _step(h, np.abs(x).max(), optimal_step(2))
    stated = float(np.sum(g * v))
    measured = _central(f, x, step * v, _number) / (2.0 * step)
    size = abs(stated) + abs(measured)
    return float(abs(stated - measured) / size) if size else 0.0


def _axis(i: int, name: str, x: Array) -> int:
    i = check_integer(i, name)
    if not 0 <= i < x.size:
        raise IndexError(f"{name} must be an axis of x, 0 to {x.size - 1}, got {i}")
    return i


def _step(h: float | None, at: float, default: float) -> float:
    if h is None:
        # A power of two: adding it and dividing by it rarely round.
        return float(2.0 ** np.round(np.log2(default * max(1.0, abs(at)))))
    return check_real(h, "h", minimum=0.0, strict=True)


def _central(f: Any, x: Array, step: Array, kind: Callable[[Any], Any]) -> Any:
    check_callable(f, "f")
    right, left = _sides(x, step)
    return kind(f(right)) - kind(f(left))


def _sides(x: Array, step: Array) -> tuple[Array, Array]:
    right, left = x + step, x - step
    if np.array_equal(right, left):
        raise ValueError("h is too small: x + h and x - h are the same point")
    return right, left


def _number(value: Any) -> float:
    return float(as_array(value, "the value of f", ndim=0))


def _vector(value: Any) -> Array:
    return as_vector(value, "the value of f")
