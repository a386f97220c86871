"""What the tagger left unfinished: spans that stop inside a phrase or name, and sources that only the tree gives."""

from __future__ import annotations

import re
from functools import cache

from sayso.claim import Fragment
from sayso.model.layers import Layers
from sayso.saying.fragments import Spans, overlaps
from sayso.saying.vocabulary import listed, word_forms

LEANS = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "case"})
"""Relations of words that end no phrase: the word that they belong to stands behind them (UD 2)."""
OPENS = frozenset({"mark", "advmod", "cc"})
"""Relations of words that, standing alone, open a clause."""
CAPITALS = re.compile(r"(?:[A-Z]\.|[ \t\xa0]+(?:[A-Z]\.|[A-Z][\w’-]+))+")
MOST_STEPS = 3
"""So many coordinated verbs back the subject is looked for ("landed, waited and said")."""
MOST_WORDS = 8
"""So many words a phrase gets at most."""


def whole_phrase(layers: Layers, span: Fragment, others: Spans) -> Fragment:
    """Return *span* to the end of the phrase that its last word leans on ("the" → "the death penalty").

    It stops before the next of *others*.
    """
    words, inside = layers.words, layers.tree.within(*span)
    if not inside or words[inside[-1]].end > span[1]:
        return span
    last = inside[-1]
    leaning = LEANS | (OPENS if len(inside) == 1 else frozenset())
    head = words[last].head
    if words[last].deprel not in leaning or head <= last or words[head].sentence != words[last].sentence:
        return span
    clause = words[last].deprel in OPENS
    if head - last > MOST_WORDS and not clause:
        return span
    end = words[layers.tree.subtree(head)[-1]].end if clause else layers.tree.phrase(head)[1]
    end = min([end, *(start for start, _ in others if start >= span[1])])
    return (span[0], end) if end > span[1] else span


def whole_name(text: str, source: Fragment, others: Spans) -> Fragment:
    """Return a source that stops after a title or initial with the name that follows ("Gen." → "Gen. Okoro")."""
    start, end = source
    if text[end : end + 1] == "." and text[start:end].rpartition(" ")[2] in {"Jr", "Sr"}:
        return start, end + 1
    if not _abbreviated().search(text, start, end) or overlaps(((start, end),), others):
        return source
    rest = CAPITALS.match(text, end)
    if rest is None or overlaps((rest.span(),), others):
        return source
    return start, rest.end()


@cache
def _abbreviated() -> re.Pattern[str]:
    titles = {title.rstrip(".") for kind in ("military", "police", "official", "person") for title in _titles(kind)}
    names = "|".join(sorted(re.escape(t) for t in titles if t[:1].isupper() and len(t) < 6))
    return re.compile(rf"(?:(?<!\w)(?:{names}|Mr|Mrs|Ms|St)|\b[A-Z])\.$")


def _titles(kind: str) -> tuple[str, ...]:
    return listed("sources", "titles", kind)


def subject(layers: Layers, cue: Spans, taken: Spans) -> Spans:
    """Return the subject of the cue's verb of reporting by the tree, or of the verb that it is coordinated with.

    A passive has none of its own ("was called a traitor by the mayor"): its subject is not who speaks.
    """
    words, tree = layers.words, layers.tree
    inside = [i for start, end in cue for i in tree.within(start, end)]
    reporting = word_forms("cues", "reports", "verbs")
    at = next((i for i in inside if words[i].upos == "VERB" and words[i].text.lower() in reporting), -1)
    for _ in range(MOST_STEPS):
        if at < 0 or tree.children(at, "nsubj:pass", "aux:pass", "expl"):
            return ()
        found = [i for i in tree.children(at, "nsubj") if i not in inside]
        if found:
            phrase = tree.phrase(found[0])
            return () if overlaps((phrase,), taken) else (phrase,)
        at = words[at].head if words[at].deprel.partition(":")[0] == "conj" else -1
    return ()
