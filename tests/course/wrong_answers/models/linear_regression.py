"""Wrong answers to lesson 08-01, linear regression, with parts of their hints."""

import numpy as np

from utils.linear_algebra import least_squares

WRONG = {}


def by_hand(**changes):
    return {"slope": 1.1, "intercept": 1.0, "sse": 2.7, "r2": 0.691, **changes}


def explained(true="C", x=(0, 1, 2), y=(2, 1, 6)):
    return {"true": true, "x": list(x), "y": list(y)}


def leverages(**changes):
    return {"mean_leverage": 0.0249, "at_most": 22, "residual": 0, **changes}


def qr_solver(row):
    """A solver with Qᵀy = Rw whose unknown is row(R, c, w, i)."""

    def fit(X, y):
        Q, R = np.linalg.qr(X)
        c, w = Q.T @ y, np.zeros(X.shape[1])
        for i in reversed(range(len(c))):
            w[i] = row(R, c, w, i)
        return w

    return fit


def normal_equations(X, y):
    return np.linalg.inv(X.T @ X) @ X.T @ y


def transposed_system(X, y):
    Q, R = np.linalg.qr(X)
    return np.linalg.solve(R.T, Q.T @ y)


def through_the_origin(X, y):
    return least_squares(X, y - y.mean())


def with_rows(factor):
    """Ridge with the extra rows factor(sigma, tau) · I."""

    def fit(X, y, sigma, tau):
        d = X.shape[1]
        rows = factor(sigma, tau) * np.eye(d)
        return least_squares(np.vstack([X, rows]), np.append(y, np.zeros(d)))

    return fit


def without_prior(X, y, sigma, tau):
    return least_squares(X, y) if len(X) >= X.shape[1] else np.zeros(X.shape[1])


def rows_for_targets(X, y, sigma, tau):
    d = X.shape[1]
    rows = sigma / tau * np.eye(d)
    return least_squares(np.vstack([X, rows]), np.append(y, np.ones(d)))


def left_out(formula):
    """A formula in residuals e and leverages h."""

    def errors(X, y):
        P = X @ np.linalg.pinv(X)
        return formula(y - P @ y, np.diag(P))

    return errors


def errors_by_degree(x, y, *, unseen, stretches=False):
    errors, places = np.zeros(7), np.arange(len(x))
    turn = places * 5 // len(x) if stretches else places % 5
    for degree in range(7):
        V = np.vander(x, degree + 1)
        for k in range(5):
            out = turn == k
            w = np.linalg.lstsq(V[~out], y[~out])[0]
            judged = out if unseen else ~out
            errors[degree] += ((y[judged] - V[judged] @ w) ** 2).sum()
    return errors


def smallest_error_on_seen_points(x, y):
    return errors_by_degree(x, y, unseen=False).argmin()


def number_of_columns(x, y):
    return errors_by_degree(x, y, unseen=True).argmin() + 1


def constant_forgotten(x, y):
    return errors_by_degree(x, y, unseen=True)[1:].argmin()


def neighbours_left_out(x, y):
    return errors_by_degree(x, y, unseen=True, stretches=True).argmin()


def worst_degree(x, y):
    return errors_by_degree(x, y, unseen=True).argmax()


WRONG |= {
    "08-01-E1": [
        (by_hand(slope=43 / 30), "goes through the origin"),
        (by_hand(slope=5.5 / 8.75), "divided by the spread of y"),
        (by_hand(slope=1.0, intercept=1.1), "that is the intercept"),
        (by_hand(intercept=0), "goes through the origin"),
        (by_hand(intercept=6.5), "do not add it"),
        (by_hand(sse=2.8), "add their squares"),
        (by_hand(sse=0.675), "the mean of the squares"),
        (by_hand(sse=6.05), "SSE is the rest"),
        (by_hand(r2=0.309), "1 minus it"),
        (by_hand(r2=0.832), "the correlation"),
        ((1.1, 1.0, 2.7, 0.691), "keep the dictionary"),
    ],
    "08-01-E2": [
        (explained("A"), "is the column of ones one of them"),
        (explained("B"), "does not hold the other columns fixed"),
        (explained("D"), "in mm instead of m"),
        (explained(x=(2, 2, 2)), "a multiple of the column of ones"),
        (explained(y=(0, 3, 6)), "all residuals are 0"),
        (explained(y=(1, 0, 5)), "do add up to 0"),
        (explained(x=(0, 0, 0)), "every slope is equally good"),
        (explained(x=(0, 1)), "shape"),
    ],
    "08-01-E3": [
        (normal_equations, "never form XᵀX"),
        (transposed_system, "R is upper triangular"),
        (qr_solver(lambda R, c, w, i: c[i]), "this is c = Qᵀy"),
        (qr_solver(lambda R, c, w, i: c[i] / R[i, i]), "divided by the diagonal only"),
        (
            qr_solver(lambda R, c, w, i: (c[i] + R[i, i + 1 :] @ w[i + 1 :]) / R[i, i]),
            "subtracted from c, not added",
        ),
        (lambda X, y: least_squares(X, y)[::-1], "the intercept comes first"),
        (through_the_origin, "do not centre y"),
    ],
    "08-01-E4": [
        (with_rows(lambda sigma, tau: tau / sigma), "upside down"),
        (with_rows(lambda sigma, tau: (sigma / tau) ** 0.5), "amount to λ = σ/τ"),
        (with_rows(lambda sigma, tau: (sigma / tau) ** 2), "so add √λ I"),
        (with_rows(lambda sigma, tau: 1 / tau), "the noise counts too"),
        (with_rows(lambda sigma, tau: sigma), "does not enter"),
        (without_prior, "the likelihood alone"),
        (rows_for_targets, "d zeros to y"),
    ],
    "08-01-E5": [
        (left_out(lambda e, h: e), "residuals of the full fit"),
        (left_out(lambda e, h: e * (1 - h)), "so divide"),
        (left_out(lambda e, h: e / (1 - h) ** 2), "not by its square"),
        (left_out(lambda e, h: e / h), "not by hᵢᵢ"),
        (left_out(lambda e, h: e / (1 + h)), "not by 1 + hᵢᵢ"),
        (left_out(lambda e, h: -e / (1 - h)), "the sign is reversed"),
        (left_out(lambda e, h: (e / (1 - h)) ** 2), "not their squares"),
        (left_out(lambda e, h: abs(e / (1 - h))), "keep the signs"),
        (left_out(lambda e, h: e.sum()), "expected an array"),
    ],
    "08-01-E6": [
        (smallest_error_on_seen_points, "always 6"),
        (number_of_columns, "a polynomial of degree k has k + 1"),
        (constant_forgotten, "the degrees start at 0"),
        (neighbours_left_out, "not neighbours"),
        (worst_degree, "take the smallest"),
        (lambda x, y: 4, "over all five turns"),
    ],
    "08-01-E7": [
        (leverages(mean_leverage=10 / 442), "count the column of ones"),
        (leverages(mean_leverage=11), "divide by n"),
        (leverages(at_most=20), "with the column of ones"),
        (leverages(at_most=221), "the sum, which is p"),
        (leverages(residual=1), "what is left"),
        (leverages(residual=5), "not right"),
    ],
}
