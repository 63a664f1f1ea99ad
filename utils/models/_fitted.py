"""The check that every model makes before it predicts."""

from __future__ import annotations


def check_fitted(model: object, attribute: str) -> None:
    """Require that `fit` has left `attribute` in the model."""
    if not hasattr(model, attribute):
        raise RuntimeError(f"{type(model).__name__} is not fitted yet: call fit first")
