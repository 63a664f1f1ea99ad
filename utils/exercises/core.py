"""check() and report(): what the learner calls and reads.

Every verdict is one line of text that depends on the answer alone, so that notebooks
can be run again and compared.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from . import registry
from .calls import AnswerError, Hint
from .registry import Exercise
from .todo import NotAttempted, holds_todo

_LONGEST_MESSAGE = 200


@dataclass(frozen=True)
class Verdict:
    """What check() found and the text it prints after the exercise's id."""

    status: Literal["open", "correct", "wrong", "raised"]
    text: str


# Exercise id -> status of the latest check() in this session.
_session: dict[str, str] = {}


def check(exercise_id: str, answer: Any) -> None:
    """Print one line that says whether an answer is right.

    Nothing the answer does can raise here; an interrupt (Ctrl-C) still works.

    Parameters
    ----------
    exercise_id : str
        The id in the heading of the exercise, for example "01-03-E2".
    answer : object
        What the exercise asks for: a number, an array, a letter, a function ...

    Examples
    --------
    >>> check("01-99-E1", 3.0)
    01-99-E1: there is no exercise with this id
    """
    if not isinstance(exercise_id, str):
        print('check needs two things, in this order: check("01-03-E2", answer)')
        return
    print(f"{exercise_id}: {_look_up_and_judge(exercise_id, answer)}")


def _look_up_and_judge(exercise_id: str, answer: Any) -> str:
    try:
        entry = registry.find(exercise_id)
        if entry is None:
            return "there is no exercise with this id"
        verdict = judge(entry, answer)
    except Exception as error:
        return (
            "your answer could not be checked, and that is a fault of the course, "
            f"not yours; please report it ({_describe(error)})"
        )
    _session[exercise_id] = verdict.status
    return verdict.text


def judge(entry: Exercise, answer: Any) -> Verdict:
    """Run a checker on an answer.

    The learner's errors end in a verdict. Errors of the checker itself come through:
    tests see them as they are, and `check` owns up to them.

    Raises
    ------
    Exception
        Whatever a faulty checker raises.
    """
    if answer is None or holds_todo(answer):
        return Verdict("open", "not attempted yet")
    try:
        # The verdict is one line, and a warning is no error, whatever was set before.
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            result = entry.checker(answer)
    except NotAttempted:
        return Verdict("open", "not attempted yet")
    except Hint as hint:
        return Verdict("wrong", f"not yet. {_one_line(str(hint))}")
    except AnswerError as raised:
        return Verdict("raised", f"your code raised {_describe(raised.error)}")
    if result is not None:
        raise TypeError(f"the checker of {entry.id} must return None or raise Hint")
    return Verdict("correct", "correct")


def report(lesson_id: str) -> None:
    """Print how far you are with a lesson's exercises since the kernel started.

    Parameters
    ----------
    lesson_id : str
        For example "01-03".
    """
    entries = registry.registered(lesson_id)
    if not entries:
        print(f"{lesson_id}: there are no exercises for this lesson")
        return
    status = {entry.id: _session.get(entry.id, "open") for entry in entries}
    tried = [i for i, s in status.items() if s != "open"]
    remaining = [entry for entry in entries if status[entry.id] != "correct"]
    print(
        f"{lesson_id}: {len(tried)} of {len(entries)} exercises tried, "
        f"{len(entries) - len(remaining)} correct, "
        f"{len(entries) - len(tried)} not attempted yet"
    )
    for entry in remaining:
        state = "not attempted" if status[entry.id] == "open" else "not yet right"
        print(f"  {entry.id} ({entry.minutes} min, {state}): {entry.objective}")


def _describe(error: BaseException) -> str:
    """The type and the message of an error: "ValueError: x must not be empty"."""
    name, message = type(error).__name__, _one_line(str(error))
    if len(message) > _LONGEST_MESSAGE:
        message = f"{message[:_LONGEST_MESSAGE].rstrip()}..."
    return f"{name}: {message}" if message else name


def _one_line(text: str) -> str:
    """Collapse white space and drop memory addresses, which differ from run to run."""
    return " ".join(re.sub(r" at 0x[0-9A-Fa-f]+", "", text).split())
