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
