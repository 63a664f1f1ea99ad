"""A new lesson is valid and green at once, in a copy of the whole course."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import curriculum, new

ID = "08-99"
FILE = "08-ml-math-case-studies/99-doubling.ipynb"
PYTEST = ["pytest", "-p", "no:cacheprovider", "-o", "addopts=", "-q"]
RECORD = f'\n[[planned]]\nid = "{ID}"\nfile = "{FILE}"\ntitle = "Doubling is a line"\n'


def run(copy, *arguments):
    """Run a module of the copy, with the copy's `utils` and `tools`."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The course with one more lesson planned, and that lesson made."""
    pytest.importorskip("ruff", reason="an author's tool: pip install -e .[author]")
    copy = tmp_path_factory.mktemp("copy") / "course"
    made = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "drafts")
    shutil.copytree(curriculum.ROOT, copy, ignore=shutil.ignore_patterns(*made))
    with (copy / "references/curriculum.toml").open("a", encoding="utf-8") as file:
        file.write(RECORD)
    status, output = run(copy, "tools", "new", ID)
    assert status == 0, output
    return copy


def test_record_has_moved(copy):
    course, before = curriculum.load(copy), curriculum.load()
    lesson = course.by_id[ID]
    assert (lesson.file, lesson.title) == (FILE, "Doubling is a line")
    assert course.planned == before.planned
    assert len(course.lessons) == len(before.lessons) + 1


def test_lesson_passes_the_tests_of_the_course(copy):
    names = f"{ID} or 08-ml or test_graph or test_generated"
    _, output = run(copy, *PYTEST, "-k", names, "tests/course")
    assert " passed" in output
    for name in (ID, FILE, Path(FILE).name):  # whatever other lessons' failures are
        assert name not in output, output


def test_lesson_passes_when_it_is_run_again(copy):
    status, output = run(copy, *PYTEST, "--nbval", "--nbval-current-env", FILE)
    assert status == 0, output


def test_added_code_is_clean(copy):
    folders = ("utils/exercises", "tests/course/wrong_answers")
    added = [f"{folder}/models/{curriculum.module_of(FILE)}.py" for folder in folders]
    status, output = run(copy, "ruff", "check", FILE, *added)
    assert status == 0, output


def test_unplanned_lesson_is_refused(root):
    for lesson_id in ("00-01", "07-01", "zero"):
        with pytest.raises(ValueError, match=f"{lesson_id}: .* plans no such lesson"):
            new.create(root, lesson_id)
