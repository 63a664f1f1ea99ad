"""Lines, tangent planes, steepest directions and implicit curves of lesson 02-06."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from utils.calculus import (
    complex_step,
    directional_derivative,
    grad,
    implicit_slope,
    line_restriction,
    steepest_direction,
    tangent_plane,
)

NORMS = {"l1": 1, "l2": 2, "linf": np.inf}
DUALS = {"l1": np.inf, "l2": 2, "linf": 1}
gradients = arrays(
    float, st.integers(1, 8), elements=st.floats(-9, 9, allow_subnormal=False)
).filter(np.any)


def bowl(x):
    return x[0] ** 2 + 3 * x[1] ** 2


def wavy(x):
    return np.sin(x[0]) * np.exp(x[1] / 3) + x[0] * x[1] ** 2


# --- steepest direction ------------------------------------------------------------


@given(g=gradients, norm=st.sampled_from(sorted(NORMS)))
def test_the_slope_reached_is_the_dual_norm(g, norm):
    u = steepest_direction(g, norm=norm)
    assert np.linalg.norm(u, NORMS[norm]) == pytest.approx(1)
    assert g @ u == pytest.approx(np.linalg.norm(g, DUALS[norm]), rel=1e-12)


@pytest.mark.parametrize("norm", sorted(NORMS))
def test_none_of_100_000_directions_is_steeper(norm):
    rng = np.random.default_rng(0)
    for g in (np.array([3.0, -1.0, 2.0]), rng.normal(size=3), rng.normal(size=2)):
        U = rng.normal(size=(100_000, g.size))
        U /= np.linalg.norm(U, NORMS[norm], axis=1, keepdims=True)
        best = (U @ g).max()
        reached = g @ steepest_direction(g, norm=norm)
        assert best <= reached * (1 + 1e-12)
        assert best >= 0.95 * reached


def test_ties_and_zeros():
    assert steepest_direction([2, -2], norm="l1").tolist() == [1, 0]
    assert steepest_direction([0, -2], norm="linf").tolist() == [0, -1]
    assert steepest_direction([-5], norm="l2").tolist() == [-1]


@pytest.mark.parametrize("size", [5e-324, 1e-200, 1e200, 1.7e308])
@pytest.mark.parametrize("norm", sorted(NORMS))
def test_tiny_and_huge_gradients(size, norm):
    u = steepest_direction([size, -size], norm=norm)
    assert np.linalg.norm(u, NORMS[norm]) == pytest.approx(1)


# --- lines -------------------------------------------------------------------------


def test_line_restriction_walks():
    phi = line_restriction(bowl, [1, 1], [3, 4])
    assert [phi(t) for t in (0, 1, -1)] == [4, 91, 31]


@given(
    x=arrays(float, 2, elements=st.floats(-2, 2)),
    d=arrays(float, 2, elements=st.floats(-2, 2, allow_subnormal=False)).filter(
        lambda d: np.abs(d).max() > 1e-3
    ),
)
def test_three_ways_to_the_same_slope(x, d):
    u = d / np.linalg.norm(d)
    exact = grad(wavy)(x) @ u
    assert complex_step(line_restriction(wavy, x, u), 0.0) == pytest.approx(
        exact, abs=1e-12
    )
    assert directional_derivative(wavy, x, d) == pytest.approx(exact, abs=1e-7)


# --- planes ------------------------------------------------------------------------


def test_plane_of_the_hand_example():
    plane = tangent_plane(bowl, grad(bowl), [1, 1])
    assert plane([1, 1]) == 4
    assert plane([1.1, 0.9]) == pytest.approx(3.6)
    many = plane(np.array([[[1, 1], [1.1, 0.9], [0, 0]]]))
    assert many.shape == (1, 3)
    assert np.allclose(many, [[4, 3.6, -4]])


def test_error_of_the_plane_is_quadratic_and_bounded():
    a, L = np.array([0.3, -0.4]), 6.0
    plane, direction = tangent_plane(bowl, grad(bowl), a), np.array([0.6, -0.8])
    sizes = np.array([1.0, 0.1, 0.01])
    errors = [abs(bowl(a + t * direction) - plane(a + t * direction)) for t in sizes]
    assert np.allclose(np.diff(np.log10(errors)), -2, atol=1e-6)
    assert (np.array(errors) <= L / 2 * sizes**2).all()


# --- implicit curves ---------------------------------------------------------------


@given(t=st.floats(0.1, 3.0))
def test_slope_of_a_circle(t):
    x, y = 5 * np.cos(t), 5 * np.sin(t)
    assert implicit_slope(2 * x, 2 * y) == pytest.approx(-x / y)


def test_level_curve_has_slope_zero_without_a_sign():
    assert [str(implicit_slope(0, F_y)) for F_y in (8, -8)] == ["0.0", "0.0"]


# --- errors ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "error", "message"),
    [
        (lambda: steepest_direction([0, 0]), ValueError, "g must not be zero"),
        (lambda: steepest_direction([1], norm="l3"), ValueError, "norm must be"),
        (lambda: steepest_direction([np.nan]), ValueError, "g must be finite"),
        (lambda: steepest_direction([]), ValueError, "g must not be empty"),
        (lambda: line_restriction(1, [1], [1]), TypeError, "f must be callable"),
        (lambda: line_restriction(bowl, [1, 1], [0, 0]), ValueError, "d must not be"),
        (lambda: line_restriction(bowl, [1, 1], [1]), ValueError, "d must have shape"),
        (lambda: tangent_plane(1, bowl, [1, 1]), TypeError, "f must be callable"),
        (lambda: tangent_plane(bowl, 1, [1, 1]), TypeError, "gradient must be"),
        (
            lambda: tangent_plane(bowl, lambda x: x[:1], [1, 1]),
            ValueError,
            r"gradient\(a\) must have shape",
        ),
        (
            lambda: tangent_plane(bowl, grad(bowl), [1, 1])([1, 2, 3]),
            ValueError,
            r"x must have shape \(\.\.\., 2\)",
        ),
        (
            lambda: tangent_plane(bowl, grad(bowl), [1, 1])(3.0),
            ValueError,
            r"x must have shape \(\.\.\., 2\)",
        ),
        (lambda: implicit_slope(1, 0), np.linalg.LinAlgError, "F_y must not be 0"),
        (lambda: implicit_slope("1", 2), TypeError, "F_x must be a real number"),
        (lambda: implicit_slope(1, np.inf), ValueError, "F_y must be a finite"),
    ],
)
def test_errors(broken, error, message):
    with pytest.raises(error, match=message):
        broken()


def test_arguments_are_not_changed():
    x, d = np.array([1.0, 2.0]), np.array([3.0, -4.0])

    def spoils(x):
        x *= 0
        return 1.0

    def spoils_too(x):
        x *= 0
        return np.ones(2)

    assert tangent_plane(spoils, np.ones_like, x)(x) == 1
    assert tangent_plane(lambda x: 1.0, spoils_too, x)(x) == 1
    line_restriction(bowl, x, d)(1.0)
    for norm in NORMS:
        steepest_direction(d, norm=norm)
    assert x.tolist() == [1, 2]
    assert d.tolist() == [3, -4]
