"""`sayso actors`."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner

from sayso import who
from sayso.cli import main


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Return a call of the command with a user's table that does not exist yet."""
    monkeypatch.setenv("SAYSO_ACTORS", str(tmp_path / "own" / "actors.csv"))
    return lambda *arguments: CliRunner().invoke(main, ["actors", *arguments], catch_exceptions=False)


def test_search_shows_each_time_of_an_actor(run):
    """A group that changed is listed once for each thing that it was, in order."""
    lines = [line for line in run("search", "Taliban").stdout.splitlines() if line.startswith("actor:taliban ")]
    assert ["rebels", "government", "rebels", "government"] == [line.split("(")[1].split(",")[0] for line in lines]


def test_search_by_country(run):
    """Another country's bearer of the name is left out."""
    found = run("search", "National Liberation Army", "--country", "co")
    assert (0, 1) == (found.exit_code, len(found.stdout.splitlines()))


def test_nothing_found_is_an_exit_status(run):
    """So that a script can tell."""
    found = run("search", "no such front")
    assert (1, "") == (found.exit_code, found.stdout)


def test_what_is_added_wins(run):
    """An actor of the user's own is found before one of the packaged table, by every part of sayso."""
    assert 0 == run("add", "Larmia Guard", "--alias", "FSA", "--kind", "militia", "--country", "ml").exit_code
    assert ["actor:larmia-guard"] * 2 == [a.id for a in who.resolve_names(["Larmia Guard", "the FSA"])]
    assert run("search", "FSA").stdout.splitlines()[0].endswith("[yours]")


def test_import_adds_each_row_once(run, tmp_path):
    """A second import of the same file adds nothing."""
    table = tmp_path / "mine.csv"
    table.write_text("name,kind,start\nRiver Guard,militia,2020-01-01\nHill Guard,rebels,\n", encoding="utf-8")
    said = [run("import", str(table)).stdout.rsplit(": ", 1)[1] for _ in range(2)]
    assert ["2 added\n", "0 added, 2 known already\n"] == said
    before, after = (who.resolve_names(["River Guard"], published=dt.date(year, 6, 1))[0].id for year in (2019, 2021))
    assert ("report:1", "actor:river-guard") == (before, after)


def test_a_wrong_row_is_refused_and_nothing_is_written(run, tmp_path):
    """The message names the row and what is wrong with it; the table stays as it was."""
    table = tmp_path / "mine.csv"
    table.write_text("name,kind\nRiver Guard,militia\nHill Guard,wizards\n", encoding="utf-8")
    failed = run("import", str(table))
    assert (2, False) == (failed.exit_code, (tmp_path / "own" / "actors.csv").exists())
    assert "line 3" in failed.stderr
    assert "'wizards' is no kind of actor" in failed.stderr


@pytest.mark.parametrize(
    ("name", "published", "actor"),
    [
        ("the Kenyan police", None, "actor:ke-police"),
        ("Gen. Frank McKenzie", "2020-10-22", "actor:frank-mckenzie"),
        ("the Afghan president", "2020-10-22", "actor:ashraf-ghani"),
        ("President Ghani", "2020-10-22", "actor:ashraf-ghani"),
        ("the army of Chad", None, "actor:td-army"),
        ("Kabul", None, "actor:af"),
        ("Taliban fighters", None, "actor:taliban"),
        ("New Hamas", None, "report:1"),
    ],
)
def test_names_are_resolved_alone(name, published, actor):
    """A name without a text means what it would mean as the subject of a report of that day."""
    day = dt.date.fromisoformat(published) if published else None
    assert actor == who.resolve_names([name], published=day)[0].id
