"""Run every check that needs no test run, one line each, and sum up.

What the tests check is checked by `pytest`; what is fast enough to wait for is here.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from tools.curriculum import ROOT

WORKFLOWS = sorted(str(path) for path in ROOT.glob(".github/workflows/*.yml"))
CHECKS = {
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "spelling": ["codespell"],
    "lessons and generated text": [sys.executable, "-m", "tools", "roadmap", "--check"],
    "workflows": [
        *("check-jsonschema", "--builtin-schema", "vendor.github-workflows"),
        *sorted(str(path) for path in ROOT.glob(".github/workflows/*.yml")),
    ],
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments to `parser`: it has none."""


def run(arguments: argparse.Namespace) -> int:
    """Run all checks; return 1 if one fails or cannot be run."""
    return run_checks(CHECKS, ROOT)


def run_checks(checks: dict[str, list[str]], root: Path) -> int:
    """Run commands in `root`, print one line for each, and return the status.

    The output of a command is shown if it fails.
    """
    failed = []
    for name, command in checks.items():
        problem = _problem(command, root)
        print(f"{name}: {'FAILED' if problem else 'passed'}", flush=True)
        if problem:
            failed.append(name)
            print(problem, flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def _problem(command: list[str], root: Path) -> str:
    """What is wrong according to `command`; nothing if it succeeds."""
    beside_python = str(Path(sys.executable).parent)
    executable = shutil.which(command[0], path=beside_python) or shutil.which(
        command[0]
    )
    if executable is None:
        return f'{command[0]} is not installed: python -m pip install -e ".[author]"'
    done = subprocess.run(
        [executable, *command[1:]],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return done.stdout.strip() or "no output" if done.returncode else ""
