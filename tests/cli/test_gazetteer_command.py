"""``sayso gazetteer``: names looked up, a dump built in."""

import zipfile

import pytest
from click.testing import CliRunner

from sayso.cli import main

ROW = ["99000002", "Zzurkalay", "Zzurkalay", "", "34.91", "71.02", "P", "PPL", "AF", "", "34", "", "", "", "0", "", "", "UTC", "2020-01-01"]  # fmt: skip  # noqa: E501


def test_a_dump_is_built_and_found_in(tmp_path, monkeypatch):
    """What is built from a dump is found by name once the environment names the file."""
    with zipfile.ZipFile(tmp_path / "AF.zip", "w") as archive:
        archive.writestr("AF.txt", "\t".join(ROW) + "\n")
    out = tmp_path / "own.sqlite"
    command = ["gazetteer", "build", str(tmp_path / "AF.zip"), "-o", str(out), "--country", "af"]
    built = CliRunner().invoke(main, command)
    assert 0 == built.exit_code, built.output
    assert "1 places" in built.output
    monkeypatch.setenv("SAYSO_GAZETTEER", str(out))
    found = CliRunner().invoke(main, ["gazetteer", "search", "Zzurkalay"])
    assert found.output.startswith("Zzurkalay: Zzurkalay, AF · city · 34.9100 71.0200")
    assert "geonames:99000002" in found.output


@pytest.mark.parametrize("name", ["missing.zip", "."])
def test_a_dump_that_is_not_there_is_an_error_with_a_way_out(tmp_path, monkeypatch, name):
    """One line says what is wrong; the exit status is that of a command that could not start."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["gazetteer", "build", name])
    assert 2 == result.exit_code
    assert "download.geonames.org" in result.stderr


def test_names_are_looked_up():
    """Each name is answered, the most populous place first; what is unknown is said to be."""
    result = CliRunner().invoke(main, ["gazetteer", "search", "Kunar", "Zzurkalay"])
    assert "Kunar: Kunar, AF · admin1" in result.output
    assert "Zzurkalay: not in the gazetteer" in result.output
