"""The course graph: records, files and prerequisites agree."""

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import chain

import pytest

from tests.course.lessons import LESSONS, ROOT, id_of, report
from tools import curriculum
from tools.curriculum import LEVELS, Citation, Curriculum, Folder, Lesson, Planned

COURSE = curriculum.load()
MAX_SECONDS = 30
MAX_TERMS = 10  # new ones; five are better, for a beginner above all


def wrong_files(course, files):
    """Where records and `files`, notebooks relative to the root, disagree."""
    recorded = {lesson.file for lesson in course.lessons}
    planned = {lesson.file for lesson in course.planned}
    return [
        *(f"{file}: there is no such notebook" for file in sorted(recorded - files)),
        *(
            f"{file}: still planned; `python -m tools new` makes it a lesson"
            for file in sorted(files & planned)
        ),
        *(
            f"{file}: has no record in curriculum.toml"
            for file in sorted(files - recorded - planned)
        ),
    ]


def wrong_places(course):
    """Ids that are used twice, or do not say folder and number of their file."""
    folders = {folder.number: folder.path for folder in course.folders}
    problems, seen = [], set()
    for record in chain(course.lessons, course.planned):
        folder, _, name = record.file.partition("/")
        number, _, rest = name.partition("-")
        if record.id in seen:
            problems.append(f"{record.id}: two records have this id")
        if f"{folder[:2]}-{number}" != record.id or folders.get(folder[:2]) != folder:
            problems.append(f"{record.id}: {record.file} is not its place")
        if not rest.endswith(".ipynb") or name != name.lower():
            problems.append(f"{record.id}: {name} must be like 03-small-words.ipynb")
        seen.add(record.id)
    return problems


def wrong_needs(course):
    problems = []
    for lesson in course.lessons:
        for need in lesson.needs:
            if need not in course.by_id:
                problems.append(f"{lesson.id}: needs {need}, which does not exist")
            elif LEVELS.index(course.by_id[need].level) > LEVELS.index(lesson.level):
                problems.append(f"{lesson.id}: needs {need}, which is of a later level")
        if len(set(lesson.needs)) < len(lesson.needs):
            problems.append(f"{lesson.id}: names a prerequisite twice")
    return problems


def cycles(course):
    try:
        order = TopologicalSorter(
            {lesson.id: lesson.needs for lesson in course.lessons}
        )
        order.prepare()
    except CycleError as error:
        return [f"prerequisites in a circle: {' needs '.join(error.args[1][::-1])}"]
    return []


def wrong_terms(course):
    """Each term has one home, and no lesson brings too many."""
    homes = {}
    problems = []
    for lesson in course.lessons:
        if len(lesson.terms) > MAX_TERMS:
            problems.append(
                f"{lesson.id}: {len(lesson.terms)} new terms; at most {MAX_TERMS}"
            )
        for term in lesson.terms:
            if term in homes:
                problems.append(f"{lesson.id}: {term} is at home in {homes[term]}")
            homes[term] = lesson.id
    return problems


def wrong_numbers(course):
    problems = []
    for lesson in course.lessons:
        if lesson.difficulty not in range(1, 6):
            problems.append(f"{lesson.id}: difficulty must be 1 to 5")
        if not 0 < lesson.seconds <= MAX_SECONDS:
            problems.append(f"{lesson.id}: must run in at most {MAX_SECONDS} seconds")
        keys = [cite.key for cite in lesson.cites]
        if len(set(keys)) < len(keys):
            problems.append(f"{lesson.id}: cites a work twice; join the locators")
    return problems


def wrong_reading_time(recorded, computed):
    if abs(recorded - computed) <= 5:
        return []
    return [
        f"minutes_read is {recorded}, but text, formulas and figures take {computed}"
    ]


# --- the course --------------------------------------------------------------------


def test_there_are_lessons():
    assert COURSE.lessons
    assert [folder.number for folder in COURSE.folders] == [f"0{i}" for i in range(9)]


def test_files_and_records_agree():
    report(wrong_files(COURSE, {path.relative_to(ROOT).as_posix() for path in LESSONS}))


@pytest.mark.parametrize(
    "rule", [wrong_places, wrong_needs, cycles, wrong_terms, wrong_numbers]
)
def test_course(rule):
    report(rule(COURSE))


def test_reading_time(lesson):
    recorded = COURSE.by_id[id_of(lesson.path)].minutes_read
    problems = wrong_reading_time(recorded, lesson.reading_minutes())
    report(f"{lesson.path.name}: {problem}" for problem in problems)


# --- each rule bites ---------------------------------------------------------------

VECTORS = Lesson(
    id="01-01",
    file="01-linear-algebra/01-vectors.ipynb",
    title="Vectors",
    level="Beginner",
    difficulty=2,
    seconds=8,
    minutes_read=45,
    minutes_exercises=60,
    needs=(),
    terms=("vector",),
    cites=(Citation("strang-2016-introduction"),),
)
MATRICES = replace(
    VECTORS,
    id="01-02",
    file="01-linear-algebra/02-matrices.ipynb",
    needs=("01-01",),
    terms=("matrix",),
)
NORMS = Planned("01-03", "01-linear-algebra/03-norms.ipynb", "Norms")
FILES = {VECTORS.file, MATRICES.file}


def course_of(*lessons, planned=(NORMS,)):
    folder = Folder(
        "01", "01-linear-algebra", "linear_algebra", "Linear algebra", "See."
    )
    return Curriculum(folders=(folder,), lessons=lessons, planned=planned)


def test_good_course_has_no_problem():
    good = course_of(VECTORS, MATRICES)
    assert wrong_files(good, FILES) == []
    for rule in (wrong_places, wrong_needs, cycles, wrong_terms, wrong_numbers):
        assert rule(good) == []


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (FILES - {VECTORS.file}, "no such notebook"),
        (FILES | {"01-linear-algebra/09-new.ipynb"}, "has no record"),
        (FILES | {NORMS.file}, "still planned"),
    ],
)
def test_files_and_records_disagree(files, message):
    (problem,) = wrong_files(course_of(VECTORS, MATRICES), files)
    assert message in problem


@pytest.mark.parametrize(
    ("change", "rule", "message"),
    [
        ({"id": "01-01"}, wrong_places, "two records have this id"),
        ({"id": "01-03", "file": NORMS.file}, wrong_places, "two records have this id"),
        ({"file": "01-linear-algebra/03-x.ipynb"}, wrong_places, "not its place"),
        ({"file": "01-algebra/02-x.ipynb"}, wrong_places, "not its place"),
        ({"file": "01-linear-algebra/02-X.ipynb"}, wrong_places, "small-words"),
        ({"needs": ("01-09",)}, wrong_needs, "does not exist"),
        ({"needs": ("01-03",)}, wrong_needs, "does not exist"),
        ({"needs": ("01-01", "01-01")}, wrong_needs, "twice"),
        ({"needs": ("01-02",)}, cycles, "01-02 needs 01-02"),
        ({"terms": ("vector",)}, wrong_terms, "vector is at home in 01-01"),
        ({"terms": tuple("abcdefghijk")}, wrong_terms, "11 new terms"),
        ({"difficulty": 6}, wrong_numbers, "1 to 5"),
        ({"seconds": 31}, wrong_numbers, "at most 30"),
        ({"cites": VECTORS.cites * 2}, wrong_numbers, "cites a work twice"),
    ],
)
def test_wrong_record(change, rule, message):
    problems = rule(course_of(VECTORS, replace(MATRICES, **change)))
    assert message in "\n".join(problems)


def test_later_level_is_no_prerequisite():
    late = replace(VECTORS, level="Advanced")
    assert "later level" in wrong_needs(course_of(late, MATRICES))[0]


def test_circle():
    first = replace(VECTORS, needs=("01-02",))
    assert "needs" in cycles(course_of(first, MATRICES))[0]


def test_reading_time_may_be_off_by_five_minutes():
    assert wrong_reading_time(45, 50) == wrong_reading_time(45, 40) == []
    assert "take 55" in wrong_reading_time(45, 55)[0]
