"""Wrong answers to lesson 02-16, calculus in ML, with parts of their hints."""

import numpy as np

from utils.calculus import sigmoid
from utils.models.mlp import backward, forward, loss_and_grads, score_delta


def new_numbers(**changes):
    right = {"h": [2, 0], "loss": 0.5, "by_w2": [2, 0], "by_W1": [[2, 0], [1, 0]]}
    return {**right, **changes}


def naive_binary(z, y):
    p = 1 / (1 + np.exp(-z))
    with np.errstate(all="ignore"):
        return -y * np.log(p) - (1 - y) * np.log(1 - p), p - y


def without_log1p(z, y):
    loss = np.maximum(z, 0) - y * z + np.log(1 + np.exp(-np.abs(z)))
    return loss, sigmoid(z) - y


def binary(slope):
    def answer(z, y):
        loss = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
        return loss, slope(z, y)

    return answer


def backward_with(first):
    def answer(params, X, y):
        W1, b1, W2, b2, W3, b3 = params
        H1 = np.tanh(X @ W1 + b1)
        H2 = np.tanh(H1 @ W2 + b2)
        D3 = score_delta(H2 @ W3 + b3, y)
        D2 = D3 @ W3.T * (1 - H2**2)
        D1 = first(D2, W2, H1, H2)
        by_W = [X.T @ D1, H1.T @ D2, H2.T @ D3]
        by_b = [D.sum(axis=0) for D in (D1, D2, D3)]
        return [by_W[0], by_b[0], by_W[1], by_b[1], by_W[2], by_b[2]]

    return answer


def clipped_one_by_one(grads, c):
    return [g * min(1, c / max(np.linalg.norm(g), 1e-300)) for g in grads]


def always_length_c(grads, c):
    length = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * c / max(length, 1e-300) for g in grads]


def by_the_square(grads, c):
    square = sum(np.sum(g**2) for g in grads)
    return [g * min(1, c / max(square, 1e-300)) for g in grads]


def zero_divided(grads, c):
    length = np.sqrt(sum(np.sum(g**2) for g in grads))
    with np.errstate(all="ignore"):
        return [g * np.minimum(1.0, c / length * length / length) for g in grads]


def norm_back(formula):
    def answer(G, X):
        U = X - X.mean(axis=1, keepdims=True)
        s = np.sqrt((U**2).mean(axis=1, keepdims=True) + 1e-5)
        Y = U / s
        g = G.mean(axis=1, keepdims=True)
        gy = (G * Y).mean(axis=1, keepdims=True)
        return formula(G, Y, s, g, gy)

    return answer


def lengths(bias=1, undo=True, square=False):
    def answer(params, X, y):
        layers = forward(params, X)
        delta = score_delta(layers[-1], y) * (len(X) if undo else 1)
        deltas = backward(params, layers, delta)
        total = sum(
            (D**2).sum(axis=1) * (bias + (H**2).sum(axis=1))
            for H, D in zip(layers, deltas[1:], strict=False)
        )
        return total if square else np.sqrt(total)

    return answer


def one_length(params, X, y):
    _, grads = loss_and_grads(params, X, y)
    return np.full(len(X), np.sqrt(sum(np.sum(g**2) for g in grads)))


WRONG = {
    "02-16-E1": [
        (new_numbers(h=[2, -1]), "apply ReLU"),
        (new_numbers(loss=1), "half of the square"),
        (new_numbers(loss=0), "ReLU comes first"),
        (new_numbers(by_w2=[1, 1]), "the old example"),
        (new_numbers(by_W1=[[2, 2], [1, 1]]), "the second unit is off"),
        (new_numbers(by_W1=[[2, 1], [0, 0]]), "transposed"),
        ([2, 0], "keep the dictionary"),
    ],
    "02-16-E2": [
        (naive_binary, "something overflows"),
        (without_log1p, "use log1p"),
        (binary(lambda z, y: y - sigmoid(z)), "the sign of the derivative"),
        (
            binary(lambda z, y: sigmoid(z) * (1 - sigmoid(z)) - y),
            "is σ(z) itself",
        ),
        (lambda z, y: sigmoid(z) - y, "part 1 of the result"),
    ],
    "02-16-E3": [
        (backward_with(lambda D2, W2, H1, H2: D2 @ W2 * (1 - H1**2)), "transposed"),
        (
            backward_with(lambda D2, W2, H1, H2: D2 @ W2.T * (1 - H2**2)),
            "the slope of its own units",
        ),
        (backward_with(lambda D2, W2, H1, H2: D2 @ W2.T), "where is the slope"),
        (lambda params, X, y: X, "parts"),
    ],
    "02-16-E4": [
        (lambda n, a: 2 / ((1 + a**2) * n), "take its root"),
        (lambda n, a: np.sqrt(2 / n), "He's rule"),
        (lambda n, a: np.sqrt(2 / ((1 + a) * n)), "is a² times"),
        (lambda n, a: np.sqrt((1 + a**2) / 2 / n), "upside down"),
        (lambda n, a: np.sqrt(1 / ((1 + a**2) * n)), "where is the factor 2"),
    ],
    "02-16-E5": [
        (clipped_one_by_one, "each array has its own factor"),
        (lambda grads, c: [np.clip(g, -c, c) for g in grads], "cutting entries"),
        (always_length_c, "short gradients stay"),
        (by_the_square, "not by its square"),
        (zero_divided, "NaN"),
    ],
    "02-16-E6": [
        (norm_back(lambda G, Y, s, g, gy: G / s), "depend on x as well"),
        (norm_back(lambda G, Y, s, g, gy: (G - g) / s), "add its share"),
        (norm_back(lambda G, Y, s, g, gy: (G - Y * gy) / s), "subtract the mean"),
        (norm_back(lambda G, Y, s, g, gy: (G - g + Y * gy) / s), "opposite sign"),
        (norm_back(lambda G, Y, s, g, gy: G - g - Y * gy), "divide by s"),
    ],
    "02-16-E7": [
        (lengths(undo=False), "not divided by n"),
        (lengths(bias=0), "the biases have gradients too"),
        (lengths(square=True), "squares of the norms"),
        (one_length, "one per row is asked"),
    ],
}
