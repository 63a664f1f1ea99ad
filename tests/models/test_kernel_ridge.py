"""Kernel ridge against scikit-learn, ridge on explicit features, and bad kernels."""

import numpy as np
import pytest
import sklearn.kernel_ridge as judge
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import Ridge
from sklearn.metrics.pairwise import rbf_kernel as judge_rbf

from utils.models import KernelRidge, linear_kernel, rbf_kernel


def regression(seed, n=25, d=3):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, d)), rng.standard_normal(n)


def squared(X, Z):
    return linear_kernel(X, Z) ** 2


@given(st.integers(0, 1000), st.floats(1e-3, 100))
def test_linear_kernel_is_ridge(seed, alpha):
    X, y = regression(seed)
    model = KernelRidge(linear_kernel, alpha).fit(X, y)
    ridge = Ridge(alpha, fit_intercept=False, solver="svd").fit(X, y)
    np.testing.assert_allclose(X.T @ model.dual_coef_, ridge.coef_, atol=1e-8)


def test_kernel_trick_is_ridge_on_the_features():
    X, y = regression(1, d=2)

    def features(X):  # (x · z)² is the inner product of these
        a, b = X.T
        return np.column_stack([a * a, np.sqrt(2) * a * b, b * b])

    model = KernelRidge(squared, 0.3).fit(X, y)
    ridge = Ridge(0.3, fit_intercept=False).fit(features(X), y)
    Z = regression(2, n=7, d=2)[0]
    np.testing.assert_allclose(model.predict(Z), ridge.predict(features(Z)), rtol=1e-9)


@pytest.mark.parametrize("alpha", [1e-3, 1, 50])
def test_rbf_against_scikit_learn(alpha):
    X, y = regression(3)
    Z = regression(4, n=9)[0]
    np.testing.assert_allclose(
        rbf_kernel(X, Z, gamma=0.7), judge_rbf(X, Z, gamma=0.7), rtol=1e-12
    )
    ours = KernelRidge(lambda X, Z: rbf_kernel(X, Z, gamma=0.7), alpha).fit(X, y)
    theirs = judge.KernelRidge(alpha=alpha, kernel="rbf", gamma=0.7).fit(X, y)
    np.testing.assert_allclose(ours.dual_coef_, theirs.dual_coef_, rtol=1e-8)
    np.testing.assert_allclose(ours.predict(Z), theirs.predict(Z), rtol=1e-8)
    assert ours.score(X, y) == pytest.approx(theirs.score(X, y))


def test_interpolates_without_penalty():
    X, y = regression(5, n=10)
    model = KernelRidge(lambda X, Z: rbf_kernel(X, Z, gamma=2), 0).fit(X, y)
    np.testing.assert_allclose(model.predict(X), y, atol=1e-8)


def test_later_changes_of_the_data_do_not_matter():
    X, y = regression(6)
    model = KernelRidge(linear_kernel, 1).fit(X, y)
    before = model.predict(X[:2])
    rows = X[:2].copy()
    X[:] = 0
    np.testing.assert_array_equal(model.predict(rows), before)


def test_errors():
    X, y = regression(7)
    with pytest.raises(ValueError, match="alpha must be"):
        KernelRidge(linear_kernel, -1).fit(X, y)
    with pytest.raises(ValueError, match="X and y must have the same length"):
        KernelRidge(linear_kernel, 1).fit(X, y[1:])
    with pytest.raises(np.linalg.LinAlgError, match="at alpha = 0: increase alpha"):
        KernelRidge(lambda X, Z: -linear_kernel(X, Z), 0).fit(X, y)
    for kernel in (lambda X, Z: X @ Z[1:].T, lambda X, Z: np.triu(X @ Z.T)):
        with pytest.raises(ValueError, match=r"must be a symmetric \(25, 25\) matrix"):
            KernelRidge(kernel, 1).fit(X, y)
    model = KernelRidge(linear_kernel, 1)
    with pytest.raises(RuntimeError, match="KernelRidge is not fitted yet"):
        model.predict(X)
    with pytest.raises(ValueError, match="as many columns"):
        model.fit(X, y).predict(X[:, 1:])
    for gamma in (0, -1):
        with pytest.raises(ValueError, match="gamma must be"):
            rbf_kernel(X, X, gamma=gamma)
