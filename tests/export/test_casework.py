"""A case file's incidents as accounts: every claim once, as people left it, copies with one voice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import invented
import pytest
from click.testing import CliRunner
from msgspec import structs

from sayso.casefile import Case
from sayso.casefile.gathering import gather
from sayso.casefile.judgements import judge
from sayso.cli import main
from sayso.export.casework import accounts
from sayso.report import Report

MARKET = invented.market()


def copied():
    """Return the market story again, as another outlet carried it."""
    report = Report.from_text(
        MARKET.report.text, id="copy", outlet="The Quayside Post", published=MARKET.report.published
    )
    claims = tuple(
        structs.replace(claim, id=f"{claim.id}-copy", event=structs.replace(claim.event, id=f"{claim.event.id}-copy"))
        for claim in MARKET.claims
    )
    return structs.replace(MARKET, report=structs.replace(report, sha256="c" * 64), claims=claims)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Return a case with a story, its copy, and another story."""
    readings = [MARKET, copied(), invented.bridge()]
    with Case(str(tmp_path / "a.case"), create=True) as made:
        made.put([(reading, reading.report.text.encode()) for reading in readings])
        yield made


def found(case):
    """Return the accounts of a case, its incidents worked out."""
    gather(case)
    return list(accounts(case))


def test_every_claim_is_in_an_account(case):
    """Nothing that was read is lost between a case and its export."""
    expected = {claim.id for reading in case.each_reading() for claim in reading.claims}
    told = [told.claim.id for account in found(case) for told in account.told]
    assert expected == set(told)
    assert len(told) == len(set(told))


def test_a_copy_has_the_voice_of_its_root(case):
    """Claims of a copy and of what it copies speak with one voice, others with their own."""
    voices = {t.report.id: t.voice for account in found(case) for t in account.told}
    assert voices["market"] == voices["copy"]
    assert "Nile Post 24" == voices["bridge"]


def test_what_people_rejected_is_gone(case):
    """A claim that somebody rejected is in no account."""
    judge(case, "reject", ["c1"], by="Ana")
    assert "c1" not in {told.claim.id for account in found(case) for told in account.told}


def test_what_people_corrected_is_corrected(case):
    """A claim has the values that somebody gave it."""
    judge(case, "correct", ["c3"], by="Ana", changes={"killed": "7"})
    (claim,) = (told.claim for account in found(case) for told in account.told if told.claim.id == "c3")
    assert [(7, 7)] == [(toll.low, toll.high) for toll in claim.toll if toll.harm == "killed"]


def test_a_case_is_exported_by_the_command(case, tmp_path):
    """The command works out the incidents and exports them; the row leads to the claims of both reports."""
    output = tmp_path / "ged.csv"
    done = CliRunner().invoke(main, ["export", case.name, "--format", "ucdp", "-o", str(output), "--no-progress"])
    assert 0 == done.exit_code, done.output
    listed = (tmp_path / "ged.claims.csv").read_text(encoding="utf-8")
    assert "c1" in listed
    assert "c1-copy" in listed
    assert 3 == len(output.read_text(encoding="utf-8").splitlines())
