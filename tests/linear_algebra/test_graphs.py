"""Laplacians against SciPy and their identity; embeddings against partitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components, laplacian
from sklearn.cluster import SpectralClustering

from utils.linear_algebra import graph_laplacian, spectral_embedding

seeds = st.integers(0, 10**6)
PATH = np.array([[0.0, 1, 0], [1, 0, 1], [0, 1, 0]])


def random_graph(seed, n=None, chance=0.2):
    rng = np.random.default_rng(seed)
    n = n or int(rng.integers(1, 13))
    W = np.triu(rng.uniform(0.1, 2, (n, n)) * (rng.random((n, n)) < chance), 1)
    return W + W.T


def blocks(*graphs):
    n = sum(len(W) for W in graphs)
    whole, start = np.zeros((n, n)), 0
    for W in graphs:
        whole[start : start + len(W), start : start + len(W)] = W
        start += len(W)
    return whole


def rings(n, rng):
    turn = rng.uniform(0, 2 * np.pi, n)
    radius = np.repeat([1.0, 3.0], n // 2) + rng.normal(0, 0.1, n)
    return radius[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])


# ---- Laplacian


def test_path_by_hand():
    L = graph_laplacian(PATH)
    np.testing.assert_array_equal(L, [[1, -1, 0], [-1, 2, -1], [0, -1, 1]])
    np.testing.assert_allclose(np.linalg.eigvalsh(L), [0, 1, 3], atol=1e-14)


@given(seeds)
@pytest.mark.parametrize("normalized", [False, True])
def test_against_scipy(normalized, seed):
    W = random_graph(seed)
    ours = graph_laplacian(W, normalized=normalized)
    np.testing.assert_allclose(ours, laplacian(W, normed=normalized), atol=1e-13)


@given(seeds)
def test_energy_is_the_sum_over_edges(seed):
    W = random_graph(seed)
    f = np.random.default_rng(seed).standard_normal(len(W))
    energy = (W * (f[:, None] - f) ** 2).sum() / 2
    L = graph_laplacian(W)
    assert f @ L @ f == pytest.approx(energy, abs=1e-12)
    np.testing.assert_allclose(L.sum(axis=1), 0, atol=1e-12)


@given(seeds)
@pytest.mark.parametrize("normalized", [False, True])
def test_zero_eigenvalues_count_components(normalized, seed):
    W = random_graph(seed)
    values = np.linalg.eigvalsh(graph_laplacian(W, normalized=normalized))
    assert values.min() > -1e-12
    assert (values < 1e-10).sum() == connected_components(W)[0]


def test_loops_cancel_and_arguments_are_not_changed():
    W = PATH.copy()
    looped = W + np.diag([5.0, 0, 1])
    np.testing.assert_array_equal(graph_laplacian(looped), graph_laplacian(W))
    np.testing.assert_array_equal(looped.diagonal(), [5, 0, 1])
    assert graph_laplacian([[3]]).tolist() == [[0]]


@pytest.mark.parametrize(
    ("W", "message"),
    [
        ([[0, 1, 0]], r"W must be square, got shape \(1, 3\)"),
        ([[0, 1], [2, 0]], "W must be symmetric"),
        ([[0, -1], [-1, 0]], "W must not hold negative weights, got -1"),
        ([[0, np.nan], [np.nan, 0]], "W must be finite"),
    ],
)
def test_bad_weights(W, message):
    for function in (graph_laplacian, lambda W: spectral_embedding(W, 1)):
        with pytest.raises(ValueError, match=message):
            function(W)


# ---- embedding


@given(seeds)
@pytest.mark.parametrize("normalized", [False, True])
def test_embedding_holds_the_next_eigenvectors(normalized, seed):
    W = random_graph(seed, n=8, chance=0.5)
    L = graph_laplacian(W, normalized=normalized)
    F = spectral_embedding(W, 3, normalized=normalized)
    np.testing.assert_allclose(F.T @ F, np.eye(3), atol=1e-10)
    known = np.sqrt(W.sum(axis=1)) if normalized else np.ones(8)
    np.testing.assert_allclose(known @ F, 0, atol=1e-10)
    expected = np.linalg.eigvalsh(L)[1:4]
    np.testing.assert_allclose(L @ F, F * expected, atol=1e-9)


def test_two_components_are_told_apart_whatever_their_order():
    W = blocks(random_graph(1, 6, 0.9), random_graph(2, 4, 0.9))
    order = np.random.default_rng(0).permutation(10)
    side = spectral_embedding(W[np.ix_(order, order)], 1)[:, 0] > 0
    assert len(set(side[order < 6])) == len(set(side[order >= 6])) == 1
    assert side[order < 6][0] != side[order >= 6][0]


def test_no_edges_and_scale():
    F = spectral_embedding(np.zeros((3, 3)), 2)
    np.testing.assert_allclose(F.T @ F, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(F.sum(axis=0), 0, atol=1e-12)
    small = spectral_embedding(1e-200 * PATH, 1)
    np.testing.assert_allclose(small, spectral_embedding(PATH, 1), atol=1e-12)


def test_rings_as_scikit_learn():
    X = rings(120, np.random.default_rng(0))
    W = np.exp(-5 * ((X[:, None] - X) ** 2).sum(axis=2))
    ours = spectral_embedding(W, 1)[:, 0] > 0
    truth = np.arange(120) >= 60
    assert (ours == truth).all() or (ours != truth).all()
    judge = SpectralClustering(2, affinity="precomputed", random_state=0)
    theirs = judge.fit_predict(W).astype(bool)
    assert (ours == theirs).all() or (ours != theirs).all()


def test_only_the_normalised_cut_ignores_a_loosely_tied_vertex():
    W = np.zeros((9, 9))
    W[:4, :4] = W[4:8, 4:8] = 1
    W[3, 4] = W[4, 3] = 0.5  # the bridge between two cliques
    W[0, 8] = W[8, 0] = 0.05  # the loose vertex
    np.fill_diagonal(W, 0)
    plain = spectral_embedding(W, 1)[:, 0]
    assert (plain > 0).tolist() == [False] * 8 + [True]
    side = spectral_embedding(W, 1, normalized=True)[:8, 0] > 0
    assert len(set(side[:4])) == len(set(side[4:])) == 1
    assert side[0] != side[4]


@pytest.mark.parametrize(("k", "message"), [(0, "at least 1"), (3, "at most n - 1")])
def test_bad_dimension(k, message):
    with pytest.raises(ValueError, match=message):
        spectral_embedding(PATH, k)
