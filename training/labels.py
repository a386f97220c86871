"""The label inventories of the network's heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from sayso.claim import Status
from sayso.model.layers import ROLES
from training.corpora import GUM_ENTITIES, Document
from training.event_corpora import INCIDENTS, KINDS, SIDES

SPAN_LABELS = {
    "statement": ("source", "cue", "content"),
    "actor": ("person", "organisation"),
    "place": ("place",),
    "thing": ("weapon", "vehicle", "quantity", "money"),
    "name": ("person", "organisation", "location", "other"),
    "time": ("DATE", "TIME", "DURATION", "SET"),
    "event": ("OCCURRENCE", "REPORTING", "I_ACTION", "I_STATE", "STATE", "ASPECTUAL", "PERCEPTION"),
    "role": ROLES,
    "side": tuple(SIDES.values()),
    "entity": tuple(sorted(GUM_ENTITIES)),
}
WORD_LABELS = {
    "negated": ("POS", "NEG"),
    "kind": KINDS,
    "incident": ("NONE", *INCIDENTS),
    "incident_of": INCIDENTS,
    "status": get_args(Status),
}
"""``kind`` is what an event word says, ``incident`` whether it tells of an incident as MUC-4 counts them,
``incident_of`` which kind of incident a filler of a role belongs to, and ``status`` whether what it says happened."""
LINKS = {"cue_source": 96, "content_cue": 96, "antecedent": 96, "event_place": 96, "event_actor": 96,
         "event_recipient": 96}  # fmt: skip
"""Links between words, each with a scorer of its own, of so many dimensions."""
UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X")  # fmt: skip
LEMMA_SCRIPTS = 160
RARE_RELATION = 20


def bio(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of a span layer: O, then B- and I- for each label."""
    return ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))


def lemma_script(form: str, lemma: str) -> str:
    """Return how to make a lemma of a lower-case form: letters to cut from its end, then what to add ("3+y")."""
    form, lemma = form.lower(), lemma.lower()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}+{lemma[same:]}"


def inventory(documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Return the labels of every head; relations and lemma scripts are those that the treebanks show often."""
    relations: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    for document in documents:
        for word in document.words or ():
            if word.deprel:  # an earlier release's tree may leave it open
                relations[word.deprel] += 1
            scripts[lemma_script(document.text[word.start : word.end], word.lemma)] += 1
    heads: dict[str, tuple[str, ...]] = {layer: bio(labels) for layer, labels in SPAN_LABELS.items()}
    heads |= WORD_LABELS | {"upos": UPOS}
    heads["lemma"] = tuple(script for script, _ in scripts.most_common(LEMMA_SCRIPTS))
    heads["relation"] = tuple(sorted(r for r, n in relations.items() if n >= RARE_RELATION))
    return heads
