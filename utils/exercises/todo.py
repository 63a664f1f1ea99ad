"""The placeholder that a learner replaces: TODO, and what happens if it is used.

`TODO` can be assigned, returned, printed and put into containers, so an untouched
stub runs. Computing with it raises NotAttempted, which check() reports as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

# Everything that Python or NumPy does with a value, by the name of its method.
_USES = """
    bool int float complex index len iter next contains getitem setitem delitem call
    add sub mul matmul truediv floordiv mod divmod pow and or xor lshift rshift
    radd rsub rmul rmatmul rtruediv rfloordiv rmod rdivmod rpow rand ror rxor
    rlshift rrshift neg pos abs invert round trunc floor ceil
    eq ne lt le gt ge setattr array
"""


class NotAttempted(Exception):
    """Raised when an answer is still, or depends on, TODO."""


class _Todo:
    """The type of TODO; there is one instance."""

    def __repr__(self) -> str:
        return "TODO"

    def __format__(self, spec: str) -> str:
        return "TODO"

    def __reduce__(self) -> str:
        return "TODO"  # the name of the one instance, also for its copies

    def __getattr__(self, name: str) -> NoReturn:
        # Names with an underscore are probed by Python and IPython, not by learners.
        if name.startswith("_"):
            raise AttributeError(name)
        _refuse()


def _refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise NotAttempted("this part is still TODO")


for _use in _USES.split():
    setattr(_Todo, f"__{_use}__", _refuse)

TODO: Any = _Todo()


def holds_todo(value: Any) -> bool:
    """Whether `value` is TODO or a container with TODO somewhere inside.

    Examples
    --------
    >>> holds_todo((1.0, [TODO]))
    True
    >>> holds_todo({"slope": 2.0})
    False
    """
    if value is TODO:
        return True
    if isinstance(value, Mapping):
        return any(holds_todo(item) for item in value.values())
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(holds_todo(item) for item in value)
    return False
