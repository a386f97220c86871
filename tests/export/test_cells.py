"""No cell becomes a formula, and what was done to it can be undone."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.export.cells import cell, guarded, plain, unguarded
from sayso.export.formats import FORMATS
from sayso.export.rows import Column, Table
from sayso.export.writing import write_csv, write_tsv

TABLE = Table(title="t", about="a", unit="u", target="t",
              columns=tuple(Column(name=name, type="text", holds="h") for name in "abc"))  # fmt: skip
FORMULA = re.compile(r"[\s\xa0]*[=+\-@]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]\d+)?\Z")
HOSTILE = st.text(st.sampled_from("=+-@;,|\t\n\r\"' a1()\xa0\x0b\u2028＝"), max_size=12)
TEXTS = st.text(max_size=12) | HOSTILE
VALUES = TEXTS | st.none() | st.floats(-1e6, 1e6) | st.integers(-99, 99)
FIRST = TEXTS | st.none() | st.integers(0, 99)
"""What identifies a row is text or a number from nought: no table begins with a negative number."""


@given(TEXTS)
@example("'=1")
@example("\t=1")
@example(";''=1")
def test_a_guarded_text_comes_back(text):
    """Whatever a report says can be had again from the cell."""
    assert text == unguarded(guarded(text))


@given(st.text(st.characters(exclude_categories=("P", "S", "Z", "C")), max_size=12))
def test_plain_words_are_left_alone(text):
    """Text without signs is not changed."""
    assert text == guarded(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(FIRST, VALUES, VALUES), max_size=4))
@example([(None, 0, "\r"), ("=1", None, None)])
@example([("a;=1+1", "b", "c")])
@example([("a", '"\n"=1', "c")])
@example([("x", 'y;"=2', "=3")])
def test_no_cell_begins_a_formula_whatever_the_separator(rows):
    """Read with the comma or another country's separator, no cell but a number begins with a formula's sign."""
    stream = io.BytesIO()
    write_csv(TABLE, [dict(zip("abc", row, strict=True)) for row in rows], stream)
    text = stream.getvalue().decode()
    for separator in ",;\t|":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            assert [] == [value for value in row if FORMULA.match(value) and not NUMBER.match(value)]


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_a_table_with_tabs_is_as_safe(rows):
    """A file that is separated by tabs has as many cells as were written, and none begins a formula."""
    stream = io.BytesIO()
    write_tsv([dict(zip("ab", row, strict=True)) for row in rows], stream)
    lines = stream.getvalue().decode().split("\n")[:-1]
    assert len(rows) == len(lines)
    assert all(line.count("\t") == 1 for line in lines)
    for separator in "\t;,":
        for row in csv.reader(lines, delimiter=separator):
            assert not any(FORMULA.match(value) for value in row)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4))
def test_a_csv_file_comes_back(rows):
    """A program that reads the file with the module csv and takes the guard off has what was written."""
    stream = io.BytesIO()
    safe = [tuple(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in row) for row in rows]
    write_csv(TABLE, [dict(zip("abc", row, strict=True)) for row in rows], stream)
    read = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))
    assert [["a", "b", "c"]] == read[:1]
    assert safe == [tuple(unguarded(value) for value in row) for row in read[1:]]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (-9.65, "-9.65"), (20.0, "20"), (-1, "-1"), ("-1", "'-1"), ("\ud800", "�")],
)
def test_cells_by_kind(value, text):
    """Unknown is empty, numbers are as they are, and text that looks like a negative number is text."""
    assert text == cell(value)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.kind in {"csv", "tsv"}])
def test_no_table_begins_with_what_can_be_negative(name):
    """A row that began with a negative number could be read on as a formula where the comma is a decimal sign."""
    assert FORMATS[name].table.columns[0].name in {"id", "event_id_cnty", "Event ID", "GlobalEventID", "claim"}


def test_a_day_is_iso():
    """A day is written as ISO 8601 has it."""
    import datetime as dt

    assert "0987-03-01" == plain(dt.date(987, 3, 1))
