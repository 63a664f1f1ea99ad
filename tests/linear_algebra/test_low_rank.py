"""The fast SVD is backward stable; rank, approximation and pseudo-inverse follow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import (
    EPS,
    GALLERY,
    matrices,
    rank_deficient,
    scales,
    with_singular_values,
)
from tests.linear_algebra.test_svd import assert_is_svd
from utils.linear_algebra import (
    low_rank_approximation,
    numerical_rank,
    pseudo_inverse,
    svd,
    svd_jacobi,
)


@pytest.mark.parametrize("name", GALLERY)
def test_gallery(name):
    A = GALLERY[name]
    U, s, Vt = svd(A)
    assert_is_svd(A, U, s, Vt)
    expected = np.linalg.svd(A, compute_uv=False)
    bound = 10 * max(A.shape) * EPS * expected[0]
    np.testing.assert_allclose(s, expected, rtol=0, atol=bound)
    np.testing.assert_allclose(s, svd_jacobi(A).s, rtol=0, atol=bound)
    size = np.abs(A).max() or 1.0
    assert np.sum((A / size) ** 2) == pytest.approx(np.sum((s / size) ** 2))


@given(matrices(), scales)
def test_any_matrix(A, scale):
    assert_is_svd(scale * A, *svd(scale * A))


@given(matrices(), scales)
def test_scaling_by_a_power_of_two_is_exact(A, scale):
    for scaled, plain, factor in zip(
        svd(scale * A), svd(A), (1, scale, 1), strict=True
    ):
        np.testing.assert_array_equal(scaled, factor * plain)


def test_vectors_agree_with_the_plain_twin():
    A = np.random.default_rng(0).standard_normal((30, 12))
    for fast, plain in zip(svd(A), svd_jacobi(A), strict=True):
        np.testing.assert_allclose(fast, plain, atol=1e-13)


@pytest.mark.parametrize("condition", [1, 1e8, 1e12, 1e15])
@pytest.mark.parametrize("shape", [(12, 6), (40, 40), (120, 50)])
def test_prescribed_singular_values(shape, condition):
    # Below √u the eigenvalues of AᵀA know nothing; the rotations find these values.
    s = np.logspace(0, -np.log10(condition), shape[1])
    A = with_singular_values(*shape, s)
    U, found, Vt = svd(A)
    assert_is_svd(A, U, found, Vt)
    np.testing.assert_allclose(found, s, rtol=0, atol=max(shape) * EPS)


def test_what_the_eigenvalues_of_the_gram_matrix_miss():
    s = 10.0 ** -np.array([0, 3, 6, 9, 12])
    A = with_singular_values(8, 5, s)
    found = svd(A).s
    np.testing.assert_allclose(found[:4], s[:4], rtol=1e-6)
    np.testing.assert_allclose(found[4], s[4], rtol=1e-2)
    assert abs(np.linalg.eigvalsh(A.T @ A)[0]) > 1e-20  # should be 1e-24


# ---- rank


@pytest.mark.parametrize("rank", range(6))
def test_rank(rank):
    A = rank_deficient(9, 5, rank) if rank else np.zeros((9, 5))
    assert numerical_rank(A) == numerical_rank(A.T) == rank
    assert numerical_rank(2.0**500 * A) == numerical_rank(2.0**-500 * A) == rank


@pytest.mark.parametrize("name", GALLERY)
def test_rank_agrees_with_numpy(name):
    assert numerical_rank(GALLERY[name]) == np.linalg.matrix_rank(GALLERY[name])


def test_rank_is_a_decision():
    A = with_singular_values(6, 3, [1, 1e-3, 1e-6])
    ranks = [numerical_rank(A, rtol=rtol) for rtol in (1e-2, 1e-4, 1e-8, 0)]
    assert ranks == [1, 2, 3, 3]


# ---- approximation


@given(matrices(), st.data())
def test_eckart_young(A, data):
    k = data.draw(st.integers(1, min(A.shape)))
    approximation = low_rank_approximation(A, k)
    s = np.append(svd(A).s, 0.0)
    bound = 100 * max(A.shape) * EPS * s[0]
    error = A - approximation
    assert abs(np.linalg.norm(error, 2) - s[k]) <= bound
    assert abs(np.linalg.norm(error) - np.linalg.norm(s[k:])) <= bound
    assert np.linalg.matrix_rank(approximation) <= k
    # No other matrix of rank k does better; here are some.
    rng = np.random.default_rng(0)
    factors = rng.standard_normal((A.shape[0], k)), rng.standard_normal((k, A.shape[1]))
    other = approximation + 1e-3 * approximation @ rng.standard_normal(
        (A.shape[1],) * 2
    )
    for B in (factors[0] @ factors[1], other):
        assert np.linalg.norm(A - B) >= np.linalg.norm(error) - bound


def test_low_rank_errors():
    with pytest.raises(ValueError, match=r"k must be at most min\(m, n\) = 2, got 3"):
        low_rank_approximation(np.ones((2, 5)), 3)
    with pytest.raises(ValueError, match="k must be at least 1"):
        low_rank_approximation(np.ones((2, 5)), 0)
    with pytest.raises(TypeError, match="k must be an integer"):
        low_rank_approximation(np.ones((2, 5)), 1.5)


# ---- pseudo-inverse


@given(matrices(largest=8), scales)
def test_penrose_conditions(A, scale):
    A = scale * A
    X = pseudo_inverse(A)
    r = numerical_rank(A)
    kappa = svd(A).s[0] / svd(A).s[r - 1] if r else 1
    bound = 100 * max(A.shape) * EPS * kappa
    size, inverse_size = np.abs(A).max(), np.abs(X).max()
    AX, XA = A @ X, X @ A
    assert np.abs(AX @ A - A).max() <= bound * size
    assert np.abs(XA @ X - X).max() <= bound * inverse_size
    assert np.abs(AX - AX.T).max() <= bound
    assert np.abs(XA - XA.T).max() <= bound


def test_pseudo_inverse_agrees_with_numpy():
    for A in (rank_deficient(8, 5, 3), rank_deficient(5, 8, 5), np.zeros((2, 3))):
        np.testing.assert_allclose(
            pseudo_inverse(A), np.linalg.pinv(A, rtol=1e-12), atol=1e-12
        )


def test_shortest_solution():
    np.testing.assert_allclose(pseudo_inverse([[1, 2]]) @ [5], [1, 2])
    A, b = rank_deficient(9, 6, 4), np.arange(9.0)
    x = pseudo_inverse(A) @ b
    np.testing.assert_allclose(x, np.linalg.lstsq(A, b, rcond=1e-12)[0], atol=1e-12)


def test_tolerance():
    A = with_singular_values(6, 3, [1, 1e-3, 1e-6])
    assert np.abs(pseudo_inverse(A, rtol=1e-4)).max() < 1e3
    with pytest.raises(ValueError, match="rtol must be"):
        pseudo_inverse(A, rtol=-1.0)
    with pytest.raises(ValueError, match="rtol must be"):
        numerical_rank(A, rtol=np.nan)


@pytest.mark.parametrize(
    "f", [svd, numerical_rank, pseudo_inverse, lambda A: low_rank_approximation(A, 1)]
)
def test_arguments(f):
    A = GALLERY["vandermonde"].copy()
    f(A)
    np.testing.assert_array_equal(A, GALLERY["vandermonde"])
    with pytest.raises(ValueError, match="A must be finite"):
        f([[np.inf]])
    with pytest.raises(ValueError, match="A must have 2 dimension"):
        f([1.0])
