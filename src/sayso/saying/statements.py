"""The model's attributions as statements: spans put right, and what kind of saying each one is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.claim import Fragment, Statement
from sayso.model.layers import Attribution, Layers
from sayso.model.tree import Tree
from sayso.report import Report
from sayso.saying.addressee import addressee
from sayso.saying.belonging import belonging, with_nearest_cue
from sayso.saying.completing import subject, whole_name, whole_phrase
from sayso.saying.fragments import Spans, content_spans, cue_spans, overlaps, source_spans
from sayso.saying.phrases import paragraph_of, sentence_at
from sayso.saying.polarity import polarity
from sayso.saying.quoting import passage_at, quote_kind
from sayso.saying.trailing import completed

BRINGS_QUOTE = re.compile(r"[:,]?\s*")
LOOSE = re.compile(r"[\s.,…]*")
FEWEST_WORDS = 4
NEXT_LINE = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Draft:
    """The spans of one statement while they are put right."""

    source: Spans
    cue: Spans
    content: Spans

    @property
    def spans(self) -> Spans:
        """All pieces of the three roles."""
        return (*self.source, *self.cue, *self.content)


def statements(report: Report, layers: Layers) -> tuple[Statement, ...]:
    """Return the statements of *report*, in the order of their cues, from the model's linked fragments.

    Spans follow PolNeAR's conventions (`sayso.saying.fragments`). A quotation that goes on in paragraphs of its own is
    part of the content of the statement that it continues. A cue that brings no content states nothing and is left out.
    """
    text, tree = report.text, layers.tree
    attributions = sorted(completed(layers), key=lambda a: (a.cue.start, a.cue.end))
    attributions = with_nearest_cue(text, layers, attributions)
    tagged = tuple(sorted({(t.start, t.end) for a in attributions for t in (a.cue, *a.source, *a.content)}))
    cues = tuple((a.cue.start, a.cue.end) for a in attributions)
    drafts = list(dict.fromkeys(_draft(text, layers, a, tagged, cues) for a in attributions))
    drafts = [d for d in _quotation_after_cue(text, drafts) if d.cue and d.content]
    drafts = _prolonged(text, drafts)
    return tuple(_statement(text, layers, tree, d) for d in drafts)


def _draft(text: str, layers: Layers, attribution: Attribution, tagged: Spans, cues: Spans) -> Draft:
    """Put one attribution right; *tagged* are the spans of all attributions, *cues* those of their cues."""
    cue = cue_spans(text, attribution.cue)
    source = _whole_phrase(layers, source_spans(text, attribution.source, cue, names=layers.names), cue)
    source = tuple(whole_name(text, span, cue) for span in source)
    pieces = [
        replace(piece, end=whole_phrase(layers, (piece.start, piece.end), tagged)[1]) for piece in attribution.content
    ]
    content = content_spans(text, pieces, (*source, *cue))
    content = belonging(text, layers, source=source, cue=cue, content=content, other_cues=cues)
    if not source or _far(layers, source, cue):
        source = subject(layers, cue, (*cue, *content)) or source
    return Draft(source, cue, content)


def _far(layers: Layers, source: Spans, cue: Spans) -> bool:
    """Return whether a source and its cue stand in different sentences, so that the cue's own subject knows better."""
    return bool(cue) and sentence_at(layers, source[0][0]) != sentence_at(layers, cue[0][0])


def _whole_phrase(layers: Layers, source: Spans, cue: Spans) -> Spans:
    """Return a source that is a noun's determiner alone ("The") as the phrase of that noun."""
    words, inside = layers.words, [i for start, end in source for i in layers.tree.within(start, end)]
    if not inside or any(words[i].upos != "DET" or words[i].head < 0 for i in inside):
        return source
    phrase = layers.tree.phrase(words[inside[-1]].head)
    return source if overlaps((phrase,), cue) else (phrase,)


def _statement(text: str, layers: Layers, tree: Tree, draft: Draft) -> Statement:
    return Statement(
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        addressee=addressee(text, layers, tree, source=draft.source, cue=draft.cue, content=draft.content),
        quote=quote_kind(text, draft.content),
        polarity=polarity(text, source=draft.source, cue=draft.cue, content=draft.content),
    )


def _quotation_after_cue(text: str, drafts: list[Draft]) -> list[Draft]:
    """Give a cue that has no content the quotation that it brings ("said: “…”", in the next paragraph too)."""
    taken = {span for d in drafts for span in d.spans}
    completed = []
    for draft in drafts:
        if not draft.content and draft.cue:
            bring = BRINGS_QUOTE.match(text, draft.cue[-1][1])
            passage = passage_at(text, bring.end()) if bring else None
            colon = text[draft.cue[-1][1] - 1] == ":" or text[draft.cue[-1][1] : draft.cue[-1][1] + 1] in {":", ","}
            if passage and bring and passage[0] == bring.end() and colon and not overlaps((passage,), tuple(taken)):
                draft = replace(draft, content=(passage,))
        completed.append(draft)
    return completed


def _prolonged(text: str, drafts: list[Draft]) -> list[Draft]:
    """Let a quotation run on through following paragraphs that are quoted from end to end and claimed by nobody."""
    claimed = sorted(span for d in drafts for span in d.spans)
    prolonged = []
    for draft in drafts:
        last = max(end for _, end in draft.spans)
        content = draft.content
        if _quoted(text, content[-1]):
            mark = _mark(text, content[-1][1] - 1)
            for paragraph in _following(text, last, claimed):
                if _mark(text, paragraph[0]) != mark:
                    break
                content = _with(text, content, paragraph)
        prolonged.append(replace(draft, content=content))
    return prolonged


def _quoted(text: str, span: Fragment) -> bool:
    passage = passage_at(text, span[1] - 1)
    return passage is not None and passage[1] <= span[1]


def _mark(text: str, offset: int) -> str | None:
    """Return the mark that opens the quotation around *offset*: a heading in other marks continues nothing."""
    passage = passage_at(text, offset)
    return text[passage[0]] + text[passage[0]] * text.startswith("''", passage[0]) if passage else None


def _following(text: str, last: int, claimed: list[Fragment]) -> Iterable[Fragment]:
    """Yield the wholly quoted paragraphs that follow the one where a statement ends."""
    rest = LOOSE.match(text, last)
    end = paragraph_of(text, last)[1]
    if rest is None or rest.end() < end:
        return
    while True:
        start = end
        line = NEXT_LINE.match(text, start)
        if not line or line.end() >= len(text):
            return
        opened, end = paragraph_of(text, line.end())
        opened = line.end()
        closed = opened + len(text[opened:end].rstrip())
        if not _all_quoted(text, opened, closed) or any(s < closed and opened < e for s, e in claimed):
            return
        yield opened, closed
        end = paragraph_of(text, opened)[1]


def _all_quoted(text: str, start: int, end: int) -> bool:
    passage = passage_at(text, start) if start < end else None
    sentence = (
        len(text[start:end].split()) >= FEWEST_WORDS
    )  # a heading or a nickname in quotation marks is nobody's word
    return passage is not None and passage[0] == start and passage[1] >= end and sentence


def _with(text: str, content: Spans, paragraph: Fragment) -> Spans:
    if not text[content[-1][1] : paragraph[0]].strip():
        return (*content[:-1], (content[-1][0], paragraph[1]))
    return (*content, paragraph)
