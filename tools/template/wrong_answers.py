"""Wrong answers to lesson 00-00, each with a part of the hint it must get."""

import numpy as np

WRONG = {
    "00-00-E1": [(12.25, "you squared"), (5.5, "not right")],
    "00-00-E2": [((1, 4, 25), "you squared"), ((1, 2, 5, 1, 2, 5), "shape")],
    "00-00-E3": [("A", "misses the origin"), ("C", "slope changes")],
    "00-00-E4": [(np.square, "you squared"), (lambda x: x + 2, "expected [6, -2]")],
    "00-00-E5": [(3, "the claim holds"), (-1, "must be positive")],
}
