"""Derivatives from function values alone, and how far to trust them.

    f       the function, called as a black box
    x, h    where, and the step
    u       unit round-off, 2**-53: the relative error of one float operation
    S       size of f near x

Two errors pull in opposite directions. Truncation: the formula stops a Taylor series,
and its error falls with h. Round-off: the two values of f agree in more and more
digits, and the error of their difference, about u S, is divided by an ever smaller h.
The best step balances them. Lessons: 02-02, 02-04, 02-06, 02-09.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, check_callable, check_integer, check_real

UNIT_ROUNDOFF = 2.0**-53
Function = Callable[..., Any]


def optimal_step(order: int, *, size: float = 1.0, derivative: float = 1.0) -> float:
    """Return the step with the smallest error bound: forward (1) or central (2).

    Parameters
    ----------
    order : {1, 2}
        Of the truncation error: 1 for the forward, 2 for the central difference.
    size : float
        |f(x)|, positive.
    derivative : float
        |f''(x)| for the forward, |f'''(x)| for the central difference; positive.

    Returns
    -------
    float
        2 √(u S / |f''|) or (3 u S / |f'''|)^(1/3).

    Raises
    ------
    TypeError, ValueError
        If an argument is not of the kind above.

    Notes
    -----
    Where the derivative of the bound in `error_bound` vanishes.

    References
    ----------
    Press et al. (2007), Numerical Recipes, third edition, section 5.7.

    Examples
    --------
    >>> f"{optimal_step(1):.1e} {optimal_step(2):.1e}"
    '2.1e-08 6.9e-06'
    """
    order = _order(order)
    size = check_real(size, "size", minimum=0.0, strict=True)
    derivative = check_real(derivative, "derivative", minimum=0.0, strict=True)
    ratio = UNIT_ROUNDOFF * size / derivative
    return float(2.0 * ratio**0.5 if order == 1 else (3.0 * ratio) ** (1.0 / 3.0))


def error_bound(
    h: ArrayLike, order: int, *, size: float = 1.0, derivative: float = 1.0
) -> tuple[Array, Array]:
    """Return the two parts of a difference's error at step h: truncation, round-off.

    Parameters
    ----------
    h : array_like
        Positive steps.
    order, size, derivative
        As in `optimal_step`.

    Returns
    -------
    truncation, roundoff : ndarrays of the shape of `h`
        Forward: h |f''| / 2 and 2 u S / h. Central: h² |f'''| / 6 and u S / h.

    Raises
    ------
    TypeError, ValueError
        If an argument is not of the kind above.

    Notes
    -----
    On doubly logarithmic axes two straight lines: the arms of the V-curve.

    References
    ----------
    Press et al. (2007), Numerical Recipes, third edition, section 5.7.

    Examples
    --------
    >>> truncation, roundoff = error_bound(optimal_step(1), 1)
    >>> bool(np.isclose(truncation, roundoff))  # the best step is where they cross
    True
    """
    order = _order(order)
    size = check_real(size, "size", minimum=0.0, strict=True)
    derivative = check_real(derivative, "derivative", minimum=0.0, strict=True)
    h = _steps(h)
    if order == 1:
        return h * derivative / 2.0, 2.0 * UNIT_ROUNDOFF * size / h
    return h**2 * derivative / 6.0, UNIT_ROUNDOFF * size / h


def forward_difference(f: Function, x: ArrayLike, *, h: ArrayLike | None = None) -> Any:
    """Return (f(x + h) - f(x)) / h ≈ f'(x).

    Parameters
    ----------
    f : callable
        A function of one variable that works element by element.
    x : array_like
        One number or several.
    h : array_like, optional
        Positive; several steps broadcast with `x`. By default 2 √u max(1, |x|).

    Returns
    -------
    float or ndarray

    Raises
    ------
    TypeError
        If `f` is not callable, or `x` or its values are not real numbers.
    ValueError
        If `h` is not positive, or `x` or a value of f is not finite.

    Notes
    -----
    Error h |f''| / 2 + 2 u |f| / h: at best about 1e-8. The step is taken as
    (x + h) - x, the one that the rounded point x + h really makes.

    References
    ----------
    Press et al. (2007), Numerical Recipes, third edition, section 5.7.

    Examples
    --------
    >>> f"{forward_difference(lambda x: x**3, 2.0, h=0.1):.2f}"  # 12 + 3 x h + h²
    '12.61'
    """
    x, h = _point_and_step(f, x, h, optimal_step(1))
    right = x + h
    step = right - x
    return np.where(step == 0, 0.0, _difference(f, right, x) / _nonzero(step))[()]


def central_difference(f: Function, x: ArrayLike, *, h: ArrayLike | None = None) -> Any:
    """Return (f(x + h) - f(x - h)) / 2h ≈ f'(x).

    Parameters
    ----------
    f, x : as in `forward_difference`
    h : array_like, optional
        By default (3u)^(1/3) max(1, |x|).

    Returns
    -------
    float or ndarray

    Raises
    ------
    TypeError, ValueError
        As in `forward_difference`.

    Notes
    -----
    The even terms of the two Taylor series cancel: error h² |f'''| / 6 + u |f| / h, at
    best about 1e-10.

    References
    ----------
    Press et al. (2007), Numerical Recipes, third edition, section 5.7.

    Examples
    --------
    >>> f"{central_difference(lambda x: x**3, 2.0, h=0.1):.2f}"  # 12 + h²
    '12.01'
    """
    x, h = _point_and_step(f, x, h, optimal_step(2))
    right, left = x + h, x - h
    step = right - left
    return np.where(step == 0, 0.0, _difference(f, right, left) / _nonzero(step))[()]


def complex_step(f: Function, x: ArrayLike, *, h: float = 1e-200) -> Any:
    """Return Im f(x + ih) / h ≈ f'(x): a difference quotient without a difference.

    Parameters
    ----------
    f : callable
        Analytic, and written in operations that accept complex numbers: no abs,
        maximum or comparison.
    x : array_like
    h : float
        Positive, and so small that h² means nothing; but h |f'(x)| must stay above
        1e-308, or it loses digits and in the end becomes 0.

    Returns
    -------
    float or ndarray

    Raises
    ------
    TypeError
        If `f` is not callable, or does not return complex numbers.
    ValueError
        If `h` is not positive or `x` is not finite.

    Notes
    -----
    f(x + ih) = f(x) + ih f'(x) - h² f''(x) / 2 - ...: the derivative is the imaginary
    part, nothing is subtracted, and an error of order h² = 1e-400 is none.

    References
    ----------
    Squire and Trapp (1998), Using complex variables to estimate derivatives of real
    functions.

    Examples
    --------
    >>> f"{complex_step(np.exp, 1.0) - np.e:.1f}"
    '0.0'
    """
    check_callable(f, "f")
    h = check_real(h, "h", minimum=0.0, strict=True)
    value = np.asarray(f(as_array(x, "x") + 1j * h))
    if value.dtype.kind != "c":
        raise TypeError("f must return complex numbers for complex arguments")
    return (value.imag / h)[()]


def richardson(f: Function, x: float, *, h: float = 0.1, levels: int = 5) -> Array:
    """Return the Richardson table of central differences; its last entry is the best.

    Parameters
    ----------
    f : callable
        A function of one variable.
    x : float
    h : float
        The largest step; row i uses h / 2^i.
    levels : int
        Number of rows, at least 1.

    Returns
    -------
    T : (levels, levels) ndarray
        Lower triangular. Column 0 holds central differences; in column k the error
        terms h², ..., h^(2k) have been removed.

    Raises
    ------
    TypeError, ValueError
        As in `forward_difference`; also if `levels` < 1.

    Notes
    -----
    T[i, k] = T[i, k-1] + (T[i, k-1] - T[i-1, k-1]) / (4^k - 1). Large steps keep
    round-off small, the elimination removes truncation: 1e-12 is within reach.

    References
    ----------
    Press et al. (2007), Numerical Recipes, third edition, section 5.7.

    Examples
    --------
    >>> T = richardson(lambda x: x**3, 2.0, h=0.5, levels=2)
    >>> T[:, 0].tolist(), T[1, 1].item()  # 12 + h², then exact
    ([12.25, 12.0625], 12.0)
    """
    x = check_real(x, "x")
    h = check_real(h, "h", minimum=0.0, strict=True)
    levels = check_integer(levels, "levels", minimum=1)
    T = np.zeros((levels, levels))
    for i in range(levels):
        T[i, 0] = central_difference(f, x, h=h / 2**i)
        for k in range(1, i + 1):
            T[i, k] = T[i, k - 1] + (T[i, k - 1] - T[i - 1, k - 1]) / (4**k - 1)
    return T


def _order(order: int) -> int:
    if check_integer(order, "order") not in (1, 2):
        raise ValueError(f"order must be 1 (forward) or 2 (central), got {order}")
    return order


def _steps(h: ArrayLike) -> Array:
    steps = as_array(h, "h")
    if (steps <= 0).any():
        raise ValueError("h must be positive")
    return steps


def _point_and_step(
    f: Function, x: ArrayLike, h: ArrayLike | None, default: float
) -> tuple[Array, Array]:
    check_callable(f, "f")
    x = as_array(x, "x")
    return x, default * np.maximum(1.0, np.abs(x)) if h is None else _steps(h)


def _difference(f: Function, right: Any, left: Any) -> Array:
    return as_array(f(right), "the value of f") - as_array(f(left), "the value of f")


def _nonzero(step: Array) -> Array:
    return np.where(step == 0, 1.0, step)
