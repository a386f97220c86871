"""Reports that cite another report of the case."""

from __future__ import annotations

from sayso.casefile.copies import copies, rewrites
from sayso.incident import Group
from tests.casefile.told import claim, link, reading
from tests.casefile.wires import APART, STORY


def told(id, text, *cited, outlet, published="2023-04-05"):
    """Return a reading of one claim whose chain leads through the outlets *cited*."""
    chain = [link(outlet, kind="outlet", named=True, at=None)]
    chain += [link(name, kind="outlet", named=True, at=0) for name in cited]
    return reading(id, text, claim(f"claim {id}", chain=tuple(chain)), outlet=outlet, published=published)


def group(*readings):
    """Return the group of all their claims."""
    return Group(id="g", claims=tuple((r.report.id, c.id) for r in readings for c in r.claims))


def test_a_report_that_cites_another_s_outlet_was_taken_from_it():
    """Words such as "the Courier reported" lead to the Courier's report on the event."""
    first = told("first", STORY, outlet="The Courier")
    second = told("second", APART, "Courier", outlet="The Lantern", published="2023-04-06")
    found = rewrites([first, second], [group(first, second)])
    assert [("first", ("second",), "rewrite")] == [(c.root, c.members, c.kind) for c in found]


def test_a_report_on_another_event_is_not_where_it_was_taken_from():
    """The same outlet's report on something else has nothing to do with it."""
    first, second = told("first", STORY, outlet="The Courier"), told("second", APART, "Courier", outlet="The Lantern")
    assert () == rewrites([first, second], [group(first), group(second)])


def test_nothing_is_taken_from_a_later_report():
    """Who cites the Courier cites what it had printed by then."""
    first = told("first", STORY, outlet="The Courier", published="2023-04-09")
    second = told("second", APART, "Courier", outlet="The Lantern")
    assert () == rewrites([first, second], [group(first, second)])


def test_two_that_cite_each_other_make_no_ring():
    """Of two reports of one day that cite each other, one is the root."""
    first = told("first", STORY, "Lantern", outlet="The Courier")
    second = told("second", APART, "Courier", outlet="The Lantern")
    assert 1 == len(rewrites([first, second], [group(first, second)]))


def test_a_copy_stays_a_copy():
    """What has the words has more than the story."""
    first = told("first", STORY, outlet="The Courier")
    second = told("second", STORY, "Courier", outlet="The Lantern")
    copied = copies([first.report, second.report])
    assert copied == rewrites([first, second], [group(first, second)], copied)
