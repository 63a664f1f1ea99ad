"""Products, powers and orders of matrices against exact arithmetic and NumPy."""

import itertools
import re
import warnings
from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from utils.linear_algebra import (
    block_matmul,
    chain_order,
    inverse_2x2,
    is_symmetric,
    matmul,
    matrix_power,
)

ROUNDOFF = 2.0**-53
VIEWS = ("entries", "columns", "rows", "outer")
A = np.array([[1.0, 2.0], [3.0, 4.0]])
SWAP = np.array([[0.0, 1.0], [1.0, 0.0]])
numbers = st.floats(-1e3, 1e3, allow_subnormal=False)
whole = st.integers(-50, 50).map(float)


@st.composite
def factors(draw, elements=whole, largest=12):
    """Two matrices that can be multiplied."""
    m, n, p = (draw(st.integers(1, largest)) for _ in range(3))
    left = draw(arrays(np.float64, (m, n), elements=elements))
    return left, draw(arrays(np.float64, (n, p), elements=elements))


def squares(n, elements=whole):
    return arrays(np.float64, (n, n), elements=elements)


# --- the product -------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_the_hand_example(view):
    assert matmul(A, SWAP, view=view).tolist() == [[2, 1], [4, 3]]
    assert matmul(SWAP, A, view=view).tolist() == [[3, 4], [1, 2]]


@pytest.mark.parametrize("view", VIEWS)
@given(factors())
def test_every_view_is_exact_on_whole_numbers(view, pair):
    left, right = pair
    assert np.array_equal(matmul(left, right, view=view), left @ right)


@pytest.mark.parametrize("view", VIEWS)
@given(factors(numbers, largest=5))
def test_every_view_is_within_the_rounding_bound_of_the_exact_product(view, pair):
    left, right = pair
    product = matmul(left, right, view=view)
    for (i, j), entry in np.ndenumerate(product):
        pairs = zip(left[i], right[:, j], strict=True)
        terms = [Fraction(a) * Fraction(b) for a, b in pairs]
        bound = 6 * Fraction(ROUNDOFF) * sum(map(abs, terms)) + Fraction(1e-320)
        assert abs(Fraction(entry) - sum(terms)) <= bound


@given(factors(), st.integers(1, 13))
def test_blocks_multiply_like_numbers(pair, size):
    left, right = pair
    assert np.array_equal(block_matmul(left, right, size), left @ right)


@pytest.mark.parametrize("product", [matmul, lambda A, B: block_matmul(A, B, 2)])
def test_shapes_that_do_not_fit_are_named(product):
    with pytest.raises(ValueError, match=r"got shapes \(2, 2\) and \(3, 2\)"):
        product(A, np.ones((3, 2)))
    with pytest.raises(ValueError, match=r"B must have 2 dimension"):
        product(A, [1, 2])


def test_other_errors_of_products():
    with pytest.raises(ValueError, match="entries, columns, rows, outer, got 'entry'"):
        matmul(A, A, view="entry")
    with pytest.raises(ValueError, match="size must be at least 1"):
        block_matmul(A, A, 0)


def test_arguments_stay_as_they_are():
    given_a, given_b = A.copy(), SWAP.copy()
    for view in VIEWS:
        matmul(given_a, given_b, view=view)[:] = 7
    block_matmul(given_a, given_b, 1)[:] = 7
    matrix_power(given_a, 1)[:] = 7
    assert np.array_equal(given_a, A)
    assert np.array_equal(given_b, SWAP)


# --- the inverse of a 2x2 matrix ---------------------------------------------------


@given(squares(2))
def test_inverse_undoes_the_matrix_or_is_refused(matrix):
    (a, b), (c, d) = matrix
    if a * d == b * c:  # whole numbers below 51: exact
        with pytest.raises(np.linalg.LinAlgError, match="ad − bc is zero"):
            inverse_2x2(matrix)
        return
    inverse = inverse_2x2(matrix)
    assert np.allclose(matrix @ inverse, np.eye(2), atol=1e-10)
    assert np.allclose(inverse, np.linalg.inv(matrix), rtol=1e-9, atol=1e-12)


@given(squares(2, numbers))
def test_inverse_of_a_transpose_is_the_transpose_of_the_inverse(matrix):
    (a, b), (c, d) = matrix
    assume(abs(a * d - b * c) > 1e-100)
    assert np.array_equal(inverse_2x2(matrix.T), inverse_2x2(matrix).T)


def test_inverse_where_floats_lose_the_determinant():
    n = 2.0**27
    matrix = np.array([[n + 1, n], [n, n - 1]])  # ad − bc = −1, but 0 in floats
    assert (n + 1) * (n - 1) - n * n == 0
    assert inverse_2x2(matrix).tolist() == [[1 - n, n], [n, -1 - n]]
    assert inverse_2x2([[2.0**600, 0], [0, 2.0**-600]])[1, 1] == 2.0**600


def test_errors_of_the_inverse():
    with pytest.raises(ValueError, match=r"shape \(2, 2\), got \(3, 3\)"):
        inverse_2x2(np.eye(3))
    with pytest.raises(ValueError, match="must be square"):
        inverse_2x2([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(OverflowError):
        inverse_2x2([[5e-324, 0], [0, 1]])


# --- symmetry ----------------------------------------------------------------------


@given(factors())
def test_a_matrix_times_its_transpose_is_symmetric(pair):
    X = pair[0]
    assert is_symmetric(X.T @ X, tol=0)
    assert is_symmetric(X @ X.T, tol=0)


@given(st.integers(1, 6).flatmap(squares))
def test_symmetry_against_scipy(matrix):
    assert is_symmetric(matrix, tol=0) == scipy.linalg.issymmetric(matrix)
    assert is_symmetric(matrix + matrix.T, tol=0)


def test_the_tolerance_is_relative_to_the_largest_entry():
    nearly = np.array([[1.0, 1e-3], [1.1e-3, 0.0]])
    for scale in (2.0**-600, 1.0, 2.0**600):
        assert is_symmetric(scale * nearly, tol=1.01e-4)
        assert not is_symmetric(scale * nearly, tol=0.99e-4)
    assert is_symmetric(np.zeros((2, 2)))
    assert not is_symmetric([[0, 1.7e308], [-1.7e308, 0]])


def test_errors_of_symmetry():
    with pytest.raises(ValueError, match="must be square"):
        is_symmetric([[1, 2]])
    with pytest.raises(ValueError, match="tol"):
        is_symmetric(A, tol=-1)


# --- powers ------------------------------------------------------------------------


@given(squares(3, st.integers(-3, 3).map(float)), st.integers(0, 13))
def test_power_is_exact_on_whole_numbers(matrix, k):
    assert np.array_equal(matrix_power(matrix, k), np.linalg.matrix_power(matrix, k))


@given(st.integers(0, 40), st.integers(0, 37))
def test_exponents_add(j, k):
    S = [[1, 1], [1, 0]]  # Fibonacci numbers: exact below 2**53
    product = matrix_power(S, j) @ matrix_power(S, k)
    assert np.array_equal(matrix_power(S, j + k), product)


def test_the_last_square_is_not_computed():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert matrix_power([[2.0**600]], 1).item() == 2.0**600


@given(squares(4, st.sampled_from([0.0, 1.0])), st.integers(1, 4))
def test_powers_of_an_adjacency_matrix_count_walks(adjacency, k):
    walks = np.zeros((4, 4))
    for walk in itertools.product(range(4), repeat=k + 1):
        if all(adjacency[a, b] for a, b in itertools.pairwise(walk)):
            walks[walk[0], walk[-1]] += 1
    assert np.array_equal(matrix_power(adjacency, k), walks)


def test_errors_of_powers():
    with pytest.raises(ValueError, match="k must be at least 0"):
        matrix_power(A, -1)
    with pytest.raises(ValueError, match="must be square"):
        matrix_power([[1, 2]], 2)
    with pytest.raises(TypeError, match="k must be an integer"):
        matrix_power(A, 0.5)


# --- the order of a chain ----------------------------------------------------------


def cost_of(order, dims):
    """Multiplications in "(A1 A2) A3", counted by doing what it says."""

    def product(*parts):
        (rows, inner, done), *others = parts
        for rows2, columns, cost in others:
            assert inner == rows2
            done, inner = done + cost + rows * rows2 * columns, columns
        return rows, inner, done

    names = {f"A{i}": (dims[i - 1], dims[i], 0) for i in range(1, len(dims))}
    text = re.sub(r"A\d+", lambda name: f"{name.group()},", order)
    text = re.sub(r"\(", "product(", text).replace(")", "),")
    return eval(f"product({text})", {"product": product, **names})[2]


def every_cost(dims):
    """The costs of all orders, by enumeration."""
    if len(dims) == 2:
        return [0]
    return [
        left + right + dims[0] * dims[s] * dims[-1]
        for s in range(1, len(dims) - 1)
        for left in every_cost(dims[: s + 1])
        for right in every_cost(dims[s:])
    ]


def test_the_chain_of_the_lesson():
    assert chain_order([10, 100, 5, 50]) == (7500, "(A1 A2) A3")
    assert sorted(every_cost([10, 100, 5, 50])) == [7500, 75000]


def test_the_chain_of_the_textbook():  # Cormen et al.
    cost, order = chain_order([30, 35, 15, 5, 10, 20, 25])
    assert (cost, order) == (15125, "(A1 (A2 A3)) ((A4 A5) A6)")


@given(st.lists(st.integers(1, 40), min_size=2, max_size=8))
def test_the_order_is_the_cheapest_and_costs_what_it_says(dims):
    cost, order = chain_order(dims)
    assert cost == min(every_cost(dims)) == cost_of(order, dims)
    assert re.findall(r"A\d+", order) == [f"A{i}" for i in range(1, len(dims))]


@given(st.lists(st.integers(1, 9), min_size=4, max_size=7))
def test_the_order_agrees_with_multi_dot(dims):
    rng = np.random.default_rng(0)
    chain = [rng.integers(0, 3, size=shape) for shape in itertools.pairwise(dims)]
    names = {f"A{i}": matrix for i, matrix in enumerate(chain, 1)}
    text = re.sub(r" ", " @ ", chain_order(dims).order)
    assert np.array_equal(eval(text, names), np.linalg.multi_dot(chain))


def test_errors_of_chains():
    with pytest.raises(ValueError, match="at least two sizes, got 1"):
        chain_order([3])
    with pytest.raises(ValueError, match="dims must be at least 1, got 0"):
        chain_order([3, 0, 2])
    with pytest.raises(TypeError, match="dims must be an integer"):
        chain_order([3, 2.5])
