"""The trigger table and the encoder's kinds weighed against each other, and the roles that the encoder tags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model.layers import Attribution, Layers, Odds, Tagged
from sayso.report import Report
from sayso.what import EventFrame, events

Build = Callable[..., Layers]

TEXT = "Gunmen stormed the clinic while talks went on."
TREE = """
Gunmen gunman NOUN 2 nsubj
stormed storm VERB 0 root
the the DET 4 det
clinic clinic NOUN 2 obj
while while SCONJ 7 mark
talks talk NOUN 7 nsubj
went go VERB 2 advcl
on on ADP 7 compound:prt
. . PUNCT 2 punct
"""
SURE: Odds = (("ASSAULT", 0.95), ("NONE", 0.05))
NOTHING: Odds = (("NONE", 0.99),)


def read(layers: Layers, **kinds: Odds) -> list[EventFrame]:
    """Return the events of `TEXT`, its words having *kinds* and all others naming none."""
    words = tuple(replace(w, kinds=kinds.get(w.text, NOTHING)) for w in layers.words)
    return list(events(Report.from_text(TEXT), replace(layers, words=words)))


def span(phrase: str) -> tuple[int, int]:
    """Return where *phrase* stands in `TEXT`."""
    return TEXT.index(phrase), TEXT.index(phrase) + len(phrase)


@pytest.fixture
def layers(layers_of: Build) -> Layers:
    """Return the layers of `TEXT`, without kinds."""
    return layers_of(TEXT, TREE)


def test_a_word_that_the_encoder_surely_takes_for_no_event_is_dropped(layers: Layers) -> None:
    """The table's "talks" stays where the encoder gives it a chance, and goes where it gives none."""
    doubtful = read(layers, stormed=SURE, talks=(("NONE", 0.2), ("CONSULT", 0.8)))
    assert {"ASSAULT", "CONSULT"} == {e.type for e in doubtful}
    assert ["ASSAULT"] == [e.type for e in read(layers, stormed=SURE)]


def test_a_sure_kind_overrules_the_table(layers: Layers) -> None:
    """Where the encoder is sure of one type and gives the table's next to no chance, its own counts, and is named."""
    (event,) = read(layers, stormed=(("PROTEST", 0.97), ("NONE", 0.03)))
    assert ("PROTEST", True) == (event.type, "encoder" in event.why)


def test_a_word_outside_the_table_comes_from_the_encoder(layers: Layers) -> None:
    """A verb that no row names is an event where the encoder is sure, and says that it comes from there."""
    found = read(layers, stormed=SURE, went=(("CONSULT", 0.9), ("NONE", 0.1)))
    assert ["stormed", "went"] == [TEXT[e.start : e.end] for e in found]
    assert "the trigger table lacks the word" in found[1].why


def test_layers_without_kinds_leave_the_table_its_word(layers: Layers) -> None:
    """Where the encoder says nothing of kinds, every find of the table counts."""
    assert {"ASSAULT", "CONSULT"} == {e.type for e in events(Report.from_text(TEXT), layers)}


def test_a_tagged_side_decides_the_role(layers: Layers) -> None:
    """A phrase that the encoder tags as the one acted on is no actor, whatever the tree says."""
    tagged = replace(layers, sides=(Tagged(*span("Gunmen"), "recipient", 0.9),))
    (event,) = read(tagged, stormed=SURE)
    assert ((), True) == (event.actors, span("Gunmen") in event.recipients)


def roles(layers: Layers, chances: dict[str, Odds], *, told: float) -> Layers:
    """Return layers whose words have *chances* of roles, of a report that tells of an attack with chance *told*."""
    words = tuple(replace(w, roles=chances.get(w.text, ()), incident_of="ATTACK") for w in layers.words)
    return replace(layers, words=words, incidents=(("ATTACK", told),))


def test_a_filler_goes_to_the_event_of_its_sentence(layers: Layers) -> None:
    """A role of an incident is filled by the words tagged for it, and the event says by what."""
    (event,) = read(roles(layers, {"clinic": (("target", 0.8),)}, told=0.9), stormed=SURE)
    assert [span("clinic")] == list(event.recipients)
    assert "target of an incident" in dict(event.by)[span("clinic")]


def test_no_filler_is_taken_from_a_report_that_tells_of_no_incident(layers: Layers) -> None:
    """The encoder's roles mean something only in reports of the kind that it learned them from."""
    (event,) = read(roles(layers, {"clinic": (("target", 0.8),)}, told=0.01), stormed=SURE)
    assert ((), [span("the clinic")]) == (event.fillers, list(event.recipients))


def test_who_surely_did_it_stays_in_a_report_on_an_incident(layers: Layers) -> None:
    """MUC-4's roles drop whom they give no chance, but not who did it by a sure link: armies have none of its roles."""
    told = roles(layers, {"clinic": (("target", 0.9),)}, told=0.95)
    for chance, actors in ((0.5, []), (0.9, [span("Gunmen")])):
        words = tuple(replace(w, actors=((0, chance),)) if w.text == "stormed" else w for w in told.words)
        (event,) = read(replace(told, words=words), stormed=SURE)
        assert actors == list(event.actors)


def test_what_is_denied_keeps_its_sides_in_a_report_on_an_incident(layers_of: Build) -> None:
    """Nobody coded what did not happen, so that the roles know nothing of it."""
    text = "Gunmen did not storm the clinic."
    tree = """
    Gunmen gunman NOUN 4 nsubj
    did do AUX 4 aux
    not not PART 4 advmod
    storm storm VERB 0 root
    the the DET 6 det
    clinic clinic NOUN 4 obj
    . . PUNCT 4 punct
    """
    (event,) = events(Report.from_text(text), roles(layers_of(text, tree), {}, told=0.95))
    assert ("denied", [(0, 6)]) == (event.status, list(event.actors))


def test_whom_the_tree_has_acted_on_is_no_perpetrator(layers: Layers) -> None:
    """The tree's object stays what it is, however the encoder tags it."""
    chances: dict[str, Odds] = {"Gunmen": (("perpetrator", 0.8),), "clinic": (("group", 0.7), ("target", 0.3))}
    (event,) = read(roles(layers, chances, told=0.9), stormed=SURE)
    assert ([span("Gunmen")], [span("the clinic")]) == (list(event.actors), list(event.recipients))


def test_who_tells_of_an_event_is_no_side_of_it(layers: Layers) -> None:
    """A phrase tagged as a side that is the source of a statement in the sentence stays its source."""
    tagged = replace(layers, sides=(Tagged(*span("Gunmen"), "recipient", 0.9),))
    said = Attribution(Tagged(*span("stormed"), "cue", 0.9), (Tagged(*span("Gunmen"), "source", 0.9),), (), 0.9)
    (event,) = read(replace(tagged, attributions=(said,)), stormed=SURE)
    assert span("Gunmen") in event.actors


def test_what_an_event_is_done_with_is_no_side(layers_of: Build) -> None:
    """Shells that are tagged as the acting side are weapons still, and nobody fired them."""
    text = "Shells struck a clinic."
    tree = """
    Shells shell NOUN 2 nsubj
    struck strike VERB 0 root
    a a DET 4 det
    clinic clinic NOUN 2 obj
    . . PUNCT 2 punct
    """
    layers = replace(layers_of(text, tree), sides=(Tagged(0, 6, "actor", 0.9),))
    (event,) = events(Report.from_text(text), layers)
    assert () == event.actors


def test_an_arrest_keeps_its_sides_in_a_report_on_an_incident(layers_of: Build) -> None:
    """MUC-4 codes no arrests, so that roles which the encoder does not give say nothing against their sides."""
    text = "Police arrested Okoro."
    tree = """
    Police police NOUN 2 nsubj
    arrested arrest VERB 0 root
    Okoro Okoro PROPN 2 obj
    . . PUNCT 2 punct
    """
    layers = replace(layers_of(text, tree), incidents=(("KIDNAPPING", 0.95),))
    (event,) = events(Report.from_text(text), layers)
    assert ([(0, 6)], [(16, 21)]) == (list(event.actors), list(event.recipients))


def test_to_speak_to_the_press_is_no_meeting(layers_of: Build) -> None:
    """What somebody may not tell reporters is small print, however sure the encoder is that it is a meeting."""
    text = "A guard may not speak to the press."
    tree = """
    A a DET 2 det
    guard guard NOUN 5 nsubj
    may may AUX 5 aux
    not not PART 5 advmod
    speak speak VERB 0 root
    to to ADP 8 case
    the the DET 8 det
    press press NOUN 5 obl
    . . PUNCT 5 punct
    """
    layers = layers_of(text, tree)
    words = tuple(replace(w, kinds=(("CONSULT", 0.9),)) if w.text == "speak" else w for w in layers.words)
    assert () == events(Report.from_text(text), replace(layers, words=words))


def test_a_guess_that_tells_of_nobody_is_dropped(layers: Layers) -> None:
    """A word that the table lacks, has no sides and is hardly likelier an event than not, says nothing."""
    assert ["stormed"] == [
        TEXT[e.start : e.end] for e in read(layers, stormed=SURE, went=(("RETREAT", 0.5), ("NONE", 0.5)))
    ]
