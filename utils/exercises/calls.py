"""Running a learner's function, and what may come of it.

A result is returned. Otherwise `call` raises

    Hint             the function changed its arguments, or is no function at all
    NotAttempted     it returned None or TODO, or computed with TODO
    AnswerError      it raised: the learner's error, not one of the checker
"""

from __future__ import annotations

import copy
import numbers
from collections.abc import Callable
from typing import Any

import numpy as np

from .todo import NotAttempted, holds_todo


class Hint(Exception):
    """Raised by a checker when an answer is wrong; the text is for the learner."""


class AnswerError(Exception):
    """The learner's code raised `error`."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(error)
        self.error = error


def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Run a learner's function on copies of the arguments and return its result.

    Raises
    ------
    Hint
        If `function` cannot be called, or changes an array, list or dict it was given.
    NotAttempted
        If the function is still TODO, computes with it, or returns it or None.
    AnswerError
        If the function raises anything else.

    Examples
    --------
    >>> call(lambda x, y: x + y, 1, 2)
    3
    """
    if holds_todo(function):
        raise NotAttempted
    if not callable(function):
        raise Hint(
            "pass the function itself, without calling it: its name and no brackets"
        )
    given = copy.deepcopy((args, kwargs))
    result = _run(function, *given)
    _require_unchanged(given, (args, kwargs))
    if result is None or holds_todo(result):
        raise NotAttempted
    return result


def _run(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    try:
        return function(*args, **kwargs)
    except NotAttempted:
        raise
    # exit() in learner's code must not end the kernel; Ctrl-C must still work.
    except (Exception, SystemExit) as error:
        # NumPy wraps what `A[0, 0] = TODO` raises into an error of its own.
        if isinstance(error.__cause__, NotAttempted):
            raise NotAttempted from error
        raise AnswerError(error) from error


def _require_unchanged(given: Any, original: Any) -> None:
    """Raise a Hint that names the first argument which differs from its original."""
    new, old = [
        dict(enumerate(args, start=1)) | kwargs for args, kwargs in (given, original)
    ]
    for name in old:
        if not _same(new[name], old[name]):
            raise Hint(
                f"your function changes its argument {name}, which belongs to the "
                "caller; work on a copy, for example x = x.copy()"
            )


def _same(new: Any, old: Any) -> bool:
    """Whether two containers hold the same numbers, NaN being equal to itself."""
    if type(new) is not type(old):
        return False
    if isinstance(old, np.ndarray):
        return new.shape == old.shape and new.tobytes() == old.tobytes()
    if isinstance(old, (list, tuple)):
        return len(new) == len(old) and all(map(_same, new, old))
    if isinstance(old, dict):
        return new.keys() == old.keys() and all(_same(new[k], old[k]) for k in old)
    if isinstance(old, (numbers.Number, str)):
        return repr(new) == repr(old)
    return True  # generators and functions, whose state may change
