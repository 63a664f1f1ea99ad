"""Curvature from gradients: the Hessian, its products, its verdict, its largest value.

    ∇f      the gradient, a function that takes and returns (n,)
    H       (n, n) the Hessian, the Jacobian of ∇f; symmetric
    v       (n,) a direction; vᵀHv / vᵀv is the curvature along it
    Hv      the rate at which ∇f changes along v: no matrix is needed for it
    λ       an eigenvalue of H, the curvature along its eigenvector

A gradient is all that most programs have, and all that these functions ask for. From
function values alone: `hessian_fd` in `partials`. By the tape, without a difference:
`hessian` and `hvp` in `operators`. Lesson: 02-09.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_square,
    as_vector,
    check_callable,
    check_integer,
    check_real,
)
from utils._warnings import ConvergenceWarning
from utils.calculus.differences import UNIT_ROUNDOFF, optimal_step
from utils.calculus.partials import jacobian_fd
from utils.linear_algebra import EigenpairResult, eigh
from utils.linear_algebra.svd import fix_signs

Function = Callable[[Array], Any]


class CriticalPoint(NamedTuple):
    """What the Hessian says about a point at which the gradient vanishes."""

    kind: str
    eigenvalues: Array


def hessian_from_grad(
    gradient: Function, x: ArrayLike, *, h: float | None = None, tol: float = 1e-4
) -> Array:
    """Return the Hessian at x, one central difference of the gradient per column.

    Parameters
    ----------
    gradient : callable
        gradient(x) -> (n,) array: ∇f.
    x : (n,) array_like
    h : float, optional
        Positive step; by default that of `jacobian_fd`.
    tol : float
        How far apart the two halves may be, relative to the largest entry; what
        rounding may cause is allowed for.

    Returns
    -------
    (n, n) ndarray
        The mean of the differences and their transpose, so symmetric.

    Raises
    ------
    TypeError
        If `gradient` is not callable.
    ValueError
        If `x` is not a finite vector, `gradient(x)` has another shape, or the halves
        differ by more than `tol`: then it is the gradient of no function.

    Notes
    -----
    2n calls of the gradient and about ten digits; error O(h²) + O(u/h).

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 8.1.

    Examples
    --------
    >>> gradient = lambda x: np.array([3 * x[0]**2 - 3 * x[1], 3 * x[1]**2 - 3 * x[0]])
    >>> hessian_from_grad(gradient, [1, 1]).round(6).tolist()
    [[6.0, -3.0], [-3.0, 6.0]]

    A typing error in one component shows:

    >>> hessian_from_grad(lambda x: np.array([3 * x[1], -3 * x[0]]), [1, 1])
    Traceback (most recent call last):
        ...
    ValueError: gradient must have a symmetric Jacobian: mirrored entries differ by 6
    """
    x, tol = as_vector(x, "x"), check_real(tol, "tol", minimum=0.0)
    check_callable(gradient, "gradient")
    slopes: list[float] = []

    def recorded(at: Array) -> Array:
        g = _gradient_at(gradient, at)
        slopes.append(float(np.abs(g).max()))
        return g

    J = jacobian_fd(recorded, x, h=h)  # (n, n)
    gap = np.abs(J - J.T).max()
    # u·|∇f| is lost in each value, and divided by a step of at least this size.
    rounding = 10 * UNIT_ROUNDOFF * max(slopes) / (h or optimal_step(2))
    if gap > tol * np.abs(J).max() + rounding:
        raise ValueError(
            "gradient must have a symmetric Jacobian: "
            f"mirrored entries differ by {gap:.3g}"
        )
    return np.asarray((J + J.T) / 2)


def hvp_fd(
    gradient: Function, x: ArrayLike, v: ArrayLike, *, h: float | None = None
) -> Array:
    """Return Hv ≈ (∇f(x + hu) - ∇f(x - hu)) ‖v‖ / 2h, where u = v / ‖v‖.

    Parameters
    ----------
    gradient : callable
        gradient(x) -> (n,) array: ∇f.
    x, v : (n,) array_like
        v = 0 gives 0.
    h : float, optional
        Positive step along u.

    Returns
    -------
    (n,) ndarray

    Raises
    ------
    TypeError
        If `gradient` is not callable.
    ValueError
        If `x`, `v` and the gradient have different shapes, or one of them is not
        finite, or `h` is not positive.

    Notes
    -----
    Two calls of the gradient for any n; error O(h²) + O(u/h), about ten digits. The
    exact product costs the same, see `hvp`.

    References
    ----------
    Pearlmutter (1994), Fast exact multiplication by the Hessian. Nocedal and Wright
    (2006), Numerical Optimization, section 8.1.

    Examples
    --------
    >>> gradient = lambda x: np.array([3 * x[0]**2 - 3 * x[1], 3 * x[1]**2 - 3 * x[0]])
    >>> hvp_fd(gradient, [1, 1], [2, 0]).round(6).tolist()  # twice the first column
    [12.0, -6.0]
    """
    x, v = as_vector(x, "x"), as_vector(v, "v")
    if v.shape != x.shape:
        raise ValueError(f"v must have shape {x.shape}, got {v.shape}")
    check_callable(gradient, "gradient")
    if h is None:
        h = optimal_step(2) * max(1.0, float(np.abs(x).max()))
    step = check_real(h, "h", minimum=0.0, strict=True)
    if not v.any():
        return np.zeros_like(x)
    largest = np.abs(v).max()
    u = np.asarray(v / largest)  # so that the squares neither overflow nor vanish
    length = np.linalg.norm(u)
    u /= length
    change = _gradient_at(gradient, x + step * u) - _gradient_at(gradient, x - step * u)
    return np.asarray(change / (2 * step) * length * largest)


def classify_critical_point(H: ArrayLike, *, tol: float = 1e-6) -> CriticalPoint:
    """Return the verdict of the signs of the eigenvalues.

    Parameters
    ----------
    H : (n, n) array_like
        The Hessian at a point where the gradient is 0; symmetric.
    tol : float
        Eigenvalues of size up to tol · max|λ| count as 0; the default fits Hessians
        from differences.

    Returns
    -------
    kind : str
        "minimum" if all are positive, "maximum" if all are negative, "saddle" if both
        signs occur, and "undecided" otherwise: then H alone cannot tell.
    eigenvalues : (n,) ndarray
        In ascending order.

    Raises
    ------
    ValueError
        If `H` is not square or not symmetric, or `tol` is negative.

    Notes
    -----
    The cost is that of `eigh`.

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 2.1.

    Examples
    --------
    >>> classify_critical_point([[6, -3], [-3, 6]]).kind
    'minimum'
    >>> classify_critical_point([[0, -3], [-3, 0]]).kind
    'saddle'
    >>> classify_critical_point([[2, 0], [0, 0]]).kind  # x² + y⁴, or x² - y⁴
    'undecided'
    """
    H, tol = as_square(H, "H"), check_real(tol, "tol", minimum=0.0)
    eigenvalues = eigh(H).eigenvalues
    negligible = tol * np.abs(eigenvalues).max()
    up, down = eigenvalues > negligible, eigenvalues < -negligible
    if up.any() and down.any():
        kind = "saddle"
    elif up.all():
        kind = "minimum"
    elif down.all():
        kind = "maximum"
    else:
        kind = "undecided"
    return CriticalPoint(kind, eigenvalues)


def power_iteration_hvp(
    product: Function,
    n: int,
    *,
    rng: np.random.Generator | int,
    tol: float = 1e-3,
    max_iter: int = 1000,
) -> EigenpairResult:
    """Return the eigenpair of largest |λ| of a Hessian that is known by its products.

    Parameters
    ----------
    product : callable
        product(v) -> Hv, both (n,).
    n : int
        The number of variables.
    rng : numpy.random.Generator or int
        Chooses the first direction.
    tol : float
        Stop at ‖Hv - λv‖ ≤ tol · ‖Hv‖; for products from differences not below 1e-8.
    max_iter : int
        Stop after so many steps.

    Returns
    -------
    EigenpairResult
        As from `power_iteration`; but `residuals` are divided by ‖Hv‖, since ‖H‖ is
        not known. Best so far, with `converged=False` and a warning, if `max_iter` is
        not enough.

    Raises
    ------
    TypeError
        If `product` is not callable.
    ValueError
        If a product has not the shape (n,) or is not finite, or an option is out of
        range.

    Warns
    -----
    ConvergenceWarning
        If `max_iter` steps are not enough, as where λ and -λ are both largest.

    Notes
    -----
    One product per step, and one more. Some eigenvalue of H is within ‖Hv‖ times the
    last residual of λ, and usually much nearer.

    References
    ----------
    LeCun, Bottou, Orr and Müller (1998), Efficient BackProp. Trefethen and Bau,
    Numerical Linear Algebra, Lecture 27.

    Examples
    --------
    >>> H = np.array([[6.0, -3.0], [-3.0, 6.0]])
    >>> f"{power_iteration_hvp(lambda v: H @ v, 2, rng=0).eigenvalue:.3f}"
    '9.000'
    """
    check_callable(product, "product")
    n = check_integer(n, "n", minimum=1)
    tol = check_real(tol, "tol", minimum=0.0)
    max_iter = check_integer(max_iter, "max_iter", minimum=0)
    v = np.random.default_rng(rng).normal(size=n)
    v /= np.linalg.norm(v)
    residuals: list[float] = []
    while True:
        Hv = _product_with(product, v)
        size = float(np.abs(Hv).max()) or 1.0
        Hv = Hv / size  # squares stay in range
        eigenvalue, length = float(v @ Hv), float(np.linalg.norm(Hv)) or 1.0
        residuals.append(float(np.linalg.norm(Hv - eigenvalue * v)) / length)
        if residuals[-1] <= tol or len(residuals) > max_iter:
            break
        v = Hv / length
    converged = residuals[-1] <= tol
    if not converged:
        warnings.warn(
            f"relative residual {residuals[-1]:.1e} > tol after {max_iter} steps",
            ConvergenceWarning,
            stacklevel=2,
        )
    (signed,) = fix_signs(v[:, np.newaxis])
    return EigenpairResult(
        eigenvalue * size, signed[:, 0], np.array(residuals), converged
    )


def _gradient_at(gradient: Function, x: Array) -> Array:
    g = as_vector(gradient(x.copy()), "gradient(x)")
    if g.shape != x.shape:
        raise ValueError(f"gradient(x) must have shape {x.shape}, got {g.shape}")
    return g


def _product_with(product: Function, v: Array) -> Array:
    Hv = as_vector(product(v.copy()), "product(v)")
    if Hv.shape != v.shape:
        raise ValueError(f"product(v) must have shape {v.shape}, got {Hv.shape}")
    return Hv
