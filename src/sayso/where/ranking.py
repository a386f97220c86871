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

from sayso.where.gazetteer import ADJECTIVE, MAIN, OTHER, SHORT, Entry, Gazetteer, Named, kilometres
from sayso.where.names import abbreviation, without_article
from sayso.where.surroundings import Mention

ROUNDS = 3
"""Passes over the report; after the third no choice moves in practice."""
_ROLE = {MAIN: "main", OTHER: "other", ADJECTIVE: "adjective", SHORT: "short"}
_UNIT_OF = {"admin1": "admin1", "admin2": "admin2", "capital": "city", "seat1": "city", "seat2": "city",
            "city": "city", "section": "city", "village": "city"}  # fmt: skip


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the packaged weights of the ranking, by group and name."""
    table: Mapping[str, Mapping[str, float]] = tomllib.loads(
        files("sayso.where").joinpath("data/weights.toml").read_text("utf-8")
    )
    return table


@dataclass(frozen=True, slots=True)
class Choice:
    """What a toponym was taken for, and how probable that is among its candidates."""

    entry: Entry
    probability: float


def candidates(gazetteer: Gazetteer, mention: Mention, printed: str) -> tuple[Named, ...]:
    """Return the places that a toponym can name: by its form in full, else without direction, unit or article."""
    found: dict[int, Named] = {}
    short = abbreviation(printed)
    for form in (short, *mention.forms):
        for named in gazetteer.named(form) if form else ():
            found.setdefault(named.entry.id, named)
        if found and form != short and mention.unit is None:
            break
    if not found:
        for form in mention.forms:
            bare = without_article(form)
            for named in gazetteer.named(bare) if bare else ():
                found.setdefault(named.entry.id, named)
    return tuple(found.values())


class Ranking:
    """The candidates of one report's toponyms, ranked together."""

    def __init__(self, gazetteer: Gazetteer, text: str, mentions: Sequence[Mention],
                 countries: Mapping[str, float]) -> None:  # fmt: skip
        self.gazetteer, self.mentions, self.countries = gazetteer, mentions, countries
        self.table = weights()
        self.named = [candidates(gazetteer, m, text[m.start : m.end]) for m in mentions]
        self.prior = [
            {n.entry.id: self._prior(n, m) for n in named} for named, m in zip(self.named, mentions, strict=True)
        ]

    def _prior(self, named: Named, mention: Mention) -> float:
        entry, prior = named.entry, self.table["prior"]
        score = prior["population"] * log10(entry.population + 10) + prior[entry.kind]
        score += self.table["role"][_ROLE[named.role]]
        if mention.unit is not None:
            agrees = _UNIT_OF.get(entry.kind) == mention.unit
            score += self.table["surroundings"]["unit" if agrees else "not_unit"]
        return score

    def choose(self) -> list[Choice | None]:
        """Return what each toponym means; ``None`` where it has no candidate or none is probable enough."""
        shares = [self._shares(scores) for scores in self.prior]
        for _ in range(ROUNDS):
            shares = self._round(shares)
        chosen: list[Choice | None] = []
        for named, share in zip(self.named, shares, strict=True):
            best = max(named, key=lambda n: (share[n.entry.id], -n.entry.id), default=None)
            sure = best is not None and share[best.entry.id] >= self.table["limits"]["sure"]
            chosen.append(Choice(best.entry, share[best.entry.id]) if best is not None and sure else None)
        return chosen

    @staticmethod
    def _shares(scores: Mapping[int, float]) -> dict[int, float]:
        top = max(scores.values(), default=0.0)
        raised = {number: exp(score - top) for number, score in scores.items()}
        total = sum(raised.values())
        return {number: value / total for number, value in raised.items()}

    def _round(self, shares: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(self.mentions):
            groups[mention.forms[-1]].append(index)
        votes = {form: self._votes(indexes, shares) for form, indexes in groups.items()}
        country: dict[str, float] = defaultdict(float, self.countries)
        admin1: dict[int, float] = defaultdict(float)
        for by_country, by_admin1 in votes.values():
            for code, share in by_country.items():
                country[code] += share
            for unit, share in by_admin1.items():
                admin1[unit] += share
        tops = self._tops(shares)
        told = {form: self._told(indexes, shares) for form, indexes in groups.items()}
        result: list[dict[int, float]] = []
        for index, mention in enumerate(self.mentions):
            form = mention.forms[-1]
            own_country, own_admin1 = votes[form]
            total = sum(country.values()) - sum(own_country.values())
            total_admin1 = sum(admin1.values()) - sum(own_admin1.values())
            scores = {}
            for named in self.named[index]:
                entry = named.entry
                score = self.prior[index][entry.id]
                if entry.country and total > 0:
                    share = (country[entry.country] - own_country.get(entry.country, 0.0)) / (total + 0.5)
                    score += self.table["surroundings"]["country"] * share
                unit = entry.id if entry.kind == "admin1" else entry.admin1
                if unit is not None and total_admin1 > 0:
                    share = (admin1[unit] - own_admin1.get(unit, 0.0)) / (total_admin1 + 0.5)
                    score += self.table["surroundings"]["admin1"] * share
                score += self._by(entry, tops, form)
                score += self._inside(entry, index, shares)
                score += told[form].get(entry.id, 0.0) if not mention.inside else 0.0
                scores[entry.id] = score
            result.append(self._shares(scores))
        return result

    def _votes(self, indexes: Sequence[int], shares: Sequence[Mapping[int, float]]) -> tuple[dict[str, float], dict[int, float]]:
        """Return a name's votes for countries and first-order units: one a name, however often it is printed."""
        by_country: dict[str, float] = defaultdict(float)
        by_admin1: dict[int, float] = defaultdict(float)
        for index in indexes:
            for named in self.named[index]:
                share = shares[index][named.entry.id] / len(indexes)
                if named.entry.country:
                    by_country[named.entry.country] += share
                unit = named.entry.id if named.entry.kind == "admin1" else named.entry.admin1
                if unit is not None:
                    by_admin1[unit] += share
        return by_country, by_admin1

    def _tops(self, shares: Sequence[Mapping[int, float]]) -> dict[str, Entry]:
        """Return the likeliest place of each name that names a place with a point, not a country or region."""
        tops: dict[str, Entry] = {}
        for index, mention in enumerate(self.mentions):
            share = shares[index]
            best = max(self.named[index], key=lambda n: share[n.entry.id], default=None)
            if best is not None and _UNIT_OF.get(best.entry.kind) in ("city", "admin2"):
                tops.setdefault(mention.forms[-1], best.entry)
        return tops

    def _by(self, entry: Entry, tops: Mapping[str, Entry], form: str) -> float:
        if entry.kind in ("country", "continent", "water", "region"):
            return 0.0
        limit = self.table["limits"]["near_km"]
        for other_form, other in tops.items():
            if other_form != form:
                distance = kilometres(entry, other)
                if distance is not None and distance <= limit:
                    return self.table["surroundings"]["near"]
        return 0.0

    def _inside(self, entry: Entry, index: int, shares: Sequence[Mapping[int, float]]) -> float:
        """Return what is added because the text says that the toponym lies in another one."""
        score = 0.0
        for other in self.mentions[index].inside:
            holds = sum(shares[other][n.entry.id] for n in self.named[other] if self.gazetteer.inside(entry, n.entry))
            can = any(self.gazetteer.inside(m.entry, n.entry) for n in self.named[other] for m in self.named[index])
            if can:
                table = self.table["surroundings"]
                score += table["inside"] * holds + table["outside"] * (1 - holds)
        for other, mention in enumerate(self.mentions):
            if index in mention.inside:
                holds = sum(shares[other][n.entry.id] for n in self.named[other] if self.gazetteer.inside(n.entry, entry))
                score += self.table["surroundings"]["inside"] * holds
        return score

    def _told(self, indexes: Sequence[int], shares: Sequence[Mapping[int, float]]) -> dict[int, float]:
        """Return what a name gains for having been told apart elsewhere in the report: "Paris, Texas", later "Paris"."""
        gained: dict[int, float] = {}
        for index in indexes:
            if self.mentions[index].inside:
                for number, share in shares[index].items():
                    gained[number] = max(gained.get(number, 0.0), self.table["surroundings"]["inside"] * share)
        return gained
