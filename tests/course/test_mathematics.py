"""Formulas that GitHub, JupyterLab and Colab all show."""

import re

import pytest

from tests.course import miniature as mini
from tests.course.lessons import PAGES, ROOT, markdown_cells, report, where
from tools.notebooks import without_code

DISPLAYED = re.compile(r"(?<!\\)\$\$(.*?)(?<!\\)\$\$", re.S)
DOLLAR = re.compile(r"(?<!\\)\$")
INLINE = re.compile(r"(?<!\\)\$([^$]*?)(?<!\\)\$", re.S)
BARE = re.compile(r"\\[a-zA-Z]{2,}|\\[()\[\]]")
# Macros that GitHub refuses, that number equations, or that change later formulas.
MACROS = {
    r"\\(?:label|eqref|ref|tag)\b": "refer to an equation by its name in words",
    r"\\(?:newcommand|renewcommand|def|let|DeclareMathOperator|require)\b": "spell out",
    r"\\operatorname\b": r"GitHub refuses it; write \mathrm{...}",
    r"\\(?:mbox|[hv]?phantom)\b": r"GitHub refuses it; write \text{...}",
    r"\\begin\{(?:equation|eqnarray|align|gather|multline)\*?\}": "use aligned",
}
# Outside notebooks GitHub takes these for Markdown escapes and drops the backslash.
ESCAPES = re.compile(r"(?<!\\)\\[^A-Za-z0-9\s\\]")
INSTEAD = {
    "\\{": r"\lbrace",
    "\\}": r"\rbrace",
    "\\,": r"\thinspace, or nothing",
    "\\;": r"\quad",
    "\\|": r"\lVert, \rVert or \parallel",
}


def unsafe_mathematics(markdown, *, in_notebook=True):
    """What is wrong with the formulas of one cell or page."""
    text = re.sub(r"^[ \t]*(?:>[ \t]?)+", "", without_code(markdown), flags=re.M)
    problems = [
        *_crowded_blocks(text),
        *_inline(DISPLAYED.sub("", text)),
        *_macros(text),
        *_bars_in_tables(text),
    ]
    if not in_notebook:
        problems += _dropped_backslashes(text)
    return problems


def _crowded_blocks(text):
    """$$ begins and ends its line, with a blank line before and after, none inside."""
    for block in DISPLAYED.finditer(text):
        formula = f"“{block.group(1).strip()[:40]}”"
        if not re.search(r"(?:\A|\n[ \t]*\n)[ \t]*\Z", text[: block.start()]):
            yield f"a blank line must come before the block {formula}"
        if not re.match(r"[ \t]*(?:\Z|\n[ \t]*(?:\n|\Z))", text[block.end() :]):
            yield f"a blank line must follow the block {formula}"
        if re.search(r"\n[ \t]*\n", block.group(1)):
            yield f"no blank line inside the block {formula}"


def _inline(text):
    """Inline formulas: in pairs, nothing pressed against them, no space inside."""
    if "$$" in text:
        yield "$$ without its partner"
        return
    for paragraph in re.split(r"\n[ \t]*\n", text):
        places = [match.start() for match in DOLLAR.finditer(paragraph)]
        if len(places) % 2:
            yield f"a $ without its partner in “{paragraph.strip()[:60]}”"
            continue
        for start, end in zip(places[::2], places[1::2], strict=True):
            formula = paragraph[start : end + 1]
            outside = paragraph[start - 1 : start] + paragraph[end + 1 : end + 2]
            if re.search(r"[^\W_]", outside):
                yield f"a letter or digit touches {formula} from outside"
            if formula != formula.replace("$ ", "$").replace(" $", "$"):
                yield f"a space inside the dollars of {formula}"
        for match in BARE.finditer(INLINE.sub("", paragraph)):
            yield f"{match.group()} stands outside of dollars"


def _macros(text):
    for pattern, advice in MACROS.items():
        for match in re.finditer(pattern, text):
            yield f"{match.group()}: {advice}"


def _bars_in_tables(text):
    for row in re.findall(r"^[ \t]*\|.*$", text, re.M):
        for formula in INLINE.findall(row):
            if "|" in formula:
                yield (
                    f"${formula}$ splits its table cell: write \\lvert, \\lVert, "
                    "\\mid or \\parallel for |"
                )


def _dropped_backslashes(text):
    formulas = DISPLAYED.findall(text) + INLINE.findall(DISPLAYED.sub("", text))
    for escape in sorted({e for formula in formulas for e in ESCAPES.findall(formula)}):
        yield (
            f"GitHub drops the backslash of {escape}; "
            f"write {INSTEAD.get(escape, 'it without symbols')}"
        )


def test_lesson(lesson):
    report(
        f"{where(lesson, index)}: {problem}"
        for index, source in markdown_cells(lesson)
        for problem in unsafe_mathematics(source)
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page):
    problems = unsafe_mathematics(page.read_text(encoding="utf-8"), in_notebook=False)
    report(f"{page.relative_to(ROOT)}: {problem}" for problem in problems)


def test_captions(lesson):
    captions = (
        output.data["text/markdown"]
        for cell in lesson.code
        for output in cell.outputs
        if "text/markdown" in output.get("data", {})
    )
    report(problem for text in captions for problem in unsafe_mathematics(text))


# --- each rule bites ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Let $x_1$, $x_2$ ($n$-dimensional) and $\\mathrm{rank}(A)$: $a$/$b$.",
        "$$\nx = 1\n$$",
        "So\n\n$$ x = 1 $$\n\nand\n\n$$\n\\begin{aligned}\nx &= 1\n\\end{aligned}\n$$",
        "> So\n>\n> $$\n> x = 1\n> $$\n>\n> holds.",
        "1. So\n\n   $$\n   x = 1\n   $$\n\n2. Then.",
        "It costs \\$5, and `$x` is code.\n\n```\n$$ \\label{x}\n```",
        "| $\\lvert x\\rvert$ | a |\n| --- | --- |",
        "A `\\label` is code.",
    ],
)
def test_safe_mathematics(text):
    assert unsafe_mathematics(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("So\n$$\nx\n$$", "must come before"),
        ("So $$x$$\n\nholds.", "must come before"),
        ("<details><summary>A</summary>\n$$\nx\n$$\n\n", "must come before"),
        ("$$\nx\n$$\nholds.", "must follow"),
        ("$$x$$, and", "must follow"),
        ("$$\nx\n\ny\n$$", "inside the block"),
        ("a $x and y", "without its partner"),
        ("$x$\n\n$y", "without its partner"),
        ("$$\nx", "$$ without its partner"),
        ("the $n$th", "touches"),
        ("2$x$", "touches"),
        ("a $ x$ b", "a space inside"),
        ("a $x $ b", "a space inside"),
        ("$x \\label{a}$", "its name in words"),
        ("$$\nx \\tag{1}\n$$", "its name in words"),
        ("see \\eqref{a}", "its name in words"),
        ("$\\newcommand{\\R}{R}$", "spell out"),
        ("$\\operatorname*{argmin}_x$", "\\mathrm"),
        ("$$\n\\begin{align*}\nx\n\\end{align*}\n$$", "aligned"),
        ("| $|x|$ | a |", "splits its table cell"),
        ("| $\\|x\\|$ | a |", "splits its table cell"),
        ("\\begin{bmatrix}1\\end{bmatrix}", "outside of dollars"),
        ("\\(x\\)", "outside of dollars"),
    ],
)
def test_unsafe_mathematics(text, message):
    assert message in "\n".join(unsafe_mathematics(text))


@pytest.mark.parametrize("escape", ["\\{", "\\,", "\\;", "\\!", "\\|", "\\_"])
def test_escapes_are_dropped_outside_notebooks(escape):
    text = f"$a {escape} b$"
    assert unsafe_mathematics(text) == []
    (problem,) = unsafe_mathematics(text, in_notebook=False)
    assert escape in problem


def test_message_names_the_cell():
    broken = mini.notebook(mini.text("# A"), mini.text("the $n$th"))
    index, source = list(markdown_cells(broken))[1]
    assert unsafe_mathematics(source)
    assert "cell 1" in where(broken, index)
