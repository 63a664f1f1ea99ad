"""Alternating least squares: monotone, stationary, and right about what was hidden."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import Ridge

from utils.linear_algebra import als_complete


def table(seed, m=12, n=9, rank=2, share=0.6, noise=0.1):
    rng = np.random.default_rng(seed)
    R = rng.standard_normal((m, rank)) @ rng.standard_normal((rank, n))
    mask = rng.random((m, n)) < share
    mask[np.arange(m), np.arange(m) % n] = True
    return R + noise * rng.standard_normal((m, n)), mask


def loss(R, mask, U, V, lam):
    return (((R - U @ V.T)[mask]) ** 2).sum() + lam * ((U**2).sum() + (V**2).sum())


@given(seed=st.integers(0, 1000), rank=st.integers(1, 4), lam=st.floats(1e-3, 10))
def test_loss_never_increases(seed, rank, lam):
    R, mask = table(seed)
    fit = als_complete(R, mask, rank, lam, iters=8, rng=seed)
    assert fit.losses.shape == (16,)
    assert (np.diff(fit.losses) <= 1e-12 * fit.losses[0]).all()
    assert fit.losses[-1] == pytest.approx(loss(R, mask, fit.U, fit.V, lam))


def test_each_half_is_a_ridge_regression():
    R, mask = table(3)
    U, V, _ = als_complete(R, mask, 2, 0.5, iters=3, rng=0)
    for j, known in enumerate(mask.T):
        judge = Ridge(0.5, fit_intercept=False).fit(U[known], R[known, j])
        np.testing.assert_allclose(V[j], judge.coef_, rtol=1e-8)


def test_gradient_vanishes_in_the_end():
    R, mask = table(4)
    U, V, _ = als_complete(R, mask, 2, 1, iters=400, rng=0)
    misses = np.where(mask, R - U @ V.T, 0)
    np.testing.assert_allclose(misses @ V, U, atol=1e-7)
    np.testing.assert_allclose(misses.T @ U, V, atol=1e-7)


def test_recovers_a_hidden_table_of_low_rank():
    R, mask = table(5, m=40, n=30, share=0.5, noise=0)
    fit = als_complete(R, mask, 2, 1e-8, iters=200, rng=0)
    np.testing.assert_allclose(fit.U @ fit.V.T, R, atol=1e-5)


def test_unknown_entries_are_never_read():
    R, mask = table(6)
    changed = np.where(mask, R, np.nan)
    one, other = (als_complete(T, mask, 2, 0.1, iters=5, rng=1) for T in (R, changed))
    np.testing.assert_array_equal(one.U, other.U)
    assert np.isnan(changed[~mask]).all()


def test_descent_may_end_in_the_wrong_valley():
    R = np.array([[1, 2, 3], [2, 4, 6], [3, 6, np.nan]])
    fits = [
        als_complete(R, np.isfinite(R), 1, 0.01, iters=100, rng=seed) for seed in (0, 1)
    ]
    holes = [(fit.U @ fit.V.T)[2, 2] for fit in fits]
    assert holes[0] < 0
    assert holes[1] == pytest.approx(9, abs=0.1)
    assert fits[0].losses[-1] > 10 * fits[1].losses[-1]


def test_one_entry_by_hand():
    # Minimise (5 − uv)² + 2(u² + v²): u = v with u² = 5 − 2.
    fit = als_complete([[5]], [[True]], 1, 2, iters=100, rng=0)
    assert fit.U[0, 0] * fit.V[0, 0] == pytest.approx(3)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"mask": np.ones((2, 2), int)}, TypeError, "mask must hold booleans"),
        ({"mask": np.ones((2, 3), bool)}, ValueError, r"shape of R, \(2, 2\)"),
        ({"mask": [[True, True], [False, False]]}, ValueError, "row 1 of R has no"),
        ({"mask": [[True, False], [True, False]]}, ValueError, "column 1 of R has"),
        ({"R": [[1, np.nan], [3, 4]]}, ValueError, "R must be finite where"),
        ({"rank": 0}, ValueError, "rank must be at least 1"),
        ({"rank": 3}, ValueError, r"rank must be at most min\(m, n\) = 2, got 3"),
        ({"lam": 0}, ValueError, "lam must be positive"),
        ({"lam": -1}, ValueError, "lam must be"),
        ({"iters": 0}, ValueError, "iters must be at least 1"),
    ],
)
def test_bad_arguments(change, error, message):
    good = {"R": [[1, 2], [3, 4]], "mask": np.ones((2, 2), bool), "rank": 1, "lam": 1}
    with pytest.raises(error, match=message):
        als_complete(**{**good, "iters": 1, "rng": 0, **change})
