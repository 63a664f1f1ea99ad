"""Signs of a formula as functions: lesson 00-03.

    Σ, Π       sum and product over whole numbers, both limits included
    arg max    the place of the largest value, not the value
    1[...]     the indicator: 1 where a condition holds, 0 elsewhere
    p          probabilities that a model gave to what then happened

The code reads like the formula. NumPy's reductions do the same work faster.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, as_vector, check_integer


def sigma(f: Callable[[int], Any], start: int, stop: int) -> Any:
    """Return Σ f(i) for i from start to stop, both included.

    Parameters
    ----------
    f : callable
        Takes the index, an int, and returns anything that can be added: an int, a
        Fraction, a float, an array.
    start, stop : int
        The limits below and above the Σ. If stop < start the sum is empty.

    Returns
    -------
    The sum, exact if the terms are ints or Fractions; 0 if it is empty.

    Raises
    ------
    TypeError
        If a limit is not an integer.

    Notes
    -----
    The terms are added from left to right, so n floats may be rounded n - 1 times.

    References
    ----------
    Graham, Knuth and Patashnik (1994), Concrete Mathematics, chapter 2.

    Examples
    --------
    >>> sigma(lambda i: i**2, 1, 4)
    30
    """
    total: Any = 0
    for i in _indices(start, stop):
        total = total + f(i)
    return total


def product(f: Callable[[int], Any], start: int, stop: int) -> Any:
    """Return Π f(i) for i from start to stop, both included.

    Parameters
    ----------
    f : callable
        Takes the index, an int, and returns anything that can be multiplied.
    start, stop : int
        The limits below and above the Π. If stop < start the product is empty.

    Returns
    -------
    The product, exact if the factors are ints or Fractions; 1 if it is empty.

    Raises
    ------
    TypeError
        If a limit is not an integer.

    Notes
    -----
    Many factors below 1 underflow: see `log_likelihood`.

    References
    ----------
    Graham, Knuth and Patashnik (1994), Concrete Mathematics, chapter 2.

    Examples
    --------
    >>> product(lambda i: i, 1, 5)  # 5!
    120
    """
    result: Any = 1
    for i in _indices(start, stop):
        result = result * f(i)
    return result


def _indices(start: int, stop: int) -> range:
    """start, start + 1, ..., stop: a formula includes its upper limit."""
    return range(check_integer(start, "start"), check_integer(stop, "stop") + 1)


def argmax(values: ArrayLike) -> int:
    """Return the place of the largest value, counted from 0.

    Parameters
    ----------
    values : (n,) array_like
        May contain infinities.

    Returns
    -------
    int
        The first place if several values are largest.

    Raises
    ------
    ValueError
        If `values` is empty, not one-dimensional, or contains NaN.

    References
    ----------
    Deisenroth, Faisal and Ong (2020), Mathematics for Machine Learning, table of
    symbols.

    Examples
    --------
    >>> argmax([2, 7, 1, 7])
    1
    """
    vector = as_vector(values, "values", finite=False)
    _refuse_nan(vector, "values")
    numbers = vector.tolist()
    best = 0
    for place, value in enumerate(numbers):
        if value > numbers[best]:
            best = place
    return best


def indicator(condition: ArrayLike) -> Array:
    """Return 1[condition]: 1.0 where it holds, 0.0 elsewhere.

    Parameters
    ----------
    condition : array_like of bool
        Of any shape, for example `y == 3`.

    Returns
    -------
    ndarray of float64
        The shape of `condition`.

    Raises
    ------
    TypeError
        If `condition` is not made of True and False.

    References
    ----------
    Graham, Knuth and Patashnik (1994), Concrete Mathematics, section 2.1 (Iverson's
    convention).

    Examples
    --------
    >>> indicator([True, False, True]).tolist()
    [1.0, 0.0, 1.0]
    """
    mask = np.asarray(condition)
    if mask.dtype != np.bool_:
        raise TypeError(f"condition must hold True and False, got {mask.dtype}")
    return mask.astype(np.float64)


def log_likelihood(p: ArrayLike) -> float:
    """Return Σ log pᵢ, the logarithm of the product of probabilities.

    Parameters
    ----------
    p : array_like
        Probabilities, of any shape.

    Returns
    -------
    float
        At most 0; -inf if a probability is 0.

    Raises
    ------
    ValueError
        If a number lies outside [0, 1], or `p` is empty.

    Notes
    -----
    The product itself is useless for many factors: below about 5e-324 there is no
    float but 0. Its logarithm is a number of ordinary size.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 5.5.

    Examples
    --------
    >>> f"{log_likelihood([0.5, 0.25, 0.5, 0.25]):.4f}"  # log of 1/64
    '-4.1589'
    """
    probabilities = as_array(p, "p")
    low, high = probabilities.min(), probabilities.max()
    if low < 0 or high > 1:
        raise ValueError(f"p must lie in [0, 1], got {low:g} to {high:g}")
    with np.errstate(divide="ignore"):  # log 0 is -inf, which is what we want
        return float(np.log(probabilities).sum())


def _refuse_nan(array: Array, name: str) -> None:
    if np.isnan(array).any():
        raise ValueError(f"{name} must not contain NaN")
