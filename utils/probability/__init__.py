"""Probability, folder 03: special functions, distributions, sums, limits.

special         log Γ, log B, erf and erfc
normal_curve    density, both tails and quantiles of the standard normal
incomplete      incomplete gamma and beta functions
continuous      uniform, exponential, normal, Cauchy, Laplace
gamma_and_beta  gamma, chi-square, beta, Student
discrete        Bernoulli, binomial, geometric, Poisson
tables          values with probabilities, samples, classes; functions of them
multivariate    normal and Dirichlet's distribution of vectors
bayes           posterior of a table, odds, screening tests
moments         expectations, moments, exact sums by convolution
limits          standardised sums, running means, normal tails, delta method
"""

from utils.prerequisites import variance
from utils.probability.bayes import (
    ScreeningResult,
    bayes_posterior,
    log_odds,
    odds,
    screening,
)
from utils.probability.continuous import Cauchy, Exponential, Laplace, Normal, Uniform
from utils.probability.discrete import Bernoulli, Binomial, Geometric, Poisson
from utils.probability.gamma_and_beta import Beta, ChiSquare, Gamma, StudentT
from utils.probability.incomplete import betainc, gammainc, gammaincc
from utils.probability.limits import (
    DeltaMethodResult,
    StandardizedSumResult,
    clt_tail,
    delta_method,
    running_mean,
    standardized_sum,
)
from utils.probability.moments import (
    RunningMoments,
    convolve,
    convolve_pmf,
    expectation,
    moment,
)
from utils.probability.multivariate import (
    Dirichlet,
    MultivariateNormal,
    shrink_covariance,
)
from utils.probability.normal_curve import (
    norm_cdf,
    norm_logcdf,
    norm_logpdf,
    norm_pdf,
    norm_ppf,
    norm_sf,
)
from utils.probability.special import erf, erfc, log_beta, log_gamma
from utils.probability.tables import (
    Categorical,
    Discrete,
    Empirical,
    density_to_cdf,
    push_forward,
)

__all__ = [
    "Bernoulli",
    "Beta",
    "Binomial",
    "Categorical",
    "Cauchy",
    "ChiSquare",
    "DeltaMethodResult",
    "Dirichlet",
    "Discrete",
    "Empirical",
    "Exponential",
    "Gamma",
    "Geometric",
    "Laplace",
    "MultivariateNormal",
    "Normal",
    "Poisson",
    "RunningMoments",
    "ScreeningResult",
    "StandardizedSumResult",
    "StudentT",
    "Uniform",
    "bayes_posterior",
    "betainc",
    "clt_tail",
    "convolve",
    "convolve_pmf",
    "delta_method",
    "density_to_cdf",
    "erf",
    "erfc",
    "expectation",
    "gammainc",
    "gammaincc",
    "log_beta",
    "log_gamma",
    "log_odds",
    "moment",
    "norm_cdf",
    "norm_logcdf",
    "norm_logpdf",
    "norm_pdf",
    "norm_ppf",
    "norm_sf",
    "odds",
    "push_forward",
    "running_mean",
    "screening",
    "shrink_covariance",
    "standardized_sum",
    "variance",
]
