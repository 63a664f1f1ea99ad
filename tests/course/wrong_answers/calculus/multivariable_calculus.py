"""Wrong answers to the exercises in lesson 02-06."""

import numpy as np

E2 = {
    "slope along (-3, 4)": 4,
    "steepest slope": 80**0.5,
    "forecast": 7.6,
    "slope of the ellipse": -0.5,
    "tangent meets x-axis at x": 4,
}
E4 = {"M1": "A", "M2": "C", "M3": "B", "M4": "A", "M5": "B", "M6": "C"}


def _largest(g, norm):
    """Takes the largest slope, not the largest magnitude."""
    if norm == "linf":
        return np.sign(g)
    if norm == "l2":
        return g / np.linalg.norm(g)
    return np.eye(len(g))[np.argmax(g)] * np.sign(g[np.argmax(g)])


def _fit(best, dims):
    return np.polyfit(np.log(dims), np.log(best), 1)[0]


def _aim(draw, best, slope=_fit):
    def aim(dims, n, rng):
        found = [best(draw(rng, (n, d))) for d in dims]
        return np.array(found), slope(found, dims)

    return aim


def _normal(rng, shape):
    return rng.normal(size=shape)


def _uniform(rng, shape):
    return rng.uniform(-1, 1, size=shape)


def _cosine(U):
    return (U[:, 0] / np.linalg.norm(U, axis=1)).max()


WRONG = {
    "02-06-E1": [
        (lambda gradient, x, v: gradient(x) @ v, "per length of v"),
        (lambda gradient, x, v: gradient(x) @ v / (v @ v), "not by its square"),
        (lambda gradient, x, v: np.linalg.norm(gradient(x)), "steepest slope of all"),
        (
            lambda gradient, x, v: gradient(x) * v / np.sqrt(v @ v),
            "expected one number",
        ),
        (lambda gradient, x, v: 6.0, "g · v / ‖v‖"),
    ],
    "02-06-E2": [
        (E2 | {"slope along (-3, 4)": 20}, "divide by the length of (−3, 4)"),
        (E2 | {"steepest slope": 12}, "use ‖∇f‖₂"),
        (E2 | {"forecast": 7.65}, "true height"),
        (E2 | {"slope of the ellipse": -2}, "upside down"),
        (E2 | {"slope of the ellipse": 0.5}, "mind the minus"),
        (E2 | {"tangent meets x-axis at x": 8**0.5}, "the ellipse meets the axis"),
        (E2 | {"tangent meets x-axis at x": 3}, "with y = 0"),
        ([4, 80**0.5], "keep the dictionary"),
    ],
    "02-06-E3": [
        (lambda g, norm: g / np.linalg.norm(g), "your step has length 1, but norm"),
        (lambda g, norm: g, "its norm must be 1"),
        (_largest, "another coordinate has a larger |slope|"),
        (
            lambda g, norm: (
                -g / np.linalg.norm(g, {"l1": 1, "l2": 2}.get(norm, np.inf))
            ),
            "random steps are steeper",
        ),
        (lambda g, norm: -_largest(np.abs(g), norm) * np.sign(g), "you go down"),
        (
            lambda g, norm: g / np.linalg.norm(g, {"l1": 1, "l2": 2}.get(norm, np.inf)),
            "can be reached",
        ),
    ],
    "02-06-E4": [
        (E4 | {"M1": "B"}, "M1: the penalty"),
        (E4 | {"M2": "A"}, "M2: it falls for ever"),
        (E4 | {"M3": "C"}, "M3: walk along the line"),
        (E4 | {"M4": "C"}, "M4: 10 w1 w2"),
        (E4 | {"M5": "A"}, "M5: walk along the hyperbola"),
        (E4 | {"M6": "B"}, "M6: it comes as near"),
    ],
    "02-06-E5": [
        (lambda x, y, lam: x @ y / (x @ x + lam) ** 2, "mind the minus"),
        (lambda x, y, lam: -(x @ y) / (x @ x + lam) / (x @ x), "F_w contains λ"),
        (lambda x, y, lam: -2 * (x @ y) / (x @ x + lam) ** 2, "halve F_λ and F_w"),
        (lambda x, y, lam: -(x @ y) / (x @ x + lam), "divide it by F_w"),
        (lambda x, y, lam: 0.0, "−F_λ/F_w with F"),
    ],
    "02-06-E6": [
        (_aim(_normal, lambda U: U[:, 0].max()), "divide each direction"),
        (_aim(_uniform, _cosine), "cube"),
        (
            _aim(_normal, lambda U: abs((U[:, 0] / np.linalg.norm(U, axis=1)).mean())),
            "not a mean",
        ),
        (
            _aim(_normal, _cosine, lambda best, dims: -0.5),
            "your cosines have the slope",
        ),
        (
            _aim(_normal, _cosine, lambda best, dims: _fit(dims, best)),
            "upside down",
        ),
        (_aim(lambda rng, shape: rng.normal(size=(9, shape[1])), _cosine), "not what"),
        (lambda dims, n, rng: np.ones(4), "return two things"),
    ],
    "02-06-E7": [
        (lambda t: (t, t), "make x² and y⁶ equally large"),
        (lambda t: (t, t**3), "exchange x and y"),
        (lambda t: (1.0, 1.0), "run into (0, 0)"),
        (lambda t: (0.0, 0.0), "you are at 0 itself"),
        (lambda t: (t**2, t), "make x² and y⁶ equally large"),
    ],
}
