"""Linear algebra, folder 01: vectors, factorisations, eigenvalues, SVD.

vectors          lesson 01-01: combine, measure and compare vectors; apply a matrix
matrices         lesson 01-02: products in four views, powers, 2x2 inverse, cheap orders
linear_systems   triangular systems by substitution
cholesky         A = LLᵀ, and the test of positive definiteness
qr               A = QR by reflections, and least squares
svd              A = U diag(s) Vᵀ by rotations, and the condition number
lu               A[p] = LU by elimination, solve, inverse, determinant
norms            p-norms of vectors, norms of matrices
orthogonality    Gram-Schmidt, QR without blocks, projections
eigen            one eigenpair by power or inverse iteration; 2 by 2; Gershgorin
pagerank         lesson 01-09: stationary distributions, PageRank
symmetric_eigen  all eigenpairs of a symmetric matrix, by rotations or fast
low_rank         the fast SVD, rank, best approximation, pseudo-inverse
polar            A = QS, the nearest orthogonal matrix
graphs           lesson 01-14: the Laplacian of a graph, coordinates for its vertices
completion       lesson 01-14: fill a table by alternating least squares
"""

from utils._warnings import ConvergenceWarning
from utils.linear_algebra.cholesky import cholesky
from utils.linear_algebra.completion import CompletionResult, als_complete
from utils.linear_algebra.eigen import (
    EigenpairResult,
    GershgorinDiscs,
    eig_2x2,
    gershgorin_discs,
    inverse_iteration,
    power_iteration,
    rayleigh_quotient,
)
from utils.linear_algebra.graphs import graph_laplacian, spectral_embedding
from utils.linear_algebra.linear_systems import back_substitution, forward_substitution
from utils.linear_algebra.low_rank import (
    effective_rank,
    low_rank_approximation,
    low_rank_error,
    numerical_rank,
    pseudo_inverse,
    svd,
    svd_via_eig,
    truncated_svd,
)
from utils.linear_algebra.lu import (
    LUResult,
    SlogdetResult,
    determinant,
    growth_factor,
    inverse,
    lu,
    slogdet,
    solve,
)
from utils.linear_algebra.matrices import (
    ChainOrder,
    block_matmul,
    chain_order,
    inverse_2x2,
    is_symmetric,
    matmul,
    matrix_power,
)
from utils.linear_algebra.norms import matrix_norm, vector_norm
from utils.linear_algebra.orthogonality import (
    gram_schmidt_classical,
    gram_schmidt_modified,
    project,
    projection_matrix,
    qr_householder_plain,
)
from utils.linear_algebra.pagerank import pagerank, stationary_distribution
from utils.linear_algebra.polar import PolarResult, polar
from utils.linear_algebra.qr import QRResult, least_squares, qr_householder
from utils.linear_algebra.svd import (
    SVDResult,
    condition_number,
    fix_signs,
    svd_2x2,
    svd_jacobi,
)
from utils.linear_algebra.symmetric_eigen import EighResult, eigh, eigh_jacobi
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
    "ChainOrder",
    "CompletionResult",
    "ConvergenceWarning",
    "EigenpairResult",
    "EighResult",
    "GershgorinDiscs",
    "LUResult",
    "PolarResult",
    "QRResult",
    "SVDResult",
    "SlogdetResult",
    "als_complete",
    "angle",
    "back_substitution",
    "block_matmul",
    "chain_order",
    "cholesky",
    "condition_number",
    "cosine_similarity",
    "determinant",
    "distance",
    "dot",
    "effective_rank",
    "eig_2x2",
    "eigh",
    "eigh_jacobi",
    "fix_signs",
    "forward_substitution",
    "gershgorin_discs",
    "gram_schmidt_classical",
    "gram_schmidt_modified",
    "graph_laplacian",
    "growth_factor",
    "hyperplane_distance",
    "inverse",
    "inverse_2x2",
    "inverse_iteration",
    "is_symmetric",
    "least_squares",
    "length",
    "linear_combination",
    "low_rank_approximation",
    "low_rank_error",
    "lu",
    "matmul",
    "matrix_from_map",
    "matrix_norm",
    "matrix_power",
    "matvec_columns",
    "matvec_rows",
    "numerical_rank",
    "pagerank",
    "polar",
    "power_iteration",
    "project",
    "projection_matrix",
    "pseudo_inverse",
    "qr_householder",
    "qr_householder_plain",
    "rayleigh_quotient",
    "slogdet",
    "solve",
    "spectral_embedding",
    "stationary_distribution",
    "svd",
    "svd_2x2",
    "svd_jacobi",
    "svd_via_eig",
    "truncated_svd",
    "vector_norm",
]
