"""How likely two reports are to be about the same event: a logistic model whose every feature has a name.

The weights are in ``data/links.toml`` and were fitted by `training.linking` on reports whose events are known. A
feature is 0 where nothing is known of it, so that what is missing adds nothing.
"""

from __future__ import annotations

import math
import tomllib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.casefile.linking_gist import Account, Gist, Spot
from sayso.incident import Reason

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EARTH_KM = 6371.0
NEAR_KM, FAR_KM = 60.0, 150.0
LONG_DAYS = 60.0
KEPT = 4096
"""Reports whose weighed words are kept at hand."""
CHIEF = 2.0
"""Weight of an account (`data/main.toml`) from which on a report may be chiefly about it."""
NOTED = 6
"""Shared words that a reason names."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, with the log-odds at which all features are 0, and the least log-odds that make a link."""

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float]) -> float:
        """Return the log-odds that the features give."""
        weights = self.weights
        return self.bias + sum(weights.get(name, 0.0) * value for name, value in features.items())

    def reasons(self, features: Mapping[str, float], notes: Mapping[str, str]) -> tuple[Reason, ...]:
        """Return what each feature adds, the heaviest first."""
        found = [
            Reason(feature=name, value=round(value, 3), adds=round(self.weights[name] * value, 3), note=notes.get(name))
            for name, value in features.items()
            if self.weights.get(name) and value
        ]
        return tuple(sorted(found, key=lambda reason: (-abs(reason.adds), reason.feature)))


@cache
def model(name: str) -> Model:
    """Return a packaged model: ``reports`` or ``accounts``."""
    table = tomllib.loads(files("sayso.casefile").joinpath("data", "links.toml").read_text("utf-8"))[name]
    return Model(bias=table["bias"], threshold=table["threshold"], weights=table["weights"])


def probability(log_odds: float) -> float:
    """Return the probability that *log_odds* stand for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


_OFTEN = [0.0, *(1 + math.log(count) for count in range(1, 256))]
"""What a word's number of times in a report adds to its weight, by that number."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A report's words with their weights: all of them, those of its head, its names, and their sums."""

    body: dict[int, float]
    length: float
    head: frozenset[int]
    head_sum: float
    head_length: float
    names: frozenset[int]
    names_sum: float
    main: Account | None


class Comparison:
    """Compares reports of one case; *weights* are its words' weights by number, *words* the words themselves."""

    def __init__(self, gists: Sequence[Gist], weights: NDArray[np.float32], words: Sequence[str]) -> None:
        self.gists = gists
        self._weights: list[float] = weights.tolist()
        self._words = words
        self._kept: OrderedDict[int, _Weighed] = OrderedDict()

    def _weighed(self, place: int) -> _Weighed:
        found = self._kept.get(place)
        if found is not None:
            self._kept.move_to_end(place)
            return found
        g, weight = self.gists[place], self._weights
        body = {term: weight[term] * _OFTEN[n] for term, n in zip(g.terms, g.counts, strict=True)}
        accounts = g.told()
        found = _Weighed(
            body=body,
            length=math.sqrt(sum(w * w for w in body.values())) or 1.0,
            head=frozenset(g.head),
            head_sum=sum(weight[term] for term in g.head) or 1.0,
            head_length=math.sqrt(sum(weight[term] ** 2 for term in g.head)) or 1.0,
            names=frozenset(g.names),
            names_sum=sum(weight[term] for term in g.names),
            main=accounts[0] if accounts else None,
        )
        self._kept[place] = found
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found

    def features(self, left: int, right: int) -> dict[str, float]:
        """Return what speaks for and against two reports, by their places in the case, being about one event."""
        a, b = self._weighed(left), self._weighed(right)
        weight = self._weights
        shared = a.body.keys() & b.body.keys()
        heads = a.head & b.head
        names = a.names & b.names
        rare = sorted((weight[term] for term in shared), reverse=True)[:5]
        covered = (
            sum(weight[term] for term in a.head & b.body.keys()) / a.head_sum,
            sum(weight[term] for term in b.head & a.body.keys()) / b.head_sum,
        )
        found = {
            "words": sum(a.body[term] * b.body[term] for term in shared) / (a.length * b.length),
            "head": sum(weight[term] ** 2 for term in heads) / (a.head_length * b.head_length),
            "covered": sum(covered) / 2,
            "covered_most": max(covered),
            "names": sum(weight[term] for term in names) / max(min(a.names_sum, b.names_sum), 15.0),
            "rare": sum(rare) / 30,
            "names_many": math.log1p(sum(weight[term] for term in names)) / 4,
        }
        found |= days_published(self.gists[left].day, self.gists[right].day)
        found |= spots(self.gists[left].spots, self.gists[right].spots)
        if a.main is not None and b.main is not None:
            found |= {f"main_{name}": value for name, value in events(a.main, b.main).items()}
        found["same_day_words"] = found["words"] * found.get("days_near", 0.0)
        found["place_words"] = found["words"] * found.get("place_same", 0.0)
        return found

    def notes(self, left: int, right: int) -> dict[str, str]:
        """Return what two reports share, in words, by feature."""
        a, b = self._weighed(left), self._weighed(right)
        notes = {
            "words": self._named(a.body.keys() & b.body.keys()),
            "head": self._named(a.head & b.head),
            "names": self._named(a.names & b.names),
        }
        return {name: note for name, note in notes.items() if note}

    def _named(self, terms: set[int] | frozenset[int]) -> str:
        rarest = sorted(terms, key=lambda term: (-self._weights[term], self._words[term]))[:NOTED]
        return ", ".join(self._words[term] for term in rarest)


def days_published(left: int | None, right: int | None) -> dict[str, float]:
    """Return how near two reports were published: 1 on the same day, less by the day; and how far."""
    if left is None or right is None:
        return {"undated": 1.0}
    apart = abs(left - right)
    return {"days_near": math.exp(-apart / 4), "days_far": min(math.log1p(apart) / math.log1p(LONG_DAYS), 1.3)}


def spots(left: Sequence[Spot], right: Sequence[Spot]) -> dict[str, float]:
    """Return how two reports' places agree: the best of their pairs, and whether all of them lie apart."""
    precise = [[s for s in side if s.rank > 0] for side in (left, right)]
    if not precise[0] or not precise[1]:
        return {}
    agree = max(agreement(a, b) for a in precise[0] for b in precise[1])
    first = agreement(precise[0][0], precise[1][0])
    return {
        "place_same": float(agree >= 1),
        "place_near": agree if 0 < agree < 1 else 0.0,
        "place_first": max(first, 0.0),
        "place_apart": float(agree < 0),
    }


def agreement(left: Spot, right: Spot) -> float:
    """Return 1 for one place, part of 1 for near ones or one within the other, 0 where nothing is known, -1 apart."""
    if left.key == right.key:
        return 1.0
    if left.country and right.country and left.country != right.country:
        return -1.0
    if 0 in {left.rank, right.rank}:
        return 0.2
    if left.rank == right.rank == 1 or 1 in {left.rank, right.rank}:
        same = left.admin1 is not None and left.admin1 == right.admin1
        return 0.5 if same else -1.0 if left.admin1 and right.admin1 else 0.0
    km = kilometres(left, right)
    if km is None:
        return 0.0
    return 0.8 if km <= NEAR_KM / 4 else 0.6 if km <= NEAR_KM else 0.2 if km <= FAR_KM else -1.0


def kilometres(left: Spot, right: Spot) -> float | None:
    """Return the great-circle distance between two places (haversine)."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    north, south = math.radians(left.lat), math.radians(right.lat)
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(math.radians(left.lon - right.lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))


def events(left: Account, right: Account) -> dict[str, float]:
    """Return what speaks for and against two accounts being of one event."""
    found = {
        "type": float(left.type == right.type),
        "mode": _modes(left.mode, right.mode),
        "word": float(left.stem == right.stem),
        "real": float(left.real != right.real),
    }
    if left.spot is not None and right.spot is not None:
        agree = agreement(left.spot, right.spot)
        found |= {"place": max(agree, 0.0), "place_against": float(agree < 0)}
    if left.days is not None and right.days is not None:
        found |= _days(left.days, right.days)
    found |= _parties("actors", left.actors, right.actors) | _parties("recipients", left.recipients, right.recipients)
    found |= _tolls(left, right)
    return found


def accounts(left: Account, right: Account, weights: Sequence[float]) -> dict[str, float]:
    """Return what speaks for and against two accounts of reports on one story being of one event.

    Beside `events`: ``evidence``, the likeness of the sentences that tell it, by the words' *weights*; and ``chief``,
    whether both reports are chiefly about theirs.
    """
    found = events(left, right)
    shared = sum(weights[word] for word in set(left.words) & set(right.words))
    most = min(sum(weights[word] for word in side.words) for side in (left, right))
    found["evidence"] = shared / max(most, 10.0)
    found["chief"] = max(0.0, min(left.weight, right.weight) - CHIEF) / 2
    return found


def _modes(left: str | None, right: str | None) -> float:
    return 0.0 if left is None or right is None else 1.0 if left == right else -1.0


def _days(left: tuple[int | None, int | None], right: tuple[int | None, int | None]) -> dict[str, float]:
    """Return whether two intervals of days meet: fully for days, less for wide ones; and by how far they miss."""
    earliest = max(day for day in (left[0] or 1, right[0] or 1))
    latest = min(day for day in (left[1] or 10**7, right[1] or 10**7))
    if earliest <= latest:
        width = max(_span(left), _span(right))
        return {"when": 1.0 if width <= 2 else 0.5 if width <= 31 else 0.1}
    missed = earliest - latest
    return {"when_against": min(math.log1p(missed - 1) / math.log1p(LONG_DAYS), 1.0)} if missed > 1 else {"when": 0.5}


def _span(days: tuple[int | None, int | None]) -> int:
    return 10**4 if days[0] is None or days[1] is None else days[1] - days[0]


def _parties(name: str, left: tuple[str, ...], right: tuple[str, ...]) -> dict[str, float]:
    if not left or not right:
        return {}
    return {name: 1.0} if set(left) & set(right) else {f"{name}_against": 1.0}


def _tolls(left: Account, right: Account) -> dict[str, float]:
    """Return how two tolls agree: the same counts, counts that differ by a third or more, harms that one alone has."""
    same = against = 0.0
    for harm, low, high in left.toll:
        for other, least, most in right.toll:
            if harm != other:
                continue
            if (low or 0) <= (most or 10**9) and (least or 0) <= (high or 10**9):
                same = max(same, 1.0 if (low or 0) > 1 else 0.5)
            else:
                a, b = float(low or high or 0), float(least or most or 0)
                against = max(against, abs(a - b) / max(a, b, 1.0))
    return {"toll": same} if same else {"toll_against": against} if against else {}
