"""School formulas as tested functions: lesson 00-01.

    a          the number whose root, or divisor, is sought
    x          a guess for √a; Heron's step replaces it by (x + a/x) / 2
    n          how many numbers there are
    ddof       what the variance's divisor n - ddof takes off: 0 or 1
    p, q       points, lists of d coordinates

The lesson builds each of these from its formula. What is added here is what a formula
does not say: where to start and when to stop, sums that round once instead of n times,
squares that neither overflow nor vanish, and errors that name the argument.
"""

from __future__ import annotations

import math

from numpy.typing import ArrayLike

from utils._validation import (
    as_vector,
    check_integer,
    check_real,
    check_same_length,
)


def heron_sqrt(
    a: float, *, x0: float | None = None, tol: float = 1e-12, max_iter: int = 60
) -> float:
    """Return √a by Heron's iteration x ← (x + a/x) / 2.

    Parameters
    ----------
    a : float
        Not negative.
    x0 : float, optional
        The first guess, positive. By default a power of two that differs from √a by a
        factor of at most √2, read off the binary exponent of a.
    tol : float
        Stop when a step changes the guess by at most `tol` times itself; between 0 and
        1, both excluded.
    max_iter : int
        The most steps that may be taken.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If a is negative, or x0 or tol is out of its range.
    RuntimeError
        If `max_iter` steps do not suffice, or x0 is so small that a/x0 overflows.

    Notes
    -----
    After the first step the guess is never below √a, and the error e obeys
    e_new = e² / (2x): close to the root the number of correct digits doubles. Far
    above the root a step halves the guess: from x0 = a = 1e300 it takes 500 steps to
    come near, from the default x0 at most 6 to be done.

    References
    ----------
    Fowler and Robson (1998), Square root approximations in Old Babylonian mathematics.

    Examples
    --------
    >>> heron_sqrt(9)
    3.0
    >>> heron_sqrt(1e-300) == 1e-150
    True
    """
    a = check_real(a, "a", minimum=0.0)
    tol = check_real(tol, "tol", minimum=0.0, maximum=1.0, strict=True)
    max_iter = check_integer(max_iter, "max_iter", minimum=1)
    x = (
        _first_guess(a)
        if x0 is None
        else check_real(x0, "x0", minimum=0.0, strict=True)
    )
    if a == 0:
        return 0.0
    for _ in range(max_iter):
        old, x = x, (x + a / x) / 2
        if abs(x - old) <= tol * x < math.inf:  # an infinite x came from a / x0
            return x
    raise RuntimeError(
        f"no convergence in {max_iter} steps: start nearer to the root, or raise "
        "max_iter or tol"
    )


def _first_guess(a: float) -> float:
    """A power of two near √a: a = m·2^e with 1/2 <= m < 1, so √a is near 2^(e/2)."""
    _, exponent = math.frexp(a)
    return math.ldexp(1.0, exponent // 2)


def gcd(a: int, b: int) -> int:
    """Return the greatest common divisor of two whole numbers, by Euclid's algorithm.

    Parameters
    ----------
    a, b : int
        Their signs do not matter.

    Returns
    -------
    int
        Not negative; gcd(a, 0) is the size of a, and gcd(0, 0) is 0.

    Raises
    ------
    TypeError
        If a or b is not an integer; 6.0 is none.

    Notes
    -----
    The pair (a, b) becomes (b, a mod b) and keeps its common divisors. The remainder
    at least halves in two steps, so that there are about 5 steps per decimal digit of
    the smaller number at most.

    References
    ----------
    Euclid, Elements, book VII, proposition 2.

    Examples
    --------
    >>> gcd(252, 198)
    18
    """
    a, b = abs(check_integer(a, "a")), abs(check_integer(b, "b"))
    while b != 0:
        a, b = b, a % b
    return a


def mean(xs: ArrayLike) -> float:
    """Return the mean (x₁ + ... + xₙ) / n.

    Parameters
    ----------
    xs : (n,) array_like

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If there are no numbers, or one is NaN or infinite.
    OverflowError
        If the sum, or a part of it, exceeds the largest float.

    Notes
    -----
    The sum is rounded once, however its terms cancel, and the quotient once more: the
    relative error is at most about 2**-52.

    References
    ----------
    Shewchuk (1997), Adaptive precision floating-point arithmetic (for `math.fsum`).

    Examples
    --------
    >>> mean([2, 4, 9])
    5.0
    """
    values = as_vector(xs, "xs").tolist()
    return math.fsum(values) / len(values)


def variance(xs: ArrayLike, *, ddof: int = 0) -> float:
    """Return the variance Σ(xᵢ - x̄)² / (n - ddof), the mean squared deviation.

    Parameters
    ----------
    xs : (n,) array_like
    ddof : int
        0 for the variance of exactly these numbers, 1 to estimate the variance of
        what they are a sample of.

    Returns
    -------
    float
        Not negative; infinite if a squared deviation exceeds the largest float.

    Raises
    ------
    ValueError
        If n <= ddof, or one of the numbers is NaN or infinite.
    OverflowError
        If the sum of the numbers, or a part of it, exceeds the largest float.

    Notes
    -----
    Two passes, one for the mean and one for the deviations d. The computed mean is
    rounded, so the deviations do not add up to zero exactly; taking (Σd)²/n off
    removes what this adds to their squares.

    References
    ----------
    Chan, Golub and LeVeque (1983), Algorithms for computing the sample variance:
    analysis and recommendations.

    Examples
    --------
    >>> variance([2, 4, 9], ddof=1)
    13.0
    """
    ddof = check_integer(ddof, "ddof", minimum=0)
    values = as_vector(xs, "xs").tolist()
    n = len(values)
    if n <= ddof:
        raise ValueError(f"xs must have more than ddof = {ddof} numbers, got {n}")
    centre = mean(values)
    deviations = [x - centre for x in values]
    squares = math.fsum(d * d for d in deviations)
    correction = math.fsum(deviations) ** 2 / n
    return max(0.0, squares - correction) / (n - ddof)


def euclidean_distance(p: ArrayLike, q: ArrayLike) -> float:
    """Return the distance √((p₁ - q₁)² + ... + (p_d - q_d)²) of two points.

    Parameters
    ----------
    p, q : (d,) array_like

    Returns
    -------
    float
        Infinite only if the distance exceeds the largest float.

    Raises
    ------
    ValueError
        If the points have different numbers of coordinates.

    Notes
    -----
    The differences are first divided by a power of two, so that the largest is between
    1/2 and 1. This rounds only what is far too small to count, and the squares can
    neither overflow nor vanish together.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, ch. 27.

    Examples
    --------
    >>> euclidean_distance([1, 2], [4, 6])
    5.0
    """
    first, second = as_vector(p, "p"), as_vector(q, "q")
    check_same_length(first, "p", second, "q")
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    differences = [a - b for a, b in pairs]
    largest = max(map(abs, differences))
    if largest == 0:
        return 0.0
    _, exponent = math.frexp(largest)
    scaled = [math.ldexp(d, -exponent) for d in differences]  # all within [-1, 1]
    root = math.sqrt(math.fsum(d * d for d in scaled))
    return root * 2.0 ** (exponent // 2) * 2.0 ** (exponent - exponent // 2)


def isclose(a: float, b: float, *, rtol: float = 1e-9, atol: float = 0.0) -> bool:
    """Whether |a - b| is at most rtol times the larger of |a| and |b|, or at most atol.

    Parameters
    ----------
    a, b : float
    rtol : float
        Relative tolerance; 1e-9 asks for about nine equal digits.
    atol : float
        Absolute tolerance. Give one when b is zero: no other number is relatively
        close to zero.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If a or b is NaN or infinite, or a tolerance is negative.

    References
    ----------
    Barnett (2015), PEP 485: A function for testing approximate equality.

    Examples
    --------
    >>> 0.1 + 0.2 == 0.3, isclose(0.1 + 0.2, 0.3)
    (False, True)
    >>> isclose(1e-20, 0), isclose(1e-20, 0, atol=1e-12)
    (False, True)
    """
    a, b = check_real(a, "a"), check_real(b, "b")
    rtol = check_real(rtol, "rtol", minimum=0.0)
    atol = check_real(atol, "atol", minimum=0.0)
    return abs(a - b) <= max(rtol * max(abs(a), abs(b)), atol)
