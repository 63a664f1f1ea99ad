"""Incomplete gamma and beta functions: the tails of most distributions.

    P(a, x)     ∫₀ˣ t^(a-1) e^(-t) dt / Γ(a), Q = 1 - P    gamma, Poisson, chi-square
    I_x(a, b)   ∫₀ˣ t^(a-1) (1-t)^(b-1) dt / B(a, b)       beta, binomial, Student
    y           1 - x, kept beside x: where x is near 1, 1 - x has lost its digits

The smaller tail is always computed and the other one subtracted from 1, never the
other way round. Each is a prefactor, by Loader's δ and D, times a series or a
continued fraction; both need about √a terms at worst. Notebook: 03/05.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array
from utils._warnings import ConvergenceWarning
from utils.probability.normal_curve import probabilities
from utils.probability.special import (
    LOG_SQRT_2PI,
    deviance,
    log_beta_positive,
    log_gamma_1p,
    points,
    positive_pair,
    stirling_error,
)

EPS = 2.0**-53
MAX_TERMS = 20_000  # enough for parameters up to 1e6
TINY = 1e-300  # stands for 0 in a denominator of Lentz's recurrence


def gammainc(a: ArrayLike, x: ArrayLike) -> Any:
    """Return P(a, x) = ∫₀ˣ t^(a-1) e^(-t) dt / Γ(a).

    Parameters
    ----------
    a : array_like
        Positive and finite.
    x : array_like
        Not negative; infinity is allowed. The shapes broadcast.

    Returns
    -------
    ndarray of float64, or float64 for single numbers
        Values in [0, 1]. Relative error about 1e-13 for a up to 100, 1e-12 up to 1e3
        and 1e-11 up to 1e6, also where P is tiny.

    Warns
    -----
    ConvergenceWarning
        For larger a near x, where the number of terms no longer suffices.

    Raises
    ------
    ValueError
        If an argument is empty, contains NaN or leaves its range.

    Notes
    -----
    A power series for x < a, else 1 - Q; the number of terms grows like √a.

    References
    ----------
    Press et al. (2007), Numerical Recipes, section 6.2.

    Examples
    --------
    >>> f"{gammainc(1, 2):.6f}"  # 1 - exp(-2)
    '0.864665'
    """
    return gamma_tails(*_gamma_arguments(a, x))[0][()]


def gammaincc(a: ArrayLike, x: ArrayLike) -> Any:
    """Return Q(a, x) = 1 - P(a, x), with all digits of a tiny upper tail.

    Parameters
    ----------
    a : array_like
        Positive and finite.
    x : array_like
        Not negative; infinity is allowed. The shapes broadcast.

    Returns
    -------
    ndarray of float64, or float64 for single numbers
        Values in [0, 1], as accurate as `gammainc`.

    Raises
    ------
    ValueError
        If an argument is empty, contains NaN or leaves its range.

    Notes
    -----
    A continued fraction for x > a; for small x and a the power series of Q itself.

    References
    ----------
    Press et al. (2007), Numerical Recipes, section 6.2.

    Examples
    --------
    >>> f"{gammaincc(1, 50):.4e}"  # exp(-50)
    '1.9287e-22'
    """
    return gamma_tails(*_gamma_arguments(a, x))[1][()]


def betainc(a: ArrayLike, b: ArrayLike, x: ArrayLike) -> Any:
    """Return I_x(a, b) = ∫₀ˣ t^(a-1) (1-t)^(b-1) dt / B(a, b).

    Parameters
    ----------
    a, b : array_like
        Positive and finite.
    x : array_like
        In [0, 1]. The shapes broadcast.

    Returns
    -------
    ndarray of float64, or float64 for single numbers
        Values in [0, 1]. Relative error about 1e-13 for a and b from 0.1 to 100, and
        1e-11 up to 1e6. Where b is below 0.01, a small value is accurate only to 1e-16.

    Raises
    ------
    ValueError
        If an argument is empty, contains NaN or leaves its range.

    Notes
    -----
    A continued fraction on the side of the mean where it converges fast. The upper
    tail 1 - I_x(a, b) is I_{1-x}(b, a).

    References
    ----------
    Press et al. (2007), Numerical Recipes, section 6.4.

    Examples
    --------
    >>> f"{betainc(2, 1, 0.5):.6f}"  # ∫ 2t dt = x²
    '0.250000'
    """
    a, b = positive_pair(a, b)
    a, b, x = np.broadcast_arrays(a, b, probabilities(x, "x"))
    return beta_tails(a, b, x, 1.0 - x)[0][()]


def _gamma_arguments(a: ArrayLike, x: ArrayLike) -> tuple[Array, Array]:
    x = points(x, "x")
    if x.min() < 0:
        raise ValueError(f"x must not be negative, got {x.min():g}")
    a = points(as_array(a, "a"), "a", low=0.0)
    first, second = np.broadcast_arrays(a, x)
    return first, second


# --- prefactors ----------------------------------------------------------------------


def log_gamma_kernel(a: Array, x: Array) -> Array:
    """log of xᵃ e⁻ˣ / Γ(a + 1) for a, x > 0."""
    small = a < 1.0
    clipped = np.where(small, 1.0, a)
    smooth = -deviance(clipped, x) - stirling_error(clipped)
    smooth -= LOG_SQRT_2PI + 0.5 * np.log(clipped)
    direct = a * np.log(x) - x - log_gamma_1p(np.where(small, a, 0.0))
    return np.where(small, direct, smooth)


def log_beta_kernel(a: Array, b: Array, x: Array, y: Array) -> Array:
    """log of xᵃ yᵇ / B(a, b) for 0 < x, y and x + y = 1."""
    with np.errstate(divide="ignore"):  # in the branch that is not taken
        log_x = np.where(x < y, np.log(x), np.log1p(-y))
        log_y = np.where(y < x, np.log(y), np.log1p(-x))
    direct = a * log_x + b * log_y - log_beta_positive(a, b)
    n = a + b
    smooth = 0.5 * (np.log(a) + np.log(b / n)) - LOG_SQRT_2PI
    smooth += stirling_error(n) - stirling_error(a) - stirling_error(b)
    smooth -= deviance(a, n * x) + deviance(b, n * y)
    return np.where(np.minimum(a, b) < 1.0, direct, smooth)


# --- gamma ---------------------------------------------------------------------------


def gamma_tails(a: Array, x: Array) -> tuple[Array, Array]:
    """P(a, x) and Q(a, x) for a > 0, x >= 0 of one shape."""
    lower = np.where(x > 0, 1.0, 0.0)
    upper = np.where(x > 0, 0.0, 1.0)
    inside = (x > 0) & (x < np.inf)
    with np.errstate(under="ignore"):
        fraction = inside & (x > 1.1) & (x > a)
        upper[fraction] = _gamma_fraction(a[fraction], x[fraction])
        lower[fraction] = 1.0 - upper[fraction]
        series = inside & ~fraction
        lower[series] = _gamma_series(a[series], x[series])
        upper[series] = 1.0 - lower[series]
        cancels = series & (a < 1.0) & (x <= 1.1) & (upper < 0.5)
        upper[cancels] = _small_gamma_series(a[cancels], x[cancels])
    return lower, upper


def _gamma_series(a: Array, x: Array) -> Array:
    """P(a, x) as kernel times 1 + x/(a+1) + x²/((a+1)(a+2)) + ..."""
    term = np.ones_like(x)
    total = np.ones_like(x)
    for n in range(1, MAX_TERMS):
        term *= x / (a + n)
        total += term
        if (term <= EPS * total).all():
            break
    else:
        _warn_of_the_cap()
    return np.minimum(np.exp(log_gamma_kernel(a, x)) * total, 1.0)


def _warn_of_the_cap() -> None:
    message = f"the value is not settled after {MAX_TERMS} terms: parameters too large"
    warnings.warn(message, ConvergenceWarning, stacklevel=4)


def _gamma_fraction(a: Array, x: Array) -> Array:
    """Q(a, x) as a · kernel times 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ...)))."""
    b = x + 1.0 - a
    c = np.full_like(x, 1.0 / TINY)
    d = 1.0 / b
    value = d.copy()
    settled = np.zeros(x.shape, dtype=bool)  # rounding may unsettle them again
    for n in range(1, MAX_TERMS):
        top = n * (a - n)
        b += 2.0
        d = 1.0 / _nonzero(b + top * d)
        c = _nonzero(b + top / c)
        change = c * d
        value = np.where(settled, value, value * change)
        settled |= np.abs(change - 1.0) <= 4 * EPS
        if settled.all():
            break
    else:
        _warn_of_the_cap()
    return a * np.exp(log_gamma_kernel(a, x)) * value


def _small_gamma_series(a: Array, x: Array) -> Array:
    """Q(a, x) where a and x are small, so that P is near 1.

    P = xᵃ/Γ(a+1) · (1 + a Σₙ (-x)ⁿ / (n! (a+n))) with xᵃ/Γ(a+1) = 1 + expm1(...).
    """
    term = np.ones_like(x)
    total = np.zeros_like(x)
    for n in range(1, 30):  # 1.1³⁰ / 30! is below 1e-30
        term *= -x / n
        total += term / (a + n)
    exponent = a * np.log(x) - log_gamma_1p(a)
    return -np.expm1(exponent) - np.exp(exponent) * a * total


def _nonzero(value: Array) -> Array:
    return np.where(np.abs(value) < TINY, TINY, value)


# --- beta ----------------------------------------------------------------------------


def beta_tails(a: Array, b: Array, x: Array, y: Array) -> tuple[Array, Array]:
    """I_x(a, b) and I_y(b, a), which sum to 1; all of one shape, x + y = 1."""
    swap = x * (a + b + 2.0) > a + 1.0
    p, q = np.where(swap, b, a), np.where(swap, a, b)
    s, t = np.where(swap, y, x), np.where(swap, x, y)
    tail = np.zeros_like(s)
    inside = s > 0
    with np.errstate(under="ignore"):
        tail[inside] = _beta_fraction(p[inside], q[inside], s[inside], t[inside])
    tail = np.minimum(tail, 1.0)
    return np.where(swap, 1.0 - tail, tail), np.where(swap, tail, 1.0 - tail)


def _beta_fraction(a: Array, b: Array, x: Array, y: Array) -> Array:
    """I_x(a, b) by Lentz's evaluation of its continued fraction, in double steps."""
    n = a + b
    c = np.ones_like(x)
    d = 1.0 / _nonzero(1.0 - n * x / (a + 1.0))
    value = d.copy()
    settled = np.zeros(x.shape, dtype=bool)  # rounding may unsettle them again
    for m in range(1, MAX_TERMS):
        k = a + 2.0 * m
        even = m * (b - m) * x / ((k - 1.0) * k)
        odd = -(a + m) * (n + m) * x / (k * (k + 1.0))
        change = np.ones_like(x)
        for step in (even, odd):
            d = 1.0 / _nonzero(1.0 + step * d)
            c = _nonzero(1.0 + step / c)
            change = change * c * d
        value = np.where(settled, value, value * change)
        settled |= np.abs(change - 1.0) <= 4 * EPS
        if settled.all():
            break
    else:
        _warn_of_the_cap()
    return np.exp(log_beta_kernel(a, b, x, y)) * value / a
