"""Linear regression on several targets at once, with few directions to do it.

    X    (n, d) data, Y (n, k) targets, one sample per row; both are centred inside
    W    (d, k) weights; the prediction is the mean of Y plus (X − mean of X)W
    r           the largest rank that W may have
    λ           weight of the penalty λ‖W‖²_F, `alpha` in code

The best W of rank r is not the truncated SVD of the best W: what counts is the size of
the change in the predictions, so it is these that are truncated. Notebook: 01/14.
"""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_matrix,
    check_integer,
    check_real,
    check_same_length,
)
from utils.linear_algebra import svd
from utils.models._fitted import check_fitted


class ReducedRankRegression:
    """Minimise ‖Y − 1bᵀ − XW‖² + λ‖W‖² over b and all W of rank at most r.

    Parameters
    ----------
    rank : int
        r ≥ 1. From r = min(d, k) on it is no restriction: ridge regression on every
        target.
    alpha : float
        The penalty λ ≥ 0. At 0, among all minimisers of full rank, the shortest one is
        truncated.

    Attributes
    ----------
    coef_ : (d, k) ndarray
        W, one column of slopes for each target.
    intercept_ : (k,) ndarray
        b.

    Notes
    -----
    Write X = USVᵀ after centring. The unrestricted minimiser is W₀ = VS(S² + λ)⁻¹UᵀY,
    and any other W costs ‖(S² + λ)^{1/2} Vᵀ(W − W₀)‖² more, if its columns lie in the
    row space of X. By the theorem of Eckart and Young the cheapest W of rank r is W₀
    times the projector on the first r right singular vectors of (S² + λ)^{1/2}VᵀW₀.

    References
    ----------
    Izenman, "Reduced-rank regression for the multivariate linear model", J.
    Multivariate Anal. 5 (1975). Hastie, Tibshirani and Friedman, *The Elements of
    Statistical Learning*, section 3.7.

    Examples
    --------
    Two targets, y and 2y: one direction is enough.

    >>> model = ReducedRankRegression(1).fit([[0], [1], [2]], [[1, 2], [3, 6], [5, 10]])
    >>> print(model.coef_.round(6).tolist(), model.intercept_.round(6).tolist())
    [[2.0, 4.0]] [1.0, 2.0]
    """

    coef_: Array
    intercept_: Array

    def __init__(self, rank: int, *, alpha: float = 0.0) -> None:
        self.rank = rank
        self.alpha = alpha

    def fit(self, X: ArrayLike, Y: ArrayLike) -> Self:
        """Fit to data and return the model.

        Parameters
        ----------
        X : (n, d) array_like
        Y : (n, k) array_like

        Raises
        ------
        ValueError
            If rank or alpha is out of range, X or Y is not a matrix, the numbers of
            rows differ or a value is not finite.
        """
        rank = check_integer(self.rank, "rank", minimum=1)
        alpha = check_real(self.alpha, "alpha", minimum=0)
        X, Y = as_matrix(X, "X"), as_matrix(Y, "Y")
        check_same_length(X, "X", Y, "Y")
        x_mean, y_mean = X.mean(axis=0), Y.mean(axis=0)
        U, s, Vt = svd(X - x_mean)
        # Centring a large constant leaves roundoff of its size, not information.
        roundoff = max(X.shape) * np.finfo(float).eps * max(s[0], np.abs(X).max())
        kept = s > roundoff
        size = np.hypot(s[kept], np.sqrt(alpha))  # √(σ² + λ)
        shadows = U[:, kept].T @ (Y - y_mean)
        fitted = (s[kept] / size)[:, None] * shadows  # (S² + λ)^{1/2} Vᵀ W₀
        top = svd(fitted).Vt[:rank] if kept.any() else np.zeros((0, Y.shape[1]))
        self.coef_ = Vt[kept].T @ (fitted @ top.T @ top / size[:, None])
        self.intercept_ = y_mean - x_mean @ self.coef_
        return self

    def predict(self, X: ArrayLike) -> Array:
        """Return b + XW for new samples X of shape (n, d); shape (n, k)."""
        check_fitted(self, "coef_")
        X = as_matrix(X, "X")
        if X.shape[1] != len(self.coef_):
            raise ValueError(
                f"X must have {len(self.coef_)} columns as in fit, got shape {X.shape}"
            )
        return self.intercept_ + X @ self.coef_
