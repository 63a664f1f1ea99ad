"""Models of the case studies, folder 08: estimators with fit and predict.

linear_models   lesson 08-01: least squares, ridge, the hat matrix
kernel_ridge    lesson 01-14: ridge through inner products alone
reduced_rank    lesson 01-14: several targets, few directions
metrics         how wrong a prediction is
mlp             lesson 02-16: a multilayer perceptron, its gradients by hand
mlp_training    lesson 02-16: its training, clipping, a report per layer
naive_bayes     lesson 03-16: naive Bayes, with missing features
discriminant    lesson 03-16: linear and quadratic discriminant analysis
decisions       lesson 03-16: the decision with the smallest expected loss
"""

from utils.models import mlp, mlp_training
from utils.models.decisions import bayes_decision, expected_loss
from utils.models.discriminant import LDA, QDA
from utils.models.kernel_ridge import KernelRidge, linear_kernel, rbf_kernel
from utils.models.linear_models import (
    LinearRegression,
    RidgeRegression,
    design_matrix,
    hat_matrix,
)
from utils.models.metrics import mse, r2_score, rmse
from utils.models.naive_bayes import BernoulliNB, GaussianNB
from utils.models.reduced_rank import ReducedRankRegression

__all__ = [
    "LDA",
    "QDA",
    "BernoulliNB",
    "GaussianNB",
    "KernelRidge",
    "LinearRegression",
    "ReducedRankRegression",
    "RidgeRegression",
    "bayes_decision",
    "design_matrix",
    "expected_loss",
    "hat_matrix",
    "linear_kernel",
    "mlp",
    "mlp_training",
    "mse",
    "r2_score",
    "rbf_kernel",
    "rmse",
]
