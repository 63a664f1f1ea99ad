"""Checkers of lesson 00-01, Python for mathematics."""

import math
from fractions import Fraction
from typing import Any

import numpy as np

from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    Mistakes,
    require,
    require_function,
    require_number,
    take_number,
)


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
