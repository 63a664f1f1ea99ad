"""Sums and averages: exact against enumeration, the bell against the exact."""

import numpy as np
import pytest
from scipy import stats

from utils.probability import (
    clt_tail,
    convolve_pmf,
    delta_method,
    running_mean,
    standardized_sum,
)

DIE = np.arange(1, 7), np.full(6, 1 / 6)


def test_standardized_coins_are_a_standardized_binomial():
    z, pmf = standardized_sum([0, 1], [0.7, 0.3], 50)
    k = np.arange(51)
    np.testing.assert_allclose(z, (k - 15) / np.sqrt(10.5), rtol=1e-13, atol=1e-14)
    np.testing.assert_allclose(pmf, stats.binom.pmf(k, 50, 0.3), rtol=1e-12)


@pytest.mark.parametrize("n", [1, 3, 64])
def test_a_standardized_sum_has_mean_0_and_variance_1(n):
    """Also for values with holes and fractions in between."""
    z, pmf = standardized_sum([-0.5, 0, 1.5, 4], [0.1, 0.6, 0.2, 0.1], n)
    assert pmf.sum() == pytest.approx(1, rel=1e-13)
    assert pmf @ z == pytest.approx(0, abs=1e-12)
    assert pmf @ z**2 == pytest.approx(1, rel=1e-12)
    np.testing.assert_allclose(np.diff(z), z[1] - z[0], rtol=1e-9)


def test_two_dice_by_enumeration():
    z, pmf = standardized_sum(*DIE, 2)
    total = np.add.outer(DIE[0], DIE[0])
    counts = [(total == s).sum() for s in range(2, 13)]
    np.testing.assert_allclose(pmf * 36, counts, rtol=1e-13)
    np.testing.assert_allclose(z, (np.arange(2, 13) - 7) / np.sqrt(35 / 6), atol=1e-14)


def test_the_tail_of_a_hundred_dice():
    """P(mean > 3.8): 0.0370 exactly, 0.0395 by the bell, 0.0371 with correction."""
    exact = convolve_pmf([0, *DIE[1]], 100)[381:].sum()
    plain = clt_tail(100, 3.5, 35 / 12, 380)
    corrected = clt_tail(100, 3.5, 35 / 12, 380, correction=0.5)
    assert [round(p, 4) for p in (exact, plain, corrected)] == [0.0370, 0.0395, 0.0371]


def test_the_far_tail_keeps_its_digits_and_shape():
    t = np.array([[100, 400], [50, 0]])
    truth = stats.norm.sf(t, 50, 5)
    np.testing.assert_allclose(clt_tail(100, 0.5, 0.25, t), truth, rtol=1e-12)


def test_running_means():
    x = np.random.default_rng(0).standard_normal((3, 20))
    truth = [[row[: k + 1].mean() for k in range(20)] for row in x]
    np.testing.assert_allclose(running_mean(x), truth, rtol=1e-11)
    np.testing.assert_array_equal(running_mean(x)[1], running_mean(x[1]))


def test_delta_method_against_simulation():
    rng = np.random.default_rng(1)
    shares = rng.binomial(400, 0.2, 20_000) / 400
    value, se = delta_method(np.log, lambda p: 1 / p, 0.2, 0.16, 400)
    assert value == pytest.approx(np.log(0.2))
    assert se == pytest.approx(0.1, rel=1e-14)
    assert np.log(shares).std() == pytest.approx(se, rel=0.03)
    assert delta_method(np.log, lambda p: -1 / p, 0.2, 0.16, 400).se == se


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: standardized_sum([0, 1, 2.5], [0.2, 0.2, 0.6], 2), "values must be w"),
        (lambda: standardized_sum([1, 0], [0.5, 0.5], 2), "values must be distinct"),
        (lambda: standardized_sum([1], [1], 2), "values must vary"),
        (lambda: standardized_sum([1, 2], [0, 1], 2), "values must vary"),
        (lambda: standardized_sum([1, 2], [1], 2), "values and probs"),
        (lambda: standardized_sum([1, 2], [0.5, 0.5], 0), "n must be at least 1"),
        (lambda: clt_tail(10, 0, 0, 1), "var must be"),
        (lambda: clt_tail(10, 0, 1, np.nan), "threshold must not contain NaN"),
        (lambda: clt_tail(0, 0, 1, 1), "n must be at least 1"),
        (lambda: running_mean([]), "x must not be empty"),
        (lambda: running_mean([1, np.inf]), "x must be finite"),
        (lambda: running_mean(3), "x must be a vector or a matrix"),
        (lambda: delta_method(np.log, np.exp, 1.0, -1, 3), "var must be"),
        (lambda: delta_method(lambda p: np.inf, np.exp, 1, 1, 3), r"g\(mean\) must"),
    ],
)
def test_errors_name_the_argument(call, message):
    with pytest.raises(ValueError, match=message):
        call()
