"""Wrong answers to lesson 02-05, the chain rule, with parts of their hints."""

import math

import numpy as np

WRONG = {}


def neuron(last):
    """The right gradient of the neuron, but for its last entry."""

    def gradient(w, x, b, y):
        a = 1 / (1 + math.exp(-(w * x + b)))
        dz = 2 * (a - y) * a * (1 - a)
        return dz * x, dz, last(dz, w, x)

    return gradient


def nested(**changes):
    def derivatives(x):
        right = {
            "power": 12 * (3 * x + 1) ** 3,
            "bell": -2 * x * np.exp(-(x**2)),
            "log": 2 * x / (1 + x**2),
            "sine": 6 * np.sin(2 * x) ** 2 * np.cos(2 * x),
            "root": np.exp(x) / (2 * np.sqrt(1 + np.exp(x))),
        }
        return list((right | {k: f(x) for k, f in changes.items()}).values())

    return derivatives


def graph(**changes):
    right = {"x_s": 1, "y_s": 2, "s_u": 4, "s_v": 3, "x_v": 1, "u_f": 8, "v_f": 4}
    return right | {"f_s": 44, "f_x": 48, "f_y": 88} | changes


WRONG |= {
    "02-05-E1": [
        (neuron(lambda dz, w, x: dz * x), "carries the other factor"),
        (neuron(lambda dz, w, x: dz), "one edge is missing"),
        (neuron(lambda dz, w, x: w), "the local derivative alone"),
        (neuron(lambda dz, w, x: dz + w), "times the local derivative of z"),
        (lambda w, x, b, y: 1.0, "expected 3 values"),
    ],
    "02-05-E2": [
        (nested(power=lambda x: 4 * (3 * x + 1) ** 3), "multiply by the inner slope"),
        (nested(power=lambda x: 12 * x**3), "at the inner value"),
        (nested(bell=lambda x: np.exp(-(x**2))), "multiply by the inner slope"),
        (nested(bell=lambda x: 2 * x * np.exp(-(x**2))), "the sign is wrong"),
        (nested(log=lambda x: 1 / (1 + x**2)), "multiply by the inner slope"),
        (nested(sine=lambda x: 3 * np.sin(2 * x) ** 2 * np.cos(2 * x)), "factor 2 is"),
        (nested(root=lambda x: np.exp(x) / np.sqrt(1 + np.exp(x))), "2 too much"),
        (nested(root=lambda x: 7.0), "name the inside"),
        (lambda x: [x, x], "expected (5,)"),
    ],
    "02-05-E3": [
        (graph(x_s=2), "other factor, y"),
        (graph(y_s=1), "other factor, x"),
        (graph(s_u=2), "is 2s"),
        (graph(s_v=2), "the number before s"),
        (graph(x_v=4), "one step only"),
        (graph(x_v=3), "3 belongs to s"),
        (graph(u_f=4), "v = 3s + x"),
        (graph(v_f=8), "other factor, u"),
        (graph(f_s=32), "over v is missing"),
        (graph(f_s=12), "over u is missing"),
        (graph(f_s=384), "not multiplied"),
        (graph(f_x=44), "goes past s"),
        (graph(f_x=36), "three paths"),
        (graph(f_y=44), "carries 2"),
        (graph(f_y=92), "no edge to v"),
        ([1, 2, 4], "keep the dictionary"),
    ],
}


def network(W1, b1, w2, b2, x, y, *, factor=2, slope=True, past=False, flip=False):
    h = 1 / (1 + np.exp(-(W1 @ x + b1)))
    do = factor * (w2 @ h + b2 - y)
    dz = do * (1 if past else w2) * (h * (1 - h) if slope else 1)
    dW1 = np.outer(x, dz) if flip else np.outer(dz, x)
    return dW1, dz, do * h, do


def no_input(W1, b1, w2, b2, x, y):
    dW1, *others = network(W1, b1, w2, b2, x, y)
    return dW1 / x, *others


WRONG |= {
    "02-05-E4": [
        (lambda *args: network(*args, slope=False), "h (1 − h) is missing"),
        (lambda *args: network(*args, past=True), "carries w2"),
        (lambda *args: network(*args, factor=1), "half of what"),
        (lambda *args: network(*args, factor=-2), "every sign"),
        (lambda *args: network(*args, flip=True), "transposed"),
        (no_input, "go back from o"),
        (lambda *args: network(*args)[:3], "expected 4"),
    ],
    "02-05-E5": [
        ([2, 0.269, 6.773, 0.318], "reciprocal"),
        ([0.269, 0.269, 6.773, 0.318], "the x with f(x) = 1"),
        ([0.5, 3.718281828, 6.773, 0.318], "reciprocal"),
        ([0.5, 0.0237, 6.773, 0.318], "the x with f(x) = 1 + e"),
        ([0.5, 0.5, 6.773, 0.318], "x is not 0"),
        ([0.5, 0.3, 6.773, 0.318], "slope 1 + eˣ"),
        ([0.5, 0.269, 4, 0.318], "fixed exponent"),
        ([0.5, 0.269, 2.7726, 0.318], "for a fixed a"),
        ([0.5, 0.269, 1.6931, 0.318], "now multiply by f"),
        ([0.5, 0.269, 6.773, 3.1416], "divide by 4πr²"),
        ([0.5, 0.269, 6.773, 0.191], "not by V"),
        ([0.5, 0.269, 6.773, 31415.9265], "divide by 4πr²"),
        ([0.5, 0.269, 6.773, 1], "one chain"),
    ],
}


def nodes_of(edges):
    return {name: 0.0 for tail, head, _ in edges for name in (tail, head)}


def as_given(edges, output):
    upstream = nodes_of(edges) | {output: 1.0}
    for tail, head, slope in reversed(edges):
        upstream[tail] += upstream[head] * slope
    return upstream


def by_relaxation(edges, output, *, add=True):
    """The right numbers, but over every edge as often as there are nodes."""
    upstream = nodes_of(edges) | {output: 1.0}
    for _ in range(len(upstream)):
        fresh = nodes_of(edges) | {output: 1.0}
        for tail, head, slope in edges:
            share = slope * upstream[head]
            fresh[tail] = (fresh[tail] if add else 0.0) + share
        upstream = fresh
    return upstream


def only_reached(edges, output):
    return {k: v for k, v in by_relaxation(edges, output).items() if v}


def output_forgotten(edges, output):
    return nodes_of(edges)


def recursive(edges, output):
    known = {output: 1.0}

    def slope_by(node):
        if node not in known:
            known[node] = sum(
                slope * slope_by(head) for tail, head, slope in edges if tail == node
            )
        return known[node]

    return {node: slope_by(node) for node in nodes_of(edges)}


def residual(path_past=1.0, move=True, late=False, scale=None):
    def slope_through(x, n, eps, f, df):
        slope = 1.0
        for _ in range(n):
            after = x + eps * f(x) if move else x
            slope *= path_past + (scale or eps) * df(after if late else x)
            x = after
        return slope

    return slope_through


WRONG |= {
    "02-05-E6": [
        (as_given, "only when all edges"),
        (
            lambda edges, output: by_relaxation(edges, output, add=False),
            "only one of its 2",
        ),
        (by_relaxation, "a node is passed on only once"),
        (only_reached, "is missing"),
        (output_forgotten, "by itself is 1"),
        (recursive, "too deep for recursion"),
        (lambda edges, output: 1.0, "return a dictionary"),
    ],
    "02-05-E7": [
        ((residual(move=False), math.pi), "update x in the loop"),
        ((residual(path_past=0.0), math.pi), "the 1 is missing"),
        ((residual(late=True), math.pi), "before you update x"),
        ((residual(scale=1.0), math.pi), "multiply the slopes of the blocks"),
        ((residual(), 0.0), "the upper bound"),
        ((residual(), math.pi / 2), "has the slope 1"),
        ((residual(), 1.0), "keeps x in place"),
        (residual(), "pass both"),
    ],
}
