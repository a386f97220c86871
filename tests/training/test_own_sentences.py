"""Sentences of our own: every mark stands in its text, and links lead from an event to the heads of its sides."""

from __future__ import annotations

import json
import re

import pytest

from training.event_corpora import OWN_SENTENCES, OWN_SENTENCES_APART, SENTENCES_TOGETHER, head_of, own_sentences


@pytest.mark.parametrize(
    ("phrase", "text", "head"),
    [
        ("two members of the council", "They shot two members of the council.", "members"),
        ("Somalia's al-Shabaab", "Somalia's al-Shabaab threatened the mayor.", "al-Shabaab"),
        ("the town", "The townsfolk fled the town.", "town"),
        ("GUERRILLAS", "THE GUERRILLAS LEFT.", "GUERRILLAS"),
        ("men in police uniform", "Men saw men in police uniform.", "men in police"),
    ],
)
def test_a_phrase_is_known_by_its_head(phrase, text, head):
    """The head is the last word before what follows with a preposition."""
    assert text[head_of(phrase, text) :].startswith(head)


@pytest.mark.parametrize("path", [OWN_SENTENCES, OWN_SENTENCES_APART])
def test_every_mark_stands_in_its_text(path):
    """A word that names an event stands once, the phrases of its sides as whole words."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for word, _, _, *sides in row["events"]:
            assert len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", row["text"])) == 1, (word, row["text"])
            assert all(head_of(phrase, row["text"]) >= 0 for phrases in sides for phrase in phrases)


def test_no_sentence_is_both_trained_on_and_held_apart():
    """Nor does one come twice."""
    texts = [
        json.loads(line)["text"]
        for path in (OWN_SENTENCES, OWN_SENTENCES_APART)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) == len(set(texts))


def test_events_are_linked_to_their_sides():
    """Each marked event has a link to an actor and one to a recipient, or to nobody; those of no type have none."""
    marked = {json.loads(line)["text"] for line in OWN_SENTENCES.read_text(encoding="utf-8").splitlines()}
    singles = [d for d in own_sentences(apart=False) if d.text in marked]
    linked = [d for d in singles if d.event_actors]
    assert linked
    for document in linked:
        kinds = {start: kind for start, _, kind in document.spans["kind"]}
        assert [start for start, _ in document.event_actors] == [start for start, _ in document.event_recipients]
        assert all(kinds[start] != "NONE" for start, _ in document.event_actors)
        sides = [to for _, to in (*document.event_actors, *document.event_recipients) if to is not None]
        assert all(document.text[to - 1 : to] in {"", " ", '"', "“", "(", "-", "—", "‘", "'"} for to in sides)


def test_sentences_are_read_together_too():
    """Several in a row make a text, so that events stand among others'."""
    together = [d for d in own_sentences(apart=False) if d.id.startswith("own-from-")]
    alone = [d for d in own_sentences(apart=False) if not d.id.startswith("own-from-")]
    assert len(together) == -(-len(alone) // SENTENCES_TOGETHER)
    assert sum(len(d.event_actors) for d in together) == sum(len(d.event_actors) for d in alone)
