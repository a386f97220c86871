"""Sources in an aside: what stands before ", officials said, …" is their word too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claim import Fragment, Statement
from sayso.model.layers import Attribution, Layers
from sayso.report import Report
from sayso.saying.fragments import cue_spans, overlaps, source_spans
from sayso.saying.quoting import quote_kind

AFTER = (",", ".", "!", "?")
"""What follows an aside; other words go on with what is said ("in Gao, officials said the road was cut")."""


def asides(report: Report, layers: Layers, statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield, for each source and cue set off by commas, a statement of the clause before them that nobody else says.

    The tagger sometimes gives such a cue the words after it alone, a few of those before, or none. The clause must
    have a verb of its own: "On Tuesday, officials said, …" says nothing before the aside.
    """
    for attribution in layers.attributions:
        clause = _clause_before(report.text, layers, attribution)
        cue = cue_spans(report.text, attribution.cue)
        others = (s for s in statements if not overlaps(s.cue, cue))
        if clause is not None and not any(overlaps((clause,), s.content) for s in others):
            yield Statement(
                source=source_spans(report.text, attribution.source, cue, names=layers.names),
                cue=cue,
                content=(clause,),
                quote=quote_kind(report.text, (clause,)),
            )


def _clause_before(text: str, layers: Layers, attribution: Attribution) -> Fragment | None:
    """Return the clause from the start of the sentence to the comma before the source, where an aside follows it."""
    if not attribution.source:
        return None
    start, cue = attribution.source[0].start, attribution.cue
    first, last = next((s for s in layers.sentences if s[0] <= start < s[1]), (start, start))
    before = text[first:start].rstrip()
    if not before.endswith(",") or not start < cue.start < last:
        return None
    aside = text[cue.end : last].lstrip()[:1] in AFTER
    inverted = all(content.end <= start for content in attribution.content)
    if not aside and not inverted:
        return None
    clause = (first, first + len(before) - 1)
    words = layers.words
    told = any(words[i].upos == "VERB" and words[i].deprel not in {"amod", "acl"} for i in layers.tree.within(*clause))
    return clause if told else None
