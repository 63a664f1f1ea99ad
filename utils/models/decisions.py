"""From probabilities to decisions: the one with the smallest expected loss.

    proba   (n, k) P(class | x), one row per object
    loss    (k, m) loss[c, a]: what decision a costs if the class is c
    risk    (n, m) proba @ loss, the expected loss of each decision

m may exceed k: "ask a human" is a decision too. Notebook: 03/16.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import Array, as_matrix


def expected_loss(proba: ArrayLike, loss: ArrayLike) -> Array:
    """Return the expected loss of every decision, Σ_c P(c | x) loss[c, a].

    Parameters
    ----------
    proba : (n, k) array_like
        Rows of probabilities that sum to 1.
    loss : (k, m) array_like
        Row: the true class. Column: the decision.

    Returns
    -------
    (n, m) ndarray

    Raises
    ------
    ValueError
        If an argument is not a finite matrix, a row of `proba` is negative somewhere
        or does not sum to 1 within 1e-9, or the numbers of classes differ.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 1.5.

    Examples
    --------
    A miss costs 10, a false alarm 1. At 10% the alarm is the cheaper decision.

    >>> expected_loss([[0.9, 0.1]], [[0, 1], [10, 0]]).tolist()
    [[1.0, 0.9]]
    """
    proba, loss = as_matrix(proba, "proba"), as_matrix(loss, "loss")
    if proba.min() < 0 or np.abs(proba.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("proba must have rows of probabilities that sum to 1")
    if proba.shape[1] != loss.shape[0]:
        raise ValueError(
            "loss must have one row per column of proba, "
            f"got shapes {loss.shape} and {proba.shape}"
        )
    return proba @ loss


def bayes_decision(proba: ArrayLike, loss: ArrayLike) -> NDArray[np.intp]:
    """Return the decision with the smallest expected loss, for each object.

    Parameters
    ----------
    proba : (n, k) array_like
        Rows of probabilities that sum to 1.
    loss : (k, m) array_like
        Row: the true class. Column: the decision.

    Returns
    -------
    (n,) ndarray of int
        Columns of `loss`; the first of equally good ones.

    Raises
    ------
    ValueError
        As `expected_loss`.

    Notes
    -----
    For two classes and no loss for being right: alarm if P(1 | x) exceeds
    c_FP / (c_FP + c_FN).

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 1.5.

    Examples
    --------
    The threshold is 1/11. A third decision, to abstain, always costs 0.5.

    >>> proba = [[0.95, 0.05], [0.9, 0.1], [0.2, 0.8]]
    >>> bayes_decision(proba, [[0, 1], [10, 0]]).tolist()
    [0, 1, 1]
    >>> bayes_decision(proba, [[0, 1, 0.5], [10, 0, 0.5]]).tolist()
    [0, 2, 1]
    """
    return np.argmin(expected_loss(proba, loss), axis=1)
