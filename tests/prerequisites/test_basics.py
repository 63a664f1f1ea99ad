"""School formulas against exact fractions, the standard library and NumPy."""

import math
import statistics
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from utils.prerequisites import (
    euclidean_distance,
    gcd,
    heron_sqrt,
    isclose,
    mean,
    variance,
)

ROUNDOFF = 2.0**-53
TINY = 2.0**-1022  # below it floats lose digits
numbers = st.floats(-1e6, 1e6, allow_subnormal=False)
lists = st.lists(numbers, min_size=1, max_size=30)
scales = st.sampled_from([2.0**-400, 1.0, 2.0**400])
positive = st.floats(min_value=0.0, exclude_min=True, allow_infinity=False)


# --- square root -------------------------------------------------------------------


@given(positive)
def test_root_at_every_scale(a):
    assert heron_sqrt(a) == pytest.approx(math.sqrt(a), rel=2 * ROUNDOFF, abs=0)


@given(st.integers(0, 2**26))
def test_root_of_a_square_is_exact(n):
    assert heron_sqrt(n * n) == n


@given(positive)
def test_default_start_needs_six_steps_at_most(a):
    assert heron_sqrt(a, max_iter=6) == heron_sqrt(a)


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_every_positive_start_leads_to_the_root(a, start):
    assert heron_sqrt(a, x0=start) == pytest.approx(math.sqrt(a), rel=4 * ROUNDOFF)


def test_steps_by_hand():
    """From 1 the guesses for √2 are 3/2, 17/12, 577/408: tol tells where we stop."""
    changes = [(3 / 2, 0.34), (17 / 12, 0.06), (577 / 408, 2e-3)]
    for guess, tol in changes:
        assert heron_sqrt(2, x0=1, tol=tol) == pytest.approx(guess, rel=4 * ROUNDOFF)


def test_naive_start_of_a_large_number_runs_out_of_steps():
    with pytest.raises(RuntimeError, match="60 steps"):
        heron_sqrt(1e300, x0=1e300)
    assert heron_sqrt(1e300, x0=1e300, max_iter=504) == pytest.approx(1e150)
    with pytest.raises(RuntimeError, match="503 steps"):
        heron_sqrt(1e300, x0=1e300, max_iter=503)


def test_start_so_small_that_the_first_quotient_overflows():
    with pytest.raises(RuntimeError, match="start nearer to the root"):
        heron_sqrt(1e300, x0=1e-300)


def test_root_of_zero():
    assert heron_sqrt(0) == 0
    assert heron_sqrt(0.0, x0=3.0) == 0


@pytest.mark.parametrize("a", [-1, -1e-300, math.nan, math.inf])
def test_root_of_no_proper_number(a):
    with pytest.raises(ValueError, match=r"^a must"):
        heron_sqrt(a)


@pytest.mark.parametrize("a", ["2", None, 2j, [2]])
def test_root_of_no_number(a):
    with pytest.raises(TypeError, match=r"^a must"):
        heron_sqrt(a)


@pytest.mark.parametrize(
    ("option", "name"),
    [({"x0": 0}, "x0"), ({"x0": -1}, "x0"), ({"tol": 0}, "tol"), ({"tol": 1}, "tol")],
)
def test_root_with_options_out_of_range(option, name):
    with pytest.raises(ValueError, match=rf"^{name} must"):
        heron_sqrt(2, **option)


def test_root_needs_a_step():
    with pytest.raises(ValueError, match="max_iter"):
        heron_sqrt(2, max_iter=0)


# --- greatest common divisor -------------------------------------------------------


@given(st.integers(-(10**30), 10**30), st.integers(-(10**30), 10**30))
def test_gcd_against_the_standard_library(a, b):
    assert gcd(a, b) == gcd(b, a) == math.gcd(a, b)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6))
def test_gcd_divides_and_scales(a, b, c):
    assert a % gcd(a, b) == b % gcd(a, b) == 0
    assert gcd(c * a, c * b) == c * gcd(a, b)


def test_gcd_by_hand_and_at_zero():
    assert [gcd(252, 198), gcd(7, 0), gcd(0, -7), gcd(0, 0)] == [18, 7, 7, 0]


@pytest.mark.parametrize("bad", [6.0, "6", True, Fraction(6)])
def test_gcd_takes_integers_only(bad):
    with pytest.raises(TypeError, match=r"^a must be an integer"):
        gcd(bad, 4)
    with pytest.raises(TypeError, match=r"^b must be an integer"):
        gcd(4, bad)


def test_gcd_of_numpy_integers_is_an_int():
    assert type(gcd(np.int64(12), np.int32(18))) is int


# --- mean and variance -------------------------------------------------------------


@given(lists, scales)
def test_mean_against_exact_fractions(xs, scale):
    xs = [x * scale for x in xs]
    exact = sum(map(Fraction, xs)) / len(xs)
    assert abs(Fraction(mean(xs)) - exact) <= 2 * Fraction(ROUNDOFF) * abs(
        exact
    ) * Fraction(1.01) + Fraction(5e-324)
    assert mean(xs) == pytest.approx(statistics.mean(xs), rel=4 * ROUNDOFF, abs=TINY)


def test_mean_of_large_terms_that_cancel():
    assert mean([1e16, 1.0, -1e16]) == 1 / 3


@given(lists, st.integers(0, 1), scales)
def test_variance_against_exact_fractions(xs, ddof, scale):
    assume(len(xs) > ddof)
    xs = [x * scale for x in xs]
    exact = list(map(Fraction, xs))
    centre = sum(exact) / len(exact)
    expected = sum((x - centre) ** 2 for x in exact) / (len(exact) - ddof)
    slack = 1e-14 * float(expected) + 64 * (ROUNDOFF * float(abs(centre))) ** 2
    assert variance(xs, ddof=ddof) == pytest.approx(float(expected), abs=slack + TINY)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30))
def test_variance_against_the_standard_library(xs):
    assert variance(xs) == pytest.approx(statistics.pvariance(xs), rel=1e-14)
    assert variance(xs, ddof=1) == pytest.approx(statistics.variance(xs), rel=1e-14)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30), st.integers(-9, 9))
def test_variance_ignores_a_shift_and_squares_a_factor(xs, c):
    assert variance([x + c for x in xs]) == pytest.approx(variance(xs))
    assert variance([c * x for x in xs]) == pytest.approx(c * c * variance(xs))


def test_by_hand():
    assert (mean([2, 4, 9]), variance([2, 4, 9], ddof=1)) == (5, 13)
    assert variance([2, 4, 9]) == pytest.approx(26 / 3)
    assert variance([2, 4, 4, 4, 5, 5, 7, 9]) == 4


def test_variance_when_the_mean_is_rounded():
    # The mean 1e16 + 1 is no float. Without the correction the variance would be 2.
    assert variance([1e16, 1e16 + 2]) == 1


@given(numbers, st.integers(1, 50))
def test_equal_numbers_do_not_vary(x, n):
    assert variance([x] * n) <= (2 * ROUNDOFF * x) ** 2


def test_input_is_not_changed():
    xs = np.array([3.0, 1.0, 2.0])
    mean(xs), variance(xs)
    assert xs.tolist() == [3, 1, 2]


@pytest.mark.parametrize("function", [mean, variance])
@pytest.mark.parametrize(
    ("xs", "error"),
    [
        ([], ValueError),
        ([1.0, math.nan], ValueError),
        ([[1.0, 2.0]], ValueError),
        (["a"], TypeError),
        (3.0, ValueError),
    ],
)
def test_no_list_of_numbers(function, xs, error):
    with pytest.raises(error, match=r"^xs must"):
        function(xs)


def test_variance_needs_more_numbers_than_ddof():
    with pytest.raises(ValueError, match="more than ddof = 1 numbers, got 1"):
        variance([3.0], ddof=1)
    with pytest.raises(ValueError, match="ddof must be at least 0"):
        variance([3.0], ddof=-1)


def test_sums_beyond_the_largest_float():
    with pytest.raises(OverflowError):
        mean([1.7e308, 1.7e308])
    with pytest.raises(OverflowError):
        variance([1.7e308, 1.7e308])
    assert variance([1e200, -1e200]) == math.inf


# --- distance ----------------------------------------------------------------------


@st.composite
def point_pairs(draw, *, count=2):
    """`count` points of one dimension, at one scale."""
    d, scale = draw(st.integers(1, 12)), draw(scales)
    point = st.lists(numbers, min_size=d, max_size=d)
    return [[x * scale for x in draw(point)] for _ in range(count)]


@given(point_pairs())
def test_distance_against_the_standard_library(points):
    p, q = points
    expected = math.dist(p, q)
    assert euclidean_distance(p, q) == pytest.approx(
        expected, rel=4 * ROUNDOFF, abs=5e-324
    )
    assert euclidean_distance(p, q) == euclidean_distance(q, p)
    assert euclidean_distance(p, p) == 0


@given(point_pairs(count=3))
def test_a_detour_is_not_shorter(points):
    for a, b, c in permutations(points):
        detour = euclidean_distance(a, b) + euclidean_distance(b, c)
        assert euclidean_distance(a, c) <= detour * (1 + 8 * ROUNDOFF)


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        ([1, 2], [4, 6], 5),
        ([3e200, 4e200], [0, 0], 5e200),
        ([3e-200, 4e-200], [0, 0], 5e-200),
        ([5e-324], [0], 5e-324),
        ([1.7e308], [0], 1.7e308),
        ([1.7e308], [-1.7e308], math.inf),
        ([1.7e308, 1.7e308], [0, 0], math.inf),
    ],
)
def test_distance_by_hand_and_at_the_ends_of_the_floats(p, q, expected):
    assert euclidean_distance(p, q) == pytest.approx(expected, rel=4 * ROUNDOFF)


def test_points_of_different_spaces():
    with pytest.raises(ValueError, match="p and q must have the same length"):
        euclidean_distance([1, 2], [1, 2, 3])


# --- closeness ---------------------------------------------------------------------


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-1e-8, 1e-8),
    st.sampled_from([0.0, 1e-12, 1e-9, 0.5]),
    st.sampled_from([0.0, 1e-12, 1.0]),
)
def test_isclose_against_the_standard_library(a, relative, rtol, atol):
    b = a * (1 + relative)
    assume(math.isfinite(b))
    expected = math.isclose(a, b, rel_tol=rtol, abs_tol=atol)
    assert isclose(a, b, rtol=rtol, atol=atol) is expected
    assert isclose(b, a, rtol=rtol, atol=atol) is expected


def test_isclose_at_the_edge():
    assert isclose(100, 101, rtol=0.01)
    assert not isclose(100, 101.1, rtol=0.01)
    assert isclose(1, 2, rtol=0.5)
    assert isclose(2, 1, rtol=0.5)
    assert not isclose(1, 1.5, rtol=0.2, atol=0.3)  # neither suffices, nor their sum
    assert isclose(0, 0, rtol=0)
    assert not isclose(0, 5e-324)
    assert isclose(0, 0.5, atol=0.5)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"a": math.nan}, ValueError),
        ({"b": math.inf}, ValueError),
        ({"rtol": -1}, ValueError),
        ({"atol": -1}, ValueError),
        ({"a": "1"}, TypeError),
    ],
)
def test_isclose_refuses(options, error):
    arguments = {"a": 1.0, "b": 1.0, "rtol": 0.1, "atol": 0.1} | options
    [name] = options
    with pytest.raises(error, match=rf"^{name} must"):
        isclose(arguments.pop("a"), arguments.pop("b"), **arguments)
