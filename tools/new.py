"""Start a planned lesson: `new 01-02` makes a notebook from the template.

The template is a complete, tiny lesson about doubling numbers, with a note in each cell
on what belongs there. It is green at once, because everything a lesson needs is there:
six parts, figures with alternative text, and five exercises with checkers and wrong
answers. The command

    copies tools/template/lesson.ipynb and runs the copy,
    appends tools/template/checkers.py to utils/exercises/<package>.py,
    appends tools/template/wrong_answers.py to tests/course/wrong_answers/<package>.py,
    turns the [[planned]] record into a [[lesson]] record, and
    writes the generated text as `roadmap` does.

Nothing else changes. Replace the example from top to bottom.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from pathlib import Path

from tools import curriculum, roadmap
from tools.curriculum import Curriculum, Planned
from tools.execute import execute
from tools.notebooks import Notebook

TEMPLATE = Path(__file__).resolve().parent / "template"
ID = "00-00"  # the template's own
TITLE = "Lesson title"

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
    package = course.package_of(lesson.id)
    checkers = root / "utils" / "exercises" / f"{package}.py"
    wrong_answers = root / "tests" / "course" / "wrong_answers" / f"{package}.py"
    _append_module(checkers, _filled_in("checkers.py", lesson))
    _append_module(wrong_answers, _filled_in("wrong_answers.py", lesson))


def _append_module(path: Path, addition: str) -> None:
    """Make `path` from `addition`, or append its body and merge its imports."""
    if path.exists():
        module = _with_imports(path.read_text(encoding="utf-8"), addition)
        body = addition[addition.index("# ---") :]
        addition = f"{module.rstrip()}\n\n\n{body}"
    path.write_text(addition, encoding="utf-8", newline="\n")
    sort = ["ruff", "check", "--quiet", "--select=I", "--fix", str(path)]
    subprocess.run([sys.executable, "-m", *sort], check=True)


def _with_imports(module: str, addition: str) -> str:
    """Put the imports of `addition` after the docstring of `module`."""
    imports = [
        ast.unparse(node)
        for node in ast.parse(addition).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    end = ast.parse(module).body[0].end_lineno
    lines = module.splitlines()
    return "\n".join([*lines[:end], "", *imports, *lines[end:]])


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
