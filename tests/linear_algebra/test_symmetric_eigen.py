"""Eigenvectors are orthonormal and reproduce A; eigenvalues agree with LAPACK's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import (
    EPS,
    SYMMETRIC,
    scales,
    square_matrices,
    with_eigenvalues,
    with_singular_values,
)
from utils.linear_algebra import eigh, eigh_jacobi, svd_jacobi, symmetric_eigen

BOTH = [eigh, eigh_jacobi]


def assert_is_eigh(A, eigenvalues, V):
    n = len(A)
    assert eigenvalues.shape == (n,)
    assert V.shape == (n, n)
    assert (np.diff(eigenvalues) >= 0).all()
    size = np.abs(eigenvalues).max() or 1.0
    bound = 10 * n * EPS
    assert np.abs(V.T @ V - np.eye(n)).max() <= bound
    assert np.abs(A @ V / size - V * (eigenvalues / size)).max() <= bound
    assert abs(eigenvalues.sum() - A.trace()) <= bound * n * size
    # ‖A‖_F² = Σ λ²; both sides scaled, so that squares stay in range.
    frobenius = np.linalg.norm(A / size)
    assert np.linalg.norm(eigenvalues / size) == pytest.approx(frobenius, rel=bound)
    # A largest entry of each vector, up to ties, is positive.
    assert (V.max(axis=0) >= (1 - 1e-8) * np.abs(V).max(axis=0)).all()


@pytest.mark.parametrize("solver", BOTH)
@pytest.mark.parametrize("name", SYMMETRIC)
def test_gallery(name, solver):
    A = SYMMETRIC[name]
    eigenvalues, V = solver(A)
    assert_is_eigh(A, eigenvalues, V)
    expected = np.linalg.eigvalsh(A)
    bound = 20 * len(A) * EPS * np.abs(expected).max()
    np.testing.assert_allclose(eigenvalues, expected, rtol=0, atol=bound)


@pytest.mark.parametrize("solver", BOTH)
@given(A=square_matrices(symmetric=True), scale=scales)
def test_any_symmetric_matrix(solver, A, scale):
    assert_is_eigh(scale * A, *solver(scale * A))


@pytest.mark.parametrize("solver", BOTH)
@given(A=square_matrices(symmetric=True), scale=scales)
def test_scaling_by_a_power_of_two_is_exact(solver, A, scale):
    plain, scaled = solver(A), solver(scale * A)
    np.testing.assert_array_equal(scaled.eigenvalues, scale * plain.eigenvalues)
    np.testing.assert_array_equal(scaled.eigenvectors, plain.eigenvectors)


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=12), st.integers(0, 99))
def test_prescribed_eigenvalues_with_repetitions(values, seed):
    values = np.sort(values) / 8
    A = with_eigenvalues(values, seed)
    bound = 20 * len(values) * EPS * max(np.abs(values).max(), 1)
    np.testing.assert_allclose(eigh(A).eigenvalues, values, rtol=0, atol=bound)


def test_second_difference_matrix():
    # Eigenvalues 2 − 2 cos(kπ/(n+1)), eigenvectors sin(jkπ/(n+1)).
    n = 30
    A = 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)
    angles = np.arange(1, n + 1) * np.pi / (n + 1)
    eigenvalues, V = eigh(A)
    np.testing.assert_allclose(eigenvalues, 2 - 2 * np.cos(angles), atol=1e-14)
    sines = np.sin(np.outer(np.arange(1, n + 1), angles))
    overlaps = np.abs((V * sines).sum(axis=0)) / np.linalg.norm(sines, axis=0)
    np.testing.assert_allclose(overlaps, 1, atol=1e-13)


def test_rotations_in_several_batches(monkeypatch):
    A = with_eigenvalues(np.linspace(-1, 1, 40))
    at_once = eigh(A)
    monkeypatch.setattr(symmetric_eigen, "_BATCH", 7)
    in_parts = eigh(A)
    np.testing.assert_array_equal(at_once.eigenvalues, in_parts.eigenvalues)
    np.testing.assert_allclose(
        at_once.eigenvectors, in_parts.eigenvectors, rtol=0, atol=1e-13
    )


@given(st.lists(st.integers(-150, 0), min_size=5, max_size=5))
def test_jacobi_has_high_relative_accuracy(exponents):
    # The eigenvalues of XᵀX are the squared singular values of X = BD.
    B = with_singular_values(9, 5, np.linspace(1, 2, 5), seed=3)
    X = B * 2.0 ** np.array(exponents)
    eigenvalues = eigh_jacobi(X.T @ X).eigenvalues
    np.testing.assert_allclose(eigenvalues, svd_jacobi(X).s[::-1] ** 2, rtol=1e-13)


@pytest.mark.parametrize("solver", BOTH)
def test_errors(solver):
    with pytest.raises(ValueError, match="A must be symmetric"):
        solver([[1, 2], [3, 4]])
    with pytest.raises(ValueError, match="A must be square"):
        solver(np.ones((2, 3)))
    with pytest.raises(ValueError, match="A must be finite"):
        solver([[np.nan]])


def test_runs_out_of_sweeps(monkeypatch):
    A = SYMMETRIC["indefinite"]
    with pytest.raises(np.linalg.LinAlgError, match="not diagonal after 1 sweeps"):
        eigh_jacobi(A, max_sweeps=1)
    with pytest.raises(ValueError, match="max_sweeps must be at least 1"):
        eigh_jacobi(A, max_sweeps=0)
    monkeypatch.setattr(symmetric_eigen, "_MAX_SWEEPS", 1)
    with pytest.raises(np.linalg.LinAlgError, match="eigenvalue 1 has not settled"):
        eigh(A)


@pytest.mark.parametrize("solver", BOTH)
def test_argument_survives(solver):
    A = SYMMETRIC["hilbert"].copy()
    solver(A)
    np.testing.assert_array_equal(A, SYMMETRIC["hilbert"])
