import json
import subprocess
import sys
from types import SimpleNamespace

import invented
import msgspec
import pytest
from click.testing import CliRunner

from sayso.claim import Failure, Problem, Reason
from sayso.cli import main
from sayso.errors import InputError, ModelError, NoSuchClaim
from sayso.export.records import decode
from sayso.export.schema import schema_text

HEAVY = {"sayso.model", "sayso.pipeline", "numpy", "onnxruntime", "tokenizers", "trafilatura", "httpx", "jinja2",
         "rich", "lxml"}  # fmt: skip


class MarketReader:
    """Finds in every report the first claim of the invented market report."""

    def read_all(self, reports, *, workers):
        """Yield one entry a report, as `sayso.pipeline.Reader` does."""
        assert workers >= 1
        for report in reports:
            if isinstance(report, InputError):
                problem = Problem(code=report.code, input=report.source, message=report.message, remedy=report.remedy)
                yield Failure(error=problem)
            else:
                yield msgspec.structs.replace(invented.market(), report=report, claims=invented.market().claims[:1])


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Return a call of the command in an empty folder, with the reader replaced."""
    monkeypatch.setitem(sys.modules, "sayso.pipeline", SimpleNamespace(Reader=MarketReader))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(invented.MARKET, encoding="utf-8")
    (tmp_path / "b.txt").write_text(invented.MARKET + "Again.\n", encoding="utf-8")

    def call(*arguments, **options):
        return CliRunner().invoke(main, arguments, catch_exceptions=False, **options)

    return call


def test_a_report_is_read_into_a_table(run):
    """One command, one report, a table on standard output."""
    result = run("read", "a.txt")
    assert (0, "") == (result.exit_code, result.stderr)
    assert "9–14 civilians killed" in result.stdout


def test_date_and_outlet_reach_the_report(run):
    """What the options say is what the report carries, where it says nothing itself."""
    result = run("read", "a.txt", "--published", "2021-03-20", "--outlet", "The Delta Lantern", "--format", "json")
    report = json.loads(result.stdout)["report"]
    assert ("2021-03-20", "The Delta Lantern") == (report["published"], report["outlet"])


def test_a_text_file_is_read_in_the_encoding_that_is_named(run, tmp_path):
    """``--encoding`` is for text that is not UTF-8."""
    (tmp_path / "old.txt").write_bytes("Le maire a démissionné à Aubrac.".encode("windows-1252"))
    assert (1, 0) == tuple(
        run("read", "old.txt", "--format", "json", *more).exit_code for more in ([], ["--encoding", "windows-1252"])
    )
    assert 2 == run("read", "old.txt", "--encoding", "windows-9999").exit_code


def test_standard_input_is_a_report(run):
    """``-`` reads standard input."""
    result = run("read", "-", "--format", "jsonl", input=invented.MARKET)
    assert invented.MARKET.strip() == decode(result.stdout_bytes).report.text.strip()


def test_an_input_that_is_not_there_stops_no_other(run):
    """The entry in its place says what happened, the others are read, and the exit status is 1."""
    result = run("read", "a.txt", "lost.txt", "b.txt", "--format", "jsonl")
    entries = [decode(line) for line in result.stdout_bytes.splitlines()]
    assert [False, True, False] == [isinstance(entry, Failure) for entry in entries]
    assert ("not-found", 1) == (entries[1].error.code, result.exit_code)
    assert "lost.txt" in entries[1].error.input


@pytest.mark.parametrize("format_name", ["table", "json", "jsonl", "html"])
def test_a_file_holds_what_standard_output_would(run, tmp_path, format_name):
    """``--output`` writes the same bytes to a file and nothing to standard output."""
    printed = run("read", "a.txt", "b.txt", "--format", format_name)
    result = run("read", "a.txt", "b.txt", "--format", format_name, "--output", "out")
    assert (0, "") == (result.exit_code, result.stdout)
    assert printed.stdout_bytes == (tmp_path / "out").read_bytes()
    assert ["a.txt", "b.txt", "out"] == sorted(path.name for path in tmp_path.iterdir())


def test_an_input_may_be_the_output(run, tmp_path):
    """The output takes its place only when it is whole, so that an input is not emptied before it is read."""
    run("read", "a.txt", "--format", "json", "--output", "a.txt")
    assert invented.MARKET.strip() == decode((tmp_path / "a.txt").read_bytes()).report.text.strip()


def test_a_file_stays_when_the_command_fails(run, tmp_path, monkeypatch):
    """An error half-way leaves what was there, and no draft beside it."""

    class Broken:
        def read_all(self, *_, **__):
            yield invented.market()
            raise ModelError("the weights changed", remedy="Install sayso again.")

    monkeypatch.setitem(sys.modules, "sayso.pipeline", SimpleNamespace(Reader=Broken))
    (tmp_path / "out").write_text("before", encoding="utf-8")
    result = run("read", "a.txt", "--format", "jsonl", "--output", "out")
    assert ("before", ["a.txt", "b.txt", "out"]) == (
        (tmp_path / "out").read_text(encoding="utf-8"),
        sorted(path.name for path in tmp_path.iterdir()),
    )
    assert (2, "sayso: the weights changed. Install sayso again.\n") == (result.exit_code, result.stderr)


@pytest.mark.parametrize(
    "arguments",
    [("read",), ("read", "a.txt", "--published", "yesterday"), ("read", "a.txt", "--format", "xml"),
     ("read", "a.txt", "--workers", "0"), ("read", "a.txt", "--output", "no/such/folder/out"), ("decide",)],
)  # fmt: skip
def test_a_wrong_call_is_a_usage_error(run, arguments):
    """Nothing is read, standard error says why, and the exit status is 2."""
    result = run(*arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr


def test_the_demo_reads_the_packaged_reports(run, tmp_path):
    """All of the example reports are read, and the page is written where it is asked for."""
    result = run("demo", "--html", "demo.html")
    assert 0 == result.exit_code
    assert "8 reports read" in result.stdout
    assert (tmp_path / "demo.html").read_bytes().startswith(b"<!doctype html>")


def test_the_schema_is_printed(run):
    """``sayso schema`` prints the schema that is published."""
    assert schema_text() == run("schema").stdout_bytes


def test_the_version_is_printed(run):
    """``--version`` names the program and its version."""
    assert run("--version").stdout.startswith("sayso ")


def test_help_loads_nothing_heavy():
    """``sayso --help`` imports no library that is slow to load, which keeps it within 250 ms."""
    program = (
        "import sys, click.testing, sayso.cli\n"
        "click.testing.CliRunner().invoke(sayso.cli.main, ['read', '--help'], catch_exceptions=False)\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert set() == HEAVY & set(loaded)


class ExplainingReader(MarketReader):
    """Explains one claim, ``c1``, of any report."""

    def explain(self, report, claim):
        """Return a reason, as `sayso.pipeline.Reader` does."""
        if claim != "c1":
            raise NoSuchClaim(f"no claim has the id {claim!r}", source=report.id)
        return (Reason(start=0, end=3, text="\x1b[31mThe[/]", cell="event.type", step="the trigger table"),)


def test_a_claim_is_explained_in_a_table_or_as_json(run, monkeypatch):
    """The cell, its words and the step are printed; control characters never reach the terminal."""
    monkeypatch.setitem(sys.modules, "sayso.pipeline", SimpleNamespace(Reader=ExplainingReader))
    table, listed = run("explain", "a.txt", "c1"), run("explain", "a.txt", "c1", "--format", "json")
    assert ("the trigger table" in table.stdout, "\x1b" in table.stdout) == (True, False)
    assert ["event.type"] == [reason["cell"] for reason in json.loads(listed.stdout)]


def test_an_unknown_claim_is_told(run, monkeypatch):
    """No traceback: one line and the exit status of a command that could not start."""
    monkeypatch.setitem(sys.modules, "sayso.pipeline", SimpleNamespace(Reader=ExplainingReader))
    result = run("explain", "a.txt", "c2")
    assert (2, True) == (result.exit_code, "no claim has the id 'c2'" in result.stderr)
