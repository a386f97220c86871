"""A wire story, a copy test's report on the same event that was written apart; all of it invented."""

from __future__ import annotations

import datetime as dt

from sayso.report import Report

STORY = (
    "OSTREVA (Reuters) — At least eleven people were killed when shells struck the fish market of Ostreva on Tuesday, "
    "the regional governor's office said.\n"
    "Witnesses spoke of four explosions within a few minutes, shortly after the market had opened for the day. "
    "Stallholders carried the wounded to the harbour clinic on doors and handcarts, as the road to the hospital was "
    "blocked by burning lorries.\n"
    "The army blamed the Lomnica Brigade, which holds the heights above the town. A spokesman for the brigade denied "
    "that it had fired at the market and said that its gunners had been asleep.\n"
    "Ostreva changed hands twice last winter. Most of its people have fled to the islands, and those who remain live "
    "on what the ferries bring.\n"
    "The United Nations called for an inquiry."
)
APART = (
    "Nobody in Ostreva wants to say where the shells came from. Eleven coffins stood in the yard of the harbour church "
    "on Wednesday morning, the smallest of them painted white.\n"
    "Traders had just laid out the night's catch when the first round came down, said a woman who sells smoked eel. "
    "By the time that the fourth had fallen, she had lost her brother, her stall and the hearing of one ear.\n"
    "General Vasko Breny accuses the gunmen in the hills. They say that it was not them. Both sides have mortars of "
    "the same make, bought from the same dealer in better days.\n"
    "Whoever it was, the governor promises that there will be an investigation, as there was after the bombing of the "
    "school in March. Its findings were never made public."
)


def report(text: str, id: str, *, outlet: str | None = None, published: str | None = None) -> Report:
    """Return a report of *text* under an id that a test can name."""
    day = dt.date.fromisoformat(published) if published else None
    return Report.from_text(text, id=id, outlet=outlet, published=day)


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*."""
    return text.replace("\n", " ").replace(". ", ".|").split("|")
