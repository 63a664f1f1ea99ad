"""Least-squares regression, solved without ever forming an inverse.

    X    (n, d) data, one sample per row
    A    (n, p) design matrix: X with a column of ones in front, p = d + 1; or X itself
    y    (n,)   targets
    w    (p,)   parameters, the intercept first
    P    (n, n) hat matrix: ŷ = Py is the projection of y onto the columns of A
    λ    weight of the penalty λ‖w‖² in ridge regression, `alpha` in code

The factorisations come from `utils.linear_algebra`. Notebook: 08/01.
"""

from __future__ import annotations

import warnings
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
    condition_number,
    forward_substitution,
    least_squares,
    svd_jacobi,
)
from utils.linear_algebra.qr import qr_full_rank
from utils.models._fitted import check_fitted
from utils.models.metrics import r2_score

# κ(AᵀA) = κ(A)²: from here on the normal equations keep fewer than two digits.
_WORST_CONDITION = 1e7
_DEPENDENT = (
    "the columns of X (with the column of ones, if there is one) are dependent: "
    "the coefficients are not unique; drop a column or use "
    'LinearRegression(solver="svd")'
)


def design_matrix(X: ArrayLike) -> Array:
    """Return X with a column of ones in front, so that w₀ is the intercept.

    Parameters
    ----------
    X : (n, d) array_like

    Returns
    -------
    (n, d + 1) ndarray

    Examples
    --------
    >>> design_matrix([[5], [7]])
    array([[1., 5.],
           [1., 7.]])
    """
    X = as_matrix(X, "X")
    return np.hstack([np.ones((len(X), 1)), X])


def hat_matrix(X: ArrayLike) -> Array:
    """Return P = X(XᵀX)⁻¹Xᵀ, the projection onto the column space of X.

    Parameters
    ----------
    X : (n, p) array_like
        Full column rank. No column of ones is added; see `design_matrix`.

    Returns
    -------
    P : (n, n) ndarray
        Symmetric, P² = P, trace p. Its diagonal holds the leverages hᵢᵢ.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the columns of `X` are dependent, so that the inverse does not exist.

    Notes
    -----
    Computed as QQᵀ from X = QR, so κ(X) does not enter. n² numbers: for the leverages
    of many samples take the squared lengths of the rows of Q instead.

    References
    ----------
    Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, sec. 3.2.

    Examples
    --------
    >>> (6 * hat_matrix([[1, 0], [1, 1], [1, 2]])).round(6)
    array([[ 5.,  2., -1.],
           [ 2.,  2.,  2.],
           [-1.,  2.,  5.]])
    """
    Q = qr_full_rank(as_matrix(X, "X")).Q
    return Q @ Q.T


class LinearRegression:
    """Least-squares regression: minimise ‖y − b1 − Xw‖² over b and w.

    Setting the gradient to zero, demanding an orthogonal residual and maximising a
    Gaussian likelihood all lead to AᵀAw = Aᵀy; the solvers differ in how they get
    there and in how many digits survive.

    Parameters
    ----------
    fit_intercept : bool
        Add a column of ones to the data.
    solver : {"qr", "svd", "normal"}
        "qr" needs independent columns. "svd" accepts any X and returns, among all
        minimisers, the one with the smallest ‖w‖. "normal" forms AᵀA and takes its
        Cholesky factor: the textbook formula, for teaching only.

    Attributes
    ----------
    coef_ : (d,) ndarray
        The slopes w.
    intercept_ : float
        b, or 0 without an intercept.
    residual_variance_ : float
        RSS / (n − p), the unbiased estimate of the noise variance, where p is the
        number of parameters (with "svd": the rank). NaN if n = p.

    Notes
    -----
    O(np²) flops for "qr" and "normal"; several times as many for "svd". With the
    condition number κ of the design matrix, "normal" loses twice as many digits as κ
    has, and warns from κ = 10⁷ on.

    References
    ----------
    Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, sec. 3.2.
    Trefethen and Bau, *Numerical Linear Algebra*, Lectures 11, 18 and 19.

    Examples
    --------
    >>> model = LinearRegression().fit([[0], [1], [2]], [2, 1, 6])
    >>> print(f"{model.intercept_:.4f} {model.coef_[0]:.4f}")
    1.0000 2.0000
    >>> print(f"{model.predict([[3]])[0]:.4f}")
    7.0000
    """

    coef_: Array
    intercept_: float
    residual_variance_: float

    def __init__(self, *, fit_intercept: bool = True, solver: str = "qr") -> None:
        self.fit_intercept = fit_intercept
        self.solver = solver

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Fit to data and return the model.

        Parameters
        ----------
        X : (n, d) array_like
        y : (n,) array_like

        Raises
        ------
        ValueError
            If the solver is unknown, X is not a matrix, the numbers of rows differ or
            a value is not finite.
        numpy.linalg.LinAlgError
            If the columns of the design matrix are dependent (except for "svd").

        Warns
        -----
        RuntimeWarning
            If "normal" meets a condition number above 10⁷.
        """
        X, y = _training_data(X, y)
        A = design_matrix(X) if self.fit_intercept else X
        parameters = A.shape[1]
        if self.solver == "qr":
            w = _solve_qr(A, y)
        elif self.solver == "normal":
            w = _solve_normal_equations(A, y)
        elif self.solver == "svd":
            w, parameters = _minimum_norm(X, y, intercept=self.fit_intercept)
        else:
            raise ValueError(f"solver must be qr, svd or normal, got {self.solver!r}")
        self.intercept_ = float(w[0]) if self.fit_intercept else 0.0
        self.coef_ = w[1:] if self.fit_intercept else w
        rss = float(np.sum((y - A @ w) ** 2))
        freedom = len(y) - parameters
        self.residual_variance_ = rss / freedom if freedom > 0 else np.nan
        return self

    def predict(self, X: ArrayLike) -> Array:
        """Return b + Xw for new samples X of shape (n, d)."""
        return _predict(self, X)

    def score(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return R² of the predictions for X against y."""
        return r2_score(y, self.predict(X))


class RidgeRegression:
    """Ridge regression: minimise ‖y − b1 − Xw‖² + λ‖w‖² over b and w.

    Equal to ordinary least squares on data with d extra rows √λ·I and targets 0, which
    is how it is solved. The intercept is not penalised: shifting y by a constant shifts
    the predictions by the same constant.

    Parameters
    ----------
    alpha : float
        The penalty λ ≥ 0; 0 gives ordinary least squares.

    Attributes
    ----------
    coef_ : (d,) ndarray
        The slopes w.
    intercept_ : float
        b.

    Notes
    -----
    Along a singular direction of the centred data with singular value σ the
    least-squares coefficient is multiplied by σ² / (σ² + λ). The result depends on the
    units of the columns: standardise them first.

    References
    ----------
    Hoerl and Kennard, "Ridge regression: biased estimation for nonorthogonal problems",
    Technometrics 12 (1970). Hastie, Tibshirani and Friedman, *The Elements of
    Statistical Learning*, section 3.4.

    Examples
    --------
    Two points, centred x = (−1, 1): the slope 1 shrinks by σ²/(σ² + λ) = 2/(2 + 2).

    >>> model = RidgeRegression(2).fit([[0], [2]], [5, 7])
    >>> print(f"{model.coef_[0]:.4f} {model.intercept_:.4f}")
    0.5000 5.5000
    """

    coef_: Array
    intercept_: float

    def __init__(self, alpha: float) -> None:
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
            If alpha is negative, X is not a matrix, the numbers of rows differ or a
            value is not finite.
        numpy.linalg.LinAlgError
            If the columns of the design matrix are dependent and alpha is zero, or so
            small that it is lost in roundoff.
        """
        alpha = check_real(self.alpha, "alpha", minimum=0)
        X, y = _training_data(X, y)
        d = X.shape[1]
        # The zero column in front of √λ·I keeps the intercept out of the penalty.
        penalty = np.sqrt(alpha) * np.eye(d, d + 1, k=1)  # (d, d + 1)
        A = np.vstack([design_matrix(X), penalty])  # (n + d, d + 1)
        w = _solve_qr(A, np.append(y, np.zeros(d)))
        self.intercept_, self.coef_ = float(w[0]), w[1:]
        return self

    def predict(self, X: ArrayLike) -> Array:
        """Return b + Xw for new samples X of shape (n, d)."""
        return _predict(self, X)

    def score(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return R² of the predictions for X against y."""
        return r2_score(y, self.predict(X))


def _training_data(X: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    X, y = as_matrix(X, "X"), as_vector(y, "y")
    check_same_length(X, "X", y, "y")
    return X, y


def _predict(model: LinearRegression | RidgeRegression, X: ArrayLike) -> Array:
    check_fitted(model, "coef_")
    X = as_matrix(X, "X")
    if X.shape[1] != len(model.coef_):
        raise ValueError(
            f"X must have {len(model.coef_)} columns as in fit, got shape {X.shape}"
        )
    return model.intercept_ + X @ model.coef_


def _solve_qr(A: Array, y: Array) -> Array:
    try:
        return least_squares(A, y)
    except np.linalg.LinAlgError as error:
        raise np.linalg.LinAlgError(_DEPENDENT) from error


def _solve_normal_equations(A: Array, y: Array) -> Array:
    """Solve AᵀAw = Aᵀy by Cholesky, and say so if that is a bad idea."""
    kappa = condition_number(A)
    if kappa > _WORST_CONDITION:
        warnings.warn(
            f"the design matrix has condition number {kappa:.1e}, its normal equations "
            'the square of that: use solver="qr"',
            RuntimeWarning,
            stacklevel=3,
        )
    try:
        L = cholesky(A.T @ A)
    except np.linalg.LinAlgError as error:
        raise np.linalg.LinAlgError(_DEPENDENT) from error
    return back_substitution(L.T, forward_substitution(L, A.T @ y))


def _minimum_norm(X: Array, y: Array, *, intercept: bool) -> tuple[Array, int]:
    """Return the shortest minimiser and how many parameters the data determine.

    Centring takes the intercept out of the problem, so that only w is kept short.
    """
    eps = np.finfo(float).eps
    x_mean = X.mean(axis=0) if intercept else np.zeros(X.shape[1])
    y_mean = y.mean() if intercept else 0.0
    centred = X - x_mean
    # What centring leaves of a constant column is roundoff, not information.
    size, left = np.abs(X).max(axis=0), np.abs(centred).max(axis=0)
    centred[:, left <= len(X) * eps * size] = 0.0
    U, s, Vt = svd_jacobi(centred)
    kept = s > max(X.shape) * eps * s[0]
    w = Vt[kept].T @ (U.T[kept] @ (y - y_mean) / s[kept])
    rank = int(kept.sum())
    return (np.append(y_mean - x_mean @ w, w), rank + 1) if intercept else (w, rank)
