"""Checkers of lesson 02-05, the chain rule."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from utils._validation import Array
from utils.calculus import complex_step
from utils.exercises import Hint, call, exercise
from utils.exercises.calls import AnswerError
from utils.exercises.parts import (
    agrees,
    require,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.prerequisites import sigmoid

Edge = tuple[str, str, float]


def _neuron(w: float, x: float, b: float, y: float) -> tuple[float, float, float]:
    a = sigmoid(w * x + b)
    dz = 2 * (a - y) * a * (1 - a)
    return dz * x, dz, dz * w


@exercise(
    "02-05-E1",
    kind="function",
    minutes=5,
    stars=1,
    objective="finish the backward pass of one neuron",
)
def _e1_of_02_05(answer: Any) -> None:
    rng = np.random.default_rng(0)
    # The hand example last: its x = 1 would hide which slip was made.
    cases = [*(tuple(rng.normal(size=4)) for _ in range(4)), (2.0, 1.0, -1.0, 0.0)]
    mistakes = [
        (
            lambda w, x, b, y: (*_neuron(w, x, b, y)[:2], _neuron(w, x, b, y)[0]),
            "this is the slope by w; the edge from x to w·x carries the other factor",
        ),
        (
            lambda w, x, b, y: (*_neuron(w, x, b, y)[:2], _neuron(w, x, b, y)[1]),
            "one edge is missing: the one from x to w·x carries w",
        ),
        (
            lambda w, x, b, y: (*_neuron(w, x, b, y)[:2], w),
            "this is the local derivative alone; multiply by what comes from above",
        ),
    ]
    require_function(
        answer,
        _neuron,
        cases,
        mistakes=mistakes,
        otherwise="dl_dx is dl_dz times the local derivative of z by x",
    )


_NESTED: tuple[tuple[str, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    ("(3x + 1)⁴", lambda u: u**4, lambda x: 3 * x + 1),
    ("exp(−x²)", np.exp, lambda x: -(x**2)),
    ("log(1 + x²)", np.log, lambda x: 1 + x**2),
    ("sin³(2x)", lambda u: u**3, lambda x: np.sin(2 * x)),
    ("√(1 + eˣ)", np.sqrt, lambda x: 1 + np.exp(x)),
)


@exercise(
    "02-05-E2",
    kind="function",
    minutes=10,
    stars=1,
    objective="differentiate nested functions",
)
def _e2_of_02_05(answer: Any) -> None:
    points = [0.6, *np.random.default_rng(1).uniform(0.2, 1.4, size=3)]
    for x in points:
        result = take_array(call(answer, float(x)), (5,), what="your list")
        for got, (name, f, g) in zip(result, _NESTED, strict=True):
            outer, inner = complex_step(f, g(x)), complex_step(g, x)
            right = outer * inner
            mistakes = {
                outer: "the outer slope is right; multiply by the inner slope",
                complex_step(f, x) * inner: "take the outer slope at the inner value",
                right / 2: "a factor 2 is missing; count the links of the chain",
                2 * right: "a factor 2 too much",
                -right: "the sign is wrong",
            }
            require_number(
                float(got),
                right,
                mistakes=mistakes,
                otherwise="name the inside, then outer times inner derivative",
                what=f"at x = {x:.3g} your derivative of {name}",
            )


_PATHS = "there are three paths from x; one over s is missing"
_GRAPH: dict[str, tuple[float, dict[float, str]]] = {
    "x_s": (1, {2: "s = x y: its slope by x is the other factor, y"}),
    "y_s": (2, {1: "s = x y: its slope by y is the other factor, x"}),
    "s_u": (4, {2: "the derivative of s² is 2s, and s is 2 here"}),
    "s_v": (3, {2: "v = 3s + x: its slope by s is the number before s"}),
    "x_v": (
        1,
        {
            4: "an edge knows one step only: with s held fixed, v = 3s + x has slope 1",
            3: "3 belongs to s; the number before x is 1",
        },
    ),
    "u_f": (8, {4: "f = u v: its slope by u is the other factor, v = 3s + x"}),
    "v_f": (4, {8: "f = u v: its slope by v is the other factor, u"}),
    "f_s": (
        44,
        {
            32: "the path over v is missing",
            12: "the path over u is missing",
            384: "paths are added, not multiplied",
        },
    ),
    "f_x": (
        48,
        {
            44: "the path x, v, f that goes past s is missing",
            36: _PATHS,
            16: _PATHS,
        },
    ),
    "f_y": (
        88,
        {
            44: "the edge from y to s carries 2",
            92: "y has no edge to v; only s and x have",
        },
    ),
}


@exercise(
    "02-05-E3",
    kind="value",
    minutes=10,
    stars=2,
    objective="label the edges of a graph and sum over paths",
)
def _e3_of_02_05(answer: Any) -> None:
    require(
        isinstance(answer, dict) and answer.keys() == _GRAPH.keys(),
        "keep the dictionary and its keys; replace each TODO by a number",
    )
    for name, (value, mistakes) in _GRAPH.items():
        require_number(answer[name], value, mistakes=mistakes, what=name)


Gradients = tuple[Array, Array, Array, float]


def _network(
    W1: Array,
    b1: Array,
    w2: Array,
    b2: float,
    x: Array,
    y: float,
    *,
    factor: float = 2.0,
    sigmoid_slope: bool = True,
    past_w2: bool = False,
) -> Gradients:
    """The right gradient by default; each option is a slip."""
    h = sigmoid(W1 @ x + b1)
    do = factor * (w2 @ h + b2 - y)
    dh = do * (np.ones_like(w2) if past_w2 else w2)
    dz = dh * (h * (1 - h) if sigmoid_slope else 1.0)
    return np.outer(dz, x), dz, do * h, do


def _transposed(*args: Any) -> Gradients:
    dW1, *others = _network(*args)
    return (dW1.T, *others)  # type: ignore[return-value]


@exercise(
    "02-05-E4",
    kind="function",
    minutes=15,
    stars=2,
    objective="backpropagate through a small network",
)
def _e4_of_02_05(answer: Any) -> None:
    rng = np.random.default_rng(4)
    W1, b1 = np.array([[0.5, -0.5], [1.0, 0.0]]), np.array([0.5, -1.0])
    hand = W1, b1, np.array([2.0, -1.0]), 0.5, np.array([1.0, 2.0]), 0.0
    cases: list[tuple[Any, ...]] = [hand]
    for m, d in ((2, 2), (3, 2), (1, 4), (4, 3)):
        shapes: list[Any] = [(m, d), m, m, None, d, None]
        cases.append(tuple(rng.normal(size=shape) for shape in shapes))
    mistakes: list[tuple[Callable[..., Gradients], str]] = [
        (
            partial(_network, sigmoid_slope=False),
            "on the way from h to z the factor h (1 − h) is missing",
        ),
        (partial(_network, past_w2=True), "the edge from h to o carries w2"),
        (
            partial(_network, factor=1.0),
            "everything is half of what it should be: (o − y)² has the slope 2(o − y)",
        ),
        (
            partial(_network, factor=-2.0),
            "every sign is wrong: (o − y)² has the slope 2(o − y), not 2(y − o)",
        ),
        (
            _transposed,
            "the first part is transposed: entry (i, j) belongs to unit i and input j",
        ),
    ]
    require_function(
        answer,
        _network,
        cases,
        mistakes=mistakes,
        otherwise="go back from o: first dw2 and db2, then h, then z, then dW1 and db1",
    )


_RECIPROCAL = "this is the slope of f; its inverse has the reciprocal"


@exercise(
    "02-05-E5",
    kind="value",
    minutes=12,
    stars=2,
    objective="use the chain rule for inverses, powers and related rates",
)
def _e5_of_02_05(answer: Any) -> None:
    values = take_array(answer, (4,), what="your list")
    inverse = "x + eˣ has the slope 1 + eˣ; take it at the x with f(x) = y, invert it"
    parts: list[tuple[str, float, dict[float, str]]] = [
        (
            "(f⁻¹)'(1)",
            1 / 2,
            {2.0: _RECIPROCAL, 1 / (1 + math.e): "take f' at the x with f(x) = 1"},
        ),
        (
            "(f⁻¹)'(1 + e)",
            1 / (1 + math.e),
            {
                1 + math.e: _RECIPROCAL,
                1 / (1 + math.exp(1 + math.e)): "take f' at the x with f(x) = 1 + e",
                1 / 2: "here f(x) = 1 + e, so x is not 0",
            },
        ),
        (
            "the slope of xˣ at 2",
            4 * (1 + math.log(2)),
            {
                4.0: "the power rule needs a fixed exponent; differentiate log f",
                4 * math.log(2): "aˣ has this slope for a fixed a; here both move",
                1 + math.log(2): "this is (log f)'; now multiply by f",
            },
        ),
        (
            "dr/dt",
            1 / math.pi,
            {
                math.pi: "solve dV/dt = 4πr² dr/dt for dr/dt: divide by 4πr²",
                100 / (4 / 3 * math.pi * 125): "divide by the slope of V, not by V",
                10000 * math.pi: "solve for dr/dt: divide by 4πr²",
            },
        ),
    ]
    for value, (name, right, mistakes) in zip(values, parts, strict=True):
        otherwise = inverse if "f⁻¹" in name else "write the rates as one chain"
        require_number(
            float(value),
            right,
            atol=6e-4,
            rtol=0,
            mistakes=mistakes,
            otherwise=otherwise,
            what=name,
        )


class _Counted(float):
    """A slope that counts how often it is multiplied."""

    products = 0

    def __mul__(self, other: Any) -> float:
        _Counted.products += 1
        return float(self) * float(other)

    __rmul__ = __mul__


def _backward(edges: list[Edge], output: str) -> dict[str, float]:
    """The right answer, for edges in the order of computation."""
    upstream = {name: 0.0 for tail, head, _ in edges for name in (tail, head)}
    upstream[output] = 1.0
    for tail, head, slope in reversed(edges):
        upstream[tail] += upstream[head] * slope
    return upstream


def _random_graph(rng: np.random.Generator, n: int) -> list[Edge]:
    """A graph of n nodes, in order; each but the first has one to three edges in."""
    return [
        (f"n{tail}", f"n{k}", float(rng.normal()))
        for k in range(1, n)
        for tail in rng.integers(0, k, size=rng.integers(1, 4))
    ]


def _run_backward(answer: Any, edges: list[Edge], output: str) -> dict[str, float]:
    try:
        result = call(answer, edges, output)
    except AnswerError as failure:
        if isinstance(failure.error, RecursionError):
            deep = f"a chain of {len(edges)} edges is too deep for recursion"
            raise Hint(f"{deep}; use a loop") from failure
        raise
    require(isinstance(result, dict), "return a dictionary from node to derivative")
    return result


@exercise(
    "02-05-E6",
    kind="function",
    minutes=15,
    stars=3,
    objective="write the backward pass for any graph",
)
def _e6_of_02_05(answer: Any) -> None:
    rng = np.random.default_rng(6)
    hand = [("x", "u", 1.0), ("y", "u", 1.0), ("x", "v", 3.0), ("y", "v", 2.0)]
    cases = [([*hand, ("u", "f", 6.0), ("v", "f", 5.0)], "f")]
    cases += [(_random_graph(rng, n), f"n{n - 1}") for n in (2, 5, 9, 14)]
    cases += [(_random_graph(rng, 12), "n7")]
    for edges, output in cases:
        shuffled = [edges[i] for i in rng.permutation(len(edges))]
        result = _run_backward(answer, shuffled, output)
        require(result.get(output) == 1, "the output's derivative by itself is 1")
        for node, slope in _backward(edges, output).items():
            need_zero = "nodes that the output does not use have the derivative 0"
            require(node in result, f"the node {node} is missing; {need_zero}")
            got = take_number(result[node], what=f"the slope by {node}")
            require(agrees(got, slope), _reason(edges, output, node, got, slope))
    n = 12
    doublings: list[Edge]
    doublings = [(f"n{k}", f"n{k + 1}", _Counted(1)) for k in range(n) for _ in "ab"]
    _Counted.products = 0
    _run_backward(answer, doublings, f"n{n}")
    require(
        _Counted.products <= 4 * len(doublings),
        f"{len(doublings)} edges took {_Counted.products} multiplications; a node is "
        "passed on only once, when all edges out of it are done",
    )
    n = 4000  # Jupyter may allow 3000 open calls
    chain = [(f"n{k}", f"n{k + 1}", 1.0) for k in range(n)]
    _run_backward(answer, [*chain[n // 2 :], *chain[: n // 2]], f"n{n}")


def _reason(edges: list[Edge], output: str, node: str, got: float, right: float) -> str:
    """Why the slope by `node` is wrong, on the first graph that shows it."""
    upstream = _backward(edges, output)
    shares = [slope * upstream[head] for tail, head, slope in edges if tail == node]
    once = len(shares) > 1 and any(agrees(got, share) for share in shares)
    fault = f"only one of its {len(shares)} edges counts" if once else "a part is wrong"
    return (
        f"the slope by {node} is {right:.4g}, you have {got:.4g}: {fault}; add the "
        "shares, and pass a node on only when all edges out of it are done"
    )


def _residual(
    x: float,
    n: int,
    eps: float,
    f: Callable[..., float],
    df: Callable[..., float],
    *,
    path_past: float = 1.0,
    move: bool = True,
    late: bool = False,
) -> float:
    """The right slope by default; each option is a slip."""
    slope = 1.0
    for _ in range(n):
        after = x + eps * f(x) if move else x
        slope *= path_past + eps * df(after if late else x)
        x = after
    return slope


@exercise(
    "02-05-E7",
    kind="function",
    minutes=20,
    stars=3,
    objective="bound the slope of a chain of residual blocks",
)
def _e7_of_02_05(answer: Any) -> None:
    require(
        isinstance(answer, tuple) and len(answer) == 2,
        "pass both, the function and the start: (residual_slope, start)",
    )
    function, start = answer
    cases: list[tuple[Any, ...]] = [
        (1.0, 3, 0.5, np.sin, np.cos),
        (0.3, 1, 0.9, np.sin, np.cos),
        (-0.7, 8, 0.1, np.tanh, lambda x: 1 - np.tanh(x) ** 2),
        (2.0, 20, 0.05, np.cos, lambda x: -np.sin(x)),
        (0.4, 5, 0.2, lambda x: x**2, lambda x: 2 * x),
    ]
    mistakes: list[tuple[Callable[..., float], str]] = [
        (
            partial(_residual, move=False),
            "each block has its own input: update x in the loop",
        ),
        (
            partial(_residual, path_past=0.0),
            "the 1 is missing: x + ε f(x) has the slope 1 + ε f'(x)",
        ),
        (
            partial(_residual, late=True),
            "take the slope at a block's input, before you update x",
        ),
    ]
    require_function(
        function,
        _residual,
        cases,
        mistakes=mistakes,
        otherwise="multiply the slopes of the blocks, each at its own input",
    )
    require_number(
        math.cos(take_number(start, what="start")),
        -1.0,
        atol=1e-6,
        mistakes={
            1.0: "here every block has the slope 1 + ε: this is the upper bound",
            0.0: "here the first block has the slope 1; look for cos(start) = −1",
        },
        otherwise="sin(start) = 0 keeps x in place, and cos(start) has to be −1",
        what="cos(start)",
    )
