"""Counting distributions: log probabilities, both tails, quantiles.

    k          a count; anything but an integer in the support has log probability -inf
    n, p       trials, and the probability of success in each
    q          1 - p

Tails are incomplete gamma and beta functions, so no sum over k is formed; quantiles
are the smallest k with cdf(k) >= prob. Notebooks: 03/04, 03/05.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, check_integer, check_real
from utils.probability.continuous import Rng, Size
from utils.probability.incomplete import (
    beta_tails,
    gamma_tails,
    log_beta_kernel,
    log_gamma_kernel,
)
from utils.probability.normal_curve import probabilities
from utils.probability.special import points


def smallest_count(cdf: Callable[[Array], Array], prob: Array, high: Array) -> Array:
    """The smallest integer k >= 0 with cdf(k) >= prob, given cdf(high) >= prob."""
    low = np.full_like(prob, -1.0)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        enough = cdf(middle) >= prob
        high = np.where(enough, middle, high)
        low = np.where(enough, low, middle)
    return high


@dataclass(frozen=True)
class Binomial:
    """The number of successes in n independent trials; n = 1 is Bernoulli's.

    Examples
    --------
    >>> X = Binomial(10, 0.3)
    >>> f"{X.pmf(3):.4f} {X.cdf(2):.4f}"
    '0.2668 0.3828'
    """

    n: int
    p: float

    def __post_init__(self) -> None:
        check_integer(self.n, "n", minimum=1)
        check_real(self.p, "p", minimum=0.0, maximum=1.0)

    @property
    def mean(self) -> float:
        """np."""
        return self.n * self.p

    @property
    def var(self) -> float:
        """npq."""
        return self.n * self.p * (1 - self.p)

    def logpmf(self, k: ArrayLike) -> Any:
        """Return log P(X = k) by Loader's formula, without n! or its overflow."""
        k = points(k, "k")
        p, n = self.p, self.n
        result = np.full_like(k, -np.inf)
        if 0 < p < 1:
            result[k == 0] = n * np.log1p(-p)
            result[k == n] = n * np.log(p)
            inside = (k > 0) & (k < n) & (k == np.floor(k))
            a = k[inside]
            b = n - a
            x = np.full_like(a, p)
            result[inside] = log_beta_kernel(a, b, x, 1.0 - x) + np.log(n / a / b)
        else:
            result[k == n * p] = 0.0
        return result[()]

    def pmf(self, k: ArrayLike) -> Any:
        """Return P(X = k)."""
        return np.exp(self.logpmf(k))

    def _tails(self, k: Array) -> tuple[Array, Array]:
        inside = (k >= 0) & (k < self.n)
        count = np.where(inside, np.floor(k), 0.0)
        p = np.full_like(count, self.p)
        upper, lower = beta_tails(count + 1.0, self.n - count, p, 1.0 - p)
        below = k < 0
        cdf = np.where(inside, lower, np.where(below, 0.0, 1.0))
        return cdf, np.where(inside, upper, np.where(below, 1.0, 0.0))

    def cdf(self, k: ArrayLike) -> Any:
        """Return P(X <= k)."""
        return self._tails(points(k, "k"))[0][()]

    def sf(self, k: ArrayLike) -> Any:
        """Return P(X > k)."""
        return self._tails(points(k, "k"))[1][()]

    def ppf(self, prob: ArrayLike) -> Any:
        """Return the smallest k with P(X <= k) >= prob."""
        prob = probabilities(prob, "prob")
        high = np.full_like(prob, float(self.n))
        return smallest_count(lambda k: self._tails(k)[0], prob, high)[()]

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = np.random.default_rng(rng)
        return rng.binomial(self.n, self.p, size).astype(float)


@dataclass(frozen=True)
class Poisson:
    """The number of rare events: P(X = k) = rateᵏ exp(-rate) / k!.

    Examples
    --------
    >>> f"{Poisson(2).pmf(0):.4f}"
    '0.1353'
    """

    rate: float

    def __post_init__(self) -> None:
        check_real(self.rate, "rate", minimum=0.0, strict=True)

    @property
    def mean(self) -> float:
        """The rate."""
        return self.rate

    @property
    def var(self) -> float:
        """The rate again."""
        return self.rate

    def logpmf(self, k: ArrayLike) -> Any:
        """Return log P(X = k) by Loader's formula, exact also at k = 1e5."""
        k = points(k, "k")
        inside = (k > 0) & (k < np.inf) & (k == np.floor(k))
        count = np.where(inside, k, 1.0)
        value = log_gamma_kernel(count, np.full_like(count, self.rate))
        return np.select([inside, k == 0], [value, -self.rate], -np.inf)[()]

    def pmf(self, k: ArrayLike) -> Any:
        """Return P(X = k)."""
        return np.exp(self.logpmf(k))

    def _tails(self, k: Array) -> tuple[Array, Array]:
        inside = (k >= 0) & (k < np.inf)
        count = np.where(inside, np.floor(k), 0.0)
        upper, lower = gamma_tails(count + 1.0, np.full_like(count, self.rate))
        below = k < 0
        cdf = np.where(inside, lower, np.where(below, 0.0, 1.0))
        return cdf, np.where(inside, upper, np.where(below, 1.0, 0.0))

    def cdf(self, k: ArrayLike) -> Any:
        """Return P(X <= k) = Q(k + 1, rate)."""
        return self._tails(points(k, "k"))[0][()]

    def sf(self, k: ArrayLike) -> Any:
        """Return P(X > k) = P(k + 1, rate)."""
        return self._tails(points(k, "k"))[1][()]

    def ppf(self, prob: ArrayLike) -> Any:
        """Return the smallest k with P(X <= k) >= prob; ∞ for prob = 1."""
        prob = probabilities(prob, "prob")
        # From 40 + 40 standard deviations up, the cdf is 1 in floating point.
        high = np.ceil(np.full_like(prob, self.rate + 40 * self.rate**0.5 + 40))
        k = smallest_count(lambda k: self._tails(k)[0], prob, high)
        return np.where(prob == 1.0, np.inf, k)[()]

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        return np.random.default_rng(rng).poisson(self.rate, size).astype(float)
