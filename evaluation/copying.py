"""Make the copy test from a user's news: wire stories with edits as desks make them, and pairs written apart.

Texts stay where they are; what is committed is this generator. A seed by story makes every run the same.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

Row = dict[str, Any]
SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+")
WORD = re.compile(r"\w+")
SHINGLE = 5
APART = 0.10
"""Most of the shorter report's 5-grams that two reports on one event may share to count as written apart.

Pairs on one event are not all written apart: in the corpora a twentieth of them are wire copies themselves. The limit
is the 90th percentile of the pairs; what lies above it is left out of the test, as nobody has said which it is.
"""
LEAST_WORDS = 60
AGENCIES = ("Associated Press", "Reuters", "AFP", "Kestrel News Agency")
CITIES = ("KABUL", "NEW YORK", "GOMA", "BAMAKO", "GENEVA")

Edit = Callable[[Sequence[str], random.Random, Sequence[str]], list[str]]
"""Sentences of a story, chance, and sentences of other stories → the sentences of its copy."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts with the titles that they ran under, the edit that lies between them, and whether they are copies."""

    left: str
    right: str
    titles: tuple[str | None, str | None]
    edit: str
    copies: bool


def cut(sentences: Sequence[str], chance: random.Random, _other: Sequence[str]) -> list[str]:
    """Keep the first 30 to 70 % of the sentences, as a desk cuts from the end."""
    return list(sentences[: max(2, round(len(sentences) * chance.uniform(0.3, 0.7)))])


def headed(sentences: Sequence[str], chance: random.Random, other: Sequence[str]) -> list[str]:
    """Put a new first sentence at the head."""
    return [chance.choice(other), *sentences[1:]]


def reordered(sentences: Sequence[str], chance: random.Random, _other: Sequence[str]) -> list[str]:
    """Put the sentences in another order, the first one staying."""
    rest = list(sentences[1:])
    chance.shuffle(rest)
    return [sentences[0], *rest]


def sentences_changed(sentences: Sequence[str], chance: random.Random, other: Sequence[str]) -> list[str]:
    """Put other sentences in the place of 10 to 40 % of them."""
    share = chance.uniform(0.1, 0.4)
    changed = set(chance.sample(range(len(sentences)), round(share * len(sentences))))
    return [chance.choice(other) if at in changed else sentence for at, sentence in enumerate(sentences)]


def words_changed(sentences: Sequence[str], chance: random.Random, other: Sequence[str]) -> list[str]:
    """Put other words in the place of 10 to 40 % of all words, one by one."""
    share = chance.uniform(0.1, 0.4)
    words = WORD.findall(" ".join(other))
    return [WORD.sub(lambda m: chance.choice(words) if chance.random() < share else m[0], s) for s in sentences]


def uncredited(sentences: Sequence[str], _chance: random.Random, _other: Sequence[str]) -> list[str]:
    """Take away the agency's credit: the dateline at the head and the line at the foot."""
    return [re.sub(r"^[A-Z ]+\([^)]+\) — ", "", sentences[0]), *sentences[1:-1]]


def several(sentences: Sequence[str], chance: random.Random, other: Sequence[str]) -> list[str]:
    """Cut, take the credit away, write a new head and change some sentences."""
    bare = uncredited(sentences, chance, other)
    kept = list(bare[: max(3, round(len(bare) * chance.uniform(0.5, 0.8)))])
    return headed([chance.choice(other) if chance.random() < 0.1 else s for s in kept], chance, other)


EDITS: dict[str, Edit] = {
    "cut": cut, "headed": headed, "reordered": reordered, "sentences changed": sentences_changed,
    "words changed": words_changed, "credit removed": uncredited, "several": several,
}  # fmt: skip


def copied(stories: Sequence[Row], *, seed: str = "copies") -> list[Pair]:
    """Return each story, given a wire's credit, beside a copy of it; the edits take turns."""
    pairs = []
    names = list(EDITS)
    for number, story in enumerate(stories):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - a test's chance
        other = SENTENCE.split(stories[(number + 1) % len(stories)]["text"])
        agency = chance.choice(AGENCIES)
        sentences = [s for s in SENTENCE.split(story["text"].strip()) if s]
        wired = [f"{chance.choice(CITIES)} ({agency}) — {sentences[0]}", *sentences[1:], f"{agency} staff reported."]
        name = names[number % len(names)]
        copy = EDITS[name](wired, chance, other)
        title = story.get("title")
        heads = (title, None if title is None else chance.choice((title, " ".join(title.split()[::-1]))))
        pairs.append(Pair(" ".join(wired), " ".join(copy), heads, name, copies=True))
    return pairs


def written_apart(reports: Iterable[Row], *, group: Callable[[Row], str], most: int = 6) -> list[Pair]:
    """Return pairs of reports on one event that share few runs of words, at most *most* of one event."""
    by_event: dict[str, list[Row]] = defaultdict(list)
    for report in reports:
        by_event[group(report)].append(report)
    pairs = []
    for told in by_event.values():
        apart = [(a, b) for a, b in combinations(told, 2) if shared_runs(a["text"], b["text"]) <= APART]
        pairs += [
            Pair(a["text"], b["text"], (a.get("title"), b.get("title")), "apart", copies=False) for a, b in apart[:most]
        ]
    return pairs


def shared_runs(left: str, right: str) -> float:
    """Return the share of the shorter text's 5-grams that the other has, too."""
    sides = [_runs(left), _runs(right)]
    return len(sides[0] & sides[1]) / max(1, min(map(len, sides)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
