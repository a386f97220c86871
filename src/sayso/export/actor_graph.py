"""Who fights, helps and talks to whom, drawn: actors on a circle, one line between two for each kind of tie.

Actors that have much to do with each other stand beside each other, so that few lines cross.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.incident import Relations, TieKind

SIZE = 560
RADIUS = 190
MOST = 24
"""Actors that are drawn, those with the most ties; the list beside the graph has all."""
APART = 5.0
"""Units between two lines that join the same actors."""
ORDER: tuple[TieKind, ...] = ("fight", "oppose", "talk", "help")
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: where it stands, its name, and where the name begins."""

    id: str
    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """All ties of one kind between two actors: a path, as thick as the incidents are many."""

    kind: TieKind
    first: str
    second: str
    path: str
    width: float
    incidents: int


@dataclass(frozen=True, slots=True)
class Graph:
    """What is drawn, in a square of `SIZE`; ``left_out`` counts the actors that are not."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int


def graph(relations: Relations) -> Graph:
    """Return the graph of all *relations*, months taken together."""
    counts: dict[tuple[str, str, TieKind], int] = defaultdict(int)
    for tie in relations.ties:
        counts[tie.first, tie.second, tie.kind] += len(tie.incidents)
    return drawn(counts, relations.names)


def drawn(counts: Mapping[tuple[str, str, TieKind], int], names: Mapping[str, str]) -> Graph:
    """Return the graph of pairs of actors, the lower id first, and kinds of tie, with their incidents' *counts*."""
    weights: dict[str, int] = defaultdict(int)
    for (first, second, _), count in counts.items():
        weights[first] += count
        weights[second] += count
    shown = sorted(weights, key=lambda actor: (-weights[actor], actor))[:MOST]
    nodes = _nodes(_round(shown, counts), names)
    places = {node.id: node for node in nodes}
    return Graph(tuple(nodes), tuple(_lines(counts, places)), len(weights) - len(shown))


def _round(actors: Sequence[str], counts: Mapping[tuple[str, str, TieKind], int]) -> list[str]:
    """Return *actors* in an order round the circle: after each, of those left, the one it has most to do with."""
    near: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (first, second, _), count in counts.items():
        near[first][second] += count
        near[second][first] += count
    left = list(actors)
    placed: list[str] = []
    while left:
        last = placed[-1] if placed else None
        following = max(left, key=lambda actor: (near[last][actor] if last else 0, -left.index(actor)))
        placed.append(following)
        left.remove(following)
    return placed


def _nodes(actors: Sequence[str], names: Mapping[str, str]) -> list[Node]:
    nodes = []
    for number, actor in enumerate(actors):
        angle = 2 * math.pi * number / len(actors) - math.pi / 2
        across, down = math.cos(angle), math.sin(angle)
        name = names.get(actor, actor)
        nodes.append(
            Node(
                id=actor,
                name=name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…",
                x=round(SIZE / 2 + RADIUS * across, 1),
                y=round(SIZE / 2 + RADIUS * down, 1),
                label_x=round(SIZE / 2 + (RADIUS + 14) * across, 1),
                label_y=round(SIZE / 2 + (RADIUS + 20) * down + 4, 1),
                anchor="middle" if abs(across) < 0.25 else "start" if across > 0 else "end",
            )
        )
    return nodes


def _lines(counts: Mapping[tuple[str, str, TieKind], int], places: Mapping[str, Node]) -> list[Line]:
    by_pair: dict[tuple[str, str], list[tuple[TieKind, int]]] = defaultdict(list)
    for (first, second, kind), count in sorted(counts.items()):
        if first in places and second in places:
            by_pair[first, second].append((kind, count))
    lines = []
    for (first, second), kinds in by_pair.items():
        a, b = places[first], places[second]
        for number, (kind, count) in enumerate(sorted(kinds, key=lambda entry: ORDER.index(entry[0]))):
            aside = (number - (len(kinds) - 1) / 2) * APART
            path = _bow(a, b, aside)
            lines.append(Line(kind, first, second, path, round(1.2 + 1.3 * math.log1p(count), 1), count))
    return lines


def _bow(a: Node, b: Node, aside: float) -> str:
    """Return a curve from *a* to *b* that bends to the middle of the circle, moved *aside* by some units."""
    length = math.hypot(b.x - a.x, b.y - a.y) or 1.0
    across, down = -(b.y - a.y) / length * aside, (b.x - a.x) / length * aside
    middle_x = (a.x + b.x) / 2 * 0.6 + SIZE / 2 * 0.4 + across * 2
    middle_y = (a.y + b.y) / 2 * 0.6 + SIZE / 2 * 0.4 + down * 2
    start, end = f"{a.x + across:.1f},{a.y + down:.1f}", f"{b.x + across:.1f},{b.y + down:.1f}"
    return f"M{start}Q{middle_x:.1f},{middle_y:.1f} {end}"
