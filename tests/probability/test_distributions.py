"""Distributions agree with SciPy, with themselves and with their samples."""

import numpy as np
import pytest
from scipy import stats

from utils.probability import (
    Bernoulli,
    Beta,
    Binomial,
    Cauchy,
    ChiSquare,
    Exponential,
    Gamma,
    Geometric,
    Laplace,
    Normal,
    Poisson,
    StudentT,
    Uniform,
)

# SciPy divides by 1 - p where p = 1.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning:scipy")

CONTINUOUS = [
    (Uniform(-1, 3), stats.uniform(-1, 4)),
    (Exponential(2.5), stats.expon(scale=0.4)),
    (Normal(3, 0.2), stats.norm(3, 0.2)),
    (Cauchy(1, 2), stats.cauchy(1, 2)),
    (Laplace(-1, 0.5), stats.laplace(-1, 0.5)),
    (Gamma(0.3, 2), stats.gamma(0.3, scale=2)),
    (Gamma(1, 2), stats.gamma(1, scale=2)),
    (Gamma(70.5, 0.1), stats.gamma(70.5, scale=0.1)),
    (ChiSquare(1), stats.chi2(1)),
    (ChiSquare(7.5), stats.chi2(7.5)),
    (Beta(0.5, 0.4), stats.beta(0.5, 0.4)),
    (Beta(3, 60), stats.beta(3, 60)),
    (StudentT(2.5), stats.t(2.5)),
    (StudentT(40), stats.t(40)),
]
DISCRETE = [
    (Bernoulli(0.3), stats.bernoulli(0.3)),
    (Bernoulli(1.0), stats.bernoulli(1)),
    (Geometric(0.3), stats.geom(0.3)),
    (Geometric(1e-5), stats.geom(1e-5)),
    (Geometric(1.0), stats.geom(1)),
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
        x = np.concatenate([judge.ppf(P), [-300, -0.5, 0.5, 300]])
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
        draws = ours.sample(20_000, rng=np.random.default_rng(1))
        assert stats.kstest(draws, judge.cdf).pvalue > 0.01
        assert ours.sample((2, 3), rng=np.random.default_rng(0)).shape == (2, 3)
        again = ours.sample(20_000, rng=np.random.default_rng(1))
        np.testing.assert_array_equal(draws, again)


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
        assert ((ours.cdf(k - 1) < P) | (k == judge.ppf(1e-300))).all()

    def test_moments(self, ours, judge):
        np.testing.assert_allclose([ours.mean, ours.var], judge.stats("mv"), rtol=1e-13)

    def test_samples(self, ours, judge):
        """The cdfs differ nowhere by more than a sample of 20_000 explains."""
        draws = ours.sample(20_000, rng=np.random.default_rng(1))
        k = np.unique(draws)
        shares = np.searchsorted(np.sort(draws), k, side="right") / 20_000
        assert np.abs(shares - judge.cdf(k)).max() < 1.6 / np.sqrt(20_000)  # p = 0.01
        np.testing.assert_array_equal(k, np.round(k))


EXTREME = [
    (Gamma(1e-3), stats.gamma(1e-3)),
    (Gamma(1e5), stats.gamma(1e5)),
    (ChiSquare(1e-2), stats.chi2(1e-2)),
    (Beta(1e-3, 2e-3), stats.beta(1e-3, 2e-3)),
    (Beta(1e6, 2e5), stats.beta(1e6, 2e5)),
    (StudentT(0.2), stats.t(0.2)),
    (StudentT(1e8), stats.t(1e8)),
    (Binomial(10**9, 1e-6), stats.binom(10**9, 1e-6)),
    (Binomial(10**8, 0.5), stats.binom(10**8, 0.5)),
    (Geometric(1e-9), stats.geom(1e-9)),
]


@pytest.mark.parametrize(("ours", "judge"), EXTREME, ids=name)
def test_both_tails_of_tiny_and_large_parameters(ours, judge):
    x = judge.ppf([1e-3, 0.1, 0.5, 0.9, 0.999])
    x = x[(x > -np.inf) & (np.abs(x) > 1e-290)]
    np.testing.assert_allclose(ours.cdf(x), judge.cdf(x), rtol=1e-11)
    np.testing.assert_allclose(ours.sf(x), judge.sf(x), rtol=1e-11)


def test_beta_beside_its_closed_form():
    """P(X > x) = (1-x)ᵇ (1 + bx) for Beta(2, b); SciPy has 8 digits of it."""
    x = np.array([1e-11, 1e-9, 4e-9, 1e-8, 3e-7])
    truth = np.exp(1e9 * np.log1p(-x)) * (1 + 1e9 * x)
    np.testing.assert_allclose(Beta(2, 1e9).sf(x), truth, rtol=1e-13)


def test_far_tails():
    assert Normal().sf(37.0) == pytest.approx(stats.norm.sf(37.0), rel=3e-13)
    assert Normal().logpdf(40.0) == pytest.approx(-800.9189385332047, rel=1e-15)
    assert Cauchy().sf(1e300) == pytest.approx(1e-300 / np.pi, rel=1e-14)
    assert Poisson(1e5).logpmf(1e5) == pytest.approx(stats.poisson.logpmf(1e5, 1e5))
    assert Exponential().cdf(1e-20) == 1e-20
    assert Laplace().logpdf(1e6) == pytest.approx(-1e6 - np.log(2), rel=1e-15)
    assert Geometric(1e-18).sf(1e18) == pytest.approx(np.exp(-1), rel=1e-14)


def test_one_number_in_one_number_out():
    for X, _ in CONTINUOUS + DISCRETE:
        log = X.logpdf if hasattr(X, "logpdf") else X.logpmf
        for value in (log(1), X.cdf(1), X.sf(1), X.ppf(0.5)):
            assert isinstance(value, np.floating), repr(X)


@pytest.mark.parametrize("seed", [0, None, np.random.RandomState(0)])
def test_a_sample_needs_a_generator(seed):
    for X, _ in CONTINUOUS + DISCRETE:
        with pytest.raises(TypeError, match="rng must be a NumPy Generator"):
            X.sample(3, rng=seed)


def test_geometric_quantiles_at_the_jumps():
    """The formula's logarithms are rounded; the quantile must not be."""
    for p in (0.5, 0.3, 0.1, 1e-3):
        k = np.arange(1.0, 50.0)
        jumps = Geometric(p).cdf(k)
        np.testing.assert_array_equal(Geometric(p).ppf(jumps), k)
        np.testing.assert_array_equal(Geometric(p).ppf(np.nextafter(jumps, 1)), k + 1)


def test_variances_of_extreme_scales_are_infinite_not_errors():
    wide = (Normal(0, 1e200), Exponential(1e-200), Laplace(0, 1e200), Gamma(1, 1e200))
    assert all(X.var == np.inf for X in wide)


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
        (lambda: Bernoulli(-0.1), "p"),
        (lambda: Geometric(0), "p"),
        (lambda: Geometric(1.5), "p"),
        (lambda: Laplace(0, 0), "scale"),
        (lambda: ChiSquare(-1), "df"),
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
