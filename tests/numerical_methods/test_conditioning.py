"""Conditioning: SciPy and NumPy's solvers judge, bounds hold and are attained."""

import math

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from utils.datasets import load_longley
from utils.linear_algebra import condition_number, solve
from utils.numerical_methods import (
    backward_error,
    digits_lost,
    equilibrate_columns,
    function_condition,
    hilbert,
    perturbation_study,
    variance_inflation,
    worst_rhs,
)


@pytest.mark.parametrize(
    ("f", "df", "x", "kappa"),
    [
        (math.sqrt, lambda x: 0.5 / math.sqrt(x), 7.0, 0.5),
        (math.exp, math.exp, -3.0, 3.0),
        (math.log, lambda x: 1 / x, 1.0001, 1 / math.log(1.0001)),
        (lambda x: x - 1, lambda x: 1.0, 1.0001, 10001.0),
    ],
)
def test_condition_of_functions(f, df, x, kappa):
    assert function_condition(f, df, x) == pytest.approx(kappa, rel=1e-9)


def test_condition_of_a_function_refuses():
    with pytest.raises(ValueError, match=r"f\(x\) must not be 0"):
        function_condition(math.log, lambda x: 1 / x, 1.0)
    with pytest.raises(TypeError, match="df must be callable"):
        function_condition(math.log, 1.0, 2.0)


def test_hilbert():
    for n in (1, 2, 5, 12):
        np.testing.assert_allclose(hilbert(n), scipy.linalg.hilbert(n), rtol=1e-15)
    with pytest.raises(ValueError, match="n must be at least 1"):
        hilbert(0)


def test_digits_lost():
    assert digits_lost(np.eye(3)) == 0
    assert digits_lost(hilbert(8)) == pytest.approx(
        math.log10(np.linalg.cond(hilbert(8)))
    )
    assert digits_lost(np.zeros((2, 2))) == np.inf


@given(st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_no_change_beats_the_bound_and_the_worst_attains_it(n, seed):
    rng = np.random.default_rng(seed)
    A = rng.standard_normal((n, n))
    kappa = condition_number(A)
    b, db = worst_rhs(A)
    moved = perturbation_study(A, b, eps=1e-3, n=20, rng=rng)
    assert moved.max() <= kappa * 1e-3 * (1 + 1e-6)
    x, dx = solve(A, b), solve(A, 1e-3 * db)
    ratio = np.linalg.norm(dx) / np.linalg.norm(x)
    assert ratio == pytest.approx(kappa * 1e-3, rel=1e-7 * kappa)


def test_perturbation_study_is_one_solution_per_change():
    A, b = hilbert(4), np.arange(1.0, 5.0)
    moved = perturbation_study(A, b, eps=0.5, n=3, rng=np.random.default_rng(1))
    directions = np.random.default_rng(1).standard_normal((4, 3))
    directions /= np.linalg.norm(directions, axis=0)
    db = 0.5 * np.linalg.norm(b) * directions
    dx = np.linalg.solve(A, db)
    right = np.linalg.norm(dx, axis=0) / np.linalg.norm(np.linalg.solve(A, b))
    np.testing.assert_allclose(moved, right, rtol=1e-10)


def test_perturbation_study_refuses():
    rng = np.random.default_rng(0)
    with pytest.raises(TypeError, match="rng must be a NumPy Generator"):
        perturbation_study(np.eye(2), [1, 0], eps=0.1, n=1, rng=0)
    with pytest.raises(ValueError, match="b must not be 0"):
        perturbation_study(np.eye(2), [0, 0], eps=0.1, n=1, rng=rng)
    with pytest.raises(ValueError, match="eps must be"):
        perturbation_study(np.eye(2), [1, 0], eps=0, n=1, rng=rng)
    with pytest.raises(np.linalg.LinAlgError, match="singular"):
        perturbation_study(np.ones((2, 2)), [1, 0], eps=0.1, n=1, rng=rng)


@given(st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_backward_error_is_the_size_of_a_change_that_explains_x(n, seed):
    rng = np.random.default_rng(seed)
    A, x, b = rng.standard_normal((n, n)), *rng.standard_normal((2, n))
    error = backward_error(A, x, b)
    # The change of Rigal and Gaches, of exactly this size, makes x a solution.
    r = b - A @ x
    norm_A, norm_x, norm_b = np.linalg.norm(A, 2), np.linalg.norm(x), np.linalg.norm(b)
    share = norm_A * norm_x / (norm_A * norm_x + norm_b)
    dA = share * np.outer(r, x) / norm_x**2
    db = (share - 1) * r
    np.testing.assert_allclose((A + dA) @ x, b + db, atol=1e-10)
    assert np.linalg.norm(dA, 2) == pytest.approx(error * norm_A)
    assert np.linalg.norm(db) == pytest.approx(error * norm_b)


def test_backward_error_of_our_solver_is_tiny_where_the_error_is_not():
    A = hilbert(12)
    x = np.ones(12)
    found = solve(A, A @ x)
    assert backward_error(A, found, A @ x) < 1e-15
    assert np.linalg.norm(found - x) > 1e-3


def test_backward_error_refuses():
    with pytest.raises(ValueError, match=r"A must have shape \(2, 3\)"):
        backward_error(np.eye(2), [1, 2, 3], [1, 2])
    assert backward_error([[0.0]], [0.0], [0.0]) == 0


def test_scaling_cures_mixed_units():
    rng = np.random.default_rng(0)
    A = rng.standard_normal((30, 4))
    mixed = A * [1, 1e3, 1e-4, 1e6]
    scaled, scale = equilibrate_columns(mixed)
    np.testing.assert_allclose(np.linalg.norm(scaled, axis=0), 1.0, rtol=1e-14)
    np.testing.assert_allclose(scaled * scale, mixed, rtol=1e-14)
    assert condition_number(mixed) > 1e9
    assert condition_number(scaled) < 3
    with pytest.raises(ValueError, match="column 1 is 0"):
        equilibrate_columns([[1, 0], [1, 0]])


def test_variance_inflation_is_the_diagonal_of_the_inverse_correlation():
    X = load_longley().X
    right = np.linalg.inv(np.corrcoef(X, rowvar=False)).diagonal()
    np.testing.assert_allclose(variance_inflation(X), right, rtol=1e-8)
    assert variance_inflation(X).max() > 1000


def test_variance_inflation_of_dependent_columns():
    rng = np.random.default_rng(0)
    a, b = rng.standard_normal((2, 20))
    vif = variance_inflation(np.column_stack([a, 2 * a, b]))
    assert np.isinf(vif[:2]).all()
    assert 1 <= vif[2] < 2
    assert variance_inflation(a[:, None]).tolist() == [1.0]


def test_variance_inflation_refuses():
    with pytest.raises(ValueError, match="no constant column"):
        variance_inflation([[1, 2], [1, 3], [1, 5]])
    with pytest.raises(ValueError, match="more rows than columns"):
        variance_inflation(np.eye(2))
