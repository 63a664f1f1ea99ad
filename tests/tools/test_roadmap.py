"""Generated text: what it says, and that stale files are noticed."""

import base64
import os
import re

import nbformat
import pytest
from nbformat import v4

from tools import bibliography, blocks, curriculum, lesson_text, pages, roadmap

ALT = "A line that rises by one for each step to the right."


@pytest.fixture
def written(root):
    """The miniature course with everything generated."""
    assert roadmap.update(root) == 0
    return root


def text(path):
    return path.read_text(encoding="utf-8")


def change(path, old, new):
    assert old in text(path)
    path.write_text(text(path).replace(old, new), encoding="utf-8")


def cell(path, index):
    return nbformat.read(path, as_version=4).cells[index].source


# --- the command -------------------------------------------------------------------


def test_check_names_stale_files_and_writes_nothing(root, capsys):
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert roadmap.update(root, check=True) == 1
    out = capsys.readouterr().out
    for name in (
        "00-counting/01-numbers.ipynb",
        "00-counting/README.md",
        "README.md",
        "roadmap.md",
        "references/README.md",
        "references/glossary.md",
    ):
        assert f"{name}: stale" in out
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert after == before


def test_writing_makes_current_and_is_idempotent(written, capsys):
    capsys.readouterr()
    assert roadmap.update(written, check=True) == 0
    assert roadmap.update(written) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("changed", "old", "new", "stale"),
    [
        ("references/curriculum.toml", "After one", "After 1", "roadmap.md"),
        ("references/curriculum.toml", "After one", "After 1", "01-adding/01-sums"),
        ("references/curriculum.toml", '"Zero"', '"None"', "00-counting/README.md"),
        ("references/curriculum.toml", "s = 20", "s = 25", "00-counting/01-numbers"),
        ("references/references.bib", "1889}", "1890}", "references/README.md"),
        ("references/references.bib", "1889}", "1890}", "01-adding/01-sums.ipynb"),
        ("pyproject.toml", "me/course", "you/course", "01-adding/01-sums.ipynb"),
        ("references/glossary.md", "*Home:*", "", "references/glossary.md"),
        ("01-adding/01-sums.ipynb", "Reading", "Read", "01-adding/01-sums.ipynb"),
        ("01-adding/01-sums.ipynb", "importlib", "import", "01-adding/01-sums.ipynb"),
        ("01-adding/01-sums.ipynb", "{},", '{"a": 1},', "01-adding/01-sums.ipynb"),
        ("00-counting/README.md", "Count", "Run", "00-counting/README.md"),
    ],
)
def test_a_change_is_noticed(written, capsys, changed, old, new, stale):
    change(written / changed, old, new)
    assert roadmap.update(written, check=True) == 1
    assert stale in capsys.readouterr().out
    roadmap.update(written)
    assert roadmap.update(written, check=True) == 0


@pytest.mark.parametrize(
    ("changed", "old", "new", "message"),
    [
        ("01-adding/01-sums.ipynb", "start footer", "start foot", "start footer"),
        ("01-adding/01-sums.ipynb", '"bootstrap"', '"boot"', "tagged `bootstrap`"),
        ("references/curriculum.toml", "peano-1889", "p-1889", "not in references.bib"),
        ("roadmap.md", "start map", "start mop", "start map"),
    ],
)
def test_what_cannot_be_generated_is_named_and_the_rest_done(
    root, capsys, changed, old, new, message
):
    change(root / changed, old, new)
    assert roadmap.update(root) == 1
    assert message in capsys.readouterr().out
    assert "[00-01 After one comes two]" in text(root / "00-counting" / "README.md")


def test_missing_notebook_is_named(root, capsys):
    (root / "01-adding/01-sums.ipynb").unlink()
    assert roadmap.update(root) == 1
    assert "01-adding/01-sums.ipynb: No such file" in capsys.readouterr().out


def test_links_in_generated_text_lead_somewhere(written):
    for page in (*written.rglob("*.md"), *written.rglob("*.ipynb")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text(page)):
            assert os.path.exists(page.parent / target), f"{page}: {target}"


# --- lessons -----------------------------------------------------------------------


def test_header(written):
    source = cell(written / "01-adding/01-sums.ipynb", 0)
    for part in (
        "**Intermediate** · Reading 20 min + exercises 10 min · Difficulty 2/5 "
        "· Runs in about 8 s",
        "https://colab.research.google.com/github/me/course/blob/main/01-adding/01-sums",
        "https://mybinder.org/v2/gh/me/course/main?labpath=01-adding%2F01-sums.ipynb",
        "**You need:** [00-01 After one comes two](../00-counting/01-numbers.ipynb)",
    ):
        assert part in source
    assert "Used later" not in source
    assert source.endswith("\n\nMine.")
    first = cell(written / "00-counting/01-numbers.ipynb", 0)
    assert "**You need:** nothing but school arithmetic" in first
    assert "**Used later in:** [01-01 Order" in first


def test_first_cell_is_the_same_everywhere_and_names_the_repository(written):
    first, second = (
        cell(written / lesson.file, 1) for lesson in curriculum.load(written).lessons
    )
    assert first == second
    assert 'COURSE = "https://github.com/me/course"' in first
    compile(first, "bootstrap", "exec")
    assert max(map(len, first.splitlines())) <= 88


def test_first_cell_of_this_course_fits_the_page():
    repository = roadmap.repository_of(curriculum.ROOT)
    source = lesson_text.BOOTSTRAP.format(repository=repository)
    assert max(map(len, source.splitlines())) <= 88


def test_last_cell(written):
    source = cell(written / "01-adding/01-sums.ipynb", -1)
    assert source.startswith("Next.\n\n")
    assert (
        "### References\n\n"
        "- [Peano 1889](../references/README.md#peano-1889-arithmetices): "
        "*Arithmetices principia, Nova Methodo*, section 1, <https://example.org/peano>"
    ) in source
    assert "**Previous:** [00-01 After" in source
    assert "**Next:**" not in source
    assert "[Map of the course](../roadmap.md)" in source
    first = cell(written / "00-counting/01-numbers.ipynb", -1)
    assert "### References" not in first
    assert "**Next:** [01-01 Order" in first


# --- pages -------------------------------------------------------------------------


def test_roadmap(written):
    page = text(written / "roadmap.md")
    for part in (
        '  F00["00 Counting"]\n  F01["01 Adding"]\n  F00 --> F01\n```',
        "- [00 Counting](00-counting/README.md) leads to 01 Adding\n",
        "| Ready | 1 | 1 |",
        "| Beginner | 0 | 0 |",
        "- [ ] [00-01 After one comes two](00-counting/01-numbers.ipynb)\n- [ ] [01-01",
        "- **00 Counting**: 00-02 Zero\n- **01 Adding**: 01-02 Carrying",
        "### Intermediate\n\n| lesson",
    ):
        assert part in page
    assert "### Beginner" not in page


def test_glossary_homes(written):
    path = written / "references/glossary.md"
    home = "*Home:* [01-01 Order does not matter](../01-adding/01-sums.ipynb)"
    assert text(path) == (
        f"# Glossary\n\nWords.\n\n## sum\n\nWhat you get.\n\n{home}\n\n"
        "## zero\n\nNothing.\n"
    )
    change(written / "references/curriculum.toml", 'terms = ["sum"]', "terms = []")
    roadmap.update(written)
    assert "*Home:*" not in text(path)


def test_reading_list(written):
    page = text(written / "references/README.md")
    assert (
        "### erdos-1959-graphs\n\n"
        "Erdős, Paul; Rényi, Alfréd (1959): *On random graphs*. Publ. Math., 6 (1), "
        "290–297. [doi:10.5486/x](https://doi.org/10.5486/x).\n\n"
        "### peano-1889-arithmetices\n\n"
        "Peano, Giuseppe (1889): *Arithmetices principia, Nova Methodo*. Bocca. "
        "<https://example.org/peano>.\n\nThe axioms, in Latin.\n\n"
        "Cited in [01-01 Order does not matter](../01-adding/01-sums.ipynb), section 1."
    ) in page


def test_course_without_references(root):
    (root / "references/references.bib").unlink()
    change(root / "references/curriculum.toml", "cites = [{", "cites = []  # [{")
    assert roadmap.update(root) == 0


def test_reference_must_be_complete(root):
    change(root / "references/references.bib", "year = {1889},", "")
    with pytest.raises(
        ValueError, match="peano-1889-arithmetices: needs author, title"
    ):
        bibliography.read(root)


@pytest.mark.parametrize(
    ("people", "label"),
    [
        ("Ann Lee", "Lee 1900"),
        ("Ann Lee and Bo Ek", "Lee and Ek 1900"),
        ("Ann Lee and Bo Ek and Cy Doe", "Lee et al. 1900"),
        ("{US Bureau of Tables}", "US Bureau of Tables 1900"),
        ("Ludwig van Beethoven", "van Beethoven 1900"),
    ],
)
def test_label(root, people, label):
    (root / "references/references.bib").write_text(
        f"@book{{key, author = {{{people}}}, title = {{T}}, year = {{1900}}}}"
    )
    assert bibliography.label(bibliography.read(root)["key"]) == label


def test_tagged_figure_becomes_a_picture_in_the_readme(root):
    path = root / "00-counting/01-numbers.ipynb"
    notebook = nbformat.read(path, as_version=4)
    figure = v4.new_output(
        "display_data",
        data={"image/png": base64.b64encode(b"png").decode()},
        metadata={"image/png": {"alt": ALT}},
    )
    notebook.cells[2].metadata.tags = ["gallery"]
    notebook.cells[2].outputs = [figure]
    nbformat.write(notebook, path)
    assert roadmap.update(root) == 0
    assert (root / "references/gallery/00-01.png").read_bytes() == b"png"
    assert (
        f"[![{ALT}](references/gallery/00-01.png)](00-counting/01-numbers.ipynb)"
    ) in text(root / "README.md")
    (root / "references/gallery/00-01.png").write_bytes(b"old")
    assert roadmap.update(root, check=True) == 1


# --- blocks ------------------------------------------------------------------------


def test_replace_keeps_everything_else():
    page = "a\n<!-- generated:start x -->\nold\n<!-- generated:end -->\n\\1 b"
    assert blocks.replace(page, "x", "new \\1") == (
        "a\n<!-- generated:start x -->\n\nnew \\1\n\n<!-- generated:end -->\n\\1 b"
    )
    assert blocks.replace(page, "x", "") == (
        "a\n<!-- generated:start x -->\n<!-- generated:end -->\n\\1 b"
    )


def test_replace_needs_one_block():
    block = "<!-- generated:start x -->\n<!-- generated:end -->"
    for page in ("", block + block, block.replace("x", "y")):
        with pytest.raises(ValueError, match="exactly one block"):
            blocks.replace(page, "x", "new")


def test_stages_cover_every_level():
    assert set(pages.STAGES) == {"Ready", *curriculum.LEVELS}
