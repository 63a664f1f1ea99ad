"""Every file in datasets/ has a complete card with its checksum, and vice versa."""

import csv
import hashlib
import re
from pathlib import Path

import pytest

from utils import datasets

FOLDER = Path(__file__).resolve().parents[2] / "datasets"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
FILES = sorted(path.name for path in FOLDER.glob("*.csv"))
every_file = pytest.mark.parametrize("name", FILES)


def cards():
    """File name -> text of its section of README.md."""
    parts = re.split(r"^## (\S+)$", README, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def summary(name):
    return getattr(datasets, f"load_{name.removesuffix('.csv')}")().card


def test_files_and_cards_and_loaders_match():
    loaders = {name for name in datasets.__all__ if name.startswith("load_")}
    assert FILES
    assert set(FILES) == set(cards())
    assert {f"load_{name.removesuffix('.csv')}" for name in FILES} == loaders


@every_file
def test_checksum(name):
    (stated,) = re.findall(r"\*\*SHA-256:\*\* `([0-9a-f]{64})`", cards()[name])
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == stated


@every_file
def test_file_is_small_plain_text(name):
    content = (FOLDER / name).read_bytes()
    assert len(content) < 300_000
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    content.decode("utf-8")


@every_file
def test_rows_have_the_length_of_the_header(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert len(set(header)) == len(header)
    assert all(header)
    assert {len(row) for row in rows} == {len(header)}
    assert f"{len(rows)} rows, " in cards()[name]


@every_file
def test_card_is_complete(name):
    for part in ("Source", "Licence", "Quirks", "SHA-256"):
        assert f"- **{part}:**" in cards()[name]


@every_file
def test_card_explains_every_column(name):
    table = re.findall(r"^\| ([^|]+) \|", cards()[name], flags=re.M)
    explained = {column for cell in table for column in cell.split(", ")}
    if "pixel_0_0 to pixel_7_7" in explained:
        explained |= {f"pixel_{i}_{j}" for i in range(8) for j in range(8)}
    header = (FOLDER / name).read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(header) <= explained


@every_file
def test_summary_says_what_a_reader_must_know(name):
    text = summary(name)
    assert text in cards()[name]
    for word in ("rows, ", "Columns", "target: ", "Source: ", "Licence: "):
        assert word in text
    assert "Must not be used for:" in " ".join(text.split())


@every_file
def test_summary_fits_a_notebook(name):
    lines = summary(name).splitlines()
    assert 4 <= len(lines) <= 6
    assert max(map(len, lines)) <= 80
