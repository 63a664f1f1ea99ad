"""The signs of a formula against Python, NumPy and exact fractions."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.prerequisites import argmax, indicator, log_likelihood, product, sigma

limits = st.integers(-30, 30)
whole = st.lists(st.integers(-50, 50), min_size=1, max_size=30)
numbers = st.floats(allow_nan=False)


# --- sums and products -------------------------------------------------------------


@given(whole)
def test_sum_and_product_of_a_list(xs):
    n = len(xs)
    assert sigma(lambda i: xs[i - 1], 1, n) == sum(xs) == np.sum(xs)
    assert product(lambda i: xs[i - 1], 1, n) == math.prod(xs)


def test_by_hand():
    assert sigma(lambda i: i**2, 1, 4) == 30
    assert product(lambda k: k, 1, 5) == math.factorial(5)
    assert sigma(lambda i: Fraction(1, i), 1, 10) == Fraction(7381, 2520)


def test_both_limits_are_included():
    met = []
    sigma(lambda i: met.append(i) or 0, -1, 2)
    product(lambda i: met.append(i) or 1, 3, 4)
    assert met == [-1, 0, 1, 2, 3, 4]


@pytest.mark.parametrize("stop", [4, 0, -7])
def test_empty_sum_is_zero_and_empty_product_is_one(stop):
    assert sigma(lambda i: 1 / 0, 5, stop) == 0
    assert product(lambda i: 1 / 0, 5, stop) == 1


@given(st.integers(0, 60), st.integers(-4, 4).filter(lambda q: q != 1))
def test_the_three_famous_sums(n, q):
    assert sigma(lambda i: i, 1, n) == n * (n + 1) // 2
    assert sigma(lambda i: i**2, 1, n) == n * (n + 1) * (2 * n + 1) // 6
    assert sigma(lambda k: q**k, 0, n) * (q - 1) == q ** (n + 1) - 1


@given(limits, limits, limits, st.integers(-5, 5))
def test_rules_of_sums(start, middle, stop, c):
    start, middle, stop = sorted((start, middle, stop))

    def f(i):
        return i**3 - 2

    def g(i):
        return 5 * i

    both = sigma(lambda i: c * f(i) + g(i), start, stop)
    assert both == c * sigma(f, start, stop) + sigma(g, start, stop)
    parts = sigma(f, start, middle) + sigma(f, middle + 1, stop)
    assert parts == sigma(f, start, stop)
    assert sigma(lambda i: f(i - c), start + c, stop + c) == sigma(f, start, stop)
    assert product(lambda i: c * g(i), start, stop) == (
        c ** (stop - start + 1) * product(g, start, stop)
    )


def test_terms_may_be_arrays():
    X = np.arange(6.0).reshape(3, 2)
    assert sigma(lambda i: X[i - 1], 1, 3).tolist() == X.sum(axis=0).tolist()
    assert product(lambda i: X[i - 1], 1, 3).tolist() == X.prod(axis=0).tolist()


def test_floats_are_added_from_left_to_right():
    terms = [1e16, 1.0, -1e16]
    assert sigma(lambda i: terms[i], 0, 2) == 0.0


@pytest.mark.parametrize("function", [sigma, product])
def test_limits_are_integers(function):
    assert function(lambda i: i, np.int64(1), np.int8(3)) == 6
    with pytest.raises(TypeError, match=r"^start must be an integer"):
        function(lambda i: i, 1.0, 3)
    with pytest.raises(TypeError, match=r"^stop must be an integer"):
        function(lambda i: i, 1, "3")


# --- largest value, and where ------------------------------------------------------


@given(st.lists(numbers, min_size=1, max_size=30))
def test_argmax_is_numpys(values):
    place = argmax(values)
    assert place == np.argmax(values)
    assert type(place) is int
    assert values[place] == max(values)


@pytest.mark.parametrize(
    ("values", "place"),
    [([3], 0), ([2, 7, 1, 7], 1), ([-3, -1], 1), ([-math.inf, -math.inf], 0)],
)
def test_argmax_by_hand(values, place):
    assert argmax(values) == place


@pytest.mark.parametrize("values", [[], [1, math.nan], [[1, 2]], 5])
def test_no_argmax(values):
    with pytest.raises(ValueError, match=r"^values must"):
        argmax(values)


# --- indicator ---------------------------------------------------------------------


def test_indicator_counts():
    y = np.array([3, 1, 3, 0])
    ones = indicator(y == 3)
    assert ones.tolist() == [1, 0, 1, 0]
    assert ones.dtype == np.float64
    assert ones.sum() == np.count_nonzero(y == 3)
    assert indicator(y[:, np.newaxis] == np.arange(4)).tolist() == np.eye(4)[y].tolist()
    assert indicator(True) == 1.0


@pytest.mark.parametrize("condition", [[0, 1], 1.0, "yes", [None]])
def test_indicator_of_no_condition(condition):
    with pytest.raises(TypeError, match=r"^condition must hold True and False"):
        indicator(condition)


# --- log-likelihood ----------------------------------------------------------------


@given(st.lists(st.floats(0.1, 1.0), min_size=1, max_size=30))
def test_log_likelihood_is_the_log_of_the_product(p):
    assert log_likelihood(p) == pytest.approx(math.log(math.prod(p)), abs=1e-12)


def test_log_likelihood_where_the_product_is_lost():
    p = np.full(1797, 0.1)
    assert p.prod() == 0
    assert log_likelihood(p) == pytest.approx(-1797 * math.log(10), rel=1e-14)
    assert log_likelihood(p.reshape(3, 599)) == pytest.approx(log_likelihood(p))


def test_log_likelihood_of_the_impossible_and_the_certain():
    assert log_likelihood([0.5, 0.0]) == -math.inf
    assert log_likelihood([1, 1, 1]) == 0.0


@pytest.mark.parametrize("p", [[-1e-9, 0.5], [0.5, 1 + 1e-9], [], [math.nan], [2]])
def test_log_likelihood_of_no_probabilities(p):
    with pytest.raises(ValueError, match=r"^p must"):
        log_likelihood(p)


def test_arguments_stay_as_they_are():
    p, mask = np.array([0.5, 0.0]), np.array([True, False])
    log_likelihood(p), argmax(p), indicator(mask)
    assert (p.tolist(), mask.tolist()) == ([0.5, 0.0], [True, False])
