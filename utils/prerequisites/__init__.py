"""Prerequisites, folder 00: numbers, arrays and notation as functions.

basics     lesson 00-01: square root, divisor, mean, variance, distance, closeness
arrays     lesson 00-02: shapes, standardising, distances, one-hot, splits, windows
notation   lesson 00-03: sums, products, argmax, indicator, log-likelihood
stable     lesson 00-03: sigmoid, softmax and log-sum-exp without overflow
"""

from utils.prerequisites.arrays import (
    broadcast_shape,
    one_hot,
    pairwise_sq_dists,
    rolling_windows,
    standardize,
    train_test_split,
)
from utils.prerequisites.basics import (
    euclidean_distance,
    gcd,
    heron_sqrt,
    isclose,
    mean,
    variance,
)
from utils.prerequisites.notation import (
    argmax,
    indicator,
    log_likelihood,
    product,
    sigma,
)
from utils.prerequisites.stable import log_softmax, logsumexp, sigmoid, softmax

__all__ = [
    "argmax",
    "broadcast_shape",
    "euclidean_distance",
    "gcd",
    "heron_sqrt",
    "indicator",
    "isclose",
    "log_likelihood",
    "log_softmax",
    "logsumexp",
    "mean",
    "one_hot",
    "pairwise_sq_dists",
    "product",
    "rolling_windows",
    "sigma",
    "sigmoid",
    "softmax",
    "standardize",
    "train_test_split",
    "variance",
]
