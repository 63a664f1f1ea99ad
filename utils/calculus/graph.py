"""The computation graph of the chain-rule lesson: numbers, nodes, paths.

    node        a number computed from other nodes by one function
    edge        from an input to the node that uses it; it carries the local derivative
    path        a way along edges from an input of the graph to its output

The chain rule: multiply the local derivatives along a path, add over all paths. The
backward pass gives the same sum, but goes over each edge once: what several paths share
is computed once. `Tensor` does this for arrays. Lesson 02-05.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from utils._validation import check_real
from utils.calculus.elementwise import RULES, Differentiable


class Scalar(Differentiable):
    """A number that knows from which numbers it was computed, and the local slopes.

    Parameters
    ----------
    value : float
        An input of the graph.
    name : str
        For drawings.

    Attributes
    ----------
    value : float
    name : str
        For a computed node the name of its function, such as "multiply".
    inputs : tuple of Scalar
    slopes : tuple of float
        ∂value/∂input, one for each edge.

    Raises
    ------
    TypeError
        If `value` is not a real number.
    ValueError
        If it is not finite.

    Notes
    -----
    A node can only be made from nodes that exist: the graph has no cycles.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapter 2.

    Examples
    --------
    >>> x, y = Scalar(2.0, "x"), Scalar(3.0, "y")
    >>> f = (x + y) * (x * y)
    >>> f.value, f.slopes
    (30.0, (6.0, 5.0))
    """

    __slots__ = ("inputs", "name", "slopes", "value")

    def __init__(self, value: float, name: str = "") -> None:
        self.value = check_real(value, "value")
        self.name = name
        self.inputs: tuple[Scalar, ...] = ()
        self.slopes: tuple[float, ...] = ()

    def __repr__(self) -> str:
        return f"Scalar({self.value:g}, {self.name!r})"

    def _elementwise(self, f: Any, inputs: tuple[Any, ...]) -> Scalar:
        nodes = tuple(x if isinstance(x, Scalar) else _constant(x) for x in inputs)
        values = [x.value for x in nodes]
        y = float(f(*values))
        with np.errstate(all="ignore"):  # (-2) ** 3: the exponent's slope, unused
            slopes = tuple(float(rule(1.0, y, *values)) for rule in RULES[f])
        result = Scalar(y, f.__name__)
        result.inputs, result.slopes = nodes, slopes
        return result


def _constant(x: Any) -> Scalar:
    number = check_real(x, "an operand")
    return Scalar(number, f"{number:g}")


def _check_scalars(**nodes: Any) -> None:
    for name, node in nodes.items():
        if not isinstance(node, Scalar):
            raise TypeError(f"{name} must be a Scalar, got {type(node).__name__}")


def topological_order(output: Scalar) -> list[Scalar]:
    """Return the nodes that `output` depends on: inputs first, itself last.

    Parameters
    ----------
    output : Scalar

    Returns
    -------
    list of Scalar

    Raises
    ------
    TypeError
        If `output` is not a Scalar.

    Notes
    -----
    Depth-first with a stack of its own: each node and each edge is met once.

    References
    ----------
    Cormen, Leiserson, Rivest and Stein (2009), Introduction to Algorithms,
    section 22.4.

    Examples
    --------
    >>> x = Scalar(2.0, "x")
    >>> [node.name for node in topological_order(np.sin(x * x))]
    ['x', 'multiply', 'sin']
    """
    _check_scalars(output=output)
    order: list[Scalar] = []
    seen: set[int] = set()
    stack = [(output, False)]
    while stack:
        node, complete = stack.pop()
        if complete:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((x, False) for x in reversed(node.inputs))
    return order


def backward(output: Scalar) -> list[tuple[Scalar, float]]:
    """Return each node with the derivative of `output` by it, the output first.

    Parameters
    ----------
    output : Scalar

    Returns
    -------
    list of (Scalar, float)
        In the order in which the derivatives become final.

    Raises
    ------
    TypeError
        If `output` is not a Scalar.

    Notes
    -----
    One multiplication and one addition per edge.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, section 3.2.

    Examples
    --------
    >>> x, y = Scalar(2.0, "x"), Scalar(3.0, "y")
    >>> result = backward((x + y) * (x * y))
    >>> [(node.name, slope) for node, slope in result if node.name in ("x", "y")]
    [('y', 16.0), ('x', 21.0)]
    """
    order = topological_order(output)
    slope_of = {id(node): 0.0 for node in order}
    slope_of[id(output)] = 1.0
    for node in reversed(order):
        for x, slope in zip(node.inputs, node.slopes, strict=True):
            slope_of[id(x)] += slope_of[id(node)] * slope
    return [(node, slope_of[id(node)]) for node in reversed(order)]


def slope_by_backward(output: Scalar, x: Scalar) -> float:
    """Return ∂output/∂x by the backward pass.

    Parameters
    ----------
    output, x : Scalar

    Returns
    -------
    float
        0 if `output` does not depend on x.

    Raises
    ------
    TypeError
        If an argument is not a Scalar.

    References
    ----------
    As for `backward`.

    Examples
    --------
    >>> x = Scalar(1.0, "x")
    >>> y = x
    >>> for _ in range(50):
    ...     y = y + y
    >>> slope_by_backward(y, x) == 2**50  # 50 nodes
    True
    """
    _check_scalars(x=x)
    return sum((slope for node, slope in backward(output) if node is x), 0.0)


def slope_by_paths(output: Scalar, x: Scalar) -> float:
    """Return ∂output/∂x as the sum over all paths of the products of local slopes.

    Parameters
    ----------
    output, x : Scalar

    Returns
    -------
    float

    Raises
    ------
    TypeError
        If an argument is not a Scalar.

    Notes
    -----
    The definition, and exponential in the depth of the graph: for comparison only.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, section 3.2.

    Examples
    --------
    >>> x, y = Scalar(2.0, "x"), Scalar(3.0, "y")
    >>> slope_by_paths((x + y) * (x * y), x)  # 6·1 + 5·3
    21.0
    """
    _check_scalars(output=output, x=x)
    total, stack = 0.0, [(output, 1.0)]
    while stack:
        node, product = stack.pop()
        total += product if node is x else 0.0
        edges = zip(node.inputs, node.slopes, strict=True)
        stack.extend((below, product * slope) for below, slope in edges)
    return total


def count_paths(output: Scalar, x: Scalar) -> int:
    """Return the number of paths from x to `output`.

    Parameters
    ----------
    output, x : Scalar

    Returns
    -------
    int

    Raises
    ------
    TypeError
        If an argument is not a Scalar.

    Notes
    -----
    Counted without walking them: the backward pass with the number 1 on each edge.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, section 3.2.

    Examples
    --------
    >>> x = Scalar(1.0, "x")
    >>> count_paths(x * x + x, x)
    3
    """
    _check_scalars(x=x)
    order = topological_order(output)
    paths = {id(node): 0 for node in order}
    paths[id(output)] = 1
    for node in reversed(order):
        for below in node.inputs:
            paths[id(below)] += paths[id(node)]
    return paths.get(id(x), 0)
