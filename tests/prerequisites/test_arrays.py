"""Whole-array functions against NumPy, SciPy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from utils.prerequisites import (
    broadcast_shape,
    one_hot,
    pairwise_sq_dists,
    rolling_windows,
    standardize,
    train_test_split,
)

seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 30)
scales = st.sampled_from([2.0**-500, 1.0, 2.0**500])
extremes = st.sampled_from([2.0**-900, 1.0, 2.0**1000])  # squares vanish or overflow
shapes = st.lists(st.integers(0, 3), max_size=4).map(tuple)
ROUNDOFF = 2.0**-53


def normal(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


# --- broadcasting ------------------------------------------------------------------


@given(st.lists(shapes, max_size=4))
def test_broadcast_shape_is_numpys(given_shapes):
    try:
        expected = np.broadcast_shapes(*given_shapes)
    except ValueError:
        with pytest.raises(ValueError, match="do not broadcast"):
            broadcast_shape(*given_shapes)
    else:
        assert broadcast_shape(*given_shapes) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((3, 1), (1, 4), (3, 4)),
        ((5, 1, 3), (4, 1), (5, 4, 3)),
        ((2, 3), (3,), (2, 3)),
        ((3,), (3, 1), (3, 3)),
        ((7, 2), (), (7, 2)),
        ((0,), (1,), (0,)),
    ],
)
def test_broadcast_shape_by_hand(left, right, expected):
    assert broadcast_shape(left, right) == broadcast_shape(right, left) == expected


def test_broadcast_shape_says_what_is_wrong():
    with pytest.raises(ValueError, match=r"\(3,\), \(4,\) .* 3 and 4 meet"):
        broadcast_shape((3,), (4,))
    with pytest.raises(ValueError, match="0 and 3 meet"):
        broadcast_shape((0,), (3,))
    with pytest.raises(ValueError, match="at least 0"):
        broadcast_shape((-1,))
    with pytest.raises(TypeError, match="every size"):
        broadcast_shape((2.0,))


# --- standardising -----------------------------------------------------------------


@given(seeds, st.integers(2, 30), sizes, st.sampled_from([0, 1]), extremes)
def test_standardized_columns(seed, n, d, ddof, scale):
    X = normal(seed, n, d) * scale
    Z, mean, std = standardize(X, ddof=ddof)
    assert np.abs(Z.mean(axis=0)).max() <= 20 * ROUNDOFF
    assert np.allclose((Z**2).sum(axis=0), n - ddof, rtol=1e-13)
    assert np.allclose(Z * std + mean, X, rtol=0, atol=1e-14 * np.abs(X).max())


@given(seeds, st.integers(2, 30), sizes)
def test_standardize_like_scikit_learn(seed, n, d):
    X = normal(seed, n, d) * 100 + 7
    judge = StandardScaler().fit(X)
    Z, mean, std = standardize(X)
    assert np.allclose(Z, judge.transform(X), rtol=1e-10, atol=1e-10)
    assert np.allclose(mean, judge.mean_, rtol=1e-13, atol=1e-13)
    assert np.allclose(std, judge.scale_, rtol=1e-13)
    sample_std = standardize(X, ddof=1).std
    assert np.allclose(sample_std, X.std(axis=0, ddof=1), rtol=1e-13)


@given(seeds, st.integers(2, 30), st.floats(-1e6, 1e6), st.floats(1e-3, 1e3))
def test_shift_and_unit_do_not_matter(seed, n, shift, unit):
    X = np.round(normal(seed, n, 3), 3)
    assume((X.min(axis=0) < X.max(axis=0)).all())
    moved = standardize(unit * X + shift).Z
    size = np.abs(unit * X + shift).max() / (unit * X.std(axis=0).min())
    assert np.allclose(moved, standardize(X).Z, atol=1e-14 * n * size)


def test_standardize_by_hand():
    Z, mean, std = standardize([[1, 2, 3], [4, 5, 6]])
    assert Z.tolist() == [[-1, -1, -1], [1, 1, 1]]
    assert mean.tolist() == [2.5, 3.5, 4.5]
    assert std.tolist() == [1.5, 1.5, 1.5]


@pytest.mark.parametrize("value", [0.0, 0.1, -1e300, 5e-324])
@pytest.mark.parametrize("n", [1, 3, 10])
def test_constant_column_is_found_although_its_std_is_not_zero(value, n):
    X = np.column_stack([np.arange(float(n)), np.full(n, value)])
    with pytest.raises(ValueError, match="constant in column "):
        standardize(X)
    Z, mean, std = standardize(X, allow_constant=True)
    assert not Z[:, 1].any()
    assert mean[1] == value
    assert std[1] == 0


def test_column_that_hardly_varies_is_not_constant():
    Z = standardize([[1.0], [1.0 + 2.0**-52]]).Z
    assert Z.tolist() == [[-1], [1]]


def test_standardize_leaves_its_argument_alone():
    X = normal(0, 4, 2)
    before = X.copy()
    standardize(X)
    assert (before == X).all()


def test_standardize_refuses():
    with pytest.raises(ValueError, match="more than ddof = 2 rows, got 2"):
        standardize([[1], [2]], ddof=2)
    with pytest.raises(ValueError, match="NaN"):
        standardize([[1], [np.nan]])
    with pytest.raises(ValueError, match=r"shape \(3,\)"):
        standardize([1, 2, 3])


# --- distances ---------------------------------------------------------------------


@given(seeds, sizes, sizes, sizes, scales)
def test_distances_like_scipy(seed, m, n, d, scale):
    A, B = normal(seed, m, d) * scale, normal(seed + 1, n, d) * scale
    D = pairwise_sq_dists(A, B)
    assert D.shape == (m, n)
    assert np.allclose(D, cdist(A, B, "sqeuclidean"), rtol=1e-13, atol=0)


@given(seeds, sizes, sizes)
def test_distances_to_oneself(seed, n, d):
    A = normal(seed, n, d)
    D = pairwise_sq_dists(A, A)
    assert (D == D.T).all()
    assert not D.diagonal().any()
    assert (D >= 0).all()


def test_near_points_keep_their_digits():
    """The form ‖a‖² + ‖b‖² - 2a·b gives 0 here."""
    a, b = 1e8, 1e8 + 1
    assert a * a + b * b - 2 * (a * b) == 0
    assert pairwise_sq_dists([[a]], [[b]]) == 1


def test_too_large_squares_are_infinite():
    assert pairwise_sq_dists([[1e308]], [[-1e308]]) == np.inf


def test_distances_refuse():
    with pytest.raises(ValueError, match=r"\(1, 2\) and \(1, 3\)"):
        pairwise_sq_dists([[1, 2]], [[1, 2, 3]])


# --- one-hot -----------------------------------------------------------------------


@given(seeds, sizes, st.integers(1, 9))
def test_one_hot_like_scikit_learn(seed, n, k):
    labels = np.random.default_rng(seed).integers(0, k, size=n)
    table = one_hot(labels, k)
    encoder = OneHotEncoder(categories=[range(k)], sparse_output=False)
    assert (table == encoder.fit_transform(labels[:, np.newaxis])).all()
    assert (table.argmax(axis=1) == labels).all()
    assert one_hot(labels).shape == (n, labels.max() + 1)


def test_one_hot_refuses():
    with pytest.raises(ValueError, match="0 to 2, got 0 to 3"):
        one_hot([0, 3], 3)
    with pytest.raises(ValueError, match="got -1 to 2"):
        one_hot([-1, 2])
    with pytest.raises(ValueError, match="n_classes must be at least 1"):
        one_hot([0], 0)
    with pytest.raises(TypeError, match="labels must be integers"):
        one_hot([0.0, 1.0])


# --- split -------------------------------------------------------------------------


@given(seeds, st.integers(2, 40), st.floats(0.01, 0.99))
def test_every_row_is_in_one_part_only(seed, n, fraction):
    assume(0 < round(fraction * n) < n)
    X, y = np.arange(2.0 * n).reshape(n, 2), np.arange(n)
    split = train_test_split(X, y, test_fraction=fraction, rng=seed)
    assert len(split.y_test) == round(fraction * n)
    assert sorted([*split.y_train, *split.y_test]) == list(range(n))
    assert (split.X_train == X[split.y_train]).all()
    assert (split.X_test == X[split.y_test]).all()


def test_split_is_random_and_repeatable():
    X, y = np.zeros((50, 1)), np.arange(50)
    one, same, other = (
        train_test_split(X, y, test_fraction=0.2, rng=seed).y_test
        for seed in (1, np.random.default_rng(1), 2)
    )
    assert (one == same).all()
    assert set(one) != set(other)
    assert set(one) != set(range(10))


def test_every_row_is_tested_equally_often():
    rng = np.random.default_rng(0)
    X, y = np.zeros((10, 1)), np.arange(10)
    tested = [
        train_test_split(X, y, test_fraction=0.3, rng=rng).y_test for _ in range(2000)
    ]
    counts = np.bincount(np.concatenate(tested), minlength=10)
    assert np.abs(counts - 600).max() < 5 * np.sqrt(2000 * 0.3 * 0.7)


def test_split_gives_copies_and_keeps_names_and_gaps():
    X, y = np.array([[np.nan], [1.0]]), np.array(["a", "b"])
    split = train_test_split(X, y, test_fraction=0.5, rng=0)
    assert {*split.y_train, *split.y_test} == {"a", "b"}
    assert not np.shares_memory(split.X_train, X)


@pytest.mark.parametrize("fraction", [0.0, 1.0, 0.01, 0.99, -0.5, np.nan])
def test_split_without_rows_in_a_part(fraction):
    with pytest.raises(ValueError, match="test_fraction must"):
        train_test_split(np.zeros((10, 1)), np.zeros(10), test_fraction=fraction, rng=0)


def test_split_refuses_other_lengths():
    with pytest.raises(ValueError, match="same length, got 3 and 2"):
        train_test_split(np.zeros((3, 1)), [0, 1], test_fraction=0.5, rng=0)


# --- windows -----------------------------------------------------------------------


@given(seeds, sizes, st.data())
def test_windows_are_numpys(seed, n, data):
    x = normal(seed, n)
    k = data.draw(st.integers(1, n))
    windows = rolling_windows(x, k)
    assert (windows == np.lib.stride_tricks.sliding_window_view(x, k)).all()
    assert windows.shape == (n - k + 1, k)
    backwards = rolling_windows(x[::-2], 1)
    assert (backwards[:, 0] == x[::-2]).all()


def test_windows_are_a_read_only_view():
    x = np.arange(5.0)
    windows = rolling_windows(x, 2)
    assert np.shares_memory(windows, x)
    with pytest.raises(ValueError, match="read-only"):
        windows[0, 0] = 9
    x[1] = 7
    assert windows[0, 1] == windows[1, 0] == 7


@pytest.mark.parametrize(
    ("k", "message"), [(0, "at least 1"), (4, "at most .* 3, got 4")]
)
def test_windows_too_short_or_long(k, message):
    with pytest.raises(ValueError, match=message):
        rolling_windows([1, 2, 3], k)
