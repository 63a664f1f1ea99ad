"""Run lessons in place, store their outputs, and normalise them.

Without arguments, all lessons of curriculum.toml. A notebook that fails is left as it
was, and its failing cell is named.
"""

from __future__ import annotations

import argparse
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools import curriculum
from tools.normalise import to_text

SECONDS_PER_CELL = 120
# What conftest.py sets for the comparing run: stored and tested runs must agree.
ENVIRONMENT = {"MFML_STATIC": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}


class CellFailed(Exception):
    """A cell raised, hung, or took the kernel down; the message names it."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments to `parser`."""
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    parser.add_argument(
        "--jobs",
        type=int,
        choices=(1, 2, 3),
        default=2,
        help="notebooks run at the same time (default: 2)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Execute the notebooks; return 1 if any of them failed."""
    paths = arguments.notebooks or [lesson.path for lesson in curriculum.load().lessons]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        passed = list(pool.map(_report, paths))
    return 0 if all(passed) else 1


def execute(path: Path) -> None:
    """Run one notebook in a fresh kernel and store it; raise CellFailed if it fails."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=SECONDS_PER_CELL,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    with client.setup_kernel(env={**os.environ, **ENVIRONMENT}):
        for index, cell in enumerate(notebook.cells):
            try:
                client.execute_cell(cell, index)
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
                first_line = cell.source.split("\n", 1)[0]
                raise CellFailed(
                    f"cell {index}, which begins `{first_line}`: {_reason(error)}"
                ) from error
    path.write_text(to_text(notebook), encoding="utf-8", newline="\n")


def _report(path: Path) -> bool:
    """Execute one notebook, print one line about it, and say whether it passed."""
    start = time.perf_counter()
    try:
        execute(path)
    except (CellFailed, OSError, nbformat.reader.NotJSONError) as error:
        print(f"{path}: FAILED, {error}", flush=True)
        return False
    print(f"{path}: {time.perf_counter() - start:.0f} s", flush=True)
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, CellExecutionError):
        return f"{error.ename}: {error.evalue}"
    return str(error).split("\n", 1)[0]
