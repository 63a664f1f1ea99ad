"""check() speaks one clear line; report() counts."""

import sys
import warnings

import numpy as np
import pytest

from utils.exercises import TODO, Hint, NotAttempted, call, check, core, report
from utils.exercises.parts import require_number


def right(answer):
    return None


def calls(answer):
    call(answer)


def raises(error):
    def checker(answer):
        raise error

    return checker


# --- verdicts ----------------------------------------------------------------------


@pytest.mark.parametrize("answer", [None, TODO, (TODO, 1.0), {"w": [TODO]}])
def test_not_attempted(verdict, answer):
    assert verdict(right, answer) == "not attempted yet"


def test_the_stub_of_the_guide_is_not_attempted(verdict):
    def fit_line(x, y):
        slope, intercept = TODO, TODO
        return slope, intercept

    assert verdict(lambda f: call(f, 1, 2), fit_line) == "not attempted yet"
    assert verdict(raises(NotAttempted()), 1.0) == "not attempted yet"


def test_correct(verdict):
    assert verdict(right, 3.0) == "correct"


def test_wrong_with_the_hint_on_one_line(verdict):
    hint = Hint("your array has shape (3,),\n    expected (3, 1)")
    assert verdict(raises(hint), 3.0) == (
        "not yet. your array has shape (3,), expected (3, 1)"
    )


def fails_with(error):
    def f():
        raise error

    return f


class Strange(Exception):
    """An error without a text of its own."""


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
        (ValueError("two\n  lines"), "ValueError: two lines"),
        (KeyError("w"), "KeyError: 'w'"),
        (AssertionError(), "AssertionError"),
        (Hint("not a hint of ours"), "Hint: not a hint of ours"),
        (SystemExit(1), "SystemExit: 1"),
        (Strange(), "Strange"),
        (
            TypeError("got <object object at 0x7f3a0c>"),
            "TypeError: got <object object>",
        ),
        (ValueError("x" * 300), f"ValueError: {'x' * 200}..."),
    ],
)
def test_errors_of_the_answer(verdict, error, line):
    assert verdict(calls, fails_with(error)) == f"your code raised {line}"


def test_endless_recursion(verdict):
    def f():
        return f()

    assert verdict(calls, f).startswith("your code raised RecursionError: maximum")


def test_a_function_with_other_arguments(verdict):
    line = verdict(lambda f: call(f, 1.0), lambda: 1.0)
    assert line.startswith("your code raised TypeError: ")
    assert "takes 0 positional arguments but 1 was given" in line


def test_an_interrupt_is_not_swallowed(register):
    with pytest.raises(KeyboardInterrupt):
        check(register(calls), fails_with(KeyboardInterrupt()))


def test_warnings_do_not_break_a_verdict(verdict):
    def f():
        warnings.warn("careful", UserWarning, stacklevel=1)
        return np.log(np.zeros(1)) + np.exp(np.full(1, 1e4))

    before = np.geterr()
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        assert verdict(lambda f: call(f) and None, f) == "correct"
    assert np.geterr() == before


def test_what_the_answer_prints_stays(register, capsys):
    check(register(calls), lambda: print("trace") or 1.0)
    assert capsys.readouterr().out == "trace\n02-99-E1: correct\n"


def test_check_returns_none(register):
    assert check(register(right), 1.0) is None


def test_the_line_depends_on_the_answer_alone(verdict):
    class Answer:
        def __call__(self):
            raise ValueError(f"bad {self}")

    lines = {verdict(calls, Answer()) for _ in range(3)}
    assert len(lines) == 1
    assert "0x" not in lines.pop()


# --- faults of the course ----------------------------------------------------------


def test_a_faulty_checker_takes_the_blame(verdict):
    line = verdict(raises(IndexError("out of range")), 1.0)
    assert line.startswith("your answer could not be checked, and that is a fault of")
    assert line.endswith("(IndexError: out of range)")


def test_judge_lets_the_fault_through(register):
    core.judge(core.registry.find(register(right)), 1.0)
    with pytest.raises(IndexError):
        core.judge(core.registry.find(register(raises(IndexError()))), 1.0)


def test_a_checker_that_returns_a_verdict_is_faulty(verdict):
    line = verdict(lambda answer: answer == 3.0, 1.0)
    assert "the checker of 02-99-E1 must return None or raise Hint" in line


def test_checkers_that_cannot_be_loaded_take_the_blame(monkeypatch, capsys):
    def broken(module):
        raise SyntaxError("in the checkers")

    monkeypatch.setattr(core.registry.importlib, "import_module", broken)
    check("02-99-E1", 1.0)
    assert "that is a fault of the course" in capsys.readouterr().out


def test_unknown_ids_get_one_line(capsys):
    check("02-99-E7", 1.0)
    check("fit_line", 1.0)
    check(len, "02-99-E1")
    assert capsys.readouterr().out.splitlines() == [
        "02-99-E7: there is no exercise with this id",
        "fit_line: there is no exercise with this id",
        'check needs two things, in this order: check("01-03-E2", answer)',
    ]


# --- report ------------------------------------------------------------------------


@pytest.fixture
def three(register):
    def checker(answer):
        require_number(answer, 3.0)

    for number, minutes in enumerate((5, 8, 15), start=1):
        register(checker, f"02-99-E{number}", minutes, f"find number {number}")


def report_lines(capsys, lesson="02-99"):
    capsys.readouterr()
    report(lesson)
    return capsys.readouterr().out.splitlines()


def test_report_before_anything_was_tried(three, capsys):
    assert report_lines(capsys) == [
        "02-99: 0 of 3 exercises tried, 0 correct, 3 not attempted yet",
        "  02-99-E1 (5 min, not attempted): find number 1",
        "  02-99-E2 (8 min, not attempted): find number 2",
        "  02-99-E3 (15 min, not attempted): find number 3",
    ]


def test_report_counts_the_latest_verdicts(three, capsys):
    check("02-99-E1", 3.0)
    check("02-99-E2", 2.0)
    check("02-99-E3", TODO)
    assert report_lines(capsys) == [
        "02-99: 2 of 3 exercises tried, 1 correct, 1 not attempted yet",
        "  02-99-E2 (8 min, not yet right): find number 2",
        "  02-99-E3 (15 min, not attempted): find number 3",
    ]
    for number in (1, 2, 3):
        check(f"02-99-E{number}", 3.0)
    assert report_lines(capsys) == [
        "02-99: 3 of 3 exercises tried, 3 correct, 0 not attempted yet"
    ]


def test_report_on_an_unknown_lesson(capsys):
    assert report_lines(capsys, "02-98") == [
        "02-98: there are no exercises for this lesson"
    ]


def test_recursion_limit_is_left_alone(verdict):
    before = sys.getrecursionlimit()
    test_endless_recursion(verdict)
    assert sys.getrecursionlimit() == before
