"""TODO may be carried around but not computed with."""

import copy
import math
import pickle

import numpy as np
import pytest

from utils.exercises import TODO, NotAttempted
from utils.exercises.todo import holds_todo

x = np.zeros(3)

USES = {
    "truth": lambda: bool(TODO),
    "not": lambda: not TODO,
    "float": lambda: float(TODO),
    "int": lambda: int(TODO),
    "round": lambda: round(TODO, 2),
    "add": lambda: TODO + 1,
    "add on the right": lambda: 1 + TODO,
    "text": lambda: "w = " + TODO,
    "negative": lambda: -TODO,
    "power": lambda: 2**TODO,
    "equal": lambda: TODO == 0,
    "less": lambda: TODO < 0,
    "max": lambda: max(1, TODO),
    "item": lambda: TODO[0],
    "index": lambda: [1, 2][TODO],
    "range": lambda: range(TODO),
    "length": lambda: len(TODO),
    "loop": lambda: [*TODO],
    "in": lambda: 1 in TODO,
    "call": lambda: TODO(x),
    "attribute": lambda: TODO.shape,
    "method": lambda: TODO.sum(),
    "math": lambda: math.sqrt(TODO),
    "array": lambda: np.array(TODO),
    "array of": lambda: np.array([TODO, 1.0]),
    "object array of": lambda: np.array([[TODO]], dtype=object),
    "array times": lambda: x * TODO,
    "times array": lambda: TODO * x,
    "array @": lambda: x @ TODO,
    "NumPy scalar": lambda: np.float64(2.0) * TODO,
    "ufunc": lambda: np.exp(TODO),
    "function": lambda: np.mean(TODO),
    "linalg": lambda: np.linalg.norm(TODO),
    "slice": lambda: x[:TODO],
    "shape": lambda: np.zeros((2, TODO)),
    "stack": lambda: np.hstack([x, TODO]),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_every_use_raises(use):
    with pytest.raises(NotAttempted, match="still TODO"):
        use()


def test_in_place_uses_raise():
    slope = TODO
    with pytest.raises(NotAttempted):
        slope += 1
    with pytest.raises(NotAttempted):
        TODO[0] = 1
    with pytest.raises(NotAttempted):
        TODO.coef = 1
    with pytest.raises(NotAttempted):
        x[:] = TODO


def test_it_can_be_unpacked_into_names_printed_and_copied():
    slope, intercept = TODO, TODO
    assert slope is intercept
    assert f"{slope} {slope:.3f} {slope!r}" == "TODO TODO TODO"
    assert copy.deepcopy([TODO])[0] is TODO
    assert pickle.loads(pickle.dumps(TODO)) is TODO
    assert len({TODO, TODO}) == 1


def test_displaying_it_as_the_value_of_a_cell_works():
    formatter = pytest.importorskip("IPython.core.formatters").DisplayFormatter()
    data, _ = formatter.format(TODO)
    assert data == {"text/plain": "TODO"}


@pytest.mark.parametrize(
    "value", [TODO, [TODO], (1, [2, TODO]), {"b": TODO}, {TODO}, [{"w": (TODO,)}]]
)
def test_containers_are_searched(value):
    assert holds_todo(value)


@pytest.mark.parametrize("value", [None, 0, "TODO", [], [None], {"TODO": 1}, x, len])
def test_other_things_hold_no_todo(value):
    assert not holds_todo(value)
