"""What the user names becomes inputs, in a fixed order."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import EmptyInput, NotFound
from sayso.reading import count
from sayso.reading.sources import Source, sources, suffix_of


def test_folder(tmp_path: Path) -> None:
    """A folder gives its readable files at all depths in order; hidden and foreign ones are left out."""
    for name in ("b.txt", "a.JSONL.gz", "x.docx", ".hidden.txt", "sub/c.pdf", ".git/d.txt", "noise"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    expected = ["a.JSONL.gz", "b.txt", "sub/c.pdf"]
    assert expected == [
        s.path.relative_to(tmp_path).as_posix() for s in sources(tmp_path) if isinstance(s, Source) and s.path
    ]


def test_folder_without_reports(tmp_path: Path) -> None:
    """An empty folder is an error that says what is read."""
    [error] = sources(tmp_path)
    assert isinstance(error, EmptyInput)
    assert ".jsonl" in str(error)


def test_named_file_of_any_suffix(tmp_path: Path) -> None:
    """A file that is named itself is an input whatever its suffix."""
    (tmp_path / "notes.log").touch()
    assert [Source(name=str(tmp_path / "notes.log"), path=tmp_path / "notes.log")] == list(
        sources(tmp_path / "notes.log")
    )


def test_nothing_there() -> None:
    """A path that leads nowhere is an error."""
    [error] = sources("no/such/file.txt")
    assert isinstance(error, NotFound)


@pytest.mark.parametrize(
    ("given", "source"),
    [
        ("-", Source(name="standard input")),
        ("https://a.example/b", Source(name="https://a.example/b", url="https://a.example/b")),
    ],
)
def test_stdin_and_addresses(given: str, source: Source) -> None:
    """A hyphen is standard input, and what has a scheme is an address."""
    assert [source] == list(sources(given))


@pytest.mark.parametrize(("name", "suffix"), [("A.TXT", ".txt"), ("a.warc.gz", ".warc"), ("a.gz", ""), ("a", "")])
def test_suffix(name: str, suffix: str) -> None:
    """The suffix that counts is the one inside the compression."""
    assert suffix == suffix_of(name)


def test_count(tmp_path: Path) -> None:
    """Files and lines are counted; what must be read to be counted is unknown."""
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.jsonl").write_text('{"text": "1"}\n\n{"text": "2"}')
    (tmp_path / "c.csv").touch()
    known = [tmp_path / "a.txt", tmp_path / "b.jsonl", "nowhere.txt"]
    assert (4, None, None) == (count(known), count([tmp_path]), count(["-"]))
