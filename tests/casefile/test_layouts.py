"""A case that any released version made can be opened by this one; steps between layouts are whole or not at all."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

import layouts
import made
import pytest

from sayso.casefile import Case, gathering, migrations
from sayso.casefile.attaching import Judged, listed
from sayso.casefile.database import connect
from sayso.casefile.finding import Query, each_claim
from sayso.casefile.verifying import verify
from sayso.errors import CaseUnavailable

RELEASED = range(1, migrations.LAYOUT + 1)
PINNED = {
    "0001.sql": "71af99533321bc79e31f13e5d7b3a6195b1ff9b63f56112729d68e2863f3499c",
    "0001.sqlite.sql": "6046b6b9d5c50370d4c8646eab22fe79fb06805db5e2b6230fb5631a96d8d5e1",
    "0001.postgresql.sql": "034783a7b3bde418aac873291cb17094cc64579f8fd247c533699a1013bb0a55",
    "0002.sql": "28f3eddb7b97404a55640492f8a1282b8fb5f3fd43bd3e3ac996258a8363cd7a",
}
"""The SQL of released layouts, by sha256: cases out there were made by it."""


@pytest.fixture(params=RELEASED)
def old(request, location):
    """Return a case of each released layout, in each of the two databases, opened by this version."""
    database = connect(location, create=True)
    layouts.load(database, request.param)
    database.close()
    with Case(location) as case:
        yield case


def test_an_old_case_is_brought_up_to_date(old):
    """It has the newest layout, and what the log says of it still holds."""
    assert migrations.LAYOUT == migrations.layout_of(old.database)
    assert () == verify(old).faults


def test_an_old_case_says_what_it_said(old):
    """Readings, originals, judgements and incidents are what was put in, and are found."""
    wanted = [made.read(made.reports()[0], model=made.NEW, shift=1), *(reading for reading, _ in made.readings()[1:])]
    assert wanted == list(old.each_reading())
    assert [data for _, data in made.readings()] == [old.original(report.sha256) for report in old.each_report()]
    assert [("Ana", "correct", ()), ("Ben", "merge", ())] == [(one.by, one.verb, one.unmatched) for one in listed(old)]
    corrected = Judged.of(old).over(wanted[1].report.sha256, wanted[1].claims)[0]
    assert (9, 14) == (corrected.toll[0].low, corrected.toll[0].high)
    assert {"market", "denial"} == {one.report for one in each_claim(old, Query(words="amber front", place="bentiu"))}
    claims = {claim for one in gathering.each_incident(old) for part in one.reports for claim in part.claims}
    assert {claim.id for reading in wanted for claim in reading.claims} == claims


def test_an_old_case_can_be_added_to(old):
    """New reports get in, and the whole is whole."""
    report = made.Report.from_text("Rebels shelled us.", id="new")
    assert 1 == len(old.put([(made.read(report), report.text.encode())]))
    assert () == verify(old).faults


@pytest.mark.parametrize("name", PINNED)
def test_a_released_layout_is_never_changed(name):
    """Another layout is another file."""
    assert PINNED[name] == sha256((files("sayso.casefile.migrations") / name).read_bytes()).hexdigest()


def test_every_layout_is_pinned():
    """Each file of SQL stands in the list."""
    folder = files("sayso.casefile.migrations")
    assert set(PINNED) == {file.name for file in folder.iterdir() if file.name.endswith(".sql")}


def test_a_step_is_whole_or_not_at_all(case, monkeypatch):
    """Where a statement of a step fails, the tables are as they were, and the case can be used."""
    case.put(made.readings())
    steps = ("CREATE TABLE more (x TEXT)", "UPDATE reports SET id = 'gone'", "CREATE TABLE reports (x TEXT)")
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "statements", lambda *_: iter(steps))
        with pytest.raises(CaseUnavailable):
            migrations.migrate(case.database, to=migrations.LAYOUT + 1)
    assert (migrations.LAYOUT, False) == (migrations.layout_of(case.database), case.database.has_table("more"))
    assert () == verify(case).faults


def test_a_step_is_taken_once(case, monkeypatch):
    """A second try to take it finds it taken."""
    monkeypatch.setattr(migrations, "statements", lambda *_: iter(["CREATE TABLE more (x TEXT)"]))
    for _ in range(2):
        migrations.migrate(case.database, to=migrations.LAYOUT + 1)
    assert (migrations.LAYOUT + 1, True) == (migrations.layout_of(case.database), case.database.has_table("more"))
