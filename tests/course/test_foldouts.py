"""Fold-outs open, close, and have their content rendered everywhere."""

import re

import pytest

from tests.course import miniature as mini
from tests.course.lessons import markdown_cells, report, where
from tools.notebooks import without_code

# What only a Markdown renderer understands; inside raw HTML it would be shown as typed.
MARKDOWN = re.compile(r"\$|\*\*|`|\]\(|^\s*(?:[-*]|\d+\.)\s", re.M)


def broken_foldouts(notebook):
    problems = []
    for index, source in markdown_cells(notebook):
        text, place = without_code(source), where(notebook, index)
        if text.count("<details") != text.count("</details>"):
            problems.append(f"{place}: as many <details> as </details>, in one cell")
        if text.count("<details") != len(re.findall(r"<summary>\s*[^<\s]", text)):
            problems.append(f"{place}: each <details> needs a <summary> with a text")
        problems += [
            f"{place}: the summary “{summary}” is shown as typed; use plain text"
            for summary in re.findall(r"<summary>(.*?)</summary>", source, re.S)
            if MARKDOWN.search(summary)
        ]
        problems += [
            f"{place}: leave a blank line after </summary> in the fold-out "
            f"“{summary.strip()}”, or GitHub shows its Markdown as typed"
            for summary, body in re.findall(
                r"<summary>(.*?)</summary>(.*?)</details>", source, re.S
            )
            if not re.match(r"[ \t]*\n[ \t>]*\n", body) and MARKDOWN.search(body)
        ]
    return problems


def test_lesson(lesson):
    report(broken_foldouts(lesson))


# --- the rule bites ----------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "<details><summary>Answer</summary>Yes, always.</details>",
        "<details><summary>Answer</summary>\n\n$x = 1$, **really**.\n</details>",
        "<details><summary>Code</summary>\n\n```python\nx = 1\n```\n</details>",
        "Write `<details>` yourself.",
    ],
)
def test_good_foldout(source):
    assert broken_foldouts(mini.notebook(mini.text(source))) == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<details><summary>Answer</summary>Yes.", "as many"),
        ("<details>Yes.</details>", "needs a <summary>"),
        ("<details><summary> </summary>Yes.</details>", "needs a <summary>"),
        ("<details><summary>Is $x$ 1?</summary>Yes.</details>", "plain text"),
        ("<details><summary>A</summary>It is $x$.</details>", "blank line"),
        ("<details><summary>A</summary>\n**Yes**.\n</details>", "blank line"),
        ("<details><summary>A</summary>\n```python\nx\n```\n</details>", "blank line"),
        ("<details><summary>A</summary>\n- one\n- two\n</details>", "blank line"),
    ],
)
def test_broken_foldout(source, message):
    assert message in broken_foldouts(mini.notebook(mini.text(source)))[0]
