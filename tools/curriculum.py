"""The course graph, read from references/curriculum.toml.

`load()` is the one way in. It checks what a single record must hold; what relates
records to files and to each other is checked by tests/course.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("Beginner", "Intermediate", "Advanced")


def module_of(file: str) -> str:
    """The name of a lesson's modules: `11-low-rank.ipynb` has `low_rank`."""
    return Path(file).stem.split("-", 1)[1].replace("-", "_")


@dataclass(frozen=True)
class Citation:
    """One entry of a reading list: a BibTeX key and where to look in it."""

    key: str
    locator: str = ""


@dataclass(frozen=True)
class Folder:
    """One of the nine folders of the course and its sub-package of utils."""

    number: str
    path: str
    package: str
    title: str
    promise: str


@dataclass(frozen=True)
class Lesson:
    """One notebook. Times are in minutes, but for `seconds`, its running time."""

    id: str
    file: str
    title: str
    level: str
    difficulty: int
    seconds: int
    minutes_read: int
    minutes_exercises: int
    needs: tuple[str, ...]
    terms: tuple[str, ...]
    cites: tuple[Citation, ...]
    root: Path = ROOT

    @property
    def path(self) -> Path:
        return self.root / self.file

    @property
    def folder(self) -> str:
        return self.id.split("-")[0]


@dataclass(frozen=True)
class Planned:
    """A lesson that has a number and a place but no notebook yet."""

    id: str
    file: str
    title: str


@dataclass(frozen=True)
class Curriculum:
    """All folders and lessons, in the order in which they are taught."""

    folders: tuple[Folder, ...]
    lessons: tuple[Lesson, ...]
    planned: tuple[Planned, ...]
    root: Path = ROOT

    @cached_property
    def by_id(self) -> dict[str, Lesson]:
        return {lesson.id: lesson for lesson in self.lessons}

    @property
    def started(self) -> list[Folder]:
        """Folders that have at least one lesson."""
        return [f for f in self.folders if self.in_folder(f.number)]

    def used_by(self, lesson_id: str) -> list[Lesson]:
        """Lessons that name `lesson_id` among their prerequisites."""
        return [lesson for lesson in self.lessons if lesson_id in lesson.needs]

    def in_folder(self, number: str) -> list[Lesson]:
        return [lesson for lesson in self.lessons if lesson.folder == number]

    def package_of(self, item_id: str) -> str:
        """The sub-package of utils that a lesson's or exercise's id belongs to."""
        return {f.number: f.package for f in self.folders}[item_id[:2]]


def load(root: Path = ROOT) -> Curriculum:
    """Read the course graph of the course in `root`; lessons come back sorted by id.

    Raises
    ------
    ValueError
        If a record lacks a field, has an unknown one, or an unknown level.
    """
    path = root / "references" / "curriculum.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lessons = [_lesson(record, root) for record in data["lesson"]]
    lessons.sort(key=lambda lesson: lesson.id)
    return Curriculum(
        root=root,
        folders=tuple(Folder(**record) for record in data["folder"]),
        lessons=tuple(lessons),
        planned=tuple(Planned(**record) for record in data.get("planned", [])),
    )


def _lesson(record: dict[str, Any], root: Path) -> Lesson:
    cites = tuple(Citation(**cite) for cite in record.pop("cites", []))
    needs, terms = tuple(record.pop("needs", ())), tuple(record.pop("terms", ()))
    try:
        lesson = Lesson(**record, needs=needs, terms=terms, cites=cites, root=root)
    except TypeError as error:
        raise ValueError(f"curriculum.toml, {record.get('id')}: {error}") from None
    if lesson.level not in LEVELS:
        raise ValueError(
            f"curriculum.toml, {lesson.id}: unknown level {lesson.level!r}"
        )
    return lesson
