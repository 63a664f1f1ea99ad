"""Calculus, folder 02: differences, gradients, automatic differentiation.

differences   derivatives from function values, step sizes, complex step, Richardson
partials      partial derivatives, gradient, Jacobian, Hessian; checking a gradient
elementwise   the table of derivative rules, shared by both modes
dual          forward mode: dual numbers
graph         numbers, nodes and paths: the chain rule in the small
tape          the record of a computation, and the backward sweep through it
rules         operations on arrays, with their vjps
tensor        Tensor, the array that records; softmax, cross-entropy
operators     grad, vjp, jacobian, hessian, hvp
"""

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
    "Dual",
    "Scalar",
    "Tensor",
    "backward",
    "central_difference",
    "check_gradient",
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
    "hvp",
    "jacobian",
    "jacobian_fd",
    "jacobian_forward",
    "jvp",
    "log_softmax",
    "logsumexp",
    "mixed_partial",
    "optimal_step",
    "partial",
    "relu",
    "richardson",
    "sigmoid",
    "slope_by_backward",
    "slope_by_paths",
    "softmax",
    "softplus",
    "topological_order",
    "unbroadcast",
    "value_and_grad",
    "vjp",
    "where",
]
