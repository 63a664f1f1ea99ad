"""Checkers of the exercises in 00-prerequisites."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_choice,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.prerequisites import softmax

# --- 00-01: Python for mathematics -------------------------------------------------

Mistakes = list[tuple[Callable[..., Any], str]]


@exercise(
    "00-01-E1",
    kind="function",
    minutes=6,
    stars=1,
    objective="complete a loop that computes a square root",
)
def _e1_of_00_01(answer: Any) -> None:
    mistakes: Mistakes = [
        (lambda a: math.sqrt(2), "that is √2 for every a: where does a come in?"),
        (lambda a: a, "average the guess with a / x, not with a itself"),
        (lambda a: 1.0, "the guess never changes; the next one is an average"),
    ]
    require_function(
        answer,
        math.sqrt,
        [(a,) for a in (9.0, 2.0, 0.25, 720.0, 1e-4, 31.7)],
        mistakes=mistakes,
        rtol=1e-9,
        otherwise="the next guess is half of: x plus a divided by x",
    )


@exercise(
    "00-01-E2",
    kind="value",
    minutes=10,
    stars=1,
    objective="predict what Python answers, and do two algorithms by hand",
)
def _e2_of_00_01(answer: Any) -> None:
    left = "−15 lies to the right of −17; take the multiple of 5 to the left"
    half = "you have the sum of the guess and the quotient; take half of it"
    three = "divide 3 by the guess, not 2"
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "-17 // 5": (-4, {-3: left, -3.4: "// counts whole times", 4: "mind the sign"}),
        "-17 % 5": (3, {-2: "a remainder by 5 is never negative", 2: left}),
        "-2 ** 4": (-16, {16: "the power comes before the minus", -8: "that is −2³"}),
        "round(4.5)": (4, {5: "a half goes to the even neighbour"}),
        "length": (2, {1: "b is a second name of the list, so a has grown too"}),
        "guess 1": (7 / 4, {7 / 2: half, 3 / 2: three, math.sqrt(3): "only one step"}),
        "guess 2": (
            97 / 56,
            {97 / 28: half, 81 / 56: three, math.sqrt(3): "the second guess only"},
        ),
        "divisor": (
            21,
            {
                147: "go on until the remainder is 0",
                3: "3 divides both, but it is not the greatest",
                7: "7 divides both, but it is not the greatest",
                0: "the answer is the number before the 0",
            },
        ),
    }
    truth = "0.25 + 0.5 == 0.75"
    if not isinstance(answer, dict) or set(answer) != {*expected, truth}:
        raise Hint("keep the dictionary with its nine names and replace each TODO")
    for name, (value, mistakes) in expected.items():
        require_number(answer[name], value, atol=1e-5, mistakes=mistakes, what=name)
    require(isinstance(answer[truth], bool), f"{truth} is either True or False")
    require(answer[truth], "halves and quarters are powers of two: these are exact")


def _functions(answer: Any, names: str) -> tuple[Any, ...]:
    """The three functions of an answer that is a tuple of them."""
    good = isinstance(answer, (tuple, list)) and len(answer) == 3
    require(good, f"pass the three functions in a tuple: ({names})")
    return tuple(answer)


@exercise(
    "00-01-E3",
    kind="function",
    minutes=12,
    stars=1,
    objective="turn three school formulas into functions",
)
def _e3_of_00_01(answer: Any) -> None:
    celsius, is_leap, harmonic = _functions(answer, "celsius, is_leap, harmonic")
    mistakes: Mistakes = [
        (lambda f: f - 32 * 5 / 9, "put f − 32 in brackets: it comes first"),
        (lambda f: (f - 32) * 9 / 5, "turn 9/5 round: a degree Celsius is larger"),
        (lambda f: f * 5 / 9 - 32, "subtract the 32 before you scale"),
        (lambda f: f * 9 / 5 + 32, "this goes from Celsius to Fahrenheit"),
    ]
    degrees = [(f,) for f in (212.0, 32.0, -40.0, 98.6, 451.0)]
    require_function(celsius, _celsius, degrees, mistakes=mistakes)
    mistakes = [
        (lambda y: y % 4 == 0, "1900 was no leap year, although 4 divides it"),
        (lambda y: y % 4 == 0 and y % 100 != 0, "2000 was one: 400 divides it"),
    ]
    years = [(y,) for y in (2024, 2023, 1900, 2000, 2100, 2400)]
    advice = "go through the three sentences once more"
    require_function(is_leap, _is_leap, years, mistakes=mistakes, otherwise=advice)
    for n in (3, 1, 2, 10, 40):
        _check_harmonic(call(harmonic, n), n)


def _celsius(fahrenheit: float) -> float:
    return (fahrenheit - 32) * 5 / 9


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _check_harmonic(result: Any, n: int) -> None:
    terms = [Fraction(1, k) for k in range(1, n + 1)]
    require(
        not isinstance(result, float),
        f"harmonic({n}) is a float; use Fraction(1, k), and start from Fraction(0)",
    )
    number = take_number(result, what=f"harmonic({n})")
    rounded = sum(Fraction(1 / k) for k in range(1, n + 1))
    require(
        result != rounded or rounded == sum(terms),
        "Fraction(1 / k) keeps a rounded float; write Fraction(1, k), with a comma",
    )
    for lost, name in ((terms[-1], "last"), (terms[0], "first")):
        short = math.isclose(number, sum(terms) - lost, abs_tol=1e-9)
        require(not short, f"harmonic({n}) lacks its {name} term, {lost}")
    if result != sum(terms):
        raise Hint(f"harmonic({n}) is {number:.6g}, but should be {sum(terms)}")


@exercise(
    "00-01-E4",
    kind="function",
    minutes=10,
    stars=2,
    objective="update a mean without keeping the numbers",
)
def _e4_of_00_01(answer: Any) -> None:
    mistakes: Mistakes = [
        (lambda m, n, x: (m + x) / 2, "one new number must not weigh as much as n old"),
        (lambda m, n, x: m + (x - m) / n, "now there are n + 1 numbers, not n"),
        (lambda m, n, x: (n * m + x) / n, "now there are n + 1 numbers, not n"),
        (lambda m, n, x: n * m + x, "this is the new sum; divide it by n + 1"),
        (lambda m, n, x: m + x / (n + 1), "the old numbers' share must shrink too"),
        (lambda m, n, x: (m + x) / (n + 1), "the old sum is n times the mean"),
    ]
    cases = [(5.0, 3, 9.0), (0.0, 0, 7.0), (7.0, 1, -3.0), (2.5, 40, 100.0)]
    require_function(answer, _updated_mean, cases, mistakes=mistakes)
    rng = np.random.default_rng(4)
    for values in (rng.normal(size=9), rng.integers(0, 9, 50), 1e6 + rng.random(20)):
        mean = 0.0
        for n, x in enumerate(values.tolist()):
            mean = take_number(call(answer, mean, n, x))
        advice = f"after {len(values)} updates it has drifted away from their mean"
        require_number(mean, values.mean(), what="the mean", otherwise=advice)


def _updated_mean(mean: float, n: int, x: float) -> float:
    return mean + (x - mean) / (n + 1)


@exercise(
    "00-01-E5",
    kind="function",
    minutes=10,
    stars=2,
    objective="find three bugs: a shared default, an alias, a wrong limit",
)
def _e5_of_00_01(answer: Any) -> None:
    collect, with_zero, sum_of_squares = _functions(
        answer, "collect, with_zero, sum_of_squares"
    )
    for item in ("egg", "milk"):
        basket = call(collect, item)
        held = isinstance(basket, list) and len(basket) > 0
        require(held, "collect must return the basket, a list with the item")
        shared = "collect: the basket still holds what an earlier call put in; the "
        require(len(basket) == 1, shared + "default list is made only once")
        require(basket[0] is item, f'collect("{item}") must return ["{item}"]')
    shelf = call(lambda: collect("egg", ["tea"]))  # may add to the list it is given
    kept = isinstance(shelf, list) and shelf == ["tea", "egg"]
    require(kept, 'collect("egg", ["tea"]) brings a basket: return ["tea", "egg"]')
    lists = [([1, 2],), ([],), ([5],), ([3, 0, -1, 8],)]
    advice = "one 0 more at the end"
    require_function(with_zero, lambda xs: [*xs, 0], lists, otherwise=advice)
    mistakes: Mistakes = [
        (lambda n: _squares(n - 1), "range(n) stops before n"),
        (lambda n: _squares(n + 1), "now it runs too far: range stops before its end"),
        (lambda n: n * n, "only the last square is left"),
    ]
    limits = [(n,) for n in (3, 1, 2, 10, 57)]
    advice = "add k² for k from 1 to n"
    require_function(
        sum_of_squares, _squares, limits, mistakes=mistakes, otherwise=advice
    )


def _squares(n: int) -> int:
    return sum(k * k for k in range(1, n + 1))


@exercise(
    "00-01-E6",
    kind="function",
    minutes=15,
    stars=3,
    objective="carry the method over from square to cube roots",
)
def _e6_of_00_01(answer: Any) -> None:
    mistakes: Mistakes = [
        (math.sqrt, "this is the square root; the height is a / x², not a / x"),
        (lambda a: a / 3, "averaging three edges means repeating it until it stops"),
        (lambda a: -math.cbrt(a), "the sign is wrong: (−2)³ is −8"),
    ]
    numbers = (27.0, 2.0, 0.001, 1e9, 1e-6, -8.0, -0.3, -1e9, 0.0)
    require_function(
        answer,
        math.cbrt,
        [(a,) for a in numbers],
        mistakes=mistakes,
        rtol=2e-9,
        atol=1e-12,
        otherwise="its cube should be the number you were given",
    )


Case = tuple[tuple[int, ...], list[tuple[int, ...]], list[int], int]


@exercise(
    "00-01-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="let several neighbours vote, with a rule for ties",
)
def _e7_of_00_01(answer: Any) -> None:
    cases = _votes()
    results = [take_number(call(answer, *case)) for case in cases]
    right = [_vote(*case) for case in cases]
    if results == right:
        return
    slips: Mistakes = [
        (lambda *c: _order(*c)[0], "this is a place in the list; return its species"),
        (lambda q, f, s, k: s[_order(q, f)[0]], "you ask one neighbour; ask k"),
        (lambda q, f, s, k: _vote(q, f, s, len(s)), "you ask all flowers; ask k"),
        (lambda q, f, s, k: _vote(q, f, s, k + 1), "you ask k + 1 flowers"),
        (lambda q, f, s, k: _vote(q, f, s, k - 1), "you ask k − 1 flowers"),
        (lambda *c: _vote(*c, farthest=True), "you ask the k farthest flowers"),
        (lambda *c: _vote(*c, later=True), "equal distance: the earlier flower first"),
        (lambda *c: max(_winners(*c)), "equal votes: the smaller number wins"),
        (lambda *c: _winners(*c)[0], "equal votes: not the nearest flower decides, but "
         "the smaller number"),
    ]  # fmt: skip
    for wrong, hint in slips:
        require(results != [wrong(*case) for case in cases], hint)
    place = [a == b for a, b in zip(results, right, strict=True)].index(False)
    raise Hint(
        f"for {len(cases[place][1])} flowers and k = {cases[place][3]} your function "
        f"returns {results[place]:g}, expected {right[place]}; count the votes by hand"
    )


def _order(*case: Any, farthest: bool = False, later: bool = False) -> list[int]:
    """The places of the flowers, the nearest to the query first."""
    query, flowers = case[:2]
    sign, tie = (-1 if farthest else 1), (-1 if later else 1)
    gaps = [math.dist(query, flower) for flower in flowers]
    return sorted(range(len(flowers)), key=lambda i: (sign * gaps[i], tie * i))


def _winners(*case: Any, **options: bool) -> list[int]:
    """The species with the most votes, in the order in which they are met."""
    species, k = case[2:]
    voters = [species[i] for i in _order(*case, **options)[:k]]
    most = max((voters.count(s) for s in voters), default=0)
    return [s for s in dict.fromkeys(voters) if voters.count(s) == most] or [-1]


def _vote(*case: Any, **options: bool) -> int:
    return min(_winners(*case, **options))


def _votes() -> list[Case]:
    """(query, flowers, species, k): by hand, then random ones with many ties."""
    line: list[tuple[int, ...]] = [(1, 0), (2, 0), (3, 0), (0, 3), (9, 9)]
    cases: list[Case] = [((0, 0), line, [2, 1, 1, 0, 0], 3)]
    cases.append(((0, 0), line, [2, 1, 0, 2, 1], 4))
    rng = np.random.default_rng(7)
    for n, d, k in ((6, 1, 2), (9, 2, 3), (12, 2, 5), (15, 3, 4), (20, 2, 1)) * 3:
        points = [tuple(p) for p in rng.integers(0, 4, size=(n, d)).tolist()]
        query = tuple(rng.integers(0, 4, size=d).tolist())
        cases.append((query, points, rng.integers(0, 3, size=n).tolist(), k))
    return cases


# --- 00-02: NumPy basics -----------------------------------------------------------


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


# --- 00-03: mathematical notation --------------------------------------------------


def _cross_entropy(P: Array, y: NDArray[np.intp]) -> Any:
    return -np.log(P[np.arange(len(y)), y]).mean()


@exercise(
    "00-03-E1",
    kind="function",
    minutes=8,
    stars=2,
    objective="finish the cross-entropy: what stands before the sums?",
)
def _e1_of_00_03(answer: Any) -> None:
    size = "divide by the number of days, n: there is no 1/K before the sum over k"
    mistakes: Mistakes = [
        (lambda P, y: _cross_entropy(P, y) * -len(y), "two things are missing: the "
         "minus and the 1/n"),
        (lambda P, y: -_cross_entropy(P, y), "the minus before the sums is missing"),
        (lambda P, y: _cross_entropy(P, y) * len(y), "the 1/n before the sums is "
         "missing"),
        (lambda P, y: _cross_entropy(P, y - 1), "y holds columns counted from 0: take "
         "P[i, k] as it is"),
        (lambda P, y: _cross_entropy(P, y) / P.shape[1], size),
        (lambda P, y: _cross_entropy(P, y) * len(y) / P.shape[1], size),
        (lambda P, y: _cross_entropy(P, y) / math.log(10), "log has the base e here: "
         "math.log, not math.log10"),
        (lambda P, y: _cross_entropy(P.max(axis=1)[:, np.newaxis], 0 * y), "you score "
         "the favourites; take the probability of what came, column y[i]"),
    ]  # fmt: skip
    # Bold, not Careful: all of Careful's logs are multiples of log 2, so that wrong
    # formulas may agree by chance.
    bold = np.array([[90.0, 5, 5], [5, 5, 90], [5, 90, 5], [1, 9, 90]]) / 100
    cases = [(bold, np.array([0, 2, 1, 0]))]
    rng = np.random.default_rng(1)
    for n, k in ((5, 2), (3, 4), (9, 3)):
        cases.append((rng.dirichlet(np.ones(k), size=n), rng.integers(0, k, size=n)))
    require_function(answer, _cross_entropy, cases, mistakes=mistakes)


_READINGS: list[tuple[str, dict[str, str]]] = [
    ("B", {"A": "from 0 to 4 are five terms", "C": "add one 2 for every i"}),
    (
        "C",
        {
            "A": "that is the sum of 2, 4 and 6",
            "B": "multiply 2, 4 and 6; the 2 stands in every factor",
        },
    ),
    (
        "A",
        {
            "B": "the range does not run backwards: from 3 to 2 it is empty",
            "C": "an empty sum is allowed; it has a value",
        },
    ),
    (
        "A",
        {"B": "j runs inside the sum: it is bound", "C": "j is bound; d is not"},
    ),
    ("C", {"A": "that is the maximum", "B": "there 10 − x is smallest"}),
    (
        "B",
        {
            "A": "the terms are 1 and 0, not the labels",
            "C": "the ones are added up, one per i",
        },
    ),
    (
        "C",
        {
            "A": "(−1)² and 1² are the same element; a set holds it once",
            "B": "these are the x; the set holds their squares",
        },
    ),
    (
        "A",
        {
            "B": "that would be: there is a y such that for all x, y > x",
            "C": "it says that above each number there is another",
        },
    ),
    ("B", {"A": "i is bound; j is left, from 1 to d", "C": "j is still free"}),
    (
        "C",
        {
            "A": "j is free on the right; a free index needs no limit",
            "B": "which index is free on the left, and which on the right?",
        },
    ),
    (
        "A",
        {
            "B": "w has d entries, one for each j: that part is right",
            "C": "which index is free on the left, and which on the right?",
        },
    ),
    (
        "B",
        {
            "A": "how many entries has w, and how many values has i?",
            "C": "y has n entries, one for each i: that part is right",
        },
    ),
]


@exercise(
    "00-03-E2",
    kind="choice",
    minutes=12,
    stars=1,
    objective="read twelve formulas, and find the mistake in three of them",
)
def _e2_of_00_03(answer: Any) -> None:
    require(isinstance(answer, str), 'give a text of twelve letters, such as "ABC..."')
    letters = "".join(letter for letter in answer if letter.isalpha())
    require(len(letters) == 12, f"there are twelve readings, you gave {len(letters)}")
    for number, (letter, (right, wrong)) in enumerate(
        zip(letters, _READINGS, strict=True), start=1
    ):
        why = {key: f"number {number}: {hint}" for key, hint in wrong.items()}
        require_choice(letter, right, why)


@exercise(
    "00-03-E3",
    kind="value",
    minutes=10,
    stars=1,
    objective="score a forecast by hand, and unfold a sum, a product and a softmax",
)
def _e3_of_00_03(answer: Any) -> None:
    favourites = "you took each day's largest probability; take that of what came"
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "likelihood": (
            1 / 36,
            {
                1 / 9: favourites,
                1.0: "multiply the three probabilities, do not add them",
                -math.log(36): "this is its log; the likelihood is the product",
            },
        ),
        "loss": (
            math.log(36) / 3,
            {
                -math.log(36) / 3: "the minus is missing: a loss is not negative",
                math.log(36): "divide by the number of days",
                math.log(36) / 9: "divide by the number of days, not of table entries",
                math.log10(36) / 3: "log has the base e here, not 10",
                math.log2(36) / 3: "log has the base e here, not 2",
                math.log(9) / 3: favourites,
            },
        ),
        "sum of 2i + 1, i from 1 to 5": (
            35,
            {
                31: "the 1 stands in each of the five terms",
                30: "you left out the 1 of each term",
                24: "5 is included: there are five terms",
                36: "i begins at 1, not at 0",
                11: "this is the last term; add up all five",
            },
        ),
        "product of 2, k from 1 to 4": (
            16,
            {
                8: "four factors 2, multiplied: not three, and not added",
                2: "there is one factor 2 for every k",
                48: "the factor is 2, not k or 2k",
                24: "the factor is 2, not k or 2k",
            },
        ),
        "softmax of (0, log 4), second entry": (
            4 / 5,
            {
                1 / 5: "this is the first entry",
                1.0: "exp(0) is 1, not 0, and it counts in the sum",
                4.0: "divide by the sum of both exps",
                math.log(4) / (1 + math.log(4)): "exp(log 4) is 4",
            },
        ),
    }
    if not isinstance(answer, dict) or set(answer) != set(expected):
        raise Hint("keep the dictionary with its five names and replace each TODO")
    for name, (value, mistakes) in expected.items():
        require_number(answer[name], value, atol=6e-5, mistakes=mistakes, what=name)


@exercise(
    "00-03-E4",
    kind="function",
    minutes=12,
    stars=2,
    objective="translate five sums into NumPy",
)
def _e4_of_00_03(answer: Any) -> None:
    good = isinstance(answer, (tuple, list)) and len(answer) == 5
    require(good, "pass the five functions in a tuple: (a, b, c, d, e)")
    rng = np.random.default_rng(4)
    pairs = [(np.array([1.0, 2, 3]), np.array([4.0, 2, 0]))]
    pairs += [tuple(rng.integers(0, 4, size=(2, n)) / 2) for n in (1, 6, 9)]
    square = np.array([[1.0, 2], [3, 4]])
    tables = [(square, np.array([2.0, -1]))]
    tables += [(rng.normal(size=(m, n)), rng.normal(size=n)) for m, n in
               ((2, 5), (6, 3), (3, 1))]  # fmt: skip
    steps = [(np.array([1.0, 5, 3]),), *((rng.normal(size=n),) for n in (2, 3, 7))]
    formulas: dict[str, tuple[Callable[..., Any], Any, Mistakes]] = {
        "a": (lambda x, y: x @ y, pairs, [
            (lambda x, y: x.sum() * y.sum(), "you added first; multiply the pairs"),
        ]),
        "b": (lambda x, y: x.sum() * y.sum(), pairs, [
            (lambda x, y: x @ y, "j runs through all its values for each i"),
        ]),
        "c": (lambda A, x: A @ x, tables, [
            (lambda A, x: A.T @ x, "the sum runs over columns: axis 1 disappears"),
            (lambda A, x: A.sum(axis=0) * x, "j counts the columns, so axis 1 has to "
             "disappear, not axis 0"),
            (lambda A, x: A.sum(axis=1), "each column has to be multiplied by its x_j"),
            (lambda A, x: A.sum(axis=1) * x, "multiply by x_j before you add"),
        ]),
        "d": (lambda x: ((x[1:] - x[:-1]) ** 2).sum(), steps, [
            (lambda x: x[-1] - x[0], "the squares are missing; so nearly all cancels"),
            (lambda x: (x[-1] - x[0]) ** 2, "square each difference before you add"),
            (lambda x: np.abs(x[1:] - x[:-1]).sum(), "square them, no absolute values"),
            (lambda x: ((np.roll(x, -1) - x) ** 2).sum(), "the sum ends at n − 1: the "
             "last one has no successor"),
            (lambda x: ((x[1:] - x[:-1]) ** 2).mean(), "add up; there is no 1/n here"),
        ]),
        "e": (lambda x, y: (x > y).mean(), pairs, [
            (lambda x, y: (x > y).sum(), "the 1/n is missing"),
            (lambda x, y: (x >= y).mean(), "> leaves out the equal pairs"),
            (lambda x, y: (x < y).mean(), "the condition is x > y"),
        ]),
    }  # fmt: skip
    for function, (name, parts) in zip(answer, formulas.items(), strict=True):
        reference, cases, mistakes = parts
        try:
            require_function(function, reference, cases, mistakes=mistakes)
        except Hint as hint:
            raise Hint(f"({name}) {hint}") from None


@exercise(
    "00-03-E5",
    kind="function",
    minutes=15,
    stars=2,
    objective="find the value of a sum with the rules",
)
def _e5_of_00_03(answer: Any) -> None:
    mistakes: Mistakes = [
        (lambda n: 3 * n * (n + 1) / 2 - 2, "the 2 is subtracted in each of n terms"),
        (lambda n: 3 * n * (n + 1) / 2, "the −2 of each term is missing"),
        (lambda n: n * (n + 1) / 2 - 2 * n, "the factor 3 moves out and stays"),
        (lambda n: n * n, "that is the sum of (a); here the steps are 3"),
        (lambda n: 3 * n - 2, "this is the last term; add up all n"),
        (lambda n: n * (3 * n + 1) / 2, "subtract all n twos from 3n(n + 1)/2"),
        (lambda n: (n - 1) * (3 * n - 4) / 2, "your sum stops before n"),
    ]  # fmt: skip
    cases = [(n,) for n in (3, 1, 2, 10, 57, 1000)]
    advice = "write out the terms 1 + 4 + 7 + ..."
    require_function(
        answer,
        lambda n: n * (3 * n - 1) / 2,
        cases,
        mistakes=mistakes,
        otherwise=advice,
    )


@exercise(
    "00-03-E6",
    kind="function",
    minutes=12,
    stars=2,
    objective="write a softmax that does not overflow",
)
def _e6_of_00_03(answer: Any) -> None:
    mistakes: Mistakes = [
        (lambda z: np.exp(z), "divide by the sum, so that they add up to 1"),
        (lambda z: np.exp(z - z.max()), "divide by the sum, so that they add up to 1"),
        (lambda z: z / z.sum(), "exp is missing"),
        (lambda z: softmax(-z), "the largest score gets the smallest probability"),
        (lambda z: softmax(z / z.max()), "subtract the maximum; dividing by it changes "
         "the answer"),
        (lambda z: softmax(z) ** 2, "the exps are squared somewhere"),
    ]  # fmt: skip
    rng = np.random.default_rng(6)
    cases = [(np.log([1.0, 2.0, 3.0]),)]
    cases += [(rng.normal(scale=3, size=n),) for n in (1, 2, 5, 9)]
    require_function(answer, softmax, cases, mistakes=mistakes, rtol=1e-9)
    for z in ([1000.0, 1001.0], [-1000.0, -1002.0], [0.0, 5000.0], [7e307, -7e307]):
        scores = np.array(z)
        with np.errstate(all="ignore"):  # the hint says it better than a warning
            result = np.asarray(call(answer, scores))
        shown = ", ".join(f"{score:g}" for score in z)
        if not np.isfinite(result).all():
            raise Hint(
                f"for ({shown}) your result is not finite: an exp overflows, or all of "
                "them are 0; which c makes the largest score 0?"
            )
        otherwise = f"a large shift must not change the answer, as for ({shown})"
        require_array(result, softmax(scores), otherwise=otherwise)


def _takings(joined: Array, price: Array) -> tuple[Array, Array]:
    return price * np.cumsum(joined), joined * np.cumsum(price[::-1])[::-1]


@exercise(
    "00-03-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="add up a triangle in two orders",
)
def _e7_of_00_03(answer: Any) -> None:
    today = "people pay on the day on which they join, too"

    def day(x: Array, p: Array) -> Array:
        return _takings(x, p)[0]

    def group(x: Array, p: Array) -> Array:
        return _takings(x, p)[1]

    mistakes: Mistakes = [
        (lambda x, p: (day(x, p) - x * p, group(x, p) - x * p), today),
        (lambda x, p: (day(x, p) - x * p, group(x, p)), today),
        (lambda x, p: (day(x, p), group(x, p) - x * p), today),
        (lambda x, p: (x * p, x * p), "people pay every day until the end, not once"),
        (lambda x, p: (group(x, p), day(x, p)), "these are the right two arrays, but "
         "the first is per day and the second per group"),
        (lambda x, p: (day(x, p), x * p.sum()), "those who join on day i do not pay "
         "for the days before it"),
        (lambda x, p: (p * x.sum(), group(x, p)), "on day j only those pay who have "
         "joined by then"),
        (lambda x, p: (day(x, p), x * np.cumsum(p)), "the groups pay from their day to "
         "the end, not from the first day to theirs"),
        (lambda x, p: (np.cumsum(x * p), group(x, p)), "on day j everybody pays "
         "price[j]: add up the people first, then multiply"),
    ]  # fmt: skip
    rng = np.random.default_rng(7)
    cases = [(np.array([2.0, 0.0, 1.0]), np.array([3.0, 1.0, 2.0]))]
    for n in (1, 4, 10):
        cases.append((rng.integers(0, 9, size=n) * 1.0, rng.integers(1, 5, size=n) / 2))
    advice = "list who pays what, for three days, by hand"
    require_function(answer, _takings, cases, mistakes=mistakes, otherwise=advice)
