"""Who, without the rest of the pipeline: the actors of a text, and what a list of names means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from msgspec.structs import replace

from sayso.claim import Actor
from sayso.model.layers import Layers, Word
from sayso.report import Report
from sayso.who.cast import Cast, cast
from sayso.who.compose import noun_of
from sayso.who.names import key
from sayso.who.own import in_use
from sayso.who.phrase import DEFINITE, INDEFINITE
from sayso.who.table import Table

_TOKEN = re.compile(r"['’]s\b|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*\.?|[^\w\s]")
_JOINING = frozenset({"of", "in", "for", "from", "at", "on", "to", "with", "inside", "against"})


def read(
    text: str, *, published: dt.date | None = None, layers: Layers | None = None, table: Table | None = None
) -> Cast:
    """Return the actors that *text* mentions, as of the day it was *published*.

    *layers* are what the model made of the text; without them the model is loaded and reads it. *table* is by
    default the user's own before the packaged one (`in_use`).
    """
    report = Report.from_text(text, published=published)
    if layers is None:
        from sayso.model import session

        layers = session.load().read(report)
    return cast(report, layers, table=table)


def resolve_names(
    names: Sequence[str], *, published: dt.date | None = None, countries: Sequence[str] = (), table: Table | None = None
) -> tuple[Actor, ...]:
    """Return which actor each of *names* means on the day *published*, without any model; ids are as in a report.

    Each name stands for itself: "the Kenyan police", "President Ghani", "JNIM". *countries* (ISO 3166-1 alpha-2) are
    those that the names come from a report on, which short acronyms and surnames need.

    >>> resolve_names(["the Chadian army"])[0].id
    'actor:td-army'
    """
    table = table or in_use()
    states = table.lexicon.states
    title = " ".join(states[code] for code in countries if code in states) or None
    return tuple(_resolved(name, title, published, table) for name in names)


def _resolved(name: str, title: str | None, published: dt.date | None, table: Table) -> Actor:
    report = Report.from_text(name, title=title, published=published)
    words = _words(name, table)
    unknown = Actor(start=0, end=len(name), text=name, name=name, id="report:1")
    if not words:
        return unknown
    layers = Layers(((0, len(name)),), words, (), (), (), (), (), ())
    found = cast(report, layers, [(0, len(name))], table=table).actor(0, len(name))
    return unknown if found is None else replace(found, start=0, end=len(name), text=name)


def _words(name: str, table: Table) -> tuple[Word, ...]:
    """Return the words of a name with the parts of speech that its letters suggest, all below its head."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(name)]
    speech = [_speech(form) for *_, form in tokens]
    joint = next((i for i, s in enumerate(speech) if i and s == "ADP"), len(speech))
    head = next((i for i in range(joint - 1, -1, -1) if speech[i] in {"NOUN", "PROPN"}), 0)
    return tuple(
        Word(start, end, form, _lemma(form, table), speech[i], -1 if i == head else head,
             "nsubj" if i == head else "dep", 0)
        for i, (start, end, form) in enumerate(tokens)
    )  # fmt: skip


def _speech(form: str) -> str:
    lower = form.lower()
    if lower in DEFINITE | INDEFINITE:
        return "DET"
    if lower in {"'s", "’s"}:
        return "PART"
    if lower in _JOINING:
        return "ADP"
    if lower == "and":
        return "CCONJ"
    if not form[:1].isalnum():
        return "PUNCT"
    if form.isdigit():
        return "NUM"
    return "PROPN" if form[:1].isupper() else "NOUN"


def _lemma(form: str, table: Table) -> str:
    """Return the form under which the table of nouns holds a word, else the word."""
    if form[:1].isupper():
        return form
    found = noun_of([Word(0, len(form), form, form, "NOUN", -1, "root", 0)], table)
    return form if found is None else key(found[0])
