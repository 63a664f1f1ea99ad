"""How wrong a prediction is.

    y       (n,) targets
    ŷ       (n,) predictions of them
    SSE     Σ(yᵢ − ŷᵢ)², what the model leaves unexplained
    SST     Σ(yᵢ − ȳ)², what the mean leaves unexplained

Notebook: 08/01.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_vector, check_same_length


def mse(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the mean squared error, SSE / n.

    Parameters
    ----------
    y_true, y_pred : (n,) array_like
        Targets and predictions.

    Returns
    -------
    float
        In the squared unit of y.

    Raises
    ------
    ValueError
        If the lengths differ, or a value is not finite.

    Examples
    --------
    >>> mse([2, 1, 6], [1, 3, 5])
    2.0
    """
    y_true, y_pred = _pair(y_true, y_pred)
    return float(np.mean((y_true - y_pred) ** 2))


def rmse(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the root mean squared error, √(SSE / n), in the unit of y.

    Parameters
    ----------
    y_true, y_pred : (n,) array_like
        Targets and predictions.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the lengths differ, or a value is not finite.

    Examples
    --------
    >>> rmse([0, 0], [3, 3])
    3.0
    """
    y_true, y_pred = _pair(y_true, y_pred)
    error = y_true - y_pred
    unit = np.abs(error).max()  # keeps the squares in range
    return float(unit * np.sqrt(np.mean((error / unit) ** 2))) if unit > 0 else 0.0


def r2_score(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return R² = 1 − SSE / SST, the share of the spread that the model explains.

    Parameters
    ----------
    y_true, y_pred : (n,) array_like
        Targets and predictions.

    Returns
    -------
    float
        1 for a perfect prediction, 0 for one as good as the mean of `y_true`,
        negative for a worse one.

    Raises
    ------
    ValueError
        If the lengths differ, a value is not finite, or `y_true` is constant: then
        there is no spread to explain.

    References
    ----------
    Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, sec. 3.2.

    Examples
    --------
    Fitted values (1, 3, 5) leave 6 of the 14 units of squared spread: 1 − 6/14.

    >>> round(r2_score([2, 1, 6], [1, 3, 5]), 6)
    0.571429
    >>> r2_score([2, 1, 6], [3, 3, 3])
    0.0
    """
    y_true, y_pred = _pair(y_true, y_pred)
    if np.ptp(y_true) == 0:
        raise ValueError("R² is undefined: y_true is constant")
    error, spread = y_true - y_pred, y_true - y_true.mean()
    unit = np.abs(spread).max()  # keeps the squares in range; R² has no unit
    return float(1 - np.sum((error / unit) ** 2) / np.sum((spread / unit) ** 2))


def _pair(y_true: ArrayLike, y_pred: ArrayLike) -> tuple[Array, Array]:
    y_true, y_pred = as_vector(y_true, "y_true"), as_vector(y_pred, "y_pred")
    check_same_length(y_true, "y_true", y_pred, "y_pred")
    return y_true, y_pred
