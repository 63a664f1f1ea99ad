"""Vectors: SciPy's densities, marginal times conditional, covariances of samples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from utils.linear_algebra import inverse
from utils.probability import (
    Beta,
    Dirichlet,
    MultivariateNormal,
    Normal,
    shrink_covariance,
)


def random_normal(d, seed, scale=1.0):
    rng = np.random.default_rng(seed)
    A = rng.standard_normal((d, d)) * scale
    return MultivariateNormal(rng.standard_normal(d), A @ A.T + 0.1 * np.eye(d))


@given(st.integers(1, 8), st.integers(0, 1000))
def test_density_against_scipy(d, seed):
    X = random_normal(d, seed)
    x = X.mean + 3 * np.random.default_rng(seed + 1).standard_normal((4, 2, d))
    judge = stats.multivariate_normal(X.mean, X.cov).logpdf(x)
    np.testing.assert_allclose(X.logpdf(x), np.reshape(judge, (4, 2)), rtol=1e-9)
    assert np.ndim(X.logpdf(x[0, 0])) == 0


def test_badly_scaled_covariance():
    """Entries from 1e-12 to 1e12 on the diagonal: a product of normals."""
    sigma = 10.0 ** np.arange(-6, 7, 3)
    X = MultivariateNormal(np.zeros(5), np.diag(sigma**2))
    x = sigma * [1, -2, 0.5, 3, 30]
    truth = sum(Normal(0, s).logpdf(v) for s, v in zip(sigma, x, strict=True))
    assert X.logpdf(x) == pytest.approx(truth, rel=1e-14)


@given(st.integers(2, 6), st.integers(0, 1000))
def test_joint_is_marginal_times_conditional(d, seed):
    X = random_normal(d, seed)
    rng = np.random.default_rng(seed)
    given_at = rng.permutation(d)[: rng.integers(1, d)]
    rest = np.setdiff1d(np.arange(d), given_at)
    x = rng.standard_normal(d)
    parts = X.marginal(given_at).logpdf(x[given_at])
    parts += X.condition(given_at, x[given_at]).logpdf(x[rest])
    assert parts == pytest.approx(X.logpdf(x), rel=1e-9)


def test_conditional_variance_is_the_inverse_of_the_precision():
    X = random_normal(4, 7)
    precision = inverse(X.cov)
    alone = X.condition([0, 1, 3], [5, -1, 0])
    assert alone.cov[0, 0] == pytest.approx(1 / precision[2, 2], rel=1e-10)


def test_samples_have_the_mean_and_the_covariance():
    X = MultivariateNormal([1, -2], [[4, 2], [2, 3]])
    draws = X.sample((100, 200), rng=np.random.default_rng(0)).reshape(-1, 2)
    np.testing.assert_allclose(draws.mean(axis=0), X.mean, atol=4 * 2 / 20_000**0.5)
    np.testing.assert_allclose(np.cov(draws.T), X.cov, atol=4 * 6 / 20_000**0.5)
    squares = X.mahalanobis(draws) ** 2
    assert stats.kstest(squares, stats.chi2(2).cdf).pvalue > 0.01
    assert X.sample(3, rng=np.random.default_rng(0)).shape == (3, 2)


def test_marginal_keeps_the_order_asked_for():
    X = MultivariateNormal([0, 1, 2], [[1, 0.1, 0.2], [0.1, 2, 0.3], [0.2, 0.3, 3]])
    Y = X.marginal([2, 0])
    assert Y.mean.tolist() == [2, 0]
    assert Y.cov.tolist() == [[3, 0.2], [0.2, 1]]
    assert X.var.tolist() == [1, 2, 3]


def test_singular_to_working_precision_is_singular():
    """Rounding makes the last pivot of these columns positive, yet it is noise."""
    for seed in range(10):
        A = np.random.default_rng(seed).standard_normal((50, 3))
        A = np.column_stack([A, A @ [0.1, 0.2, 0.3]])
        with pytest.raises(np.linalg.LinAlgError, match="must be positive definite"):
            MultivariateNormal(np.zeros(4), np.cov(A.T))


def test_shrinking_keeps_the_trace_and_repairs():
    S = np.ones((3, 3))
    shrunk = shrink_covariance(S, 0.1)
    assert np.trace(shrunk) == pytest.approx(3)
    assert shrunk[0, 1] == 0.9
    MultivariateNormal(np.zeros(3), shrunk)


@pytest.mark.parametrize("alpha", [[0.5, 0.3], [1, 2, 3], [40, 1, 0.01], [1e5, 2e5]])
class TestDirichlet:
    def test_density_and_moments_against_scipy(self, alpha):
        X, judge = Dirichlet(alpha), stats.dirichlet(alpha)
        x = np.random.default_rng(0).dirichlet(np.ones(len(alpha)), 20)
        truth = [judge.logpdf(row) for row in x]
        np.testing.assert_allclose(X.logpdf(x), truth, rtol=1e-11, atol=1e-12)
        np.testing.assert_allclose(X.mean, judge.mean(), rtol=1e-14)
        np.testing.assert_allclose(X.var, judge.var(), rtol=1e-13)

    def test_samples_have_beta_marginals(self, alpha):
        X = Dirichlet(alpha)
        draws = X.sample(2000, rng=np.random.default_rng(0))
        assert draws.shape == (2000, len(alpha))
        for i in range(len(alpha)):
            assert stats.kstest(draws[:, i], X.marginal(i).cdf).pvalue > 0.005


def test_dirichlet_on_and_off_the_simplex():
    X = Dirichlet([1, 2, 0.5])
    at = [[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0], [0.5, 0.6, 0], [-0.5, 1, 0.5]]
    log = X.logpdf(at)
    assert np.isfinite(log[0])
    assert log[1:].tolist() == [-np.inf, np.inf, -np.inf, -np.inf]
    assert Dirichlet([2, 3]).logpdf([0.2, 0.8]) == pytest.approx(Beta(2, 3).logpdf(0.2))


def normal():
    return MultivariateNormal([0, 0], np.eye(2))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: MultivariateNormal([0], np.eye(2)), ValueError, "mean and cov must"),
        (
            lambda: MultivariateNormal([0, 0], [[1, 2], [0, 1]]),
            ValueError,
            "^cov must be symmetric",
        ),
        (
            lambda: MultivariateNormal([0, 0], [[1, 2], [2, 1]]),
            np.linalg.LinAlgError,
            "smallest eigenvalue is -1$",
        ),
        (lambda: normal().logpdf([1, 2, 3]), ValueError, "x must have 2 columns"),
        (lambda: normal().logpdf([np.nan, 2]), ValueError, "x must be finite"),
        (lambda: normal().condition([0, 1], [1, 1]), ValueError, "leave at least one"),
        (lambda: normal().condition([0], [1, 1]), ValueError, "values and index"),
        (lambda: normal().condition([-1], [1]), ValueError, "index must consist of"),
        (lambda: normal().marginal([0, 0]), ValueError, "index must consist of"),
        (lambda: normal().marginal([0.5]), TypeError, "index must be a list of int"),
        (lambda: normal().sample(3, rng=0), TypeError, "rng must be"),
        (lambda: Dirichlet([1, 0]), ValueError, "alpha must hold"),
        (lambda: Dirichlet([1]), ValueError, "alpha must hold"),
        (lambda: Dirichlet([1, 1]).logpdf([1]), ValueError, "x must have 2 columns"),
        (lambda: shrink_covariance([[1]], 2), ValueError, "alpha must be a finite"),
    ],
)
def test_errors_name_the_argument(call, error, message):
    with pytest.raises(error, match=message):
        call()
