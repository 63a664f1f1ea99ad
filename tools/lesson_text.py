"""What is generated inside a lesson: header, first cell, references, footer."""

from __future__ import annotations

from urllib.parse import quote

import nbformat

from tools.bibliography import Bibliography, lesson_references
from tools.blocks import link, links, replace
from tools.curriculum import Curriculum, Lesson
from tools.normalise import to_text

TO_ROOT = "../"

BOOTSTRAP = """\
# Installs the course where it is missing (Colab, or this notebook on its own).
# Output is ignored by the tests: an installing run may print.
import importlib.util
import os
import subprocess
import sys

COURSE = "{repository}"
try:
    installed = importlib.util.find_spec("utils.datasets") is not None
except ModuleNotFoundError:  # no `utils` at all, or somebody else's
    installed = False
if not installed:
    source = os.environ.get("MFML_REPOSITORY", f"git+{{COURSE}}@main")
    command = [sys.executable, "-m", "pip", "install", "-q", source]
    subprocess.run(command, check=True)
    importlib.invalidate_caches()"""


def lesson_text(
    course: Curriculum, lesson: Lesson, bibliography: Bibliography, repository: str
) -> str:
    """The stored text of a lesson with everything generated in it up to date.

    Raises
    ------
    ValueError
        If a block or the first cell is missing, or a citation is unknown.
    """
    notebook = nbformat.read(lesson.path, as_version=4)
    first, last = notebook.cells[0], notebook.cells[-1]
    first.source = replace(first.source, "header", header(course, lesson, repository))
    references = lesson_references(lesson, bibliography)
    last.source = replace(last.source, "references", references)
    last.source = replace(last.source, "footer", footer(course, lesson))
    tagged = [c for c in notebook.cells if "bootstrap" in c.metadata.get("tags", [])]
    if len(tagged) != 1:
        raise ValueError("needs exactly one code cell tagged `bootstrap`")
    tagged[0].source = BOOTSTRAP.format(repository=repository)
    return to_text(notebook)


def header(course: Curriculum, lesson: Lesson, repository: str) -> str:
    """Level, times, launch links, and the lesson's place in the graph."""
    name = repository.removeprefix("https://github.com/")
    colab = f"https://colab.research.google.com/github/{name}/blob/main/{lesson.file}"
    binder = f"https://mybinder.org/v2/gh/{name}/main?labpath={quote(lesson.file, '')}"
    needs = links((course.by_id[need] for need in lesson.needs), TO_ROOT)
    place = [f"**You need:** {needs or 'nothing but school arithmetic'}"]
    if later := course.used_by(lesson.id):
        place.append(f"**Used later in:** {links(later, TO_ROOT)}")
    return "\n\n".join(
        [
            f"**{lesson.level}** · Reading {lesson.minutes_read} min "
            f"+ exercises {lesson.minutes_exercises} min "
            f"· Difficulty {lesson.difficulty}/5 · Runs in about {lesson.seconds} s",
            f"[Open in Colab]({colab}) · [Open in Binder]({binder})",
            *place,
        ]
    )


def footer(course: Curriculum, lesson: Lesson) -> str:
    """Where to go from here."""
    index = course.lessons.index(lesson)
    parts = []
    if index > 0:
        parts.append(f"**Previous:** {link(course.lessons[index - 1], TO_ROOT)}")
    if index + 1 < len(course.lessons):
        parts.append(f"**Next:** {link(course.lessons[index + 1], TO_ROOT)}")
    if later := course.used_by(lesson.id):
        parts.append(f"**Used in:** {links(later, TO_ROOT)}")
    parts.append(f"[Map of the course]({TO_ROOT}roadmap.md)")
    return " · ".join(parts)
