"""Dual numbers: forward mode, a derivative that travels with the value.

    a + b ε, with ε² = 0     a is the value, b the tangent
    f(a + b ε) = f(a) + f'(a) b ε

Multiply out (a + bε)(c + dε) = ac + (ad + bc)ε and the product rule is there; each
further rule is a line of the table in `elementwise`. A program of NumPy functions that
is given a `Dual` computes its derivative along the way, loops and branches included.
One run gives one direction. Lessons: 02-05, 02-16.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_array, check_callable
from utils.calculus.elementwise import RULES, Differentiable

_levels = itertools.count(1)


class Dual(Differentiable):
    """The dual number value + tangent ε, or an array of such.

    Parameters
    ----------
    value : array_like
    tangent : array_like
        Broadcast to the shape of `value`.
    level : int
        Which derivative this ε belongs to. Only nested derivatives need more than one:
        the ε of an inner derivative is a different number from that of an outer one.

    Attributes
    ----------
    value, tangent : ndarray, or Dual of a lower level
    shape, ndim, size : as for arrays

    Raises
    ------
    TypeError
        If `value` or `tangent` is not made of real numbers.
    ValueError
        If one is empty or not finite, or the shapes do not fit.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapters 2 and 3.

    Examples
    --------
    >>> x = Dual(3.0, 1.0)
    >>> x * x
    Dual(9.0, 6.0)
    """

    __slots__ = ("level", "tangent", "value")

    def __init__(self, value: Any, tangent: Any, *, level: int = 0) -> None:
        self.value = value if isinstance(value, Dual) else as_array(value, "value")
        if isinstance(tangent, Dual):
            self.tangent: Any = tangent
        else:
            self.tangent = _stretched(as_array(tangent, "tangent"), self.value.shape)
        self.level = level

    @classmethod
    def _made(cls, value: Any, tangent: Any, level: int) -> Dual:
        """The result of an operation: not checked, so that infinities may pass."""
        dual = cls.__new__(cls)
        dual.value = value if isinstance(value, Dual) else np.asarray(value)
        dual.tangent = tangent
        if not isinstance(tangent, Dual):
            dual.tangent = np.broadcast_to(tangent, dual.value.shape)
        dual.level = level
        return dual

    def __repr__(self) -> str:
        parts = [
            p if isinstance(p, Dual) else np.asarray(p).tolist()
            for p in (self.value, self.tangent)
        ]
        return f"Dual({parts[0]}, {parts[1]})"

    def _elementwise(self, f: Callable[..., Any], inputs: tuple[Any, ...]) -> Dual:
        level = max(x.level for x in inputs if isinstance(x, Dual))
        values = [_value(x, level) for x in inputs]
        y = f(*values)
        tangent: Any = 0.0
        for x, rule in zip(inputs, RULES[f], strict=True):
            if isinstance(x, Dual) and x.level == level:
                tangent = tangent + rule(x.tangent, y, *values)
        return Dual._made(y, tangent, level)

    def _matmul(self, a: Any, b: Any) -> Dual:
        level = max(x.level for x in (a, b) if isinstance(x, Dual))
        p, q = _value(a, level), _value(b, level)
        tangent: Any = 0.0
        if isinstance(a, Dual) and a.level == level:
            tangent = a.tangent @ q
        if isinstance(b, Dual) and b.level == level:
            tangent = tangent + p @ b.tangent
        return Dual._made(p @ q, tangent, level)

    def _linear(self, f: Callable[[Any], Any]) -> Dual:
        """A linear operation does to the tangent what it does to the value."""
        return Dual._made(f(self.value), f(self.tangent), self.level)

    def __getitem__(self, key: Any) -> Dual:
        return self._linear(lambda part: part[key])

    @property
    def T(self) -> Dual:
        return self._linear(lambda part: part.T)

    def reshape(self, *shape: Any) -> Dual:
        """Return the same numbers in another shape."""
        return self._linear(lambda part: part.reshape(*shape))

    def sum(self, axis: Any = None, *, keepdims: bool = False) -> Dual:
        """Return the sum over all axes, or over those given."""
        return self._linear(lambda part: part.sum(axis=axis, keepdims=keepdims))

    def mean(self, axis: Any = None, *, keepdims: bool = False) -> Dual:
        """Return the mean over all axes, or over those given."""
        return self._linear(lambda part: part.mean(axis=axis, keepdims=keepdims))


def _value(x: Any, level: int) -> Any:
    """What x is for the derivative of this level; other duals are constants."""
    return x.value if isinstance(x, Dual) and x.level == level else x


def _stretched(tangent: Array, shape: tuple[int, ...]) -> Array:
    try:
        return np.broadcast_to(tangent, shape)
    except ValueError:
        raise ValueError(
            f"tangent must have the shape {shape} of value, got {tangent.shape}"
        ) from None


def _where(mask: Any, x: Any, y: Any) -> Any:
    level = max(z.level for z in (x, y) if isinstance(z, Dual))
    value = np.where(mask, _value(x, level), _value(y, level))
    tangents = [
        z.tangent if isinstance(z, Dual) and z.level == level else 0.0 for z in (x, y)
    ]
    return Dual._made(value, np.where(mask, *tangents), level)


Dual.functions = {np.sum: Dual.sum, np.mean: Dual.mean, np.where: _where}


def jvp(f: Callable[..., Any], x: Any, v: ArrayLike) -> tuple[Any, Any]:
    """Return f(x) and Jv, the derivative of f at x along v, by forward mode.

    Parameters
    ----------
    f : callable
        f(x) -> number or array; written with operators and NumPy functions.
    x : array_like
    v : array_like
        Broadcast to the shape of `x`.

    Returns
    -------
    value, derivative : floats or ndarrays of the shape of f(x)

    Raises
    ------
    TypeError
        If `f` is not callable or uses a function that has no rule.
    ValueError
        If `x` or `v` is not finite, or their shapes do not fit.

    Notes
    -----
    Costs a small multiple of f, per direction: n runs for the gradient of n variables,
    which reverse mode gets in one.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, section 3.1.

    Examples
    --------
    >>> f = lambda x: x[0] ** 2 * x[1] + np.exp(x[0] * x[1])
    >>> value, slope = jvp(f, [1, 0.5], [1, 0])
    >>> f"{value:.6f} {slope:.6f}"
    '2.148721 1.824361'
    """
    check_callable(f, "f")
    level = next(_levels)
    y = f(Dual(x, v, level=level))
    if isinstance(y, Dual) and y.level == level:
        return _number(y.value), _number(y.tangent)
    return y, 0.0 * _value_of(y)  # f does not depend on x


def _number(part: Any) -> Any:
    return part if isinstance(part, Dual) else np.array(part)[()]


def _value_of(y: Any) -> Any:
    return y.value if isinstance(y, Dual) else np.asarray(y)[()]


def derivative(f: Callable[..., Any], x: Any) -> Any:
    """Return f'(x) by dual numbers, exact up to rounding.

    Parameters
    ----------
    f : callable
        A function of one variable that works element by element.
    x : array_like

    Returns
    -------
    float, or ndarray of the shape of `x`

    Raises
    ------
    TypeError, ValueError
        As in `jvp`.

    Notes
    -----
    Differentiates the program that runs, not the formula it stands for: a branch taken
    at one point only has the derivative of that branch. Can be nested.

    References
    ----------
    Baydin, Pearlmutter, Radul and Siskind (2018), Automatic differentiation in machine
    learning: a survey.

    Examples
    --------
    >>> f"{derivative(lambda x: x**3, 2.0):.1f}"
    '12.0'
    >>> f"{derivative(lambda x: derivative(lambda x: x**3, x), 2.0):.1f}"
    '12.0'
    """
    return jvp(f, x, 1.0)[1]


def jacobian_forward(f: Callable[..., Any], x: ArrayLike) -> Any:
    """Return the Jacobian J[i, j] = ∂fᵢ/∂xⱼ, one forward run per column.

    Parameters
    ----------
    f : callable
        f(x) -> number or array.
    x : (n,) array_like

    Returns
    -------
    ndarray
        Its shape is that of f(x), then n: (m, n) for vectors.

    Raises
    ------
    TypeError, ValueError
        As in `jvp`; ValueError also if `x` is not a vector.

    Notes
    -----
    n runs; `utils.calculus.jacobian` needs m backward sweeps instead.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, section 3.1.

    Examples
    --------
    >>> jacobian_forward(lambda x: x**2, [1.0, 2.0]).tolist()
    [[2.0, 0.0], [0.0, 4.0]]
    """
    x = as_array(x, "x", ndim=1)
    return np.stack([jvp(f, x, unit)[1] for unit in np.eye(x.size)], axis=-1)
