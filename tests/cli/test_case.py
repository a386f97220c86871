"""The commands on a case, as a user calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import invented
import msgspec
import pytest
from click.testing import CliRunner

from sayso.claim import Failure, Problem
from sayso.cli import main
from sayso.cli.case_progress import pace
from sayso.errors import InputError


class MarketReader:
    """Finds in the invented market report what is in it, in others nothing."""

    def __init__(self) -> None:
        self.model = SimpleNamespace(card=invented.CARD)

    def read_all(self, reports, *, workers):
        """Yield one entry a report, as `sayso.pipeline.Reader` does."""
        assert workers == 1
        for report in reports:
            if isinstance(report, InputError):
                yield Failure(error=Problem(code=report.code, input=report.source, message=report.message))
                continue
            whole = invented.market()
            claims = whole.claims if report.text.startswith(invented.MARKET.strip()) else ()
            claims = tuple(msgspec.structs.replace(claim, id=f"{report.id}-{claim.id}") for claim in claims)
            yield msgspec.structs.replace(whole, report=report, claims=claims)


ROWS = (
    {"id": "a", "text": invented.MARKET, "outlet": "The Delta Lantern", "published": "2021-03-20"},
    {"id": "b", "text": invented.MARKET + "Again.", "outlet": "Nile Post 24", "published": "2021-03-21"},
    {"id": "c", "text": "Rain is expected on the coast.", "title": "Weather", "published": "2021-03-20"},
)


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Return a call of the command in a folder with three reports in a file, with the reader replaced."""
    monkeypatch.setitem(sys.modules, "sayso.pipeline", SimpleNamespace(Reader=MarketReader))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")

    def call(*arguments, **options):
        return CliRunner().invoke(main, arguments, catch_exceptions=False, **options)

    return call


@pytest.fixture
def case(run):
    """Return the name of a case with the three reports."""
    assert 0 == run("add", "a.case", "in.jsonl").exit_code
    return "a.case"


def lines(result) -> list[dict]:
    """Return the JSON lines that a command printed."""
    assert 0 == result.exit_code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_makes_a_case_and_says_what_is_in_it(run):
    """The sums, and what failed; the exit status says whether all could be read."""
    first, again = run("add", "a.case", "in.jsonl"), run("add", "a.case", "in.jsonl", "lost.txt")
    assert "3 reports added. a.case holds 3 reports, 14 claims." in first.stdout
    assert "0 reports added, 3 already there, 1 could not be read" in again.stdout
    assert "lost.txt" in again.stdout
    assert (0, 1) == (first.exit_code, again.exit_code)


def test_add_tells_of_each_report_in_lines(run):
    """One line a report, for programs, once it is kept."""
    told = run("add", "a.case", "in.jsonl", "lost.txt", "--format", "jsonl")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert [("added", "a"), ("added", "b"), ("added", "c"), ("failed", None)] == [
        (row["state"], row.get("id")) for row in rows
    ]
    assert "not-found" == rows[-1]["error"]["code"]


@pytest.mark.parametrize(
    ("done", "worked", "total", "seconds", "words"),
    [(0, 0, 10, 5.0, ""), (50, 50, 100, 10.0, "5.0 reports/s, 0:00:10 left"), (50, 50, None, 10.0, "5.0 reports/s"),
     (90, 10, 100_000, 10.0, "1.0 reports/s, 27:45:10 left"), (101, 101, 100, 10.0, "10.1 reports/s")],
)  # fmt: skip
def test_the_time_left_goes_by_what_took_work(done, worked, total, seconds, words):
    """What the case had already says nothing of how fast the rest will be read."""
    assert words == pace(done, worked, total, seconds, unit="reports")


def test_add_gives_date_and_outlet_to_reports_that_lack_theirs(run, tmp_path):
    """The options reach the report, as with `sayso read`."""
    (tmp_path / "d.txt").write_text("Quiet.", encoding="utf-8")
    run("add", "a.case", "d.txt", "--published", "2021-04-01", "--outlet", "The Quay")
    (report,) = lines(run("find", "a.case", "--show", "reports", "--format", "jsonl"))
    assert ("2021-04-01", "The Quay") == (report["published"], report["outlet"])


def test_incidents_are_the_contracts(run, case):
    """One incident a line, with the contract's keys; every claim is in one, and a report is main in one at most."""
    found = lines(run("incidents", case, "--format", "jsonl"))
    keys = {"id", "type", "place", "when", "standing", "independent_sources", "reports", "fields"}
    assert all(keys <= set(incident) for incident in found)
    claims = [claim for incident in found for part in incident["reports"] for claim in part["claims"]]
    assert {f"{report}-c{number}" for report in "ab" for number in range(1, 8)} == set(claims)
    mains = [part["id"] for incident in found for part in incident["reports"] if part["main"]]
    assert len(mains) == len(set(mains))


def test_incidents_come_out_the_same_every_time(run, case):
    """Twice the same bytes, and the same in a case that is made anew."""
    first = run("incidents", case, "--format", "jsonl").stdout
    run("add", "b.case", "in.jsonl")
    assert first == run("incidents", case, "--format", "jsonl").stdout
    assert first == run("incidents", "b.case", "--format", "jsonl").stdout


def test_copies_are_the_contracts(run, case):
    """One root with its members a line."""
    (found,) = lines(run("copies", case, "--format", "jsonl"))
    assert ("a", ["b"]) == (found["root"], found["members"])
    assert found["kind"] in {"wire", "copy", "rewrite"}


def test_relations_and_the_picture_come_from_the_incidents(run, case):
    """Who does what to whom goes out as JSON, and the page is one document with the case's name."""
    assert {"names", "ties", "ambivalent", "triads"} == set(
        json.loads(run("relations", case, "--format", "json").stdout)
    )
    page = run("picture", case).stdout
    assert page.startswith("<!doctype html>")
    assert "<title>a" in page
    assert "<title>Bentiu" in run("picture", case, "--title", "Bentiu").stdout


@pytest.mark.parametrize("command", [("incidents",), ("copies",), ("find",), ("find", "--show", "incidents"),
                                     ("find", "--show", "reports"), ("relations",)])  # fmt: skip
def test_tables_are_printed(run, case, command):
    """Each list has a form for people, and one that is empty says so."""
    name, *options = command
    assert run(name, case, *options).stdout.strip()
    assert run("add", "empty.case", "lost.txt").exit_code == 1
    result = run(name, "empty.case", *options)
    assert (0, True) == (result.exit_code, bool(result.stdout.strip()))


def test_a_file_holds_what_standard_output_would(run, case, tmp_path):
    """``--output`` writes the same bytes to a file."""
    for form in ("table", "json", "jsonl"):
        printed = run("find", case, "--format", form).stdout_bytes
        run("find", case, "--format", form, "--output", "out")
        assert printed == (tmp_path / "out").read_bytes()


def test_find_takes_all_conditions(run, case):
    """Each option narrows what is found."""
    conditions = ("bentiu", "--actor", "amber", "--type", "assault", "--status", "occurred", "--country", "ss",
                  "--place", "bentiu", "--box", "29,9,30,10", "--since", "2021-03-01", "--until", "2021-03-31",
                  "--outlet", "lantern")  # fmt: skip
    found = lines(run("find", case, *conditions, "--format", "jsonl"))
    assert ["a-c1"] == [row["claim"]["id"] for row in found]
    assert 1 == len(lines(run("find", case, "--limit", "1", "--format", "jsonl")))


def test_a_standing_is_of_incidents(run, case):
    """Claims are found by the standing of the incident that they are in."""
    standings = {incident["standing"] for incident in lines(run("incidents", case, "--format", "jsonl"))}
    found = {
        standing: len(lines(run("find", case, "--standing", standing, "--format", "jsonl"))) for standing in standings
    }
    assert 14 == sum(found.values())


def test_people_judge_and_agree(run, case):
    """What two people say of the same claims is listed, and held against each other."""
    assert 0 == run("judge", "confirm", case, "a-c1", "a-c2", "--by", "Ana").exit_code
    assert 0 == run("judge", "reject", case, "a-c2", "--by", "Ben", "--note", "No.").exit_code
    given = run("judge", "correct", case, "a-c1", "--set", "killed=9-14", "--set", "status=possible", "--by", "Ben",
                "--format", "json")  # fmt: skip
    assert {"killed": [9, 14], "status": "possible"} == json.loads(given.stdout)["changes"]
    assert ["confirm", "reject", "correct"] == [
        row["verb"] for row in lines(run("judge", "list", case, "--format", "jsonl"))
    ]
    assert "No." in run("judge", "list", case, "--by", "Ben").stdout
    assert "no such" in run("judge", "list", case, "--unmatched").stdout
    report = json.loads(run("agreement", case, "Ana", "Ben", "--format", "json").stdout)
    assert {"kept", "status"} == {row["field"] for row in report["differences"]}
    assert "Krippendorff" in run("agreement", case, "Ana", "Ben").stdout


def test_merged_incidents_are_one(run, case):
    """A merge is seen in the next list."""
    before = lines(run("incidents", case, "--format", "jsonl"))
    assert 0 == run("judge", "merge", case, *[one["id"] for one in before[:2]], "--by", "Ana").exit_code
    assert len(before) - 1 == len(lines(run("incidents", case, "--format", "jsonl")))


def test_a_table_of_standings_of_ones_own_holds_from_then_on(run, case, tmp_path):
    """It is used until another takes its place, and the log tells of it; a broken one is refused."""
    (tmp_path / "mine.toml").write_text(
        'own_origins = true\n[[rule]]\nname = "whatever"\nstanding = "contested"\n', encoding="utf-8"
    )
    own = run("incidents", case, "--format", "jsonl").stdout
    given = lines(run("incidents", case, "--rules", "mine.toml", "--format", "jsonl"))
    assert {("contested", "whatever")} == {(one["standing"], one["rule"]) for one in given}
    assert given == lines(run("incidents", case, "--format", "jsonl"))
    assert own == run("incidents", case, "--rules", "packaged", "--format", "jsonl").stdout
    assert 0 == run("verify", case).exit_code
    assert 2 == run("incidents", case, "--rules", "in.jsonl").exit_code


def test_verify_finds_what_was_altered(run, case):
    """A whole case has exit status 0 and gives its head; an altered one has 1 and says where."""
    import sqlite3

    whole = run("verify", case)
    head = json.loads(run("verify", case, "--format", "json").stdout)["head"]
    assert (0, True) == (whole.exit_code, head in whole.stdout)
    assert (0, 1) == (run("verify", case, "--head", head).exit_code, run("verify", case, "--head", "0").exit_code)
    with sqlite3.connect(case) as connection:
        connection.execute("UPDATE claims SET record = replace(record, 'Bentiu', 'Bentiv') WHERE id = 'a-c1'")
    connection.close()
    result = run("verify", case)
    assert (1, True) == (result.exit_code, "claim" in result.stdout)


def test_reading_again_leaves_alone_what_is_up_to_date(run, case):
    """Nothing is read twice by the same model and version."""
    assert "0 reports added" in run("read-again", case).stdout


@pytest.mark.parametrize(
    "arguments",
    [("incidents", "lost.case"), ("verify", "in.jsonl"), ("add", "a.case"), ("find", "CASE", "--box", "1,2,3"),
     ("find", "CASE", "--box", "0,9,0,-9"), ("find", "CASE", "…"), ("judge", "confirm", "CASE", "ghost", "--by", "A"),
     ("judge", "correct", "CASE", "a-c1", "--set", "colour", "--by", "A"), ("judge", "reject", "CASE", "a-c1"),
     ("agreement", "CASE", "Ana", "Ben")],
)  # fmt: skip
def test_a_wrong_call_is_a_usage_error(run, case, arguments):
    """Standard error says why, standard output nothing, and the exit status is 2."""
    result = run(*(case if argument == "CASE" else argument for argument in arguments))
    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr


def test_control_characters_never_reach_the_terminal(run, tmp_path):
    """What a hostile report says is shown, not obeyed."""
    row = {"id": "\x1b[2J", "text": invented.MARKET, "title": "\x1b]0;x\x07", "outlet": "\x1b[31mRed"}
    (tmp_path / "evil.jsonl").write_text(json.dumps(row), encoding="utf-8")
    run("add", "a.case", "evil.jsonl")
    run("judge", "comment", "a.case", "\x1b[2J-c1", "--by", "\x1b[1mAna", "--note", "\x1b[2J")
    for command in ("find", "find --show reports", "incidents", "copies", "judge list"):
        shown = run(*command.split(), "a.case")
        assert 0 == shown.exit_code
        assert "\x1b" not in shown.stdout


def test_help_of_a_case_command_loads_nothing_heavy():
    """``sayso add --help`` imports neither the model nor a database."""
    program = (
        "import sys, click.testing, sayso.cli\n"
        "click.testing.CliRunner().invoke(sayso.cli.main, ['add', '--help'], catch_exceptions=False)\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"sqlite3", "psycopg", "numpy", "onnxruntime", "rensa", "sayso.pipeline", "rich", "sayso.casefile.store"}
    assert set() == heavy & set(loaded)
