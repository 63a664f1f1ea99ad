"""Argument checks shared by every sub-package.

Each function turns what a reader may pass (lists, tuples, integer arrays) into a
fresh float64 array, or says which argument is wrong and how. Public functions call
these once, at their boundary; the mathematics below it may trust its input.

    TypeError    not numbers at all
    ValueError   wrong shape, wrong range, empty, NaN or infinite
"""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def as_array(
    value: ArrayLike, name: str, *, ndim: int | None = None, finite: bool = True
) -> Array:
    """Return `value` as a new float64 array, or raise an error that names it.

    Parameters
    ----------
    value : array_like
        Real numbers, Fractions and large integers too; booleans count as 0 and 1.
    name : str
        The argument's name, used in error messages.
    ndim : int, optional
        The required number of dimensions.
    finite : bool
        Refuse NaN and infinities.

    Returns
    -------
    ndarray of float64
        A copy: changing it never changes the caller's data.

    Raises
    ------
    TypeError
        If `value` is not made of real numbers.
    ValueError
        If it is empty, ragged, of another dimension, or not finite.

    Examples
    --------
    >>> as_array([1, 2, 3], "x", ndim=1)
    array([1., 2., 3.])
    """
    try:
        raw = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must be rectangular: its rows differ in length"
        ) from None
    if raw.dtype.kind == "c":
        raise TypeError(f"{name} must contain real numbers, got complex ones")
    exact = raw.dtype.kind == "O" and all(isinstance(x, numbers.Real) for x in raw.flat)
    if raw.dtype.kind not in "fiub" and not exact:
        raise TypeError(f"{name} must contain numbers, got {type(value).__name__}")
    try:
        array = np.array(raw, dtype=np.float64)
    except OverflowError:
        raise ValueError(f"{name} has a number too large for a float64") from None
    if ndim is not None and array.ndim != ndim:
        raise ValueError(
            f"{name} must have {ndim} dimension(s), got shape {array.shape}"
        )
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}")
    if finite and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but it contains NaN or infinity")
    return array


def as_vector(value: ArrayLike, name: str, *, finite: bool = True) -> Array:
    """Return `value` as a float64 vector of shape (n,)."""
    return as_array(value, name, ndim=1, finite=finite)


def as_matrix(value: ArrayLike, name: str, *, finite: bool = True) -> Array:
    """Return `value` as a float64 matrix of shape (m, n)."""
    return as_array(value, name, ndim=2, finite=finite)


def as_square(value: ArrayLike, name: str) -> Array:
    """Return `value` as a float64 matrix of shape (n, n)."""
    array = as_matrix(value, name)
    if array.shape[0] != array.shape[1]:
        raise ValueError(f"{name} must be square, got shape {array.shape}")
    return array


def as_labels(value: ArrayLike, name: str) -> NDArray[Any]:
    """Return class labels as a new 1-D array; integers or strings, kept as they are."""
    array = np.array(value)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(
            f"{name} must be a non-empty 1-D array, got shape {array.shape}"
        )
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but it contains NaN or infinity")
    return array


def check_same_length(
    a: NDArray[Any], name_a: str, b: NDArray[Any], name_b: str
) -> None:
    """Require that two arrays agree in their first dimension."""
    if a.shape[0] != b.shape[0]:
        raise ValueError(
            f"{name_a} and {name_b} must have the same length, "
            f"got {a.shape[0]} and {b.shape[0]}"
        )


def check_integer(value: Any, name: str, *, minimum: int | None = None) -> int:
    """Return `value` as an int that is at least `minimum`."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name} must be an integer, got {type(value).__name__}")
    if minimum is not None and value < minimum:
        raise ValueError(f"{name} must be at least {minimum}, got {value}")
    return int(value)


def check_real(
    value: Any,
    name: str,
    *,
    minimum: float = -np.inf,
    maximum: float = np.inf,
    strict: bool = False,
) -> float:
    """Return `value` as a finite float in the interval; `strict` excludes its ends."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a real number, got {type(value).__name__}")
    number = float(value)
    inside = minimum < number < maximum if strict else minimum <= number <= maximum
    if not np.isfinite(number) or not inside:
        left = "(" if strict or minimum == -np.inf else "["
        right = ")" if strict or maximum == np.inf else "]"
        raise ValueError(
            f"{name} must be a finite number in {left}{minimum:g}, {maximum:g}{right}, "
            f"got {number:g}"
        )
    return number


def check_callable(value: Any, name: str) -> None:
    """Require a function, or anything else that can be called."""
    if not callable(value):
        raise TypeError(f"{name} must be callable, got {type(value).__name__}")


def check_generator(value: Any, name: str) -> np.random.Generator:
    """Return `value` if it is a source of random numbers; a seed is not one."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(
            f"{name} must be a NumPy Generator such as np.random.default_rng(0), "
            f"got {type(value).__name__}"
        )
    return value
