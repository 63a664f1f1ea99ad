"""Metrics against scikit-learn and their own invariants."""

import numpy as np
import pytest
import sklearn.metrics as judge

from utils.models import mse, r2_score, rmse

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("n", [2, 3, 50])
def test_against_scikit_learn(n):
    y, p = RNG.standard_normal((2, n))
    assert mse(y, p) == pytest.approx(judge.mean_squared_error(y, p), rel=1e-13)
    assert rmse(y, p) == pytest.approx(judge.root_mean_squared_error(y, p), rel=1e-13)
    assert r2_score(y, p) == pytest.approx(judge.r2_score(y, p), rel=1e-13)


def test_r2_does_not_depend_on_unit_or_origin():
    y, p = RNG.standard_normal((2, 20))
    assert r2_score(1000 * y - 7, 1000 * p - 7) == pytest.approx(r2_score(y, p))


@pytest.mark.parametrize("unit", [1e-200, 1e200])
def test_squares_of_extreme_values_stay_in_range(unit):
    y, p = np.array([2.0, 1.0, 6.0]) * unit, np.array([1.0, 3.0, 5.0]) * unit
    assert r2_score(y, p) == pytest.approx(4 / 7)
    assert rmse(y, p) == pytest.approx(2**0.5 * unit, rel=1e-14)
    assert rmse(y, y) == 0


def test_landmarks_of_r2():
    y = [2.0, 1.0, 6.0]
    assert r2_score(y, y) == 1
    assert r2_score(y, [3, 3, 3]) == 0
    assert r2_score(y, [6, 6, 0]) < 0


@pytest.mark.parametrize("metric", [mse, rmse, r2_score])
def test_errors(metric):
    with pytest.raises(ValueError, match="y_true and y_pred must have the same length"):
        metric([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="y_pred must be finite"):
        metric([1, 2], [1, np.nan])
    with pytest.raises(ValueError, match="y_true must have 1 dimension"):
        metric([[1], [2]], [1, 2])
    with pytest.raises(ValueError, match="y_true must not be empty"):
        metric([], [])


def test_r2_of_a_constant_target_is_undefined():
    with pytest.raises(ValueError, match="y_true is constant"):
        r2_score([3, 3], [3, 3])
