"""Events as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.export.account import Account, distinct, is_fine
from sayso.export.deaths import deaths
from sayso.export.phrasing import chain, title
from sayso.export.rows import Cell, Left, Row, not_told_as_fact
from sayso.incident import Days, Scene


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield a feature for each event that a claim says took place, and the others as left out."""
    for account in accounts:
        yield not_told_as_fact(account) or feature(account)


def feature(account: Account) -> Row:
    """Return the feature of *account*, without a geometry where no place is known finer than a country.

    A dot in the middle of a country would claim what no report says.
    """
    scene = account.scene
    geometry = None
    if scene is not None and is_fine(scene) and scene.lat is not None and scene.lon is not None:
        geometry = {"type": "Point", "coordinates": [scene.lon, scene.lat]}
    cells = {"type": "Feature", "id": account.id, "geometry": geometry, "properties": properties(account)}
    return Row(key=account.id, cells=cells, told=account.told)


def properties(account: Account) -> dict[str, Cell]:
    """Return what is told of an event, as a feature's properties."""
    counted = deaths(account, side_a=None, side_b=None, one_sided=False)
    incident = account.incident
    return {
        "title": title(account),
        "type": account.type,
        "mode": account.mode,
        "actors": [party.name for party in account.actors],
        "recipients": [party.name for party in account.recipients],
        **_where(account.scene),
        **_when(account.days),
        "killed_low": counted and counted.low,
        "killed_best": counted and counted.best,
        "killed_high": counted and counted.high,
        "standing": incident and incident.standing,
        "independent_sources": incident and incident.independent_sources,
        "outlets": list(account.outlets),
        "says": list(distinct(chain(told) or "" for told in account.asserted)),
        "claims": [told.claim.id for told in account.asserted],
        "denials": [told.claim.id for told in account.told if told.claim.status == "denied"],
    }


def _where(scene: Scene | None) -> dict[str, Cell]:
    return {
        "place": scene and scene.name,
        "precision": scene and scene.precision,
        "geonameid": scene and scene.geonameid,
        "admin2": scene and scene.admin2,
        "admin1": scene and scene.admin1,
        "country": scene and scene.country,
    }


def _when(days: Days | None) -> dict[str, Cell]:
    return {
        "earliest": days and days.earliest,
        "latest": days and days.latest,
        "edtf": days and days.edtf,
        "time_precision": days and days.precision,
    }
