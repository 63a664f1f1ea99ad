"""Continuous distributions whose tails are incomplete gamma and beta functions.

    Gamma       the wait for several events;  P(shape, x/scale)
    ChiSquare   a sum of squares of standard normals, Gamma(df/2, 2)
    Beta        an unknown probability;  I_x(a, b)
    StudentT    a mean over its estimated error;  I_x(df/2, 1/2) at x = df / (df + t²)

Methods as in `continuous`; the quantiles have no formula and are found by bisection.
Notebook: 03/05.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, check_generator
from utils.probability.base import Density, Size, positive
from utils.probability.incomplete import (
    beta_tails,
    gamma_tails,
    log_beta_kernel,
    log_gamma_kernel,
)
from utils.probability.normal_curve import probabilities
from utils.probability.special import log_beta, points

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
class Gamma(Density):
    """The density of a sum of waits: x^(shape-1) e^(-x/scale) / (Γ(shape) scale^shape).

    Examples
    --------
    >>> f"{Gamma(1, 2).sf(2.0):.4f}"  # exponential: exp(-1)
    '0.3679'
    """

    shape: float
    scale: float = 1.0

    def __post_init__(self) -> None:
        positive(self.shape, "shape")
        positive(self.scale, "scale")

    @property
    def mean(self) -> float:
        """shape · scale."""
        return self.shape * self.scale

    @property
    def var(self) -> float:
        """shape · scale²."""
        return self.shape * self.scale * self.scale

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

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return self.scale * rng.standard_gamma(self.shape, size)


@dataclass(frozen=True)
class ChiSquare(Density):
    """The sum of df squared standard normal variables: Gamma(df/2, scale=2).

    Examples
    --------
    >>> f"{ChiSquare(1).cdf(1.96**2):.4f}"  # |Z| <= 1.96
    '0.9500'
    """

    df: float

    def __post_init__(self) -> None:
        positive(self.df, "df")

    @property
    def _gamma(self) -> Gamma:
        return Gamma(self.df / 2, 2.0)

    @property
    def mean(self) -> float:
        """df."""
        return self.df

    @property
    def var(self) -> float:
        """2 df."""
        return 2 * self.df

    def logpdf(self, x: ArrayLike) -> Any:
        """Return the log density; at 0 it is ±∞ unless df is 2."""
        return self._gamma.logpdf(x)

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x) = P(df/2, x/2)."""
        return self._gamma.cdf(x)

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x) = Q(df/2, x/2)."""
        return self._gamma.sf(x)

    def ppf(self, p: ArrayLike) -> Any:
        """Return the x with P(X <= x) = p, by bisection to the last digit."""
        return self._gamma.ppf(p)

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        return self._gamma.sample(size, rng=rng)


@dataclass(frozen=True)
class Beta(Density):
    """The density x^(a-1) (1-x)^(b-1) / B(a, b) on (0, 1).

    Examples
    --------
    >>> f"{Beta(2, 1).cdf(0.5):.4f}"  # x²
    '0.2500'
    """

    a: float
    b: float

    def __post_init__(self) -> None:
        positive(self.a, "a")
        positive(self.b, "b")

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

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return rng.beta(self.a, self.b, size)


@dataclass(frozen=True)
class StudentT(Density):
    """A normal variable over an estimated scale: tails like |t|^-(df + 1).

    With r = t/√df the two tails are I_x(df/2, 1/2) at x = 1 / (1 + r²).

    Examples
    --------
    >>> f"{StudentT(1).cdf(1.0):.4f}"  # df = 1 is Cauchy
    '0.7500'
    """

    df: float

    def __post_init__(self) -> None:
        positive(self.df, "df")

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

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`."""
        rng = check_generator(rng, "rng")
        return rng.standard_t(self.df, size)
