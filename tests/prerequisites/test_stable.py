"""Sigmoid, softmax and log-sum-exp: SciPy's answers, exact shifts, huge scores."""

import math

import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from utils.prerequisites import log_softmax, logsumexp, sigmoid, softmax

INF = math.inf
ALL = [softmax, log_softmax, logsumexp]
# Multiples of 1/8 below 2**20: their sums and differences are exact.
eighths = st.integers(-(2**12), 2**12).map(lambda k: k / 8)
matrices = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3), elements=eighths)
scores = st.floats(-50, 50)


@pytest.fixture(autouse=True)
def _loud():
    """What NumPy would warn of is an error in this file."""
    with np.errstate(all="raise", under="ignore"):
        yield


def judge(function, *args, **kwargs):
    with np.errstate(all="ignore"):
        return function(*args, **kwargs)


# --- the judge ---------------------------------------------------------------------


@given(matrices, st.data())
def test_scipy_agrees(z, data):
    axis = data.draw(st.integers(-z.ndim, z.ndim - 1))
    for ours in ALL:
        theirs = getattr(scipy.special, ours.__name__)
        result, right = ours(z, axis=axis), judge(theirs, z, axis=axis)
        assert np.shape(result) == np.shape(right)
        np.testing.assert_allclose(result, right, rtol=1e-13, atol=1e-15)


@given(st.lists(st.floats(allow_nan=False), min_size=1, max_size=20))
def test_sigmoid_is_expit(z):
    right = judge(scipy.special.expit, z)
    np.testing.assert_allclose(sigmoid(z), right, rtol=1e-14, atol=1e-307)


def test_by_hand():
    z = np.log([1.0, 2.0, 3.0])
    np.testing.assert_allclose(softmax(z), [1 / 6, 1 / 3, 1 / 2], rtol=1e-15)
    assert logsumexp(z) == pytest.approx(math.log(6), rel=1e-15)
    np.testing.assert_allclose(log_softmax(z), -np.log([6, 3, 2]), rtol=1e-14)
    assert sigmoid(math.log(3)) == pytest.approx(0.75, rel=1e-15)


# --- properties --------------------------------------------------------------------


@given(matrices, eighths, st.data())
def test_shift_invariance(z, c, data):
    axis = data.draw(st.integers(0, z.ndim - 1))
    assert (softmax(z + c, axis=axis) == softmax(z, axis=axis)).all()
    assert (log_softmax(z + c, axis=axis) == log_softmax(z, axis=axis)).all()
    moved, still = logsumexp(z + c, axis=axis), logsumexp(z, axis=axis) + c
    np.testing.assert_allclose(moved, still, rtol=1e-15, atol=1e-12)


@given(matrices, st.data())
def test_probabilities(z, data):
    axis = data.draw(st.integers(-z.ndim, z.ndim - 1))
    p = softmax(z, axis=axis)
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=axis), 1, rtol=1e-14)
    best = np.expand_dims(z.argmax(axis=axis), axis)
    top = np.take_along_axis(p, best, axis)
    assert (top == p.max(axis=axis, keepdims=True)).all()


@given(st.lists(scores, min_size=1, max_size=20))
def test_logsumexp_is_a_smooth_maximum(z):
    smooth = logsumexp(z)
    assert max(z) <= smooth <= max(z) + math.log(len(z)) + 1e-13


@given(st.lists(scores, min_size=1, max_size=10), st.floats(0.1, 100))
def test_temperature_divides_the_scores(z, T):
    p = softmax(z, temperature=T)
    np.testing.assert_allclose(p, softmax(np.array(z) / T), rtol=1e-12, atol=1e-300)


def test_temperature_at_its_ends():
    z = [1.0, 3.0, 2.0]
    assert softmax(z, temperature=5e-324).tolist() == [0, 1, 0]
    assert softmax(z, temperature=1e308).tolist() == [1 / 3] * 3
    # Farther apart than any float: as if the second were impossible, for every T.
    assert softmax([1e308, -1e308], temperature=1e308).tolist() == [1, 0]


@given(st.floats(-700, 700))
def test_sigmoid_is_symmetric_and_a_softmax_of_two(z):
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1, rel=1e-15)
    assert sigmoid(z) == pytest.approx(softmax([z, 0.0])[0], rel=1e-14)


def test_default_axis_is_the_last():
    z = np.arange(24.0).reshape(2, 3, 4)
    assert logsumexp(z).shape == (2, 3)
    assert (softmax(z) == softmax(z, axis=2)).all()
    assert (log_softmax(z) == log_softmax(z, axis=2)).all()


# --- the far ends ------------------------------------------------------------------


def test_huge_scores():
    z = [[1e308, -1e308, 0.0], [1e308, 1e308, -INF], [-1e308, -1e308, -1e308]]
    p = [[1, 0, 0], [0.5, 0.5, 0], [1 / 3] * 3]
    assert softmax(z).tolist() == p
    assert logsumexp(z).tolist() == [1e308, 1e308, -1e308]
    half, third = -math.log(2), -math.log(3)
    np.testing.assert_allclose(
        log_softmax(z), [[0, -INF, -1e308], [half, half, -INF], [third] * 3], rtol=1e-15
    )
    assert sigmoid([1e308, -1e308, INF, -INF, -0.0]).tolist() == [1, 0, 1, 0, 0.5]


def test_silent_underflow():
    """NumPy does not warn of it, unless it is asked to."""
    z = [0.0, -745.0, -1000.0]
    with np.errstate(all="raise"):
        for function in (*ALL, sigmoid):
            function(z)
        softmax([0.0, -5e-324], temperature=3.0)


def test_impossible_entries_count_for_nothing():
    assert softmax([-INF, 0.0, 0.0]).tolist() == [0, 0.5, 0.5]
    assert logsumexp([-INF, 3.0]) == 3.0
    assert log_softmax([-INF, 3.0]).tolist() == [-INF, 0]


def test_nothing_possible_in_one_row():
    z = np.array([[-INF, -INF], [0.0, 0.0]])
    assert logsumexp(z).tolist() == [-INF, math.log(2)]
    np.testing.assert_array_equal(softmax(z), [[np.nan, np.nan], [0.5, 0.5]])
    assert np.isnan(log_softmax(z)[0]).all()
    np.testing.assert_allclose(log_softmax(z)[1], -math.log(2), rtol=1e-15)
    assert logsumexp([-INF, -INF]) == -INF


def test_small_losses_keep_their_digits():
    """log(1 + e^-40) is 4.2e-18, where 1 + e^-40 has been rounded to 1."""
    small = math.exp(-40)
    assert logsumexp([0.0, -40.0]) == pytest.approx(small, rel=1e-14, abs=0)
    assert log_softmax([0.0, -40.0])[0] == pytest.approx(-small, rel=1e-14, abs=0)
    assert log_softmax([[-40.0], [0.0]], axis=0)[1, 0] == log_softmax([0.0, -40.0])[0]
    assert log_softmax([0.0, 1000.0])[0] == -1000.0
    assert sigmoid(-700.0) == pytest.approx(math.exp(-700), rel=1e-14, abs=0)


@given(st.floats(-30, 0.5), st.floats(-30, 0.5))
def test_logsumexp_of_a_leader_and_two_followers(a, b):
    """On both sides of the switch to log1p the relative accuracy is high."""
    right = math.log1p(math.exp(a - 1) + math.exp(b - 1))
    assert logsumexp([1.0, a, b]) == pytest.approx(1 + right, rel=1e-15)
    assert log_softmax([1.0, a, b])[0] == pytest.approx(-right, rel=2e-15, abs=0)


# --- types, shapes, errors ---------------------------------------------------------


def test_numbers_for_numbers():
    assert isinstance(sigmoid(0), float)
    assert isinstance(logsumexp([0, 0]), float)
    assert sigmoid([[0]]).shape == (1, 1)


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("z", [[0.0, np.nan], [[0.0, 1.0], [INF, 0.0]], [], [[], []]])
def test_no_scores(function, z):
    with pytest.raises(ValueError, match=r"^z must"):
        function(z)


@pytest.mark.parametrize("function", ALL)
def test_no_axis(function):
    for axis in (1, -2):
        with pytest.raises(ValueError, match=r"^axis must name an axis of z"):
            function([1.0, 2.0], axis=axis)
    with pytest.raises(ValueError, match=r"^axis must"):
        function(3.0)
    with pytest.raises(TypeError, match=r"^axis must be an integer"):
        function([1.0, 2.0], axis=None)


def test_no_sigmoid():
    with pytest.raises(ValueError, match=r"^z must not contain NaN"):
        sigmoid([0.0, np.nan])
    with pytest.raises(TypeError, match=r"^z must contain numbers"):
        sigmoid("0")


@pytest.mark.parametrize("T", [0, -1.0, np.nan, INF])
def test_no_temperature(T):
    with pytest.raises(ValueError, match=r"^temperature must"):
        softmax([1.0, 2.0], temperature=T)


def test_arguments_stay_as_they_are():
    z = np.array([[1.0, 2.0], [3.0, -INF]])
    before = z.copy()
    for function in (*ALL, sigmoid):
        function(z)
    assert (z == before).all()
