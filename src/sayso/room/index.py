"""The incidents of a case laid out in columns, so that any view of many thousands is counted in a moment."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, cast, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.casefile import Case, finding
from sayso.casefile.gathered import Gathering, current
from sayso.casefile.gathering import each_copies
from sayso.casefile.relations import tied
from sayso.casefile.words import folded
from sayso.claim import EventType, PlacePrecision, Status
from sayso.incident import Copies, Days, Incident, Party, Scene, Standing, TieKind
from sayso.room.lens import Lens

PAGE = 2000
VIEWS = 128
"""Filters whose incidents are remembered."""
TYPES: tuple[EventType, ...] = get_args(EventType)
STANDINGS: tuple[str, ...] = get_args(Standing)
NONE = -1
MOST_SIDES = 5
"""Actors, and recipients, of one incident whose ties are drawn: those that most of its claims name."""
Mask = NDArray[np.bool_]


class Spot(msgspec.Struct, frozen=True):
    """A place on the map: incidents with one place, known as precisely, share one."""

    name: str
    lat: float
    lon: float
    precision: PlacePrecision
    country: str | None


class Head(msgspec.Struct, frozen=True, gc=False):
    """What a list says of an incident."""

    id: str
    position: int
    type: str | None
    mode: str | None
    standing: Standing
    sources: int
    denying: int
    reports: int
    who: str
    whom: str | None
    place: str | None
    country: str | None
    earliest: dt.date | None
    latest: dt.date | None
    killed: tuple[int | None, int | None] | None


class _Killed(msgspec.Struct, frozen=True, gc=False):
    low: int | None = None
    high: int | None = None


class _Fields(msgspec.Struct, frozen=True, gc=False):
    killed: _Killed | None = None


class _Part(msgspec.Struct, frozen=True, gc=False):
    id: str


class _Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What of an incident is counted and listed; its claims, chains and reasons are passed over."""

    id: str
    type: EventType | None = None
    mode: str | None = None
    status: Status | None = None
    place: Scene | None = None
    when: Days | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    standing: Standing
    independent_sources: int
    denying_sources: int = 0
    reports: tuple[_Part, ...] = ()
    fields: _Fields = _Fields()


_brief = msgspec.json.Decoder(_Brief).decode


def _foremost(incident: _Brief) -> Incident:
    """Return *incident* with the sides that most of its claims name, whose ties are drawn."""
    some = msgspec.structs.replace(
        incident, actors=incident.actors[:MOST_SIDES], recipients=incident.recipients[:MOST_SIDES]
    )
    return cast("Incident", some)


def _briefs(case: Case, gathering: int) -> Iterator[tuple[int, _Brief]]:
    after = -1
    while rows := case.database.query(
        "SELECT position, record FROM incidents WHERE gathering = ? AND position > ? ORDER BY position LIMIT ?",
        (gathering, after, PAGE),
    ):
        for position, text in rows:
            after = int(position or 0)
            yield after, _brief(str(text))


class Index:
    """The incidents of one gathering: who, what, where and when in columns, a row an incident.

    Rows are in the order of positions. Days are proleptic Gregorian ordinals, 0 where none is known; codes count from
    0, -1 where there is none.
    """

    def __init__(self, case: Case, gathering: Gathering) -> None:
        self.gathering = gathering
        self.heads: list[Head] = []
        self.spots: list[Spot] = []
        self.names: dict[str, str] = {}
        self._actor_codes: dict[str, int] = {}
        parts: list[tuple[int, int]] = []
        self._spot_codes: dict[tuple[Any, ...], int] = {}
        ties: list[tuple[int, int]] = []
        self.pairs: list[tuple[str, str, TieKind]] = []
        pair_codes: dict[tuple[str, str, TieKind], int] = {}
        columns: list[tuple[int, int, int, int, int, int, int, int]] = []
        countries: dict[str, int] = {}
        for position, incident in _briefs(case, gathering.number):
            row = len(self.heads)
            head = _head(position, incident)
            self.heads.append(head)
            parts.extend((row, self._code(party)) for party in (*incident.actors, *incident.recipients))
            for one, other, kind in tied(_foremost(incident)):
                low, high = sorted((one.id, other.id))
                code = pair_codes.setdefault((low, high, kind), len(self.pairs))
                if code == len(self.pairs):
                    self.pairs.append((low, high, kind))
                ties.append((row, code))
            columns.append(
                (
                    TYPES.index(head.type) if head.type else NONE,
                    STANDINGS.index(head.standing),
                    countries.setdefault(head.country, len(countries)) if head.country else NONE,
                    (head.earliest or head.latest or dt.date.min).toordinal() if _dated(head) else 0,
                    (head.latest or head.earliest or dt.date.min).toordinal() if _dated(head) else 0,
                    self._spot(incident),
                    head.sources,
                    (head.killed[1] or head.killed[0] or 0) if head.killed else 0,
                )
            )
        table = np.array(columns, dtype=np.int64).reshape(len(columns), 8)
        self.type, self.standing, self.country, self.first, self.last, self.spot, self.sources, self.killed = table.T
        self.countries = list(countries)
        self.ties = np.array(ties, dtype=np.int64).reshape(len(ties), 2)
        self.parts = np.array(sorted(set(parts)), dtype=np.int64).reshape(len(set(parts)), 2)
        self.actors = list(self._actor_codes)
        self.reports = np.array([head.reports for head in self.heads], dtype=np.int64)
        self.positions = np.array([head.position for head in self.heads], dtype=np.int64)
        self.lat = np.array([self.spots[s].lat if s != NONE else np.nan for s in self.spot])
        self.lon = np.array([self.spots[s].lon if s != NONE else np.nan for s in self.spot])
        self._folded = {key: folded(name) or "" for key, name in self.names.items()}
        self._places = [folded(head.place) or "" for head in self.heads]
        self._copies: dict[str, list[Copies]] = {}
        for copies in each_copies(case, gathering=gathering):
            for report in (copies.root, *copies.members):
                self._copies.setdefault(report, []).append(copies)
        self._masks = lru_cache(VIEWS)(self._matching)
        self._views: dict[Hashable, dict[str, Any]] = {}

    def __len__(self) -> int:
        return len(self.heads)

    def _code(self, party: Party) -> int:
        self.names.setdefault(party.id, party.name)
        return self._actor_codes.setdefault(party.id, len(self._actor_codes))

    def _spot(self, incident: _Brief) -> int:
        place = incident.place
        if place is None or place.lat is None or place.lon is None:
            return NONE
        key = (place.geonameid or (place.lat, place.lon), place.precision)
        code = self._spot_codes.setdefault(key, len(self.spots))
        if code == len(self.spots):
            self.spots.append(Spot(place.name or "", place.lat, place.lon, place.precision, place.country))
        return code

    def remembered(self, key: Hashable, view: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return what *view* counts, counted once for each *key*; of many the latest are kept."""
        found = self._views.pop(key, None)
        self._views[key] = found = view() if found is None else found
        while len(self._views) > VIEWS:
            self._views.pop(next(iter(self._views)), None)
        return found

    def mask(self, case: Case, lens: Lens) -> Mask:
        """Return which rows *lens* shows. Raise `BadUsage` where it can't be answered."""
        if lens.words is None:
            return self._masks(lens)
        found = finding.find_positions(case, finding.Query(words=lens.words), gathering=self.gathering)
        said = np.isin(self.positions, found)
        return self._masks(lens.without("words")) & said

    def _matching(self, lens: Lens) -> Mask:
        shown = np.ones(len(self), dtype=bool)
        if lens.type:
            shown &= np.isin(self.type, [TYPES.index(one) for one in lens.type])
        if lens.standing:
            shown &= np.isin(self.standing, [STANDINGS.index(one) for one in lens.standing])
        if lens.country:
            shown &= np.isin(self.country, [self.countries.index(c) for c in lens.country if c in self.countries])
        if lens.since is not None:
            shown &= self.last >= lens.since.toordinal()
        if lens.until is not None:
            shown &= (self.first <= lens.until.toordinal()) & (self.first > 0)
        if lens.sources is not None:
            shown &= self.sources >= lens.sources
        if lens.box is not None:
            shown &= self._inside(lens.box)
        for actor in lens.actor:
            shown &= self._with_actor(actor)
        if lens.place is not None:
            part = folded(lens.place) or "\0"
            shown &= np.fromiter((part in place for place in self._places), dtype=bool, count=len(self))
        return shown

    def _inside(self, box: tuple[float, float, float, float]) -> Mask:
        west, south, east, north = box
        with np.errstate(invalid="ignore"):
            across = (
                (self.lon >= west) & (self.lon <= east) if west <= east else (self.lon >= west) | (self.lon <= east)
            )
            return np.asarray((self.lat >= south) & (self.lat <= north) & across, dtype=bool)

    def _with_actor(self, actor: str) -> Mask:
        found = np.zeros(len(self), dtype=bool)
        part = folded(actor) or "\0"
        ids = [actor] if actor in self.names else [key for key, name in self._folded.items() if part in name]
        codes = [self._actor_codes[key] for key in ids]
        found[self.parts[np.isin(self.parts[:, 1], codes), 0]] = True
        return found

    def copies_of(self, reports: Collection[str]) -> list[Copies]:
        """Return which of *reports* were taken from which, with the others that were."""
        found = {(one.root, one.kind): one for report in reports for one in self._copies.get(report, ())}
        return [found[key] for key in sorted(found)]

    # What a view counts

    def by_type(self, shown: Mask) -> dict[str, int]:
        """Return how many incidents each type has, the most first."""
        return _counted(self.type[shown], TYPES)

    def by_standing(self, shown: Mask) -> dict[str, int]:
        """Return how many incidents stand how, the most first."""
        return _counted(self.standing[shown], STANDINGS)

    def by_country(self, shown: Mask) -> dict[str, int]:
        """Return how many incidents each country has, by its code, the most first."""
        return _counted(self.country[shown], self.countries)

    def by_spot(self, shown: Mask) -> list[tuple[Spot, int]]:
        """Return the places and how many incidents each has, the most first."""
        codes = self.spot[shown]
        counts = np.bincount(codes[codes != NONE], minlength=len(self.spots))
        order = np.argsort(-counts, kind="stable")
        return [(self.spots[code], int(counts[code])) for code in order[: np.count_nonzero(counts)].tolist()]

    def by_actor(self, shown: Mask, *, most: int) -> list[tuple[str, str, int]]:
        """Return the ids, names and counts of the *most* actors with a name that have the most incidents."""
        if not len(self.parts):
            return []
        counts = np.bincount(self.parts[shown[self.parts[:, 0]], 1], minlength=len(self.actors))
        order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
        named = (self.actors[code] for code in order.tolist() if not self.actors[code].startswith("unnamed:"))
        return [(key, self.names[key], int(counts[self._actor_codes[key]])) for key in islice(named, most)]

    def by_pair(self, shown: Mask) -> Counter[tuple[str, str, TieKind]]:
        """Return how many incidents tie two actors, by actors and kind of tie."""
        if not len(self.ties):
            return Counter()
        codes = self.ties[shown[self.ties[:, 0]], 1]
        counts = np.bincount(codes, minlength=len(self.pairs))
        return Counter({self.pairs[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()})

    def rows(self, shown: Mask, *, sort: str) -> NDArray[np.int64]:
        """Return the rows shown in the order *sort*: ``sources``, ``newest``, ``oldest`` or ``toll``."""
        rows = np.flatnonzero(shown)
        if sort == "newest":
            order = np.argsort(-self.first[rows], kind="stable")
        elif sort == "oldest":
            first = np.where(self.first[rows] > 0, self.first[rows], dt.date.max.toordinal())
            order = np.argsort(first, kind="stable")
        elif sort == "toll":
            order = np.argsort(-self.killed[rows], kind="stable")
        else:
            order = np.lexsort((-self.reports[rows], -self.sources[rows]))
        return np.asarray(rows[order], dtype=np.int64)

    def ids(self, shown: Mask) -> frozenset[str]:
        """Return the ids of the incidents shown."""
        return frozenset(self.heads[row].id for row in np.flatnonzero(shown))


def _counted(codes: NDArray[np.int64], names: Sequence[str]) -> dict[str, int]:
    counts = np.bincount(codes[codes != NONE], minlength=len(names))
    order = np.argsort(-counts, kind="stable")
    return {names[code]: int(counts[code]) for code in order.tolist() if counts[code]}


def _dated(head: Head) -> bool:
    return head.earliest is not None or head.latest is not None


def _head(position: int, incident: _Brief) -> Head:
    place, when, killed = incident.place, incident.when, incident.fields.killed
    return Head(
        id=incident.id,
        position=position,
        type=incident.type,
        mode=incident.mode,
        standing=incident.standing,
        sources=incident.independent_sources,
        denying=incident.denying_sources,
        reports=len(incident.reports),
        who=", ".join(party.name for party in incident.actors[:3]) or "someone",
        whom=", ".join(party.name for party in incident.recipients[:3]) or None,
        place=place.name if place else None,
        country=place.country if place else None,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        killed=(killed.low, killed.high) if killed else None,
    )


class Indexes:
    """The index of each case's last gatherings, made when first asked for, and again when there is a later one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[tuple[str, bool], Index] = {}

    def of(self, case: Case, *, alone: bool = False) -> Index | None:
        """Return the index of *case*, ``None`` where its incidents were never worked out.

        With *alone* it is that of the incidents as the machine alone made them.
        """
        gathering = current(case, alone=alone)
        if gathering is None:
            return None
        with self._lock:
            # Until somebody judges, one index serves both.
            held = next((found for both in (alone, not alone) if (found := self._held.get((case.name, both)))
                         is not None and found.gathering.number == gathering.number), None)  # fmt: skip
            self._held[case.name, alone] = held = held or Index(case, gathering)
            return held
