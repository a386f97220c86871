"""What an account says of an event, from the claims behind it."""

from __future__ import annotations

import datetime as dt

import invented
from told import DAY, account, actor, report, shelling, told

from sayso.export.account import Account, from_readings, number
from sayso.export.rows import not_told_as_fact
from sayso.incident import Days, Incident, Part, Party, Scene

TEXT = "The River Bend Front shelled villagers in Ansongo, killing 19 people"


def test_each_event_of_a_reading_is_an_account():
    """Claims of one event are together, and none is lost."""
    reading = invented.market()
    accounts = list(from_readings([reading]))
    assert [claim.id for claim in reading.claims] == [t.claim.id for a in accounts for t in a.told]
    assert len({claim.event.id for claim in reading.claims}) == len(accounts)


def test_only_what_took_place_says_who_when_and_where():
    """A denial gives neither actors nor a place to the event that others report."""
    one = report(TEXT)
    denial = told(one, "shelled", status="denied", actors=[actor(one, "River Bend Front", "rebels")])
    claim = told(one, "shelled", place=None, days=None)
    both = account(claim, denial)
    assert (claim,) == both.asserted
    assert ((), None, None) == (both.actors, both.scene, both.days)


def test_the_finest_place_and_the_narrowest_time_stand():
    """Of several claims the one that says it most precisely is taken."""
    wide = shelling(place="admin1", days=(DAY, DAY + dt.timedelta(days=6)), precision="week")
    exact = shelling()
    assert ("point", DAY) == (account(wide, exact).scene.precision, account(wide, exact).days.latest)


def test_an_incident_speaks_before_its_claims():
    """What a case file has worked out is taken from it."""
    first, second = shelling(), shelling(status="denied")
    incident = Incident(
        id="i1", type="COERCE", standing="contested", rule="contested", independent_sources=1,
        place=Scene(name="Gao", country="ML", precision="admin1"), when=Days(earliest=DAY, latest=DAY, precision="day"),
        actors=(Party(id="actor:x", name="X"),),
        reports=tuple(Part(id=t.report.id, claims=(t.claim.id,)) for t in (first, second)),
    )  # fmt: skip
    made = Account(id="i1", told=(first, second), incident=incident)
    assert ("COERCE", "Gao", ("X",)) == (made.type, made.scene.name, tuple(p.name for p in made.actors))


def test_what_nobody_asserts_is_left_out_with_its_reason():
    """A denial, a plan and a habit each give the reason; an assertion beside them gives none."""
    reasons = [
        not_told_as_fact(account(shelling(**given))).reason
        for given in ({"status": "denied"}, {"status": "planned"}, {"status": "threatened"}, {"status": "possible"},
                      {"status": "hypothetical"}, {"habitual": True})
    ]  # fmt: skip
    assert ["denied", "planned", "threatened", "possible", "hypothetical", "habitual"] == reasons
    assert None is not_told_as_fact(account(shelling(), shelling(status="denied")))


def test_an_incident_that_is_denied_is_left_out():
    """Where a case's rules hold an incident to be denied, one assertion does not make an event of it."""
    one = shelling()
    incident = Incident(id="i", standing="denied", rule="denied", independent_sources=1)
    assert "denied" == not_told_as_fact(Account(id="i", told=(one,), incident=incident)).reason


def test_numbers_for_formats_are_stable_and_their_own():
    """An id as a number is the same every time, exact in a float, and above what UCDP and GDELT have given."""
    numbers = {number("case", str(n)) for n in range(1000)}
    assert 1000 == len(numbers)
    assert all(10**12 <= n < 2**53 and n == int(float(n)) for n in numbers)
    assert number("a", "b") != number("ab", "")
