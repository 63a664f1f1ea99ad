"""Write everything that is generated from references/curriculum.toml.

Headers, first cells, references and footers of the lessons; README.md of each folder;
the blocks of roadmap.md and README.md; the reading list; the homes of the glossary's
terms. With --check nothing is written and stale files are named.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat

from tools import bibliography, curriculum, pages
from tools.curriculum import Curriculum
from tools.gallery import pictures
from tools.lesson_text import lesson_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments to `parser`."""
    parser.add_argument("--check", action="store_true", help="name stale files only")


def run(arguments: argparse.Namespace) -> int:
    """Bring the course up to date, or with --check return 1 if it is not."""
    return update(curriculum.ROOT, check=arguments.check)


def update(root: Path, *, check: bool = False) -> int:
    """Write (or check) all generated text of the course in `root`; return the status.

    A file that cannot be generated is named with the reason, and the others are done.
    """
    status = 0
    for path, generate in generators(root).items():
        try:
            content = generate()
            if _stored(path, type(content)) == content:
                continue
            if check:
                raise ValueError("stale, run `python -m tools roadmap`")
            _store(path, content)
            print(f"{path.relative_to(root)}: written")
        except (OSError, ValueError, nbformat.ValidationError) as error:
            reason = getattr(error, "strerror", None) or error
            print(f"{path.relative_to(root)}: {reason}")
            status = 1
    return status


def _stored(path: Path, kind: type) -> str | bytes | None:
    if not path.exists():
        return None
    return path.read_bytes() if kind is bytes else path.read_text(encoding="utf-8")


def _store(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content, encoding="utf-8", newline="\n")


def generators(root: Path) -> dict[Path, Callable[[], str | bytes]]:
    """Each generated file, and the function that returns what it should hold."""
    course = curriculum.load(root)
    entries = bibliography.read(root)
    repository = repository_of(root)
    files: dict[Path, Callable[[], str | bytes]] = {}
    for lesson in course.lessons:
        files[lesson.path] = partial(lesson_text, course, lesson, entries, repository)
    for folder in course.started:
        index = root / folder.path / "README.md"
        files[index] = partial(pages.folder_readme, course, folder)
    for picture in pictures(course):
        files[root / picture.file] = partial(bytes, picture.png)
    for name, fill in {
        "README.md": pages.readme,
        "roadmap.md": pages.roadmap,
        "references/glossary.md": pages.glossary,
    }.items():
        files[root / name] = partial(_refill, root / name, course, fill)
    files[root / "references" / "README.md"] = partial(
        bibliography.reading_list, course, entries
    )
    return files


def _refill(
    path: Path, course: Curriculum, fill: Callable[[Curriculum, str], str]
) -> str:
    return fill(course, path.read_text(encoding="utf-8"))


def repository_of(root: Path) -> str:
    """The address of the course, from its one place in pyproject.toml."""
    data = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(data["project"]["urls"]["Repository"]).rstrip("/")
