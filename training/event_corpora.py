"""The corpora that label events: what kind, who did it to whom, with what and where.

None of them marks the event's word itself but event_location; the others say what a sentence, a story or a report
is about (`Document.bags`, `Document.incidents`), and whose words fill which role.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.sets import span_of
from sayso.model.layers import ROLES
from training.corpora import Bag, Document, Row, Span, held_apart, longest, rows

# fmt: off
KINDS = ("NONE", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "REJECT", "ACCUSE",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "explosives", "abduct", "destroy")
# fmt: on
"""PLOVER's event types; the three modes of ASSAULT that MUC-4 tells apart are kinds of their own."""
EXPLOSIVE = frozenset({"explosives", "suicide-attack"})
QUAD = ({"NONE", "CONSULT"}, {"AGREE", "SUPPORT", "CONCEDE"}, {"COOPERATE", "AID", "RETREAT"},
        {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "explosives", "abduct", "destroy"})  # fmt: skip
"""The kinds of each class of cameo_class: neutral, verbal and material cooperation, verbal and material conflict."""
INCIDENTS = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
SLOTS = dict(zip(("PerpInd", "PerpOrg", "Victim", "Target", "Weapon"), ROLES, strict=True))
SIDES = {"S": "actor", "T": "recipient", "R": "both"}
CLOSING = frozenset({",", ".", ";", ":", "?", "!", ")", "'s", "’s", "n't", "%"})
"""Tokens that stand close to the word before them."""
SYNTHETIC_PART = 3
"""One of so many machine-written stories is used."""
OWN_SENTENCES = Path(__file__).parent / "sentences" / "events.jsonl"
OWN_SENTENCES_APART = Path(__file__).parents[1] / "evaluation" / "sets" / "events.jsonl"
"""Sentences written for the purpose, with the word, status and kind of each of their events; one in ten is apart."""
SENTENCES_TOGETHER = 6
TAIL = re.compile(r" (?:of|from|in|at|near|for|with|on|to|who|that|which)\b", re.IGNORECASE)
"""Where what follows a noun phrase's head begins."""


def kind_of(type: str, mode: str | None) -> str:
    """Return the kind of an event of PLOVER's *type* and *mode*."""
    if type == "ASSAULT" and mode in EXPLOSIVE:
        return "explosives"
    return mode if type == "ASSAULT" and mode in {"abduct", "destroy"} else type


def muc4(data: Path, split: str, *, lexicon: dict[str, list[Span]] | None = None) -> Iterator[Document]:
    """Reports of MUC-4 with the words that fill the templates' roles, wherever those words stand."""
    for row in rows(data / "muc4" / f"{split}.jsonl.gz"):
        text = unwrapped(row["text"])
        roles: list[Span] = []
        fillers: list[Span] = []
        incidents: dict[str, list[int]] = {}
        for template in row["templates"]:
            kind = next((k for k in INCIDENTS if k in (template.get("incident_type") or "")), None)
            if kind is None:
                continue
            places = incidents.setdefault(kind, [])
            for role, label in SLOTS.items():
                for string in (s for entity in template["entities"].get(role) or [] for s in entity):
                    for start, end in occurrences(string, text):
                        roles.append((start, end, label))
                        fillers.append((start, end, kind))
                        places.append(start)
        kept = longest([(s, e, min(r for a, b, r in roles if (a, b) == (s, e))) for s, e, _ in roles])
        spans = {"role": kept}
        starts = {s for s, _, _ in kept}
        spans["incident_of"] = longest([f for f in dict.fromkeys(fillers) if f[0] in starts])
        document = Document(row["id"], text, spans, incidents=incidents)
        if lexicon is not None:
            spans["kind"] = lexicon.get(text, [])
        yield document


def unwrapped(text: str) -> str:
    """Return a report of MUC-4 with its lines joined into paragraphs."""
    return re.sub(r"[ \t]*\n[ \t]*(?=\S)", " ", text.replace("\n\n", "\0")).replace("\0", "\n\n").strip()


def occurrences(string: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of *string* stand in *text*, whatever blanks are between them."""
    words = [re.escape(word) for word in string.split()]
    if words:
        pattern = r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def cameo_class(data: Path, *, lexicon: dict[str, list[Span]] | None = None) -> Iterator[Document]:
    """Sentences with one of five classes, the fifth that is held apart left out."""
    for number, row in enumerate(rows(data / "conflibert_tasks" / "cameo_class" / "train.jsonl.gz")):
        text = row["text"]
        if held_apart(text, 5):
            continue
        spans: dict[str, list[Span]] = {}
        wanted = QUAD[row["label"]]
        agreeing = [span for span in (lexicon or {}).get(text, []) if span[2] in wanted]
        if agreeing:  # words of other classes are left to the sentence's own label
            spans["kind"] = agreeing
        yield Document(f"cameo-class-{number}", text, spans, bags=[Bag(0, len(text), "quad", row["label"])])


def cameo_ner(data: Path) -> Iterator[Document]:
    """Sentences with the actor and the recipient of their main event, the fifth that is held apart left out.

    Each comes twice: with a blank between any two tokens, as the corpus has it, and as print would set it.
    """
    for number, row in enumerate(rows(data / "conflibert_tasks" / "cameo_ner" / "train.jsonl.gz")):
        if held_apart(" ".join(row["tokens"]), 5):
            continue
        for printed in (False, True):
            text, spans = sides(row, printed=printed)
            yield Document(f"cameo-ner-{number}-{printed}", text, {"side": spans})


def sides(row: Row, *, printed: bool) -> tuple[str, list[Span]]:
    """Return the text of a row of cameo_ner and its spans; *printed* sets its tokens as print does."""
    text, spans = "", []
    for token, tag in zip(row["tokens"], row["tags"], strict=True):
        joined = printed and (token in CLOSING or text.endswith(("(", "$", "€")))
        start = len(text) + (1 if text and not joined else 0)
        text = text.ljust(start) + token
        if tag[0] == "B" or (tag[0] == "I" and not spans):
            spans.append((start, len(text), SIDES[tag[2:]]))
        elif tag[0] == "I":
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])
    return text, spans


def plover_synthetic(data: Path) -> Iterator[Document]:
    """Machine-written stories with the type of the event that they tell of (weak labels)."""
    for number, row in enumerate(rows(data / "plover_synthetic" / "train.jsonl.gz")):
        if number % SYNTHETIC_PART or row["event"] not in KINDS:
            continue
        text = row["text"]
        end = text.find("\n\n", 300)
        text = text[: end if end > 0 else len(text)]
        yield Document(f"plover-{number}", text, {}, bags=[Bag(0, len(text), "plover", KINDS.index(row["event"]))])


def event_location(data: Path) -> Iterator[Document]:
    """Sentences with a verb and the place where what it says was, the fifth that is held apart left out."""
    for number, row in enumerate(rows(data / "event_location" / "train.jsonl.gz")):
        if held_apart(row["text"], 5):
            continue
        by_label = {span["label"]: span for span in row["spans"]}
        verb, place = by_label.get("VERB"), by_label.get("LOCATION")
        if verb is not None:
            target = place["start"] if place and place["end"] > place["start"] else None
            yield Document(f"location-{number}", row["text"], {}, event_places=[(verb["start"], target)])


def own_sentences(*, apart: bool) -> Iterator[Document]:
    """Sentences of our own with their events, one by one, and those for training several together too."""
    lines = (OWN_SENTENCES_APART if apart else OWN_SENTENCES).read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(line) for line in lines]
    for number, row in enumerate(sentences):
        yield _of_sentences(f"own-{number}", [row])
    if not apart:
        for first in range(0, len(sentences), SENTENCES_TOGETHER):
            yield _of_sentences(f"own-from-{first}", sentences[first : first + SENTENCES_TOGETHER])


def _of_sentences(name: str, sentences: Sequence[Row]) -> Document:
    text = ""
    spans: dict[str, list[Span]] = {"status": [], "kind": []}
    actors: list[tuple[int, int | None]] = []
    recipients: list[tuple[int, int | None]] = []
    for row in sentences:
        for word, status, kind, *sides in row["events"]:
            start, end = (len(text) + offset for offset in span_of(row["text"], word))
            spans["status"].append((start, end, status))
            if kind is not None:
                spans["kind"].append((start, end, kind))
            for linked, phrases in zip((actors, recipients), sides, strict=False):
                head = head_of(phrases[0], row["text"]) if phrases else None
                linked.append((start, None if head is None else len(text) + head))
        text += row["text"] + " "
    return Document(name, text.rstrip(), spans, event_actors=actors, event_recipients=recipients)


def head_of(phrase: str, text: str) -> int:
    """Return where the head word of a noun phrase of *text* begins: its last before any "of", "in" or the like.

    >>> head_of("two members of the council", "They shot two members of the council.")
    14
    """
    start, _ = span_of(text, phrase)
    bare = TAIL.split(phrase, maxsplit=1)[0].rstrip(" ,.\"'”’")
    return start + bare.rfind(" ") + 1


def labelled_by_lexicon(data: Path) -> Iterator[Document]:
    """Yield the documents that the trigger table gives weak labels to."""
    yield from muc4(data, "train")
    yield from cameo_class(data)
