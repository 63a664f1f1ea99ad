"""Terms: each has an entry and a home, and is used only after it was introduced."""

import re
from dataclasses import replace

import pytest

from tests.course import miniature as mini
from tests.course.lessons import ROOT, id_of, markdown_cells, report, where
from tests.course.test_graph import COURSE, MATRICES, VECTORS, course_of
from tools.blocks import link
from tools.notebooks import slug, without_code

GLOSSARY = ROOT / "references" / "glossary.md"
# A link to a term: bold where it is introduced, plain where it is used again.
LINK = re.compile(r"(\*\*)?\[(\*\*)?[^\]]+\]\((?:[^)\s]*glossary\.md)#([^)\s]+)\)")
HOME = re.compile(r"^\*Home:\* (.*)$", re.M)


# An entry is sentences: no further heading, list, table or block of code.
STRAY = re.compile(r"^(?:#+ |```|[-*+] |\d+\. |\|).*$", re.M)


def entries(text):
    """Anchor -> text of every entry."""
    parts = re.split(r"^### +(.+)$", text, flags=re.M)
    return dict(zip(map(slug, parts[1::2]), parts[2::2], strict=True))


def wrong_entries(text, course):
    """Entries that lack definition, contrast or home; terms that lack an entry."""
    homes = {term: lesson for lesson in course.lessons for term in lesson.terms}
    found = entries(text)
    problems = [f"{term}: has no entry" for term in homes if term not in found]
    if list(found) != sorted(found):
        problems.append("the entries are not in alphabetical order")
    headings = re.findall(r"^### +(.+)$", text, re.M)
    if len(headings) > len(found):
        problems.append("a term has two entries")
    problems += [
        f"{heading}: write the heading in lower case, without symbols"
        for heading in headings
        if heading.replace(" ", "-") != slug(heading)
    ]
    for term, entry in found.items():
        paragraphs = [p for p in re.split(r"\n\s*\n", entry.strip()) if p]
        if not paragraphs or not re.match(r"[A-Z0-9$`]", paragraphs[0]):
            problems.append(f"{term}: must begin with a definition")
        if stray := STRAY.search(entry):
            problems.append(f"{term}: {stray.group()!r} does not belong to an entry")
        if "Not to be confused with" not in entry:
            problems.append(f"{term}: lacks “Not to be confused with”")
        if term not in homes:
            problems.append(f"{term}: is at home in no lesson of curriculum.toml")
        elif HOME.findall(entry) != [link(homes[term], "../")]:
            problems.append(f"{term}: must name its home, {homes[term].id}")
    return problems


def ancestors(course, lesson_id):
    """All lessons that a lesson needs, directly or through others."""
    found = set()
    waiting = list(course.by_id[lesson_id].needs)
    while waiting:
        need = waiting.pop()
        if need not in found:
            found.add(need)
            waiting += course.by_id[need].needs
    return found


def term_links(notebook):
    """(cell index, whether bold, term) of every link to the glossary, in order."""
    return [
        (index, bool(outer or inner), term)
        for index, source in markdown_cells(notebook)
        for outer, inner, term in LINK.findall(without_code(source))
    ]


def misused_terms(notebook, course, lesson_id):
    """Terms that a lesson uses before any lesson has introduced them."""
    lesson = course.by_id[lesson_id]
    homes = {term: home.id for home in course.lessons for term in home.terms}
    before = ancestors(course, lesson_id)
    introduced, problems = set(), []
    for index, bold, term in term_links(notebook):
        place, home = where(notebook, index), homes.get(term)
        if home is None:
            problems.append(f"{place}: no lesson lists {term} among its terms")
        elif home == lesson_id:
            if bold == (term in introduced):
                problems.append(f"{place}: link {term} in bold once, where it is new")
            introduced.add(term)
        elif bold:
            problems.append(f"{place}: {term} is new in {home}, so it is not bold here")
        elif home not in before and (index == 0 or home > lesson_id):
            problems.append(
                f"{place}: {term} is introduced in {home}, which this lesson "
                "does not need"
            )
    problems += [
        f"{notebook.path.name}: {term} is listed as new but never linked in bold"
        for term in lesson.terms
        if term not in introduced
    ]
    return problems


def test_glossary():
    report(wrong_entries(GLOSSARY.read_text(encoding="utf-8"), COURSE))


def test_lesson(lesson):
    report(misused_terms(lesson, COURSE, id_of(lesson.path)))


# --- each rule bites ---------------------------------------------------------------

LATER = replace(MATRICES, id="01-03", needs=(), terms=("norm",))
COURSE_OF_THREE = course_of(VECTORS, MATRICES, LATER)
ENTRY = """\
### {0}

A {0} is a thing.

*Not to be confused with:* a cat.

*Home:* {1}

"""
GOOD = "# Glossary\n\nWords.\n\n" + "".join(
    ENTRY.format(term, link(home, "../"))
    for term, home in [("matrix", MATRICES), ("norm", LATER), ("vector", VECTORS)]
)


def test_good_glossary_has_no_problem():
    assert wrong_entries(GOOD, COURSE_OF_THREE) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("### vector", "### Vector", "lower case"),
        ("### norm", "### length", "norm: has no entry"),
        ("### norm", "### length", "length: is at home in no lesson"),
        ("### norm", "### matrix", "a term has two entries"),
        ("### matrix", "### w", "alphabetical"),
        ("A norm is a thing.\n\n", "", "norm: must begin with a definition"),
        ("A norm is", "it is", "norm: must begin with a definition"),
        ("Not to be confused with", "Unlike", "matrix: lacks"),
        ("*Home:*", "# Notes\n\n*Home:*", "matrix: '# Notes' does not belong"),
        ("*Home:*", "- a note\n\n*Home:*", "matrix: '- a note' does not belong"),
        ("*Home:*", "```\n\n*Home:*", "matrix: '```' does not belong"),
        ("*Home:* [01-01", "*Home:* [01-07", "vector: must name its home, 01-01"),
        ("*Home:* [01-01", "[01-01", "vector: must name its home, 01-01"),
    ],
)
def test_wrong_entry(old, new, message):
    assert old in GOOD
    problems = wrong_entries(GOOD.replace(old, new, 1), COURSE_OF_THREE)
    assert message.replace("*", "") in "\n".join(problems)


NEW = "[**matrix**](../references/glossary.md#matrix)"
PLAIN = "[matrix](../references/glossary.md#matrix)"


@pytest.mark.parametrize("new", [NEW, f"**{PLAIN}**"])
def test_terms_in_order(new):
    text = f"A {new} moves a [vector](../references/glossary.md#vector); a {PLAIN}."
    good = mini.notebook(mini.text("# Title"), mini.text(text))
    assert misused_terms(good, COURSE_OF_THREE, "01-02") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "listed as new but never"),
        (PLAIN, "in bold once"),
        (f"{NEW} {NEW}", "in bold once"),
        (f"{PLAIN} {NEW}", "in bold once"),
        (f"{NEW} [**vector**](../references/glossary.md#vector)", "not bold here"),
        (f"{NEW} [cat](../references/glossary.md#cat)", "no lesson lists cat"),
        (f"{NEW} [norm](../references/glossary.md#norm)", "introduced in 01-03"),
    ],
)
def test_misused_term(text, message):
    broken = mini.notebook(mini.text("# Title"), mini.text(text))
    problems = misused_terms(broken, COURSE_OF_THREE, "01-02")
    assert message in "\n".join(problems)


def test_header_uses_only_what_the_lesson_needs():
    """Elsewhere an earlier lesson will do; the header is read first."""
    text = "[vector](../references/glossary.md#vector)"
    new = mini.text("[**norm**](../references/glossary.md#norm)")
    late = mini.notebook(mini.text("# Title"), mini.text(text), new)
    early = mini.notebook(mini.text(text), new)
    assert misused_terms(late, COURSE_OF_THREE, "01-03") == []
    assert "introduced in 01-01" in misused_terms(early, COURSE_OF_THREE, "01-03")[0]


def test_ancestors_reach_through_others():
    far = replace(LATER, needs=("01-02",))
    assert ancestors(course_of(VECTORS, MATRICES, far), "01-03") == {"01-01", "01-02"}
