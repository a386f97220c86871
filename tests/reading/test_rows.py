"""Rows are reports, each on its own."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.reading.limits import DEFAULT, Limits
from sayso.reading.rows import parse_csv, parse_jsonl
from sayso.report import Report

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), min_size=1).filter(str.strip)
LARGE = Limits(report=200)


def from_jsonl(data: bytes, *, limits: Limits = DEFAULT) -> list[Report | InputError]:
    """Return what the lines of *data* give."""
    return list(parse_jsonl(io.BytesIO(data), source="a.jsonl", limits=limits))


def from_csv(data: bytes, *, limits: Limits = DEFAULT) -> list[Report | InputError]:
    """Return what the rows of *data* give."""
    return list(parse_csv(io.BytesIO(data), source="a.csv", limits=limits, head=data[:1000]))


def told(found: Sequence[Report | InputError]) -> list[str]:
    """Return each report's text and each error's code."""
    return [item.code if isinstance(item, InputError) else item.text for item in found]


@given(text=TEXT)
@settings(deadline=None)
def test_jsonl_round_trip(text: str) -> None:
    """A text comes out of a line as it went in, escaped or not."""
    lines = b"\n".join(json.dumps({"text": text}, ensure_ascii=escaped).encode() for escaped in (True, False))
    assert [text, text] == told(from_jsonl(lines))


@given(text=TEXT)
@settings(deadline=None)
def test_csv_round_trip(text: str) -> None:
    """A text comes out of a quoted cell as it went in, with its line ends."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["id", "text"], ["1", text]])
    assert [text] == told(from_csv(out.getvalue().encode()))


def test_all_fields() -> None:
    """A row gives every field under the names in use; the hash is that of the line."""
    row = {"ID": 7, "Headline": "H", "Source": "The Post", "authors": ["Jo Roe", "Al Doe"], "pub_date": "2021-03-04",
           "Link": "https://post.example/1", "lang": "en", "Full Text": "So it was."}  # fmt: skip
    line = json.dumps(row).encode()
    expected = Report(
        id="7", sha256=sha256(line).hexdigest(), title="H", outlet="The Post", byline="Jo Roe, Al Doe",
        published=dt.date(2021, 3, 4), language="en", url="https://post.example/1", text="So it was.",
    )  # fmt: skip
    assert [expected] == from_jsonl(line + b"\r\n")


def test_unknown_is_none() -> None:
    """Empty cells and nulls are unknown, never an empty string."""
    [report] = from_jsonl(b'{"text": "So.", "title": " ", "outlet": null, "published": "", "id": ""}')
    assert isinstance(report, Report)
    assert (None, None, None, report.sha256) == (report.title, report.outlet, report.published, report.id)


def test_bad_lines_do_not_stop_the_next() -> None:
    """Each broken line is one error in its place, blank lines are nothing, and the rest is read."""
    lines = [
        (b'{"text": "one"}', "one"),
        (b"{broken", "malformed"),
        (b"", None),
        (b"[1]", "malformed"),
        (b'{"title": "x"}', "missing-column"),
        (b'{"text": " "}', "empty"),
        (b'{"text": 5}', "malformed"),
        (b'{"text": "\xff"}', "encoding"),
        (b'{"text": "x", "date": "2021-02-30"}', "bad-date"),
        (b'{"text": "x", "title": {}}', "malformed"),
        (b'{"text": "\\ud800"}', "malformed"),
        (b'{"text": "two"}', "two"),
    ]
    expected = [outcome for _, outcome in lines if outcome]
    assert expected == told(from_jsonl(b"\n".join(line for line, _ in lines)))


def test_error_names_the_line() -> None:
    """The error says which line of which input, counting blank ones."""
    [error] = from_jsonl(b"\n\n{")
    assert isinstance(error, InputError)
    assert "line 3 of a.jsonl" == error.source


def test_line_over_the_limit() -> None:
    """A line that is too long is passed over without being held."""
    assert ["too-large", "two"] == told(from_jsonl(b'{"text": "' + b"x" * 900 + b'"}\n{"text": "two"}', limits=LARGE))


def test_missing_column_names_what_was_found() -> None:
    """Without a text column there is one error, and it lists the columns."""
    [error] = from_csv(b"Headline,Date\na,b\nc,d\n")
    assert isinstance(error, InputError)
    assert ("missing-column", True, "a.csv") == (error.code, "“Headline”, “Date”" in error.message, error.source)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(mark: str) -> None:
    """The delimiter is found in the header."""
    [report] = from_csv(f"id{mark}body\n1{mark}So it was\n".encode())
    assert isinstance(report, Report)
    assert ("1", "So it was") == (report.id, report.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_encodings(encoding: str) -> None:
    """UTF-8 and what Excel writes are read."""
    assert ["سلام"] == told(from_csv("id,text\n1,سلام\n".encode(encoding)))


def test_bad_rows_do_not_stop_the_next() -> None:
    """A row in another encoding, with too many cells or without text is one error; the rest is read."""
    data = b"id,text\n1,one\n2,caf\xe9\n3,a,b\n4,\n5\n\n6,two\n"
    assert ["one", "encoding", "malformed", "empty", "empty", "two"] == told(from_csv(data))


def test_cell_over_the_limit() -> None:
    """A cell that is too long is an error, also where a quote is never closed."""
    found = from_csv(b'id,text\n1,one\n2,"' + b"x\n" * 450 + b"\n3,two\n", limits=LARGE)
    assert ("one", "malformed") == tuple(told(found)[:2])


def test_table_without_line_ends() -> None:
    """A line that does not end is not held: what came before it is read."""
    assert ["one", "too-large"] == told(from_csv(b"id,text\n1,one\n" + b"2," * 300, limits=LARGE))


def test_csv_row_is_named_by_its_cells() -> None:
    """The same cells give the same id, however they are quoted and delimited."""
    [one], [other] = from_csv(b"title,text\na,b c\n"), from_csv(b'title;text\r\n"a";"b c"\r\n')
    assert one == other
