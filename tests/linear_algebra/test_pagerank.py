"""Walks end where theory says, and matrices that are no walks are refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.linear_algebra import pagerank, stationary_distribution


@given(n=st.integers(1, 12), seed=st.integers(0, 10**6))
def test_stationary_distribution_stays(n, seed):
    M = np.random.default_rng(seed).uniform(0.01, 1, (n, n))
    M /= M.sum(axis=0)
    pi = stationary_distribution(M)
    np.testing.assert_allclose(M @ pi, pi, atol=1e-13)
    assert pi.min() >= 0
    assert pi.sum() == pytest.approx(1)


def test_periodic_walk_and_transient_state():
    np.testing.assert_allclose(stationary_distribution([[0, 1], [1, 0]]), [0.5, 0.5])
    pi = stationary_distribution([[1, 0.5], [0, 0.5]])
    np.testing.assert_allclose(pi, [1, 0], atol=1e-14)


def test_two_islands_have_no_single_answer():
    with pytest.raises(np.linalg.LinAlgError, match="not unique"):
        stationary_distribution(np.eye(3))


@pytest.mark.parametrize(
    ("M", "message"),
    [
        ([[0.9, 0.1], [0.2, 0.8]], "every column"),
        ([[1.5, 0], [-0.5, 1]], "negative"),
        ([[1.0, 0.0]], "square"),
    ],
)
def test_not_stochastic(M, message):
    with pytest.raises(ValueError, match=message):
        stationary_distribution(M)


@given(
    links=st.integers(1, 8).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(0, n - 1), max_size=n), min_size=n, max_size=n
        )
    ),
    damping=st.sampled_from([0.0, 0.3, 0.85, 0.99]),
)
def test_pagerank_is_the_stationary_distribution_of_the_surfer(links, damping):
    n = len(links)
    M = np.zeros((n, n))
    for j, targets in enumerate(links):
        for i in set(targets) or range(n):
            M[i, j] = 1 / len(set(targets) or range(n))
    google = damping * M + (1 - damping) / n
    ranks = pagerank(links, damping=damping)
    np.testing.assert_allclose(ranks, stationary_distribution(google), atol=1e-11)
    assert ranks.min() > 0


def test_links_that_lead_nowhere():
    with pytest.raises(ValueError, match=r"links\[1\] names page 2"):
        pagerank([[1], [2]])
    with pytest.raises(ValueError, match=r"links\[0\]"):
        pagerank([[-1]])
    with pytest.raises(ValueError, match="at least one page"):
        pagerank([])
    with pytest.raises(ValueError, match="less than 1"):
        pagerank([[0]], damping=1)
