"""The page of a case."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

from sayso.casefile.relations import relate
from sayso.export.actor_graph import MOST, graph
from sayso.export.picture import render
from sayso.incident import Days, Field, Incident, Part, Party, Relations, Scene, Tie, Value

STATE = Party(id="actor:xo", name="Ostland", kind="government")
FRONT = Party(id="actor:front", name="River <b>Front</b>", kind="rebels")


def incident(id="1", type="ASSAULT", **cells):
    """Return an incident with all that the page shows."""
    day = dt.date(2020, 1, 10)
    toll = Field(agreement="differ", low=9, high=14, values=(
        Value(value=[9, 9], claims=("a",), source="the governor", chain=("The Courier", "the governor")),
        Value(value=[14, None], claims=("b",), source="a doctor", chain=("The Lantern", "a doctor")),
    ))  # fmt: skip
    held = {
        "status": "occurred", "standing": "contested", "when": Days(earliest=day, latest=day, edtf="2020-01-10"),
        "place": Scene(name="Ostreva", lat=10.0, lon=20.0, country="TD", precision="point"),
        "fields": {"killed": toll},
    } | cells  # fmt: skip
    return Incident(
        id=id, type=type, actors=(FRONT,), recipients=(STATE,), rule="r", independent_sources=1, denying_sources=1,
        reports=(Part(id="a", claims=("a",)), Part(id="b", claims=("b",))), **held,
    )  # fmt: skip


def page(*incidents):
    """Return the page of *incidents*."""
    return render(incidents, relate(incidents), title="A <i>case</i>")


def test_the_page_shows_when_where_who_and_how_it_stands():
    """A timeline, a map, a graph of actors, and the toll by source."""
    html = page(incident())
    for shown in (
        'class="timeline"',
        'class="map"',
        'class="graph"',
        "contested",
        "9–14",
        "at least 14",
        "sources differ",
    ):
        assert shown in html
    assert "The Lantern ← a doctor" in html


def test_what_reports_say_is_never_markup():
    """Names and titles are text."""
    html = page(incident())
    assert "River <b>Front</b>" not in html
    assert "<i>case</i>" not in html


def test_the_page_is_self_contained():
    """Nothing is fetched and no script runs."""
    html = page(incident())
    assert "<script" not in html
    assert [] == re.findall(r"(?:src|href)=[\"'](?!#|data:,)[^\"']*", html)
    assert "default-src 'none'" in unescape(html)


def test_both_fighting_and_helping_is_told_in_words():
    """Who looks at the page without the graph learns it, too."""
    assert "Both fight and help each other" in page(incident(), incident("2", "AID"))
    assert "Both fight and help each other" not in page(incident())


def test_an_empty_case_has_a_page():
    """Nothing to show is said, not drawn."""
    assert "The case has no incident" in page()


def test_the_same_case_gives_the_same_page():
    """No clock and no chance in it."""
    assert page(incident(), incident("2", "AID")) == page(incident("2", "AID"), incident())


def test_a_crowd_of_actors_is_cut_to_those_with_most_ties_and_the_rest_counted():
    """The graph stays legible and says what it leaves out."""
    ties = tuple(
        Tie(first="a", second=f"b{n:02}", month=dt.date(2020, 1, 1), kind="fight", incidents=("1",)) for n in range(40)
    )
    drawn = graph(Relations(names={}, ties=ties))
    assert (MOST, 41 - MOST) == (len(drawn.nodes), drawn.left_out)
    assert {"a"} < {node.id for node in drawn.nodes}


def test_two_kinds_of_tie_are_two_lines_apart():
    """Fighting does not hide helping."""
    pair = {"first": "a", "second": "b", "month": dt.date(2020, 1, 1), "incidents": ("1",)}
    drawn = graph(Relations(names={}, ties=(Tie(kind="fight", **pair), Tie(kind="help", **pair))))
    assert 2 == len({line.path for line in drawn.lines})
