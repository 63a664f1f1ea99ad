"""Reading the lessons, and saying where in one of them something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from nbformat import NotebookNode

from tools.curriculum import ROOT
from tools.notebooks import Notebook, without_code

LESSONS = sorted(ROOT.glob("[0-9][0-9]-*/[0-9][0-9]-*.ipynb"))
# Markdown files, but for those in hidden folders (environments) and authors' drafts.
PAGES = sorted(
    path
    for pattern in ("*.md", "[a-z0-9]*/**/*.md", ".github/**/*.md")
    for path in ROOT.glob(pattern)
    if not {"drafts", "build", "dist"} & set(path.parts)
)

_GENERATED = re.compile(r"<!-- generated:start.*?<!-- generated:end -->", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FORMULA = re.compile(r"(?<!\\)\$\$.*?(?<!\\)\$\$|(?<!\\)\$[^$\n]*(?<!\\)\$", re.S)
_LINK = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")


@cache
def read(path: Path) -> Notebook:
    return Notebook.read(path)


def id_of(path: Path) -> str:
    """The lesson's id, `01-11` for 01-linear-algebra/11-svd.ipynb."""
    return f"{path.parent.name[:2]}-{path.name[:2]}"


def prose(markdown: str) -> str:
    """What is read as sentences: no code, formulas, link targets, tags, generated text.

    Line breaks stay where they are.
    """
    text = without_code(without_generated(markdown))
    for pattern in (_COMMENT, _FORMULA, _LINK, _TAG):
        text = pattern.sub(" ", text)
    return text


def without_generated(markdown: str) -> str:
    """Markdown without what `python -m tools roadmap` writes into it."""
    return _GENERATED.sub("", markdown)


def without_formulas(markdown: str) -> str:
    return _FORMULA.sub("", markdown)


def where(notebook: Notebook, index: int) -> str:
    """Name a cell by file, position (counted from 0) and first line."""
    lines = notebook.cells[index].source.strip().splitlines() or ["(empty)"]
    return f"{notebook.path.name}, cell {index} “{lines[0][:50]}”"


def markdown_cells(notebook: Notebook) -> Iterator[tuple[int, str]]:
    """(index, source) of every Markdown cell."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            yield index, cell.source


def code_cells(notebook: Notebook) -> Iterator[tuple[int, NotebookNode]]:
    """(index, cell) of every code cell."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            yield index, cell


def tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


def comments(source: str) -> str:
    """The comment lines of a code cell, as one text."""
    return "\n".join(
        line for line in source.splitlines() if line.lstrip().startswith("#")
    )


def report(problems: Iterable[str]) -> None:
    """Fail the running test with one line per problem; pass if there is none."""
    __tracebackhide__ = True
    if listed := list(problems):
        pytest.fail("\n".join(listed), pytrace=False)
