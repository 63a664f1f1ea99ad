"""The ready-made parts of checkers: type, shape, mistakes, correctness."""

from fractions import Fraction

import numpy as np
import pytest

from utils.exercises import Hint, NotAttempted
from utils.exercises.calls import AnswerError
from utils.exercises.parts import (
    agrees,
    require,
    require_array,
    require_choice,
    require_function,
    require_number,
    require_statistic,
    take_array,
    take_number,
)


def hint_of(part, *args, **kwargs):
    """The hint that a part raises."""
    with pytest.raises(Hint) as caught:
        part(*args, **kwargs)
    return str(caught.value)


# --- numbers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [3, 3.0, np.float32(3), np.int64(3), np.uint8(3), np.array(3.0), Fraction(6, 2)],
)
def test_all_numbers_are_numbers(answer):
    number = take_number(answer)
    assert number == 3.0
    assert type(number) is float


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("3", "your answer is a text, expected one number"),
        (True, "your answer is True or False, expected one number"),
        (np.bool_(True), "your answer is True or False, expected one number"),
        (np.array(True), "your answer is True or False, expected one number"),
        (3 + 0j, "your answer is a complex number, expected one number"),
        ([3.0], "your answer is a list, expected one number"),
        ((3.0, 1.0), "your answer is a tuple, expected one number"),
        ({"w": 3.0}, "your answer is a dictionary, expected one number"),
        (np.array([3.0]), "your answer is an array of shape (1,), expected one number"),
        (len, "your answer is a function, expected one number"),
        ({3.0}, "your answer is of type set, expected one number"),
        (np.nan, "your answer is NaN: some step is undefined, such as 0/0"),
        (-np.inf, "your answer is infinite: look for a division by zero"),
        (10**400, "your answer is infinite: look for a division by zero"),
    ],
)
def test_what_is_no_number_is_said_to_be(answer, hint):
    assert hint_of(take_number, answer) == hint


def test_a_number_is_right_within_the_tolerances():
    require_number(100.0 + 9e-5, 100.0)
    require_number(1e-10, 0.0)
    require_number(0.67, 2 / 3, atol=0.006)
    for far in (100.0 + 2e-4, -100.0):
        assert "which is not right" in hint_of(require_number, far, 100.0)
    assert "0.5" in hint_of(require_number, 0.66, 2 / 3, otherwise="not 0.5")


def test_recognised_numbers_get_their_own_hint():
    mistakes = {5.0: "that is the norm", 7.0: "that is the sum"}
    assert hint_of(require_number, 7, 25.0, mistakes=mistakes) == "that is the sum"
    assert hint_of(require_number, 6.123456789, 25.0, mistakes=mistakes) == (
        "your answer is 6.12346, which is not right; go through the steps once more"
    )
    require_number(25, 25.0, mistakes=mistakes)


# --- arrays ------------------------------------------------------------------------


def test_lists_tuples_and_integer_arrays_are_taken_and_copied():
    x = np.array([1.0, 2.0])
    taken = take_array(x, (2,))
    taken[0] = 9.0
    assert x[0] == 1.0
    assert take_array(((1, 2), (3, 4)), (2, 2)).dtype == np.float64
    assert take_array(np.array([1, 2], dtype=np.int8)).dtype == np.float64


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (3.0, "your array is a number, expected an array of numbers"),
        ("a", "your array is a text, expected an array of numbers"),
        (len, "your array is a function, expected an array of numbers"),
        (range(3), "your array is of type range, expected an array of numbers"),
        ([[1.0], [1.0, 2.0]], "your array is ragged: its rows differ in length"),
        (["a", 1.0], "your array holds text, expected real numbers"),
        ([True, False], "your array holds True and False, expected real numbers"),
        ([1j, 2.0], "your array holds complex numbers, expected real numbers"),
        (
            [None, 1.0],
            "your array holds things that are not numbers, expected real numbers",
        ),
        ([1.0, 2.0], "your array has shape (2,), expected (3,)"),
        ([[1.0], [2.0], [3.0]], "your array has shape (3, 1), expected (3,)"),
        ([], "your array has shape (0,), expected (3,)"),
        (np.array(1.0), "your array has shape (), expected (3,)"),
        ([1.0, 2.0, np.nan], "your array contains NaN: some step is undefined"),
        ([1.0, 2.0, np.inf], "your array contains an infinity"),
    ],
)
def test_type_and_shape_come_first(answer, hint):
    assert hint_of(require_array, answer, [1, 2, 3]) == hint


def test_without_a_shape_an_array_must_still_hold_something():
    assert hint_of(take_array, []) == "your array is empty"


def test_recognised_arrays_get_their_own_hint():
    A = np.array([[1.0, 2.0], [3.0, 4.0]])
    mistakes = [(A[0], "one row only"), (A.T, "this is the transpose")]
    assert hint_of(require_array, A.T, A, mistakes=mistakes) == "this is the transpose"
    repeated = hint_of(require_array, [A[0], A[0]], A, mistakes=mistakes)
    assert repeated.startswith("your array is not right, first at index [1, 0]")
    require_array(A.tolist(), A, mistakes=mistakes)


def test_the_first_wrong_entry_is_named():
    assert hint_of(require_array, [[1, 2], [5, 6]], [[1, 2], [3, 4]]) == (
        "your array is not right, first at index [1, 0]; go through the steps once more"
    )


# --- choices, conditions, statistics -----------------------------------------------

WRONG_LETTERS = {"A": "that is the length", "C": "that is the angle"}


def test_choices():
    for letter in ("B", "b", " B "):
        require_choice(letter, "B", WRONG_LETTERS)
    assert hint_of(require_choice, "c", "B", WRONG_LETTERS) == "that is the angle"
    for answer in ("D", "", "AB", 2, ["B"], np.array("B")):
        assert hint_of(require_choice, answer, "B", WRONG_LETTERS) == (
            'answer with one of the letters "A", "B", "C"'
        )


def test_conditions():
    require(np.bool_(True), "never read")
    assert hint_of(require, np.bool_(False), "not orthogonal") == "not orthogonal"


def test_statistics():
    require_statistic(0.5 + 0.039, 0.5, standard_error=0.01)
    assert hint_of(require_statistic, 0.45, 0.5, standard_error=0.01) == (
        "your estimate is 0.45, which is 5.0 standard errors away from the exact "
        "value; chance alone stays within 4"
    )
    assert "a text" in hint_of(require_statistic, "half", 0.5, standard_error=0.01)


# --- functions ---------------------------------------------------------------------


def line_cases(hand=([0.0, 1.0, 2.0], [2.0, 1.0, 6.0])):
    rng = np.random.default_rng(7)
    random = [(rng.normal(size=n), rng.normal(size=n)) for n in (3, 5, 12)]
    return [tuple(map(np.array, hand)), *random]


def fit(x, y):
    centred = x - x.mean()
    slope = centred @ y / (centred @ centred)
    return slope, y.mean() - slope * x.mean()


def through_origin(x, y):
    return x @ y / (x @ x), 0.0


FORGOTTEN = [
    (lambda x, y: (1 / 0, 0), "undefined, so it is not what the learner did"),
    (lambda x, y: np.ones(9), "another shape"),
    (through_origin, "you forgot the intercept"),
]


def require_fit(answer, **options):
    require_function(answer, fit, line_cases(), mistakes=FORGOTTEN, **options)


def test_equal_functions_pass():
    require_fit(lambda x, y: tuple(np.polyfit(x, y, 1)))
    require_fit(lambda x, y: np.polyfit(x, y, 1))
    require_fit(lambda x, y: [np.array(v) for v in fit(x, y)])


def test_a_wrong_formula_is_recognised():
    assert hint_of(require_fit, through_origin) == "you forgot the intercept"


def test_a_wrong_formula_that_fits_the_hand_example_is_still_found():
    hand = ([0.0, 1.0, 2.0], [1.0, 0.0, 5.0])
    assert through_origin(*map(np.array, hand)) == (2.0, 0.0)
    hint = hint_of(
        require_function, through_origin, fit, line_cases(hand), mistakes=FORGOTTEN
    )
    assert hint == "you forgot the intercept"


def test_the_hand_example_alone_is_refused():
    with pytest.raises(ValueError, match="three random cases"):
        require_function(fit, fit, line_cases()[:3])


def test_a_short_case_is_shown_with_both_results():
    assert hint_of(require_fit, lambda x, y: (1.0, 1), otherwise="look again") == (
        "for [0, 1, 2] and [2, 1, 6] your function returns (1, 1), expected (2, 1); "
        "look again"
    )


def test_a_long_case_is_shown_by_its_shape():
    def wrong_if_long(x):
        return x if len(x) < 9 else -x

    cases = [(np.ones(n),) for n in (1, 2, 3, 9)]
    assert hint_of(require_function, wrong_if_long, np.copy, cases) == (
        "for an array of shape (9,) the result of your function is not right; "
        "compare with the formula, term by term"
    )


@pytest.mark.parametrize(
    ("result", "hint"),
    [
        (3.0, "the result of your function is a number, expected 2 values"),
        ("ab", "the result of your function is a text, expected 2 values"),
        ((1.0, 2.0, 3.0), "the result of your function has 3 parts, expected 2"),
        ((2.0, "1"), "part 2 of the result of your function is a text"),
        ((2.0, [1.0]), "part 2 of the result of your function is a list"),
        ((np.nan, 1.0), "part 1 of the result of your function is NaN"),
    ],
)
def test_parts_of_a_result_are_taken_apart(result, hint):
    assert hint_of(require_fit, lambda x, y: result).startswith(hint)


def test_shapes_of_results_are_compared():
    cases = [(np.ones(n),) for n in (2, 3, 4, 5)]
    hint = hint_of(require_function, lambda x: x[:, None], np.copy, cases)
    assert hint == "the result of your function has shape (2, 1), expected (2,)"


def test_answers_may_be_texts_and_truths():
    assert agrees(np.bool_(True), True)
    assert agrees("row", "row")
    assert not agrees("row", "column")
    assert hint_of(agrees, 1, True) == (
        "the result of your function is a number, expected True or False"
    )
    assert hint_of(agrees, 1, "row") == (
        "the result of your function is a number, expected a text"
    )


def test_errors_and_gaps_of_the_learner_come_through():
    with pytest.raises(AnswerError):
        require_fit(lambda x, y: 1 / 0)
    with pytest.raises(NotAttempted):
        require_fit(lambda x, y: None)
    assert "pass the function itself" in hint_of(require_fit, (2.0, 1.0))


def test_neither_the_learner_nor_a_reference_can_spoil_the_cases():
    def careless(x):
        x *= 2
        return x

    cases = [(np.ones(n),) for n in (1, 2, 3, 4)]
    require_function(lambda x: 2 * x, careless, cases)
    hint_of(require_function, np.copy, np.exp, cases, mistakes=[(careless, "twice")])
    assert all(np.array_equal(case[0], np.ones(len(case[0]))) for case in cases)
    assert "changes its argument 1" in hint_of(
        require_function, careless, lambda x: 2 * x, cases
    )
