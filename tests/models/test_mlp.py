"""The gradients derived by hand, against the engine and against the definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.calculus import cross_entropy, value_and_grad
from utils.models.mlp import (
    ACTIVATIONS,
    SCHEMES,
    backward,
    forward,
    init_params,
    loss_and_grads,
    predict,
    score_delta,
    weight_gradients,
)

every_activation = pytest.mark.parametrize("activation", ACTIVATIONS)
widths = st.lists(st.integers(1, 6), min_size=2, max_size=5)
HAND = [np.array([[1.0, -1.0], [0.0, 1.0]]), np.zeros(2), np.ones((2, 1)), np.zeros(1)]


def network(sizes, n=7, seed=0, scheme="xavier"):
    rng = np.random.default_rng(seed)
    params = init_params(sizes, scheme=scheme, rng=rng)
    params = [p + 0.1 * rng.normal(size=p.shape) for p in params]  # biases too
    return params, rng.normal(size=(n, sizes[0])), rng.integers(0, sizes[-1], size=n)


def distance(a, b):
    """The largest difference, relative to the largest entry of both together."""
    size = max(max(np.abs(p).max() for p in part) for part in (a, b))
    return max(np.abs(p - q).max() for p, q in zip(a, b, strict=True)) / max(size, 1e-9)


def by_engine(params, X, y, activation):
    def loss(p):
        return cross_entropy(forward(p, X, activation=activation)[-1], y)

    return value_and_grad(loss)(params)


# ---- gradients


@every_activation
@given(sizes=widths, n=st.integers(1, 9), seed=st.integers(0, 99))
def test_gradients_equal_the_engine(activation, sizes, n, seed):
    params, X, y = network(sizes, n, seed)
    loss, grads = loss_and_grads(params, X, y, activation=activation)
    value, reference = by_engine(params, X, y, activation)
    assert loss == pytest.approx(float(value), rel=1e-14)
    assert [g.shape for g in grads] == [p.shape for p in params]
    assert distance(grads, reference) <= 1e-12


@every_activation
def test_gradient_of_the_input_equals_the_engine(activation):
    params, X, y = network([4, 6, 5, 3])
    layers = forward(params, X, activation=activation)
    ours = backward(params, layers, score_delta(layers[-1], y), activation=activation)

    def loss(X):
        return cross_entropy(forward(params, X, activation=activation)[-1], y)

    _, reference = value_and_grad(loss)(X)
    assert distance([ours[0]], [reference]) <= 1e-12


@every_activation
def test_gradient_along_a_direction(activation):
    params, X, y = network([5, 8, 8, 4], n=20, seed=3)
    rng = np.random.default_rng(1)
    directions = [rng.normal(size=p.shape) for p in params]
    _, grads = loss_and_grads(params, X, y, activation=activation)
    stated = sum(np.sum(g * d) for g, d in zip(grads, directions, strict=True))

    def at(t):
        moved = [p + t * d for p, d in zip(params, directions, strict=True)]
        return loss_and_grads(moved, X, y, activation=activation)[0]

    h = 2.0**-20
    assert stated == pytest.approx((at(h) - at(-h)) / (2 * h), rel=1e-6)


def test_gradient_by_the_complex_step():
    params, X, y = network([3, 4, 3])
    _, grads = loss_and_grads(params, X, y, activation="tanh")
    for k, p in enumerate(params):
        for index in np.ndindex(p.shape):
            moved = [q.astype(complex) for q in params]
            moved[k][index] += 1e-200j
            Z = forward(moved, X, activation="tanh")[-1]
            per_sample = np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y]
            slope = per_sample.mean().imag / 1e-200
            assert grads[k][index] == pytest.approx(slope, rel=1e-12, abs=1e-15)


def test_hand_example():
    layers = forward(HAND, [[1.0, 2.0]])
    residual = layers[-1] - 1.0  # squared loss with target 1
    grads = weight_gradients(layers, backward(HAND, layers, residual))
    assert [g.tolist() for g in grads] == [
        [[1.0, 1.0], [2.0, 2.0]],
        [1.0, 1.0],
        [[1.0], [1.0]],
        [1.0],
    ]


def test_rows_of_the_score_delta_add_up_to_zero():
    Z = np.random.default_rng(0).normal(size=(6, 4)) * 1e3
    delta = score_delta(Z, [0, 1, 2, 3, 0, 1])
    assert np.abs(delta.sum(axis=1)).max() <= 1e-16
    assert np.isfinite(delta).all()


@given(shift=st.integers(-1000, 1000))
def test_a_shift_of_all_scores_changes_nothing(shift):
    params, X, y = network([3, 5, 4])
    moved = [*params[:-1], params[-1] + float(shift)]
    loss, grads = loss_and_grads(params, X, y)
    same_loss, same_grads = loss_and_grads(moved, X, y)
    assert same_loss == pytest.approx(loss, rel=1e-10)
    assert distance(grads, same_grads) <= 1e-10


def test_scores_of_any_size_give_a_finite_loss():
    params, X, y = network([3, 5, 4])
    loss, grads = loss_and_grads([p * 1e100 for p in params], X, y)
    assert np.isfinite(loss)
    assert all(np.isfinite(g).all() for g in grads)


# ---- start


def test_variance_of_the_schemes():
    assert SCHEMES["he"](50, 200) == 2 / 50
    assert SCHEMES["xavier"](50, 200) == 2 / 250
    for scheme in ("he", "xavier"):
        W, b = init_params([300, 400], scheme=scheme, rng=0)
        assert W.var() == pytest.approx(SCHEMES[scheme](300, 400), rel=0.02)
        assert not b.any()


def test_zeros_keep_hidden_units_equal():
    params = init_params([3, 4, 2], scheme="zeros", rng=0)
    _, grads = loss_and_grads(params, *network([3, 4, 2])[1:], activation="sigmoid")
    assert not grads[0].any()
    assert np.ptp(grads[2], axis=0).max() == 0
    assert grads[2].any()


def test_same_seed_same_parameters():
    a, b = (init_params([3, 2], scheme="he", rng=5) for _ in range(2))
    assert all(np.array_equal(p, q) for p, q in zip(a, b, strict=True))


def test_predict_takes_the_largest_score():
    params, X, _ = network([3, 5, 4])
    assert np.array_equal(predict(params, X), forward(params, X)[-1].argmax(axis=1))


# ---- errors


def test_unknown_scheme():
    with pytest.raises(ValueError, match=r"scheme must be one of zeros, xavier, he"):
        init_params([2, 2], scheme="lecun", rng=0)


def test_unknown_activation():
    params, X, y = network([3, 5, 4])
    with pytest.raises(ValueError, match=r"activation must be one of relu, tanh"):
        loss_and_grads(params, X, y, activation="swish")


@pytest.mark.parametrize("sizes", [[3], [], [3, 0]])
def test_impossible_sizes(sizes):
    with pytest.raises(ValueError, match="sizes"):
        init_params(sizes, scheme="he", rng=0)


def test_shapes_that_do_not_fit():
    params, X, y = network([3, 5, 4])
    with pytest.raises(ValueError, match=r"W and b of layer 1 must have shapes \(2,"):
        loss_and_grads(params, X[:, :2], y)
    with pytest.raises(ValueError, match="W and b of layer 2"):
        forward([params[0], params[1], params[2].T, params[3]], X)
    with pytest.raises(ValueError, match="pairs W, b"):
        forward(params[:3], X)
    with pytest.raises(ValueError, match=r"delta must have the shape \(7, 4\)"):
        backward(params, forward(params, X), np.ones((7, 5)))


def test_labels_are_checked():
    params, X, y = network([3, 5, 4])
    with pytest.raises(ValueError, match="labels must be between 0 and 3"):
        loss_and_grads(params, X, y + 4)
    with pytest.raises(TypeError, match="labels must be integers"):
        loss_and_grads(params, X, y + 0.5)
