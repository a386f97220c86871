"""Events, actors, places and reports as followthemoney entities, one JSON object a line, for Aleph and its kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1

from sayso.claim import ActorKind
from sayso.export.account import Account, Told, is_fine
from sayso.export.countries import country_name
from sayso.export.iris import address
from sayso.export.phrasing import chain, evidence, headline, title
from sayso.export.rows import Cell, Left, Row, not_told_as_fact, why
from sayso.incident import Party, Scene

SCHEMATA: dict[ActorKind, str] = {
    "government": "PublicBody",
    "military": "PublicBody",
    "police": "PublicBody",
    "intelligence": "PublicBody",
    "rebels": "Organization",
    "militia": "Organization",
    "criminal": "Organization",
    "party": "Organization",
    "igo": "Organization",
    "ngo": "Organization",
    "media": "Organization",
    "business": "Organization",
    "person": "Person",
}
"""Kinds of actor that are somebody. Civilians, crowds and peoples are no entity that one could look up."""
LANGUAGES = {"en": "eng"}
"""ISO 639-1 to the three letters that followthemoney asks for; sayso reads English."""


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield an entity for each report, actor, place, event and link; a claim of no event is a Note on its report."""
    seen: set[str] = set()
    for account in accounts:
        left = not_told_as_fact(account)
        made = list(_reports(account))
        if left is None:
            made += _event(account)
        made += [_note(told) for told in account.told if left is not None or not told.took_place]
        for row in made:
            if row.key not in seen:
                seen.add(row.key)
                yield row


def entity(schema: str, ident: str, **properties: Cell) -> dict[str, Cell]:
    """Return an entity; every property is a list of strings, and those without a value are left out."""
    values = {name: _strings(value) for name, value in properties.items()}
    return {"id": ident, "schema": schema, "properties": {name: value for name, value in values.items() if value}}


def ident(kind: str, *parts: str) -> str:
    """Return an entity's id: letters, digits and hyphens, the same in every export."""
    digest = sha1("\0".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False)
    return f"sayso-{kind}-{digest.hexdigest()}"


def _reports(account: Account) -> Iterator[Row]:
    for report in {told.report.id: told.report for told in account.told}.values():
        key = ident("report", report.id)
        cells = entity(
            "Article",
            key,
            name=report.title or report.id,
            title=report.title,
            author=report.byline,
            publisher=report.outlet,
            publishedAt=report.published,
            sourceUrl=address(report),
            language=LANGUAGES.get(report.language or ""),
            notes=f"sha256 {report.sha256}",
        )
        yield Row(key=key, cells=cells)


def _event(account: Account) -> Iterator[Row]:
    """Yield the event, its place, who takes part, and a link from each who acts to each who is acted on."""
    scene, days = account.scene, account.days
    actors = {_party_id(account, party): party for party in account.actors if party.kind in SCHEMATA}
    recipients = {_party_id(account, party): party for party in account.recipients if party.kind in SCHEMATA}
    for key, party in (actors | recipients).items():
        yield Row(key=key, cells=_party(key, party))
    where = None if scene is None or scene.name is None else _address(scene)
    if where is not None:
        yield where
    key = ident("event", *account.key)
    proof = [ident("report", told.report.id) for told in account.asserted]
    kind = [part for part in (account.type, account.mode, *account.contexts) if part]
    cells = entity(
        "Event",
        key,
        name=title(account),
        startDate=days and days.earliest,
        endDate=days and days.latest,
        location=scene and _full(scene),
        addressEntity=where and where.key,
        country=scene and scene.country and scene.country.lower(),
        involved=[*actors, *recipients],
        keywords=kind,
        summary=[evidence(told) for told in account.asserted],
        notes=[f"claim {told.claim.id}: {chain(told) or 'no source named'}" for told in account.asserted],
        recordId=[told.claim.id for told in account.asserted],
        publisher=list(account.outlets),
        proof=proof,
    )
    yield Row(key=key, cells=cells, told=account.asserted)
    for one in actors:
        for other in recipients:
            if one != other:
                yield _link(account, one, other, proof)


def _link(account: Account, one: str, other: str, proof: Sequence[str]) -> Row:
    key, days = ident("link", *account.key, one, other), account.days
    cells = entity(
        "UnknownLink",
        key,
        subject=one,
        object=other,
        role=" ".join(part for part in (account.type, account.mode) if part),
        startDate=days and days.earliest,
        endDate=days and days.latest,
        recordId=[told.claim.id for told in account.asserted],
        proof=proof,
    )
    return Row(key=key, cells=cells)


def _note(told: Told) -> Row:
    """Return a claim that tells of no event, as a note on the report: a denial, a plan, a threat, a habit."""
    key = ident("note", told.report.id, told.claim.id)
    cells = entity(
        "Note",
        key,
        name=headline(told),
        description=evidence(told),
        notes=f"claim {told.claim.id}: {chain(told) or 'no source named'}",
        keywords=[told.claim.event.type, why(told) or told.claim.status],
        entity=ident("report", told.report.id),
        proof=ident("report", told.report.id),
    )
    return Row(key=key, cells=cells, told=(told,))


def _party(key: str, party: Party) -> dict[str, Cell]:
    schema = SCHEMATA["person" if party.kind is None else party.kind]
    return entity(schema, key, name=party.name, country=party.country and party.country.lower())


def _party_id(account: Account, party: Party) -> str:
    """Return a party's id: across reports for those in sayso's table, within one account for persons and others."""
    if party.id.startswith("actor:") and party.kind != "person":
        return ident("actor", party.id)
    return ident("actor", *account.key, party.id)


def _address(scene: Scene) -> Row:
    full = _full(scene)
    key = ident("place", str(scene.geonameid) if scene.geonameid is not None else full, scene.precision)
    fine = is_fine(scene)
    cells = entity(
        "Address",
        key,
        name=full,
        full=full,
        city=scene.name if scene.precision in {"point", "near"} else None,
        region=scene.admin2,
        state=scene.admin1,
        country=scene.country and scene.country.lower(),
        latitude=scene.lat if fine else None,
        longitude=scene.lon if fine else None,
        remarks=f"known as: {scene.precision}",
    )
    return Row(key=key, cells=cells)


def _full(scene: Scene) -> str:
    names = (scene.name, scene.admin2, scene.admin1, country_name(scene.country))
    return ", ".join(dict.fromkeys(name for name in names if name))


def _strings(value: Cell) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return list(dict.fromkeys(str(one) for one in values if one is not None and str(one)))
