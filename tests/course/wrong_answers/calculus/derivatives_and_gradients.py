"""Wrong answers to lesson 02-02, derivatives and gradients, with their hints."""

from itertools import pairwise

import numpy as np

BY_HAND = {
    "f'(3)": 23,
    "forward": 23.91,
    "central": 23.01,
    "forecast of f(3.1)": 17.3,
    "loss": 5 / 3,
    "slope in w": -4 / 3,
    "slope in b": -2,
}
DRILL = {
    "5x⁴ − 3x²": lambda x: 20 * x**3 - 6 * x,
    "x² sin x": lambda x: 2 * x * np.sin(x) + x**2 * np.cos(x),
    "x log x": lambda x: np.log(x) + 1,
    "sin x / x": lambda x: (x * np.cos(x) - np.sin(x)) / x**2,
    "1 / (1 + x²)": lambda x: -2 * x / (1 + x**2) ** 2,
    "sin x cos x": lambda x: np.cos(x) ** 2 - np.sin(x) ** 2,
}
SIGMOID = {
    "slope where σ is 0.9": 0.09,
    "value where the slope of σ is 0.16": 0.2,
    "slope where tanh is 0.6": 0.64,
    "ten in a row": 0.25**10,
}
CORNERS = {
    "ReLU": [0, 1],
    "leaky ReLU": [0.1, 1],
    "|x|": [-1, 1],
    "-|x|": [1, -1],
    "no subgradient": "-|x|",
}


def differences(f, p, h):
    steps = h * np.eye(len(p))
    return np.array([(f(p + step) - f(p - step)) / (2 * h) for step in steps])


def exact_equality(f, gradient, p):
    wrong = np.flatnonzero(differences(f, p, 1e-5) != gradient(p))
    return int(wrong[0]) if wrong.size else -1


def never_suspicious(f, gradient, p):
    return -1


def too_generous(f, gradient, p):
    gaps = abs(differences(f, p, 1e-5) - gradient(p))
    return int(gaps.argmax()) if gaps.max() > 0.05 else -1


def counted_from_one(f, gradient, p):
    gaps = abs(differences(f, p, 1e-5) - gradient(p))
    return int(gaps.argmax()) + 1 if gaps.max() > 1e-6 else -1


def signed_difference(f, gradient, p):
    gaps = gradient(p) - differences(f, p, 1e-5)
    return int(gaps.argmax()) if abs(gaps).max() > 1e-6 else -1


def one_central_difference(f, x):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


def run_forgotten(f, x):
    return f(x + 1e-5) - f(x - 1e-5)


def sideways(f, x):
    return f(x + 1e-20j).imag / 1e-20


def table(first, levels):
    def slope(f, x):
        steps = [first / 2**i for i in range(levels)]
        column = [(f(x + h) - f(x - h)) / (2 * h) for h in steps]
        power = 4
        while len(column) > 1:
            column = [
                fine + (fine - coarse) / (power - 1)
                for coarse, fine in pairwise(column)
            ]
            power *= 4
        return column[0]

    return slope


WRONG = {
    "02-02-E1": [
        (lambda f, x, h: (f(x + h) - f(x - h)) / h, "the run from x − h"),
        (lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h, "brackets"),
        (lambda f, x, h: (f(x + h) - f(x)) / h, "this is the forward difference"),
        (lambda f, x, h: f(x + h) - f(x - h), "this is the rise"),
        (lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h) + h**2, "expected"),
    ],
    "02-02-E2": [
        (BY_HAND | {"f'(3)": 27}, "−4"),
        (BY_HAND | {"forward": 23.01}, "this is the central difference"),
        (BY_HAND | {"central": 46.02}, "the run is 0.2"),
        (BY_HAND | {"forecast of f(3.1)": 17.391}, "the true value"),
        (BY_HAND | {"loss": 5}, "divide by 3"),
        (BY_HAND | {"slope in w": 4 / 3}, "slope in w: the sign"),
        (BY_HAND | {"slope in b": -4 / 3}, "counts too"),
        (BY_HAND | {"slope in b": 17}, "not right"),
        ([23], "keep the dictionary"),
    ],
    "02-02-E3": [
        (DRILL | {"x² sin x": lambda x: 2 * x * np.cos(x)}, "(fg)' is not f'g'"),
        (DRILL | {"x log x": lambda x: np.log(x)}, "add x · 1/x"),
        (DRILL | {"sin x / x": lambda x: np.cos(x)}, "(f/g)' is not f'/g'"),
        (
            DRILL | {"1 / (1 + x²)": lambda x: 2 * x / (1 + x**2) ** 2},
            "fg' is subtracted",
        ),
        (DRILL | {"sin x cos x": lambda x: 1.0}, "with a minus"),
        (DRILL | {"5x⁴ − 3x²": lambda x: x}, "one rule at a time"),
        (DRILL["x log x"], "keep the dictionary"),
    ],
    "02-02-E4": [
        (SIGMOID | {"slope where σ is 0.9": 0.9}, "this is the value"),
        (SIGMOID | {"slope where σ is 0.9": 0.2055}, "you put 0.9 in for x"),
        (SIGMOID | {"value where the slope of σ is 0.16": 0.8}, "the smaller"),
        (SIGMOID | {"value where the slope of σ is 0.16": 0.1344}, "for s"),
        (SIGMOID | {"slope where tanh is 0.6": 0.24}, "1 − tanh²"),
        (SIGMOID | {"slope where tanh is 0.6": 0.7116}, "for x"),
        (SIGMOID | {"ten in a row": 2.5}, "multiplied"),
    ],
    "02-02-E5": [
        (exact_equality, "allow"),
        (never_suspicious, "goes unnoticed"),
        (too_generous, "goes unnoticed"),
        (counted_from_one, "count the components from 0"),
        (signed_difference, "largest absolute difference"),
    ],
    "02-02-E6": [
        (CORNERS | {"|x|": [1, 1]}, "left of 0 the step h is negative"),
        (CORNERS | {"ReLU": [1, 0]}, "left first"),
        (CORNERS | {"|x|": [0, 0]}, "the two slopes differ"),
        (CORNERS | {"leaky ReLU": [0.1, 0.1]}, "right side"),
        (CORNERS | {"no subgradient": "|x|"}, "has subgradients"),
        (CORNERS | {"no subgradient": 4}, "one of the four names"),
    ],
    "02-02-E7": [
        (one_central_difference, "mix D(h)"),
        (run_forgotten, "check the formula"),
        (table(0.001, 7), "nearly there"),
        (table(0.1, 11), "20 are allowed"),
    ],
}
