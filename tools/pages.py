"""What is generated outside the lessons: indexes, roadmap, glossary homes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.blocks import NOTICE, link, replace, table
from tools.curriculum import Curriculum, Folder, Lesson
from tools.gallery import pictures
from tools.notebooks import slug

REVIEW = 1.25  # each hour of study is followed by a quarter of an hour of repetition

# Stage, and what a learner can do once all of its lessons exist.
STAGES = {
    "Ready": "read a formula with Σ and turn it into NumPy",
    "Beginner": "derive, fit and criticise a linear and a logistic model",
    "Intermediate": "build PCA, mixtures, support vector machines and neural networks, "
    "with tests",
    "Advanced": "read the method section of a current paper and re-implement it",
}


def folder_readme(course: Curriculum, folder: Folder) -> str:
    """The index of one folder of lessons."""
    lessons = course.in_folder(folder.number)
    parts = [
        f"# {folder.number} {folder.title}",
        NOTICE,
        folder.promise,
        table(lessons, "../"),
    ]
    if planned := _planned(course, folder):
        parts.append(f"Planned: {planned}.")
    parts.append("[Map of the course](../roadmap.md)")
    return "\n\n".join(parts) + "\n"


def readme(course: Curriculum, text: str) -> str:
    """README.md with its pictures and its list of folders current."""
    gallery = [
        f"[![{picture.alt}]({picture.file})]({picture.lesson.file})\n\n"
        f"*From {link(picture.lesson, '')}*"
        for picture in pictures(course)
    ]
    lines = [
        f"- [{folder.number} {folder.title}]({folder.path}/README.md): "
        f"{folder.promise} Begins with {link(course.in_folder(folder.number)[0], '')}."
        for folder in course.started
    ]
    text = replace(text, "gallery", "\n\n".join(gallery))
    return replace(text, "start", "\n".join(lines))


def roadmap(course: Curriculum, text: str) -> str:
    """roadmap.md with all of its blocks current."""
    blocks = {
        "map": _map(course),
        "stages": _stages(course),
        "lessons": _lessons(course),
        "checklist": _checklist(course),
        "planned": _all_planned(course),
    }
    for name, content in blocks.items():
        text = replace(text, name, content)
    return text


def glossary(course: Curriculum, text: str) -> str:
    """The glossary with one line in each entry that names its home lesson."""
    homes = {term: lesson for lesson in course.lessons for term in lesson.terms}
    entries = re.split(r"^(?=##+ )", text, flags=re.M)
    return "\n\n".join(_with_home(entry, homes) for entry in entries) + "\n"


def _with_home(entry: str, homes: dict[str, Lesson]) -> str:
    body = re.sub(r"^\*Home:\*.*\n?", "", entry, flags=re.M).strip()
    term = slug(body.split("\n", 1)[0].lstrip("# "))
    home = homes.get(term) if body.startswith("##") else None
    return f"{body}\n\n*Home:* {link(home, '../')}" if home else body


def _map(course: Curriculum) -> str:
    """Which folder leads to which: as a graph, then the same in words."""
    edges = [
        (earlier, later)
        for earlier in course.started
        for later in course.started
        if earlier != later and _builds_on(course, later, earlier)
    ]
    nodes = [f'  F{f.number}["{f.number} {f.title}"]' for f in course.started]
    arrows = [f"  F{a.number} --> F{b.number}" for a, b in edges]
    words = []
    for folder in course.started:
        next_ones = [f"{b.number} {b.title}" for a, b in edges if a == folder]
        leads = f" leads to {', '.join(next_ones)}" if next_ones else ""
        words.append(
            f"- [{folder.number} {folder.title}]({folder.path}/README.md){leads}"
        )
    graph = ["```mermaid", "flowchart TD", *nodes, *arrows, "```"]
    return "\n".join([*graph, "", "The same in words:", "", *words])


def _builds_on(course: Curriculum, later: Folder, earlier: Folder) -> bool:
    """Whether a lesson of `later` needs one of `earlier`."""
    return any(
        need.startswith(f"{earlier.number}-")
        for lesson in course.in_folder(later.number)
        for need in lesson.needs
    )


def _stages(course: Curriculum) -> str:
    rows = ["| stage | lessons | hours | when it is complete you can |"]
    rows.append("| --- | --- | --- | --- |")
    for stage, promise in STAGES.items():
        lessons = _in_stage(course, stage)
        rows.append(f"| {stage} | {len(lessons)} | {_hours(lessons)} | {promise} |")
    return "\n".join(rows)


def _lessons(course: Curriculum) -> str:
    sections = [
        f"### {stage}\n\n{table(lessons, '')}"
        for stage in STAGES
        if (lessons := _in_stage(course, stage))
    ]
    return "\n\n".join(sections)


def _checklist(course: Curriculum) -> str:
    return "\n".join(f"- [ ] {link(lesson, '')}" for lesson in course.lessons)


def _all_planned(course: Curriculum) -> str:
    lines = [
        f"- **{folder.number} {folder.title}**: {planned}"
        for folder in course.folders
        if (planned := _planned(course, folder))
    ]
    return "\n".join(lines)


def _planned(course: Curriculum, folder: Folder) -> str:
    """Number and title of the folder's planned lessons, in one line."""
    return "; ".join(
        f"{lesson.id} {lesson.title}"
        for lesson in course.planned
        if lesson.id.startswith(f"{folder.number}-")
    )


def _in_stage(course: Curriculum, stage: str) -> list[Lesson]:
    """Lessons of a stage: the prerequisites come before the Beginner's stage."""
    return [
        lesson
        for lesson in course.lessons
        if stage == ("Ready" if lesson.folder == "00" else lesson.level)
    ]


def _hours(lessons: Sequence[Lesson]) -> str:
    minutes = sum(lesson.minutes_read + lesson.minutes_exercises for lesson in lessons)
    return f"{REVIEW * minutes / 60:.0f}"
