"""Moments survive a large mean; sums of counts are exact."""

import numpy as np
import pytest
from scipy import stats

from utils.probability import (
    RunningMoments,
    convolve,
    convolve_pmf,
    expectation,
    moment,
    variance,
)


def of(values):
    moments = RunningMoments()
    for x in values:
        moments.push(x)
    return moments


def test_large_mean():
    values = np.array([4.0, 7.0, 13.0, 16.0]) + 1e9
    assert of(values).var() == pytest.approx(22.5, rel=1e-12)
    assert of(values).var(ddof=1) == pytest.approx(30.0, rel=1e-12)


def test_merged_parts_equal_the_whole():
    values = np.random.default_rng(0).normal(1e6, 1, 300)
    for cut in (0, 1, 120, 300):
        moments = of(values[:cut])
        moments.merge(of(values[cut:]))
        assert moments.count == 300
        assert moments.mean == pytest.approx(values.mean(), rel=1e-14)
        assert moments.var() == pytest.approx(np.var(values), rel=1e-9)


def test_merging_nothing_or_itself():
    empty = RunningMoments()
    empty.merge(RunningMoments())
    assert (empty.count, empty.mean) == (0, 0.0)
    twice = of([3, 5])
    twice.merge(twice)
    assert (twice.count, twice.mean, twice.var()) == (4, 4.0, 1.0)


def test_numacc4():
    """NIST's 1001 values near 1e7 with standard deviation 0.1, certified."""
    values = np.array([10000000.2, *[10000000.1, 10000000.3] * 500])
    assert variance(values, ddof=1) ** 0.5 == pytest.approx(0.1, rel=1e-8)
    assert of(values).var(ddof=1) ** 0.5 == pytest.approx(0.1, rel=1e-8)
    assert moment(values, 2) == pytest.approx(variance(values), rel=1e-12)


def test_expectation_of_tables_and_functions():
    die = np.arange(1, 7), np.full(6, 1 / 6)
    assert expectation(*die) == pytest.approx(3.5, rel=1e-15)
    assert expectation(*die, lambda x: (x - 3.5) ** 2) == pytest.approx(35 / 12)
    assert expectation([0, 4], [0.0, 1.0], np.log) == pytest.approx(np.log(4))
    assert expectation([1e17, 1, -1e17], [0.25, 0.5, 0.25]) == 0.5  # cancels exactly


def test_moments_of_a_sample():
    x = np.random.default_rng(0).gamma(2, size=200)
    for k in range(5):
        assert moment(x, k) == pytest.approx(stats.moment(x, k), rel=1e-11, abs=1e-14)
        assert moment(x, k, central=False) == pytest.approx(np.mean(x**k), rel=1e-13)


@pytest.mark.parametrize("k", [2, 3])
def test_a_power_beyond_the_floats_is_an_error(k):
    with pytest.raises(OverflowError):
        moment([1e200, -1e200], k)


def test_two_dice():
    die = np.array([0, *[1 / 6] * 6])
    expected = [0, 0, *(6 - abs(s - 7) for s in range(2, 13))]
    np.testing.assert_allclose(convolve(die, die) * 36, expected, rtol=1e-14)


@pytest.mark.parametrize("n", [1, 2, 7, 64, 200])
def test_coins_give_the_binomial(n):
    truth = stats.binom.pmf(np.arange(n + 1), n, 0.3)
    np.testing.assert_allclose(convolve_pmf([0.7, 0.3], n), truth, rtol=1e-12)


def test_unequal_lengths_against_numpy():
    p, r = np.array([0.5, 0.25, 0.25]), np.array([0.1, 0.2, 0.3, 0.4])
    np.testing.assert_allclose(convolve(p, r), np.convolve(p, r), rtol=1e-14)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: convolve([0.5, 0.6], [1]), "p must sum to 1"),
        (lambda: convolve([1], [-0.5, 1.5]), r"r must lie in \[0, 1\]"),
        (lambda: convolve_pmf([1], 0), "n must be at least 1"),
        (lambda: expectation([1, 2], [1]), "values and probs must have"),
        (lambda: expectation([1, 2], [0.5, 0.4]), "probs must sum to 1"),
        (
            lambda: expectation([0], [1], lambda x: np.nan),
            r"func\(values\) must be",
        ),
        (lambda: moment([1, 2], -1), "k must be at least 0"),
        (lambda: moment([], 2), "x must not be empty"),
        (lambda: of([1]).var(ddof=1), "ddof must be less"),
        (lambda: of([np.nan]), "x must be a finite number"),
    ],
)
def test_errors_name_the_argument(call, message):
    with pytest.raises(ValueError, match=message):
        call()
