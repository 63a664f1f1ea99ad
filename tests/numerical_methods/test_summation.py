"""Sums: exact fractions and math.fsum are the judges."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.numerical_methods import (
    compensated_dot,
    compensated_sum,
    kahan_sum,
    naive_sum,
    pairwise_sum,
    sum_condition,
    two_product,
    two_sum,
)

U = 2.0**-53
SUMS = [naive_sum, pairwise_sum, kahan_sum, compensated_sum]
moderate = st.floats(-1e100, 1e100)
factors = st.floats(-1e100, 1e100).filter(lambda x: x == 0 or abs(x) > 1e-100)


@given(moderate, moderate)
def test_two_sum_loses_nothing(a, b):
    s, e = two_sum(a, b)
    assert Fraction(s) + Fraction(e) == Fraction(a) + Fraction(b)
    assert s == a + b


@given(factors, factors)
def test_two_product_loses_nothing(a, b):
    p, e = two_product(a, b)
    assert Fraction(p) + Fraction(e) == Fraction(a) * Fraction(b)
    assert p == a * b


@pytest.mark.parametrize("add", SUMS)
@given(x=st.lists(st.integers(-(2**40), 2**40), min_size=1, max_size=50))
def test_whole_numbers_are_added_exactly(add, x):
    assert add(x) == sum(x)


@given(st.lists(moderate, min_size=1, max_size=60))
def test_each_sum_keeps_its_bound(x):
    exact = sum(map(Fraction, x))
    size = float(sum(abs(Fraction(v)) for v in x))
    n = len(x)
    bounds = {
        naive_sum: 1.01 * (n - 1) * U * size,
        pairwise_sum: 1.01 * math.ceil(math.log2(n)) * U * size,
        kahan_sum: 2.01 * U * size,
        compensated_sum: 1.01 * U * abs(float(exact)) + (n * U) ** 2 * size,
    }
    for add, bound in bounds.items():
        error = abs(Fraction(float(add(x))) - exact)
        assert error <= bound or error < 1e-320, add.__name__


def test_compensated_sum_is_exact_at_condition_1e15_where_numpy_is_not():
    rng = np.random.default_rng(0)
    wrong = 0
    for _ in range(100):
        half = rng.integers(-(2**53), 2**53, 50).astype(float)
        x = rng.permutation([*half, *-half, 1.0])
        assert sum_condition(x) > 1e15
        assert compensated_sum(x) == 1
        wrong += np.sum(x) != 1
    assert wrong > 90


def test_compensated_sum_of_anything_ends_within_the_last_digit():
    rng = np.random.default_rng(1)
    for _ in range(100):
        half = rng.standard_normal(50) * 10.0 ** rng.uniform(0, 15, 50)
        x = rng.permutation([*half, *-half, rng.uniform(0.5, 1)])
        assert abs(compensated_sum(x) - math.fsum(x)) <= 2 * np.spacing(0.5)


def test_kahan_cannot_do_what_the_compensated_sum_can():
    x = [1.0, 1e100, 1.0, -1e100]
    assert kahan_sum(x) == 0.0
    assert compensated_sum(x) == 2.0


def test_the_order_of_adding():
    # Left to right the ones are absorbed one by one; in pairs two of them meet first.
    x = [2.0**53, 1.0, 1.0, 1.0]
    assert naive_sum(x) == 2.0**53
    assert pairwise_sum(x) == 2.0**53 + 2
    assert kahan_sum(x) == 2.0**53 + 4  # the tie of 2**53 + 3 goes to the even one
    assert compensated_sum(x) == 2.0**53 + 4


@pytest.mark.parametrize("kind", [np.float16, np.float32])
@pytest.mark.parametrize("add", SUMS)
def test_small_types_stay_small(add, kind):
    assert add(np.ones(3, dtype=kind)).dtype == kind
    assert add([np.float32(1), np.float32(2)]) == 3


def test_float16_stops_growing():
    tenths = np.full(10_000, 0.1, dtype=np.float16)
    assert naive_sum(tenths) == 256
    assert naive_sum(np.ones(3000, dtype=np.float16)) == 2048


def test_pairwise_is_a_tournament_of_any_size():
    for n in range(1, 20):
        assert pairwise_sum(np.arange(1, n + 1)) == n * (n + 1) / 2


@given(st.lists(st.tuples(factors, factors), min_size=1, max_size=30))
def test_compensated_dot_keeps_its_bound(pairs):
    x, y = map(np.array, zip(*pairs, strict=True))
    exact = sum(Fraction(a) * Fraction(b) for a, b in pairs)
    size = sum(abs(Fraction(a) * Fraction(b)) for a, b in pairs)
    n = 2 * len(pairs)
    bound = Fraction(1.01 * U) * abs(exact) + Fraction((n * U) ** 2) * size
    assert abs(Fraction(compensated_dot(x, y)) - exact) <= bound


def test_dot_where_numpy_loses_everything():
    x, y = [1e10, 1.0, -1e10], [1e10, 1.0, 1e10]
    assert compensated_dot(x, y) == 1.0
    assert naive_sum(np.multiply(x, y)) == 0.0


def test_condition_of_a_sum():
    assert sum_condition([1, 2, 3]) == 1
    assert sum_condition([1, -1]) == math.inf
    assert sum_condition([1e16, 1.0, -1e16]) == pytest.approx(2e16)


@pytest.mark.parametrize("function", [*SUMS, sum_condition])
@pytest.mark.parametrize("x", [[], [1.0, np.nan], [[1.0]], 3.0])
def test_bad_terms(function, x):
    with pytest.raises(ValueError, match="x must"):
        function(x)


def test_bad_factors():
    with pytest.raises(ValueError, match="x and y must have the same length"):
        compensated_dot([1.0], [1.0, 2.0])
