"""Reduced-rank regression: ridge at full rank, and no rival of its rank is better."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression, Ridge

from utils.datasets import load_wine
from utils.linear_algebra import low_rank_approximation
from utils.models import ReducedRankRegression

seeds = st.integers(0, 1000)


def regression(seed, n=20, d=5, k=4):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d)) * np.arange(1, d + 1) + 3
    return X, X @ rng.standard_normal((d, k)) + 5 * rng.standard_normal((n, k))


def loss(X, Y, W, alpha):
    """With the best intercept."""
    misses = Y - Y.mean(axis=0) - (X - X.mean(axis=0)) @ W
    return (misses**2).sum() + alpha * (W**2).sum()


@given(seeds, st.sampled_from([0.1, 3.0, 100.0]))
def test_full_rank_is_ridge(seed, alpha):
    X, Y = regression(seed)
    ours = ReducedRankRegression(4, alpha=alpha).fit(X, Y)
    theirs = Ridge(alpha, solver="svd").fit(X, Y)
    np.testing.assert_allclose(ours.coef_, theirs.coef_.T, atol=1e-9)
    np.testing.assert_allclose(ours.predict(X), theirs.predict(X), atol=1e-8)


@pytest.mark.parametrize("shape", [(20, 5, 4), (4, 7, 3), (1, 2, 1)])
def test_full_rank_without_penalty_is_least_squares_of_minimum_norm(shape):
    n, d, k = shape
    X, Y = regression(1, n, d, k)
    ours = ReducedRankRegression(k).fit(X, Y)
    theirs = LinearRegression().fit(X, Y)
    np.testing.assert_allclose(ours.coef_, theirs.coef_.T, atol=1e-10)
    np.testing.assert_allclose(ours.intercept_, theirs.intercept_, atol=1e-10)


@given(seeds, st.integers(1, 3), st.sampled_from([0.0, 2.0]))
def test_no_rival_of_the_same_rank_is_better(seed, rank, alpha):
    X, Y = regression(seed)
    W = ReducedRankRegression(rank, alpha=alpha).fit(X, Y).coef_
    assert np.linalg.matrix_rank(W) == rank
    best, full = loss(X, Y, W, alpha), ReducedRankRegression(9, alpha=alpha).fit(X, Y)
    truncated = low_rank_approximation(full.coef_, rank)
    assert best <= loss(X, Y, truncated, alpha) * (1 + 1e-12)
    rng = np.random.default_rng(seed)
    U, s, Vt = np.linalg.svd(W, full_matrices=False)
    for size in (1e-3, 0.1, 1):
        A = U[:, :rank] * s[:rank] + size * rng.standard_normal((5, rank))
        B = Vt[:rank] + size * rng.standard_normal((rank, 4))
        assert best <= loss(X, Y, A @ B, alpha) * (1 + 1e-12)


def test_centred_one_hot_targets_have_rank_classes_minus_one():
    wine = load_wine()
    Y = np.eye(3)[wine.y.astype(int)]
    two, three = (ReducedRankRegression(r, alpha=1.0).fit(wine.X, Y) for r in (2, 3))
    np.testing.assert_allclose(two.coef_, three.coef_, atol=1e-12)
    s = np.linalg.svd(three.coef_, compute_uv=False)
    assert s[2] < 1e-14 * s[0]


def test_constant_columns_say_nothing():
    X, Y = regression(2)
    plain = ReducedRankRegression(2).fit(X, Y)
    widened = ReducedRankRegression(2).fit(np.column_stack([X, np.full(20, 0.1)]), Y)
    np.testing.assert_allclose(widened.coef_[:-1], plain.coef_, atol=1e-10)
    only = ReducedRankRegression(1).fit(np.full((20, 2), 0.1), Y)
    np.testing.assert_array_equal(only.coef_, 0)
    np.testing.assert_allclose(only.intercept_, Y.mean(axis=0))


def test_errors():
    X, Y = regression(3)
    with pytest.raises(ValueError, match="rank must be at least 1"):
        ReducedRankRegression(0).fit(X, Y)
    with pytest.raises(ValueError, match="alpha must be"):
        ReducedRankRegression(1, alpha=-1).fit(X, Y)
    with pytest.raises(ValueError, match="X and Y must have the same length"):
        ReducedRankRegression(1).fit(X, Y[1:])
    with pytest.raises(RuntimeError, match="not fitted yet"):
        ReducedRankRegression(1).predict(X)
    with pytest.raises(ValueError, match="X must have 5 columns as in fit"):
        ReducedRankRegression(1).fit(X, Y).predict(X[:, 1:])
