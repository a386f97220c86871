"""Claims as a flat table, one claim a row, whatever its status: for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.claim import Actor, Claim, Harm, Place, Toll, When
from sayso.export.account import Account, Told
from sayso.export.phrasing import evidence
from sayso.export.rows import Cell, Left, Row

SEPARATOR = "; "
HARMS: tuple[Harm, ...] = ("killed", "injured", "detained", "displaced", "missing")


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield a row for each claim; nothing is left out."""
    for account in accounts:
        for told in account.told:
            yield row(account, told)


def row(account: Account, told: Told) -> Row:
    """Return the row of one claim of *account*."""
    claim, incident = told.claim, account.incident
    cells: dict[str, Cell] = {
        "claim": claim.id,
        **_report(told),
        "incident": incident and incident.id,
        "standing": incident and incident.standing,
        "event": claim.event.id,
        "type": claim.event.type,
        "mode": claim.event.mode,
        "contexts": SEPARATOR.join(claim.event.contexts) or None,
        "trigger": claim.event.trigger.text,
        "status": claim.status,
        "habitual": claim.habitual,
        **_parties("actor", claim.actors),
        **_parties("recipient", claim.recipients),
        "weapons": SEPARATOR.join(weapon.text for weapon in claim.weapons) or None,
        **_place(claim.place),
        **_when(claim.when),
        **_tolls(claim.toll),
        **_sources(claim),
        "evidence": evidence(told),
        "evidence_spans": SEPARATOR.join(f"{quote.start}-{quote.end}" for quote in claim.evidence) or None,
        "confidence": claim.confidence,
    }
    return Row(key=claim.id, cells=cells, told=(told,))


def _report(told: Told) -> dict[str, Cell]:
    report = told.report
    return {
        "report": report.id,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "language": report.language,
        "url": report.url,
    }


def _parties(role: str, parties: Sequence[Actor]) -> dict[str, Cell]:
    """Return the cells of one role: names, ids, kinds and countries in one order, an empty one for each unknown."""
    return {
        f"{role}s": SEPARATOR.join(party.name for party in parties) or None,
        f"{role}_ids": SEPARATOR.join(party.id for party in parties) or None,
        f"{role}_kinds": SEPARATOR.join(party.kind or "" for party in parties) or None,
        f"{role}_countries": SEPARATOR.join(party.country or "" for party in parties) or None,
    }


def _place(place: Place | None) -> dict[str, Cell]:
    return {
        "place": place and place.name,
        "place_text": place and place.text,
        "place_precision": place and place.precision,
        "geonameid": place and place.geonameid,
        "latitude": place and place.lat,
        "longitude": place and place.lon,
        "country": place and place.country,
        "admin1": place and place.admin1,
        "admin2": place and place.admin2,
    }


def _when(when: When | None) -> dict[str, Cell]:
    return {
        "when_text": when and when.text,
        "earliest": when and when.earliest,
        "latest": when and when.latest,
        "edtf": when and when.edtf,
        "when_precision": when and when.precision,
        "anchored": when and when.anchored,
    }


def _tolls(tolls: Sequence[Toll]) -> dict[str, Cell]:
    """Return each harm's counts as printed, with who and the bounds: ``at least six fighters [6, 6, ]``."""
    cells: dict[str, Cell] = {}
    for harm in HARMS:
        found = [toll for toll in tolls if toll.harm == harm]
        cells[harm] = SEPARATOR.join(map(_toll, found)) or None
    return cells


def _toll(toll: Toll) -> str:
    bounds = ", ".join("" if bound is None else str(bound) for bound in (toll.low, toll.best, toll.high))
    who = "" if toll.who is None else f" ({toll.who})"
    return f"{toll.text}{who} [{bounds}]"


def _sources(claim: Claim) -> dict[str, Cell]:
    last = claim.chain[-1] if claim.chain else None
    return {
        "chain": " ← ".join(link.source for link in claim.chain) or None,
        "source": last and last.source,
        "source_kind": last and last.kind,
        "source_named": last and last.named,
        "on_record": last and last.on_record,
        "cue": last.cue.text if last is not None and last.cue is not None else None,
        "quote": last and last.quote,
    }
