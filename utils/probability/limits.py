"""Averages and sums of many: running means, the central limit theorem, delta method.

    S      X₁ + ... + Xₙ of independent copies; mean nμ, variance nσ²
    z      (S - nμ) / (σ√n), the standardised sum
    g, g'  a smooth function and its derivative

Notebook: 03/10.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_array,
    as_vector,
    check_integer,
    check_real,
    check_same_length,
)
from utils.probability.moments import convolve_pmf, expectation, probability_vector
from utils.probability.normal_curve import norm_sf
from utils.probability.special import points


class StandardizedSumResult(NamedTuple):
    """The points z and their exact probabilities."""

    z: Array
    pmf: Array


class DeltaMethodResult(NamedTuple):
    """The estimate g(mean) and its standard error."""

    value: float
    se: float


def standardized_sum(
    values: ArrayLike, probs: ArrayLike, n: int
) -> StandardizedSumResult:
    """Return the exact distribution of (S - nμ) / (σ√n), without simulation.

    Parameters
    ----------
    values : (k,) array_like
        Distinct, ascending and on a lattice: whole multiples of their smallest gap
        apart, as the faces of a die are.
    probs : (k,) array_like
        Their probabilities, which sum to 1.
    n : int
        How many independent copies are added, at least 1.

    Returns
    -------
    z : (m,) ndarray
        Equally spaced, 1/(σ√n) gaps apart.
    pmf : (m,) ndarray
        P(Z = z); divided by the spacing of z, a density to hold against the bell.

    Raises
    ------
    ValueError
        If the values are not ascending on a lattice, the lengths differ, `probs` does
        not sum to 1, or the variance is 0.

    Notes
    -----
    Repeated squaring of the probabilities by `convolve_pmf`.

    References
    ----------
    Feller (1968), An Introduction to Probability Theory and Its Applications, vol. 1,
    section XI.2, for convolution powers.

    Examples
    --------
    >>> z, pmf = standardized_sum([-1, 1], [0.5, 0.5], 4)
    >>> z.tolist(), pmf.tolist()
    ([-2.0, -1.0, 0.0, 1.0, 2.0], [0.0625, 0.25, 0.375, 0.25, 0.0625])
    """
    values, probs = as_vector(values, "values"), probability_vector(probs, "probs")
    check_same_length(values, "values", probs, "probs")
    mean = expectation(values, probs)
    var = expectation((values - mean) ** 2, probs)
    if var == 0:
        raise ValueError("values must vary, but the variance is 0")
    gap, steps = _lattice(values)
    counts = np.zeros(steps[-1] + 1)
    counts[steps] = probs
    pmf = convolve_pmf(counts, n)
    total = n * (values[0] - mean) + gap * np.arange(len(pmf))
    return StandardizedSumResult(total / np.sqrt(n * var), pmf)


def _lattice(values: Array) -> tuple[float, Any]:
    """The smallest gap, and where the values lie in multiples of it."""
    gaps = np.diff(values)
    if not (gaps > 0).all():
        raise ValueError("values must be distinct and in ascending order")
    gap = gaps.min()
    steps = (values - values[0]) / gap
    if np.abs(steps - np.rint(steps)).max() > 1e-9 * steps[-1]:
        raise ValueError(
            f"values must be whole multiples of their smallest gap apart, {gap:g}"
        )
    return float(gap), np.rint(steps).astype(int)


def running_mean(x: ArrayLike) -> Array:
    """Return the means of the first 1, 2, ..., n values.

    Parameters
    ----------
    x : (n,) or (m, n) array_like
        One series, or m of them as rows.

    Returns
    -------
    ndarray
        In the shape of `x`.

    Raises
    ------
    ValueError
        If `x` is empty, not finite, or neither a vector nor a matrix.

    Examples
    --------
    >>> running_mean([2, 4, 9]).tolist()
    [2.0, 3.0, 5.0]
    """
    x = as_array(x, "x")
    if x.ndim not in (1, 2):
        raise ValueError(f"x must be a vector or a matrix, got shape {x.shape}")
    return np.cumsum(x, axis=-1) / np.arange(1, x.shape[-1] + 1)


def clt_tail(
    n: int,
    mean: float,
    var: float,
    threshold: ArrayLike,
    correction: float | None = None,
) -> Any:
    """Return the normal approximation of P(S > threshold) for a sum S of n terms.

    Parameters
    ----------
    n : int
        At least 1.
    mean, var : float
        Of a single term; var positive.
    threshold : array_like
        In the unit of the sum; for an average multiply by n. May be infinite.
    correction : float, optional
        Added to the threshold. For sums of whole numbers ½ serves P(S > k), and -½
        P(S >= k): the bar of k reaches from k - ½ to k + ½.

    Returns
    -------
    ndarray of float64, or float64 for a single number

    Raises
    ------
    ValueError
        If n < 1, var is not positive, the threshold contains NaN, or another number
        is not finite.

    References
    ----------
    Feller (1968), An Introduction to Probability Theory and Its Applications, vol. 1,
    section VII.3.

    Examples
    --------
    60 or more heads in 100 tosses: 0.0284 exactly.

    >>> f"{clt_tail(100, 0.5, 0.25, 60):.4f}"
    '0.0228'
    >>> f"{clt_tail(100, 0.5, 0.25, 60, correction=-0.5):.4f}"
    '0.0287'
    """
    n = check_integer(n, "n", minimum=1)
    mean = check_real(mean, "mean")
    var = check_real(var, "var", minimum=0.0, strict=True)
    shift = 0.0 if correction is None else check_real(correction, "correction")
    z = (points(threshold, "threshold") + shift - n * mean) / np.sqrt(n * var)
    return norm_sf(z)


def delta_method(
    g: Callable[[float], float],
    dg: Callable[[float], float],
    mean: float,
    var: float,
    n: int,
) -> DeltaMethodResult:
    """Return g(mean) and its standard error |g'(mean)| √(var/n).

    Parameters
    ----------
    g, dg : callable
        A function of the average of n terms, and its derivative.
    mean, var : float
        Of a single term; var not negative.
    n : int
        At least 1.

    Returns
    -------
    value, se : float

    Raises
    ------
    ValueError
        If n < 1, var is negative, or g or dg is not finite.

    Notes
    -----
    g is replaced by its tangent at the mean. Where g'(mean) = 0 the standard error
    comes out as 0: the error is then of the order 1/n and not normal.

    References
    ----------
    Wasserman (2004), All of Statistics, section 5.5.

    Examples
    --------
    Log odds of a proportion 0.5 from 100 trials: g' = 1/(p(1 - p)) = 4.

    >>> delta_method(lambda p: np.log(p / (1 - p)), lambda p: 1 / (p * (1 - p)),
    ...              0.5, 0.25, 100)
    DeltaMethodResult(value=0.0, se=0.2)
    """
    mean = check_real(mean, "mean")
    var = check_real(var, "var", minimum=0.0)
    n = check_integer(n, "n", minimum=1)
    value = check_real(g(mean), "g(mean)")
    slope = check_real(dg(mean), "dg(mean)")
    return DeltaMethodResult(value, float(abs(slope) * np.sqrt(var / n)))
