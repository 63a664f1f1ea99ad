"""The engine: every rule to second order, over products of shapes."""

import gc
import weakref

import numpy as np
import pytest

from tests.calculus.checks import (
    check_both_inputs,
    check_forward_agrees,
    check_rules,
    combinations,
)
from utils import prerequisites
from utils.calculus import (
    Dual,
    Tensor,
    complex_step,
    concatenate,
    cross_entropy,
    grad,
    hessian,
    hvp,
    jacobian,
    log_softmax,
    logsumexp,
    relu,
    sigmoid,
    softmax,
    softplus,
    unbroadcast,
    value_and_grad,
    vjp,
    where,
)
from utils.calculus.elementwise import RULES

SHAPES = [(), (1,), (3,), (2, 3), (2, 1, 3)]
UNARY = [f for f, rules in RULES.items() if len(rules) == 1]
ANALYTIC = [f for f in UNARY if f not in (np.absolute, relu, softplus, sigmoid)]
BINARY = [f for f, rules in RULES.items() if len(rules) == 2]


@pytest.fixture
def rng():
    return np.random.default_rng(0)


# --- rules -------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("f", UNARY, ids=lambda f: f.__name__)
def test_function_of_one_input(f, shape, rng):
    check_rules(f, rng.uniform(0.3, 1.2, size=shape), rng)


@pytest.mark.parametrize(
    "f", [np.absolute, relu, sigmoid, softplus, np.tanh, np.square, np.sinh]
)
def test_negative_arguments(f, rng):
    check_rules(f, -rng.uniform(0.3, 1.2, size=(2, 3)), rng)


@pytest.mark.parametrize(
    ("a", "b"), combinations([(), (3,), (2, 1), (2, 3)], [(), (1,), (3,), (4, 2, 3)])
)
@pytest.mark.parametrize("f", BINARY, ids=lambda f: f.__name__)
def test_function_of_two_inputs_broadcasts(f, a, b, rng):
    check_both_inputs(f, rng.uniform(0.5, 2, size=a), rng.uniform(0.5, 2, size=b), rng)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 2)),
        ((2, 3), (3, 4)),
        ((5, 2, 3), (3,)),
        ((3,), (5, 3, 2)),
        ((5, 2, 3), (3, 4)),
        ((2, 3), (5, 3, 4)),
        ((1, 2, 3), (5, 3, 1)),
    ],
)
def test_matrix_product(a, b, rng):
    check_both_inputs(np.matmul, rng.normal(size=a), rng.normal(size=b), rng)


@pytest.mark.parametrize("keepdims", [False, True])
@pytest.mark.parametrize(
    ("shape", "axis"),
    [((), None), ((3,), None), ((3,), 0), ((2, 3), -1), ((2, 3, 4), (0, -1))],
)
@pytest.mark.parametrize("f", [np.sum, np.mean, np.max])
def test_reduction(f, shape, axis, keepdims, rng):
    x = rng.normal(size=shape)
    check_rules(lambda x: f(x, axis=axis, keepdims=keepdims) ** 2, x, rng)


@pytest.mark.parametrize(
    "key",
    [
        1,
        -1,
        slice(1, None),
        slice(None, None, -2),
        (slice(None), 2),
        (..., None),
        (1, 2),
        [0, 0, 1],
        np.array([[0, 1], [1, 1]]),
        (np.array([0, 0]), np.array([2, 2])),
        np.array([[True, False, True], [False, True, True]]),
    ],
    ids=str,
)
def test_index(key, rng):
    check_rules(lambda x: x[key] ** 2, rng.normal(size=(2, 3)), rng)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x.reshape(3, 2),
        lambda x: x.reshape((6,)),
        lambda x: np.reshape(x, (-1, 1)),
        lambda x: x.T @ x,
        lambda x: np.transpose(x[None], (2, 0, 1)),
        lambda x: x[None].transpose((-1, 0, 1)),
        lambda x: np.swapaxes(x, 0, 1),
        lambda x: np.concatenate([x, x[:1], np.ones((1, 3))]),
        lambda x: np.concatenate([x, 2.0 * x], axis=1),
        lambda x: np.concatenate([x, 2.0 * x], axis=-1),
        lambda x: np.where(np.eye(2, 3) > 0, x, x * x),
        lambda x: where([True, False, True], 1.0, x),
    ],
)
def test_shape_operation(f, rng):
    check_rules(lambda x: f(x) ** 2, rng.normal(size=(2, 3)), rng)


@pytest.mark.parametrize("f", [softmax, log_softmax, logsumexp])
@pytest.mark.parametrize(("shape", "axis"), [((3,), -1), ((2, 3), 0), ((2, 3, 4), 1)])
def test_softmax_family(f, shape, axis, rng):
    check_rules(lambda x: f(x, axis=axis), rng.normal(size=shape), rng)


def test_cross_entropy(rng):
    labels = [2, 0, 2]
    z = rng.normal(size=(3, 4))
    check_rules(lambda z: cross_entropy(z, labels), z, rng)
    expected = (prerequisites.softmax(z) - prerequisites.one_hot(labels, 4)) / 3
    gradient = grad(cross_entropy)(z, labels)
    assert np.allclose(gradient, expected, rtol=1e-14, atol=1e-16)


def test_cross_entropy_of_huge_scores_is_finite():
    value, gradient = value_and_grad(cross_entropy)([[1e308, -1e308]], [0])
    assert value == 0
    assert np.array_equal(gradient, [[0, 0]])


def test_stable_tails():
    assert grad(softplus)(-1000.0) == 0
    assert grad(softplus)(1000.0) == 1
    assert grad(sigmoid)(-700.0) == pytest.approx(np.exp(-700.0), rel=1e-14)


@pytest.mark.parametrize("f", ANALYTIC, ids=lambda f: f.__name__)
def test_against_the_complex_step(f):
    x = np.linspace(0.2, 1.3, 7)
    exact = complex_step(f, x)
    assert np.allclose(grad(lambda x: np.sum(f(x)))(x), exact, rtol=1e-14, atol=0)


def test_slope_at_corners():
    assert grad(relu)(0.0) == 0
    assert grad(np.absolute)(0.0) == 0
    assert grad(lambda x: np.max(x))([2.0, 2.0, 1.0]).tolist() == [0.5, 0.5, 0]
    assert grad(lambda x: np.sum(np.maximum(x, 2.0)))([2.0, 3.0]).tolist() == [0.5, 1]


def test_power_zero_at_zero():
    assert grad(lambda x: x**0)(0.0) == 0
    assert grad(lambda x: x**1)(0.0) == 1
    assert grad(lambda x: 0.0**x)(2.0) == 0


# --- how tensors meet arrays -------------------------------------------------------


@pytest.mark.parametrize("other", [2, 2.0, np.float64(2), np.array(2), np.ones((2, 3))])
def test_operand_on_either_side(other):
    x = Tensor(np.full((2, 3), 3.0))
    for result, expected in [
        (other + x, other + x.value),
        (other - x, other - x.value),
        (other * x, other * x.value),
        (other / x, other / x.value),
        (other**x, other**x.value),
        (x**other, x.value**other),
    ]:
        assert isinstance(result, Tensor)
        assert np.array_equal(result.value, expected)


def test_comparison_is_that_of_values():
    x = Tensor([1.0, 3.0])
    assert (x > 2).tolist() == (np.array([2, 2]) < x).tolist() == [False, True]
    assert (x == Tensor([1.0, 2.0])).tolist() == [True, False]


def test_shape_and_length():
    x = Tensor(np.zeros((2, 3)))
    assert (x.shape, x.ndim, x.size, len(x)) == ((2, 3), 2, 6, 2)
    with pytest.raises(TypeError, match="no length"):
        len(Tensor(1.0))


def test_arguments_are_copied_and_kept():
    x = np.array([1.0, 2.0])
    t = Tensor(x)
    x[0] = 9.0
    assert t.value[0] == 1
    with pytest.raises(ValueError, match="read-only"):
        t.value[0] = 5.0


def test_gradients_are_the_callers_own():
    a, b = np.zeros(2), np.zeros(2)
    first, second = grad(lambda p: np.sum(p[0] + p[1]))([a, b])
    first += 1.0  # neither a read-only view nor the other one's memory
    assert second.tolist() == [1, 1]


def test_function_without_rule():
    with pytest.raises(TypeError, match=r"np\.floor"):
        np.floor(Tensor(1.0))
    with pytest.raises(TypeError, match=r"np\.add\.reduce"):
        np.add.reduce(Tensor([1.0]))
    with pytest.raises(TypeError, match=r"np\.median"):
        np.median(Tensor([1.0]))
    with pytest.raises(TypeError, match="lose its derivative"):
        np.asarray(Tensor(1.0))
    with pytest.raises(TypeError, match="lose its derivative"):
        Tensor(1.0) * Dual(1.0, 1.0)
    with pytest.raises(TypeError, match="operand"):
        Tensor(1.0) + "1"


@pytest.mark.parametrize("value", [[], [np.nan], [np.inf]])
def test_value_is_checked(value):
    with pytest.raises(ValueError, match="value"):
        Tensor(value)


def test_value_has_numbers():
    with pytest.raises(TypeError, match="value"):
        Tensor(Tensor(1.0))
    with pytest.raises(TypeError, match="value"):
        Tensor("one")


@pytest.mark.parametrize("labels", [[0], [0, 2], [0, -1], [[0, 1]]])
def test_labels_are_checked(labels):
    with pytest.raises(ValueError, match="labels"):
        cross_entropy(np.zeros((2, 2)), labels)


def test_more_errors():
    with pytest.raises(TypeError, match="labels"):
        cross_entropy(np.zeros((2, 2)), [0.0, 1.0])
    with pytest.raises(ValueError, match="z"):
        cross_entropy(np.zeros(2), [0])
    with pytest.raises(ValueError, match="parts"):
        concatenate([])


# --- operators ---------------------------------------------------------------------


def test_hand_example():
    f = lambda x: x[0] ** 2 * x[1] + np.exp(x[0] * x[1])  # noqa: E731
    value, gradient = value_and_grad(f)([1.0, 0.5])
    assert f"{value:.6f}" == "2.148721"
    assert [f"{g:.6f}" for g in gradient] == ["1.824361", "2.648721"]


def test_two_paths():
    assert grad(lambda p: (p[0] + p[1]) * (p[0] * p[1]))([2.0, 3.0]).tolist() == [
        21,
        16,
    ]


def test_value_used_many_times_is_visited_once():
    def doubled(y):
        for _ in range(50):
            y = y + y
        return y

    assert grad(doubled)(1.0) == 2.0**50


def test_second_derivative_of_the_awkward_function():
    f = lambda x: np.exp(x) / (np.sin(x) ** 3 + np.cos(x) ** 3)  # noqa: E731
    assert grad(f)(1.5) == pytest.approx(3.62203370071633, rel=1e-14)
    assert grad(grad(f))(1.5) == pytest.approx(14.568284268, rel=1e-10)


def test_nested_derivatives_do_not_mix():
    assert grad(lambda x: x * grad(lambda y: x + y)(1.0))(1.0) == 1
    assert grad(lambda a: a * grad(lambda x: a * x)(a))(3.0) == 6
    assert grad(lambda x: x * grad(lambda y: x * x)(1.0))(5.0) == 0
    assert grad(lambda c: grad(lambda x: c * c * x)(1.0))(3.0) == 6
    assert grad(lambda c: value_and_grad(lambda x: c * x)(2.0)[0])(3.0) == 2


def test_hessian_and_its_products(rng):
    f = lambda x: np.sum(np.exp(x[:, None] * x)) + logsumexp(x)  # noqa: E731
    x, v = rng.normal(size=4), rng.normal(size=4)
    H = hessian(f)(x)
    assert np.allclose(H, H.T, rtol=1e-13)
    assert np.allclose(hvp(f, x, v), H @ v, rtol=1e-12)


def test_third_order():
    cubes = lambda x: np.sum(x**3)  # noqa: E731
    assert grad(lambda x: np.sum(hessian(cubes)(x)))([1.0, 2.0]).tolist() == [6, 6]


def test_hvp_of_a_list(rng):
    def f(p, c):
        return np.sum((p[0] @ p[1]) ** 2) * c

    A, b = rng.normal(size=(2, 3)), rng.normal(size=3)
    v = [rng.normal(size=(2, 3)), rng.normal(size=3)]
    result = hvp(f, [A, b], v, 0.5)
    e = 1e-5
    ahead = grad(f)([A + e * v[0], b + e * v[1]], 0.5)
    back = grad(f)([A - e * v[0], b - e * v[1]], 0.5)
    for exact, p, q in zip(result, ahead, back, strict=True):
        assert np.allclose(exact, (p - q) / (2 * e), rtol=1e-7, atol=1e-8)


def test_jacobian_shapes(rng):
    x = rng.normal(size=(2, 3))
    assert jacobian(lambda x: x.T)(x).shape == (3, 2, 2, 3)
    assert jacobian(np.sum)(x).shape == (2, 3)
    assert jacobian(np.sin)(0.0) == 1
    assert hessian(lambda x: x**3)(2.0) == 12
    assert hessian(np.sum)(x).shape == (2, 3, 2, 3)
    p = prerequisites.softmax(x[0])
    assert np.allclose(jacobian(softmax)(x[0]), np.diag(p) - np.outer(p, p))


def test_function_that_ignores_its_argument():
    assert grad(lambda x: 3.0)(1.0) == 0
    assert grad(lambda p: p[0] * 2)([np.array(1.0), np.ones(2)])[1].tolist() == [0, 0]


def test_list_of_numbers_is_one_variable():
    assert grad(np.sum)([1, 2, 3]).tolist() == [1, 1, 1]


def test_operator_errors():
    with pytest.raises(ValueError, match="single number"):
        grad(lambda x: x)([1.0, 2.0])
    with pytest.raises(ValueError, match="x must be finite"):
        grad(np.sum)([np.nan])
    with pytest.raises(TypeError, match="f must be callable"):
        vjp(3, [1.0])
    with pytest.raises(ValueError, match="u must have shape"):
        vjp(np.exp, [1.0])[1]([1.0, 2.0])
    with pytest.raises(ValueError, match="v must have the shape"):
        hvp(np.sum, [1.0, 2.0], [1.0])


def test_nothing_is_changed(rng):
    x, X = rng.normal(size=3), rng.normal(size=(5, 3))
    before = x.copy(), X.copy()
    grad(lambda x, X: np.sum(np.tanh(X @ x)))(x, X)
    hvp(lambda x: np.sum(np.tanh(X @ x)), x, x)
    assert np.array_equal(before[0], x)
    assert np.array_equal(before[1], X)


@pytest.mark.parametrize("f", [np.tanh, np.exp, softplus, lambda x: (x @ x.T) / 2.0])
def test_forward_and_reverse_agree(f, rng):
    check_forward_agrees(f, rng.normal(size=(2, 3)), rng)


def test_unbroadcast():
    assert unbroadcast(np.ones((4, 2, 3)), (2, 1)).tolist() == [[12], [12]]
    assert unbroadcast(np.ones((4, 2)), ()).tolist() == 8


# --- memory ------------------------------------------------------------------------


@pytest.fixture
def _no_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collector")
def test_graph_is_freed_by_counting_references():
    seen = []

    def f(x):
        hidden = np.tanh(x) * x
        seen.append(weakref.ref(hidden))
        return np.sum(softmax(hidden)[1:] ** 2)

    x = np.ones(3)
    for differentiate in (grad(f), hessian(f), grad(lambda x: np.sum(grad(f)(x)))):
        differentiate(x)
    assert len(seen) == 3
    assert all(reference() is None for reference in seen)
    y = Tensor(x) * 2.0
    reference = weakref.ref(y)
    del y
    assert reference() is None


def test_long_chain_needs_no_deep_recursion():
    def chain(x):
        for _ in range(50_000):
            x = x + 1e-6
        return x

    assert grad(chain)(0.0) == 1
