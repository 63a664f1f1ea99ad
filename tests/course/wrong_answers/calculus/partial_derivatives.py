"""Wrong answers to the exercises in lesson 02-04."""

import math

import numpy as np

E1 = {
    "both partials are 0": "B",
    "f_x > 0 and f_y = 0": "A",
    "f_x = 0 and f_y < 0": "C",
    "f_x > 0 and f_y > 0": "D",
    "f_x at A is about": "1",
}
E3 = {"f_x": 10, "f_y": 9, "f_xy": 4, "forecast": 4.9, "g_x": 3, "g_y": -2.25}
E4 = {"f_x": 0, "f_y": 0, "direction": [1, 1], "value": math.sqrt(0.5)}


def _four(*signs):
    def mixed(f, x, y, h):
        corners = f(x + h, y + h), f(x + h, y - h), f(x - h, y + h), f(x - h, y - h)
        return sum(s * c for s, c in zip(signs, corners, strict=True)) / (4 * h * h)

    return mixed


def _corner_stamp(f, x, y, h):
    return f(x + h, y + h) - f(x + h, y) - f(x, y + h) + f(x, y)


def _fit(columns, target):
    A = np.column_stack([np.ones(len(columns)), columns])
    return np.linalg.lstsq(A, target, rcond=None)[0][1:]


def _moves(X, k):
    return np.array([_fit(X[:, [k]], column)[0] for column in X.T])


WRONG = {
    "02-04-E1": [
        (E1 | {"both partials are 0": "A"}, "both partials are 0: at A"),
        (E1 | {"f_x = 0 and f_y < 0": "D"}, "at D the height grows"),
        (E1 | {"f_x at A is about": "5"}, "divide the rise"),
        (E1 | {"f_x at A is about": 0.1}, "divide the rise"),
        ("B", "keep the dictionary"),
    ],
    "02-04-E2": [
        (_four(1, 1, 1, 1), "added all four"),
        (_four(1, -1, -1, -1), "subtracted twice"),
        (_four(-1, 1, 1, -1), "all signs are reversed"),
        (_four(1, 1, -1, -1), "moves x only"),
        (lambda f, x, y, h: _corner_stamp(f, x, y, h) / (4 * h * h), "in the centre"),
        (lambda f, x, y, h: _corner_stamp(f, x, y, h) / (h * h), "not by 4"),
        (
            lambda f, x, y, h: (f(x + h, y) - 2 * f(x, y) + f(x - h, y)) / h**2,
            "this is f_xx",
        ),
        (lambda f, x, y, h: f(x + h, y) - f(x, y), "with h = 0.05"),
    ],
    "02-04-E3": [
        (E3 | {"f_x": 11}, "its slope is 0"),
        (E3 | {"f_x": 12}, "does not vanish"),
        (E3 | {"f_y": -7}, "is positive"),
        (E3 | {"f_xy": 12}, "this is f_xx"),
        (E3 | {"forecast": 4.959}, "true value"),
        (E3 | {"g_x": 6}, "stays in front"),
        (E3 | {"g_y": 2.25}, "mind the sign"),
        ({"f_x": 10}, "keep the dictionary"),
    ],
    "02-04-E4": [
        (E4 | {"f_x": 1}, "on the axes f is 0"),
        (E4 | {"direction": [1, 0]}, "between them"),
        (E4 | {"direction": [0, 0]}, "no direction"),
        (E4 | {"value": 1}, "divide by the length"),
        (E4 | {"direction": [1, 4], "value": 2}, "divide by the length"),
        (E4 | {"value": 0}, "does not go to 0"),
        (E4 | {"direction": [1, 1e-9], "value": 0}, "does not go to 0"),
        (E4 | {"direction": [1, 4], "value": 4 / 17**0.5}, "the root of"),
        (E4 | {"direction": [1, 4], "value": 2 / 17}, "not by its square"),
    ],
    "02-04-E5": [
        (np.exp, "divide by the sum"),
        (lambda z: z - np.log(np.exp(z).sum()), "these are the logarithms"),
        (lambda z: np.exp(z) / np.exp(z).sum(), "overflow"),
        (lambda z: z / z.sum(), "exponentials are missing"),
    ],
    "02-04-E6": [
        (lambda X, y, k: _fit(X, y), "these are the coefficients"),
        (
            lambda X, y, k: _fit(X, y) * _moves(X, k) * (np.arange(X.shape[1]) != k),
            "entry k is missing",
        ),
        (
            lambda X, y, k: (
                _fit(X, y) * [_fit(X[:, [j]], X[:, k])[0] for j in range(X.shape[1])]
            ),
            "the wrong way",
        ),
        (
            lambda X, y, k: np.array([_fit(z[:, np.newaxis], y)[0] for z in X.T]),
            "alone",
        ),
        (
            lambda X, y, k: (
                np.linalg.lstsq(X, y, rcond=None)[0]
                * (X.T @ X[:, k])
                / (X[:, k] @ X[:, k])
            ),
            "need an intercept",
        ),
    ],
    "02-04-E7": [
        (
            lambda c, size: (
                size * math.sqrt((1 - c) / 2),
                size * math.sqrt((1 + c) / 2),
            ),
            "swapped",
        ),
        (lambda c, size: (size * (1 + c) / 2, size * (1 - c) / 2), "take roots"),
        (lambda c, size: (size, size), "it should be 0.6"),
        (
            lambda c, size: (math.sqrt(1 + c), math.sqrt(1 - c)),
            "above 1",
        ),
    ],
}
