"""Substitution solves triangular systems to a small residual, or says why not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import EPS, scales
from utils.linear_algebra import back_substitution, forward_substitution


def lower(n, seed):
    rng = np.random.default_rng(seed)
    return np.tril(rng.standard_normal((n, n)), -1) + np.diag(rng.uniform(1, 2, n))


@pytest.mark.parametrize("columns", [None, 1, 4])
@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_residual_is_roundoff(n, columns):
    L = lower(n, n)
    shape = n if columns is None else (n, columns)
    b = np.random.default_rng(1).standard_normal(shape)
    for A, solve in ((L, forward_substitution), (L.T, back_substitution)):
        x = solve(A, b)
        assert x.shape == b.shape
        # Backward stable: |Ax − b| <= n u |A||x|, entry by entry.
        assert (np.abs(A @ x - b) <= 2 * n * EPS * (np.abs(A) @ np.abs(x))).all()


@given(st.integers(1, 8), scales, scales)
def test_scaling_by_powers_of_two_is_exact(n, p, q):
    L, b = lower(n, n), np.arange(1.0, n + 1)
    with np.errstate(over="ignore", under="ignore"):
        expected = forward_substitution(L, b) * (q / p)
    np.testing.assert_array_equal(forward_substitution(p * L, q * b), expected)


def test_reversal_turns_lower_into_upper():
    L, b = lower(6, 0), np.arange(6.0)
    x = forward_substitution(L, b)
    np.testing.assert_allclose(back_substitution(L[::-1, ::-1], b[::-1])[::-1], x)


def test_arguments_survive():
    L, b = lower(3, 0), np.ones(3)
    before = L.copy(), b.copy()
    forward_substitution(L, b)
    np.testing.assert_array_equal(L, before[0])
    np.testing.assert_array_equal(b, before[1])


@pytest.mark.parametrize("solve", [forward_substitution, back_substitution])
def test_errors(solve):
    with pytest.raises(np.linalg.LinAlgError, match="diagonal entry 2 is zero"):
        solve(np.diag([1.0, 0.0, 3.0]), np.ones(3))
    with pytest.raises(ValueError, match=r"must be (lower|upper) triangular"):
        solve(np.ones((2, 2)), np.ones(2))
    with pytest.raises(ValueError, match="must be square"):
        solve(np.ones((2, 3)), np.ones(2))
    with pytest.raises(ValueError, match="same length, got 2 and 3"):
        solve(np.eye(2), np.ones(3))
    with pytest.raises(ValueError, match=r"b must have shape \(n,\) or \(n, k\)"):
        solve(np.eye(2), np.ones((2, 1, 1)))
    with pytest.raises(ValueError, match="b must be finite"):
        solve(np.eye(2), [1, np.nan])
