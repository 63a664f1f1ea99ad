"""Which numbers a computer has, and how it rounds to them: lesson 07-01.

    x               a real number, held in a float64
    p               precision: digits of the significand, in base 2
    e_min, e_max    the exponents of the smallest and the largest normal number
    u               unit round-off, 2**-p: half the distance from 1 to the next float

A float is ±m · 2**(e - p + 1) with a whole number m < 2**p and e_min <= e <= e_max.
Where m >= 2**(p - 1) it is normal and has p digits; below that it is subnormal.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, check_integer


class FloatFormat(NamedTuple):
    """A set of floats: precision and the exponents of its normal numbers."""

    p: int
    e_min: int
    e_max: int


class FloatBits(NamedTuple):
    """The three fields of a binary64, as whole numbers."""

    sign: int
    exponent: int
    fraction: int


FORMATS = {
    "binary64": FloatFormat(53, -1022, 1023),
    "binary32": FloatFormat(24, -126, 127),
    "binary16": FloatFormat(11, -14, 15),
    "bfloat16": FloatFormat(8, -126, 127),
}


def float_bits(x: float) -> FloatBits:
    """Return the sign, exponent and fraction fields of a float64.

    Parameters
    ----------
    x : float
        Any float, infinities and NaN too.

    Returns
    -------
    FloatBits
        sign 0 or 1, exponent in 0..2047, fraction in 0..2**52 - 1.

    Raises
    ------
    TypeError
        If `x` is not a real number.

    Notes
    -----
    For exponents 1..2046 the value is (-1)**sign · (1 + fraction / 2**52) ·
    2**(exponent - 1023). Exponent 0 holds zero and the subnormal numbers, which have no
    leading 1; 2047 holds infinity (fraction 0) and NaN.

    References
    ----------
    IEEE Standard for Floating-Point Arithmetic, IEEE 754-2019, section 3.4.

    Examples
    --------
    >>> float_bits(1.0)
    FloatBits(sign=0, exponent=1023, fraction=0)
    >>> float_bits(-0.5).exponent - 1023
    -1
    """
    if isinstance(x, bool) or not isinstance(x, (int, float, np.integer, np.floating)):
        raise TypeError(f"x must be a real number, got {type(x).__name__}")
    bits = int(np.float64(x).view(np.uint64))
    return FloatBits(bits >> 63, (bits >> 52) & 0x7FF, bits & (2**52 - 1))


def from_bits(sign: int, exponent: int, fraction: int) -> float:
    """Return the float64 with these fields: the inverse of `float_bits`.

    Parameters
    ----------
    sign, exponent, fraction : int
        0 or 1, in 0..2047, in 0..2**52 - 1.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If a field is not an integer of its range.

    References
    ----------
    IEEE Standard for Floating-Point Arithmetic, IEEE 754-2019, section 3.4.

    Examples
    --------
    >>> from_bits(0, 1023, 2**51)
    1.5
    >>> from_bits(0, 0, 1) == 2.0**-1074  # the smallest positive number
    True
    """
    fields = {
        "sign": (sign, 2),
        "exponent": (exponent, 2048),
        "fraction": (fraction, 2**52),
    }
    for name, (value, end) in fields.items():
        if not 0 <= check_integer(value, name) < end:
            raise ValueError(f"{name} must be in 0..{end - 1}, got {value}")
    bits = (int(sign) << 63) | (int(exponent) << 52) | int(fraction)
    return float(np.uint64(bits).view(np.float64))


def toy_floats(p: int, e_min: int, e_max: int, *, subnormal: bool = False) -> Array:
    """Return all positive numbers of a small float system, sorted.

    Parameters
    ----------
    p : int
        Precision, from 1 to 12, so that the list stays short.
    e_min, e_max : int
        Smallest and largest exponent, within -50..50.
    subnormal : bool
        Fill the gap around zero: add the numbers below 2**e_min.

    Returns
    -------
    ndarray, shape (k,)
        (e_max - e_min + 1) · 2**(p - 1) normal numbers, after 2**(p - 1) - 1
        subnormal ones if these are asked for.

    Raises
    ------
    TypeError, ValueError
        If an argument is not an integer of its range, or e_max < e_min.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 2.1.

    Examples
    --------
    >>> toy_floats(2, 0, 1).tolist()
    [1.0, 1.5, 2.0, 3.0]
    >>> toy_floats(2, 0, 0, subnormal=True).tolist()
    [0.5, 1.0, 1.5]
    """
    if check_integer(p, "p", minimum=1) > 12:
        raise ValueError(f"p must be at most 12, got {p}")
    e_min = check_integer(e_min, "e_min", minimum=-50)
    e_max = check_integer(e_max, "e_max", minimum=e_min)
    if e_max > 50:
        raise ValueError(f"e_max must be at most 50, got {e_max}")
    significands = np.arange(2 ** (p - 1), 2**p) / 2.0 ** (p - 1)  # 1 <= m < 2
    normal = np.concatenate([significands * 2.0**e for e in range(e_min, e_max + 1)])
    if not subnormal:
        return normal
    return np.concatenate([(significands - 1.0)[1:] * 2.0**e_min, normal])


def round_to_precision(x: ArrayLike, p: int) -> Any:
    """Round each number to p significant binary digits, ties to even.

    Parameters
    ----------
    x : array_like
        Finite numbers of any shape.
    p : int
        Precision, from 1 to 53.

    Returns
    -------
    ndarray of float64, or float64 for a single number

    Raises
    ------
    TypeError, ValueError
        If `x` is not finite, or p is not an integer from 1 to 53.

    Notes
    -----
    Only the significand is shortened: exponents keep the range of float64.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 2.1.

    Examples
    --------
    >>> float(round_to_precision(0.1, 4))  # 0.1101 in binary, times 2**-3
    0.1015625
    >>> round_to_precision([2049, 2051], 11).tolist()  # ties go to the even neighbour
    [2048.0, 2052.0]
    """
    x = as_array(x, "x")
    p = _precision(p)
    significand, exponent = np.frexp(x)  # x = significand · 2**exponent, in [½, 1)
    with np.errstate(over="ignore", under="ignore"):
        rounded = np.ldexp(np.rint(np.ldexp(significand, p)), exponent - p)
    return rounded[()]


def round_to_format(x: ArrayLike, number_format: str) -> Any:
    """Round each number to the nearest one of a float format, ties to even.

    Parameters
    ----------
    x : array_like
        Finite numbers of any shape.
    number_format : {"binary64", "binary32", "binary16", "bfloat16"}
        A name of `FORMATS`.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        Infinite where the rounded value is too large for the format; subnormal numbers
        are rounded to fewer digits, the tiniest to 0.

    Raises
    ------
    TypeError, ValueError
        If `x` is not finite or the format is unknown.

    References
    ----------
    IEEE Standard for Floating-Point Arithmetic, IEEE 754-2019, section 4.3.1.

    Examples
    --------
    >>> round_to_format([0.1, 70000.0, 2049.0], "binary16").tolist()
    [0.0999755859375, inf, 2048.0]
    >>> float(round_to_format(70000.0, "bfloat16"))
    70144.0
    """
    x = as_array(x, "x")
    p, e_min, e_max = _format(number_format)
    gap = np.ldexp(1.0, np.maximum(_exponent(x), e_min) - p + 1)
    with np.errstate(over="ignore"):  # the largest may round to infinity
        rounded = np.rint(x / gap) * gap  # powers of two divide and multiply exactly
    largest = (2.0 - 2.0 ** (1 - p)) * 2.0**e_max
    too_large = np.abs(rounded) > largest
    return np.where(too_large, np.copysign(np.inf, x), rounded)[()]


def ulp(x: ArrayLike, *, number_format: str = "binary64") -> Any:
    """Return the unit in the last place: the gap between neighbours at |x|.

    Parameters
    ----------
    x : array_like
        Finite numbers of any shape.
    number_format : {"binary64", "binary32", "binary16", "bfloat16"}
        A name of `FORMATS`. Beyond its largest number the gap of that number is kept.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        2**(e - p + 1) for 2**e <= |x| < 2**(e + 1), and never less than the smallest
        subnormal number.

    Raises
    ------
    TypeError, ValueError
        If `x` is not finite or the format is unknown.

    References
    ----------
    Muller et al. (2018), Handbook of Floating-Point Arithmetic, section 2.3.

    Examples
    --------
    >>> ulp([1, 1000, 1e16]).tolist()
    [2.220446049250313e-16, 1.1368683772161603e-13, 2.0]
    >>> float(ulp(2048, number_format="binary16"))
    2.0
    """
    x = as_array(x, "x")
    p, e_min, e_max = _format(number_format)
    exponent = np.clip(_exponent(x), e_min, e_max)
    return np.ldexp(1.0, exponent - p + 1)[()]


def relative_error(approximate: ArrayLike, exact: ArrayLike) -> Any:
    """Return |approximate - exact| / |exact|, element by element.

    Parameters
    ----------
    approximate : array_like
        Of any shape that fits `exact`; infinities give infinity.
    exact : array_like
        Finite numbers, none of them 0.

    Returns
    -------
    ndarray of float64, or float64 for two numbers

    Raises
    ------
    TypeError, ValueError
        If `exact` contains 0, NaN or infinity, or `approximate` contains NaN.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 1.2.

    Examples
    --------
    >>> float(relative_error(3.0, 4.0))
    0.25
    """
    a, b = as_array(approximate, "approximate", finite=False), as_array(exact, "exact")
    if np.isnan(a).any():
        raise ValueError("approximate must not contain NaN")
    if (b == 0).any():
        raise ValueError("exact must not contain 0: no error is relative to 0")
    with np.errstate(over="ignore"):
        return (np.abs(a - b) / np.abs(b))[()]


def correct_digits(approximate: ArrayLike, exact: ArrayLike) -> Any:
    """Return how many decimal digits agree: -log10 of the relative error.

    Parameters
    ----------
    approximate, exact : array_like
        As in `relative_error`.

    Returns
    -------
    ndarray of float64, or float64 for two numbers
        Between 0 (no digit) and 16 (all that a float64 has).

    Raises
    ------
    TypeError, ValueError
        As in `relative_error`.

    References
    ----------
    McCullough (1998), Assessing the reliability of statistical software: part I.

    Examples
    --------
    >>> f"{correct_digits(3.14, np.pi):.1f}"
    '3.3'
    >>> float(correct_digits(1.0, 1.0))
    16.0
    """
    error = relative_error(approximate, exact)
    return -np.log10(np.clip(error, 1e-16, 1.0))[()] + 0.0  # +0.0 turns -0.0 into 0.0


def _exponent(x: Array) -> Any:
    """e with 2**e <= |x| < 2**(e + 1); far below every format for x = 0."""
    return np.where(x == 0, -2000, np.frexp(x)[1] - 1)


def _precision(p: int) -> int:
    if check_integer(p, "p", minimum=1) > 53:
        raise ValueError(f"p must be at most 53, got {p}")
    return p


def _format(name: str) -> FloatFormat:
    if name not in FORMATS:
        raise ValueError(f"number_format must be one of {list(FORMATS)}, got {name!r}")
    return FORMATS[name]
