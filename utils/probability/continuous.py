"""Continuous distributions as small frozen records: logarithms first, both tails.

    X ~ Normal(mu=0, sigma=1)    a record of parameters, nothing else
    X.logpdf(x), X.pdf(x)        log density, -inf off the support; density
    X.cdf(x), X.sf(x)            P(X <= x) and P(X > x), each with its own digits
    X.ppf(p)                     the x with cdf(x) = p
    X.sample(size, rng=rng)      independent draws
    X.mean, X.var                moments; NaN where they do not exist

Parameters are single numbers; x and p are arrays of any shape. Notebooks: 03/04,
03/05.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, check_real
from utils.probability.incomplete import (
    beta_tails,
    gamma_tails,
    log_beta_kernel,
    log_gamma_kernel,
)
from utils.probability.normal_curve import (
    norm_cdf,
    norm_logpdf,
    norm_ppf,
    norm_sf,
    probabilities,
)
from utils.probability.special import log_beta, points

Size = int | tuple[int, ...]
Rng = int | np.random.Generator


def _positive(value: Any, name: str) -> None:
    check_real(value, name, minimum=0.0, strict=True)


Tails = Callable[[Array], tuple[Array, Array]]


def _quantile(tails: Tails, p: Array, q: Array, top: float) -> Array:
    """The smallest float x in [0, top] with P(X <= x) >= p = 1 - q, by bisection.

    Positive floats are ordered like the integers with the same bits: 63 halvings
    single out one of them, whatever its magnitude. Above ½ the upper tail decides.
    """
    low = np.full(p.shape, -1, dtype=np.int64)
    high = np.full(p.shape, top).view(np.int64)
    while (high - low > 1).any():
        middle = np.maximum(low + (high - low) // 2, 0)
        lower, upper = tails(middle.view(np.float64))
        reached = np.where(p < 0.5, lower >= p, upper <= q)
        high = np.where(reached, middle, high)
        low = np.where(reached, low, middle)
    return np.where(q == 0.0, top, high.view(np.float64))


def _both(p: Array) -> tuple[Array, Array]:
    return p.reshape(-1), 1.0 - p.reshape(-1)


def _log_power_at_zero(a: float, factor: float) -> float:
    """log of factor · x^(a-1) at x = 0."""
    if a == 1:
        return float(np.log(factor))
    return float("inf") if a < 1 else float("-inf")


@dataclass(frozen=True)
class Uniform:
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
        return (self.high - self.low) ** 2 / 12

    def logpdf(self, x: ArrayLike) -> Any:
        """Return -log(high - low) on the support."""
        x = points(x, "x")
        inside = (x >= self.low) & (x <= self.high)
        return np.where(inside, -np.log(self.high - self.low), -np.inf)[()]

    def pdf(self, x: ArrayLike) -> Any:
        """Return the density."""
        return np.exp(self.logpdf(x))

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

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = np.random.default_rng(rng)
        return self.low + rng.random(size) * (self.high - self.low)


@dataclass(frozen=True)
class Exponential:
    """The density rate · exp(-rate · x) for x >= 0: waiting without memory.

    Examples
    --------
    >>> f"{Exponential(rate=2).sf(1.0):.4f}"  # exp(-2)
    '0.1353'
    """

    rate: float = 1.0

    def __post_init__(self) -> None:
        _positive(self.rate, "rate")

    @property
    def mean(self) -> float:
        """1 / rate."""
        return 1 / self.rate

    @property
    def var(self) -> float:
        """1 / rate²."""
        return 1 / self.rate**2

    def logpdf(self, x: ArrayLike) -> Any:
        """Return log rate - rate · x for x >= 0."""
        x = points(x, "x")
        return np.where(x >= 0, np.log(self.rate) - self.rate * x, -np.inf)[()]

    def pdf(self, x: ArrayLike) -> Any:
        """Return the density."""
        return np.exp(self.logpdf(x))

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

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = np.random.default_rng(rng)
        return -np.log1p(-rng.random(size)) / self.rate


@dataclass(frozen=True)
class Normal:
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
        _positive(self.sigma, "sigma")

    @property
    def mean(self) -> float:
        """mu."""
        return self.mu

    @property
    def var(self) -> float:
        """sigma²."""
        return self.sigma**2

    def _z(self, x: ArrayLike) -> Array:
        return (points(x, "x") - self.mu) / self.sigma

    def logpdf(self, x: ArrayLike) -> Any:
        """Return -z²/2 - log(sigma √2π) with z = (x - mu) / sigma."""
        return norm_logpdf(self._z(x)) - np.log(self.sigma)

    def pdf(self, x: ArrayLike) -> Any:
        """Return the density."""
        return np.exp(self.logpdf(x))

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x)."""
        return norm_cdf(self._z(x))

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x)."""
        return norm_sf(self._z(x))

    def ppf(self, p: ArrayLike) -> Any:
        """Return mu + sigma times the standard normal quantile."""
        return self.mu + self.sigma * norm_ppf(p)

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = np.random.default_rng(rng)
        return self.mu + self.sigma * rng.standard_normal(size)


@dataclass(frozen=True)
class Cauchy:
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
        _positive(self.scale, "scale")

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

    def pdf(self, x: ArrayLike) -> Any:
        """Return the density."""
        return np.exp(self.logpdf(x))

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

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = np.random.default_rng(rng)
        angle = np.pi * (rng.random(size) - 0.5)
        return self.location + self.scale * np.tan(angle)


@dataclass(frozen=True)
class Gamma:
    """The density of a sum of waits: x^(shape-1) e^(-x/scale) / (Γ(shape) scale^shape).

    Examples
    --------
    >>> f"{Gamma(1, 2).sf(2.0):.4f}"  # exponential: exp(-1)
    '0.3679'
    """

    shape: float
    scale: float = 1.0

    def __post_init__(self) -> None:
        _positive(self.shape, "shape")
        _positive(self.scale, "scale")

    @property
    def mean(self) -> float:
        """shape · scale."""
        return self.shape * self.scale

    @property
    def var(self) -> float:
        """shape · scale²."""
        return self.shape * self.scale**2

    def _tails(self, x: ArrayLike) -> tuple[Array, Array]:
        z = np.maximum(points(x, "x") / self.scale, 0.0)
        return gamma_tails(np.full_like(z, self.shape), z)

    def logpdf(self, x: ArrayLike) -> Any:
        """Return the log density; at 0 it is ±∞ unless shape is 1."""
        z = points(x, "x") / self.scale
        inside = (z > 0) & (z < np.inf)
        safe = np.where(inside, z, 1.0)
        a = np.full_like(z, self.shape)
        value = log_gamma_kernel(a, safe) + np.log(self.shape) - np.log(safe)
        at_zero = _log_power_at_zero(self.shape, 1.0)
        result = np.select([inside, z == 0], [value, at_zero], -np.inf)
        return (result - np.log(self.scale))[()]

    def pdf(self, x: ArrayLike) -> Any:
        """Return the density."""
        return np.exp(self.logpdf(x))

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x) = P(shape, x/scale)."""
        return self._tails(x)[0][()]

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x) = Q(shape, x/scale)."""
        return self._tails(x)[1][()]

    def ppf(self, p: ArrayLike) -> Any:
        """Return the x with P(X <= x) = p, by bisection to the last digit."""
        p = probabilities(p)
        z = _quantile(Gamma(self.shape)._tails, *_both(p), np.inf)
        return self.scale * z.reshape(p.shape)[()]

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = np.random.default_rng(rng)
        return self.scale * rng.standard_gamma(self.shape, size)


@dataclass(frozen=True)
class Beta:
    """The density x^(a-1) (1-x)^(b-1) / B(a, b) on (0, 1).

    Examples
    --------
    >>> f"{Beta(2, 1).cdf(0.5):.4f}"  # x²
    '0.2500'
    """

    a: float
    b: float

    def __post_init__(self) -> None:
        _positive(self.a, "a")
        _positive(self.b, "b")

    @property
    def mean(self) -> float:
        """a / (a + b)."""
        return self.a / (self.a + self.b)

    @property
    def var(self) -> float:
        """mean (1 - mean) / (a + b + 1)."""
        return self.mean * (1 - self.mean) / (self.a + self.b + 1)

    def _tails(self, x: ArrayLike) -> tuple[Array, Array]:
        x = np.clip(points(x, "x"), 0.0, 1.0)
        a, b = np.full_like(x, self.a), np.full_like(x, self.b)
        return beta_tails(a, b, x, 1.0 - x)

    def logpdf(self, x: ArrayLike) -> Any:
        """Return the log density; at 0 it is ±∞ unless a is 1, at 1 unless b is 1."""
        x = points(x, "x")
        inside = (x > 0) & (x < 1)
        s = np.where(inside, x, 0.5)
        a, b = np.full_like(x, self.a), np.full_like(x, self.b)
        value = log_beta_kernel(a, b, s, 1.0 - s) - np.log(s) - np.log1p(-s)
        ends = [_log_power_at_zero(self.a, self.b), _log_power_at_zero(self.b, self.a)]
        return np.select([inside, x == 0, x == 1], [value, *ends], -np.inf)[()]

    def pdf(self, x: ArrayLike) -> Any:
        """Return the density."""
        return np.exp(self.logpdf(x))

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x) = I_x(a, b)."""
        return self._tails(x)[0][()]

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x) = I_{1-x}(b, a)."""
        return self._tails(x)[1][()]

    def ppf(self, p: ArrayLike) -> Any:
        """Return the x with P(X <= x) = p, by bisection to the last digit."""
        p = probabilities(p)
        return _quantile(self._tails, *_both(p), 1.0).reshape(p.shape)[()]

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = np.random.default_rng(rng)
        return rng.beta(self.a, self.b, size)


@dataclass(frozen=True)
class StudentT:
    """A normal variable over an estimated scale: tails like |t|^-(df + 1).

    With r = t/√df the two tails are I_x(df/2, 1/2) at x = 1 / (1 + r²).

    Examples
    --------
    >>> f"{StudentT(1).cdf(1.0):.4f}"  # df = 1 is Cauchy
    '0.7500'
    """

    df: float

    def __post_init__(self) -> None:
        _positive(self.df, "df")

    @property
    def mean(self) -> float:
        """0 for df > 1, else NaN."""
        return 0.0 if self.df > 1 else float("nan")

    @property
    def var(self) -> float:
        """df / (df - 2) for df > 2, infinite for 1 < df <= 2, else NaN."""
        if self.df > 2:
            return self.df / (self.df - 2)
        return float("inf") if self.df > 1 else float("nan")

    def logpdf(self, x: ArrayLike) -> Any:
        """Return the log density; log(1 + r²) cannot overflow."""
        r = np.abs(points(x, "x")) / self.df**0.5
        log_term = np.where(
            r < 1.0, np.log1p(np.minimum(r, 1.0) ** 2), 2 * np.log(np.hypot(1.0, r))
        )
        constant = log_beta(0.5, self.df / 2) + 0.5 * np.log(self.df)
        return (-constant - (self.df + 1) / 2 * log_term)[()]

    def pdf(self, x: ArrayLike) -> Any:
        """Return the density."""
        return np.exp(self.logpdf(x))

    def _tails(self, x: Array) -> tuple[Array, Array]:
        """P(|X| <= |x|) and P(|X| > |x|)."""
        with np.errstate(over="ignore", divide="ignore"):
            square = x * x / self.df
            near, far = 1.0 / (1.0 + 1.0 / square), 1.0 / (1.0 + square)
        a, b = np.full_like(x, self.df / 2), np.full_like(x, 0.5)
        upper, lower = beta_tails(a, b, far, near)
        return lower, upper

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x)."""
        x = points(x, "x")
        half = self._tails(x)[1] / 2
        return np.where(x > 0, 1.0 - half, half)[()]

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x) = P(X < -x)."""
        return self.cdf(-points(x, "x"))

    def ppf(self, p: ArrayLike) -> Any:
        """Return the x with P(X <= x) = p, by bisection to the last digit."""
        p = probabilities(p)
        flat = p.reshape(-1)
        outside = 2.0 * np.minimum(flat, 1.0 - flat)
        x = _quantile(self._tails, np.abs(2.0 * flat - 1.0), outside, np.inf)
        return np.where(flat < 0.5, -x, x).reshape(p.shape)[()]

    def sample(self, size: Size, *, rng: Rng) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = np.random.default_rng(rng)
        return rng.standard_t(self.df, size)
