from io import StringIO

import invented
import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from sayso.cli.table import write_table
from sayso.report import Report


def printed(*entries, width=80, colour=False):
    """Return what the table of *entries* prints."""
    stream = StringIO()
    console = Console(file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None)
    write_table(entries, console)
    return stream.getvalue()


def words(text):
    """Return *text* on one line."""
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    """Whatever the width, lines wrap within it."""
    assert max(cell_len(line) for line in printed(*invented.entries(), width=width).splitlines()) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_a_claim_shows_who_did_what_to_whom(width):
    """Each cell of a claim is there: actors, trigger, recipients, type, place, days, toll, weapon, status."""
    table = words(printed(invented.market(), width=width))
    for cell in (
        "Government of South Sudan → struck → Amber Front ASSAULT drone", "● occurred", "1–7 March 2021",
        "Rubkona, Unity, South Sudan (near)", "at least 6 fighters killed", "with drones",
    ):  # fmt: skip
        assert cell in table


def test_a_chain_runs_from_the_outlet_inwards():
    """The outlet stands first, and an unnamed source is said to be unnamed, with whom it told."""
    table = words(printed(invented.market(), width=120))
    expected = "The Delta Lantern ← Southern Courier (reported) ← military official (unnamed, told the Courier)"
    assert expected in table


def test_a_status_is_a_word():
    """Without colour, a denial still reads as one."""
    assert "✕ denied" in printed(invented.market())
    assert "◇ hypothetical" in printed(invented.market())


def test_the_evidence_is_beneath():
    """The words that the claim stands on are quoted."""
    assert "“denied that its men had shelled the market”" in words(printed(invented.market()))


def test_words_already_quoted_get_no_second_quotation_marks():
    """A direct quotation is shown as it is printed."""
    assert "““" not in printed(invented.market())


def test_a_missing_date_is_asked_for():
    """Where a date stayed unknown, one line says how to give the published date; elsewhere none does."""
    assert "“last week” stays unknown. Give it with --published" in words(printed(invented.bridge()))
    assert "--published" not in printed(invented.market())


def test_a_failure_says_what_to_do():
    """A report that could not be read has its line, its code and its remedy, and is counted."""
    table = words(printed(*invented.entries()))
    assert "there is no such file [not-found] Check the path." in table
    assert "3 reports read, 8 claims, 1 could not be read" in table


def test_an_empty_reading_says_so():
    """A report without claims is not passed over in silence."""
    assert "No claim about a conflict event was found" in printed(invented.weather())


@pytest.mark.parametrize("colour", [False, True])
def test_a_report_can_not_command_the_terminal(colour):
    """Escape sequences and markup in a title are shown, not obeyed."""
    report = Report.from_text("x", title="\x1b[2J\x1b]0;owned\x07[red]free[/red] :smile:", outlet="a\x9b31mb\u202e")
    reading = msgspec.structs.replace(invented.weather(), report=report)
    table = printed(reading, colour=colour)
    assert "\x1b[2J" not in table
    assert "\x1b]" not in table
    assert not set("\x07\x9b\u202e") & set(table)
    assert "[red]free[/red] :smile:" in table


def test_without_colour_there_is_no_escape_sequence():
    """Piped output is plain text."""
    assert "\x1b" not in printed(*invented.entries())
