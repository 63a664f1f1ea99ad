"""A miniature course: two lessons, one planned, in a folder of its own."""

import pytest
from nbformat import v4

from tools.normalise import to_text

CURRICULUM = """\
[[folder]]
number = "00"
path = "00-counting"
package = "prerequisites"
title = "Counting"
promise = "Count to ten."

[[folder]]
number = "01"
path = "01-adding"
package = "linear_algebra"
title = "Adding"
promise = "Add."

[[lesson]]
id = "01-01"
file = "01-adding/01-sums.ipynb"
title = "Order does not matter"
level = "Intermediate"
difficulty = 2
seconds = 8
minutes_read = 20
minutes_exercises = 10
needs = ["00-01"]
terms = ["sum"]
cites = [{ key = "peano-1889-arithmetices", locator = "section 1" }]

[[lesson]]
id = "00-01"
file = "00-counting/01-numbers.ipynb"
title = "After one comes two"
level = "Beginner"
difficulty = 1
seconds = 3
minutes_read = 10
minutes_exercises = 20
needs = []
terms = []
cites = []

# What comes later.

[[planned]]
id = "00-02"
file = "00-counting/02-zero.ipynb"
title = "Zero"

[[planned]]
id = "01-02"
file = "01-adding/02-carrying.ipynb"
title = "Carrying"
"""

BIBLIOGRAPHY = r"""
@book{peano-1889-arithmetices,
  author = {Giuseppe Peano},
  title = {Arithmetices principia, {N}ova Methodo},
  year = {1889},
  publisher = {Bocca},
  url = {https://example.org/peano},
  annotation = {The axioms, in Latin.}
}
@article{erdos-1959-graphs,
  author = {Paul Erd{\H o}s and Alfr{\'e}d R{\'e}nyi},
  title = {On random graphs},
  journal = {Publ. Math.},
  year = {1959}, volume = {6}, number = {1}, pages = {290--297},
  doi = {10.5486/x}
}
"""


def block(name):
    return f"<!-- generated:start {name} -->\n<!-- generated:end -->"


def lesson(title):
    return v4.new_notebook(
        cells=[
            v4.new_markdown_cell(f"# {title}\n\n{block('header')}\n\nMine."),
            v4.new_code_cell("pass", metadata={"tags": ["bootstrap"]}),
            v4.new_code_cell("1 + 1"),
            v4.new_markdown_cell(
                f"Next.\n\n{block('references')}\n\n{block('footer')}"
            ),
        ]
    )


@pytest.fixture
def root(tmp_path):
    """The miniature course's folder."""
    files = {
        "pyproject.toml": '[project.urls]\nRepository = "https://github.com/me/course"\n',
        "README.md": f"# Course\n\n{block('gallery')}\n\n{block('start')}\n",
        "roadmap.md": "# Roadmap\n\n"
        + "\n\n".join(map(block, ("map", "stages", "lessons", "checklist", "planned"))),
        "references/curriculum.toml": CURRICULUM,
        "references/references.bib": BIBLIOGRAPHY,
        "references/glossary.md": "# Glossary\n\nWords.\n\n## sum\n\nWhat you get.\n\n"
        "## zero\n\nNothing.\n",
        "00-counting/01-numbers.ipynb": to_text(lesson("After one comes two")),
        "01-adding/01-sums.ipynb": to_text(lesson("Order does not matter")),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path
