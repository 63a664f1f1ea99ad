"""Ready-made parts of checkers. Each returns if all is well and raises Hint if not.

    take_number, take_array       accept an answer's type and shape, return it as float
    require                       any condition, with its hint
    require_number, require_array one right value
    require_choice                one right letter, a reason for each wrong one
    require_function              a function that agrees with a reference everywhere
    require_statistic             a simulated number within a few standard errors

The order is always type, shape, recognised mistakes, correctness, and the first
failure is the one the learner reads.
"""

from __future__ import annotations

import copy
import numbers
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from utils._validation import Array

from .calls import Hint, call

RTOL, ATOL = 1e-6, 1e-9
_SHORT = 6  # arrays of at most this many entries are shown in a hint

_KINDS: tuple[tuple[Any, str], ...] = (
    ((bool, np.bool_), "True or False"),
    (str, "a text"),
    (numbers.Real, "a number"),
    (numbers.Complex, "a complex number"),
    (np.ndarray, "an array"),
    (tuple, "a tuple"),
    (list, "a list"),
    (Mapping, "a dictionary"),
)
_HELD = {"b": "True and False", "c": "complex numbers", "U": "text", "S": "text"}

Function = Callable[..., Any]
Mistakes = Sequence[tuple[Function, str]]  # a wrong way to compute it, and its hint


def require(condition: Any, hint: str) -> None:
    """Raise Hint(hint) unless `condition` holds.

    For properties: `require(abs(u @ v) < 1e-9, "u and v are not perpendicular")`.
    """
    if not condition:
        raise Hint(hint)


def take_number(answer: Any, *, what: str = "your answer") -> float:
    """Return a learner's number as a float.

    Python and NumPy numbers and arrays of shape () are numbers. A string, a boolean,
    a complex number, a longer array, NaN and infinity each have their own hint.

    Examples
    --------
    >>> take_number(np.float32(0.5))
    0.5
    """
    if isinstance(answer, np.ndarray) and answer.shape == ():
        answer = answer[()]
    if isinstance(answer, np.ndarray):
        raise Hint(f"{what} is an array of shape {answer.shape}, expected one number")
    if isinstance(answer, (bool, np.bool_)) or not isinstance(answer, numbers.Real):
        raise Hint(f"{what} is {_kind(answer)}, expected one number")
    try:
        number = float(answer)
    except OverflowError:
        number = np.inf
    require(not np.isnan(number), f"{what} is NaN: some step is undefined, such as 0/0")
    require(np.isfinite(number), f"{what} is infinite: look for a division by zero")
    return number


def take_array(
    answer: Any, shape: tuple[int, ...] | None = None, *, what: str = "your array"
) -> Array:
    """Return a learner's array or nested list as a float64 array, as a copy.

    Parameters
    ----------
    answer : object
        What the learner gave.
    shape : tuple of int, optional
        The expected shape; without it any shape will do.
    what : str
        How to call the answer in hints.

    Examples
    --------
    >>> take_array([[1, 2], [3, 4]], (2, 2))
    array([[1., 2.],
           [3., 4.]])
    """
    if not isinstance(answer, (list, tuple, np.ndarray)):
        raise Hint(f"{what} is {_kind(answer)}, expected an array of numbers")
    try:
        array = np.asarray(answer)
    except ValueError:
        raise Hint(f"{what} is ragged: its rows differ in length") from None
    if array.dtype.kind not in "fiu":
        held = _HELD.get(array.dtype.kind, "things that are not numbers")
        raise Hint(f"{what} holds {held}, expected real numbers")
    if shape is not None and array.shape != shape:
        raise Hint(f"{what} has shape {array.shape}, expected {shape}")
    require(array.size, f"{what} is empty")
    require(not np.isnan(array).any(), f"{what} contains NaN: some step is undefined")
    require(np.isfinite(array).all(), f"{what} contains an infinity")
    return np.array(array, dtype=np.float64)


def require_number(
    answer: Any,
    expected: float,
    *,
    rtol: float = RTOL,
    atol: float = ATOL,
    mistakes: Mapping[float, str] | None = None,
    otherwise: str = "go through the steps once more",
    what: str = "your answer",
) -> None:
    """Require one number, up to |answer - expected| <= atol + rtol |expected|.

    Parameters
    ----------
    answer : object
        What the learner gave.
    expected : float
        The right value.
    rtol, atol : float
        Relative and absolute tolerance. For a result asked "to two decimals" use
        `atol=0.006`, so that a rounded answer passes.
    mistakes : mapping of float to str
        The values that typical slips lead to, each with its hint.
    otherwise : str
        The hint for any other value.
    what : str
        How to call the answer in hints.

    Examples
    --------
    >>> try:
    ...     require_number(5.0, 25.0, mistakes={5.0: "square the norm"})
    ... except Hint as hint:
    ...     print(hint)
    square the norm
    """
    number = take_number(answer, what=what)
    if _close(number, expected, rtol, atol):
        return
    for value, hint in (mistakes or {}).items():
        require(not _close(number, value, rtol, atol), hint)
    raise Hint(f"{what} is {number:.6g}, which is not right; {otherwise}")


def require_array(
    answer: Any,
    expected: ArrayLike,
    *,
    rtol: float = RTOL,
    atol: float = ATOL,
    mistakes: Iterable[tuple[ArrayLike, str]] = (),
    otherwise: str = "go through the steps once more",
    what: str = "your array",
) -> None:
    """Require an array: first its shape, then its entries.

    Parameters
    ----------
    answer : object
        What the learner gave; nested lists will do.
    expected : array_like
        The right array.
    rtol, atol : float
        Tolerances for each entry, as in `require_number`.
    mistakes : iterable of (array_like, str)
        What typical slips lead to, each with its hint.
    otherwise : str
        The hint for any other array.
    what : str
        How to call the answer in hints.

    Examples
    --------
    >>> try:
    ...     require_array([1, 2, 3], [[1], [2], [3]])
    ... except Hint as hint:
    ...     print(hint)
    your array has shape (3,), expected (3, 1)
    """
    right = np.asarray(expected)
    array = take_array(answer, right.shape, what=what)
    if _close(array, right, rtol, atol):
        return
    for wrong, hint in mistakes:
        require(not _close(array, wrong, rtol, atol), hint)
    place = np.argwhere(~np.isclose(array, right, rtol=rtol, atol=atol))[0]
    index = ", ".join(str(i) for i in place)
    raise Hint(f"{what} is not right, first at index [{index}]; {otherwise}")


def require_choice(answer: Any, right: str, wrong: Mapping[str, str]) -> None:
    """Require one letter; every wrong letter has its own explanation.

    Parameters
    ----------
    answer : object
        What the learner gave; lower case and blanks are forgiven.
    right : str
        The right letter.
    wrong : mapping of str to str
        Every other letter, and what speaks against it.

    Examples
    --------
    >>> try:
    ...     require_choice("b", "A", {"B": "that is the length of the vector"})
    ... except Hint as hint:
    ...     print(hint)
    that is the length of the vector
    """
    letters = sorted([right, *wrong])
    choices = ", ".join(f'"{letter}"' for letter in letters)
    require(isinstance(answer, str), f"answer with one of the letters {choices}")
    letter = answer.strip().upper()
    require(letter in letters, f"answer with one of the letters {choices}")
    require(letter == right, wrong.get(letter, ""))


def require_statistic(
    answer: Any,
    expected: float,
    *,
    standard_error: float,
    within: float = 4.0,
    what: str = "your estimate",
) -> None:
    """Require a simulated number to lie within a few standard errors of the truth.

    Parameters
    ----------
    answer : object
        The learner's estimate.
    expected : float
        The exact value.
    standard_error : float
        Of a correct estimate with the size of sample that the exercise asks for.
    within : float
        How many standard errors are allowed; at 4 a correct normal estimate fails
        once in 16 000 times.
    what : str
        How to call the answer in hints.

    Examples
    --------
    >>> require_statistic(0.51, 0.5, standard_error=0.005)
    """
    number = take_number(answer, what=what)
    distance = abs(number - expected) / standard_error
    require(
        distance <= within,
        f"{what} is {number:.4g}, which is {distance:.1f} standard errors away from "
        f"the exact value; chance alone stays within {within:g}",
    )


def require_function(
    function: Any,
    reference: Function,
    cases: Sequence[tuple[Any, ...]],
    *,
    mistakes: Iterable[tuple[Function, str]] = (),
    rtol: float = RTOL,
    atol: float = ATOL,
    otherwise: str = "compare with the formula, term by term",
) -> None:
    """Require a function to agree with a reference on every case.

    Parameters
    ----------
    function : object
        What the learner gave.
    reference : callable
        Returns the right result: a number, a boolean, an array, or a tuple of these.
    cases : sequence of tuple
        The arguments of each call: the hand example first, then at least three random
        cases of different shapes, because a wrong formula may fit the hand example.
    mistakes : iterable of (callable, str)
        Wrong formulas, each with its hint. One is recognised if it gives the
        learner's result on the first case that fails.
    rtol, atol : float
        Tolerances for each number, as in `require_number`.
    otherwise : str
        The hint for any other wrong result.

    Raises
    ------
    Hint
        If a result has another type, shape or value than the reference's.
    ValueError
        If there are fewer than four cases.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> cases = [(np.array([3.0, 4.0]),), *((rng.normal(size=n),) for n in (1, 3, 8))]
    >>> def norm(x):
    ...     return np.sqrt(x @ x)
    >>> require_function(norm, np.linalg.norm, cases)
    >>> try:  # doctest: +NORMALIZE_WHITESPACE
    ...     require_function(np.sum, np.linalg.norm, cases)
    ... except Hint as hint:
    ...     print(hint)
    for [3, 4] your function returns 7, expected 5; compare with the formula,
    term by term
    """
    if len(cases) < 4:
        raise ValueError("cases must hold a hand example and three random cases")
    for case in cases:
        expected = reference(*copy.deepcopy(case))
        result = call(function, *case)
        if agrees(result, expected, rtol=rtol, atol=atol):
            continue
        for wrong, hint in mistakes:
            require(not _is_mistake(wrong, case, result, rtol, atol), hint)
        raise Hint(_comparison(case, result, expected, otherwise))


def agrees(
    result: Any,
    expected: Any,
    *,
    rtol: float = RTOL,
    atol: float = ATOL,
    what: str = "the result of your function",
) -> bool:
    """Whether a learner's result has the expected values.

    Parameters
    ----------
    result : object
        What the learner's function returned.
    expected : number, bool, str, array or tuple of these
        The right result.
    rtol, atol : float
        Tolerances for each number.
    what : str
        How to call the result in hints.

    Raises
    ------
    Hint
        If the type or the shape is wrong already.
    """
    if isinstance(expected, tuple):
        parts = _take_parts(result, len(expected), what)
        return all(
            agrees(part, right, rtol=rtol, atol=atol, what=f"part {i} of {what}")
            for i, (part, right) in enumerate(zip(parts, expected, strict=True), 1)
        )
    if isinstance(expected, (bool, np.bool_, str)):
        alike = str if isinstance(expected, str) else (bool, np.bool_)
        wanted = f"{what} is {_kind(result)}, expected {_kind(expected)}"
        require(isinstance(result, alike), wanted)
        return bool(result == expected)
    if np.ndim(expected) == 0:
        return _close(take_number(result, what=what), expected, rtol, atol)
    array = take_array(result, np.shape(expected), what=what)
    return _close(array, expected, rtol, atol)


def _take_parts(result: Any, count: int, what: str) -> list[Any]:
    """A learner's tuple of `count` results; a list or an array will do."""
    if isinstance(result, np.ndarray):
        result = list(np.atleast_1d(result))
    if not isinstance(result, (tuple, list)):
        raise Hint(f"{what} is {_kind(result)}, expected {count} values")
    require(len(result) == count, f"{what} has {len(result)} parts, expected {count}")
    return list(result)


def _close(value: ArrayLike, other: ArrayLike, rtol: float, atol: float) -> bool:
    """Whether two numbers or arrays have the same shape and nearly equal entries."""
    same_shape = np.shape(value) == np.shape(other)
    return same_shape and bool(np.allclose(value, other, rtol=rtol, atol=atol))


def _is_mistake(
    wrong: Function, case: tuple[Any, ...], result: Any, rtol: float, atol: float
) -> bool:
    """Whether a wrong formula gives the learner's result; not if it is undefined."""
    try:
        expected = wrong(*copy.deepcopy(case))
        return agrees(result, expected, rtol=rtol, atol=atol)
    except (Hint, ValueError, ArithmeticError):
        return False


def _comparison(
    case: tuple[Any, ...], result: Any, expected: Any, otherwise: str
) -> str:
    """Say on which input a function went wrong, and how if that fits in a line."""
    inputs = " and ".join(_show(argument) for argument in case)
    got, right = _show(result), _show(expected)
    if got == right:  # both too long to show, or equal in the digits shown
        return f"for {inputs} the result of your function is not right; {otherwise}"
    return f"for {inputs} your function returns {got}, expected {right}; {otherwise}"


def _show(value: Any) -> str:
    """A value as a learner would write it; long ones by their shape."""
    if isinstance(value, np.ndarray) and value.ndim:
        if value.size > _SHORT:
            return f"an array of shape {value.shape}"
        short: Any = {"float_kind": lambda entry: f"{entry:.4g}"}
        return " ".join(np.array2string(value, separator=", ", formatter=short).split())
    if isinstance(value, (tuple, list)):
        if len(value) > _SHORT:
            return f"{_kind(value)} of length {len(value)}"
        return f"({', '.join(_show(item) for item in value)})"
    if isinstance(value, (bool, np.bool_, str)):
        return repr(value) if isinstance(value, str) else str(bool(value))
    if isinstance(value, (numbers.Real, np.ndarray)):
        return f"{float(value):.6g}"
    return _kind(value)


def _kind(value: Any) -> str:
    """What a value is, in plain words."""
    for types, words in _KINDS:
        if isinstance(value, types):
            return words
    return "a function" if callable(value) else f"of type {type(value).__name__}"
