"""Checkers of lesson 00-03, mathematical notation."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    Mistakes,
    require,
    require_array,
    require_choice,
    require_function,
    require_number,
)
from utils.prerequisites import softmax


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
