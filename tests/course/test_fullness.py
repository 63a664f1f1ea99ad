"""A lesson is complete: text, figures, predictions, something to move."""

import re

import pytest

from tests.course import miniature as mini
from tests.course.lessons import prose, report, where
from tools import curriculum

WORDS = (1800, 5500)
FIGURES = (4, 16)
CODE_CELLS = (14, 45)
MATHEMATICS = {folder.package for folder in curriculum.load().folders}


def words(notebook):
    return len(re.findall(r"[^\W\d_][\w'’-]*", prose(notebook.prose)))


def figures(notebook):
    return sum(
        any(mime.startswith("image/") for mime in output.get("data", {}))
        for cell in notebook.code
        for output in cell.outputs
    )


def predictions(notebook):
    return [
        index
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "markdown"
        and re.search(r"^> \*\*Predict\.\*\*", cell.source, re.M)
    ]


def too_thin_or_too_long(notebook):
    counts = [
        ("words", words(notebook), *WORDS),
        ("figures", figures(notebook), *FIGURES),
        ("code cells", len(notebook.code), *CODE_CELLS),
        ("cells that begin `> **Predict.**`", len(predictions(notebook)), 3, 8),
    ]
    return [
        f"{notebook.path.name}: {found} {what}; a lesson has {low} to {high}"
        for what, found, low, high in counts
        if not low <= found <= high
    ]


def nothing_to_move(notebook):
    calls = re.compile(r"^explore\(", re.M)
    if any(calls.search(cell.source) for cell in notebook.code):
        return []
    return [f"{notebook.path.name}: no cell calls explore(...); make a figure movable"]


def nothing_from_the_library(notebook):
    """The finished helper is imported from the mathematics of `utils`."""
    source = "\n".join(cell.source for cell in notebook.code)
    imported = re.findall(r"^\s*from utils\.(\w+)[\w.]* import", source, re.M)
    if MATHEMATICS & set(imported):
        return []
    return [
        f"{notebook.path.name}: imports nothing from the mathematics of utils; "
        "end Part 4 with the tested helper"
    ]


def incomplete_predictions(notebook):
    """Question, code that answers it, fold-out with the reasons: always these three."""
    problems = []
    for index in predictions(notebook):
        quote = "\n".join(
            line
            for line in notebook.cells[index].source.splitlines()
            if line.startswith(">")
        )
        place = where(notebook, index)
        if "How sure are you" not in quote:
            problems.append(f"{place}: ask in the quote “How sure are you (50-100 %)?”")
        following = notebook.cells[index + 1 :]
        run = next((i for i, c in enumerate(following) if c.cell_type != "code"), 0)
        if run == 0:
            problems.append(f"{place}: a code cell must follow the prediction")
        elif "<details" not in following[run].source:
            problems.append(
                f"{place}: the Markdown cell after the code must hold the answer "
                "in a <details> fold-out"
            )
    return problems


def asserts_nothing(notebook):
    """Equality of two ways is asserted, not left to the eye."""
    pattern = re.compile(r"^\s*assert\b|\bassert_\w+\(", re.M)
    if any(pattern.search(cell.source) for cell in notebook.code):
        return []
    return [f"{notebook.path.name}: asserts nothing; compare two ways with `assert`"]


# --- the lessons -------------------------------------------------------------------


def test_length(lesson):
    report(too_thin_or_too_long(lesson))


def test_something_moves(lesson):
    report(nothing_to_move(lesson))


def test_helper_is_used(lesson):
    report(nothing_from_the_library(lesson))


def test_predictions(lesson):
    report(incomplete_predictions(lesson))


def test_two_ways_agree(lesson):
    report(asserts_nothing(lesson))


# --- each rule bites ---------------------------------------------------------------

QUESTION = "> **Predict.** Longer or shorter?\n>\n> How sure are you (50-100 %)?"
ANSWER = "<details><summary>Answer</summary>\n\nLonger.\n</details>"


def prediction():
    return mini.text(QUESTION), mini.code("x = 1"), mini.text(ANSWER)


def lesson_with(*, n_words=2000, n_figures=4, n_predictions=3, code=""):
    pictures = [mini.code("show(fig)", mini.picture()) for _ in range(n_figures)]
    fillers = [mini.code("y = 2") for _ in range(8)]
    used = code or (
        "from utils.linear_algebra import dot\nassert dot(x, x) == 1\n"
        "explore(draw, x=(0, 1, 2))"
    )
    return mini.notebook(
        mini.text("word " * n_words),
        *(cell for _ in range(n_predictions) for cell in prediction()),
        *pictures,
        *fillers,
        mini.code(used),
    )


RULES = [
    too_thin_or_too_long,
    nothing_to_move,
    nothing_from_the_library,
    incomplete_predictions,
    asserts_nothing,
]


@pytest.mark.parametrize("rule", RULES)
def test_full_lesson_has_no_problem(rule):
    assert rule(lesson_with()) == []


@pytest.mark.parametrize(
    ("thin", "message"),
    [
        ({"n_words": 1500}, " words; a lesson has 1800 to 5500"),
        ({"n_words": 6000}, " words; a lesson has 1800 to 5500"),
        ({"n_figures": 3}, "3 figures"),
        ({"n_predictions": 2}, "2 cells that begin"),
    ],
)
def test_thin_lesson(thin, message):
    assert message in too_thin_or_too_long(lesson_with(**thin))[0]


def test_code_and_formulas_are_no_words():
    source = "One two `three` $four$ five.\n\n```python\nsix = 6\n```\n\n$$\nseven\n$$"
    assert words(mini.notebook(mini.text(source))) == 3


@pytest.mark.parametrize("rule", [nothing_to_move, nothing_from_the_library])
def test_lesson_without_the_library(rule):
    assert rule(lesson_with(code="from utils.plotting import show\nx = 1"))


def test_lesson_without_an_assertion():
    assert asserts_nothing(lesson_with(code="print(a == b)"))


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([mini.text(QUESTION), mini.text(ANSWER)], "a code cell must follow"),
        ([mini.text(QUESTION), mini.code("x = 1"), mini.text("So.")], "<details>"),
        (
            [mini.text("> **Predict.** A?"), mini.code("x = 1"), mini.text(ANSWER)],
            "How sure are you",
        ),
    ],
)
def test_incomplete_prediction(cells, message):
    assert message in incomplete_predictions(mini.notebook(*cells))[0]
