"""One eigenpair by iteration: multiply, or solve, and normalise, again and again.

    A       (n, n) square, not necessarily symmetric
    λ, v    an eigenvalue and its eigenvector, Av = λv, ‖v‖ = 1
    ρ(x)    the Rayleigh quotient xᵀAx / xᵀx, the λ that fits x best
    σ       a shift: A − σI has the eigenvectors of A and the eigenvalues λ − σ

Multiplying by A enlarges the part of x along the largest |λ| the most; multiplying by
(A − σI)⁻¹ that along the λ next to σ. Both stop when the residual ‖Av − λv‖ is small,
not when λ stops moving: it may stand still far from any eigenvalue. All eigenpairs of a
symmetric matrix at once: `symmetric_eigen`. Without iterating: `eig_2x2` has a formula,
`gershgorin_discs` tell where to look. Notebook: 01/09.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils._validation import (
    Array,
    as_square,
    as_vector,
    check_integer,
    check_real,
    check_same_length,
)
from utils._warnings import ConvergenceWarning
from utils.linear_algebra.linear_systems import solve_lower, solve_upper
from utils.linear_algebra.lu import lu
from utils.linear_algebra.svd import fix_signs


@dataclass(frozen=True, eq=False)
class EigenpairResult:
    """An approximate eigenpair, and how the iteration got there.

    Attributes
    ----------
    eigenvalue : float
        The Rayleigh quotient of `eigenvector`.
    eigenvector : (n,) ndarray
        Of length 1, its entry of largest magnitude positive.
    residuals : (k,) ndarray
        ‖Av − λv‖ / ‖A‖_F after 0, 1, ..., k − 1 steps. The last one says how far λ and
        v are from exact: they are an eigenpair of A + E with ‖E‖ that small beside
        ‖A‖_F.
    converged : bool
        Whether the last residual is within the tolerance.
    """

    eigenvalue: float
    eigenvector: Array
    residuals: Array
    converged: bool


def rayleigh_quotient(A: ArrayLike, x: ArrayLike) -> float:
    """Return ρ(x) = xᵀAx / xᵀx, the number λ that minimises ‖Ax − λx‖.

    Parameters
    ----------
    A : (n, n) array_like
    x : (n,) array_like
        Not zero.

    Returns
    -------
    float
        The eigenvalue, if x is an eigenvector. For symmetric A it lies between the
        smallest and the largest eigenvalue, and its error is the square of that of x.

    Raises
    ------
    ValueError
        If the shapes do not fit, or x is zero.

    Notes
    -----
    2n² flops.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 27.

    Examples
    --------
    >>> rayleigh_quotient([[2, 1], [1, 2]], [1, 0])
    2.0
    """
    A = as_square(A, "A")
    x = _direction(x, "x", A)
    return float(x @ A @ x / (x @ x))


def power_iteration(
    A: ArrayLike, start: ArrayLike, *, tol: float = 1e-10, max_iter: int = 10_000
) -> EigenpairResult:
    """Return the eigenpair of largest |λ|: x ← Ax / ‖Ax‖.

    Parameters
    ----------
    A : (n, n) array_like
    start : (n,) array_like
        Where to begin; a random vector will do.
    tol : float
        Stop at ‖Av − λv‖ ≤ tol · ‖A‖_F.
    max_iter : int
        Stop after so many products.

    Returns
    -------
    EigenpairResult
        Best so far, with `converged=False` and a warning, if `max_iter` is not enough.

    Raises
    ------
    ValueError
        If the shapes do not fit, `start` is zero, or an option is out of range.

    Warns
    -----
    ConvergenceWarning
        If `max_iter` products are not enough. They never are where two eigenvalues of
        largest magnitude differ: λ and −λ, or a complex pair.

    Notes
    -----
    2n² flops per step. If A has n independent eigenvectors, |λ₁| > |λ₂| and `start` is
    not free of v₁, the error falls by the factor |λ₂/λ₁| per step.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 27. Golub and Van Loan,
    *Matrix Computations*, section 7.3.

    Examples
    --------
    The eigenvalues are 5 and 2, the first with eigenvector (1, 1).

    >>> result = power_iteration([[4, 1], [2, 3]], [1, 0])
    >>> f"{result.eigenvalue:.6f}", (result.eigenvector * 2**0.5).round(6).tolist()
    ('5.000000', [1.0, 1.0])
    """
    A = as_square(A, "A")
    return _iterate(A, lambda x: A @ x, start, tol, max_iter)


def inverse_iteration(
    A: ArrayLike,
    shift: float,
    start: ArrayLike,
    *,
    tol: float = 1e-10,
    max_iter: int = 1000,
) -> EigenpairResult:
    """Return the eigenpair with λ next to `shift`: solve (A − σI)y = x, x ← y / ‖y‖.

    Parameters
    ----------
    A : (n, n) array_like
    shift : float
        The guess σ. It may be an eigenvalue to the last digit.
    start : (n,) array_like
        Where to begin; a random vector will do.
    tol : float
        Stop at ‖Av − λv‖ ≤ tol · ‖A‖_F.
    max_iter : int
        Stop after so many solutions.

    Returns
    -------
    EigenpairResult
        Best so far, with `converged=False` and a warning, if `max_iter` is not enough.

    Raises
    ------
    ValueError
        If the shapes do not fit, `start` is zero, or an option is out of range.

    Warns
    -----
    ConvergenceWarning
        If `max_iter` steps are not enough, as where two eigenvalues are equally near.

    Notes
    -----
    2n³/3 flops for one LU of A − σI, then 2n² per step. The error falls by
    |λ − σ| / |λ' − σ| per step, λ' the next nearest eigenvalue. A − σI is nearly
    singular for a good guess, and y has few right digits; but its error points along v,
    the direction that is wanted. A zero pivot is therefore replaced by one of roundoff
    size.

    References
    ----------
    Trefethen and Bau, *Numerical Linear Algebra*, Lecture 27. Golub and Van Loan,
    *Matrix Computations*, section 7.6.

    Examples
    --------
    The eigenvalues are 5 and 2, the second with eigenvector (−1, 2).

    >>> result = inverse_iteration([[4, 1], [2, 3]], 1.9, [1, 0])
    >>> f"{result.eigenvalue:.6f}", (result.eigenvector * 5**0.5).round(6).tolist()
    ('2.000000', [-1.0, 2.0])
    """
    A = as_square(A, "A")
    shift = check_real(shift, "shift")
    shifted = A - shift * np.eye(len(A))
    size = np.abs(shifted).max() or 1.0
    p, L, U = lu(shifted / size)
    np.fill_diagonal(U, np.where(U.diagonal() == 0, np.finfo(float).eps, U.diagonal()))
    return _iterate(
        A, lambda x: solve_upper(U, solve_lower(L, x[p])), start, tol, max_iter
    )


class GershgorinDiscs(NamedTuple):
    """One disc per row; together they cover every eigenvalue."""

    centres: Array
    radii: Array


def eig_2x2(A: ArrayLike) -> NDArray[Any]:
    """Return both eigenvalues of a 2 by 2 matrix, m ± √(m² − p).

    Parameters
    ----------
    A : (2, 2) array_like

    Returns
    -------
    (2,) ndarray
        Float64 if both are real, the larger one first; otherwise complex, the one with
        positive imaginary part first.

    Raises
    ------
    ValueError
        If `A` is not 2 by 2.

    Notes
    -----
    m is the mean of the diagonal, p the determinant. m² − p is computed as
    ((a − d)/2)² + bc, which loses no digits when a and d are nearly equal.

    References
    ----------
    Strang, *Introduction to Linear Algebra*, section 6.1.

    Examples
    --------
    >>> print(eig_2x2([[4, 1], [2, 3]]).tolist())
    [5.0, 2.0]
    >>> print(eig_2x2([[0, -1], [1, 0]]).tolist())
    [1j, -1j]
    """
    A = as_square(A, "A")
    if len(A) != 2:
        raise ValueError(f"A must have shape (2, 2), got {A.shape}")
    exponent = int(np.frexp(np.abs(A).max())[1])
    scale = math.ldexp(1.0, exponent - 1)  # a power of two: no rounding
    (a, b), (c, d) = (A / scale).tolist()
    mean, half_gap = (a + d) / 2, (a - d) / 2
    square = half_gap * half_gap + b * c
    root = math.sqrt(abs(square))
    if square >= 0:
        return np.array([mean + root, mean - root]) * scale
    return np.array([complex(mean, root), complex(mean, -root)]) * scale


def gershgorin_discs(A: ArrayLike) -> GershgorinDiscs:
    """Return discs |z − aᵢᵢ| ≤ Σ_{j≠i} |aᵢⱼ| whose union holds every eigenvalue.

    Parameters
    ----------
    A : (n, n) array_like

    Returns
    -------
    centres : (n,) ndarray
        The diagonal of A.
    radii : (n,) ndarray
        The sums of the magnitudes in each row, without the diagonal.

    Raises
    ------
    ValueError
        If `A` is not square.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, section 7.2.

    Examples
    --------
    >>> centres, radii = gershgorin_discs([[4, 1], [2, 3]])
    >>> print(centres.tolist(), radii.tolist())
    [4.0, 3.0] [1.0, 2.0]
    """
    A = as_square(A, "A")
    centres = A.diagonal().copy()
    beside = np.abs(A)
    np.fill_diagonal(beside, 0.0)
    return GershgorinDiscs(centres, beside.sum(axis=1))


def _iterate(
    A: Array,
    step: Callable[[Array], Array],
    start: ArrayLike,
    tol: float,
    max_iter: int,
) -> EigenpairResult:
    """Repeat x ← step(x) / ‖step(x)‖ until x is an eigenvector of A."""
    x = _direction(start, "start", A)
    tol = check_real(tol, "tol", minimum=0)
    max_iter = check_integer(max_iter, "max_iter", minimum=0)
    exponent = int(np.frexp(np.abs(A).max())[1])
    A = np.ldexp(A, -exponent)  # squares stay in range, residuals do not change
    size = np.linalg.norm(A) or 1.0
    residuals: list[float] = []
    while True:
        Ax = A @ x
        eigenvalue = float(x @ Ax)
        residuals.append(float(np.linalg.norm(Ax - eigenvalue * x) / size))
        if residuals[-1] <= tol or len(residuals) > max_iter:
            break
        x = _unit(step(x))
    converged = residuals[-1] <= tol
    if not converged:
        warnings.warn(
            f"relative residual {residuals[-1]:.1e} > tol after {max_iter} steps",
            ConvergenceWarning,
            stacklevel=3,
        )
    (v,) = fix_signs(x[:, np.newaxis])
    eigenvalue = float(np.ldexp(eigenvalue, exponent))
    return EigenpairResult(eigenvalue, v[:, 0], np.array(residuals), converged)


def _direction(x: ArrayLike, name: str, A: Array) -> Array:
    """Checked and scaled to length 1."""
    x = as_vector(x, name)
    check_same_length(A, "A", x, name)
    if not x.any():
        raise ValueError(f"{name} must not be the zero vector")
    return _unit(x)


def _unit(x: Array) -> Array:
    x = x / np.abs(x).max()
    return x / np.linalg.norm(x)
