"""What people say is kept beside the records, moves with the words, and is laid over the claims."""

from __future__ import annotations

import made
import msgspec
import pytest

from sayso.casefile.attaching import Judged, claims_now, listed
from sayso.casefile.corrections import checked, corrected
from sayso.casefile.judgements import anchor, judge, judgements, retract
from sayso.claim import Claim
from sayso.errors import BadUsage, NotInCase


@pytest.fixture
def filled(case):
    """Return a case with the made readings."""
    case.put(made.readings())
    return case


def first(number: int = 0) -> Claim:
    """Return the first claim of the made report of that number."""
    return made.readings()[number][0].claims[0]


def as_judged(case, number: int = 0) -> tuple[Claim, ...]:
    """Return the claims of the made report of that number, as people left them."""
    reading = case.reading(made.reports()[number].id)
    return Judged.of(case).over(reading.report.sha256, reading.claims)


def test_a_judgement_is_kept_as_it_was_given(filled):
    """By whom, when, on what and why comes back, with its place in the log."""
    given = judge(filled, "correct", [first().id], by=" Ana ", note="Page 2", changes={"killed": "9-14"})
    assert [given] == list(judgements(filled))
    assert ("Ana", "Page 2", {"killed": [9, 14]}, (anchor(made.reports()[0], first()),)) == (
        given.by, given.note, given.changes, given.claims
    )  # fmt: skip
    assert given.number
    assert given.at.endswith("Z")


def test_the_record_stays_as_it_was_read(filled):
    """No judgement changes what the machine read."""
    judge(filled, "correct", [first().id], by="Ana", changes={"type": "THREATEN"})
    judge(filled, "reject", [first(1).id], by="Ana")
    assert [reading for reading, _ in made.readings()] == list(filled.each_reading())


def test_corrections_are_laid_over_the_claim(filled):
    """The last word on each field holds, whoever said it."""
    judge(filled, "correct", [first().id], by="Ana", changes={"type": "THREATEN", "status": "possible"})
    judge(filled, "correct", [first().id], by="Ben", changes={"type": "COERCE"})
    (claim,) = as_judged(filled)
    assert ("COERCE", "possible", first().actors) == (claim.event.type, claim.status, claim.actors)


def test_a_rejected_claim_is_left_out_until_it_is_confirmed(filled):
    """The last verdict holds; the claim itself stays in the case."""
    judge(filled, "reject", [first().id], by="Ana")
    assert () == as_judged(filled)
    judge(filled, "confirm", [first().id], by="Ben")
    assert (first(),) == as_judged(filled)


def test_judgements_move_to_the_same_words_in_a_later_reading(filled):
    """A model that finds the event a character further on, under another id, is held to what was said."""
    judge(filled, "correct", [first().id], by="Ana", changes={"status": "possible"})
    later = made.read(made.reports()[0], model=made.NEW, shift=1)
    filled.put_again([later])
    assert first().id not in {claim.id for claim in later.claims}
    (claim,) = as_judged(filled)
    assert (later.claims[0].id, "possible") == (claim.id, claim.status)
    assert [()] == [one.unmatched for one in listed(filled)]


def test_a_judgement_without_its_claim_is_listed(filled):
    """Where a later reading has nothing on those words, the judgement is not lost and not laid over something else."""
    given = judge(filled, "reject", [first(3).id], by="Ana")
    later = made.read(made.reports()[3], model=made.NEW)
    filled.put_again([msgspec.structs.replace(later, claims=later.claims[1:])])
    assert later.claims[1:] == as_judged(filled, 3)
    assert [(given.number, given.claims)] == [(one.number, one.unmatched) for one in listed(filled)]


def test_an_anchor_falls_back_on_the_evidence(filled):
    """Where no trigger touches, a claim of the same type on the same evidence is the one, and no other type is."""
    report, claim = made.reports()[0], first()
    moved = msgspec.structs.replace(
        claim, id="moved", event=msgspec.structs.replace(claim.event, trigger=report.quote(0, 2))
    )
    other = msgspec.structs.replace(moved, id="other", event=msgspec.structs.replace(moved.event, type="AID"))
    later = made.read(report, model=made.NEW)
    held = anchor(report, claim)
    for claims, wanted in (((other, moved), "moved"), ((other,), None)):
        filled.put_again([msgspec.structs.replace(later, claims=claims)])
        assert {held: wanted} == claims_now(filled, [held])


@pytest.mark.parametrize(
    ("verb", "targets", "options"),
    [("correct", ["a"], {}), ("correct", ["a", "b"], {"changes": {"type": "AID"}}), ("merge", ["a"], {}),
     ("split", ["a"], {}), ("comment", ["a"], {}), ("comment", ["a"], {"note": "  "}),
     ("confirm", ["a"], {"changes": {"type": "AID"}}), ("confirm", ["a"], {"by": " "})],
)  # fmt: skip
def test_a_judgement_that_makes_no_sense_is_refused(filled, verb, targets, options):
    """The error says what to do, and nothing is added to the log."""
    ids = {"a": first().id, "b": first(1).id}
    with pytest.raises(BadUsage):
        judge(filled, verb, [ids[name] for name in targets], **{"by": "Ana", **options})
    assert [] == list(judgements(filled))


def test_only_what_is_there_can_be_judged(filled):
    """An id that no claim and no incident has is an error that names it."""
    with pytest.raises(NotInCase, match="ghost"):
        judge(filled, "confirm", [first().id, "ghost"], by="Ana")


WRITTEN = [
    ("type", "ASSAULT", "ASSAULT"),
    ("mode", "none", None),
    ("when", "2020", ["2020-01-01", "2020-12-31"]),
    ("when", "2020-02/2020-03-05", ["2020-02-01", "2020-03-05"]),
    ("killed", "9", [9, 9]),
    ("killed", "9–14", [9, 14]),
    ("injured", "9-", [9, None]),
    ("missing", "-14", [None, 14]),
    ("detained", "none", None),
    ("place", "Wau", {"name": "Wau", "lat": None, "lon": None, "country": None}),
    ("place", "Wau @ 7.7, 28, ss", {"name": "Wau", "lat": 7.7, "lon": 28.0, "country": "SS"}),
    ("actors", "Amber Front (rebels, SS); army", [{"name": "Amber Front", "kind": "rebels", "country": "SS"},
                                                 {"name": "army", "kind": None, "country": None}]),
]  # fmt: skip


@pytest.mark.parametrize(("field", "written", "kept"), WRITTEN)
def test_what_a_person_writes_is_understood(field, written, kept):
    """Each field takes the ways in which people write its values, and a claim takes the value."""
    assert {field: kept} == checked({field: written})
    claim = corrected(first(), checked({field: written}))
    report = made.reports()[0]
    spans = [
        claim.event.trigger,
        *claim.actors,
        *claim.recipients,
        *claim.toll,
        *filter(None, (claim.place, claim.when)),
    ]
    assert all(report.text[span.start : span.end] == span.text for span in spans)
    assert claim != first() or (field, written) in {("type", "ASSAULT"), ("mode", "none"), ("detained", "none")}


@pytest.mark.parametrize(
    "change",
    ["type=BATTLE", "type=none", "status=true", "when=yesterday", "when=2020-13", "when=2021/2020", "killed=many",
     "killed=14-9", "killed=-", "place=Wau@91,0", "actors=", "actors=army (navy)", "colour=red", "mode="],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(change):
    """The error names the field or the value."""
    field, value = change.split("=")
    with pytest.raises(BadUsage, match=field):
        checked({field: value})


def test_what_is_taken_back_counts_no_more(filled):
    """The judgement before it holds again, and both stay in the log."""
    judge(filled, "confirm", [first().id], by="Ana")
    wrong = judge(filled, "reject", [first().id], by="Ana")
    assert () == as_judged(filled)
    back = retract(filled, wrong.number, by="Ana")
    assert (first(),) == as_judged(filled)
    assert wrong.number == back.retracts
    assert ["confirm", "reject", "retract"] == [one.verb for one in judgements(filled)]


@pytest.mark.parametrize(
    ("by", "again", "number"), [("Ben", False, 0), ("Ana", True, 0), ("Ana", False, 1), (" ", False, 0)]
)
def test_only_ones_own_last_words_are_taken_back(filled, by, again, number):
    """Nobody takes back another's, or what was taken back, or what is no judgement."""
    said = judge(filled, "reject", [first().id], by="Ana")
    if again:
        retract(filled, said.number, by="Ana")
    with pytest.raises((BadUsage, NotInCase)):
        retract(filled, said.number + number, by=by)


def test_a_corrected_cell_points_to_the_words_given_with_it(filled):
    """Words that come with a correction are those that its cell stands on."""
    report = made.reports()[0]
    start = report.text.index("mayor")
    judge(filled, "correct", [first().id], by="Ana", changes={"killed": "9-14"}, words={"killed": (start, start + 5)})
    (claim,) = as_judged(filled)
    assert [(start, start + 5, "mayor", 9, 14)] == [(t.start, t.end, t.text, t.low, t.high) for t in claim.toll]


@pytest.mark.parametrize("words", [{"place": (0, 2)}, {"killed": (5, 5)}, {"killed": (0, 10_000)}])
def test_words_that_point_nowhere_are_not_kept(filled, words):
    """Words are of the report, and of a field that is corrected."""
    with pytest.raises(BadUsage):
        judge(filled, "correct", [first().id], by="Ana", changes={"killed": "9"}, words=words)
    assert [] == list(judgements(filled))


def test_a_judgement_is_of_something(filled):
    """Nothing is kept where no claim is named."""
    with pytest.raises(BadUsage):
        judge(filled, "confirm", [], by="Ana")
