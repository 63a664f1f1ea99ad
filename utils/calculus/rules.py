"""The operations of the engine with their vjps: one line per derivative.

    y = f(x, ...)    an operation on arrays
    g                the adjoint of y: derivative of the final result with respect to y
    vjp              (g, y, x, ...) -> the adjoint of x

Where do they come from? Write the change of y for a small change dx, then move all
that surrounds dx to the other side of the inner product <g, dy> = <adjoint of x, dx>.
So a copy becomes a sum, a sum becomes a copy, taking out becomes putting in.

The rules are written in operations that exist for arrays and for `Tensor` alike, so
that the backward sweep can itself be differentiated. Elementwise functions have their
rules in `elementwise`. Lessons: 02-05, 02-16.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from utils import prerequisites
from utils._validation import Array
from utils.calculus.elementwise import RULES
from utils.calculus.tape import Operation

Axis = int | tuple[int, ...] | None

ELEMENTWISE = {f: Operation(f, rules) for f, rules in RULES.items()}


def _kept(g: Any, x: Any, axis: Axis, keepdims: bool) -> Any:
    """g with the axes that a reduction of x removed, as length 1."""
    if keepdims or not x.shape:
        return g
    axes = range(x.ndim) if axis is None else np.atleast_1d(axis) % x.ndim
    return g.reshape(tuple(1 if k in axes else n for k, n in enumerate(x.shape)))


# --- shape -------------------------------------------------------------------------

broadcast_to = Operation(
    lambda x, *, shape: np.broadcast_to(x, shape),
    (lambda g, y, x, *, shape: g,),  # the sweep sums what was stretched
)
reshape = Operation(
    lambda x, *, shape: np.reshape(x, shape),
    (lambda g, y, x, *, shape: g.reshape(x.shape),),
)
swapaxes = Operation(
    lambda x, *, a, b: np.swapaxes(x, a, b),
    (lambda g, y, x, *, a, b: g.swapaxes(a, b),),
)
transpose = Operation(
    lambda x, *, axes: np.transpose(x, axes),
    (lambda g, y, x, *, axes: g.transpose(_inverse(axes, x.ndim)),),
)
concatenate = Operation(
    lambda x, y, *, axis: np.concatenate((x, y), axis=axis),
    (
        lambda g, y, a, b, *, axis: g[_along(axis, slice(None, a.shape[axis]))],
        lambda g, y, a, b, *, axis: g[_along(axis, slice(a.shape[axis], None))],
    ),
)


def _inverse(axes: tuple[int, ...] | None, ndim: int) -> tuple[int, ...] | None:
    if axes is None:  # reversing the order undoes itself
        return None
    return tuple(int(k) for k in np.argsort(np.array(axes) % ndim))


def _along(axis: int, part: slice) -> tuple[Any, ...]:
    return (..., part, *[slice(None)] * (-axis - 1))  # axis < 0


# --- indexing ----------------------------------------------------------------------


def _scatter(x: Array, *, key: Any, shape: tuple[int, ...]) -> Array:
    """Zeros of the given shape, with x added at x[key]."""
    result = np.zeros(shape)
    if _takes_once(key):
        result[key] = x
    else:
        np.add.at(result, key, x)  # slower, but an entry taken twice gets both shares
    return result


def _takes_once(key: Any) -> bool:
    """Do slices, single integers or one mask make up the key?"""
    if isinstance(key, np.ndarray) and key.dtype.kind == "b":
        return True
    parts = key if isinstance(key, tuple) else (key,)
    return all(k is None or k is ... or isinstance(k, int | slice) for k in parts)


getitem = Operation(
    lambda x, *, key: x[key],
    (lambda g, y, x, *, key: scatter(g, key=key, shape=x.shape),),
)
scatter: Operation = Operation(_scatter, (lambda g, y, x, *, key, shape: g[key],))
where = Operation(
    lambda x, y, *, mask: np.where(mask, x, y),
    (
        lambda g, y, a, b, *, mask: g * mask,
        lambda g, y, a, b, *, mask: g * ~mask,
    ),
)


# --- reductions --------------------------------------------------------------------

total = Operation(
    lambda x, *, axis, keepdims: np.sum(x, axis=axis, keepdims=keepdims),
    (
        lambda g, y, x, *, axis, keepdims: broadcast_to(
            _kept(g, x, axis, keepdims), shape=x.shape
        ),
    ),
)
largest = Operation(
    lambda x, *, axis, keepdims: np.max(x, axis=axis, keepdims=keepdims),
    (
        lambda g, y, x, *, axis, keepdims: (
            _kept(g, x, axis, keepdims) * _shares(x, _kept(y, x, axis, keepdims), axis)
        ),
    ),
)


def _shares(x: Any, y: Any, axis: Axis) -> Array:
    """1 where x is the maximum y; equal parts of 1 where several are."""
    winners = (x == y) * 1.0
    return winners / winners.sum(axis=axis, keepdims=True)


# --- matrix product ----------------------------------------------------------------


def _vjp_left(g: Any, y: Any, a: Any, b: Any) -> Any:
    """g bᵀ, for matrices, stacks of matrices and vectors."""
    if b.ndim == 1:
        return g[..., None] * b  # (..., m, 1) * (n,) -> (..., m, n)
    if a.ndim == 1:
        return (b @ g[..., None])[..., 0]  # (..., n, k) @ (..., k, 1) -> (..., n)
    return g @ b.swapaxes(-1, -2)


def _vjp_right(g: Any, y: Any, a: Any, b: Any) -> Any:
    """aᵀ g, for matrices, stacks of matrices and vectors."""
    if a.ndim == 1 and b.ndim == 1:
        return a * g
    if a.ndim == 1:
        return a[:, None] * g[..., None, :]  # (n, 1) * (..., 1, k) -> (..., n, k)
    if b.ndim == 1:
        return (a.swapaxes(-1, -2) @ g[..., None])[..., 0]  # (..., n)
    return a.swapaxes(-1, -2) @ g


matmul = Operation(np.matmul, (_vjp_left, _vjp_right))


# --- softmax and its relatives -----------------------------------------------------

_exp = ELEMENTWISE[np.exp]
softmax = Operation(
    prerequisites.softmax,
    (
        lambda g, y, z, *, axis: (
            y * (g - (g * y).sum(axis=axis, keepdims=True))  # (diag(y) - y yᵀ) g
        ),
    ),
)
log_softmax = Operation(
    # Stored by columns: so NumPy reduces many short rows several times faster.
    lambda z, *, axis: prerequisites.log_softmax(np.asfortranarray(z), axis=axis),
    (
        lambda g, y, z, *, axis: (
            g - _exp(y) * g.sum(axis=axis, keepdims=True)  # (I - softmax(z) 1ᵀ)ᵀ g
        ),
    ),
)
logsumexp = Operation(
    prerequisites.logsumexp,
    (
        lambda g, y, z, *, axis: (
            _kept(g, z, axis, keepdims=False) * softmax(z, axis=axis)
        ),
    ),
)
negative_log_likelihood = Operation(
    lambda scores, *, targets: -np.sum(scores, where=targets) / len(scores),
    (lambda g, y, scores, *, targets: g * (targets / -len(targets)),),
)
