"""Classifiers from Bayes' rule: what they share, and the two naive ones.

    X       (n, d) data, one object per row
    y       (n,)   class labels
    joint   (n, k) log P(class) + log p(x | class), one column per class
    "naive" within a class the features are taken as independent, so that log p(x | c)
            is a sum over features, and a missing feature a term left out

Subtracting the log-sum-exp of a row of `joint` gives the log posterior. Notebook:
03/16.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import (
    Array,
    as_labels,
    as_matrix,
    check_real,
    check_same_length,
)
from utils.models._fitted import check_fitted
from utils.prerequisites import log_softmax
from utils.probability.special import LOG_SQRT_2PI


class GenerativeClassifier:
    """Predictions of a model that knows log P(class) + log p(x | class).

    Subclasses learn in `fit` and supply `_log_joint`; `_may_be_missing` says whether
    NaN may stand for a feature that is not known.
    """

    _may_be_missing = False
    classes_: NDArray[Any]
    log_prior_: Array
    _features: int

    def _log_joint(self, X: Array) -> Array:
        raise NotImplementedError

    def _training_data(
        self, X: ArrayLike, y: ArrayLike
    ) -> tuple[Array, NDArray[np.intp]]:
        """Learn the classes and their shares; return X and y as class numbers."""
        X, labels = as_matrix(X, "X"), as_labels(y, "y")
        check_same_length(X, "X", labels, "y")
        classes, codes = np.unique(labels, return_inverse=True)
        if len(classes) < 2:
            raise ValueError(f"y must hold at least two classes, got only {classes[0]}")
        self.classes_, self._features = classes, X.shape[1]
        self.log_prior_ = np.log(np.bincount(codes) / len(codes))
        return X, codes

    def predict_log_proba(self, X: ArrayLike) -> Array:
        """Return log P(class | x), shape (n, k), columns as in `classes_`.

        Raises
        ------
        RuntimeError
            Before `fit`.
        ValueError
            If X is not a matrix with the columns of `fit`, holds infinity or (where
            nothing may be missing) NaN, or a row has density 0 in every class because
            it underflows.
        """
        check_fitted(self, "classes_")
        X = as_matrix(X, "X", finite=not self._may_be_missing)
        if np.isinf(X).any():
            raise ValueError("X must not contain infinity")
        if X.shape[1] != self._features:
            raise ValueError(
                f"X must have {self._features} columns as in fit, got shape {X.shape}"
            )
        with np.errstate(over="ignore"):  # refused in the next lines
            joint = self._log_joint(X)
        if not np.isfinite(joint.max(axis=1)).all():
            raise ValueError(
                "X has a row so far from every class that all densities underflow"
            )
        return log_softmax(joint)

    def predict_proba(self, X: ArrayLike) -> Array:
        """Return P(class | x), shape (n, k); each row sums to 1."""
        return np.exp(self.predict_log_proba(X))

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """Return the most probable class of each row, shape (n,)."""
        best = np.argmax(self.predict_log_proba(X), axis=1)
        return self.classes_[best]

    def score(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return the share of rows whose class is predicted right."""
        labels, guesses = as_labels(y, "y"), self.predict(X)
        check_same_length(guesses, "X", labels, "y")
        return float(np.mean(guesses == labels))


class GaussianNB(GenerativeClassifier):
    """Naive Bayes with a normal distribution per class and feature.

    Parameters
    ----------
    var_floor : float
        This share of the largest variance of a feature is added to every variance.
        Without it a feature that is constant within a class cannot be fitted; with a
        tiny one any other value of it counts as next to impossible.

    Attributes
    ----------
    classes_ : (k,) ndarray
        The labels, sorted.
    log_prior_ : (k,) ndarray
        Logarithms of the class shares.
    mean_, var_ : (k, d) ndarray
        Per class; the variances divide by the number of objects.

    Notes
    -----
    NaN in the X of a prediction means "not known": the density is integrated over that
    feature, which leaves out its factor. A row of NaNs gets the prior.

    References
    ----------
    Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning,
    section 6.6.3.

    Examples
    --------
    Two bells of variance 1 about 1 and 5, equally frequent: the border is at 3.

    >>> model = GaussianNB().fit([[0], [2], [4], [6]], ["a", "a", "b", "b"])
    >>> model.predict([[2.9], [3.1]]).tolist()
    ['a', 'b']
    >>> model.predict_proba([[3.0], [np.nan]]).round(6).tolist()
    [[0.5, 0.5], [0.5, 0.5]]
    """

    _may_be_missing = True
    mean_: Array
    var_: Array

    def __init__(self, *, var_floor: float = 0.0) -> None:
        self.var_floor = var_floor

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Estimate means and variances and return the model.

        Parameters
        ----------
        X : (n, d) array_like
            Finite.
        y : (n,) array_like

        Raises
        ------
        ValueError
            If X is not a finite matrix, the lengths differ, y holds one class only,
            var_floor is negative, or a variance is 0 and var_floor too.
        """
        floor = check_real(self.var_floor, "var_floor", minimum=0.0)
        X, codes = self._training_data(X, y)
        groups = [X[codes == c] for c in range(len(self.classes_))]
        self.mean_ = np.array([group.mean(axis=0) for group in groups])
        self.var_ = np.array([_variances(group) for group in groups])
        self.var_ += floor * _variances(X).max()
        if (self.var_ == 0).any():
            c, j = np.argwhere(self.var_ == 0)[0]
            raise ValueError(
                f"X[:, {j}] is constant in class {self.classes_[c]}, its variance 0: "
                "set var_floor, or drop the column"
            )
        return self

    def _log_joint(self, X: Array) -> Array:
        columns = []
        for mean, var in zip(self.mean_, self.var_, strict=True):
            terms = -0.5 * (X - mean) ** 2 / var - 0.5 * np.log(var) - LOG_SQRT_2PI
            columns.append(np.where(np.isnan(X), 0.0, terms).sum(axis=1))
        return self.log_prior_ + np.array(columns).T


def _variances(X: Array) -> Array:
    """The variance of each column; of a constant one exactly 0."""
    return np.where(np.ptp(X, axis=0) == 0, 0.0, X.var(axis=0))


class BernoulliNB(GenerativeClassifier):
    """Naive Bayes for features that are 0 or 1: absent or present.

    Parameters
    ----------
    alpha : float
        Positive: objects of each kind that every class is credited with in advance.
        The estimates are the posterior means for a Beta(alpha, alpha) prior; 1 is
        Laplace's rule.

    Attributes
    ----------
    classes_ : (k,) ndarray
        The labels, sorted.
    log_prior_ : (k,) ndarray
        Logarithms of the class shares.
    prob_ : (k, d) ndarray
        (count of ones + alpha) / (objects + 2 alpha), per class and feature.

    Notes
    -----
    NaN in the X of a prediction means "not known" and leaves the factor out.

    References
    ----------
    Murphy (2022), Probabilistic Machine Learning: An Introduction, section 9.3.

    Examples
    --------
    Both mails of class 1 and one of two of class 0 hold the word.

    >>> model = BernoulliNB().fit([[1], [1], [1], [0]], [1, 1, 0, 0])
    >>> model.prob_.tolist()  # (1 + 1) / (2 + 2) and (2 + 1) / (2 + 2)
    [[0.5], [0.75]]
    >>> model.predict_proba([[1]]).round(6).tolist()
    [[0.4, 0.6]]
    """

    _may_be_missing = True
    prob_: Array

    def __init__(self, alpha: float = 1.0) -> None:
        self.alpha = alpha

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Count and return the model.

        Parameters
        ----------
        X : (n, d) array_like
            Zeros and ones.
        y : (n,) array_like

        Raises
        ------
        ValueError
            If X is not a matrix of zeros and ones, the lengths differ, y holds one
            class only, or alpha is not positive.
        """
        alpha = check_real(self.alpha, "alpha", minimum=0.0, strict=True)
        X, codes = self._training_data(X, y)
        _check_binary(X)
        groups = [X[codes == c] for c in range(len(self.classes_))]
        ones = np.array([group.sum(axis=0) for group in groups])
        sizes = np.array([[len(group)] for group in groups])
        self.prob_ = (ones + alpha) / (sizes + 2 * alpha)
        return self

    def _log_joint(self, X: Array) -> Array:
        _check_binary(X)
        present, absent = X == 1, X == 0  # both False where X is missing
        ones = present @ np.log(self.prob_).T
        return self.log_prior_ + ones + absent @ np.log1p(-self.prob_).T


def _check_binary(X: Array) -> None:
    strange = X[~np.isin(X, (0, 1)) & ~np.isnan(X)]
    if len(strange):
        raise ValueError(f"X must consist of zeros and ones, got {strange[0]:g}")
