"""Counting distributions: log probabilities, both tails, quantiles.

    k          a count; anything but an integer in the support has log probability -inf
    n, p       trials, and the probability of success in each

Binomial and Poisson tails are incomplete beta and gamma functions, so no sum over k is
formed; quantiles are the smallest k of the support with cdf(k) >= prob. Notebooks:
03/04, 03/05.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, check_generator, check_integer, check_real
from utils.probability.base import Mass, Size, positive
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
class Bernoulli(Mass):
    """One trial: 1 with probability p, else 0; Binomial(1, p).

    Examples
    --------
    >>> Bernoulli(0.25).pmf([0, 1, 2]).round(12).tolist()
    [0.75, 0.25, 0.0]
    """

    p: float

    def __post_init__(self) -> None:
        check_real(self.p, "p", minimum=0.0, maximum=1.0)

    @property
    def mean(self) -> float:
        """p."""
        return self.p

    @property
    def var(self) -> float:
        """p(1 - p)."""
        return self.p * (1 - self.p)

    def logpmf(self, k: ArrayLike) -> Any:
        """Return log p at 1, log(1 - p) at 0."""
        k = points(k, "k")
        with np.errstate(divide="ignore"):
            yes, no = np.log(self.p), np.log1p(-self.p)
        return np.select([k == 1, k == 0], [yes, no], -np.inf)[()]

    def cdf(self, k: ArrayLike) -> Any:
        """Return P(X <= k)."""
        k = points(k, "k")
        return np.select([k >= 1, k >= 0], [1.0, 1.0 - self.p], 0.0)[()]

    def sf(self, k: ArrayLike) -> Any:
        """Return P(X > k)."""
        k = points(k, "k")
        return np.select([k >= 1, k >= 0], [0.0, self.p], 1.0)[()]

    def ppf(self, prob: ArrayLike) -> Any:
        """Return 0 for prob <= 1 - p, else 1; for p = 1 always 1."""
        prob = probabilities(prob, "prob")
        return np.where((prob <= 1.0 - self.p) & (self.p < 1), 0.0, 1.0)[()]

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return (rng.random(size) < self.p).astype(float)


@dataclass(frozen=True)
class Binomial(Mass):
    """The number of successes in n independent trials with success probability p.

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
        """np(1 - p)."""
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

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return rng.binomial(self.n, self.p, size).astype(float)


@dataclass(frozen=True)
class Geometric(Mass):
    """The number of trials up to and including the first success: k = 1, 2, ...

    NumPy and SciPy count like this. Some books count the failures only, k - 1.

    Examples
    --------
    >>> X = Geometric(0.25)
    >>> X.pmf(2).item(), X.mean  # one failure, one success; four trials on average
    (0.1875, 4.0)
    """

    p: float

    def __post_init__(self) -> None:
        positive(self.p, "p")
        check_real(self.p, "p", maximum=1.0)

    @property
    def mean(self) -> float:
        """1/p."""
        return 1 / self.p

    @property
    def var(self) -> float:
        """(1 - p)/p²."""
        return (1 - self.p) / self.p / self.p

    def logpmf(self, k: ArrayLike) -> Any:
        """Return (k - 1) log(1 - p) + log p."""
        k = points(k, "k")
        inside = (k >= 1) & (k < np.inf) & (k == np.floor(k))
        failures = np.where(inside, k, 1.0) - 1.0
        return np.where(inside, self._log_sf(failures) + np.log(self.p), -np.inf)[()]

    def _log_sf(self, k: Array) -> Array:
        """k log(1 - p): the first k trials fail. 0 for k = 0, also if p = 1."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(k > 0, k * np.log1p(-self.p), 0.0)

    def cdf(self, k: ArrayLike) -> Any:
        """Return P(X <= k) = 1 - (1 - p)ᵏ."""
        count = np.maximum(np.floor(points(k, "k")), 0.0)
        return -np.expm1(self._log_sf(count))[()]

    def sf(self, k: ArrayLike) -> Any:
        """Return P(X > k) = (1 - p)ᵏ."""
        count = np.maximum(np.floor(points(k, "k")), 0.0)
        return np.exp(self._log_sf(count))[()]

    def ppf(self, prob: ArrayLike) -> Any:
        """Return the smallest k with P(X <= k) >= prob; ∞ for prob = 1 > p."""
        prob = probabilities(prob, "prob")
        with np.errstate(divide="ignore"):
            k = np.ceil(np.log1p(-prob) / np.log1p(-self.p))
        k = np.maximum(k, 1.0) if self.p < 1 else np.ones_like(prob)
        # The quotient of two rounded logarithms may miss an integer on either side.
        k = np.where((k > 1) & (self.cdf(k - 1) >= prob), k - 1, k)
        return np.where(self.cdf(k) < prob, k + 1, k)[()]

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        return check_generator(rng, "rng").geometric(self.p, size).astype(float)


@dataclass(frozen=True)
class Poisson(Mass):
    """The number of rare events: P(X = k) = rateᵏ exp(-rate) / k!.

    Examples
    --------
    >>> f"{Poisson(2).pmf(0):.4f}"
    '0.1353'
    """

    rate: float

    def __post_init__(self) -> None:
        positive(self.rate, "rate")

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

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        return check_generator(rng, "rng").poisson(self.rate, size).astype(float)
