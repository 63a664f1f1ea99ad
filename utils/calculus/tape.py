"""The record of a computation, and the sweep that runs through it backwards.

    node         a value, the operation that made it, the inputs it was made from
    g            the adjoint of a node: the derivative of the final result by it
    vjp          vector-Jacobian product: g, the adjoint of an output, becomes gᵀJ,
                 the share of one input
    source       a node with respect to which we differentiate

Reverse mode is this: walk through the nodes in the opposite order of their making;
hand the adjoint of each to its inputs through the vjps; add what arrives at one node.
An operation is a pair: how to compute, and one vjp per input.

Nodes point to their inputs and to nothing else. There is no cycle, so that a graph that
is no longer needed disappears at once, without a garbage collector.
Lessons: 02-05 (the idea), 02-16 (its use).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from utils.calculus.elementwise import Differentiable


class Operation(NamedTuple):
    """A function of arrays with its derivatives.

    forward : (*values, **options) -> array
    vjps : for each input a function (g, y, *inputs, **options) -> its adjoint
        y is the output. Where broadcasting stretched an input, the vjp may return the
        stretched shape; the sweep sums it back.
    """

    forward: Callable[..., Any]
    vjps: tuple[Callable[..., Any], ...]

    def __call__(self, *inputs: Any, **options: Any) -> Any:
        """Compute; make a node if one of the inputs is a node."""
        kept = tuple([x if isinstance(x, Node) else _constant(x) for x in inputs])
        values = [x.value if isinstance(x, Node) else x for x in kept]
        y = self.forward(*values, **options)
        for x in kept:
            if isinstance(x, Node):
                return x._made(y, self, kept, options)
        return y


class Node(Differentiable):
    """A value with its origin; a leaf has no operation."""

    __slots__ = ("__weakref__", "inputs", "operation", "options", "value")
    operation: Operation | None
    inputs: tuple[Any, ...]
    options: dict[str, Any]

    @classmethod
    def _made(
        cls, value: Any, operation: Operation, inputs: tuple[Any, ...], options: Any
    ) -> Any:
        node = cls.__new__(cls)
        node.value = value
        node.operation = operation
        node.inputs = inputs
        node.options = options
        return node


class Trace(NamedTuple):
    """What lies between an output and the sources.

    nodes : list of Node
        Those that depend on a source, inputs before outputs.
    again : bool
        Does the output depend on further variables, of a derivative around this one?
        Then the backward sweep is recorded as well.
    """

    output: Node
    sources: Sequence[Node]
    nodes: list[Node]
    again: bool


def trace(output: Node, sources: Sequence[Node]) -> Trace:
    """Return the nodes through which `output` depends on the sources.

    Parameters
    ----------
    output : Node
    sources : sequence of Node

    Returns
    -------
    Trace

    Notes
    -----
    Depth first, each node once. The stack is a list of our own: Python's would overflow
    on long chains. Stopping at the sources, and leaving out what does not depend on
    them, keeps nested derivatives from being confused with one another.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapter 3.
    """
    dependent = {id(source) for source in sources}
    again = any(source.inputs for source in sources)
    nodes: list[Node] = []
    seen = set(dependent)
    stack = [(output, False)]
    while stack:
        node, complete = stack.pop()
        if complete:
            if not dependent.isdisjoint(map(id, node.inputs)):
                dependent.add(id(node))
                nodes.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            again = again or not node.inputs
            stack.append((node, True))
            stack.extend((x, False) for x in node.inputs if isinstance(x, Node))
    return Trace(output, sources, nodes, again)


def pull_back(path: Trace, seed: Any) -> list[Any]:
    """Return seedᵀ ∂output/∂source for each source.

    Parameters
    ----------
    path : Trace
    seed : array of the shape of the output
        Its adjoint.

    Returns
    -------
    list of arrays, of the shapes of the sources
        Nodes instead of arrays if the output depends on further variables.

    Notes
    -----
    Each node is visited once, however many paths lead through it; the work is a small
    multiple of that of the forward computation, whatever the number of sources.

    References
    ----------
    Griewank and Walther (2008), Evaluating Derivatives, chapter 3.
    """
    wanted = {id(node) for node in [*path.sources, *path.nodes]}
    adjoints = {id(path.output): seed}
    for node in reversed(path.nodes):
        g = adjoints.pop(id(node))
        for x, share in _shares(node, g, wanted, path.again):
            present = adjoints.get(id(x))
            # Never in place: two adjoints may be one and the same array.
            adjoints[id(x)] = share if present is None else present + share
    return [
        adjoints[id(source)] if id(source) in adjoints else np.zeros(source.shape)
        for source in path.sources
    ]


def _shares(
    node: Node, g: Any, wanted: set[int], again: bool
) -> Iterator[tuple[Node, Any]]:
    """What each wanted input receives from the adjoint g of a node."""
    y: Any = node if again else node.value
    inputs = node.inputs
    if not again:
        inputs = tuple([x.value if isinstance(x, Node) else x for x in inputs])
    vjps = node.operation.vjps if node.operation else ()
    for x, vjp in zip(node.inputs, vjps, strict=True):
        if id(x) in wanted:
            yield x, unbroadcast(vjp(g, y, *inputs, **node.options), x.shape)


def unbroadcast(g: Any, shape: tuple[int, ...]) -> Any:
    """Undo broadcasting: sum g over the axes along which `shape` was stretched.

    Copying a number to many places has the sum of the places' sensitivities as its
    derivative.

    Parameters
    ----------
    g : array or Tensor
        Of a shape to which `shape` broadcasts.
    shape : tuple of int

    Returns
    -------
    array or Tensor of shape `shape`

    References
    ----------
    Maclaurin, Duvenaud and Adams (2015), Autograd: effortless gradients in NumPy.

    Examples
    --------
    >>> unbroadcast(np.ones((3, 2)), (2,)).tolist()
    [3.0, 3.0]
    """
    if g.shape == shape:
        return g
    if len(g.shape) == 2 and g.shape[1:] == shape:  # a bias, the usual case
        return np.ones(len(g)) @ g  # several times faster than g.sum(axis=0)
    new = len(g.shape) - len(shape)
    stretched = tuple(new + axis for axis, n in enumerate(shape) if n == 1)
    return g.sum(axis=(*range(new), *stretched), keepdims=True).reshape(shape)


def _constant(x: Any) -> Any:
    value = np.asarray(x)
    if value.dtype.kind not in "fiub":
        raise TypeError(f"an operand must contain real numbers, got {type(x).__name__}")
    return value
