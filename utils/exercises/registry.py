"""The table of exercises: what each one asks for and the function that checks it.

Checkers live in one module per lesson, in one sub-package per folder of the course. A
folder's modules are loaded when one of its exercises is first asked for: 01-03-E2 is
looked up in `linear_algebra`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PACKAGES = (
    "prerequisites",
    "linear_algebra",
    "calculus",
    "probability",
    "statistics",
    "optimization",
    "information_theory",
    "numerical_methods",
    "models",
)
KINDS = (
    "value",
    "array",
    "choice",
    "function",
    "property",
    "statistic",
    "counterexample",
)

# Returns None; `object` in the type lets core catch one that returns a verdict.
Checker = Callable[[Any], object]


@dataclass(frozen=True)
class Exercise:
    """One exercise. The checker returns if the answer is right and raises if not."""

    id: str
    kind: str
    minutes: int
    stars: int
    objective: str
    checker: Checker

    def __post_init__(self) -> None:
        if not re.fullmatch(r"0[0-8]-\d\d-E[1-9]\d*", self.id):
            raise ValueError(f"id must look like 01-03-E2, got {self.id!r}")
        if self.kind not in KINDS:
            raise ValueError(f"{self.id}: kind must be in {KINDS}, got {self.kind!r}")
        if self.stars not in (1, 2, 3):
            raise ValueError(f"{self.id}: stars must be 1, 2 or 3, got {self.stars!r}")
        if self.minutes < 1:
            raise ValueError(f"{self.id}: minutes must be positive, got {self.minutes}")
        if not self.objective:
            raise ValueError(f"{self.id}: objective must say what is practised")

    @property
    def lesson(self) -> str:
        """The id of the notebook that holds the exercise."""
        return self.id[:5]


_exercises: dict[str, Exercise] = {}


def exercise(
    id: str, *, kind: str, minutes: int, stars: int, objective: str
) -> Callable[[Checker], Checker]:
    """Register the decorated function as the checker of an exercise.

    The function receives the answer. It returns None if the answer is right and
    raises Hint if it is wrong; learner's functions are run through `call`.

    Parameters
    ----------
    id : str
        For example "01-03-E2".
    kind : str
        One of `KINDS`.
    minutes : int
        Expected time.
    stars : int
        Difficulty, 1 to 3.
    objective : str
        What is practised, as a phrase that starts with a verb.

    Raises
    ------
    ValueError
        If the id is taken, or a field is not of the form above.
    """

    def register(checker: Checker) -> Checker:
        entry = Exercise(id, kind, minutes, stars, objective, checker)
        if id in _exercises:
            raise ValueError(f"{id} is registered twice")
        _exercises[id] = entry
        return checker

    return register


def find(exercise_id: str) -> Exercise | None:
    """The exercise of this id, or None."""
    _load_folder(exercise_id[:2])
    return _exercises.get(exercise_id)


def registered(prefix: str) -> list[Exercise]:
    """Exercises of a folder ("01") or a lesson ("01-03"), in the order of their ids."""
    _load_folder(prefix[:2])
    found = [e for e in _exercises.values() if e.id.startswith(f"{prefix}-")]
    return sorted(found, key=lambda e: (e.lesson, int(e.id[7:])))


def _load_folder(number: str) -> None:
    """Import the checkers of a folder, if the folder and its checkers exist."""
    if number not in {f"{i:02d}" for i in range(len(PACKAGES))}:
        return
    name = f"{__package__}.{PACKAGES[int(number)]}"
    try:
        package = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # something *inside* the checkers is missing
            raise
        return
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{name}.{module.name}")
