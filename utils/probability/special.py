"""Gamma, beta and error functions: what the textbook tables held, to 15 digits.

    Γ(x)     the factorial between the integers, Γ(n + 1) = n!
    B(a, b)  Γ(a) Γ(b) / Γ(a + b)
    S(z)     log Γ(2 + z), a power series for |z| <= 1/2
    δ(x)     what Stirling's formula misses:
             log Γ(x) = (x - ½) log x - x + ½ log 2π + δ(x)
    D(x, m)  x log(x/m) + m - x >= 0, how badly a mean m fits a count x

Γ, B and densities overflow early (171! is no float), hence everything is a logarithm.
Densities are built from δ and D: both are small where the density is not, so that
nothing cancels (Loader 2000). Notebook: 03/05.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array

BLOCK = 16384  # numbers that stay in the cache through a long chain of operations
LOG_SQRT_2PI = 0.5 * math.log(2 * math.pi)
EULER_GAMMA = 0.5772156649015329
STIRLING_FROM = 10.0

# B₂ₖ / (2k (2k - 1)): the coefficients of x^(1 - 2k) in δ(x), by Bernoulli numbers B.
STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)

# Powers 0, 1, ... of v² in (artanh v - v) / v³, for |v| < 0.3.
ARTANH = tuple(1.0 / (2 * j + 1) for j in range(1, 17))

# Powers 0, 1, ... of t = (x - 3.75) / (x + 3.75) in (1 + 2x) exp(x²) erfc(x), which
# is nearly constant for x >= 0. Chebyshev's interpolant in 50 digits, degree 22.
ERFCX = (
    1.2375126308378275, -0.14024059858554525, 0.0035854154854790257,
    0.08227673848999506, -0.10880393014244462, 0.09230432116428125,
    -0.05869339857664934, 0.02836227737211114, -0.009746579683265262,
    0.0017556261651970652, 0.000293714378044958, -0.00029015535246077655,
    5.164652974177416e-05, 2.2387565714911816e-05, -1.1438048033346894e-05,
    -9.792625707303523e-07, 1.7419821586224816e-06, -5.084465378687302e-08,
    -2.4857126248016745e-07, 1.879082322370048e-08, 3.197926671666804e-08,
    -1.9551358868985616e-09, -2.623107347133476e-09,
)  # fmt: skip


def _zeta_minus_one(k: int) -> float:
    """ζ(k) - 1 = 2⁻ᵏ + 3⁻ᵏ + ..., with Euler and Maclaurin's formula for the rest."""
    N = 200.0
    rest = N ** (1 - k) / (k - 1) + N**-k / 2 + k * N ** (-k - 1) / 12
    rest -= k * (k + 1) * (k + 2) * N ** (-k - 3) / 720
    return math.fsum([*(n**-k for n in np.arange(2.0, N)), rest])


# Powers 1, 2, ... of z in S(z): 1 - γ, then (-1)ᵏ (ζ(k) - 1) / k.
LOG_GAMMA_2 = (
    1 - EULER_GAMMA,
    *((-1) ** k * _zeta_minus_one(k) / k for k in range(2, 28)),
)


def points(value: ArrayLike, name: str, *, low: float = -np.inf) -> Array:
    """Return a float array above `low`; infinity may be in it, NaN may not."""
    array = as_array(value, name, finite=False)
    if np.isnan(array).any():
        raise ValueError(f"{name} must not contain NaN")
    if not (array > low).all() and low > -np.inf:
        raise ValueError(f"{name} must be greater than {low:g}, got {array.min():g}")
    return array


def blockwise(function: Callable[[Array], Array], x: Array) -> Any:
    """Replace x by function(x) in blocks that fit the cache; a number for one."""
    flat = x.reshape(-1)
    with np.errstate(over="ignore", under="ignore"):
        for start in range(0, flat.size, BLOCK):
            part = slice(start, start + BLOCK)
            flat[part] = function(flat[part])
    return flat.reshape(x.shape)[()]


def horner(coefficients: tuple[float, ...], t: Array) -> Array:
    """Σₖ cₖ tᵏ by Horner's rule, in place: two passes per coefficient."""
    result = np.full_like(t, coefficients[-1])
    for c in coefficients[-2::-1]:
        result *= t
        result += c
    return result


# --- gamma and beta ------------------------------------------------------------------


def log_gamma(x: ArrayLike) -> Any:
    """Return log Γ(x), where Γ(x) = ∫₀^∞ t^(x-1) e^(-t) dt, for x > 0.

    Parameters
    ----------
    x : array_like
        Positive numbers, of any shape; infinity is allowed.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        The shape of `x`; infinite above 2.5e305. Relative error below 2e-15, also
        beside the zeros at 1 and 2.

    Raises
    ------
    ValueError
        If `x` is empty, contains NaN, or is not positive.

    Notes
    -----
    From 10 on Stirling's series; below, Γ(x + 1) = x Γ(x) leads to the power series of
    log Γ(2 + z), whose value at z = 0 is exactly 0.

    References
    ----------
    Abramowitz and Stegun (1964), formulas 6.1.33 and 6.1.40.

    Examples
    --------
    >>> np.exp(log_gamma([1, 2, 5])).round(12).tolist()  # 0!, 1!, 4!
    [1.0, 1.0, 24.0]
    >>> f"{log_gamma(0.5):.6f}"  # log √π
    '0.572365'
    """
    return log_gamma_positive(points(x, "x", low=0.0))[()]


def log_gamma_positive(x: Array) -> Array:
    """`log_gamma` for an array that is known to be positive."""
    result = np.empty_like(x)
    large = x >= STIRLING_FROM
    small = x[~large]
    result[~large] = _log_gamma_below_ten(small)
    x = x[large]
    with np.errstate(over="ignore"):
        result[large] = (x - 0.5) * (np.log(x) - 1) + (LOG_SQRT_2PI - 0.5)
    result[large] += _stirling_series(x)
    return result


def log_gamma_1p(z: Array) -> Array:
    """log Γ(1 + z) for -0.5 <= z <= 1.5, with full relative accuracy near z = 0."""
    low = z < 0.5
    shift = np.where(low, z, z - 1.0)
    return shift * horner(LOG_GAMMA_2, shift) - np.where(low, np.log1p(shift), 0.0)


def _log_gamma_below_ten(x: Array) -> Array:
    """Γ(x) is (x - 1)(x - 2) ... times Γ at a point of [0.5, 2.5]."""
    factor = np.ones_like(x)
    rest = x.copy()
    while (high := rest > 2.5).any():
        rest[high] -= 1.0
        factor[high] *= rest[high]
    tiny = rest < 0.5
    result = log_gamma_1p(np.where(tiny, rest, rest - 1.0))
    return result + np.log(np.where(tiny, 1.0, factor)) - np.log(np.where(tiny, x, 1.0))


def _stirling_series(x: Array) -> Array:
    """δ(x) for x >= 10."""
    inverse = 1.0 / x
    return inverse * horner(STIRLING, inverse * inverse)


def stirling_error(x: Array) -> Array:
    """δ(x) = log Γ(x) - (x - ½) log x + x - ½ log 2π for x > 0, about 1 / (12x)."""
    result = np.array(_stirling_series(np.maximum(x, STIRLING_FROM)))
    near = x < STIRLING_FROM
    y = x[near]
    result[near] = _log_gamma_below_ten(y) - (y - 0.5) * np.log(y) + y - LOG_SQRT_2PI
    return result


def deviance(x: Array, m: Array) -> Array:
    """D(x, m) = x log(x/m) + m - x for positive arrays, accurate also where x ≈ m.

    With v = (x - m)/(x + m), log(x/m) = 2 artanh v = 2(v + v³/3 + ...), and the parts
    that cancel are taken out by hand (Loader 2000).
    """
    return deviance_by_gap(x, m, x - m)


def deviance_by_gap(x: Array, m: Array, gap: Array) -> Array:
    """D(x, m), where x - m is better known than the rounded m shows."""
    with np.errstate(over="ignore", under="ignore", divide="ignore"):
        v = gap / (x + m)
        far = x * np.log(x / m) - gap
    square = np.minimum(v * v, 0.09)
    near = gap * v + 2.0 * x * v * square * horner(ARTANH, square)
    return np.where(np.abs(v) < 0.3, near, far)


def log_beta(a: ArrayLike, b: ArrayLike) -> Any:
    """Return log B(a, b), where B(a, b) = ∫₀¹ t^(a-1) (1-t)^(b-1) dt.

    Parameters
    ----------
    a, b : array_like
        Positive and finite, of shapes that broadcast.

    Returns
    -------
    ndarray of float64, or float64 for single numbers
        log Γ(a) + log Γ(b) - log Γ(a + b), without its cancellation for large b.

    Raises
    ------
    ValueError
        If an argument is empty, not finite or not positive.

    References
    ----------
    Didonato and Morris (1992), Algorithm 708, ACM Transactions on Mathematical
    Software 18.

    Examples
    --------
    >>> f"{np.exp(log_beta(2, 3)):.6f}"  # 1! 2! / 4! = 1/12
    '0.083333'
    """
    a, b = positive_pair(a, b)
    return log_beta_positive(a, b)[()]


def positive_pair(a: ArrayLike, b: ArrayLike) -> tuple[Array, Array]:
    """`a` and `b` as finite positive arrays of one shape, or an error."""
    first, second = np.broadcast_arrays(
        points(as_array(a, "a"), "a", low=0.0), points(as_array(b, "b"), "b", low=0.0)
    )
    return first, second


def log_beta_positive(a: Array, b: Array) -> Array:
    """`log_beta` for positive arrays of one shape."""
    a, b = np.minimum(a, b), np.maximum(a, b)
    result = log_gamma_positive(a)
    large = b >= STIRLING_FROM
    result[large] += _log_gamma_drop(a[large], b[large])
    x, y = a[~large], b[~large]
    result[~large] += log_gamma_positive(y) - log_gamma_positive(x + y)
    both = a >= STIRLING_FROM
    result[both] = _log_beta_stirling(a[both], b[both])
    return result


def _log_gamma_drop(a: Array, b: Array) -> Array:
    """log Γ(b) - log Γ(a + b) for b >= 10: Stirling's formulas, subtracted by hand."""
    rest = _stirling_series(b) - _stirling_series(a + b)
    return rest + a - (b - 0.5) * np.log1p(a / b) - a * np.log(a + b)


def _log_beta_stirling(a: Array, b: Array) -> Array:
    """log B(a, b) for 10 <= a <= b."""
    rest = _stirling_series(a) + _stirling_series(b) - _stirling_series(a + b)
    main = (b - 0.5) * np.log1p(a / b) + a * (np.log1p(a / b) - np.log(a / b))
    return LOG_SQRT_2PI - 0.5 * np.log(a) - main + rest


# --- the error function --------------------------------------------------------------


def erf(x: ArrayLike) -> Any:
    """Return erf x = (2/√π) ∫₀ˣ exp(-t²) dt.

    Parameters
    ----------
    x : array_like
        Real numbers of any shape; may contain infinities.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        Values in [-1, 1], odd in x. Relative error below 1e-15.

    Raises
    ------
    ValueError
        If `x` is empty or contains NaN.

    Notes
    -----
    Taylor's series up to 1/2, from there on 1 - erfc x.

    References
    ----------
    Abramowitz and Stegun (1964), formula 7.1.5.

    Examples
    --------
    >>> erf([0.0, 1.0, np.inf]).round(6).tolist()
    [0.0, 0.842701, 1.0]
    """
    return blockwise(erf_block, points(x, "x"))


def erf_block(x: Array) -> Array:
    """erf of a block: the series near 0, where 1 - erfc x would cancel."""
    z = np.abs(x)
    near = np.minimum(z, 0.5)
    series = near * horner(ERF_SERIES, near * near)
    result: Array = np.where(z < 0.5, series, 1.0 - gauss_tail(z, 1.0))
    return np.copysign(result, x)


# 2/√π (-1)ⁿ / (n! (2n + 1)): powers of x² in erf(x) / x.
ERF_SERIES = tuple(
    2 / math.sqrt(math.pi) * (-1) ** n / (math.factorial(n) * (2 * n + 1))
    for n in range(13)
)


def erfc(x: ArrayLike) -> Any:
    """Return erfc x = 1 - erf x, with all digits of the small values at large x.

    Parameters
    ----------
    x : array_like
        Real numbers of any shape; may contain infinities.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        Values in [0, 2]. Relative error below 2e-15 down to the smallest normal float
        (x = 26.5); 0 from x = 27.3 on.

    Raises
    ------
    ValueError
        If `x` is empty or contains NaN.

    Notes
    -----
    (1 + 2x) exp(x²) erfc x hardly varies over all x >= 0: one polynomial of degree 22
    in t = (x - 3.75)/(x + 3.75), which takes [0, ∞) to [-1, 1), serves the whole line.

    References
    ----------
    Shepherd and Laframboise (1981), Chebyshev approximation of (1 + 2x) exp(x²) erfc x,
    Mathematics of Computation 36.

    Examples
    --------
    >>> [f"{value:.4e}" for value in erfc([0.0, 1.0, 20.0])]
    ['1.0000e+00', '1.5730e-01', '5.3959e-176']
    """
    return blockwise(erfc_block, points(x, "x"))


def erfc_block(x: Array) -> Array:
    """erfc of a block, by erfc(-x) = 2 - erfc x."""
    tail = gauss_tail(np.abs(x), 1.0)
    return np.where(x < 0, 2.0 - tail, tail)


def scaled_erfc(x: Array) -> Array:
    """exp(x²) erfc x for x >= 0: falls like 1 / (x√π), never underflows early."""
    t = x + 3.75
    np.divide(-7.5, t, out=t)
    t += 1.0
    result = horner(ERFCX, t)
    np.multiply(x, 2.0, out=t)
    t += 1.0
    result /= t
    return result


def gauss_tail(z: Array, c: float) -> Array:
    """erfc(√c z) for z >= 0; c is 1, or 1/2 for the normal distribution."""
    result = z * z
    result *= -c
    np.exp(result, out=result)
    far = z > 5.0
    if far.any():
        result[far] = _exp_minus_square(z[far], c)
    result *= scaled_erfc(z if c == 1.0 else math.sqrt(c) * z)
    return result


def _exp_minus_square(z: Array, c: float) -> Array:
    """exp(-c z²) with the rounding of z² undone: at z = 37 it would cost 3 digits.

    z = h + l with a short h, so that h² is exact and z² = h² + l (z + h).
    """
    z = np.minimum(z, 64.0)
    h = np.rint(z * 2.0**19) / 2.0**19
    return np.exp(-c * h * h) * np.exp(-c * (z - h) * (z + h))
