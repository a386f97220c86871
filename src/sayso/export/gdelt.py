"""Claims as rows of GDELT's mentions table, 16 columns without a heading (GDELT event codebook 2.0, 2015)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from sayso.export.account import Account, Told, number
from sayso.export.iris import address
from sayso.export.rows import Cell, Left, Row, not_told_as_fact, why
from sayso.report import Report

WEB, CITATION = 1, 2
"""MentionType: an address on the web, and a citation of what has none."""
NOT_FOUND = -1
"""GDELT's offset of what is not in the text."""
KEPT = 64
"""Reports whose sentences are remembered: a report's claims come one after another."""


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield a row for each sentence of each report that says that an event took place, and the rest as left out."""
    for account in accounts:
        left = not_told_as_fact(account)
        if left is not None:
            yield left
            continue
        mentions: dict[tuple[str, int], list[Told]] = {}
        for told in account.told:
            reason = why(told)
            if reason is not None:
                yield Left(reason=reason, told=(told,))
                continue
            mentions.setdefault((told.report.id, sentence(told)), []).append(told)
        for (_, at), same in mentions.items():
            yield row(account, tuple(same), at)


def row(account: Account, told: tuple[Told, ...], at: int) -> Row:
    """Return the row of the claims of one sentence, the *at*-th of its report."""
    first = max(told, key=lambda one: one.claim.confidence)
    claim, report = first.claim, first.report
    where = address(report)
    published = [one.report.published for one in account.asserted if one.report.published is not None]
    cells: dict[str, Cell] = {
        "GlobalEventID": number(*account.key),
        "EventTimeDate": _stamp(min(published, default=None)),
        "MentionTimeDate": _stamp(report.published),
        "MentionType": CITATION if where is None else WEB,
        "MentionSourceName": report.outlet if where is None else _host(where),
        "MentionIdentifier": where or _citation(report),
        "SentenceID": at,
        "Actor1CharOffset": claim.actors[0].start if claim.actors else NOT_FOUND,
        "Actor2CharOffset": claim.recipients[0].start if claim.recipients else NOT_FOUND,
        "ActionCharOffset": claim.event.trigger.start,
        "InRawText": 1,
        "Confidence": round(claim.confidence * 100),
        "MentionDocLen": len(report.text),
        "MentionDocTone": None,
        "MentionDocTranslationInfo": None,
        "Extras": "claims=" + ",".join(one.claim.id for one in told),
    }
    return Row(key=f"{cells['GlobalEventID']}:{report.id}:{at}", cells=cells, told=told)


def sentence(told: Told) -> int:
    """Return which sentence of its report the claim's event word is in, from 1."""
    starts = _starts(told.report.text)
    return max(1, bisect_right(starts, told.claim.event.trigger.start))


@lru_cache(maxsize=KEPT)
def _starts(text: str) -> tuple[int, ...]:
    from sayso.model.sentences import split

    return tuple(start for start, _ in split(text))


def _host(where: str) -> str | None:
    """Return an address's host as GDELT names sources, without ``www.``."""
    try:
        host = urlsplit(where).hostname
    except ValueError:  # brackets that hold no IPv6 address
        return None
    return None if host is None else host.removeprefix("www.")


def _stamp(day: dt.date | None) -> str | None:
    """Return a day as GDELT's time; the hour is not known and stands as midnight."""
    return None if day is None else f"{day.year:04}{day.month:02}{day.day:02}000000"


def _citation(report: Report) -> str:
    day = None if report.published is None else report.published.isoformat()
    return ", ".join(part for part in (report.outlet, report.title, day) if part) or report.id
