"""The packaged actor table and a user's own: names and dates in, actors out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import msgspec

from sayso.claim import ActorKind
from sayso.who.names import is_acronym, key
from sayso.who.near import Near

OutletKind = Literal[
    "agency", "newspaper", "magazine", "broadcaster", "state-media", "news-site", "advocacy", "propaganda"
]
TermForm = Literal["name", "adjective", "people", "capital"]

SHORT = 3
"""Acronyms of up to this many letters stand for many things: they need their country named in the report."""
STALE = "2014-12-31"
"""The dictionaries of former office-holders end about here: a term that is open in them says nothing of later days."""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What an actor was from ``start`` to ``end`` (ISO days, both included, ``None`` where unbounded).

    Only persons have an ``office``.
    """

    name: str
    kind: ActorKind | None
    country: str | None = None
    part_of: str | None = None
    start: str | None = None
    end: str | None = None
    office: str | None = None


class Known(msgspec.Struct, frozen=True):
    """An actor of a table, as of one day."""

    id: str
    name: str
    kind: ActorKind | None
    country: str | None = None
    part_of: str | None = None
    person: bool = False
    office: str | None = None


class Outlet(msgspec.Struct, frozen=True):
    """A media outlet: its actor id, its name, what kind of outlet it is, its country (ISO 3166-1 alpha-2)."""

    id: str
    name: str
    kind: OutletKind
    country: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One actor of a user's own table."""

    id: str
    aliases: tuple[str, ...]
    row: Row


class _Former(msgspec.Struct, frozen=True, array_like=True):
    id: str
    name: str
    kind: ActorKind
    country: str
    start: str | None
    end: str | None


class Noun(msgspec.Struct, frozen=True, array_like=True):
    """What a common noun says: the kind of actor, the kinds it can refer back to, its part in an organisation.

    ``member``: the plural means the whole ("its fighters"); ``body``: so does the singular ("the movement");
    ``outsider``: it does not belong to it ("its hostages"). ``form``: it names persons; or a body with walls or wheels,
    which is a building or vehicle where it is struck ("bombed the embassy").
    """

    kind: ActorKind | None
    refers: tuple[ActorKind, ...] = ()
    part: Literal["member", "body", "outsider"] | None = None
    form: Literal["person", "walls", "wheels"] | None = None


class Lexicon(msgspec.Struct, frozen=True):
    """The packaged table as stored; keys are names as `key` gives them."""

    states: dict[str, str]
    terms: dict[str, tuple[TermForm, str]]
    organs: dict[str, tuple[str | None, ActorKind, str | None]]
    nouns: dict[str, Noun]
    titles: dict[str, tuple[ActorKind | None, str | None, str | None]]
    full_titles: dict[str, str]
    strikes: frozenset[str]
    outlets: dict[str, OutletKind]
    capitals: frozenset[str]
    alone: frozenset[str]
    ordinary: frozenset[str]
    hints: dict[str, str]
    actors: dict[str, tuple[Row, ...]]
    aliases: dict[str, tuple[str, ...]]
    weak: dict[str, _Former]


def _in_force(row: Row, day: str) -> bool:
    return (row.start or "") <= day <= (row.end or "9999")


class Table:
    """Looks names up as of a report's day. *own* entries win over the packaged ones."""

    def __init__(self, lexicon: Lexicon, *, own: Iterable[Entry] = ()) -> None:
        self.lexicon = lexicon
        self.own_aliases: dict[str, list[str]] = {}
        self._own_rows: dict[str, tuple[Row, ...]] = {}
        for entry in own:
            self._own_rows[entry.id] = (*self._own_rows.get(entry.id, ()), entry.row)
            for alias in (entry.row.name, *entry.aliases):
                ids = self.own_aliases.setdefault(key(alias), [])
                if entry.id not in ids:
                    ids.append(entry.id)

    def full_title(self, title: str) -> str:
        """Return a title as it is spoken: "general" for "gen", itself for all others."""
        return self.lexicon.full_titles.get(title, title)

    def rows(self, actor: str, *, own: bool) -> tuple[Row, ...]:
        """Return what *actor* was at each time, by the user's *own* table or the packaged one."""
        return (self._own_rows if own else self.lexicon.actors).get(actor, ())

    def find(self, name: str, *, day: str | None, countries: frozenset[str]) -> Known | None:
        """Return the actor that *name* means in a report of *day* (ISO) which names *countries*; ``None`` where unsure.

        A name of several actors is decided by date, then by the countries; what stays open is unknown.
        """
        norm = key(name)
        own = self.own_aliases.get(norm)
        if own is not None:
            return self._only([self.as_of(actor, day) for actor in own], countries)
        ids = self.lexicon.aliases.get(norm)
        if ids is None:
            return self._former(norm, day, countries)
        if not self.written_as_name(name):
            return None
        found = self._only([self.as_of(actor, day) for actor in ids], countries)
        if found is None or found.country is None or found.country in countries:
            return found
        return None if self._needs_country(norm, found) else found

    def _only(self, candidates: list[Known | None], countries: frozenset[str]) -> Known | None:
        found = [c for c in candidates if c is not None]
        if len(found) > 1:
            found = [c for c in found if c.country in countries]
        return found[0] if len(found) == 1 else None

    def written_as_name(self, name: str) -> bool:
        """Say whether the letters' case fits: "IS" and "US" are names, "is" and "us" are not."""
        norm = key(name)
        if norm in self.lexicon.capitals and (norm in self.lexicon.ordinary or len(norm) < SHORT):
            return is_acronym(name.split()[-1])
        return norm not in self.lexicon.ordinary or not name.islower()

    def _needs_country(self, norm: str, found: Known) -> bool:
        if norm in self.lexicon.capitals:
            return len(norm) <= SHORT and norm not in self.lexicon.alone
        return found.person and " " not in norm

    def as_of(self, actor: str, day: str | None) -> Known | None:
        """Return what *actor* is on *day*: ``None`` before it existed; a person out of office is a person.

        Without a day, what differs between the actor's times is left out.
        """
        rows = self._own_rows.get(actor) or self.lexicon.actors.get(actor)
        if rows is None:
            return None
        last = rows[-1]
        person = last.office is not None
        if day is None:
            kinds, wholes = {r.kind for r in rows}, {r.part_of for r in rows}
            return Known(actor, last.name, last.kind if len(kinds) == 1 else None, last.country,
                         last.part_of if len(wholes) == 1 else None, person)  # fmt: skip
        current = [r for r in rows if _in_force(r, day)]
        if current:
            row = current[-1]
            return Known(actor, row.name, row.kind, row.country, row.part_of, person, row.office)
        begun = [r for r in rows if (r.start or "") <= day]
        if person:
            return Known(actor, last.name, "person", last.country, None, person)
        return Known(actor, begun[-1].name, begun[-1].kind, begun[-1].country, begun[-1].part_of) if begun else None

    def _former(self, norm: str, day: str | None, countries: frozenset[str]) -> Known | None:
        former = self.lexicon.weak.get(norm)
        if former is None or former.country not in countries:
            return None
        if former.start is None and former.end is None:
            return Known(former.id, former.name, former.kind, former.country)
        known_until = former.end or STALE
        in_office = None if day is None else (former.start or "") <= day <= known_until
        kind: ActorKind | None = None if in_office is None else (former.kind if in_office else "person")
        return Known(former.id, former.name, kind, former.country, person=True)

    def titled(self, surname: str, office: str, *, day: str | None, countries: frozenset[str]) -> Known | None:
        """Return who *office* and *surname* together mean ("President Ghani"): the holder on *day*, else a past one."""
        ids = self._surnames.get(key(surname), ())
        held = [a for a in ids if any(r.office == office and (day is None or (r.start or "") <= day)
                                      for r in self.lexicon.actors[a])]  # fmt: skip
        current = [a for a in held if day and any(r.office == office and _in_force(r, day)
                                                  for r in self.lexicon.actors[a])]  # fmt: skip
        found = [k for a in current or held if (k := self.as_of(a, day)) is not None]
        return found[0] if len(found) == 1 else self._only([k for k in found if k.country in countries], countries)

    def holder(self, office: str, country: str, *, day: str | None) -> Known | None:
        """Return who holds *office* in *country* on *day*; ``None`` without a day or where it is not known."""
        if day is None:
            return None
        found = {actor for actor, row in self._offices.get((office, country), ()) if _in_force(row, day)}
        return self.as_of(found.pop(), day) if len(found) == 1 else None

    @cached_property
    def _surnames(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {}
        for actor, rows in self.lexicon.actors.items():
            if rows[0].office is not None:
                words = key(rows[0].name).split()
                for size in (1, 2):
                    names[" ".join(words[-size:])] = (*names.get(" ".join(words[-size:]), ()), actor)
        return names

    @cached_property
    def _offices(self) -> dict[tuple[str, str], list[tuple[str, Row]]]:
        held: dict[tuple[str, str], list[tuple[str, Row]]] = {}
        for actor, rows in self.lexicon.actors.items():
            for row in rows:
                # An office of a state, or of a part of it as large as a ministry: never a group's or a region's.
                if row.office and row.country and self._of_state(row):
                    held.setdefault((row.office, row.country), []).append((actor, row))
        return held

    def _of_state(self, row: Row) -> bool:
        state = f"actor:{(row.country or '').lower()}"
        return row.part_of == state or (row.part_of or "").startswith(f"{state}-") or row.office == "defence-minister"

    def near(self, name: str, *, day: str | None, countries: frozenset[str]) -> Known | None:
        """Return the group or organisation whose long name *name* misspells; ``None`` where unsure."""
        alias = self._near.best(key(name))
        return None if alias is None else self.find(alias, day=day, countries=countries)

    @cached_property
    def _near(self) -> Near:
        actors = self.lexicon.actors
        return Near(a for a, ids in self.lexicon.aliases.items() if all(actors[i][0].office is None for i in ids))

    def outlet(self, name: str) -> Outlet | None:
        """Return the media outlet of that name."""
        for actor in self.lexicon.aliases.get(key(name), ()):
            kind = self.lexicon.outlets.get(actor)
            if kind is not None:
                row = self.lexicon.actors[actor][0]
                return Outlet(actor, row.name, kind, row.country)
        return None

    def countries_of(self, norms: list[str]) -> frozenset[str]:
        """Return the states that a text speaks of, by names, adjectives, capitals and larger towns.

        *norms* are its words, each as `key` gives it.
        """
        found = set()
        for index in range(len(norms)):
            for size in (1, 2, 3):
                phrase = " ".join(norms[index : index + size])
                if phrase in self.lexicon.terms:
                    found.add(self.lexicon.terms[phrase][1])
                elif phrase in self.lexicon.hints:
                    found.add(self.lexicon.hints[phrase])
        return frozenset(found)


@cache
def packaged() -> Table:
    """Return the table that comes with sayso, loaded once."""
    stored = files("sayso.who").joinpath("data/actors.json").read_bytes()
    return Table(msgspec.json.decode(stored, type=Lexicon))
