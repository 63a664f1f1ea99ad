"""Distributions agree with SciPy, with themselves and with their samples."""

import numpy as np
import pytest
from scipy import stats

from utils.probability import (
    Beta,
    Binomial,
    Cauchy,
    Exponential,
    Gamma,
    Normal,
    Poisson,
    StudentT,
    Uniform,
)

CONTINUOUS = [
    (Uniform(-1, 3), stats.uniform(-1, 4)),
    (Exponential(2.5), stats.expon(scale=0.4)),
    (Normal(3, 0.2), stats.norm(3, 0.2)),
    (Cauchy(1, 2), stats.cauchy(1, 2)),
    (Gamma(0.3, 2), stats.gamma(0.3, scale=2)),
    (Gamma(1, 2), stats.gamma(1, scale=2)),
    (Gamma(70.5, 0.1), stats.gamma(70.5, scale=0.1)),
    (Beta(0.5, 0.4), stats.beta(0.5, 0.4)),
    (Beta(3, 60), stats.beta(3, 60)),
    (StudentT(2.5), stats.t(2.5)),
    (StudentT(40), stats.t(40)),
]
DISCRETE = [
    (Binomial(1, 0.3), stats.binom(1, 0.3)),
    (Binomial(30, 0.02), stats.binom(30, 0.02)),
    (Binomial(2000, 0.5), stats.binom(2000, 0.5)),
    (Binomial(5, 0.0), stats.binom(5, 0.0)),
    (Binomial(5, 1.0), stats.binom(5, 1.0)),
    (Poisson(1e-3), stats.poisson(1e-3)),
    (Poisson(4.2), stats.poisson(4.2)),
    (Poisson(1000.0), stats.poisson(1000)),
]
P = np.array([1e-12, 1e-3, 0.2, 0.5, 0.77, 0.999, 1 - 1e-9])


def name(value):
    return repr(value) if type(value).__module__.startswith("utils") else ""


@pytest.mark.parametrize(("ours", "judge"), CONTINUOUS, ids=name)
class TestContinuous:
    def test_density_and_tails(self, ours, judge):
        x = np.concatenate([judge.ppf(P), [-1e3, -0.5, 0.5, 1e3]])
        np.testing.assert_allclose(ours.logpdf(x), judge.logpdf(x), 1e-12, 1e-12)
        np.testing.assert_array_equal(ours.pdf(x), np.exp(ours.logpdf(x)))
        np.testing.assert_allclose(ours.cdf(x), judge.cdf(x), rtol=1e-12)
        np.testing.assert_allclose(ours.sf(x), judge.sf(x), rtol=1e-12)

    def test_cdf_is_monotone(self, ours, judge):
        x = np.linspace(*judge.ppf([1e-3, 0.999]), 500)
        assert (np.diff(ours.cdf(x)) >= 0).all()

    def test_quantiles_invert_the_cdf(self, ours, judge):
        np.testing.assert_allclose(ours.ppf(P), judge.ppf(P), rtol=1e-12)
        np.testing.assert_allclose(ours.cdf(ours.ppf(P)), P, rtol=1e-9, atol=1e-15)

    def test_quantiles_at_the_ends(self, ours, judge):
        np.testing.assert_array_equal(ours.ppf([0, 0.3, 1])[::2], judge.support())

    def test_moments(self, ours, judge):
        moments = judge.stats("mv") if not np.isnan(judge.mean()) else (np.nan,) * 2
        np.testing.assert_allclose([ours.mean, ours.var], moments, rtol=1e-13)

    def test_samples(self, ours, judge):
        draws = ours.sample(4000, rng=1)
        assert stats.kstest(draws, judge.cdf).pvalue > 0.01
        assert ours.sample((2, 3), rng=np.random.default_rng(0)).shape == (2, 3)
        np.testing.assert_array_equal(draws, ours.sample(4000, rng=1))


@pytest.mark.parametrize(("ours", "judge"), DISCRETE, ids=name)
class TestDiscrete:
    def counts(self, judge):
        return np.unique(np.concatenate([judge.ppf(P), [-1, 0, 1, 2, 5, 0.5, 3000]]))

    def test_probabilities_and_tails(self, ours, judge):
        k = self.counts(judge)
        np.testing.assert_allclose(ours.logpmf(k), judge.logpmf(k), 1e-11, 1e-12)
        np.testing.assert_allclose(ours.cdf(k), judge.cdf(k), rtol=1e-11)
        np.testing.assert_allclose(ours.sf(k), judge.sf(k), rtol=1e-11, atol=1e-300)

    def test_probabilities_sum_to_the_cdf(self, ours, judge):
        top = judge.ppf(0.9)
        assert ours.pmf(np.arange(top + 1)).sum() == pytest.approx(ours.cdf(top), 1e-11)

    def test_quantiles(self, ours, judge):
        k = ours.ppf(P)
        assert (ours.cdf(k) >= P).all()
        assert ((ours.cdf(k - 1) < P) | (k == 0)).all()

    def test_moments_and_samples(self, ours, judge):
        np.testing.assert_allclose([ours.mean, ours.var], judge.stats("mv"), rtol=1e-13)
        draws = ours.sample(4000, rng=1)
        assert abs(draws.mean() - ours.mean) <= 4 * np.sqrt(ours.var / 4000)


def test_far_tails():
    assert Normal().sf(37.0) == pytest.approx(stats.norm.sf(37.0), rel=3e-13)
    assert Normal().logpdf(40.0) == pytest.approx(-800.9189385332047, rel=1e-15)
    assert Cauchy().sf(1e300) == pytest.approx(1e-300 / np.pi, rel=1e-14)
    assert Poisson(1e5).logpmf(1e5) == pytest.approx(stats.poisson.logpmf(1e5, 1e5))
    assert Exponential().cdf(1e-20) == 1e-20


def test_one_number_in_one_number_out():
    for X in (Normal(), Gamma(2), Beta(2, 2), Poisson(3), Binomial(3, 0.5)):
        assert np.ndim(X.cdf(0.5)) == 0


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: Normal(0, 0), "sigma"),
        (lambda: Normal(np.nan, 1), "mu"),
        (lambda: Exponential(-1), "rate"),
        (lambda: Uniform(1, 1), "high"),
        (lambda: Cauchy(0, -1), "scale"),
        (lambda: Gamma(0), "shape"),
        (lambda: StudentT(0), "df"),
        (lambda: Beta(1, np.inf), "b"),
        (lambda: Poisson(0), "rate"),
        (lambda: Binomial(3, 1.1), "p"),
        (lambda: Binomial(0, 0.5), "n"),
        (lambda: Normal().logpdf(np.nan), "x"),
        (lambda: Poisson(1).cdf(np.nan), "k"),
        (lambda: Uniform().ppf(-0.1), "p"),
        (lambda: Binomial(2, 0.5).ppf(2), "prob"),
    ],
)
def test_errors_name_the_argument(call, argument):
    with pytest.raises(ValueError, match=rf"^{argument} must"):
        call()
