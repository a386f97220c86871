"""What stands around a toponym: a unit's word, a direction, "near", and the larger place that it is said to lie in."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Literal

from sayso.model.layers import Tagged
from sayso.where.names import key, stem

LEVELS = 3
"""Larger places that are told with one: district, province, country."""
WINDOW = 48
"""Characters on either side that are looked at: the longest phrase of the tables with a distance before it."""
_TABLE = tomllib.loads(files("sayso.where").joinpath("data/phrases.toml").read_text("utf-8"))
_UNITS = tomllib.loads(files("sayso.where").joinpath("data/units.toml").read_text("utf-8"))


def _any(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))


_DIRECTIONS = _any(_TABLE["part"]["directions"])
_WHOLE = _any(_TABLE["part"]["whole"])
_NOUNS = _any([*_TABLE["inside"]["nouns"], *_UNITS["after"]])
_LED = re.compile(rf"^(?P<lead>(?:(?:the|{_DIRECTIONS}|{_WHOLE}) )+)(?P<rest>.+)$")
_DIRECTION = re.compile(rf"\b(?:{_DIRECTIONS})\b")
_DIRECTION_BEFORE = re.compile(rf"(?:^| )(?:{_DIRECTIONS})$")
_PART_BEFORE = re.compile(rf"(?:^| )(?:{_any(_TABLE['part']['before'])})$")
_PART_AFTER = re.compile(rf"^(?:{_any(_TABLE['part']['after'])})\b")
_NEAR_BEFORE = re.compile(
    rf"(?:^| )(?:{_any(_TABLE['near']['before'])})(?: the)?(?: (?:{_DIRECTIONS}|{_WHOLE}))?"
    rf"(?: (?:{_NOUNS}|{_NOUNS} of))?(?: of)?$"
)
_NEAR_AFTER = re.compile(rf"^(?:{_any(_TABLE['near']['after'])})\b")
_UNIT_AFTER = re.compile(rf"^(?P<unit>{_any(list(_UNITS['after']))})(?P<many>(?:e?s)?)\b")
_UNIT_BEFORE = re.compile(rf"(?:^| )(?P<unit>{_any(list(_UNITS['before']))})$")
_LINK = re.compile(
    rf"^(?:(?:{_NOUNS})s? )*(?:{_any(_TABLE['inside']['links'])})?(?: (?:{_DIRECTIONS}|{_WHOLE}))*"
    rf"(?: (?:{_NOUNS})(?: of)?)*$"
)
_NOUN_LINK = re.compile(rf"^(?:(?:{_DIRECTIONS}|{_WHOLE}) )*(?:{_NOUNS})(?: (?:of|in))?$")

_ADJECTIVES: dict[str, str] = _TABLE["part"]["adjectives"]
_NOUN_OF = {adjective: noun for noun, adjective in _ADJECTIVES.items()}
_FACILITY = re.compile(rf"^(?P<host>.+?) (?:{_any(_TABLE['inside']['facilities'])})s?$")
_SERIES = re.compile(r"^\s*(?:,|,?\s*(?:and|or|&))\s*$")

_CLOSED = re.compile(
    r"\s*(?:$|[.;:)!?]|,(?!\s*(?:and|or)\b)"
    r"|\s+(?:on|in|at|during|where|when|after|before|last|this|late|early|by|since|until|to|from|for)\b)"
)
_NOUNS_FIRST = re.compile(rf"^(?:\s+(?:{_NOUNS})s?)+(?=\s*[,(])")

Modifier = Literal["near", "part"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym as it stands in the text. ``forms`` are the keys to look up, the whole span's first.

    ``shared_unit`` tells that the unit's word is a plural, so also that of the names before it in a series.
    ``host`` is the town that a facility is named after ("long beach" of "Long Beach Airport").
    ``led`` says that the span begins with a direction, unless that is in the place's name ("North Korea").

    ``inside`` are indexes of the mentions that the text may mean as its larger place, nearest first;
    ``said_inside`` tells that a preposition says so, not a comma alone; ``apposed`` that the comma is none of a list.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    host: str | None
    unit: str | None
    shared_unit: bool
    modifier: Modifier | None
    led: bool
    inside: tuple[int, ...]
    said_inside: bool
    apposed: bool


def _flat(text: str) -> str:
    """Return the words of a stretch of text as a key, with commas and stops kept as breaks ("|")."""
    return " | ".join(key(piece) for piece in re.split(r"[,;:.()\n]", text)).strip()


def mentions(text: str, spans: Sequence[Tagged], *, sentences: Sequence[tuple[int, int]] = ()) -> tuple[Mention, ...]:
    """Return each span with what stands around it, in the order given. Spans must be in text order.

    No place lies in one of another sentence, where *sentences* are known.
    """
    ends = [end for _, end in sentences]
    number = [bisect_right(ends, span.start) for span in spans]
    links = []
    for index in range(len(spans)):
        inside, said = _container(text, spans, index)
        inside = tuple(other for other in inside if number[other] == number[index])
        links.append((inside, said, bool(inside) and _apposed(text, spans, index, inside[-1])))
    found = [_mention(text, span, *links[index]) for index, span in enumerate(spans)]
    for index in range(len(found) - 1, 0, -1):  # "Kunar and Nangarhar provinces": the unit's word is for both
        here, before = found[index], found[index - 1]
        if here.shared_unit and before.unit is None and _SERIES.match(text[before.end : here.start]):
            found[index - 1] = replace(before, unit=here.unit, shared_unit=True, inside=())
    return tuple(found)


def _mention(text: str, span: Tagged, inside: tuple[int, ...], said: bool, apposed: bool) -> Mention:  # noqa: FBT001
    before = _flat(text[max(0, span.start - WINDOW) : span.start]).rpartition("|")[2].strip()
    following = text[span.end : span.end + WINDOW]
    after = _flat(re.sub(r"^['’]s\b", "", following)).partition("|")[0].strip()
    full = key(re.sub(r"['’]s?$", "", text[span.start : span.end].strip()))
    led = _LED.match(full)
    bare = led["rest"] if led else full
    named = stem(bare)
    unit = named.unit
    shared = False
    if unit is None and (found := _UNIT_AFTER.match(after)):
        unit, shared = _UNITS["after"][found["unit"]], bool(found["many"]) or found["unit"].endswith("ies")
    if unit is None and (found := _UNIT_BEFORE.search(before)):
        unit = _UNITS["before"][found["unit"]]
    whole = stem(full).key if named.unit is not None else full  # "northern darfur" of "Northern Darfur state"
    forms = tuple(dict.fromkeys((full, *_swapped(full), whole, *_swapped(whole), bare, named.key)))
    directed = bool(led and _DIRECTION.search(led["lead"]))
    modifier = _modifier(before, after)
    return Mention(
        span.start, span.end, forms, _host(bare), unit, shared, modifier, directed, inside, said, apposed
    )  # fmt: skip


def _host(form: str) -> str | None:
    found = _FACILITY.match(form)
    return found["host"] if found else None


def _swapped(form: str) -> tuple[str, ...]:
    """Return the other form of a name with a direction: "southern darfur" of "south darfur"."""
    first, _, rest = form.partition(" ")
    other = _ADJECTIVES.get(first) or _NOUN_OF.get(first)
    return (f"{other} {rest}",) if other and rest else ()


def _modifier(before: str, after: str) -> Modifier | None:
    beyond_unit = _UNIT_AFTER.sub("", after).strip()
    if _NEAR_BEFORE.search(before) or _NEAR_AFTER.match(beyond_unit):
        return "near"
    if _DIRECTION_BEFORE.search(before) or _PART_BEFORE.search(before) or _PART_AFTER.match(beyond_unit):
        return "part"
    return None


def _container(text: str, spans: Sequence[Tagged], index: int) -> tuple[tuple[int, ...], bool]:
    """Return the indexes of the places that this one may be said to lie in, and whether a preposition says so."""
    found: list[int] = []
    said = False
    at = spans[index].end
    for other in range(index + 1, min(index + 1 + LEVELS, len(spans))):
        between = _NOUNS_FIRST.sub("", text[at : spans[other].start])
        if len(between) > WINDOW:
            break
        flat = key(between)
        if re.fullmatch(r"\s*[,(]\s*", between) or re.fullmatch(r"\s*,\s*(?:in|of)\s+(?:the\s+)?", between):
            found.append(other)
        elif "," not in between and "." not in between and flat != "of" and _LINK.match(flat):
            found.append(other)
            said = said or bool(re.search(r"\b(?:in|of|inside|within)\b", flat))
        else:
            break
        at = spans[other].end
    if index and not found:
        between = text[spans[index - 1].end : spans[index].start]
        owner = re.sub(r"^['’]s\b", "", between)
        if (between != owner and len(owner) < WINDOW and (not owner.strip() or _LINK.match(key(owner)))) or (
            "," not in between and _NOUN_LINK.match(key(between))
        ):
            found.append(index - 1)
    return tuple(found), said


def _apposed(text: str, spans: Sequence[Tagged], first: int, last: int) -> bool:
    """Say whether a name and the larger places after its commas stand for themselves, not in a list of places.

    "in Lere, Mali." and "in Lere, Mali, on Friday" do; "in Lere, Mali and Niger" and "Kidal, Gao, Mali" may not.
    """
    if not _CLOSED.match(text, spans[last].end):
        return False
    if last + 1 < len(spans) and _SERIES.match(text[spans[last].end : spans[last + 1].start]):
        return False
    return not first or not _SERIES.match(text[spans[first - 1].end : spans[first].start])
