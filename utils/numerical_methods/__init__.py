"""Numerical methods, folder 07: floating point, conditioning, stability, stencils.

floating_point   lesson 07-01: bits, gaps and rounding of float formats; correct digits
summation        lesson 07-01: naive, pairwise and compensated sums, exact products
conditioning     lesson 07-02: condition numbers, perturbations, backward error
stable_formulas  lesson 07-03: formulas that survive, beside their naive twins
stencils         lesson 07-04: difference formulas of any order
"""

from utils.numerical_methods.conditioning import (
    EquilibrateResult,
    WorstRHSResult,
    backward_error,
    digits_lost,
    equilibrate_columns,
    function_condition,
    hilbert,
    perturbation_study,
    variance_inflation,
    worst_rhs,
)
from utils.numerical_methods.floating_point import (
    FORMATS,
    FloatBits,
    FloatFormat,
    correct_digits,
    float_bits,
    from_bits,
    relative_error,
    round_to_format,
    round_to_precision,
    toy_floats,
    ulp,
)
from utils.numerical_methods.stable_formulas import (
    OnlineLogSumExp,
    log1mexp,
    log_sigmoid,
    one_pass_variance,
    online_logsumexp,
    quadratic_roots,
    quadratic_roots_naive,
    recurrence_backward,
    recurrence_forward,
)
from utils.numerical_methods.stencils import (
    Stencil,
    stencil,
    stencil_derivative,
    stencil_step,
)
from utils.numerical_methods.summation import (
    compensated_dot,
    compensated_sum,
    kahan_sum,
    naive_sum,
    pairwise_sum,
    sum_condition,
    two_product,
    two_sum,
)

__all__ = [
    "FORMATS",
    "EquilibrateResult",
    "FloatBits",
    "FloatFormat",
    "OnlineLogSumExp",
    "Stencil",
    "WorstRHSResult",
    "backward_error",
    "compensated_dot",
    "compensated_sum",
    "correct_digits",
    "digits_lost",
    "equilibrate_columns",
    "float_bits",
    "from_bits",
    "function_condition",
    "hilbert",
    "kahan_sum",
    "log1mexp",
    "log_sigmoid",
    "naive_sum",
    "one_pass_variance",
    "online_logsumexp",
    "pairwise_sum",
    "perturbation_study",
    "quadratic_roots",
    "quadratic_roots_naive",
    "recurrence_backward",
    "recurrence_forward",
    "relative_error",
    "round_to_format",
    "round_to_precision",
    "stencil",
    "stencil_derivative",
    "stencil_step",
    "sum_condition",
    "toy_floats",
    "two_product",
    "two_sum",
    "ulp",
    "variance_inflation",
    "worst_rhs",
]
