"""Linear models against scikit-learn, certified values and their own invariants."""

import warnings
from fractions import Fraction

import numpy as np
import pytest
import sklearn.linear_model as judge
from hypothesis import given
from hypothesis import strategies as st

from utils.datasets import load_diabetes, load_longley
from utils.models import LinearRegression, RidgeRegression, design_matrix, hat_matrix

SOLVERS = ["qr", "svd", "normal"]
every_solver = pytest.mark.parametrize("solver", SOLVERS)
sizes = st.integers(-30, 30).map(lambda k: 2.0**k)


def regression(n=40, d=4, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d)) * [10.0**k for k in range(d)] + 3
    return X, X @ rng.standard_normal(d) + rng.standard_normal(n)


def assert_same_model(ours, theirs, rtol=1e-10):
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=rtol)
    np.testing.assert_allclose(ours.intercept_, theirs.intercept_, rtol=rtol)


DEPENDENT = "the coefficients are not unique; drop a column or use LinearRegression"


# ---- least squares


@every_solver
@pytest.mark.parametrize("fit_intercept", [True, False])
def test_against_scikit_learn(solver, fit_intercept):
    X, y = regression()
    ours = LinearRegression(solver=solver, fit_intercept=fit_intercept).fit(X, y)
    theirs = judge.LinearRegression(fit_intercept=fit_intercept).fit(X, y)
    assert_same_model(ours, theirs)
    np.testing.assert_allclose(ours.predict(X), theirs.predict(X), rtol=1e-10)
    assert ours.score(X, y) == pytest.approx(theirs.score(X, y), rel=1e-10)


@every_solver
def test_diabetes_against_scikit_learn(solver):
    data = load_diabetes()
    ours = LinearRegression(solver=solver).fit(data.X, data.y)
    assert_same_model(ours, judge.LinearRegression().fit(data.X, data.y))
    assert ours.score(data.X, data.y) == pytest.approx(0.5177, abs=5e-5)


@every_solver
def test_hand_example(solver):
    model = LinearRegression(solver=solver).fit([[0], [1], [2]], [2, 1, 6])
    assert model.intercept_ == pytest.approx(1)
    assert model.coef_ == pytest.approx([2])
    assert model.residual_variance_ == pytest.approx(6)
    assert model.score([[0], [1], [2]], [2, 1, 6]) == pytest.approx(4 / 7)


@pytest.mark.parametrize("solver", ["qr", "svd"])
def test_longley_certificate(solver):
    data = load_longley()
    model = LinearRegression(solver=solver).fit(data.X, data.y)
    error = np.append(model.intercept_, model.coef_) / np.array(data.certified) - 1
    assert -np.log10(np.abs(error).max()) >= 10.3
    # NIST certifies the residual standard deviation, too.
    deviation = np.sqrt(model.residual_variance_)
    assert deviation == pytest.approx(304.854073561965, rel=1e-9)


def test_normal_equations_lose_digits_and_warn():
    data = load_longley()
    with pytest.warns(RuntimeWarning, match=r"condition number 4.9e\+09"):
        model = LinearRegression(solver="normal").fit(data.X, data.y)
    error = abs(model.intercept_ / data.certified[0] - 1)
    assert 1e-10 < error < 1e-5


def test_good_conditions_do_not_warn():
    X, y = regression()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        LinearRegression(solver="normal").fit(X, y)


def test_residual_variance_is_exact_on_small_integers():
    # X = (1, x), y = x²: the best line is 3x − 1, residuals 1, −1, −1, 1.
    model = LinearRegression().fit([[0], [1], [2], [3]], [0, 1, 4, 9])
    assert model.residual_variance_ == pytest.approx(float(Fraction(4, 4 - 2)))
    assert np.isnan(LinearRegression().fit([[0], [1]], [1, 5]).residual_variance_)


@pytest.mark.parametrize("solver", ["qr", "svd"])
@given(scale=sizes, unit=sizes, shift=st.integers(-100, 100))
def test_scale_and_shift_equivariance(solver, scale, unit, shift):
    X, y = regression(n=15, d=2)
    plain = LinearRegression(solver=solver).fit(X, y)
    # New unit and origin of the first feature, new unit and origin of the target.
    moved_X = (X + np.array([shift, 0])) * np.array([scale, 1])
    moved = LinearRegression(solver=solver).fit(moved_X, (y + shift) * unit)
    np.testing.assert_allclose(
        moved.predict(moved_X) / unit - shift, plain.predict(X), rtol=1e-8, atol=1e-8
    )
    np.testing.assert_allclose(moved.coef_ * [scale, 1], plain.coef_ * unit, rtol=1e-7)


@pytest.mark.parametrize("fit_intercept", [True, False])
@pytest.mark.parametrize("shape", [(20, 6), (5, 8), (1, 3)])
def test_minimum_norm_solution(fit_intercept, shape):
    rng = np.random.default_rng(1)
    X = rng.standard_normal(shape) + 5
    X[:, -1] = X[:, 0]
    y = rng.standard_normal(shape[0])
    ours = LinearRegression(solver="svd", fit_intercept=fit_intercept).fit(X, y)
    theirs = judge.LinearRegression(fit_intercept=fit_intercept).fit(X, y)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.predict(X), theirs.predict(X), rtol=1e-9, atol=1e-9)
    assert ours.coef_[0] == pytest.approx(ours.coef_[-1], abs=1e-12)


def test_minimum_norm_counts_the_rank_as_parameters():
    X, y = regression(n=12, d=2)
    once = LinearRegression().fit(X, y)
    twice = LinearRegression(solver="svd").fit(np.hstack([X, X]), y)
    assert twice.residual_variance_ == pytest.approx(once.residual_variance_)


def test_a_constant_column_gets_no_weight():
    X, y = regression(n=12, d=2)
    X = np.column_stack([X, np.full(12, 1e6 / 3)])
    model = LinearRegression(solver="svd").fit(X, y)
    assert model.coef_[2] == 0
    np.testing.assert_allclose(
        model.coef_[:2], LinearRegression().fit(X[:, :2], y).coef_, rtol=1e-10
    )


def test_residual_is_orthogonal_and_squares_add_up():
    X, y = regression()
    fitted = LinearRegression().fit(X, y).predict(X)
    A, residual = design_matrix(X), y - fitted
    tolerance = 1e-11 * np.linalg.norm(A, axis=0) * np.linalg.norm(y)
    assert (np.abs(A.T @ residual) <= tolerance).all()
    sst, ssr = ((y - y.mean()) ** 2).sum(), ((fitted - y.mean()) ** 2).sum()
    assert sst == pytest.approx(ssr + residual @ residual)


# ---- ridge


@pytest.mark.parametrize("alpha", [1e-3, 1.0, 1e4])
@pytest.mark.parametrize("shape", [(40, 4), (3, 6)])
def test_ridge_against_scikit_learn(alpha, shape):
    X, y = regression(*shape)
    X = X / X.std(axis=0)
    ours = RidgeRegression(alpha).fit(X, y)
    theirs = judge.Ridge(alpha=alpha, solver="svd", tol=1e-14).fit(X, y)
    assert_same_model(ours, theirs, rtol=1e-9)
    assert ours.score(X, y) == pytest.approx(theirs.score(X, y), rel=1e-9)


def test_ridge_limits():
    X, y = regression(d=3)
    plain = LinearRegression().fit(X, y)
    assert_same_model(RidgeRegression(0).fit(X, y), plain)
    flat = RidgeRegression(1e16).fit(X, y)
    np.testing.assert_allclose(flat.coef_, 0, atol=1e-6)
    assert flat.intercept_ == pytest.approx(y.mean(), rel=1e-4)


def test_ridge_approaches_the_minimum_norm_solution():
    X, y = regression(n=4, d=3)
    X = np.hstack([X, X])
    shortest = LinearRegression(solver="svd").fit(X, y)
    assert_same_model(RidgeRegression(1e-6).fit(X, y), shortest, rtol=1e-4)


@given(st.floats(-1e3, 1e3))
def test_ridge_does_not_penalise_the_intercept(shift):
    X, y = regression(n=15, d=2)
    plain = RidgeRegression(3.0).fit(X, y)
    moved = RidgeRegression(3.0).fit(X + shift, y + shift)
    np.testing.assert_allclose(moved.coef_, plain.coef_, rtol=1e-8)
    np.testing.assert_allclose(
        moved.predict(X + shift), plain.predict(X) + shift, rtol=1e-8, atol=1e-8
    )


def test_ridge_filters_singular_directions():
    X, y = regression(d=3)
    Xc, alpha = X - X.mean(axis=0), 50.0
    U, s, Vt = np.linalg.svd(Xc, full_matrices=False)
    expected = Vt.T @ (s / (s**2 + alpha) * (U.T @ (y - y.mean())))
    np.testing.assert_allclose(RidgeRegression(alpha).fit(X, y).coef_, expected)


# ---- hat matrix


def test_hat_matrix_by_hand():
    expected = np.array([[5, 2, -1], [2, 2, 2], [-1, 2, 5]]) / 6
    found = hat_matrix([[1, 0], [1, 1], [1, 2]])
    np.testing.assert_allclose(found, expected, atol=1e-15)


@pytest.mark.parametrize("data", [regression(), (load_longley().X, load_longley().y)])
def test_hat_matrix_is_a_projection(data):
    X, y = data
    A = design_matrix(X)
    P = hat_matrix(A)
    np.testing.assert_allclose(P @ P, P, atol=1e-14)
    np.testing.assert_allclose(P, P.T, atol=1e-15)
    assert np.trace(P) == pytest.approx(A.shape[1], rel=1e-13)
    np.testing.assert_allclose(P @ A, A, rtol=1e-12)
    fitted = LinearRegression().fit(X, y).predict(X)
    np.testing.assert_allclose(P @ y, fitted, rtol=1e-10)


# ---- errors


@pytest.mark.parametrize("model", [LinearRegression(), RidgeRegression(1.0)])
def test_errors(model):
    X, y = regression(n=10, d=2)
    with pytest.raises(RuntimeError, match="is not fitted yet: call fit first"):
        model.predict(X)
    with pytest.raises(ValueError, match="X must have 2 dimension"):
        model.fit(X[:, 0], y)
    with pytest.raises(ValueError, match="same length, got 10 and 9"):
        model.fit(X, y[:9])
    with pytest.raises(ValueError, match="X must be finite"):
        model.fit(X * np.nan, y)
    with pytest.raises(ValueError, match="y must be finite"):
        model.fit(X, y * np.inf)
    with pytest.raises(TypeError, match="X must contain numbers"):
        model.fit([["a"]], [1])
    model.fit(X, y)
    with pytest.raises(ValueError, match=r"X must have 2 columns as in fit"):
        model.predict(X[:, :1])


def test_rank_deficiency_is_refused():
    X, y = regression(n=10, d=2)
    dependent = np.column_stack([X, X @ [1, -2]])
    constant = np.column_stack([X, np.full(10, 0.1)])
    for bad in (dependent, constant, np.ones((2, 5))):
        target = y[: len(bad)]
        with pytest.raises(np.linalg.LinAlgError, match=DEPENDENT):
            LinearRegression().fit(bad, target)
        for lost in (0, 1e-40):
            with pytest.raises(np.linalg.LinAlgError, match=DEPENDENT):
                RidgeRegression(lost).fit(bad, target)
    with (
        pytest.warns(RuntimeWarning, match="condition number inf"),
        pytest.raises(np.linalg.LinAlgError, match=DEPENDENT),
    ):
        LinearRegression(solver="normal").fit([[1, 1], [1, 1]], [0, 1])
    with pytest.raises(np.linalg.LinAlgError, match="rank-deficient"):
        hat_matrix(dependent)


def test_hyperparameters_are_checked_in_fit():
    X, y = regression(n=10, d=2)
    with pytest.raises(ValueError, match="solver must be qr, svd or normal, got 'lu'"):
        LinearRegression(solver="lu").fit(X, y)
    with pytest.raises(ValueError, match="alpha must be a finite number"):
        RidgeRegression(-1).fit(X, y)
    with pytest.raises(TypeError, match="alpha must be a real number"):
        RidgeRegression("1").fit(X, y)


def test_data_survive():
    X, y = regression()
    before = X.copy(), y.copy()
    for solver in SOLVERS:
        LinearRegression(solver=solver).fit(X, y)
    np.testing.assert_array_equal(X, before[0])
    np.testing.assert_array_equal(y, before[1])
