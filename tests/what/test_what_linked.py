"""Who did it and to whom by the encoder's links: taken where it is sure, left to the tree where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model.layers import NOBODY, Layers, Sides, Word
from sayso.report import Report
from sayso.what import EventFrame, events

Build = Callable[..., Layers]

TEXT = "The mayor left. Flood victims saw the bakery, which rebels and deserters had shelled, burn. They denied it."
TREE = """
The the DET 2 det
mayor mayor NOUN 3 nsubj
left leave VERB 0 root
. . PUNCT 3 punct

Flood flood NOUN 2 compound
victims victim NOUN 3 nsubj
saw see VERB 0 root
the the DET 5 det
bakery bakery NOUN 3 obj
, , PUNCT 12 punct
which which PRON 12 obj
rebels rebel NOUN 12 nsubj
and and CCONJ 10 cc
deserters deserter NOUN 8 conj
had have AUX 12 aux
shelled shell VERB 5 acl:relcl
, , PUNCT 12 punct
burn burn VERB 3 xcomp
. . PUNCT 3 punct

They they PRON 2 nsubj
denied deny VERB 0 root
it it PRON 2 obj
. . PUNCT 2 punct
"""


@pytest.fixture
def layers(layers_of: Build) -> Layers:
    """Return the layers of `TEXT`, without links."""
    return layers_of(TEXT, *TREE.strip().split("\n\n"))


def shelled(layers: Layers, *, actors: Sides = (), recipients: Sides = ()) -> EventFrame:
    """Return the event of "shelled", which the encoder links to these words."""

    def linked(word: Word) -> Word:
        if word.text != "shelled":
            return word
        return replace(word, actors=actors, recipients=recipients, kinds=(("ASSAULT", 0.9), ("NONE", 0.1)))

    words = tuple(linked(word) for word in layers.words)
    found = events(Report.from_text(TEXT), replace(layers, words=words))
    return next(event for event in found if TEXT[event.start : event.end] == "shelled")


def at(layers: Layers, word: str) -> int:
    """Return the index of the first *word*."""
    return next(index for index, one in enumerate(layers.words) if one.text == word)


def told(spans: tuple[tuple[int, int], ...]) -> list[str]:
    """Return the words at *spans*."""
    return [TEXT[start:end] for start, end in spans]


def test_without_links_the_tree_has_its_word(layers: Layers) -> None:
    """Layers that say nothing of sides change nothing."""
    assert ["rebels", "deserters"] == told(shelled(layers).actors)


def test_a_sure_link_takes_the_place_of_what_has_no_chance(layers: Layers) -> None:
    """The side that the encoder is sure of comes in, and what the tree gave goes where it has next to no chance."""
    event = shelled(layers, actors=((at(layers, "victims"), 0.97), (at(layers, "rebels"), 0.02)))
    assert ["Flood victims"] == told(event.actors)
    assert any("linked to the word by the encoder (0.97)" in why for _, why in event.by)


def test_those_named_together_come_together(layers: Layers) -> None:
    """A link leads to the first of coordinated phrases; the others are sides too."""
    event = shelled(layers, actors=((at(layers, "rebels"), 0.9),))
    assert ["rebels", "deserters"] == told(event.actors)


def test_a_weak_link_changes_nothing(layers: Layers) -> None:
    """What the encoder is not sure of leaves the tree its word."""
    event = shelled(layers, actors=((at(layers, "victims"), 0.3), (at(layers, "rebels"), 0.25)))
    assert ["rebels", "deserters"] == told(event.actors)


def test_a_side_of_another_sentence_is_not_taken(layers: Layers) -> None:
    """Somebody of the sentence before did not do it, however sure the encoder is: nothing here names them."""
    event = shelled(layers, actors=((at(layers, "mayor"), 0.98),))
    assert ["rebels", "deserters"] == told(event.actors)


def test_nobody_drops_what_has_no_chance_only_where_it_is_sure(layers: Layers) -> None:
    """A passive's agent that the tree guessed goes; with less than surety it stays."""
    assert [] == told(shelled(layers, actors=((NOBODY, 0.97),)).actors)
    assert ["rebels", "deserters"] == told(shelled(layers, actors=((NOBODY, 0.6),)).actors)


def test_the_same_side_does_not_both_act_and_suffer(layers: Layers) -> None:
    """A link to whoever did it makes them no recipient."""
    event = shelled(layers, recipients=((at(layers, "rebels"), 0.95),))
    assert "rebels" not in told(event.recipients)


def test_sides_that_agree_make_a_claim_surer(layers: Layers) -> None:
    """Confidence rises where the links say what the tree says."""
    agreed = shelled(layers, actors=((at(layers, "rebels"), 0.99),), recipients=((at(layers, "bakery"), 0.99),))
    doubted = shelled(layers, actors=((NOBODY, 0.6), (at(layers, "victims"), 0.38)), recipients=((NOBODY, 0.6),))
    assert dict(agreed.signs)["linked"] > dict(doubted.signs)["linked"]


def test_the_place_of_a_word_for_the_same_event_is_the_events(layers_of: Build) -> None:
    """Who "died in the shelling" died where it was: one event, and both words tell of it."""
    text = "Nine people died in the shelling."
    tree = """
    Nine nine NUM 2 nummod
    people people NOUN 3 nsubj
    died die VERB 0 root
    in in ADP 6 case
    the the DET 6 det
    shelling shelling NOUN 3 obl
    . . PUNCT 3 punct
    """
    layers = layers_of(text, "\n".join(line.strip() for line in tree.splitlines()))
    (event,) = events(Report.from_text(text), layers)
    assert (2, (5,)) == (event.trigger, event.also)


SET_FIRE = """
Gunmen gunman NOUN 2 nsubj
set set VERB 0 root
fire fire NOUN 2 obj
to to ADP 6 case
the the DET 6 det
clinic clinic NOUN 2 obl
. . PUNCT 2 punct
"""
FIRE_WAS_SET = """
A a DET 2 det
fire fire NOUN 4 nsubj:pass
was be AUX 4 aux:pass
set set VERB 0 root
. . PUNCT 4 punct
"""


@pytest.mark.parametrize(
    ("text", "tree"), [("Gunmen set fire to the clinic.", SET_FIRE), ("A fire was set.", FIRE_WAS_SET)]
)
def test_fire_that_is_set_is_no_event_of_its_own(layers_of: Build, text: str, tree: str) -> None:
    """A noun that a verb of the same type acts on is part of what the verb says."""
    kinds = {"set": (("destroy", 0.97),), "fire": (("destroy", 0.9), ("NONE", 0.1))}
    words = tuple(replace(w, kinds=kinds.get(w.text, (("NONE", 0.99),))) for w in layers_of(text, tree).words)
    found = events(Report.from_text(text), replace(layers_of(text, tree), words=words))
    assert ["set"] == [text[e.start : e.end] for e in found]


def test_a_pronoun_stays_where_the_link_is_not_sure(layers_of: Build) -> None:
    """Who "he" is, is not for a link to say that is no more than likely."""
    text = "Herders fled, and he blamed them."
    tree = """
    Herders herder NOUN 2 nsubj
    fled flee VERB 0 root
    , , PUNCT 6 punct
    and and CCONJ 6 cc
    he he PRON 6 nsubj
    blamed blame VERB 2 conj
    them they PRON 6 obj
    . . PUNCT 2 punct
    """
    layers = layers_of(text, "\n".join(line.strip() for line in tree.splitlines()))
    for chance, actor in ((0.6, "he"), (0.9, "Herders")):
        words = tuple(replace(w, actors=((0, chance),)) if w.text == "blamed" else w for w in layers.words)
        found = events(Report.from_text(text), replace(layers, words=words))
        (event,) = [e for e in found if text[e.start : e.end] == "blamed"]
        assert [actor] == [text[start:end] for start, end in event.actors]
