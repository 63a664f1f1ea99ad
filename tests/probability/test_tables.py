"""Tables of values: counting by hand, staircases at their jumps, samples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from utils.probability import (
    Categorical,
    Discrete,
    Empirical,
    density_to_cdf,
    push_forward,
)

weights = st.lists(st.integers(0, 20), min_size=1, max_size=12).filter(sum)


def dice(func):
    pairs = [(i, j) for i in range(1, 7) for j in range(1, 7)]
    return Discrete([func(pair) for pair in pairs], np.full(36, 1 / 36))


def test_the_larger_of_two_dice():
    X = dice(max)
    k = np.arange(1, 7)
    assert X.values.tolist() == [1, 2, 3, 4, 5, 6]
    np.testing.assert_allclose(X.pmf(k), (2 * k - 1) / 36, rtol=1e-14)
    np.testing.assert_allclose(X.cdf(k), k**2 / 36, rtol=1e-14)
    np.testing.assert_allclose(X.sf(4.5), 20 / 36, rtol=1e-14)
    assert pytest.approx(161 / 36, rel=1e-14) == X.mean
    assert X.var == pytest.approx(791 / 36 - (161 / 36) ** 2, rel=1e-13)
    assert X.pmf([0, 1.5, 7]).tolist() == [0, 0, 0]
    assert X.logpmf(0) == -np.inf


@given(weights)
def test_quantiles_are_the_generalised_inverse(counts):
    """At each jump, just above and just below it, against whole numbers."""
    total, sums = sum(counts), np.cumsum(counts)
    X = Discrete(range(len(counts)), np.array(counts) / total)
    possible = np.flatnonzero(counts)
    for height in sums[possible]:
        at = np.flatnonzero(sums >= height)[0]
        assert X.ppf(height / total) == at
        assert X.ppf(height / total * (1 - 1e-12)) == at
        if height < total:
            assert (
                X.ppf(height / total * (1 + 1e-12)) == np.flatnonzero(sums > height)[0]
            )
    assert X.ppf([0, 1]).tolist() == [possible[0], possible[-1]]
    assert X.cdf(len(counts)) == 1


def test_tenths_are_met_although_they_are_no_floats():
    """0.1 added eight times in floating point is less than 0.8."""
    X = Discrete(range(10), np.full(10, 0.1))
    assert X.ppf(np.arange(1, 11) / 10).tolist() == list(range(10))
    np.testing.assert_allclose(X.cdf(range(10)), np.arange(1, 11) / 10, rtol=2.0**-52)


def test_the_jumps_of_a_long_table():
    """Running sums in floating point would drift by many roundings."""
    X = Discrete(range(37), np.full(37, 1 / 37))
    assert X.ppf(np.arange(1, 38) / 37).tolist() == list(range(37))


def test_small_upper_tail():
    X = Discrete([0, 1, 2], [1 - 3e-20, 2e-20, 1e-20])
    np.testing.assert_allclose(X.sf([-1, 0, 1, 2]), [1, 3e-20, 1e-20, 0], rtol=1e-15)
    assert X.ppf(1) == 2


def test_a_value_of_probability_zero_is_never_drawn():
    X = Categorical([0, 0.5, 0, 0.5, 0])
    draws = X.sample(1000, rng=np.random.default_rng(0))
    assert set(draws) == {1, 3}
    assert X.ppf([0, 0.5, 0.6, 1]).tolist() == [1, 1, 3, 3]


class EdgeGenerator(np.random.Generator):
    """Its uniforms are the ends of steps: what chance hits once in 2**53 draws."""

    def random(self, size):
        return np.resize([0.0, 0.5], size)


def test_draws_at_the_ends_of_steps():
    rng = EdgeGenerator(np.random.PCG64(0))
    assert Categorical([0, 0.5, 0, 0.5]).sample(4, rng=rng).tolist() == [1, 3, 1, 3]


def test_samples_have_the_probabilities():
    probs = np.array([0.1, 0.2, 0.05, 0.65])
    X = Discrete([5, -1, 2, 8], probs)
    draws = X.sample((100, 100), rng=np.random.default_rng(1))
    assert draws.shape == (100, 100)
    counts = [(draws == value).sum() for value in (5, -1, 2, 8)]
    assert stats.chisquare(counts, 10_000 * probs).pvalue > 0.01


def test_empirical_against_its_sample():
    x = np.random.default_rng(2).integers(0, 15, 40) / 4
    X = Empirical(x)
    assert X.cdf(1.1) == np.mean(x <= 1.1)
    assert X.sf(1.1) == pytest.approx(np.mean(x > 1.1), rel=1e-14)
    assert X.pmf(0.5) == np.mean(x == 0.5)
    assert X.mean == pytest.approx(x.mean(), rel=1e-14)
    assert X.var == pytest.approx(x.var(), rel=1e-13)
    p = np.arange(1, 41) / 40
    truth = np.quantile(x, p, method="inverted_cdf")
    np.testing.assert_array_equal(X.ppf(p), truth)
    np.testing.assert_array_equal(X.ppf(p), np.sort(x))
    draws = X.sample(5000, rng=np.random.default_rng(3))
    assert stats.chisquare(
        [(draws == v).sum() for v in X.values], 5000 * X.probs
    ).pvalue > 0.01  # fmt: skip


def test_push_forward_merges_and_keeps_the_mass():
    X = Discrete([-2, -1, 0, 1, 3], [0.1, 0.2, 0.3, 0.25, 0.15])
    Y = push_forward(X, abs)
    assert Y.values.tolist() == [0, 1, 2, 3]
    np.testing.assert_allclose(Y.probs, [0.3, 0.45, 0.1, 0.15], rtol=1e-15)
    assert push_forward(Empirical([1, 2, 2, 4]), lambda x: x % 2).probs.tolist() == [
        0.75, 0.25,
    ]  # fmt: skip


def test_density_to_cdf_converges_like_the_square_of_the_spacing():
    errors = []
    for n in (101, 201):
        x = np.linspace(-8, 8, n)
        cdf = density_to_cdf(stats.norm.pdf, x)
        errors.append(np.abs(cdf - stats.norm.cdf(x)).max())
    assert errors[0] == pytest.approx(4 * errors[1], rel=0.05)


def test_a_table_is_not_changed_later():
    values = np.array([2.0, 1.0])
    X = Discrete(values, [0.5, 0.5])
    values[0] = 7
    assert X.values.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        X.probs[0] = 1


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: Discrete([1, 2], [0.5, 0.4]), ValueError, "probs must sum to 1"),
        (lambda: Discrete([1, 2], [1]), ValueError, "values and probs must have the"),
        (lambda: Discrete([1, 2], [-0.5, 1.5]), ValueError, r"probs must lie in"),
        (lambda: Discrete([np.nan], [1]), ValueError, "values must be finite"),
        (lambda: Discrete([1], [1]).ppf(1.1), ValueError, "p must lie in"),
        (lambda: Discrete([1], [1]).cdf(np.nan), ValueError, "x must not contain NaN"),
        (lambda: Discrete([1], [1]).sample(2, rng=1), TypeError, "rng must be"),
        (lambda: Empirical([]), ValueError, "sample must not be empty"),
        (lambda: Categorical([0.5, 0.6]), ValueError, "probs must sum to 1"),
        (lambda: push_forward([1], abs), TypeError, "dist must be a Discrete"),
        (
            lambda: push_forward(Discrete([0], [1]), lambda x: np.inf),
            ValueError,
            r"func\(values\) must be finite",
        ),
        (lambda: density_to_cdf(np.cos, [1, 0]), ValueError, "grid must ascend"),
        (lambda: density_to_cdf(np.sin, [-1, 1]), ValueError, "must not be negative"),
        (lambda: density_to_cdf(np.cosh, [0, 1]), ValueError, "mass of pdf on grid"),
        (
            lambda: density_to_cdf(lambda x: [1.0], [0, 1]),
            ValueError,
            r"pdf\(grid\) and grid must have the same length",
        ),
    ],
)
def test_errors_name_the_argument(call, error, message):
    with pytest.raises(error, match=message):
        call()
