"""Checkers of the exercises in lesson 07-02, conditioning."""

import math
from typing import Any

import numpy as np

from utils._validation import Array
from utils.datasets import load_longley
from utils.exercises import Hint, call, exercise
from utils.exercises.parts import (
    require,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.linear_algebra import (
    condition_number,
    determinant,
    inverse,
    least_squares,
    qr_householder,
    svd,
    vector_norm,
)
from utils.numerical_methods import variance_inflation


def _row_sum(A: Array) -> float:
    return float(np.abs(A).sum(axis=1).max())


def _column_sum(A: Array) -> float:
    return float(np.abs(A).sum(axis=0).max())


@exercise(
    "07-02-E1",
    kind="function",
    minutes=6,
    stars=1,
    objective="finish the condition number of a matrix in the maximum norm",
)
def _e1_of_07_02(answer: Any) -> None:
    rng = np.random.default_rng(1)
    hand = np.array([[1.0, 1.0], [1.0, 1.0001]])
    cases = [(rng.normal(size=(n, n)),) for n in (3, 4, 6)]
    cases = [(hand,), *cases, (np.array([[0.0, 2.0], [-5.0, 1.0]]),)]
    require_function(
        answer,
        lambda A: _row_sum(A) * _row_sum(inverse(A)),
        cases,
        mistakes=[
            (lambda A: _row_sum(A) / _row_sum(inverse(A)), "multiply the two norms"),
            (lambda A: _row_sum(inverse(A)), "the norm of A is missing"),
            (
                lambda A: _column_sum(A) * _column_sum(inverse(A)),
                "these are column sums (axis 0), which give κ₁; rows are axis 1",
            ),
            (
                lambda A: A.sum(axis=1).max() * inverse(A).sum(axis=1).max(),
                "take the sizes of the entries before you add",
            ),
            (
                lambda A: float(np.abs(A).max() * np.abs(inverse(A)).max()),
                "that is the largest entry; the norm is the largest row sum",
            ),
        ],
        otherwise="largest row sum of |A| times largest row sum of |A⁻¹|",
    )


E2_RIGHT = {
    "x³ at 5": 3.0,
    "eˣ at −20": 20.0,
    "log x at e³": 1 / 3,
    "x − 1 at 1.001": 1001.0,
    "diagonal 5, −0.1": 50.0,
    "7 times a turn": 1.0,
    "κ∞ of (1, 2), (2, 4.01)": 3612.01,
}
E2_MISTAKES: dict[str, dict[float, str]] = {
    "x³ at 5": {
        75.0: "75 is the derivative, an absolute measure; multiply by x/f(x)",
        15.0: "κ = |x f′/f|, and x·3x²/x³ does not depend on x",
    },
    "eˣ at −20": {
        -20.0: "a condition number is a size: no sign",
        1.0: "the derivative of eˣ is eˣ, so f′/f = 1; the factor x is missing",
    },
    "log x at e³": {
        3.0: "3 is log x; κ = |x·(1/x)/log x|",
        math.exp(-3): "that is the derivative; multiply by x/f(x)",
    },
    "x − 1 at 1.001": {
        1.0: "1 is the derivative; multiply by x/f(x)",
        1000.0: "1/0.001 forgets the factor x = 1.001",
    },
    "diagonal 5, −0.1": {
        -50.0: "singular values are sizes: 5 and 0.1",
        0.5: "0.5 is the size of the determinant; divide instead of multiplying",
        0.02: "the larger divided by the smaller: κ is never below 1",
    },
    "7 times a turn": {
        7.0: "both singular values are 7; their ratio does not feel the factor",
        49.0: "49 is the determinant; κ is a ratio",
    },
    "κ∞ of (1, 2), (2, 4.01)": {
        36.1201: "the determinant is 4.01 − 4 = 0.01, so divide by it once more",
        601.0: "601 is the norm of the inverse; multiply by that of A",
        6.01: "6.01 is the norm of A; multiply by that of the inverse",
        2508.01: "that is κ₂; here the norm is the largest row sum",
    },
}


@exercise(
    "07-02-E2",
    kind="value",
    minutes=12,
    stars=1,
    objective="compute condition numbers of functions and matrices by hand",
)
def _e2_of_07_02(answer: Any) -> None:
    if not isinstance(answer, dict) or set(answer) != set(E2_RIGHT):
        raise Hint("keep the dictionary with its seven names and replace each TODO")
    for name, expected in E2_RIGHT.items():
        require_number(
            answer[name],
            expected,
            rtol=0.02 if name.startswith("log") else 1e-4,  # rounded answers pass
            mistakes=E2_MISTAKES[name],
            otherwise="go back to the definition",
            what=f"“{name}”",
        )


@exercise(
    "07-02-E3",
    kind="counterexample",
    minutes=8,
    stars=2,
    objective="show that determinant and condition number have nothing in common",
)
def _e3_of_07_02(answer: Any) -> None:
    wanted = {"fragile": (1.0, 1e6), "harmless": (1e-6, 1.0)}
    if not isinstance(answer, dict) or set(answer) != set(wanted):
        raise Hint("keep the dictionary with the names fragile and harmless")
    for name, (det, kappa) in wanted.items():
        A = take_array(answer[name], what=name)
        square = A.ndim == 2 and A.shape[0] == A.shape[1]
        require(square, f"{name} has shape {A.shape}, expected a square matrix")
        found = determinant(A)
        require(
            math.isclose(found, det, rel_tol=1e-6),
            f"{name} has determinant {found:.4g}, expected {det:g}",
        )
        found = condition_number(A)
        require(
            math.isclose(found, kappa, rel_tol=1e-3),
            f"{name} has condition number {found:.4g}, expected {kappa:g}",
        )


@exercise(
    "07-02-E4",
    kind="property",
    minutes=10,
    stars=2,
    objective="build the right side for which the perturbation bound is attained",
)
def _e4_of_07_02(answer: Any) -> None:
    rng = np.random.default_rng(4)
    cases = [np.array([[2.0, 2.0], [-1.0, 1.0]]), np.array([[1.0, 1.0], [1.0, 1.01]])]
    cases += [rng.normal(size=(n, n)) for n in (2, 3, 5)]
    for A in cases:
        result = call(answer, A)
        pair = isinstance(result, (tuple, list)) and len(result) == 2
        require(pair, "return two vectors, b and δb")
        _require_worst(A, *result)


def _require_worst(A: Array, b: Any, change: Any) -> None:
    n = len(A)
    case = f"for a matrix of size {n}"
    b = take_array(b, (n,), what=f"{case}, b")
    change = take_array(change, (n,), what=f"{case}, δb")
    require(b.any() and change.any(), f"{case}, b and δb must not be 0")
    U, s, Vt = svd(A)
    b, change = b / vector_norm(b), change / vector_norm(change)
    x, moved = (Vt.T @ (U.T @ side / s) for side in (b, change))
    reached = vector_norm(moved) / vector_norm(x)
    kappa = float(s[0] / s[-1])
    if reached > kappa * (1 - 1e-6):
        return
    swapped = math.isclose(reached * kappa, 1.0, rel_tol=1e-6)
    require(not swapped, f"{case} you swapped them: this pair moves x the least")
    right = abs(b @ Vt[0]) > 1 - 1e-9 and abs(change @ Vt[-1]) > 1 - 1e-9
    require(not right, f"{case} these are vᵢ, directions of x; b lives among the uᵢ")
    raise Hint(
        f"{case} this pair is magnified {reached:.4g} times, but κ is {kappa:.4g}; "
        "make x short and δx long"
    )


@exercise(
    "07-02-E5",
    kind="property",
    minutes=10,
    stars=2,
    objective="lower a condition number by a change of units",
)
def _e5_of_07_02(answer: Any) -> None:
    rng = np.random.default_rng(5)
    hand = np.array([[3.0, 0.0], [4.0, 5e5]])
    powers = [[-4, 0, 5], [8, 0], [0, -3, 6, -9]]
    shapes = [(7, 3), (12, 2), (4, 4)]
    cases = [hand]
    for shape, power in zip(shapes, powers, strict=True):
        Q = qr_householder(rng.normal(size=shape)).Q
        cases.append(Q @ (np.eye(shape[1]) + 0.3) * 10.0 ** np.array(power))
    for A in cases:
        case = f"for a matrix of shape {A.shape}"
        units = take_array(call(answer, A), (A.shape[1],), what=f"{case}, the result")
        require((units > 0).all(), f"{case} a unit is not positive")
        before, after = condition_number(A), condition_number(A / units)
        inverted = condition_number(A * units) <= 1e-4 * before
        require(
            after <= 1e-4 * before or not inverted,
            f"{case} you return 1/d: the columns are divided by your numbers",
        )
        require(
            after <= 1e-4 * before,
            f"{case} κ goes from {before:.2g} to {after:.2g}: not far enough",
        )


def _inflation(X: Array, *, intercept: bool = True) -> Array:
    """1/(1 − R²), or what comes out if the intercept is forgotten."""
    if intercept:
        return variance_inflation(X)
    values = []
    for j in range(X.shape[1]):
        others = np.delete(X, j, axis=1)
        rest = X[:, j] - others @ least_squares(others, X[:, j])
        values.append(float((X[:, j] ** 2).sum() / (rest**2).sum()))
    return np.array(values)


@exercise(
    "07-02-E6",
    kind="function",
    minutes=12,
    stars=2,
    objective="detect collinearity by regressing each column on the others",
)
def _e6_of_07_02(answer: Any) -> None:
    rng = np.random.default_rng(6)
    a, b = rng.normal(size=(2, 30))
    cases = [
        (np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 2.0], [4.0, 2.0]]),),
        (load_longley().X,),
        (np.column_stack([a, b, a + b + 0.1 * rng.normal(size=30)]) + 5,),
        (rng.normal(size=(12, 4)) + np.arange(1.0, 5.0),),
    ]
    require_function(
        answer,
        variance_inflation,
        cases,
        rtol=1e-4,
        mistakes=[
            (
                lambda X: _inflation(X, intercept=False),
                "the intercept is missing: centre the columns, or add a column of ones",
            ),
            (
                lambda X: 1 - 1 / variance_inflation(X),
                "that is R²; return 1/(1 − R²)",
            ),
            (
                lambda X: 1 / variance_inflation(X),
                "that is 1 − R², the share that the others leave; take its inverse",
            ),
            (
                lambda X: np.sqrt(variance_inflation(X)),
                "that is the root, the factor of the standard error",
            ),
        ],
        otherwise="regress each column on all others and an intercept",
    )


@exercise(
    "07-02-E7",
    kind="function",
    minutes=15,
    stars=3,
    objective="predict the worst number of gradient steps from a condition number",
)
def _e7_of_07_02(answer: Any) -> None:
    rng = np.random.default_rng(7)
    cases = [(np.diag([2.0, 1.0]), 0.01)]
    shapes = [(6, 2), (20, 3), (9, 4), (5, 5)]
    cases += [(rng.normal(size=shape), 1e-3) for shape in shapes]
    for X, tol in cases:
        steps = take_number(call(answer, X, tol), what="your number of steps")
        expected = _worst_steps(X, tol)
        if abs(steps - expected) <= 1:
            continue
        case = (
            f"for X of shape {X.shape} with κ = {condition_number(X):.4g} and "
            f"tol = {tol:g} you need {steps:g} steps, expected {expected}"
        )
        slips = {
            _worst_steps(X, tol, power=1): "κ enters squared: λ = σ²",
            _worst_steps(X, tol**0.5): "that is for the loss; w itself is asked for",
            math.ceil(math.log(1 / tol) * condition_number(X) ** 2): (
                "that is the approximation for a large κ; keep log(1 − 1/κ²)"
            ),
            _worst_steps(X, tol, power=4): "κ is squared twice: cond(XᵀX) = κ² already",
        }
        for slip, hint in slips.items():
            require(abs(steps - slip) > 1 or slip == expected, f"{case}; {hint}")
        raise Hint(f"{case}; the slowest direction keeps 1 − λ_min/λ_max per step")


def _worst_steps(X: Array, tol: float, *, power: int = 2) -> int:
    """Steps until the error along the flattest direction is at most tol."""
    return math.ceil(math.log(tol) / math.log1p(-(condition_number(X) ** -power)))
