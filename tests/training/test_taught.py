"""Weak labels of an earlier release: what two readings of a text agree on."""

from __future__ import annotations

from dataclasses import replace

from training.corpora import Document, SyntacticWord
from training.labels import RARE_RELATION, inventory
from training.taught import taught

TEXT = "GUNMEN LEFT YORO."


def reading(*, head_of_place: int) -> dict[str, list[list[object]]]:
    """Return the layers that a release has for a text of four words."""
    words = [
        [0, 6, "NOUN", 1, "nsubj", "gunman"],
        [7, 11, "VERB", -1, "root", "leave"],
        [12, 16, "PROPN", head_of_place, "obj", "Yoro"],
        [16, 17, "PUNCT", 1, "punct", "."],
    ]
    return {"words": words, "places": []}


def test_a_tree_that_both_readings_see_is_taken() -> None:
    """Governors and relations come from the readings, a root governing itself."""
    found = {TEXT: reading(head_of_place=1), TEXT.lower(): reading(head_of_place=1)}
    words = taught(Document("d", TEXT, {}), found).words
    assert words is not None
    assert [word.head for word in words] == [1, 1, 1, 1]  # a root governs itself
    assert [word.deprel for word in words] == ["nsubj", "root", "obj", "punct"]


def test_a_word_that_the_readings_differ_on_has_no_governor() -> None:
    """Where capitals and small letters are read differently, nothing is learned."""
    found = {TEXT: reading(head_of_place=1), TEXT.lower(): reading(head_of_place=0)}
    words = taught(Document("d", TEXT, {}), found).words
    assert words is not None
    assert words[2].head == -1
    assert words[2].deprel == ""
    assert words[0].head == 1


def test_a_relation_that_is_left_open_is_no_label() -> None:
    """However often readings differ, "unknown" is nothing to learn."""
    word = SyntacticWord(0, 4, "NOUN", 0, "", "word")
    known = replace(word, deprel="root")
    document = Document("d", "word", {}, words=[word] * RARE_RELATION + [known] * RARE_RELATION)
    assert inventory([document])["relation"] == ("root",)


def test_places_are_those_of_either_reading() -> None:
    """A place that one reading misses is a place still."""
    capitals, small = reading(head_of_place=1), reading(head_of_place=1) | {"places": [[12, 16]]}
    document = taught(Document("d", TEXT, {"role": []}), {TEXT: capitals, TEXT.lower(): small})
    assert document.spans == {"role": [], "place": [(12, 16, "place")]}


def test_a_document_with_trees_of_its_own_keeps_them() -> None:
    """Treebanks know better."""
    document = Document("d", TEXT, {}, words=[])
    assert taught(document, {TEXT: reading(head_of_place=1)}) is document
