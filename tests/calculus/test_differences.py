"""Finite differences: closed forms, orders, step-size theory, errors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from utils.calculus import (
    central_difference,
    complex_step,
    error_bound,
    forward_difference,
    optimal_step,
    richardson,
)

SLOPE, CURVATURE, THIRD = 3.6220337007163260, 14.568284268, 56.83472513


def awkward(x):
    return np.exp(x) / (np.sin(x) ** 3 + np.cos(x) ** 3)


def relative(estimate):
    return np.abs(estimate / SLOPE - 1)


def test_hand_example():
    cube = lambda x: x**3  # noqa: E731
    assert forward_difference(cube, 2.0, h=0.1) == pytest.approx(12.61, rel=1e-12)
    assert central_difference(cube, 2.0, h=0.1) == pytest.approx(12.01, rel=1e-12)


@pytest.mark.parametrize(
    ("difference", "order"), [(forward_difference, 1), (central_difference, 2)]
)
def test_order(difference, order):
    h = np.array([1e-2, 1e-3])
    error = relative(difference(awkward, 1.5, h=h))
    assert np.log10(error[0] / error[1]) == pytest.approx(order, abs=0.1)


@pytest.mark.parametrize(
    ("difference", "tolerance"),
    [(forward_difference, 2e-7), (central_difference, 2e-9), (complex_step, 4e-15)],
)
def test_default_step(difference, tolerance):
    assert relative(difference(awkward, 1.5)) < tolerance
    x = np.linspace(-2, 2, 9)
    assert np.allclose(difference(np.sin, x), np.cos(x), rtol=0, atol=tolerance)
    assert difference(np.square, 1e8) == pytest.approx(2e8, rel=tolerance)


@pytest.mark.parametrize("difference", [forward_difference, central_difference])
def test_step_that_is_rounded_away(difference):
    assert difference(awkward, 1.5, h=1e-17) == 0


@pytest.mark.parametrize("order", [1, 2])
def test_theory_bounds_the_measured_error(order):
    difference = {1: forward_difference, 2: central_difference}[order]
    h = np.logspace(-12, -2, 300)
    size = {1: CURVATURE, 2: THIRD}[order]
    truncation, roundoff = error_bound(h, order, size=awkward(1.5), derivative=size)
    measured = np.abs(difference(awkward, 1.5, h=h) - SLOPE)
    bound = 4 * (truncation + roundoff)  # the values of f are off by more than u
    assert np.all(measured <= bound)
    assert np.median(measured / bound) > 0.01


@pytest.mark.parametrize("order", [1, 2])
def test_predicted_step_is_near_the_best_measured_one(order):
    """Medians over many steps, because a single step can be lucky."""
    difference = {1: forward_difference, 2: central_difference}[order]
    size = {1: CURVATURE, 2: THIRD}[order]
    predicted = optimal_step(order, size=awkward(1.5), derivative=size)
    medians = {}
    for factor in (1 / 30, 1.0, 30.0):
        h = predicted * factor * np.logspace(-0.3, 0.3, 500)
        medians[factor] = np.median(relative(difference(awkward, 1.5, h=h)))
    assert medians[1.0] < 0.3 * min(medians[1 / 30], medians[30.0])


@pytest.mark.parametrize("order", [1, 2])
def test_optimal_step_minimises_the_bound(order):
    best = optimal_step(order, size=3.0, derivative=7.0)
    h = best * np.array([0.9, 1.0, 1.1])
    total = np.add(*error_bound(h, order, size=3.0, derivative=7.0))
    assert total.argmin() == 1


@pytest.mark.parametrize("difference", [forward_difference, central_difference])
def test_step_is_the_one_really_made(difference):
    x = np.linspace(0.1, 3, 20)
    assert np.array_equal(difference(lambda x: x, x, h=1e-9), np.ones(20))


def test_complex_step_needs_no_good_step():
    for h in (1e-20, 1e-200, 1e-300):
        assert relative(complex_step(awkward, 1.5, h=h)) < 2e-15


@given(
    st.lists(st.floats(-3, 3), min_size=1, max_size=6),
    st.floats(-2, 2),
)
def test_polynomials(coefficients, x):
    """Against the power rule; the complex step is exact up to rounding."""
    polynomial = np.polynomial.Polynomial(coefficients)
    slope = polynomial.deriv()(x)
    size = 1 + sum(abs(c) * 2.0**k for k, c in enumerate(coefficients))
    assert abs(complex_step(polynomial, x) - slope) <= 1e-13 * size
    assert abs(central_difference(polynomial, x) - slope) <= 1e-8 * size
    assert abs(forward_difference(polynomial, x) - slope) <= 1e-5 * size


def test_scipy_agrees():
    h = 1e-7
    theirs = approx_fprime(np.array([1.5]), lambda x: awkward(x[0]), h)[0]
    assert forward_difference(awkward, 1.5, h=h) == pytest.approx(theirs, rel=1e-8)


def test_richardson():
    table = richardson(awkward, 1.5, h=0.1, levels=7)
    assert np.array_equal(table, np.tril(table))
    assert relative(table[-1, -1]) < 1e-12
    exact = richardson(lambda x: x**5, 1.0, h=1.0, levels=3)
    assert exact[2, 2] == pytest.approx(5, rel=1e-14)  # no term beyond h⁴


def test_errors():
    for difference in (forward_difference, central_difference, complex_step):
        with pytest.raises(TypeError, match="f must be callable"):
            difference(3.0, 1.0)
        with pytest.raises(ValueError, match="x must be finite"):
            difference(np.sin, np.nan)
        with pytest.raises(ValueError, match="h must be"):
            difference(np.sin, 1.0, h=0.0)
    with pytest.raises(ValueError, match="value of f"):
        forward_difference(lambda x: np.nan, 1.0)
    with pytest.raises(TypeError, match="complex"):
        complex_step(lambda x: x.real, 1.0)
    with pytest.raises(ValueError, match="levels"):
        richardson(np.sin, 1.0, levels=0)
    with pytest.raises(ValueError, match="order"):
        optimal_step(3)
    with pytest.raises(ValueError, match="derivative"):
        error_bound(0.1, 1, derivative=0.0)


def test_arguments_are_not_changed():
    x = np.array([1.0, 2.0])
    for difference in (forward_difference, central_difference, complex_step):
        difference(np.sin, x)
    assert x.tolist() == [1, 2]
