"""Linear algebra, folder 01: vectors, factorisations, eigenvalues, SVD.

vectors          lesson 01-01: combine, measure and compare vectors; apply a matrix
linear_systems   triangular systems by substitution
cholesky         A = LLᵀ, and the test of positive definiteness
qr               A = QR by reflections, and least squares
svd              A = U diag(s) Vᵀ by rotations, and the condition number
"""

from utils.linear_algebra.cholesky import cholesky
from utils.linear_algebra.linear_systems import back_substitution, forward_substitution
from utils.linear_algebra.qr import QRResult, least_squares, qr_householder
from utils.linear_algebra.svd import (
    SVDResult,
    condition_number,
    fix_signs,
    svd_jacobi,
)
from utils.linear_algebra.vectors import (
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

__all__ = [
    "QRResult",
    "SVDResult",
    "angle",
    "back_substitution",
    "cholesky",
    "condition_number",
    "cosine_similarity",
    "distance",
    "dot",
    "fix_signs",
    "forward_substitution",
    "hyperplane_distance",
    "least_squares",
    "length",
    "linear_combination",
    "matrix_from_map",
    "matvec_columns",
    "matvec_rows",
    "qr_householder",
    "svd_jacobi",
]
