"""Moments of tables and of samples, and exact distributions of sums of counts.

    g      a function of a random variable; E[g(X)] needs no distribution of g(X)
    M      Σ (xᵢ - mean)², updated as values arrive (Welford)
    p, r   probabilities of the counts 0, 1, 2, ...
    p * r  their convolution, the probabilities of the sum of independent counts

E[x²] - E[x]² subtracts two huge numbers where the mean is large; Welford's update
never forms them. The variance of a sample at hand is `variance` of lesson 00-01, in two
passes. Notebooks: 03/06, 03/10.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_vector,
    check_integer,
    check_real,
    check_same_length,
)
from utils.prerequisites import mean
from utils.probability.normal_curve import probabilities


def expectation(
    values: ArrayLike,
    probs: ArrayLike,
    func: Callable[[float], float] | None = None,
) -> float:
    """Return E[X] = Σ xᵢ pᵢ, or E[g(X)] = Σ g(xᵢ) pᵢ for a function g.

    Parameters
    ----------
    values : (n,) array_like
        What X can be; the same number may occur more than once.
    probs : (n,) array_like
        The probabilities, which sum to 1.
    func : callable, optional
        g, taking one value and returning one number. It is not asked for values of
        probability 0.

    Returns
    -------
    float
        The sum of the rounded products, itself rounded once.

    Raises
    ------
    ValueError
        If the lengths differ, `probs` is not a vector of probabilities that sum to 1,
        or g is not finite.

    Examples
    --------
    >>> expectation([0, 1, 2], [0.25, 0.5, 0.25])  # heads in two tosses
    1.0
    >>> expectation([0, 1, 2], [0.25, 0.5, 0.25], lambda x: x**2)  # not 1.0**2
    1.5
    """
    values, probs = as_vector(values, "values"), probability_vector(probs, "probs")
    check_same_length(values, "values", probs, "probs")
    if func is not None:
        images = [func(value) for value in values[probs > 0].tolist()]
        values, probs = as_vector(images, "func(values)"), probs[probs > 0]
    return math.fsum(values * probs)


def moment(x: ArrayLike, k: int, *, central: bool = True) -> float:
    """Return the k-th moment of a sample, Σ (xᵢ - x̄)ᵏ / n.

    Parameters
    ----------
    x : (n,) array_like
    k : int
        At least 0.
    central : bool
        Whether to measure from the mean; if not, from 0.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `x` is empty or not finite, or k is negative.
    OverflowError
        If a power, or a sum of them, exceeds the largest float.

    Notes
    -----
    For k = 2 `variance` corrects the deviations for the rounding of the mean. Skewness
    is the third central moment over the second to the power 3/2.

    Examples
    --------
    >>> moment([1, 2, 6], 3)  # (-8 - 1 + 27) / 3
    6.0
    """
    x = as_vector(x, "x")
    k = check_integer(k, "k", minimum=0)
    centre = mean(x) if central else 0.0
    deviations = (x - centre).tolist()  # a power of a Python float raises on overflow
    return math.fsum(d**k for d in deviations) / len(x)


class RunningMoments:
    """Mean and variance of values that arrive one by one, or in parts.

    Attributes
    ----------
    count : int
        The number of values so far.
    mean : float
        Their mean; 0 before the first.

    Notes
    -----
    A difference or a square beyond the largest float makes the results infinite or NaN.

    References
    ----------
    Welford (1962), Technometrics 4. Chan, Golub and LeVeque (1983), The American
    Statistician 37, for `merge`.

    Examples
    --------
    >>> moments = RunningMoments()
    >>> for x in [4, 7, 13, 16]:
    ...     moments.push(x + 1e9)
    >>> moments.mean - 1e9, moments.var()
    (10.0, 22.5)
    """

    def __init__(self) -> None:
        self.count = 0
        self.mean = 0.0
        self._squares = 0.0

    def push(self, x: float) -> None:
        """Take in one more value."""
        x = check_real(x, "x")
        self.count += 1
        step = x - self.mean
        self.mean += step / self.count
        self._squares += step * (x - self.mean)

    def merge(self, other: RunningMoments) -> None:
        """Take in all values that `other` has seen."""
        total = self.count + other.count
        if total:
            step = other.mean - self.mean
            share = other.count / total
            self._squares += other._squares + step * step * self.count * share
            self.mean += step * share
            self.count = total

    def var(self, *, ddof: int = 0) -> float:
        """Return Σ (xᵢ - mean)² / (n - ddof); `ValueError` unless ddof < n."""
        if check_integer(ddof, "ddof", minimum=0) >= self.count:
            raise ValueError(
                f"ddof must be less than the number of values, {self.count}, got {ddof}"
            )
        return self._squares / (self.count - ddof)


def convolve(p: ArrayLike, r: ArrayLike) -> Array:
    """Return the probabilities of X + Y for independent counts X and Y.

    Parameters
    ----------
    p : (m,) array_like
        P(X = 0), ..., P(X = m - 1).
    r : (n,) array_like
        The same for Y.

    Returns
    -------
    (m + n - 1,) ndarray
        Σᵢ pᵢ rₖ₋ᵢ for k = 0, 1, ...; sums of products of positive numbers, so that
        even the smallest has full relative accuracy, unless it underflows.

    Raises
    ------
    ValueError
        If an argument is not a vector of probabilities that sum to 1.

    Examples
    --------
    >>> convolve([0.5, 0.5], [0.5, 0.5]).tolist()  # heads in two tosses
    [0.25, 0.5, 0.25]
    """
    return _convolve(probability_vector(p, "p"), probability_vector(r, "r"))


def convolve_pmf(p: ArrayLike, n: int) -> Array:
    """Return the probabilities of the sum of n independent copies of a count.

    Parameters
    ----------
    p : (m,) array_like
        P(X = 0), ..., P(X = m - 1).
    n : int
        At least 1.

    Returns
    -------
    (n (m - 1) + 1,) ndarray

    Raises
    ------
    ValueError
        If `p` is not a vector of probabilities that sum to 1, or n < 1.

    Notes
    -----
    Repeated squaring: about 2 log₂ n convolutions.

    Examples
    --------
    >>> convolve_pmf([0.5, 0.5], 4).tolist()
    [0.0625, 0.25, 0.375, 0.25, 0.0625]
    """
    power = probability_vector(p, "p")
    n = check_integer(n, "n", minimum=1)
    result = np.ones(1)
    while n:
        if n % 2:
            result = _convolve(result, power)
        n //= 2
        if n:
            power = _convolve(power, power)
    return result


def probability_vector(p: ArrayLike, name: str) -> Array:
    """Return `p` as a vector of probabilities whose sum is 1 within 1e-9."""
    vector = probabilities(as_vector(p, name), name)
    if abs(vector.sum() - 1.0) > 1e-9:
        raise ValueError(f"{name} must sum to 1, got {vector.sum():.10g}")
    return vector


def _convolve(p: Array, r: Array) -> Array:
    if len(p) > len(r):
        p, r = r, p
    result = np.zeros(len(p) + len(r) - 1)
    for i, weight in enumerate(p):
        result[i : i + len(r)] += weight * r
    return result
