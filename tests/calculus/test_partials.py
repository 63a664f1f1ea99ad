"""Partials, gradients, Jacobians, Hessians by differences; the gradient check."""

import numpy as np
import pytest

from utils.calculus import (
    SURFACES,
    check_gradient,
    directional_derivative,
    gradient_fd,
    hessian_fd,
    jacobian_fd,
    mixed_partial,
    partial,
)


def polynomial(x):
    return x[0] ** 2 * x[1] + 3 * x[0] * x[1] ** 2


def rosenbrock(x):
    return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2


def test_hand_example():
    assert partial(polynomial, [2, 1], 0) == pytest.approx(7, rel=1e-9)
    assert partial(polynomial, [2, 1], 1) == pytest.approx(16, rel=1e-9)
    assert mixed_partial(polynomial, [2, 1], 0, 1) == pytest.approx(10, rel=1e-6)
    assert mixed_partial(polynomial, [2, 1], 1, 1) == pytest.approx(12, rel=1e-6)


def test_mixed_partial_has_order_two():
    f = lambda x: np.exp(x[0] * x[1])  # noqa: E731
    exact = np.exp(0.5) * 1.5
    errors = [abs(mixed_partial(f, [1, 0.5], 0, 1, h=h) - exact) for h in (0.1, 0.01)]
    assert np.log10(errors[0] / errors[1]) == pytest.approx(2, abs=0.1)


def test_gradient_and_hessian():
    x = np.array([1.2, -0.7])
    exact = [
        -2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] ** 2),
        200 * (x[1] - x[0] ** 2),
    ]
    assert np.allclose(gradient_fd(rosenbrock, x), exact, rtol=1e-8)
    H = hessian_fd(rosenbrock, [1, 1])
    assert np.array_equal(H, H.T)
    assert np.allclose(H, [[802, -400], [-400, 200]], rtol=1e-5)


def test_directional_derivative():
    f = lambda x: x[0] ** 2 + 3 * x[1] ** 2  # noqa: E731
    assert directional_derivative(f, [1, 1], [3, 4]) == pytest.approx(6, rel=1e-8)
    assert directional_derivative(f, [1, 1], [1, 3]) == pytest.approx(40**0.5, rel=1e-8)


@pytest.mark.parametrize("scale", [1e-200, 1e200, 5e-324])
def test_a_direction_has_no_length(scale):
    f = lambda x: x[0] ** 2 + 3 * x[1] ** 2  # noqa: E731
    v = scale * np.array([1.0, 1.0])
    assert directional_derivative(f, [1, 1], v) == pytest.approx(32**0.5, rel=1e-8)


@pytest.mark.parametrize("derivative", [gradient_fd, hessian_fd, jacobian_fd])
def test_a_step_that_rounding_swallows(derivative):
    with pytest.raises(ValueError, match="h is too small"):
        derivative(polynomial, [1.0, 2.0], h=1e-20)
    with pytest.raises(ValueError, match="h is too small"):
        mixed_partial(polynomial, [0.0, 2.0], 0, 1, h=1e-20)  # lost along y only


def test_jacobian():
    polar = lambda x: [x[0] * np.cos(x[1]), x[0] * np.sin(x[1]), x[0]]  # noqa: E731
    exact = [[0.5, -(3**0.5)], [3**0.5 / 2, 1], [1, 0]]
    assert np.allclose(jacobian_fd(polar, [2, np.pi / 3]), exact, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("shape", [(), (4,), (2, 3)])
def test_gradient_check(shape):
    x = np.random.default_rng(1).uniform(1, 2, size=shape)
    f = lambda x: np.sum(np.sin(x) * x)  # noqa: E731
    right = lambda x: np.cos(x) * x + np.sin(x)  # noqa: E731
    assert check_gradient(f, right, x, rng=0) < 1e-7
    half = check_gradient(f, lambda x: right(x) / 2, x, rng=0)
    assert half == pytest.approx(1 / 3, rel=1e-5)
    assert check_gradient(f, lambda x: -right(x), x, rng=0) == pytest.approx(1)
    assert check_gradient(lambda x: 1.0, np.zeros_like, x, rng=0) == 0


def test_check_sees_one_wrong_entry():
    wrong = lambda x: 2 * x * np.array([1, 1, 1, 1, 1, 1.001])  # noqa: E731
    x = np.ones(6)
    assert check_gradient(lambda x: x @ x, wrong, x, rng=0) > 1e-6


def test_errors():
    with pytest.raises(IndexError, match="i must be an axis"):
        partial(polynomial, [1, 2], 2)
    with pytest.raises(IndexError, match="j must be an axis"):
        mixed_partial(polynomial, [1, 2], 0, -1)
    with pytest.raises(TypeError, match="i must be an integer"):
        partial(polynomial, [1, 2], 0.0)
    with pytest.raises(TypeError, match="f must be callable"):
        gradient_fd(1.0, [1, 2])
    with pytest.raises(ValueError, match="value of f"):
        gradient_fd(lambda x: x, [1, 2])
    with pytest.raises(ValueError, match="value of f"):
        jacobian_fd(lambda x: 1.0, [1, 2])
    with pytest.raises(ValueError, match="x must be finite"):
        hessian_fd(polynomial, [1, np.inf])
    with pytest.raises(ValueError, match="h must be"):
        partial(polynomial, [1, 2], 0, h=-1.0)
    with pytest.raises(ValueError, match="v must not be zero"):
        directional_derivative(polynomial, [1, 2], [0, 0])
    with pytest.raises(ValueError, match="v must have shape"):
        directional_derivative(polynomial, [1, 2], [1, 0, 0])
    with pytest.raises(TypeError, match="gradient must be callable"):
        check_gradient(polynomial, 1.0, [1, 2], rng=0)
    with pytest.raises(ValueError, match=r"gradient\(x\) must have shape"):
        check_gradient(polynomial, lambda x: x[:1], [1, 2], rng=0)


def test_arguments_are_not_changed():
    x = np.array([1.0, 2.0])
    for derivative in (gradient_fd, hessian_fd):
        derivative(polynomial, x)
    directional_derivative(polynomial, x, x)
    check_gradient(polynomial, lambda x: np.ones(2), x, rng=0)
    assert x.tolist() == [1, 2]


@pytest.mark.parametrize("name", SURFACES)
def test_differences_agree_with_the_exact_derivatives(name):
    surface, x = SURFACES[name], np.array([0.7, -1.2])
    assert np.allclose(gradient_fd(surface, x), surface.gradient(x), rtol=1e-8)
    assert np.allclose(hessian_fd(surface, x), surface.hessian(x), rtol=1e-5, atol=1e-6)


def peano(x):
    square = x @ x
    return x[0] * x[1] * (x[0] ** 2 - x[1] ** 2) / square if square else 0.0


def test_mixed_partial_where_the_order_of_differentiation_matters():
    # (f_x)_y = -1 and (f_y)_x = 1; equal steps in both directions see neither.
    assert mixed_partial(peano, [0, 0], 0, 1) == 0
    assert mixed_partial(peano, [0, 0], 1, 0) == 0
    by_y = lambda y: partial(peano, [0, y], 0)  # noqa: E731
    assert (by_y(0.5) - by_y(-0.5)) == pytest.approx(-1, rel=1e-8)
