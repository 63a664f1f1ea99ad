"""Every notebook is executed again by a bare `pytest`, and compared line by line."""

import importlib.util
import shlex
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from types import SimpleNamespace

import nbformat

from tests.course import miniature as mini
from tests.course.lessons import ROOT
from tools import curriculum

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTEST = SETTINGS["tool"]["pytest"]["ini_options"]
OPTIONS = shlex.split(PYTEST["addopts"])


def test_comparison_is_strict():
    names = {option.split("=")[0] for option in OPTIONS}
    assert {"--nbval", "--nbval-current-env", "--nbval-cell-timeout"} <= names
    assert not {"--nbval-lax", "--nbval-sanitize-with", "--sanitize-with"} & names


def test_one_notebook_stays_in_one_process():
    assert OPTIONS[OPTIONS.index("--dist") + 1] == "loadfile"


def test_every_folder_is_collected():
    for folder in curriculum.load().folders:
        assert any(fnmatch(folder.path, pattern) for pattern in PYTEST["testpaths"])


def test_only_stderr_is_left_out_of_the_comparison():
    spec = importlib.util.spec_from_file_location("root_conftest", ROOT / "conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    collector = SimpleNamespace(skip_compare=("metadata",))
    module.pytest_collectstart(collector)
    assert collector.skip_compare == ("metadata", "stderr")


def test_changed_digit_turns_red(tmp_path):
    """The course's own settings, on three cells of which one has another output."""
    cells = [
        mini.code("print(3.14)", mini.printed("3.14\n"), count=1),
        mini.code("print(3.14)", mini.printed("3.15\n"), count=2),
        mini.code("print(3.14)", count=3),
    ]
    nbformat.write(mini.notebook(*cells).node, tmp_path / "digits.ipynb")
    (tmp_path / "conftest.py").write_text((ROOT / "conftest.py").read_text("utf-8"))
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", *settings, "-n", "0", "-rA"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "digits.ipynb"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
    )
    assert "PASSED digits.ipynb::Cell 0" in done.stdout
    assert "FAILED digits.ipynb::Cell 1" in done.stdout
    assert "FAILED digits.ipynb::Cell 2" in done.stdout
