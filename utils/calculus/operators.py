"""grad, vjp, jacobian and hvp: a few lines each on top of one backward sweep.

    f     a function of one array, or of a list of arrays, and of further arguments that
          are left alone; written with NumPy functions, operators, and those of `tensor`
    x     where to differentiate
    J     the Jacobian: its rows belong to the outputs of f, its columns to x
    H     the Hessian

All of them can be nested: a gradient is itself computed by recorded operations when
somebody else wants to differentiate it. Lessons 02-09 and 02-16.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from utils._validation import as_array, check_callable
from utils.calculus.tape import Operation, pull_back, trace
from utils.calculus.tensor import Tensor

_new_variable = Operation(lambda x: x, (lambda g, y, x: g,))


def vjp(f: Callable[..., Any], x: Any, *rest: Any) -> tuple[Any, Callable[[Any], Any]]:
    """Return f(x) and the function u -> uᵀJ, the reverse mode of differentiation.

    Parameters
    ----------
    f : callable
        f(x, *rest) -> array.
    x : array_like, or list or tuple of ndarrays
        A list is a list of variables; f receives a list of the same length.
    *rest
        Passed on to f.

    Returns
    -------
    value : ndarray
        f(x, *rest).
    pull : callable
        pull(u), with u of the shape of `value`, has the shape(s) of x.

    Raises
    ------
    TypeError
        If `f` is not callable, uses a function that has no rule, or does not return
        numbers.
    ValueError
        If x is empty or not finite, or u does not have the shape of `value`.

    Notes
    -----
    pull costs a small multiple of f, whatever the size of x.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapter 3.

    Examples
    --------
    >>> value, pull = vjp(lambda x: x**2, [1.0, 2.0])  # J = diag(2, 4)
    >>> pull([1.0, 10.0]).tolist()
    [2.0, 40.0]
    """
    check_callable(f, "f")
    several = _is_list_of_arrays(x)
    sources = [_variable(part) for part in x] if several else [_variable(x)]
    y = f(list(sources), *rest) if several else f(sources[0], *rest)
    if not isinstance(y, Tensor):  # f does not depend on x
        zeros = [np.zeros(source.shape) for source in sources]
        value = as_array(y, "the value of f", finite=False)
        return value, lambda u: _result(zeros, several)
    path = trace(y, sources)

    def pull(u: Any) -> Any:
        u = u if isinstance(u, Tensor) else as_array(u, "u")
        if u.shape != y.shape:
            raise ValueError(f"u must have shape {y.shape}, got {u.shape}")
        return _result(pull_back(path, u), several)

    return (y if path.again else np.array(y.value)), pull


def _is_list_of_arrays(x: Any) -> bool:
    return (
        isinstance(x, list | tuple)
        and len(x) > 0
        and all(isinstance(part, np.ndarray | Tensor) for part in x)
    )


def _variable(x: Any) -> Tensor:
    """A leaf; or, inside another derivative, a node of its own above the given one."""
    return _new_variable(x) if isinstance(x, Tensor) else Tensor.variable(x, "x")


def _result(adjoints: list[Any], several: bool) -> Any:
    # Copies, because two of them may be one array, or a read-only view.
    own = [g if isinstance(g, Tensor) else np.array(g)[()] for g in adjoints]
    return own if several else own[0]


def value_and_grad(f: Callable[..., Any]) -> Callable[..., tuple[Any, Any]]:
    """Return the function x -> (f(x), ∇f(x)).

    Parameters
    ----------
    f : callable
        f(x, *rest) -> a single number. `x` is an array, or a list of arrays, as in
        `vjp`.

    Returns
    -------
    callable
        With the arguments of f. The gradient has the shape of x; for a list it is a
        list.

    Raises
    ------
    TypeError
        See `vjp`.
    ValueError
        If the value of f is not a single number; see also `vjp`.

    Notes
    -----
    Costs a small multiple of f, whatever the number of variables: the reason why
    networks with millions of weights can be trained.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, sections 3.3 and 4.4.

    Examples
    --------
    >>> def loss(parameters, X, y):
    ...     w, b = parameters
    ...     return np.mean((X @ w + b - y) ** 2)
    >>> X, y = np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 3.0, 5.0])
    >>> value, (dw, db) = value_and_grad(loss)([np.zeros(1), np.zeros(())], X, y)
    >>> f"{value:.4f} {dw[0]:.4f} {db:.4f}"  # 38/3, -46/3, -20/3
    '12.6667 -15.3333 -6.6667'
    """

    def value_and_gradient(x: Any, *rest: Any) -> tuple[Any, Any]:
        value, pull = vjp(f, x, *rest)
        if value.shape != ():
            raise ValueError(
                f"f must return a single number, got shape {value.shape}; "
                "for several outputs use jacobian or vjp"
            )
        return value if isinstance(value, Tensor) else value[()], pull(1.0)

    return value_and_gradient


def grad(f: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function x -> ∇f(x).

    Parameters, errors, cost and references are those of `value_and_grad`.

    Examples
    --------
    >>> grad(lambda x: x[0] ** 2 * x[1] + 3 * x[0] * x[1] ** 2)([2.0, 1.0]).tolist()
    [7.0, 16.0]

    >>> third = grad(grad(grad(lambda x: x**3)))
    >>> f"{third(2.0):.1f}"
    '6.0'
    """
    both = value_and_grad(f)
    return lambda x, *rest: both(x, *rest)[1]


def jacobian(f: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function x -> J, with J[i, j] = ∂fᵢ/∂xⱼ.

    Parameters
    ----------
    f : callable
        f(x, *rest) -> array. `x` is one array here, not a list.

    Returns
    -------
    callable
        With the arguments of f. The shape of J is that of f(x), then that of x: (m, n)
        for vectors.

    Raises
    ------
    TypeError, ValueError
        See `vjp`.

    Notes
    -----
    One backward sweep per output. `hessian` is the Jacobian of the gradient.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapter 3.

    Examples
    --------
    >>> polar = lambda x: np.concatenate([x[:1] * np.cos(x[1:]), x[:1] * np.sin(x[1:])])
    >>> (jacobian(polar)([2.0, 0.0]) + 0.0).tolist()  # + 0.0 turns -0 into 0
    [[1.0, 0.0], [0.0, 2.0]]
    """

    def matrix(x: Any, *rest: Any) -> Any:
        value, pull = vjp(f, x, *rest)
        units = np.eye(value.size).reshape((value.size, *value.shape))
        rows = [pull(unit).reshape(1, -1) for unit in units]
        return np.concatenate(rows).reshape((*value.shape, *np.shape(_plain(x))))

    return matrix


def _plain(x: Any) -> Any:
    return x.value if isinstance(x, Tensor) else x


def hessian(f: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function x -> H, with H[i, j] = ∂²f/∂xᵢ∂xⱼ.

    Parameters
    ----------
    f : callable
        f(x, *rest) -> a single number.

    Returns
    -------
    callable
        With the arguments of f. H is (n, n) for a vector x.

    Raises
    ------
    TypeError, ValueError
        See `value_and_grad`.

    Notes
    -----
    n sweeps through the record of the gradient. Where H is needed only in a product
    with a vector, `hvp` takes one.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapter 5.

    Examples
    --------
    >>> hessian(lambda x: x[0] ** 3 + x[1] ** 3 - 3 * x[0] * x[1])([1.0, 1.0]).tolist()
    [[6.0, -3.0], [-3.0, 6.0]]
    """
    return jacobian(grad(f))


def hvp(f: Callable[..., Any], x: Any, v: Any, *rest: Any) -> Any:
    """Return Hv, the derivative of the gradient along v, without forming H.

    Parameters
    ----------
    f : callable
        f(x, *rest) -> a single number.
    x : array_like, or list or tuple of ndarrays
    v : array_like of the shape of x, or list or tuple of such
    *rest
        Passed on to f.

    Returns
    -------
    ndarray of the shape of x, or a list of them

    Raises
    ------
    TypeError, ValueError
        See `value_and_grad`; ValueError also if v does not have the shape of x.

    Notes
    -----
    H is symmetric, so Hv = ∇(vᵀ∇f): a gradient of a gradient, at a small multiple of
    the cost of f. H itself would cost n times as much.

    References
    ----------
    Pearlmutter (1994), Fast exact multiplication by the Hessian.

    Examples
    --------
    >>> hvp(lambda x: x[0] ** 3 + x[1] ** 3 - 3 * x[0] * x[1], [0, 0], [1, 0]).tolist()
    [0.0, -3.0]
    """
    directions = [np.asarray(part) for part in (v if _is_list_of_arrays(x) else [v])]
    shapes = [np.shape(part) for part in (x if _is_list_of_arrays(x) else [x])]
    if [direction.shape for direction in directions] != shapes:
        raise ValueError("v must have the shape of x")

    def slope(x: Any, *rest: Any) -> Any:
        gradient = grad(f)(x, *rest)
        parts = gradient if isinstance(gradient, list) else [gradient]
        return sum(np.sum(g * d) for g, d in zip(parts, directions, strict=True))

    return grad(slope)(x, *rest)
