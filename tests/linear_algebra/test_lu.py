"""LU reproduces the rows of A in a new order; solutions and determinants follow."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import (
    EPS,
    GALLERY,
    SYMMETRIC,
    growing,
    hilbert,
    scales,
    square_matrices,
)
from utils.linear_algebra import (
    determinant,
    growth_factor,
    inverse,
    lu,
    qr_householder,
    slogdet,
    solve,
)

SQUARE = {name: A for name, A in GALLERY.items() if A.shape[0] == A.shape[1]}
SQUARE |= {f"{name}, symmetric": A for name, A in SYMMETRIC.items()}


def assert_is_lu(A, p, L, U):
    n = len(A)
    assert sorted(p) == list(range(n))
    np.testing.assert_array_equal(L, np.tril(L))
    np.testing.assert_array_equal(L.diagonal(), np.ones(n))
    np.testing.assert_array_equal(U, np.triu(U))
    assert (np.abs(L) <= 1).all()
    # Entry by entry: |A[p] − LU| <= n u |L||U|.
    assert (np.abs(L @ U - A[p]) <= 2 * n * EPS * (np.abs(L) @ np.abs(U))).all()


@pytest.mark.parametrize("name", SQUARE)
def test_gallery(name):
    assert_is_lu(SQUARE[name], *lu(SQUARE[name]))


@given(square_matrices(), scales)
def test_any_matrix(A, scale):
    assert_is_lu(scale * A, *lu(scale * A))


@given(square_matrices(), scales)
def test_scaling_by_a_power_of_two_changes_only_u(A, scale):
    plain, scaled = lu(A), lu(scale * A)
    np.testing.assert_array_equal(scaled.p, plain.p)
    np.testing.assert_array_equal(scaled.L, plain.L)
    np.testing.assert_array_equal(scaled.U, scale * plain.U)


def test_factors_agree_with_scipy():
    A = np.random.default_rng(0).standard_normal((40, 40))
    p, L, U = lu(A)
    expected_P, expected_L, expected_U = scipy.linalg.lu(A)
    np.testing.assert_array_equal(np.eye(40)[:, p], expected_P)
    np.testing.assert_allclose(L, expected_L, atol=1e-12)
    np.testing.assert_allclose(U, expected_U, atol=1e-12)


def test_by_hand_without_swaps():
    p, L, U = lu([[2, 1, -1], [4, 5, -3], [-2, 5, -2]], pivot=False)
    assert p.tolist() == [0, 1, 2]
    assert L.tolist() == [[1, 0, 0], [2, 1, 0], [-1, 2, 1]]
    assert U.tolist() == [[2, 1, -1], [0, 3, -1], [0, 0, -1]]


def test_pivoting_saves_the_solution():
    A, b = np.array([[1e-20, 1], [1, 1]]), np.array([1.0, 2.0])
    _, L, U = lu(A, pivot=False)
    np.testing.assert_array_equal((L @ U)[1, 1], 0)  # the 1 of A is lost
    np.testing.assert_allclose(solve(A, b), [1, 1], rtol=1e-15)


def test_without_swaps_a_zero_pivot_stops():
    with pytest.raises(np.linalg.LinAlgError, match="pivot 2 is zero"):
        lu([[1, 2, 3], [2, 4, 1], [0, 1, 1]], pivot=False)
    # Nothing to eliminate below it: no reason to stop.
    assert lu([[0, 1], [0, 2]], pivot=False).U.tolist() == [[0, 1], [0, 2]]


def test_growth():
    assert growth_factor(growing(60)) == pytest.approx(2.0**59, rel=1e-14)
    assert growth_factor(np.zeros((2, 2))) == 1
    assert growth_factor([[1e-20, 1], [1, 1]]) == 1
    assert growth_factor([[1e-20, 1], [1, 1]], pivot=False) == pytest.approx(1e20)
    # The condition number is 27, and yet elimination has no right digit; QR has all.
    A, x = growing(60), np.random.default_rng(0).standard_normal(60)
    assert np.abs(solve(A, A @ x) - x).max() > 0.1
    Q, R = qr_householder(A)
    assert np.abs(solve(R, Q.T @ (A @ x)) - x).max() < 1e-13


@pytest.mark.parametrize("columns", [None, 1, 3])
def test_solve(columns):
    rng = np.random.default_rng(1)
    A = rng.standard_normal((30, 30))
    b = rng.standard_normal(30 if columns is None else (30, columns))
    x = solve(A, b)
    assert x.shape == b.shape
    np.testing.assert_allclose(x, np.linalg.solve(A, b), rtol=1e-10)
    assert np.abs(A @ x - b).max() <= 1000 * EPS * np.abs(x).max()


@given(square_matrices(), st.integers(0, 100))
def test_residual_is_small_or_the_matrix_singular(A, seed):
    b = np.random.default_rng(seed).standard_normal(len(A))
    try:
        x = solve(A, b)
    except np.linalg.LinAlgError:
        assert np.linalg.matrix_rank(A) < len(A)
        return
    size = np.abs(A).sum(axis=1).max() * np.abs(x).max() + np.abs(b).max()
    bound = 4 * len(A) ** 2 * growth_factor(A) * EPS * size
    assert np.abs(A @ x - b).max() <= bound


def test_inverse():
    A = np.random.default_rng(2).standard_normal((8, 8))
    np.testing.assert_allclose(inverse(A) @ A, np.eye(8), atol=1e-12)
    with pytest.raises(np.linalg.LinAlgError, match="no pivot is left in column 1"):
        inverse([[0, 1], [0, 2]])


# ---- determinants


def leibniz(A):
    """The sum over all permutations, exactly."""
    rows = [[Fraction(int(a)) for a in row] for row in A]
    total = Fraction(0)
    for order in permutations(range(len(A))):
        inversions = sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])
        product = Fraction((-1) ** inversions)
        for row, j in zip(rows, order, strict=True):
            product *= row[j]
        total += product
    return int(total)


@pytest.mark.parametrize("n", [1, 2, 3, 5])
@pytest.mark.parametrize("seed", range(8))
def test_determinant_is_the_sum_over_permutations(n, seed):
    A = np.random.default_rng(seed).integers(-9, 10, (n, n))
    size = np.prod(np.linalg.norm(A, axis=0))
    assert determinant(A) == pytest.approx(leibniz(A), abs=100 * EPS * size)


@given(square_matrices())
def test_both_forms_agree(A):
    sign, logabs = slogdet(A)
    assert np.sign(determinant(A)) == sign
    assert determinant(A) == pytest.approx(sign * np.exp(logabs), rel=1e-11)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_sign_of_a_permutation(order):
    P = np.eye(4)[list(order)]
    assert determinant(P) == np.linalg.det(P)
    assert slogdet(P) == (np.linalg.det(P), 0)


def test_determinant_out_of_range():
    assert determinant(np.eye(400) / 10) == 0
    assert determinant(-10 * np.eye(401)) == -np.inf
    assert slogdet(np.eye(400) / 10) == (1, pytest.approx(-400 * np.log(10)))
    # The first product overflows, the determinant does not.
    assert determinant(np.diag([1e200, 1e200, 1e-300])) == pytest.approx(1e100)
    assert determinant(np.diag([1e-200, 1e-200, 1e300])) == pytest.approx(1e-100)


def test_determinant_of_a_singular_matrix():
    assert determinant([[1, 2], [2, 4]]) == 0
    assert slogdet(np.zeros((3, 3))) == (0, -np.inf)


def test_slogdet_agrees_with_numpy():
    A = np.random.default_rng(3).standard_normal((50, 50))
    for B in (A, A @ A.T, hilbert(8)):
        expected = np.linalg.slogdet(B)
        assert slogdet(B).sign == expected.sign
        assert slogdet(B).logabsdet == pytest.approx(expected.logabsdet, rel=1e-7)


# ---- arguments


@pytest.mark.parametrize("f", [lu, inverse, determinant, slogdet, growth_factor])
def test_errors(f):
    with pytest.raises(ValueError, match=r"A must be square, got shape \(2, 3\)"):
        f(np.ones((2, 3)))
    with pytest.raises(ValueError, match="A must be finite"):
        f([[np.nan]])


def test_errors_of_solve():
    with pytest.raises(ValueError, match="A and b must have the same length"):
        solve(np.eye(2), np.ones(3))
    with pytest.raises(ValueError, match=r"b must have shape"):
        solve(np.eye(2), np.ones((2, 1, 1)))
    with pytest.raises(np.linalg.LinAlgError, match="no pivot is left in column 2"):
        solve([[1, 2], [2, 4]], [1, 1])


def test_arguments_survive():
    A, b = growing(4), np.ones(4)
    lu(A)
    solve(A, b)
    np.testing.assert_array_equal(A, growing(4))
    np.testing.assert_array_equal(b, np.ones(4))
