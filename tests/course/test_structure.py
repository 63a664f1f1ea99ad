"""The fixed shape of a lesson: six parts, header, first cells, last cell."""

import re
from itertools import pairwise

import pytest

from tests.course import miniature as mini
from tests.course.lessons import (
    code_cells,
    id_of,
    markdown_cells,
    report,
    tags,
    where,
    without_generated,
)
from tools import curriculum
from tools.lesson_text import BOOTSTRAP
from tools.notebooks import PARTS, headings, without_code
from tools.roadmap import repository_of

LABELS = (
    "**You will be able to**",
    "**Skip this notebook if you can**",
    "**Warm-up recall**",
)
# "Understand" cannot be checked; "compute", "derive", "explain why" can.
VAGUE = ("understand", "know", "learn", "appreciate", "be ", "see", "get ")
BLOCK = re.compile(r"<!-- generated:start (\S+) -->")


# --- headings ----------------------------------------------------------------------


def wrong_parts(notebook):
    found = tuple(text for level, text in notebook.headings() if level == 2)
    if found == PARTS:
        return []
    return [
        f"{notebook.path.name}: the level-2 headings are {list(found)}; "
        f"they must be exactly {list(PARTS)}"
    ]


def wrong_title(notebook, title):
    found = [text for level, text in notebook.headings() if level == 1]
    first = headings(notebook.cells[0].source)[:1]
    if found == [title] and first == [(1, title)]:
        return []
    return [
        f"{notebook.path.name}: level-1 headings {found}; the only one must open the "
        f"first cell and equal the title in curriculum.toml, {title!r}"
    ]


def skipped_levels(notebook):
    """Screen readers navigate by level: 2, 3, 4, without a gap on the way down."""
    levels = [(0, ""), *notebook.headings()]
    return [
        f"{notebook.path.name}: heading {text!r} has level {level}, but the one before "
        f"it has level {before}; use level {before + 1}"
        for (before, _), (level, text) in pairwise(levels)
        if level > before + 1
    ]


def underlined_headings(notebook):
    """A line under a text makes a heading that nobody intended."""
    return [
        f"{where(notebook, index)}: add a blank line below {line!r}, or it is a heading"
        for index, source in markdown_cells(notebook)
        for line in re.findall(
            r"^(?!\s*[|>#<]|\s*$)(.+)\n(?:-+|=+)\s*$", without_code(source), re.M
        )
    ]


# --- header ------------------------------------------------------------------------


def header_gaps(notebook):
    """What is missing in the first cell: objectives, skip questions, warm-up recall."""
    source, name = notebook.cells[0].source, notebook.path.name
    pattern = "(.*)".join(re.escape(label) for label in LABELS) + "(.*)"
    sections = re.search(pattern, source, re.S)
    if notebook.cells[0].cell_type != "markdown" or sections is None:
        return [f"{name}: the first cell must hold, in this order, {', '.join(LABELS)}"]
    objectives, skip, recall = sections.groups()
    listed = re.findall(r"^\d+\. +(.+)$", objectives, re.M)
    problems = []
    if not 3 <= len(listed) <= 7:
        problems.append(f"{name}: {len(listed)} numbered objectives; write 3 to 7")
    problems += [
        f"{name}: objective {text!r} cannot be checked; say what the learner does"
        for text in listed
        if text.lower().startswith(VAGUE)
    ]
    for section, label, wanted in ((skip, LABELS[1], 2), (recall, LABELS[2], 3)):
        if (found := section.count("<details>")) != wanted:
            problems.append(
                f"{name}: {found} questions with a <details> answer under {label}; "
                f"write {wanted}"
            )
    return problems


# --- first and last cells ----------------------------------------------------------


def misplaced_blocks(notebook):
    """Generated blocks: the header in the first cell, the others in the last."""
    last = len(notebook.cells) - 1
    found = [
        (index, name)
        for index, source in markdown_cells(notebook)
        for name in BLOCK.findall(source)
    ]
    wanted = [(0, "header"), (last, "references"), (last, "footer")]
    problems = []
    if found != wanted:
        problems.append(
            f"{notebook.path.name}: generated blocks (cell, name) are {found}; "
            f"they must be {wanted}"
        )
    for index, source in markdown_cells(notebook):
        if source.count("<!-- generated:end -->") != len(BLOCK.findall(source)):
            problems.append(f"{where(notebook, index)}: a generated block does not end")
    return problems


def wrong_first_cells(notebook):
    """Second cell: the bootstrap, with its tags. Third cell: the setup. Both silent."""
    name = notebook.path.name
    if len(notebook.cells) < 3:
        return [f"{name}: needs a header, a bootstrap and a setup cell"]
    _, bootstrap, setup = notebook.cells[:3]
    problems = []
    if bootstrap.cell_type != "code" or set(tags(bootstrap)) != {
        "bootstrap",
        "nbval-ignore-output",
    }:
        problems.append(
            f"{where(notebook, 1)}: must be the bootstrap cell, "
            "tagged bootstrap and nbval-ignore-output"
        )
    if setup.cell_type != "code" or tags(setup) != ["setup"]:
        problems.append(f"{where(notebook, 2)}: must be the setup cell, tagged setup")
    for line in (
        "use_house_style()",
        "from utils.exercises import TODO, check",
    ):
        if not re.search(rf"^{re.escape(line)}\s*(#.*)?$", setup.source, re.M):
            problems.append(f"{where(notebook, 2)}: the setup cell lacks `{line}`")
    for index in (1, 2):
        if notebook.cells[index].get("outputs"):
            problems.append(f"{where(notebook, index)}: this cell must print nothing")
    for index, cell in code_cells(notebook):
        if index not in (1, 2) and {"bootstrap", "setup"} & set(tags(cell)):
            problems.append(
                f"{where(notebook, index)}: only the second and third cell "
                "are tagged bootstrap or setup"
            )
    return problems


def other_bootstrap(notebook, source):
    if notebook.cells[1].source == source:
        return []
    return [
        f"{where(notebook, 1)}: the bootstrap cell is the same in every lesson; "
        "write it with `python -m tools roadmap`"
    ]


def last_cell_gaps(notebook):
    last = notebook.cells[-1]
    if last.cell_type == "markdown" and re.search(
        r"\w", without_generated(last.source)
    ):
        return []
    return [
        f"{notebook.path.name}: the last cell must be Markdown and say what is next, "
        "before the references and the footer"
    ]


# --- the lessons -------------------------------------------------------------------


def test_parts(lesson):
    report(wrong_parts(lesson))


def test_title(lesson):
    record = curriculum.load().by_id.get(id_of(lesson.path))
    if record is None:
        pytest.fail(f"{lesson.path.name}: has no record in curriculum.toml")
    report(wrong_title(lesson, record.title))


def test_heading_levels(lesson):
    report(skipped_levels(lesson))
    report(underlined_headings(lesson))


def test_header(lesson):
    report(header_gaps(lesson))


def test_first_cells(lesson):
    report(wrong_first_cells(lesson))


def test_bootstrap_cell_is_the_same_everywhere(lesson):
    source = BOOTSTRAP.format(repository=repository_of(curriculum.ROOT))
    report(other_bootstrap(lesson, source))


def test_last_cell(lesson):
    report(last_cell_gaps(lesson))


def test_generated_blocks(lesson):
    report(misplaced_blocks(lesson))


# --- each rule bites ---------------------------------------------------------------

ANSWER = "<details><summary>Answer</summary>Yes.</details>\n"
HEADER = (
    "# A vector moves\n\n"
    "<!-- generated:start header -->\n<!-- generated:end -->\n\n"
    f"{LABELS[0]}\n\n1. add vectors,\n2. scale them,\n3. compute a length.\n\n"
    f"{LABELS[1]}\n\n{ANSWER * 2}\n"
    f"{LABELS[2]}\n\n{ANSWER * 3}"
)
SETUP = "from utils.exercises import TODO, check\n\nuse_house_style()"
FOOTER = (
    "### What next\n\nMatrices.\n\n"
    "<!-- generated:start references -->\n<!-- generated:end -->\n\n"
    "<!-- generated:start footer -->\n<!-- generated:end -->"
)


def lesson_with(*, header=HEADER, setup=SETUP, parts=PARTS, footer=FOOTER, outputs=()):
    return mini.notebook(
        mini.text(header),
        mini.code("install()", tags=("bootstrap", "nbval-ignore-output")),
        mini.code(setup, *outputs, tags=("setup",)),
        *(mini.text(f"## {part}\n\nText.") for part in parts),
        mini.text(footer),
    )


ALL_RULES = [
    wrong_parts,
    lambda notebook: wrong_title(notebook, "A vector moves"),
    skipped_levels,
    underlined_headings,
    header_gaps,
    wrong_first_cells,
    lambda notebook: other_bootstrap(notebook, "install()"),
    last_cell_gaps,
    misplaced_blocks,
]


@pytest.mark.parametrize("rule", ALL_RULES)
def test_good_lesson_has_no_problem(rule):
    assert rule(lesson_with()) == []


@pytest.mark.parametrize(
    "parts",
    [
        PARTS[:-1],
        (*PARTS, "7 More"),
        PARTS[::-1],
        ("1 Overview", *PARTS[1:]),
    ],
)
def test_parts_missing_added_swapped_renamed(parts):
    assert "must be exactly" in wrong_parts(lesson_with(parts=parts))[0]


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace("# A vector moves", "# A vector rests"),
        HEADER.replace("# A vector moves", "A vector moves"),
        HEADER + "\n\n# A second title",
        "Hello.\n\n## Early\n\n" + HEADER,
    ],
)
def test_title_other_absent_double_late(header):
    assert wrong_title(lesson_with(header=header), "A vector moves")


def test_skipped_level():
    broken = lesson_with(footer=FOOTER.replace("### What", "#### What"))
    assert "use level 3" in skipped_levels(broken)[0]


def test_underlined_text():
    broken = lesson_with(footer="Matrices are next.\n---\n" + FOOTER)
    assert "Matrices are next." in underlined_headings(broken)[0]
    table = lesson_with(footer="| a | b |\n| --- | --- |\n\n---\n\n" + FOOTER)
    assert underlined_headings(table) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("**Warm-up recall**", "**Warm-up**", "in this order"),
        ("3. compute a length.\n", "", "2 numbered objectives"),
        ("1. add", "1. understand", "cannot be checked"),
        (f"{ANSWER * 2}\n{LABELS[2]}", f"{ANSWER}\n{LABELS[2]}", "1 questions"),
        (ANSWER * 3, ANSWER * 2, "2 questions"),
    ],
)
def test_incomplete_header(old, new, message):
    assert old in HEADER
    assert message in header_gaps(lesson_with(header=HEADER.replace(old, new)))[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [("start footer", "start foot"), ("<!-- generated:end -->", "")],
)
def test_broken_generated_block(old, new):
    assert misplaced_blocks(lesson_with(footer=FOOTER.replace(old, new, 1)))


def test_wrong_first_cells():
    swapped = lesson_with()
    swapped.cells[1], swapped.cells[2] = swapped.cells[2], swapped.cells[1]
    assert len(wrong_first_cells(swapped)) >= 2
    plain = lesson_with(setup=SETUP.replace("use_house_style()", "pass"))
    assert "lacks `use_house_style()`" in wrong_first_cells(plain)[0]
    loud = lesson_with(outputs=(mini.printed("ready"),))
    assert "print nothing" in wrong_first_cells(loud)[0]
    second = lesson_with()
    second.cells.insert(5, mini.code("x = 1", tags=("setup",)))
    assert "only the second and third" in wrong_first_cells(second)[0]


def test_other_bootstrap():
    problems = other_bootstrap(lesson_with(), "reinstall()")
    assert "the same in every lesson" in problems[0]


def test_last_cell_without_what_next():
    assert last_cell_gaps(lesson_with(footer=FOOTER[FOOTER.index("<!--") :]))
    assert last_cell_gaps(mini.notebook(mini.code("x = 1")))
