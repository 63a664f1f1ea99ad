"""Cholesky factors positive definite matrices and refuses all others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import EPS, hilbert, orthogonal, scales
from utils.linear_algebra import cholesky


def with_eigenvalues(values, seed=0):
    Q = orthogonal(len(values), len(values), seed)
    A = (Q * values) @ Q.T
    return (A + A.T) / 2


def assert_is_cholesky(A, L):
    np.testing.assert_array_equal(L, np.tril(L))
    assert (L.diagonal() > 0).all()
    # |LLᵀ − A| <= c n u √(aᵢᵢaⱼⱼ), entry by entry.
    size = np.sqrt(A.diagonal())
    assert (np.abs(L @ L.T - A) <= 2 * len(A) * EPS * np.outer(size, size)).all()


@pytest.mark.parametrize(
    "A",
    [
        [[4.0]],
        hilbert(10),
        np.eye(6),
        with_eigenvalues(np.logspace(0, -12, 9)),
        with_eigenvalues(np.arange(1.0, 41.0)),
    ],
    ids=["1x1", "hilbert", "identity", "condition 1e12", "40x40"],
)
def test_factor(A):
    A = np.array(A)
    assert_is_cholesky(A, cholesky(A))
    np.testing.assert_allclose(cholesky(A), np.linalg.cholesky(A), rtol=1e-3, atol=1e-9)


@given(st.lists(scales, min_size=5, max_size=5))
def test_badly_scaled_variables(scale):
    scale = np.sqrt(scale)
    A = with_eigenvalues(np.arange(1.0, 6.0)) * np.outer(scale, scale)
    assert_is_cholesky(A, cholesky(A))


@pytest.mark.parametrize(
    ("A", "order"),
    [
        ([[-1.0]], 1),
        ([[0.0]], 1),
        ([[1, 1], [1, 1]], 2),
        ([[1, 2, 0], [2, 1, 0], [0, 0, 1]], 2),
        (np.diag([1.0, 2.0, 3.0, -1e-12]), 4),
    ],
)
def test_names_the_failing_leading_minor(A, order):
    with pytest.raises(np.linalg.LinAlgError, match=f"leading minor of order {order} "):
        cholesky(A)


def test_errors():
    with pytest.raises(ValueError, match="A must be symmetric"):
        cholesky([[2, 1], [0, 2]])
    with pytest.raises(ValueError, match="A must be square"):
        cholesky(np.ones((2, 3)))
    with pytest.raises(ValueError, match="A must be finite"):
        cholesky([[np.nan]])
