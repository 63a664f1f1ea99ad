"""Classifiers from one normal distribution per class: LDA and QDA.

    μ_c    (d,)    mean of class c
    S_c    (d, d)  its covariance matrix
    S      (d, d)  the covariance matrix within classes, pooled
    δ_c(x)         log P(c) + log N(x; μ_c, S_c), up to a term without c

With one common S the quadratic terms of all δ_c agree and drop out: the border between
two classes is a plane, and the posterior a sigmoid of a linear function. All estimates
are those of maximum likelihood. Notebook: 03/16.
"""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, check_real
from utils.linear_algebra import back_substitution, forward_substitution
from utils.models.naive_bayes import GenerativeClassifier
from utils.probability.multivariate import (
    covariance_factor,
    shrink_covariance,
    squared_distances,
)


class LDA(GenerativeClassifier):
    """Linear discriminant analysis: normal classes with a common covariance matrix.

    Parameters
    ----------
    shrinkage : float
        From 0, S as it is, to 1, a multiple of I: (1 - s) S + s (trace S / d) I.

    Attributes
    ----------
    classes_ : (k,) ndarray
        The labels, sorted.
    log_prior_ : (k,) ndarray
        Logarithms of the class shares.
    mean_ : (k, d) ndarray
        μ_c.
    covariance_ : (d, d) ndarray
        S, dividing by n, after shrinkage.
    coef_ : (k, d) ndarray
        S⁻¹(μ_c - x̄): the mean x̄ of all objects may be taken off, being common to all.
    intercept_ : (k,) ndarray
        log P(c) - ½ (μ_c - x̄)ᵀ S⁻¹ (μ_c + x̄). The log odds of one class against
        another are the difference of their rows: S⁻¹(μ₁ - μ₀) and so on.

    Notes
    -----
    One Cholesky factor of S and two triangular solves per class: O(nd² + d³) flops.

    References
    ----------
    Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning,
    section 4.3.

    Examples
    --------
    S = 1, means 1 and 5: the log odds are (5 - 1) (x - 3).

    >>> model = LDA().fit([[0], [2], [4], [6]], [0, 0, 1, 1])
    >>> print((model.coef_[1] - model.coef_[0]).round(6).tolist())
    [4.0]
    >>> print(model.predict_proba([[3.0]]).round(6).tolist())
    [[0.5, 0.5]]
    """

    mean_: Array
    covariance_: Array
    coef_: Array
    intercept_: Array

    def __init__(self, shrinkage: float = 0.0) -> None:
        self.shrinkage = shrinkage

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Estimate means and the common covariance and return the model.

        Parameters
        ----------
        X : (n, d) array_like
        y : (n,) array_like

        Raises
        ------
        ValueError
            If X is not a finite matrix, the lengths differ, y holds one class only, or
            shrinkage leaves [0, 1].
        numpy.linalg.LinAlgError
            If S is singular: a column is constant within all classes or depends on
            others, or there are fewer than d + k objects.
        """
        shrinkage = check_real(self.shrinkage, "shrinkage", minimum=0.0, maximum=1.0)
        X, codes = self._training_data(X, y)
        k = len(self.classes_)
        self.mean_ = np.array([X[codes == c].mean(axis=0) for c in range(k)])
        residuals = X - self.mean_[codes]
        pooled = residuals.T @ residuals / len(X)
        self.covariance_ = shrink_covariance(pooled, shrinkage)
        L = covariance_factor(self.covariance_, "the covariance matrix within classes")
        centre = X.mean(axis=0)
        shifts = (self.mean_ - centre).T  # (d, k)
        self.coef_ = back_substitution(L.T, forward_substitution(L, shifts)).T
        middles = (self.mean_ + centre) / 2
        self.intercept_ = self.log_prior_ - np.sum(self.coef_ * middles, axis=1)
        return self

    def _log_joint(self, X: Array) -> Array:
        return X @ self.coef_.T + self.intercept_


class QDA(GenerativeClassifier):
    """Quadratic discriminant analysis: normal classes, each with its own covariance.

    Parameters
    ----------
    reg : float
        From 0, each S_c as it is, to 1, the identity: (1 - r) S_c + r I. That mixes
        units with ones: standardise the columns first.

    Attributes
    ----------
    classes_ : (k,) ndarray
        The labels, sorted.
    log_prior_ : (k,) ndarray
        Logarithms of the class shares.
    mean_ : (k, d) ndarray
        μ_c.
    covariance_ : (k, d, d) ndarray
        S_c, dividing by the number of objects, after regularisation.

    Notes
    -----
    k Cholesky factors, O(nd² + kd³) flops, and kd²/2 parameters to estimate.

    References
    ----------
    Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning,
    section 4.3. Friedman (1989), Regularized discriminant analysis, Journal of the
    American Statistical Association 84.

    Examples
    --------
    A narrow and a wide class about the same centre: far out it is the wide one.

    >>> model = QDA().fit([[-1], [1], [-9], [9]], ["in", "in", "out", "out"])
    >>> model.predict([[0], [20], [-20]]).tolist()
    ['in', 'out', 'out']
    """

    mean_: Array
    covariance_: Array

    def __init__(self, reg: float = 0.0) -> None:
        self.reg = reg

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Estimate means and covariances and return the model.

        Parameters
        ----------
        X : (n, d) array_like
        y : (n,) array_like

        Raises
        ------
        ValueError
            If X is not a finite matrix, the lengths differ, y holds one class only, or
            reg leaves [0, 1].
        numpy.linalg.LinAlgError
            If a class has a singular covariance: too few objects, or a column that is
            constant in it.
        """
        reg = check_real(self.reg, "reg", minimum=0.0, maximum=1.0)
        X, codes = self._training_data(X, y)
        groups = [X[codes == c] for c in range(len(self.classes_))]
        self.mean_ = np.array([group.mean(axis=0) for group in groups])
        self.covariance_ = np.array([_regularised(group, reg) for group in groups])
        self._factors = [
            covariance_factor(S, f"the covariance matrix of class {label}")
            for S, label in zip(self.covariance_, self.classes_, strict=True)
        ]
        return self

    def _log_joint(self, X: Array) -> Array:
        columns = [
            -0.5 * squared_distances(X - mean, L) - np.log(L.diagonal()).sum()
            for mean, L in zip(self.mean_, self._factors, strict=True)
        ]
        return self.log_prior_ + np.array(columns).T


def _regularised(group: Array, reg: float) -> Array:
    """(1 - r) S + r I, where S is the covariance matrix of the rows of a class."""
    residuals = group - group.mean(axis=0)
    S = residuals.T @ residuals / len(group)
    return (1 - reg) * S + reg * np.eye(S.shape[0])
