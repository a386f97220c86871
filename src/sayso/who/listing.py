"""Looking through the actor table: what it holds under a name or a part of one."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claim import ActorKind
from sayso.who.names import key
from sayso.who.own import in_use
from sayso.who.table import Row, Table


@dataclass(frozen=True, slots=True)
class Listing:
    """One actor of the table at one time; ``own`` where it stands in the user's table."""

    id: str
    name: str
    kind: ActorKind | None
    country: str | None
    part_of: str | None
    start: str | None
    end: str | None
    office: str | None
    own: bool


def search(text: str, *, country: str | None = None, table: Table | None = None) -> tuple[Listing, ...]:
    """Return the actors with *text* in a name: the user's own first, then exact names, then the others by id.

    *country* (ISO 3166-1 alpha-2) leaves out those of other countries.
    """
    table = table or in_use()
    wanted = key(text)
    found: dict[tuple[str, bool], int] = {}
    for own, aliases in ((True, table.own_aliases), (False, table.lexicon.aliases)):
        for alias, ids in aliases.items():
            rank = 0 if alias == wanted else 1 if f" {wanted} " in f" {alias} " else None
            for actor in ids if rank is not None and wanted else ():
                found[actor, own] = min(rank or 0, found.get((actor, own), 1))
    listed = [
        _listing(actor, row, own=own)
        for (actor, own), _ in sorted(found.items(), key=lambda item: (not item[0][1], item[1], item[0][0]))
        for row in table.rows(actor, own=own)
    ]
    return tuple(one for one in listed if country is None or one.country == country)


def _listing(actor: str, row: Row, *, own: bool) -> Listing:
    return Listing(actor, row.name, row.kind, row.country, row.part_of, row.start, row.end, row.office, own)
