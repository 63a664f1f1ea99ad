"""The library computes by itself: nothing in `utils` calls what already solves it."""

import ast
import re
import sys

import pytest

from tests.course.lessons import ROOT, report

FILES = sorted((ROOT / "utils").rglob("*.py"))
# (file, name) -> why this one use is no shortcut. A name covers all that is inside it.
EXCEPTIONS = {
    ("utils/plotting/figures.py", "matplotlib"): "the package that draws",
    ("utils/plotting/figures.py", "seaborn"): "sets the style",
    ("utils/plotting/figures.py", "PIL"): "makes small pictures with the same bytes",
    ("utils/plotting/figures.py", "IPython"): "displays in a notebook",
    ("utils/plotting/figures.py", "ipywidgets"): "sliders in a notebook",
    ("utils/plotting/drawing.py", "matplotlib"): "the package that draws",
    ("utils/plotting/drawing.py", "mpl_toolkits"): "part of matplotlib",
}
LIBRARIES = {*sys.stdlib_module_names, "numpy", "utils"}
LINALG = {"numpy.linalg.norm", "numpy.linalg.LinAlgError"}
RANDOM = {
    "numpy.random.default_rng",
    "numpy.random.Generator",
    "numpy.random.SeedSequence",
}
# Functions of NumPy that are the subject of a lesson.
SUBJECTS = re.compile(
    r"numpy\.(?:polynomial|fft|polyfit|poly|polyval|poly1d|roots|gradient|cov|corrcoef"
    r"|histogram\w*|(?:nan)?(?:quantile|percentile)|interp|trapezoid|trapz|convolve"
    r"|correlate)(?:\.|$)"
)
HIDDEN = re.compile(r"(?:numpy|scipy|sklearn|torch|jax|pandas|statsmodels)(?:\.\w+)*")


class _Uses(ast.NodeVisitor):
    """Every outside name that a module mentions, spelled from its package on."""

    def __init__(self):
        self.names = {}  # local name -> what it stands for
        self.found = []  # (line, dotted name)

    def visit_Import(self, node):
        for alias in node.names:
            local = alias.asname or alias.name.split(".")[0]
            self.names[local] = alias.name if alias.asname else local
            self.found.append((node.lineno, alias.name))

    def visit_ImportFrom(self, node):
        for alias in node.names:
            name = f"{node.module or ''}.{alias.name}" if not node.level else "utils"
            self.names[alias.asname or alias.name] = name
            self.found.append((node.lineno, name))

    def visit_Attribute(self, node):
        if name := self._dotted(node):
            self.found.append((node.lineno, name))
        else:
            self.generic_visit(node)

    def visit_Name(self, node):
        if self.names.get(node.id) == "numpy":  # renamed or passed on: hard to follow
            self.found.append((node.lineno, "numpy (without an attribute)"))

    def visit_Constant(self, node):
        if isinstance(node.value, str) and HIDDEN.fullmatch(node.value):
            self.found.append((node.lineno, f"{node.value} (in a string)"))

    def _dotted(self, node):
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "")
        if isinstance(node, ast.Attribute) and (base := self._dotted(node.value)):
            return f"{base}.{node.attr}"
        return ""


def uses(source):
    """(line, dotted name) of every import and every use of an imported name."""
    visitor = _Uses()
    tree = ast.parse(source)
    for node in ast.walk(tree):  # imports first: a function may use a later one
        if isinstance(node, ast.Import):
            visitor.visit_Import(node)
        elif isinstance(node, ast.ImportFrom):
            visitor.visit_ImportFrom(node)
    visitor.found.clear()
    visitor.visit(tree)
    return visitor.found


def reason_against(name):
    """Why a module of `utils` must not mention `name`; empty if it may."""
    if name.endswith(")"):
        return "write NumPy's functions as np.name"
    if name.split(".")[0] not in LIBRARIES:
        return "utils is made of NumPy and the standard library"
    if re.match(r"numpy\.linalg\b", name) and name not in LINALG:
        return "already solves the problem; use the solvers of utils"
    if re.match(r"numpy\.random\.", name):
        allowed = any(name == r or name.startswith(f"{r}.") for r in RANDOM)
        return "" if allowed else "pass a Generator as rng; no global state"
    if SUBJECTS.match(name):
        return "is the subject of a lesson; compute it"
    if re.match(r"numpy\.\*|utils\.(?:\w+\.)*(?:np|numpy|linalg)\b", name):
        return "import NumPy as np, by itself"
    return ""


def is_excepted(file, name):
    return any(
        file == excepted and (name == inside or name.startswith(f"{inside}."))
        for excepted, inside in EXCEPTIONS
    )


def shortcuts(source, file):
    return [
        f"{file}, line {line}: {name} {reason}"
        for line, name in dict.fromkeys(uses(source))
        if (reason := reason_against(name)) and not is_excepted(file, name)
    ]


def asserts_and_prints(source, file):
    """Errors are raised and results returned; only exercises speak."""
    problems = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assert):
            problems.append(f"{file}, line {node.lineno}: raise an error, not assert")
        speaks = isinstance(node, ast.Name) and node.id == "print"
        if speaks and not file.startswith("utils/exercises/"):
            problems.append(f"{file}, line {node.lineno}: return it, do not print it")
    return problems


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
@pytest.mark.parametrize("rule", [shortcuts, asserts_and_prints])
def test_module(rule, path):
    file = path.relative_to(ROOT).as_posix()
    report(rule(path.read_text(encoding="utf-8"), file))


def test_every_exception_is_needed():
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in FILES
        for _, name in uses(path.read_text(encoding="utf-8"))
    }
    report(
        f"{file} does not use {inside}: delete the exception"
        for file, inside in EXCEPTIONS
        if not any(f == file and f"{n}.".startswith(f"{inside}.") for f, n in found)
    )


# --- each rule bites ---------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nU = np.linalg.svd(A)",
        "import numpy\nx = numpy.linalg.solve(A, b)",
        "import numpy.linalg as la\nx = la.solve(A, b)",
        "import numpy.linalg\n",
        "from numpy import linalg\nx = linalg.inv(A)",
        "from numpy import linalg as la\nx = la.inv(A)",
        "from numpy.linalg import qr",
        "from numpy.linalg import lstsq as fit\nx = fit(A, b)",
        "from numpy.linalg import *",
        "from numpy import *",
        "from utils._validation import np as n\nx = n.linalg.inv(A)",
        "from utils import _validation as v\nx = v.np.linalg.inv(A)",
        "import numpy as np\nla = np.linalg",
        "import numpy as np\nf = getattr(np, 'linalg')",
        "import numpy as np\nN = np\nx = N.linalg.inv(A)",
        "import numpy as np\ndef f():\n    return [np.linalg.eigh(A).eigenvalues]",
        "def f(A):\n    import numpy as np\n    return np.linalg.det(A)",
        "import numpy as np\nc = np.polyfit(x, y, 1)",
        "from numpy.polynomial import Polynomial",
        "import numpy as np\np = np.polynomial.Polynomial.fit(x, y, 1)",
        "import numpy as np\ng = np.gradient(y)",
        "import numpy as np\nh = np.histogram(x)",
        "from numpy import cov",
        "import numpy as np\nq = np.nanpercentile(x, 5)",
        "import numpy as np\nnp.random.seed(0)",
        "import scipy.linalg",
        "from scipy import stats",
        "from sklearn.linear_model import Ridge",
        "import pandas as pd",
        "import matplotlib.pyplot as plt",
        "import importlib\nm = importlib.import_module('scipy.linalg')",
        "m = __import__('sklearn')",
    ],
)
def test_shortcut(source):
    assert shortcuts(source, "utils/linear_algebra/svd.py")


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nr = np.linalg.norm(x)\nraise np.linalg.LinAlgError",
        "from numpy.linalg import LinAlgError, norm",
        "import numpy as np\nB = np.einsum('ij,jk->ik', A, A) @ A.T",
        "import numpy as np\nrng = np.random.default_rng(rng)\nx = rng.normal(size=3)",
        "from utils.linear_algebra import svd\nfrom . import norms\nimport math",
        '"""Unlike numpy.linalg.svd, this one is ours; scipy."""\nlinalg = A.linalg',
        "from numpy.typing import NDArray\nfrom collections.abc import Callable",
    ],
)
def test_honest_code(source):
    assert shortcuts(source, "utils/linear_algebra/svd.py") == []


def test_exception_covers_its_file_only():
    source = "import matplotlib.pyplot as plt\nfig = plt.figure()"
    assert shortcuts(source, "utils/plotting/drawing.py") == []
    assert len(shortcuts(source, "utils/datasets.py")) == 2


def test_added_to_a_real_kernel():
    """Adding np.linalg.svd to a kernel turns the tests red."""
    path = ROOT / "utils" / "_validation.py"
    source = path.read_text(encoding="utf-8")
    assert shortcuts(source, "utils/_validation.py") == []
    source += "\n\ndef shortcut(A):\n    return np.linalg.svd(A)\n"
    assert "numpy.linalg.svd" in shortcuts(source, "utils/_validation.py")[0]


def test_assert_and_print():
    source = "assert x > 0\nprint(x)\nfor f in [print]: f(x)"
    assert len(asserts_and_prints(source, "utils/models/tree.py")) == 3
    assert len(asserts_and_prints(source, "utils/exercises/core.py")) == 1
