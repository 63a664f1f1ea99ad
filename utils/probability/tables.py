"""Distributions given as a table of values and probabilities.

    values    (k,)   distinct numbers in ascending order
    probs     (k,)   their probabilities, which sum to 1
    cdf              a staircase that rises by probs[i] at values[i]

Any finite random variable is such a table: a function of it (`push_forward`), a sample
(`Empirical`), a class label (`Categorical`). Notebooks: 03/04, 03/05.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_vector,
    check_generator,
    check_same_length,
)
from utils.probability.base import Mass, Size
from utils.probability.moments import expectation, probability_vector
from utils.probability.normal_curve import probabilities
from utils.probability.special import points

# Sixths and tenths are no floats: their sums and p itself are off by up to 2**-52.
JUMP_ROUNDING = 2.0**-51


@dataclass(frozen=True, eq=False)
class Discrete(Mass):
    """Finitely many values with their probabilities.

    Attributes
    ----------
    values : (k,) ndarray
        In ascending order; equal ones are merged, their probabilities added.
    probs : (k,) ndarray
        In the same order. They must sum to 1 within 1e-9 and are never rescaled.

    Examples
    --------
    >>> larger = Discrete([1, 2, 2, 2], [0.25, 0.25, 0.25, 0.25])  # of two coins
    >>> larger.values.tolist(), larger.probs.tolist()
    ([1.0, 2.0], [0.25, 0.75])
    >>> larger.cdf([0, 1, 1.9, 2]).tolist(), larger.ppf([0.25, 0.26]).tolist()
    ([0.0, 0.25, 0.25, 1.0], [1.0, 2.0])
    """

    values: Array
    probs: Array

    def __init__(self, values: ArrayLike, probs: ArrayLike) -> None:
        values, probs = as_vector(values, "values"), probability_vector(probs, "probs")
        check_same_length(values, "values", probs, "probs")
        distinct, where = np.unique(values, return_inverse=True)
        self._store(distinct, np.bincount(where, weights=probs).astype(float))

    def _store(self, values: Array, probs: Array) -> None:
        values.flags.writeable = probs.flags.writeable = False
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "probs", probs)

    @cached_property
    def _steps(self) -> Array:
        """P(X <= value) for each value: sums of floats, each rounded only once."""
        sums = np.array([float(s) for s in accumulate(map(Fraction, self.probs))])
        return np.where(sums < sums[-1], sums, 1.0)

    @property
    def mean(self) -> float:
        """Σ value · probability."""
        return expectation(self.values, self.probs)

    @property
    def var(self) -> float:
        """Σ (value - mean)² · probability."""
        return expectation((self.values - self.mean) ** 2, self.probs)

    def logpmf(self, k: ArrayLike) -> Any:
        """Return log P(X = k), -inf for a number that is not in the table."""
        with np.errstate(divide="ignore"):
            return np.log(self.pmf(k))

    def pmf(self, k: ArrayLike) -> Any:
        """Return P(X = k), 0 for a number that is not in the table."""
        k = points(k, "k")
        at = np.minimum(np.searchsorted(self.values, k), len(self.values) - 1)
        return np.where(self.values[at] == k, self.probs[at], 0.0)[()]

    def cdf(self, x: ArrayLike) -> Any:
        """Return P(X <= x): how high the staircase is at x."""
        x = points(x, "x")
        heights = np.append(0.0, self._steps)
        return heights[np.searchsorted(self.values, x, side="right")][()]

    def sf(self, x: ArrayLike) -> Any:
        """Return P(X > x)."""
        x = points(x, "x")
        above = np.append(np.cumsum(self.probs[::-1])[::-1], 0.0)
        above[0] = 1.0
        return above[np.searchsorted(self.values, x, side="right")][()]

    def ppf(self, p: ArrayLike) -> Any:
        """Return the smallest possible value with P(X <= value) >= p.

        At a jump height, within rounding, that is the value of the jump. For p = 0 and
        1 it is the smallest and the largest value that has a positive probability.
        """
        p = probabilities(p)
        possible = self.probs > 0
        values, steps = self.values[possible], self._steps[possible]
        at = np.searchsorted(steps, p - JUMP_ROUNDING * p)
        return values[np.where(p == 1.0, len(values) - 1, at)][()]

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size`: ppf of uniforms."""
        u = check_generator(rng, "rng").random(size)
        return self.values[np.searchsorted(self._steps, u, side="right")]


class Empirical(Discrete):
    """A sample as a distribution: each of its n numbers has probability 1/n.

    Its cdf is the share of the sample up to x, its var divides by n, and `sample`
    draws from the data with replacement.

    Examples
    --------
    >>> X = Empirical([3, 1, 1, 7])
    >>> X.cdf(1).item(), X.ppf([0.5, 0.51]).tolist(), X.mean
    (0.5, [1.0, 3.0], 3.0)
    """

    _counts: Array

    def __init__(self, sample: ArrayLike) -> None:
        values, counts = np.unique(as_vector(sample, "sample"), return_counts=True)
        object.__setattr__(self, "_counts", counts)
        self._store(values, counts / counts.sum())

    @cached_property
    def _steps(self) -> Array:
        """Counts over n: the heights k/n, each rounded only once."""
        return np.cumsum(self._counts) / self._counts.sum()


class Categorical(Discrete):
    """One of the classes 0, 1, ..., k - 1.

    Examples
    --------
    >>> Categorical([0.2, 0.3, 0.5]).logpmf([2, 3]).round(4).tolist()
    [-0.6931, -inf]
    """

    def __init__(self, probs: ArrayLike) -> None:
        probs = probability_vector(probs, "probs")
        self._store(np.arange(len(probs), dtype=float), probs)


def push_forward(dist: Discrete, func: Callable[[float], float]) -> Discrete:
    """Return the distribution of func(X) for X ~ dist.

    Parameters
    ----------
    dist : Discrete
    func : callable
        Takes one value, returns one number. Values it maps to the same number are
        merged.

    Returns
    -------
    Discrete

    Raises
    ------
    TypeError
        If `dist` is not a `Discrete`.
    ValueError
        If `func` returns NaN or infinity.

    Examples
    --------
    >>> square = push_forward(Discrete([-1, 0, 1], [0.25, 0.5, 0.25]), lambda x: x * x)
    >>> square.values.tolist(), square.probs.tolist()
    ([0.0, 1.0], [0.5, 0.5])
    """
    if not isinstance(dist, Discrete):
        raise TypeError(f"dist must be a Discrete, got {type(dist).__name__}")
    images = [func(value) for value in dist.values.tolist()]
    return Discrete(as_vector(images, "func(values)"), dist.probs)


def density_to_cdf(pdf: Callable[[Array], ArrayLike], grid: ArrayLike) -> Array:
    """Return the integral of a density from grid[0] to each grid point.

    Parameters
    ----------
    pdf : callable
        Takes the grid, an array, and returns the density at each of its points.
    grid : (n,) array_like
        Ascending points that cover all but a negligible part of the probability.

    Returns
    -------
    (n,) ndarray
        Begins with 0, never falls, ends at 1 within 1e-3.

    Raises
    ------
    ValueError
        If the grid does not ascend, a density is negative or not finite, or the total
        mass is not 1 within 1e-3: the grid is too coarse or too short, or `pdf` is
        not a density.

    Notes
    -----
    The trapezoidal rule; its error falls like the square of the spacing.

    Examples
    --------
    >>> density_to_cdf(lambda x: 2 * x, [0, 0.25, 0.5, 1]).tolist()
    [0.0, 0.0625, 0.25, 1.0]
    """
    grid = as_vector(grid, "grid")
    if len(grid) < 2 or not (np.diff(grid) > 0).all():
        raise ValueError("grid must ascend and have at least two points")
    density = as_vector(pdf(grid), "pdf(grid)")
    check_same_length(density, "pdf(grid)", grid, "grid")
    if density.min() < 0:
        raise ValueError(f"pdf(grid) must not be negative, got {density.min():g}")
    areas = np.diff(grid) * (density[1:] + density[:-1]) / 2
    cdf = np.append(0.0, np.cumsum(areas))
    if abs(cdf[-1] - 1.0) > 1e-3:
        raise ValueError(
            f"the mass of pdf on grid must be 1 within 1e-3, got {cdf[-1]:.6g}"
        )
    return cdf
