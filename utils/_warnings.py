"""The warning that every iterative method of the library gives when it gives up."""

from __future__ import annotations


class ConvergenceWarning(UserWarning):
    """An iteration ended before it reached its tolerance.

    The result says so too: its field `converged` is False. To turn the warning into an
    error, use `warnings.simplefilter("error", ConvergenceWarning)`.
    """
