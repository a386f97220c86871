"""The cells of a claim in words, the same in the terminal and on the page."""

from __future__ import annotations

import datetime as dt
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from textwrap import shorten

from sayso.claim import Actor, Claim, Link, Place, Reading, Status, Toll, When
from sayso.export.countries import country_name
from sayso.incident import Standing
from sayso.report import Report

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip

FIRST_WORDS = 72
"""Characters of a report's text that stand for a title."""

STATUS_SIGN: dict[Status, str] = {
    "occurred": "●", "ongoing": "◐", "planned": "○", "threatened": "▲", "possible": "◌", "hypothetical": "◇",
    "denied": "✕",
}  # fmt: skip
"""A sign for each status, so that none is told by its colour alone."""

STANDING_SIGN: dict[Standing, str] = {
    "single-source": "○", "corroborated": "●", "admitted": "◉", "contested": "◐", "denied": "✕",
}  # fmt: skip
"""A sign for each standing, likewise."""

STATUS_SAYS: dict[Status, str] = {
    "occurred": "says that it happened",
    "ongoing": "says that it goes on",
    "planned": "says that it is planned",
    "threatened": "threatens it",
    "possible": "says that it may have happened",
    "hypothetical": "speaks of it as a case that may arise",
    "denied": "says that it did not happen",
}

_HEARER_WITHOUT_TO = frozenset({
    "tell", "tells", "told", "telling", "inform", "informed", "warn", "warned", "assure", "assured", "remind",
    "reminded", "ask", "asked", "notify", "notified", "brief", "briefed", "advise", "advised", "urge", "urged",
})  # fmt: skip
_WITHOUT_DAYS = frozenset({"duration", "frequency", "vague"})


def heading(report: Report) -> str:
    """Return a report's title, or its first words where it has none."""
    return report.title or shorten(" ".join(report.text.split()), width=FIRST_WORDS, placeholder=" …")


def day(date: dt.date) -> str:
    """Return a day as ``22 October 2020``, whatever the locale."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def days(earliest: dt.date | None, latest: dt.date | None) -> str | None:
    """Return the interval of days as a person writes it, ``None`` where neither end is known.

    >>> days(dt.date(2020, 2, 1), dt.date(2020, 2, 29))
    'February 2020'
    >>> days(dt.date(2020, 2, 1), dt.date(2020, 2, 3))
    '1–3 February 2020'
    """
    if earliest is None or latest is None:
        if earliest is not None:
            return f"{day(earliest)} or later"
        return f"{day(latest)} or earlier" if latest is not None else None
    if earliest == latest:
        return day(earliest)
    whole_months = earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]
    same_year = earliest.year == latest.year
    if whole_months and same_year and (earliest.month, latest.month) == (1, 12):
        return str(earliest.year)
    if whole_months:
        end = f"{MONTHS[latest.month - 1]} {latest.year}"
        if same_year and earliest.month == latest.month:
            return end
        return f"{MONTHS[earliest.month - 1]}{'' if same_year else f' {earliest.year}'} – {end}"
    if same_year and earliest.month == latest.month:
        return f"{earliest.day}–{day(latest)}"
    start = day(earliest).removesuffix(f" {earliest.year}") if same_year else day(earliest)
    return f"{start} – {day(latest)}"


def when_words(when: When) -> str:
    """Return the days of *when*, or its own words and that their days are unknown."""
    known = days(when.earliest, when.latest)
    return known if known is not None else f"“{when.text}”, days unknown"


def place_words(place: Place) -> str:
    """Return the place's names from the smallest to the country's, each once."""
    names = [place.name or place.text]
    for wider in (place.admin2, place.admin1, country_name(place.country)):
        if wider is not None and _plain(wider) not in map(_plain, names):
            names.append(wider)
    return ", ".join(names)


def _plain(name: str) -> str:
    """Return *name* without accents, case and double spaces, in which the sources of place names differ."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


PRECISION_WORDS = {
    "point": None, "near": "near", "admin2": "district", "admin1": "province", "part": "part of it",
    "country": "country", "region": "region", "unknown": "not found in the gazetteer",
}  # fmt: skip
"""What a place's precision says to a reader; a point needs no word."""


def actor_words(actors: Sequence[Actor]) -> str | None:
    """Return the actors' names, each once, ``None`` where there are none."""
    return ", ".join(dict.fromkeys(actor.name for actor in actors)) or None


def count_words(toll: Toll) -> str:
    """Return the count as the words allow: ``9–14``, ``at least 9``, ``up to 14``, ``an unknown number``."""
    if toll.low is not None and toll.high is not None:
        exact = toll.low == toll.high
        best = f" (best {toll.best})" if toll.best not in (None, toll.low, toll.high) else ""
        return str(toll.low) if exact else f"{toll.low}–{toll.high}{best}"
    best = f" (best {toll.best})" if toll.best not in (None, toll.low, toll.high) else ""
    if toll.low is not None:
        return f"at least {toll.low}{best}"
    if toll.high is not None:
        return f"up to {toll.high}{best}"
    return str(toll.best) if toll.best is not None else "an unknown number"


def toll_words(toll: Toll) -> str:
    """Return one row of the toll: ``9–14 civilians killed``."""
    return " ".join(filter(None, (count_words(toll), toll.who, toll.harm)))


def link_notes(link: Link) -> tuple[str, ...]:
    """Return what a reader must know of a link beside its name: unnamed, how it spoke and to whom, carried over."""
    notes = []
    if not link.named:
        notes.append("unnamed")
    elif not link.on_record:
        notes.append("not on the record")
    spoke = link.cue.text if link.cue else None
    if link.addressee is not None:
        verb = spoke.split()[-1].lower() if spoke and spoke.split() else None
        to = link.addressee if verb in _HEARER_WITHOUT_TO else f"to {link.addressee}"
        spoke = f"{spoke} {to}" if spoke else to
    if spoke is not None:
        notes.append(spoke)
    if link.inherited:
        notes.append("carried over")
    return tuple(notes)


def headline(claim: Claim) -> tuple[str, str, str | None]:
    """Return who, did what, to whom: the parts of a claim's first line. Who acted may be unknown: ``someone``."""
    return actor_words(claim.actors) or "someone", claim.event.trigger.text, actor_words(claim.recipients)


def type_words(claim: Claim) -> str:
    """Return PLOVER's type and mode, ``ASSAULT aerial``, with ``habitual`` where the report tells of a habit."""
    return " ".join(filter(None, (claim.event.type, claim.event.mode, "· habitual" if claim.habitual else None)))


def date_would_help(reading: Reading) -> When | None:
    """Return the first date that stayed unknown for want of the day the report was published, if there is one."""
    if reading.report.published is not None:
        return None
    in_claims = [claim.when for claim in reading.claims if claim.when is not None]
    for when in [*in_claims, *reading.times]:
        if when.earliest is None and when.latest is None and when.precision not in _WITHOUT_DAYS:
            return when
    return None
