"""One name and the places that it can mean, likeliest first: what ``sayso.where("Kunar", country="AF")`` answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from sayso.claim import Place
from sayso.model.layers import Layers, Tagged
from sayso.report import Report
from sayso.where.gazetteer import current
from sayso.where.listing import laid_out
from sayso.where.ranking import Ranking
from sayso.where.resolving import placed, resolve
from sayso.where.scanning import recognise
from sayso.where.surroundings import mentions
from sayso.where.toponyms import toponyms

SAID = 2.0
"""Votes for the country that the caller gives: more than any report's own words have."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean, and its share of what speaks for all of them: at most 1, together 1."""

    place: Place
    share: float


def candidates(
    name: str, *, near: str | Sequence[str] = (), country: str | None = None, most: int = 10
) -> tuple[Candidate, ...]:
    """Return the places that *name* can mean, likeliest first and no more than *most*; none where no table has it.

    The name may tell what it lies in, after commas ("Asadabad, Kunar"). *near* are other names of the same report,
    *country* (ISO 3166-1 alpha-2) leaves out what lies elsewhere. In a reading the first is taken for the place where
    its share, with that of its namesakes at the same spot, is .35 or more. No model is loaded.

    >>> [(c.place.name, c.place.precision, c.place.geonameid) for c in candidates("Kunar", country="AF")][:1]
    [('Kunar', 'admin1', 1135702)]
    >>> candidates("Tripoli", near="Beirut")[0].place.country, candidates("Tripoli", near="Benghazi")[0].place.country
    ('LB', 'LY')
    """
    names = (name, *([near] if isinstance(near, str) else near))
    listed = laid_out(names)
    first = listed.firsts[0]
    if first is None:
        return ()
    report, gazetteer = Report.from_text(listed.text), current()
    spans = toponyms(listed.text, [Tagged(a, b, "place", 1.0) for a, b in listed.spans], gazetteer)
    found = mentions(listed.text, spans, sentences=listed.sentences)
    code = country.upper() if country else None
    ranking = Ranking(gazetteer, listed.text, found, {code: SAID} if code else {})
    at = next((i for i, m in enumerate(found) if m.start < first[1] and first[0] < m.end), None)
    if at is None:
        return ()
    ranked = ranking.ranked(at, country=code)
    return tuple(
        Candidate(placed(report, gazetteer, found[at], entry), share) for entry, share in ranked[: max(0, most)]
    )


def read(
    text: str, *, title: str | None = None, outlet: str | None = None, layers: Layers | None = None
) -> tuple[Place, ...]:
    """Return the places that *text* names, in text order; those that can't be resolved are ``unknown``.

    *layers* are what the model made of the text; without them the model is loaded and reads it. *title* and *outlet*
    are read for the countries that they speak of.
    """
    if not text.strip():
        return ()
    report = Report.from_text(text, title=title, outlet=outlet)
    if layers is None:
        from sayso.model import session

        layers = session.load().read(report)
    return resolve(report, recognise(report, layers.places), sentences=layers.sentences)


class Asked(ModuleType):
    """The package `sayso.where`, which answers when it is called."""

    __call__ = staticmethod(candidates)
