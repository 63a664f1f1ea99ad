"""The standard normal distribution as functions: density, both tails, quantiles.

    φ(x)    exp(-x²/2) / √(2π), the density
    Φ(x)    ∫ φ from -∞ to x = ½ erfc(-x/√2), the cdf; Φ(-x) is the upper tail
    m(z)    Φ(-z) / φ(z) = √(π/2) exp(z²/2) erfc(z/√2), Mills' ratio, for z >= 0

The tail probability of a large x is Φ(-x), never 1 - Φ(x), which is 0 from 8.3 on.
Notebook: 03/05.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array
from utils.probability.special import (
    LOG_SQRT_2PI,
    blockwise,
    erf_block,
    gauss_tail,
    points,
    scaled_erfc,
)

SQRT_HALF = math.sqrt(0.5)
SQRT_2PI = math.sqrt(2 * math.pi)
HALLEY_STEPS = 3


def norm_pdf(x: ArrayLike) -> Any:
    """Return φ(x) = exp(-x²/2) / √(2π).

    Parameters
    ----------
    x : array_like
        Real numbers of any shape; may contain infinities.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        Values in [0, 0.3990]; 0 beyond 38.6, where `norm_logpdf` still is finite.

    Raises
    ------
    ValueError
        If `x` is empty or contains NaN.

    Examples
    --------
    >>> norm_pdf([0, 1, 40]).round(4).tolist()
    [0.3989, 0.242, 0.0]
    """
    return blockwise(_pdf_block, points(x, "x"))


def _pdf_block(x: Array) -> Array:
    result = x * x
    result *= -0.5
    np.exp(result, out=result)
    result *= 1.0 / SQRT_2PI
    return result


def norm_logpdf(x: ArrayLike) -> Any:
    """Return log φ(x) = -x²/2 - ½ log 2π.

    Parameters
    ----------
    x : array_like
        Real numbers of any shape; may contain infinities.

    Returns
    -------
    ndarray of float64, or float64 for a single number

    Raises
    ------
    ValueError
        If `x` is empty or contains NaN.

    Examples
    --------
    >>> f"{norm_logpdf(40):.2f}"
    '-800.92'
    """
    x = points(x, "x")
    with np.errstate(over="ignore"):
        return (-0.5 * x * x - LOG_SQRT_2PI)[()]


def norm_cdf(x: ArrayLike) -> Any:
    """Return Φ(x), the probability that a standard normal variable is at most x.

    Parameters
    ----------
    x : array_like
        Real numbers of any shape; may contain infinities.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        Values in [0, 1]. Relative error below 3e-15 as far as Φ is a normal float
        (x = -37.5).

    Raises
    ------
    ValueError
        If `x` is empty or contains NaN.

    References
    ----------
    Shepherd and Laframboise (1981), Chebyshev approximation of (1 + 2x) exp(x²) erfc x,
    Mathematics of Computation 36.

    Examples
    --------
    >>> [f"{value:.4g}" for value in norm_cdf([0.0, 1.96, -8.3, -37.0])]
    ['0.5', '0.975', '5.206e-17', '5.726e-300']
    """
    return blockwise(_cdf_block, points(x, "x"))


def _cdf_block(x: Array) -> Array:
    tail = gauss_tail(np.abs(x), 0.5)
    tail *= 0.5
    np.subtract(1.0, tail, out=tail, where=x > 0)
    return tail


def norm_sf(x: ArrayLike) -> Any:
    """Return the survival function 1 - Φ(x) = Φ(-x), accurate in the upper tail.

    Parameters
    ----------
    x : array_like
        Real numbers of any shape; may contain infinities.

    Returns
    -------
    ndarray of float64, or float64 for a single number

    Raises
    ------
    ValueError
        If `x` is empty or contains NaN.

    Examples
    --------
    >>> f"{norm_sf(8.3):.1e}, while {1 - norm_cdf(8.3):.1f} by subtraction"
    '5.2e-17, while 0.0 by subtraction'
    """
    return blockwise(_cdf_block, -points(x, "x"))


def norm_logcdf(x: ArrayLike) -> Any:
    """Return log Φ(x), finite as long as x² is.

    Parameters
    ----------
    x : array_like
        Real numbers of any shape; may contain infinities.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        Never positive; relative error below 3e-15.

    Raises
    ------
    ValueError
        If `x` is empty or contains NaN.

    Notes
    -----
    Below -1 from Mills' ratio, -x²/2 + log m(-x) - ½ log 2π; above 0 as
    log1p(-Φ(-x)), which keeps the digits of a small -log Φ.

    Examples
    --------
    >>> [f"{value:.4g}" for value in norm_logcdf([-1000.0, 0.0, 10.0])]
    ['-5e+05', '-0.6931', '-7.62e-24']
    """
    return blockwise(_logcdf_block, points(x, "x"))


def _logcdf_block(x: Array) -> Array:
    z = np.maximum(-x, 0.0)
    mills = 0.5 * scaled_erfc(SQRT_HALF * np.minimum(z, 1e300))
    lower = np.log(mills) - 0.5 * z * z
    upper = np.log1p(-_cdf_block(-np.maximum(x, 0.0)))
    middle = np.log(_cdf_block(np.clip(x, -1.0, 0.0)))
    return np.select([x < -1.0, x < 0.0], [lower, middle], upper)


def norm_ppf(p: ArrayLike) -> Any:
    """Return the quantile x with Φ(x) = p.

    Parameters
    ----------
    p : array_like
        Probabilities in [0, 1]; 0 and 1 give -∞ and ∞.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        Relative error below 2e-15, from the smallest float, 5e-324, up.

    Raises
    ------
    ValueError
        If `p` is empty, contains NaN, or leaves [0, 1].

    Notes
    -----
    Halley's iteration, of third order: for tails on log Φ(x) - log p, whose size does
    not matter, and for p between 1/4 and 3/4 on ½ erf(x/√2) - (p - ½), exact at 0.

    References
    ----------
    Abramowitz and Stegun (1964), formula 26.2.23, for the first guess in the tails.

    Examples
    --------
    >>> norm_ppf([0.025, 0.5, 0.975]).round(6).tolist()
    [-1.959964, 0.0, 1.959964]
    """
    return blockwise(_ppf_block, probabilities(p))


def probabilities(p: ArrayLike, name: str = "p") -> Array:
    """Return `p` as an array in [0, 1], or raise an error."""
    array = as_array(p, name)
    if array.min() < 0 or array.max() > 1:
        raise ValueError(
            f"{name} must lie in [0, 1], got {array.min():g} to {array.max():g}"
        )
    return array


def _ppf_block(p: Array) -> Array:
    x = np.empty_like(p)
    central = np.abs(p - 0.5) <= 0.25
    x[central] = _central_quantile(p[central] - 0.5)
    rest = p[~central]
    z = _tail_quantile(np.minimum(rest, 1.0 - rest))  # 1 - p is exact above 1/2
    x[~central] = np.where(rest < 0.5, -z, z)
    return x


def _central_quantile(q: Array) -> Array:
    """x with ½ erf(x/√2) = q for |q| <= 1/4."""
    start = SQRT_2PI * q * (1.0 + math.pi / 3.0 * q * q)
    return _halley(
        start,
        lambda x: (0.5 * erf_block(SQRT_HALF * x) - q) / _pdf_block(x),
        lambda x: -x,
    )


def _tail_quantile(p: Array) -> Array:
    """z with Φ(-z) = p for p < 1/4; the residual is log p - log Φ(-z)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        log_p = np.log(p)
        t = np.sqrt(-2.0 * log_p)
        top = 2.515517 + t * (0.802853 + t * 0.010328)
        start = t - top / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
        z = _halley(
            np.where(p > 0, start, 38.0),
            lambda z: (
                (log_p + 0.5 * z * z - np.log(0.5 * scaled_erfc(SQRT_HALF * z)))
                * _mills(z)
            ),
            lambda z: 1.0 / _mills(z) - z,
        )
    return np.where(p > 0, z, np.inf)


def _mills(z: Array) -> Array:
    """m(z) = Φ(-z) / φ(z) for z >= 0."""
    return 0.5 * SQRT_2PI * scaled_erfc(SQRT_HALF * z)


def _halley(
    x: Array, newton: Callable[[Array], Array], bend: Callable[[Array], Array]
) -> Array:
    """Improve roots of f; `newton` returns f/f' and `bend` returns f''/f'."""
    for _ in range(HALLEY_STEPS):
        step = newton(x)
        x = x - step / (1.0 - 0.5 * step * bend(x))
    return x
