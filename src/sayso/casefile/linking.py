"""Link the claims of many reports to incidents.

First it is asked which reports are about one story, then which of their claims are about one event of it.

No link is final: a group is nothing but a list of claims, with the reasons that put them together, and is worked out
anew whenever the case changes. Nothing limits the incidents of a day or a place.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from sayso.casefile.blocking import candidates
from sayso.casefile.linking_clusters import MARGIN, Pair, clusters, components
from sayso.casefile.linking_gist import Account, Gist, gist
from sayso.casefile.linking_terms import Vocabulary
from sayso.casefile.packed import Packed
from sayso.casefile.scoring import Comparison, Model, accounts, model, probability
from sayso.claim import Reading
from sayso.incident import Copies, Group, Join

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXEMPLARS = 3
"""Accounts that stand for an event when another account is held against it."""
MOST_EVENTS = 12
"""Events of one type and story, those that share most with an account, that it is held against."""
REASONS = 8
"""Reasons that are kept of each link."""
AT_ONCE = 10_000
"""Pairs of reports that are taken from an array together."""
Key = tuple[str, str]
UNDATED = 10**7
"""Stands for the day of a report without one: after all others."""


@dataclass(slots=True)
class _Event:
    """Accounts of one event, each with its report's place in the case, and the links that they came by.

    ``number`` counts the events of its type in the story.
    """

    number: int
    accounts: list[tuple[int, Account]]
    joins: list[Join] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return sum(account.weight for _, account in self.accounts)


def link(readings: Iterable[Reading], *, copies: Sequence[Copies] = ()) -> Sequence[Group]:
    """Return the groups of claims that are about one event, by story, in the order of their first days.

    Each claim is in one group. Each report that has a claim, or is about the same story as a report that has one, is
    in the ``main`` of one group. *copies* are always about one story. Of each reading only a gist is kept; of
    readings with one report id the first counts.
    """
    vocabulary = Vocabulary()
    by_id: dict[str, Gist] = {}
    for reading in readings:
        if reading.report.id not in by_id:
            by_id[reading.report.id] = gist(reading, vocabulary)
    gists = sorted(by_id.values(), key=_by_day)
    del by_id
    weights = vocabulary.weights()
    comparison = Comparison(gists, weights, vocabulary.words())
    stories = _Stories(gists, comparison, model("reports"))
    found = stories.found(candidates(gists, weights), copies)
    plain: list[float] = weights.tolist()
    return Packed(Group, (group for story in found for group in _groups(story, gists, plain, stories)))


def _by_day(one: Gist) -> tuple[int, str]:
    """Put reports in the order of their days: who is compared with whom then depends on no other order."""
    return (one.day if one.day is not None else UNDATED, one.id)


class _Stories:
    """Which reports are about one story, and why.

    ``_nearest`` and ``_odds`` hold, for each report by its place, the earlier one of its story that it is most surely
    linked with of those that it was compared with, -1 for none, and the log-odds of that.
    """

    def __init__(self, gists: Sequence[Gist], comparison: Comparison, weighing: Model) -> None:
        self._gists = gists
        self._comparison = comparison
        self._model = weighing
        self._nearest = array("q")
        self._odds = array("d")

    def found(self, pairs: NDArray[np.int64], copies: Sequence[Copies]) -> list[list[int]]:
        """Return the stories as places of reports in the case, of the *pairs* of reports that are to be compared."""
        import numpy as np

        odds = np.fromiter((self.score(*pair) for pair in _each(pairs)), float, len(pairs))
        place = {g.id: at for at, g in enumerate(self._gists)}
        branches = [(taken.source, taken.report) for tree in copies for taken in tree.taken]
        branches += [(tree.root, member) for tree in copies for member in tree.members if not tree.taken]
        together = [(place[a], place[b]) for a, b in branches if a in place and b in place]
        close = pairs[odds >= self._model.threshold - MARGIN]
        part = components(len(self._gists), chain(_each(close), together))
        stories = list(self._parts(np.array(part, dtype=np.int64), pairs, odds, together))
        stories.sort()
        self._link(stories, pairs, odds)
        return stories

    def _parts(
        self, part: NDArray[np.int64], pairs: NDArray[np.int64], odds: NDArray[np.float64], together: Sequence[Pair]
    ) -> Iterator[list[int]]:
        """Yield the stories of each part of the case; reports of two parts are never about one."""
        import numpy as np

        members: dict[int, list[int]] = defaultdict(list)
        for item, first in enumerate(part.tolist()):
            members[first].append(item)
        given: dict[int, list[Pair]] = defaultdict(list)
        for pair in together:
            given[int(part[pair[0]])].append(pair)
        within = np.flatnonzero(part[pairs[:, 0]] == part[pairs[:, 1]])
        within = within[np.argsort(part[pairs[within, 0]], kind="stable")]
        firsts = part[pairs[within, 0]]
        for first, items in members.items():
            if len(items) == 1:
                yield items
                continue
            mine = within[np.searchsorted(firsts, first) : np.searchsorted(firsts, first, "right")]
            scores = dict(zip(_each(pairs[mine]), odds[mine].tolist(), strict=True))
            threshold = self._model.threshold
            yield from clusters(items, scores, self.score, threshold=threshold, together=given[first])

    def _link(self, stories: Sequence[Sequence[int]], pairs: NDArray[np.int64], odds: NDArray[np.float64]) -> None:
        """Keep, of the pairs within a story, the surest of each later report; of equals the latest."""
        import numpy as np

        story = np.empty(len(self._gists), dtype=np.int64)
        for number, members in enumerate(stories):
            story[members] = number
        left, right = pairs[:, 0], pairs[:, 1]
        inside = np.flatnonzero(story[left] == story[right])
        order = inside[np.lexsort((left[inside], odds[inside]))]
        nearest, surest = np.full(len(story), -1, dtype=np.int64), np.zeros(len(story))
        nearest[right[order]], surest[right[order]] = left[order], odds[order]
        self._nearest, self._odds = array("q", nearest.tolist()), array("d", surest.tolist())

    def score(self, left: int, right: int) -> float:
        """Return the log-odds that two reports are about one story."""
        return self._model.log_odds(self._comparison.features(left, right))

    def joins(self, story: Sequence[int]) -> Iterator[Join]:
        """Yield, for each report of a story but the first, the earlier one that it is most surely linked with."""
        for right in story[1:]:
            left, odds = self._nearest[right], self._odds[right]
            if left < 0:
                left, odds = story[0], self.score(story[0], right)
            reasons = self._model.reasons(self._comparison.features(left, right), self._comparison.notes(left, right))
            yield Join(
                left=self._gists[left].id,
                right=self._gists[right].id,
                probability=round(probability(odds), 4),
                reasons=reasons[:REASONS],
            )


def _each(pairs: NDArray[np.int64]) -> Iterator[Pair]:
    """Yield *pairs* one by one, a few at a time as Python's numbers."""
    for first in range(0, len(pairs), AT_ONCE):
        yield from ((left, right) for left, right in pairs[first : first + AT_ONCE].tolist())


def _groups(
    story: Sequence[int], gists: Sequence[Gist], weights: Sequence[float], stories: _Stories
) -> Iterator[Group]:
    """Yield the events of one story; the one that most of its reports tell, and most chiefly, is their main one."""
    events = _events(story, gists, weights)
    if not events:
        return
    main = max(events, key=lambda event: (len({place for place, _ in event.accounts}), event.weight))
    for event in events:
        claims = tuple((gists[place].id, claim) for place, account in event.accounts for claim in account.claims)
        chief = event is main
        yield Group(
            id=name(claims),
            claims=claims,
            main=tuple(gists[place].id for place in story) if chief else (),
            why=(*(stories.joins(story) if chief else ()), *event.joins),
        )


def name(claims: Sequence[tuple[str, str]]) -> str:
    """Return the id of a group, made of its first report's first claim: later reports leave it as it is."""
    return sha256(f"incident {claims[0][0]} {claims[0][1]}".encode()).hexdigest()[:16]


class _Known:
    """The events of one type in a story, looked up by what an account may share with them."""

    def __init__(self) -> None:
        self.events: list[_Event] = []
        self._by_key: dict[Key, list[int]] = defaultdict(list)

    def nearest(self, account: Account) -> list[_Event]:
        """Return the events that share most with an account, at most `MOST_EVENTS`; of equals the latest."""
        shared = Counter(at for key in _keys(account) for at in self._by_key.get(key, ())[-MOST_EVENTS:])
        best = sorted(shared, key=lambda at: (-shared[at], -at))[:MOST_EVENTS]
        return [self.events[at] for at in best]

    def add(self, event: _Event, account: Account) -> None:
        """Make an event known, or what one more account tells of it."""
        if not self.events or event.number == len(self.events):
            self.events.append(event)
        for key in _keys(account):
            held = self._by_key[key]
            if event.number not in held:
                held.append(event.number)


def _keys(account: Account) -> Iterator[Key]:
    """Yield what two accounts of one event share at least one of: its word, a party, a count, or mode and place."""
    yield "word", account.stem
    yield from (("actor", actor) for actor in account.actors)
    yield from (("recipient", recipient) for recipient in account.recipients)
    yield from (("toll", f"{harm} {low} {high}") for harm, low, high in account.toll)
    if account.spot is not None:
        yield "place", f"{account.mode} {account.spot.key}"


def _events(story: Sequence[int], gists: Sequence[Gist], weights: Sequence[float]) -> list[_Event]:
    """Return the events that the reports of one story tell of, each with its accounts in the reports' order."""
    weighing = model("accounts")
    by_type: dict[str, _Known] = defaultdict(_Known)
    for place in story:
        for account in gists[place].told():
            known = by_type[account.type]
            best = _nearest(account, known.nearest(account), weights, weighing) if len(story) > 1 else None
            if best is None:
                known.add(_Event(len(known.events), [(place, account)]), account)
                continue
            event, odds, other = best
            event.accounts.append((place, account))
            known.add(event, account)
            features = accounts(other, account, weights)
            event.joins.append(
                Join(
                    left=other.claims[0],
                    right=account.claims[0],
                    probability=round(probability(odds), 4),
                    reasons=weighing.reasons(features, {})[:REASONS],
                )
            )
    return [event for known in by_type.values() for event in known.events]


def _nearest(
    account: Account, events: Sequence[_Event], weights: Sequence[float], weighing: Model
) -> tuple[_Event, float, Account] | None:
    """Return the event that an account is most surely of, with the mean log-odds and the nearest account of it."""
    best: tuple[float, _Event, Account] | None = None
    for event in events:
        held = [other for _, other in event.accounts[:EXEMPLARS]]
        scores = [weighing.log_odds(accounts(other, account, weights)) for other in held]
        mean = sum(scores) / len(scores)
        if mean >= weighing.threshold and (best is None or mean > best[0]):
            best = (mean, event, held[scores.index(max(scores))])
    return None if best is None else (best[1], best[0], best[2])
