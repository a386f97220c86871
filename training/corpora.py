"""The corpora, each as documents with the layers that it annotates.

A document says which layers it annotates; the loss of the others is left out for it.
Held-apart parts are never loaded here: `held_apart` is the one rule for corpora without a dev set.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int, str]

RE3D_ACTORS = {"Person": "person", "Organisation": "organisation"}
RE3D_THINGS = {
    "Weapon": "weapon",
    "MilitaryPlatform": "vehicle",
    "Vehicle": "vehicle",
    "Quantity": "quantity",
    "Money": "money",
}
NAMES = {
    "PER": "person", "person": "person", "politician": "person", "ORG": "organisation", "group": "organisation",
    "corporation": "organisation", "organisation": "organisation", "politicalparty": "organisation",
    "LOC": "location", "location": "location", "country": "location", "MISC": "other", "misc": "other",
    "event": "other", "election": "other", "product": "other", "creative-work": "other",
}  # fmt: skip
GUM_ENTITIES = frozenset({"person", "organization", "place", "object", "event", "time", "abstract"})
NON_COMMERCIAL_RE3D = {"BBC Online", "BBC"}
UNSURE_POLARITY = ("APW1999", "APW2000", "NYT1999", "NYT2000", "XIE")
"""Report ids of the AQUAINT part, whose polarity is wrong in one event of three."""


@dataclass(frozen=True, slots=True)
class SyntacticWord:
    """A word of a treebank: offsets, tag, governor (index in the document, own index for a root), relation, lemma."""

    start: int
    end: int
    upos: str
    head: int
    deprel: str
    lemma: str
    happened: float | None = None


@dataclass(frozen=True, slots=True)
class Bag:
    """A stretch of text that is about one kind of event, without the word that says so being marked.

    ``scheme`` is ``quad`` (target: a class of cameo_class) or ``plover`` (target: an index into the kinds of events).
    """

    start: int
    end: int
    scheme: str
    target: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with annotations. ``spans`` has an entry for each layer that is annotated, even where it is empty.

    Links are pairs of starts: cue → source, content fragment → cue, mention → antecedent, event word → place, → the
    head word of who did it, → that of whom it was done to; the second is ``None`` where there is none. ``incidents``
    maps each kind of incident that the whole report tells of to where the words stand that fill its roles; ``None``
    where nobody looked for incidents.
    """

    id: str
    text: str
    spans: dict[str, list[Span]]
    sentences: list[tuple[int, int]] | None = None
    words: list[SyntacticWord] | None = None
    cue_sources: list[tuple[int, int | None]] = field(default_factory=list)
    content_cues: list[tuple[int, int | None]] = field(default_factory=list)
    antecedents: list[tuple[int, int | None]] = field(default_factory=list)
    event_places: list[tuple[int, int | None]] = field(default_factory=list)
    event_actors: list[tuple[int, int | None]] = field(default_factory=list)
    event_recipients: list[tuple[int, int | None]] = field(default_factory=list)
    bags: list[Bag] = field(default_factory=list)
    incidents: dict[str, list[int]] | None = None


def held_apart(name: str, part: int) -> bool:
    """Tell whether a document of a corpus without a dev set is held apart: one in *part*, by md5 of its id."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % part == 0


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def polnear(data: Path, split: str) -> Iterator[Document]:
    """Statements of PolNeAR: source, cue and content fragments, and which belong together."""
    for row in rows(data / "polnear" / f"{split}.jsonl.gz"):
        tags: dict[tuple[int, int], str] = {}
        cue_sources, content_cues = [], []
        for attribution in row["attributions"]:
            for role in ("content", "source", "cue"):
                for start, end in attribution[role]:
                    tags[start, end] = role
            cue = attribution["cue"][0][0] if attribution["cue"] else None
            if cue is not None:
                cue_sources.append((cue, attribution["source"][0][0] if attribution["source"] else None))
            content_cues.extend((start, cue) for start, _ in attribution["content"])
        spans = sorted((start, end, role) for (start, end), role in tags.items())
        yield Document(
            row["doc_id"], row["text"], {"statement": spans}, cue_sources=cue_sources, content_cues=content_cues
        )


def re3d(data: Path, split: str) -> Iterator[Document]:
    """Actors, places and things of re3d, longest span first; the BBC's texts are left out (non-commercial)."""
    for row in rows(data / "re3d" / f"{split}.jsonl.gz"):
        if row["source"] in NON_COMMERCIAL_RE3D and split == "train":
            continue
        sure = [e for e in row["entities"] if e["confidence"] >= 0.5]
        spans: dict[str, list[Span]] = {"actor": [], "place": [], "thing": []}
        for entity in sure:
            start, end, kind = entity["start"], entity["end"], entity["type"]
            if kind in RE3D_ACTORS:
                spans["actor"].append((start, end, RE3D_ACTORS[kind]))
            elif kind == "Location":
                spans["place"].append((start, end, "place"))
            elif kind in RE3D_THINGS:
                spans["thing"].append((start, end, RE3D_THINGS[kind]))
        for entity in row["entities"]:  # the merge kept one type a span, but "Russia" that acts is still a place
            if entity["type"] == "Location" and entity["confidence"] < 0.5:
                inside = any(s <= entity["start"] and entity["end"] <= e for s, e, _ in spans["place"])
                if not inside:
                    spans["place"].append((entity["start"], entity["end"], "place"))
        yield Document(row["doc_id"], row["text"], {layer: longest(found) for layer, found in spans.items()})


def longest(spans: list[Span]) -> list[Span]:
    """Return the spans that overlap no longer one, in text order."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


def names(data: Path, split: str) -> Iterator[Document]:
    """Proper names of wikigold, WNUT-17 and CrossNER politics, a few sentences a document."""
    for folder, together in (("ner_wikigold", 6), ("ner_wnut17", 8), ("ner_crossner_politics", 4)):
        path = data / folder / f"{split}.jsonl.gz"
        batch: list[Row] = []
        for row in rows(path):
            batch.append(row)
            if len(batch) == together:
                yield _from_tokens(f"{folder}-{batch[0]['id']}", batch)
                batch = []
        if batch:
            yield _from_tokens(f"{folder}-{batch[0]['id']}", batch)


def _from_tokens(name: str, batch: list[Row]) -> Document:
    text, spans, sentences = "", [], []
    for row in batch:
        offsets = []
        first = len(text)
        for token in row["tokens"]:
            start = len(text)
            offsets.append((start, start + len(token)))
            text += token + " "
        sentences.append((first, len(text) - 1))
        spans.extend((offsets[a][0], offsets[b - 1][1], NAMES[kind]) for a, b, kind in row["entities"] if kind in NAMES)
    return Document(name, text, {"name": longest(spans)}, sentences=sentences)


def tempeval(data: Path, *, apart: bool) -> Iterator[Document]:
    """Times and event words of TempEval-3's training reports; the fifth that is held apart where *apart*."""
    for row in rows(data / "tempeval3" / "train.jsonl.gz"):
        if held_apart(row["doc_id"], 5) != apart:
            continue
        spans = {
            "time": longest([(t["start"], t["end"], t["type"]) for t in row["timex"]]),
            "event": longest([(e["start"], e["end"], e["class"]) for e in row["events"]]),
        }
        if not row["doc_id"].startswith(UNSURE_POLARITY):
            spans["negated"] = [(e["start"], e["end"], e["polarity"]) for e in row["events"] if e.get("polarity")]
        yield Document(row["doc_id"], row["text"], spans)


def wikiwars(data: Path, *, apart: bool) -> Iterator[Document]:
    """Times of WikiWars (TIMEX2), typed by the shape of their values; the quarter held apart where *apart*."""
    for row in rows(data / "wikiwars" / "train.jsonl.gz"):
        if held_apart(row["doc_id"], 4) != apart:
            continue
        found = []
        for t in row["timex"]:
            value = t.get("val") or ""
            kind = (
                "SET"
                if t.get("set")
                else "DURATION"
                if value.startswith("P") and not value.startswith(("PAST", "PRES"))
                else "DATE"
            )
            found.append((t["start"], t["end"], "TIME" if kind == "DATE" and "T" in value[4:] else kind))
        yield Document(row["doc_id"], row["text"], {"time": longest(found)})


def ewt(data: Path, split: str) -> Iterator[Document]:
    """Syntax of UD English EWT, with whether an event happened (UDS-IH2, which annotates the same sentences)."""
    happened: dict[tuple[str, int], float] = {}
    for row in rows(data / "uds_factuality" / f"{split}.jsonl.gz"):
        for event in row["events"]:
            happened[row["ud_sent_id"], event["tok"]] = event["score"]
    for row in rows(data / "ewt" / f"{split}.jsonl.gz"):
        text, words, sentences = "", [], []
        for sentence in row["sentences"]:
            at, first = len(text), len(words)
            body = sentence["text"]
            text += body + " "
            inner = 0
            for index, (form, lemma, upos, _, head, deprel, _) in enumerate(sentence["tok"]):
                found = body.find(form, inner)
                start = found if found >= 0 else inner
                inner = start + len(form)
                governor = first + head - 1 if head else first + index
                score = happened.get((sentence["id"], index))
                words.append(SyntacticWord(at + start, at + inner, upos, governor, deprel, lemma, score))
            sentences.append((at, len(text) - 1))
        yield Document(row["doc_id"], text, {}, sentences=sentences, words=words)


def gum(data: Path, split: str) -> Iterator[Document]:
    """Syntax, entities and coreference of GUM, in the genres whose licence lets weights be shipped."""
    for row in rows(data / "gum" / f"{split}.jsonl.gz"):
        licence = str(row["text_licence"])
        if split == "train" and ("NC" in licence or not licence.startswith("CC-BY")):
            continue
        words, sentences = [], []
        for sentence in row["sentences"]:
            first = len(words)
            for index, (start, end, _, lemma, upos, _, head, deprel, *_) in enumerate(sentence["tok"]):
                governor = first + head - 1 if head else first + index
                words.append(SyntacticWord(start, end, upos, governor, deprel, lemma))
            sentences.append((sentence["start"], sentence["end"]))
        entities = [(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in GUM_ENTITIES]
        yield Document(
            row["doc_id"], row["text"], {"entity": longest(entities)},
            sentences=sentences, words=words, antecedents=antecedents(row),
        )  # fmt: skip


def antecedents(row: Row) -> list[tuple[int, int | None]]:
    """Return, for each mention of a GUM document, its start and the start of the last mention of the same before it."""
    last: dict[str, int] = {}
    found: dict[int, int | None] = {}
    for entity in sorted(row["entities"], key=lambda e: (e["start"], e["start"] - e["end"])):
        chain, start = str(entity["coref"]), entity["start"]
        if last.get(chain) != start:  # of mentions that begin with one word, the longest has the link
            found.setdefault(start, last.get(chain))
        last[chain] = start
    return list(found.items())
