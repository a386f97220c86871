"""Three files an export: the rows, the claims behind them, and what it holds."""

from __future__ import annotations

import csv
import json
import re

import invented
import pytest
from generated_readings import readings
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from told import account, report, shelling, told

from sayso.claim import Reading
from sayso.errors import BadUsage
from sayso.export.account import from_readings
from sayso.export.codebook import USED, Counts, codebook
from sayso.export.exporting import BOOK, LIST, beside, export
from sayso.export.formats import FORMATS
from sayso.export.rows import Left, Row, reasons, table

ENTRIES = [entry for entry in invented.entries() if isinstance(entry, Reading)]
KEYS = {"ucdp": "id", "acled": "event_id_cnty", "polecat": "Event ID", "csv": "claim"}
"""The column that identifies a row."""
LIGHT = sorted(set(FORMATS) - {"parquet"})


def rows_of(path):
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", LIGHT)
def test_every_claim_is_in_a_row_or_has_a_reason(name, tmp_path):
    """The list holds each claim; those that are in no row have a reason that the codebook explains."""
    output = tmp_path / "out.x"
    counts = export(from_readings(ENTRIES), name, output)
    listed = rows_of(beside(output, LIST))
    assert {claim.id for reading in ENTRIES for claim in reading.claims} == {line["claim"] for line in listed}
    assert all(bool(line["row"]) != bool(line["left_out"]) for line in listed)
    assert counts.left.total() == sum(bool(line["left_out"]) for line in listed)
    book = beside(output, BOOK).read_text(encoding="utf-8")
    assert all(f"`{line['left_out']}`" in book for line in listed if line["left_out"])


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_a_row_leads_to_its_claims(name, key, tmp_path):
    """Each row's id is in the list with the claims that it was made from, and their words are the report's."""
    output = tmp_path / "out.csv"
    export(from_readings(ENTRIES), name, output)
    listed = rows_of(beside(output, LIST))
    made = rows_of(output)
    assert made
    assert {row[key] for row in made} == {line["row"] for line in listed if line["row"]}
    texts = {reading.report.id: reading.report.text for reading in ENTRIES}
    for line in listed:
        words = texts[line["report"]][int(line["start"]) : int(line["end"])]
        assert " ".join(words.split()) in line["evidence"]


def test_gdelt_leads_to_its_claims_by_its_last_column(tmp_path):
    """GDELT's file has no heading; the claims are in the column that GDELT leaves empty, and in the list."""
    output = tmp_path / "m.tsv"
    export(from_readings(ENTRIES), "gdelt", output)
    lines = [line.split("\t") for line in output.read_text(encoding="utf-8").splitlines()]
    assert {16} == {len(line) for line in lines}
    inside = {claim for line in lines for claim in line[15].removeprefix("claims=").split(",")}
    assert {line["claim"] for line in rows_of(beside(output, LIST)) if line["row"]} == inside


def test_denied_and_planned_claims_are_events_nowhere(tmp_path):
    """No format of events has a row that stands on a denial, a plan, a threat or a case that may arise alone."""
    for name in LIGHT:
        if not FORMATS[name].events or name == "ftm":
            continue
        output = tmp_path / f"{name}.x"
        export(from_readings(ENTRIES), name, output)
        standing = {}
        for line in rows_of(beside(output, LIST)):
            standing.setdefault(line["row"], set()).add(line["stands"])
        assert all("asserts" in found for row, found in standing.items() if row)


def test_a_denial_is_listed_with_the_row_that_it_denies(tmp_path):
    """Where one source asserts and another denies, the list says which claim does what."""
    claim, denial = shelling(), shelling(status="denied")
    export([account(claim, denial)], "ucdp", tmp_path / "out.csv")
    listed = rows_of(tmp_path / "out.claims.csv")
    assert [("asserts", claim.claim.id), ("denied", denial.claim.id)] == [(x["stands"], x["claim"]) for x in listed]
    assert 1 == len({line["row"] for line in listed})


def test_the_codebook_counts(tmp_path):
    """Rows, claims in them and claims left out by reason are in the codebook of an export."""
    claims = [account(shelling()), account(shelling(status="denied")), account(shelling(days=None))]
    export(claims, "ucdp", tmp_path / "out.csv")
    book = (tmp_path / "out.codebook.md").read_text(encoding="utf-8")
    assert "- In this export: rows 1; claims in them 1; claims in none 2." in book
    assert re.search(r"\| `denied` \| .* \| 1 \|", book)
    assert re.search(r"\| `no-date` \| .* \| 1 \|", book)
    assert re.search(r"\| `planned` \| .* \| 0 \|", book)


@pytest.mark.parametrize("name", FORMATS)
def test_a_codebook_names_every_column(name):
    """Each column of the table is explained once, in order."""
    book = codebook(name)
    named = re.findall(r"^\| `([^`]+)` \| (?:text|integer|number|date|boolean|object) \|", book, re.MULTILINE)
    assert [*FORMATS[name].table.names, *table("list").names] == named


def test_every_reason_is_explained():
    """Each code that a format can give has its meaning."""
    used = {code for codes in USED.values() for code in codes}
    assert used <= set(reasons())
    assert codebook("ucdp", counts=Counts()) != codebook("ucdp")


@pytest.mark.parametrize("name", LIGHT)
def test_nothing_to_export_is_no_error(name, tmp_path):
    """An empty case gives three files without rows."""
    counts = export([], name, tmp_path / "out.x")
    assert (0, 0) == (counts.rows, counts.claims)
    assert 3 == len(list(tmp_path.iterdir()))


def test_the_same_readings_give_the_same_bytes(tmp_path):
    """Nothing in an export hangs on the time or on chance."""
    for name in LIGHT:
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir(exist_ok=True)
            export(from_readings(ENTRIES), name, tmp_path / folder / f"{name}.x")
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / folder).iterdir()} for folder in ("a", "b"))
    assert first == second


def test_a_failure_leaves_what_was_there(tmp_path):
    """Where an export breaks off, the files before it stand, and no draft is left."""

    def broken():
        yield account(shelling())
        raise RuntimeError("the case is gone")

    output = tmp_path / "out.csv"
    output.write_text("before")
    with pytest.raises(RuntimeError):
        export(broken(), "ucdp", output)
    assert "before" == output.read_text()
    assert [output] == list(tmp_path.iterdir())


def test_where_nothing_can_be_written(tmp_path):
    """A folder that is not there is said to be so."""
    with pytest.raises(BadUsage, match=r"nowhere.*can't be written"):
        export([], "csv", tmp_path / "nowhere" / "out.csv")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(readings, max_size=2))
def test_any_reading_is_exported(made):
    """Whatever the records can hold, each format has a place for every claim, and its JSON can be read."""
    ids = [(r.report.id, c.id) for r in made for c in r.claims]
    assume(len(ids) == len(set(ids)))  # a claim's id names it within its report
    expected = {(r.report.id, c.id, c.event.id) for r in made for c in r.claims}
    for name in LIGHT:
        found = list(FORMATS[name].rows(from_readings(made)))
        named = {(t.report.id, t.claim.id, t.claim.event.id) for item in found for t in item.told}
        assert expected == named
        assert all(isinstance(item, Row | Left) for item in found)
        if FORMATS[name].kind in {"csv", "tsv"}:
            assert all(list(item.cells) == list(FORMATS[name].table.names) for item in found if isinstance(item, Row))


def test_parquet_has_the_same_cells_as_csv(tmp_path):
    """DuckDB reads back what was written, typed, and text as it was."""
    duckdb = pytest.importorskip("duckdb")
    of = report("=1+1 is what the Front shelled in Ansongo")
    claims = [account(told(of, "shelled")), account(shelling(days=None, place=None))]
    export(claims, "parquet", tmp_path / "out.parquet")
    relation = duckdb.read_parquet(str(tmp_path / "out.parquet"))
    names, types = relation.columns, dict(zip(relation.columns, relation.types, strict=True))
    assert list(table("csv").names) == names
    assert ["DATE", "DOUBLE", "BOOLEAN", "BIGINT"] == [
        str(types[name]) for name in ("earliest", "latitude", "habitual", "geonameid")
    ]
    made = [dict(zip(names, values, strict=True)) for values in relation.fetchall()]
    expected = [row.cells for row in FORMATS["csv"].rows(claims)]
    assert expected == made
    assert made[0]["evidence"].startswith("=1+1")


def test_json_lines_are_objects(tmp_path):
    """The file for followthemoney has one entity a line."""
    export(from_readings(ENTRIES), "ftm", tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all({"id", "schema", "properties"} == set(json.loads(line)) for line in lines)
