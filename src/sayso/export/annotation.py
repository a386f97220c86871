"""Claims and their cells as W3C Web Annotations (Recommendation of 23 February 2017) on the reports' text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sayso
from sayso.export.account import Account, Told
from sayso.export.iris import address, claim_iri, named, report_iri
from sayso.export.phrasing import chain, headline
from sayso.export.rows import Cell, Left, Row
from sayso.report import Quote, Report

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of prefix and suffix, by which a quote is found again where the text has moved."""
GENERATOR = {"id": named("software", "sayso"), "type": "Software", "name": f"sayso {sayso.__version__}"}


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield an annotation for each claim, whatever its status, and one for each cell that has words of its own."""
    for account in accounts:
        for told in account.told:
            yield annotation(told)
            yield from _cells(told)


def annotation(told: Told) -> Row:
    """Return the annotation of a claim: what it says, its status and chain, on the words that it stands on."""
    claim = told.claim
    spans = claim.evidence or (claim.event.trigger,)
    tags = [f"type:{claim.event.type}", f"status:{claim.status}"]
    if claim.event.mode is not None:
        tags.insert(1, f"mode:{claim.event.mode}")
    bodies: list[Cell] = [_body("describing", headline(told))]
    says = chain(told)
    if says is not None:
        bodies.append(_body("commenting", f"says: {says}"))
    bodies.extend(_body("tagging", tag) for tag in tags)
    cells = {
        "id": claim_iri(told),
        "type": "Annotation",
        "motivation": "describing",
        "dcterms:identifier": claim.id,
        "generator": GENERATOR,
        "body": bodies,
        "target": [target(told.report, span) for span in spans],
    }
    return Row(key=claim_iri(told), cells=cells, told=(told,))


def target(report: Report, quote: Quote) -> dict[str, Cell]:
    """Return *quote* as part of *report*: by its place, in code points from 0, and by its words with those around.

    Both choose the same words of the text as sayso read it. On a web page whose text is more than the article the
    quote is the one to go by.
    """
    return {
        "type": "SpecificResource",
        "source": address(report) or report_iri(report),
        "selector": [
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
            {
                "type": "TextQuoteSelector",
                "exact": report.text[quote.start : quote.end],
                "prefix": report.text[max(0, quote.start - AROUND) : quote.start],
                "suffix": report.text[quote.end : quote.end + AROUND],
            },
        ],
    }


def _cells(told: Told) -> Iterator[Row]:
    """Yield an annotation for each cell of a claim, as a tag on its words and a part of the claim's annotation."""
    whole = claim_iri(told)
    for number, (role, value, quote) in enumerate(_quotes(told)):
        if not 0 <= quote.start < quote.end <= len(told.report.text):
            continue
        iri = named("cell", told.report.id, told.claim.id, role, str(number))
        cells = {
            "id": iri,
            "type": "Annotation",
            "motivation": "tagging",
            "dcterms:isPartOf": {"id": whole},
            "generator": GENERATOR,
            "body": _body("tagging", f"{role}:{value}"),
            "target": target(told.report, quote),
        }
        yield Row(key=iri, cells=cells)


def _quotes(told: Told) -> Sequence[tuple[str, str, Quote]]:
    """Return role, value and words of each cell that has words."""
    claim = told.claim
    found: list[tuple[str, str, Quote]] = [("event", claim.event.type, claim.event.trigger)]
    found += [("actor", actor.name, actor) for actor in claim.actors]
    found += [("recipient", actor.name, actor) for actor in claim.recipients]
    found += [("weapon", weapon.type or weapon.text, weapon) for weapon in claim.weapons]
    if claim.place is not None:
        found.append(("place", claim.place.name or claim.place.text, claim.place))
    if claim.when is not None:
        found.append(("when", claim.when.edtf or claim.when.text, claim.when))
    found += [("toll", toll.harm, toll) for toll in claim.toll]
    for link in claim.chain:
        if link.start is not None and link.end is not None and link.start < link.end:
            words = Quote(start=link.start, end=link.end, text=told.report.text[link.start : link.end])
            found.append(("source", link.source, words))
        if link.cue is not None:
            found.append(("cue", link.cue.text, link.cue))
    return found


def _body(purpose: str, value: str) -> dict[str, Cell]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
