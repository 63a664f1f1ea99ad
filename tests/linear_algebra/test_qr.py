"""QR reproduces A from orthonormal columns, and least squares keeps its digits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import EPS, GALLERY, matrices, rank_deficient, scales
from utils.datasets import load_longley, load_norris
from utils.linear_algebra import least_squares, qr_householder
from utils.models import design_matrix


def assert_is_qr(A, Q, R):
    m, n = A.shape
    k = min(m, n)
    assert Q.shape == (m, k)
    assert R.shape == (k, n)
    np.testing.assert_array_equal(R, np.triu(R))
    assert np.abs(Q.T @ Q - np.eye(k)).max() <= 10 * m * EPS
    # Column by column: a small column next to a large one keeps its own digits.
    size = np.abs(A).max(axis=0)
    error = np.abs(Q @ R - A).max(axis=0)
    assert (error <= 10 * m * EPS * size).all()


@pytest.mark.parametrize("name", GALLERY)
def test_gallery(name):
    A = GALLERY[name]
    assert_is_qr(A, *qr_householder(A))


@given(matrices(), st.data())
def test_any_matrix_with_columns_of_any_size(A, data):
    n = A.shape[1]
    A = A * data.draw(st.lists(scales, min_size=n, max_size=n))
    assert_is_qr(A, *qr_householder(A))


@given(matrices(), scales)
def test_scaling_by_a_power_of_two_changes_only_r(A, scale):
    Q, R = qr_householder(A)
    scaled_Q, scaled_R = qr_householder(scale * A)
    np.testing.assert_array_equal(scaled_Q, Q)
    np.testing.assert_array_equal(scaled_R, scale * R)


@pytest.mark.parametrize(
    "shape", [(1, 1), (5, 3), (3, 5), (40, 40), (70, 65), (33, 90)]
)
def test_signs_agree_with_lapack(shape):
    A = np.random.default_rng(0).standard_normal(shape)
    Q, R = qr_householder(A)
    expected_Q, expected_R = np.linalg.qr(A)
    np.testing.assert_allclose(Q, expected_Q, atol=1e-12)
    np.testing.assert_allclose(R, expected_R, atol=1e-12)


def test_stable_sign():
    # With the other sign v = (0, 1e-9): the reflected vector keeps its second entry.
    Q, R = qr_householder([[1, 0], [1e-9, 1]])
    assert R[0, 0] == -1
    assert abs((Q.T @ [1, 1e-9])[1]) < 1e-25


def test_entries_that_underflow_when_squared():
    A = np.array([[1.0, 1.0], [0.0, 1e-200], [0.0, 1e-200]])
    assert_is_qr(A, *qr_householder(A))


def test_qr_errors():
    with pytest.raises(ValueError, match=r"A must have 2 dimension\(s\)"):
        qr_householder([1, 2])
    with pytest.raises(ValueError, match="A must be finite"):
        qr_householder([[1, np.inf]])
    with pytest.raises(ValueError, match="A must not be empty"):
        qr_householder(np.empty((0, 2)))


def test_argument_survives():
    A = GALLERY["hilbert"].copy()
    qr_householder(A)
    np.testing.assert_array_equal(A, GALLERY["hilbert"])


# ---- least squares


def digits(x, certified):
    """-log10 of the relative error of the worst coefficient."""
    certified = np.asarray(certified)
    return -np.log10((np.abs(x - certified) / np.abs(certified)).max())


def certified_digits(data, seed):
    """Digits reached with rows and columns in random order; seed 0: as they come."""
    A, y, certified = design_matrix(data.X), data.y, np.array(data.certified)
    if seed:
        rng = np.random.default_rng(seed)
        rows, columns = rng.permutation(len(y)), rng.permutation(len(certified))
        A, y, certified = A[np.ix_(rows, columns)], y[rows], certified[columns]
    return digits(least_squares(A, y), certified)


def test_norris():
    assert certified_digits(load_norris(), 0) >= 12
    assert np.median([certified_digits(load_norris(), s) for s in range(1, 26)]) >= 12


def test_longley():
    assert min(certified_digits(load_longley(), seed) for seed in range(26)) >= 10.3


@given(matrices(tall=True), st.integers(0, 100))
def test_residual_is_orthogonal_or_columns_are_dependent(A, seed):
    b = np.random.default_rng(seed).standard_normal(len(A))
    try:
        x = least_squares(A, b)
    except np.linalg.LinAlgError:
        assert np.linalg.matrix_rank(A) < A.shape[1]
        return
    # x solves a problem whose data differ by roundoff: ‖Aᵀr‖ <= c u ‖A‖(‖A‖‖x‖ + ‖b‖).
    norm = np.linalg.norm(A)
    bound = 100 * len(A) * EPS * norm * (norm * np.linalg.norm(x) + np.linalg.norm(b))
    assert np.linalg.norm(A.T @ (b - A @ x)) <= bound


@given(st.lists(scales, min_size=4, max_size=4), scales)
def test_units_of_columns_and_target_do_not_matter(units, unit):
    A = rank_deficient(9, 4, 4)
    b = np.arange(9.0)
    x = least_squares(A, b)
    with np.errstate(over="ignore", under="ignore"):
        expected = x / units * unit
        ordinary = np.isfinite(expected) & (np.abs(expected) > 1e-300)
    if ordinary.all():
        np.testing.assert_array_equal(least_squares(A * units, b * unit), expected)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(("m", "n"), [(3, 2), (8, 5), (30, 12), (200, 40)])
def test_dependent_columns_are_refused(m, n, seed):
    A = rank_deficient(m, n, n - 1, seed)
    with pytest.raises(np.linalg.LinAlgError, match=f"its column {n} is"):
        least_squares(A, np.ones(m))


def test_least_squares_errors():
    with pytest.raises(np.linalg.LinAlgError, match="fewer rows than columns"):
        least_squares(np.ones((2, 3)), np.ones(2))
    with pytest.raises(np.linalg.LinAlgError, match="its column 1"):
        least_squares(np.zeros((3, 2)), np.ones(3))
    with pytest.raises(ValueError, match="A and b must have the same length"):
        least_squares(np.ones((2, 1)), np.ones(3))
    with pytest.raises(ValueError, match="b must be finite"):
        least_squares(np.ones((2, 1)), [1, np.nan])
