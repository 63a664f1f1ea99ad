"""Models of the case studies, folder 08: estimators with fit and predict.

linear_models   lesson 08-01: least squares, ridge, the hat matrix
metrics         how wrong a prediction is
"""

from utils.models.linear_models import (
    LinearRegression,
    RidgeRegression,
    design_matrix,
    hat_matrix,
)
from utils.models.metrics import mse, r2_score, rmse

__all__ = [
    "LinearRegression",
    "RidgeRegression",
    "design_matrix",
    "hat_matrix",
    "mse",
    "r2_score",
    "rmse",
]
