"""Checkers of lesson 08-01, linear regression."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils._validation import Array
from utils.datasets import load_longley
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_choice,
    require_function,
    require_number,
    take_array,
)
from utils.linear_algebra import (
    back_substitution,
    cholesky,
    forward_substitution,
    least_squares,
    qr_householder,
)
from utils.models import design_matrix, hat_matrix


@exercise(
    "08-01-E1",
    kind="value",
    minutes=8,
    stars=1,
    objective="compute a least-squares line, its residuals and R² by hand",
)
def _e1_of_08_01(answer: Any) -> None:
    origin = "this line goes through the origin; subtract the means of x and y first"
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "slope": (
            1.1,
            {
                43 / 30: origin,
                1.0: "that is the intercept; the slope is Sxy / Sxx",
                5.5 / 8.75: "you divided by the spread of y; the slope is Sxy / Sxx",
                5.5: "this is Sxy; divide by Sxx",
                5.5 / 4: "this is Sxy / n; divide Sxy by Sxx",
            },
        ),
        "intercept": (
            1.0,
            {
                0.0: origin,
                1.1: "that is the slope; the intercept is ȳ − slope · x̄",
                6.5: "subtract slope · x̄ from ȳ, do not add it",
                3.75: "that is ȳ; the line passes through (x̄, ȳ), not through (0, ȳ)",
            },
        ),
        "sse": (
            2.7,
            {
                2.8: "you added the sizes of the residuals; add their squares",
                0.0: "the residuals add up to 0; square them before you add",
                0.675: "this is the mean of the squares; their sum was asked for",
                1.35: "this is SSE / (n − p); the sum itself was asked for",
                8.75: "this is SST, the spread around ȳ; measure from the line",
                6.05: "this is SSR, the part that the line explains; SSE is the rest",
            },
        ),
        "r2": (
            1 - 2.7 / 8.75,
            {
                2.7 / 8.75: "this is the share that is left; R² is 1 minus it",
                math.sqrt(1 - 2.7 / 8.75): "this is its root, the correlation",
                1 - 2.7 / 65: "measure the spread of y from its mean, not from 0",
            },
        ),
    }
    _require_names(answer, expected)
    for name, (value, mistakes) in expected.items():
        require_number(answer[name], value, atol=2e-3, mistakes=mistakes, what=name)


@exercise(
    "08-01-E2",
    kind="counterexample",
    minutes=8,
    stars=1,
    objective="say what a coefficient means and what a residual is orthogonal to",
)
def _e2_of_08_01(answer: Any) -> None:
    _require_names(answer, ("true", "x", "y"))
    wrong = {
        "A": "the residual is orthogonal to the columns of X; is the column of ones "
        "one of them?",
        "B": "plotting y against s1 does not hold the other columns fixed; with more "
        "columns the coefficient of s1 can even change its sign",
        "D": "a coefficient has the unit of y per unit of its column: measure a length "
        "in mm instead of m and the coefficient shrinks by 1000",
    }
    require_choice(answer["true"], "C", wrong)
    x = take_array(answer["x"], (3,), what="x")
    y = take_array(answer["y"], (3,), what="y")
    require(np.abs(x).max() > 1e-9, "with x = 0 every slope is equally good")
    x, y = x / np.abs(x).max(), y / max(np.abs(y).max(), 1e-300)
    residual = y - x * (x @ y) / (x @ x)
    require(
        np.abs(residual).max() > 1e-6,
        "your points lie on a line through the origin, so all residuals are 0",
    )
    require(
        np.ptp(x) > 1e-9,
        "your column x is a multiple of the column of ones, so the residual is "
        "orthogonal to the ones as well",
    )
    require(
        abs(residual.sum()) > 1e-6,
        "for your points the residuals of the fit without intercept do add up to 0; "
        "change one of the y",
    )


def _regressions(seed: int) -> list[tuple[Array, Array]]:
    """(X, y): the hand example, then random ones with a column of ones."""
    rng = np.random.default_rng(seed)
    cases = [(design_matrix([[0], [1], [2]]), np.array([2.0, 1.0, 6.0]))]
    for n, d in ((7, 1), (12, 4), (40, 6)):
        X = rng.normal(size=(n, d)) + 1
        cases.append((design_matrix(X), X @ rng.normal(size=d) + rng.normal(size=n)))
    return cases


def _qr(X: Array, y: Array) -> tuple[Array, Array]:
    Q, R = qr_householder(X)
    return R, Q.T @ y


@exercise(
    "08-01-E3",
    kind="function",
    minutes=10,
    stars=2,
    objective="code a QR solver",
)
def _e3_of_08_01(answer: Any) -> None:
    def added(X: Array, y: Array) -> Array:
        R, c = _qr(X, y)
        signs = np.eye(len(c)) * 2 - 1  # keeps the diagonal, turns what is above it
        return back_substitution(R * signs, c)

    mistakes: list[tuple[Callable[..., Array], str]] = [
        (
            lambda X, y: _qr(X, y)[1],
            "this is c = Qᵀy; the system Rw = c is still to be solved",
        ),
        (
            lambda X, y: _qr(X, y)[1] / np.diag(_qr(X, y)[0]),
            "you divided by the diagonal only; first subtract the unknowns that you "
            "know already, times their entries of R",
        ),
        (
            added,
            "the known unknowns have to be subtracted from c, not added",
        ),
        (
            lambda X, y: forward_substitution(_qr(X, y)[0].T, _qr(X, y)[1]),
            "you solved with Rᵀ; R is upper triangular, so start with the last row",
        ),
        (
            lambda X, y: least_squares(X, y)[::-1],
            "the right numbers in the wrong order: the intercept comes first",
        ),
        (
            lambda X, y: least_squares(X, y - y.mean()),
            "do not centre y: the column of ones takes care of the mean",
        ),
    ]
    rng = np.random.default_rng(3)
    X, y = _regressions(3)[-1]
    X[:, -1] = X[:, 1] + 1e-3 * rng.normal(size=len(X))  # nearly collinear
    require_function(
        answer,
        least_squares,
        [*_regressions(3), (X, y)],
        mistakes=mistakes,
        otherwise="row i says R[i, i] w[i] + R[i, i+1:] @ w[i+1:] = c[i]",
    )
    longley = load_longley()
    certified = np.array(longley.certified)
    w = take_array(call(answer, design_matrix(longley.X), longley.y), certified.shape)
    digits = -math.log10(max(np.abs(w / certified - 1).max(), 1e-16))
    require(
        digits >= 9.5,
        "right in exact arithmetic, but on Longley's data the worst coefficient has "
        f"about {digits:.0f} correct digits; use Q and R and never form XᵀX",
    )


def _ridge(X: Array, y: Array, lam: float) -> Array:
    L = cholesky(X.T @ X + lam * np.eye(X.shape[1]))
    return back_substitution(L.T, forward_substitution(L, X.T @ y))


@exercise(
    "08-01-E4",
    kind="function",
    minutes=10,
    stars=2,
    objective="derive ridge regression from a prior and solve it by adding rows",
)
def _e4_of_08_01(answer: Any) -> None:
    rng = np.random.default_rng(4)
    cases = [(np.array([[1.0], [2.0]]), np.array([3.0, 4.0]), 2.0, 1.0)]
    for n, d in ((6, 2), (20, 5), (3, 6)):
        X, y = rng.normal(size=(n, d)), rng.normal(size=n)
        cases.append((X, y, *rng.uniform(0.3, 3.0, size=2)))
    mistakes: list[tuple[Callable[..., Array], str]] = [
        (
            lambda X, y, sigma, tau: _ridge(X, y, (tau / sigma) ** 2),
            "λ is upside down: a tight prior (small tau) must pull harder",
        ),
        (
            lambda X, y, sigma, tau: _ridge(X, y, sigma / tau),
            "your extra rows amount to λ = σ/τ; the exponents say λ = σ²/τ², so the "
            "rows are √λ I = (σ/τ) I",
        ),
        (
            lambda X, y, sigma, tau: _ridge(X, y, (sigma / tau) ** 4),
            "you added the rows λI; squaring them in the loss gives λ², so add √λ I",
        ),
        (
            lambda X, y, sigma, tau: _ridge(X, y, 1 / tau**2),
            "the noise counts too: multiply the exponent by 2σ² before you compare",
        ),
        (
            lambda X, y, sigma, tau: _ridge(X, y, sigma**2),
            "the prior's width tau does not enter; λ = σ²/τ²",
        ),
        (
            lambda X, y, sigma, tau: least_squares(X, y),
            "this is the likelihood alone; the prior adds rows",
        ),
    ]
    require_function(
        answer,
        lambda X, y, sigma, tau: _ridge(X, y, (sigma / tau) ** 2),
        cases,
        mistakes=mistakes,
        otherwise="append d rows √λ I to X and d zeros to y, λ = σ²/τ²",
    )


def _leave_one_out(X: Array, y: Array) -> Array:
    """The n errors on the row left out, by n fits."""
    keep = ~np.eye(len(y), dtype=bool)
    fits = [least_squares(X[rows], y[rows]) for rows in keep]
    return np.array([target - x @ w for x, target, w in zip(X, y, fits, strict=True)])


@exercise(
    "08-01-E5",
    kind="function",
    minutes=12,
    stars=2,
    objective="measure a model on rows it has not seen, from a single fit",
)
def _e5_of_08_01(answer: Any) -> None:
    def slip(formula: Callable[[Array, Array], Array]) -> Callable[..., Array]:
        """A formula in the residuals e and the leverages h, as a function of X, y."""

        def wrong(X: Array, y: Array) -> Array:
            P = hat_matrix(X)
            return formula(y - P @ y, P.diagonal())

        return wrong

    mistakes = [
        (
            slip(lambda e, h: e),
            "these are the residuals of the full fit, in which each row takes part; "
            "divide by 1 − hᵢᵢ",
        ),
        (
            slip(lambda e, h: e * (1 - h)),
            "multiplying makes the errors smaller; a row left out is missed by more, "
            "so divide",
        ),
        (
            slip(lambda e, h: e / (1 - h) ** 2),
            "divide once by 1 − hᵢᵢ, not by its square",
        ),
        (slip(lambda e, h: e / h), "divide by 1 − hᵢᵢ, not by hᵢᵢ"),
        (slip(lambda e, h: e / (1 + h)), "divide by 1 − hᵢᵢ, not by 1 + hᵢᵢ"),
        (
            slip(lambda e, h: -e / (1 - h)),
            "the sign is reversed: an error here is target minus prediction",
        ),
        (slip(lambda e, h: (e / (1 - h)) ** 2), "return the errors, not their squares"),
        (
            slip(lambda e, h: np.abs(e / (1 - h))),
            "keep the signs of the errors",
        ),
    ]
    require_function(
        answer,
        _leave_one_out,
        _regressions(5),
        mistakes=mistakes,
        otherwise="with P the hat matrix of X, the errors are (y − Py)ᵢ / (1 − Pᵢᵢ)",
    )


def _squared_errors(x: Array, y: Array, degree: int, turn: NDArray[Any]) -> float:
    """Sum of squared errors on points left out; `turn` says in which of five turns."""
    V = np.vander(x, degree + 1)
    total = 0.0
    for k in range(5):
        w = least_squares(V[turn != k], y[turn != k])
        total += float(np.sum((y[turn == k] - V[turn == k] @ w) ** 2))
    return total


def _errors_by_degree(x: Array, y: Array) -> list[float]:
    every_fifth = np.arange(len(x)) % 5
    return [_squared_errors(x, y, degree, every_fifth) for degree in range(7)]


def _best_degree(x: Array, y: Array) -> int:
    return int(np.argmin(_errors_by_degree(x, y)))


def _best_degree_by_stretches(x: Array, y: Array) -> int:
    """The slip of leaving out five stretches of neighbours."""
    stretch = np.arange(len(x)) * 5 // len(x)
    errors = [_squared_errors(x, y, degree, stretch) for degree in range(7)]
    return int(np.argmin(errors))


def _curves() -> list[tuple[Array, Array]]:
    """Noisy polynomials of degree 2, 1, 3 and 4; the best degree wins by a margin."""
    cases = []
    for n, degree, seed in ((20, 2, 40), (35, 1, 0), (27, 3, 0), (60, 4, 6)):
        rng = np.random.default_rng(seed)
        x = rng.uniform(-1, 1, size=n)
        cases.append((x, 6 * x**degree - 2 * x + 0.5 * rng.normal(size=n)))
    return cases


@exercise(
    "08-01-E6",
    kind="function",
    minutes=12,
    stars=2,
    objective="choose a model by its errors on points it has not seen",
)
def _e6_of_08_01(answer: Any) -> None:
    mistakes: list[tuple[Callable[..., int], str]] = [
        (
            lambda x, y: 6,
            "always 6: on the points it was fitted to, the larger degree wins; measure "
            "on points left out",
        ),
        (
            lambda x, y: _best_degree(x, y) + 1,
            "you return the number of columns; a polynomial of degree k has k + 1",
        ),
        (
            lambda x, y: _best_degree(x, y) - 1,
            "the degrees start at 0: a constant is a candidate as well",
        ),
        (
            _best_degree_by_stretches,
            "leave out every fifth point, k, k + 5, k + 10, ..., not neighbours",
        ),
        (
            lambda x, y: int(np.argmax(_errors_by_degree(x, y))),
            "this degree has the largest error; take the smallest",
        ),
    ]
    require_function(
        answer,
        _best_degree,
        _curves(),
        mistakes=mistakes,
        otherwise="for each degree 0 to 6 add the squared errors on the points left "
        "out, over all five turns, and return the degree with the smallest sum",
    )


@exercise(
    "08-01-E7",
    kind="value",
    minutes=15,
    stars=3,
    objective="prove that the trace of the hat matrix is p, and use it",
)
def _e7_of_08_01(answer: Any) -> None:
    expected: dict[str, tuple[float, dict[float, str]]] = {
        "mean_leverage": (
            11 / 442,
            {
                10 / 442: "count the column of ones: p is 11",
                11.0: "that is the sum of all leverages; divide by n",
                1 / 442: "the sum of the leverages is p, not 1",
                442 / 11: "upside down: the sum is p, and there are n of them",
            },
        ),
        "at_most": (
            22,
            {
                20: "p is 11, with the column of ones; use only the trace and h ≥ 0",
                221: "half of the rows would use up far more than the sum, which is p",
                5.5: "divide the sum by 0.5, do not multiply",
                11: "the sum is 11, and each such row uses up only a half",
                21: "22 rows with a leverage of exactly 0.5 are within the sum",
            },
        ),
        "residual": (
            0,
            {
                1: "with leverage 1 the fitted value is yᵢ itself; what is left?",
            },
        ),
    }
    _require_names(answer, expected)
    for name, (value, mistakes) in expected.items():
        require_number(answer[name], value, atol=6e-5, mistakes=mistakes, what=name)


def _require_names(answer: Any, names: Any) -> None:
    if not isinstance(answer, dict) or set(answer) != set(names):
        raise Hint("keep the dictionary with its names and replace each TODO")
