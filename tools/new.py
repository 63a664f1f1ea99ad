"""Start a planned lesson: `new 01-02` makes a notebook from the template.

The template is a complete, tiny lesson about doubling numbers, with a note in each cell
on what belongs there. It is green at once, because everything a lesson needs is there:
six parts, figures with alternative text, and five exercises with checkers and wrong
answers. The command

    copies tools/template/lesson.ipynb and runs the copy,
    copies tools/template/checkers.py to utils/exercises/<package>/<lesson>.py,
    copies tools/template/wrong_answers.py to tests/course/wrong_answers/, likewise,
    turns the [[planned]] record into a [[lesson]] record, and
    writes the generated text as `roadmap` does.

Nothing else changes. Replace the example from top to bottom.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from tools import curriculum, roadmap
from tools.curriculum import Curriculum, Planned
from tools.execute import execute
from tools.notebooks import Notebook

TEMPLATE = Path(__file__).resolve().parent / "template"
ID = "00-00"  # the template's own
TITLE = "Lesson title"
EXERCISES = {  # file of the template: where its copies go
    "checkers.py": "utils/exercises",
    "wrong_answers.py": "tests/course/wrong_answers",
}

_RECORD = """\
[[lesson]]
id = "{id}"
file = "{file}"
title = "{title}"
level = "Beginner"
difficulty = 1
seconds = 5
minutes_read = {minutes_read}
minutes_exercises = {minutes_exercises}
needs = []
terms = []
cites = []

"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments to `parser`."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("id", metavar="ID", help="of a planned lesson, such as 01-02")


def run(arguments: argparse.Namespace) -> int:
    """Make the lesson; return 1 if there is none planned under this id."""
    try:
        lesson = create(curriculum.ROOT, arguments.id)
    except ValueError as error:
        print(error)
        return 1
    print(f"{lesson.file}: written, and green. Now make it a lesson:")
    print("  its record in references/curriculum.toml, and every cell with a note")
    return 0


def create(root: Path, lesson_id: str) -> Planned:
    """Make the planned lesson `lesson_id` of the course in `root`.

    Raises
    ------
    ValueError
        If no lesson is planned under this id.
    """
    course = curriculum.load(root)
    planned = {lesson.id: lesson for lesson in course.planned}
    if lesson_id not in planned:
        raise ValueError(
            f"{lesson_id}: references/curriculum.toml plans no such lesson"
        )
    lesson = planned[lesson_id]
    _add_exercises(root, course, lesson)
    _add_notebook(root / lesson.file, lesson)
    _move_record(root, lesson)
    roadmap.update(root)
    return lesson


def _filled_in(name: str, lesson: Planned) -> str:
    """A file of the template with the lesson's id and title in place of its own."""
    text = (TEMPLATE / name).read_text(encoding="utf-8")
    text = text.replace(ID, lesson.id).replace(TITLE, lesson.title)
    return text.replace(ID.replace("-", "_"), lesson.id.replace("-", "_"))


def _add_notebook(path: Path, lesson: Planned) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(_filled_in("lesson.ipynb", lesson), encoding="utf-8", newline="\n")
    execute(path)


def _add_exercises(root: Path, course: Curriculum, lesson: Planned) -> None:
    module = f"{curriculum.module_of(lesson.file)}.py"
    for name, folder in EXERCISES.items():
        path = root / folder / course.package_of(lesson.id) / module
        if not path.parent.exists():
            path.parent.mkdir()
            (path.parent / "__init__.py").touch()
        path.write_text(_filled_in(name, lesson), encoding="utf-8", newline="\n")


def _move_record(root: Path, lesson: Planned) -> None:
    """Replace the [[planned]] record by a [[lesson]] record, after the other ones."""
    checkers = _filled_in("checkers.py", lesson)
    minutes = sum(int(number) for number in re.findall(r"minutes=(\d+)", checkers))
    record = _RECORD.format(
        id=lesson.id,
        file=lesson.file,
        title=lesson.title,
        minutes_read=Notebook.read(root / lesson.file).reading_minutes(),
        minutes_exercises=5 * round(minutes / 5),
    )
    path = root / "references" / "curriculum.toml"
    done, plans = re.split(
        r"^(?=(?:#.*\n)*\[\[planned)",
        path.read_text(encoding="utf-8"),
        maxsplit=1,
        flags=re.M,
    )
    plans = re.sub(
        rf'^\[\[planned\]\]\nid = "{lesson.id}"\n(?:.+\n)*\n?', "", plans, flags=re.M
    )
    path.write_text(done + record + plans, encoding="utf-8", newline="\n")
