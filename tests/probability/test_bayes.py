"""Bayes' rule agrees with fractions, in any order, without underflow."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import log_softmax

from utils.prerequisites import sigmoid
from utils.probability import bayes_posterior, log_odds, odds, screening


def test_against_fractions():
    prior = [Fraction(1, 10), Fraction(3, 10), Fraction(6, 10)]
    likelihood = [Fraction(1, 2), Fraction(1, 7), Fraction(1, 100)]
    joint = [a * b for a, b in zip(prior, likelihood, strict=True)]
    truth = [float(value / sum(joint)) for value in joint]
    ours = bayes_posterior(
        np.log(np.array(prior, float)), np.log(np.array(likelihood, float))
    )
    np.testing.assert_allclose(np.exp(ours), truth, rtol=1e-14)


def test_order_does_not_matter_and_nothing_underflows():
    L = np.random.default_rng(0).uniform(-900, -800, (50, 4))
    prior = np.log([0.1, 0.2, 0.3, 0.4])
    step = prior
    for row in L[::-1]:
        step = bayes_posterior(step, row)
    np.testing.assert_allclose(step, bayes_posterior(prior, L.sum(axis=0)), rtol=1e-9)


@given(
    shape=st.tuples(st.integers(1, 8), st.integers(1, 8)),
    size=st.sampled_from([1e-3, 1.0, 1e3, 1e6]),
    seed=st.integers(0, 999),
)
def test_posterior_is_a_distribution_in_which_only_ratios_count(shape, size, seed):
    rng = np.random.default_rng(seed)
    prior, data = rng.normal(size=shape[1]), size * rng.normal(size=shape)
    posterior = bayes_posterior(prior, data)  # (n, k)
    np.testing.assert_allclose(np.exp(posterior).sum(axis=1), 1, rtol=1e-12)
    judge = log_softmax(prior + data, axis=1)
    np.testing.assert_allclose(posterior, judge, rtol=1e-12, atol=1e-12)
    other_scale = bayes_posterior(prior + 3.0, data - 7.0)
    np.testing.assert_allclose(posterior, other_scale, rtol=1e-9, atol=1e-9)


def test_two_classes_give_the_sigmoid_of_the_log_odds():
    prior, ratios = 0.01, np.log([18.0, 0.1, 3.0])
    data = np.column_stack([ratios, np.zeros(3)])  # (n, 2) log-likelihoods
    posterior = bayes_posterior(np.log([prior, 1 - prior]), data)
    expected = sigmoid(log_odds(prior) + ratios)
    np.testing.assert_allclose(np.exp(posterior[:, 0]), expected, rtol=1e-13)


def test_an_excluded_hypothesis_stays_excluded():
    assert bayes_posterior([-np.inf, 0], [0, -1e6]).tolist() == [-np.inf, 0]


def test_log_odds_invert_the_sigmoid():
    p = np.array([1e-300, 1e-10, 0.3, 0.999])
    np.testing.assert_allclose(sigmoid(log_odds(p)), p, rtol=1e-12)
    np.testing.assert_allclose(np.exp(log_odds(p)), odds(p), rtol=1e-12)


def test_screening_by_counts():
    """Of 10 000 people 100 are ill: 90 found, 10 missed; 495 false alarms."""
    result = screening(0.01, 0.90, 0.95)
    cells = np.array([result.true_positive, result.false_negative])
    np.testing.assert_allclose(1e4 * cells, [90, 10], rtol=1e-13)
    cells = np.array([result.false_positive, result.true_negative])
    np.testing.assert_allclose(1e4 * cells, [495, 9405], rtol=1e-13)
    assert result.ppv == pytest.approx(90 / 585, rel=1e-13)
    assert result.npv == pytest.approx(9405 / 9415, rel=1e-13)
    posterior = bayes_posterior(np.log([0.01, 0.99]), np.log([0.90, 0.05]))
    assert result.ppv == pytest.approx(np.exp(posterior[0]), rel=1e-13)


def test_screening_of_many_populations_and_at_the_ends():
    result = screening([0, 0.5, 1], 0.9, 0.9)
    np.testing.assert_allclose(result.ppv, [0, 0.9, 1], rtol=1e-14)
    np.testing.assert_allclose(result.npv, [1, 0.9, 0], rtol=1e-14)
    assert np.isnan(screening(0, 1, 1).ppv)  # nobody is ill, no alarm ever


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bayes_posterior([-np.inf, 0], [0, -np.inf]), "hypothesis possible"),
        (lambda: bayes_posterior([0, 0], [0]), "one column per entry"),
        (lambda: bayes_posterior([0, np.inf], [0, 0]), "log_prior must be finite"),
        (lambda: screening(1.1, 0.5, 0.5), r"prevalence must lie in"),
        (lambda: screening(0.1, -0.5, 0.5), r"sensitivity must lie in"),
        (lambda: screening(0.1, 0.5, np.nan), r"specificity must be finite"),
        (lambda: odds(-0.1), r"p must lie in \[0, 1\]"),
    ],
)
def test_errors_name_the_argument(call, message):
    with pytest.raises(ValueError, match=message):
        call()
