"""Ten smooth surfaces z = f(x, y) with their exact derivatives.

    p           the point (x, y); (2, ...) for many points at once
    gradient    (f_x, f_y)
    hessian     [[f_xx, f_xy], [f_xy, f_yy]]

Something to draw, to differentiate and to minimise, for which the truth is known. All
are polynomials, sines or exponentials, so the complex step and both modes of automatic
differentiation apply. Lessons: 02-04, 02-06, 02-09, and folder 05.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from utils.calculus.elementwise import Differentiable


@dataclass(frozen=True)
class Surface:
    """A function of a point in the plane, with gradient and Hessian.

    Call it for its height.

    Parameters
    ----------
    formula : str
        For titles and tables.
    height : callable
        (x, y) -> f.
    first : callable
        (x, y) -> (f_x, f_y).
    second : callable
        (x, y) -> (f_xx, f_xy, f_yy).
    critical_points : tuple of (float, float)
        All points where both partial derivatives vanish; of "waves", which repeats
        itself, those nearest to the origin.

    Examples
    --------
    >>> cubic = SURFACES["cubic"]
    >>> f"{cubic([2, 1]):.1f}", cubic.gradient([2, 1]).tolist()
    ('10.0', [7.0, 16.0])
    >>> cubic.hessian([2, 1]).tolist()
    [[2.0, 10.0], [10.0, 12.0]]
    """

    formula: str
    height: Callable[[Any, Any], Any]
    first: Callable[[Any, Any], tuple[Any, ...]]
    second: Callable[[Any, Any], tuple[Any, ...]]
    critical_points: tuple[tuple[float, float], ...]

    def __call__(self, p: Any) -> Any:
        """Return f(p), of the shape of p without its first axis.

        p may also be complex, a Dual or a Tensor, to be differentiated.

        Raises
        ------
        ValueError
            If p does not hold two coordinates.
        """
        return self.height(*_coordinates(p))

    def gradient(self, p: Any) -> Any:
        """Return ∇f(p), of the shape of p.

        Raises
        ------
        ValueError
            If p does not hold two coordinates.
        """
        x, y = _coordinates(p)
        return _stack(self.first(x, y), x)

    def hessian(self, p: Any) -> Any:
        """Return the Hessian at p: (2, 2) for one point, (2, 2, ...) for many.

        Raises
        ------
        ValueError
            If p does not hold two coordinates.
        """
        x, y = _coordinates(p)
        f_xx, f_xy, f_yy = self.second(x, y)
        return np.stack([_stack((f_xx, f_xy), x), _stack((f_xy, f_yy), x)])


def _coordinates(p: Any) -> tuple[Any, Any]:
    if not isinstance(p, Differentiable):  # neither Dual nor Tensor
        p = 1.0 * np.asarray(p)  # integers become floats
    if p.shape[:1] != (2,):
        raise ValueError(f"p must hold two coordinates, got shape {p.shape}")
    return p[0], p[1]


def _stack(parts: tuple[Any, ...], x: Any) -> Any:
    """Constants among the parts get the shape of x."""
    return np.stack([part + 0 * x for part in parts])


def _rosenbrock_second(x: Any, y: Any) -> tuple[Any, ...]:
    return 2 - 400 * y + 1200 * x**2, -400 * x, 200


def _himmelblau_first(x: Any, y: Any) -> tuple[Any, ...]:
    u, v = x**2 + y - 11, x + y**2 - 7
    return 4 * x * u + 2 * v, 2 * u + 4 * y * v


def _himmelblau_second(x: Any, y: Any) -> tuple[Any, ...]:
    return 12 * x**2 + 4 * y - 42, 4 * x + 4 * y, 4 * x + 12 * y**2 - 26


_BEALE = ((1.5, 1), (2.25, 2), (2.625, 3))  # (c, k) of the terms (c - x + x yᵏ)²


def _beale(x: Any, y: Any) -> Any:
    return sum((c - x + x * y**k) ** 2 for c, k in _BEALE)


def _beale_first(x: Any, y: Any) -> tuple[Any, ...]:
    f_x = f_y = 0.0 * x
    for c, k in _BEALE:
        residual = c - x + x * y**k
        f_x = f_x + 2 * residual * (y**k - 1)
        f_y = f_y + 2 * residual * k * x * y ** (k - 1)
    return f_x, f_y


def _beale_second(x: Any, y: Any) -> tuple[Any, ...]:
    f_xx = f_xy = f_yy = 0.0 * x
    for c, k in _BEALE:
        residual = c - x + x * y**k
        slope = k * y ** (k - 1)
        curve = k * (k - 1) * y ** max(k - 2, 0)
        f_xx = f_xx + 2 * (y**k - 1) ** 2
        f_xy = f_xy + 2 * slope * (x * (y**k - 1) + residual)
        f_yy = f_yy + 2 * ((x * slope) ** 2 + residual * x * curve)
    return f_xx, f_xy, f_yy


def _bump(x: Any, y: Any) -> Any:
    return np.exp(-(x**2 + y**2) / 2)


def _bump_second(x: Any, y: Any) -> tuple[Any, ...]:
    z = _bump(x, y)
    return (x**2 - 1) * z, x * y * z, (y**2 - 1) * z


# Beale (1958); Himmelblau (1972), Applied Nonlinear Programming; Rosenbrock (1960), An
# automatic method for finding the greatest or least value of a function.
SURFACES: Mapping[str, Surface] = MappingProxyType(
    {
        "bowl": Surface(
            "x² + 3y²",
            lambda x, y: x**2 + 3 * y**2,
            lambda x, y: (2 * x, 6 * y),
            lambda x, y: (2, 0, 6),
            ((0, 0),),
        ),
        "saddle": Surface(
            "x² − y²",
            lambda x, y: x**2 - y**2,
            lambda x, y: (2 * x, -2 * y),
            lambda x, y: (2, 0, -2),
            ((0, 0),),
        ),
        "monkey saddle": Surface(
            "x³ − 3xy²",
            lambda x, y: x**3 - 3 * x * y**2,
            lambda x, y: (3 * x**2 - 3 * y**2, -6 * x * y),
            lambda x, y: (6 * x, -6 * y, -6 * x),
            ((0, 0),),
        ),
        "cubic": Surface(
            "x²y + 3xy²",
            lambda x, y: x**2 * y + 3 * x * y**2,
            lambda x, y: (2 * x * y + 3 * y**2, x**2 + 6 * x * y),
            lambda x, y: (2 * y, 2 * x + 6 * y, 6 * x),
            ((0, 0),),
        ),
        "folium": Surface(
            "x³ + y³ − 3xy",
            lambda x, y: x**3 + y**3 - 3 * x * y,
            lambda x, y: (3 * x**2 - 3 * y, 3 * y**2 - 3 * x),
            lambda x, y: (6 * x, -3, 6 * y),
            ((0, 0), (1, 1)),
        ),
        "waves": Surface(
            "sin x cos y",
            lambda x, y: np.sin(x) * np.cos(y),
            lambda x, y: (np.cos(x) * np.cos(y), -np.sin(x) * np.sin(y)),
            lambda x, y: (
                -np.sin(x) * np.cos(y),
                -np.cos(x) * np.sin(y),
                -np.sin(x) * np.cos(y),
            ),
            ((np.pi / 2, 0), (-np.pi / 2, 0), (0, np.pi / 2), (0, -np.pi / 2)),
        ),
        "bump": Surface(
            "exp(−(x² + y²)/2)",
            _bump,
            lambda x, y: (-x * _bump(x, y), -y * _bump(x, y)),
            _bump_second,
            ((0, 0),),
        ),
        "rosenbrock": Surface(
            "(1 − x)² + 100 (y − x²)²",
            lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
            lambda x, y: (
                -2 * (1 - x) - 400 * x * (y - x**2),
                200 * (y - x**2),
            ),
            _rosenbrock_second,
            ((1, 1),),
        ),
        "himmelblau": Surface(
            "(x² + y − 11)² + (x + y² − 7)²",
            lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
            _himmelblau_first,
            _himmelblau_second,
            (
                (3, 2),  # the first four are minima
                (-2.805118086952745, 3.131312518250573),
                (-3.779310253377747, -3.283185991286169),
                (3.584428340330492, -1.848126526964403),
                (-3.073025750764390, -0.081353044287968),
                (-0.127961346730680, -1.953714980244577),
                (0.086677504555396, 2.884254701174776),
                (3.385154183607021, 0.073851879837749),
                (-0.270844590667348, -0.923038556479982),  # a maximum
            ),
        ),
        "beale": Surface(
            "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
            _beale,
            _beale_first,
            _beale_second,
            ((3, 0.5), (0, 1), (0.100537937324158, -2.644513585023125)),
        ),
    }
)
