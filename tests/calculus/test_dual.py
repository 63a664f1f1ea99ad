"""Dual numbers against the complex step, reverse mode and closed forms."""

import numpy as np
import pytest

from tests.calculus.checks import check_forward_agrees, combinations
from utils.calculus import (
    Dual,
    complex_step,
    derivative,
    grad,
    jacobian,
    jacobian_forward,
    jvp,
    sigmoid,
)
from utils.calculus.elementwise import RULES

UNARY = [f for f, rules in RULES.items() if len(rules) == 1]
BINARY = [f for f, rules in RULES.items() if len(rules) == 2]


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
@pytest.mark.parametrize("f", UNARY, ids=lambda f: f.__name__)
def test_function_of_one_input(f, shape, rng):
    x = rng.uniform(0.3, 1.2, size=shape)
    check_forward_agrees(f, x, rng)
    second = derivative(lambda x: derivative(f, x), x)
    expected = grad(lambda x: np.sum(grad(lambda x: np.sum(f(x)))(x)))(x)
    assert np.allclose(second, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("a", "b"), combinations([(), (3,), (2, 1)], [(), (4, 2, 3)]))
@pytest.mark.parametrize("f", BINARY, ids=lambda f: f.__name__)
def test_function_of_two_inputs_broadcasts(f, a, b, rng):
    a, b = rng.uniform(0.5, 2, size=a), rng.uniform(0.5, 2, size=b)
    check_forward_agrees(lambda a: f(a, b), a, rng)
    check_forward_agrees(lambda b: f(a, b), b, rng)
    check_forward_agrees(lambda a: f(a, b + a), a, rng)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x.T @ x,
        lambda x: np.ones((4, 2)) @ x,
        lambda x: x @ np.ones(3),
        lambda x: x.sum(axis=0) / x.mean(axis=1, keepdims=True),
        lambda x: np.mean(x) * np.sum(x, axis=1),
        lambda x: x.reshape(3, 2)[1:],
        lambda x: x[[0, 0, 1]],
        lambda x: np.where(x > 1, x, 0.1 * x),
    ],
)
def test_array_operation(f, rng):
    x = rng.uniform(0.5, 1.5, size=(2, 3))
    check_forward_agrees(f, x, rng)


def test_program_with_a_loop():
    def heron(a):
        x = 1.0
        for _ in range(6):
            x = (x + a / x) / 2
        return x

    assert derivative(heron, 2.0) == pytest.approx(1 / (2 * 2**0.5), rel=1e-15)


def test_against_the_complex_step():
    f = lambda x: np.exp(x) / (np.sin(x) ** 3 + np.cos(x) ** 3)  # noqa: E731
    x = np.linspace(0.1, 1.5, 20)
    assert np.allclose(derivative(f, x), complex_step(f, x), rtol=1e-13)
    assert derivative(lambda x: derivative(f, x), 1.5) == pytest.approx(14.568284268)


def test_differentiates_the_program_that_runs():
    assert derivative(lambda x: 9.0 if x == 3 else x * x, 3.0) == 0
    assert derivative(lambda x: -x if x < 0 else x, -2.0) == -1


def test_nested_derivatives_do_not_mix():
    assert derivative(lambda x: x * derivative(lambda y: x + y, 1.0), 1.0) == 1
    assert derivative(lambda x: x * derivative(lambda y: x * y, 2.0), 3.0) == 6
    assert derivative(lambda x: x * derivative(lambda y: x * x, 2.0), 3.0) == 0


def test_jacobian_forward(rng):
    A = rng.normal(size=(4, 3))
    f = lambda x: sigmoid(A @ x)  # noqa: E731
    x = rng.normal(size=3)
    assert np.allclose(jacobian_forward(f, x), jacobian(f)(x), rtol=1e-13)
    assert jacobian_forward(lambda x: x[0] * x[1], [2, 3]).tolist() == [3, 2]


def test_representation_and_shape():
    assert repr(Dual([1, 2], 1)) == "Dual([1.0, 2.0], [1.0, 1.0])"
    assert len(Dual([1, 2], 1)) == 2


def test_errors():
    with pytest.raises(TypeError, match="f must be callable"):
        jvp(1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="value must be finite"):
        Dual(np.nan, 1.0)
    with pytest.raises(ValueError, match="tangent must have the shape"):
        Dual([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(TypeError, match=r"np\.floor"):
        derivative(np.floor, 1.0)
    with pytest.raises(TypeError, match=r"np\.cumsum"):
        derivative(np.cumsum, [1.0])
    with pytest.raises(TypeError, match="lose its derivative"):
        derivative(np.asarray, 1.0)
    with pytest.raises(ValueError, match="x must have 1 dimension"):
        jacobian_forward(np.sin, 1.0)


def test_arguments_are_copied():
    x = np.array([1.0, 2.0])
    d = Dual(x, x)
    x[0] = 9.0
    assert d.value[0] == d.tangent[0] == 1
