"""Stencils: known tables, exactness on polynomials, measured orders."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.numerical_methods import stencil, stencil_derivative, stencil_step

TABLE = [
    ([0, 1], 1, [-1, 1], 1),
    ([-1, 1], 1, [-1 / 2, 1 / 2], 2),
    ([-1, 0, 1], 2, [1, -2, 1], 2),
    ([-2, -1, 0, 1, 2], 1, [1 / 12, -2 / 3, 0, 2 / 3, -1 / 12], 4),
    ([-2, -1, 0, 1, 2], 2, [-1 / 12, 4 / 3, -5 / 2, 4 / 3, -1 / 12], 4),
    ([0, 1, 2, 3], 1, [-11 / 6, 3, -3 / 2, 1 / 3], 3),
    ([-2, -1, 0, 1, 2], 4, [1, -4, 6, -4, 1], 2),
]


@pytest.mark.parametrize(("points", "order", "weights", "accuracy"), TABLE)
def test_table(points, order, weights, accuracy):
    found = stencil(points, order)
    np.testing.assert_array_equal(found.weights, weights)
    assert found.accuracy == accuracy


@given(
    st.lists(st.integers(-8, 8), min_size=2, max_size=7, unique=True), st.integers(1, 3)
)
def test_moments(points, order):
    order = min(order, len(points) - 1)
    weights, accuracy = stencil(points, order)
    s = np.array(points, dtype=float)
    for power in range(order + accuracy):
        right = math.factorial(order) if power == order else 0
        scale = np.abs(weights) @ np.abs(s) ** power
        assert abs(weights @ s**power - right) <= 1e-13 * max(scale, 1)


@pytest.mark.parametrize(("points", "order", "weights", "accuracy"), TABLE)
def test_measured_order_of_accuracy(points, order, weights, accuracy):
    h = 0.1
    right = math.exp(0.3)
    errors = [
        abs(stencil_derivative(math.exp, 0.3, points, order, h=step) - right)
        for step in (h, h / 2)
    ]
    assert math.log2(errors[0] / errors[1]) == pytest.approx(accuracy, abs=0.15)


@pytest.mark.parametrize(("order", "points"), [(1, [-1, 0, 1]), (2, [-2, -1, 0, 1, 2])])
def test_step_is_near_the_best(order, points):
    q = stencil(points, order).accuracy
    h = stencil_step(order, q)
    steps = h * 10.0 ** np.arange(-3, 4)
    errors = [
        abs(stencil_derivative(math.exp, 0.3, points, order, h=s) - math.exp(0.3))
        for s in steps
    ]
    assert errors[3] < 1e-2 * errors[0]
    assert errors[3] < 1e-2 * errors[-1]


def test_refusals():
    with pytest.raises(ValueError, match="points must all be different"):
        stencil([0, 1, 1], 1)
    with pytest.raises(ValueError, match="order must be less than"):
        stencil([0, 1], 2)
    with pytest.raises(TypeError, match="f must be callable"):
        stencil_derivative(3.0, 0.0, [0, 1], 1, h=0.1)
    with pytest.raises(ValueError, match="h must be"):
        stencil_derivative(math.exp, 0.0, [0, 1], 1, h=0.0)
    with pytest.raises(ValueError, match="f must be finite"):
        stencil_derivative(lambda x: math.inf, 0.0, [0, 1], 1, h=0.1)
    with pytest.raises(ValueError, match="accuracy must be at least 1"):
        stencil_step(1, 0)
