"""References: cited keys exist, none is unused, each says why to read it."""

import re
from dataclasses import replace

import pytest
from pybtex.database import parse_string

from tests.course import miniature as mini
from tests.course.lessons import LESSONS, PAGES, ROOT, id_of, read, report
from tests.course.test_graph import COURSE, VECTORS, course_of
from tools import bibliography

KEY = re.compile(r"[a-z]+(?:-[a-z]+)*-(\d{4})-[a-z0-9]+")
DOI = re.compile(r"10\.\d{4,9}/\S+")
KINDS = {"book", "paper", "video", "course", "data", "software", "standard"}
LINK = re.compile(r"references/README\.md#([^)\s]+)\)")


def wrong_entries(entries):
    """Entries whose key, DOI, address, keywords or annotation are not as agreed."""
    problems = []
    for key, entry in entries.items():
        fields = entry.fields
        keywords = set(re.split(r"\s*,\s*", fields.get("keywords", "")))
        match = KEY.fullmatch(key)
        if not match:
            problems.append(f"{key}: a key is author-year-word, in lower case")
        elif match.group(1) != fields.get("year"):
            problems.append(f"{key}: the year in the key is not {fields.get('year')}")
        if "doi" in fields and not DOI.fullmatch(fields["doi"]):
            problems.append(f"{key}: a DOI begins with 10., without https://doi.org/")
        if not fields.get("url", "https://").startswith("https://"):
            problems.append(f"{key}: the address must begin with https://")
        if not keywords & KINDS:
            problems.append(f"{key}: keywords must name one of {sorted(KINDS)}")
        if len(fields.get("annotation", "").split()) < 5:
            problems.append(f"{key}: write an annotation: why to read it, and for whom")
    return problems


def unknown_and_unused(entries, course, links):
    """Keys that are cited but not there, and there but not cited.

    `links` are the keys that texts link to in the reading list.
    """
    cited = {cite.key: lesson for lesson in course.lessons for cite in lesson.cites}
    missing = [
        f"{lesson.id}: cites {key}, which is not in references.bib"
        for key, lesson in cited.items()
        if key not in entries
    ]
    unused = [
        f"{key}: cited nowhere; cite it in curriculum.toml or delete the entry"
        for key in entries
        if key not in cited and key not in links
    ]
    return missing + unused


def unlisted_citations(notebook, lesson):
    """What a lesson's text cites must stand in its reading list."""
    listed = {cite.key for cite in lesson.cites}
    return [
        f"{notebook.path.name}: the text cites {key}; list it in curriculum.toml"
        for key in dict.fromkeys(LINK.findall(notebook.prose))
        if key not in listed
    ]


def all_links():
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    texts += [read(path).prose for path in LESSONS]
    return {
        key for text in texts for key in re.findall(r"README\.md#([^)\s]+)\)", text)
    }


def test_entries():
    report(wrong_entries(bibliography.read(ROOT)))


def test_every_key_is_known_and_used():
    report(unknown_and_unused(bibliography.read(ROOT), COURSE, all_links()))


def test_lesson(lesson):
    report(unlisted_citations(lesson, COURSE.by_id[id_of(lesson.path)]))


# --- each rule bites ---------------------------------------------------------------

ENTRY = """\
@book{strang-2016-introduction,
  author = {Gilbert Strang},
  title = {Introduction to Linear Algebra},
  year = {2016},
  doi = {10.1137/1.9780898719574},
  url = {https://example.org/strang},
  keywords = {book},
  annotation = {The pictures first, the proofs later; for beginners.}
}
"""


def parsed(text):
    return dict(parse_string(text, "bibtex").entries)


def test_good_entry_has_no_problem():
    assert wrong_entries(parsed(ENTRY)) == []
    assert unknown_and_unused(parsed(ENTRY), course_of(VECTORS), set()) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("strang-2016-introduction", "Strang2016", "author-year-word"),
        ("strang-2016-introduction", "strang-2016", "author-year-word"),
        ("year = {2016}", "year = {2017}", "is not 2017"),
        ("{10.1137", "{https://doi.org/10.1137", "begins with 10."),
        ("{https://example", "{http://example", "begin with https://"),
        ("{book}", "{free}", "keywords must name one of"),
        ("keywords = {book},", "", "keywords must name one of"),
        ("The pictures first, the proofs later; for beginners.", "Good.", "annotation"),
    ],
)
def test_wrong_entry(old, new, message):
    assert old in ENTRY
    assert message in wrong_entries(parsed(ENTRY.replace(old, new)))[0]


def test_unknown_key():
    (problem,) = unknown_and_unused({}, course_of(VECTORS), set())
    assert "which is not in references.bib" in problem


def test_unused_entry():
    course = course_of(replace(VECTORS, cites=()))
    entries = parsed(ENTRY)
    assert "cited nowhere" in unknown_and_unused(entries, course, set())[0]
    assert unknown_and_unused(entries, course, {"strang-2016-introduction"}) == []


def test_citation_outside_the_reading_list():
    text = "[Higham 2002](../references/README.md#higham-2002-accuracy)"
    cited = mini.notebook(mini.text(text))
    assert "higham-2002-accuracy" in unlisted_citations(cited, VECTORS)[0]
    text = "[Strang](../references/README.md#strang-2016-introduction)"
    assert unlisted_citations(mini.notebook(mini.text(text)), VECTORS) == []
