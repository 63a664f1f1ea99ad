"""Norms agree with NumPy's, keep the axioms, and do not overflow on the way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear_algebra.gallery import EPS, GALLERY, matrices, scales
from utils.linear_algebra import matrix_norm, vector_norm

KINDS = ["fro", 1, 2, np.inf]
POWERS = [1, 1.5, 2, 3, 200, np.inf]
vectors = st.lists(st.integers(-1024, 1024), min_size=1, max_size=9).map(
    lambda values: np.array(values) / 64
)


@pytest.mark.parametrize("p", POWERS)
@given(x=vectors, scale=scales)
def test_vector_norm_agrees_with_numpy_at_any_scale(p, x, scale):
    with np.errstate(over="ignore", under="ignore"):
        size = np.abs(x).max() or 1.0  # so that the judge neither over- nor underflows
        expected = size * np.linalg.norm(x / size, p) * scale
    assert vector_norm(scale * x, p) == pytest.approx(expected, rel=1e-13, abs=0)


@pytest.mark.parametrize("p", POWERS)
@given(x=vectors, scale=scales, data=st.data())
def test_axioms(p, x, scale, data):
    y = np.array(data.draw(st.permutations(list(x)))) * data.draw(st.floats(-2, 2))
    assert vector_norm(x + y, p) <= (1 + 20 * EPS) * (
        vector_norm(x, p) + vector_norm(y, p)
    )
    assert vector_norm(-scale * x, p) == scale * vector_norm(x, p)
    assert (vector_norm(x, p) == 0) == (not x.any())


@given(vectors)
def test_norms_are_ordered(x):
    n = len(x)
    largest, length, total = (vector_norm(x, p) for p in (np.inf, 2, 1))
    slack = 1 + 4 * n * EPS
    assert largest <= slack * length
    assert length <= slack * total
    assert total <= slack * np.sqrt(n) * length
    assert length <= slack * np.sqrt(n) * largest


def test_vector_norm_does_not_overflow():
    assert vector_norm([3e200, 4e200]) == pytest.approx(5e200)
    assert vector_norm([3e-200, 4e-200], 3) == pytest.approx(91 ** (1 / 3) * 1e-200)
    assert vector_norm([1e308, 1e308], 1) == np.inf
    assert vector_norm([1.0, 1.0], 1e6) == pytest.approx(1)


@pytest.mark.parametrize("name", GALLERY)
@pytest.mark.parametrize("kind", KINDS)
def test_matrix_norm_agrees_with_numpy(name, kind):
    A = GALLERY[name]
    size = np.abs(A).max() or 1
    expected = np.linalg.norm(A / size, kind)
    assert matrix_norm(A, kind) / size == pytest.approx(expected, rel=1e-13, abs=0)


@given(matrices(), scales)
def test_matrix_norms_bound_each_other(A, scale):
    A = scale * A
    fro, one, two, sup = (matrix_norm(A, kind) for kind in KINDS)
    slack = 1 + 200 * EPS
    assert two <= slack * fro
    assert fro <= slack * np.sqrt(min(A.shape)) * two
    assert (two / scale) ** 2 <= slack * (one / scale) * (sup / scale)


@pytest.mark.parametrize("p", [1, 2, np.inf])
@given(A=matrices(largest=6), seed=st.integers(0, 50))
def test_no_vector_is_stretched_more(p, A, seed):
    x = np.random.default_rng(seed).standard_normal(A.shape[1])
    stretched = vector_norm(A @ x, p)
    assert stretched <= (1 + 200 * EPS) * matrix_norm(A, p) * vector_norm(x, p)


def test_errors():
    with pytest.raises(ValueError, match=r"p must be a finite number in \[1, inf\)"):
        vector_norm([1, 2], 0.5)
    with pytest.raises(ValueError, match="p must be a finite number"):
        vector_norm([1, 2], -np.inf)
    with pytest.raises(TypeError, match="p must be a real number"):
        vector_norm([1, 2], "fro")
    with pytest.raises(ValueError, match="x must have 1 dimension"):
        vector_norm([[1, 2]])
    with pytest.raises(ValueError, match="kind must be"):
        matrix_norm([[1, 2]], 3)
    with pytest.raises(ValueError, match="A must have 2 dimension"):
        matrix_norm([1, 2])


def test_arguments_survive():
    x = np.array([-3.0, 4.0])
    vector_norm(x, 3)
    matrix_norm(x[None], 2)
    assert x.tolist() == [-3, 4]
