"""Whole arrays instead of loops: lesson 00-02.

    X          (n, d) data, one example per row
    Z          X with every column brought to mean 0 and variance 1
    A, B       (m, d) and (n, d) points, one per row
    k          a number of classes, or the length of a window
    ddof       what the variance's divisor n - ddof takes off: 0 or 1

The lesson builds each of these by hand. What is added here is what a formula does not
say: columns that never change, entries whose squares would overflow, memory for many
points, and errors that name the argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import (
    Array,
    as_labels,
    as_matrix,
    as_vector,
    check_integer,
    check_real,
    check_same_length,
)


class Standardized(NamedTuple):
    """Standardised data and what undoes it: X = Z * std + mean."""

    Z: Array
    mean: Array
    std: Array


class Split(NamedTuple):
    """Two parts of a data set without a common row."""

    X_train: Array
    X_test: Array
    y_train: NDArray[Any]
    y_test: NDArray[Any]


def broadcast_shape(*shapes: Sequence[int]) -> tuple[int, ...]:
    """Return the shape of an element-by-element operation on arrays of these shapes.

    Parameters
    ----------
    *shapes : sequences of int
        For example (5, 1, 3) and (4, 1).

    Returns
    -------
    tuple of int

    Raises
    ------
    TypeError
        If a size is not an integer.
    ValueError
        If a size is negative, or two sizes in one place differ and neither is 1.

    Notes
    -----
    The shapes are aligned at their right ends and missing sizes count as 1. In each
    place all sizes other than 1 must be equal; that size is the result's.

    References
    ----------
    NumPy user guide, "Broadcasting".

    Examples
    --------
    >>> broadcast_shape((5, 1, 3), (4, 1))
    (5, 4, 3)
    """
    checked = [
        tuple(check_integer(size, "every size", minimum=0) for size in shape)
        for shape in shapes
    ]
    ndim = max(map(len, checked), default=0)
    aligned = [(1,) * (ndim - len(shape)) + shape for shape in checked]
    result = []
    for sizes in zip(*aligned, strict=True):  # place by place, from the left
        different = sorted(set(sizes) - {1})
        if len(different) > 1:
            raise ValueError(
                f"shapes {', '.join(map(str, checked))} do not broadcast: sizes "
                f"{' and '.join(map(str, different))} meet and neither is 1"
            )
        result.append(different[0] if different else 1)
    return tuple(result)


def standardize(
    X: ArrayLike, *, ddof: int = 0, allow_constant: bool = False
) -> Standardized:
    """Bring every column to mean 0 and variance 1: zᵢⱼ = (xᵢⱼ - meanⱼ) / stdⱼ.

    Parameters
    ----------
    X : (n, d) array_like
    ddof : int
        The variance divides by n - ddof.
    allow_constant : bool
        Turn a column whose entries are all equal into zeros, instead of refusing it.

    Returns
    -------
    Standardized
        `Z` (n, d), `mean` (d,) and `std` (d,); the std of a constant column is 0.

    Raises
    ------
    ValueError
        If n <= ddof, or a column is constant and `allow_constant` is false.

    Notes
    -----
    A column is constant if its smallest and largest entry are equal. Its computed
    standard deviation is no test: for (0.1, 0.1, 0.1) it is about 1e-17, because the
    mean is rounded. Each column is first divided by a power of two of its own size,
    so that squares neither overflow nor vanish; this changes no digit, except of
    entries more than 2**1000 times smaller than the largest.

    References
    ----------
    Chan, Golub and LeVeque (1983), Algorithms for computing the sample variance.

    Examples
    --------
    >>> Z, mean, std = standardize([[1, 2, 3], [4, 5, 6]])
    >>> Z.tolist(), mean.tolist(), std.tolist()
    ([[-1.0, -1.0, -1.0], [1.0, 1.0, 1.0]], [2.5, 3.5, 4.5], [1.5, 1.5, 1.5])
    """
    data = as_matrix(X, "X")  # (n, d)
    n = data.shape[0]
    ddof = check_integer(ddof, "ddof", minimum=0)
    if n <= ddof:
        raise ValueError(f"X must have more than ddof = {ddof} rows, got {n}")
    constant = data.min(axis=0) == data.max(axis=0)  # (d,)
    if constant.any() and not allow_constant:
        columns = ", ".join(map(str, np.flatnonzero(constant)))
        raise ValueError(
            f"X must vary in every column, but it is constant in column {columns}; "
            "drop it, or set allow_constant"
        )
    _, exponent = np.frexp(np.abs(data).max(axis=0))  # (d,)
    scaled = np.ldexp(data, -exponent)  # all within [-1, 1]
    mean = np.where(constant, scaled[0], scaled.mean(axis=0))
    deviations = scaled - mean  # (n, d)
    rest = deviations.mean(axis=0)  # what rounding the mean has left over
    deviations -= rest
    std = np.sqrt((deviations**2).sum(axis=0) / (n - ddof))
    Z = deviations / np.where(constant, 1.0, std)
    return Standardized(Z, np.ldexp(mean + rest, exponent), np.ldexp(std, exponent))


def pairwise_sq_dists(A: ArrayLike, B: ArrayLike) -> Array:
    """Return all squared distances ‖aᵢ - bⱼ‖² between rows of A and rows of B.

    Parameters
    ----------
    A : (m, d) array_like
    B : (n, d) array_like

    Returns
    -------
    (m, n) ndarray of float64
        Infinite where a square exceeds the largest float.

    Raises
    ------
    ValueError
        If the rows of A and of B have different lengths.

    Notes
    -----
    3 m n d flops. Differences are squared one feature at a time: all at once they
    would fill m·n·d numbers of memory. The form ‖a‖² + ‖b‖² - 2a·b is one matrix
    product and faster, but it loses digits where a and b are close.

    References
    ----------
    Harris et al. (2020), Array programming with NumPy.

    Examples
    --------
    >>> pairwise_sq_dists([[0, 0], [3, 0]], [[0, 4], [3, 4], [3, 0]]).tolist()
    [[16.0, 25.0, 9.0], [25.0, 16.0, 0.0]]
    """
    first, second = as_matrix(A, "A"), as_matrix(B, "B")
    if first.shape[1] != second.shape[1]:
        raise ValueError(
            f"A and B must have equally many columns, "
            f"got shapes {first.shape} and {second.shape}"
        )
    total = np.zeros((first.shape[0], second.shape[0]))  # (m, n)
    with np.errstate(over="ignore"):
        for a, b in zip(first.T, second.T, strict=True):  # one feature: (m,) and (n,)
            total += (a[:, np.newaxis] - b) ** 2  # (m, 1) with (n,) gives (m, n)
    return total


def one_hot(labels: ArrayLike, n_classes: int | None = None) -> Array:
    """Return one row per label, with a 1 in the label's column and 0 elsewhere.

    Parameters
    ----------
    labels : (n,) array_like of int
        Class numbers from 0.
    n_classes : int, optional
        The number of columns k; by default the largest label plus 1.

    Returns
    -------
    (n, k) ndarray of float64

    Raises
    ------
    TypeError
        If the labels are not integers.
    ValueError
        If a label is negative, or n_classes or more, or n_classes is less than 1.

    References
    ----------
    NumPy user guide, "Indexing on ndarrays" (advanced indexing).

    Examples
    --------
    >>> one_hot([2, 0]).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    numbers = as_labels(labels, "labels")
    if numbers.dtype.kind not in "iu":
        raise TypeError(f"labels must be integers, got {numbers.dtype}")
    low, high = int(numbers.min()), int(numbers.max())
    k = high + 1
    if n_classes is not None:
        k = check_integer(n_classes, "n_classes", minimum=1)
    if low < 0 or high >= k:
        raise ValueError(f"labels must lie in 0 to {k - 1}, got {low} to {high}")
    table = np.zeros((numbers.size, k))
    table[np.arange(numbers.size), numbers] = 1.0
    return table


def train_test_split(
    X: ArrayLike,
    y: ArrayLike,
    *,
    test_fraction: float,
    rng: np.random.Generator | int,
) -> Split:
    """Deal the rows of X and y at random into a training and a test part.

    Parameters
    ----------
    X : (n, d) array_like
        May contain NaN for missing values.
    y : (n,) array_like
        Labels or targets.
    test_fraction : float
        Between 0 and 1; round(test_fraction * n) rows go to the test part.
    rng : numpy.random.Generator or int
        The source of randomness, or its seed.

    Returns
    -------
    Split
        X_train, X_test, y_train, y_test, all copies. Every row is in one part only.

    Raises
    ------
    ValueError
        If X and y have different lengths, or one of the parts would be empty.

    References
    ----------
    Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning,
    section 7.2.

    Examples
    --------
    >>> X, y = [[0], [1], [2], [3]], [0, 10, 20, 30]
    >>> X_train, X_test, y_train, y_test = train_test_split(
    ...     X, y, test_fraction=0.25, rng=0)
    >>> X_train.shape, X_test.shape, bool((10 * X_test[:, 0] == y_test).all())
    ((3, 1), (1, 1), True)
    """
    rng = np.random.default_rng(rng)
    data = as_matrix(X, "X", finite=False)
    targets = as_labels(y, "y")
    check_same_length(data, "X", targets, "y")
    fraction = check_real(
        test_fraction, "test_fraction", minimum=0.0, maximum=1.0, strict=True
    )
    n = data.shape[0]
    n_test = round(fraction * n)
    if not 0 < n_test < n:
        raise ValueError(
            f"test_fraction must leave rows in both parts, got {fraction:g} of {n} rows"
        )
    order = rng.permutation(n)
    test, train = order[:n_test], order[n_test:]
    return Split(data[train], data[test], targets[train], targets[test])


def rolling_windows(x: ArrayLike, k: int) -> NDArray[Any]:
    """Return every k neighbours of x as a row, without copying a number.

    Parameters
    ----------
    x : (n,) array_like
    k : int
        From 1 to n.

    Returns
    -------
    (n - k + 1, k) ndarray
        Row i is x[i : i + k]. A read-only view of x, if x is an array: it changes
        when x changes, and refuses to be written to.

    Raises
    ------
    ValueError
        If k is less than 1 or more than n.

    Notes
    -----
    Both strides are that of x: one step down and one step to the right are the same
    step on the tape.

    References
    ----------
    van der Walt, Colbert and Varoquaux (2011), The NumPy array: a structure for
    efficient numerical computation.

    Examples
    --------
    >>> rolling_windows([1, 5, 2, 7], 3).tolist()
    [[1, 5, 2], [5, 2, 7]]
    """
    n = as_vector(x, "x").size  # a check only: the copy it makes is dropped
    tape = np.asarray(x)
    k = check_integer(k, "k", minimum=1)
    if k > n:
        raise ValueError(f"k must be at most the length of x, {n}, got {k}")
    (step,) = tape.strides
    return np.lib.stride_tricks.as_strided(
        tape, shape=(n - k + 1, k), strides=(step, step), writeable=False
    )
