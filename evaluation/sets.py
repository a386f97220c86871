"""Score the project's own sets: did it happen (factuality), and how many were harmed (toll).

A row is one sentence, written for the purpose, with the words in question and what a careful reader makes of them.
The blind sets were written before the rules were tuned again, the third and fourth after it; their first look is what
counts. ``events`` are the sentences held apart from those that the encoder learns events from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
HAPPENED = frozenset({"occurred", "ongoing"})
MODES = frozenset({"explosives", "abduct", "destroy"})
"""Kinds of event that are modes of ASSAULT."""


def span_of(text: str, words: str) -> tuple[int, int]:
    """Return where *words* stand in *text*: the first place where they are whole words."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    if found is None:
        raise ValueError(f"{words!r} is not in {text!r}")
    return found.span()


def overlap(span: tuple[int, int], quote: Row) -> int:
    """Return how many characters *quote* shares with *span*."""
    start, end = quote["start"], quote["end"]
    return max(0, min(span[1], int(end)) - max(span[0], int(start)))


def at(span: tuple[int, int], found: Sequence[Row], quote: str | None = None) -> Row | None:
    """Return the one of *found* that lies most on *span*, the first of equals; by its field *quote* where given."""
    best = max(found, key=lambda row: overlap(span, row[quote] if quote else row), default=None)
    return best if best is not None and overlap(span, best[quote] if quote else best) else None


def factuality(readings: Sequence[Row], gold: Sequence[Row]) -> dict[str, float]:
    """Return how often an event's status is read rightly.

    ``happened`` is precision, recall and F1 of the events coded as fact; an event that no claim is about
    counts as not coded, and as a wrong status.
    """
    right = coded = truly = both = 0
    for reading, row in zip(readings, gold, strict=True):
        events = [{**claim["event"]["trigger"], "status": claim["status"]} for claim in reading.get("claims") or []]
        event = at(span_of(row["text"], row["trigger"]), events)
        happened = event is not None and event["status"] in HAPPENED
        right += event is not None and event["status"] == row["status"]
        coded += happened
        truly += row["happened"]
        both += happened and row["happened"]
    return {"status.accuracy": right / len(gold), **prf("happened", both, coded, truly)}


def toll(readings: Sequence[Row], gold: Sequence[Row]) -> dict[str, float]:
    """Return how often a count's bounds, its harm and who was harmed are read rightly, and bounds and harm together.

    Not found is wrong, but right where the words count no harm. Who is compared by its last word.
    """
    bounds = harms = whos = wholes = 0
    for reading, row in zip(readings, gold, strict=True):
        tolls = [toll for claim in reading.get("claims") or [] for toll in claim["toll"]]
        found = at(span_of(row["text"], row["expression"]), tolls)
        if row["harm"] is None:  # these words count no harm: nothing found is right
            none = found is None
            bounds, harms, whos, wholes = bounds + none, harms + none, whos + none, wholes + none
            continue
        same_bounds = found is not None and all(found.get(k) == row[k] for k in ("low", "best", "high"))
        same_harm = found is not None and found["harm"] == row["harm"]
        bounds, harms, wholes = bounds + same_bounds, harms + same_harm, wholes + (same_bounds and same_harm)
        whos += found is not None and last_word(found.get("who")) == last_word(row.get("who"))
    figures = {"bounds": bounds, "harm": harms, "who": whos, "whole": wholes}
    return {f"{name}.accuracy": right / len(gold) for name, right in figures.items()}


def last_word(who: str | None) -> str | None:
    """Return the last word of *who*, in lower case: "police officers" and "officers" are the same people."""
    return who.split()[-1].casefold() if who else None


def prf(name: str, both: int, found: int, wanted: int) -> dict[str, float]:
    """Return precision, recall and F1 under the scorers' names."""
    return _figures(name, both / found if found else 0.0, both / wanted if wanted else 0.0)


def _figures(name: str, p: float, r: float) -> dict[str, float]:
    return {f"{name}.p": p, f"{name}.r": r, f"{name}.f1": 2 * p * r / (p + r) if p + r else 0.0}


def type_of(kind: str) -> str:
    """Return the event type of a kind of event, which may be a mode of one."""
    return "ASSAULT" if kind in MODES else kind


def events(readings: Sequence[Row], gold: Sequence[Row]) -> dict[str, float]:
    """Return how many event words a claim is about, how many with the right type or status, and how many say nothing.

    ``quiet`` is the share of the words of no PLOVER type that no claim is about. What PLOVER folds into a verbal
    event ("threatened to *burn*") has no claim of its own, and so counts as not found. ``actors`` and ``recipients``
    are precision, recall and F1 of the phrases that name the sides of the events found, where they are marked; a cell
    whose words lie on a phrase is right.
    """
    wanted = found = typed = stood = silent = quiet = 0
    sides = {"actors": Counter[str](), "recipients": Counter[str]()}
    for reading, row in zip(readings, gold, strict=True):
        claims = [
            {**claim["event"]["trigger"], "type": claim["event"]["type"], **claim}
            for claim in reading.get("claims") or []
        ]
        for word, status, kind, *marked in row["events"]:
            claim = at(span_of(row["text"], word), claims)
            if kind == "NONE":
                silent, quiet = silent + 1, quiet + (claim is None)
                continue
            wanted += 1
            if claim is not None:
                found += 1
                typed += claim["type"] == type_of(kind)
                stood += claim["status"] == status
                for (field, count), phrases in zip(sides.items(), marked, strict=False):
                    count.update(_compared([span_of(row["text"], phrase) for phrase in phrases], claim[field]))
    return {
        "found": found / wanted,
        "type.accuracy": typed / wanted,
        "status_of_found": stood / max(1, found),
        "quiet": quiet / max(1, silent),
        **{figure: value for field, count in sides.items() for figure, value in _sides(field, count).items()},
    }


def _sides(field: str, count: Counter[str]) -> dict[str, float]:
    return _figures(field, count["right"] / max(1, count["found"]), count["hit"] / max(1, count["wanted"]))


def _compared(phrases: Sequence[tuple[int, int]], cells: Sequence[Row]) -> dict[str, int]:
    """Return how many phrases there are and how many of them a cell lies on, and the same of the cells."""
    hit = sum(any(overlap(phrase, cell) for cell in cells) for phrase in phrases)
    right = sum(any(overlap(phrase, cell) for phrase in phrases) for cell in cells)
    return {"wanted": len(phrases), "hit": hit, "found": len(cells), "right": right}


SETS = {
    "events": events,
    "factuality": factuality,
    "factuality_blind": factuality,
    "factuality_second": factuality,
    "factuality_third": factuality,
    "factuality_fourth": factuality,
    "toll": toll,
    "toll_blind": toll,
    "toll_second": toll,
    "toll_third": toll,
}
