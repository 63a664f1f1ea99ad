"""Exponentials that do not overflow: lesson 00-03, used from there on.

    z          scores, any real numbers; -inf stands for "impossible"
    m          their maximum along an axis
    T          a temperature: above 1 softmax becomes flatter, below 1 sharper

All rest on one identity: softmax does not change when a constant is subtracted from
every score. With z - m the largest exponential is exp(0) = 1, so nothing overflows,
and what underflows to 0 is too small to matter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, check_integer, check_real


def sigmoid(z: ArrayLike) -> Any:
    """Return 1 / (1 + exp(-z)), element by element.

    Parameters
    ----------
    z : array_like
        Of any shape; may contain infinities.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        The shape of `z`, values in [0, 1].

    Raises
    ------
    ValueError
        If `z` is empty or contains NaN.

    Notes
    -----
    For z < 0 the equal form exp(z) / (1 + exp(z)) is used: exp(-z) would overflow
    below -709. Small probabilities keep all their digits; for those close to 1 use
    sigmoid(-z), which is 1 - sigmoid(z).

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 3.10.

    Examples
    --------
    >>> sigmoid([0, -1000, 1000]).tolist()
    [0.5, 0.0, 1.0]
    """
    scores = as_array(z, "z", finite=False)
    if np.isnan(scores).any():
        raise ValueError("z must not contain NaN")
    with np.errstate(under="ignore"):
        # Numerator and denominator times exp(z) where z < 0.
        result = np.exp(np.minimum(scores, 0.0)) / (1.0 + np.exp(-np.abs(scores)))
    return result[()]  # a number for a number


def softmax(z: ArrayLike, *, axis: int = -1, temperature: float = 1.0) -> Array:
    """Return exp(zₖ / T) / Σⱼ exp(zⱼ / T) along an axis.

    Parameters
    ----------
    z : array_like, at least one-dimensional
        Scores; -inf gets probability 0.
    axis : int
        The sum runs along this axis; by default the last one, so that each row of a
        matrix becomes a row of probabilities.
    temperature : float
        T > 0.

    Returns
    -------
    ndarray of float64
        The shape of `z`; not negative, and 1 in total along `axis`. Where all scores
        are -inf nothing is possible, and the result is NaN there.

    Raises
    ------
    ValueError
        If `z` is empty or contains NaN or +inf, `axis` is out of range, or T <= 0.

    Notes
    -----
    The maximum is subtracted before dividing by T, so that no T overflows either. Two
    scores that differ by more than the largest float count as infinitely far apart,
    whatever T is: the smaller gets probability 0.

    References
    ----------
    Blanchard, Higham and Higham (2021), Accurately computing the log-sum-exp and
    softmax functions.

    Examples
    --------
    >>> softmax(np.log([1, 2, 3])).round(4).tolist()
    [0.1667, 0.3333, 0.5]
    >>> softmax([[1000, 1000], [-1e308, 1e308]]).tolist()
    [[0.5, 0.5], [0.0, 1.0]]
    """
    temperature = check_real(temperature, "temperature", minimum=0.0, strict=True)
    result, _ = _shift(z, axis)  # a copy, so that the steps below may overwrite it
    # A small T may overflow to -inf, exp may underflow to 0: both are the right limits.
    # Where all scores are -inf the sum is 0, and 0/0 is NaN.
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        if temperature != 1:
            result /= temperature
        np.exp(result, out=result)
        result /= result.sum(axis=axis, keepdims=True)
    return result


def logsumexp(z: ArrayLike, *, axis: int = -1) -> Any:
    """Return log Σⱼ exp(zⱼ) along an axis: a smooth maximum.

    Parameters
    ----------
    z : array_like, at least one-dimensional
        Scores; -inf adds nothing.
    axis : int
        The axis that disappears.

    Returns
    -------
    ndarray of float64, or float64 for a vector
        -inf where all scores are -inf.

    Raises
    ------
    ValueError
        If `z` is empty or contains NaN or +inf, or `axis` is out of range.

    Notes
    -----
    m + log Σ exp(zⱼ - m), which lies between m and m + log n. One of the terms is 1;
    where it outweighs the others they are added first, because log(1 + 1e-18) is not 0.

    References
    ----------
    Blanchard, Higham and Higham (2021), Accurately computing the log-sum-exp and
    softmax functions.

    Examples
    --------
    >>> f"{logsumexp(np.log([1, 2, 3])):.4f}"  # log 6
    '1.7918'
    """
    terms, m = _shift(z, axis)
    with np.errstate(under="ignore"):
        np.exp(terms, out=terms)
        result = m + _log_sum(terms, axis)
    return np.squeeze(result, axis=axis)[()]  # a number for a vector


def log_softmax(z: ArrayLike, *, axis: int = -1) -> Array:
    """Return the logarithm of softmax, zₖ - log Σⱼ exp(zⱼ), along an axis.

    Parameters
    ----------
    z : array_like, at least one-dimensional
        Scores; -inf stays -inf.
    axis : int
        The sum runs along this axis.

    Returns
    -------
    ndarray of float64
        The shape of `z`, never positive. NaN where all scores are -inf.

    Raises
    ------
    ValueError
        If `z` is empty or contains NaN or +inf, or `axis` is out of range.

    Notes
    -----
    Finite where log(softmax(z)) is -inf already, as for the scores (0, 1000). Where two
    scores differ by more than the largest float, the smaller gets -inf.

    References
    ----------
    Blanchard, Higham and Higham (2021), Accurately computing the log-sum-exp and
    softmax functions.

    Examples
    --------
    >>> log_softmax([0, 1000]).tolist()
    [-1000.0, 0.0]
    """
    result, _ = _shift(z, axis)
    # Where all scores are -inf this is -inf minus -inf, which is NaN.
    with np.errstate(under="ignore", invalid="ignore"):
        result -= _log_sum(np.exp(result), axis)
    return result


def _shift(z: ArrayLike, axis: int) -> tuple[Array, Array]:
    """z - m and m for a checked copy of z, with `axis` of m kept as length 1."""
    scores = as_array(z, "z", finite=False)
    axis = check_integer(axis, "axis")
    if not -scores.ndim <= axis < scores.ndim:
        raise ValueError(
            f"axis must name an axis of z, which has shape {scores.shape}, got {axis}"
        )
    m = scores.max(axis=axis, keepdims=True)
    if not (m < np.inf).all():  # NaN wins every maximum, so this finds both
        raise ValueError("z must be finite or -inf, but it contains NaN or +inf")
    with np.errstate(over="ignore"):  # differences of huge scores may become -inf
        # Where m is -inf, shift by 0: -inf minus -inf would be NaN.
        scores -= np.where(np.isneginf(m), 0.0, m)
    return scores, m


def _log_sum(terms: Array, axis: int) -> Array:
    """log Σ of terms exp(z - m), whose largest is 1; `axis` is kept as length 1."""
    total = terms.sum(axis=axis, keepdims=True)
    with np.errstate(divide="ignore"):  # all terms are 0 where all scores are -inf
        result = np.log(total)
    close = total < 1.5  # adding 1 has cost the small terms their last digits
    if close.any():
        small = np.where(terms == 1.0, 0.0, terms).sum(axis=axis, keepdims=True)
        result = np.where(close & (total > 0), np.log1p(small), result)
    return result
