"""Bayes' rule agrees with fractions, in any order, without underflow."""

from fractions import Fraction

import numpy as np
import pytest

from utils.prerequisites import sigmoid
from utils.probability import bayes_posterior, log_odds, odds


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


def test_an_excluded_hypothesis_stays_excluded():
    assert bayes_posterior([-np.inf, 0], [0, -1e6]).tolist() == [-np.inf, 0]


def test_log_odds_invert_the_sigmoid():
    p = np.array([1e-300, 1e-10, 0.3, 0.999])
    np.testing.assert_allclose(sigmoid(log_odds(p)), p, rtol=1e-12)
    np.testing.assert_allclose(np.exp(log_odds(p)), odds(p), rtol=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bayes_posterior([-np.inf, 0], [0, -np.inf]), "hypothesis possible"),
        (lambda: bayes_posterior([0, 0], [0]), "one column per entry"),
        (lambda: bayes_posterior([0, np.inf], [0, 0]), "log_prior must be finite"),
        (lambda: odds(-0.1), r"p must lie in \[0, 1\]"),
    ],
)
def test_errors_name_the_argument(call, message):
    with pytest.raises(ValueError, match=message):
        call()
