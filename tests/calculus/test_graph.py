"""The scalar graph: local slopes, the backward pass, paths."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.calculus import (
    Scalar,
    backward,
    complex_step,
    count_paths,
    sigmoid,
    slope_by_backward,
    slope_by_paths,
    topological_order,
)


def test_neuron_by_hand():
    w, x, b = Scalar(2.0, "w"), Scalar(1.0, "x"), Scalar(-1.0, "b")
    a = sigmoid(w * x + b)
    loss = (a - 0.0) ** 2
    assert f"{a.value:.6f} {loss.value:.6f}" == "0.731059 0.534447"
    assert f"{slope_by_backward(loss, a):.6f}" == "1.462117"
    assert f"{slope_by_backward(loss, w):.6f}" == "0.287470"
    assert f"{slope_by_backward(loss, b):.6f}" == "0.287470"
    assert f"{slope_by_backward(loss, x):.6f}" == "0.574939"


@pytest.mark.parametrize("slope", [slope_by_backward, slope_by_paths])
def test_two_paths(slope):
    x, y = Scalar(2.0, "x"), Scalar(3.0, "y")
    f = (x + y) * (x * y)
    assert slope(f, x) == 21
    assert slope(f, y) == 16
    assert slope(f, f) == 1
    assert slope(f, Scalar(1.0)) == 0


@pytest.mark.parametrize("slope", [slope_by_backward, slope_by_paths])
def test_against_the_complex_step(slope):
    f = lambda x: np.exp(x) / (np.sin(x) ** 3 + np.cos(x) ** 3) - 2.0**x  # noqa: E731
    x = Scalar(1.5, "x")
    assert slope(f(x), x) == pytest.approx(complex_step(f, 1.5), rel=1e-13)


def test_paths_grow_while_the_graph_does_not():
    x = y = Scalar(1.0, "x")
    for _ in range(50):
        y = y + y
    assert len(topological_order(y)) == 51
    assert count_paths(y, x) == slope_by_backward(y, x) == 2**50


def test_logistic_map_has_a_small_graph():
    x = y = Scalar(0.3, "x")
    for _ in range(4):
        y = 4 * y * (1 - y)
    assert sum(len(node.inputs) > 0 for node in topological_order(y)) == 12

    def iterate(x):
        for _ in range(4):
            x = 4 * x * (1 - x)
        return x

    assert slope_by_backward(y, x) == pytest.approx(complex_step(iterate, 0.3))


def test_long_chain():
    x = y = Scalar(0.0, "x")
    for _ in range(20_000):
        y = y + 1.0
    assert slope_by_backward(y, x) == 1


STEPS = [
    lambda a, b: a + b,
    lambda a, b: a * b - b,
    lambda a, b: np.sin(a) * b,
    lambda a, b: np.exp(-a * a) + b,
]


@given(
    st.floats(-2, 2),
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.integers(0, 9)),
        min_size=1,
        max_size=6,
    ),
)
def test_backward_equals_sum_over_paths_on_any_graph(start, program):
    def run(x):
        values = [x]
        for step, i, j in program:  # any earlier values: fan-out, repeated inputs
            values.append(step(values[i % len(values)], values[j % len(values)]))
        return values[-1]

    x = Scalar(start, "x")
    y = run(x)
    slope = slope_by_backward(y, x)
    tolerance = 1e-9 * max(1.0, abs(slope))
    assert slope_by_paths(y, x) == pytest.approx(slope, rel=1e-9, abs=tolerance)
    assert complex_step(run, start) == pytest.approx(slope, rel=1e-9, abs=tolerance)


def test_one_edge_for_each_use():
    x = Scalar(3.0, "x")
    y = x * x
    assert y.inputs == (x, x)
    assert count_paths(y, x) == 2
    assert slope_by_backward(y, x) == slope_by_paths(y, x) == 6
    absent = slope_by_backward(y, Scalar(3.0))
    assert absent == 0
    assert isinstance(absent, float)


def test_order_of_the_backward_pass():
    x = Scalar(2.0, "x")
    nodes = [node for node, _ in backward(np.sin(x * x))]
    assert [node.name for node in nodes] == ["sin", "multiply", "x"]
    assert repr(x) == "Scalar(2, 'x')"


def test_errors():
    with pytest.raises(TypeError, match="value must be a real number"):
        Scalar("two")
    with pytest.raises(ValueError, match="value must be a finite"):
        Scalar(np.nan)
    with pytest.raises(TypeError, match=r"np\.floor"):
        np.floor(Scalar(1.0))
    with pytest.raises(TypeError, match="operand"):
        Scalar(1.0) * [1.0]


@pytest.mark.parametrize("f", [slope_by_backward, slope_by_paths, count_paths])
def test_a_number_is_no_node(f):
    x = Scalar(2.0)
    with pytest.raises(TypeError, match="x must be a Scalar, got float"):
        f(x * x, 2.0)  # by value instead of by node: 0 would be a wrong answer
    with pytest.raises(TypeError, match="output must be a Scalar, got float"):
        f(4.0, x)


def test_the_slope_of_an_unused_exponent_does_no_harm():
    x = Scalar(-2.0)
    assert slope_by_backward(x**3, x) == slope_by_paths(x**3, x) == 12
