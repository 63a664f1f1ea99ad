"""Probability, folder 03: special functions, distributions, sums.

special        log Γ, log B, erf and erfc
normal_curve   density, both tails and quantiles of the standard normal
incomplete     incomplete gamma and beta functions
continuous     uniform, exponential, normal, Cauchy, gamma, beta, Student
discrete       binomial, Poisson
bayes          posterior of a table, odds
moments        Welford's running moments, exact sums by convolution
"""

from utils.probability.bayes import bayes_posterior, log_odds, odds
from utils.probability.continuous import (
    Beta,
    Cauchy,
    Exponential,
    Gamma,
    Normal,
    StudentT,
    Uniform,
)
from utils.probability.discrete import Binomial, Poisson
from utils.probability.incomplete import betainc, gammainc, gammaincc
from utils.probability.moments import RunningMoments, convolve, convolve_pmf
from utils.probability.normal_curve import (
    norm_cdf,
    norm_logcdf,
    norm_logpdf,
    norm_pdf,
    norm_ppf,
    norm_sf,
)
from utils.probability.special import erf, erfc, log_beta, log_gamma

__all__ = [
    "Beta",
    "Binomial",
    "Cauchy",
    "Exponential",
    "Gamma",
    "Normal",
    "Poisson",
    "RunningMoments",
    "StudentT",
    "Uniform",
    "bayes_posterior",
    "betainc",
    "convolve",
    "convolve_pmf",
    "erf",
    "erfc",
    "gammainc",
    "gammaincc",
    "log_beta",
    "log_gamma",
    "log_odds",
    "norm_cdf",
    "norm_logcdf",
    "norm_logpdf",
    "norm_pdf",
    "norm_ppf",
    "norm_sf",
    "odds",
]
