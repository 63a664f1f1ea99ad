"""Every exercise of every lesson: solved, left alone, got wrong, and broken."""

import pytest

from tests.course import exercise_runs as runs
from tests.course import miniature as mini
from tests.course.lessons import LESSONS, id_of, report
from tools import curriculum
from utils.exercises import Hint, call, registry
from utils.exercises.parts import require_number
from utils.exercises.registry import PACKAGES, Exercise

COURSE = curriculum.load()


@pytest.fixture
def lesson_id(lesson):
    return id_of(lesson.path)


@pytest.fixture
def entries(lesson_id):
    return registry.registered(lesson_id)


# --- the lessons -------------------------------------------------------------------


def test_each_exercise_has_one_checker_one_stub_and_one_solution(
    lesson, lesson_id, entries
):
    report(runs.mismatched(lesson, lesson_id, entries))


def test_text_agrees_with_the_registered_stars_and_minutes(lesson, entries):
    report(runs.misquoted(lesson, entries))


def test_recorded_time_is_the_sum_over_the_exercises(lesson_id, entries):
    record = COURSE.by_id.get(lesson_id)
    assert record, f"{lesson_id} has no record in references/curriculum.toml"
    report(runs.wrong_minutes(entries, record.minutes_exercises))


def test_untouched_stubs_run_and_are_not_attempted(lesson):
    report(runs.wrong_stubs(lesson))


def test_marked_solutions_are_correct_within_a_second(lesson, entries):
    report(runs.wrong_solutions(lesson, entries))


def test_wrong_answers_get_their_hints(lesson_id, entries):
    report(runs.accepted(entries, runs.wrong_answers(COURSE.package_of(lesson_id))))


def test_functions_that_raise_get_the_error_line(lesson, entries):
    report(runs.unreported_errors(lesson, entries))


def test_no_answer_confuses_a_checker(entries):
    report(runs.confused_checkers(entries))


# --- the folders -------------------------------------------------------------------


@pytest.mark.parametrize("folder", COURSE.folders, ids=lambda folder: folder.path)
def test_every_checker_and_wrong_answer_belongs_to_a_lesson(folder):
    lessons = {id_of(path) for path in LESSONS}
    checkers = registry.registered(folder.number)
    report(f"{e.id} has no notebook" for e in checkers if e.lesson not in lessons)
    known = {entry.id for entry in checkers}
    wrong = runs.wrong_answers(folder.package)
    report(f"{name} is no exercise" for name in wrong if name not in known)


@pytest.mark.parametrize("folder", COURSE.folders, ids=lambda folder: folder.path)
def test_checkers_are_looked_up_where_the_folder_keeps_them(folder):
    assert PACKAGES[int(folder.number)] == folder.package
    for entry in registry.registered(folder.number):
        module = curriculum.module_of(COURSE.by_id[entry.lesson].file)
        expected = f"utils.exercises.{folder.package}.{module}"
        assert entry.checker.__module__ == expected


# --- a miniature lesson, whole and broken ------------------------------------------

SETUP = "import numpy as np\nfrom utils.exercises import TODO, check"
NUMBER_STUB = 'answer = TODO\ncheck("02-99-E1", answer)'
DOUBLE_STUB = 'def double(x):\n    return TODO * x\n\ncheck("02-99-E2", double)'
SOLUTIONS = {
    "02-99-E1": "answer = np.sqrt(9.0)",
    "02-99-E2": "def double(x):\n    return 2 * x",
}
WRONG = {
    "02-99-E1": [(9.0, "root"), (-3.0, "root")],
    "02-99-E2": [(abs, "twice"), (lambda x: x**2, "twice")],
}


def check_number(answer):
    require_number(answer, 3.0, otherwise="take the root")


def check_double(answer):
    require_number(call(answer, 5.0), 10.0, otherwise="take it twice")


def entry(name, checker, **changes):
    fields = {"kind": "value", "minutes": 4, "stars": 2, "objective": "try the tests"}
    return Exercise(name, checker=checker, **{**fields, **changes})


NUMBER = entry("02-99-E1", check_number)
DOUBLE = entry("02-99-E2", check_double)
BOTH = [NUMBER, DOUBLE]


@pytest.fixture
def register(monkeypatch):
    """Put exercises into the registry until the test ends."""

    def put(*entries):
        for item in entries:
            monkeypatch.setitem(registry._exercises, item.id, item)

    put(NUMBER, DOUBLE)
    return put


def statement(name, text=None):
    return mini.text(text or f"**{name}** (★★☆, 4 min) Find it.")


def fold_out(name, solution):
    return mini.text(
        "<details><summary>Solution</summary>\n\n"
        f"<!-- solution: {name} -->\n```python\n{solution}\n```\n</details>"
    )


def lesson_with(*extra, stubs=(NUMBER_STUB, DOUBLE_STUB), solutions=SOLUTIONS):
    return mini.notebook(
        mini.code("%matplotlib inline", tags=("bootstrap",)),
        mini.code(SETUP, tags=("setup",)),
        *(statement(name) for name in ("02-99-E1", "02-99-E2")),
        *(mini.code(stub) for stub in stubs),
        *(fold_out(name, text) for name, text in solutions.items()),
        *extra,
    )


def test_the_whole_miniature_passes(register, monkeypatch):
    monkeypatch.setattr(runs, "FEWEST", 2)
    whole = lesson_with()
    assert runs.mismatched(whole, "02-99", BOTH) == []
    assert runs.misquoted(whole, BOTH) == []
    assert runs.wrong_minutes(BOTH, 10) == []
    assert runs.wrong_stubs(whole) == []
    assert runs.wrong_solutions(whole, BOTH) == []
    assert runs.accepted(BOTH, WRONG) == []
    assert runs.unreported_errors(whole, BOTH) == []
    assert runs.confused_checkers(BOTH) == []


@pytest.mark.parametrize(
    ("lesson", "entries", "problem"),
    [
        (lesson_with(stubs=[NUMBER_STUB]), BOTH, "02-99-E2 has 0 × check()"),
        (lesson_with(mini.code(NUMBER_STUB)), BOTH, "02-99-E1 has 2 × check()"),
        (lesson_with(solutions={}), BOTH, "02-99-E1 has 0 × marked solution"),
        (
            lesson_with(fold_out("02-99-E1", "answer = 3.0")),
            BOTH,
            "02-99-E1 has 2 × marked solution",
        ),
        (
            lesson_with(mini.text("<!-- solution: 02-99-E3 -->\nNo code.")),
            BOTH,
            "02-99-E3 has 1 × marked solution",
        ),
        (
            lesson_with(
                mini.text("<!-- solution: 02-99-E1 -->\nNo code."), solutions={}
            ),
            BOTH,
            "02-99-E1 has 0 × solution with code",
        ),
        (
            lesson_with(solutions={**SOLUTIONS, "02-99-E2": ""}),
            [NUMBER],
            "02-99-E2 has 1 × check()",
        ),
        (lesson_with(), [*BOTH, entry("02-99-E4", check_number)], "02-99-E4 has 1 × c"),
        (lesson_with(), BOTH, "02-99 has 2 exercises, not 5 to 7"),
    ],
)
def test_stubs_solutions_and_checkers_must_match(lesson, entries, problem):
    assert any(
        found.startswith(problem) for found in runs.mismatched(lesson, "02-99", entries)
    )


def test_stars_and_minutes_must_agree():
    for changed in ({"stars": 1}, {"minutes": 5}):
        [problem] = runs.misquoted(
            lesson_with(), [entry("02-99-E1", check_number, **changed)]
        )
        assert problem.startswith("02-99-E1: the text must say '**02-99-E1** (★")


def test_total_time_must_agree():
    assert runs.wrong_minutes(BOTH, 15) == [
        "curriculum.toml has 15 min, the exercises sum to 8 min"
    ]


@pytest.mark.parametrize(
    ("stub", "problem"),
    [
        ('check("02-99-E1", 3.0)', "correct"),
        ('print("hello")\n' + NUMBER_STUB, "hello"),
        ('check("02-99-E1", from_an_earlier_cell)', "NameError"),
        ('answer = TODO + 1\ncheck("02-99-E1", answer)', "NotAttempted"),
    ],
)
def test_stubs_must_run_alone_and_stay_unattempted(register, stub, problem):
    [found] = runs.wrong_stubs(lesson_with(stubs=[stub]))
    assert problem in found


@pytest.mark.parametrize(
    ("solution", "problem"),
    [
        ("answer = 4.0", "take the root"),
        ("answer = TODO", "not attempted yet"),
        ("answer = np.sqrt(from_an_earlier_cell)", "NameError"),
        ("other_name = 3.0", "NameError"),
    ],
)
def test_solutions_must_be_right_and_stand_alone(register, solution, problem):
    broken = lesson_with(solutions={**SOLUTIONS, "02-99-E1": solution})
    [found] = runs.wrong_solutions(broken, BOTH)
    assert problem in found


def test_a_missing_solution_is_a_problem(register):
    [found] = runs.wrong_solutions(lesson_with(solutions={}), [NUMBER])
    assert "no marked solution" in found


def test_a_slow_checker_is_a_problem(register, monkeypatch):
    monkeypatch.setattr(runs, "SECONDS", -1.0)
    [found] = runs.wrong_solutions(lesson_with(), [NUMBER])
    assert "the checker took" in found


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({}, "0 wrong answers"),
        ({"02-99-E1": [(9.0, "root")]}, "1 wrong answers"),
        ({"02-99-E1": [(9.0, "root"), (3.0, "root")]}, "gives '02-99-E1: correct"),
        ({"02-99-E1": [(9.0, "root"), (2.0, "sign")]}, "with 'sign', but gives"),
        ({"02-99-E1": [(9.0, "root"), (None, "")]}, "gives '02-99-E1: not attempted"),
    ],
)
def test_wrong_answers_must_be_rejected_with_the_right_hint(register, table, problem):
    [found] = runs.accepted([NUMBER], table)
    assert problem in found


def test_a_checker_that_runs_functions_without_call_is_a_problem(register):
    def careless(answer):
        if answer(5.0) != 10.0:
            raise Hint("twice")

    item = entry("02-99-E2", careless)
    register(item)
    [found] = runs.unreported_errors(lesson_with(), [item])
    assert "fault of the course" in found


def test_a_checker_that_trusts_the_type_is_a_problem():
    def careless(answer):
        if answer > 3.0:
            raise Hint("less")

    problems = runs.confused_checkers([entry("02-99-E1", careless)])
    assert any("'a text' leads to TypeError" in found for found in problems)
