"""One form for every stored notebook, so that differences show what changed.

Normalising twice gives the same bytes as normalising once.
"""

from __future__ import annotations

import hashlib
import re

import nbformat
from nbformat import NotebookNode

METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}

# Random ids, as Jupyter and jupytext make them: new ones at each conversion.
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}")


def normalise(notebook: NotebookNode) -> None:
    """Give `notebook` stable ids, minimal metadata and counts 1, 2, 3, ... in place."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(METADATA)
    used: set[str] = set()
    count = 0
    for cell in notebook.cells:
        cell.id = _stable_id(cell, used)
        used.add(cell.id)
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type == "code" and (cell.execution_count or cell.outputs):
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                _normalise_output(output, count)


def to_text(notebook: NotebookNode) -> str:
    """Return the normalised notebook as it is stored, valid and ending in a newline."""
    normalise(notebook)
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def _normalise_output(output: NotebookNode, count: int) -> None:
    if output.output_type == "execute_result":
        output.execution_count = count
    elif output.output_type == "error":  # the full traceback names this machine's paths
        output.traceback = [f"{output.ename}: {output.evalue}"]


def _stable_id(cell: NotebookNode, used: set[str]) -> str:
    """Keep an id that a person chose; derive any other from the cell's source."""
    chosen = cell.get("id", "")
    if chosen and chosen not in used and not _RANDOM_ID.fullmatch(chosen):
        return str(chosen)
    digest = hashlib.sha256(cell.source.encode()).hexdigest()[:8]
    name = f"{cell.cell_type}-{digest}"
    repeats = 1
    while name in used:
        repeats += 1
        name = f"{cell.cell_type}-{digest}-{repeats}"
    return name
