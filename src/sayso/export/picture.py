"""One self-contained page of a case: its incidents over time, on the map, and who does what to whom.

The page asks nothing of the network and runs no script. Whatever a report says is escaped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from sayso.claim import Place, When
from sayso.export import atlas, timeline, wording
from sayso.export.actor_graph import SIZE, Graph, graph
from sayso.export.page import asset, environment, fingerprint
from sayso.incident import Copies, Field, Incident, Relations

MOST = 400
"""Incidents that are shown: those with the most independent sources, then with the most reports."""
MOST_PLACES = 60
MOST_LISTED = 60
"""Pairs that both fight and help each other, and triads, that are listed; the page says how many there are."""
STANDING_SAYS = {
    "single-source": "one source",
    "corroborated": "corroborated",
    "admitted": "admitted by who did it",
    "contested": "contested",
    "denied": "denied",
}
TIE_SAYS = {"fight": "fight", "oppose": "oppose", "talk": "talk", "help": "help"}
HARMS = ("killed", "injured", "detained", "displaced", "missing")


@dataclass(frozen=True, slots=True)
class View:
    """An incident with its number on the page and its cells in words; ``copied`` are claims of copied reports."""

    number: int
    incident: Incident
    when: When | None
    place: Place | None
    who: str
    whom: str | None
    tolls: tuple[tuple[str, str, Field], ...]
    sources: str
    copied: frozenset[str]

    @property
    def anchor(self) -> str:
        """Return the page's name for it."""
        return f"i{self.number}"


@dataclass(frozen=True, slots=True)
class Row:
    """An incident on the timeline."""

    view: View
    bar: timeline.Bar


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map and the incidents there."""

    marker: atlas.Marker
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Two actors that fight and help each other: their names, the months, and the incidents that are on the page."""

    first: str
    second: str
    months: str
    fights: tuple[View, ...]
    helps: tuple[View, ...]


def render(incidents: Iterable[Incident], relations: Relations, *, title: str, copies: Iterable[Copies] = ()) -> str:
    """Return the page of a case called *title*: the same text for the same incidents.

    Where *copies* are given, the page tells what is nothing but a copy.
    """
    taken = {taking.report for tree in copies for taking in tree.taken if taking.kind != "rewrite"}
    total = 0

    def counted() -> Iterator[Incident]:
        nonlocal total
        for incident in incidents:
            total += 1
            yield incident

    chosen = nsmallest(MOST, counted(), key=_by_sources)
    views = [view_of(number, one, taken) for number, one in enumerate(sorted(chosen, key=_by_day), start=1)]
    scale = timeline.scale([view.when for view in views if view.when is not None])
    world, spots = _spots(views)
    style = f"{asset('page.css')}\n{asset('picture.css')}"
    drawn: Graph = graph(relations)
    return environment().get_template("picture.html.jinja").render(
        title=title, style=style, policy=f"default-src 'none'; style-src '{fingerprint(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'", views=views, total=total, scale=scale,
        rows=[Row(view, scale.bar(view.when)) for view in views if scale and view.when is not None],
        undated=[view for view in views if view.when is None], world=world, spots=spots,
        widest_first=sorted(spots, key=lambda spot: spot.marker.radius or 0, reverse=True), width=atlas.WIDTH,
        graph=drawn, graph_size=SIZE, both=_both(relations, views),
        most_both=len(relations.ambivalent), triads=_triads(relations), most_triads=len(relations.triads),
        ties=TIE_SAYS, standing_sign=wording.STANDING_SIGN, standing_says=STANDING_SAYS, names=relations.names,
    )  # fmt: skip


def _by_sources(incident: Incident) -> tuple[int, int, str]:
    return -incident.independent_sources - incident.denying_sources, -len(incident.reports), incident.id


def _by_day(incident: Incident) -> tuple[dt.date, str]:
    days = incident.when
    first = (days.earliest or days.latest) if days is not None else None
    return first or dt.date.max, incident.id


def view_of(number: int, incident: Incident, taken: Collection[str] = ()) -> View:
    """Return *incident* with its cells in words; *taken* are the reports that are copies of another."""
    days, place = incident.when, incident.place
    told = len(incident.reports)
    independent = incident.independent_sources
    sources = f"in {told} report{'s' * (told != 1)}"
    if copied := sum(part.id in taken for part in incident.reports):
        sources += f", {copied} of them copied"
    if independent or incident.status in {None, "denied"}:
        sources = f"{independent} independent source{'' if independent == 1 else 's'} {sources}"
    else:
        sources = f"told as {incident.status} {sources}"
    if incident.denying_sources:
        sources += f", {incident.denying_sources} deny it" if incident.denying_sources > 1 else ", 1 denies it"
    return View(
        number=number,
        incident=incident,
        when=None
        if days is None or (days.earliest is None and days.latest is None)
        else When(
            start=0, end=0, text=days.edtf or "", edtf=days.edtf, earliest=days.earliest, latest=days.latest,
            precision=days.precision,
        ),
        place=None
        if place is None
        else Place(
            start=0, end=0, text=place.name or "", name=place.name, geonameid=place.geonameid, lat=place.lat,
            lon=place.lon, country=place.country, admin1=place.admin1, admin2=place.admin2, precision=place.precision,
        ),
        who=", ".join(party.name for party in incident.actors) or "someone",
        whom=", ".join(party.name for party in incident.recipients) or None,
        tolls=tuple(
            (harm, _range(incident.fields[harm]), incident.fields[harm]) for harm in HARMS
                    if harm in incident.fields),
        sources=sources,
        copied=frozenset(claim for part in incident.reports if part.id in taken for claim in part.claims),
    )  # fmt: skip


def _range(field: Field) -> str:
    return f"{field.low}" if field.low == field.high else f"{field.low}–{field.high}"


def _spots(views: Sequence[View]) -> tuple[atlas.Map | None, tuple[Spot, ...]]:
    by_place: dict[object, list[View]] = {}
    places: dict[object, Place] = {}
    for view in views:
        if view.place is not None and atlas.mapped(view.place):
            key = (view.place.geonameid or (view.place.lat, view.place.lon), view.place.precision)
            by_place.setdefault(key, []).append(view)
            places.setdefault(key, view.place)
    keys = sorted(by_place, key=lambda key: -len(by_place[key]))[:MOST_PLACES]
    world = atlas.draw([places[key] for key in keys])
    if world is None:
        return None, ()
    return world, tuple(Spot(m, tuple(by_place[key])) for m, key in zip(world.markers, keys, strict=True))


def _both(relations: Relations, views: Sequence[View]) -> list[Both]:
    by_id = {view.incident.id: view for view in views}
    names = relations.names
    return [
        Both(
            first=names.get(dyad.first, dyad.first),
            second=names.get(dyad.second, dyad.second),
            months=_months(dyad.start, dyad.end),
            fights=tuple(by_id[name] for name in dyad.fights if name in by_id),
            helps=tuple(by_id[name] for name in dyad.helps if name in by_id),
        )
        for dyad in relations.ambivalent[:MOST_LISTED]
    ]


def _months(start: dt.date, end: dt.date) -> str:
    first, last = (f"{wording.MONTHS[day.month - 1]} {day.year}" for day in (start, end))
    return first if first == last else f"{first} – {last}"


def _triads(relations: Relations) -> list[tuple[str, bool]]:
    """Return triads in words, the unbalanced first."""
    names = relations.names
    found = []
    for triad in nsmallest(MOST_LISTED, relations.triads, key=lambda t: (t.balanced, t.actors)):
        a, b, c = (names.get(actor, actor) for actor in triad.actors)
        pairs = zip(((a, b), (b, c), (a, c)), triad.signs, strict=True)
        found.append(("; ".join(f"{x} {'and' if s > 0 else 'against'} {y}" for (x, y), s in pairs), triad.balanced))
    return found
