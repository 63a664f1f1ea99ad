"""Iterations find the eigenpair they promise, or say that they did not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import EPS, SYMMETRIC, scales, with_eigenvalues
from utils.linear_algebra import (
    ConvergenceWarning,
    eig_2x2,
    gershgorin_discs,
    inverse_iteration,
    power_iteration,
    rayleigh_quotient,
)

A = np.array([[4.0, 1.0], [2.0, 3.0]])  # eigenvalues 5 and 2


def test_power_iteration_by_hand():
    result = power_iteration(A, [1, 0])
    assert result.converged
    assert result.eigenvalue == pytest.approx(5)
    np.testing.assert_allclose(result.eigenvector, np.array([1, 1]) / np.sqrt(2))


def test_negative_dominant_eigenvalue():
    result = power_iteration(-A, [1, 0])
    assert result.eigenvalue == pytest.approx(-5)
    assert result.eigenvector[0] > 0


def test_power_iteration_agrees_with_numpy():
    M = np.random.default_rng(0).uniform(0, 1, (20, 20))  # Perron: one largest |λ|
    result = power_iteration(M, np.ones(20))
    values, vectors = np.linalg.eig(M)
    k = np.abs(values).argmax()
    assert result.eigenvalue == pytest.approx(values[k].real, rel=1e-9)
    overlap = abs(result.eigenvector @ vectors[:, k].real)
    assert overlap == pytest.approx(1, abs=1e-11)


def test_error_falls_by_the_ratio_of_the_eigenvalues():
    S = with_eigenvalues(np.array([0.1, 0.3, 1.0, 2.0]))
    residuals = power_iteration(S, np.ones(4), tol=1e-12).residuals
    np.testing.assert_allclose(residuals[11:30] / residuals[10:29], 0.5, rtol=0.01)


def test_opposite_eigenvalues_never_settle():
    # The Rayleigh quotient repeats from the first step; only the residual tells.
    with pytest.warns(ConvergenceWarning, match="after 50 steps"):
        result = power_iteration(np.diag([1.0, -1.0]), [1, 1], max_iter=50)
    assert not result.converged
    assert len(result.residuals) == 51
    with pytest.warns(ConvergenceWarning):
        power_iteration([[0, -1], [1, 0]], [1, 2], max_iter=50)  # complex pair


def test_warning_points_at_the_caller():
    with pytest.warns(ConvergenceWarning) as caught:
        power_iteration(np.diag([1.0, -1.0]), [1, 1], max_iter=1)
    assert caught[0].filename == __file__


@pytest.mark.parametrize("M", [np.zeros((3, 3)), np.eye(3), [[0, 1], [0, 0]]])
def test_start_or_first_step_is_an_eigenvector(M):
    M = np.array(M, dtype=float)
    result = power_iteration(M, np.ones(len(M)))
    assert result.converged
    assert result.eigenvalue == pytest.approx(M[0, 0], abs=4 * EPS)


@given(scales, scales)
def test_units_do_not_matter(scale, unit):
    plain, scaled = (
        power_iteration(A, [3, 1]),
        power_iteration(scale * A, [3 * unit, unit]),
    )
    assert scaled.eigenvalue == scale * plain.eigenvalue
    np.testing.assert_array_equal(scaled.eigenvector, plain.eigenvector)
    np.testing.assert_array_equal(scaled.residuals, plain.residuals)


@pytest.mark.parametrize("shift", [1.9, 2.0, 2.0 + 1e-13, -7.0])
def test_inverse_iteration_finds_the_nearest(shift):
    result = inverse_iteration(A, shift, [1, 0])
    assert result.converged
    assert result.eigenvalue == pytest.approx(2)
    np.testing.assert_allclose(result.eigenvector, np.array([-1, 2]) / np.sqrt(5))


@pytest.mark.parametrize(
    "name", ["wilkinson W21+", "indefinite", "hilbert", "zero", "1x1"]
)
def test_inverse_iteration_at_an_eigenvalue_takes_a_step_or_two(name):
    S = SYMMETRIC[name]
    start = np.random.default_rng(0).standard_normal(len(S))
    for eigenvalue in np.linalg.eigvalsh(S):
        result = inverse_iteration(S, eigenvalue, start, tol=1e-14)
        assert result.converged
        assert len(result.residuals) <= 4
        size = np.abs(S).max()
        assert abs(result.eigenvalue - eigenvalue) <= 1e-12 * size


def test_equally_near_eigenvalues_never_settle():
    with pytest.warns(ConvergenceWarning):
        result = inverse_iteration(np.diag([1.0, 3.0]), 2.0, [1, 1], max_iter=20)
    assert not result.converged


def test_rayleigh_quotient():
    S = with_eigenvalues(np.array([-1.0, 0.0, 2.0]))
    rng = np.random.default_rng(0)
    for x in rng.standard_normal((50, 3)):
        assert -1 - 1e-14 <= rayleigh_quotient(S, x) <= 2 + 1e-14
        assert rayleigh_quotient(S, x) == pytest.approx(x @ S @ x / (x @ x))
        assert rayleigh_quotient(S, 2.0**600 * x) == rayleigh_quotient(S, x)


@given(st.floats(1e-7, 1e-2))
def test_rayleigh_error_is_squared(tilt):
    # x = e₁ + tilt · e₂ has the quotient (1 + 3 tilt²) / (1 + tilt²).
    error = rayleigh_quotient(np.diag([1.0, 3.0]), [1, tilt]) - 1
    assert error == pytest.approx(2 * tilt**2 / (1 + tilt**2), abs=4 * EPS)


def test_errors():
    for f in (
        rayleigh_quotient,
        power_iteration,
        lambda M, x: inverse_iteration(M, 0.0, x),
    ):
        with pytest.raises(ValueError, match="must not be the zero vector"):
            f(A, [0, 0])
        with pytest.raises(ValueError, match="must have the same length, got 2 and 3"):
            f(A, [1, 2, 3])
        with pytest.raises(ValueError, match="A must be square"):
            f(np.ones((2, 3)), [1, 2])
    with pytest.raises(ValueError, match="tol must be"):
        power_iteration(A, [1, 0], tol=-1)
    with pytest.raises(ValueError, match="max_iter must be at least 0"):
        power_iteration(A, [1, 0], max_iter=-1)
    with pytest.raises(TypeError, match="shift must be a real number"):
        inverse_iteration(A, "0", [1, 0])


def test_arguments_survive():
    M, x = A.copy(), np.array([1.0, 0.0])
    power_iteration(M, x)
    inverse_iteration(M, 1.9, x)
    np.testing.assert_array_equal(M, A)
    np.testing.assert_array_equal(x, [1, 0])


@given(entries=st.lists(st.floats(-10, 10), min_size=4, max_size=4), scale=scales)
def test_eig_2x2_has_the_trace_and_the_determinant(entries, scale):
    M = np.array(entries).reshape(2, 2)
    values = eig_2x2(scale * M) / scale
    size = max(np.abs(M).max(), 1e-300)
    assert abs(values.sum() - np.trace(M)) <= 8 * EPS * size
    assert abs(values.prod() - (M[0, 0] * M[1, 1] - M[0, 1] * M[1, 0])) <= (
        40 * EPS * size**2
    )


def test_eig_2x2_agrees_with_numpy():
    for M in np.random.default_rng(3).normal(size=(50, 2, 2)):
        expected = np.sort_complex(np.linalg.eigvals(M).astype(complex))
        got = np.sort_complex(eig_2x2(M).astype(complex))
        np.testing.assert_allclose(got, expected, atol=1e-13)


def test_eig_2x2_real_and_complex():
    assert eig_2x2(A).dtype == np.float64
    assert eig_2x2([[1, 1], [0, 1]]).tolist() == [1, 1]
    assert eig_2x2([[0, 0], [0, 0]]).tolist() == [0, 0]
    assert eig_2x2([[1, -2], [2, 1]]).tolist() == [1 + 2j, 1 - 2j]
    with pytest.raises(ValueError, match=r"\(2, 2\), got \(3, 3\)"):
        eig_2x2(np.eye(3))


@given(n=st.integers(1, 12), seed=st.integers(0, 10**6))
def test_gershgorin_discs_cover_the_spectrum(n, seed):
    M = np.random.default_rng(seed).normal(size=(n, n))
    centres, radii = gershgorin_discs(M)
    for value in np.linalg.eigvals(M):
        assert (np.abs(value - centres) <= radii + 1e-12).any()


def test_gershgorin_takes_rows():
    centres, radii = gershgorin_discs([[4, -1, 0], [2, -3, 1], [0, 0, 5]])
    assert centres.tolist() == [4, -3, 5]
    assert radii.tolist() == [1, 3, 0]
