"""Random-direction checks of derivatives, after `combo_check` of HIPS autograd."""

import itertools

import numpy as np

from utils.calculus import grad, jvp, vjp

STEP = 2.0**-17


def inner(a, b):
    return float(np.sum(a * b))


def assert_close(a, b, tolerance=1e-7):
    assert abs(a - b) <= tolerance * (1.0 + abs(a) + abs(b)), (a, b)


def check_first_order(f, x, rng):
    """<u, J v> from the backward sweep and from a central difference."""
    value, pull = vjp(f, x)
    u, v = rng.normal(size=np.shape(value)), rng.normal(size=np.shape(x))
    change = (np.asarray(f(x + STEP * v)) - f(x - STEP * v)) / (2 * STEP)
    adjoint = pull(u)
    assert np.shape(adjoint) == np.shape(x)
    assert_close(inner(adjoint, v), inner(u, change))
    return u, v


def check_rules(f, x, rng):
    """To second order: the same check for the function x -> vᵀ Jᵀ u."""
    u, v = check_first_order(f, x, rng)
    scalar = grad(lambda z: np.sum(f(z) * u))
    check_first_order(lambda z: np.sum(scalar(z) * v), x, rng)


def check_both_inputs(f, a, b, rng):
    check_rules(lambda a: f(a, b), a, rng)
    check_rules(lambda b: f(a, b), b, rng)
    both = np.concatenate([a.ravel(), b.ravel()])

    def joined(z):
        return f(z[: a.size].reshape(a.shape), z[a.size :].reshape(b.shape))

    check_rules(joined, both, rng)


def check_forward_agrees(f, x, rng):
    """<u, J v> by forward mode and by reverse mode."""
    v = rng.normal(size=np.shape(x))
    value, forward = jvp(f, x, v)
    same, pull = vjp(f, x)
    u = rng.normal(size=np.shape(value))
    assert np.array_equal(value, same)
    assert_close(inner(u, forward), inner(pull(u), v), 1e-12)


def combinations(*choices):
    return list(itertools.product(*choices))
