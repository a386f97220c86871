"""Events as rows in POLECAT's 40 columns: PLOVER types, modes and contexts (PLOVER codebook, draft 2.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sayso
from sayso.claim import Actor, EventType
from sayso.export.account import Account, distinct
from sayso.export.rows import Cell, Left, Row, not_told_as_fact
from sayso.export.states import state
from sayso.export.ucdp import CIVIL_KINDS, length
from sayso.incident import Party

QUADS: dict[EventType, str] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "Q1"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "Q2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "Q3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "Q4"),
}
"""PLOVER's quad classes: verbal and material cooperation, verbal and material conflict."""

SECTORS: dict[str, str] = {
    "government": "GOV", "military": "MIL", "police": "COP", "intelligence": "SPY", "rebels": "REB", "militia": "PRM",
    "party": "PTY", "igo": "IGO", "ngo": "NGO", "media": "JRN", "business": "BUS", "religious": "REL",
    "ethnic": "CVL", "civilians": "CVL", "people": "CVL", "criminal": "CRM",
}  # fmt: skip
"""PLOVER's sectors by kind of actor: CAMEO's codes, as NGEC's list of agents (``PLOVER_agents.txt``) has them."""


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield a row for each event that a claim says took place, and the others as left out."""
    for account in accounts:
        yield not_told_as_fact(account) or row(account)


def row(account: Account) -> Row:
    """Return the row of *account*."""
    scene, days, kind = account.scene, account.days, account.type
    published = [told.report.published for told in account.asserted if told.report.published is not None]
    parties = (*account.actors, *account.recipients)
    places = distinct(told.claim.place.text for told in account.asserted if told.claim.place is not None)
    cells: dict[str, Cell] = {
        "Event ID": account.id,
        "Event Date": days.earliest if days is not None and length(days) == 1 else None,
        "Event Type": kind,
        "Event Mode": account.mode,
        "Event Intensity": None,
        "Quad Code": None if kind is None else QUADS[kind],
        "Contexts": "|".join(account.contexts) or None,
        **_side("Actor", account.actors, [told.claim.actors for told in account.asserted]),
        **_side("Recipient", account.recipients, [told.claim.recipients for told in account.asserted]),
        "Placename": scene and scene.name,
        "City": scene.name if scene is not None and scene.precision in {"point", "near"} else None,
        "District": scene and scene.admin2,
        "Province": scene and scene.admin1,
        "Country": scene and _iso3(scene.country),
        "Latitude": scene and scene.lat,
        "Longitude": scene and scene.lon,
        "GeoNames ID": scene and scene.geonameid,
        "Raw Placename": "; ".join(places) or None,
        "Feature Type": None,
        "Source": "; ".join(account.outlets) or None,
        "Publication Date": min(published, default=None),
        "Story People": None,
        "Story Organizations": "; ".join(distinct(p.name for p in parties if _is_body(p))) or None,
        "Story Locations": "; ".join(places) or None,
        "Language": "; ".join(distinct(t.report.language for t in account.asserted if t.report.language)) or None,
        "Version": f"sayso {sayso.__version__}",
    }
    return Row(key=account.id, cells=cells, told=account.told)


def _side(role: str, parties: Sequence[Party], printed: Iterable[Iterable[Actor]]) -> dict[str, Cell]:
    """Return the eight columns of one side: *printed* are the same parties as the claims' reports write them."""
    sectors = [SECTORS.get(party.kind or "") or "" for party in parties]
    return {
        f"{role} Name": _names(parties),
        f"{role} Country": _countries(parties),
        f"{role} COW": None,
        f"Primary {role} Sector": next(filter(None, sectors), None),
        f"{role} Sectors": "; ".join(sectors) if any(sectors) else None,
        f"{role} Title": None,
        f"{role} Name Raw": "; ".join(distinct(one.text for some in printed for one in some)) or None,
        f"Wikipedia {role} ID": None,
    }


def _is_body(party: Party) -> bool:
    return party.kind is not None and party.kind not in CIVIL_KINDS - {"ngo", "media", "business", "religious"}


def _names(parties: Sequence[Party]) -> str | None:
    return "; ".join(party.name for party in parties) or None


def _countries(parties: Sequence[Party]) -> str | None:
    """Return the countries in the order of the names, an empty one for each that is unknown; ``None`` if all are."""
    codes = [_iso3(party.country) or "" for party in parties]
    return "; ".join(codes) if any(codes) else None


def _iso3(code: str | None) -> str | None:
    nation = state(code)
    return None if nation is None else nation.iso3
