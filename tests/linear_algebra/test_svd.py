"""The SVD reproduces A, its factors are orthogonal, small singular values are right."""

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
from utils.linear_algebra import condition_number, fix_signs, svd_2x2, svd_jacobi


def assert_is_svd(A, U, s, Vt):
    m, n = A.shape
    k = min(m, n)
    assert U.shape == (m, k)
    assert s.shape == (k,)
    assert Vt.shape == (k, n)
    assert (s >= 0).all()
    assert (np.diff(s) <= 0).all()
    bound = 30 * max(m, n) * EPS
    assert np.abs(U.T @ U - np.eye(k)).max() <= bound
    assert np.abs(Vt @ Vt.T - np.eye(k)).max() <= bound
    assert np.abs(U * s @ Vt - A).max() <= bound * max(s[0], 5e-324)
    # A largest entry of each right singular vector, up to ties, is positive.
    assert (Vt.max(axis=1) >= (1 - 1e-8) * np.abs(Vt).max(axis=1)).all()


@pytest.mark.parametrize("name", GALLERY)
def test_gallery(name):
    A = GALLERY[name]
    U, s, Vt = svd_jacobi(A)
    assert_is_svd(A, U, s, Vt)
    expected = np.linalg.svd(A, compute_uv=False)
    np.testing.assert_allclose(s, expected, rtol=0, atol=100 * EPS * expected[0])
    # ‖A‖_F² = Σ s²; both sides scaled, so that squares stay in range.
    size = max(np.abs(A).max(), 1e-300)
    np.testing.assert_allclose(np.sum((A / size) ** 2), np.sum((s / size) ** 2))


@given(matrices(), scales)
def test_any_matrix(A, scale):
    A = scale * A
    assert_is_svd(A, *svd_jacobi(A))


@given(matrices(), scales)
def test_scaling_by_a_power_of_two_is_exact(A, scale):
    for scaled, plain, factor in zip(
        svd_jacobi(scale * A), svd_jacobi(A), (1, scale, 1), strict=True
    ):
        np.testing.assert_array_equal(scaled, factor * plain)


@given(matrices())
def test_transposing_swaps_the_factors(A):
    np.testing.assert_allclose(
        svd_jacobi(A).s, svd_jacobi(A.T).s, rtol=0, atol=100 * EPS * np.abs(A).sum()
    )


@pytest.mark.parametrize("reverse", [False, True], ids=["large first", "small first"])
@given(exponents=st.lists(st.integers(-300, 0), min_size=5, max_size=5))
def test_high_relative_accuracy_on_scaled_columns(reverse, exponents):
    # A = BD with orthonormal columns in B: the singular values are those of D.
    d = 2.0 ** np.array(sorted(exponents, reverse=not reverse))
    B = with_singular_values(9, 5, np.ones(5), seed=3)
    s = svd_jacobi(B * d).s
    np.testing.assert_allclose(np.sort(s), np.sort(d), rtol=1e-13)


@pytest.mark.parametrize("condition", [1e8, 1e15])
def test_prescribed_singular_values(condition):
    s = np.logspace(0, -np.log10(condition), 6)
    found = svd_jacobi(with_singular_values(12, 6, s)).s
    np.testing.assert_allclose(found, s, rtol=0, atol=20 * EPS)


@pytest.mark.parametrize("rank", [0, 1, 3])
def test_u_is_completed_where_the_rank_runs_out(rank):
    A = np.zeros((7, 5))
    A[:rank, :rank] = np.diag(np.arange(1.0, rank + 1))
    U, s, Vt = svd_jacobi(A)
    assert_is_svd(A, U, s, Vt)
    assert np.count_nonzero(s) == rank


def test_runs_out_of_sweeps():
    A = rank_deficient(8, 6, 6)
    with pytest.raises(np.linalg.LinAlgError, match="not orthogonal after 2 sweeps"):
        svd_jacobi(A, max_sweeps=2)


def test_argument_survives():
    A = GALLERY["vandermonde"].copy()
    svd_jacobi(A)
    np.testing.assert_array_equal(A, GALLERY["vandermonde"])


def test_errors():
    with pytest.raises(ValueError, match="A must be finite"):
        svd_jacobi([[np.nan]])
    with pytest.raises(ValueError, match="max_sweeps must be at least 1"):
        svd_jacobi([[1.0]], max_sweeps=0)
    with pytest.raises(TypeError, match="max_sweeps must be an integer"):
        svd_jacobi([[1.0]], max_sweeps=1.5)


@pytest.mark.parametrize("f", [svd_jacobi, svd_2x2])
def test_a_singular_value_that_is_no_float(f):
    with pytest.raises(OverflowError, match="the largest singular value of A"):
        f([[1.5e308, 1.5e308], [1.5e308, 1.5e308]])


def test_fix_signs_ignores_roundoff_between_equal_entries():
    V = np.array([[-0.5, 1.0], [0.5 + 1e-16, 2.0]])
    U = np.array([[1.0, 5.0]])
    turned_V, turned_U = fix_signs(V, U)
    np.testing.assert_array_equal(turned_V[:, 0], -V[:, 0])
    np.testing.assert_array_equal(turned_V[:, 1], V[:, 1])
    np.testing.assert_array_equal(turned_U, [[-1.0, 5.0]])


def test_condition_number():
    assert condition_number(np.eye(4)) == 1
    assert condition_number(np.zeros((3, 2))) == np.inf
    A = with_singular_values(9, 6, np.logspace(0, -8, 6))
    assert condition_number(A) == pytest.approx(1e8, rel=1e-6)
    assert condition_number(A.T @ A) > 1e15  # κ² = 1e16, blurred by roundoff
    assert condition_number([[2.0], [0.0]]) == 1


@pytest.mark.parametrize("p", [1, 2, np.inf])
def test_condition_number_in_three_norms(p):
    rng = np.random.default_rng(0)
    for n in (1, 2, 7):
        A = rng.normal(size=(n, n))
        assert condition_number(A, p) == pytest.approx(np.linalg.cond(A, p))
    assert condition_number([[1, 1], [1, 1]], 1) == np.inf
    assert condition_number(np.zeros((2, 2)), p) == np.inf


def test_condition_number_refuses():
    with pytest.raises(ValueError, match=r"p must be 1, 2 or np\.inf, got 3"):
        condition_number(np.eye(2), 3)
    with pytest.raises(ValueError, match="A must be square"):
        condition_number(np.ones((3, 2)), 1)


# ---- two by two


@given(
    st.lists(
        st.floats(-1e3, 1e3, allow_subnormal=False) | st.sampled_from([0.0, 1.0, -1.0]),
        min_size=4,
        max_size=4,
    ),
    scales,
)
def test_two_by_two(entries, scale):
    A = scale * np.array(entries).reshape(2, 2)
    U, s, Vt = svd_2x2(A)
    assert_is_svd(A, U, s, Vt)
    expected = svd_jacobi(A).s
    np.testing.assert_allclose(s, expected, rtol=0, atol=10 * EPS * expected[0])


@pytest.mark.parametrize(
    ("A", "s"),
    [
        ([[2, 2], [-1, 1]], [8**0.5, 2**0.5]),
        ([[3, 0], [0, -2]], [3, 2]),
        ([[0, -2], [3, 0]], [3, 2]),
        ([[1, 2], [2, 4]], [5, 0]),
        ([[0, 0], [0, 0]], [0, 0]),
        ([[1e300, 0], [0, 1e-300]], [1e300, 0]),  # right beside the larger one
    ],
)
def test_two_by_two_by_hand(A, s):
    found = svd_2x2(A)
    assert_is_svd(np.array(A, dtype=float), *found)
    np.testing.assert_allclose(found.s, s, rtol=1e-15, atol=4 * EPS * s[0])


def test_two_by_two_vectors_agree_with_jacobi():
    for A in np.random.default_rng(5).standard_normal((20, 2, 2)):
        for formula, rotations in zip(svd_2x2(A), svd_jacobi(A), strict=True):
            np.testing.assert_allclose(formula, rotations, atol=1e-12)


def test_two_by_two_errors():
    with pytest.raises(ValueError, match=r"A must be 2 by 2, got shape \(2, 3\)"):
        svd_2x2(np.ones((2, 3)))
    with pytest.raises(ValueError, match="A must be finite"):
        svd_2x2([[np.nan, 0], [0, 1]])
