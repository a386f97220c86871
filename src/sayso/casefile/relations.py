"""Who fights, helps and talks to whom, by month, from incidents.

A type of event makes a tie of one kind (``data/relations.toml``). Two actors that fight and help each other in one
period are pointed out, as a count of either alone would hide the other.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from sayso.incident import Dyad, Incident, Party, Relations, Tie, TieKind, Triad

HAPPENED = frozenset({"occurred", "ongoing"})
Pair = tuple[str, str]


@cache
def table() -> dict[str, Any]:
    """Return which ties events make and what counts, from ``data/relations.toml``."""
    return tomllib.loads(files("sayso.casefile").joinpath("data", "relations.toml").read_text("utf-8"))


def relate(incidents: Iterable[Incident]) -> Relations:
    """Return the relations that *incidents* show: ties by month, dyads that do both, and triads.

    An incident counts where somebody says that it took place and nobody's denial stands alone, its month is known, and
    an actor with a name does something to another.
    """
    held: dict[tuple[str, str, dt.date, TieKind], list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for incident in incidents:
        month = _month(incident)
        if month is None:
            continue
        for first, second, kind in tied(incident):
            names |= {first.id: names.get(first.id, first.name), second.id: names.get(second.id, second.name)}
            low, high = sorted((first.id, second.id))
            held[low, high, month, kind].append(incident.id)
    ties = tuple(
        Tie(first=first, second=second, month=month, kind=kind, incidents=tuple(dict.fromkeys(found)))
        for (first, second, month, kind), found in sorted(held.items(), key=lambda entry: entry[0])
    )
    return Relations(names=names, ties=ties, ambivalent=tuple(ambivalent(ties)), triads=tuple(triads(ties)))


def tied(incident: Incident) -> Iterator[tuple[Party, Party, TieKind]]:
    """Yield whom one incident ties to whom, and how; nobody where it did not take place, as far as is known."""
    kind = _kind(incident)
    if kind is not None:
        yield from ((first, second, kind) for first, second in _sides(incident))


def _kind(incident: Incident) -> TieKind | None:
    if incident.status not in HAPPENED or incident.standing == "denied" or incident.type is None:
        return None
    kind: TieKind | None = table()["ties"].get(incident.type)
    return kind


def _month(incident: Incident) -> dt.date | None:
    """Return the month that an incident's days begin in, where they are within `longest_days`."""
    days = incident.when
    if days is None or days.earliest is None or days.latest is None:
        return None
    short = (days.latest - days.earliest).days <= table()["longest_days"]
    return days.earliest.replace(day=1) if short else None


def _sides(incident: Incident) -> Iterator[tuple[Party, Party]]:
    """Yield who did it with whom it was done to; actors of one deal are each other's sides."""
    kinds = set(table()["kinds"])
    actors = [p for p in incident.actors if _known(p, kinds)]
    recipients = [p for p in incident.recipients if _known(p, kinds)]
    pairs = [(a, b) for a in actors for b in recipients if a.id != b.id]
    if incident.type in table()["mutual"]:
        pairs += [(a, b) for a, b in combinations(actors, 2) if a.id != b.id]
    yield from pairs


def _known(party: Party, kinds: set[str]) -> bool:
    return not party.id.startswith("unnamed:") and (party.kind in kinds or party.kind is None)


def ambivalent(ties: Iterable[Tie]) -> Iterator[Dyad]:
    """Yield pairs of actors that fight and help each other within `period_months` of each other."""
    period: int = table()["period_months"]
    by_pair: dict[Pair, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in ties:
        by_pair[tie.first, tie.second][tie.kind].append(tie)
    for (first, second), kinds in sorted(by_pair.items()):
        helps = {_months(tie.month): tie for tie in kinds["help"]}
        near = [
            (fight, helps[month])
            for fight in kinds["fight"]
            for month in range(_months(fight.month) - period + 1, _months(fight.month) + period)
            if month in helps
        ]
        if near:
            months = [tie.month for pair in near for tie in pair]
            yield Dyad(
                first=first,
                second=second,
                start=min(months),
                end=max(months),
                fights=tuple(dict.fromkeys(name for fight, _ in near for name in fight.incidents)),
                helps=tuple(dict.fromkeys(name for _, help_ in near for name in help_.incidents)),
            )


def _months(month: dt.date) -> int:
    return month.year * 12 + month.month


def triads(ties: Iterable[Tie]) -> Iterator[Triad]:
    """Yield each three actors of whom every two fight or help, with the sign that prevails between each two."""
    signs = _signs(ties)
    near: dict[str, set[str]] = defaultdict(set)
    for first, second in signs:
        near[first].add(second)
        near[second].add(first)
    for first, second in sorted(signs):
        for third in sorted(near[first] & near[second]):
            if third > second:
                three = (signs[first, second], signs[second, third], signs[first, third])
                product = three[0] * three[1] * three[2]
                yield Triad(actors=(first, second, third), signs=three, balanced=product > 0)


def _signs(ties: Iterable[Tie]) -> Mapping[Pair, int]:
    """Return 1 where two actors have helped each other in more incidents than they fought, -1 where in fewer."""
    sums: dict[Pair, int] = defaultdict(int)
    for tie in ties:
        sums[tie.first, tie.second] += {"help": 1, "fight": -1}.get(tie.kind, 0) * len(tie.incidents)
    return {pair: 1 if total > 0 else -1 for pair, total in sums.items() if total}
