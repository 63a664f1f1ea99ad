"""Test surfaces: heights by hand, derivatives against the engine, critical points."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.calculus import SURFACES, complex_step, grad, hessian, jacobian_forward

NAMES = list(SURFACES)
coordinate = st.floats(-3, 3)

# Heights and derivatives at (2, 1), on paper from the formulas.
ON_PAPER = {
    "bowl": (7, [4, 6]),
    "saddle": (3, [4, -2]),
    "monkey saddle": (2, [9, -12]),
    "cubic": (10, [7, 16]),
    "folium": (3, [9, -3]),
    "waves": (np.sin(2) * np.cos(1), [np.cos(2) * np.cos(1), -np.sin(2) * np.sin(1)]),
    "bump": (np.exp(-2.5), [-2 * np.exp(-2.5), -np.exp(-2.5)]),
    "rosenbrock": (901, [2402, -600]),
    "himmelblau": (52, [-56, -28]),
    "beale": (14.203125, [0, 55.5]),
}


def allclose(a, b):
    return np.allclose(a, b, rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("name", NAMES)
def test_height_and_slopes_on_paper(name):
    surface, (height, slopes) = SURFACES[name], ON_PAPER[name]
    assert surface([2, 1]) == pytest.approx(height, rel=1e-14)
    assert surface.gradient([2, 1]).tolist() == pytest.approx(slopes, rel=1e-14)


@pytest.mark.parametrize("name", NAMES)
@given(x=coordinate, y=coordinate)
def test_derivatives_are_those_of_the_engine(name, x, y):
    surface, p = SURFACES[name], np.array([x, y])
    assert allclose(surface.gradient(p), grad(surface)(p))
    assert allclose(surface.gradient(p), jacobian_forward(surface, p))
    assert allclose(surface.hessian(p), hessian(surface)(p))


@pytest.mark.parametrize("name", NAMES)
@given(x=coordinate, y=coordinate)
def test_derivatives_are_those_of_the_complex_step(name, x, y):
    surface = SURFACES[name]
    by_x = complex_step(lambda t: surface(np.array([t, y])), x)
    by_y = complex_step(lambda t: surface(np.array([x, t])), y)
    assert allclose(surface.gradient([x, y]), [by_x, by_y])
    column = complex_step(lambda t: surface.gradient(np.array([t, y])), x)
    assert allclose(surface.hessian([x, y])[:, 0], column)


@pytest.mark.parametrize("name", NAMES)
def test_critical_points(name):
    surface = SURFACES[name]
    assert surface.critical_points
    for p in surface.critical_points:
        assert np.abs(surface.gradient(p)).max() < 1e-12


def test_famous_minima():
    for p in SURFACES["himmelblau"].critical_points[:4]:
        assert SURFACES["himmelblau"](p) < 1e-25
    assert SURFACES["rosenbrock"]([1, 1]) == SURFACES["beale"]([3, 0.5]) == 0
    assert SURFACES["rosenbrock"].hessian([1, 1]).tolist() == [[802, -400], [-400, 200]]
    assert SURFACES["folium"]([1, 1]) == -1
    assert SURFACES["himmelblau"](
        SURFACES["himmelblau"].critical_points[-1]
    ) == pytest.approx(181.617, abs=1e-3)


@pytest.mark.parametrize("name", NAMES)
def test_many_points_at_once(name):
    surface = SURFACES[name]
    points = np.random.default_rng(0).normal(size=(2, 3, 4))
    assert surface(points).shape == (3, 4)
    assert surface.gradient(points).shape == (2, 3, 4)
    assert surface.hessian(points).shape == (2, 2, 3, 4)
    one = points[:, 1, 2]
    assert allclose(surface(points)[1, 2], surface(one))
    assert allclose(surface.gradient(points)[:, 1, 2], surface.gradient(one))
    assert allclose(surface.hessian(points)[..., 1, 2], surface.hessian(one))


def test_whole_numbers_are_turned_into_floats():
    # 10⁵ to the fourth is too large for a 32-bit integer, 10⁶ for one of 64 bits.
    assert SURFACES["rosenbrock"](np.array([10**6, 0])) == pytest.approx(1e26)


@pytest.mark.parametrize("p", [3.0, [1.0], [1.0, 2.0, 3.0], []])
def test_a_point_has_two_coordinates(p):
    for f in (SURFACES["bowl"], SURFACES["bowl"].gradient, SURFACES["bowl"].hessian):
        with pytest.raises(ValueError, match="p must hold two coordinates"):
            f(p)


def test_the_table_cannot_be_changed():
    with pytest.raises(TypeError):
        SURFACES["bowl"] = SURFACES["saddle"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        SURFACES["bowl"].formula = "0"
    assert len(SURFACES) == 10
