"""Claims as schema.org's Claim, for what reads pages for such data. No rating is given: sayso reviews nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.claim import Link, Place, When
from sayso.export.account import Account, Told, is_fine
from sayso.export.iris import address, claim_iri, named, report_iri
from sayso.export.phrasing import chain, evidence, headline, title
from sayso.export.prov import ORGANISATIONS, PERSONS
from sayso.export.rows import Cell, Left, Row

CONTEXT = "https://schema.org"


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield a node for each claim, whatever its status; only what took place is about an Event."""
    for account in accounts:
        for told in account.told:
            yield Row(key=claim_iri(told), cells=node(account, told), told=(told,))


def node(account: Account, told: Told) -> dict[str, Cell]:
    """Return a claim as a Claim that appears in a NewsArticle, by the innermost source of its chain."""
    claim = told.claim
    return _known(
        {
            "@type": "Claim",
            "@id": claim_iri(told),
            "identifier": claim.id,
            "name": headline(told),
            "text": evidence(told),
            "creativeWorkStatus": claim.status,
            "creditText": chain(told),
            "author": _author(claim.chain[-1]) if claim.chain else _publisher(told),
            "appearance": _article(told),
            "temporalCoverage": _interval(claim.when),
            "spatialCoverage": _place(claim.place),
            "about": _event(account, told) if told.took_place else None,
        }
    )


def _article(told: Told) -> dict[str, Cell]:
    report = told.report
    return _known(
        {
            "@type": "NewsArticle",
            "@id": report_iri(report),
            "identifier": report.id,
            "headline": report.title,
            "url": address(report),
            "datePublished": report.published,
            "inLanguage": report.language,
            "publisher": _publisher(told),
        }
    )


def _publisher(told: Told) -> dict[str, Cell] | None:
    outlet = told.report.outlet
    return None if outlet is None else {"@type": "NewsMediaOrganization", "name": outlet}


def _author(link: Link) -> dict[str, Cell] | None:
    """Return who says it. Whether an unnamed or other source is one person or many a report need not say: a Thing."""
    kind = "Organization" if link.kind in ORGANISATIONS else "Person" if link.kind in PERSONS else "Thing"
    return {"@type": kind, "name" if link.named else "description": link.source}


def _event(account: Account, told: Told) -> dict[str, Cell]:
    when = told.claim.when
    return _known(
        {
            "@type": "Event",
            "@id": named("event", *account.key),
            "name": title(account),
            "startDate": when and when.earliest,
            "endDate": when and when.latest,
            "location": _place(told.claim.place),
        }
    )


def _interval(when: When | None) -> str | None:
    """Return the days as an ISO 8601 interval, which is what temporalCoverage holds."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    if when.earliest == when.latest:
        return when.earliest.isoformat()
    return f"{when.earliest.isoformat()}/{when.latest.isoformat()}"


def _place(place: Place | None) -> dict[str, Cell] | None:
    """Return a place; its point only where the place is known finer than a country."""
    if place is None:
        return None
    fine = is_fine(place) and place.lat is not None and place.lon is not None
    address = _known({"@type": "PostalAddress", "addressRegion": place.admin1, "addressCountry": place.country})
    return _known(
        {
            "@type": "Place",
            "name": place.name or place.text,
            "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if fine else None,
            "address": address if len(address) > 1 else None,
        }
    )


def _known(fields: dict[str, Cell]) -> dict[str, Cell]:
    return {key: value for key, value in fields.items() if value is not None}
