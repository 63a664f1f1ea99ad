"""Words that make a reader feel slow, and words that say a text is not finished."""

import re

import pytest

from tests.course import miniature as mini
from tests.course.lessons import PAGES, ROOT, code_cells, prose, report, where
from tests.course.test_figures import alt_of

BELITTLING = re.compile(
    r"\b(clearly|obviously|just|trivial(?:ly)?|it\s+is\s+easy\s+to\s+see"
    r"|needless\s+to\s+say)\b",
    re.I,
)
UNFINISHED = re.compile(
    r"\b(lorem\s+ipsum|coming\s+soon|to\s+be\s+written|placeholder|TBD|TODO|FIXME|XXX)\b",
    re.I,
)


def unwanted_words(markdown):
    text = prose(markdown)
    found = [(match, "makes a reader feel slow") for match in BELITTLING.finditer(text)]
    found += [(match, "promises a later text") for match in UNFINISHED.finditer(text)]
    return [
        f"“{text[max(0, m.start() - 25) : m.end() + 25].strip()}”: {m.group()!r} {why}"
        for m, why in found
    ]


def unwanted_words_of(notebook):
    """In Markdown, alternative texts and captions."""
    texts = [
        (index, cell.source)
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "markdown"
    ]
    for index, cell in code_cells(notebook):
        for output in cell.outputs:
            texts.append((index, alt_of(output)))
            texts.append((index, output.get("data", {}).get("text/markdown", "")))
    return [
        f"{where(notebook, index)}: {problem}"
        for index, text in texts
        for problem in unwanted_words(text)
    ]


def test_lesson(lesson):
    report(unwanted_words_of(lesson))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page):
    text = page.read_text(encoding="utf-8")
    if page == ROOT / "references" / "README.md":  # titles there are their authors'
        text = re.sub(r": \*.+\*\.", ":", text)
    problems = unwanted_words(text)
    report(f"{page.relative_to(ROOT)}: {problem}" for problem in problems)


# --- the rule bites ----------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Clearly, it holds.",
        "This is obviously true.",
        "Just multiply.",
        "The proof is trivial.",
        "It is easy\nto see that it holds.",
        "Needless to say, it holds.",
        "A proof is coming soon.",
        "TODO: a figure.",
        "Lorem ipsum dolor.",
    ],
)
def test_unwanted_word(sentence):
    assert len(unwanted_words(sentence)) == 1
    assert "cell 0" in unwanted_words_of(mini.notebook(mini.text(sentence)))[0]


def test_unwanted_word_in_alternative_text_and_caption():
    picture = mini.picture("A line that clearly goes up, from nothing to something.")
    caption = mini.shown_markdown("*It just goes up.*")
    broken = mini.notebook(mini.code("show(fig)", picture, caption))
    assert len(unwanted_words_of(broken)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Write your answer where it says `TODO`.",
        "```python\nx = TODO  # just replace it\n```",
        "[A paper](https://example.org/clearly).",
        "$\\text{just}$ is adjusted; it is unclearly put, and justice is not trivia.",
        "<!-- generated:start references -->\n*Just a title*\n<!-- generated:end -->",
    ],
)
def test_word_outside_prose(text):
    assert unwanted_words(text) == []
