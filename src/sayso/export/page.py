"""One self-contained page: each report's text with its evidence, the claims beside it, when and where.

The page asks nothing of the network, and its policy lets no script run but its own. Whatever a report says is
escaped: as text, never as markup.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.claim import Actor, Claim, Failure, Link, ModelCard, Place, Reading, When
from sayso.export import atlas, timeline, wording
from sayso.export.printable import same_length
from sayso.export.records import Entry
from sayso.export.segments import Layer, Segment, paragraphs

LAYERS = (
    ("trigger", "Events"), ("actor", "Actors"), ("place", "Places"), ("time", "Times"), ("toll", "Toll"),
    ("weapon", "Weapons"), ("source", "Who says so"), ("cue", "How they say it"), ("content", "What they say"),
)  # fmt: skip
"""The layers that can be shown and hidden, and what the legend calls them."""

FEW = 8
"""Claims without a day or a place up to which they are listed open, not folded away."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a claim: its label, what it says, the report's own words where they differ, and their spans."""

    label: str
    shown: str
    note: str | None
    words: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a chain, ready to be drawn."""

    link: Link
    notes: tuple[str, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where the text names the source and says how it spoke."""
        return (*self.source, *self.cue)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its number on the page and its cells."""

    anchor: str
    number: str
    claim: Claim
    who: Cell | None
    did: Cell
    whom: Cell | None
    cells: tuple[Cell, ...]
    steps: tuple[Step, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A reading with its text cut into segments."""

    anchor: str
    reading: Reading
    paragraphs: tuple[tuple[Segment, ...], ...]
    claims: tuple[ClaimView, ...]
    link: str | None
    date_hint: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A claim on the timeline."""

    view: ClaimView
    bar: timeline.Bar


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map and the claims that it is given for."""

    marker: atlas.Marker
    claims: tuple[ClaimView, ...]


def page(entries: Sequence[Entry]) -> bytes:
    """Return the page of *entries* as UTF-8 HTML: the same bytes for the same entries."""
    readings = [entry for entry in entries if isinstance(entry, Reading)]
    failures = [entry.error for entry in entries if isinstance(entry, Failure)]
    reports = [
        report_view(number, reading, alone=len(readings) == 1) for number, reading in enumerate(readings, start=1)
    ]
    claims = [claim for report in reports for claim in report.claims]
    scale = timeline.scale([view.claim.when for view in claims if view.claim.when is not None])
    world, spots = _spots(claims)
    style, script = asset("page.css"), asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{fingerprint(style)}'; script-src '{fingerprint(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    html = environment().get_template("page.html.jinja").render(
        policy=policy, style=style, script=script, layers=LAYERS, reports=reports, claims=claims,
        failures=failures, scale=scale, rows=_rows(claims, scale) if scale else (),
        undated=[view for view in claims if not timeline.dated(view.claim.when)], world=world, spots=spots,
        widest_first=sorted(spots, key=lambda spot: spot.marker.radius or 0, reverse=True),
        unplaced=[view for view in claims if not atlas.mapped(view.claim.place)], models=_models(readings),
        width=atlas.WIDTH, few=FEW,
    )  # fmt: skip
    return html.encode("utf-8", "replace")


def environment() -> Environment:
    """Return the templates with the words for days, places and statuses; what they print is escaped."""
    environment = Environment(
        loader=PackageLoader("sayso.export"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True, finalize=_finalize,
    )  # fmt: skip
    environment.filters.update(
        day=wording.day, days=wording.when_words, heading=wording.heading, place=wording.place_words, spans=_spans,
        type=wording.type_words,
    )  # fmt: skip
    environment.globals.update(
        sign=wording.STATUS_SIGN, says=wording.STATUS_SAYS, precision=wording.PRECISION_WORDS,
    )  # fmt: skip
    return environment


def _finalize(value: object) -> object:
    """Make what is printed fit for a page; the package's own markup is left as it is."""
    return same_length(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def asset(name: str) -> str:
    """Return a style sheet or script of the templates."""
    return files("sayso.export").joinpath("templates", name).read_text(encoding="utf-8")


def fingerprint(text: str) -> str:
    """Return the source expression that allows an inline *text* (Content Security Policy Level 3)."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _spans(spans: Sequence[Span]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def _models(readings: Sequence[Reading]) -> tuple[ModelCard, ...]:
    return tuple(dict.fromkeys(reading.model for reading in readings))


def report_view(number: int, reading: Reading, *, alone: bool) -> ReportView:
    """Return *reading* ready to be drawn, as the report *number* of a page; *alone* numbers its claims without it."""
    report = reading.report
    anchor = f"r{number}"
    prefix = "" if alone else f"{number}."
    claims = tuple(
        _claim(f"{anchor}c{position}", f"{prefix}{position}", claim)
        for position, claim in enumerate(reading.claims, start=1)
    )
    lacking = wording.date_would_help(reading)
    return ReportView(
        anchor=anchor,
        reading=reading,
        paragraphs=paragraphs(report.text, _layers(reading, claims)),
        claims=claims,
        link=_web_address(report.url),
        date_hint=lacking.text if lacking is not None else None,
    )


def _web_address(url: str | None) -> str | None:
    """Return *url* where it is one of the web: any other scheme could run a script."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _layers(reading: Reading, claims: Sequence[ClaimView]) -> list[Layer]:
    layers = [Layer(m.start, m.end, m.kind) for m in reading.mentions if m.kind != "quantity"]
    layers.extend(Layer(place.start, place.end, "place") for place in reading.places)
    layers.extend(Layer(time.start, time.end, "time") for time in reading.times)
    for statement in reading.statements:
        roles = (("source", statement.source), ("cue", statement.cue), ("content", statement.content))
        layers.extend(Layer(start, end, role) for role, pieces in roles for start, end in pieces)
    for view in claims:
        claim = view.claim
        layers.append(Layer(claim.event.trigger.start, claim.event.trigger.end, "trigger", view.anchor))
        layers.extend(Layer(q.start, q.end, "actor") for q in (*claim.actors, *claim.recipients))
        layers.extend(Layer(q.start, q.end, "weapon") for q in claim.weapons)
        layers.extend(Layer(q.start, q.end, "toll") for q in claim.toll)
        layers.extend(Layer(q.start, q.end, "place") for q in (claim.place,) if q is not None)
        layers.extend(Layer(q.start, q.end, "time") for q in (claim.when,) if q is not None)
        layers.extend(Layer(q.start, q.end, "evidence") for q in claim.evidence)
        layers.extend(Layer(start, end, "source") for step in view.steps for start, end in step.source)
        layers.extend(Layer(start, end, "cue") for step in view.steps for start, end in step.cue)
    return layers


def _claim(anchor: str, number: str, claim: Claim) -> ClaimView:
    who, did, whom = wording.headline(claim)
    trigger = claim.event.trigger
    steps = tuple(_step(link) for link in claim.chain)
    cells = tuple(_cells(claim))
    did_cell = Cell("did", did, None, None, ((trigger.start, trigger.end),))
    who_cell = _joined("who", who, claim.actors) if claim.actors else None
    whom_cell = _joined("to whom", whom, claim.recipients) if whom is not None else None
    evidence = tuple((quote.start, quote.end) for quote in claim.evidence)
    own = [cell for cell in (who_cell, did_cell, whom_cell, *cells) if cell is not None]
    spans = (*evidence, *(span for cell in own for span in cell.spans), *(span for s in steps for span in s.spans))
    return ClaimView(anchor, number, claim, who_cell, did_cell, whom_cell, cells, steps, tuple(sorted(set(spans))))


def _joined(label: str, shown: str, actors: Sequence[Actor]) -> Cell:
    words = _differing(shown, [actor.text for actor in actors])
    return Cell(label, shown, None, words, tuple((actor.start, actor.end) for actor in actors))


def _differing(shown: str, words: Sequence[str]) -> str | None:
    """Return the report's own words where they are not what is shown."""
    own = ", ".join(dict.fromkeys(words))
    return None if own.casefold() == shown.casefold() else own


def _cells(claim: Claim) -> list[Cell]:
    cells = []
    if claim.place is not None:
        cells.append(_place(claim.place))
    if claim.when is not None:
        cells.append(_when(claim.when))
    for toll in claim.toll:
        shown = wording.toll_words(toll)
        cells.append(Cell("toll", shown, None, _differing(shown, [toll.text]), ((toll.start, toll.end),)))
    cells.extend(
        Cell("with", weapon.text, weapon.type, None, ((weapon.start, weapon.end),)) for weapon in claim.weapons
    )
    return cells


def _place(place: Place) -> Cell:
    shown = wording.place_words(place)
    words = None if place.text in shown else place.text
    return Cell("where", shown, wording.PRECISION_WORDS[place.precision], words, ((place.start, place.end),))


def _when(when: When) -> Cell:
    known = wording.days(when.earliest, when.latest)
    return Cell("when", known or "days unknown", None, _differing(known or "", [when.text]), ((when.start, when.end),))


def _step(link: Link) -> Step:
    source = ((link.start, link.end),) if link.start is not None and link.end is not None else ()
    cue = ((link.cue.start, link.cue.end),) if link.cue is not None else ()
    return Step(link, wording.link_notes(link), source, cue)


def _rows(claims: Sequence[ClaimView], scale: timeline.Scale) -> list[Row]:
    rows = [Row(view, scale.bar(view.claim.when)) for view in claims if view.claim.when is not None
            and timeline.dated(view.claim.when)]  # fmt: skip
    return sorted(rows, key=lambda row: (row.bar.x, row.bar.width))


def _spots(claims: Sequence[ClaimView]) -> tuple[atlas.Map | None, list[Spot]]:
    """Return the map, and its places with the claims of each; mentions of one place share a marker."""
    at: dict[tuple[object, ...], list[ClaimView]] = {}
    places = []
    for view in claims:
        place = view.claim.place
        if place is None or not atlas.mapped(place):
            continue
        key = (place.lat, place.lon, place.precision)
        if key not in at:
            places.append(place)
        at.setdefault(key, []).append(view)
    drawn = atlas.draw(places)
    if drawn is None:
        return None, []
    return drawn, [Spot(marker, tuple(views)) for marker, views in zip(drawn.markers, at.values(), strict=True)]
