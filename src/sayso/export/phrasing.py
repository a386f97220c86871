"""A claim in one line, for formats that hold text where a person reads it."""

from __future__ import annotations

from sayso.claim import Actor
from sayso.export.account import Account, Told, distinct
from sayso.incident import Party


def headline(told: Told) -> str:
    """Return who did what to whom, by PLOVER's name, and its status: ``army → shelled → town (ASSAULT, denied)``."""
    claim = told.claim
    words = " → ".join(
        part for part in (_names(claim.actors), claim.event.trigger.text, _names(claim.recipients)) if part
    )
    habit = "habitual" if claim.habitual else None
    return f"{words} ({', '.join(part for part in (_kind(told), claim.status, habit) if part)})"


def title(account: Account) -> str:
    """Return the same of an event that took place, by its first claim's word for it."""
    first = (account.asserted or account.told)[0].claim.event.trigger.text
    return " → ".join(part for part in (_names(account.actors), first, _names(account.recipients)) if part)


def chain(told: Told) -> str | None:
    """Return on whose word it is, outermost first: ``The Lantern ← the Courier ← an official (unnamed)``."""
    links = [link.source if link.named else f"{link.source} (unnamed)" for link in told.claim.chain]
    return " ← ".join(links) or told.report.outlet


def evidence(told: Told) -> str:
    """Return the words that the claim stands on; the event's own where none are given."""
    quotes = [" ".join(quote.text.split()) for quote in told.claim.evidence]
    return " … ".join(quotes) or told.claim.event.trigger.text


def _kind(told: Told) -> str:
    event = told.claim.event
    return event.type if event.mode is None else f"{event.type} {event.mode}"


def _names(parties: tuple[Actor, ...] | tuple[Party, ...]) -> str:
    return ", ".join(distinct(party.name for party in parties))
