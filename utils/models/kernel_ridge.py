"""Ridge regression that sees the data only through inner products.

    X    (n, d) training data, one sample per row; Z (m, d) other samples
    K    (n, n) k(xᵢ, xⱼ), the inner products of some features of the samples
    a    (n,)   dual coefficients, (K + λI)a = y; the prediction at z is Σ aᵢk(xᵢ, z)
    λ           weight of the penalty, `alpha` in code

By the push-through identity (XᵀX + λI)⁻¹Xᵀ = Xᵀ(XXᵀ + λI)⁻¹, ridge regression needs
XXᵀ and not X. Notebook: 01/14.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_matrix,
    as_vector,
    check_real,
    check_same_length,
)
from utils.linear_algebra import (
    back_substitution,
    cholesky,
    forward_substitution,
    is_symmetric,
)
from utils.models._fitted import check_fitted
from utils.models.metrics import r2_score
from utils.prerequisites import pairwise_sq_dists

Kernel = Callable[[Array, Array], Array]


def linear_kernel(X: ArrayLike, Z: ArrayLike) -> Array:
    """Return XZᵀ, the inner products of the rows themselves.

    Parameters
    ----------
    X : (n, d) array_like
    Z : (m, d) array_like

    Returns
    -------
    (n, m) ndarray

    Raises
    ------
    ValueError
        If the rows of `X` and `Z` differ in length.

    Examples
    --------
    >>> linear_kernel([[1, 2]], [[3, 4], [0, 1]])
    array([[11.,  2.]])
    """
    X, Z = _same_columns(X, Z)
    return X @ Z.T


def rbf_kernel(X: ArrayLike, Z: ArrayLike, *, gamma: float) -> Array:
    """Return exp(−γ‖x − z‖²), the inner products of infinitely many features.

    Parameters
    ----------
    X : (n, d) array_like
    Z : (m, d) array_like
    gamma : float
        γ > 0, in one over the squared unit of the data; 1/√γ is how far a sample
        speaks for its neighbours.

    Returns
    -------
    (n, m) ndarray
        Between 0 and 1; 1 on the diagonal if Z is X.

    Raises
    ------
    ValueError
        If the rows differ in length or `gamma` is not positive.

    Examples
    --------
    >>> rbf_kernel([[0, 0]], [[0, 0], [3, 4]], gamma=0.04).round(6)
    array([[1.      , 0.367879]])
    """
    X, Z = _same_columns(X, Z)
    gamma = check_real(gamma, "gamma", minimum=0)
    if gamma == 0:
        raise ValueError("gamma must be positive, got 0")
    return np.asarray(np.exp(-gamma * pairwise_sq_dists(X, Z)))


class KernelRidge:
    """Kernel ridge regression: minimise ‖y − Ka‖² + λ aᵀKa over a.

    With `linear_kernel` this is ridge regression without an intercept: w = Xᵀa.

    Parameters
    ----------
    kernel : callable
        kernel(X, Z) returns the (n, m) matrix of inner products.
    alpha : float
        The penalty λ ≥ 0. At 0 the model interpolates, if K is positive definite.

    Attributes
    ----------
    dual_coef_ : (n,) ndarray
        a, one number for each training sample.

    Notes
    -----
    n³/3 flops and n² numbers, whatever the number of features. No intercept: centre y,
    or add a constant to the kernel.

    References
    ----------
    Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, section
    5.8.

    Examples
    --------
    Ridge on x = (1, 2), y = (1, 3), λ = 5: the slope is 7 / (5 + 5).

    >>> model = KernelRidge(linear_kernel, 5).fit([[1], [2]], [1, 3])
    >>> print(f"{model.predict([[10]])[0]:.4f}")
    7.0000
    """

    dual_coef_: Array

    def __init__(self, kernel: Kernel, alpha: float) -> None:
        self.kernel = kernel
        self.alpha = alpha

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Fit to data and return the model.

        Parameters
        ----------
        X : (n, d) array_like
        y : (n,) array_like

        Raises
        ------
        ValueError
            If alpha is negative, the numbers of rows differ, a value is not finite, or
            the kernel does not return a symmetric (n, n) matrix.
        numpy.linalg.LinAlgError
            If K + λI is not positive definite in floats: increase alpha.
        """
        alpha = check_real(self.alpha, "alpha", minimum=0)
        X, y = as_matrix(X, "X"), as_vector(y, "y")
        check_same_length(X, "X", y, "y")
        K = as_matrix(self.kernel(X, X), "kernel(X, X)")
        if K.shape != (len(X), len(X)) or not is_symmetric(K):
            raise ValueError(
                f"kernel(X, X) must be a symmetric ({len(X)}, {len(X)}) matrix, "
                f"got shape {K.shape}"
            )
        try:
            L = cholesky(K + alpha * np.eye(len(X)))
        except np.linalg.LinAlgError as error:
            raise np.linalg.LinAlgError(
                f"K + alpha I is not positive definite at alpha = {alpha:g}: "
                "increase alpha"
            ) from error
        self.dual_coef_ = back_substitution(L.T, forward_substitution(L, y))
        self._X = X
        return self

    def predict(self, X: ArrayLike) -> Array:
        """Return Σ aᵢk(xᵢ, z) for each row z of X, shape (m,)."""
        check_fitted(self, "dual_coef_")
        X, _ = _same_columns(X, self._X)
        return np.asarray(self.kernel(X, self._X) @ self.dual_coef_)

    def score(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return R² of the predictions for X against y."""
        return r2_score(y, self.predict(X))


def _same_columns(X: ArrayLike, Z: ArrayLike) -> tuple[Array, Array]:
    X, Z = as_matrix(X, "X"), as_matrix(Z, "Z")
    if X.shape[1] != Z.shape[1]:
        raise ValueError(
            f"X must have as many columns as the other samples, got shapes {X.shape} "
            f"and {Z.shape}"
        )
    return X, Z
