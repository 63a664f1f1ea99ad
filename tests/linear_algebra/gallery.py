"""Matrices on which factorisations stumble, and the strategies that make more of them.

`GALLERY` maps a name to a matrix; `matrices` and `scales` feed hypothesis.
"""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

EPS = np.finfo(float).eps


def hilbert(n):
    """1 / (i + j − 1): condition number e^{3.5n}."""
    i = np.arange(1, n + 1)
    return 1.0 / (i[:, None] + i - 1)


def kahan(n, theta=1.2):
    """Upper triangular, graded rows; nearly singular with no small diagonal entry."""
    s, c = np.sin(theta), np.cos(theta)
    return s ** np.arange(n)[:, None] * (np.eye(n) - c * np.triu(np.ones((n, n)), 1))


def orthogonal(m, n, seed):
    """Orthonormal columns in random directions; the judge's QR makes them."""
    rng = np.random.default_rng(seed)
    return np.linalg.qr(rng.standard_normal((m, n)))[0]


def with_singular_values(m, n, s, seed=0):
    """A dense matrix whose singular values are known."""
    return (orthogonal(m, n, seed) * s) @ orthogonal(n, n, seed + 1).T


def graded(m, n, seed=0, span=40):
    """Random columns, each about 2^span smaller than the one before."""
    rng = np.random.default_rng(seed)
    return rng.standard_normal((m, n)) * 2.0 ** (-span * np.arange(n))


def rank_deficient(m, n, rank, seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((m, rank)) @ rng.standard_normal((rank, n))


GALLERY = {
    "hilbert": hilbert(10),
    "vandermonde": np.vander(np.linspace(0, 1, 15), 9),
    "kahan": kahan(20),
    "graded": graded(12, 7),
    "graded, small first": graded(12, 7)[:, ::-1].copy(),
    "condition 1": with_singular_values(9, 6, np.ones(6)),
    "condition 1e8": with_singular_values(9, 6, np.logspace(0, -8, 6)),
    "condition 1e15": with_singular_values(9, 6, np.logspace(0, -15, 6)),
    "rank-deficient": rank_deficient(10, 6, 3),
    "two equal columns": np.ones((5, 2)),
    "zero": np.zeros((4, 3)),
    "zero column first": np.array([[0.0, 1.0], [0.0, 2.0], [0.0, 3.0]]),
    "identity": np.eye(5),
    "1x1": np.array([[-3.0]]),
    "1xn": np.array([[3.0, -4.0, 12.0]]),
    "nx1": np.array([[3.0], [-4.0], [12.0]]),
    "wide": rank_deficient(4, 9, 4),
    "larger than a block": rank_deficient(90, 70, 70),
    "huge": 2.0**500 * rank_deficient(6, 4, 4),
    "tiny": 2.0**-500 * rank_deficient(6, 4, 4),
}

# Entries are 0 or of size 1/64 ... 16, so that scaling by 2**±500 stays exact.
_entries = st.integers(-1024, 1024).map(lambda k: k / 64)
scales = st.integers(-500, 500).map(lambda k: 2.0**k)


@st.composite
def matrices(draw, *, tall=False, largest=12):
    """Small matrices of any shape, often with zeros, repeats and dependent columns."""
    m = draw(st.integers(1, largest))
    n = draw(st.integers(1, m if tall else largest))
    A = draw(arrays(np.float64, (m, n), elements=_entries))
    if n > 1 and draw(st.booleans()):
        A[:, -1] = A[:, 0] * draw(st.sampled_from([0.0, 1.0, -3.0]))
    return A


# ---- square and symmetric ones


def grcar(n):
    """Non-normal: −1 below the diagonal, 1 on it and on three above."""
    return np.triu(np.tril(np.ones((n, n)), 3)) - np.eye(n, k=-1)


def growing(n):
    """Wilkinson's example: each step of elimination doubles the last column."""
    A = np.eye(n) - np.tril(np.ones((n, n)), -1)
    A[:, -1] = 1
    return A


def wilkinson_plus(k):
    """W⁺ of order 2k + 1: pairs of eigenvalues that agree to 14 digits at k = 10."""
    n = 2 * k + 1
    return np.diag(np.abs(np.arange(n) - k) * 1.0) + np.eye(n, k=1) + np.eye(n, k=-1)


def with_eigenvalues(values, seed=0):
    """A dense, exactly symmetric matrix whose eigenvalues are known."""
    Q = orthogonal(len(values), len(values), seed)
    A = (Q * values) @ Q.T
    return (A + A.T) / 2


GALLERY |= {"grcar": grcar(12), "growing": growing(30)}

SYMMETRIC = {
    "hilbert": hilbert(10),
    "kahan": kahan(20).T @ kahan(20),
    "wilkinson W21+": wilkinson_plus(10),
    "grcar": grcar(12) + grcar(12).T,
    "condition 1": with_eigenvalues(np.where(np.arange(7) % 2, 1.0, -1.0)),
    "condition 1e8": with_eigenvalues(np.logspace(0, -8, 6)),
    "condition 1e15": with_eigenvalues(np.logspace(0, -15, 9)),
    "indefinite": with_eigenvalues(np.linspace(-3, 2, 8)),
    "repeated": with_eigenvalues(np.array([1.0, 1, 1, 2, 2, 5])),
    "rank-deficient": with_eigenvalues(np.array([0.0, 0, 0, 1, 2])),
    "ones": np.ones((6, 6)),
    "zero": np.zeros((4, 4)),
    "identity": np.eye(5),
    "diagonal, unsorted": np.diag([3.0, -1.0, 2.0]),
    "zero diagonal": np.fliplr(np.eye(6)),
    "squares underflow": np.diag(np.arange(1.0, 6)) + 2e-160 * hilbert(5),
    "1x1": np.array([[-3.0]]),
    "2x2": np.array([[0.0, 2.0], [2.0, 0.0]]),
    "graded": hilbert(10) * np.multiply.outer(*[2.0 ** -np.arange(0, 200, 20)] * 2),
    "order 40": with_eigenvalues(np.linspace(-1, 1, 40) ** 3),
    "huge": 2.0**500 * with_eigenvalues(np.linspace(-3, 2, 8)),
    "tiny": 2.0**-500 * with_eigenvalues(np.linspace(-3, 2, 8)),
}


@st.composite
def square_matrices(draw, *, symmetric=False, largest=10):
    """Small square matrices, often with zeros and repeated or dependent rows."""
    n = draw(st.integers(1, largest))
    A = draw(arrays(np.float64, (n, n), elements=_entries))
    if n > 1 and draw(st.booleans()):
        A[-1] = A[0]
    return (A + A.T) / 2 if symmetric else A
