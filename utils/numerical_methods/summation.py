"""Adding many numbers, and how much of the answer survives: lesson 07-01.

    x_i     the terms, in the order in which they come
    s       the exact sum; Σ|x_i| / |s| is the condition number of the sum
    u       unit round-off of the terms' type: 2**-53, 2**-24 or 2**-11
    n       the number of terms

Terms of type float16 or float32 are added in that type; all else becomes float64.
A partial sum that overflows makes the result infinite, or NaN where it is compensated.

    naive         error at most about n u Σ|x_i|
    pairwise                          log₂ n u Σ|x_i|
    Kahan                             2 u Σ|x_i|
    compensated                       u |s| + (n u)² Σ|x_i|: as if in twice the digits
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import as_array, check_same_length


def two_sum(a: float, b: float) -> tuple[float, float]:
    """Return s = fl(a + b) and the error e that rounding made: a + b = s + e exactly.

    Parameters
    ----------
    a, b : float
        In any order of size; arrays of one float type work too.

    Returns
    -------
    s, e : float
        Exact unless a + b overflows.

    References
    ----------
    Knuth (1997), The Art of Computer Programming, volume 2, section 4.2.2.

    Examples
    --------
    >>> two_sum(1.0, 1e-20)  # the small term is lost in s and kept in e
    (1.0, 1e-20)
    """
    s = a + b
    b_rounded = s - a
    return s, (a - (s - b_rounded)) + (b - b_rounded)


def two_product(a: float, b: float) -> tuple[float, float]:
    """Return p = fl(a b) and the error e that rounding made: a b = p + e exactly.

    Parameters
    ----------
    a, b : float
        float64 numbers (or arrays) of size below 1e300.

    Returns
    -------
    p, e : float
        Exact unless a b overflows or comes below 1e-290.

    Notes
    -----
    Each factor is split into two halves of at most 26 digits, whose four products are
    exact. Costs 17 operations; hardware with a fused multiply-add needs two.

    References
    ----------
    Dekker (1971), A floating-point technique for extending the available precision.

    Examples
    --------
    >>> p, e = two_product(1 + 2.0**-30, 1 + 2.0**-30)
    >>> p == 1 + 2.0**-29, e == 2.0**-60
    (True, True)
    """
    p = a * b
    a_high, a_low = _split(a)
    b_high, b_low = _split(b)
    e = ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low
    return p, e


def naive_sum(x: ArrayLike) -> Any:
    """Return the sum, added from left to right.

    Parameters
    ----------
    x : array_like, shape (n,)
        float16 and float32 are added in their own precision.

    Returns
    -------
    scalar of the terms' type

    Raises
    ------
    TypeError, ValueError
        If `x` is not a non-empty vector of finite numbers.

    Notes
    -----
    n - 1 additions; |error| <= (n - 1) u Σ|x_i| to first order.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 4.2.

    Examples
    --------
    >>> float(naive_sum([1e16, 1.0, -1e16]))  # the 1 is absorbed
    0.0
    """
    terms = _terms(x, "x")
    total = terms[0]
    with np.errstate(over="ignore"):
        for term in terms[1:]:
            total = total + term
    return total


def pairwise_sum(x: ArrayLike) -> Any:
    """Return the sum, added like a knock-out tournament: pairs, pairs of pairs, ...

    Parameters
    ----------
    x : array_like, shape (n,)
        float16 and float32 are added in their own precision.

    Returns
    -------
    scalar of the terms' type

    Raises
    ------
    TypeError, ValueError
        If `x` is not a non-empty vector of finite numbers.

    Notes
    -----
    n - 1 additions; each term goes through ⌈log₂ n⌉ of them, hence
    |error| <= ⌈log₂ n⌉ u Σ|x_i| to first order.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 4.2.

    Examples
    --------
    >>> float(pairwise_sum([1, 2, 3, 4, 5]))
    15.0
    """
    terms = _terms(x, "x")
    with np.errstate(over="ignore"):
        while len(terms) > 1:
            last = terms[len(terms) // 2 * 2 :]  # has no partner: on to the next round
            terms = np.concatenate([terms[:-1:2] + terms[1::2], last])
    return terms[0]


def kahan_sum(x: ArrayLike) -> Any:
    """Return the sum with a running correction for what each addition lost.

    Parameters
    ----------
    x : array_like, shape (n,)
        float16 and float32 are added in their own precision.

    Returns
    -------
    scalar of the terms' type

    Raises
    ------
    TypeError, ValueError
        If `x` is not a non-empty vector of finite numbers.

    Notes
    -----
    4 n operations; |error| <= 2 u Σ|x_i| + O(n u²). A term much larger than the sum so
    far defeats the correction: see `compensated_sum`.

    References
    ----------
    Kahan (1965), Further remarks on reducing truncation errors.

    Examples
    --------
    >>> tenths = np.full(1_000_000, 0.1, dtype=np.float32)
    >>> f"{naive_sum(tenths):.2f} {kahan_sum(tenths):.2f}"
    '100958.34 100000.00'
    """
    terms = _terms(x, "x")
    total, lost = terms[0], terms.dtype.type(0)
    for term in terms[1:]:
        wanted = term - lost
        new_total = total + wanted
        lost = (new_total - total) - wanted  # what came in, minus what should have
        total = new_total
    return total


def compensated_sum(x: ArrayLike) -> Any:
    """Return the sum of the rounded sums and of all the rounding errors.

    Parameters
    ----------
    x : array_like, shape (n,)
        float16 and float32 are added in their own precision.

    Returns
    -------
    scalar of the terms' type

    Raises
    ------
    TypeError, ValueError
        If `x` is not a non-empty vector of finite numbers.

    Notes
    -----
    7 n operations; |error| <= u |s| + O((n u)²) Σ|x_i|: the result of working with
    twice the digits and rounding once. Correct to the last digit, or nearly so, while
    the condition number of the sum stays well below 1/(n u)².

    References
    ----------
    Neumaier (1974), Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
    Summen; Ogita, Rump and Oishi (2005), Accurate sum and dot product.

    Examples
    --------
    >>> float(compensated_sum([1.0, 1e16, -1e16]))
    1.0
    """
    terms = _terms(x, "x")
    total, errors = terms[0], terms.dtype.type(0)
    for term in terms[1:]:
        total, error = two_sum(total, term)
        errors = errors + error
    return total + errors


def compensated_dot(x: ArrayLike, y: ArrayLike) -> float:
    """Return xᵀy as if computed with twice the digits and rounded once.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Sizes between 1e-140 and 1e140, or 0, so that no product under- or overflows.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If `x` or `y` is not a non-empty vector of finite numbers, or lengths differ.

    Notes
    -----
    25 n operations.

    References
    ----------
    Ogita, Rump and Oishi (2005), Accurate sum and dot product, algorithm 5.3.

    Examples
    --------
    >>> compensated_dot([1e10, 1.0, -1e10], [1e10, 1.0, 1e10])
    1.0
    """
    x, y = as_array(x, "x", ndim=1), as_array(y, "y", ndim=1)
    check_same_length(x, "x", y, "y")
    products, errors = two_product(x, y)  # type: ignore[arg-type]
    return float(compensated_sum(np.concatenate([products, errors])))


def sum_condition(x: ArrayLike) -> float:
    """Return the condition number of a sum, Σ|x_i| / |Σ x_i|.

    Parameters
    ----------
    x : array_like, shape (n,)

    Returns
    -------
    float
        At least 1; infinite if the terms add up to 0.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a non-empty vector of finite numbers.

    Notes
    -----
    Relative errors of size ε in the terms move the sum by up to that many times ε.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 4.1.

    Examples
    --------
    >>> sum_condition([3, -2])
    5.0
    """
    x = as_array(x, "x", ndim=1)
    total = abs(float(compensated_sum(x)))
    return float(compensated_sum(np.abs(x))) / total if total else float("inf")


def _terms(x: ArrayLike, name: str) -> Any:
    """A copy of x in its own float type."""
    kept = np.asarray(x).dtype if isinstance(x, np.ndarray) else np.dtype(np.float64)
    terms = as_array(x, name, ndim=1)
    return terms.astype(kept) if kept in (np.float16, np.float32) else terms


def _split(a: Any) -> tuple[Any, Any]:
    """a = high + low, each with at most 26 significant binary digits."""
    scaled = 134217729.0 * a  # 2**27 + 1
    high = scaled - (scaled - a)
    return high, a - high
