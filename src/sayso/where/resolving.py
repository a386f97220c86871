"""Toponyms → places: resolved together, with the precision that the text gives and no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import inf

from msgspec.structs import replace

from sayso.claim import Place, PlacePrecision
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where.gazetteer import Entry, Gazetteer, current
from sayso.where.names import key
from sayso.where.ranking import Choice, Ranking, weights
from sayso.where.surroundings import Mention, mentions
from sayso.where.toponyms import toponyms

_PRECISION: Mapping[str, PlacePrecision] = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "region": "region", "water": "region",
    "continent": "region",
}  # fmt: skip
_CAPITALISED = re.compile(r"\b[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)?")


def resolve(report: Report, spans: Sequence[Tagged], *, sentences: Sequence[tuple[int, int]] = ()) -> tuple[Place, ...]:
    """Return the place that each toponym in *spans* means, in text order; a span without a name has none.

    All are resolved together: a name means the candidate that fits the report's other places, the
    countries that it speaks of, and what the text says of it ("Paris, Texas", "Kunar province").
    A toponym that the gazetteer lacks, or has only far from where the text puts it, becomes the unit
    that the text puts it in ("the village of Y in X district" → X, precision ``admin2``). Where nothing is
    probable enough it stays unknown. *sentences*, where given, bound what a place may be said to lie in.
    """
    text = report.text
    gazetteer = current()
    ordered = toponyms(text, spans, gazetteer)
    found = mentions(text, ordered, sentences=sentences)
    ranking = Ranking(gazetteer, text, found, countries_of(report, ordered, gazetteer))
    choices = ranking.choose()
    return tuple(_place(report, gazetteer, found, choices, index) for index in range(len(found)))


def countries_of(report: Report, spans: Sequence[Tagged], gazetteer: Gazetteer) -> dict[str, float]:
    """Return how much the report's words beside its toponyms speak of each country, by name and adjective.

    Half a vote for a country that is spoken of at all, up to one and a half for one spoken of five times.
    """
    pieces, at = [report.title or "", report.outlet or ""], 0
    for span in spans:
        pieces.append(report.text[at : span.start])
        at = max(at, span.end)
    counts: Counter[str] = Counter()
    for match in _CAPITALISED.finditer(" ; ".join((*pieces, report.text[at:]))):
        whole = match.group()
        for form in {whole, *whole.split()}:
            codes = gazetteer.country_words.get(key(re.sub(r"['’]s?$", "", form)), frozenset())
            if len(codes) == 1:
                counts.update(codes)
    return {code: 0.5 + min(count, 5) / 5 for code, count in sorted(counts.items())}


def _place(report: Report, gazetteer: Gazetteer, found: Sequence[Mention], choices: Sequence[Choice | None],
           index: int) -> Place:  # fmt: skip
    mention, choice = found[index], choices[index]
    quote = report.quote(mention.start, mention.end)
    within = _said(found, choices, index)
    limit = inf if _surely_told(gazetteer, found, choices, index) else weights()["limits"]["namesake_population"]
    if within is not None and (choice is None or _namesake(gazetteer, choice.entry, within, below=limit)):
        modifier = None if within.kind in _PRECISION else "near"  # somewhere in that town
        return _as_place(gazetteer, within, quote.start, quote.end, quote.text, modifier)
    if choice is None:
        return Place(start=quote.start, end=quote.end, text=quote.text)
    return placed(report, gazetteer, mention, choice.entry)


def placed(report: Report, gazetteer: Gazetteer, mention: Mention, entry: Entry) -> Place:
    """Return *entry* as the place that a toponym means, with the precision of the toponym's words."""
    quote = report.quote(mention.start, mention.end)
    modifier = mention.modifier
    if mention.host and all(n.entry != entry for form in mention.forms for n in gazetteer.named(form)):
        modifier = "near"  # the facility is not in the gazetteer, the town that it is named after is
    its_side = mention.unit != entry.kind  # "eastern Nangarhar province" is all of it, in the country's east
    if not its_side and modifier == "part" and _PRECISION.get(entry.kind) in ("admin1", "admin2"):
        modifier = None
    if its_side and mention.led and all(named.entry != entry for named in gazetteer.named(mention.forms[0])):
        modifier = modifier or "part"
    place = _as_place(gazetteer, entry, quote.start, quote.end, quote.text, modifier)
    if place.precision == "point" and mention.unit in ("admin1", "admin2"):
        return replace(place, precision=mention.unit)  # the text names the unit, the gazetteer has its seat alone
    return place


def _said(found: Sequence[Mention], choices: Sequence[Choice | None], index: int) -> Entry | None:
    """Return the unit or country that the text says the toponym lies in, the smallest of those told."""
    for other in found[index].inside:
        choice = choices[other]
        if choice is not None and choice.entry.kind in ("country", "admin1", "admin2"):
            listed = not found[index].said_inside and choice.entry.kind == "country"
            mine = choices[index]
            if not (listed and mine is not None and mine.entry.kind in ("country", "region", "continent")):
                return choice.entry
        if (
            choice is not None
            and choice.entry.kind not in ("region", "water", "continent")
            and found[index].said_inside
        ):
            return choice.entry
    return None


def _surely_told(gazetteer: Gazetteer, found: Sequence[Mention], choices: Sequence[Choice | None], index: int) -> bool:
    """Say whether the larger place is no mere neighbour in a list: a preposition or a further level says so.

    A town before its unit is no such level: "Indianapolis, Louisville, Ky." is a list.
    """
    levels = [choice.entry for other in found[index].inside if (choice := choices[other]) is not None]
    if found[index].said_inside:
        return True
    if levels and _PRECISION.get(levels[0].kind) is None and len(levels) > 1:
        return False
    return found[index].apposed or any(map(gazetteer.inside, levels, levels[1:]))


def _namesake(gazetteer: Gazetteer, entry: Entry, within: Entry, *, below: float) -> bool:
    """Say whether a place of fewer than *below* inhabitants is elsewhere than where the text puts the toponym."""
    if entry.kind in ("country", "region", "continent", "water") or gazetteer.inside(entry, within):
        return False
    if entry.kind == "admin1":
        small = entry.population < weights()["limits"]["namesake_population"]
        return small and within.kind == "country" and entry.country != within.country
    if within.kind != "country" and entry.country == within.country and entry.admin1 in (within.id, within.admin1):
        return False
    return entry.population < below


def _as_place(gazetteer: Gazetteer, entry: Entry, start: int, end: int, text: str, modifier: str | None) -> Place:
    precision = _PRECISION.get(entry.kind, "point")
    point = entry
    if entry.lat is None and (entry.admin2 or entry.admin1):
        point = gazetteer.entry(entry.admin2 or entry.admin1 or 0)
        precision = "admin2" if entry.admin2 else "admin1"
    if modifier == "near":
        precision = "near"
    elif modifier == "part" and precision != "point":
        precision = "part"
    first = entry if entry.kind == "admin1" else gazetteer.entry(entry.admin1) if entry.admin1 else None
    second = entry if entry.kind == "admin2" else gazetteer.entry(entry.admin2) if entry.admin2 else None
    return Place(
        start=start, end=end, text=text, name=entry.name, geonameid=entry.geonameid, lat=point.lat, lon=point.lon,
        country=entry.country, admin1=first.name if first else None, admin2=second.name if second else None,
        precision=precision,
    )  # fmt: skip
