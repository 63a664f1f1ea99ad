"""Wrong answers to the exercises of lesson 01-02, matrix operations."""

import numpy as np

from utils.linear_algebra import chain_order


def by_layers(A, B, layer, *, add=True):
    C = np.zeros((A.shape[0], B.shape[1]))
    for k in range(A.shape[1]):
        C = C + layer(A, B, k) if add else layer(A, B, k)
    return C


def outer(A, B, k):
    return np.outer(A[:, k], B[k])


def first_layer_only(A, B):
    for k in range(A.shape[1]):
        return outer(A, B, k)


def by_hand(**changes):
    right = {
        "AB": [[4, -2], [11, -5]],
        "BA": [[-3, -2], [4, 2]],
        "inverse of A": [[3, -1], [-5, 2]],
        "inverse of AB": [[-2.5, 1], [-5.5, 2]],
    }
    return {**right, **changes}


def inverse_a(wrong):
    return by_hand(**{"inverse of A": wrong})


def inverse_ab(wrong):
    return by_hand(**{"inverse of AB": wrong})


def comparing_loops(X, w):
    d = X.shape[1]
    S = np.zeros((d, d))
    for k in range(len(X)):
        S = S + w[k] * np.outer(X[k], X[k])
    return S


def greedy(dims):
    dims, cost = list(dims), 0
    while len(dims) > 2:
        prices = [dims[s - 1] * dims[s] * dims[s + 1] for s in range(1, len(dims) - 1)]
        s = int(np.argmin(prices)) + 1
        cost += prices[s - 1]
        del dims[s]
    return cost


def from_the_left(dims):
    return sum(dims[0] * dims[s] * dims[s + 1] for s in range(1, len(dims) - 1))


def last_product(dims):
    if len(dims) == 2:
        return 0
    return min(dims[0] * dims[s] * dims[-1] for s in range(1, len(dims) - 1))


def dearest(dims):
    if len(dims) == 2:
        return 0
    return max(
        dearest(dims[: s + 1]) + dearest(dims[s:]) + dims[0] * dims[s] * dims[-1]
        for s in range(1, len(dims) - 1)
    )


def step_by_step(n, multiply):
    result = [[1, 1], [1, 0]]
    for _ in range(n - 1):
        result = multiply(result, [[1, 1], [1, 0]])
    return result[0][0]


def without_multiply(n, multiply):
    before, now = 1, 1
    for _ in range(n - 1):
        before, now = now, before + now
    return now


def one_too_far(n, multiply):
    return without_multiply(n + 1, multiply)


def one_too_short(n, multiply):
    return without_multiply(n - 1, multiply) if n > 1 else 1


def recursion(n, multiply):
    return 1 if n < 2 else recursion(n - 1, multiply) + recursion(n - 2, multiply)


def rounded(n, multiply):
    multiply([[1, 1], [1, 0]], [[1, 1], [1, 0]])
    root = 5**0.5
    return int(((1 + root) / 2) ** (n + 1) / root + 0.5)


WRONG = {
    "01-02-E1": [
        (lambda A, B: by_layers(A, B, outer, add=False), "only the last layer"),
        (first_layer_only, "only the first layer"),
        (lambda A, B: A @ B, "a ready-made product"),
        (lambda A, B: A.dot(B), "a ready-made product"),
        (lambda A, B: np.dot(A, B), "a ready-made product"),
        (lambda A, B: np.einsum("ik,kj->ij", A, B), "a ready-made product"),
        (
            lambda A, B: by_layers(A, B, lambda A, B, k: A[:, [k]] @ B[[k]]),
            "a ready-made product",
        ),
        (
            lambda A, B: by_layers(A, B, lambda A, B, k: A[:, k] * B[k]),
            "matching components",
        ),
        (
            lambda A, B: by_layers(A, B, lambda A, B, k: np.outer(A[k], B[:, k])),
            "rows of A and columns of B",
        ),
        (
            lambda A, B: by_layers(A, B, lambda A, B, k: np.outer(B[k], A[:, k])),
            "transpose",
        ),
        (lambda A, B: B @ A, "this is BA"),
        (lambda A, B: by_layers(A, B, outer) * 2, "A[i, k] * B[k, j]"),
        (lambda A, B: by_layers(A, B, outer).sum(), "expected an array"),
    ],
    "01-02-E2": [
        (by_hand(AB=[[2, -1], [10, 0]]), "matching entries"),
        (by_hand(AB=[[-3, -2], [4, 2]]), "this is BA"),
        (by_hand(AB=[[1, 4], [2, 10]]), "rows times rows"),
        (by_hand(AB=[[12, -2], [7, -1]]), "columns times columns"),
        (by_hand(AB=[[4, 2], [11, -5]]), "go through the steps"),
        (by_hand(BA=[[4, -2], [11, -5]]), "this is AB"),
        (by_hand(BA=[[2, -1], [10, 0]]), "matching entries"),
        (inverse_a([[2, -1], [-5, 3]]), "swap the two numbers"),
        (inverse_a([[3, 1], [5, 2]]), "change the signs"),
        (inverse_a([[-3, 1], [5, -2]]), "change the signs"),
        (inverse_a([[0.5, 1], [0.2, 1 / 3]]), "inverse entries"),
        (inverse_a([[3, -5], [-1, 2]]), "transposed"),
        (inverse_ab([[1, 1], [-2, -1.5]]), "the last motion is undone first"),
        (inverse_ab([[-5, 2], [-11, 4]]), "which is 2"),
        (inverse_ab([[-10, 4], [-22, 8]]), "do not multiply"),
        (inverse_ab([-2.5, 1, -5.5, 2]), "expected (2, 2)"),
        ([[4, -2], [11, -5]], "keep the dictionary"),
    ],
    "01-02-E3": [
        (lambda p, q: [[p, q], [0, p]], "entry (1, 2) is"),
        (lambda p, q: [[p, 0], [q, p]], "entry (2, 1) is"),
        (lambda p, q: [[p + q, 0], [0, p + q]], "there are more"),
        (lambda p, q: [[p, 0], [0, 2 * p]], "there are more"),
        (lambda p, q: [[1, 0], [0, 2]], "there are more"),
        (lambda p, q: [[p, 0], [0, p * q]], "there are more"),
        (lambda p, q: [[p**2, 0], [0, q]], "there are more"),
        (lambda p, q: [p, q], "expected (2, 2)"),
    ],
    "01-02-E4": [
        (lambda X, w: X.T @ X, "no effect"),
        (lambda X, w: (w[:, None] * X).T @ (w[:, None] * X), "count squared"),
        (lambda X, w: X @ X.T, "expected (2, 2)"),
        (lambda X, w: X.T @ X * w.sum(), "not their sum"),
        (
            lambda X, w: X.T @ (np.resize(w, X.shape[1]) * X),
            "w[k] * X[k, i] * X[k, j]",
        ),
        (comparing_loops, "now without loops"),
        (lambda X, w: X.T @ np.diag(w) @ X, "one @ suffices"),
    ],
    "01-02-E5": [
        (lambda X, W, b: (X @ W + b, np.vstack([W, b])), "not transposed"),
        (lambda X, W, b: (X @ W + b, np.vstack([W.T, b])), "in Z, W is not"),
        (lambda X, W, b: (X @ W.T + b, np.vstack([W, b])), "in V, W is not"),
        (lambda X, W, b: (X @ W.T + b, np.vstack([b, W.T])), "the last row of V"),
        (lambda X, W, b: (X @ W.T, np.vstack([W.T, b])), "lacks the shift"),
        (lambda X, W, b: (X @ W.T + b, np.vstack([W.T, b * 0 + 1])), "V holds b"),
        (lambda X, W, b: (X @ W.T - b, np.vstack([W.T, b])), "must equal Z"),
        (lambda X, W, b: (X @ W.T + b, W.T), "expected (3, 2)"),
        (lambda X, W, b: X @ W.T + b, "3 parts, expected 2"),
    ],
    "01-02-E6": [
        (from_the_left, "from the left to the right"),
        (lambda dims: from_the_left(dims[::-1]), "from the right to the left"),
        (greedy, "cheapest neighbours first"),
        (lambda dims: 2 * chain_order(dims).cost, "counts flops"),
        (dearest, "dearest"),
        (last_product, "the last product alone"),
        (lambda dims: 17000, "the best split"),
        (lambda dims: "17000", "expected one number"),
    ],
    "01-02-E7": [
        (step_by_step, "squaring reaches far powers"),
        (without_multiply, "never called multiply"),
        (recursion, "never called multiply"),
        (one_too_far, "off by one power"),
        (one_too_short, "off by one power"),
        (rounded, "it was rounded"),
        (lambda n, multiply: 1.6**n, "no whole number"),
        (lambda n, multiply: n, "test n = 1, 2, 3, 4"),
        (lambda n, multiply: [1, 1, 2, 3, 5, 0][min(n, 5)], "smaller stairs are right"),
    ],
}
