"""Where an event happened: the trigger's place, not the nearest name."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.claim import Place
from sayso.model.layers import Layers, Tagged
from sayso.report import Report
from sayso.where import pick, resolve

BOMB = """
A a DET 2 det
bomb bomb NOUN 3 nsubj
killed kill VERB 0 root
nine nine NUM 5 nummod
men man NOUN 3 obj
in in ADP 7 case
Herat Herat PROPN 3 obl
. . PUNCT 3 punct
"""
SYRIAN = """
The the DET 3 det
Syrian syrian ADJ 3 amod
army army NOUN 4 nsubj
withdrew withdraw VERB 0 root
. . PUNCT 4 punct
"""
SPEAKER = """
Officials official NOUN 4 nsubj
in in ADP 3 case
Kabul Kabul PROPN 1 nmod
said say VERB 0 root
gunmen gunman NOUN 6 nsubj
attacked attack VERB 4 ccomp
Kunduz Kunduz PROPN 6 obj
. . PUNCT 4 punct
"""
CLAUSE = """
In in ADP 2 case
Mosul Mosul PROPN 5 obl
, , PUNCT 5 punct
rebels rebel NOUN 5 nsubj
attacked attack VERB 0 root
, , PUNCT 5 punct
killing kill VERB 5 advcl
three three NUM 7 obj
. . PUNCT 5 punct
"""
NESTED = """
Drones drone NOUN 2 nsubj
struck strike VERB 0 root
Kunar Kunar PROPN 4 compound
Province province PROPN 2 obj
in in ADP 7 case
northeastern northeastern ADJ 7 amod
Afghanistan Afghanistan PROPN 4 nmod
. . PUNCT 2 punct
"""
AFTER = """
Three three NUM 2 nsubj
died die VERB 0 root
. . PUNCT 2 punct
"""


def _pick(layers: Layers, text: str, trigger: str) -> Place | None:
    report = Report.from_text(text)
    index = next(i for i, word in enumerate(layers.words) if word.text == trigger)
    return pick(report, layers, resolve(report, layers.places), index)


def test_the_locative_argument_is_the_place(layers_of: Callable[..., Layers]) -> None:
    """What "killed nine men in Herat" happened in Herat."""
    text = "A bomb killed nine men in Herat ."
    got = _pick(layers_of(text, BOMB, places=["Herat"]), text, "killed")
    assert got is not None
    assert "Herat" == got.text


def test_whose_army_it_is_says_no_place(layers_of: Callable[..., Layers]) -> None:
    """That "the Syrian army withdrew" does not say where."""
    text = "The Syrian army withdrew ."
    layers = layers_of(text, SYRIAN, places=["Syrian"], actors=[("The Syrian army", "organisation")])
    assert _pick(layers, text, "withdrew") is None


def test_the_speakers_place_is_not_the_events(layers_of: Callable[..., Layers]) -> None:
    """In "officials in Kabul said gunmen attacked Kunduz" the attack is in Kunduz."""
    text = "Officials in Kabul said gunmen attacked Kunduz ."
    got = _pick(layers_of(text, SPEAKER, places=["Kabul", "Kunduz"]), text, "attacked")
    assert got is not None
    assert "Kunduz" == got.text


def test_a_clause_lends_its_place(layers_of: Callable[..., Layers]) -> None:
    """In "in Mosul, rebels attacked, killing three" the killing is in Mosul."""
    text = "In Mosul , rebels attacked , killing three ."
    got = _pick(layers_of(text, CLAUSE, places=["Mosul"]), text, "killing")
    assert got is not None
    assert "Mosul" == got.text


def test_of_nested_places_the_smaller(layers_of: Callable[..., Layers]) -> None:
    """Kunar Province in northeastern Afghanistan: Kunar."""
    text = "Drones struck Kunar Province in northeastern Afghanistan ."
    got = _pick(layers_of(text, NESTED, places=["Kunar Province", "Afghanistan"]), text, "struck")
    assert got is not None
    assert ("Kunar Province", "admin1") == (got.text, got.precision)


def test_a_sentence_without_a_place_takes_the_one_before(layers_of: Callable[..., Layers]) -> None:
    """The next sentence of the paragraph goes on in Herat."""
    text = "A bomb killed nine men in Herat . Three died ."
    got = _pick(layers_of(text, BOMB, AFTER, places=["Herat"]), text, "died")
    assert got is not None
    assert "Herat" == got.text


def test_a_new_paragraph_carries_nothing_over(layers_of: Callable[..., Layers]) -> None:
    """Across a paragraph's end the place is no longer safe."""
    text = "A bomb killed nine men in Herat .\n\nThree died ."
    assert _pick(layers_of(text, BOMB, AFTER, places=["Herat"]), text, "died") is None


def test_two_places_before_carry_neither_over(layers_of: Callable[..., Layers]) -> None:
    """Kabul or Kunduz: the sentence after does not say."""
    text = "Officials in Kabul said gunmen attacked Kunduz . Three died ."
    assert _pick(layers_of(text, SPEAKER, AFTER, places=["Kabul", "Kunduz"]), text, "died") is None


def test_what_a_model_links_is_weighed(layers_of: Callable[..., Layers]) -> None:
    """A model that is sure of another place, or of none, moves the choice; where it has no word, the rules stay."""
    text = "Officials in Kabul said gunmen attacked Kunduz ."
    layers = layers_of(text, SPEAKER, places=["Kabul", "Kunduz"])
    report = Report.from_text(text)
    places = resolve(report, layers.places)
    kabul, kunduz = (Tagged(text.index(n), text.index(n) + len(n), "place", 0.999) for n in ("Kabul", "Kunduz"))
    attacked = next(i for i, word in enumerate(layers.words) if word.text == "attacked")
    cases = ({attacked: [kabul]}, {attacked: [kunduz]}, {attacked: []}, {attacked + 1: [kabul]}, None)
    got = [pick(report, layers, places, attacked, linked=linked) for linked in cases]
    assert ["Kabul", "Kunduz", None, "Kunduz", "Kunduz"] == [place and place.text for place in got]


def test_an_unknown_name_that_is_somebodys_is_no_place(layers_of: Callable[..., Layers]) -> None:
    """A group that the tagger took for a place, and for an organisation too, is not where it happened."""
    text = "In Zzurkalay , rebels attacked , killing three ."
    tree = CLAUSE.replace("Mosul Mosul", "Zzurkalay Zzurkalay")
    as_place = layers_of(text, tree, places=["Zzurkalay"])
    as_both = layers_of(text, tree, places=["Zzurkalay"], names=[("Zzurkalay", "organisation")])
    got = [_pick(layers, text, "attacked") for layers in (as_place, as_both)]
    assert ["Zzurkalay", None] == [place and place.text for place in got]


HOPE = """
Envoys envoy NOUN 2 nsubj
hope hope VERB 0 root
for for ADP 5 case
a a DET 5 det
truce truce NOUN 2 obl
in in ADP 7 case
Herat Herat PROPN 5 nmod
. . PUNCT 2 punct
"""
SOURCE = """
The the DET 2 det
ministry ministry NOUN 5 nsubj
in in ADP 4 case
Kabul Kabul PROPN 2 nmod
said say VERB 0 root
so so ADV 5 advmod
. . PUNCT 5 punct
"""
BURNED = """
Gunmen gunman NOUN 2 nsubj
burned burn VERB 0 root
a a DET 4 det
depot depot NOUN 2 obj
. . PUNCT 2 punct
"""


def _carried(
    layers_of: Callable[..., Layers], text: str, first: str, place: str, event: tuple[int, str, float]
) -> Place | None:
    """Return the place of the second sentence's event, with one word of the first made an event of a class."""
    layers = layers_of(text, first, BURNED, places=[place])
    index, kind, happened = event
    words = list(layers.words)
    words[index] = replace(words[index], event=kind, happened=happened)
    layers = replace(layers, words=tuple(words))
    report = Report.from_text(text)
    trigger = next(i for i, word in enumerate(words) if word.text == "burned")
    return pick(report, layers, resolve(report, layers.places), trigger)


@pytest.mark.parametrize(("kind", "happened", "carried"), [("OCCURRENCE", -0.8, False), ("OCCURRENCE", 1.2, True)])
def test_only_what_happened_carries_its_place(
    layers_of: Callable[..., Layers], kind: str, happened: float, *, carried: bool
) -> None:
    """A town where something is only hoped for is not where the next sentence's attack was."""
    tree = HOPE if happened < 0 else HOPE.replace("hope hope", "saw see")
    text = f"Envoys {'hope' if happened < 0 else 'saw'} for a truce in Herat. Gunmen burned a depot."
    found = _carried(layers_of, text, tree, "Herat", (4, kind, happened))
    assert carried == (found is not None)


def test_a_sources_town_is_not_carried(layers_of: Callable[..., Layers]) -> None:
    """Where a ministry sits that said something is not where the next sentence's attack was."""
    found = _carried(
        layers_of, "The ministry in Kabul said so. Gunmen burned a depot.", SOURCE, "Kabul", (4, "REPORTING", 1.3)
    )
    assert found is None
