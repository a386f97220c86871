"""How many were killed in an event, and on which side, in the two ways in which data sets on conflict count.

A source's figure is the largest that it gives for the event: a total, not one of its parts. Where sources differ, UCDP
keeps the lowest, the best and the highest, and ACLED the lowest alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from sayso.claim import Toll
from sayso.export.account import Account, Told
from sayso.incident import Party
from sayso.report import Report

Side = Literal["a", "b", "civilians", "unknown"]
ARMED_KINDS = frozenset({"rebels", "militia", "criminal"})
STATE_KINDS = frozenset({"government", "military", "police", "intelligence"})
_PART = re.compile(r"\b(?:including|includes|among|of (?:them|whom|which))\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_OF_THEM = re.compile(r"\W*\w*\W*\bof (?:them|whom|which)\b", re.IGNORECASE)
_AND = re.compile(r"\W+(?:[\w-]+\s+){0,3}?(?:[\w-]+)?(?:,|,? and)\s+", re.IGNORECASE)
AROUND = 40
"""Characters before a count in which a word may say that it counts some of those counted already."""


class Deaths(msgspec.Struct, frozen=True, kw_only=True):
    """Persons killed: by side as far as the words say, and the lowest, best and highest total that was reported."""

    low: int
    best: int
    high: int
    sides: dict[Side, int]


class _Figure(msgspec.Struct, frozen=True, kw_only=True):
    """What one source says of the killed: counts that add up, and counts of some of those counted already."""

    told: Told
    whole: tuple[Toll, ...]
    parts: tuple[Toll, ...]

    @property
    def point(self) -> int:
        """The total that the words put forward."""
        return sum(map(_point, self.whole))

    @property
    def low(self) -> int:
        """The least that the words allow."""
        return sum(_first(toll.low, toll.best if toll.high is None else 0) for toll in self.whole)

    @property
    def high(self) -> int:
        """The most that the words put forward; a count without an upper bound stands for itself."""
        return sum(max(_point(toll), _first(toll.high)) for toll in self.whole)


class _People(msgspec.Struct, frozen=True):
    state: frozenset[str]
    armed: frozenset[str]
    fighter: frozenset[str]
    civilian: frozenset[str]
    plurals: dict[str, str]


def deaths(account: Account, *, side_a: Party | None, side_b: Party | None, one_sided: bool) -> Deaths | None:
    """Return the deaths of *account* by UCDP's way of counting; ``None`` where nobody gives any.

    ``low`` is the lowest of the sources' figures and ``high`` the highest. ``best`` is the one that most outlets give,
    copies folded; of several, that of the latest report, then the lower. Where *one_sided*, people whom no word sorts
    are civilians.
    """
    figures = _figures(account)
    if not figures:
        return None
    best = _best(figures)
    return Deaths(
        low=min(figure.low for figure in figures),
        best=best.point,
        high=max(figure.high for figure in figures),
        sides=_sides(best, side_a=side_a, side_b=side_b, one_sided=one_sided),
    )


def lowest(account: Account) -> int | None:
    """Return the deaths of *account* by ACLED's way of counting, the lowest figure; ``None`` where nobody gives any."""
    return min((sum(map(_acled, figure.whole)) for figure in _figures(account)), default=None)


def civilians_killed(account: Account) -> bool:
    """Whether all the killed whom the reports sort are civilians, and some are."""
    kinds = {kind(toll.who) for told in account.asserted for toll in killed(told)} - {None}
    return kinds == {"civilian"}


def fighters_killed(account: Account) -> bool:
    """Whether some of the killed are said to have fought, for a state or a group."""
    kinds = {kind(toll.who) for told in account.asserted for toll in killed(told)}
    return bool(kinds & {"state", "armed", "fighter"})


def killed(told: Told) -> tuple[Toll, ...]:
    """Return the tolls of a claim that count the killed."""
    return tuple(toll for toll in told.claim.toll if toll.harm == "killed")


def kind(who: str | None) -> Literal["state", "armed", "fighter", "civilian"] | None:
    """Return what the people counted are by the last word that is in a list; ``None`` where no word says.

    >>> kind("government soldiers"), kind("women and children"), kind("people")
    ('state', 'civilian', None)
    """
    people = _people()
    for word in reversed(re.findall(r"[\w-]+", (who or "").casefold())):
        single = people.plurals.get(word, word)
        forms = {single, single.removesuffix("s"), single.removesuffix("es")}
        if forms & people.state:
            return "state"
        if forms & people.armed:
            return "armed"
        if forms & people.fighter:
            return "fighter"
        if forms & people.civilian:
            return "civilian"
    return None


def _figures(account: Account) -> list[_Figure]:
    """Return each source's figure: of one source's claims in one report, the one that gives the most."""
    found: dict[tuple[str, str | None], _Figure] = {}
    for told in account.asserted:
        figure = _figure(told)
        key = (told.report.id, told.source)
        if figure is not None and (key not in found or figure.point > found[key].point):
            found[key] = figure
    return list(found.values())


def _figure(told: Told) -> _Figure | None:
    """Return what a claim says of the killed: each count once, and apart those that count some of them again."""
    once = {(toll.start, toll.end): toll for toll in killed(told)}
    tolls = sorted(once.values(), key=lambda toll: toll.start)
    if not tolls:
        return None
    parts = _parts(told.report, tolls)
    return _Figure(
        told=told,
        whole=tuple(toll for toll, part in zip(tolls, parts, strict=True) if not part),
        parts=tuple(toll for toll, part in zip(tolls, parts, strict=True) if part),
    )


def _parts(report: Report, tolls: Sequence[Toll]) -> list[bool]:
    """Say of each count whether it counts some of those counted before: "19, including two nurses and a child"."""
    found: list[bool] = []
    for index, toll in enumerate(tolls):
        before, after = report.text[max(0, toll.start - AROUND) : toll.start], report.text[toll.end : toll.end + AROUND]
        part = bool(_PART.search(before) or _OF_THEM.match(after))
        goes_on = bool(found) and found[-1] and _AND.fullmatch(report.text[tolls[index - 1].end : toll.start])
        found.append(index > 0 and (part or bool(goes_on)))
    return found


def _point(toll: Toll) -> int:
    """Return the count that the words put forward; of a range without one, its lower end."""
    return _first(toll.best, toll.low, toll.high)


def _first(*values: int | None) -> int:
    return next((value for value in values if value is not None), 0)


def _best(figures: Sequence[_Figure]) -> _Figure:
    voices: dict[int, set[str]] = {}
    for figure in figures:
        voices.setdefault(figure.point, set()).add(figure.told.voice)

    def rank(figure: _Figure) -> tuple[int, int, int]:
        day = figure.told.report.published
        return len(voices[figure.point]), 0 if day is None else day.toordinal(), -figure.point

    return max(figures, key=rank)


def _sides(figure: _Figure, *, side_a: Party | None, side_b: Party | None, one_sided: bool) -> dict[Side, int]:
    """Return the killed by side. Those of a part that names its people are taken out of the whole."""
    left = figure.point
    counts: Counter[Side] = Counter()
    for toll in (*figure.whole, *figure.parts):
        side = _side(toll, side_a=side_a, side_b=side_b)
        if side != "unknown":
            taken = min(_point(toll), left)
            counts[side] += taken
            left -= taken
    counts["civilians" if one_sided else "unknown"] += left
    sides: tuple[Side, ...] = ("a", "b", "civilians", "unknown")
    return {side: counts[side] for side in sides}


def _side(toll: Toll, *, side_a: Party | None, side_b: Party | None) -> Side:
    """Return the side of the people counted, where one side alone can have such people."""
    sort = kind(toll.who)
    if sort == "civilian":
        return "civilians"
    kinds = {"state": STATE_KINDS, "armed": ARMED_KINDS}.get(sort or "", frozenset())
    on_a, on_b = (side is not None and side.kind in kinds for side in (side_a, side_b))
    if on_a == on_b:
        return "unknown"
    return "a" if on_a else "b"


def _acled(toll: Toll) -> int:
    """Return the lowest figure that ACLED's codebook lets the words stand for."""
    words = " ".join(toll.text.casefold().split()).removeprefix("the ")
    vague = _vague()
    return vague[words] if words in vague else _first(toll.low, toll.best, toll.high)


@cache
def _vague() -> dict[str, int]:
    return msgspec.toml.decode(_data("vague_counts.toml"), type=dict[str, int])


@cache
def _people() -> _People:
    return msgspec.toml.decode(_data("people.toml"), type=_People)


def _data(name: str) -> bytes:
    return files("sayso.export").joinpath("data", name).read_bytes()
