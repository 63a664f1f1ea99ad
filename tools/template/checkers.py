"""Checkers of lesson 00-00, the template: one exercise of each kind."""

import numpy as np

from utils.exercises import exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_choice,
    require_function,
    require_number,
    take_number,
)


@exercise("00-00-E1", kind="value", minutes=2, stars=1, objective="double a number")
def _e1_of_00_00(answer: object) -> None:
    require_number(answer, 7.0, mistakes={12.25: "you squared 3.5; add it to itself"})


@exercise("00-00-E2", kind="array", minutes=2, stars=1, objective="double a vector")
def _e2_of_00_00(answer: object) -> None:
    mistakes = [((1, 4, 25), "you squared each entry; multiply each by 2")]
    require_array(answer, (2, 4, 10), mistakes=mistakes)


@exercise("00-00-E3", kind="choice", minutes=1, stars=1, objective="name a line")
def _e3_of_00_00(answer: object) -> None:
    wrong = {"A": "at 0 it is 1, so it misses the origin", "C": "its slope changes"}
    require_choice(answer, "B", wrong)


@exercise("00-00-E4", kind="function", minutes=3, stars=2, objective="double a copy")
def _e4_of_00_00(answer: object) -> None:
    rng = np.random.default_rng(0)
    cases = [(np.array([3.0, -1.0]),), *((rng.normal(size=n),) for n in (1, 4, 9))]
    mistakes = [(np.square, "you squared; multiply by 2")]
    require_function(answer, lambda x: 2 * x, cases, mistakes=mistakes)


@exercise(
    "00-00-E5", kind="counterexample", minutes=2, stars=2, objective="refute a claim"
)
def _e5_of_00_00(answer: object) -> None:
    x = take_number(answer)
    require(x > 0, "the number must be positive")
    require(
        x**2 <= 2 * x, f"for {x:g} the claim holds: {x**2:g} is more than {2 * x:g}"
    )
