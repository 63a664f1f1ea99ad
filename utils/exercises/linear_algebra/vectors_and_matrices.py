"""Checkers of lesson 01-01, vectors and matrices."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.linear_algebra import matvec_columns


@exercise(
    "01-01-E1",
    kind="function",
    minutes=8,
    stars=2,
    objective="compute a matrix times a vector by columns",
)
def _e1_of_01_01(answer: Any) -> None:
    rng = np.random.default_rng(0)
    shapes = [(2, 4), (5, 1), (4, 4), (7, 3)]
    cases = [
        (np.array([[1.0, 2.0, 0.0], [3.0, 4.0, 1.0]]), np.array([2.0, -1.0, 3.0])),
        *((rng.normal(size=(m, n)), rng.normal(size=n)) for m, n in shapes),
    ]
    mistakes: list[tuple[Callable[..., Array], str]] = [
        (
            lambda A, x: x[-1] * A[:, -1],
            "only the last column is left: add to the old `result`, do not replace it",
        ),
        (
            lambda A, x: x[0] * A[:, 0],
            "only the first column is there: the `return` belongs after the loop",
        ),
        (
            lambda A, x: matvec_columns(A[:, :-1], x[:-1]),
            "the last column is missing: j runs through all positions of x",
        ),
        (
            lambda A, x: A.sum(axis=1),
            "you added the columns as they are; stretch each by its component of x",
        ),
        (
            lambda A, x: A.sum(axis=1) + x.sum(),
            "you added x[j] to the column; stretch the column: multiply by x[j]",
        ),
        (
            lambda A, x: A.sum(axis=1) * x.sum(),
            "you used the sum of x; column j is stretched by its own component x[j]",
        ),
        (
            lambda A, x: -matvec_columns(A, x),
            "the sign is wrong: the stretched columns are added, not subtracted",
        ),
        (
            lambda A, x: matvec_columns(A.T, x),
            "you mixed the rows; column j of A is A[:, j]",
        ),
    ]
    require_function(
        answer,
        matvec_columns,
        cases,
        mistakes=mistakes,
        otherwise="add up x[0] times column 0, x[1] times column 1 and so on",
    )


@exercise(
    "01-01-E2",
    kind="value",
    minutes=6,
    stars=1,
    objective="compute dot product, lengths, cosine and distance by hand",
)
def _e2_of_01_01(answer: Any) -> None:
    root = "you have the sum of the squares; take its root"
    taxi = "you added the sizes of the components; add their squares and take the root"
    signs = "mind the sign of −1: one of the three products is negative"
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "dot": (13, {19: signs, 33: "multiply matching components only, then add"}),
        "length_u": (3, {9: root, 5: taxi, math.sqrt(7): "(−1)² is +1, not −1"}),
        "length_v": (7, {49: root, 11: taxi}),
        "cosine": (
            13 / 21,
            {
                13: "divide the dot product by both lengths",
                13 / 10: "divide by the product of the lengths, not by their sum",
                13 / (9 * 49): "divide by the lengths, not by their squares",
                math.degrees(math.acos(13 / 21)): "this is the angle in degrees; the "
                "cosine was asked for",
                # 0.905, and so near that two decimals cannot tell: the angle, 0.904
                19 / 21: "either a sign was lost (one of the three products is "
                "negative) or this is the angle; the cosine was asked for",
            },
        ),
        "distance": (
            math.sqrt(32),
            {
                4: "you subtracted the lengths; measure the difference vector u − v",
                32: root,
                8: taxi,
                math.sqrt(84): "you measured u + v; the distance is that of u − v",
                math.sqrt(20): "u₂ − v₂ is −1 − 3 = −4, not 2",
            },
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(expected):
        raise Hint("keep the dictionary with its five names and replace each TODO")
    for name, (value, mistakes) in expected.items():
        require_number(answer[name], value, atol=6e-3, mistakes=mistakes, what=name)


@exercise(
    "01-01-E3",
    kind="array",
    minutes=6,
    stars=2,
    objective="write a matrix from where it sends the unit arrows",
)
def _e3_of_01_01(answer: Any) -> None:
    matrix = take_array(answer, (2, 2), what="your matrix")
    mistakes = [
        (
            [[0, 1], [2, 0]],
            "either you doubled before swapping, or you wrote the images of the unit "
            "arrows as rows; they are the columns",
        ),
        ([[0, 1], [1, 0]], "this swaps; now double the new first coordinate"),
        ([[2, 0], [0, 1]], "this doubles the first coordinate but does not swap"),
        ([[1, 0], [0, 2]], "this doubles the second coordinate but does not swap"),
        ([[0, 2], [2, 0]], "this doubles both coordinates; double only the first"),
    ]
    first, second = matrix.T
    require_array(
        matrix,
        [[0, 2], [1, 0]],
        mistakes=mistakes,
        what="your matrix",
        otherwise=f"it sends (1, 0) to ({first[0]:g}, {first[1]:g}) and (0, 1) to "
        f"({second[0]:g}, {second[1]:g}); do both steps with these points by hand",
    )


@exercise(
    "01-01-E4",
    kind="array",
    minutes=8,
    stars=2,
    objective="find side and distance of points from a hyperplane",
)
def _e4_of_01_01(answer: Any) -> None:
    w, b = np.array([2.0, -1.0, 2.0]), 3.0
    points = np.array([[3, 0, 0], [0, 0, 0], [1, 1, 1], [0, -3, 3.0]])
    gaps = points @ w - b  # (3, -3, 0, 6)
    mistakes = [
        (gaps, "divide by the length of the normal"),
        (gaps / 9, "divide by the length of the normal, not by its square"),
        (gaps / 5, "the length of (2, −1, 2) is the root of 4 + 1 + 4, not 2 + 1 + 2"),
        (-gaps / 3, "the signs are reversed: positive is where w · x is larger than 3"),
        (abs(gaps) / 3, "the distances are right; now give each its sign"),
        (np.sign(gaps), "the sides are right; now give the distances"),
        ((gaps + b) / 3, "subtract the 3 on the right-hand side from w · x"),
        ((gaps + 2 * b) / 3, "subtract the 3 on the right-hand side, do not add it"),
        ((points @ [2, 1, 2] - b) / 3, "the second component of the normal is −1"),
    ]
    require_array(
        answer,
        gaps / 3,
        atol=6e-4,
        mistakes=mistakes,
        what="your list",
        otherwise="for each point compute w · x − 3, then divide by the length of w",
    )


def _best_three(scores: Array) -> NDArray[np.intp]:
    return np.argsort(-scores)[:3]


def _lengths(rows: Array) -> Array:
    return np.sqrt((rows**2).sum(axis=1))


def _cosine_scores(query: Array, documents: Array) -> Array:
    return documents @ query / _lengths(documents)


@exercise(
    "01-01-E5",
    kind="function",
    minutes=12,
    stars=2,
    objective="choose between distance and angle for a task",
)
def _e5_of_01_01(answer: Any) -> None:
    mistakes: list[tuple[Callable[..., NDArray[np.intp]], str]] = [
        (
            lambda q, D, w: _best_three((D * w) @ (q * w)),
            "a text written out twice scores twice as much; divide by something that "
            "doubles too",
        ),
        (
            lambda q, D, w: _best_three(-_lengths((D - q) * w)),
            "a text written out twice moves away from the query; compare directions "
            "instead of positions",
        ),
        (
            lambda q, D, w: _best_three(_cosine_scores(q, D)),
            "the weights have no effect; multiply every count by its word's weight",
        ),
        (
            lambda q, D, w: _best_three(_cosine_scores(q, D * w)),
            "you weighted the texts; the query's counts need their weights too",
        ),
        (
            lambda q, D, w: _best_three(_cosine_scores(q * w, D)),
            "you weighted the query; the texts' counts need their weights too",
        ),
        (
            lambda q, D, w: _best_three((D * w) @ (q * w) / _lengths(D)),
            "the lengths have to be those of the weighted texts",
        ),
        (
            lambda q, D, w: _best_three((D * w) @ (q * w) / (D * w).sum(axis=1)),
            "you divided by the sum of the counts; direction needs the length ‖·‖",
        ),
        (
            lambda q, D, w: _best_three(-_cosine_scores(q * w, D * w)),
            "these are the three worst texts; the best has the largest score",
        ),
        (
            lambda q, D, w: _best_three(_cosine_scores(q * w, D * w))[::-1],
            "the right three, but the best has to come first",
        ),
        (
            lambda q, D, w: _best_three(_cosine_scores(q * w, D * w)) + 1,
            "count the rows from 0, as Python does",
        ),
    ]
    require_function(
        answer,
        lambda q, D, w: _best_three(_cosine_scores(q * w, D * w)),
        _libraries(),
        mistakes=mistakes,
        otherwise="score each weighted text by a measure that ignores its length",
    )


def _libraries() -> list[tuple[Array, Array, Array]]:
    """(query, documents, weights): one small library, then random ones."""
    rng = np.random.default_rng(5)
    documents = [
        [2, 5, 5, 0, 5],
        [1, 0, 3, 0, 0],
        [2, 8, 9, 0, 7],
        [3, 0, 6, 1, 8],
        [9, 3, 8, 8, 0],
        [0, 9, 0, 0, 3],
    ]
    cases = [
        (
            np.array([2.0, 1.0, 0.0, 0.0, 1.0]),
            np.array(documents, dtype=float),
            np.array([3.0, 4.0, 3.0, 3.0, 0.5]),
        )
    ]
    for n, d in ((8, 4), (20, 7), (5, 12)):
        counts = rng.integers(0, 9, size=(n, d)) + np.eye(n, d)  # no empty text
        query = rng.integers(0, 4, size=d) + np.eye(d)[0]
        cases.append((query.astype(float), counts, rng.uniform(0.2, 5.0, size=d)))
    return cases


@exercise(
    "01-01-E6",
    kind="statistic",
    minutes=12,
    stars=2,
    objective="simulate the angle between random directions",
)
def _e6_of_01_01(answer: Any) -> None:
    for d in (2, 10, 100):
        law = 1 / math.sqrt(d)
        spread = take_number(call(answer, d, 4000, np.random.default_rng(d)))
        require(spread != law, "this is the law itself; draw arrows and measure it")
        if abs(spread / law - 1) > 0.1:
            raise Hint(_diagnosis_of_spread(spread, d))


def _diagnosis_of_spread(spread: float, d: int) -> str:
    """The hint for a simulated spread that misses 1 / √d by more than 10 %."""
    law = 1 / math.sqrt(d)
    U, V = np.random.default_rng(0).random(size=(2, 4000, d))
    positive = ((U * V).sum(axis=1) / (_lengths(U) * _lengths(V))).std()
    slips = [
        (math.sqrt(d), "divide each dot product by both lengths"),
        (1.0, "you divided by one length only; divide by both"),
        (1 / d, "this is the variance; the standard deviation is its root"),
        (
            positive,
            "use rng.normal: positive components share a direction",
        ),
        (math.sqrt(law**2 - _mean_size(d) ** 2), "do not take absolute values"),
        (_mean_size(d), "you averaged the sizes; take .std() of the cosines"),
        (_spread_of_angle(d), "this is the spread of the angles; take the cosines"),
        (
            math.degrees(_spread_of_angle(d)),
            "this is the spread of the angles in degrees; take the cosines",
        ),
    ]
    for value, hint in slips:
        if abs(spread / value - 1) < 0.05:
            return hint
    if abs(spread) < 0.2 * law:
        return (
            "this is almost 0: take .std(), not the mean, of the cosines of different "
            "arrows, and divide by one length per row"
        )
    return f"in {d} dimensions you get {spread:.3g}, the law says {law:.3g}"


def _mean_size(d: int) -> float:
    """E|cos θ| for two random directions in d dimensions."""
    return math.exp(math.lgamma(d / 2) - math.lgamma((d + 1) / 2)) / math.sqrt(math.pi)


def _spread_of_angle(d: int) -> float:
    """Standard deviation of θ: uniform for d = 2, close to that of the cosine later."""
    return math.pi / math.sqrt(12) if d == 2 else 1 / math.sqrt(d - 1)


@exercise(
    "01-01-E7",
    kind="counterexample",
    minutes=15,
    stars=3,
    objective="prove the parallelogram law and find a length that breaks it",
)
def _e7_of_01_01(answer: Any) -> None:
    require(
        isinstance(answer, (tuple, list)) and len(answer) == 2,
        "give two vectors, for example u, v = [1, 2], [3, 4]",
    )
    u = take_array(answer[0], (2,), what="u")
    v = take_array(answer[1], (2,), what="v")
    require(u.any() and v.any(), "with the zero vector both sides are always equal")
    size = max(np.abs(u).max(), np.abs(v).max())
    u, v = u / size, v / size  # so that no square overflows
    left = _taxi(u + v) ** 2 + _taxi(u - v) ** 2
    right = 2 * _taxi(u) ** 2 + 2 * _taxi(v) ** 2
    parallel = math.isclose(u[0] * v[1], u[1] * v[0], rel_tol=1e-12)
    require(
        not parallel,
        "parallel vectors obey the equation; turn one of them",
    )
    require(
        not math.isclose(left, right, rel_tol=1e-9),
        "for these the equation holds with taxi lengths too; try others",
    )


def _taxi(v: Array) -> float:
    return float(np.abs(v).sum())
