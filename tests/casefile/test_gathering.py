"""Incidents are worked out when something changed, from claims as people left them, and grouped as people want them."""

from __future__ import annotations

import made
import pytest

from sayso.casefile import copies, gathering, linking, standing
from sayso.casefile.finding import Query, find_claims, find_incidents
from sayso.casefile.gathered import current
from sayso.casefile.judgements import judge
from sayso.casefile.verifying import verify
from sayso.errors import BadUsage
from sayso.incident import Copies, Field, Group, Incident, Part


class Plain:
    """Links claims of one type, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def copies(self, reports):
        """Find each report to be a copy of the first."""
        first, *others = [report.id for report in reports]
        return (Copies(root=first, members=tuple(others), kind="copy"),)

    def rewrites(self, readings, groups, copies):
        """Find no more than there is."""
        assert list(readings)
        assert groups
        return copies

    def link(self, readings, *, copies):
        """Put claims of one type together; a report is chiefly about its first claim."""
        assert copies
        self.asked += 1
        groups, main = {}, {}
        for reading in readings:
            for number, claim in enumerate(reading.claims):
                groups.setdefault(claim.event.type, []).append((reading.report.id, claim.id))
                if not number:
                    main.setdefault(claim.event.type, []).append(reading.report.id)
        return tuple(
            Group(id=f"by {kind}", claims=tuple(claims), main=tuple(main.get(kind, ())))
            for kind, claims in groups.items()
        )

    def describe(self, group, members, *, copies, rules):
        """Say what the first claim says."""
        assert copies
        assert rules is None
        killed = [toll.best for _, claim in members for toll in claim.toll]
        return Incident(
            id=group.id, type=members[0][1].event.type, standing="single-source", rule="one", independent_sources=1,
            reports=tuple(
                Part(id=report, claims=tuple(c for r, c in group.claims if r == report), main=report in group.main)
                for report in dict.fromkeys(report for report, _ in group.claims)
            ),
            fields={"killed": Field(agreement="alone", low=min(killed), high=max(killed))} if killed else {},
        )  # fmt: skip


@pytest.fixture
def plain(monkeypatch):
    """Put a plain way to link in the place of the packaged one."""
    made_up = Plain()
    monkeypatch.setattr(copies, "copies", made_up.copies)
    monkeypatch.setattr(copies, "rewrites", made_up.rewrites)
    monkeypatch.setattr(linking, "link", made_up.link)
    monkeypatch.setattr(standing, "describe", made_up.describe)
    return made_up


@pytest.fixture
def filled(case, plain):
    """Return a case with the made readings, gathered."""
    case.put(made.readings())
    gathering.gather(case)
    assert plain.asked
    return case


def grouped(case) -> list[set[str]]:
    """Return the claims of each incident, by names: report and number within it."""
    names = {claim.id: f"{reading.report.id} {number}" for reading, _ in made.readings()
             for number, claim in enumerate(reading.claims)}  # fmt: skip
    gathering.gather(case)
    return [{names[claim] for part in one.reports for claim in part.claims} for one in gathering.each_incident(case)]


def ids(*names: str) -> list[str]:
    """Return the ids of claims by their names."""
    found = {f"{reading.report.id} {number}": claim.id for reading, _ in made.readings()
             for number, claim in enumerate(reading.claims)}  # fmt: skip
    return [found[name] for name in names]


APART = [{"market 0", "denial 0"}, {"talks 0"}, {"islands 0", "islands 1"}]


def test_incidents_and_copies_are_kept(filled):
    """What was worked out is there to be read, in its order, any page size."""
    assert APART == grouped(filled)
    pages = [gathering.incidents(filled, after=after, limit=1) for after in (-1, 0, 1, 2)]
    assert [["by ASSAULT"], ["by CONSULT"], ["by COERCE"], []] == [[one.id for _, one in page] for page in pages]
    assert [("market", ("talks", "denial", "islands"))] == [
        (one.root, one.members) for one in gathering.each_copies(filled)
    ]


def test_nothing_is_worked_out_twice(filled, plain):
    """Only a new report, reading or judgement makes it due."""
    gathering.gather(filled)
    assert 1 == plain.asked
    judge(filled, "comment", ids("talks 0"), by="Ana", note="Hm.")
    gathering.gather(filled)
    filled.put_again([made.read(made.reports()[0], model=made.NEW)])
    gathering.gather(filled)
    assert 3 == plain.asked


def test_a_gathering_that_was_cut_short_is_not_seen(filled, monkeypatch):
    """What was there before stays until the next is complete, and nothing of the broken one is left then."""
    judge(filled, "reject", ids("market 0"), by="Ana")
    before = list(gathering.each_incident(filled))
    with monkeypatch.context() as patch:
        patch.setattr(standing, "describe", None)
        with pytest.raises(TypeError):
            gathering.gather(filled)
    assert before == list(gathering.each_incident(filled))
    assert [{"talks 0"}, {"denial 0"}, APART[2]] == grouped(filled)
    for table in ("incidents", "members", "copies", "gatherings"):
        column = "number" if table == "gatherings" else "gathering"
        assert [(1,)] == filled.database.query(f"SELECT count(DISTINCT {column}) FROM {table}")


def test_claims_take_part_as_people_left_them(filled):
    """A correction counts where claims are linked and described; what was rejected takes no part."""
    judge(filled, "correct", ids("market 0"), by="Ana", changes={"type": "COERCE", "killed": "12"})
    judge(filled, "reject", ids("islands 1"), by="Ana")
    assert [{"market 0", "islands 0"}, {"talks 0"}, {"denial 0"}] == grouped(filled)
    assert 12 == next(gathering.each_incident(filled)).fields["killed"].low


def test_incidents_can_be_merged_and_split_again(filled):
    """The last word holds; an incident stands for its claims."""
    judge(filled, "merge", ["by ASSAULT", "by CONSULT"], by="Ana")
    assert [{"market 0", "denial 0", "talks 0"}, APART[2]] == grouped(filled)
    judge(filled, "split", ids("talks 0", "denial 0"), by="Ben")
    assert [{"market 0"}, APART[2], {"talks 0", "denial 0"}] == grouped(filled)
    judge(filled, "merge", ids("market 0", "islands 1"), by="Ana")
    assert [{"market 0", "islands 0", "islands 1"}, {"talks 0", "denial 0"}] == grouped(filled)


def test_what_people_grouped_stays_so_with_new_reports_and_readings(filled):
    """A merge holds on to words, not to ids: it outlives a new model and what comes in later."""
    judge(filled, "merge", ids("talks 0", "islands 0"), by="Ana")
    judge(filled, "split", ids("denial 0"), by="Ana")
    for report in made.reports():
        filled.put_again([made.read(report, model=made.NEW, shift=1)])
    gathering.gather(filled)
    parts = [{part.id for part in incident.reports} for incident in gathering.each_incident(filled)]
    assert [{"market"}, {"talks", "islands"}, {"denial"}] == parts


def test_a_report_is_chiefly_about_the_part_with_most_of_its_claims(filled):
    """Where an incident is split, each report's main mark goes with its claims."""
    judge(filled, "split", ids("denial 0"), by="Ana")
    gathering.gather(filled)
    mains = [[part.id for part in one.reports if part.main] for one in gathering.each_incident(filled)]
    assert [["market"], ["talks"], ["islands"], ["denial"]] == mains


@pytest.mark.parametrize("targets", [["by CONSULT"], ["talks 0"], ["market 0", "denial 0"]])
def test_a_split_leaves_something(filled, targets):
    """All claims of an incident, or an incident itself, can't be split off."""
    named = [target if target.startswith("by") else ids(target)[0] for target in targets]
    with pytest.raises(BadUsage):
        judge(filled, "split", named, by="Ana")


def test_incidents_are_found_by_their_claims_and_standing(filled):
    """An incident matches where one of its claims does; claims name the incidents that they are in."""
    asked = (Query(actor="amber"), Query(place="Suva"), Query(standing="single-source", type="CONSULT"),
             Query(standing="denied"), Query(incident="by COERCE"))  # fmt: skip
    assert [["by ASSAULT"], ["by COERCE"], ["by CONSULT"], [], ["by COERCE"]] == [
        [one.id for _, one in find_incidents(filled, query)] for query in asked
    ]
    assert [("by COERCE",)] * 2 == [one.incidents for one in find_claims(filled, Query(incident="by COERCE"))]


@pytest.mark.usefixtures("plain")
def test_progress_is_told_by_stage(case):
    """Each stage tells how far it is, and comes to its end."""
    case.put(made.readings())
    told = []
    gathering.gather(case, told=lambda *stage: told.append(stage))
    assert [(4, 4), (4, 4), (4, 4), (3, 3)] == [(done, total) for _, done, total in told]


def test_what_was_worked_out_is_no_part_of_the_record(filled):
    """It can be thrown away or made again, and the case is as whole as before."""
    filled.database.query("DELETE FROM incidents")
    assert () == verify(filled).faults


@pytest.mark.parametrize("before", [True, False], ids=["worked out before", "worked out after"])
def test_what_the_machine_alone_makes_is_kept_beside(filled, before):
    """Judgements change nothing of it, whether it was worked out before them or only then; the others have them in."""
    untouched = list(gathering.each_incident(filled))
    if not before:
        judge(filled, "comment", ids("market 0"), by="Ana", note="?")
        gathering.gather(filled)
        assert current(filled, alone=True) is None
    judge(filled, "reject", ids("market 0"), by="Ana")
    gathering.gather(filled, alone=True)
    alone = current(filled, alone=True)
    assert untouched == list(gathering.each_incident(filled, gathering=alone))
    assert [{"talks 0"}, {"denial 0"}, APART[2]] == grouped(filled)
    judge(filled, "reject", ids("talks 0"), by="Ana")
    gathering.gather(filled, alone=True)
    assert alone == current(filled, alone=True)
    assert [(2,)] == filled.database.query("SELECT count(*) FROM gatherings")


def test_nobodys_judgements_are_one_gathering(filled):
    """Where nobody has judged anything, what the machine alone makes is what there is."""
    gathering.gather(filled, alone=True)
    assert current(filled) == current(filled, alone=True)
    assert [(1,)] == filled.database.query("SELECT count(*) FROM gatherings")
