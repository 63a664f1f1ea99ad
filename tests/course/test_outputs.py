"""What is stored below the cells: complete, quiet, the same on every machine."""

import re

import pytest

from tests.course import miniature as mini
from tests.course.lessons import code_cells, comments, report, tags, where

MAX_BYTES = 1_500_000
SIGNIFICANT = 6
# nbval obeys tags and comments alike; only one of them is allowed, with a reason.
NBVAL_COMMENT = re.compile(
    r"^\s*#+\s*(?:PYTEST_VALIDATE_IGNORE_OUTPUT|NBVAL_\w+)\s*$", re.M
)
# As Python shows one, with file and line; a lesson may print what it caught.
WARNING = re.compile(r":\d+: \w*Warning\b")
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
PATH = re.compile(
    r"(?<![\w.:/])/(?:home|Users|root|tmp|usr|var|opt|mnt|content|private)/"
    r"|\b[A-Za-z]:\\\w"
)
TIME = re.compile(
    r"\d\s?(?:ms|µs|μs|us|ns)\b|\d (?:s|sec|seconds?)\b|\bper loop\b|\bWall time\b"
)
REPR = re.compile(r"\bnp\.(?:float|int|bool)\w*\(")
FLOAT = re.compile(
    r"(?<![\w.])(\d+\.\d*|\.\d+|\d+(?=e[-+]?\d))(?:e[-+]?\d+)?(?!\w|\.\d)", re.I
)


def texts(cell):
    """Everything readable that a cell has stored, without HTML tags."""
    for output in cell.outputs:
        yield output.get("text", "")
        yield output.get("evalue", "")
        for mime, content in output.get("data", {}).items():
            if mime == "text/html":
                yield re.sub(r"<[^>]+>", " ", content)
            elif mime.startswith("text/"):
                yield content


def not_executed(notebook):
    """Cells without a stored run: nbval would not compare them."""
    problems = []
    for expected, (index, cell) in enumerate(code_cells(notebook), start=1):
        if not cell.source.strip():
            problems.append(f"{where(notebook, index)}: delete the empty code cell")
        elif cell.execution_count != expected:
            problems.append(
                f"{where(notebook, index)}: execution count is {cell.execution_count}, "
                f"not {expected}; run `python -m tools execute {notebook.path.name}`"
            )
    return problems


def noisy_outputs(notebook):
    problems = []
    for index, cell in code_cells(notebook):
        place, expected = where(notebook, index), "raises-exception" in tags(cell)
        errors = [o for o in cell.outputs if o.output_type == "error"]
        if any(o.get("name") == "stderr" for o in cell.outputs):
            problems.append(f"{place}: stores stderr; remove what causes the warning")
        if any(WARNING.search(text) for text in texts(cell)):
            problems.append(f"{place}: stores a warning; remove its cause")
        if errors and not expected:
            problems.append(
                f"{place}: stores {errors[0].ename}; mend the cell, or tag it "
                "raises-exception if the error is the lesson"
            )
        if expected and not errors:
            problems.append(f"{place}: is tagged raises-exception and raises nothing")
    return problems


def uncompared_outputs(notebook):
    """Cells that nbval skips or does not compare, but for those that say why."""
    problems = []
    for index, cell in code_cells(notebook):
        place = where(notebook, index)
        if "nbval-skip" in tags(cell):
            problems.append(f"{place}: nbval-skip is forbidden; every cell is run")
        if NBVAL_COMMENT.search(cell.source):
            problems.append(f"{place}: an NBVAL comment is forbidden; use a tag")
        if "nbval-ignore-output" in tags(cell) and not says(cell, "output"):
            problems.append(
                f"{place}: nbval-ignore-output needs a comment that says why the "
                "output cannot be compared"
            )
    return problems


def says(cell, word):
    """Whether a comment of the cell speaks about `word`."""
    return word in comments(cell.source).lower()


def stored_widgets(notebook):
    problems = []
    if "widgets" in notebook.node.metadata:
        problems.append(f"{notebook.path.name}: stores widget state; normalise it")
    for index, cell in code_cells(notebook):
        if any("widget" in mime for o in cell.outputs for mime in o.get("data", {})):
            problems.append(
                f"{where(notebook, index)}: stores a widget; run it with MFML_STATIC=1"
            )
    return problems


def unstable_text(notebook):
    """What differs from machine to machine: paths, addresses, times."""
    kinds = [
        (PATH, "a path of one machine"),
        (ADDRESS, "a memory address"),
        (TIME, "a running time; describe it in words"),
    ]
    return [
        f"{where(notebook, index)}: prints {what}: “{match.group()}”"
        for index, cell in code_cells(notebook)
        for pattern, what in kinds
        for text in texts(cell)
        if (match := pattern.search(text))
    ]


def unrounded_numbers(notebook):
    """Digits that depend on the processor, and values shown as Python stores them."""
    problems = []
    for index, cell in code_cells(notebook):
        place, text = where(notebook, index), "\n".join(texts(cell))
        if match := REPR.search(text):
            problems.append(f"{place}: shows a bare `{match.group()}...)`; format it")
        if "full-precision" in tags(cell):
            if not says(cell, "digit"):
                problems.append(
                    f"{place}: full-precision needs a comment that says why all "
                    "digits are shown"
                )
            continue
        problems += [
            f"{place}: prints {number}; round it to {SIGNIFICANT} significant digits, "
            "or tag the cell full-precision if the digits are the lesson"
            for number in long_numbers(text)
        ]
    return problems


def long_numbers(text):
    """Decimal fractions in `text` with more significant digits than are stable.

    >>> long_numbers("2/3 = 0.6666667, 0.00012, 1e-16, 12345678 rows, v1.26.4")
    ['0.6666667']
    """
    return [
        match.group()
        for match in FLOAT.finditer(text)
        if significant_digits(match.group(1)) > SIGNIFICANT
    ]


def significant_digits(mantissa):
    """Count the digits of a number without exponent.

    >>> [significant_digits(x) for x in ("0.00120", "1200.0", "123.456", "3")]
    [3, 4, 6, 1]
    """
    digits = mantissa.removesuffix(".0").replace(".", "")
    return len(digits.lstrip("0"))


def too_large(path):
    size = path.stat().st_size
    if size <= MAX_BYTES:
        return []
    return [f"{path.name}: {size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.1f}"]


# --- the lessons -------------------------------------------------------------------


def test_every_cell_is_executed(lesson):
    report(not_executed(lesson))


def test_no_warnings_and_errors(lesson):
    report(noisy_outputs(lesson))


def test_every_output_is_compared(lesson):
    report(uncompared_outputs(lesson))


def test_no_widgets(lesson):
    report(stored_widgets(lesson))


def test_same_text_everywhere(lesson):
    report(unstable_text(lesson))


def test_numbers_are_rounded(lesson):
    report(unrounded_numbers(lesson))


def test_size(lesson):
    report(too_large(lesson.path))


# --- each rule bites ---------------------------------------------------------------

RULES = [
    not_executed,
    noisy_outputs,
    uncompared_outputs,
    stored_widgets,
    unstable_text,
    unrounded_numbers,
]
GOOD = mini.notebook(
    mini.code(
        "# Output is ignored: an installing run prints.\ninstall()",
        tags=("bootstrap", "nbval-ignore-output"),
    ),
    mini.code(
        "print(x)",
        mini.printed("slope 2.00012\nRuntimeWarning: cond\nn = 1234567 <= 1e-12"),
        count=2,
    ),
    mini.code("solve(0)", mini.error(), tags=("raises-exception",), count=3),
    mini.code(
        "# All digits: the last one is the surprise.\n0.1 + 0.2",
        mini.value("0.30000000000000004"),
        tags=("full-precision",),
        count=4,
    ),
)


@pytest.mark.parametrize("rule", RULES)
def test_good_outputs_have_no_problem(rule):
    assert rule(GOOD) == []


@pytest.mark.parametrize(
    ("cell", "rule", "message"),
    [
        (mini.code("x = 1", count=None), not_executed, "count is None, not 1"),
        (mini.code("x = 1", count=2), not_executed, "count is 2, not 1"),
        (mini.code(" "), not_executed, "delete the empty"),
        (mini.code("f()", mini.printed("", "stderr")), noisy_outputs, "stderr"),
        (
            mini.code("f()", mini.printed("a.py:3: RuntimeWarning: overflow")),
            noisy_outputs,
            "stores a warning",
        ),
        (mini.code("f()", mini.error()), noisy_outputs, "stores ValueError"),
        (
            mini.code("f()", tags=("raises-exception",)),
            noisy_outputs,
            "raises nothing",
        ),
        (mini.code("f()", tags=("nbval-skip",)), uncompared_outputs, "forbidden"),
        (mini.code("# NBVAL_SKIP\nf()"), uncompared_outputs, "use a tag"),
        (mini.code("f()\n  # NBVAL_IGNORE_OUTPUT"), uncompared_outputs, "use a tag"),
        (
            mini.code("# PYTEST_VALIDATE_IGNORE_OUTPUT\nf()"),
            uncompared_outputs,
            "use a tag",
        ),
        (
            mini.code("f()  # output", tags=("nbval-ignore-output",)),
            uncompared_outputs,
            "says why",
        ),
        (
            mini.code(
                "s", mini.picture(mime="application/vnd.jupyter.widget-view+json")
            ),
            stored_widgets,
            "MFML_STATIC=1",
        ),
        (mini.code("f", mini.value("<f at 0x7f3a>")), unstable_text, "address"),
        (mini.code("f()", mini.printed("in /home/ada/x.csv")), unstable_text, "path"),
        (mini.code("f()", mini.printed(r"in C:\x.csv")), unstable_text, "path"),
        (mini.code("f()", mini.printed("took 3.2 ms")), unstable_text, "time"),
        (mini.code("f()", mini.printed("took 12 seconds")), unstable_text, "time"),
        (mini.code("2/3", mini.value("0.6666666666")), unrounded_numbers, "round it"),
        (mini.code("p(e)", mini.printed("1.234e-16 x")), unrounded_numbers, ""),
        (mini.code("y", mini.value("np.float64(2.5)")), unrounded_numbers, "bare"),
        (
            mini.code("2/3", mini.value("0.6666666666"), tags=("full-precision",)),
            unrounded_numbers,
            "says why",
        ),
    ],
)
def test_bad_output(cell, rule, message):
    problems = rule(mini.notebook(cell))
    assert bool(problems) == bool(message)
    assert all(message in problem for problem in problems)


def test_long_numbers_hide_nowhere():
    html = mini.value("")
    html["data"] = {"text/html": "<td>0.12345678</td>", "text/plain": ""}
    assert unrounded_numbers(mini.notebook(mini.code("table", html)))
    array = mini.printed("[[0.33333333 1.        ]\n [1e-05 2.]]")
    assert len(unrounded_numbers(mini.notebook(mini.code("print(A)", array)))) == 1
    assert long_numbers("-1.2345678e-03 and .12345678.") == [
        "1.2345678e-03",
        ".12345678",
    ]


def test_widget_state():
    broken = mini.notebook(mini.code("x = 1"))
    broken.node.metadata["widgets"] = {}
    assert "widget state" in stored_widgets(broken)[0]


def test_large_file(tmp_path):
    path = tmp_path / "01-large.ipynb"
    path.write_bytes(bytes(MAX_BYTES))
    assert too_large(path) == []
    path.write_bytes(bytes(MAX_BYTES + 100_000))
    assert "1.6 MB; at most 1.5" in too_large(path)[0]
