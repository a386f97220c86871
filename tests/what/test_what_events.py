"""Triggers, types, modes and arguments."""

from collections.abc import Callable

import pytest

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what import EventFrame, events

Build = Callable[..., Layers]


def read(build: Build, text: str, *trees: str, contents: bool = False, **tagged: object) -> list[EventFrame]:
    """Return the events of a text with hand-made trees."""
    return list(events(Report.from_text(text), build(text, *trees, **tagged), contents=contents))


def said(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    """Return the words at spans."""
    return [text[start:end] for start, end in spans]


SHELLED = """
The the DET 2 det
army army NOUN 3 nsubj
shelled shell VERB 0 root
the the DET 5 det
village village NOUN 3 obj
. . PUNCT 3 punct
"""


def test_a_verb_has_its_subject_and_object(layers_of: Build) -> None:
    """An active verb's subject acts on its object, and the verb sets type and mode."""
    text = "The army shelled the village."
    (event,) = read(layers_of, text, SHELLED)
    assert ("ASSAULT", "heavy-weapons", "occurred") == (event.type, event.mode, event.status)
    assert (["The army"], ["the village"]) == (said(text, event.actors), said(text, event.recipients))
    assert "shelled" == text[event.start : event.end]


def test_a_passive_turns_the_roles(layers_of: Build) -> None:
    """A passive subject is the recipient and the by-phrase the actor."""
    text = "Two envoys were kidnapped by rebels."
    tree = """
    Two two NUM 2 nummod
    envoys envoy NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    kidnapped kidnap VERB 0 root
    by by ADP 6 case
    rebels rebel NOUN 4 obl:agent
    . . PUNCT 4 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("ASSAULT", "abduct") == (event.type, event.mode)
    assert (["rebels"], ["Two envoys"]) == (said(text, event.actors), said(text, event.recipients))


def test_a_passive_without_agent_has_no_actor(layers_of: Build) -> None:
    """Nobody is made an actor whom the sentence does not name as one."""
    text = "The envoys were kidnapped."
    tree = """
    The the DET 2 det
    envoys envoy NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    kidnapped kidnap VERB 0 root
    . . PUNCT 4 punct
    """
    (event,) = read(layers_of, text, tree, actors=[("The envoys", "person")])
    assert ((), ["The envoys"]) == (event.actors, said(text, event.recipients))


def test_an_event_noun_takes_a_light_verbs_subject(layers_of: Build) -> None:
    """An attack that somebody launched is one event, its trigger the noun."""
    text = "Ruritania launched air strikes against the rebels."
    tree = """
    Ruritania Ruritania PROPN 2 nsubj
    launched launch VERB 0 root
    air air NOUN 4 compound
    strikes strike NOUN 2 obj
    against against ADP 7 case
    the the DET 7 det
    rebels rebel NOUN 2 obl
    . . PUNCT 2 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("ASSAULT", "aerial", "air strikes") == (event.type, event.mode, text[event.start : event.end])
    assert (["Ruritania"], ["the rebels"]) == (said(text, event.actors), said(text, event.recipients))


def test_support_provided_with_is_aid_to_the_object(layers_of: Build) -> None:
    """In "provided the militia with air support" the object beside the event noun is who got it."""
    text = "Ruritania provided the militia with air support."
    tree = """
    Ruritania Ruritania PROPN 2 nsubj
    provided provide VERB 0 root
    the the DET 4 det
    militia militia NOUN 2 obj
    with with ADP 7 case
    air air NOUN 7 compound
    support support NOUN 2 obl
    . . PUNCT 2 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("AID", "air support") == (event.type, text[event.start : event.end])
    assert (["Ruritania"], ["the militia"]) == (said(text, event.actors), said(text, event.recipients))


def test_an_event_noun_reads_of_and_by(layers_of: Build) -> None:
    """Of "The bombing of X by Y": it names recipient and actor in its own phrase."""
    text = "The bombing of the port by rebels continued."
    tree = """
    The the DET 2 det
    bombing bombing NOUN 8 nsubj
    of of ADP 5 case
    the the DET 5 det
    port port NOUN 2 nmod
    by by ADP 7 case
    rebels rebel NOUN 2 nmod
    continued continue VERB 0 root
    . . PUNCT 8 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("ASSAULT", "explosives") == (event.type, event.mode)
    assert (["rebels"], ["the port"]) == (said(text, event.actors), said(text, event.recipients))


def test_both_signatories_are_both_sides(layers_of: Build) -> None:
    """Those who sign together are each the other's recipient, and the deal is no second event."""
    text = "Ruritania and Graustark signed a deal."
    tree = """
    Ruritania Ruritania PROPN 4 nsubj
    and and CCONJ 3 cc
    Graustark Graustark PROPN 1 conj
    signed sign VERB 0 root
    a a DET 6 det
    deal deal NOUN 4 obj
    . . PUNCT 4 punct
    """
    (event,) = read(layers_of, text, tree)
    both = ["Ruritania", "Graustark"]
    assert ("AGREE", both, both) == (event.type, said(text, event.actors), said(text, event.recipients))


def test_a_relative_clause_gives_its_noun_the_role(layers_of: Build) -> None:
    """Of "Who": it stands for the noun that it describes."""
    text = "The gunmen who attacked the barracks fled."
    tree = """
    The the DET 2 det
    gunmen gunman NOUN 7 nsubj
    who who PRON 4 nsubj
    attacked attack VERB 2 acl:relcl
    the the DET 6 det
    barracks barracks NOUN 4 obj
    fled flee VERB 0 root
    . . PUNCT 7 punct
    """
    (event,) = read(layers_of, text, tree)
    assert (["The gunmen"], ["the barracks"]) == (said(text, event.actors), said(text, event.recipients))


def test_coordinated_verbs_share_their_subject(layers_of: Build) -> None:
    """A second verb without a subject has the first one's."""
    text = "Rebels stormed the jail and freed the prisoners."
    tree = """
    Rebels rebel NOUN 2 nsubj
    stormed storm VERB 0 root
    the the DET 4 det
    jail jail NOUN 2 obj
    and and CCONJ 6 cc
    freed free VERB 2 conj
    the the DET 8 det
    prisoners prisoner NOUN 6 obj
    . . PUNCT 2 punct
    """
    first, second = read(layers_of, text, tree)
    assert (["Rebels"], ["Rebels"]) == (said(text, first.actors), said(text, second.actors))
    assert ("RETREAT", "release", ["the prisoners"]) == (second.type, second.mode, said(text, second.recipients))


def test_whom_a_promise_would_stop_is_the_actor_of_what_is_stopped(layers_of: Build) -> None:
    """A promise to prevent others' attacks is the promiser's; the attacks are the others' and hypothetical."""
    text = "Graustark promised to prevent the militia from launching attacks."
    tree = """
    Graustark Graustark PROPN 2 nsubj
    promised promise VERB 0 root
    to to PART 4 mark
    prevent prevent VERB 2 xcomp
    the the DET 6 det
    militia militia NOUN 4 obj
    from from SCONJ 8 mark
    launching launch VERB 4 advcl
    attacks attack NOUN 8 obj
    . . PUNCT 2 punct
    """
    promise, attack = read(layers_of, text, tree)
    assert ("AGREE", ["Graustark"]) == (promise.type, said(text, promise.actors))
    assert ("ASSAULT", "hypothetical", ["the militia"]) == (attack.type, attack.status, said(text, attack.actors))


THREAT = """
The the DET 2 det
militia militia NOUN 3 nsubj
threatened threaten VERB 0 root
to to PART 5 mark
kill kill VERB 3 xcomp
the the DET 7 det
hostages hostage NOUN 5 obj
. . PUNCT 3 punct
"""


def test_the_content_of_a_threat_is_the_threat(layers_of: Build) -> None:
    """PLOVER codes a threat of violence as one THREATEN event; its content is a frame only where asked for."""
    text = "The militia threatened to kill the hostages."
    (event,) = read(layers_of, text, THREAT)
    assert ("THREATEN", "violence") == (event.type, event.mode)
    _, content = read(layers_of, text, THREAT, contents=True)
    assert ("ASSAULT", "threatened", event.trigger) == (content.type, content.status, content.content_of)


def test_a_weapon_makes_the_mode_exact(layers_of: Build) -> None:
    """An attack with drones is a drone attack, and the weapon is quoted with its type."""
    text = "The army attacked the camp with drones."
    tree = """
    The the DET 2 det
    army army NOUN 3 nsubj
    attacked attack VERB 0 root
    the the DET 5 det
    camp camp NOUN 3 obj
    with with ADP 7 case
    drones drone NOUN 3 obl
    . . PUNCT 3 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("drone", [("drones", "drone")]) == (event.mode, [(w.text, w.type) for w in event.weapons])


def test_a_verb_of_harm_and_its_attack_are_one_event(layers_of: Build) -> None:
    """Of "The blast killed": it is one event with the blast's mode, not two."""
    text = "The blast killed twelve people and wounded thirty."
    tree = """
    The the DET 2 det
    blast blast NOUN 3 nsubj
    killed kill VERB 0 root
    twelve twelve NUM 5 nummod
    people people NOUN 3 obj
    and and CCONJ 7 cc
    wounded wound VERB 3 conj
    thirty thirty NUM 7 obj
    . . PUNCT 3 punct
    """
    killed, wounded = read(layers_of, text, tree)
    assert ("explosives", ()) == (killed.mode, killed.actors)
    assert [("killed", "people", 12)] == [(t.harm, t.who, t.best) for t in killed.toll]
    assert [("injured", "people", 30)] == [(t.harm, t.who, t.best) for t in wounded.toll]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "He died of a heart attack.",
            """
            He he PRON 2 nsubj
            died die VERB 0 root
            of of ADP 6 case
            a a DET 6 det
            heart heart NOUN 6 compound
            attack attack NOUN 2 obl
            . . PUNCT 2 punct
            """,
        ),
        (
            "The fire department came.",
            """
            The the DET 3 det
            fire fire NOUN 3 compound
            department department NOUN 4 nsubj
            came come VERB 0 root
            . . PUNCT 4 punct
            """,
        ),
        (
            "She said that they knew.",
            """
            She she PRON 2 nsubj
            said say VERB 0 root
            that that SCONJ 5 mark
            they they PRON 5 nsubj
            knew know VERB 2 ccomp
            . . PUNCT 2 punct
            """,
        ),
    ],
)
def test_idioms_and_bare_speech_are_no_events(layers_of: Build, text: str, tree: str) -> None:
    """Words that only look like events name none, and saying something is a statement, not an event."""
    assert [] == read(layers_of, text, tree)


def test_a_labour_strike_is_a_protest(layers_of: Build) -> None:
    """Who strikes decides between protest and attack."""
    text = "The teachers began a strike."
    tree = """
    The the DET 2 det
    teachers teacher NOUN 3 nsubj
    began begin VERB 0 root
    a a DET 5 det
    strike strike NOUN 3 obj
    . . PUNCT 3 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("PROTEST", "strike", ["The teachers"]) == (event.type, event.mode, said(text, event.actors))


def test_a_meeting_to_come_is_an_agreement_to_meet(layers_of: Build) -> None:
    """PLOVER's codebook has the willingness to meet as AGREE; the meeting itself is CONSULT."""
    text = "The envoys will meet."
    tree = """
    The the DET 2 det
    envoys envoy NOUN 4 nsubj
    will will AUX 4 aux
    meet meet VERB 0 root
    . . PUNCT 4 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("AGREE", "planned") == (event.type, event.status)


def test_the_sides_of_a_described_deal_are_those_who_negotiated_it(layers_of: Build) -> None:
    """A deal "that was signed" is between its negotiators where no one else is said to have signed."""
    text = "The mayor worked with the rebels to negotiate the truce deal that was signed."
    tree = """
    The the DET 2 det
    mayor mayor NOUN 3 nsubj
    worked work VERB 0 root
    with with ADP 6 case
    the the DET 6 det
    rebels rebel NOUN 3 obl
    to to PART 8 mark
    negotiate negotiate VERB 3 advcl
    the the DET 11 det
    truce truce NOUN 11 compound
    deal deal NOUN 8 obj
    that that PRON 14 nsubj:pass
    was be AUX 14 aux:pass
    signed sign VERB 11 acl:relcl
    . . PUNCT 3 punct
    """
    signed = next(e for e in read(layers_of, text, tree) if text[e.start : e.end] == "signed")
    assert ("AGREE", ["The mayor", "the rebels"]) == (signed.type, said(text, signed.actors))


def test_a_refusal_to_come_is_a_rejection(layers_of: Build) -> None:
    """Saying that one will not lift a ban rejects it; it is no lifting that was denied."""
    text = "Graustark will not lift the ban."
    tree = """
    Graustark Graustark PROPN 4 nsubj
    will will AUX 4 aux
    not not PART 4 advmod
    lift lift VERB 0 root
    the the DET 6 det
    ban ban NOUN 4 obj
    . . PUNCT 4 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("REJECT", "occurred") == (event.type, event.status)


def test_a_models_broken_lemmas_and_roots_are_borne(layers_of: Build) -> None:
    """A lemma that is no word and a second root with a governor do not hide an event or its denial."""
    text = "The front denied that troops killed farmers."
    tree = """
    The the DET 2 det
    front front NOUN 3 nsubj
    denied deni VERB 0 root
    that that SCONJ 6 mark
    troops troop NOUN 6 nsubj
    killed kille VERB 3 root
    farmers farmer NOUN 6 obj
    . . PUNCT 3 punct
    """
    (event,) = read(layers_of, text, tree)
    assert ("ASSAULT", "denied") == (event.type, event.status)


PRESS = {
    "no answer": (
        "The ministry did not respond to a request for comment.",
        """
    The the DET 2 det
    ministry ministry NOUN 5 nsubj
    did do AUX 5 aux
    not not PART 5 advmod
    respond respond VERB 0 root
    to to ADP 8 case
    a a DET 8 det
    request request NOUN 5 obl
    for for ADP 10 case
    comment comment NOUN 8 nmod
    . . PUNCT 5 punct
    """,
    ),
    "no confirmation": (
        "The embassy refused to confirm the report.",
        """
    The the DET 2 det
    embassy embassy NOUN 3 nsubj
    refused refuse VERB 0 root
    to to PART 5 mark
    confirm confirm VERB 3 xcomp
    the the DET 7 det
    report report NOUN 5 obj
    . . PUNCT 3 punct
    """,
    ),
    "no name": (
        "A guard asked not to be named.",
        """
    A a DET 2 det
    guard guard NOUN 3 nsubj
    asked ask VERB 0 root
    not not PART 7 advmod
    to to PART 7 mark
    be be AUX 7 aux:pass
    named name VERB 3 xcomp
    . . PUNCT 3 punct
    """,
    ),
}


@pytest.mark.parametrize("name", PRESS)
def test_what_reporters_ask_for_is_no_event(layers_of: Callable[..., Layers], name: str) -> None:
    """Not answering, not confirming and not being named are the small print of reporting."""
    text, tree = PRESS[name]
    assert () == events(Report.from_text(text), layers_of(text, tree))


def test_a_refusal_to_the_other_side_is_one(layers_of: Callable[..., Layers]) -> None:
    """Who refuses to meet refuses somebody, and that is REJECT."""
    text = "Rebels refused to meet the army."
    tree = """
    Rebels rebel NOUN 2 nsubj
    refused refuse VERB 0 root
    to to PART 4 mark
    meet meet VERB 2 xcomp
    the the DET 6 det
    army army NOUN 4 obj
    . . PUNCT 2 punct
    """
    (event,) = events(Report.from_text(text), layers_of(text, tree))
    assert "REJECT" == event.type


def test_who_rejects_something_saying_why_rejects_it(layers_of: Build) -> None:
    """That somebody speaks while they refuse is not the small print of reporting ("declined to say")."""
    text = "Otieno rejected demands, saying the army stays."
    tree = """
    Otieno Otieno PROPN 2 nsubj
    rejected reject VERB 0 root
    demands demand NOUN 2 obj
    , , PUNCT 5 punct
    saying say VERB 2 advcl
    the the DET 7 det
    army army NOUN 8 nsubj
    stays stay VERB 5 ccomp
    . . PUNCT 2 punct
    """
    layers = layers_of(text, "\n".join(line.strip() for line in tree.splitlines()))
    assert "REJECT" in {event.type for event in events(Report.from_text(text), layers)}
