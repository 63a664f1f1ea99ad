"""Wrong answers to the exercises in lesson 02-09."""

import numpy as np

from utils.calculus import hessian_from_grad, sigmoid

E3 = {
    "x² + 6xy + y²: f_xx, f_xy, f_yy": (2, 6, 2),
    "x² + 6xy + y²: kind of (0, 0)": "saddle",
    "x⁴ + y⁴ − 4xy: how many critical points": 3,
    "x⁴ + y⁴ − 4xy: eigenvalues at (0, 0)": (-4, 4),
    "x⁴ + y⁴ − 4xy: eigenvalues at (1, 1)": (8, 16),
    "x⁴ + y⁴ − 4xy: how many minima": 2,
    "exp(x + 2y): curvature at 0 along (3, 4)/5": 4.84,
}


def _signs(H):
    return np.linalg.eigvalsh(H)[[0, -1]]


def _no_silence(H):
    low, high = _signs(H)
    return "minimum" if low >= -1e-9 else "maximum" if high <= 1e-9 else "saddle"


def _zero_first(H):
    low, high = _signs(H)
    if np.abs(np.linalg.eigvalsh(H)).min() < 1e-9:
        return "undecided"
    return "minimum" if low > 0 else "maximum" if high < 0 else "saddle"


def _by_determinant(H):
    return "minimum" if np.linalg.det(H) > 0 else "saddle"


def _by_diagonal(H):
    d = H.diagonal()
    return "minimum" if d.min() > 0 else "maximum" if d.max() < 0 else "saddle"


def _by_matrix(gradient, x, v):
    return hessian_from_grad(gradient, x) @ v


def _s(X, w):
    return (sigmoid(X @ w) * (1 - sigmoid(X @ w)))[:, None]


def _power(numerator, steps=150):
    def step(gradient, w):
        v, t = np.random.default_rng(0).normal(size=w.size), 1e-5
        for _ in range(steps):
            v = v / np.linalg.norm(v)
            Hv = (gradient(w + t * v) - gradient(w - t * v)) / (2 * t)
            value, v = v @ Hv, Hv
        return numerator(value)

    return step


def _from_matrix(gradient, w):
    return 2 / np.linalg.eigvalsh(hessian_from_grad(gradient, w))[-1]


def _smallest(gradient, w):
    return 2 / np.linalg.eigvalsh(hessian_from_grad(gradient, w))[0]


def _lanczos(product, q, k, memory=True, last=False):
    alpha, beta, before = [], [], np.zeros(len(q))
    for _ in range(k):
        rest = product(q) - (beta[-1] * before if beta and memory else 0)
        alpha.append(q @ rest)
        rest = rest - alpha[-1] * q
        beta.append(np.linalg.norm(rest) + 1e-300)
        before, q = q, rest / beta[-1]
    return np.array(alpha), np.array(beta if last else beta[:-1])


def _minus(product, q, k):
    alpha, beta = _lanczos(product, q, k)
    return alpha, -beta


WRONG = {
    "02-09-E1": [
        (_no_silence, "the test is silent"),
        (_zero_first, "does not save a saddle"),
        (_by_determinant, "two minus signs"),
        (_by_diagonal, "along the axes only"),
        (lambda H: _no_silence(-H), "bends upwards"),
        (lambda H: np.linalg.eigvalsh(H), "expected a text"),
        (lambda H: "valley", "both signs: saddle"),
    ],
    "02-09-E2": [
        (lambda g, x, v: (g(x + 1e-5 * v) - g(x - 1e-5 * v)) / 1e-5, "2t apart"),
        (lambda g, x, v: (g(x + 1e-5 * v) - g(x)) / 1e-5, "forward difference"),
        (_by_matrix, "exactly two were asked for"),
        (lambda g, x, v: g(x + 1e-5 * v) - g(x - 1e-5 * v), "divide by the distance"),
        (lambda g, x, v: (g(x - 1e-5 * v) - g(x + 1e-5 * v)) / 2e-5, "the sign"),
        (lambda g, x, v: v @ (g(x + 1e-5 * v) - g(x - 1e-5 * v)) / 2e-5, "expected an"),
        (lambda g, x, v: g(x + v) - g(x), "gradient at x + t v minus"),
    ],
    "02-09-E3": [
        (E3 | {"x² + 6xy + y²: f_xx, f_xy, f_yy": (2, 3, 2)}, "nothing is halved"),
        (E3 | {"x² + 6xy + y²: kind of (0, 0)": "minimum"}, "walk along (1, −1)"),
        (E3 | {"x² + 6xy + y²: kind of (0, 0)": "Pass"}, "eigenvalues are 2 ± 6"),
        (E3 | {"x⁴ + y⁴ − 4xy: how many critical points": 2}, "do not divide by x"),
        (E3 | {"x⁴ + y⁴ − 4xy: eigenvalues at (0, 0)": (4, -4)}, "smaller one first"),
        (E3 | {"x⁴ + y⁴ − 4xy: eigenvalues at (1, 1)": (0, 8)}, "12x²"),
        (E3 | {"x⁴ + y⁴ − 4xy: how many minima": 3}, "both signs"),
        (E3 | {"exp(x + 2y): curvature at 0 along (3, 4)/5": 121}, "divide by 25"),
        (E3 | {"exp(x + 2y): curvature at 0 along (3, 4)/5": 2.2}, "this is the slope"),
        ((2, 6, 2), "keep the dictionary"),
    ],
    "02-09-E4": [
        (np.eye(3), "this is a minimum"),
        (np.diag([1.0, -1, -1]), "the diagonal must be positive"),
        ([[1, 2, 0], [2, 1, 0], [0, 0, 1]], "an even number of negative"),
        (np.ones((3, 3)), "the determinant is 0"),
        ([[1, 2, 2], [0, 1, 2], [0, 0, 1]], "not symmetric"),
        ([[1, 2], [2, 1]], "expected (3, 3)"),
    ],
    "02-09-E5": [
        (lambda X, w: _s(X, w) * X / np.sqrt(len(X)), "take its root in B"),
        (lambda X, w: _s(X, w) / len(X) * X, "s/n occurs in both"),
        (lambda X, w: np.sqrt(_s(X, w)) * X, "1/n is missing"),
        (lambda X, w: np.sqrt(_s(X, w)) * X / len(X), "1/√n in each"),
        (lambda X, w: X / np.sqrt(len(X)), "S is missing"),
        (lambda X, w: X.T @ (_s(X, w) * X) / len(X), "B is not H itself"),
        (lambda X, w: (np.sqrt(_s(X, w) / len(X)) * X).T, "columns"),
        (lambda X, w: X, "row i of B"),
    ],
    "02-09-E6": [
        (_power(lambda value: 1 / value), "stability ends at"),
        (_power(lambda value: value), "the limit is 2 over it"),
        (_from_matrix, "at most 400 are allowed"),
        (_smallest, "the largest curvature sets the limit"),
        (_power(lambda value: 2 / value, steps=2), "let the direction settle"),
    ],
    "02-09-E7": [
        (lambda p, q, k: _lanczos(p, q, k, last=True), "only the first"),
        (lambda p, q, k: _lanczos(p, q, k, memory=False), "subtract βⱼ₋₁qⱼ₋₁ too"),
        (_minus, "βⱼ is a length"),
        (lambda p, q, k: _lanczos(p, q, k)[0], "return two arrays"),
        (lambda p, q, k: (np.ones(k), np.ones(k - 1)), "αⱼ is qⱼᵀHqⱼ"),
    ],
}
