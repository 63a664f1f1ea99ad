"""What all distributions share: densities and masses are exponentials of logarithms.

    logpdf, logpmf   every subclass has one of them; pdf and pmf are its exponential
    Size             the shape of a sample: a number, or a tuple of numbers

Notebooks: 03/04, 03/05.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import check_real

Size = int | tuple[int, ...]


class Density:
    """A distribution with a density."""

    def logpdf(self, x: ArrayLike) -> Any:
        """Return the log density."""
        raise NotImplementedError

    def pdf(self, x: ArrayLike) -> Any:
        """Return the density."""
        return np.exp(self.logpdf(x))


class Mass:
    """A distribution that sits on single values."""

    def logpmf(self, k: ArrayLike) -> Any:
        """Return log P(X = k)."""
        raise NotImplementedError

    def pmf(self, k: ArrayLike) -> Any:
        """Return P(X = k)."""
        return np.exp(self.logpmf(k))


def positive(value: Any, name: str) -> None:
    """Raise an error unless `value` is a positive number."""
    check_real(value, name, minimum=0.0, strict=True)
