"""What the tables hold of a reading: records as JSON, and the columns taken out of them to be searched."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256

import msgspec

from sayso.casefile.database import Row
from sayso.casefile.words import folded, indexed
from sayso.claim import Actor, Claim, Mention, ModelCard, Place, Reading, Statement, When
from sayso.report import Report

REPLACEMENT = "�"


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What a reading holds beside its report and its claims."""

    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    statements: tuple[Statement, ...] = ()
    model: ModelCard


_encode = msgspec.json.Encoder().encode
report_from = msgspec.json.Decoder(Report).decode
claim_from = msgspec.json.Decoder(Claim).decode
_findings = msgspec.json.Decoder(Findings).decode


def record(value: msgspec.Struct) -> str:
    """Return *value* as the JSON that is stored and hashed."""
    return _encode(value).decode()


def digest(*records: str | bytes) -> str:
    """Return the sha256 over *records*, each with its length before it, so that none can run into the next."""
    total = sha256()
    for part in records:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def findings_record(reading: Reading) -> bytes:
    """Return *reading* without its report and claims, compressed."""
    found = Findings(
        mentions=reading.mentions,
        places=reading.places,
        times=reading.times,
        statements=reading.statements,
        model=reading.model,
    )
    return zlib.compress(_encode(found))


def findings_from(data: bytes) -> Findings:
    """Return what `findings_record` stored."""
    return _findings(zlib.decompress(data))


def reading_of(report: Report, findings: Findings, claims: Sequence[Claim]) -> Reading:
    """Return a reading put together again."""
    return Reading(
        report=report,
        mentions=findings.mentions,
        places=findings.places,
        times=findings.times,
        statements=findings.statements,
        claims=tuple(claims),
        model=findings.model,
    )


def storable(report: Report) -> Report:
    """Return *report* as a database can hold it, so that offsets stay true.

    U+FFFD stands for each lone surrogate, and for each NUL of the id.
    """
    values = msgspec.structs.asdict(msgspec.structs.replace(report, id=report.id.replace("\0", REPLACEMENT)))
    try:
        _encode(report)
    except UnicodeEncodeError:
        values = {key: _whole(value) if isinstance(value, str) else value for key, value in values.items()}
    return Report(**values)


def _whole(text: str) -> str:
    return "".join(REPLACEMENT if "\ud800" <= character <= "\udfff" else character for character in text)


def report_columns(report: Report) -> Row:
    """Return ``outlet`` and ``published``."""
    return folded(report.outlet), report.published.isoformat() if report.published else None


def report_words(report: Report) -> str:
    """Return the words by which a report is found."""
    return indexed(report.title, report.outlet, report.byline, report.text)


def claim_columns(claim: Claim) -> Row:
    """Return ``type``, ``mode``, ``status``, ``place``, ``country``, ``lat``, ``lon``, ``earliest``, ``latest``."""
    place, when = claim.place, claim.when
    return (
        claim.event.type,
        claim.event.mode,
        claim.status,
        folded(place.name or place.text) if place else None,
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        when.earliest.isoformat() if when and when.earliest else None,
        when.latest.isoformat() if when and when.latest else None,
    )


def party_columns(claim: Claim) -> Iterator[Row]:
    """Yield ``role``, ``actor``, ``name``, ``kind``, ``country`` of each side of *claim*."""
    for role, sides in (("actor", claim.actors), ("recipient", claim.recipients)):
        for side in sides:
            yield role, *_party(side)


def _party(side: Actor) -> Row:
    return side.id.replace("\0", REPLACEMENT), folded(side.name), side.kind, side.country
