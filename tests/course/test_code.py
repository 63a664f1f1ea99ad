"""Code cells: short, narrow, quiet, repeatable, and working everywhere."""

import re

import pytest

from tests.course import miniature as mini
from tests.course.lessons import code_cells, report, tags, where

MAX_LINES = 25
MAX_COLUMNS = 88
# Pattern -> what to do instead. The bootstrap cell alone may install.
AVOID = {
    r"^\s*[%!]+\w": "no magics, no shell commands",
    r"\bget_ipython\b": "no magics, no shell commands",
    r"\bplt\.show\(": "use show(fig, alt=...) of utils.plotting",
    r"\bnp\.random\.(?!default_rng\b|Generator\b)": "rng = np.random.default_rng(0)",
    r"\bdefault_rng\(\s*\)": "give default_rng a seed, or no run is like another",
    r"^\s*(?:import|from) (?:random|urllib|requests|http)\b": "no network, no `random`",
    r"\b(?:urlopen|urlretrieve|fetch_\w+)\(": "no network: use utils.datasets",
    r"\binput\(": "nobody is there to answer when the lesson is tested",
    r"\b(?:perf_counter|timeit|process_time)\b": "describe running times in words",
    r"(?:[\"'])(?:/(?:home|Users|tmp|content)/|[A-Za-z]:\\)": "no absolute paths",
}


def lines_of_code(source):
    """Lines that are neither blank nor a comment only."""
    lines = (line.strip() for line in source.splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


def long_cells(notebook):
    return [
        f"{where(notebook, index)}: {count} lines of code; split it at {MAX_LINES}"
        for index, cell in code_cells(notebook)
        if (count := lines_of_code(cell.source)) > MAX_LINES
    ]


def wide_lines(notebook):
    return [
        f"{where(notebook, index)}: line of {len(line)} columns; break it at "
        f"{MAX_COLUMNS}: “{line.strip()[:40]}...”"
        for index, cell in code_cells(notebook)
        for line in cell.source.splitlines()
        if len(line) > MAX_COLUMNS
    ]


def avoidable_calls(notebook):
    return [
        f"{where(notebook, index)}: “{match.group().strip()}”: {advice}"
        for index, cell in code_cells(notebook)
        if "bootstrap" not in tags(cell)
        for pattern, advice in AVOID.items()
        if (match := re.search(pattern, cell.source, re.M))
    ]


@pytest.mark.parametrize("rule", [long_cells, wide_lines, avoidable_calls])
def test_lesson(lesson, rule):
    report(rule(lesson))


# --- each rule bites ---------------------------------------------------------------


def test_good_code_has_no_problem():
    good = mini.notebook(
        mini.code("!pip install it", tags=("bootstrap",)),
        mini.code("# a comment\n\n" * 30 + "x = 1\n" * 25),
        mini.code("rng = np.random.default_rng(7)\nremainder = 7 % 2"),
        mini.code("y = x  " + "#" * 81),
    )
    assert [long_cells(good), wide_lines(good), avoidable_calls(good)] == [[], [], []]


def test_long_cell():
    assert "26 lines" in long_cells(mini.notebook(mini.code("x = 1\n" * 26)))[0]


def test_wide_line():
    assert "89 columns" in wide_lines(mini.notebook(mini.code("x" * 89)))[0]


@pytest.mark.parametrize(
    "source",
    [
        "%time f()",
        "x = 1\n  !ls",
        "plt.show()",
        "np.random.seed(0)",
        "x = np.random.normal(3)",
        "rng = np.random.default_rng()",
        "import random",
        "from urllib.request import urlopen",
        "data = fetch_california_housing()",
        "name = input('Who? ')",
        "start = time.perf_counter()",
        "open('/home/ada/x.csv')",
    ],
)
def test_avoidable_call(source):
    assert len(avoidable_calls(mini.notebook(mini.code(source)))) == 1
