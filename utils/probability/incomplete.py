"""Incomplete gamma and beta functions: the tails of most distributions.

    P(a, x)     ∫₀ˣ t^(a-1) e^(-t) dt / Γ(a), Q = 1 - P    gamma, Poisson, chi-square
    I_x(a, b)   ∫₀ˣ t^(a-1) (1-t)^(b-1) dt / B(a, b)       beta, binomial, Student
    y           1 - x, kept beside x: where x is near 1, 1 - x has lost its digits

The smaller tail is always computed and the other one subtracted from 1, never the
other way round. Each is a prefactor, by Loader's δ and D, times a series or a continued
fraction, or for large parameters an integral of `tail_integrals`. Notebook: 03/05.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array
from utils.probability.normal_curve import probabilities
from utils.probability.special import (
    LOG_SQRT_2PI,
    deviance,
    deviance_by_gap,
    log_beta_positive,
    log_gamma_1p,
    points,
    positive_pair,
    stirling_error,
)
from utils.probability.tail_integrals import (
    LARGE,
    beta_tail_integral,
    gamma_tail_integral,
)

EPS = 2.0**-53
MAX_TERMS = 1000  # never reached: 800 for the series of beta, 200 elsewhere
LARGEST = 1e200  # beyond, products of parameters overflow
TINY = 1e-300  # stands for 0 in a denominator of Lentz's recurrence


def gammainc(a: ArrayLike, x: ArrayLike) -> Any:
    """Return P(a, x) = ∫₀ˣ t^(a-1) e^(-t) dt / Γ(a).

    Parameters
    ----------
    a : array_like
        Positive, at most 1e200.
    x : array_like
        Not negative; infinity is allowed. The shapes broadcast.

    Returns
    -------
    ndarray of float64, or float64 for single numbers
        Values in [0, 1]. Relative error below 1e-14 for P above 1e-10, whatever a
        is, growing to 1e-13 at P = 1e-250.

    Raises
    ------
    ValueError
        If an argument is empty, contains NaN or leaves its range.

    Notes
    -----
    A power series for x < a, else 1 - Q; from a = 100 on a Gauss rule of 32 nodes.

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
        Positive, at most 1e200.
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
    A continued fraction for x > a; for small x and a the power series of Q itself;
    from a = 100 on a Gauss rule of 32 nodes.

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
        Positive, at most 1e200.
    x : array_like
        In [0, 1]. The shapes broadcast.

    Returns
    -------
    ndarray of float64, or float64 for single numbers
        Values in [0, 1]. Relative error below 1e-14 for values above 1e-10, growing
        to 1e-13 at 1e-250; tested for parameters from 1e-8 to 1e15. The exception:
        where x > 0.95 and b < 0.1, the error may be 1e-15 however small the value.

    Raises
    ------
    ValueError
        If an argument is empty, contains NaN or leaves its range.

    Notes
    -----
    A continued fraction on the side of the mean where it converges fast; a Gauss rule
    if both parameters exceed 100. The upper tail 1 - I_x(a, b) is I_{1-x}(b, a).

    References
    ----------
    Didonato and Morris (1992), Algorithm 708, ACM Transactions on Mathematical
    Software 18. Press et al. (2007), Numerical Recipes, section 6.4.

    Examples
    --------
    >>> f"{betainc(2, 1, 0.5):.6f}"  # ∫ 2t dt = x²
    '0.250000'
    """
    a, b = positive_pair(a, b)
    a, b, x = np.broadcast_arrays(a, b, probabilities(x, "x"))
    return beta_tails(a, b, x, 1.0 - x)[0][()]


def _check_size(*parameters: Array) -> None:
    largest = max(parameter.max() for parameter in parameters)
    if largest > LARGEST:
        raise ValueError(
            "the parameters of an incomplete gamma or beta function must be at most "
            f"{LARGEST:g}, got {largest:g}"
        )


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
    gap = beta_gap(a, b, x, y)
    smooth -= deviance_by_gap(a, n * x, gap) + deviance_by_gap(b, n * y, -gap)
    return np.where(np.minimum(a, b) < 1.0, direct, smooth)


def beta_gap(a: Array, b: Array, x: Array, y: Array) -> Array:
    """ay - bx, how far x is from the mean a/(a + b), as if computed in 30 digits.

    For large parameters the two products nearly cancel. The smaller one of x and y is
    taken as exact and the other one as 1 minus it.
    """
    low = x <= y
    p, q, s = np.where(low, a, b), np.where(low, b, a), np.where(low, x, y)
    ps, ps_error = _product(p, s)
    qs, qs_error = _product(q, s)
    rest, rest_error = _sum(p, -ps)
    gap, gap_error = _sum(rest, -qs)  # p - ps - qs
    gap += (gap_error + rest_error) - (ps_error + qs_error)
    return np.where(low, gap, -gap)


def _sum(u: Array, v: Array) -> tuple[Array, Array]:
    """u + v as a rounded sum and its exact error (Knuth)."""
    total = u + v
    part = total - u
    return total, (u - (total - part)) + (v - part)


def _product(u: Array, v: Array) -> tuple[Array, Array]:
    """uv as a rounded product and its exact error (Dekker): halves of 26 bits."""
    product = u * v
    (u_high, u_low), (v_high, v_low) = _halves(u), _halves(v)
    error = ((u_high * v_high - product) + u_high * v_low + u_low * v_high) + (
        u_low * v_low
    )
    return product, error


def _halves(u: Array) -> tuple[Array, Array]:
    shifted = u * (2.0**27 + 1.0)
    high = shifted - (shifted - u)
    return high, u - high


# --- gamma ---------------------------------------------------------------------------


def gamma_tails(a: Array, x: Array) -> tuple[Array, Array]:
    """P(a, x) and Q(a, x) for a > 0, x >= 0 of one shape."""
    _check_size(a)
    lower = np.where(x > 0, 1.0, 0.0)
    upper = np.where(x > 0, 0.0, 1.0)
    inside = (x > 0) & (x < np.inf)
    with np.errstate(under="ignore"):
        large = inside & (a >= LARGE)
        tail = _large_gamma_tail(a[large], x[large])
        above = x[large] > a[large]
        lower[large] = np.where(above, 1.0 - tail, tail)
        upper[large] = np.where(above, tail, 1.0 - tail)
        inside &= ~large
        fraction = inside & (x > 1.1) & (x > a)
        upper[fraction] = _gamma_fraction(a[fraction], x[fraction])
        lower[fraction] = 1.0 - upper[fraction]
        series = inside & ~fraction
        lower[series] = _gamma_series(a[series], x[series])
        upper[series] = 1.0 - lower[series]
        cancels = series & (a < 1.0) & (x <= 1.1) & (upper < 0.5)
        upper[cancels] = _small_gamma_series(a[cancels], x[cancels])
    return lower, upper


def _large_gamma_tail(a: Array, x: Array) -> Array:
    """Q for x > a, P for x <= a."""
    return a * np.exp(log_gamma_kernel(a, x)) * gamma_tail_integral(a, x)


def _gamma_series(a: Array, x: Array) -> Array:
    """P(a, x) as kernel times 1 + x/(a+1) + x²/((a+1)(a+2)) + ..."""
    term = np.ones_like(x)
    total = np.ones_like(x)
    for n in range(1, MAX_TERMS):
        term *= x / (a + n)
        total += term
        if (term <= EPS * total).all():
            break
    return np.minimum(np.exp(log_gamma_kernel(a, x)) * total, 1.0)


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
    _check_size(a, b)
    shape = x.shape
    a, b, x, y = a.reshape(-1), b.reshape(-1), x.reshape(-1), y.reshape(-1)
    swap = beta_gap(a, b, x, y) < x - y  # x lies above (a + 1) / (a + b + 2)
    p, q = np.where(swap, b, a), np.where(swap, a, b)
    s, t = np.where(swap, y, x), np.where(swap, x, y)
    tail = np.zeros_like(s)
    with np.errstate(under="ignore"):
        large = (s > 0) & (np.minimum(a, b) >= LARGE)
        tail[large] = _large_beta_tail(p[large], q[large], s[large], t[large])
        small = (s > 0) & ~large
        tail[small] = _beta_fraction(p[small], q[small], s[small], t[small])
        tail = np.minimum(tail, 1.0)
        rest = 1.0 - tail
        tiny = (s > 0) & (p < 0.1) & (t < 0.95)  # here the tail may be nearly 1
        rest[tiny] = _beta_series(q[tiny], p[tiny], t[tiny], s[tiny])
    lower, upper = np.where(swap, rest, tail), np.where(swap, tail, rest)
    return lower.reshape(shape), upper.reshape(shape)


def _beta_series(a: Array, b: Array, x: Array, y: Array) -> Array:
    """I_x(a, b) for b < 1 as xᵃ/B(a, b) times Σₙ (1-b)(2-b)...(n-b)/n! · xⁿ/(a+n)."""
    factor = np.ones_like(x)
    total = 1.0 / a
    for n in range(1, MAX_TERMS):
        factor *= (n - b) / n * x
        term = factor / (a + n)
        total += term
        if (term <= EPS * total).all():
            break
    return np.exp(log_beta_kernel(a, b, x, y)) / y**b * total


def _large_beta_tail(a: Array, b: Array, x: Array, y: Array) -> Array:
    """I_x(a, b) for x below the mean."""
    kernel = np.exp(log_beta_kernel(a, b, x, y))
    return kernel / y * beta_tail_integral(a, b, x, y, beta_gap(a, b, x, y))


def _beta_fraction(a: Array, b: Array, x: Array, y: Array) -> Array:
    """I_x(a, b) as xᵃyᵇ/B(a, b) over β₀ + α₁/(β₁ + α₂/(β₂ + ...)), x below the mean.

    β₀ = a (ay - bx + 1) / (a + 1): near the mean the difference must be exact.
    """
    gap = beta_gap(a, b, x, y)
    value = a / (a + 1.0) * (gap + 1.0)
    c = value.copy()
    d = np.zeros_like(x)
    settled = np.zeros(x.shape, dtype=bool)  # rounding may unsettle them again
    for m in range(1, MAX_TERMS):
        k = a + 2.0 * m
        ratio = m * (b - m) * x / (k - 1.0)
        top = ratio * x * (a + m - 1.0) / (k - 1.0) * (a + b + m - 1.0)
        base = m + ratio + (a + m) / (k + 1.0) * (gap + 1.0 + m * (1.0 + y))
        d = 1.0 / _nonzero(base + top * d)
        c = _nonzero(base + top / c)
        change = c * d
        value = np.where(settled, value, value * change)
        settled |= np.abs(change - 1.0) <= 4 * EPS
        if settled.all():
            break
    return np.exp(log_beta_kernel(a, b, x, y)) / value
