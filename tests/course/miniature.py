"""Small notebooks, built in a test to be broken in one place."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode, v4

from tools.notebooks import Notebook

ALT = "A straight line through the origin: doubling the input doubles the output."


def notebook(*cells: NotebookNode, path: str = "01-miniature.ipynb") -> Notebook:
    return Notebook(Path(path), v4.new_notebook(cells=list(cells)))


def text(source: str) -> NotebookNode:
    return v4.new_markdown_cell(source)


def code(
    source: str,
    *outputs: NotebookNode,
    tags: tuple[str, ...] = (),
    count: int | None = 1,
) -> NotebookNode:
    metadata = {"tags": list(tags)} if tags else {}
    return v4.new_code_cell(
        source, outputs=list(outputs), execution_count=count, metadata=metadata
    )


def printed(text: str, name: str = "stdout") -> NotebookNode:
    return v4.new_output("stream", name=name, text=text)


def value(text: str) -> NotebookNode:
    return v4.new_output("execute_result", data={"text/plain": text}, execution_count=1)


def error(name: str = "ValueError", message: str = "x is empty") -> NotebookNode:
    return v4.new_output("error", ename=name, evalue=message, traceback=[])


def picture(alt: str | None = ALT, mime: str = "image/png") -> NotebookNode:
    metadata = {mime: {"alt": alt}} if alt is not None else {}
    return v4.new_output("display_data", data={mime: "iVBORw0KGgo="}, metadata=metadata)


def shown_markdown(source: str) -> NotebookNode:
    return v4.new_output("display_data", data={"text/markdown": source})
