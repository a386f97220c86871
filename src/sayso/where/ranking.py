"""Which place a toponym means: candidates scored by what they are and by the report's other places.

A log-linear model over few features, after the heuristics that toponym resolution has used since
Leidner (2007): population, one sense per report, containment ("Paris, Texas"), and spatial minimality.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log10
from typing import TypeVar

from sayso.where.forms import ADJECTIVE, MAIN, OTHER, ROUGH, SHORT
from sayso.where.gazetteer import Entry, Gazetteer, Named, kilometres
from sayso.where.names import abbreviation, key, sound, stem, without_article
from sayso.where.owners import KNOWN_FROM
from sayso.where.surroundings import Mention

Name = TypeVar("Name", str, int)
ROUNDS = 3
"""Passes over the report; after the third no choice moves in practice."""
HALF_A_VOTE = 0.5
"""Added to the total of votes, so that one other name alone is no certainty."""
KM_A_DEGREE = 111.0
SAME_SPOT_KM = 25.0
"""Two entries of one name that lie closer are one place at two levels, or a town and its suburb."""
_ROLE = {MAIN: "main", OTHER: "other", ADJECTIVE: "adjective", SHORT: "short", ROUGH: "rough"}
ALIKE, LIKE_A_UNIT = 80, 72
"""Per cent of letters that two spellings of one name share, where nothing else or a unit's word says what is meant."""
_UNIT_OF = {"admin1": "admin1", "admin2": "admin2", "capital": "city", "seat1": "city", "seat2": "city",
            "city": "city", "section": "city", "village": "city"}  # fmt: skip

_SMALL = frozenset(("city", "section", "village"))


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the packaged weights of the ranking, by group and name."""
    table: Mapping[str, Mapping[str, float]] = tomllib.loads(
        files("sayso.where").joinpath("data/weights.toml").read_text("utf-8")
    )
    return table


@dataclass(frozen=True, slots=True)
class Choice:
    """What a toponym was taken for, how probable that is among its candidates, and whether by its sound alone."""

    entry: Entry
    probability: float
    rough: bool = False


def candidates(gazetteer: Gazetteer, mention: Mention, printed: str) -> tuple[Named, ...]:
    """Return the places that a toponym can name: by its form in full, else without direction, unit or article."""
    found: dict[int, Named] = {}
    bare = printed.rpartition(" ")[2] if mention.led else printed
    short = abbreviation(bare)
    for form in (short, *mention.forms):
        for named in gazetteer.named(form) if form else ():
            if form == short or not _other_level(named.entry, form or ""):
                found.setdefault(named.entry.id, named)
        if found and form != short and mention.unit is None:
            break
    if not found:
        for form in mention.forms:
            without = without_article(form)
            for named in gazetteer.named(without) if without else ():
                found.setdefault(named.entry.id, named)
    if not found and mention.host:
        found = _hosts(gazetteer, mention.host)
    if not found:
        found = _sounding(gazetteer, mention)
    if short and bare.isupper() and len(short) <= len("=USA"):  # initials, not a town spelt in capitals
        return tuple(n for n in found.values() if n.role == SHORT or n.entry.kind == "country")
    return tuple(found.values())


def _other_level(entry: Entry, form: str) -> bool:
    """Say whether a form leaves out a word for another level than the unit's: "Columbia" of "District of Columbia"."""
    cut = stem(key(entry.name))
    before = cut.unit is not None and cut.key == form and key(entry.name).endswith(form)
    return before and entry.kind == "admin1" and cut.unit != "admin1"


def _hosts(gazetteer: Gazetteer, host: str) -> dict[int, Named]:
    """Return the towns and units that a facility's name begins with, as much of it as names one.

    Less than what stands before the facility's word ("columbus" of "columbus government center") is told by no more
    than that beginning, and so is `ROUGH`.
    """
    words = host.split()
    for count in range(len(words), 0, -1):
        form = " ".join(words[:count])
        found = {
            named.entry.id: named if count == len(words) else Named(named.entry, ROUGH)
            for named in gazetteer.named(form)
            if named.entry.kind not in ("country", "continent", "region", "water")
            and (count == len(words) or (named.role == MAIN and named.entry.population >= KNOWN_FROM))
        }
        if found:
            return found
    return {}


def _sounding(gazetteer: Gazetteer, mention: Mention) -> dict[int, Named]:
    """Return the places whose name is spelt nearly like a toponym's and sounds like it: "Hilmand province"."""
    from rapidfuzz.fuzz import ratio

    form = mention.forms[-1]
    bare = without_article(form) or form
    heard = sound(bare)
    alike = LIKE_A_UNIT if mention.unit in ("admin1", "admin2") else ALIKE
    found = {}
    for named in gazetteer.named(heard) if heard else ():
        own = stem(key(named.entry.name)).key
        fits = mention.unit not in ("admin1", "admin2") or named.entry.kind in ("admin1", "admin2")
        if fits and ratio(bare, without_article(own) or own) >= alike:
            found[named.entry.id] = named
    return found


class Ranking:
    """The candidates of one report's toponyms, ranked together."""

    def __init__(self, gazetteer: Gazetteer, text: str, mentions: Sequence[Mention],
                 countries: Mapping[str, float]) -> None:  # fmt: skip
        self.mentions, self.countries = mentions, countries
        self.table = weights()
        named = [candidates(gazetteer, m, text[m.start : m.end]) for m in mentions]
        self.entries = [[n.entry for n in group] for group in named]
        self.by_other_name = [{n.entry.id for n in group if n.role == OTHER} for group in named]
        self.rough = [bool(group) and all(n.role == ROUGH for n in group) for group in named]
        self.prior = [{n.entry.id: self._prior(n, m) for n in group} for group, m in zip(named, mentions, strict=True)]
        self.holders = [self._holders(index) for index in range(len(mentions))]

    def _prior(self, named: Named, mention: Mention) -> float:
        entry, prior = named.entry, self.table["prior"]
        score = prior["population"] * log10(entry.population + 10) + prior[entry.kind]
        score += self.table["role"][_ROLE[named.role]]
        if mention.unit is not None:
            agrees = _UNIT_OF.get(entry.kind) == mention.unit
            score += self.table["surroundings"]["unit" if agrees else "not_unit"]
        return score

    def _holders(self, index: int) -> dict[int, dict[int, tuple[int, ...]]]:
        """Return, by toponym that the text may mean as the larger place, which readings of it hold which candidate."""
        found = {}
        for other in self.mentions[index].inside:
            units = {e.id for e in self.entries[other] if e.kind in ("admin1", "admin2")}
            countries = {e.country: e.id for e in self.entries[other] if e.kind == "country"}
            held = {e.id: _held_by(e, units, countries) for e in self.entries[index]}
            if any(held.values()):
                found[other] = held
        return found

    def choose(self) -> list[Choice | None]:
        """Return what each toponym means; ``None`` where it has no candidate or none is probable enough."""
        shares = self._settled()
        chosen: list[Choice | None] = []
        for entries, share, rough in zip(self.entries, shares, self.rough, strict=True):
            best = max(entries, key=lambda e: (share[e.id], -e.id), default=None)
            sure = 0.0 if best is None else sum(share[e.id] for e in entries if e is best or _same_spot(e, best))
            enough = best is not None and sure >= self.table["limits"]["sure"]
            chosen.append(Choice(best, sure, rough) if best is not None and enough else None)
        spoken = {c.entry.country for c in chosen if c is not None and not c.rough} | set(self.countries)
        chosen = [c if c is None or not c.rough or c.entry.country in spoken else None for c in chosen]
        return [c if c is None or self._supported(c.entry, index, chosen) else None for index, c in enumerate(chosen)]

    def _supported(self, entry: Entry, index: int, chosen: Sequence[Choice | None]) -> bool:
        """Say whether a place is known well enough to be meant without more, or the report speaks of its country.

        Of many a village no gazetteer knows more than a small namesake elsewhere. Units and their seats are known by
        their own names, capitals by all.
        """
        other_name = entry.id in self.by_other_name[index]
        small = _SMALL | {"seat2", "admin2"} if other_name else _SMALL
        limit = self.table["limits"]["alone_by_other_name" if other_name else "alone"]
        if entry.kind not in small or entry.population >= limit or entry.country in self.countries:
            return True
        name = self.mentions[index].forms[-1]
        return any(
            other is not None and other.entry.country == entry.country and self.mentions[at].forms[-1] != name
            for at, other in enumerate(chosen)
        )

    def ranked(self, index: int, *, country: str | None = None) -> list[tuple[Entry, float]]:
        """Return the candidates of one toponym, likeliest first, each with its share; those of *country* alone."""
        share = self._settled()[index]
        kept = [entry for entry in self.entries[index] if country is None or entry.country == country]
        total = sum(share[entry.id] for entry in kept) or 1.0
        ordered = sorted(kept, key=lambda entry: (-share[entry.id], entry.id))
        return [(entry, share[entry.id] / total) for entry in ordered]

    def _settled(self) -> list[dict[int, float]]:
        shares = [_shares(scores) for scores in self.prior]
        for _ in range(ROUNDS):
            shares = self._round(shares)
        return shares

    def _round(self, shares: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(self.mentions):
            groups[mention.forms[-1]].append(index)
        votes = {form: self._votes(indexes, shares) for form, indexes in groups.items()}
        country: dict[str, float] = defaultdict(float, self.countries)
        admin1: dict[int, float] = defaultdict(float)
        for by_country, by_admin1 in votes.values():
            _add(country, by_country)
            _add(admin1, by_admin1)
        tops = self._tops(shares)
        held = self._inside(shares)
        result: list[dict[int, float]] = [{} for _ in self.mentions]
        for form, indexes in groups.items():
            others = [entry for other, entry in tops.items() if other != form]
            own_country, own_admin1 = votes[form]
            in_country = _share_of(country, own_country, self.table["surroundings"]["country"])
            in_admin1 = _share_of(admin1, own_admin1, self.table["surroundings"]["admin1"])
            context = {
                e.id: in_country.get(e.country or "", 0.0) + in_admin1.get(_first_order(e), 0.0) + self._near(e, others)
                for e in {e.id: e for index in indexes for e in self.entries[index]}.values()
            }
            told: dict[int, float] = defaultdict(float)
            for index in indexes:
                for number, gain in held[index].items():
                    told[number] = max(told[number], gain)
            for index in indexes:
                gains = held[index] if self.holders[index] else told
                result[index] = _shares({
                    e.id: self.prior[index][e.id] + context[e.id] + gains.get(e.id, 0.0) for e in self.entries[index]
                })  # fmt: skip
        return result

    def _votes(self, indexes: Sequence[int],
               shares: Sequence[Mapping[int, float]]) -> tuple[dict[str, float], dict[int, float]]:  # fmt: skip
        """Return a name's votes for countries and first-order units: one a name, however often it is printed."""
        by_country: dict[str, float] = defaultdict(float)
        by_admin1: dict[int, float] = defaultdict(float)
        for index in indexes:
            for entry in self.entries[index]:
                share = shares[index][entry.id] / len(indexes)
                if entry.country:
                    by_country[entry.country] += share
                if (unit := _first_order(entry)) is not None:
                    by_admin1[unit] += share
        return by_country, by_admin1

    def _tops(self, shares: Sequence[Mapping[int, float]]) -> dict[str, Entry]:
        """Return the likeliest place of each name that names a town or district, not a country or region."""
        tops: dict[str, Entry] = {}
        for mention, entries, share in zip(self.mentions, self.entries, shares, strict=True):
            best = max(entries, key=lambda e: (share[e.id], -e.id), default=None)
            if best is not None and _UNIT_OF.get(best.kind) in ("city", "admin2"):
                tops.setdefault(mention.forms[-1], best)
        return tops

    def _near(self, entry: Entry, others: Sequence[Entry]) -> float:
        if entry.kind in ("country", "continent", "water", "region") or entry.lat is None:
            return 0.0
        limit = self.table["limits"]["near_km"]
        for other in others:
            if other.lat is None or abs(other.lat - entry.lat) * KM_A_DEGREE > limit:
                continue
            distance = kilometres(entry, other)
            if distance is not None and distance <= limit:
                return self.table["surroundings"]["near"]
        return 0.0

    def _inside(self, shares: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
        """Return what each candidate gains or loses because the text says what lies in what."""
        table = self.table["surroundings"]
        gains: list[dict[int, float]] = [defaultdict(float) for _ in self.mentions]
        for index, by_other in enumerate(self.holders):
            for other, held in by_other.items():
                holding: dict[int, float] = defaultdict(float)
                whole = 1.0  # how far it may lie in another place at all: a country in a list of countries does not
                if not self.mentions[index].said_inside:
                    whole -= sum(shares[index][e.id] for e in self.entries[index] if e.kind in ("country", "continent"))
                for number, units in held.items():
                    holds = sum(shares[other][unit] for unit in units)
                    gains[index][number] += whole * (table["inside"] * holds + table["outside"] * (1 - holds))
                    for unit in units:
                        holding[unit] += shares[index][number]
                for unit, share in holding.items():
                    gains[other][unit] += whole * table["inside"] * share
        return gains


def _same_spot(one: Entry, other: Entry) -> bool:
    """Say whether two readings differ in the level alone: a town, its district and the province named after it."""
    if one.country != other.country:
        return False
    distance = kilometres(one, other)
    return _inside_of(one, other) or _inside_of(other, one) or (distance is not None and distance <= SAME_SPOT_KM)


def _inside_of(one: Entry, other: Entry) -> bool:
    return other.id in (one.admin1, one.admin2)


def _held_by(entry: Entry, units: set[int], countries: Mapping[str | None, int]) -> tuple[int, ...]:
    found = [unit for unit in (entry.admin1, entry.admin2) if unit in units]
    if entry.kind != "country" and entry.country in countries:
        found.append(countries[entry.country])
    return tuple(n for n in found if n is not None)


def _first_order(entry: Entry) -> int | None:
    return entry.id if entry.kind == "admin1" else entry.admin1


def _shares(scores: Mapping[int, float]) -> dict[int, float]:
    top = max(scores.values(), default=0.0)
    raised = {number: exp(score - top) for number, score in scores.items()}
    total = sum(raised.values())
    return {number: value / total for number, value in raised.items()}


def _add(totals: dict[Name, float], votes: Mapping[Name, float]) -> None:
    for name, share in votes.items():
        totals[name] += share


def _share_of(totals: Mapping[Name, float], own: Mapping[Name, float], weight: float) -> dict[Name | None, float]:
    """Return, by country or unit, *weight* times its share of what the report's other names vote for."""
    rest = sum(totals.values()) - sum(own.values()) + HALF_A_VOTE
    return {name: weight * (share - own.get(name, 0.0)) / rest for name, share in totals.items()}
