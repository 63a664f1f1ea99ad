"""Generative classifiers and decisions: scikit-learn, closed forms, invariants."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.discriminant_analysis import (
    LinearDiscriminantAnalysis,
    QuadraticDiscriminantAnalysis,
)
from sklearn.naive_bayes import BernoulliNB as JudgeBernoulli
from sklearn.naive_bayes import GaussianNB as JudgeGaussian

from utils.datasets import (
    load_breast_cancer,
    load_digits,
    load_iris,
    load_penguins,
    load_wine,
)
from utils.models import (
    LDA,
    QDA,
    BernoulliNB,
    GaussianNB,
    bayes_decision,
    expected_loss,
)
from utils.prerequisites import sigmoid
from utils.probability import norm_cdf

DATA = {
    load.__name__: load
    for load in (load_breast_cancer, load_digits, load_iris, load_penguins, load_wine)
}


@pytest.fixture(params=DATA)
def data(request):
    found = DATA[request.param]()
    complete = ~np.isnan(found.X).any(axis=1)
    return found.X[complete], np.array(found.target_names)[found.y[complete]]


def assert_same_posterior(ours, judge, X, y, rtol, atol):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn on nearly collinear columns
        judge.fit(X, y)
        truth = judge.predict_log_proba(X)
    ours.fit(X, y)
    log_proba = ours.predict_log_proba(X)
    seen = truth > -600  # below, scikit-learn's LDA takes the logarithm of 0
    np.testing.assert_allclose(log_proba[seen], truth[seen], rtol=rtol, atol=atol)
    np.testing.assert_allclose(ours.predict_proba(X).sum(axis=1), 1, rtol=1e-12)
    np.testing.assert_array_equal(ours.predict(X), judge.predict(X))
    assert ours.score(X, y) == judge.score(X, y)


@pytest.mark.parametrize("floor", [1e-9, 1e-2])
def test_gaussian_nb_against_scikit_learn(data, floor):
    judge = JudgeGaussian(var_smoothing=floor)
    assert_same_posterior(GaussianNB(var_floor=floor), judge, *data, 1e-8, 1e-8)


@pytest.mark.parametrize("alpha", [1.0, 0.1])
def test_bernoulli_nb_against_scikit_learn(data, alpha):
    X, y = data
    X = np.sign(X - np.median(X, axis=0)) > 0
    assert_same_posterior(
        BernoulliNB(alpha), JudgeBernoulli(alpha=alpha), X, y, 1e-9, 1e-10
    )


def without_constants(X, y):
    return X[:, np.ptp(X, axis=0) > 0], y


def test_lda_against_scikit_learn(data):
    X, y = without_constants(*data)
    judge = LinearDiscriminantAnalysis()
    assert_same_posterior(LDA(), judge, X, y, 1e-6, 1e-8)


@pytest.mark.parametrize("shrinkage", [0.1, 0.9])
def test_lda_with_shrinkage(data, shrinkage):
    X, y = data
    ours = LDA(shrinkage).fit(X, y)
    judge = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=shrinkage).fit(X, y)
    k = len(ours.classes_)
    W = ours.coef_
    truth = judge.coef_ - judge.coef_[0] if k > 2 else judge.coef_
    mine = W - W[0] if k > 2 else W[1:] - W[0]
    np.testing.assert_allclose(mine, truth, rtol=1e-6, atol=1e-9 * np.abs(W).max())


@pytest.mark.parametrize("reg", [0.0, 0.2])
def test_qda_against_scikit_learn(data, reg):
    X, y = without_constants(*data)
    if reg == 0 and X.shape[1] > 60:  # some pixels of digits are constant in a class
        with pytest.raises(np.linalg.LinAlgError, match="covariance matrix of class"):
            QDA().fit(X, y)
        return
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    judge = QuadraticDiscriminantAnalysis(reg_param=reg, tol=1e-12)
    assert_same_posterior(QDA(reg), judge, X, y, 1e-6, 1e-8)


def test_one_formula_three_covariances():
    """With the same covariance in all classes, QDA's posterior is LDA's."""
    rng = np.random.default_rng(0)
    Z = rng.standard_normal((60, 3))
    X, y = np.vstack([Z, Z + np.array([2, 0, 1])]), np.repeat([0, 1], 60)
    same = QDA().fit(X, y)
    linear = LDA().fit(X, y)
    np.testing.assert_allclose(same.covariance_[0], linear.covariance_, rtol=1e-12)
    np.testing.assert_allclose(
        same.predict_log_proba(X), linear.predict_log_proba(X), rtol=1e-9, atol=1e-12
    )


def test_the_posterior_of_lda_is_a_sigmoid():
    data = load_breast_cancer()
    model = LDA().fit(data.X, data.y)
    w = model.coef_[1] - model.coef_[0]
    b = model.intercept_[1] - model.intercept_[0]
    np.testing.assert_allclose(
        model.predict_proba(data.X)[:, 1], sigmoid(data.X @ w + b), rtol=1e-9
    )


def test_lda_survives_a_far_origin():
    """Moving all data by 1e6 changes no posterior."""
    data = load_iris()
    near = LDA().fit(data.X, data.y).predict_log_proba(data.X)
    far = LDA().fit(data.X + 1e6, data.y).predict_log_proba(data.X + 1e6)
    np.testing.assert_allclose(far, near, rtol=1e-5, atol=1e-6)


def test_bayes_error_of_two_gaussians():
    """Unit variance, distance 2: Φ(-1) = 0.1587."""
    rng = np.random.default_rng(1)
    y = np.repeat([0, 1], 50_000)
    X = rng.standard_normal((100_000, 1)) + 2 * y[:, None]
    error = 1 - LDA().fit(X, y).score(X, y)
    assert error == pytest.approx(norm_cdf(-1), abs=4 * (0.16 * 0.84 / 1e5) ** 0.5)


@pytest.mark.parametrize("model", [GaussianNB(), BernoulliNB(0.5)])
def test_missing_features_are_integrated_out(model):
    """NaN in a column: the posterior of the model that never had it."""
    rng = np.random.default_rng(2)
    X, y = rng.integers(0, 2, (40, 4)).astype(float), rng.integers(0, 3, 40)
    if isinstance(model, GaussianNB):
        X += rng.standard_normal(X.shape)
    holes = X.copy()
    holes[:, 2] = np.nan
    whole = model.fit(X, y).predict_log_proba(holes)
    without = model.fit(X[:, [0, 1, 3]], y).predict_log_proba(X[:, [0, 1, 3]])
    np.testing.assert_allclose(whole, without, rtol=1e-12)
    nothing = model.fit(X, y).predict_proba(np.full((1, 4), np.nan))
    np.testing.assert_allclose(nothing[0], np.bincount(y) / 40, rtol=1e-12)


def test_bernoulli_nb_by_counts():
    """Six mails, three words, by fractions: odds 3:3 · (4/5 · 2/5)/(1/5 · 3/5) ..."""
    X = [[1, 0, 0], [1, 1, 0], [1, 0, 1], [0, 1, 0], [0, 0, 1], [0, 1, 1]]
    y = ["spam", "spam", "spam", "ham", "ham", "ham"]
    model = BernoulliNB().fit(X, y)
    np.testing.assert_allclose(model.prob_, [[0.2, 0.6, 0.6], [0.8, 0.4, 0.4]])
    ham, spam = 0.2 * 0.6 * 0.4, 0.8 * 0.4 * 0.6
    np.testing.assert_allclose(
        model.predict_proba([[1, 1, 0]]), [[ham / (ham + spam), spam / (ham + spam)]]
    )


def test_a_constant_pixel_is_nearly_impossible_elsewhere():
    """A tiny floor: right classes, insane probabilities."""
    data = load_digits()
    train, test = slice(0, 1000), slice(1000, None)
    bits = []
    for floor in (1e-9, 1e-2):
        model = GaussianNB(var_floor=floor).fit(data.X[train], data.y[train])
        log_proba = model.predict_log_proba(data.X[test])
        bits.append(-log_proba[np.arange(797), data.y[test]].mean() / np.log(2))
    assert bits[0] > 1e5
    assert bits[1] < 10


def test_the_threshold_of_two_costs():
    p = np.linspace(0, 1, 102)
    proba = np.column_stack([1 - p, p])
    decisions = bayes_decision(proba, [[0, 1], [10, 0]])
    np.testing.assert_array_equal(decisions, p > 1 / 11)


@given(st.integers(2, 5), st.integers(2, 5), st.integers(0, 500))
def test_no_decision_has_a_smaller_expected_loss(k, m, seed):
    rng = np.random.default_rng(seed)
    proba, loss = rng.dirichlet(np.ones(k), 7), rng.normal(size=(k, m))
    risk = expected_loss(proba, loss)
    best = bayes_decision(proba, loss)
    brute = [[sum(p * loss[:, a]) for a in range(m)] for p in proba]
    np.testing.assert_allclose(risk, brute, rtol=1e-12, atol=1e-14)
    np.testing.assert_array_equal(risk[np.arange(7), best], risk.min(axis=1))


X2, Y2 = [[0.0, 1.0], [1.0, 0.0], [3.0, 1.0], [2.0, 5.0]], [0, 0, 1, 1]
MODELS = [GaussianNB(), BernoulliNB(), LDA(), QDA(0.1)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
class TestEveryClassifier:
    def test_one_class_is_refused(self, model):
        with pytest.raises(ValueError, match="y must hold at least two classes"):
            model.fit([[0], [1]], [1, 1])

    def test_not_fitted(self, model):
        with pytest.raises(RuntimeError, match="is not fitted yet"):
            type(model)().predict([[1]])

    def test_shapes(self, model):
        X = np.array([[0.0, 1], [1, 0], [1, 1], [0, 0]])
        with pytest.raises(ValueError, match="X and y must have the same length"):
            model.fit(X, [0, 1])
        with pytest.raises(ValueError, match="X must be finite"):
            model.fit([[np.nan], [1]], [0, 1])
        model.fit(X, [0, 0, 1, 1])
        with pytest.raises(ValueError, match="X must have 2 columns as in fit"):
            model.predict([[1]])
        with pytest.raises(ValueError, match=r"X must (not contain infin|be finite)"):
            model.predict([[1, np.inf]])

    def test_labels_may_be_words(self, model):
        X = np.array([[0.0, 1], [1, 0], [1, 1], [0, 0], [1, 0], [0, 1]])
        y = ["b", "b", "a", "a", "b", "a"]
        assert set(model.fit(X, y).predict(X)) <= {"a", "b"}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: GaussianNB().fit([[0.1], [0.1], [0.1], [3], [4]], [0, 0, 0, 1, 1]),
            ValueError,
            r"X\[:, 0\] is constant in class 0",
        ),
        (lambda: GaussianNB(var_floor=-1).fit(X2, Y2), ValueError, "var_floor must"),
        (lambda: BernoulliNB().fit(X2, Y2), ValueError, "zeros and ones, got 3"),
        (lambda: BernoulliNB(0).fit([[0], [1]], Y2[1:3]), ValueError, "alpha must"),
        (lambda: LDA(2).fit(X2, Y2), ValueError, "shrinkage must"),
        (
            lambda: LDA(0.5).fit([[0.0], [1.0]], [0, 1]),
            np.linalg.LinAlgError,
            "within classes must be positive definite, .* eigenvalue is 0$",
        ),
        (
            lambda: LDA().fit([[0.0, 1], [1, 1], [3, 1], [4, 1]], Y2),
            np.linalg.LinAlgError,
            "the covariance matrix within classes must be positive definite",
        ),
        (lambda: LDA().fit(X2, Y2).predict([[np.nan, 1]]), ValueError, "X must be fin"),
        (
            lambda: GaussianNB().fit(X2, Y2).predict([[1e200, 0]]),
            ValueError,
            "X has a row so far from every class",
        ),
        (lambda: QDA(-1).fit(X2, Y2), ValueError, "reg must"),
        (
            lambda: QDA().fit(X2, Y2),
            np.linalg.LinAlgError,
            "the covariance matrix of class 0 must be positive definite",
        ),
        (lambda: expected_loss([[0.5, 0.6]], [[0], [1]]), ValueError, "proba must"),
        (lambda: expected_loss([[1.5, -0.5]], [[0], [1]]), ValueError, "proba must"),
        (lambda: bayes_decision([[1]], [[0], [1]]), ValueError, "loss must have one"),
    ],
)
def test_errors_name_the_argument(call, error, message):
    with pytest.raises(error, match=message):
        call()
