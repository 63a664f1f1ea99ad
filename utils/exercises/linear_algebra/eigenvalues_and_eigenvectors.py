"""Checkers of the exercises in lesson 01-09, eigenvalues and eigenvectors."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from utils._validation import Array
from utils.exercises import Hint, call, exercise
from utils.exercises.calls import AnswerError
from utils.exercises.parts import (
    require,
    require_choice,
    require_function,
    require_number,
    take_array,
    take_number,
)
from utils.linear_algebra import (
    determinant,
    eig_2x2,
    gershgorin_discs,
    matrix_power,
    pagerank,
    power_iteration,
    solve,
)

Function = Callable[..., Any]


def _require_eigenvector(A: Array, value: float, v: Array, what: str) -> None:
    """Any multiple of an eigenvector is right, so only the direction is checked."""
    size = float(np.linalg.norm(v))
    require(size > 0, f"{what} is the zero vector, which is never an eigenvector")
    v = v / size
    require(
        np.abs(A @ v - value * v).max() <= 1e-8 * np.abs(A).max(),
        f"{what} is not stretched by {value:g}: multiply A by it and look",
    )


@exercise(
    "01-09-E1",
    kind="property",
    minutes=8,
    stars=1,
    objective="compute the eigenpairs of a 2 by 2 matrix from mean and product",
)
def _e1_of_01_09(answer: Any) -> None:
    rng = np.random.default_rng(0)
    symmetric = rng.normal(size=(2, 2, 2))
    cases = [
        np.array([[4.0, 1.0], [2.0, 3.0]]),
        np.array([[1.0, 2.0], [3.0, 2.0]]),
        np.array([[2.0, 1.0], [0.0, 3.0]]),
        *(M + M.T for M in symmetric),
    ]
    for A in cases:
        result = call(answer, A)
        require(
            isinstance(result, (list, tuple)) and len(result) == 2,
            "return two things, the eigenvalues and the vectors",
        )
        values = take_array(result[0], (2,), what="the list of eigenvalues")
        vectors = take_array(result[1], (2, 2), what="the list of vectors")
        require(
            np.allclose(values, eig_2x2(A)),
            "the eigenvalues were right as given: leave m, p and root as they are",
        )
        for value, v in zip(values, vectors, strict=True):
            row = np.array([A[0, 0] - value, A[0, 1]])
            off = abs(row[0] * v[1] - row[1] * v[0])
            if off <= 1e-9 * np.linalg.norm(row) * np.linalg.norm(v) and v.any():
                raise Hint(
                    "this is the first row of A − λI; the eigenvector must be "
                    "orthogonal to that row"
                )
        for value, other, v in zip(values, values[::-1], vectors, strict=True):
            swapped = v.any() and np.allclose(A @ v, other * v)
            require(not swapped, "each vector belongs to the other eigenvalue")
            _require_eigenvector(A, value, v, f"for A = {A.tolist()}, [{v[0]:g}, ...]")


@exercise(
    "01-09-E2",
    kind="value",
    minutes=12,
    stars=2,
    objective="diagonalise a matrix by hand and compute a power",
)
def _e2_of_01_09(answer: Any) -> None:
    A = np.array([[1.0, 2.0], [3.0, 2.0]])
    names = {"larger λ", "its vector", "smaller λ", "other vector", "corner of A²⁰"}
    if not isinstance(answer, dict) or set(answer) != names:
        raise Hint("keep the dictionary with its five names and replace each TODO")
    for name, right, wrong in (("larger λ", 4.0, -1.0), ("smaller λ", -1.0, 4.0)):
        require_number(
            answer[name],
            right,
            mistakes={
                wrong: "you swapped the two eigenvalues",
                1.0 if right == 4 else 2.0: "eigenvalues are not the diagonal entries",
                3.0 if right == 4 else 0.0: "the mean m is 3/2, half of the trace",
            },
            otherwise="m = 3/2 and p = 1·2 − 2·3 = −4; use m ± √(m² − p)",
            what=name,
        )
    for name, value in (("its vector", 4.0), ("other vector", -1.0)):
        v = take_array(answer[name], (2,), what=name)
        _require_eigenvector(A, value, v, name)
    require_number(
        answer["corner of A²⁰"],
        (2 * 4**20 + 3) // 5,
        rtol=0,
        atol=0.25,
        mistakes={
            1.0: "powers of a matrix are not powers of its entries",
            4.0**20: "this is λ²⁰; split (1, 0) into eigenvectors first",
            (2 * 4**20 - 3) / 5: "(−1)²⁰ is +1, not −1",
        },
        otherwise="(1, 0) = (2, 3)/5 + 3 (1, −1)/5; stretch each part twenty times",
        what="corner of A²⁰",
    )


@exercise(
    "01-09-E3",
    kind="choice",
    minutes=8,
    stars=1,
    objective="tell real, complex and defective cases from trace and determinant",
)
def _e3_of_01_09(answer: Any) -> None:
    cases = {"M1": "A", "M2": "B", "M3": "C", "M4": "D", "M5": "D", "M6": "A"}
    if not isinstance(answer, dict) or set(answer) != set(cases):
        raise Hint("keep the dictionary with its six names and replace each TODO")
    why = {
        "A": "m² > p would be needed for two different real eigenvalues",
        "B": "m² < p would be needed for a complex pair",
        "C": "only multiples of I stretch every vector",
        "D": "m² = p would be needed, and the matrix must not be a multiple of I",
    }
    for name, right in cases.items():
        wrong = {k: f"{name}: {text}" for k, text in why.items() if k != right}
        require_choice(answer[name], right, wrong)


@exercise(
    "01-09-E4",
    kind="function",
    minutes=15,
    stars=2,
    objective="implement power iteration with a stopping rule that cannot be fooled",
)
def _e4_of_01_09(answer: Any) -> None:
    rng = np.random.default_rng(4)
    positive = rng.uniform(0, 1, (6, 6))
    cases = [
        (np.array([[4.0, 1.0], [2.0, 3.0]]), np.array([1.0, 0.0])),
        (-np.array([[4.0, 1.0], [2.0, 3.0]]), np.array([1.0, 0.0])),
        (np.diag([3.0, 1.0, 0.5]), np.ones(3)),
        (positive, np.ones(6)),
        (1e6 * (positive + positive.T), np.ones(6)),
    ]
    for A, x in cases:
        _require_dominant_pair(answer, A, x)
    traps = [(np.diag([1.0, -1.0]), "λ and −λ"), (np.eye(2)[::-1] * 2, "λ and −λ")]
    traps.append((np.array([[0.0, -1.0], [1.0, 0.0]]), "a complex pair"))
    for A, what in traps:
        require(
            _run_power(answer, A, np.array([1.0, 2.0])) is None,
            f"for {A.tolist()}, with {what}, you return without a warning; no step "
            "settles there: stop on ‖Av − λv‖, and raise LinAlgError after the loop",
        )


def _run_power(answer: Any, A: Array, x: Array) -> Any:
    """The result of a learner's iteration, None if it raised LinAlgError."""
    try:
        return call(answer, A, x)
    except AnswerError as raised:
        if isinstance(raised.error, np.linalg.LinAlgError):
            return None
        raise


def _require_dominant_pair(answer: Any, A: Array, x: Array) -> None:
    result = _run_power(answer, A, x)
    require(
        result is not None,
        f"a matrix of order {len(A)} that does converge was refused: the residual "
        "must be small beside ‖A‖, and v may change its sign at each step",
    )
    require(
        isinstance(result, (list, tuple)) and len(result) == 2,
        "return the pair (lam, v)",
    )
    value = take_number(result[0], what="lam")
    v = take_array(result[1], (len(A),), what="v")
    right = power_iteration(A, x).eigenvalue
    if np.isclose(value, -right, rtol=1e-6):
        raise Hint("the sign of lam is wrong: use vᵀAv, a norm is never negative")
    require(
        np.isclose(value, right, rtol=1e-6),
        f"lam is {value:.6g}, expected {right:.6g}: the eigenvalue of largest size",
    )
    require(np.isclose(np.linalg.norm(v), 1), "v must have length 1")
    require(
        np.linalg.norm(A @ v - right * v) <= 1e-6 * np.linalg.norm(A),
        "lam has settled, but v has not: stop on the residual ‖Av − λv‖",
    )


@exercise(
    "01-09-E5",
    kind="function",
    minutes=8,
    stars=2,
    objective="certify that a matrix is invertible by Gershgorin discs",
)
def _e5_of_01_09(answer: Any) -> None:
    rng = np.random.default_rng(5)
    matrices = [
        [[4.0, 1.0], [2.0, 3.0]],
        [[-4.0, 1.0], [2.0, 3.0]],
        [[1.0, 2.0], [0.0, 1.0]],
        [[1.0, 1.0], [1.0, 1.0]],
        [[2.0, -3.0], [0.5, 2.0]],
        [[2.0, -1.0, 1.5], [0.0, 3.0, 1.0], [1.0, -1.0, 3.0]],
        *((rng.normal(size=(4, 4)) + s * np.eye(4)).tolist() for s in (0, 9, -9)),
    ]

    def right(A: Array) -> bool:
        centres, radii = gershgorin_discs(A)
        return bool((np.abs(centres) > radii).all())

    def against(sums: Function) -> Function:
        return lambda A: bool((np.abs(A.diagonal()) > sums(A)).all())

    def magnitudes(A: Array) -> Array:
        return np.abs(A).sum(axis=1)

    mistakes: list[tuple[Function, str]] = [
        (
            lambda A: bool((np.abs(A.diagonal()) >= gershgorin_discs(A).radii).all()),
            "if 0 lies on the edge of a disc, nothing is certified: use >",
        ),
        (
            lambda A: bool((A.diagonal() > gershgorin_discs(A).radii).all()),
            "a negative centre may be far from 0 too: take |a_ii|",
        ),
        (against(magnitudes), "leave the diagonal entry out of the radius"),
        (
            against(lambda A: A.sum(axis=1) - A.diagonal()),
            "the radius adds magnitudes: entries must not cancel",
        ),
        (
            lambda A: bool(abs(determinant(A)) > 1e-12),
            "a certificate by discs was asked for; it may miss invertible matrices",
        ),
        (
            lambda A: bool((np.abs(A.diagonal()) > gershgorin_discs(A).radii).any()),
            "every disc must stay away from 0, not one of them",
        ),
    ]
    require_function(
        answer,
        right,
        [(np.array(A),) for A in matrices],
        mistakes=mistakes,
        otherwise="0 is outside of disc i if |a_ii| exceeds the radius",
    )


@exercise(
    "01-09-E6",
    kind="function",
    minutes=15,
    stars=3,
    objective="rank pages when some page links nowhere",
)
def _e6_of_01_09(answer: Any) -> None:
    cases: list[tuple[list[list[int]], float]] = [
        ([[1, 2], [2], [0], [0, 2]], 0.85),
        ([[1, 2], [2], [], [0, 2]], 0.85),
        ([[], []], 0.5),
        ([[1], [2], [3], [4], []], 0.9),
        ([[0, 1, 2], [], [1], [], [0]], 0.6),
    ]
    mistakes: list[tuple[Function, str]] = [
        (
            lambda links, delta: _ranks(links, delta, dangling=False),
            "the page without links swallows its visitors: from there, send the surfer "
            "to every page with equal chance",
        ),
        (
            lambda links, delta: _ranks(links, 1 - delta),
            "damping is the chance to follow a link, not the chance to jump",
        ),
        (
            lambda links, delta: _ranks(links, delta, transpose=True),
            "this ranks by outgoing links: column j spreads the weight of page j",
        ),
        (
            lambda links, delta: len(links) * pagerank(links, damping=delta),
            "the shares must add up to 1",
        ),
    ]
    require_function(
        answer,
        lambda links, delta: pagerank(links, damping=delta),
        cases,
        mistakes=mistakes,
        rtol=1e-5,
        atol=1e-6,
        otherwise="x ← δMx + (1 − δ)/n, with columns of sum 1, until it settles",
    )


def _ranks(
    links: Sequence[Sequence[int]],
    delta: float,
    *,
    dangling: bool = True,
    transpose: bool = False,
) -> Array:
    n = len(links)
    M = np.zeros((n, n))
    for j, targets in enumerate(links):
        for i in targets or (range(n) if dangling else ()):
            M[i, j] = 1 / len(targets or range(n))
    if transpose:
        M = M.T / np.maximum(M.T.sum(axis=0), 1e-9)
    return solve(np.eye(n) - delta * M, np.full(n, (1 - delta) / n))


@exercise(
    "01-09-E7",
    kind="counterexample",
    minutes=12,
    stars=3,
    objective="build a matrix whose powers grow before they die",
)
def _e7_of_01_09(answer: Any) -> None:
    A = take_array(answer, (2, 2), what="your matrix")
    require(np.abs(A).max() <= 1, "no entry may exceed 1 in magnitude")
    radius = float(np.abs(eig_2x2(A)).max())
    require(
        radius < 1,
        f"the spectral radius is {radius:.6g}, so the powers do not die; both "
        "eigenvalues must be less than 1 in magnitude",
    )
    require(
        not np.array_equal(A, A.T),
        "for symmetric A, ‖Aᵏ‖ is exactly the k-th power of the spectral radius: it "
        "never grows",
    )
    # Every early power, then a fine geometric grid: growth may take its time.
    late = np.geomspace(2001, 1e12, 2000).astype(int)
    peak = max(
        float(np.linalg.norm(matrix_power(A, int(k)), 2))
        for k in (*range(1, 2001), *late)
    )
    require(
        peak >= 100,
        f"the powers reach a norm of {peak:.3g} only; let the eigenvalues be nearer to "
        "1 and the two eigenvectors nearer to each other",
    )
