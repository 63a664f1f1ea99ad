"""The front door of the course.

    python course.py lab     open the lessons in JupyterLab
    python course.py test    run every test and every lesson

The first run makes an environment for the course in the folder .venv and installs
requirements.txt into it; later runs start at once. Nothing else on the computer is
changed. What follows the command goes on to JupyterLab or pytest:

    python course.py lab --no-browser
    python course.py test 01-linear-algebra -k vectors
"""

# Standard library only. Python 3.6 must be able to read this file as far as its
# version check, so that an old Python gets a sentence and not a syntax error.
import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  a learner may well start an older one
    sys.exit(
        f"The course needs Python 3.11 or newer, and this is {sys.version.split()[0]}: "
        "get one from https://www.python.org/downloads/ and start course.py with it."
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Written last, so an interrupted installation never counts as done.
MARKER = VENV / "course-installed"


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    if not arguments or {"-h", "--help"} & set(arguments):
        print(__doc__.strip())
        return 0
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"There is no command {name!r}.\n\n{__doc__.strip()}", file=sys.stderr)
        return 2
    try:
        prepare()
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command again to go on.")
    return COMMANDS[name](rest)


def lab(arguments: list[str]) -> int:
    """Open JupyterLab at the roadmap."""
    say("Opening JupyterLab at roadmap.md. Ctrl+C in this window ends it.")
    at_roadmap = "--LabApp.default_url=/lab/tree/roadmap.md"
    return run("jupyterlab", f"--ServerApp.root_dir={ROOT}", at_roadmap, *arguments)


def test(arguments: list[str]) -> int:
    """Run the tests that pyproject.toml names, or those that the arguments choose."""
    say("Running the tests. Lessons are executed too, so this takes some minutes.")
    return run("pytest", *arguments)


COMMANDS = {"lab": lab, "test": test}


def prepare() -> None:
    """Make .venv and install into it, unless that has been done."""
    wanted = fingerprint()
    works = environment_works()
    if works and MARKER.exists() and MARKER.read_text() == wanted:
        return
    MARKER.unlink(missing_ok=True)
    if not works:
        make_environment()
    install()
    MARKER.write_text(wanted)


def fingerprint() -> str:
    """Return a text that changes whenever the installation must be looked at again."""
    digest = hashlib.sha256(str(ROOT).encode())  # .venv does not survive a move
    for name in ("requirements.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def environment_works() -> bool:
    """Tell whether .venv holds pip and a Python that the course can use."""
    # The record of pip's version is written last: half a pip has none.
    probe = (
        "import sys, importlib.metadata as installed;"
        "installed.version('pip'); sys.exit(sys.version_info < (3, 11))"
    )
    try:
        done = subprocess.run([PYTHON, "-c", probe], capture_output=True)
    except OSError:  # no such file
        return False
    return done.returncode == 0


def make_environment() -> None:
    """Make .venv anew with the Python that runs this file."""
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        sys.exit(
            "This Python came without its venv module: install it (on Debian and "
            "Ubuntu by 'sudo apt install python3-venv') and run the same command again."
        )
    if VENV.exists():
        say("The environment in .venv is half-built or its Python is gone.")
    say("Making a new environment for the course in .venv ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True
    )
    if made.returncode != 0:
        reason = (made.stderr + made.stdout).strip().splitlines() or ["no reason given"]
        sys.exit(f"Python could not make the environment in .venv: {reason[-1]}")


def install() -> None:
    """Install requirements.txt into .venv, with a dot for each package looked up."""
    say("Installing requirements.txt; the first time this takes some minutes ", end="")
    command = [PYTHON, "-m", "pip", "install", "--progress-bar", "off"]
    output = []
    with subprocess.Popen(
        [*command, "-r", "requirements.txt"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout:
            output.append(line.strip())
            if line.startswith(("Collecting", "Installing")):
                say(".", end="")
    say("")
    if pip.returncode != 0:
        sys.exit(reason_of_failure(output))


def reason_of_failure(pip_output: list[str]) -> str:
    """Say in one sentence why pip failed."""
    if is_offline("\n".join(pip_output)):
        return (
            "Installing needs the Internet and no package index could be reached: "
            "connect and run the same command again."
        )
    errors = [line for line in pip_output if line.startswith("ERROR:")]
    return f"pip could not install requirements.txt: {(errors or pip_output[-1:])[0]}"


def is_offline(pip_output: str) -> bool:
    """Tell whether pip failed for want of a network."""
    nothing_found = "(from versions: none)" in pip_output
    if nothing_found and "connection broken by" in pip_output:
        return True
    return any(sign in pip_output for sign in ("Max retries exceeded", "timed out"))


def run(module: str, *arguments: str) -> int:
    """Run a module of .venv in the course's folder and return its exit status."""
    with subprocess.Popen([PYTHON, "-m", module, *arguments], cwd=ROOT) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                pass  # the module got Ctrl+C as well and decides what to do


def say(text: str, end: str = "\n") -> None:
    """Print at once, also where the output goes to a file."""
    print(text, end=end, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
