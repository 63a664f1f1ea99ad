"""Weights that turn function values into derivatives: lesson 07-04.

    s       offsets of the points, in steps: f is read at x + s_j h
    w       weights: f⁽ᵏ⁾(x) ≈ Σ w_j f(x + s_j h) / hᵏ
    k       order of the derivative
    q       order of accuracy: the error falls like h^q
    u       unit round-off, 2**-53

Forward, central and complex-step differences and Richardson's table have their home in
`utils.calculus`; gradients and their check too.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_vector,
    check_callable,
    check_integer,
    check_real,
)


class Stencil(NamedTuple):
    """Weights of a difference formula, and the h^accuracy by which its error falls."""

    weights: Array
    accuracy: int


def stencil(points: ArrayLike, order: int) -> Stencil:
    """Return the weights that are exact for all polynomials of the highest degree.

    Parameters
    ----------
    points : array_like, shape (n,)
        Offsets in steps, all different, for example (-1, 0, 1).
    order : int
        k, of the derivative; from 1 to n - 1.

    Returns
    -------
    Stencil
        weights, shape (n,), each correctly rounded, and the order of accuracy q.

    Raises
    ------
    TypeError, ValueError
        If a point occurs twice, is not finite, or the order is out of range.

    Notes
    -----
    Σ_j w_j s_jᵐ = k! where m = k and 0 for the other m < n. This Vandermonde system is
    ill-conditioned, so the weights are computed in exact fractions, from the Lagrange
    polynomials: w_j is k! times the coefficient of tᵏ in Π_{i≠j} (t - s_i)/(s_j - s_i).

    References
    ----------
    Fornberg (1988), Generation of finite difference formulas on arbitrarily spaced
    grids.

    Examples
    --------
    >>> stencil([-1, 0, 1], 2)
    Stencil(weights=array([ 1., -2.,  1.]), accuracy=2)
    >>> [str(Fraction(w).limit_denominator(99)) for w in stencil([0, 1, 2], 1).weights]
    ['-3/2', '2', '-1/2']
    """
    offsets = [Fraction(s) for s in as_vector(points, "points").tolist()]
    order = check_integer(order, "order", minimum=1)
    if len(set(offsets)) < len(offsets):
        raise ValueError("points must all be different")
    if order >= len(offsets):
        raise ValueError(
            f"order must be less than the number of points, {len(offsets)}, got {order}"
        )
    exact = [
        math.factorial(order) * _lagrange(offsets, j)[order]
        for j in range(len(offsets))
    ]
    return Stencil(
        np.array([float(w) for w in exact]), _accuracy(offsets, exact, order)
    )


def stencil_derivative(
    f: Callable[[Any], Any], x: float, points: ArrayLike, order: int, *, h: float
) -> float:
    """Return Σ w_j f(x + s_j h) / hᵏ, the derivative of order k by a stencil.

    Parameters
    ----------
    f : callable
        Of one number.
    x : float
    points, order
        As in `stencil`.
    h : float
        The step, positive.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If f cannot be called, h is not positive, f is not finite at a point, or as in
        `stencil`.

    References
    ----------
    Fornberg (1988), Generation of finite difference formulas on arbitrarily spaced
    grids.

    Examples
    --------
    >>> f"{stencil_derivative(math.exp, 0.0, [-2, -1, 0, 1, 2], 1, h=1e-2):.8f}"
    '1.00000000'
    """
    check_callable(f, "f")
    x, h = check_real(x, "x"), check_real(h, "h", minimum=0.0, strict=True)
    weights, _ = stencil(points, order)
    values = [float(f(x + s * h)) for s in as_vector(points, "points").tolist()]
    if not np.isfinite(values).all():
        raise ValueError("f must be finite at every point of the stencil")
    return float(weights @ np.array(values)) / h**order


def stencil_step(order: int, accuracy: int) -> float:
    """Return u^(1/(k + q)), the size of the best step for a function of size 1.

    Parameters
    ----------
    order, accuracy : int
        k of the derivative and q of the formula, both at least 1.

    Returns
    -------
    float
        Where round-off u/hᵏ and truncation h^q have the same size.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a positive integer.

    Notes
    -----
    The best error is then about u^(q/(k + q)): half the digits for q = k = 1, two
    thirds for q = 2. `utils.calculus.optimal_step` knows the constants too.

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 8.1.

    Examples
    --------
    >>> f"{stencil_step(1, 2):.1e} {stencil_step(2, 2):.1e}"
    '4.8e-06 1.0e-04'
    """
    order = check_integer(order, "order", minimum=1)
    accuracy = check_integer(accuracy, "accuracy", minimum=1)
    return float(2.0 ** (-53 / (order + accuracy)))


def _lagrange(offsets: list[Fraction], j: int) -> list[Fraction]:
    """Coefficients, lowest first, of the polynomial 1 at s_j and 0 at the others."""
    coefficients = [Fraction(1)]
    for i, s in enumerate(offsets):
        if i == j:
            continue
        shifted = [Fraction(0), *coefficients]  # times t
        lowered = [*(-s * c for c in coefficients), Fraction(0)]
        gap = offsets[j] - s
        coefficients = [(a + b) / gap for a, b in zip(shifted, lowered, strict=True)]
    return coefficients


def _accuracy(offsets: list[Fraction], weights: list[Fraction], order: int) -> int:
    """q: the first power tᵏ⁺q on which the formula is wrong."""
    power = order + 1
    while sum(w * s**power for w, s in zip(weights, offsets, strict=True)) == 0:
        power += 1
    return power - order
