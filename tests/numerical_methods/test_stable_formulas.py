"""Stable formulas and their naive twins: SciPy and exact arithmetic judge."""

import math
from fractions import Fraction

import numpy as np
import pytest
import scipy.integrate
import scipy.special
from hypothesis import given
from hypothesis import strategies as st

from utils.numerical_methods import (
    log1mexp,
    log_sigmoid,
    one_pass_variance,
    online_logsumexp,
    quadratic_roots,
    quadratic_roots_naive,
    recurrence_backward,
    recurrence_forward,
)


@given(st.floats(-1e300, 1e300))
def test_log_sigmoid_is_scipys(z):
    assert log_sigmoid(z) == pytest.approx(scipy.special.log_expit(z), rel=1e-14)


def test_log_sigmoid_where_the_naive_form_fails():
    assert log_sigmoid(-800.0) == -800.0
    assert log_sigmoid(40.0) == -math.exp(-40.0)
    assert math.log(1 / (1 + math.exp(-40.0))) == 0.0


@given(st.floats(-700, -1e-300))
def test_log1mexp_to_the_last_digits(x):
    exact = scipy.special.log1p(-scipy.special.exp2(x / math.log(2)))
    if x < -1:
        assert log1mexp(x) == pytest.approx(exact, rel=1e-12)
    else:
        assert log1mexp(x) == pytest.approx(math.log(-math.expm1(x)), rel=1e-15)


def test_log1mexp_beats_both_naive_forms():
    assert log1mexp(-1e-20) == pytest.approx(math.log(1e-20), rel=1e-15)
    assert log1mexp(-50.0) == pytest.approx(-math.exp(-50.0), rel=1e-15)
    assert log1mexp([-np.inf, -math.log(2)]) == pytest.approx([0, -math.log(2)])
    assert math.log(1 - math.exp(-50.0)) == 0.0


@pytest.mark.parametrize("x", [0.0, 1.0, np.nan])
def test_log1mexp_refuses(x):
    with pytest.raises(ValueError, match="x must be negative"):
        log1mexp(x)


whole = st.integers(-1000, 1000)


@given(whole, whole, st.integers(1, 50))
def test_both_forms_find_whole_roots(r, s, a):
    right = [min(r, s), max(r, s)]
    args = (a, -a * (r + s), a * r * s)
    assert quadratic_roots(*args) == pytest.approx(right, rel=1e-12, abs=1e-12)
    assert quadratic_roots_naive(*args) == pytest.approx(right, rel=1e-12, abs=1e-9)


@given(st.floats(1e-3, 1e3), st.floats(1e4, 1e12), st.floats(1e-3, 1e3), st.booleans())
def test_small_root_keeps_its_digits(a, b, c, flip):
    b = -b if flip else b
    small = min(quadratic_roots(a, b, c), key=abs)
    x = Fraction(small)
    value = Fraction(a) * x * x + Fraction(b) * x + Fraction(c)
    slope = abs(2 * Fraction(a) * x + Fraction(b))
    assert float(abs(value) / slope) <= 1e-14 * abs(small)


def test_naive_form_loses_the_small_root():
    naive, _ = quadratic_roots_naive(1, -1e8, 1)
    assert abs(naive - 1e-8) > 1e-9
    assert quadratic_roots(1, -1e8, 1)[0] == pytest.approx(1e-8, rel=1e-15)


@pytest.mark.parametrize("size", [1e-200, 1e-320, 1e200, 1e307])
def test_roots_of_tiny_and_huge_coefficients(size):
    assert quadratic_roots(size, -3 * size, 2 * size) == pytest.approx([1, 2], rel=1e-3)
    assert quadratic_roots(1 / 1e300, 1.0, 1.0)[1] == pytest.approx(-1.0)


def test_roots_at_zero():
    assert quadratic_roots(2, 0, 0) == (0.0, 0.0)
    assert quadratic_roots(1, -3, 0) == (0.0, 3.0)
    assert quadratic_roots(1, 0, -4) == (-2.0, 2.0)


@pytest.mark.parametrize("roots", [quadratic_roots, quadratic_roots_naive])
def test_roots_refuse(roots):
    with pytest.raises(ValueError, match="a must not be 0"):
        roots(0, 1, 1)
    with pytest.raises(ValueError, match="not real"):
        roots(1, 0, 1)
    with pytest.raises(ValueError, match="b must be a finite number"):
        roots(1, math.inf, 1)


def test_one_pass_variance_breaks_and_depends_on_the_order():
    x = [4.0, 7.0, 13.0, 16.0]
    assert one_pass_variance(x) == 30.0
    shifted = [v + 1e9 for v in x]
    assert abs(one_pass_variance(shifted) - 30.0) > 20
    assert one_pass_variance(shifted) != one_pass_variance(shifted[::-1])
    with pytest.raises(ValueError, match="at least two"):
        one_pass_variance([1.0])


def test_recurrence_backward_finds_the_integrals():
    values = recurrence_backward(20, start=40)
    for n in (0, 1, 5, 20):
        right, _ = scipy.integrate.quad(lambda t, n=n: t**n * math.exp(t - 1), 0, 1)
        assert values[n] == pytest.approx(right, rel=1e-12)


def test_recurrence_forward_blows_up():
    values, right = recurrence_forward(25), recurrence_backward(25, start=45)
    np.testing.assert_allclose(values[:10], right[:10], rtol=1e-8)
    assert values[18] < 0
    assert abs(values[25]) > 1e8
    # Error k! times the first one, up to the rounding of later steps.
    growth = abs(values[20] - right[20]) / abs(values[10] - right[10])
    assert growth == pytest.approx(math.factorial(20) / math.factorial(10), rel=1e-3)


def test_recurrences_refuse():
    with pytest.raises(ValueError, match="n must be at most 100"):
        recurrence_forward(101)
    with pytest.raises(ValueError, match="start must be at least 5"):
        recurrence_backward(5, start=4)


@given(
    st.lists(st.floats(-800, 800), min_size=1, max_size=20),
    st.lists(st.floats(-800, 800), min_size=1, max_size=20),
)
def test_online_logsumexp_in_two_parts(first, second):
    state = online_logsumexp(second, online_logsumexp(first))
    right = scipy.special.logsumexp(first + second)
    assert state.value == pytest.approx(right, rel=1e-12, abs=1e-12)
    assert state.m == max(first + second)


def test_online_logsumexp_by_hand():
    assert online_logsumexp([1000, 1001, 1002]).value == pytest.approx(1002.4076059644)
    with pytest.raises(ValueError, match="z must"):
        online_logsumexp([])
