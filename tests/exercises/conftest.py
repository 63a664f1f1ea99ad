"""Exercises that exist for one test only."""

import pytest

from utils.exercises import core, registry
from utils.exercises.registry import Exercise


@pytest.fixture
def register(monkeypatch):
    """Register a checker under an id of lesson 02-99, which is no lesson."""
    monkeypatch.setattr(core, "_session", {})

    def put(checker, id="02-99-E1", minutes=5, objective="try the tests"):
        entry = Exercise(id, "value", minutes, 1, objective, checker)
        monkeypatch.setitem(registry._exercises, id, entry)
        return id

    return put


@pytest.fixture
def verdict(register, capsys):
    """What check() prints about an answer, without the id and the line break."""

    def judge(checker, answer):
        exercise_id = register(checker)
        core.check(exercise_id, answer)
        line = capsys.readouterr().out
        assert line.startswith(f"{exercise_id}: ")
        assert line.endswith("\n")
        assert line.count("\n") == 1
        return line[len(exercise_id) + 2 : -1]

    return judge
