"""Who stands in ACLED's actor columns: its names for forces, for those who can't be named, and its eight kinds."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.export.account import Account, distinct, is_somebody
from sayso.export.acled_types import Crossing, civilian_target
from sayso.export.states import State, state
from sayso.export.ucdp import organised
from sayso.incident import Party

INTER = ("State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
         "External/Other forces")  # fmt: skip
"""ACLED's kinds of actor, in the order of their codes 1 to 8."""
KINDS = {
    "government": "State forces",
    "military": "State forces",
    "police": "State forces",
    "intelligence": "State forces",
    "rebels": "Rebel group",
    "militia": "Political militia",
    "criminal": "Political militia",
    "party": "Political militia",
    "ethnic": "Identity militia",
    "religious": "Identity militia",
    "igo": "External/Other forces",
}
FORCES = {"military": "Military Forces of", "police": "Police Forces of", "government": "Government of"}
NAMED_KINDS = frozenset({"ngo", "media", "business", "religious", "party", "igo", "government"})
"""Bodies that may be named beside civilians, as what these belong to. Persons never are."""


class Named(msgspec.Struct, frozen=True):
    """One actor column with those beside it: its name, its kind, and the associated actors."""

    name: str | None = None
    kind: str | None = None
    beside: tuple[str, ...] = ()


class Cast(msgspec.Struct, frozen=True):
    """The actor columns of a row."""

    first: Named
    second: Named = Named()

    @property
    def interaction(self) -> str | None:
        """Both kinds, the lower code first; one kind ``only``; ``None`` where one is not known."""
        if self.first.kind is None or (self.second.name is not None and self.second.kind is None):
            return None
        if self.second.kind is None:
            return f"{self.first.kind} only"
        return "-".join(sorted((self.first.kind, self.second.kind), key=INTER.index))


def cast(account: Account, crossing: Crossing, nation: State) -> Cast:
    """Return who acts and who is acted on, as ACLED names them for an event in *nation*."""
    who = _armed(account.actors, nation, unknown=_unidentified(crossing, nation))
    if crossing.sub_event == "Excessive force against protesters":
        return Cast(who, _crowd("Protesters", account.recipients, nation))
    if crossing.sub_event == "Protest with intervention":
        return Cast(_crowd("Protesters", account.recipients, nation), who)
    if crossing.event == "Protests":
        return Cast(_crowd("Protesters", account.actors, nation))
    if crossing.sub_event == "Mob violence":
        return Cast(_crowd("Rioters", account.actors, nation), _crowd("Civilians", account.recipients, nation))
    if crossing.event == "Riots":
        return Cast(_crowd("Rioters", account.actors, nation))
    if crossing.event == "Violence against civilians":
        return Cast(who, _crowd("Civilians", account.recipients, nation))
    return Cast(who, _whom(account, nation, crossing))


def _whom(account: Account, nation: State, crossing: Crossing) -> Named:
    """Return the second actor of a battle, an explosion or a development; none where nobody is named."""
    if any(organised(party) or party.kind is None for party in account.hit):
        return _armed(account.hit, nation, unknown=_unidentified(crossing, nation))
    if civilian_target(account):
        return _crowd("Civilians", account.recipients, nation)
    rest = [party for party in account.actors if organised(party)][1:]
    if rest or crossing.event == "Battles":
        return _armed(rest, nation, unknown=_unidentified(crossing, nation))
    return Named()


def _crowd(kind: str, parties: Sequence[Party], nation: State) -> Named:
    """Return unarmed people of *nation*; the bodies among *parties* stand beside them."""
    return Named(f"{kind} ({nation.name})", kind, _bodies(parties))


def _armed(parties: Sequence[Party], nation: State, *, unknown: Named) -> Named:
    """Return the first armed or unsorted party, the others beside it; *unknown* where there is none."""
    sorts = {"igo", "party", None}
    found = [party for party in parties if organised(party) or (party.kind in sorts and is_somebody(party))]
    if not found:
        return unknown
    names = distinct(_name(party) for party in found)
    return Named(names[0], _inter(found[0], nation), names[1:])


def _unidentified(crossing: Crossing, nation: State) -> Named:
    """Return ACLED's name for whom a report does not name; only a military can be behind an air strike."""
    if crossing.sub_event == "Air/drone strike":
        return Named("Unidentified Military Forces", "External/Other forces")
    if crossing.event == "Strategic developments":
        return Named()
    return Named(f"Unidentified Armed Group ({nation.name})", "Political militia")


def _bodies(parties: Sequence[Party]) -> tuple[str, ...]:
    return distinct(_name(party) for party in parties if party.kind in NAMED_KINDS)


def _name(party: Party) -> str:
    home = state(party.country)
    force = FORCES.get(party.kind or "")
    return party.name if home is None or force is None else f"{force} {home.name}"


def _inter(party: Party, nation: State) -> str | None:
    """Return a party's kind. Forces of another state than the one where it happened are external."""
    kind = KINDS.get(party.kind or "")
    abroad = party.country is not None and party.country != nation.iso2
    return "External/Other forces" if kind == "State forces" and abroad else kind
