"""Names without a text: each entry of a list a place, told with what it lies in or alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from sayso.claim import Place
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where.resolving import resolve

_PART = re.compile(r"[^,;\n]+")
_BETWEEN = ".\n"


@dataclass(frozen=True, slots=True)
class Listed:
    """Names laid out as one text, a sentence each: ``spans`` of their parts between commas, ``firsts`` of each name.

    ``firsts`` are ``None`` for names without a word in them.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    firsts: tuple[tuple[int, int] | None, ...]


def laid_out(names: Sequence[str]) -> Listed:
    """Return *names* as a text whose places can be resolved together."""
    text, spans, sentences, firsts = "", [], [], []
    for name in names:
        parts = [(len(text) + m.start(), len(text) + m.end()) for m in _PART.finditer(name) if m.group().strip()]
        parts = [_stripped(text, name, part) for part in parts]
        firsts.append(parts[0] if parts else None)
        spans += parts
        begin, text = len(text), text + name + _BETWEEN
        sentences.append((begin, len(text)))
    return Listed(text, tuple(spans), tuple(sentences), tuple(firsts))


def resolve_names(names: Sequence[str], *, title: str | None = None, outlet: str | None = None) -> tuple[Place, ...]:
    """Return what each of *names* means, in order and with offsets into that name: "Asadabad, Kunar" → Asadabad.

    All are resolved together, as the toponyms of one report are, without any model; *title* and *outlet* are read for
    the countries that they speak of. A name that can't be resolved has ``precision="unknown"`` and no coordinates, and
    so has one without a word in it.

    >>> [(place.country, place.precision) for place in resolve_names(["Asadabad, Kunar", "Jalalabad", "Nowhereabad"])]
    [('AF', 'point'), ('AF', 'point'), (None, 'unknown')]
    """
    listed = laid_out(names)
    report = Report.from_text(listed.text, title=title, outlet=outlet)
    places = resolve(report, [Tagged(a, b, "place", 1.0) for a, b in listed.spans], sentences=listed.sentences)
    return tuple(
        _first(places, name, begin, first)
        for name, (begin, _), first in zip(names, listed.sentences, listed.firsts, strict=True)
    )


def _stripped(text: str, name: str, part: tuple[int, int]) -> tuple[int, int]:
    """Return the offsets of a part without the blanks around it; *text* is what stands before *name*."""
    first, last = part[0] - len(text), part[1] - len(text)
    printed = name[first:last]
    return part[0] + len(printed) - len(printed.lstrip()), part[1] - len(printed) + len(printed.rstrip())


def _first(places: Sequence[Place], name: str, begin: int, first: tuple[int, int] | None) -> Place:
    """Return the place found in the first part of a name, as an answer about that name alone."""
    found = next((p for p in places if first is not None and p.start < first[1] and first[0] < p.end), None)
    if found is None:
        start, end = (0, len(name)) if first is None else (first[0] - begin, first[1] - begin)
        return Place(start=start, end=end, text=name[start:end])
    start, end = max(0, found.start - begin), min(len(name), found.end - begin)
    return replace(found, start=start, end=end, text=name[start:end])
