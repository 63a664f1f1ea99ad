"""Training, clipping and the report per layer."""

import functools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.datasets import load_digits
from utils.models.mlp import init_params, loss_and_grads, predict
from utils.models.mlp_training import clip_by_norm, gradient_report, train

settings = {"step": 0.2, "epochs": 3, "batch_size": 32}
scales = st.integers(-300, 300).map(lambda k: 10.0**k)


def norm(pieces):
    return np.linalg.norm(np.concatenate([p.ravel() for p in pieces]))


def digits():
    data = load_digits()
    return data.X / 16, data.y


# ---- training


def test_one_step_is_the_formula():
    X, y = digits()
    start = init_params([64, 8, 10], scheme="he", rng=0)
    run = train(start, X, y, step=0.5, epochs=1, batch_size=len(X), rng=0)
    loss, grads = loss_and_grads(start, X, y)
    assert run.losses == pytest.approx([loss], rel=1e-12)
    for after, before, g in zip(run.params, start, grads, strict=True):
        np.testing.assert_allclose(after, before - 0.5 * g, atol=1e-14)


def test_training_learns_digits_and_leaves_the_start_alone():
    X, y = digits()
    start = init_params([64, 32, 10], scheme="he", rng=0)
    kept = [p.copy() for p in start]
    run = train(start, X[:1200], y[:1200], **settings, rng=0)
    assert np.mean(predict(run.params, X[1200:]) == y[1200:]) > 0.85
    assert len(run.losses) == 3 * 38  # 37 full batches and one of 16
    assert all(np.array_equal(p, q) for p, q in zip(start, kept, strict=True))


def test_same_seed_same_training():
    X, y = digits()
    start = init_params([64, 4, 10], scheme="he", rng=0)
    a, b = (train(start, X[:99], y[:99], **settings, rng=7) for _ in range(2))
    assert np.array_equal(a.losses, b.losses)


def test_every_sample_is_used_once_per_epoch():
    seen = []

    def watch(params, X, y):
        seen.extend(X[:, 0].tolist())
        return 0.0, [np.zeros_like(p) for p in params]

    X = np.arange(10.0).reshape(-1, 1)
    start = init_params([1, 2], scheme="zeros", rng=0)
    more = {"step": 1.0, "epochs": 2, "batch_size": 4, "rng": 0}
    train(start, X, [0] * 10, **more, loss_and_grads=watch)
    first, second = seen[:10], seen[10:]
    assert sorted(first) == sorted(second) == X[:, 0].tolist()
    assert first != second


def test_another_activation():
    X, y = digits()
    start = init_params([64, 16, 10], scheme="xavier", rng=0)
    tanh = functools.partial(loss_and_grads, activation="tanh")
    run = train(start, X[:500], y[:500], **settings, rng=0, loss_and_grads=tanh)
    assert run.losses[-5:].mean() < run.losses[:5].mean()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"step": 0.0}, "step"),
        ({"epochs": 0}, "epochs"),
        ({"batch_size": 0}, "batch_size"),
    ],
)
def test_numbers_out_of_range(change, named):
    start = init_params([1, 2], scheme="he", rng=0)
    with pytest.raises(ValueError, match=named):
        train(start, [[1.0], [2.0]], [0, 1], **{**settings, **change}, rng=0)


def test_lengths_that_differ():
    start = init_params([1, 2], scheme="he", rng=0)
    with pytest.raises(ValueError, match="X and y"):
        train(start, [[1.0], [2.0]], [0], **settings, rng=0)


# ---- clipping


@given(scale=scales, c=st.floats(1e-3, 1e3), seed=st.integers(0, 99))
def test_clipping_keeps_the_direction_and_bounds_the_norm(scale, c, seed):
    rng = np.random.default_rng(seed)
    g = [scale * rng.normal(size=shape) for shape in ((2, 3), (3,))]
    clipped = clip_by_norm(g, c)
    largest = max(np.abs(p).max() for p in g)
    length = norm([p / largest for p in g]) * largest
    expected = min(1.0, c / length)
    for p, q in zip(g, clipped, strict=True):
        np.testing.assert_allclose(q, expected * p, rtol=1e-12)


def test_short_gradients_stay_and_zero_stays_zero():
    g = [np.array([3.0]), np.array([4.0])]
    assert all(map(np.array_equal, clip_by_norm(g, 5.0), g))
    assert clip_by_norm([np.zeros(2)], 1.0)[0].tolist() == [0.0, 0.0]


def test_a_norm_beyond_the_largest_float_is_clipped_all_the_same():
    g = [np.full(100, 1e308), np.full(25, -1e308)]  # the norm would be 1.1e309
    clipped = clip_by_norm(g, 2.0)
    assert norm(clipped) == pytest.approx(2.0, rel=1e-12)
    assert clipped[0][0] == -clipped[1][0] > 0


def test_clipping_empty_gradients():
    assert clip_by_norm([], 1.0) == []
    assert clip_by_norm([np.zeros((0, 3))], 1.0)[0].shape == (0, 3)


def test_clipping_refuses():
    with pytest.raises(ValueError, match="max_norm"):
        clip_by_norm([np.ones(2)], 0.0)
    for bad in (np.nan, np.inf):
        with pytest.raises(ValueError, match="grads must be finite"):
            clip_by_norm([np.array([1.0]), np.array([bad, 1.0])], 1.0)


# ---- the report


def test_report_agrees_with_its_definition():
    X, y = digits()
    params = init_params([64, 20, 15, 10], scheme="he", rng=0)
    report = gradient_report(params, X, y)
    _, grads = loss_and_grads(params, X, y)
    assert [layer.layer for layer in report] == [1, 2, 3]
    for layer, g in zip(report, grads[::2], strict=True):
        assert layer.gradient == pytest.approx(np.linalg.norm(g), rel=1e-12)
    H = np.maximum(X @ params[0], 0)
    assert report[0].output == pytest.approx(np.sqrt(np.mean(H**2)), rel=1e-12)
    assert report[0].idle == pytest.approx(np.mean(H == 0))
    P = np.exp(np.maximum(H @ params[2], 0) @ params[4])
    P /= P.sum(axis=1, keepdims=True)
    felt = P - np.eye(10)[y]
    assert report[2].sensitivity == pytest.approx(np.sqrt(np.mean(felt**2)), rel=1e-10)


@pytest.mark.parametrize(
    ("activation", "z", "idle"),
    [
        ("sigmoid", 5.5, 0.0),  # slope 0.0041, of at most 0.25
        ("sigmoid", 6.0, 1.0),  # 0.0025
        ("tanh", 2.9, 0.0),  # 0.0120, of at most 1
        ("tanh", 3.0, 1.0),  # 0.0099
        ("relu", 0.1, 0.0),
        ("relu", -0.1, 1.0),
    ],
)
def test_idle_means_below_one_percent_of_the_largest_slope(activation, z, idle):
    params = [np.array([[z]]), np.zeros(1), np.ones((1, 2)), np.zeros(2)]
    first, last = gradient_report(params, [[1.0]], [0], activation=activation)
    assert (first.idle, last.idle) == (idle, 0.0)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_large_weights_saturate(activation):
    X, y = digits()
    params = init_params([64, 20, 10], scheme="xavier", rng=0)
    calm = gradient_report(params, X, y, activation=activation)[0]
    large = [20 * p for p in params]
    stiff = gradient_report(large, X, y, activation=activation)[0]
    assert calm.idle < 0.01
    assert stiff.idle > 0.5
