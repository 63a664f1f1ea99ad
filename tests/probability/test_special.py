"""Special functions agree with SciPy in relative terms, far into both tails."""

import numpy as np
import pytest
import scipy.special as sp

from utils.probability import (
    betainc,
    erf,
    erfc,
    gammainc,
    gammaincc,
    log_beta,
    log_gamma,
    norm_cdf,
    norm_logcdf,
    norm_logpdf,
    norm_pdf,
    norm_ppf,
    norm_sf,
)
from utils.probability.incomplete import beta_tails


def assert_relative(ours, truth, rtol):
    np.testing.assert_allclose(ours, truth, rtol=rtol, atol=0)


def test_log_gamma():
    x = np.concatenate([np.geomspace(1e-300, 1e300, 2000), np.linspace(0.01, 20, 2000)])
    # Beside the zeros at 1 and 2 SciPy is right in absolute terms only.
    np.testing.assert_allclose(log_gamma(x), sp.gammaln(x), rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize(
    ("x", "truth"),  # 40 digits of arithmetic; SciPy loses digits here
    [(1 + 2.0**-30, -5.375739784311044e-10), (2 - 2.0**-30, -3.937485951913021e-10)],
)
def test_log_gamma_beside_its_zeros(x, truth):
    assert_relative(log_gamma(x), truth, 2e-15)


def test_log_gamma_is_exact_at_its_zeros_and_ends():
    assert log_gamma([1, 2, np.inf]).tolist() == [0, 0, np.inf]


def test_log_beta():
    a, b = 10 ** np.random.default_rng(0).uniform(-3, 2, (2, 2000))
    truth = sp.betaln(a, b)
    np.testing.assert_allclose(log_beta(a, b), truth, rtol=1e-12, atol=2e-12)
    np.testing.assert_array_equal(log_beta(a, b), log_beta(b, a))


@pytest.mark.parametrize(
    ("a", "b", "truth"),  # from arithmetic with 40 digits; SciPy has 8 of them right
    [
        (0.01, 1e8, 4.415273070651998),
        (5.0, 1e8, -88.92534998941388),
        (1e4, 1e8, -102107.58987641794),
        (40.0, 50.0, -62.455325742890717),
    ],
)
def test_log_beta_of_large_parameters(a, b, truth):
    assert_relative(log_beta(a, b), truth, 1e-14)


def test_erf_and_erfc():
    x = np.concatenate([np.linspace(-8, 26.5, 5000), np.geomspace(1e-300, 1, 500)])
    assert_relative(erf(x), sp.erf(x), 1e-15)
    assert_relative(erfc(x), sp.erfc(x), 1e-13)
    np.testing.assert_array_equal(erf(-x), -erf(x))


@pytest.mark.parametrize(
    ("x", "truth"),  # from arithmetic with 40 digits
    [
        (-37.0, 5.72557122252457682e-300),
        (-8.3, 5.20556974489025402e-17),
        (-1.0, 0.15865525393145705141),
    ],
)
def test_normal_tails_keep_all_digits(x, truth):
    assert_relative(norm_cdf(x), truth, 4e-15)
    assert norm_sf(-x) == norm_cdf(x)
    assert_relative(norm_logcdf(x), np.log(truth), 1e-15)


def test_normal_against_scipy():
    x = np.linspace(-37.5, 37.5, 30_001)
    assert_relative(norm_cdf(x), sp.ndtr(x), 3e-13)  # SciPy's own error
    assert_relative(norm_logcdf(x), sp.log_ndtr(x), 3e-13)  # here too
    assert_relative(np.log(norm_pdf(x)), norm_logpdf(x), 1e-13)


def test_normal_cdf_is_monotone():
    x = np.sort(np.random.default_rng(0).uniform(-39, 9, 20_000))
    assert (np.diff(norm_cdf(x)) >= 0).all()


def test_normal_at_the_ends():
    assert norm_cdf([-np.inf, -1e308, 1e308, np.inf]).tolist() == [0, 0, 1, 1]
    assert norm_logcdf([-np.inf, np.inf]).tolist() == [-np.inf, 0]
    assert norm_ppf([0, 0.5, 1]).tolist() == [-np.inf, 0, np.inf]
    assert norm_pdf([-np.inf, 1e200]).tolist() == [0, 0]
    assert_relative(norm_logcdf(-1e150), -5e299, 1e-15)


def test_normal_quantiles():
    p = np.concatenate(
        [
            np.geomspace(5e-324, 0.5, 3000),
            0.5 + np.geomspace(1e-15, 0.4999999, 2000),
        ]
    )
    assert_relative(norm_ppf(p), sp.ndtri(p), 1e-14)
    normal = p > 1e-300
    assert_relative(norm_cdf(norm_ppf(p[normal])), p[normal], 3e-13)


SCALES = [(-6, -1, 1e-13), (-1, 1, 1e-13), (1, 2, 3e-13), (2, 4, 3e-12)]


@pytest.mark.parametrize(("low", "high", "rtol"), SCALES)  # SciPy's errors, not ours
def test_incomplete_gamma(low, high, rtol):
    rng = np.random.default_rng(3)
    a = 10 ** rng.uniform(low, high, 2000)
    x = a * 10 ** rng.normal(0, np.minimum(0.5, 2 / np.sqrt(a)))
    P, Q = sp.gammainc(a, x), sp.gammaincc(a, x)
    assert_relative(gammainc(a, x)[P > 1e-100], P[P > 1e-100], rtol)
    assert_relative(gammaincc(a, x)[Q > 1e-100], Q[Q > 1e-100], rtol)


@pytest.mark.parametrize(("low", "high", "rtol"), [*SCALES, (4, 6, 2e-12)])
def test_incomplete_beta(low, high, rtol):
    rng = np.random.default_rng(4)
    a, b = 10 ** rng.uniform(low, high, (2, 2000))
    x = np.clip(rng.beta(a, b), 1e-200, 0.94)
    assert_relative(betainc(a, b, x), sp.betainc(a, b, x), rtol)


@pytest.mark.parametrize("large", [4, 8, 12])
def test_incomplete_beta_of_unequal_parameters(large):
    rng = np.random.default_rng(5)
    a, b = 10 ** rng.uniform(-1, 2, 1000), 10 ** rng.uniform(large - 2, large, 1000)
    x, y = rng.beta(a, b), np.minimum(rng.beta(b, a), 1 - 2.0**-53)
    assert_relative(betainc(a, b, x), sp.betainc(a, b, x), 1e-13)
    assert_relative(betainc(b, a, y), sp.betainc(b, a, y), 1e-13)


def test_incomplete_beta_of_a_tiny_parameter_above_the_mean():
    """Above the mean the fraction still converges, up to (a + 1) / (a + b + 2)."""
    rng = np.random.default_rng(6)
    a, b = 10 ** rng.uniform(-8, -1, 200), 10 ** rng.uniform(-1, 2, 200)
    x = a / (a + b) * 10 ** rng.uniform(0, 1, 200)
    a, b, x = a[x < 0.9], b[x < 0.9], x[x < 0.9]
    assert_relative(betainc(a, b, x), sp.betainc(a, b, x), 1e-13)


@pytest.mark.parametrize(
    ("a", "x", "P", "Q"),  # from arithmetic with 60 digits
    [
        (1e-6, 0.5, 0.99999944022611184, 5.5977388815563453e-7),
        (0.3, 40.0, 1.0, 1.0556514939798348e-19),
        (99.9, 60.0, 1.5619773373470908e-6, 0.99999843802266265),
        (100.1, 180.0, 0.99999999996868088, 3.1319124757100643e-11),
        (1e3, 500.0, 3.2982727970670996e-86, 1.0),
        (1e6, 1e6 - 5000, 2.7495803592700708e-7, 0.99999972504196407),
        (1e10, 1e10 + 2e5, 0.97724932814485523, 2.275067185514477e-2),
    ],
)
def test_incomplete_gamma_has_all_digits(a, x, P, Q):
    rtol = 1e-14 if min(P, Q) > 1e-20 else 1e-13
    assert_relative(gammainc(a, x), P, rtol)
    assert_relative(gammaincc(a, x), Q, rtol)


@pytest.mark.parametrize(
    ("a", "b", "x", "lower", "upper"),  # from arithmetic with 60 digits
    [
        (1e-6, 2e-6, 0.3, 0.66666610180307948, 0.33333389819692052),
        (50, 1e-6, 0.9, 8.9191806047464186e-10, 0.99999999910808194),
        (2.8, 6.7e5, 5.5e-6, 0.75099817918812979, 0.24900182081187021),
        (6.7e5, 2.8, 1 - 2.0**-17, 9.5245302232226296e-2, 0.9047546977677737),
        (99.5, 250, 0.45, 0.99999999989860603, 1.0139397438623906e-10),
        (6e5, 1.5e5, 0.8025, 0.9999999716869252, 2.8313074797281096e-8),
        (1e10, 1e10, 0.500005, 0.92135039647881158, 7.8649603521188417e-2),
        (1e15, 3, 1 - 2.0**-50, 0.93907550909198859, 6.0924490908011412e-2),
    ],
)
def test_incomplete_beta_has_all_digits(a, b, x, lower, upper):
    a, b, x = (np.array([float(value)]) for value in (a, b, x))
    ours = beta_tails(a, b, x, 1 - x)
    assert_relative(ours[0], lower, 1e-14)
    assert_relative(ours[1], upper, 1e-14)
    assert betainc(a, b, x) == ours[0]


def test_the_methods_agree_where_they_meet():
    """Series and fractions below 100, the Gauss rule from there on: no step."""
    below, at = np.nextafter(100.0, 0), 100.0
    x = 100 + 10 * np.linspace(-8, 12, 200)
    assert_relative(gammaincc(below, x), gammaincc(at, x), 2e-13)
    assert_relative(gammainc(below, x), gammainc(at, x), 2e-13)
    x = np.linspace(0.15, 0.7, 200)
    assert_relative(betainc(below, 150, x), betainc(at, 150, x), 2e-13)
    assert_relative(betainc(150, below, x), betainc(150, at, x), 2e-13)


def test_incomplete_functions_at_the_ends():
    assert gammainc(2, [0, np.inf]).tolist() == [0, 1]
    assert gammaincc(2, [0, np.inf]).tolist() == [1, 0]
    assert betainc(2, 3, [0, 1]).tolist() == [0, 1]


def test_very_large_parameters_are_nearly_normal():
    a = np.array([1e25, 1e100, 1e200])
    np.testing.assert_allclose(gammainc(a, a), 0.5, rtol=1e-11)
    np.testing.assert_allclose(betainc(a, a, 0.5), 0.5, rtol=1e-13)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: log_gamma(0.0), "x must be greater than 0"),
        (lambda: log_gamma(np.nan), "x must not contain NaN"),
        (lambda: log_beta(1, -1), "b must be greater than 0"),
        (lambda: norm_cdf([0, np.nan]), "x must not contain NaN"),
        (lambda: erf([]), "x must not be empty"),
        (lambda: norm_ppf(1.5), r"p must lie in \[0, 1\]"),
        (lambda: norm_ppf(np.nan), "p must be finite"),
        (lambda: gammainc(0, 1), "a must be greater than 0"),
        (lambda: gammainc(1, -1), "x must not be negative"),
        (lambda: gammainc(1e201, 1), r"must be at most 1e\+200, got 1e\+201"),
        (lambda: betainc(1, 1e201, 0.5), r"must be at most 1e\+200"),
        (lambda: betainc(1, 1, 2), r"x must lie in \[0, 1\]"),
    ],
)
def test_errors_name_the_argument(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_arguments_are_not_changed():
    x = np.array([-1.0, 2.0])
    for function in (norm_cdf, norm_sf, norm_pdf, erf, erfc):
        function(x)
    assert x.tolist() == [-1, 2]


def test_each_number_settles_for_itself():
    """Many at once cost no more terms than the slowest of them, and give the same."""
    a, b = 10 ** np.random.default_rng(4).uniform(2, 4, (2, 200))
    x = a / (a + b)
    alone = [betainc(*one) for one in zip(a, b, x, strict=True)]
    np.testing.assert_array_equal(betainc(a, b, x), alone)
