"""The same formula twice, as written on paper and as it survives: lesson 07-03.

    z          scores, any real numbers
    σ(z)       1 / (1 + exp(-z)); stable in `utils.prerequisites.sigmoid`
    a, b, c    coefficients of a x² + b x + c
    I_n        ∫₀¹ tⁿ exp(t - 1) dt, which satisfies I_n = 1 - n I_(n-1)

The naive twins are here to be measured beside their cures. Softmax, log-sum-exp and
sigmoid live in `utils.prerequisites`, softplus in `utils.calculus`, running moments in
`utils.probability`.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, as_vector, check_integer, check_real
from utils.calculus import softplus


class OnlineLogSumExp(NamedTuple):
    """What one pass over scores must remember: their maximum m, and Σ exp(z - m)."""

    m: float
    total: float

    @property
    def value(self) -> float:
        """log Σ exp(z) of the scores seen so far; -inf before the first."""
        return self.m + math.log(self.total) if self.total else -math.inf


def log_sigmoid(z: ArrayLike) -> Any:
    """Return log σ(z) = -softplus(-z), element by element.

    Parameters
    ----------
    z : array_like
        Finite numbers of any shape.

    Returns
    -------
    ndarray of float64, or float64 for a single number
        Never positive; about z for very negative z, about -exp(-z) for large z.

    Raises
    ------
    TypeError, ValueError
        If `z` is empty or not finite.

    Notes
    -----
    The logarithm of a computed σ(z) is -inf below z = -745, and 0 above z = 37.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 3.10.

    Examples
    --------
    >>> log_sigmoid([-1000, 0]).round(4).tolist()
    [-1000.0, -0.6931]
    """
    return -softplus(-as_array(z, "z"))[()]


def log1mexp(x: ArrayLike) -> Any:
    """Return log(1 - exp(x)) for x < 0, element by element.

    Parameters
    ----------
    x : array_like
        Negative numbers of any shape; -inf gives 0.

    Returns
    -------
    ndarray of float64, or float64 for a single number

    Raises
    ------
    TypeError, ValueError
        If a number is not below 0.

    Notes
    -----
    Near 0, 1 - exp(x) cancels and expm1 saves it; far below 0, 1 - exp(x) rounds to 1
    and log1p saves it. The forms change at -log 2, where both factors are ½.

    References
    ----------
    Mächler (2012), Accurately computing log(1 - exp(-|a|)).

    Examples
    --------
    >>> f"{log1mexp(-1e-20):.4f} {log1mexp(-50.0):.3e}"
    '-46.0517 -1.929e-22'
    """
    x = as_array(x, "x", finite=False)
    if not (x < 0).all():
        raise ValueError("x must be negative: 1 - exp(x) has no logarithm otherwise")
    with np.errstate(under="ignore"):
        near = np.log(-np.expm1(np.maximum(x, -1.0)))
        far = np.log1p(-np.exp(np.minimum(x, -0.5)))
    return np.where(x > -math.log(2.0), near, far)[()]


def quadratic_roots_naive(a: float, b: float, c: float) -> tuple[float, float]:
    """Return the real roots by the formula of school, (-b ± √(b² - 4ac)) / 2a.

    Parameters
    ----------
    a, b, c : float
        a not 0, b² >= 4ac.

    Returns
    -------
    (float, float)
        The smaller root first.

    Raises
    ------
    TypeError, ValueError
        If a coefficient is not finite, a is 0 or the roots are not real.

    Notes
    -----
    Where b² is much larger than 4ac one of the two signs subtracts nearly equal
    numbers; where b² is beyond 1e308 nothing is left. See `quadratic_roots`.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 1.8.

    Examples
    --------
    >>> quadratic_roots_naive(1, -3, 2)
    (1.0, 2.0)
    """
    a, b, c = _coefficients(a, b, c)
    root = math.sqrt(_discriminant(a, b, c))
    return _sorted((-b - root) / (2 * a), (-b + root) / (2 * a))


def quadratic_roots(a: float, b: float, c: float) -> tuple[float, float]:
    """Return the real roots: the larger without cancellation, the other by x₁x₂ = c/a.

    Parameters
    ----------
    a, b, c : float
        a not 0, b² >= 4ac.

    Returns
    -------
    (float, float)
        The smaller root first.

    Raises
    ------
    TypeError, ValueError
        If a coefficient is not finite, a is 0 or the roots are not real.

    Notes
    -----
    The coefficients are first divided by a power of two, so that b² cannot overflow.
    Two nearly equal roots stay ill-conditioned: they carry half the digits.

    References
    ----------
    Higham (2002), Accuracy and Stability of Numerical Algorithms, section 1.8.

    Examples
    --------
    >>> x_1, x_2 = quadratic_roots(1, -1e8, 1)
    >>> f"{x_1:.6e} {x_2:.6e}"
    '1.000000e-08 1.000000e+08'
    """
    a, b, c = _coefficients(a, b, c)
    # x = 2**k y with |a| 4**k about |c|, so that the largest coefficient can be made 1.
    k = (math.frexp(c)[1] - math.frexp(a)[1]) // 2 if c else 0
    scale = max(math.frexp(a)[1] + 2 * k, math.frexp(b)[1] + k, math.frexp(c)[1])
    a, b, c = (math.ldexp(v, s - scale) for v, s in ((a, 2 * k), (b, k), (c, 0)))
    q = -(b + math.copysign(math.sqrt(_discriminant(a, b, c)), b)) / 2
    if q == 0:  # b = c = 0
        return 0.0, 0.0
    return _sorted(math.ldexp(q / a, k), math.ldexp(c / q, k))


def one_pass_variance(x: ArrayLike) -> float:
    """Return (Σ x² - n x̄²) / (n - 1), added from left to right: the unstable form.

    Parameters
    ----------
    x : array_like, shape (n,)
        At least two numbers.

    Returns
    -------
    float
        Possibly negative.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a vector of at least two finite numbers.

    Notes
    -----
    The two terms agree in all but a share Var/x̄² of their size, and so many digits are
    lost. `utils.probability.RunningMoments` needs one pass too, and loses none.

    References
    ----------
    Chan, Golub and LeVeque (1983), Algorithms for computing the sample variance.

    Examples
    --------
    >>> one_pass_variance([4, 7, 13, 16])
    30.0
    """
    x = as_vector(x, "x")
    n = len(x)
    if n < 2:
        raise ValueError("x must have at least two numbers")
    total = squares = 0.0
    for value in x.tolist():
        total += value
        squares += value * value
    return (squares - total * total / n) / (n - 1)


def recurrence_forward(n: int) -> Array:
    """Return I_0..I_n by I_k = 1 - k I_(k-1), upwards: the unstable direction.

    Parameters
    ----------
    n : int
        At least 0, at most 100.

    Returns
    -------
    ndarray, shape (n + 1,)

    Raises
    ------
    TypeError, ValueError
        If n is not such an integer.

    Notes
    -----
    An error ε in I_0 has become ±k! ε at step k, while I_k falls like 1/k.

    References
    ----------
    Forsythe, Malcolm and Moler (1977), Computer Methods for Mathematical Computations,
    chapter 2.

    Examples
    --------
    >>> recurrence_forward(2).round(4).tolist()
    [0.6321, 0.3679, 0.2642]
    """
    if check_integer(n, "n", minimum=0) > 100:
        raise ValueError(f"n must be at most 100, got {n}")
    values = [1.0 - math.exp(-1.0)]
    for k in range(1, n + 1):
        values.append(1.0 - k * values[-1])
    return np.array(values)


def recurrence_backward(n: int, *, start: int) -> Array:
    """Return I_0..I_n by I_(k-1) = (1 - I_k) / k, downwards from I_start = 0.

    Parameters
    ----------
    n : int
        At least 0.
    start : int
        Where to begin, at least n; n + 20 gives full accuracy.

    Returns
    -------
    ndarray, shape (n + 1,)

    Raises
    ------
    TypeError, ValueError
        If an argument is not such an integer.

    Notes
    -----
    Each step divides the error of the start by k: after start - n steps it has been
    divided by start! / n!.

    References
    ----------
    Forsythe, Malcolm and Moler (1977), Computer Methods for Mathematical Computations,
    chapter 2.

    Examples
    --------
    >>> recurrence_backward(2, start=25).round(4).tolist()
    [0.6321, 0.3679, 0.2642]
    """
    n = check_integer(n, "n", minimum=0)
    start = check_integer(start, "start", minimum=n)
    values = [0.0]
    for k in range(start, 0, -1):
        values.append((1.0 - values[-1]) / k)
    return np.array(values[::-1][: n + 1])


def online_logsumexp(
    z: ArrayLike, state: OnlineLogSumExp | None = None
) -> OnlineLogSumExp:
    """Return the running maximum and sum after more scores: log-sum-exp in one pass.

    Parameters
    ----------
    z : array_like, shape (n,)
        Finite scores, seen once, in order.
    state : OnlineLogSumExp, optional
        What earlier scores left.

    Returns
    -------
    OnlineLogSumExp
        Its `value` is the log-sum-exp of all scores so far.

    Raises
    ------
    TypeError, ValueError
        If `z` is not a non-empty vector of finite numbers.

    Notes
    -----
    When a larger score arrives the old sum is multiplied by exp(m_old - m_new) <= 1.
    Memory stays two numbers, however many scores there are: the step that fast
    attention makes block by block.

    References
    ----------
    Milakov and Gimelshein (2018), Online normalizer calculation for softmax.

    Examples
    --------
    >>> state = online_logsumexp([1000, 1001])
    >>> f"{online_logsumexp([1002], state).value:.4f}"
    '1002.4076'
    """
    m, total = state or OnlineLogSumExp(-math.inf, 0.0)
    for score in as_vector(z, "z").tolist():
        new_m = max(m, score)
        total = total * math.exp(m - new_m) + math.exp(score - new_m)
        m = new_m
    return OnlineLogSumExp(m, total)


def _coefficients(a: float, b: float, c: float) -> tuple[float, float, float]:
    a, b, c = (check_real(v, name) for v, name in ((a, "a"), (b, "b"), (c, "c")))
    if a == 0:
        raise ValueError("a must not be 0: the equation is not quadratic")
    return a, b, c


def _discriminant(a: float, b: float, c: float) -> float:
    value = b * b - 4 * a * c
    if value < 0:
        raise ValueError("a, b, c must have b² >= 4ac: the roots are not real")
    return value


def _sorted(x: float, y: float) -> tuple[float, float]:
    return (x, y) if x <= y else (y, x)
