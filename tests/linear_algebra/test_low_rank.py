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
    effective_rank,
    eigh,
    low_rank_approximation,
    low_rank_error,
    numerical_rank,
    pseudo_inverse,
    svd,
    svd_jacobi,
    svd_via_eig,
    truncated_svd,
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


@given(matrices(), st.data())
def test_truncated_svd_is_the_beginning_of_the_svd(A, data):
    k = data.draw(st.integers(1, min(A.shape)))
    U, s, Vt = svd(A)
    first = truncated_svd(A, k)
    np.testing.assert_array_equal(first.U, U[:, :k])
    np.testing.assert_array_equal(first.s, s[:k])
    np.testing.assert_array_equal(first.Vt, Vt[:k])


@given(matrices(), scales, st.data())
def test_low_rank_error_is_the_distance(A, scale, data):
    A = scale * A
    s = svd(A).s
    k = data.draw(st.integers(0, s.size))
    rest = A - (low_rank_approximation(A, k) if k else 0.0)
    # Scaled, so that NumPy's squares stay in range.
    rest, bound = rest / scale, 100 * max(A.shape) * EPS * s[0] / scale
    error = low_rank_error(s, k) / scale
    assert abs(error - np.linalg.norm(rest)) <= bound
    assert abs(low_rank_error(s, k, norm=2) / scale - np.linalg.norm(rest, 2)) <= bound


def test_low_rank_error_keeps_what_a_difference_loses():
    # 1 − 1² = 0 in floats; the error is 1e-9 all the same.
    assert low_rank_error([1, 1e-9], 1) == 1e-9
    assert low_rank_error([1, 4e-200, 3e-200], 1) == pytest.approx(5e-200)


def test_low_rank_error_arguments():
    with pytest.raises(ValueError, match=r"k must be at most len\(s\) = 2, got 3"):
        low_rank_error([2, 1], 3)
    with pytest.raises(ValueError, match="k must be at least 0"):
        low_rank_error([2, 1], -1)
    with pytest.raises(ValueError, match='norm must be "fro" or 2, got 1'):
        low_rank_error([2, 1], 1, norm=1)
    for s in ([1, 2], [1, -1]):
        with pytest.raises(ValueError, match="s must be descending"):
            low_rank_error(s, 1)


@pytest.mark.parametrize("energy", [0.3, 0.8, 0.95, 1.0])
@pytest.mark.parametrize("scale", [1.0, 1e-200, 1e200])
def test_effective_rank_is_the_least_that_suffices(energy, scale):
    s = np.array([9.0, 5.0, 2.0, 1.0, 0.5])
    k = effective_rank(scale * s, energy)
    kept = np.cumsum(s**2) / np.sum(s**2)
    assert kept[k - 1] >= energy
    assert k == 1 or kept[k - 2] < energy


def test_effective_rank_at_the_ends():
    assert effective_rank([0.0, 0.0], 0.9) == 0
    assert effective_rank([3.0, 0.0, 0.0], 1) == 1
    for energy in (0, -0.5, 1.5, np.nan):
        with pytest.raises(ValueError, match="energy must be"):
            effective_rank([1.0], energy)
    with pytest.raises(ValueError, match="s must be descending"):
        effective_rank([1.0, 2.0], 0.5)


# ---- the bad way


def test_via_eig_is_fine_for_well_conditioned_matrices():
    A = with_singular_values(9, 5, [5, 4, 3, 2, 1])
    for bad, good in zip(svd_via_eig(A), svd(A), strict=True):
        np.testing.assert_allclose(bad, good, atol=1e-13)


def test_via_eig_loses_what_is_below_the_root_of_roundoff():
    s = 10.0 ** -np.array([0, 3, 6, 9, 12])
    A = with_singular_values(8, 5, s)
    U, found, _ = svd_via_eig(A)
    np.testing.assert_allclose(found[:2], s[:2], rtol=1e-9)
    assert (np.abs(found[3:] / s[3:] - 1) > 0.1).all()
    assert np.abs(U.T @ U - np.eye(5)).max() > 1e-3


def test_via_eig_where_the_rank_runs_out():
    U, s, _ = svd_via_eig([[1, 0], [0, 0], [0, 0]])
    np.testing.assert_array_equal(s, [1, 0])
    np.testing.assert_array_equal(U, [[1, 0], [0, 0], [0, 0]])
    huge = svd_via_eig([[3e200], [4e200]])
    assert huge.s[0] == pytest.approx(5e200)
    with pytest.raises(ValueError, match="at least as many rows as columns"):
        svd_via_eig([[1, 2]])


def test_via_eig_counts_a_negative_eigenvalue_as_zero():
    negative = 0
    for seed in range(12):
        A = with_singular_values(8, 5, 10.0 ** -np.array([0, 3, 6, 9, 12]), seed=seed)
        if eigh(A.T @ A).eigenvalues[0] < 0:
            negative += 1
            assert svd_via_eig(A).s[-1] == 0
    assert negative > 0


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


@pytest.mark.parametrize("f", [svd, svd_via_eig, numerical_rank, pseudo_inverse])
def test_a_singular_value_that_is_no_float(f):
    with pytest.raises(OverflowError, match="the largest singular value of A"):
        f([[1.5e308, 1.5e308], [1.5e308, 1.5e308]])


def test_a_pseudo_inverse_that_is_too_large():
    with pytest.raises(OverflowError, match="the pseudo-inverse of A"):
        pseudo_inverse([[1e-310, 0], [0, 1e-320]])


def test_tolerance():
    A = with_singular_values(6, 3, [1, 1e-3, 1e-6])
    assert np.abs(pseudo_inverse(A, rtol=1e-4)).max() < 1e3
    with pytest.raises(ValueError, match="rtol must be"):
        pseudo_inverse(A, rtol=-1.0)
    with pytest.raises(ValueError, match="rtol must be"):
        numerical_rank(A, rtol=np.nan)


@pytest.mark.parametrize(
    "f",
    [
        svd,
        svd_via_eig,
        numerical_rank,
        pseudo_inverse,
        lambda A: truncated_svd(A, 1),
        lambda A: low_rank_approximation(A, 1),
    ],
)
def test_arguments(f):
    A = GALLERY["vandermonde"].copy()
    f(A)
    np.testing.assert_array_equal(A, GALLERY["vandermonde"])
    with pytest.raises(ValueError, match="A must be finite"):
        f([[np.inf]])
    with pytest.raises(ValueError, match="A must have 2 dimension"):
        f([1.0])
