"""The from-scratch mathematics behind the course, one sub-package per folder.

    prerequisites        00  notation, arrays, stable softmax and friends
    linear_algebra       01  vectors, factorisations, eigenvalues, SVD
    calculus             02  differences, gradients, automatic differentiation
    probability          03  special functions, distributions
    statistics           04  estimates, tests, resampling
    optimization         05  losses, descent, regularisation
    information_theory   06  entropy, divergences, codes
    numerical_methods    07  floating point, conditioning, stencils
    models               08  estimators with fit and predict

    exercises            check(), TODO, report(): exercises that check themselves
    plotting             the house style, show(), explore()
    datasets             load_digits(), load_penguins(), ...: offline

Sub-packages load when they are first used, so `import utils` costs next to nothing.
"""

import importlib
from types import ModuleType

__all__ = [
    "calculus",
    "datasets",
    "exercises",
    "linear_algebra",
    "models",
    "numerical_methods",
    "plotting",
    "prerequisites",
    "probability",
]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
