"""The table of exercises."""

import dataclasses
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest

from utils.exercises import exercise, registry
from utils.exercises.registry import KINDS, PACKAGES, Exercise, find, registered

FIELDS = {"kind": "value", "minutes": 5, "stars": 1, "objective": "try the tests"}


@pytest.fixture(autouse=True)
def restored(monkeypatch):
    monkeypatch.setattr(registry, "_exercises", dict(registry._exercises))


def test_a_checker_is_registered_and_stays_a_function():
    @exercise("02-99-E1", **FIELDS)
    def checker(answer):
        return None

    assert checker(1.0) is None
    assert find("02-99-E1") == Exercise(
        "02-99-E1", "value", 5, 1, "try the tests", checker
    )
    assert find("02-99-E1").lesson == "02-99"


def test_an_entry_cannot_be_changed():
    entry = Exercise("02-99-E1", checker=print, **FIELDS)
    with pytest.raises(dataclasses.FrozenInstanceError):
        entry.minutes = 1


def test_an_id_is_taken_once():
    exercise("02-99-E1", **FIELDS)(print)
    with pytest.raises(ValueError, match="02-99-E1 is registered twice"):
        exercise("02-99-E1", **FIELDS)(repr)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "2-99-E1"),
        ("id", "09-01-E1"),
        ("id", "02-99-E0"),
        ("id", "02-99-E1 "),
        ("kind", "essay"),
        ("stars", 0),
        ("stars", 4),
        ("minutes", 0),
        ("objective", ""),
    ],
)
def test_a_bad_field_is_named(field, value):
    with pytest.raises(ValueError, match=field):
        Exercise(**{"id": "02-99-E1", "checker": print, **FIELDS, field: value})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_the_guide_exists(kind):
    assert Exercise("02-99-E1", checker=print, **{**FIELDS, "kind": kind}).kind == kind


def test_exercises_of_a_lesson_and_of_a_folder_come_in_order():
    for id in ("02-98-E1", "02-99-E10", "02-99-E2", "02-99-E1"):
        exercise(id, **FIELDS)(print)
    assert [e.id for e in registered("02-99")] == ["02-99-E1", "02-99-E2", "02-99-E10"]
    folder = [e.id for e in registered("02")]
    assert folder.index("02-98-E1") < folder.index("02-99-E1")
    assert registered("02-9") == []


@pytest.mark.parametrize(
    "id", ["", "x", "99-01-E1", "09-01-E1", "02-99-E1", "nonsense"]
)
def test_unknown_ids_are_not_found(id):
    assert find(id) is None


def test_a_folder_is_loaded_when_first_asked_for(monkeypatch):
    loaded = []

    def load(name):
        loaded.append(name)
        return SimpleNamespace(__path__=[])

    monkeypatch.setattr(registry.importlib, "import_module", load)
    for number in range(9):
        find(f"0{number}-01-E1")
    assert loaded == [f"utils.exercises.{package}" for package in PACKAGES]


def test_an_import_that_fails_inside_a_module_of_checkers_surfaces(monkeypatch):
    def missing(module):
        raise ModuleNotFoundError("No module named 'scipi'", name="scipi")

    monkeypatch.setattr(registry.importlib, "import_module", missing)
    with pytest.raises(ModuleNotFoundError, match="scipi"):
        find("02-99-E1")


def test_importing_the_package_loads_no_checkers_and_nothing_but_numpy():
    code = (
        "import sys, numpy; before = set(sys.modules); import utils.exercises;"
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    new = run.stdout.split()
    assert not {f"utils.exercises.{package}" for package in PACKAGES} & set(new)
    outside = {re.split(r"\.", name)[0] for name in new} - {"utils"}
    assert outside <= set(sys.stdlib_module_names)
