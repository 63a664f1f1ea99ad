"""Exercises that check themselves.

In a notebook
    check("01-03-E2", answer)    one line: correct, not yet, not attempted, an error
    TODO                         stands where the learner's code goes
    report("01-03")              how far you are with a lesson

In the modules of checkers (one per lesson, such as models/linear_regression.py)
    @exercise(...)               registers a function that takes the answer
    Hint                         raised with a sentence for the learner
    call(f, *args)               runs the learner's function safely
    parts                        ready-made checks: require_number, require_array ...
"""

from .calls import Hint, call
from .core import check, report
from .registry import exercise
from .todo import TODO, NotAttempted

__all__ = ["TODO", "Hint", "NotAttempted", "call", "check", "exercise", "report"]
