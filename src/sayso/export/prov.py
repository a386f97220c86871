"""Where each claim comes from, as PROV-O (W3C Recommendation of 30 April 2013) in JSON-LD.

A report is attributed to its outlet. What a source says is an entity attributed to the source and derived from what the
next source in the chain says: quoted from it, where the report quotes. A claim was made by a reading of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sayso
from sayso.claim import Link, SourceKind
from sayso.export.account import Account, Told
from sayso.export.iris import address, claim_iri, named, report_iri
from sayso.export.phrasing import evidence, headline
from sayso.export.rows import Cell, Left, Row

CONTEXT: dict[str, Cell] = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{
        f"prov:{term}": {"@type": "@id"}
        for term in ("used", "wasAssociatedWith", "wasAttributedTo", "wasDerivedFrom", "wasQuotedFrom",
                     "hadPrimarySource", "wasGeneratedBy", "hadMember")
    },
    "dcterms:issued": {"@type": "xsd:date"},
    "dcterms:source": {"@type": "@id"},
}  # fmt: skip
ORGANISATIONS: frozenset[SourceKind] = frozenset({"outlet", "agency", "organisation", "group", "military", "police"})
PERSONS: frozenset[SourceKind] = frozenset({"person"})


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield the nodes of the graph, each once: reports, readings, sources, what they say, claims, incidents."""
    seen: set[str] = set()
    for account in accounts:
        for told in account.told:
            for node in (*_reading(told), *_chain(told)):
                if node["@id"] not in seen:
                    seen.add(node["@id"])
                    yield Row(key=node["@id"], cells=node)
            yield Row(key=claim_iri(told), cells=_claim(told), told=(told,))
        if account.incident is not None:
            yield Row(key=named("incident", account.id), cells=_incident(account))


def _reading(told: Told) -> Iterator[dict[str, Cell]]:
    """Yield the report, its outlet, the reading, and the program that read it."""
    report, model = told.report, told.model
    outlet = named("outlet", report.outlet) if report.outlet else None
    yield _known(
        {
            "@id": report_iri(report),
            "@type": ["prov:Entity", "schema:NewsArticle"],
            "dcterms:identifier": report.id,
            "dcterms:title": report.title,
            "dcterms:issued": report.published,
            "dcterms:language": report.language,
            "dcterms:source": address(report),
            "prov:wasAttributedTo": outlet,
        }
    )
    if outlet is not None:
        yield {"@id": outlet, "@type": ["prov:Agent", "prov:Organization"], "schema:name": report.outlet}
    reader = _reader(told)
    yield {
        "@id": _activity(told),
        "@type": "prov:Activity",
        "prov:used": report_iri(report),
        "prov:wasAssociatedWith": reader,
    }
    version = sayso.__version__ if model is None else f"{sayso.__version__}, {model.name} {model.version}"
    yield _known(
        {
            "@id": reader,
            "@type": ["prov:Agent", "prov:SoftwareAgent"],
            "schema:name": "sayso",
            "schema:softwareVersion": version,
            "dcterms:identifier": model and f"sha256:{model.sha256}",
        }
    )


def _chain(told: Told) -> Iterator[dict[str, Cell]]:
    """Yield, for each source after the outlet, the source and what it says, derived from what the next one says."""
    links = told.claim.chain
    for number, link in enumerate(links):
        if not number:
            continue
        below = links[number + 1] if number + 1 < len(links) else None
        node: dict[str, Cell] = {"@id": _said(told, number), "@type": "prov:Entity"}
        if link.kind == "document":
            node["schema:name"] = link.source
        else:
            node["prov:wasAttributedTo"] = _agent(told, link)
            yield _source(told, link)
        if below is not None:
            node |= _derived(below, _said(told, number + 1))
        yield node


def _claim(told: Told) -> dict[str, Cell]:
    claim = told.claim
    last = len(claim.chain) - 1
    node: dict[str, Cell] = {
        "@id": claim_iri(told),
        "@type": ["prov:Entity", "schema:Claim"],
        "dcterms:identifier": claim.id,
        "schema:name": headline(told),
        "schema:creativeWorkStatus": claim.status,
        "prov:value": evidence(told),
        "prov:wasGeneratedBy": _activity(told),
        "prov:wasDerivedFrom": [report_iri(told.report)],
    }
    if last > 0:
        relation = _derived(claim.chain[1], _said(told, 1))
        for term, iri in relation.items():
            node[term] = [*node.get(term, []), iri]
        node["prov:hadPrimarySource"] = _said(told, last)
    return node


def _incident(account: Account) -> dict[str, Cell]:
    incident = account.incident
    return _known(
        {
            "@id": named("incident", account.id),
            "@type": ["prov:Entity", "prov:Collection"],
            "dcterms:identifier": account.id,
            "schema:creativeWorkStatus": incident and incident.standing,
            "prov:hadMember": [claim_iri(told) for told in account.told],
        }
    )


def _source(told: Told, link: Link) -> dict[str, Cell]:
    """Return who says it. An unnamed source has a description for a name, and is nobody's namesake elsewhere."""
    kinds = ["prov:Agent"]
    if link.kind in ORGANISATIONS:
        kinds.append("prov:Organization")
    elif link.kind in PERSONS:
        kinds.append("prov:Person")
    return {
        "@id": _agent(told, link),
        "@type": kinds,
        "schema:name" if link.named else "schema:description": link.source,
    }


def _agent(told: Told, link: Link) -> str:
    """Return a source's name: a named outlet's or body's across reports, anybody else's within one report alone."""
    if link.named and link.kind in {"outlet", "agency"}:
        return named("outlet", link.source)
    if link.named and link.kind in ORGANISATIONS:
        return named("body", link.source)
    return named("source", told.report.id, link.source)


def _derived(below: Link, iri: str) -> dict[str, Cell]:
    """Return how one entity comes from what *below* says: as a quotation where the words are quoted."""
    return {"prov:wasQuotedFrom" if below.quote in {"direct", "mixed"} else "prov:wasDerivedFrom": iri}


def _said(told: Told, number: int) -> str:
    return named("said", told.report.id, told.claim.id, str(number))


def _activity(told: Told) -> str:
    return named("reading", report_iri(told.report), _reader(told))


def _reader(told: Told) -> str:
    return named("software", "sayso") if told.model is None else named("software", "sayso", told.model.sha256)


def _known(node: dict[str, Cell]) -> dict[str, Cell]:
    return {key: value for key, value in node.items() if value is not None}
