"""Doing a lesson's exercises as a learner would, and saying what goes wrong.

The functions that end in a list of problems are the rules; tests/course/test_exercises
applies them to every lesson and shows on a miniature lesson that each one bites.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from tools.curriculum import ROOT
from tools.notebooks import Notebook
from utils.exercises import check, core
from utils.exercises.registry import Exercise

FEWEST, MOST = 5, 7
SECONDS = 1.0

Wrong = dict[str, list[tuple[Any, str]]]


# --- running -----------------------------------------------------------------------


def setup_names(notebook: Notebook) -> dict[str, Any]:
    """The names a learner has after the setup cell and nothing else."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook.tagged("setup"):
        exec(compile(cell.source, f"{notebook.path.name}, setup", "exec"), names)
    return names


def check_calls(notebook: Notebook) -> list[tuple[str, ast.expr, str]]:
    """(exercise id, expression of the answer, source of the cell) of every check()."""
    return [
        (node.args[0].value, node.args[1], cell.source)
        for cell in notebook.code
        if "check(" in cell.source
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "check"
        and len(node.args) == 2
        and isinstance(node.args[0], ast.Constant)
    ]


def printed(run: Callable[..., None], *args: Any) -> str:
    """What a function prints."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        run(*args)
    return output.getvalue()


def stub_output(notebook: Notebook, source: str) -> str:
    """What a stub prints when it is the first cell to run after the setup."""
    return printed(exec, compile(source, "stub", "exec"), setup_names(notebook))


def solved(notebook: Notebook, exercise_id: str) -> Any:
    """The answer that the marked solution leads to: what the stub hands to check().

    Raises
    ------
    LookupError
        If the notebook has no such stub or no such solution.
    """
    answers = {name: expression for name, expression, _ in check_calls(notebook)}
    solutions = notebook.solutions()
    if exercise_id not in answers or exercise_id not in solutions:
        raise LookupError("there is no stub or no marked solution")
    names = setup_names(notebook)
    printed(exec, compile(solutions[exercise_id], "solution", "exec"), names)
    return eval(compile(ast.Expression(answers[exercise_id]), "stub", "eval"), names)


def wrong_answers(package: str) -> Wrong:
    """The WRONG tables of a folder's lessons as one; empty if the folder has none."""
    table: Wrong = {}
    folder = f"{__package__}.wrong_answers.{package}"
    paths = (ROOT / "tests/course/wrong_answers" / package).glob("[!_]*.py")
    for path in sorted(paths):
        table |= importlib.import_module(f"{folder}.{path.stem}").WRONG
    return table


# --- rules about what is there -----------------------------------------------------


def mismatched(
    notebook: Notebook, lesson_id: str, entries: Sequence[Exercise]
) -> list[str]:
    """E1, E2, ... each with one checker, one stub and one solution."""
    found = {
        "checker": [entry.id for entry in entries],
        "check() in a stub": [name for name, _, _ in check_calls(notebook)],
        "marked solution": re.findall(r"<!--\s*solution:\s*(\S+)", notebook.prose),
        "solution with code": list(notebook.solutions()),
    }
    wanted = [f"{lesson_id}-E{i}" for i in range(1, len(entries) + 1)]
    problems = [
        f"{name} has {Counter(ids)[name]} × {thing}, not 1"
        for thing, ids in found.items()
        for name in sorted({*wanted, *ids})
        if Counter(ids)[name] != 1 or name not in wanted
    ]
    if not FEWEST <= len(entries) <= MOST:
        problems.append(f"{lesson_id} has {len(entries)} exercises, not 5 to 7")
    return problems


def misquoted(notebook: Notebook, entries: Iterable[Exercise]) -> list[str]:
    """Each statement opens with the id, the stars and the minutes of the registry."""
    wanted = {
        e.id: f"**{e.id}** ({'★' * e.stars}{'☆' * (3 - e.stars)}, {e.minutes} min)"
        for e in entries
    }
    return [
        f"{name}: the text must say {label!r}"
        for name, label in wanted.items()
        if label not in notebook.prose
    ]


def wrong_minutes(entries: Iterable[Exercise], recorded: int) -> list[str]:
    """The time in curriculum.toml is the sum over the exercises, to the nearest 5."""
    total = sum(entry.minutes for entry in entries)
    if recorded == 5 * round(total / 5):
        return []
    return [f"curriculum.toml has {recorded} min, the exercises sum to {total} min"]


# --- rules about what happens ------------------------------------------------------


def wrong_stubs(notebook: Notebook) -> list[str]:
    """An untouched stub runs after the setup cell alone and prints one line."""
    problems = []
    for name, _, source in check_calls(notebook):
        wanted = f"{name}: not attempted yet\n"
        try:
            output = stub_output(notebook, source)
        except Exception as error:
            output = repr(error)
        if output != wanted:
            problems.append(f"{name}: the untouched stub gives {output!r}")
    return problems


def wrong_solutions(notebook: Notebook, entries: Iterable[Exercise]) -> list[str]:
    """Every marked solution is accepted, and within a second."""
    problems = []
    for entry in entries:
        try:
            answer = solved(notebook, entry.id)
            start = time.process_time()
            output = printed(check, entry.id, answer)
            seconds = time.process_time() - start
        except Exception as error:
            problems.append(f"{entry.id}: the solution raised {error!r}")
            continue
        if output != f"{entry.id}: correct\n":
            problems.append(f"{entry.id}: the solution gives {output!r}")
        if seconds > SECONDS:
            problems.append(f"{entry.id}: the checker took {seconds:.1f} s")
    return problems


def accepted(entries: Iterable[Exercise], wrong: Wrong) -> list[str]:
    """At least two wrong answers per exercise, each with the hint it deserves."""
    problems = []
    for entry in entries:
        table = wrong.get(entry.id, [])
        if len(table) < 2:
            problems.append(
                f"{entry.id}: {len(table)} wrong answers, at least 2 needed"
            )
        for number, (answer, hint) in enumerate(table):
            output = printed(check, entry.id, answer)
            if not output.startswith(f"{entry.id}: not yet. ") or hint not in output:
                problems.append(
                    f"{entry.id}: wrong answer {number} should get a hint with "
                    f"{hint!r}, but gives {output!r}"
                )
    return problems


def _fails(*args: Any, **kwargs: Any) -> None:
    raise ZeroDivisionError("on purpose")


def unreported_errors(notebook: Notebook, entries: Iterable[Exercise]) -> list[str]:
    """Where a function is asked for, one that raises gets the error line."""
    problems = []
    for entry in entries:
        if not callable(solved(notebook, entry.id)):
            continue
        output = printed(check, entry.id, _fails)
        if output != f"{entry.id}: your code raised ZeroDivisionError: on purpose\n":
            problems.append(f"{entry.id}: a function that raises gives {output!r}")
    return problems


JUNK: tuple[Any, ...] = (
    *("a text", b"bytes", True, 0, -1, 3 + 4j, 10**400, float("nan"), float("inf")),
    *((), [], {}, set(), range(3), [[1.0], [1.0, 2.0]], [1.0, "a"], (None, 2.0)),
    *(np.zeros(0), np.zeros(3), np.zeros((2, 3, 4)), np.array(["a"]), np.array(3)),
    *(object(), int, len, lambda: 0, lambda *args: args[0]),
)


def confused_checkers(entries: Iterable[Exercise]) -> list[str]:
    """No answer makes a checker itself fail, nor a function that returns it."""
    problems = []
    for entry in entries:
        for junk in JUNK:
            for answer in (junk, lambda *args, junk=junk: junk):
                try:
                    core.judge(entry, answer)
                except Exception as error:
                    given = "a function returning " if answer is not junk else ""
                    problems.append(f"{entry.id}: {given}{junk!r} leads to {error!r}")
    return problems
