"""Which accounts of a case or of readings are exported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs

from sayso.errors import BadUsage
from sayso.export.account import Account, Told
from sayso.export.phrasing import chain, evidence
from sayso.incident import Days, Party, Scene

Test = Callable[[Account], bool]
KEYS = ("type", "mode", "country", "place", "actor", "since", "until", "box", "standing", "sources", "words", "outlet",
        "confidence")  # fmt: skip


def chosen(accounts: Iterable[Account], filters: Sequence[str]) -> Iterator[Account]:
    """Yield the accounts that pass every one of *filters*, each ``KEY=VALUE`` or ``KEY=VALUE,VALUE``.

    A filter on claims (``outlet``, ``confidence``) leaves an account with the claims that pass it. Raise `BadUsage`
    for a key or value that is none.
    """
    tests = [_test(text) for text in filters]
    for account in accounts:
        found: Account | None = account
        for test in tests:
            found = None if found is None else test(found)
        if found is not None:
            yield found


def _test(text: str) -> Callable[[Account], Account | None]:
    key, equals, value = text.partition("=")
    if not equals or key not in KEYS or not value:
        remedy = f"Write KEY=VALUE with one of {', '.join(KEYS)}."
        raise BadUsage(f"{text!r} is no filter", source="--filter", remedy=remedy)
    if key in {"outlet", "confidence"}:
        return _of_claims(key, value)
    test = _of_accounts(key, value)
    return lambda account: account if test(account) else None


def _of_accounts(key: str, value: str) -> Test:
    values = {part.strip().casefold() for part in value.split(",")}
    if key in {"since", "until"}:
        day = _day(key, value)
        return lambda account: _overlaps(account.days, day, key)
    if key == "box":
        west, south, east, north = _numbers(key, value, count=4)
        return lambda account: _inside(account.scene, west, south, east, north)
    if key == "sources":
        (least,) = _numbers(key, value, count=1)
        return lambda account: account.incident is not None and account.incident.independent_sources >= least
    tests: dict[str, Test] = {
        "type": lambda account: (account.type or "").casefold() in values,
        "mode": lambda account: (account.mode or "").casefold() in values,
        "country": lambda account: account.scene is not None and (account.scene.country or "").casefold() in values,
        "standing": lambda account: account.incident is not None and account.incident.standing in values,
        "place": lambda account: account.scene is not None and _any_in(values, _names(account.scene)),
        "actor": lambda account: _any_in(values, [n for p in _parties(account) for n in (p.name, p.id)]),
        "words": lambda account: _any_in(values, [evidence(told) for told in account.told]),
    }
    return tests[key]


def _of_claims(key: str, value: str) -> Callable[[Account], Account | None]:
    values = {part.strip().casefold() for part in value.split(",")}
    least = _numbers(key, value, count=1)[0] if key == "confidence" else 0.0

    def passes(told: Told) -> bool:
        if key == "confidence":
            return told.claim.confidence >= least
        return _any_in(values, [chain(told) or "", told.report.outlet or ""])

    def reduced(account: Account) -> Account | None:
        told = tuple(one for one in account.told if passes(one))
        return structs.replace(account, told=told) if told else None

    return reduced


def _any_in(values: Iterable[str], texts: Iterable[str]) -> bool:
    folded = [text.casefold() for text in texts]
    return any(value in text for value in values for text in folded)


def _names(scene: Scene) -> list[str]:
    return [name for name in (scene.name, scene.admin2, scene.admin1) if name]


def _parties(account: Account) -> tuple[Party, ...]:
    return (*account.actors, *account.recipients)


def _overlaps(days: Days | None, day: dt.date, key: str) -> bool:
    """Say whether an event can have been on or after (``since``), on or before (``until``) *day*."""
    if days is None:
        return False
    if key == "since":
        return days.latest is not None and days.latest >= day
    return days.earliest is not None and days.earliest <= day


def _inside(scene: Scene | None, west: float, south: float, east: float, north: float) -> bool:
    """Say whether a place is in a box, which crosses the 180th meridian where *west* is greater than *east*."""
    if scene is None or scene.lat is None or scene.lon is None:
        return False
    across = west <= scene.lon <= east if west <= east else scene.lon >= west or scene.lon <= east
    return across and south <= scene.lat <= north


def _day(key: str, value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise BadUsage(f"{value!r} is no day", source=f"--filter {key}", remedy="Write YYYY-MM-DD.") from None


def _numbers(key: str, value: str, *, count: int) -> list[float]:
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count:
        wanted = "four numbers: west,south,east,north" if count > 1 else "a number"
        raise BadUsage(f"{value!r} does not fit", source=f"--filter {key}", remedy=f"Write {wanted}.")
    return numbers
