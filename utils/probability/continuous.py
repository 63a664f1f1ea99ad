"""Continuous distributions whose quantile is a formula.

    X ~ Normal(mu=0, sigma=1)    a record of parameters, nothing else
    X.logpdf(x), X.pdf(x)        log density, -inf off the support; density
    X.cdf(x), X.sf(x)            P(X <= x) and P(X > x), each with its own digits
    X.ppf(p)                     the x with cdf(x) = p
    X.sample(size, rng=rng)      independent draws
    X.mean, X.var                moments; NaN where they do not exist
    z                            (x - location) / scale

Parameters are single numbers; x and p are arrays of any shape. Notebooks: 03/04,
03/05.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, check_generator, check_real
from utils.probability.base import Density, Size, positive
from utils.probability.normal_curve import (
    norm_cdf,
    norm_logpdf,
    norm_ppf,
    norm_sf,
    probabilities,
)
from utils.probability.special import points


@dataclass(frozen=True)
class Uniform(Density):
    """The density 1 / (high - low) on [low, high].

    Examples
    --------
    >>> Uniform(0, 4).cdf([1, 5]).tolist()
    [0.25, 1.0]
    """

    low: float = 0.0
    high: float = 1.0

    def __post_init__(self) -> None:
        check_real(self.low, "low")
        check_real(self.high, "high", minimum=self.low, strict=True)

    @property
    def mean(self) -> float:
        """(low + high) / 2."""
        return (self.low + self.high) / 2

    @property
    def var(self) -> float:
        """(high - low)² / 12."""
        width = self.high - self.low
        return width * width / 12

    def logpdf(self, x: ArrayLike) -> Any:
        """Return -log(high - low) on the support."""
        x = points(x, "x")
        inside = (x >= self.low) & (x <= self.high)
        return np.where(inside, -np.log(self.high - self.low), -np.inf)[()]

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x)."""
        return self._share(points(x, "x") - self.low)

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x)."""
        return self._share(self.high - points(x, "x"))

    def _share(self, part: Array) -> Any:
        return np.clip(part / (self.high - self.low), 0.0, 1.0)[()]

    def ppf(self, p: ArrayLike) -> Any:
        """Return low + p (high - low)."""
        return (self.low + probabilities(p) * (self.high - self.low))[()]

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return self.low + rng.random(size) * (self.high - self.low)


@dataclass(frozen=True)
class Exponential(Density):
    """The density rate · exp(-rate · x) for x >= 0: waiting without memory.

    Examples
    --------
    >>> f"{Exponential(rate=2).sf(1.0):.4f}"  # exp(-2)
    '0.1353'
    """

    rate: float = 1.0

    def __post_init__(self) -> None:
        positive(self.rate, "rate")

    @property
    def mean(self) -> float:
        """1 / rate."""
        return 1 / self.rate

    @property
    def var(self) -> float:
        """1 / rate²."""
        return 1 / self.rate / self.rate

    def logpdf(self, x: ArrayLike) -> Any:
        """Return log rate - rate · x for x >= 0."""
        x = points(x, "x")
        return np.where(x >= 0, np.log(self.rate) - self.rate * x, -np.inf)[()]

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x)."""
        return -np.expm1(-self.rate * np.maximum(points(x, "x"), 0.0))[()]

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x)."""
        return np.exp(-self.rate * np.maximum(points(x, "x"), 0.0))[()]

    def ppf(self, p: ArrayLike) -> Any:
        """Return -log(1 - p) / rate."""
        with np.errstate(divide="ignore"):
            return (-np.log1p(-probabilities(p)) / self.rate)[()]

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return -np.log1p(-rng.random(size)) / self.rate


@dataclass(frozen=True)
class Normal(Density):
    """The bell curve with mean mu and standard deviation sigma.

    Examples
    --------
    >>> f"{Normal(10, 2).cdf(12):.4f}"
    '0.8413'
    """

    mu: float = 0.0
    sigma: float = 1.0

    def __post_init__(self) -> None:
        check_real(self.mu, "mu")
        positive(self.sigma, "sigma")

    @property
    def mean(self) -> float:
        """mu."""
        return self.mu

    @property
    def var(self) -> float:
        """sigma²."""
        return self.sigma * self.sigma

    def _z(self, x: ArrayLike) -> Array:
        return (points(x, "x") - self.mu) / self.sigma

    def logpdf(self, x: ArrayLike) -> Any:
        """Return -z²/2 - log(sigma √2π) with z = (x - mu) / sigma."""
        return norm_logpdf(self._z(x)) - np.log(self.sigma)

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x)."""
        return norm_cdf(self._z(x))

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x)."""
        return norm_sf(self._z(x))

    def ppf(self, p: ArrayLike) -> Any:
        """Return mu + sigma times the standard normal quantile."""
        return self.mu + self.sigma * norm_ppf(p)

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return self.mu + self.sigma * rng.standard_normal(size)


@dataclass(frozen=True)
class Cauchy(Density):
    """The density 1 / (π scale (1 + z²)), z = (x - location) / scale: no mean.

    Examples
    --------
    >>> f"{Cauchy().sf(1000):.6f}"  # about 1 / (1000 π)
    '0.000318'
    """

    location: float = 0.0
    scale: float = 1.0

    def __post_init__(self) -> None:
        check_real(self.location, "location")
        positive(self.scale, "scale")

    @property
    def mean(self) -> float:
        """NaN: the integral does not exist."""
        return float("nan")

    @property
    def var(self) -> float:
        """NaN: there is no mean to deviate from."""
        return float("nan")

    def _z(self, x: ArrayLike) -> Array:
        return (points(x, "x") - self.location) / self.scale

    def logpdf(self, x: ArrayLike) -> Any:
        """Return -log(π scale) - log(1 + z²)."""
        return -np.log(np.pi * self.scale) - 2 * np.log(np.hypot(1.0, self._z(x)))

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x): the angle of the point (-z, 1), divided by π."""
        return np.arctan2(1.0, -self._z(x)) / np.pi

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x)."""
        return np.arctan2(1.0, self._z(x)) / np.pi

    def ppf(self, p: ArrayLike) -> Any:
        """Return location - scale / tan(πp), with the sign of p - ½."""
        p = probabilities(p)
        tail = np.minimum(p, 1.0 - p)
        with np.errstate(divide="ignore"):
            z = np.where(
                tail < 0.25, 1.0 / np.tan(np.pi * tail), np.tan(np.pi * (0.5 - tail))
            )
        return (self.location + self.scale * np.where(p < 0.5, -z, z))[()]

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        angle = np.pi * (rng.random(size) - 0.5)
        return self.location + self.scale * np.tan(angle)


@dataclass(frozen=True)
class Laplace(Density):
    """The density exp(-|z|) / (2 scale), z = (x - location) / scale: two exponentials.

    Its negative logarithm is the absolute error, as the normal one's is the square.

    Examples
    --------
    >>> f"{Laplace(0, 2).sf(2.0):.4f}"  # exp(-1) / 2
    '0.1839'
    """

    location: float = 0.0
    scale: float = 1.0

    def __post_init__(self) -> None:
        check_real(self.location, "location")
        positive(self.scale, "scale")

    @property
    def mean(self) -> float:
        """location."""
        return self.location

    @property
    def var(self) -> float:
        """2 scale²."""
        return 2 * self.scale * self.scale

    def _z(self, x: ArrayLike) -> Array:
        return (points(x, "x") - self.location) / self.scale

    def logpdf(self, x: ArrayLike) -> Any:
        """Return -|z| - log(2 scale)."""
        return -np.abs(self._z(x)) - np.log(2 * self.scale)

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x)."""
        z = self._z(x)
        tail = 0.5 * np.exp(-np.abs(z))
        return np.where(z > 0, 1.0 - tail, tail)[()]

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x) = P(X < 2 location - x)."""
        z = self._z(x)
        tail = 0.5 * np.exp(-np.abs(z))
        return np.where(z < 0, 1.0 - tail, tail)[()]

    def ppf(self, p: ArrayLike) -> Any:
        """Return location ± scale · log(2 min(p, 1 - p)), + below ½ and - above."""
        p = probabilities(p)
        with np.errstate(divide="ignore"):
            z = np.log(2 * np.minimum(p, 1.0 - p))
        return (self.location + self.scale * np.where(p < 0.5, z, -z))[()]

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return rng.laplace(self.location, self.scale, size)
