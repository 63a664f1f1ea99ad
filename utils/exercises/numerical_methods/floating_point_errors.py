"""Checkers of the exercises in lesson 07-01, floating-point errors."""

import math
from fractions import Fraction
from typing import Any

import numpy as np

from utils.exercises import Hint, NotAttempted, call, exercise
from utils.exercises.parts import (
    agrees,
    require,
    require_function,
    require_number,
    take_number,
)
from utils.numerical_methods import (
    compensated_sum,
    kahan_sum,
    naive_sum,
    pairwise_sum,
    two_sum,
)

U = 2.0**-53


def _require_names(answer: Any, names: dict[str, Any] | list[str]) -> None:
    if not isinstance(answer, dict) or set(answer) != set(names):
        raise Hint(
            f"keep the dictionary with its {len(names)} names and replace each TODO"
        )


def _unit(a: float, b: float, p: int) -> tuple[Fraction, Fraction]:
    exact = Fraction(a) + Fraction(b)
    return exact, Fraction(2) ** (math.frexp(float(exact))[1] - p)


def _rounded_sum(a: float, b: float, p: int) -> float:
    exact, unit = _unit(a, b, p)
    return float(round(exact / unit) * unit)


def _cut_off(a: float, b: float, p: int) -> float:
    exact, unit = _unit(a, b, p)
    return float(int(exact / unit) * unit)


def _ties_up(a: float, b: float, p: int) -> float:
    exact, unit = _unit(a, b, p)
    return float(math.floor(exact / unit + Fraction(1, 2)) * unit)


def _count_of_units(a: float, b: float, p: int) -> int:
    exact, unit = _unit(a, b, p)
    return round(exact / unit)


@exercise(
    "07-01-E1",
    kind="function",
    minutes=6,
    stars=1,
    objective="round an exact sum to p digits, ties to even",
)
def _e1_of_07_01(answer: Any) -> None:
    rng = np.random.default_rng(1)
    cases: list[tuple[Any, ...]] = [(8.0, 1.0, 3), (10.0, 1.0, 3), (0.1, 0.7, 53)]
    cases += [(*rng.normal(size=2), int(p)) for p in (3, 8, 24, 53)]
    require_function(
        answer,
        _rounded_sum,
        cases,
        rtol=1e-16,
        atol=0,
        mistakes=[
            (_cut_off, "that cuts off; go to the nearest multiple, up or down"),
            (_ties_up, "a tie goes to the even multiple, as Python's round sends it"),
            (_count_of_units, "you counted the units; multiply by what one is worth"),
            (lambda a, b, p: float(Fraction(a) + Fraction(b)), "not rounded to p"),
        ],
        otherwise="the nearest multiple of `unit`, ties to the even one",
    )


@exercise(
    "07-01-E2",
    kind="function",
    minutes=8,
    stars=2,
    objective="implement Kahan's compensated sum",
)
def _e2_of_07_01(answer: Any) -> None:
    rng = np.random.default_rng(2)
    cases = [([1.0, 2.0, 3.0],), ([7.0],), ([1.0, 1e100, 1.0, -1e100],)]
    cases += [(rng.lognormal(sigma=3.0, size=n).tolist(),) for n in (1000, 100, 10)]
    require_function(
        answer,
        lambda terms: float(kahan_sum(terms)),
        cases,
        rtol=1e-16,
        atol=0,
        mistakes=[
            (lambda terms: float(naive_sum(terms)), "the surplus has no effect yet"),
            (
                _added_surplus,
                "the surplus goes the wrong way: c = (t − s) − w, then w = x − c",
            ),
            (lambda terms: terms[0], "the total never changes; the loop is empty"),
            (
                lambda terms: float(compensated_sum(terms)),
                "better than Kahan: write his four lines, without a library, and "
                "subtract each surplus at once",
            ),
            (lambda terms: float(pairwise_sum(terms)), "that adds in pairs"),
        ],
        otherwise="compare the four lines with the formula, in their order",
    )


def _added_surplus(terms: list[float]) -> float:
    total, surplus = terms[0], 0.0
    for term in terms[1:]:
        wanted = term + surplus
        new = total + wanted
        surplus = (new - total) - wanted
        total = new
    return total


E3_GAPS = {
    "gap at 1": (
        2.0**-52,
        {U: "that is u, half of the gap", 2.0**-53 / 2: "e = 0 and p = 53: 2^(e−p+1)"},
    ),
    "gap at 1000": (
        2.0**-43,
        {
            2.0**-42: "1000 is below 1024 = 2^10, so e = 9",
            2.0**-44: "that is half of it; check the + 1 in 2^(e−p+1)",
            2.0**-52: "that is the gap at 1; it doubles at each power of two",
        },
    ),
    "gap at 1e16": (
        2.0,
        {1.0: "that is the gap below 2^53", 4.0: "that is the gap above 2^54"},
    ),
    "binary16 at 5000": (
        4.0,
        {
            8.0: "5000 is below 8192 = 2^13, so e = 12",
            2.0: "that is half of it; p = 11 counts the leading 1",
            2.0**-40: "that is binary64; binary16 has p = 11",
        },
    ),
}


@exercise(
    "07-01-E3",
    kind="value",
    minutes=7,
    stars=1,
    objective="give the gap near a number, and three floats whose sum has two values",
)
def _e3_of_07_01(answer: Any) -> None:
    _require_names(answer, [*E3_GAPS, "a, b, c"])
    for name, (expected, mistakes) in E3_GAPS.items():
        require_number(
            answer[name],
            expected,
            rtol=0.02,  # rounded decimals will do: typical slips are factors of 2
            atol=0,
            mistakes=mistakes,
            otherwise="find e with 2^e ≤ x < 2^(e+1), then 2^(e−p+1)",
            what=f"“{name}”",
        )
    triple = answer["a, b, c"]
    require(
        isinstance(triple, (tuple, list)) and len(triple) == 3,
        "“a, b, c” must be three numbers in brackets, such as (1.0, 2.0, 3.0)",
    )
    a, b, c = (take_number(part, what="each of a, b, c") for part in triple)
    left, right = (a + b) + c, a + (b + c)
    require(
        left != right,
        f"both orders give {left:g} for your a, b, c; let a large number absorb one",
    )


E4 = {
    "stored 0.3": (
        21617278211378380,
        {
            21617278211378381: "0.3 cannot have that: its gap is four units",
            21617278211378384: "...380.8 is nearer to ...380 than to ...384",
        },
    ),
    "stored 0.2": (
        14411518807585588,
        {
            14411518807585587: "0.2 cannot have that: its gap is two units",
            14411518807585586: "...587.2 is nearer to ...588 than to ...586",
        },
    ),
    "exact difference": (
        7205759403792792,
        {
            7205759403792793: "subtract the stored numbers, not the given ones",
            7205759403792794: "subtract the stored numbers, not the given ones",
        },
    ),
    "changed by rounding": (
        0,
        {
            1: "is the exact difference a whole number of gaps? Then nothing changes",
            2: "that is the distance to the stored 0.1; rounding itself adds nothing",
        },
    ),
    "stored 0.1": (
        7205759403792794,
        {7205759403792793: "...793.6 is nearer to ...794; the gap at 0.1 is one unit"},
    ),
    "gaps apart": (
        2,
        {
            0: "compare the exact difference with the stored 0.1",
            -2: "a number of gaps has no sign",
        },
    ),
}


@exercise(
    "07-01-E4",
    kind="value",
    minutes=9,
    stars=2,
    objective="explain by hand why 0.3 − 0.2 is not 0.1",
)
def _e4_of_07_01(answer: Any) -> None:
    _require_names(answer, E4)
    for name, (expected, mistakes) in E4.items():
        value = answer[name]
        size = take_number(value, what=f"“{name}”")
        require(
            not (isinstance(value, float) and size > 2**52),
            f"“{name}”: type a whole number without a decimal point; a float of this "
            "size rounds what you type, which is your task here",
        )
        if value == expected:
            continue
        # Neighbouring whole numbers of this size are told apart exactly, as integers.
        hint = mistakes.get(value, "count in units of 2⁻⁵⁶, in multiples of the gap")
        raise Hint(f"“{name}”: {hint}")


@exercise(
    "07-01-E5",
    kind="function",
    minutes=10,
    stars=2,
    objective="rewrite three formulas that cancel",
)
def _e5_of_07_01(answer: Any) -> None:
    require(
        isinstance(answer, (tuple, list)) and len(answer) == 3,
        "pass the three functions in brackets: (root_step, tilt, growth)",
    )
    names = ("root_step", "tilt", "growth")
    if not all(callable(function) for function in answer):
        raise NotAttempted
    for name, function, (points, reference, hint) in zip(
        names, answer, _rewritten(), strict=True
    ):
        for x in points:
            found = take_number(call(function, x), what=f"{name}({x:g})")
            error = abs(found - reference(x)) / reference(x)
            if error > 1e-14:
                digits = max(0, math.floor(-math.log10(error)))
                raise Hint(
                    f"{name}({x:g}) has about {digits} right digits, wanted 14; {hint}"
                )


def _rewritten() -> list[tuple[tuple[float, ...], Any, str]]:
    """Points, a reference that is right to the last digits, and a hint for each."""
    return [
        (
            (0.0, 2.0, 1e6, 1e15),
            lambda x: 1 / (math.sqrt(x + 1) + math.sqrt(x)),
            "multiply and divide by the sum of the roots",
        ),
        (
            (1.0, 1e-3, 1e-8, 1e-100),
            lambda x: 2 * math.sin(x / 2) ** 2,
            "1 − cos x = 2 sin²(x/2)",
        ),
        (
            (1.0, 1e-3, 1e-10, 1e-17),
            math.log1p,
            "1 + x has lost x before the logarithm sees it; Python has a function",
        ),
    ]


def _error_and_bound(
    x: list[float], y: list[float], *, sizes: bool = True
) -> tuple[float, float]:
    total, exact, size = 0.0, Fraction(0), 0.0
    for a, b in zip(x, y, strict=True):
        total += a * b
        exact += Fraction(a) * Fraction(b)
        size += abs(a * b) if sizes else a * b
    gamma = len(x) * U / (1 - len(x) * U)
    return float(abs(Fraction(total) - exact)), gamma * size


@exercise(
    "07-01-E6",
    kind="function",
    minutes=12,
    stars=2,
    objective="compare the error of a dot product with its bound",
)
def _e6_of_07_01(answer: Any) -> None:
    rng = np.random.default_rng(6)
    cases = [([3.0, 0.1], [2.0, 0.7])]
    cases += [tuple(rng.normal(size=(2, n)).tolist()) for n in (5, 100, 100)]
    for x, y in cases:
        result = call(answer, x, y)
        require(
            isinstance(result, (tuple, list)) and len(result) == 2,
            "return two numbers: error, bound",
        )
        error = take_number(result[0], what="the error")
        bound = take_number(result[1], what="the bound")
        right_error, right_bound = _error_and_bound(x, y)
        _, without_sizes = _error_and_bound(x, y, sizes=False)
        n = len(x)
        require(
            abs(error) <= right_bound,
            "no error exceeds the bound; is yours |computed − exact|, left to right?",
        )
        require_number(
            error,
            right_error,
            rtol=1e-9,
            atol=0,
            mistakes={
                0.0: "0 is not the error: keep the exact sum as a Fraction",
                -right_error: "take its size, without the sign",
            },
            otherwise="float(abs(Fraction(total) − exact)), with a float total that a "
            "loop adds from left to right, and an exact dot product",
            what="the error",
        )
        require_number(
            bound,
            right_bound,
            rtol=1e-9,
            atol=0,
            mistakes={
                without_sizes: "add the sizes |x_i y_i|, not the products",
                2 * right_bound: "u is 2⁻⁵³, half of the gap at 1",
                right_bound / n: "γ_n = n u / (1 − n u): the n is missing",
            },
            otherwise="γ_n Σ|x_i y_i| with γ_n = n u / (1 − n u)",
            what="the bound",
        )


@exercise(
    "07-01-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="return what one addition loses, exactly",
)
def _e7_of_07_01(answer: Any) -> None:
    for a, b, hint in (
        (1e-20, 1.0, "right only where a is the larger one; what of a arrived in s?"),
        (1.0, 1e-20, "right only where b is the larger one; what of b arrived in s?"),
    ):
        right = agrees(call(answer, a, b), two_sum(a, b), rtol=0, atol=0)
        turned = agrees(call(answer, b, a), two_sum(b, a), rtol=0, atol=0)
        require(right or not turned, hint)
    rng = np.random.default_rng(7)
    cases: list[tuple[Any, ...]] = [(1.0, 1e-20), (0.1, 0.7), (3.0, 4.0)]
    for _ in range(20):
        a, b = rng.normal(size=2) * 2.0 ** rng.integers(-40, 40, 2)
        cases.append((float(a), float(b)))
    require_function(
        answer,
        two_sum,
        cases,
        rtol=0,
        atol=0,
        mistakes=[
            (lambda a, b: (a + b, 0.0), "algebra says 0; what did the machine lose?"),
            (
                lambda a, b: (a + b, -two_sum(a, b)[1]),
                "the sign: a + b = s + e, so e is what is missing in s",
            ),
        ],
        otherwise="s + e must equal a + b exactly, as fractions",
    )
