"""The how-to says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.reading.fields import fold, names
from sayso.reading.limits import DEFAULT, MIB
from sayso.reading.network import _table
from sayso.reading.sniffing import SUFFIXES

HOW_TO = (Path(__file__).parents[2] / "docs" / "how-to" / "reading.md").read_text("utf-8")


def rows(heading: str) -> dict[str, str]:
    """Return the first table under *heading*: its first cells, without backticks, and the rest of each row."""
    table = HOW_TO.partition(f"# {heading}\n")[2].partition("\n#")[0]
    found = re.findall(r"^\| (.+?) \| (.+) \|$", table, re.MULTILINE)
    return {first.replace("`", ""): rest for first, rest in found[1:]}


def test_every_error_has_a_remedy() -> None:
    """The table of errors has each code once, and no other."""
    assert {kind.code for kind in InputError.__subclasses__()} == set(rows("Errors"))


def test_every_name_of_a_field() -> None:
    """The table of columns has the names that are known."""
    given = {field: tuple(fold(name) for name in rest.split(",")) for field, rest in rows("JSONL and CSV").items()}
    assert {field: known[1:] for field, known in names().items()} == given


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix(suffix: str) -> None:
    """Suffixes that a folder is searched for are named, or are spellings of one that is."""
    spellings = {".text": ".txt", ".markdown": ".md", ".xhtml": ".html"}
    assert f"`{spellings.get(suffix, suffix)}`" in HOW_TO


def test_limits() -> None:
    """The limits are those of the code."""
    limits = rows("Limits")
    told = " ".join(limits.values())
    expected = (
        f"{DEFAULT.seconds:g} seconds, {DEFAULT.memory // MIB} MiB", f"{DEFAULT.page // MIB} MiB",
        f"{DEFAULT.file // MIB} MiB", f"{DEFAULT.report // MIB} MiB",
        f"{DEFAULT.fetch_seconds:g} seconds, {DEFAULT.redirects} redirects",
    )  # fmt: skip
    assert [] == [words for words in expected if words not in told]


def test_ports() -> None:
    """The ports are those of the code."""
    *most, last = _table()["ports"]
    assert f"{', '.join(map(str, most))} and {last}" in HOW_TO
