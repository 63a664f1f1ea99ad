"""Tails of the gamma and beta distributions for large parameters, by one quadrature.

    D(x, m)   x log(x/m) + m - x, from `special`
    v         how far inside the tail, relative to its border: t = x(1 ± v)
    δ         how fast the density falls at the border
    V         where it has fallen to e⁻⁴⁰ of its value there

Relative to its value at the border, the density in a tail is exp(-δv - ...) with a
bracket that is nearly quadratic in v: smooth on [0, V], so that a Gauss rule of fixed
size integrates it to the last digit, however large the parameters (Press et al. 2007,
Numerical Recipes, section 6.2). Notebook: 03/05.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from utils._validation import Array
from utils.probability.special import deviance_by_gap

LARGE = 100.0  # from here on the rule is exact to working precision
NODES = 32
FALL = 40.0


@cache
def gauss_rule(n: int) -> list[tuple[float, float]]:
    """Nodes and weights on [0, 1], exact for polynomials of degree below 2n.

    The nodes are the zeros of Legendre's polynomial Pₙ, found by Newton's method.
    """
    k = np.arange(1, n + 1)
    z = np.cos(np.pi * (k - 0.25) / (n + 0.5))
    for _ in range(8):
        before, value = np.ones(n), z
        for j in range(2, n + 1):
            before, value = value, ((2 * j - 1) * z * value - (j - 1) * before) / j
        slope = n * (z * value - before) / (z * z - 1.0)
        z = z - value / slope
    weights = 1.0 / ((1.0 - z * z) * slope * slope)
    return list(zip(((1.0 + z) / 2).tolist(), weights.tolist(), strict=True))


def gamma_tail_integral(a: Array, x: Array) -> Array:
    """∫ (t/x)^(a-1) e^(x-t) dt/x over t > x for x > a, over t < x for x <= a.

    Times xᵃ e⁻ˣ / Γ(a) it is Q, respectively P. With t = x(1 ± v) the logarithm of the
    integrand is -(a - 1) D(1, 1 ± v) - δv, δ = ±(x - a + 1).
    """
    sign = np.where(x > a, 1.0, -1.0)
    m = a - 1.0
    delta = sign * (x - m)
    V = _reach(m, delta)
    total = np.zeros_like(x)
    for node, weight in gauss_rule(NODES):
        v = node * V
        total += weight * np.exp(-m * _relative_deviance(sign * v) - delta * v)
    return V * total


def beta_tail_integral(a: Array, b: Array, x: Array, y: Array, gap: Array) -> Array:
    """∫ (t/x)^(a-1) ((1-t)/y)^(b-1) dt/x over t < x, where x <= a/(a + b), x + y = 1.

    Times xᵃ y^(b-1) / B(a, b) it is I_x(a, b). `gap` is ay - bx. With t = x(1 - v) and
    1 - t = y(1 + w), w = xv/y, the logarithm of the integrand is
    -(a - 1) D(1, 1 - v) - (b - 1) D(1, 1 + w) - δv, δ = (gap + x - y)/y.
    """
    ratio = x / y
    delta = (gap + x - y) / y
    V = _reach(a - 1.0 + (b - 1.0) * ratio * ratio, delta)
    total = np.zeros_like(x)
    for node, weight in gauss_rule(NODES):
        v = node * V
        bend = (a - 1.0) * _relative_deviance(-v)
        bend += (b - 1.0) * _relative_deviance(ratio * v)
        total += weight * np.exp(-bend - delta * v)
    return V * total


def _relative_deviance(u: Array) -> Array:
    """D(1, 1 + u) = u - log(1 + u) >= 0, with all its digits for small u."""
    return deviance_by_gap(np.ones_like(u), 1.0 + u, -u)


def _reach(m: Array, delta: Array) -> Array:
    """V <= 1 with m V²/3 + δV >= FALL; m D(1, 1 ± v) is at least m v²/3 up to v = ¾."""
    slope = delta + np.hypot(delta, np.sqrt(4 / 3 * FALL * m))
    return np.minimum(2 * FALL / slope, 1.0)
