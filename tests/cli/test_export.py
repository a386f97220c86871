"""The command that exports: what it takes, what it writes, what it says."""

from __future__ import annotations

import csv
from pathlib import Path

import invented
import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.cli.export import FORMATS
from sayso.export import formats
from sayso.export.codebook import codebook
from sayso.export.records import encode


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    """Return a file of readings, with a report that could not be read among them."""
    path = tmp_path / "readings.jsonl"
    path.write_bytes(b"".join(encode(entry) + b"\n" for entry in invented.entries()) + b"\n")
    return path


def run(*arguments: object):
    """Run the command."""
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_the_formats_are_all_there():
    """The command knows every format, and none that is not."""
    assert list(formats.FORMATS) == list(FORMATS)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_readings_are_exported(name, readings, tmp_path):
    """Three files are written, and how much is in them is said."""
    output = tmp_path / "out" / "export.x"
    output.parent.mkdir()
    done = run("--from", readings, "--format", name, "-o", output)
    assert 0 == done.exit_code, done.output
    assert {"export.x", "export.claims.csv", "export.codebook.md"} == {path.name for path in output.parent.iterdir()}
    assert "claims in none" in done.output


def test_a_filter_is_heard(readings, tmp_path):
    """Only what passes is exported."""
    output = tmp_path / "out.csv"
    assert 0 == run("--from", readings, "--format", "csv", "--filter", "type=COERCE", "-o", output).exit_code
    with output.open(encoding="utf-8", newline="") as stream:
        assert {"COERCE"} == {row["type"] for row in csv.DictReader(stream)}


def test_a_codebook_alone():
    """The codebook of a format is printed without a case or a file."""
    done = run("--format", "ucdp", "--codebook")
    assert (0, codebook("ucdp")) == (done.exit_code, done.output)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "csv", "-o", "x.csv"], "either of a case file or of readings"),
        (["a.case", "--from", "r.jsonl", "--format", "csv", "-o", "x.csv"], "either of a case file or of readings"),
        (["--from", "nowhere.jsonl", "--format", "csv", "-o", "x.csv"], "can't be read"),
        (["--from", "nowhere.jsonl", "--format", "csv"], "no file to write to"),
        (["nowhere.case", "--format", "csv", "-o", "x.csv"], "nowhere.case"),
    ],
)
def test_what_does_not_fit_is_said(arguments, words, tmp_path, monkeypatch):
    """An export that can't be ends with status 2, one line, and no file."""
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert 2 == done.exit_code
    assert words in done.output
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("line", ["{}", "not json", '{"report": 1}'])
def test_a_line_that_is_no_reading(line, tmp_path):
    """The file and the line are named."""
    path = tmp_path / "r.jsonl"
    path.write_text("\n" + line + "\n")
    done = run("--from", path, "--format", "csv", "-o", tmp_path / "out.csv")
    assert 2 == done.exit_code
    assert "line 2" in done.output
    assert [path] == list(tmp_path.iterdir())
