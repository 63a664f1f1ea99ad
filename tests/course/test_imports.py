"""`import utils` is quick, and no mathematics drags a plotting library along."""

import re
import subprocess
import sys

import pytest

import utils
from tests.course.lessons import ROOT

HEAVY = {"matplotlib", "seaborn", "pandas", "scipy", "sklearn", "IPython", "ipywidgets"}
MAX_MICROSECONDS = 15_000
RUNS = 5
QUIET = sorted(set(utils.__all__) - {"plotting"})


def run(*arguments):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done


def loaded_by(statement):
    """Names of all modules that a fresh Python has loaded after `statement`."""
    return set(
        run("-c", f"{statement}\nimport sys\nprint(*sys.modules)").stdout.split()
    )


def microseconds(statement, module):
    """Time that `module` and all it imports took, the best of several runs."""
    pattern = re.compile(rf"\|\s*(\d+) \|\s*{re.escape(module)}$", re.M)
    times = []
    for _ in range(RUNS):
        trace = run("-X", "importtime", "-c", statement).stderr
        times += map(int, pattern.findall(trace))
    return min(times)


def test_importing_utils_loads_nothing_heavy():
    modules = loaded_by("import utils")
    assert "utils" in modules
    assert {name.split(".")[0] for name in modules} & HEAVY == set()
    assert {name for name in modules if name.startswith("utils.")} == set()


def test_importing_utils_is_quick():
    assert microseconds("import numpy, utils", "utils") < MAX_MICROSECONDS


@pytest.mark.parametrize("name", QUIET)
def test_mathematics_loads_nothing_heavy(name):
    modules = loaded_by(f"import utils.{name}")
    assert {module.split(".")[0] for module in modules} & HEAVY == set()


@pytest.mark.parametrize("name", utils.__all__)
def test_map_of_the_library_is_true(name):
    assert getattr(utils, name).__name__ == f"utils.{name}"


def test_map_of_the_library_is_complete():
    folder = ROOT / "utils"
    found = {path.stem for path in folder.glob("[a-z]*.py")}
    found |= {path.parent.name for path in folder.glob("[a-z]*/__init__.py")}
    assert sorted(found) == sorted(utils.__all__)


# --- the measuring works -----------------------------------------------------------


def test_slow_module_is_noticed(tmp_path):
    (tmp_path / "slow.py").write_text("import time\ntime.sleep(0.03)\n")
    statement = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import slow"
    assert microseconds(statement, "slow") > MAX_MICROSECONDS


def test_heavy_module_is_noticed():
    assert "matplotlib" in loaded_by("import matplotlib")
