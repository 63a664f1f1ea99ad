"""Float formats: NumPy's own casts and gaps are the judges."""

import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.numerical_methods import (
    FORMATS,
    correct_digits,
    float_bits,
    from_bits,
    relative_error,
    round_to_format,
    round_to_precision,
    toy_floats,
    ulp,
)

finite = st.floats(allow_nan=False, allow_infinity=False)
NUMPY = {"binary64": np.float64, "binary32": np.float32, "binary16": np.float16}


@given(st.floats())
def test_bits_are_those_in_memory_and_come_back(x):
    sign, exponent, fraction = float_bits(x)
    [word] = struct.unpack(">Q", struct.pack(">d", x))
    assert (sign << 63) | (exponent << 52) | fraction == word
    back = from_bits(sign, exponent, fraction)
    assert back == x or (math.isnan(back) and math.isnan(x))
    assert math.copysign(1, back) == math.copysign(1, x)


@given(finite.filter(lambda x: abs(x) >= 2.0**-1022))
def test_bits_say_what_the_value_is(x):
    sign, exponent, fraction = float_bits(x)
    assert (-1) ** sign * math.ldexp(1 + fraction / 2**52, exponent - 1023) == x


def test_a_tenth_by_hand():
    assert float_bits(0.1) == (0, 1019, 0x999999999999A)
    assert (0.1).hex() == "0x1.999999999999ap-4"


@pytest.mark.parametrize("fields", [(2, 0, 0), (0, 2048, 0), (0, -1, 0), (0, 0, 2**52)])
def test_fields_out_of_range(fields):
    with pytest.raises(ValueError, match="must be"):
        from_bits(*fields)


@pytest.mark.parametrize("x", ["1", 1j, None, True])
def test_bits_of_something_else(x):
    with pytest.raises(TypeError, match="x must be a real number"):
        float_bits(x)


def test_toy_system_of_the_lesson():
    numbers = toy_floats(3, -1, 2)
    assert len(numbers) == 16
    assert numbers[0] == 0.5
    assert numbers[1] == 0.625
    assert numbers[-1] == 7
    # They are the numbers that rounding to three digits keeps.
    grid = np.arange(4, 57) / 8
    kept = grid[round_to_precision(grid, 3) == grid]
    np.testing.assert_array_equal(numbers, kept)


def test_subnormal_numbers_fill_the_gap_evenly():
    numbers = toy_floats(3, -1, 0, subnormal=True)
    np.testing.assert_array_equal(numbers[:4], [0.125, 0.25, 0.375, 0.5])


@pytest.mark.parametrize(
    "call", [(0, 0, 1), (13, 0, 1), (3, 1, 0), (3, -51, 0), (3, 0, 51)]
)
def test_toy_system_out_of_range(call):
    with pytest.raises(ValueError, match="must be at"):
        toy_floats(*call)


@given(st.floats(-1e30, 1e30).filter(lambda x: abs(x) > 1e-30))
def test_24_digits_are_float32(x):
    assert round_to_precision(x, 24) == np.float32(x)


@given(st.floats(-60000, 60000).filter(lambda x: abs(x) > 1e-4))
def test_11_digits_are_float16(x):
    assert round_to_precision(x, 11) == np.float16(x)


@given(finite)
def test_53_digits_change_nothing(x):
    assert round_to_precision(x, 53) == x


@given(st.floats(1e-300, 1e300), st.integers(1, 53))
def test_rounding_stays_within_the_unit_roundoff(x, p):
    assert abs(round_to_precision(x, p) - x) <= 2.0**-p * x


@pytest.mark.parametrize("p", [0, 54])
def test_precision_out_of_range(p):
    with pytest.raises(ValueError, match="p must be at"):
        round_to_precision(1.0, p)


@pytest.mark.parametrize("name", ["binary64", "binary32", "binary16"])
@given(x=st.one_of(finite, st.floats(-1e5, 1e5), st.floats(-1e-6, 1e-6)))
def test_formats_round_as_numpy_casts(name, x):
    with np.errstate(all="ignore"):
        right = NUMPY[name](x)
    assert round_to_format(x, name) == float(right)


@given(st.floats(-1e38, 1e38))
def test_bfloat16_is_half_of_a_float32(x):
    rounded = np.float32(round_to_format(x, "bfloat16"))
    if np.isfinite(rounded):
        assert int(rounded.view(np.uint32)) & 0xFFFF == 0
        assert abs(float(rounded) - x) <= 0.5 * ulp(x, number_format="bfloat16")


@pytest.mark.parametrize("name", ["binary64", "binary32", "binary16"])
@given(x=st.one_of(st.floats(-6e4, 6e4), st.floats(-1e-5, 1e-5)))
def test_gaps_are_numpys(name, x):
    kind = NUMPY[name]
    towards_zero = abs(kind(x)) if abs(float(kind(x))) <= abs(x) else None
    if towards_zero is not None:  # a cast that rounded up may have changed the gap
        assert ulp(x, number_format=name) == np.spacing(towards_zero)


def test_gaps_by_hand():
    assert ulp(0.0) == 2.0**-1074
    assert ulp([1.0, 2.0**52, -(2.0**53)]).tolist() == [2.0**-52, 1.0, 2.0]
    assert ulp(1.0, number_format="bfloat16") == 2.0**-7
    assert ulp(1e30, number_format="binary16") == 32.0
    assert FORMATS["binary16"].p == np.finfo(np.float16).nmant + 1


@pytest.mark.parametrize("function", [ulp, round_to_format])
def test_unknown_format(function):
    with pytest.raises(ValueError, match="number_format must be one of"):
        function(1.0, number_format="float8")


def test_relative_error():
    assert relative_error(3.0, -4.0) == 1.75
    np.testing.assert_array_equal(relative_error([1, np.inf], 2.0), [0.5, np.inf])
    with pytest.raises(ValueError, match="exact must not contain 0"):
        relative_error(1.0, [1.0, 0.0])
    with pytest.raises(ValueError, match="approximate must not contain NaN"):
        relative_error(np.nan, 1.0)


def test_correct_digits():
    assert correct_digits(1.001, 1.0) == pytest.approx(3.0)
    np.testing.assert_array_equal(correct_digits([5.0, 1.0, np.inf], 1.0), [0, 16, 0])
    assert math.copysign(1, correct_digits(5.0, 1.0)) == 1
