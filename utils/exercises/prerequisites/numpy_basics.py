"""Checkers of lesson 00-02, NumPy basics."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    Mistakes,
    require,
    require_array,
    require_function,
    take_array,
)


def _standardized(X: Array) -> Array:
    return (X - X.mean(axis=0)) / X.std(axis=0)


@exercise(
    "00-02-E1",
    kind="function",
    minutes=6,
    stars=1,
    objective="complete the standardisation of columns",
)
def _e1_of_00_02(answer: Any) -> None:
    rng = np.random.default_rng(0)
    shapes = [(5, 2), (4, 4), (9, 3)]
    cases = [
        (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),),
        *((5 + 3 * rng.normal(size=shape),) for shape in shapes),
    ]
    mistakes: Mistakes = [
        (lambda X: X / X.std(axis=0), "the mean is not 0: divide the centred table"),
        (lambda X: X - X.mean(axis=0), "this is centred; now divide by std"),
        (
            lambda X: (X - X.mean(axis=0)) * X.std(axis=0),
            "you multiplied by std; divide",
        ),
        (
            lambda X: (X - X.mean(axis=0)) / X.var(axis=0),
            "you divided by the variance; divide by its root, std",
        ),
        (
            lambda X: (X - X.mean(axis=0)) / X.std(axis=0, ddof=1),
            "you divided by n − 1 under the root; step 3 takes the plain mean",
        ),
        (
            lambda X: (X - X.mean(axis=0)) / X.std(),
            "each column has its own standard deviation",
        ),
    ]
    require_function(
        answer,
        _standardized,
        cases,
        mistakes=mistakes,
        otherwise="divide the centred table by std, column by column",
    )


@exercise(
    "00-02-E2",
    kind="array",
    minutes=10,
    stars=1,
    objective="sum along axes and standardise by hand",
)
def _e2_of_00_02(answer: Any) -> None:
    X = np.array([[1.0, 50.0], [3.0, 70.0], [4.0, 10.0], [5.0, 40.0], [7.0, 30.0]])
    swapped = "you took the other axis: the axis you name disappears"
    expected: dict[str, tuple[ArrayLike, list[tuple[ArrayLike, str]]]] = {
        "sum_axis_0": (X.sum(axis=0), [(X.mean(axis=0), "these are the means")]),
        "sum_axis_1": (X.sum(axis=1), []),
        "mean": (
            X.mean(axis=0),
            [
                (X.sum(axis=0), "these are the sums; divide by the number of rows"),
                (X.sum(axis=0) / 2, "divide by the number of rows, which is 5"),
            ],
        ),
        "std": (
            X.std(axis=0),
            [
                (X.var(axis=0), "this is the variance; take its root"),
                (X.std(axis=0, ddof=1), "divide the squares by 5 here, not by 4"),
                (abs(X - X.mean(axis=0)).mean(axis=0), "square the deviations first"),
            ],
        ),
        "second_row": (
            _standardized(X)[1],
            [
                (X[1] - X.mean(axis=0), "this is centred; now divide by std"),
                (-_standardized(X)[1], "the sign: value minus mean, not the reverse"),
                (
                    _standardized(X)[2],
                    "this is row 2 of Python; the second row is 3, 70",
                ),
                (X[1] / X.std(axis=0), "subtract the mean before you divide"),
            ],
        ),
    }
    _require_keys(answer, expected)
    for name, (value, mistakes) in expected.items():
        size = np.size(take_array(answer[name], what=name))
        other = {2: 5, 5: 2}[np.size(value)]
        require(size != other or not name.startswith("sum"), f"{name}: {swapped}")
        require_array(answer[name], value, atol=6e-3, mistakes=mistakes, what=name)


def _require_keys(answer: Any, expected: dict[str, Any]) -> None:
    require(
        isinstance(answer, dict) and set(answer) == set(expected),
        "keep the dictionary with its names and replace each TODO",
    )


@exercise(
    "00-02-E3",
    kind="choice",
    minutes=10,
    stars=2,
    objective="predict the shapes of indices, sums and broadcasts",
)
def _e3_of_00_02(answer: Any) -> None:
    number = "a number as an index removes its axis"
    axis = "the axis you name disappears"
    right_end = "align at the right end: there 4 meets 6"
    expected: dict[str, tuple[Any, dict[Any, str]]] = {
        "X[2]": ((4,), {(1, 4): number, (6,): "X[2] is a row", (6, 1): number}),
        "X[:, 1:3]": (
            (6, 2),
            {(6, 3): "the end of a slice is left out", (6,): "a slice keeps its axis"},
        ),
        "X[:, 2]": ((6,), {(6, 1): number, (4,): "this is a column", (6, 2): number}),
        "X.sum(axis=0)": ((4,), {(6,): axis, (1, 4): "only keepdims=True keeps it"}),
        "X.mean(axis=1, keepdims=True)": (
            (6, 1),
            {(6,): "keepdims=True keeps a 1 in the place", (1, 4): axis, (4,): axis},
        ),
        "X - X.mean(axis=0)": (
            (6, 4),
            {"error": "the means have shape (4,), which stretches down the rows"},
        ),
        "X - X.mean(axis=1)": (
            "error",
            {(6, 4): f"the means have shape (6,); {right_end}"},
        ),
        "c + v": (
            (6, 4),
            {"error": "v becomes (1, 4), and every 1 may stretch", (6, 1): "v has 4"},
        ),
        "X[:, 2] - c": (
            (6, 6),
            {
                (6,): "this is the bug of Part 1: (6,) becomes (1, 6)",
                (6, 1): "this is the bug of Part 1: (6,) becomes (1, 6)",
                "error": "(6,) becomes (1, 6), and every 1 may stretch",
            },
        ),
        "X[:, np.newaxis] - X": (
            (6, 6, 4),
            {
                (6, 4): "newaxis adds an axis: (6, 1, 4)",
                (6, 1, 4): "the 1 in the middle meets 6",
                "error": "(6, 1, 4) meets (1, 6, 4), and every 1 may stretch",
            },
        ),
    }
    _require_keys(answer, expected)
    for name, (shape, mistakes) in expected.items():
        _require_shape(name, answer[name], shape, mistakes)


def _require_shape(name: str, given: Any, shape: Any, mistakes: dict[Any, str]) -> None:
    """Require a shape as a tuple or list of whole numbers, or the word "error"."""
    if isinstance(given, list):
        given = tuple(given)
    sizes = given if isinstance(given, tuple) else ()
    written = given == "error" if isinstance(given, str) else isinstance(given, tuple)
    whole = all(isinstance(size, (int, np.integer)) for size in sizes)
    require(
        written and whole,
        f'{name}: write a tuple such as (6, 4) or (4,), with its comma, or "error"',
    )
    reason = mistakes.get(given, "write the shapes under one another, aligned right")
    require(given == shape, f"{name}: not {given}; {reason}")


@exercise(
    "00-02-E4",
    kind="choice",
    minutes=8,
    stars=2,
    objective="tell views from copies",
)
def _e4_of_00_02(answer: Any) -> None:
    expected = {
        "a[1:]": ("view", "a slice is a window: another start, the same jumps"),
        "a[[1, 2]]": ("copy", "NumPy copies for every list of indices, regular or not"),
        "a.T": ("view", "the two strides are swapped and no number moves"),
        "a[a > 5]": ("copy", "a mask may select anything, so no jumps describe it"),
        "a.reshape(4, 3)": ("view", "the order on the tape stays; jumps 3 and 1 do it"),
        "a.T.reshape(12)": ("copy", "0, 4, 8, 1, ...: one jump cannot describe this"),
    }
    _require_keys(answer, expected)
    for name, (kind, reason) in expected.items():
        given = answer[name]
        word = given.strip().lower() if isinstance(given, str) else ""
        require(word in ("view", "copy"), f'{name}: write "view" or "copy"')
        require(word == kind, f"{name}: {reason}")


@exercise(
    "00-02-E5",
    kind="function",
    minutes=8,
    stars=2,
    objective="build a table from a column and a row by broadcasting",
)
def _e5_of_00_02(answer: Any) -> None:
    def table(m: int) -> NDArray[np.int64]:
        i = np.arange(m)
        return i[:, np.newaxis] * i % m

    shape = take_array(call(answer, 5), what="the result of your function").shape
    require(
        shape != (5,),
        "shape (5,): each number met only itself; give one of them a new axis",
    )
    mistakes: Mistakes = [
        (
            lambda m: np.add.outer(np.arange(m), np.arange(m)) % m,
            "multiply, do not add",
        ),
        (
            lambda m: np.multiply.outer(np.arange(m), np.arange(m)),
            "take the remainder by m",
        ),
        (
            lambda m: np.multiply.outer(np.arange(1, m + 1), np.arange(1, m + 1)) % m,
            "the clock starts at 0",
        ),
        (
            lambda m: np.multiply.outer(np.arange(m), np.arange(m)) // m,
            "// is the quotient; the remainder is %",
        ),
    ]
    require_function(
        answer,
        table,
        [(m,) for m in (5, 1, 2, 7, 12)],
        mistakes=mistakes,
        otherwise="entry (i, j) is the remainder of i times j by m",
    )


def _means_of_stretches(x: Array, k: int) -> Array:
    return np.array([x[i : i + k].mean() for i in range(x.size - k + 1)])


@exercise(
    "00-02-E6",
    kind="function",
    minutes=12,
    stars=2,
    objective="average neighbours through a view",
)
def _e6_of_00_02(answer: Any) -> None:
    rng = np.random.default_rng(0)
    cases = [
        (np.array([3.0, 5.0, 4.0, 6.0, 8.0, 7.0, 9.0]), 3),
        *((rng.normal(size=n), k) for n, k in ((6, 2), (12, 5), (9, 1), (7, 7))),
    ]
    result = take_array(call(answer, *cases[0]), what="the result of your function")
    shapes = {
        (3,): "three means from seven readings: every stretch is a row, average it",
        (4,): "the last stretch is missing: there are n − k + 1 of them",
        (7,): "as many means as readings: the ends have too few neighbours",
        (2,): "stretches overlap: the next one begins one minute later",
        (5, 3): "these are the stretches; now take the mean of each row",
    }
    if result.shape in shapes:
        raise Hint(shapes[result.shape])
    mistakes: Mistakes = [
        (lambda x, k: _means_of_stretches(x, k) * k, "these are sums; divide by k"),
        (
            lambda x, k: np.median(
                np.lib.stride_tricks.sliding_window_view(x, k), axis=1
            ),
            "these are medians; the mean was asked for",
        ),
        (
            lambda x, k: _means_of_stretches(x, k)[::-1],
            "the order is reversed: the first stretch comes first",
        ),
    ]
    require_function(
        answer,
        _means_of_stretches,
        cases,
        mistakes=mistakes,
        otherwise="the first entry is the mean of the first k readings",
    )


def _count_pairs(true: Any, predicted: Any, k: int) -> Array:
    counts = np.bincount(true * k + predicted, minlength=k * k)
    return counts.reshape(k, k).astype(np.float64)


@exercise(
    "00-02-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="count repeated indices without a loop",
)
def _e7_of_00_02(answer: Any) -> None:
    rng = np.random.default_rng(0)
    cases = [
        (np.array([0, 0, 2, 1, 0]), np.array([1, 1, 2, 0, 0]), 3),
        *(
            (*rng.integers(0, k, size=(2, n)), k)
            for n, k in ((30, 3), (9, 5), (200, 4))
        ),
    ]
    mistakes: Mistakes = [
        (
            lambda t, p, k: np.minimum(_count_pairs(t, p, k), 1),
            "each pair counts once at most: += 1 writes the same 1 again",
        ),
        (
            lambda t, p, k: _count_pairs(p, t, k),
            "rows are the true classes, columns the predicted ones",
        ),
        (
            lambda t, p, k: _count_pairs(t, p, k) / t.size,
            "these are shares; give the counts",
        ),
        (
            lambda t, p, k: np.diag(np.bincount(t[t == p], minlength=k)),
            "only the right predictions are counted; count the mistakes too",
        ),
    ]
    require_function(
        answer,
        _count_pairs,
        cases,
        mistakes=mistakes,
        otherwise="all entries together must add up to the number of predictions",
    )
