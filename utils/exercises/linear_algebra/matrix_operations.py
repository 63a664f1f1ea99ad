"""Checkers of the exercises in lesson 01-02, matrix operations."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_function,
    take_array,
)
from utils.linear_algebra import chain_order

Function = Callable[..., Any]
_PRODUCTS = {"matmul", "dot", "einsum", "inner", "vdot", "tensordot", "matvec"}


class _Watched(np.ndarray):
    """An array that notes which ready-made products it takes part in."""

    # One list for all of them, also for copies and slices.
    seen: ClassVar[list[str]] = []

    def __array_ufunc__(
        self, ufunc: Any, method: str, *args: Any, **kwargs: Any
    ) -> Any:
        _note(ufunc.__name__)
        plain = [np.asarray(a) if isinstance(a, _Watched) else a for a in args]
        if "out" in kwargs:
            kwargs["out"] = tuple(np.asarray(out) for out in kwargs["out"])
        result = getattr(ufunc, method)(*plain, **kwargs)
        return result.view(_Watched) if isinstance(result, np.ndarray) else result

    def __array_function__(
        self, function: Any, types: Any, args: Any, kwargs: Any
    ) -> Any:
        _note(function.__name__)
        return super().__array_function__(function, types, args, kwargs)

    def dot(self, other: Any, out: Any = None) -> Any:
        _note("dot")
        return np.asarray(self).dot(np.asarray(other), out)


def _note(name: str) -> None:
    if name in _PRODUCTS:
        _Watched.seen.append(name)


def _products_in(function: Any, *arrays: Array) -> list[str]:
    """The ready-made products that a learner's function uses on these arrays."""
    _Watched.seen.clear()
    call(function, *(array.view(_Watched) for array in arrays))
    return list(_Watched.seen)


@exercise(
    "01-02-E1",
    kind="function",
    minutes=8,
    stars=2,
    objective="multiply matrices by adding outer products",
)
def _e1_of_01_02(answer: Any) -> None:
    rng = np.random.default_rng(0)
    shapes = [(2, 3, 4), (5, 1, 2), (1, 6, 1), (3, 3, 3)]
    cases = [
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])),
        *((rng.normal(size=(m, n)), rng.normal(size=(n, p))) for m, n, p in shapes),
    ]
    mistakes: list[tuple[Function, str]] = [
        (
            lambda A, B: np.outer(A[:, -1], B[-1]),
            "only the last layer is left: add each layer to the old C",
        ),
        (
            lambda A, B: np.outer(A[:, 0], B[0]),
            "only the first layer is there; return after the loop, not inside it",
        ),
        (lambda A, B: B @ A, "this is BA; take the columns of A and the rows of B"),
        (
            lambda A, B: sum(np.outer(A[k], B[:, k]) for k in range(len(A))),
            "you took rows of A and columns of B; layer k is column k times row k",
        ),
        (
            lambda A, B: (A @ B).T,
            "this is the transpose: row i of the layer belongs to A[i, k]",
        ),
        (
            lambda A, B: np.zeros((len(A), B.shape[1])) + (A * B.T).sum(axis=0),
            "A[:, k] * B[k] multiplies matching components; a layer holds all products",
        ),
        (
            lambda A, B: np.zeros((len(A), B.shape[1])) + (A.T * B).sum(axis=0),
            "A[:, k] * B[k] multiplies matching components; a layer holds all products",
        ),
    ]
    require_function(
        answer,
        lambda A, B: A @ B,
        cases,
        mistakes=mistakes,
        otherwise="entry (i, j) of layer k is A[i, k] * B[k, j]",
    )
    require(
        not _products_in(answer, *cases[1]),
        "the numbers are right, but a ready-made product does the work; build each "
        "layer from a column and a row",
    )


@exercise(
    "01-02-E2",
    kind="array",
    minutes=10,
    stars=1,
    objective="multiply and invert 2 by 2 matrices by hand",
)
def _e2_of_01_02(answer: Any) -> None:
    A, B = np.array([[2, 1], [5, 3]]), np.array([[1, -1], [2, 0]])
    AB, BA = A @ B, B @ A
    inverse_a = np.array([[3, -1], [-5, 2]])
    inverse_b = np.array([[0, 0.5], [-1, 0.5]])
    entrywise = "you multiplied matching entries; a product is rows times columns"
    reverse = "the order: the last motion is undone first, so B⁻¹ stands on the left"
    signs = "swap 2 and 3, and change the signs of 1 and 5"
    expected: dict[str, tuple[Any, list[tuple[Any, str]]]] = {
        "AB": (
            AB,
            [
                (A * B, entrywise),
                (BA, "this is BA: the rows come from A, the columns from B"),
                (A @ B.T, "you took rows times rows; the second factor gives columns"),
                (
                    A.T @ B,
                    "you took columns times columns; the first factor gives rows",
                ),
            ],
        ),
        "BA": (
            BA,
            [
                (A * B, entrywise),
                (AB, "this is AB: here the rows come from B, the columns from A"),
            ],
        ),
        "inverse of A": (
            inverse_a,
            [
                ([[2, -1], [-5, 3]], "swap the two numbers on the diagonal"),
                ([[3, 1], [5, 2]], signs),
                ([[-3, 1], [5, -2]], signs),
                (1 / A, "the inverse is not made of the inverse entries; use 2.5"),
                (inverse_a.T, "this is transposed: b and c keep their places"),
            ],
        ),
        "inverse of AB": (
            inverse_b @ inverse_a,
            [
                (inverse_a @ inverse_b, reverse),
                (2 * inverse_b @ inverse_a, "divide by ad − bc, which is 2"),
                (4 * inverse_b @ inverse_a, "divide by ad − bc, do not multiply"),
            ],
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(expected):
        raise Hint("keep the dictionary with its four names and replace each TODO")
    for name, (right, mistakes) in expected.items():
        require_array(answer[name], right, mistakes=mistakes, what=name)


@exercise(
    "01-02-E3",
    kind="property",
    minutes=10,
    stars=2,
    objective="derive all matrices that commute with a given one",
)
def _e3_of_01_02(answer: Any) -> None:
    D = np.diag([1.0, 2.0])
    found = []
    for p, q in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (2.0, -3.0), (0.5, 7.0)):
        B = take_array(call(answer, p, q), (2, 2), what="your matrix")
        left, right = D @ B, B @ D
        if not np.allclose(left, right, rtol=1e-9):
            i, j = np.argwhere(~np.isclose(left, right))[0] + 1
            raise Hint(
                f"for p = {p:g} and q = {q:g} it does not commute: entry ({i}, {j}) is "
                f"{left[i - 1, j - 1]:g} from the left and {right[i - 1, j - 1]:g} "
                "from the right"
            )
        found.append(np.diag(B))
    zero, for_p, for_q = found[:3]
    u, v = for_p - zero, for_q - zero
    # p and q must reach every diagonal, which p² or pq do not.
    proportional = np.allclose(found[3:], [zero + 2 * u - 3 * v, zero + u / 2 + 7 * v])
    require(
        proportional and abs(u[0] * v[1] - u[1] * v[0]) > 1e-9,
        "all of these commute, but there are more: the two diagonal entries need not "
        "have anything to do with each other; let p and q be these entries",
    )


@exercise(
    "01-02-E4",
    kind="function",
    minutes=8,
    stars=2,
    objective="rewrite loops as one matrix product",
)
def _e4_of_01_02(answer: Any) -> None:
    rng = np.random.default_rng(4)
    shapes = [(5, 2), (3, 6), (4, 4), (1, 3)]
    cases = [
        (np.array([[1.0, 2.0], [3.0, 4.0], [0.0, 1.0]]), np.array([1.0, 2.0, 5.0])),
        *((rng.normal(size=shape), rng.normal(size=shape[0])) for shape in shapes),
    ]
    mistakes: list[tuple[Function, str]] = [
        (lambda X, w: X.T @ X, "the weights have no effect; stretch each row by w[k]"),
        (
            lambda X, w: (w[:, np.newaxis] * X).T @ (w[:, np.newaxis] * X),
            "both factors carry the weights, so they count squared; weigh one factor",
        ),
        (
            lambda X, w: X @ X.T,
            "this compares examples; sum over the examples: X.T comes first",
        ),
        (
            lambda X, w: X @ (w[:, np.newaxis] * X).T,
            "this compares examples; sum over the examples: X.T comes first",
        ),
        (
            lambda X, w: X.T @ (w * X),
            "w * X stretches the columns; the weight belongs to row k",
        ),
        (lambda X, w: X.T @ X * w.sum(), "each row has its own weight, not their sum"),
    ]
    require_function(
        answer,
        lambda X, w: X.T @ (w[:, np.newaxis] * X),
        cases,
        mistakes=mistakes,
        otherwise="entry (i, j) adds up w[k] * X[k, i] * X[k, j] over the rows k",
    )
    count = len(_products_in(answer, *cases[2]))
    if count == 0:
        raise Hint(
            "the numbers are right; now without loops: let one @ add up the rows"
        )
    require(
        count == 1,
        f"the numbers are right, but {count} products do the work; weigh the rows "
        "with *, then one @ suffices",
    )


@exercise(
    "01-02-E5",
    kind="function",
    minutes=10,
    stars=2,
    objective="write a dense layer for a batch, also as one block product",
)
def _e5_of_01_02(answer: Any) -> None:
    rng = np.random.default_rng(5)
    sizes = [(4, 3, 3), (2, 5, 1), (1, 2, 4), (6, 4, 4)]
    cases = [
        (
            np.array([[1.0, 2.0], [0.0, 1.0], [3.0, 1.0]]),
            np.array([[1.0, 0.0], [2.0, 1.0]]),
            np.array([10.0, 20.0]),
        ),
        *(
            (rng.normal(size=(n, d)), rng.normal(size=(h, d)), rng.normal(size=h))
            for n, d, h in sizes
        ),
    ]

    def right(X: Array, W: Array, b: Array) -> tuple[Array, Array]:
        return X @ W.T + b, np.vstack([W.T, b])

    transposed = "W is not transposed: row i of W belongs to output i"
    mistakes: list[tuple[Function, str]] = [
        (lambda X, W, b: (X @ W + b, np.vstack([W, b])), transposed),
        (lambda X, W, b: (X @ W + b, right(X, W, b)[1]), f"in Z, {transposed}"),
        (
            lambda X, W, b: (right(X, W, b)[0], np.vstack([W, b])),
            f"Z is right; in V, {transposed}",
        ),
        (
            lambda X, W, b: (right(X, W, b)[0], np.vstack([b, W.T])),
            "Z is right; the ones stand on the right of X, so b is the last row of V",
        ),
        (
            lambda X, W, b: (X @ W.T, right(X, W, b)[1]),
            "Z lacks the shift b; add it to each row",
        ),
        (
            lambda X, W, b: (right(X, W, b)[0], np.vstack([W.T, np.ones_like(b)])),
            "Z is right; the ones stand in with_ones already, V holds b",
        ),
    ]
    require_function(
        answer,
        right,
        cases,
        mistakes=mistakes,
        otherwise="Z is X times W transposed plus b, and [X 1] V must equal Z",
    )


@exercise(
    "01-02-E6",
    kind="function",
    minutes=15,
    stars=3,
    objective="find the cheapest order of a chain of products",
)
def _e6_of_01_02(answer: Any) -> None:
    cases = [
        [30, 10, 50, 40, 5, 20],
        [7, 3],
        [10, 100, 5, 50],
        [40, 20, 30, 10, 30],
        [5, 9, 2, 7, 4, 8],
        [3, 4, 5],
        [30, 10, 50, 40, 5, 40],
    ]
    mistakes: list[tuple[Function, str]] = [
        (_from_the_left, "this multiplies from the left to the right; try every split"),
        (
            lambda dims: _from_the_left(dims[::-1]),
            "this multiplies from the right to the left; try every split",
        ),
        (
            _greedy,
            "this multiplies the cheapest neighbours first, and pays for it later; try "
            "every split",
        ),
        (
            lambda dims: 2 * _cheapest(dims),
            "this counts flops; count the multiplications only",
        ),
        (
            lambda dims: _cheapest(dims, max),
            "this is the dearest order; the smallest cost was asked for",
        ),
        (
            lambda dims: min(
                dims[0] * dims[s] * dims[-1] for s in range(1, len(dims) - 1)
            ),
            "this is the last product alone; add the costs of both parts",
        ),
    ]
    require_function(
        answer,
        lambda dims: chain_order(dims).cost,
        [(dims,) for dims in cases],
        mistakes=mistakes,
        otherwise="the last product splits the chain; take the best split",
    )


def _cheapest(dims: Sequence[int], choose: Callable[..., int] = min) -> int:
    if len(dims) == 2:
        return 0
    return choose(
        _cheapest(dims[: s + 1], choose)
        + _cheapest(dims[s:], choose)
        + dims[0] * dims[s] * dims[-1]
        for s in range(1, len(dims) - 1)
    )


def _from_the_left(dims: Sequence[int]) -> int:
    return sum(dims[0] * dims[s] * dims[s + 1] for s in range(1, len(dims) - 1))


def _greedy(dims: Sequence[int]) -> int:
    left, cost = list(dims), 0
    while len(left) > 2:
        prices = [left[s - 1] * left[s] * left[s + 1] for s in range(1, len(left) - 1)]
        cost += min(prices)
        left.pop(prices.index(min(prices)) + 1)
    return cost


@exercise(
    "01-02-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="turn a recursion into a matrix and reach its powers fast",
)
def _e7_of_01_02(answer: Any) -> None:
    # Small stairs first: a plain recursion would not live to see the end of 49.
    for n in (1, 2, 3, 4, 13, 49, 64, 90, 1000):
        calls: list[int] = []

        def multiply(P: Any, Q: Any, calls: list[int] = calls) -> list[list[int]]:
            calls.append(1)
            return _exact_product(P, Q)

        ways = call(answer, n, multiply)
        require(
            isinstance(ways, (int, np.integer)) and not isinstance(ways, bool),
            f"for n = {n} your function returns no whole number; stay with integers, "
            "which Python keeps exact",
        )
        _require_ways(int(ways), n)
        limit = 2 * np.log2(n) + 4
        require(
            len(calls) <= limit,
            f"right, but for n = {n} you called multiply {len(calls)} times; squaring "
            "reaches far powers in few steps",
        )
        require(
            calls or n < 13,
            f"right, but for n = {n} you never called multiply; do not walk through "
            "all the numbers, reach a far power of a matrix with it",
        )


def _require_ways(ways: int, n: int) -> None:
    before, right, after = 1, 1, 2  # the numbers of ways for n − 1, n and n + 1
    for _ in range(n - 1):
        before, right, after = right, after, right + after
    if ways == right:
        return
    neighbour = "for n = {} you return the number of another stair: off by one power"
    require(ways not in (before, after), neighbour.format(n))
    close = abs(ways - right) < 1e-9 * right
    require(not close, f"for n = {n} the last digits are wrong: it was rounded")
    check_by = "test n = 1, 2, 3, 4 by hand" if n <= 4 else "smaller stairs are right"
    raise Hint(f"for n = {n} your number is wrong; {check_by}")


def _exact_product(P: Any, Q: Any) -> list[list[int]]:
    """The product of two 2 by 2 matrices of whole numbers, in Python's integers."""
    (a, b), (c, d) = _whole(P)
    (e, f), (g, h) = _whole(Q)
    return [[a * e + b * g, a * f + b * h], [c * e + d * g, c * f + d * h]]


def _whole(matrix: Any) -> list[list[int]]:
    rows = [list(row) for row in matrix]
    if [len(row) for row in rows] != [2, 2]:
        raise ValueError("multiply takes 2 by 2 matrices")
    if not all(isinstance(entry, (int, np.integer)) for row in rows for entry in row):
        raise TypeError("multiply takes whole numbers only: floats would be rounded")
    return [[int(entry) for entry in row] for row in rows]
