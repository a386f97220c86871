"""Who did it and to whom, where trees alone would mislead."""

from collections.abc import Callable

import pytest

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what import EventFrame, events

Build = Callable[..., Layers]


def only(build: Build, text: str, *trees: str, trigger: str, **tagged: object) -> EventFrame:
    """Return the event with this trigger."""
    found = events(Report.from_text(text), build(text, *trees, **tagged), contents=True)
    return next(f for f in found if text[f.start : f.end] == trigger)


def sides(text: str, frame: EventFrame) -> tuple[list[str], list[str]]:
    """Return the words of actors and recipients."""
    return [text[a:b] for a, b in frame.actors], [text[a:b] for a, b in frame.recipients]


def test_a_weapon_at_the_head_of_a_sentence_is_no_actor(layers_of: Build) -> None:
    """What shells struck is told without a doer; the shells are the weapon."""
    text = "Mortar shells struck a market."
    tree = """
    Mortar mortar NOUN 2 compound
    shells shell NOUN 3 nsubj
    struck strike VERB 0 root
    a a DET 5 det
    market market NOUN 3 obj
    . . PUNCT 3 punct
    """
    event = only(layers_of, text, tree, trigger="struck")
    assert ([], ["a market"]) == sides(text, event)
    assert ["Mortar shells"] == [w.text for w in event.weapons]


def test_nobody_near_does_what_a_weapon_did(layers_of: Build) -> None:
    """Where the tree names a subject, even one that can be no actor, no other is guessed."""
    text = "The army said a car bomb killed six guards."
    tree = """
    The the DET 2 det
    army army NOUN 3 nsubj
    said say VERB 0 root
    a a DET 6 det
    car car NOUN 6 compound
    bomb bomb NOUN 7 nsubj
    killed kill VERB 3 ccomp
    six six NUM 9 nummod
    guards guard NOUN 7 obj
    . . PUNCT 3 punct
    """
    event = only(layers_of, text, tree, trigger="killed", actors=[("The army", "organisation")])
    assert ([], ["six guards"]) == sides(text, event)


def test_where_shots_come_from_did_not_fire_them(layers_of: Build) -> None:
    """A source is no actor beside a verb of firing."""
    text = "Soldiers fired the mortars from the far bank."
    tree = """
    Soldiers soldier NOUN 2 nsubj
    fired fire VERB 0 root
    the the DET 4 det
    mortars mortar NOUN 2 obj
    from from ADP 8 case
    the the DET 8 det
    far far ADJ 8 amod
    bank bank NOUN 2 obl
    . . PUNCT 2 punct
    """
    assert (["Soldiers"], []) == sides(text, only(layers_of, text, tree, trigger="fired"))


def test_a_day_is_nobody(layers_of: Build) -> None:
    """A phrase headed by a noun of time fills no role."""
    text = "Rebels attacked on the busiest day."
    tree = """
    Rebels rebel NOUN 2 nsubj
    attacked attack VERB 0 root
    on on ADP 6 case
    the the DET 6 det
    busiest busy ADJ 6 amod
    day day NOUN 2 obl
    . . PUNCT 2 punct
    """
    assert (["Rebels"], []) == sides(text, only(layers_of, text, tree, trigger="attacked"))


@pytest.mark.parametrize(
    ("verb", "mark", "relation", "status"),
    [("denied", "", "xcomp", "denied"), ("admitted", "to", "advcl", "occurred")],
)
def test_it_does_what_it_denies_or_admits(layers_of: Build, verb: str, mark: str, relation: str, status: str) -> None:
    """The subject of the verb above is the one who attacked, also where it is "it"."""
    text = f"It {verb} {mark} attacking civilians.".replace("  ", " ")
    marked = [f"{mark} {mark} SCONJ 4 mark"] if mark else []
    at = 3 + len(marked)
    rows = ["It it PRON 2 nsubj", f"{verb} {verb[:-2]} VERB 0 root", *marked]
    rows += [f"attacking attack VERB 2 {relation}", f"civilians civilian NOUN {at} obj", ". . PUNCT 2 punct"]
    event = only(layers_of, text, "\n".join(rows), trigger="attacking")
    assert (["It"], ["civilians"]) == sides(text, event)
    assert status == event.status


@pytest.mark.parametrize("parse", ["3 advcl", "5 acl"])
def test_the_accused_did_what_they_are_accused_of(layers_of: Build, parse: str) -> None:
    """The object of a verb of accusing, not its subject, does what its "of"-clause names, wherever a parse hangs it."""
    text = "The judge accused the general of killing monks."
    tree = f"""
    The the DET 2 det
    judge judge NOUN 3 nsubj
    accused accuse VERB 0 root
    the the DET 5 det
    general general NOUN 3 obj
    of of SCONJ 7 mark
    killing kill VERB {parse}
    monks monk NOUN 7 obj
    . . PUNCT 3 punct
    """
    assert (["the general"], ["monks"]) == sides(text, only(layers_of, text, tree, trigger="killing"))


def test_a_deal_is_between_those_who_dealt_with_each_other(layers_of: Build) -> None:
    """A deal described by a clause has the sides of the dealings in its sentence; a city that names it is none."""
    text = "The mayor took a firm line with the rebels to reach the Strelsau accord that was signed in May."
    tree = """
    The the DET 2 det
    mayor mayor NOUN 3 nsubj
    took take VERB 0 root
    a a DET 6 det
    firm firm ADJ 6 amod
    line line NOUN 3 obj
    with with ADP 9 case
    the the DET 9 det
    rebels rebel NOUN 6 nmod
    to to PART 11 mark
    reach reach VERB 3 advcl
    the the DET 14 det
    Strelsau Strelsau PROPN 14 compound
    accord accord NOUN 11 obj
    that that PRON 17 nsubj:pass
    was be AUX 17 aux:pass
    signed sign VERB 14 acl:relcl
    in in ADP 19 case
    May May PROPN 17 obl
    . . PUNCT 3 punct
    """
    (event,) = events(Report.from_text(text), layers_of(text, tree, places=["Strelsau"], times=[("May", "DATE")]))
    assert ("AGREE", "signed") == (event.type, text[event.start : event.end])
    assert (["The mayor", "the rebels"], ["The mayor", "the rebels"]) == sides(text, event)


def test_what_is_done_with_strikes_is_done_by_the_subject(layers_of: Build) -> None:
    """Of "what we do with the strikes is helping them advance" both events are ours."""
    text = "What we do with the strikes against rebels is helping them."
    tree = """
    What what PRON 9 nsubj
    we we PRON 3 nsubj
    do do VERB 1 acl:relcl
    with with ADP 6 case
    the the DET 6 det
    strikes strike NOUN 3 obl
    against against ADP 8 case
    rebels rebel NOUN 6 nmod
    is be AUX 10 aux
    helping help VERB 0 root
    them they PRON 10 obj
    . . PUNCT 10 punct
    """.replace("What what PRON 9", "What what PRON 10")
    assert (["we"], ["rebels"]) == sides(text, only(layers_of, text, tree, trigger="strikes"))
    assert (["we"], ["them"]) == sides(text, only(layers_of, text, tree, trigger="helping"))


def test_a_ban_is_lifted_for_those_it_was_on(layers_of: Build) -> None:
    """What a sense asks for and is nobody gives its place to those whom it concerns."""
    text = "Ruritania lifted a ban on the union."
    tree = """
    Ruritania Ruritania PROPN 2 nsubj
    lifted lift VERB 0 root
    a a DET 4 det
    ban ban NOUN 2 obj
    on on ADP 7 case
    the the DET 7 det
    union union NOUN 4 nmod
    . . PUNCT 2 punct
    """
    assert (["Ruritania"], ["the union"]) == sides(text, only(layers_of, text, tree, trigger="lifted"))


def test_the_wounded_are_people_and_no_event(layers_of: Build) -> None:
    """A participle after an article stands for people; what befell them is another word's."""
    text = "Two of the wounded died."
    tree = """
    Two two NUM 5 nsubj
    of of ADP 4 case
    the the DET 4 det
    wounded wounded ADJ 1 nmod
    died die VERB 0 root
    . . PUNCT 5 punct
    """
    (event,) = events(Report.from_text(text), layers_of(text, tree))
    assert "died" == text[event.start : event.end]
    assert [("killed", 2)] == [(t.harm, t.best) for t in event.toll]


def test_who_foils_a_plan_does_not_hold_it(layers_of: Build) -> None:
    """The police that foil a plan to bomb a station are no bombers, not even in a hypothetical event."""
    text = "Police foiled a plan to bomb the station."
    tree = """
    Police police NOUN 2 nsubj
    foiled foil VERB 0 root
    a a DET 4 det
    plan plan NOUN 2 obj
    to to PART 6 mark
    bomb bomb VERB 4 acl
    the the DET 8 det
    station station NOUN 6 obj
    . . PUNCT 2 punct
    """
    event = only(layers_of, text, tree, trigger="bomb")
    assert ([], ["the station"]) == sides(text, event)
    assert "hypothetical" == event.status
