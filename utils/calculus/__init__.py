"""Calculus, folder 02: differences, gradients, automatic differentiation.

differences   derivatives from function values, step sizes, complex step, Richardson
partials      partial derivatives, gradient, Jacobian, Hessian; checking a gradient
multivariable lines, tangent planes, steepest directions, implicit slopes
surfaces      ten smooth test surfaces with gradient and Hessian
curvature     Hessian and products from gradients, verdicts, the largest curvature
elementwise   the table of derivative rules, shared by both modes
dual          forward mode: dual numbers
graph         numbers, nodes and paths: the chain rule in the small
tape          the record of a computation, and the backward sweep through it
rules         operations on arrays, with their vjps
tensor        Tensor, the array that records; softmax, cross-entropy
operators     grad, vjp, jacobian, hessian, hvp
"""

from utils.calculus.curvature import (
    CriticalPoint,
    classify_critical_point,
    hessian_from_grad,
    hvp_fd,
    power_iteration_hvp,
)
from utils.calculus.differences import (
    central_difference,
    complex_step,
    error_bound,
    forward_difference,
    optimal_step,
    richardson,
)
from utils.calculus.dual import Dual, derivative, jacobian_forward, jvp
from utils.calculus.elementwise import relu, sigmoid, softplus
from utils.calculus.graph import (
    Scalar,
    backward,
    count_paths,
    slope_by_backward,
    slope_by_paths,
    topological_order,
)
from utils.calculus.multivariable import (
    implicit_slope,
    line_restriction,
    steepest_direction,
    tangent_plane,
)
from utils.calculus.operators import grad, hessian, hvp, jacobian, value_and_grad, vjp
from utils.calculus.partials import (
    check_gradient,
    directional_derivative,
    gradient_fd,
    hessian_fd,
    jacobian_fd,
    mixed_partial,
    partial,
)
from utils.calculus.surfaces import SURFACES, Surface
from utils.calculus.tape import unbroadcast
from utils.calculus.tensor import (
    Tensor,
    concatenate,
    cross_entropy,
    log_softmax,
    logsumexp,
    softmax,
    where,
)

__all__ = [
    "SURFACES",
    "CriticalPoint",
    "Dual",
    "Scalar",
    "Surface",
    "Tensor",
    "backward",
    "central_difference",
    "check_gradient",
    "classify_critical_point",
    "complex_step",
    "concatenate",
    "count_paths",
    "cross_entropy",
    "derivative",
    "directional_derivative",
    "error_bound",
    "forward_difference",
    "grad",
    "gradient_fd",
    "hessian",
    "hessian_fd",
    "hessian_from_grad",
    "hvp",
    "hvp_fd",
    "implicit_slope",
    "jacobian",
    "jacobian_fd",
    "jacobian_forward",
    "jvp",
    "line_restriction",
    "log_softmax",
    "logsumexp",
    "mixed_partial",
    "optimal_step",
    "partial",
    "power_iteration_hvp",
    "relu",
    "richardson",
    "sigmoid",
    "slope_by_backward",
    "slope_by_paths",
    "softmax",
    "softplus",
    "steepest_direction",
    "tangent_plane",
    "topological_order",
    "unbroadcast",
    "value_and_grad",
    "vjp",
    "where",
]
