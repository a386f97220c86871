"""The packaged tables that say which words name which events; their format is in docs/methods/what.md."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

from sayso.claim import EventType

EVENT_TYPES: frozenset[str] = frozenset(get_args(EventType))
VERBAL: frozenset[EventType | None] = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"}
)
"""Types of events that somebody's words are, which may be about other events."""
VIOLENT: frozenset[EventType | None] = frozenset({"ASSAULT", "COERCE"})
"""Types of events that incidents are coded as."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement on a trigger's surroundings: its kind (``obj``, ``near``, …), words, whether negated."""

    kind: str
    words: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of the trigger table. ``type`` is ``None`` where the words name no event at all."""

    lemma: tuple[str, ...]
    pos: str
    conditions: tuple[Condition, ...]
    type: EventType | None
    mode: str | None
    frame: str
    contexts: tuple[str, ...]
    row: int

    @property
    def weight(self) -> tuple[int, int, int]:
        """Order of trial: longer phrases first, then more conditions, then the table's own order."""
        return (-len(self.lemma), -len(self.conditions), self.row)


@dataclass(frozen=True, slots=True)
class Light:
    """A light verb: the roles of its subject and of an object beside the event noun (``A``, ``R`` or ``None``)."""

    lemma: str
    particle: str | None
    subject: str | None
    object: str | None


@dataclass(frozen=True, slots=True)
class TypeRule:
    """A PLOVER type: its modes, what a planned event of it counts as, whether it takes its content in, its frame."""

    modes: frozenset[str]
    planned: EventType
    folds: bool
    refused: EventType
    frame: str


def _open(name: str) -> Iterator[dict[str, str]]:
    with (files("sayso.what") / "data" / name).open(encoding="utf-8") as lines:
        rows = (line for line in lines if not line.startswith("#") and line.strip())
        yield from csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def table(name: str) -> dict[str, Any]:
    """Return a packaged TOML table by its file name."""
    return tomllib.loads((files("sayso.what") / "data" / name).read_text(encoding="utf-8"))


def limit(name: str) -> float:
    """Return one of the limits that the encoder's word is weighed by (``kinds.toml``)."""
    return float(table("kinds.toml")["limits"][name])


@cache
def words(name: str, section: str, key: str = "words") -> frozenset[str]:
    """Return one list of words of a TOML table as a set."""
    return frozenset(table(name)[section][key])


def _condition(term: str) -> Condition:
    kind, _, listed = term.removeprefix("!").partition(":")
    return Condition(kind, frozenset(w for w in listed.split("|") if w), term.startswith("!"))


def _conditions(when: str) -> tuple[Condition, ...]:
    return () if when == "-" else tuple(_condition(term) for term in when.split())


@cache
def senses() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """Return the trigger table by (head lemma, part of speech), in the order in which senses are tried."""
    index: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    for number, row in enumerate(_open("triggers.tsv")):
        for phrase in row["lemmas"].split("|"):
            lemma = tuple(phrase.split())
            sense = Sense(
                lemma=lemma,
                pos=row["pos"],
                conditions=_conditions(row["when"]),
                type=cast("EventType", row["type"]) if row["type"] in EVENT_TYPES else None,
                mode=None if row["mode"] == "-" else row["mode"],
                frame=row["frame"],
                contexts=() if row["contexts"] == "-" else tuple(row["contexts"].split("|")),
                row=number,
            )
            index[lemma[-1] if sense.pos == "N" else lemma[0], sense.pos].append(sense)
    return {key: tuple(sorted(found, key=lambda s: s.weight)) for key, found in index.items()}


@cache
def frames() -> dict[str, dict[str, str]]:
    """Return the argument frames: name to relation or preposition to role (``A``, ``R``, ``B`` both, ``C``, ``-``)."""
    return {row["name"]: dict(pair.split("=") for pair in row["roles"].split()) for row in _open("frames.tsv")}


@cache
def themes() -> frozenset[str]:
    """Return the frames whose required object ("signed a *deal*") is no argument."""
    return frozenset(row["name"] for row in _open("frames.tsv") if row["object"] == "theme")


@cache
def lights() -> dict[str, tuple[Light, ...]]:
    """Return the light verbs by lemma."""
    index: dict[str, list[Light]] = defaultdict(list)
    for row in _open("light.tsv"):
        index[row["lemma"]].append(
            Light(
                row["lemma"],
                row["particle"] or None,
                *(None if row[k] == "-" else row[k] for k in ("subject", "object")),
            )
        )
    return {lemma: tuple(found) for lemma, found in index.items()}


@cache
def types() -> dict[str, TypeRule]:
    """Return the PLOVER types with their modes and rules."""
    return {
        row["type"]: TypeRule(
            frozenset(() if row["modes"] == "-" else row["modes"].split()),
            cast("EventType", row["planned"]),
            row["content"] == "fold",
            cast("EventType", row["refused"]),
            row["frame"],
        )
        for row in _open("modes.tsv")
    }


@cache
def governors() -> frozenset[str]:
    """Return the words that say whether what they govern happens ("failed", "due", "threatened")."""
    return frozenset(word for listed in table("status.toml")["governors"].values() for word in listed)


@cache
def vocabulary() -> frozenset[str]:
    """Return every lemma that a table knows: a model's lemma that is none of them may be a mistake."""
    known = {
        w for group in senses().values() for s in group for w in (*s.lemma, *(w for c in s.conditions for w in c.words))
    }
    known |= lights().keys() | {part for group in weapons().values() for phrase, _, _ in group for part in phrase}
    known |= {part for group in contexts().values() for phrase, _ in group for part in phrase}
    for name in ("status.toml", "harms.toml"):
        known |= {part.lower() for word in _strings(table(name)) for part in word.split("_")}
    return frozenset(w for w in known if len(w) > 1)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)


@cache
def irregular() -> dict[str, str]:
    """Return irregular forms and their lemmas."""
    return {row["form"]: row["lemma"] for row in _open("irregular.tsv")}


@cache
def weapons() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Return weapon phrases by their last lemma: (lemmas, type of weapon, mode), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for row in _open("weapons.tsv"):
        for phrase in row["words"].split("|"):
            lemma = tuple(phrase.split())
            index[lemma[-1]].append((lemma, row["type"], row["mode"]))
    return {last: tuple(sorted(found, key=lambda w: -len(w[0]))) for last, found in index.items()}


@cache
def contexts() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return context phrases by their first lemma: (lemmas, context)."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in _open("contexts.tsv"):
        for phrase in row["words"].split("|"):
            lemma = tuple(phrase.lower().split())
            index[lemma[0]].append((lemma, row["context"]))
    return {first: tuple(found) for first, found in index.items()}
