"""Lessons are run in place and stored in one form."""

import nbformat
import pytest
from nbformat import v4

from tools.__main__ import main
from tools.normalise import METADATA, normalise, to_text


def write(path, *sources, tags=()):
    """A notebook as an editor leaves it: random ids, metadata, old counts."""
    cells = [v4.new_code_cell(source, execution_count=7) for source in sources]
    for cell in cells:
        cell.metadata = {"tags": list(tags), "jupyter": {"source_hidden": True}}
    metadata = {"jupytext": {"formats": "md"}, "language_info": {"name": "r"}}
    notebook = v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.write(notebook, path)
    return path


def read(path):
    return nbformat.read(path, as_version=4)


def test_outputs_are_stored_in_one_form(tmp_path):
    path = write(
        tmp_path / "a.ipynb",
        "import os",
        "print(os.environ['MFML_STATIC'], os.path.basename(os.getcwd()),"
        "flush=True)\nprint(2)\n3",
        "1 / 0",
        tags=("raises-exception",),
    )
    assert main(["execute", str(path)]) == 0
    notebook = read(path)
    assert notebook.metadata == METADATA
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3]
    assert all(c.metadata == {"tags": ["raises-exception"]} for c in notebook.cells)
    printed, value = notebook.cells[1].outputs
    assert printed.text == f"1 {tmp_path.name}\n2\n"
    assert value.execution_count == 2
    [error] = notebook.cells[2].outputs
    assert error.traceback == ["ZeroDivisionError: division by zero"]
    assert str(tmp_path) not in path.read_text(encoding="utf-8")

    first = path.read_bytes()
    assert first.endswith(b"}\n")
    assert main(["execute", str(path)]) == 0
    assert path.read_bytes() == first


def test_failing_cell_is_named_and_nothing_is_written(tmp_path, capsys):
    bad = write(tmp_path / "bad.ipynb", "x = 1", "# second\nint('a')", "x = 3")
    good = write(tmp_path / "good.ipynb", "print('ran')")
    before = bad.read_bytes()
    missing = tmp_path / "missing.ipynb"
    assert main(["execute", str(bad), str(missing), str(good)]) == 1
    lines = {line.split(": ")[0]: line for line in capsys.readouterr().out.splitlines()}
    for part in ("FAILED", "cell 1,", "`# second`", "ValueError: invalid literal"):
        assert part in lines[str(bad)]
    assert "No such file" in lines[str(missing)]
    assert bad.read_bytes() == before
    assert read(good).cells[0].outputs[0].text == "ran\n"
    assert lines[str(good)].endswith(" s")


@pytest.mark.parametrize("text", ["", "{"])
def test_what_is_no_notebook_is_named(tmp_path, capsys, text):
    path = tmp_path / "a.ipynb"
    path.write_text(text)
    assert main(["execute", str(path)]) == 1
    assert f"{path}: FAILED" in capsys.readouterr().out


# --- ids ---------------------------------------------------------------------------


def ids_of(*cells):
    notebook = v4.new_notebook(cells=list(cells))
    normalise(notebook)
    return [cell.id for cell in notebook.cells]


def test_random_ids_become_stable_ones():
    twice = [ids_of(v4.new_code_cell("x"), v4.new_markdown_cell("y")) for _ in "ab"]
    assert twice[0] == twice[1]
    assert twice[0][0].startswith("code-")
    uuid = "123e4567-e89b-12d3-a456-426614174000"
    assert ids_of(v4.new_code_cell("x", id=uuid))[0] == twice[0][0]


def test_chosen_ids_stay_and_are_unique():
    notebook = v4.new_notebook(cells=[v4.new_code_cell("x") for _ in range(3)])
    for cell in notebook.cells:
        cell.id = "setup"
    normalise(notebook)
    first, *others = [cell.id for cell in notebook.cells]
    assert first == "setup"
    assert len({first, *others}) == 3


def test_editing_keeps_a_stable_id():
    notebook = v4.new_notebook(cells=[v4.new_code_cell("x")])
    normalise(notebook)
    stable = notebook.cells[0].id
    notebook.cells[0].source = "edited"
    normalise(notebook)
    assert notebook.cells[0].id == stable


def test_normalising_twice_changes_nothing():
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell(s) for s in "aab"])
    assert to_text(notebook) == to_text(notebook)


def test_cells_that_never_ran_have_no_count():
    notebook = v4.new_notebook(cells=[v4.new_code_cell("x")])
    normalise(notebook)
    assert notebook.cells[0].execution_count is None
