"""What stands around a toponym: a unit's word, a direction, "near", and the larger place that it is said to lie in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from sayso.model.layers import Tagged
from sayso.where.names import key, stem

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
_UNIT_AFTER = re.compile(rf"^(?P<unit>{_any(list(_UNITS['after']))})\b")
_UNIT_BEFORE = re.compile(rf"(?:^| )(?P<unit>{_any(list(_UNITS['before']))})$")
_LINK = re.compile(
    rf"^(?:(?:{_NOUNS})s? )*(?:{_any(_TABLE['inside']['links'])})?(?: (?:{_DIRECTIONS}|{_WHOLE}))*"
    rf"(?: (?:{_NOUNS})(?: of)?)*$"
)
_NOUN_LINK = re.compile(rf"^(?:(?:{_DIRECTIONS}|{_WHOLE}) )*(?:{_NOUNS})(?: (?:of|in))?$")

Modifier = Literal["near", "part"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym as it stands in the text. ``forms`` are the keys to look up, best first, in groups.

    ``inside`` are indexes of the mentions that the text may mean as its larger place, nearest first;
    ``said_inside`` tells that a preposition says so, not a comma alone.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    unit: str | None
    modifier: Modifier | None
    inside: tuple[int, ...]
    said_inside: bool


def _flat(text: str) -> str:
    """Return the words of a stretch of text as a key, with commas and stops kept as breaks ("|")."""
    return " | ".join(key(piece) for piece in re.split(r"[,;:.()\n]", text)).strip()


def mentions(text: str, spans: Sequence[Tagged]) -> tuple[Mention, ...]:
    """Return each span with what stands around it, in the order given. Spans must be in text order."""
    links = [_container(text, spans, index) for index in range(len(spans))]
    return tuple(_mention(text, span, *links[index]) for index, span in enumerate(spans))


def _mention(text: str, span: Tagged, inside: tuple[int, ...], said: bool) -> Mention:  # noqa: FBT001 - private
    before = _flat(text[max(0, span.start - WINDOW) : span.start]).rpartition("|")[2].strip()
    following = text[span.end : span.end + WINDOW]
    after = _flat(re.sub(r"^['’]s\b", "", following)).partition("|")[0].strip()
    full = key(re.sub(r"['’]s?$", "", text[span.start : span.end].strip()))
    led = _LED.match(full)
    bare = led["rest"] if led else full
    named = stem(bare)
    unit = named.unit
    if unit is None and (found := _UNIT_AFTER.match(after)):
        unit = _UNITS["after"][found["unit"]]
    if unit is None and (found := _UNIT_BEFORE.search(before)):
        unit = _UNITS["before"][found["unit"]]
    forms = tuple(dict.fromkeys((full, bare, named.key)))
    return Mention(span.start, span.end, forms, unit, _modifier(led["lead"] if led else "", before, after), inside, said)


def _modifier(lead: str, before: str, after: str) -> Modifier | None:
    beyond_unit = _UNIT_AFTER.sub("", after).strip()
    if _NEAR_BEFORE.search(before) or _NEAR_AFTER.match(beyond_unit):
        return "near"
    if (_DIRECTION.search(lead) or _DIRECTION_BEFORE.search(before) or _PART_BEFORE.search(before)
            or _PART_AFTER.match(beyond_unit)):  # fmt: skip
        return "part"
    return None


def _container(text: str, spans: Sequence[Tagged], index: int) -> tuple[tuple[int, ...], bool]:
    """Return the indexes of the places that this one may be said to lie in, and whether a preposition says so."""
    found: list[int] = []
    said = False
    at = spans[index].end
    for other in range(index + 1, min(index + 3, len(spans))):
        between = text[at : spans[other].start]
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
