"""Tensor: an array that records what is done with it.

    x            a variable
    f(x)         a program of NumPy functions, operators and the functions below
    x.value      the array inside

A function written for arrays takes a `Tensor` as it is: operators, np.exp(x),
np.sum(x), x @ W, x[1:] all make new tensors, each of which knows its inputs (see
`tape`) and its derivative rules (see `elementwise`, `rules`). `operators` turns this
record into gradients. Lesson 02-16.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import as_array
from utils.calculus import rules
from utils.calculus.elementwise import Differentiable
from utils.calculus.rules import Axis
from utils.calculus.tape import Node


class Tensor(Node):
    """A float64 array whose later use is recorded.

    Parameters
    ----------
    value : array_like
        Copied; the copy is read-only, because a change after it has been used would
        falsify the derivatives.

    Attributes
    ----------
    value : ndarray
    shape, ndim, size, T : as for arrays

    Raises
    ------
    TypeError
        If `value` is not made of real numbers.
    ValueError
        If it is empty, or contains NaN or infinity.

    Notes
    -----
    Arrays that take part in a computation beside tensors are constants. They are not
    copied: leave them unchanged until the gradient has been taken.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapters 3 and 4.

    Examples
    --------
    >>> x = Tensor([1.0, 2.0, 3.0])
    >>> np.sum(x * x)
    Tensor(14.)
    """

    __slots__ = ()

    def __init__(self, value: ArrayLike) -> None:
        if isinstance(value, Differentiable):
            raise TypeError(f"value must be an array, got a {type(value).__name__}")
        self._start(value, "value")

    def _start(self, value: ArrayLike, name: str) -> None:
        self.value = as_array(value, name)
        self.value.flags.writeable = False
        self.operation = None
        self.inputs = ()
        self.options = {}

    @classmethod
    def variable(cls, value: ArrayLike, name: str) -> Tensor:
        """Return a new leaf; in error messages the value is called `name`."""
        leaf = cls.__new__(cls)
        leaf._start(value, name)
        return leaf

    def __repr__(self) -> str:
        return f"Tensor({np.array2string(np.asarray(self.value), prefix='Tensor(')})"

    def _elementwise(self, f: Callable[..., Any], inputs: tuple[Any, ...]) -> Tensor:
        return rules.ELEMENTWISE[f](*inputs)

    def _matmul(self, a: Any, b: Any) -> Tensor:
        return rules.matmul(a, b)

    @property
    def T(self) -> Tensor:
        return self.transpose()

    def transpose(self, axes: Sequence[int] | None = None) -> Tensor:
        """Return the tensor with its axes in the given order; reversed by default."""
        return rules.transpose(self, axes=None if axes is None else tuple(axes))

    def swapaxes(self, a: int, b: int) -> Tensor:
        """Return the tensor with two axes exchanged."""
        return rules.swapaxes(self, a=a, b=b)

    def reshape(self, *shape: Any) -> Tensor:
        """Return the same numbers in another shape: a tuple, or integers."""
        return rules.reshape(self, shape=shape[0] if len(shape) == 1 else shape)

    def __getitem__(self, key: Any) -> Tensor:
        return rules.getitem(self, key=key)

    def sum(self, axis: Axis = None, *, keepdims: bool = False) -> Tensor:
        """Return the sum over all axes, or over those given."""
        return rules.total(self, axis=axis, keepdims=keepdims)

    def mean(self, axis: Axis = None, *, keepdims: bool = False) -> Tensor:
        """Return the mean over all axes, or over those given."""
        result = self.sum(axis, keepdims=keepdims)
        return result / (self.size // result.size)

    def max(self, axis: Axis = None, *, keepdims: bool = False) -> Tensor:
        """Return the largest entry; those that tie share the derivative equally."""
        return rules.largest(self, axis=axis, keepdims=keepdims)


def softmax(z: Any, *, axis: int = -1) -> Any:
    """Return exp(zₖ) / Σⱼ exp(zⱼ) along an axis, of an array or a `Tensor`.

    Its Jacobian is diag(y) - y yᵀ. Parameters, errors and references are those of
    `utils.prerequisites.softmax`, which computes it.

    Examples
    --------
    >>> softmax(Tensor([0.0, 0.0]))
    Tensor([0.5 0.5])
    """
    return rules.softmax(z, axis=axis)


def log_softmax(z: Any, *, axis: int = -1) -> Any:
    """Return the logarithm of softmax along an axis, of an array or a `Tensor`.

    Its Jacobian is I - 1 yᵀ, where y = softmax(z). Parameters, errors and references
    are those of `utils.prerequisites.log_softmax`, which computes it.

    Examples
    --------
    >>> log_softmax(Tensor([0.0, -1000.0]))
    Tensor([    0. -1000.])
    """
    return rules.log_softmax(z, axis=axis)


def logsumexp(z: Any, *, axis: int = -1) -> Any:
    """Return log Σⱼ exp(zⱼ) along an axis, of an array or a `Tensor`.

    Its gradient is softmax(z). Parameters, errors and references are those of
    `utils.prerequisites.logsumexp`, which computes it.

    Examples
    --------
    >>> logsumexp(Tensor([1000.0]))
    Tensor(1000.)
    """
    return rules.logsumexp(z, axis=axis)


def cross_entropy(z: Any, labels: ArrayLike) -> Any:
    """Return -(1/n) Σᵢ log softmax(zᵢ)[labelᵢ], the mean loss of n classifications.

    Parameters
    ----------
    z : (n, k) array_like or Tensor
        Scores, also called logits; row i is example i.
    labels : (n,) array_like of int
        The right classes, 0 to k - 1.

    Returns
    -------
    float, or Tensor of shape ()

    Raises
    ------
    ValueError
        If the shapes do not match or a label is not one of 0 to k - 1.

    Notes
    -----
    The gradient with respect to z is (softmax(z) - one_hot(labels)) / n. Taking the
    logarithm inside, before anything can underflow, makes the loss finite for all
    scores.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), Deep Learning, section 6.2.2.3.

    Examples
    --------
    >>> f"{cross_entropy([[0.0, 0.0], [1000.0, 0.0]], [1, 0]):.4f}"  # (log 2 + 0) / 2
    '0.3466'
    """
    if not isinstance(z, Tensor):
        z = as_array(z, "z", ndim=2)
    if z.ndim != 2:
        raise ValueError(f"z must have 2 dimension(s), got shape {z.shape}")
    targets = _targets(labels, z.shape)
    return rules.negative_log_likelihood(log_softmax(z), targets=targets)


def _targets(labels: ArrayLike, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """One row per label, True in its column and False elsewhere."""
    classes = np.asarray(labels)
    n, k = shape
    if classes.dtype.kind not in "iu":
        raise TypeError("labels must be integers")
    if classes.shape != (n,):
        raise ValueError(f"labels must have shape ({n},), got {classes.shape}")
    if classes.min() < 0 or classes.max() >= k:
        raise ValueError(f"labels must be between 0 and {k - 1}")
    return (np.arange(k)[:, None] == classes).T  # stored by columns, as log_softmax is


def where(mask: ArrayLike, x: Any, y: Any) -> Any:
    """Return x where the mask holds and y elsewhere; what is not chosen gets slope 0.

    Parameters
    ----------
    mask : array_like of bool
    x, y : array_like or Tensor

    Returns
    -------
    Tensor, or ndarray if neither x nor y is one

    Notes
    -----
    Both branches are computed everywhere. If one is infinite or NaN where it is not
    chosen, its derivative there is 0 times infinity, which is NaN: guard its argument.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapter 14.

    Examples
    --------
    >>> where([True, False], Tensor([1.0, 2.0]), 0.0)
    Tensor([1. 0.])
    """
    return rules.where(x, y, mask=np.asarray(mask, dtype=bool))


def concatenate(parts: Sequence[Any], axis: int = 0) -> Any:
    """Join arrays or tensors along an existing axis.

    Parameters
    ----------
    parts : sequence of array_like or Tensor
        At least one; of one shape, except along `axis`.
    axis : int

    Returns
    -------
    Tensor, or ndarray if no part is one

    Raises
    ------
    ValueError
        If `parts` is empty or the shapes do not match.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapter 3.

    Examples
    --------
    >>> concatenate([Tensor([1.0]), [2.0, 3.0]])
    Tensor([1. 2. 3.])
    """
    if not len(parts):
        raise ValueError("parts must not be empty")
    joined = parts[0]
    for part in parts[1:]:
        joined = rules.concatenate(joined, part, axis=_from_the_end(axis, part))
    return joined


def _from_the_end(axis: int, part: Any) -> int:
    return axis if axis < 0 else axis - np.ndim(getattr(part, "value", part))


Tensor.functions = {
    np.sum: Tensor.sum,
    np.mean: Tensor.mean,
    np.max: Tensor.max,
    np.reshape: Tensor.reshape,
    np.transpose: Tensor.transpose,
    np.swapaxes: Tensor.swapaxes,
    np.where: where,
    np.concatenate: concatenate,
}
