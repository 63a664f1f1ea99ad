"""Derivatives of the functions that act number by number, in one table.

    y = f(a, b)    an elementwise function: sum, product, exp, tanh, ...
    t              a change of one input, or the sensitivity of an output
    rule           (t, y, a, b) -> t times the partial derivative of f

The Jacobian of such a function is diagonal, so it equals its transpose: forward mode
(t is a tangent, a change of the input) and reverse mode (t is an adjoint, a sensitivity
to the output) share each line. The rules use NumPy and operators only. Given arrays
they compute with arrays; given a `Tensor` or a `Dual` they can be differentiated again.

Lessons: 02-02 and 02-05 prove the rules, 02-16 trains with them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from utils import prerequisites


class Differentiable:
    """A number or array that remembers how it was made: operators for `Dual`, `Tensor`.

    A subclass has `value`, what NumPy would have computed, and three methods:
    `_elementwise(f, inputs)` applies a function of the table `RULES`,
    `_matmul(a, b)` multiplies matrices, and `functions` maps other NumPy functions,
    such as np.sum, to its own.
    """

    __slots__ = ()
    functions: ClassVar[dict[Callable[..., Any], Callable[..., Any]]] = {}
    value: Any

    def _elementwise(self, f: Callable[..., Any], inputs: tuple[Any, ...]) -> Any:
        raise NotImplementedError

    def _matmul(self, a: Any, b: Any) -> Any:
        raise NotImplementedError

    def __array_ufunc__(
        self, f: Callable[..., Any], method: str, *inputs: Any, **options: Any
    ) -> Any:
        """Let np.exp(x), array * x and so on come here."""
        if method == "__call__" and not options:
            if f in COMPARISONS:
                return f(*(getattr(x, "value", x) for x in inputs))
            if f is np.matmul:
                return self._matmul(*inputs)
            if f in RULES:
                return self._elementwise(f, inputs)
        raise TypeError(f"no derivative rule for {_name(f, method)}")

    def __array_function__(
        self, f: Callable[..., Any], types: Any, args: Any, options: Any
    ) -> Any:
        """Let np.sum(x), np.where(c, x, y) and so on come here."""
        if f not in self.functions:
            raise TypeError(f"no derivative rule for np.{f.__name__}")
        return self.functions[f](*args, **options)

    def __array__(self, *args: Any, **options: Any) -> Any:
        raise TypeError(
            f"turning a {type(self).__name__} into an array would lose its "
            "derivative; if that is meant, use its attribute value"
        )

    @property
    def shape(self) -> tuple[int, ...]:
        return self.value.shape

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError(f"a {type(self).__name__} of shape () has no length")
        return self.shape[0]

    def __add__(self, other: Any) -> Any:
        return self._elementwise(np.add, (self, other))

    def __radd__(self, other: Any) -> Any:
        return self._elementwise(np.add, (other, self))

    def __sub__(self, other: Any) -> Any:
        return self._elementwise(np.subtract, (self, other))

    def __rsub__(self, other: Any) -> Any:
        return self._elementwise(np.subtract, (other, self))

    def __mul__(self, other: Any) -> Any:
        return self._elementwise(np.multiply, (self, other))

    def __rmul__(self, other: Any) -> Any:
        return self._elementwise(np.multiply, (other, self))

    def __truediv__(self, other: Any) -> Any:
        return self._elementwise(np.divide, (self, other))

    def __rtruediv__(self, other: Any) -> Any:
        return self._elementwise(np.divide, (other, self))

    def __pow__(self, other: Any) -> Any:
        return self._elementwise(np.power, (self, other))

    def __rpow__(self, other: Any) -> Any:
        return self._elementwise(np.power, (other, self))

    def __neg__(self) -> Any:
        return self._elementwise(np.negative, (self,))

    def __abs__(self) -> Any:
        return self._elementwise(np.absolute, (self,))

    def __matmul__(self, other: Any) -> Any:
        return self._matmul(self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return self._matmul(other, self)

    # Comparisons steer a program and have no derivative: they see the values only.
    def __lt__(self, other: Any) -> Any:
        return self.value < getattr(other, "value", other)

    def __le__(self, other: Any) -> Any:
        return self.value <= getattr(other, "value", other)

    def __gt__(self, other: Any) -> Any:
        return self.value > getattr(other, "value", other)

    def __ge__(self, other: Any) -> Any:
        return self.value >= getattr(other, "value", other)

    def __eq__(self, other: Any) -> Any:
        return self.value == getattr(other, "value", other)

    def __ne__(self, other: Any) -> Any:
        return self.value != getattr(other, "value", other)

    __hash__ = None  # type: ignore[assignment]  # == compares numbers, not identity


def _name(f: Callable[..., Any], method: str) -> str:
    name = f"np.{f.__name__}"
    return name if method == "__call__" else f"{name}.{method}"


def sigmoid(x: Any) -> Any:
    """Return 1 / (1 + exp(-x)) of an array, a `Tensor` or a `Dual`.

    Its derivative is y (1 - y), at most 1/4.

    Parameters
    ----------
    x : array_like, Tensor or Dual

    Returns
    -------
    of the kind and shape of `x`

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 3.10.

    Examples
    --------
    >>> from utils.calculus import derivative
    >>> f"{derivative(sigmoid, 0.0):.2f}"
    '0.25'
    """
    if isinstance(x, Differentiable):
        return x._elementwise(sigmoid, (x,))
    return prerequisites.sigmoid(x)


def softplus(x: Any) -> Any:
    """Return log(1 + exp(x)), a smooth max(0, x), of an array, a `Tensor` or a `Dual`.

    Its derivative is sigmoid(x).

    Parameters
    ----------
    x : array_like, Tensor or Dual

    Returns
    -------
    of the kind and shape of `x`

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 3.10.

    Examples
    --------
    >>> f"{softplus(0.0):.4f}"  # log 2
    '0.6931'
    """
    if isinstance(x, Differentiable):
        return x._elementwise(softplus, (x,))
    with np.errstate(under="ignore"):
        return np.logaddexp(0.0, x)


def relu(x: Any) -> Any:
    """Return max(0, x) of an array, a `Tensor` or a `Dual`.

    Its derivative is 1 for x > 0 and 0 for x < 0. At the corner any slope from 0 to 1
    is a subgradient; 0 is used.

    Parameters
    ----------
    x : array_like, Tensor or Dual

    Returns
    -------
    of the kind and shape of `x`

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 6.3.

    Examples
    --------
    >>> relu([-1.0, 0.0, 2.0]).tolist()
    [0.0, 0.0, 2.0]
    """
    if isinstance(x, Differentiable):
        return x._elementwise(relu, (x,))
    # An array of zeros: several times faster than np.maximum(x, 0.0).
    return np.maximum(x, np.zeros(np.shape(x)))


def _larger(t: Any, a: Any, b: Any) -> Any:
    """The share of t that belongs to a in max(a, b): all, nothing, or half of a tie."""
    return t * ((a > b) + 0.5 * (a == b))


Rule = Callable[..., Any]
RULES: dict[Callable[..., Any], tuple[Rule, ...]] = {
    np.add: (lambda t, y, a, b: t, lambda t, y, a, b: t),
    np.subtract: (lambda t, y, a, b: t, lambda t, y, a, b: -t),
    np.multiply: (lambda t, y, a, b: t * b, lambda t, y, a, b: t * a),
    np.divide: (lambda t, y, a, b: t / b, lambda t, y, a, b: -t * y / b),
    np.power: (
        # The exponent 0 gives slope 0 also at a = 0, where a ** -1 would be infinite.
        lambda t, y, a, b: t * b * a ** np.where(b == 0, 1.0, b - 1),
        lambda t, y, a, b: t * y * np.log(np.where(a == 0, 1.0, a)),
    ),
    np.maximum: (
        lambda t, y, a, b: _larger(t, a, b),
        lambda t, y, a, b: _larger(t, b, a),
    ),
    np.minimum: (
        lambda t, y, a, b: _larger(t, b, a),
        lambda t, y, a, b: _larger(t, a, b),
    ),
    np.negative: (lambda t, y, x: -t,),
    np.absolute: (lambda t, y, x: t * ((x > 0) * 1.0 - (x < 0)),),
    np.square: (lambda t, y, x: t * (2.0 * x),),
    np.sqrt: (lambda t, y, x: t * 0.5 / y,),
    np.exp: (lambda t, y, x: t * y,),
    np.expm1: (lambda t, y, x: t * (y + 1.0),),
    np.log: (lambda t, y, x: t / x,),
    np.log1p: (lambda t, y, x: t / (x + 1.0),),
    np.sin: (lambda t, y, x: t * np.cos(x),),
    np.cos: (lambda t, y, x: -t * np.sin(x),),
    np.tan: (lambda t, y, x: t * (y * y + 1.0),),
    np.arctan: (lambda t, y, x: t / (x * x + 1.0),),
    np.sinh: (lambda t, y, x: t * np.cosh(x),),
    np.cosh: (lambda t, y, x: t * np.sinh(x),),
    np.tanh: (lambda t, y, x: t * (1.0 - y * y),),
    sigmoid: (lambda t, y, x: t * (y * (1.0 - y)),),
    softplus: (lambda t, y, x: t * sigmoid(x),),
    relu: (lambda t, y, x: t * (x > 0),),
}
COMPARISONS = {
    np.less,
    np.less_equal,
    np.greater,
    np.greater_equal,
    np.equal,
    np.not_equal,
}
