"""Reading lessons: cells, headings, exercises, solutions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

PARTS = (
    "1 Concept Overview",
    "2 Mathematical Explanation",
    "3 Intuition & Visualization",
    "4 Python Implementation",
    "5 ML Connection",
    "6 Summary",
)

_FENCE = re.compile(r"^(```+|~~~+).*?^\1\s*$", re.M | re.S)
_SOLUTION = re.compile(r"<!--\s*solution:\s*(\S+)\s*-->\s*```python\n(.*?)\n```", re.S)
_FOLDED = re.compile(r"<details.*?</details>", re.S)
_GENERATED = re.compile(r"<!-- generated:start.*?<!-- generated:end -->", re.S)
_DISPLAYED = re.compile(r"\$\$.+?\$\$", re.S)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CHECK = re.compile(r"^\s*check\(\s*[\"'](\d\d-\d\d-E\d+)[\"']", re.M)


@dataclass(frozen=True)
class Notebook:
    """One notebook with the questions that tests and tools ask of it."""

    path: Path
    node: NotebookNode

    @classmethod
    def read(cls, path: Path) -> Notebook:
        return cls(path, nbformat.read(path, as_version=4))

    @property
    def cells(self) -> list[NotebookNode]:
        return self.node.cells

    @property
    def markdown(self) -> list[NotebookNode]:
        return [c for c in self.cells if c.cell_type == "markdown"]

    @property
    def code(self) -> list[NotebookNode]:
        return [c for c in self.cells if c.cell_type == "code"]

    @property
    def prose(self) -> str:
        """All Markdown, cells separated by blank lines."""
        return "\n\n".join(c.source for c in self.markdown)

    def tagged(self, tag: str) -> list[NotebookNode]:
        return [c for c in self.cells if tag in c.metadata.get("tags", [])]

    def headings(self) -> list[tuple[int, str]]:
        """(level, text) of every Markdown heading outside fenced code."""
        return headings(self.prose)

    def solutions(self) -> dict[str, str]:
        """Exercise id -> code of its marked solution."""
        return dict(_SOLUTION.findall(self.prose))

    def reading_minutes(self) -> int:
        """Words / 180 + 1.5 per displayed equation + 1 per figure, to the nearest 5.

        What is folded (answers, proofs, solutions) or generated is not counted.
        """
        text = without_code(_FOLDED.sub("", _GENERATED.sub("", self.prose)))
        equations = len(_DISPLAYED.findall(text))
        words = len(
            _WORD.findall(re.sub(r"<[^>]+>|\$[^$]*\$", " ", _DISPLAYED.sub(" ", text)))
        )
        figures = sum(
            "image/png" in output.get("data", {})
            for c in self.code
            for output in c.outputs
        )
        return 5 * round((words / 180 + 1.5 * equations + figures) / 5)

    def stubs(self) -> dict[str, NotebookNode]:
        """Exercise id -> the code cell that calls check() on it."""
        return {
            exercise: cell
            for cell in self.code
            for exercise in _CHECK.findall(cell.source)
        }


def without_code(markdown: str) -> str:
    """Markdown with fenced code blocks and inline code removed."""
    return re.sub(r"`[^`\n]+`", "", _FENCE.sub("", markdown))


def headings(markdown: str) -> list[tuple[int, str]]:
    """(level, text) of every heading outside fenced code."""
    found = re.findall(r"^(#{1,6})\s+(.+?)\s*$", _FENCE.sub("", markdown), re.M)
    return [(len(marks), text) for marks, text in found]


def slug(heading: str) -> str:
    """The anchor that GitHub gives to a heading.

    Examples
    --------
    >>> slug("3 Intuition & Visualization")
    '3-intuition--visualization'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
