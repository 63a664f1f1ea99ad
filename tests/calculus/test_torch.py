"""The engine beside PyTorch, where that is installed."""

import numpy as np
import pytest

from utils.calculus import cross_entropy, hvp, relu, value_and_grad

torch = pytest.importorskip(
    "torch", reason="PyTorch is a judge here and nothing the course needs"
)


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_gradient_of_a_network(activation):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(32, 8)), rng.integers(0, 5, size=32)
    shapes = [(8, 16), (16,), (16, 5), (5,)]
    parameters = [rng.normal(size=shape) for shape in shapes]
    directions = [rng.normal(size=shape) for shape in shapes]
    act = {"tanh": np.tanh, "relu": relu}[activation]

    def loss(p):
        return cross_entropy(act(X @ p[0] + p[1]) @ p[2] + p[3], y)

    theirs = [torch.tensor(p, requires_grad=True) for p in parameters]
    hidden = getattr(torch, activation)(torch.tensor(X) @ theirs[0] + theirs[1])
    scores = hidden @ theirs[2] + theirs[3]
    their_loss = torch.nn.functional.cross_entropy(scores, torch.tensor(y))
    their_gradient = torch.autograd.grad(their_loss, theirs, create_graph=True)
    slope = sum(
        (g * torch.tensor(d)).sum()
        for g, d in zip(their_gradient, directions, strict=True)
    )
    their_product = torch.autograd.grad(slope, theirs)

    value, gradient = value_and_grad(loss)(parameters)
    product = hvp(loss, parameters, directions)
    assert abs(value - their_loss.item()) <= 1e-12
    for ours, other in zip(
        [*gradient, *product], [*their_gradient, *their_product], strict=True
    ):
        assert np.allclose(ours, other.detach().numpy(), rtol=1e-12, atol=1e-12)
