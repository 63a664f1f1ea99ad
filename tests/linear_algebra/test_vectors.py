"""Vectors and matrix-vector products against exact arithmetic, NumPy and SciPy."""

import math
import warnings
from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg
import scipy.spatial.distance
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from utils.linear_algebra import (
    angle,
    cosine_similarity,
    distance,
    dot,
    hyperplane_distance,
    length,
    linear_combination,
    matrix_from_map,
    matvec_columns,
    matvec_rows,
)

ROUNDOFF = 2.0**-53
UNDERFLOW = 1e-100  # components this much smaller than the largest may be lost
numbers = st.floats(-1e3, 1e3, allow_subnormal=False)
sizes = st.integers(1, 30)
scales = st.sampled_from([2.0**-500, 1.0, 2.0**500])


@st.composite
def vectors(draw, *, count=1):
    """`count` vectors of one common size."""
    n = draw(sizes)
    return [draw(arrays(np.float64, n, elements=numbers)) for _ in range(count)]


@st.composite
def products(draw):
    """A matrix and a vector that fit."""
    m, n = draw(sizes), draw(sizes)
    A = draw(arrays(np.float64, (m, n), elements=numbers))
    return A, draw(arrays(np.float64, n, elements=numbers))


def direction(v):
    """Skip a v that is zero, or so small that SciPy's (u·u)(v·v) would underflow."""
    assume(np.abs(v).max() > 1e-70)
    return v


# --- linear combinations -----------------------------------------------------------


def test_linear_combination_by_hand():
    assert linear_combination([2, -1], [[1, 3, 5], [2, 4, 6]]).tolist() == [0, 2, 4]


@given(products())
def test_linear_combination_is_the_transposed_product(problem):
    A, x = problem
    expected = A @ x
    bound = 31 * (ROUNDOFF * (np.abs(A) @ np.abs(x)) + 5e-324)
    assert np.all(np.abs(linear_combination(x, A.T) - expected) <= 2 * bound)


# --- dot product, length, distance -------------------------------------------------


@given(vectors(count=2))
def test_dot_is_within_the_rounding_bound_of_the_exact_sum(pair):
    u, v = pair
    terms = [Fraction(a) * Fraction(b) for a, b in zip(u, v, strict=True)]
    error = abs(Fraction(dot(u, v)) - sum(terms))
    assert error <= 31 * Fraction(ROUNDOFF) * sum(map(abs, terms)) + 31 * Fraction(
        5e-324
    )


@given(vectors(count=2))
def test_dot_is_symmetric(pair):
    u, v = pair
    assert dot(u, v) == dot(v, u)


@given(vectors(), scales)
def test_length_equals_hypot_at_every_scale(single, scale):
    v = single[0] * scale
    assert length(v) == pytest.approx(math.hypot(*v), rel=32 * ROUNDOFF, abs=5e-324)


@pytest.mark.parametrize(
    ("v", "expected"),
    [
        ([0.0, 0.0], 0.0),
        ([5e-324], 5e-324),
        ([3e-320, 4e-320], 5e-320),
        ([1.7e308], 1.7e308),
        ([1.7e308, 1.7e308], math.inf),
    ],
)
def test_length_at_the_ends_of_the_floats(v, expected):
    assert length(v) == pytest.approx(expected, rel=1e-3, abs=0)


@given(vectors(count=3))
def test_triangle_inequality(triple):
    a, b, c = triple
    direct, detour = distance(a, c), distance(a, b) + distance(b, c)
    assert direct <= detour * (1 + 40 * ROUNDOFF)


@given(vectors(count=2))
def test_distance_against_scipy(pair):
    u, v = pair
    assert distance(u, v) == pytest.approx(
        math.hypot(*(u - v)), rel=40 * ROUNDOFF, abs=5e-324
    )
    assert distance(u, v) == pytest.approx(
        scipy.spatial.distance.euclidean(u, v), rel=1e-13, abs=1e-150
    )
    assert distance(u, u) == 0


def test_distance_beyond_the_largest_float_is_infinite_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert distance([1.7e308, 1.7e308], [-1.7e308, 0]) == math.inf


@given(vectors(count=2))
def test_parallelogram_law(pair):
    u, v = pair
    left = length(u + v) ** 2 + length(u - v) ** 2
    right = 2 * length(u) ** 2 + 2 * length(v) ** 2
    assert left == pytest.approx(right, rel=1e-13, abs=1e-280)


# --- cosine and angle --------------------------------------------------------------


def test_the_hand_example():
    u, v = [1, 2, 2], [3, 0, 4]
    assert (dot(u, v), length(u), length(v)) == (11, 3, 5)
    assert cosine_similarity(u, v) == pytest.approx(11 / 15, abs=4 * ROUNDOFF)
    assert math.degrees(angle(u, v)) == pytest.approx(42.8334, abs=5e-5)


@given(vectors(count=2), scales, scales)
def test_cosine_ignores_lengths_and_agrees_with_scipy(pair, scale_u, scale_v):
    u, v = map(direction, pair)
    expected = 1 - scipy.spatial.distance.cosine(u, v)
    cosine = cosine_similarity(scale_u * u, scale_v * v)
    assert cosine == pytest.approx(cosine_similarity(u, v), abs=UNDERFLOW)
    assert cosine == pytest.approx(expected, abs=1e-13)
    assert -1 <= cosine <= 1


@given(vectors(count=2), scales)
def test_angle_agrees_with_the_cosine_and_turns_with_the_sign(pair, scale):
    u, v = map(direction, pair)
    theta = angle(u, v)
    assert math.cos(theta) == pytest.approx(cosine_similarity(u, v), abs=1e-14)
    assert angle(scale * u, v) == pytest.approx(theta, rel=1e-15, abs=UNDERFLOW)
    assert angle(v, u) == theta
    assert angle(u, -v) == pytest.approx(math.pi - theta, abs=1e-14)


@given(st.floats(0, math.pi), st.floats(-math.pi, math.pi))
def test_angle_in_the_plane(theta, start):
    u = [math.cos(start), math.sin(start)]
    v = [math.cos(start + theta), math.sin(start + theta)]
    assert angle(u, v) == pytest.approx(theta, abs=16 * ROUNDOFF)


@pytest.mark.parametrize("tiny", [1e-9, 1e-12, 1e-15, 1e-300])
def test_angle_keeps_the_digits_that_arccos_loses(tiny):
    assert angle([1, 0], [1, tiny]) == pytest.approx(tiny, rel=4 * ROUNDOFF, abs=0)
    assert math.acos(cosine_similarity([1, 0], [1, tiny])) == 0


@given(vectors(count=2))
def test_angle_against_scipys_subspace_angles(pair):
    u, v = map(direction, pair)
    between_lines = min(angle(u, v), math.pi - angle(u, v))
    expected = scipy.linalg.subspace_angles(u[:, None], v[:, None])[0]
    assert between_lines == pytest.approx(expected, abs=1e-13)


def test_a_vector_is_parallel_to_itself_although_rounding_says_more_than_one():
    v = [1.0, 1.0, 1.0]
    norm = math.sqrt(3.0)
    assert 3.0 / (norm * norm) > 1
    assert cosine_similarity(v, v) == 1
    assert angle(v, v) == 0


# --- matrix times vector -----------------------------------------------------------


@pytest.mark.parametrize("product", [matvec_rows, matvec_columns])
def test_matvec_by_hand(product):
    assert product([[1, 2], [3, 4], [5, 6]], [2, -1]).tolist() == [0, 2, 4]
    assert product([[3]], [2]).tolist() == [6]


@pytest.mark.parametrize("product", [matvec_rows, matvec_columns])
@given(problem=products())
def test_matvec_is_within_the_rounding_bound_of_numpys(product, problem):
    A, x = problem
    bound = 31 * (ROUNDOFF * (np.abs(A) @ np.abs(x)) + 5e-324)
    assert np.all(np.abs(product(A, x) - A @ x) <= 2 * bound)


@given(products())
def test_a_matrix_is_recovered_from_its_map(problem):
    A, _ = problem
    assert np.array_equal(
        matrix_from_map(lambda e: matvec_columns(A, e), A.shape[1]), A
    )


def test_matrix_from_map_of_a_scalar_map_has_one_row():
    assert matrix_from_map(lambda x: [x.sum()], 3).tolist() == [[1, 1, 1]]


# --- hyperplanes -------------------------------------------------------------------


def test_hyperplane_distance_by_hand():
    assert hyperplane_distance([3, 4], 5, [[3, 4], [1, 0.5]]).tolist() == [4, 0]


@given(products(), numbers)
def test_the_foot_of_the_perpendicular_is_that_far_away(problem, b):
    X, w = problem
    assume(length(w) > 1e-3)
    distances = hyperplane_distance(w, b, X)
    feet = X - np.outer((X @ w - b) / (w @ w), w)
    size = 1 + np.abs(X).max() + abs(b) / length(w)
    for x, foot, expected in zip(X, feet, distances, strict=True):
        assert distance(x, foot) == pytest.approx(expected, abs=1e-12 * size)
    assert hyperplane_distance(w, b, feet) == pytest.approx(0, abs=1e-11 * size)


@given(products(), numbers)
def test_hyperplane_distance_does_not_depend_on_how_the_equation_is_scaled(problem, b):
    X, w = problem
    assume(length(w) > 1e-3)
    assert np.array_equal(
        hyperplane_distance(w, b, X), hyperplane_distance(-2 * w, -2 * b, X)
    )


# --- arguments ---------------------------------------------------------------------


@pytest.mark.parametrize("function", [dot, distance, cosine_similarity, angle])
def test_vectors_of_different_length_are_refused(function):
    with pytest.raises(
        ValueError, match="u and v must have the same length, got 2 and 3"
    ):
        function([1, 2], [1, 2, 3])


@pytest.mark.parametrize("function", [cosine_similarity, angle])
@pytest.mark.parametrize(
    ("u", "v", "name"), [([0, 0], [1, 2], "u"), ([1, 2], [0, 0], "v")]
)
def test_the_zero_vector_has_no_direction(function, u, v, name):
    with pytest.raises(ValueError, match=f"{name} must not be the zero vector"):
        function(u, v)


@pytest.mark.parametrize("function", [matvec_rows, matvec_columns])
def test_a_product_that_does_not_fit_names_both_shapes(function):
    with pytest.raises(ValueError, match=r"A has shape \(2, 3\), x has shape \(2,\)"):
        function([[1, 2, 3], [4, 5, 6]], [1, 2])


def test_other_wrong_arguments():
    with pytest.raises(ValueError, match=r"coefficients and vectors .* got 3 and 2"):
        linear_combination([1, 2, 3], [[1, 0], [0, 1]])
    with pytest.raises(ValueError, match="one column per component of w: 2, got"):
        hyperplane_distance([3, 4], 5, [[1, 2, 3]])
    with pytest.raises(ValueError, match="w must not be the zero vector"):
        hyperplane_distance([0, 0], 5, [[1, 2]])
    with pytest.raises(TypeError, match="b must be a real number"):
        hyperplane_distance([3, 4], "5", [[1, 2]])
    with pytest.raises(ValueError, match="n must be at least 1"):
        matrix_from_map(lambda x: x, 0)
    with pytest.raises(ValueError, match="same length, got 1 and 2"):
        matrix_from_map(lambda x: [1] if x[0] else [1, 2], 2)
    with pytest.raises(ValueError, match="v must be finite"):
        length([1, np.nan])
    with pytest.raises(TypeError, match="v must contain numbers"):
        length(["one"])


def test_arguments_are_not_modified():
    A, x = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([2.0, -1.0])
    before = A.copy(), x.copy()
    for result in (matvec_rows(A, x), matvec_columns(A, x), linear_combination(x, A)):
        result[:] = 99.0
    angle(x, A[0])
    hyperplane_distance(x, 1, A)
    assert np.array_equal(A, before[0])
    assert np.array_equal(x, before[1])
