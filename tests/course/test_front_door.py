"""`course.py` on a toy course: real environments and a real pip, but no network.

The toy's requirements are one wheel with a stand-in for pytest and JupyterLab, which
prints what it was given and exits with 3.
"""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest
from jupyterlab_server.settings_utils import get_settings
from packaging.requirements import Requirement

import course
from tools.curriculum import ROOT

STAND_IN = """
import os, sys
print(os.getcwd(), sys.executable, *sys.argv[1:])
sys.exit(3)
"""
WHEEL = "toy-1.0-py3-none-any.whl"
INSTALLED = "Installing requirements.txt"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A toy course after its first run, with that run's result."""
    folder = tmp_path_factory.mktemp("a course") / "with spaces é"
    folder.mkdir()
    shutil.copy(ROOT / "course.py", folder)
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        wheel.writestr("pytest.py", STAND_IN)
        wheel.writestr("jupyterlab.py", STAND_IN)
        about = "Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n"
        wheel.writestr("toy-1.0.dist-info/METADATA", about)
        about = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr("toy-1.0.dist-info/WHEEL", about)
        wheel.writestr("toy-1.0.dist-info/RECORD", "")
    (folder / "requirements.txt").write_text(f"./{WHEEL}\n")
    (folder / "pyproject.toml").write_text("")
    return folder, start(folder, "test", "-k", "one or two", "--co")


@pytest.fixture
def toy(prepared, tmp_path):
    """A copy of the toy course, in which everything is installed."""
    folder = tmp_path / "toy"
    shutil.copytree(prepared[0], folder, symlinks=True)
    door = load(folder)
    door.MARKER.write_text(door.fingerprint())
    return folder


def load(folder):
    """The toy's course.py as a module."""
    spec = importlib.util.spec_from_file_location("toy_course", folder / "course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def start(folder, *arguments, prelude="", **variables):
    """Run the toy's course.py as a learner would, from another folder."""
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))
    }
    settings = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, **variables}
    path = str(folder / "course.py")
    code = (
        f"import sys, runpy; sys.argv = {[path, *arguments]!r}; {prelude}\n"
        f"runpy.run_path({path!r}, run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=folder.parent,
        env=clean | settings | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )


def assert_one_sentence(done, *words):
    """One line of explanation, no traceback, and a status that says failure."""
    message = done.stderr.strip()
    assert done.returncode == 1, message
    assert len(message.splitlines()) == 1, message
    assert "Traceback" not in message
    for word in words:
        assert word in message


def test_first_run_makes_environment_says_so_and_hands_over(prepared):
    folder, done = prepared
    assert [line.split()[0] for line in done.stdout.splitlines()[:3]] == [
        "Making",
        "Installing",
        "Running",
    ]
    assert done.stderr == ""
    handed_over = done.stdout.splitlines()[-1]
    assert handed_over.startswith(f"{folder} {folder / '.venv'}")
    assert handed_over.endswith("-k one or two --co")
    assert done.returncode == 3


def test_second_run_installs_nothing(toy):
    done = start(toy, "test")
    assert done.returncode == 3
    assert INSTALLED not in done.stdout


def test_lab_opens_at_the_roadmap(toy):
    done = start(toy, "lab", "--no-browser")
    given = done.stdout.splitlines()[-1]
    assert "--LabApp.default_url=/lab/tree/roadmap.md" in given
    assert given.endswith("--no-browser")
    assert (ROOT / "roadmap.md").is_file()


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_changed_requirement_installs_again(toy, name):
    with (toy / name).open("a") as file:
        file.write("# changed\n")
    assert INSTALLED in start(toy, "test").stdout
    assert INSTALLED not in start(toy, "test").stdout


def test_moved_course_installs_again(toy):
    moved = toy.rename(toy.with_name("moved"))
    assert INSTALLED in start(moved, "test").stdout


def test_interrupted_installation_does_not_count_as_done(toy):
    with (toy / "requirements.txt").open("a") as file:
        file.write("# changed\n")
    interrupt = (
        "import subprocess\n"
        "def stop(self): raise KeyboardInterrupt\n"
        "subprocess.Popen.__enter__ = stop"
    )
    done = start(toy, "test", prelude=interrupt)
    assert_one_sentence(done, "Stopped", "again")
    assert INSTALLED in start(toy, "test").stdout


def test_working_environment_of_the_learner_is_kept(toy):
    (toy / ".venv" / "course-installed").unlink()
    mine = toy / ".venv" / "mine.txt"
    mine.touch()
    assert INSTALLED in start(toy, "test").stdout
    assert mine.exists()


def test_half_built_environment_is_made_anew(toy):
    shutil.rmtree(load(toy).PYTHON.parent)
    done = start(toy, "test")
    assert "half-built" in done.stdout
    assert done.returncode == 3


def test_half_a_pip_is_noticed(toy):
    assert load(toy).environment_works()
    for record in (toy / ".venv").rglob("pip-*.dist-info"):
        shutil.rmtree(record)
    assert not load(toy).environment_works()


def test_no_network(toy):
    (toy / "requirements.txt").write_text("numpy\n")
    closed = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    done = start(toy, "test", **closed, PIP_RETRIES="1")
    assert_one_sentence(done, "Internet", "again")
    assert not (toy / ".venv" / "course-installed").exists()


def test_impossible_requirement(toy):
    (toy / "requirements.txt").write_text("toy==2.0\n")
    assert_one_sentence(start(toy, "test"), "toy==2.0")


def test_missing_venv_module(toy):
    shutil.rmtree(toy / ".venv")
    done = start(toy, "test", prelude="sys.modules['ensurepip'] = None")
    assert_one_sentence(done, "venv module", "python3-venv")


def test_old_python(toy):
    old = "sys.version_info = (3, 8, 18); sys.version = '3.8.18 (default)'"
    assert_one_sentence(start(toy, "lab", prelude=old), "3.11", "3.8.18")


def test_old_python_can_read_the_file():
    """As far as the standard library can tell; `match`, `:=` and the like are found."""
    source = (ROOT / "course.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
    assert "__future__" not in imported


@pytest.mark.parametrize("arguments", [[], ["--help"], ["test", "--help"]])
def test_help_names_every_command_and_installs_nothing(tmp_path, arguments):
    shutil.copy(ROOT / "course.py", tmp_path)
    done = start(tmp_path, *arguments)
    assert done.returncode == 0
    for command in course.COMMANDS:
        assert f"course.py {command}" in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_unknown_command(tmp_path):
    shutil.copy(ROOT / "course.py", tmp_path)
    done = start(tmp_path, "labb")
    assert done.returncode == 2
    assert "'labb'" in done.stderr


def test_jupyterlab_shows_markdown_rendered():
    """The settings that are installed beside the course are JupyterLab's own names."""
    shared = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    [(source, target)] = shared.items()
    assert target.startswith("share/jupyter/lab/settings/overrides.d/")
    settings = course.VENV / "none"  # no learner's own settings
    lab = os.path.join(sys.prefix, "share", "jupyter", "lab")
    overrides = json.loads((ROOT / source).read_text(encoding="utf-8"))
    for plugin, changed in overrides.items():
        found, _ = get_settings(
            str(settings), f"{lab}/schemas", str(settings), plugin, overrides=overrides
        )
        known = found["schema"]["properties"]
        for name, value in changed.items():
            assert known[name]["default"] == value
            assert "description" in known[name], f"JupyterLab has no setting {name}"
    viewers = overrides["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert viewers == {"markdown": "Markdown Preview"}


def test_requirements_are_lower_bounds_and_cover_the_package():
    names = {requirement.name for requirement in requirements()}
    for requirement in requirements():
        assert re.fullmatch(r">=[\d.]+", str(requirement.specifier)), str(requirement)
    needed = {Requirement(text).name for text in project()["project"]["dependencies"]}
    assert needed - {"ipython"} <= names  # ipykernel brings IPython
    assert "-e ." in (ROOT / "requirements.txt").read_text().splitlines()


def test_constraints_pin_every_requirement_and_name_no_address():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if not line.startswith("#")]
    pinned = {}
    for pin in pins:
        assert pin.url is None, str(pin)
        assert re.fullmatch(r"==[\w.]+", str(pin.specifier)), str(pin)
        pinned.setdefault(pin.name, []).append(str(pin.specifier)[2:])
    author = project()["project"]["optional-dependencies"]["author"]
    for wanted in [*requirements(), *map(Requirement, author)]:
        assert wanted.name in pinned, f"constraints.txt is stale: {wanted.name}"
        for version in pinned[wanted.name]:
            assert version in wanted.specifier, f"{wanted.name} {version}"


def requirements():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line[:1].isalpha()]


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
