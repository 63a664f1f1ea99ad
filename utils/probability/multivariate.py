"""Distributions of vectors: the multivariate normal, and Dirichlet's.

    x      (..., d)   points, one per row
    μ, Σ   (d,), (d, d)   mean and covariance matrix
    L      (d, d) lower triangular, Σ = LLᵀ; L⁻¹(x - μ) has independent entries
    a, b   indices of the unknown and of the given entries

No inverse is formed: L serves the density, the samples and the conditional. Notebooks:
03/05, 03/08, 03/16.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import (
    Array,
    as_array,
    as_square,
    as_vector,
    check_generator,
    check_real,
    check_same_length,
)
from utils.linear_algebra import cholesky, eigh, forward_substitution
from utils.probability.base import Density, Size
from utils.probability.gamma_and_beta import Beta
from utils.probability.special import LOG_SQRT_2PI, log_beta_positive


def covariance_factor(cov: ArrayLike, name: str) -> Array:
    """Return the Cholesky factor L of a covariance matrix, or say what is wrong.

    A pivot of L is what its variable adds to those before it, a conditional standard
    deviation. Where rounding alone could have left that much, the matrix counts as
    singular.
    """
    cov = as_square(cov, name)
    try:
        L = cholesky(cov)
        smallest = (L.diagonal() ** 2 / cov.diagonal()).min()
    except np.linalg.LinAlgError:
        smallest = -np.inf
    except ValueError:
        raise ValueError(f"{name} must be symmetric") from None
    if smallest < 8 * len(cov) * np.finfo(float).eps:
        raise np.linalg.LinAlgError(
            f"{name} must be positive definite, but its smallest eigenvalue is "
            f"{eigh(cov).eigenvalues[0]:.3g}"
        )
    return L


def shrink_covariance(cov: ArrayLike, alpha: float) -> Array:
    """Return (1 - α) Σ + α m I, where m is the mean of the variances in Σ.

    Parameters
    ----------
    cov : (d, d) array_like
    alpha : float
        From 0, no change, to 1, a sphere. The trace stays what it was.

    Returns
    -------
    (d, d) ndarray

    Raises
    ------
    ValueError
        If `cov` is not square, or alpha leaves [0, 1].

    References
    ----------
    Ledoit and Wolf (2004), A well-conditioned estimator for large-dimensional
    covariance matrices, Journal of Multivariate Analysis 88.

    Examples
    --------
    >>> shrink_covariance([[3, 2], [2, 1]], 0.5).tolist()
    [[2.5, 1.0], [1.0, 1.5]]
    """
    cov = as_square(cov, "cov")
    alpha = check_real(alpha, "alpha", minimum=0.0, maximum=1.0)
    return (1 - alpha) * cov + alpha * cov.diagonal().mean() * np.eye(len(cov))


def squared_distances(centred: Array, L: Array) -> Array:
    """‖L⁻¹v‖² for each row v of an array (n, d)."""
    return np.sum(forward_substitution(L, centred.T) ** 2, axis=0)


@dataclass(frozen=True, eq=False)
class MultivariateNormal(Density):
    """The bell in d dimensions: exp(-½ (x - μ)ᵀ Σ⁻¹ (x - μ)) / √((2π)ᵈ det Σ).

    Parameters
    ----------
    mean : (d,) array_like
        μ.
    cov : (d, d) array_like
        Σ, symmetric positive definite.

    Attributes
    ----------
    mean, cov : ndarray
        As given.
    factor : (d, d) ndarray
        L, the Cholesky factor of Σ.

    Raises
    ------
    ValueError
        If the shapes do not fit, a number is not finite, or `cov` is not symmetric.
    numpy.linalg.LinAlgError
        If `cov` is not positive definite or singular to working precision; the message
        holds the smallest eigenvalue.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 2.3.

    Examples
    --------
    >>> X = MultivariateNormal([0, 0], [[4, 2], [2, 3]])
    >>> given = X.condition([0], [2])  # the second entry, if the first is 2
    >>> given.mean.round(6).tolist(), given.cov.round(6).tolist()
    ([1.0], [[2.0]])
    >>> (X.mahalanobis([[2, 2], [2, -2]]) ** 2).round(6).tolist()
    [1.5, 5.5]
    """

    mean: Array
    cov: Array
    factor: Array = field(repr=False)

    def __init__(self, mean: ArrayLike, cov: ArrayLike) -> None:
        mean, cov = as_vector(mean, "mean"), as_square(cov, "cov")
        check_same_length(mean, "mean", cov, "cov")
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "cov", cov)
        object.__setattr__(self, "factor", covariance_factor(cov, "cov"))

    @property
    def var(self) -> Array:
        """The diagonal of Σ."""
        return self.cov.diagonal().copy()

    def mahalanobis(self, x: ArrayLike) -> Any:
        """Return √((x - μ)ᵀ Σ⁻¹ (x - μ)) for each row: the distance in deviations."""
        return np.sqrt(self._squares(x))[()]

    def _squares(self, x: ArrayLike) -> Array:
        x = as_array(x, "x")
        if x.shape[-1:] != self.mean.shape:
            raise ValueError(
                f"x must have {len(self.mean)} columns, got shape {x.shape}"
            )
        rows = (x - self.mean).reshape(-1, len(self.mean))
        return squared_distances(rows, self.factor).reshape(x.shape[:-1])

    def logpdf(self, x: ArrayLike) -> Any:
        """Return the log density of each row, shape (..., d) to (...)."""
        log_volume = np.log(self.factor.diagonal()).sum()
        constant = len(self.mean) * LOG_SQRT_2PI + log_volume
        return (-0.5 * self._squares(x) - constant)[()]

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return draws μ + Lz, an array of shape `size` + (d,)."""
        rng = check_generator(rng, "rng")
        shape = (size,) if isinstance(size, int) else tuple(size)
        z = rng.standard_normal((*shape, len(self.mean)))
        return self.mean + z @ self.factor.T

    def marginal(self, index: ArrayLike) -> MultivariateNormal:
        """Return the distribution of the entries `index`, in that order."""
        at = self._entries(index)
        return MultivariateNormal(self.mean[at], self.cov[np.ix_(at, at)])

    def condition(self, index: ArrayLike, values: ArrayLike) -> MultivariateNormal:
        """Return the distribution of the other entries, if those at `index` are known.

        Parameters
        ----------
        index : (m,) array_like of int
            Which entries are given; m < d.
        values : (m,) array_like
            What they are.

        Returns
        -------
        MultivariateNormal
            Mean μₐ + Σₐᵦ Σᵦᵦ⁻¹ (values - μᵦ), covariance Σₐₐ - Σₐᵦ Σᵦᵦ⁻¹ Σᵦₐ; the
            entries keep their order.

        Raises
        ------
        ValueError
            If an index is not in 0, ..., d - 1 or occurs twice, none is left over, or
            the lengths differ.
        """
        b = self._entries(index)
        values = as_vector(values, "values")
        check_same_length(values, "values", b, "index")
        a = np.delete(np.arange(len(self.mean)), b)
        if len(a) == 0:
            raise ValueError("index must leave at least one entry unknown")
        L = cholesky(self.cov[np.ix_(b, b)])
        W = forward_substitution(L, self.cov[np.ix_(b, a)])  # (m, d - m)
        z = forward_substitution(L, values - self.mean[b])
        return MultivariateNormal(
            self.mean[a] + z @ W, self.cov[np.ix_(a, a)] - W.T @ W
        )

    def _entries(self, index: ArrayLike) -> NDArray[np.intp]:
        at = np.atleast_1d(np.asarray(index))
        if at.dtype.kind not in "iu" or at.ndim != 1:
            raise TypeError("index must be a list of integers")
        d = len(self.mean)
        if len(np.unique(at)) < len(at) or at.min() < 0 or at.max() >= d:
            raise ValueError(
                f"index must consist of different numbers from 0 to {d - 1}, "
                f"got {at.tolist()}"
            )
        return at.astype(np.intp)


@dataclass(frozen=True, eq=False)
class Dirichlet(Density):
    """The density Πᵢ xᵢ^(alphaᵢ - 1) / B(alpha) of probabilities x that sum to 1.

    Beta is the case of two entries: (X, 1 - X) for X ~ Beta(a, b).

    Parameters
    ----------
    alpha : (k,) array_like
        Positive, k >= 2. All 1: uniform on the simplex; small: near its corners.

    Examples
    --------
    >>> X = Dirichlet([1, 1, 1])  # constant 2! on the triangle
    >>> f"{X.pdf([0.2, 0.3, 0.5]):.4f}", X.mean.round(4).tolist()
    ('2.0000', [0.3333, 0.3333, 0.3333])
    """

    alpha: Array

    def __init__(self, alpha: ArrayLike) -> None:
        vector = as_vector(alpha, "alpha")
        if vector.min() <= 0 or len(vector) < 2:
            raise ValueError(
                f"alpha must hold at least two positive numbers, got {vector.tolist()}"
            )
        vector.flags.writeable = False
        object.__setattr__(self, "alpha", vector)

    @property
    def mean(self) -> Array:
        """alpha / Σ alpha."""
        return self.alpha / self.alpha.sum()

    @property
    def var(self) -> Array:
        """mean (1 - mean) / (1 + Σ alpha), entry by entry."""
        return self.mean * (1 - self.mean) / (self.alpha.sum() + 1)

    def logpdf(self, x: ArrayLike) -> Any:
        """Return the log density of each row, shape (..., k) to (...).

        -inf for a row that is negative somewhere or does not sum to 1 within 1e-9.
        """
        x = as_array(x, "x")
        if x.shape[-1:] != self.alpha.shape:
            raise ValueError(
                f"x must have {len(self.alpha)} columns, got shape {x.shape}"
            )
        inside = (x >= 0).all(axis=-1) & (np.abs(x.sum(axis=-1) - 1.0) <= 1e-9)
        with np.errstate(divide="ignore", invalid="ignore"):
            terms = (self.alpha - 1) * np.log(np.abs(x))
        terms = np.where(self.alpha == 1, 0.0, terms)  # x⁰ is 1, also for x = 0
        value = terms.sum(axis=-1) - self._log_norm()
        return np.where(inside, value, -np.inf)[()]

    def _log_norm(self) -> float:
        """log B(alpha) = Σᵢ log B(alphaᵢ, alpha₁ + ... + alphaᵢ₋₁)."""
        before = np.cumsum(self.alpha)[:-1]
        return float(log_beta_positive(self.alpha[1:], before).sum())

    def marginal(self, index: int) -> Beta:
        """Return the distribution of one entry, Beta(alphaᵢ, Σ alpha - alphaᵢ)."""
        return Beta(float(self.alpha[index]), float(np.delete(self.alpha, index).sum()))

    def sample(self, size: Size, *, rng: np.random.Generator) -> Array:
        """Return independent draws, an array of shape `size` + (k,)."""
        return check_generator(rng, "rng").dirichlet(self.alpha, size)
