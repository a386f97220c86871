"""Sentences without a source of their own that go on with somebody's account: the carry-over, marked as inherited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.claim import Fragment, Statement
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.saying.asides import asides
from sayso.saying.embedded import embedded, sentences_of
from sayso.saying.fragments import Spans
from sayso.saying.media import Outlets, by_shape
from sayso.saying.passing import hands, same_outlet
from sayso.saying.phrases import ENDS, paragraph_of
from sayso.saying.quoting import quote_kind
from sayso.saying.vocabulary import alternatives, listed, phrase_pattern, table, word_forms

WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
OWN_TIME = frozenset({"DATE", "TIME"})


def carry_over(
    report: Report, layers: Layers, statements: Sequence[Statement], *, outlets: Outlets = by_shape
) -> tuple[Statement, ...]:
    """Return what chains need beyond *statements*: sayings inside sayings, asides, and inherited statements.

    An inherited statement (``inherited=True``) has the source and cue of the one that it carries on, and for content
    the sentences that do so. Two rules give them, both conservative (docs/methods/saying.md): a speaker goes on in the
    next sentences of the paragraph; a report that opens by citing another outlet goes on citing it up to its last
    mention.
    PolNeAR does not annotate either, so none of these belong to the contract's ``statements``.
    """
    inner = (*embedded(report, layers, statements), *asides(report, layers, statements))
    told = (*statements, *inner)
    speaking = [s for s in told if not s.source or vouches(report.text, s)]
    taken = frozenset(
        i for s in speaking for span in (*s.source, *s.cue, *s.content) for i in sentences_of(layers, (span,))
    )
    free = tuple(i not in taken and _goes_on(report.text, layers, i) for i in range(len(layers.sentences)))
    speakers = _speakers(report, layers, told, free)
    frame = _frame(report, layers, told, free, outlets=outlets)
    return (*inner, *frame, *speakers)


def _speakers(report: Report, layers: Layers, told: Sequence[Statement], free: Sequence[bool]) -> list[Statement]:
    """Let the last speaker of a sentence go on in the free sentences that follow in the paragraph."""
    last: dict[int, Statement] = {}
    for statement in told:
        if statement.source and statement.polarity == "asserts" and reports(report.text, statement):
            index = sentences_of(layers, (*statement.cue, *statement.content))[-1]
            if index not in last or last[index].cue < statement.cue:
                last[index] = statement
    carried = []
    for index, statement in last.items():
        sentences: list[Fragment] = []
        for later in range(index + 1, min(len(free), index + 1 + table("carrying")["most"])):
            if not free[later] or not _same_paragraph(report.text, layers, index, later):
                break
            sentences.append(_body(report.text, layers.sentences[later]))
        if sentences:
            carried.append(_inherited(report.text, statement, tuple(sentences)))
    return sorted(carried, key=lambda s: s.content)


def _frame(
    report: Report, layers: Layers, told: Sequence[Statement], free: Sequence[bool], *, outlets: Outlets
) -> list[Statement]:
    """Let an outlet that the report opens by citing carry the free sentences up to its last mention as a source.

    A paragraph that opens with a date of its own, or with a word that turns away, is the report's own background.
    """
    opening = next(
        iter(sorted((s for s in told if s.cue and s.source and reports(report.text, s)), key=lambda s: s.cue)), None
    )
    if opening is None or sentences_of(layers, opening.cue)[0] >= table("carrying")["frame_opens_within"]:
        return []
    outlet = next(iter(hands(report, layers, opening, outlets)), None)
    if outlet is None or same_outlet(outlet.name, report.outlet):
        return []
    first = sentences_of(layers, opening.cue)[0]
    last = max(
        sentences_of(layers, s.cue)[-1]
        for s in told
        if s.cue and any(same_outlet(hand.name, outlet.name) for hand in hands(report, layers, s, outlets))
    )
    sentences = tuple(
        _body(report.text, layers.sentences[i])
        for i in range(first + 1, last)
        if free[i] and _foreground(report.text, layers, i)
    )
    if not sentences:
        return []
    source = ((outlet.start, outlet.end),)
    return [Statement(source=source, cue=opening.cue, content=sentences, quote="indirect", inherited=True)]


def _inherited(text: str, statement: Statement, content: Spans) -> Statement:
    return Statement(
        source=statement.source,
        cue=statement.cue,
        content=content,
        addressee=statement.addressee,
        quote=quote_kind(text, content),
        polarity=statement.polarity,
        inherited=True,
    )


def vouches(text: str, statement: Statement) -> bool:
    """Return whether a statement is somebody's word for its content, and not a reaction to it or a wish for it."""
    return not any(only(text, statement, cue_class) for cue_class in ("reacts", "wills"))


def only(text: str, statement: Statement, cue_class: str) -> bool:
    """Return whether the cue belongs to a class of ``cues.toml`` and reports nothing besides."""
    words = {w.lower() for a, b in statement.cue for w in WORDS.findall(text[a:b])}
    return bool(words & word_forms("cues", cue_class, "cues")) and not words & word_forms("cues", "reports", "verbs")


def reports(text: str, statement: Statement) -> bool:
    """Return whether the cue is one of reporting, and so can open an account that goes on."""
    words = {w.lower() for start, end in statement.cue for w in WORDS.findall(text[start:end])}
    return bool(words & word_forms("cues", "reports", "verbs")) and not words & word_forms("cues", "reacts", "cues")


def _goes_on(text: str, layers: Layers, index: int) -> bool:
    """Return whether a sentence can be part of an account begun before it: full, undated, turning nowhere else."""
    start, end = layers.sentences[index]
    sentence = text[start:end].strip()
    if not ENDS.search(sentence) or _stops().match(sentence):
        return False
    if phrase_pattern("carrying", "background").search(sentence):
        return False
    return not any(t.label in OWN_TIME and t.start < end and start < t.end for t in layers.times)


def _foreground(text: str, layers: Layers, index: int) -> bool:
    """Return whether the sentence that opens this one's paragraph leaves the account where it was."""
    paragraph = paragraph_of(text, layers.sentences[index][0])
    first = next(i for i, (start, end) in enumerate(layers.sentences) if end > paragraph[0] and start < paragraph[1])
    start, end = layers.sentences[first]
    dated = any(t.label in OWN_TIME and start <= t.start < end for t in layers.times)
    return not dated and not _stops().match(text[start:end].strip())


def _same_paragraph(text: str, layers: Layers, index: int, later: int) -> bool:
    return "\n" not in text[layers.sentences[index][0] : layers.sentences[later][1]].strip()


def _body(text: str, sentence: Fragment) -> Fragment:
    start, end = sentence
    stripped = text[start:end].strip()
    start = text.index(stripped, start)
    return start, start + len(stripped)


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(listed('carrying', 'stops'))}(?!\w)", re.IGNORECASE)
