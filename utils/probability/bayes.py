"""Bayes' rule in logarithms: evidence adds, and nothing underflows.

    log_prior         (k,)       log P(H), one per hypothesis; -inf rules it out
    log_likelihood    (..., k)   log P(data | H)
    odds              p / (1 - p)

Posterior = prior × likelihood / evidence; in logarithms two additions and one
log-sum-exp. Notebook: 03/03.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array
from utils.prerequisites import log_softmax
from utils.probability.normal_curve import probabilities
from utils.probability.special import points


def bayes_posterior(log_prior: ArrayLike, log_likelihood: ArrayLike) -> Array:
    """Return log P(H | data) = log P(H) + log P(data | H) - log P(data).

    Parameters
    ----------
    log_prior : (k,) array_like
        Need not be normalised; -inf for an excluded hypothesis.
    log_likelihood : (..., k) array_like
        Of the same hypotheses, along the last axis.

    Returns
    -------
    (..., k) ndarray
        Their exponentials sum to 1 along the last axis.

    Raises
    ------
    ValueError
        If an argument contains NaN or +inf, the shapes do not fit, or no hypothesis
        can explain the data.

    References
    ----------
    MacKay (2003), Information Theory, Inference, and Learning Algorithms, section 2.3.

    Examples
    --------
    1% are ill; a test finds 90% of them and alarms 5% of the healthy.

    >>> posterior = bayes_posterior(np.log([0.01, 0.99]), np.log([0.90, 0.05]))
    >>> np.exp(posterior).round(4).tolist()
    [0.1538, 0.8462]
    """
    prior = points(log_prior, "log_prior")
    likelihood = points(log_likelihood, "log_likelihood")
    if prior.ndim != 1 or likelihood.shape[-1:] != prior.shape:
        raise ValueError(
            "log_likelihood must have one column per entry of log_prior, "
            f"got shapes {likelihood.shape} and {prior.shape}"
        )
    for name, array in (("log_prior", prior), ("log_likelihood", likelihood)):
        if array.max() == np.inf:
            raise ValueError(f"{name} must be finite or -inf, but it contains +inf")
    joint = prior + likelihood
    if np.isneginf(joint.max(axis=-1)).any():
        raise ValueError("log_likelihood must leave some hypothesis possible")
    return log_softmax(joint)


def odds(p: ArrayLike) -> Any:
    """Return p / (1 - p) for probabilities p; infinite at 1.

    Examples
    --------
    >>> odds([0.5, 0.75, 1]).tolist()
    [1.0, 3.0, inf]
    """
    p = probabilities(p)
    with np.errstate(divide="ignore"):
        return (p / (1.0 - p))[()]


def log_odds(p: ArrayLike) -> Any:
    """Return log p - log(1 - p), the inverse of the sigmoid.

    Examples
    --------
    >>> f"{log_odds(0.01):.3f}"  # log(1/99)
    '-4.595'
    """
    p = probabilities(p)
    with np.errstate(divide="ignore"):
        return (np.log(p) - np.log1p(-p))[()]


@dataclass(frozen=True)
class ScreeningResult:
    """The four cells of a test's table, as shares of everybody, and what follows.

    Attributes
    ----------
    true_positive, false_negative : ndarray, or float64 for single numbers
        The ill, with and without alarm; they sum to the prevalence.
    false_positive, true_negative : ndarray, or float64 for single numbers
        The healthy, with and without alarm.
    """

    true_positive: Any
    false_negative: Any
    false_positive: Any
    true_negative: Any

    @property
    def ppv(self) -> Any:
        """P(ill | alarm); NaN if there never is an alarm."""
        return _share(self.true_positive, self.false_positive)

    @property
    def npv(self) -> Any:
        """P(healthy | no alarm); NaN if there always is an alarm."""
        return _share(self.true_negative, self.false_negative)


def _share(part: Any, rest: Any) -> Any:
    with np.errstate(invalid="ignore"):
        return part / (part + rest)


def screening(
    prevalence: ArrayLike, sensitivity: ArrayLike, specificity: ArrayLike
) -> ScreeningResult:
    """Return how a population divides under a test, and what an alarm is worth.

    Parameters
    ----------
    prevalence : array_like
        P(ill).
    sensitivity : array_like
        P(alarm | ill).
    specificity : array_like
        P(no alarm | healthy). The shapes broadcast.

    Returns
    -------
    ScreeningResult
        The four cells, `ppv` and `npv`, in the broadcast shape.

    Raises
    ------
    ValueError
        If an argument leaves [0, 1].

    References
    ----------
    Gelman et al. (2013), Bayesian Data Analysis, section 1.4.

    Examples
    --------
    Of 10 000 people 100 are ill, 90 of them with an alarm, as have 495 of the others.

    >>> result = screening(0.01, 0.90, 0.95)
    >>> f"{10_000 * result.false_positive:.0f} {result.ppv:.4f}"  # 90 / 585
    '495 0.1538'
    """
    ill = probabilities(prevalence, "prevalence")
    found = probabilities(sensitivity, "sensitivity")
    cleared = probabilities(specificity, "specificity")
    ill, found, cleared = np.broadcast_arrays(ill, found, cleared)
    return ScreeningResult(
        (ill * found)[()],
        (ill * (1.0 - found))[()],
        ((1.0 - ill) * (1.0 - cleared))[()],
        ((1.0 - ill) * cleared)[()],
    )
