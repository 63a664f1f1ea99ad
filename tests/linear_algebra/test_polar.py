"""A = QS with orthonormal columns in Q and S symmetric, and Q is the nearest such."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given

from tests.linear_algebra.gallery import (
    EPS,
    GALLERY,
    matrices,
    orthogonal,
    scales,
    with_singular_values,
)
from utils.linear_algebra import polar


def assert_is_polar(A, Q, S):
    n = A.shape[1]
    bound = 50 * max(A.shape) * EPS
    assert Q.shape == A.shape
    assert np.abs(Q.T @ Q - np.eye(n)).max() <= bound
    np.testing.assert_array_equal(S, S.T)
    size = np.linalg.norm(A, 2)
    assert np.abs(Q @ S - A).max() <= bound * size
    assert np.linalg.eigvalsh(S).min() >= -bound * size


@pytest.mark.parametrize("name", GALLERY)
def test_gallery(name):
    A = GALLERY[name]
    if A.shape[0] >= A.shape[1]:
        assert_is_polar(A, *polar(A))


@given(matrices(tall=True), scales)
def test_any_tall_matrix(A, scale):
    assert_is_polar(scale * A, *polar(scale * A))


def test_agrees_with_scipy():
    for shape in ((4, 4), (7, 3)):
        A = np.random.default_rng(1).standard_normal(shape)
        for ours, theirs in zip(polar(A), scipy.linalg.polar(A), strict=True):
            np.testing.assert_allclose(ours, theirs, atol=1e-13)


def test_no_other_orthogonal_matrix_is_nearer():
    A = with_singular_values(4, 4, [3, 2, 1, 0.1], seed=4)
    Q = polar(A).Q
    for seed in range(50):
        other = orthogonal(4, 4, seed)
        assert np.linalg.norm(A - other) > np.linalg.norm(A - Q)


def test_an_orthogonal_matrix_is_its_own_turn():
    A = orthogonal(5, 5, 0)
    Q, S = polar(A)
    np.testing.assert_allclose(Q, A, atol=1e-14)
    np.testing.assert_allclose(S, np.eye(5), atol=1e-14)


def test_errors():
    with pytest.raises(ValueError, match="at least as many rows as columns"):
        polar([[1, 2]])
    with pytest.raises(ValueError, match="A must be finite"):
        polar([[np.inf]])
