"""Checkers of the exercises in lesson 02-09, the Hessian matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from utils._validation import Array
from utils.calculus import classify_critical_point, sigmoid
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_array,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.linear_algebra import determinant, eigh

Function = Callable[..., Any]


def _symmetric(eigenvalues: Any, rng: np.random.Generator) -> Array:
    """A symmetric matrix with these eigenvalues, in random directions."""
    n = len(eigenvalues)
    R = rng.normal(size=(n, n))
    Q = eigh(R + R.T).eigenvectors
    H = Q @ np.diag(eigenvalues) @ Q.T
    return np.asarray((H + H.T) / 2)


# --- E1: the verdict ---------------------------------------------------------------


def _verdict(H: Array) -> str:
    return classify_critical_point(H, tol=1e-9).kind


def _by_determinant(H: Array) -> str:
    return "minimum" if determinant(H) > 0 else "saddle"


def _by_diagonal(H: Array) -> str:
    d = H.diagonal()
    return "minimum" if d.min() > 0 else "maximum" if d.max() < 0 else "saddle"


def _zero_counts_as_sign(H: Array) -> str:
    lam = eigh(H).eigenvalues
    if lam[0] >= -1e-9:
        return "minimum"
    return "maximum" if lam[-1] <= 1e-9 else "saddle"


def _zero_first(H: Array) -> str:
    lam = eigh(H).eigenvalues
    return "undecided" if np.abs(lam).min() <= 1e-9 else _zero_counts_as_sign(H)


def _upside_down(H: Array) -> str:
    return _verdict(-H)


_VERDICT_MISTAKES: list[tuple[Function, str]] = [
    (_zero_first, "look for both signs first: a 0 does not save a saddle"),
    (_zero_counts_as_sign, "with a 0 and the others of one sign, the test is silent"),
    (_by_diagonal, "the diagonal holds the curvatures along the axes only"),
    (_by_determinant, "the determinant does not tell two minus signs from none"),
    (_upside_down, "positive curvature bends upwards: all positive is a minimum"),
]


@exercise(
    "02-09-E1",
    kind="function",
    minutes=5,
    stars=1,
    objective="classify a critical point by the signs of its eigenvalues",
)
def _e1_of_02_09(answer: Any) -> None:
    rng = np.random.default_rng(1)
    cases: list[tuple[Any, ...]] = [
        (np.array([[0.0, -3.0], [-3.0, 0.0]]),),
        (np.array([[6.0, -3.0], [-3.0, 6.0]]),),
        (np.array([[-6.0, 3.0], [3.0, -6.0]]),),
        (np.array([[1.0, 2.0], [2.0, 1.0]]),),
        (np.diag([3.0, 0.0]),),
        (np.ones((3, 3)),),
        (np.diag([0.0, -2.0, 5.0]),),
    ]
    spectra = ([2.0, 5.0, 1.0], [-1, -1, 5.0], [-3.0, -2, -1, -4], [-2, 0, -1, 0.0])
    cases += [(_symmetric(np.array(values), rng),) for values in spectra]
    require_function(
        answer,
        _verdict,
        cases,
        mistakes=_VERDICT_MISTAKES,
        otherwise="both signs: saddle; all > 0: minimum; all < 0: maximum",
    )


# --- E2: a product from two gradients ----------------------------------------------


@exercise(
    "02-09-E2",
    kind="function",
    minutes=8,
    stars=2,
    objective="multiply by the Hessian with two calls of the gradient",
)
def _e2_of_02_09(answer: Any) -> None:
    rng = np.random.default_rng(2)
    for n in (2, 1, 5, 9):
        A, x, v = rng.normal(size=(n, n)), rng.normal(size=n), rng.normal(size=n)
        A = A + A.T
        calls: list[Array] = []

        def gradient(z: Array, A: Array = A, calls: list[Array] = calls) -> Array:
            calls.append(np.array(z))
            return np.asarray(A @ z + z**3 + np.exp(z))

        Hv = A @ v + 3 * x**2 * v + np.exp(x) * v
        result = take_array(call(answer, gradient, x, v), (n,), what="your product")
        require(
            len(calls) == 2,
            f"you call the gradient {len(calls)} times, exactly two were asked for",
        )
        ahead = (gradient(x + 1e-5 * v) - gradient(x)) / 1e-5
        mistakes: list[tuple[Any, str]] = [
            (2 * Hv, "the two points are 2t apart: divide by 2t"),
            (-Hv, "the sign: the value ahead minus the value behind"),
            (Hv * 2e-5, "divide by the distance of the two points, 2t"),
            (Hv / np.linalg.norm(v), "do not scale v: Hv was asked for, not Hv/‖v‖"),
        ]
        require(
            not np.allclose(result, ahead, rtol=0, atol=1e-9)
            or np.allclose(result, Hv, rtol=1e-7, atol=1e-8),
            "this is a forward difference, with an error like t; step to both sides",
        )
        require_array(
            result,
            Hv,
            rtol=1e-6,
            atol=1e-7,
            mistakes=mistakes,
            otherwise="gradient at x + t v minus gradient at x − t v, over 2t",
            what="your product",
        )


# --- E3: by hand -------------------------------------------------------------------

_NUMBERS: dict[str, tuple[Any, list[tuple[Any, str]], str]] = {
    "x² + 6xy + y²: f_xx, f_xy, f_yy": (
        (2, 6, 2),
        [
            ((2, 3, 2), "f_xy: differentiate 6xy by x, then by y; nothing is halved"),
        ],
        "differentiate twice",
    ),
    "x⁴ + y⁴ − 4xy: how many critical points": (
        3,
        [
            (2, "do not divide by x: x = x⁹ has the solution 0 too"),
            (9, "x = x⁹ has three real solutions; the others are complex"),
        ],
        "y = x³ and x = y³, so x = x⁹",
    ),
    "x⁴ + y⁴ − 4xy: eigenvalues at (0, 0)": (
        (-4, 4),
        [
            ((4, -4), "the smaller one first"),
            ((0, 0), "0 is the diagonal; f_xy = −4 is still there"),
        ],
        "diagonal ± f_xy, with the diagonal 12x² = 0",
    ),
    "x⁴ + y⁴ − 4xy: eigenvalues at (1, 1)": (
        (8, 16),
        [
            ((16, 8), "the smaller one first"),
            ((12, 12), "12 is the diagonal; f_xy = −4 shifts the eigenvalues"),
            ((0, 8), "f_xx is 12x², the second derivative of x⁴, not 4x²"),
        ],
        "diagonal ± f_xy, with the diagonal 12x² = 12",
    ),
    "x⁴ + y⁴ − 4xy: how many minima": (
        2,
        [
            (1, "(−1, −1) has the same Hessian as (1, 1)"),
            (3, "at (0, 0) the eigenvalues have both signs"),
        ],
        "count the critical points with two positive eigenvalues",
    ),
    "exp(x + 2y): curvature at 0 along (3, 4)/5": (
        121 / 25,
        [
            (121, "the direction is (3, 4)/5, a unit vector: divide by 25"),
            (121 / 5, "both u's carry 1/5: divide by 25"),
            (11 / 5, "this is the slope; the curvature is uᵀHu"),
            ((9 + 4 * 16) / 25, "the mixed terms 2 · 3 · 4 count twice"),
        ],
        "(3, 4) H (3, 4)ᵀ / 25 with the rows (1, 2), (2, 4)",
    ),
}
_KIND = "x² + 6xy + y²: kind of (0, 0)"


@exercise(
    "02-09-E3",
    kind="value",
    minutes=12,
    stars=2,
    objective="compute Hessians, eigenvalues and curvatures by hand",
)
def _e3_of_02_09(answer: Any) -> None:
    if not isinstance(answer, dict) or set(answer) != {*_NUMBERS, _KIND}:
        raise Hint("keep the dictionary with its seven names and replace each TODO")
    for name, (right, mistakes, otherwise) in _NUMBERS.items():
        if isinstance(right, tuple):
            require_array(
                answer[name], right, mistakes=mistakes, otherwise=otherwise, what=name
            )
        else:
            require_number(
                answer[name],
                right,
                atol=0.006,
                mistakes=dict(mistakes),
                otherwise=otherwise,
                what=name,
            )
    kind = answer[_KIND]
    require(
        kind != "minimum",
        "the diagonal is positive, but walk along (1, −1): 1 − 6 + 1",
    )
    require(
        kind == "saddle",
        f'{_KIND}: its eigenvalues are 2 ± 6; write "minimum", "maximum" or "saddle"',
    )


# --- E4: the counterexample --------------------------------------------------------


@exercise(
    "02-09-E4",
    kind="counterexample",
    minutes=8,
    stars=2,
    objective="break the belief that diagonal and determinant prove a minimum",
)
def _e4_of_02_09(answer: Any) -> None:
    H = take_array(answer, (3, 3), what="your matrix")
    require(np.allclose(H, H.T), "your matrix is not symmetric")
    H = (H + H.T) / 2
    smallest = float(H.diagonal().min())
    require(smallest > 0, f"the diagonal must be positive; {smallest:.4g} is not")
    det = float(determinant(H))
    require(
        det > 1e-9 * np.abs(H).max() ** 3,
        f"the determinant is {det:.4g}; make it positive: an even number of negative "
        "eigenvalues",
    )
    kind, lam = classify_critical_point(H, tol=1e-9)
    values = ", ".join(f"{value:.4g}" for value in lam)
    require(
        kind == "saddle",
        f"the eigenvalues are {values}: this is a {kind}; larger entries off the "
        "diagonal turn two of them negative",
    )


# --- E5: the certificate -----------------------------------------------------------


def _logistic(X: Array, w: Array) -> tuple[Array, Array]:
    p = sigmoid(X @ w)
    s = np.asarray(p * (1 - p))
    return s, np.asarray(X.T @ (s[:, None] * X) / len(X))


@exercise(
    "02-09-E5",
    kind="property",
    minutes=12,
    stars=2,
    objective="prove by a square that the logistic loss has no negative curvature",
)
def _e5_of_02_09(answer: Any) -> None:
    rng = np.random.default_rng(5)
    for n, p in ((5, 2), (8, 3), (3, 3), (2, 4), (20, 1)):
        X, w = rng.normal(size=(n, p)), rng.normal(size=p)
        s, H = _logistic(X, w)
        B = take_array(call(answer, X, w), what="B")
        require(
            B.ndim == 2 and B.shape[1] == p,
            f"B has shape {B.shape}; Bv must make sense for the {p} weights: B needs "
            f"{p} columns",
        )
        mistakes: list[tuple[Array, str]] = [
            (
                X.T @ (s[:, None] ** 2 * X) / n,
                "s occurs in both factors: take its root in B",
            ),
            (
                X.T @ (s[:, None] ** 2 * X) / n**2,
                "s/n occurs in both factors: take the root of it in B",
            ),
            (n * H, "1/n is missing: share it too, 1/√n in each factor"),
            (H / n, "1/n occurs in both factors: 1/√n in each"),
            (X.T @ X / n, "S is missing: √sᵢ in row i"),
            (H @ H, "B is not H itself: BᵀB = H"),
        ]
        require_array(
            B.T @ B,
            H,
            rtol=1e-8,
            atol=1e-10,
            mistakes=mistakes,
            otherwise="row i of B is xᵢ times the root of sᵢ/n",
            what="BᵀB",
        )


# --- E6: the largest stable step ---------------------------------------------------


@exercise(
    "02-09-E6",
    kind="function",
    minutes=15,
    stars=3,
    objective="predict the largest stable step from gradients alone",
)
def _e6_of_02_09(answer: Any) -> None:
    rng = np.random.default_rng(6)
    for n, top in ((2, 3.0), (30, 8.0), (500, 40.0)):
        lam = np.append(rng.uniform(0.05, 0.8, n - 1) * top, top)
        q = rng.normal(size=n)
        q /= np.linalg.norm(q)
        w, calls = rng.normal(size=n), 0

        def gradient(z: Array, lam: Array = lam, q: Array = q, w: Array = w) -> Array:
            nonlocal calls  # H = QΛQ at w, with the mirror Q = I − 2qqᵀ
            calls += 1
            d = (z - w) - 2 * q * (q @ (z - w))
            d = lam * d + 0.1 * d**3
            return np.asarray(d - 2 * q * (q @ d))

        step = take_number(call(answer, gradient, w), what="your step")
        where = f"with {n} weights"
        require(
            calls <= 400,
            f"{where} you call the gradient {calls} times, at most 400 are allowed: "
            "look for one direction, not for the whole Hessian",
        )
        _require_step(step, lam, where)


def _require_step(step: float, lam: Array, where: str) -> None:
    limit = 2 / float(lam.max())
    if abs(step / limit - 1) <= 0.01:
        return
    known = {
        1 / float(lam.max()): "this is 1/λmax; stability ends at 2/λmax",
        float(lam.max()): "this is the largest curvature; the limit is 2 over it",
        2 / float(lam.min()): "this is 2/λmin: the largest curvature sets the limit",
    }
    for value, hint in known.items():
        require(abs(step / value - 1) > 0.01, f"{where} {hint}")
    raise Hint(
        f"{where} your step is {step / limit:.4g} times the limit; within 1 % was "
        "asked for, so let the direction settle"
    )


# --- E7: Lanczos -------------------------------------------------------------------


def _lanczos(product: Function, q: Array, k: int) -> tuple[Array, Array]:
    alpha, beta, Q = np.zeros(k), np.zeros(k - 1), [q]
    for j in range(k):
        rest = product(Q[-1])
        alpha[j] = Q[-1] @ rest
        for _ in range(2):
            for old in Q:
                rest = rest - (old @ rest) * old
        if j < k - 1:
            beta[j] = np.linalg.norm(rest)
            Q.append(rest / beta[j])
    return alpha, beta


@exercise(
    "02-09-E7",
    kind="function",
    minutes=20,
    stars=3,
    objective="tridiagonalise a Hessian by products, the method of Lanczos",
)
def _e7_of_02_09(answer: Any) -> None:
    rng = np.random.default_rng(7)
    for n, k in ((2, 2), (5, 3), (12, 6), (30, 8)):
        H = _symmetric(rng.uniform(0.1, 5, n), rng)
        q = rng.normal(size=n)
        q /= np.linalg.norm(q)
        alpha, beta = _lanczos(lambda v, H=H: H @ v, q, k)
        result = call(answer, lambda v, H=H: H @ v, q, k)
        require(
            isinstance(result, (tuple, list)) and len(result) == 2,
            "return two arrays: the α's and the β's",
        )
        first = take_array(result[0], what="the array of α's")
        second = take_array(result[1], what="the array of β's")
        where = f"for {n} weights and k = {k}"
        if second.shape == (k,):
            raise Hint(f"{where}: only the first {k - 1} β's; the last leads to q_k+1")
        require(
            second.shape == (k - 1,) and first.shape == (k,),
            f"{where}: expected {k} α's and {k - 1} β's, got {first.size} and "
            f"{second.size}",
        )
        require_array(
            first,
            alpha,
            rtol=1e-6,
            mistakes=[(_without_memory(H, q, k), "subtract βⱼ₋₁qⱼ₋₁ too")],
            otherwise="αⱼ is qⱼᵀHqⱼ",
            what=f"{where}: your α",
        )
        require_array(
            second,
            beta,
            rtol=1e-6,
            mistakes=[(-beta, "βⱼ is a length, so positive")],
            otherwise="βⱼ is the length of Hqⱼ − βⱼ₋₁qⱼ₋₁ − αⱼqⱼ",
            what=f"{where}: your β",
        )


def _without_memory(H: Array, q: Array, k: int) -> Array:
    alpha = []
    for _ in range(k):
        rest = H @ q
        alpha.append(float(q @ rest))
        rest = rest - alpha[-1] * q
        q = rest / np.linalg.norm(rest)
    return np.array(alpha)
