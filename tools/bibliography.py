"""References, read from references/references.bib and written as Markdown."""

from __future__ import annotations

from pathlib import Path

from pybtex.database import Entry, Person, parse_file
from pybtex.richtext import Text

from tools.blocks import NOTICE, link
from tools.curriculum import Curriculum, Lesson

Bibliography = dict[str, Entry]

# Where a work appeared, in the order in which a reference names it.
_PLACE = ("journal", "booktitle", "edition", "publisher", "institution", "howpublished")

_INTRODUCTION = """\
Every work that a lesson cites, in alphabetical order of its key: why to read it, and
which lesson sends you there."""


def read(root: Path) -> Bibliography:
    """All entries of the course's BibTeX file by key; none if there is no file.

    Raises
    ------
    ValueError
        If an entry has nobody who wrote it, no title or no year.
    """
    path = root / "references" / "references.bib"
    if not path.exists():
        return {}
    entries = dict(parse_file(path, bib_format="bibtex", encoding="utf-8").entries)
    for key, entry in entries.items():
        if not (_people(entry) and {"title", "year"} <= set(entry.fields)):
            raise ValueError(f"references.bib, {key}: needs author, title and year")
    return entries


def plain(latex: str) -> str:
    r"""Text of a BibTeX field.

    Examples
    --------
    >>> plain(r"Erd{\H o}s, 5--48")
    'Erdős, 5–48'
    """
    return str(Text.from_latex(latex).render_as("text"))


def label(entry: Entry) -> str:
    """How a sentence names the entry: "Trefethen and Bau 1997"."""
    names = [plain(" ".join(p.prelast_names + p.last_names)) for p in _people(entry)]
    people = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return f"{people} {entry.fields['year']}"


def lesson_references(lesson: Lesson, bibliography: Bibliography) -> str:
    """The reading list at the end of a lesson."""
    lines = []
    for cite in lesson.cites:
        if cite.key not in bibliography:
            raise ValueError(f"cites {cite.key}, which is not in references.bib")
        entry = bibliography[cite.key]
        lines.append(
            f"- [{label(entry)}](../references/README.md#{cite.key}): "
            + _join(", ", [_title(entry), cite.locator, _addresses(entry)])
        )
    return "\n".join(["### References", "", *lines]) if lines else ""


def reading_list(course: Curriculum, bibliography: Bibliography) -> str:
    """The text of references/README.md."""
    entries = [
        _entry(course, key, entry) for key, entry in sorted(bibliography.items())
    ]
    return "\n\n".join(["# References", NOTICE, _INTRODUCTION, *entries]) + "\n"


def _entry(course: Curriculum, key: str, entry: Entry) -> str:
    citing = [
        _join(", ", [link(lesson, "../"), cite.locator])
        for lesson in course.lessons
        for cite in lesson.cites
        if cite.key == key
    ]
    people = "; ".join(plain(str(person)) for person in _people(entry))
    place = [plain(entry.fields.get(field, "")) for field in _PLACE]
    where = _join(", ", [*place, _volume_and_pages(entry)])
    reference = [
        f"{people} ({entry.fields['year']}): {_title(entry)}",
        where.rstrip("."),
        _addresses(entry),
        plain(entry.fields.get("note", "")),
    ]
    paragraphs = [
        f"### {key}",
        _join(". ", reference) + ".",
        plain(entry.fields.get("annotation", "")),
        f"Cited in {'; '.join(citing)}." if citing else "",
    ]
    return _join("\n\n", paragraphs)


def _people(entry: Entry) -> list[Person]:
    people: list[Person] = entry.persons.get("author", entry.persons.get("editor", []))
    return people


def _title(entry: Entry) -> str:
    return f"*{plain(entry.fields['title'])}*"


def _addresses(entry: Entry) -> str:
    doi, url = entry.fields.get("doi"), entry.fields.get("url")
    return _join(
        ", ",
        [
            f"[doi:{doi}](https://doi.org/{doi})" if doi else "",
            f"<{url}>" if url else "",
        ],
    )


def _volume_and_pages(entry: Entry) -> str:
    volume, number, pages = (
        plain(entry.fields.get(field, "")) for field in ("volume", "number", "pages")
    )
    return _join(", ", [f"{volume} ({number})" if number else volume, pages])


def _join(separator: str, parts: list[str]) -> str:
    """Join the parts that are not empty."""
    return separator.join(part for part in parts if part)
