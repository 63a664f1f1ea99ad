"""Graphs as matrices: the Laplacian, and coordinates for its vertices.

    W    (n, n) weights, symmetric, no negative entry; w_ij = 0: no edge
    d    (n,)   degrees, dᵢ = Σⱼ w_ij
    L    (n, n) Laplacian, L = diag(d) − W, so that fᵀLf = ½ Σ w_ij (fᵢ − fⱼ)²

The identity says everything: fᵀLf is small if f changes little along heavy edges, and
zero exactly if f is constant on every connected piece. Notebook: 01/14.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array, as_square, check_integer
from utils.linear_algebra.matrices import is_symmetric
from utils.linear_algebra.symmetric_eigen import eigh


def graph_laplacian(W: ArrayLike, *, normalized: bool = False) -> Array:
    """Return L = D − W, or its normalised form I − D^{−1/2} W D^{−1/2}.

    Parameters
    ----------
    W : (n, n) array_like
        Symmetric weights, none negative. Loops (the diagonal of W) cancel in D − W;
        in the normalised form they count as a part of the degree.
    normalized : bool
        Divide entry (i, j) by √(dᵢdⱼ). Vertices without an edge keep a row of zeros.

    Returns
    -------
    L : (n, n) ndarray
        Symmetric, positive semidefinite; the multiplicity of the eigenvalue 0 is the
        number of connected components.

    Raises
    ------
    ValueError
        If `W` is not square, not symmetric, or has a negative entry.

    References
    ----------
    von Luxburg, "A tutorial on spectral clustering", Stat. Comput. 17 (2007),
    sections 2 and 3.

    Examples
    --------
    The path 1 - 2 - 3.

    >>> graph_laplacian([[0, 1, 0], [1, 0, 1], [0, 1, 0]]) + 0
    array([[ 1., -1.,  0.],
           [-1.,  2., -1.],
           [ 0., -1.,  1.]])
    """
    W = _as_weights(W)
    degrees = W.sum(axis=1)  # (n,)
    L = np.diag(degrees) - W
    if normalized:
        scale = 1 / np.sqrt(np.where(degrees > 0, degrees, 1.0))
        L = scale[:, None] * L * scale
    return L


def spectral_embedding(W: ArrayLike, k: int, *, normalized: bool = False) -> Array:
    """Return k coordinates per vertex: the smoothest vectors beside the constant.

    Parameters
    ----------
    W : (n, n) array_like
        Symmetric weights, none negative.
    k : int
        From 1 to n − 1.
    normalized : bool
        Take the normalised Laplacian. Prefer it if degrees differ much: without it the
        smoothest vector may do no more than single out one loosely tied vertex.

    Returns
    -------
    (n, k) ndarray
        Orthonormal columns: the eigenvectors of L for its k smallest eigenvalues, the
        one that is known beforehand left out, (1, ..., 1) or, if normalised,
        (√d₁, ..., √dₙ). The first is the Fiedler vector; its signs cut the graph in
        two. In each column the entry of largest magnitude is positive.

    Raises
    ------
    ValueError
        If `W` is not a matrix of weights or `k` is out of range.

    Notes
    -----
    Let q be the unit vector along the known one. Adding c·qqᵀ with c > λ_max sends q,
    and nothing else, to the upper end of the spectrum. So it is left out even if 0 is a
    repeated eigenvalue, where a solver may return any basis. One `eigh`, O(n³) flops.

    References
    ----------
    von Luxburg, "A tutorial on spectral clustering", Stat. Comput. 17 (2007),
    sections 4 and 5. Fiedler, "Algebraic connectivity of graphs", Czechoslovak Math.
    J. 23 (1973).

    Examples
    --------
    The ends of the path 1 - 2 - 3 go apart, its middle stays: (1, 0, −1)/√2.

    >>> path = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]
    >>> (spectral_embedding(path, 1) * 2**0.5).round(6).ravel() + 0
    array([ 1.,  0., -1.])
    """
    L = graph_laplacian(W, normalized=normalized)
    n = len(L)
    k = check_integer(k, "k", minimum=1)
    if k > n - 1:
        raise ValueError(f"k must be at most n - 1 = {n - 1}, got {k}")
    degrees = as_square(W, "W").sum(axis=1)
    known = np.sqrt(degrees) if normalized and degrees.any() else np.ones(n)
    q = known / np.linalg.norm(known)
    beyond = 4 * L.diagonal().max() or 1.0  # λ_max ≤ 2 max ℓᵢᵢ
    return eigh(L + beyond * np.outer(q, q)).eigenvectors[:, :k]


def _as_weights(W: ArrayLike) -> Array:
    W = as_square(W, "W")
    if (W < 0).any():
        raise ValueError(f"W must not hold negative weights, got {W.min():g}")
    if not is_symmetric(W):
        raise ValueError("W must be symmetric: w_ij = w_ji")
    return W
