"""Pictures for README.md: figures of code cells that carry the tag `gallery`."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from tools.curriculum import Curriculum, Lesson
from tools.notebooks import Notebook

FOLDER = "references/gallery"


@dataclass(frozen=True)
class Picture:
    """A figure stored in a lesson, as PNG, with its alternative text."""

    lesson: Lesson
    png: bytes
    alt: str

    @property
    def file(self) -> str:
        return f"{FOLDER}/{self.lesson.id}.png"


def pictures(course: Curriculum) -> list[Picture]:
    """The first tagged figure of each lesson that has one."""
    found = (_picture(lesson) for lesson in course.lessons if lesson.path.exists())
    return [picture for picture in found if picture]


def _picture(lesson: Lesson) -> Picture | None:
    for cell in Notebook.read(lesson.path).tagged("gallery"):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                png = base64.b64decode(output.data["image/png"])
                return Picture(lesson, png, output.metadata["image/png"]["alt"])
    return None
