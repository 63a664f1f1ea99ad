"""The shared argument checks: what passes, and which error names what."""

from fractions import Fraction

import numpy as np
import pytest

from utils import _validation as v


def test_lists_become_new_float_arrays():
    source = np.array([1, 2, 3])
    result = v.as_vector(source, "x")
    assert result.dtype == np.float64
    result[0] = 99
    assert source[0] == 1


def test_a_float_array_is_copied_too():
    source = np.ones((2, 2))
    assert not np.shares_memory(source, v.as_matrix(source, "A"))


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        (["a", "b"], TypeError, "x must contain numbers"),
        (None, TypeError, "x must contain numbers, got NoneType"),
        ([1 + 2j], TypeError, "x must contain real numbers"),
        ([1, 10**20, "a"], TypeError, "x must contain numbers"),
        ([Fraction(1, 2), None], TypeError, "x must contain numbers"),
        ([1, 10**400], ValueError, "x has a number too large"),
        ([], ValueError, "x must not be empty"),
        ([1.0, np.nan], ValueError, "x must be finite"),
        ([1.0, np.inf], ValueError, "x must be finite"),
        ([[1.0, 2.0]], ValueError, r"x must have 1 dimension.*\(1, 2\)"),
        ([[1.0], [1.0, 2.0]], ValueError, "x must be rectangular"),
    ],
)
def test_bad_vectors_are_named(value, error, words):
    with pytest.raises(error, match=words):
        v.as_vector(value, "x")


def test_fractions_and_large_integers_are_numbers():
    assert v.as_vector([Fraction(1, 2), 10**20], "x").tolist() == [0.5, 1e20]


def test_infinities_pass_where_they_are_allowed():
    assert np.isinf(v.as_vector([np.inf], "x", finite=False)[0])


def test_a_square_matrix_is_square():
    assert v.as_square([[1, 2], [3, 4]], "A").shape == (2, 2)
    with pytest.raises(ValueError, match=r"A must be square, got shape \(1, 2\)"):
        v.as_square([[1, 2]], "A")


def test_labels_keep_their_type():
    assert v.as_labels(["cat", "dog"], "y").dtype.kind == "U"
    with pytest.raises(ValueError, match="y must be finite"):
        v.as_labels([0.0, np.nan], "y")
    with pytest.raises(ValueError, match="y must be a non-empty 1-D array"):
        v.as_labels([[1], [2]], "y")


def test_lengths_are_compared():
    with pytest.raises(ValueError, match=r"X and y must have .* got 3 and 2"):
        v.check_same_length(np.ones((3, 2)), "X", np.ones(2), "y")


@pytest.mark.parametrize("value", [True, 1.0, "1", None])
def test_what_is_not_an_integer(value):
    with pytest.raises(TypeError, match="k must be an integer"):
        v.check_integer(value, "k")


def test_integers_have_a_minimum():
    assert v.check_integer(np.int64(3), "k", minimum=3) == 3
    with pytest.raises(ValueError, match="k must be at least 3, got 2"):
        v.check_integer(2, "k", minimum=3)


def test_real_numbers_have_a_range():
    assert v.check_real(Fraction(1, 2), "t", minimum=0, maximum=1) == 0.5
    assert v.check_real(0, "t", minimum=0) == 0.0
    with pytest.raises(ValueError, match=r"t must be .* in \(0, inf\), got 0"):
        v.check_real(0, "t", minimum=0, strict=True)
    with pytest.raises(ValueError, match=r"t must be .* in \[0, inf\), got -1"):
        v.check_real(-1, "t", minimum=0)
    with pytest.raises(ValueError, match="t must be a finite number"):
        v.check_real(np.nan, "t")
    for wrong in (True, "1", None, 1j):
        with pytest.raises(TypeError, match="t must be a real number"):
            v.check_real(wrong, "t")


def test_a_generator_is_required():
    rng = np.random.default_rng(0)
    assert v.check_generator(rng, "rng") is rng
    for other in (0, None, np.random.SeedSequence(0), np.random):
        with pytest.raises(TypeError, match="rng must be a NumPy Generator"):
            v.check_generator(other, "rng")


def test_callable():
    v.check_callable(abs, "f")
    v.check_callable(dict, "f")
    with pytest.raises(TypeError, match="f must be callable, got float"):
        v.check_callable(1.0, "f")
