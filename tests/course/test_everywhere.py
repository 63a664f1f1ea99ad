"""Lessons run where the learner is: a lone file, Colab, Binder, GitHub's machines.

The first test needs a package index. Set MFML_PREINSTALLED to a requirements file to
run it among those libraries; it then also proves that none of them was replaced.
"""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
import yaml

import course
from tests.course.lessons import LESSONS, read
from tools.curriculum import ROOT, load

RUN = """
import nbclient, nbformat
notebook = nbformat.read("lone.ipynb", as_version=4)
nbclient.NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
nbformat.write(notebook, "lone.ipynb")
"""
ASK = """
import utils, utils.datasets
from pathlib import Path
print(Path(utils.__file__).parent)
print(utils.datasets.load_norris().name)
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A fresh environment without the course: (its python, what it has installed)."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / course.PYTHON.relative_to(course.VENV)
    preinstalled = os.environ.get("MFML_PREINSTALLED")
    wanted = ["-r", preinstalled] if preinstalled else ["ipykernel", "nbclient"]
    done = subprocess.run(
        [python, "-m", "pip", "install", *wanted], capture_output=True, text=True
    )
    if done.returncode != 0 and course.is_offline(done.stdout + done.stderr):
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    return python, freeze(python)


def freeze(python):
    """Name and version of what is installed, one per line."""
    listed = subprocess.run(
        [python, "-m", "pip", "freeze"], capture_output=True, text=True, check=True
    )
    return set(listed.stdout.splitlines())


def test_lone_notebook_installs_the_course_and_runs(elsewhere, tmp_path):
    python, before = elsewhere
    there = [lesson for lesson in load().lessons if lesson.path.exists()]
    quickest = min(there, key=lambda lesson: lesson.seconds)
    notebook = nbformat.read(quickest.path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(ASK))
    nbformat.write(notebook, tmp_path / "lone.ipynb")

    done = subprocess.run(
        [python, "-c", RUN],
        cwd=tmp_path,
        env=os.environ | {"MFML_REPOSITORY": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    last = nbformat.read(tmp_path / "lone.ipynb", as_version=4).cells[-1]
    # A slow machine hands over what one cell printed in several pieces.
    said = "".join(piece.text for piece in last.outputs if piece.name == "stdout")
    package, dataset = said.splitlines()
    assert Path(package).parent.name == "site-packages"
    assert python.parent.parent in Path(package).parents
    assert dataset
    shipped = {path.name for path in Path(package, "_datasets").glob("*.csv")}
    assert shipped == {path.name for path in (ROOT / "datasets").glob("*.csv")}
    assert before <= freeze(python), "an installed library was replaced"


@pytest.fixture
def first_cell():
    [cell] = read(LESSONS[0]).tagged("bootstrap")
    return cell.source


def test_first_cell_does_nothing_where_the_course_is_installed(first_cell, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("installs"))
    exec(first_cell, {})


@pytest.mark.parametrize("missing", [None, ModuleNotFoundError("No module 'utils'")])
@pytest.mark.parametrize("fork", [None, "git+https://example.org/my-fork@main"])
def test_first_cell_installs_from_the_repository(
    first_cell, monkeypatch, missing, fork
):
    def find_spec(name):
        if missing:
            raise missing
        return None

    calls = []
    monkeypatch.setattr("importlib.util.find_spec", find_spec)
    monkeypatch.setattr(subprocess, "run", lambda call, **_: calls.append(call))
    monkeypatch.delenv("MFML_REPOSITORY", raising=False)
    if fork:
        monkeypatch.setenv("MFML_REPOSITORY", fork)
    exec(first_cell, {})
    ours = f"git+{project()['urls']['Repository']}@main"
    assert calls == [[sys.executable, "-m", "pip", "install", "-q", fork or ours]]


def test_colab_needs_no_other_version_of_what_it_has():
    pins = (ROOT / ".github" / "colab.txt").read_text(encoding="utf-8").splitlines()
    has = dict(pin.split("==") for pin in pins if not pin.startswith("#"))
    for text in project()["dependencies"]:
        name, bound = text.split(">=")
        assert at_least(has[name], bound), f"{text}, but Colab has {has[name]}"


def test_binder_gets_the_course_and_a_python_it_can_use():
    """Binder builds from .binder alone and runs pip in the root of the repository."""
    runtime = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert at_least(re.fullmatch(r"python-(3\.\d+)", runtime)[1], oldest_python())
    lines = (ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8")
    [included] = re.findall(r"^-r (\S+)$", lines, re.M)
    assert (ROOT / ".binder" / included).resolve() == ROOT / "requirements.txt"


@pytest.fixture(params=["tests.yml", "weekly.yml"])
def workflow(request):
    path = ROOT / ".github" / "workflows" / request.param
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_workflow_may_only_read_and_names_the_version_of_its_actions(workflow):
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert "permissions" not in job, name
        assert job["timeout-minutes"] <= 60, name
        for step in job["steps"]:
            assert re.fullmatch(
                r"actions/[\w-]+@v\d+", step.get("uses", "actions/x@v1")
            )


def test_workflow_runs_what_a_learner_runs_on_three_systems_and_the_oldest_python():
    path = ROOT / ".github" / "workflows" / "tests.yml"
    job = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]["learner"]
    matrix = job["strategy"]["matrix"]
    assert {name.split("-")[0] for name in matrix["system"]} == {
        "ubuntu",
        "macos",
        "windows",
    }
    assert matrix["python"][0] == oldest_python()
    assert job["steps"][-1]["run"] == "python course.py test"


def project():
    path = ROOT / "pyproject.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["project"]


def oldest_python():
    return project()["requires-python"].removeprefix(">=")


def at_least(text, bound):
    return [int(n) for n in text.split(".")] >= [int(n) for n in bound.split(".")]
