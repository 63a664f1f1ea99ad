"""Hessians, products, verdicts and largest curvatures of lesson 02-09."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from utils._warnings import ConvergenceWarning
from utils.calculus import (
    SURFACES,
    classify_critical_point,
    grad,
    hessian,
    hessian_fd,
    hessian_from_grad,
    hvp,
    hvp_fd,
    power_iteration_hvp,
)

NAMES = sorted(SURFACES)
points = arrays(float, 2, elements=st.floats(-2, 2))


def wavy(x):
    return np.sum(np.sin(x) * np.exp(x[::-1] / 3)) + x[0] * x[-1] ** 2


def symmetric(eigenvalues, rng):
    """With these eigenvalues, in random directions."""
    n = len(eigenvalues)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    H = Q @ np.diag(eigenvalues) @ Q.T
    return (H + H.T) / 2


# --- the Hessian from gradients ----------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@given(x=points)
def test_hessians_of_the_surfaces(name, x):
    surface = SURFACES[name]
    exact = surface.hessian(x)
    H = hessian_from_grad(surface.gradient, x)
    assert np.array_equal(H, H.T)
    size = 1 + np.abs(exact).max() + np.abs(surface.gradient(x)).max()
    assert np.abs(H - exact).max() < 1e-7 * size


@pytest.mark.parametrize("n", [1, 2, 5, 9])
def test_three_hessians_and_the_engine(n):
    x = np.random.default_rng(n).normal(size=n)
    exact = hessian(wavy)(x)
    assert np.abs(hessian_from_grad(grad(wavy), x) - exact).max() < 1e-8
    assert np.abs(hessian_fd(wavy, x) - exact).max() < 1e-5


def test_step_is_used():
    cubic = hessian_from_grad(lambda x: x**3, [1.0], h=0.5)  # 3 + h²
    assert cubic[0, 0] == pytest.approx(3.25, rel=1e-12)


def test_nearly_straight_but_steep_is_no_false_alarm():
    """The entries of H are smaller here than what rounding loses in the gradient."""
    rng = np.random.default_rng(0)
    for x in rng.normal(size=(200, 2)):
        H = hessian_from_grad(lambda x: 1e6 + 1e-7 * np.sin(x), x)
        assert np.abs(H).max() < 1e-4


@pytest.mark.parametrize(
    "fake",
    [
        lambda x: np.array([-x[1], x[0]]),  # circles
        lambda x: np.array([3 * x[0] ** 2 - 3 * x[1], 3 * x[1] ** 2 - 3.01 * x[0]]),
    ],
)
def test_a_field_that_is_no_gradient_is_refused(fake):
    with pytest.raises(ValueError, match="gradient must have a symmetric"):
        hessian_from_grad(fake, [1.0, 2.0])
    assert hessian_from_grad(fake, [1.0, 2.0], tol=2.0).shape == (2, 2)


# --- products ----------------------------------------------------------------------


@given(
    x=arrays(float, 4, elements=st.floats(-2, 2)),
    v=arrays(float, 4, elements=st.floats(-2, 2)),
)
def test_product_is_that_of_the_engine(x, v):
    product = hvp_fd(grad(wavy), x, v)
    assert np.allclose(product, hessian(wavy)(x) @ v, rtol=0, atol=1e-7)
    assert np.allclose(product, hvp(wavy, x, v), rtol=0, atol=1e-7)


def test_a_product_calls_the_gradient_twice():
    calls = []

    def gradient(x):
        calls.append(x)
        return 2 * x

    assert np.allclose(hvp_fd(gradient, np.ones(7), np.arange(7.0)), 2 * np.arange(7.0))
    assert len(calls) == 2
    assert hvp_fd(gradient, np.ones(7), np.zeros(7)).tolist() == [0] * 7
    assert len(calls) == 2


@pytest.mark.parametrize("size", [1e-300, 1e-200, 1.0, 1e200])
def test_tiny_and_huge_directions(size):
    H = np.array([[2.0, 1.0], [1.0, -1.0]])
    product = hvp_fd(lambda x: H @ x, [1.0, -3.0], [size, 2 * size])
    assert product / size == pytest.approx([4, -1], rel=1e-8)


def test_step_of_a_product_has_the_length_h():
    product = hvp_fd(lambda x: x**3, [1.0, 0.0], [3.0, 0.0], h=0.5)
    assert product == pytest.approx([3 * 3.25, 0])


# --- verdicts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("eigenvalues", "kind"),
    [
        ([1, 2, 3], "minimum"),
        ([-1, -2, -3], "maximum"),
        ([-1, -1, 5], "saddle"),  # the determinant is positive
        ([-1, 0, 5], "saddle"),
        ([0, 1, 2], "undecided"),
        ([-2, -1, 0], "undecided"),
        ([0, 0, 0], "undecided"),
        ([1e-9, 1, 1], "undecided"),
        ([4], "minimum"),
    ],
)
@pytest.mark.parametrize("scale", [1e-150, 1.0, 1e150])
def test_verdicts(eigenvalues, kind, scale):
    rng = np.random.default_rng(3)
    H = scale * symmetric(np.array(eigenvalues, float), rng)
    found = classify_critical_point(H)
    assert found.kind == kind
    assert np.allclose(found.eigenvalues / scale, np.sort(eigenvalues), atol=1e-12)


@given(arrays(float, (3, 3), elements=st.floats(-5, 5, allow_subnormal=False)))
def test_verdict_of_minus_h(A):
    H = A + A.T
    opposite = {"minimum": "maximum", "maximum": "minimum"}
    kind = classify_critical_point(H).kind
    assert classify_critical_point(-H).kind == opposite.get(kind, kind)
    judge = np.linalg.eigvalsh(H)
    if np.abs(judge).min() > 1e-3 * np.abs(judge).max():
        assert (kind == "minimum") == (judge > 0).all()
        assert (kind == "saddle") == (judge.min() < 0 < judge.max())


def test_tolerance_of_a_verdict():
    H = np.diag([1.0, 1e-9])
    assert classify_critical_point(H).kind == "undecided"
    assert classify_critical_point(H, tol=1e-12).kind == "minimum"
    assert classify_critical_point(np.diag([1.0, -1e-9]), tol=0).kind == "saddle"


def test_critical_points_of_the_surfaces():
    def kinds(name):
        surface = SURFACES[name]
        return [
            classify_critical_point(hessian_from_grad(surface.gradient, p)).kind
            for p in surface.critical_points
        ]

    assert kinds("folium") == ["saddle", "minimum"]
    assert kinds("himmelblau") == ["minimum"] * 4 + ["saddle"] * 4 + ["maximum"]
    assert kinds("monkey saddle") == ["undecided"]
    assert kinds("rosenbrock") == ["minimum"]


# --- the largest curvature ---------------------------------------------------------


@pytest.mark.parametrize("n", [1, 2, 8, 30])
@pytest.mark.parametrize("top", [7.0, -7.0])
def test_largest_eigenvalue(n, top):
    rng = np.random.default_rng(n)
    H = symmetric(np.append(top, rng.uniform(-4, 4, n - 1)), rng)
    result = power_iteration_hvp(lambda v: H @ v, n, rng=1, tol=1e-6)
    assert result.converged
    assert result.eigenvalue == pytest.approx(top, rel=1e-10)
    v = result.eigenvector
    assert np.linalg.norm(v) == pytest.approx(1)
    assert v[np.abs(v).argmax()] > 0
    assert np.allclose(H @ v, top * v, atol=1e-4)


def test_residuals_say_how_far():
    H = np.diag([3.0, 2.0, -1.0])
    result = power_iteration_hvp(lambda v: H @ v, 3, rng=0, tol=1e-3)
    assert result.residuals[-1] <= 1e-3 < result.residuals[-2]
    v = result.eigenvector
    by_hand = np.linalg.norm(H @ v - (v @ H @ v) * v) / np.linalg.norm(H @ v)
    assert result.residuals[-1] == pytest.approx(by_hand, rel=1e-6)


def test_products_from_differences_will_do():
    x = np.random.default_rng(5).normal(size=6)
    truth = np.linalg.eigvalsh(hessian(wavy)(x))
    top = truth[np.abs(truth).argmax()]
    result = power_iteration_hvp(
        lambda v: hvp_fd(grad(wavy), x, v), 6, rng=0, tol=1e-5, max_iter=5000
    )
    assert result.eigenvalue == pytest.approx(top, rel=1e-6)


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_tiny_and_huge_curvatures(scale):
    H = scale * np.array([[6.0, -3.0], [-3.0, 6.0]])
    result = power_iteration_hvp(lambda v: H @ v, 2, rng=0, tol=1e-6)
    assert result.eigenvalue / scale == pytest.approx(9)


def test_no_curvature_at_all():
    result = power_iteration_hvp(np.zeros_like, 3, rng=0)
    assert (result.eigenvalue, result.converged) == (0, True)


def test_opposite_eigenvalues_never_settle():
    H = np.array([[0.0, -3.0], [-3.0, 0.0]])  # ±3
    with pytest.warns(ConvergenceWarning, match="after 20 steps"):
        result = power_iteration_hvp(lambda v: H @ v, 2, rng=0, max_iter=20)
    assert not result.converged
    assert len(result.residuals) == 21


def test_same_seed_same_result():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        seeds = [0, 0, np.random.default_rng(0), 1]
        a, b, c, d = (
            power_iteration_hvp(
                lambda v: np.diag([2.0, 1.0]) @ v, 2, rng=seed, max_iter=1
            ).eigenvalue
            for seed in seeds
        )
    assert a == b == c != d


# --- errors ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "error", "message"),
    [
        (lambda: hessian_from_grad(1, [1]), TypeError, "gradient must be callable"),
        (lambda: hvp_fd(1, [1], [1]), TypeError, "gradient must be callable"),
        (lambda: power_iteration_hvp(1, 2, rng=0), TypeError, "product must be"),
        (
            lambda: hessian_from_grad(lambda x: x[:1], [1, 2]),
            ValueError,
            r"gradient\(x\) must have shape \(2,\), got \(1,\)",
        ),
        (
            lambda: hvp_fd(lambda x: x[:1], [1, 2], [1, 2]),
            ValueError,
            r"gradient\(x\) must have shape",
        ),
        (lambda: hvp_fd(lambda x: x, [1, 2], [1]), ValueError, "v must have shape"),
        (lambda: hvp_fd(lambda x: x, [1], [1], h=0), ValueError, "h must be"),
        (lambda: hvp_fd(lambda x: x, [1], [0], h=0), ValueError, "h must be"),
        (lambda: hessian_from_grad(lambda x: x, [1], h=-1), ValueError, "h must be"),
        (lambda: hvp_fd(lambda x: x, [np.nan], [1]), ValueError, "x must be finite"),
        (
            lambda: hvp_fd(lambda x: x / 0 if x[0] < 1 else x, [1], [1]),
            ValueError,
            r"gradient\(x\) must be finite",
        ),
        (lambda: classify_critical_point([[1, 2]]), ValueError, "H must be square"),
        (
            lambda: classify_critical_point([[1, 2], [0, 1]]),
            ValueError,
            "must be symmetric",
        ),
        (lambda: classify_critical_point([[1]], tol=-1), ValueError, "tol must be"),
        (
            lambda: power_iteration_hvp(lambda v: v[:1], 2, rng=0),
            ValueError,
            r"product\(v\) must have shape",
        ),
        (lambda: power_iteration_hvp(lambda v: v, 0, rng=0), ValueError, "n must be"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_errors(broken, error, message):
    with pytest.raises(error, match=message):
        broken()


def test_arguments_are_not_changed():
    x, v = np.array([1.0, 2.0]), np.array([3.0, -4.0])
    H = np.array([[2.0, 1.0], [1.0, 2.0]])

    def spoils(z):
        result = 2 * z
        z *= 0
        return result

    assert np.allclose(hessian_from_grad(spoils, x), 2 * np.eye(2))
    assert np.allclose(hvp_fd(spoils, x, v), 2 * v)
    assert power_iteration_hvp(spoils, 2, rng=0).eigenvalue == pytest.approx(2)
    classify_critical_point(H)
    assert (x.tolist(), v.tolist(), H.tolist()) == ([1, 2], [3, -4], [[2, 1], [1, 2]])
