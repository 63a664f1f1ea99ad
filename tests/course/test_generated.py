"""Generated text is what `python -m tools roadmap` would write now."""

import shutil

import pytest

from tools.curriculum import ROOT
from tools.roadmap import generators, update


def test_nothing_is_stale(capsys):
    status = update(ROOT, check=True)
    if status:
        pytest.fail(capsys.readouterr().out, pytrace=False)


SOURCES = ("pyproject.toml", "references/curriculum.toml", "references/references.bib")


@pytest.fixture
def copied_course(tmp_path):
    for path in {*generators(ROOT), *(ROOT / name for name in SOURCES)}:
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return tmp_path


def test_changed_record_makes_texts_stale(copied_course, capsys):
    assert update(copied_course, check=True) == 0
    record = copied_course / "references" / "curriculum.toml"
    text = record.read_text(encoding="utf-8")
    changed = text.replace('level = "Beginner"', 'level = "Advanced"', 1)
    record.write_text(changed, encoding="utf-8")
    assert update(copied_course, check=True) == 1
    printed = capsys.readouterr().out
    assert "roadmap.md: stale" in printed
    assert ".ipynb: stale" in printed
