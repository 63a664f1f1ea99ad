"""call() runs a learner's function and tells its failures apart."""

import numpy as np
import pytest

from utils.exercises import TODO, Hint, NotAttempted, call
from utils.exercises.calls import AnswerError


def test_the_result_comes_back():
    assert call(lambda x, *, scale: scale * x, 2.0, scale=3.0) == 6.0


def test_arrays_are_copies():
    x = np.arange(3.0)
    assert call(lambda a: a, x) is not x


def sets_an_entry(x):
    x[0] = 9.0
    return x


def sorts_and_returns_nothing(x):
    x.sort()


def reshapes(x):
    x.shape = (3, 1)
    return x


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("f", [sets_an_entry, sorts_and_returns_nothing, reshapes])
def test_a_changed_array_is_reported_and_the_original_is_safe(f):
    x = np.array([3.0, 1.0, np.nan])
    with pytest.raises(Hint, match="changes its argument 1, which belongs"):
        call(f, x)
    np.testing.assert_array_equal(x, [3.0, 1.0, np.nan])


def test_changes_deep_inside_are_reported():
    def f(y, rows, table=None):
        rows[0][1] = 5
        return 1.0

    with pytest.raises(Hint, match="argument 2,"):
        call(f, 1.0, [[1, 2], [3, 4]])
    with pytest.raises(Hint, match="argument table,"):
        call(lambda table: table["w"].fill(1.0) or 1, table={"w": np.zeros(2)})
    with pytest.raises(Hint, match="argument 1,"):
        call(lambda items: items.append(1.0) or 1, [0.0])


def test_unchanged_containers_with_nan_pass():
    values = [float("nan"), np.float64("nan"), 1, "a", None, (True, {"k": np.ones(2)})]
    assert call(lambda v: len(v), values) == 6


def test_generators_may_advance_and_each_call_starts_alike():
    rng = np.random.default_rng(0)
    first = call(lambda rng: rng.normal(), rng)
    assert first == call(lambda rng: rng.normal(), rng)


def fills_an_entry():
    A = np.zeros((2, 2))
    A[0, 0] = TODO  # NumPy raises a ValueError here
    return A


@pytest.mark.parametrize(
    "f",
    [
        TODO,
        lambda: None,
        lambda: TODO,
        lambda: (1.0, [TODO]),
        lambda: TODO + 1,
        fills_an_entry,
    ],
)
def test_unfinished_functions_are_not_attempted(f):
    with pytest.raises(NotAttempted):
        call(f)


@pytest.mark.parametrize("f", [3.0, "f", None, [len]])
def test_what_is_no_function_gets_a_hint(f):
    with pytest.raises(Hint, match="pass the function itself"):
        call(f, 1.0)


@pytest.mark.parametrize("kind", [ValueError, AssertionError, Hint, SystemExit])
def test_what_the_function_raises_is_its_own(kind):
    def f():
        raise kind("mine")

    with pytest.raises(AnswerError) as caught:
        call(f)
    assert type(caught.value.error) is kind


def test_an_interrupt_passes():
    def f():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(f)
