"""Reading the course graph and the lessons."""

from pathlib import Path

import pytest
from nbformat import v4

from tools import curriculum
from tools.notebooks import Notebook, slug


def minutes(*cells):
    return Notebook(
        Path("a.ipynb"), v4.new_notebook(cells=list(cells))
    ).reading_minutes()


def words(n):
    return v4.new_markdown_cell("word " * n)


def test_reading_time_counts_words_equations_and_figures():
    figure = v4.new_output("display_data", data={"image/png": "x"})
    assert minutes(words(900)) == 5
    assert minutes(words(1800)) == 10
    equations = v4.new_markdown_cell("$$\nx\n$$\n\n" * 10)
    assert minutes(equations) == 15
    assert minutes(v4.new_code_cell("show(fig)", outputs=[figure] * 10)) == 10
    assert minutes(words(900), equations) == 20


@pytest.mark.parametrize(
    "frame",
    [
        "```python\n{}\n```",
        "<details><summary>Proof</summary>\n\n{}\n</details>",
        "<!-- generated:start footer -->\n{}\n<!-- generated:end -->",
        "${}$",
    ],
)
def test_reading_time_leaves_out_code_folds_and_generated_text(frame):
    hidden = v4.new_markdown_cell(frame.format("word " * 1800))
    assert minutes(words(900), hidden) == 5


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Dot product", "dot-product"),
        ("3 Intuition & Visualization", "3-intuition--visualization"),
        ("Gauss's `lemma`", "gausss-lemma"),
    ],
)
def test_slug(heading, anchor):
    assert slug(heading) == anchor


def test_lessons_come_sorted_and_know_their_place(root):
    course = curriculum.load(root)
    assert list(course.by_id) == ["00-01", "01-01"]
    assert course.lessons[0].path == root / "00-counting/01-numbers.ipynb"
    assert course.used_by("00-01") == [course.by_id["01-01"]]
    assert [folder.number for folder in course.started] == ["00", "01"]
    assert course.package_of("01-01-E2") == "linear_algebra"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('level = "Beginner"', 'level = "Easy"', "00-01: unknown level 'Easy'"),
        ("seconds = 3\n", "", "00-01: .*'seconds'"),
        ("seconds = 3\n", "seconds = 3\nminute = 1\n", "00-01: .*'minute'"),
    ],
)
def test_faulty_record_is_named(root, old, new, message):
    path = root / "references/curriculum.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new))
    with pytest.raises(ValueError, match=message):
        curriculum.load(root)
