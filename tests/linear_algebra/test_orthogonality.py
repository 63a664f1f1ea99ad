"""Gram-Schmidt loses orthogonality as theory says; projections are projections."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import (
    EPS,
    GALLERY,
    hilbert,
    matrices,
    rank_deficient,
    scales,
    with_singular_values,
)
from utils.linear_algebra import (
    gram_schmidt_classical,
    gram_schmidt_modified,
    project,
    projection_matrix,
    qr_householder,
    qr_householder_plain,
)

BOTH = [gram_schmidt_classical, gram_schmidt_modified]


def loss(Q):
    return np.linalg.norm(Q.T @ Q - np.eye(Q.shape[1]))


def lauchli(epsilon, n=3):
    return np.vstack([np.ones(n), epsilon * np.eye(n)])


# ---- Gram-Schmidt


@pytest.mark.parametrize("gram_schmidt", BOTH)
@given(A=matrices(tall=True), data=st.data())
def test_factors_reproduce_independent_columns(gram_schmidt, A, data):
    n = A.shape[1]
    A = A * data.draw(st.lists(scales, min_size=n, max_size=n))
    try:
        Q, R = gram_schmidt(A)
    except np.linalg.LinAlgError:
        size = np.abs(A).max(axis=0)
        assert np.linalg.matrix_rank(A / np.where(size > 0, size, 1)) < n
        return
    np.testing.assert_array_equal(R, np.triu(R))
    assert (R.diagonal() > 0).all()
    np.testing.assert_allclose(np.linalg.norm(Q, axis=0), 1, rtol=1e-14)
    error = np.abs(Q @ R - A).max(axis=0)
    assert (error <= 10 * len(A) * EPS * np.abs(A).max(axis=0)).all()


@pytest.mark.parametrize("gram_schmidt", BOTH)
def test_agrees_with_householder_up_to_signs(gram_schmidt):
    A = np.random.default_rng(0).standard_normal((20, 8))
    Q, R = gram_schmidt(A)
    expected_Q, expected_R = qr_householder(A)
    signs = np.sign(expected_R.diagonal())
    np.testing.assert_allclose(Q, expected_Q * signs, atol=1e-13)
    np.testing.assert_allclose(R, signs[:, None] * expected_R, atol=1e-13)


def test_by_hand():
    for gram_schmidt in BOTH:
        Q, R = gram_schmidt([[1, 0], [1, 1], [1, 2]])
        expected = np.array([[1, -1], [1, 0], [1, 1]]) / np.sqrt([3, 2])
        np.testing.assert_allclose(Q, expected, atol=1e-15)
        np.testing.assert_allclose(R, np.sqrt([[3, 3], [0, 2]]), atol=1e-15)


def test_nearly_parallel_columns():
    A = lauchli(1e-8)
    classical, modified = gram_schmidt_classical(A).Q, gram_schmidt_modified(A).Q
    assert classical[:, 1] @ classical[:, 2] == pytest.approx(0.5)
    assert np.abs(modified.T @ modified - np.eye(3)).max() == pytest.approx(
        7e-9, rel=0.1
    )
    assert loss(qr_householder(A).Q) < 1e-14


def test_hilbert():
    A = hilbert(10)
    assert loss(gram_schmidt_classical(A).Q) > 1
    assert 1e-5 < loss(gram_schmidt_modified(A).Q) < 1e-3
    assert loss(qr_householder_plain(A).Q) < 1e-14


def test_loss_grows_with_the_condition_number_and_with_its_square():
    for exponent in (2, 4, 6):
        kappa = 10.0**exponent
        A = with_singular_values(40, 20, np.logspace(0, -exponent, 20))
        assert loss(gram_schmidt_modified(A).Q) < 10 * EPS * kappa
        assert 0.01 * EPS * kappa**2 < loss(gram_schmidt_classical(A).Q)
        assert loss(gram_schmidt_classical(A).Q) < 100 * EPS * kappa**2


@pytest.mark.parametrize("gram_schmidt", BOTH)
def test_gram_schmidt_refuses(gram_schmidt):
    with pytest.raises(np.linalg.LinAlgError, match="column 2 of A is"):
        gram_schmidt([[1, 2], [1, 2]])
    with pytest.raises(np.linalg.LinAlgError, match="column 1 of A is"):
        gram_schmidt([[0], [0]])
    with pytest.raises(np.linalg.LinAlgError, match="fewer rows than columns"):
        gram_schmidt([[1, 2]])
    with pytest.raises(ValueError, match="A must be finite"):
        gram_schmidt([[np.inf]])


# ---- the plain twin of the blocked QR


@pytest.mark.parametrize("name", GALLERY)
def test_plain_reflections_factor_the_gallery(name):
    A = GALLERY[name]
    Q, R = qr_householder_plain(A)
    assert loss(Q) <= 10 * len(A) * EPS
    size = np.abs(A).max(axis=0)
    assert (np.abs(Q @ R - A).max(axis=0) <= 10 * len(A) * EPS * size).all()


@pytest.mark.parametrize("shape", [(1, 1), (33, 7), (40, 40), (70, 65), (33, 90)])
def test_plain_and_blocked_factors_agree(shape):
    A = np.random.default_rng(1).standard_normal(shape)
    plain, blocked = qr_householder_plain(A), qr_householder(A)
    np.testing.assert_allclose(plain.Q, blocked.Q, atol=1e-13)
    np.testing.assert_allclose(plain.R, blocked.R, atol=1e-13)


# ---- projections


@given(matrices(tall=True), st.data())
def test_projection_is_idempotent_symmetric_and_keeps_the_columns(A, data):
    n = A.shape[1]
    A = A * data.draw(st.lists(scales, min_size=n, max_size=n))
    try:
        P = projection_matrix(A)
    except np.linalg.LinAlgError:
        size = np.abs(A).max(axis=0)
        assert np.linalg.matrix_rank(A / np.where(size > 0, size, 1)) < n
        return
    m = len(A)
    np.testing.assert_array_equal(P, P.T)
    assert np.abs(P @ P - P).max() <= 20 * m * EPS
    assert P.trace() == pytest.approx(n)
    assert (np.abs(P @ A - A).max(axis=0) <= 30 * m * EPS * np.abs(A).max(axis=0)).all()


@pytest.mark.parametrize("columns", [None, 3])
def test_what_is_left_is_orthogonal(columns):
    rng = np.random.default_rng(0)
    A = with_singular_values(12, 5, np.logspace(0, -8, 5))
    b = rng.standard_normal(12 if columns is None else (12, columns))
    p = project(A, b)
    assert p.shape == b.shape
    assert np.abs(A.T @ (b - p)).max() <= 100 * EPS
    np.testing.assert_allclose(p, projection_matrix(A) @ b, atol=1e-14)
    # The column space itself is known to κ(A)·u only, and so is the nearest point.
    expected = A @ np.linalg.lstsq(A, b, rcond=None)[0]
    np.testing.assert_allclose(p, expected, rtol=0, atol=100 * EPS * 1e8)


def test_projection_by_hand():
    np.testing.assert_allclose(
        project([[1, 0], [1, 1], [1, 2]], [1, 2, 6]), [0.5, 3, 5.5], atol=1e-14
    )


def test_projection_errors():
    with pytest.raises(np.linalg.LinAlgError, match="rank-deficient"):
        projection_matrix(rank_deficient(6, 3, 2))
    with pytest.raises(np.linalg.LinAlgError, match="rank-deficient"):
        project(rank_deficient(6, 3, 2), np.ones(6))
    with pytest.raises(ValueError, match="A and b must have the same length"):
        project(np.eye(3), np.ones(2))
    with pytest.raises(ValueError, match="b must have shape"):
        project(np.eye(3), np.ones((3, 1, 1)))


@pytest.mark.parametrize(
    "f", [*BOTH, qr_householder_plain, projection_matrix, lambda A: project(A, A)]
)
def test_arguments_survive(f):
    A = hilbert(4)
    f(A)
    np.testing.assert_array_equal(A, hilbert(4))
