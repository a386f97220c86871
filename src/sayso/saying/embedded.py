"""Statements that the flat layer leaves out: sayings inside what another one says, agreements, "citing officials".

PolNeAR's attributions do not nest (in its 840 training texts no cue stands inside another one's content), so a model
trained on them reports the outer saying alone. A chain needs the inner ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.claim import Fragment, Statement
from sayso.model.layers import Layers
from sayso.model.tree import Tree
from sayso.report import Report
from sayso.saying.addressee import addressee
from sayso.saying.fragments import Spans, overlaps, trim
from sayso.saying.phrases import noun_phrase_after, paragraph_of, sentence_at
from sayso.saying.polarity import polarity
from sayso.saying.quoting import quote_kind
from sayso.saying.tallies import tallied
from sayso.saying.vocabulary import alternatives, listed, word_forms

SUBJECT = ("nsubj",)
SAID = ("ccomp", "parataxis")
NOUN_PHRASE = r"(?:[\w’'/–-]+\s+){0,9}?"
AFTER_DOCUMENT = r"(?:\s+(?:signed|reached|brokered|of|between|with|from|in|on)\s[^,.;\n]{1,80})?"
CLAUSE_END = re.compile(r"[.!?;](?=[\s”\"']|$)")
PASSAGE_END = re.compile(r"[\s,.;]+$")


def embedded(report: Report, layers: Layers, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements by rule that stand beside or inside *statements*, in text order.

    Four shapes: a verb of reporting with a subject and a clause that it governs (by the tree, so none without words);
    an agreement that an opening phrase names ("As per the accord, …"), or "according to" inside another content;
    a second source beside the cue ("the Herald, citing an officer, said"); a figure that somebody gives ("put the toll
    at 20").
    """
    tree = layers.tree
    cues: list[Fragment] = [span for s in statements for span in s.cue]
    found: list[Statement] = []
    for source, cue, content in (
        *_governed(report.text, tree),
        *_by_document(report.text),
        *_according(report.text),
        *_cited(report.text, statements),
        *tallied(layers),
    ):
        if overlaps((cue,), tuple(cues)) or source[0] >= source[1] or content[0] >= content[1]:
            continue
        cues.append(cue)
        spans: tuple[Spans, Spans, Spans] = ((source,), (cue,), (content,))
        found.append(_statement(report.text, layers, tree, *spans))
    return tuple(sorted(found, key=lambda s: s.cue))


def _statement(text: str, layers: Layers, tree: Tree, source: Spans, cue: Spans, content: Spans) -> Statement:
    return Statement(
        source=source,
        cue=cue,
        content=content,
        addressee=addressee(text, layers, tree, source=source, cue=cue, content=content),
        quote=quote_kind(text, content),
        polarity=polarity(text, source=source, cue=cue, content=content),
    )


def _governed(text: str, tree: Tree) -> Iterator[tuple[Fragment, Fragment, Fragment]]:
    verbs = word_forms("cues", "reports", "verbs")
    for index, word in enumerate(tree.words):
        if word.upos != "VERB" or word.text.lower() not in verbs:
            continue
        subjects, said = tree.children(index, *SUBJECT), tree.children(index, *SAID)
        if not subjects or not said:
            continue
        inside = tree.subtree(said[0])
        content = trim(text, tree.words[inside[0]].start, tree.words[inside[-1]].end)
        source = tree.phrase(subjects[0])
        if not overlaps((source,), (content,)) and not overlaps(((word.start, word.end),), (content,)):
            stop = PASSAGE_END.search(text, content[0], content[1])
            yield source, (word.start, word.end), (content[0], stop.start() if stop else content[1])


def _by_document(text: str) -> Iterator[tuple[Fragment, Fragment, Fragment]]:
    for match in _document_phrase().finditer(text):
        sentence_start = _sentence_start(text, match.start())
        end = _clause_end(text, match.end())
        content = trim(text, *((match.end(), end) if match["comma"] else (sentence_start, match.start())))
        yield match.span("document"), match.span("cue"), (content[0], _without_stop(text, content))


def _according(text: str) -> Iterator[tuple[Fragment, Fragment, Fragment]]:
    for match in re.finditer(r"\b([Aa]ccording to)\s", text):
        limit = paragraph_of(text, match.start())[1]
        source = noun_phrase_after(text, match.end(), limit)
        if not source:
            continue
        before = trim(text, _sentence_start(text, match.start()), match.start())
        after = re.compile(r"\s*,\s*").match(text, source[1])
        content = (
            before
            if before[1] - before[0] > 2
            else trim(text, after.end() if after else source[1], _clause_end(text, source[1]))
        )
        yield source, match.span(1), (content[0], _without_stop(text, content))


def _cited(text: str, statements: Sequence[Statement]) -> Iterator[tuple[Fragment, Fragment, Fragment]]:
    """Find "citing Y" between a source and its cue, or right after the cue; its content is that of the cue."""
    for statement in statements:
        if not statement.source or not statement.cue or not statement.content:
            continue
        low = min(statement.source[0][0], statement.cue[0][0])
        high = paragraph_of(text, low)[1]
        for match in _citing().finditer(text, low, high):
            gap = text[max(statement.source[-1][1], min(statement.cue[0][0], match.start())) : match.start()]
            if re.search(r"[.!?]\s", gap) or overlaps((match.span(),), (*statement.cue, *statement.content)):
                continue
            source = noun_phrase_after(text, match.end(), high)
            if source:
                yield source, match.span(), (statement.content[0][0], statement.content[0][1])


def _sentence_start(text: str, offset: int) -> int:
    start = paragraph_of(text, offset)[0]
    for stop in CLAUSE_END.finditer(text, start, offset):
        start = stop.end()
    return start


def _clause_end(text: str, offset: int) -> int:
    limit = paragraph_of(text, offset)[1]
    stop = CLAUSE_END.search(text, offset, limit)
    return stop.start() if stop else limit


def _without_stop(text: str, span: Fragment) -> int:
    stop = PASSAGE_END.search(text, *span)
    return stop.start() if stop else span[1]


@cache
def _document_phrase() -> re.Pattern[str]:
    openers = alternatives(listed("sources", "documents", "openers"))
    nouns = alternatives(listed("sources", "documents", "agreements"))
    determiner = r"(?:the|a|an|this|that|its|their|last|\d{4})\s+"
    return re.compile(
        rf"(?<!\w)(?P<cue>(?i:{openers}))\s+(?P<document>{determiner}{NOUN_PHRASE}[\w’'–-]*?\b{nouns}{AFTER_DOCUMENT})(?:(?P<comma>,\s)|(?=[.;\n]|$))"
    )


@cache
def _citing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(listed('cues', 'reports', 'citing'))}(?=\s)", re.IGNORECASE)


def sentences_of(layers: Layers, spans: Spans) -> range:
    """Return the indexes of the sentences from the first to the last that *spans* touch."""
    if not spans:
        return range(0)
    return range(sentence_at(layers, min(s for s, _ in spans)), sentence_at(layers, max(e for _, e in spans) - 1) + 1)
