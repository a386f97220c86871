"""Whether an event is said to have happened."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what import events

CASES = {
    "negated": (
        "Rebels did not attack the convoy.",
        "denied",
        """
    Rebels rebel NOUN 4 nsubj
    did do AUX 4 aux
    not not PART 4 advmod
    attack attack VERB 0 root
    the the DET 6 det
    convoy convoy NOUN 4 obj
    . . PUNCT 4 punct
    """,
    ),
    "no subject": (
        "Nobody was kidnapped.",
        "denied",
        """
    Nobody nobody PRON 3 nsubj:pass
    was be AUX 3 aux:pass
    kidnapped kidnap VERB 0 root
    . . PUNCT 3 punct
    """,
    ),
    "denial": (
        "The army denied that it attacked the town.",
        "denied",
        """
    The the DET 2 det
    army army NOUN 3 nsubj
    denied deny VERB 0 root
    that that SCONJ 6 mark
    it it PRON 6 nsubj
    attacked attack VERB 3 ccomp
    the the DET 8 det
    town town NOUN 6 obj
    . . PUNCT 3 punct
    """,
    ),
    "denial not given": (
        "The army did not deny that it attacked the town.",
        "occurred",
        """
    The the DET 2 det
    army army NOUN 5 nsubj
    did do AUX 5 aux
    not not PART 5 advmod
    deny deny VERB 0 root
    that that SCONJ 8 mark
    it it PRON 8 nsubj
    attacked attack VERB 5 ccomp
    the the DET 10 det
    town town NOUN 8 obj
    . . PUNCT 5 punct
    """,
    ),
    "claims rejected": (
        "It rejected claims that troops massacred farmers.",
        "denied",
        """
    It it PRON 2 nsubj
    rejected reject VERB 0 root
    claims claim NOUN 2 obj
    that that SCONJ 6 mark
    troops troop NOUN 6 nsubj
    massacred massacre VERB 3 acl
    farmers farmer NOUN 6 obj
    . . PUNCT 2 punct
    """,
    ),
    "future": (
        "Jets will bomb the bridge.",
        "planned",
        """
    Jets jet NOUN 3 nsubj
    will will AUX 3 aux
    bomb bomb VERB 0 root
    the the DET 5 det
    bridge bridge NOUN 3 obj
    . . PUNCT 3 punct
    """,
    ),
    "plan": (
        "The army plans to bomb the bridge.",
        "planned",
        """
    The the DET 2 det
    army army NOUN 3 nsubj
    plans plan VERB 0 root
    to to PART 5 mark
    bomb bomb VERB 3 xcomp
    the the DET 7 det
    bridge bridge NOUN 5 obj
    . . PUNCT 3 punct
    """,
    ),
    "possibility": (
        "Jets may have bombed the bridge.",
        "possible",
        """
    Jets jet NOUN 4 nsubj
    may may AUX 4 aux
    have have AUX 4 aux
    bombed bomb VERB 0 root
    the the DET 6 det
    bridge bridge NOUN 4 obj
    . . PUNCT 4 punct
    """,
    ),
    "fear": (
        "Residents fear an attack.",
        "hypothetical",
        """
    Residents resident NOUN 2 nsubj
    fear fear VERB 0 root
    an a DET 4 det
    attack attack NOUN 2 obj
    . . PUNCT 2 punct
    """,
    ),
    "foiled": (
        "Troops foiled a bombing.",
        "hypothetical",
        """
    Troops troop NOUN 2 nsubj
    foiled foil VERB 0 root
    a a DET 4 det
    bombing bombing NOUN 2 obj
    . . PUNCT 2 punct
    """,
    ),
    "not stopped": (
        "The tribe did not stop fighters from shelling the dam.",
        "occurred",
        """
    The the DET 2 det
    tribe tribe NOUN 5 nsubj
    did do AUX 5 aux
    not not PART 5 advmod
    stop stop VERB 0 root
    fighters fighter NOUN 5 obj
    from from SCONJ 8 mark
    shelling shell VERB 5 advcl
    the the DET 10 det
    dam dam NOUN 8 obj
    . . PUNCT 5 punct
    """,
    ),
    "condition": (
        "If rebels attack the town, we leave.",
        "hypothetical",
        """
    If if SCONJ 3 mark
    rebels rebel NOUN 3 nsubj
    attack attack VERB 8 advcl
    the the DET 5 det
    town town NOUN 3 obj
    , , PUNCT 8 punct
    we we PRON 8 nsubj
    leave leave VERB 0 root
    . . PUNCT 8 punct
    """,
    ),
    "time clause under a future": (
        "The town will heal after rebels attacked it.",
        "occurred",
        """
    The the DET 2 det
    town town NOUN 4 nsubj
    will will AUX 4 aux
    heal heal VERB 0 root
    after after SCONJ 7 mark
    rebels rebel NOUN 7 nsubj
    attacked attack VERB 4 advcl
    it it PRON 7 obj
    . . PUNCT 4 punct
    """,
    ),
    "none took place": (
        "No attack took place.",
        "denied",
        """
    No no DET 2 det
    attack attack NOUN 3 nsubj
    took take VERB 0 root
    place place NOUN 3 obj
    . . PUNCT 3 punct
    """,
    ),
    "in progress": (
        "The navy is shelling the port.",
        "ongoing",
        """
    The the DET 2 det
    navy navy NOUN 4 nsubj
    is be AUX 4 aux
    shelling shell VERB 0 root
    the the DET 6 det
    port port NOUN 4 obj
    . . PUNCT 4 punct
    """,
    ),
    "managed": (
        "The guards managed to kill the gunman.",
        "occurred",
        """
    The the DET 2 det
    guards guard NOUN 3 nsubj
    managed manage VERB 0 root
    to to PART 5 mark
    kill kill VERB 3 xcomp
    the the DET 7 det
    gunman gunman NOUN 5 obj
    . . PUNCT 3 punct
    """,
    ),
    "reportedly": (
        "The regime is reported to have arrested monks.",
        "occurred",
        """
    The the DET 2 det
    regime regime NOUN 4 nsubj:pass
    is be AUX 4 aux:pass
    reported report VERB 0 root
    to to PART 7 mark
    have have AUX 7 aux
    arrested arrest VERB 4 xcomp
    monks monk NOUN 7 obj
    . . PUNCT 4 punct
    """,
    ),
    "cancelled": (
        "The attack was cancelled.",
        "denied",
        """
    The the DET 2 det
    attack attack NOUN 4 nsubj:pass
    was be AUX 4 aux:pass
    cancelled cancel VERB 0 root
    . . PUNCT 4 punct
    """,
    ),
}

HABITS = [
    (
        "The unit targets rebel positions.",
        True,
        """
    The the DET 2 det
    unit unit NOUN 3 nsubj
    targets target VERB 0 root
    rebel rebel NOUN 5 compound
    positions position NOUN 3 obj
    . . PUNCT 3 punct
    """,
    ),
    (
        "The unit targeted rebel positions.",
        False,
        """
    The the DET 2 det
    unit unit NOUN 3 nsubj
    targeted target VERB 0 root
    rebel rebel NOUN 5 compound
    positions position NOUN 3 obj
    . . PUNCT 3 punct
    """,
    ),
    (
        "Army targets rebel positions",
        False,
        """
    Army army NOUN 2 nsubj
    targets target VERB 0 root
    rebel rebel NOUN 4 compound
    positions position NOUN 2 obj
    """,
    ),
]


@pytest.mark.parametrize("name", CASES)
def test_what_governs_an_event_sets_its_status(layers_of: Callable[..., Layers], name: str) -> None:
    """Negation, modality, conditions and governing words decide; the innermost counts first."""
    text, expected, tree = CASES[name]
    found = events(Report.from_text(text), layers_of(text, tree), contents=True)
    assert expected == found[-1].status


@pytest.mark.parametrize(("text", "expected", "tree"), HABITS)
def test_the_simple_present_is_habit_but_for_headlines(
    layers_of: Callable[..., Layers], text: str, expected: object, tree: str
) -> None:
    """A sentence in the simple present tells a habit; a headline in it tells the news."""
    (event,) = events(Report.from_text(text), layers_of(text, tree))
    assert expected == event.habitual


def test_a_bounded_habit_of_the_past_is_no_generic(layers_of: Callable[..., Layers]) -> None:
    """Of "was regularly bombing": it happened; only the present and "used to" tell what somebody does as a rule."""
    text = "Ruritania was regularly bombing rebels."
    tree = """
    Ruritania Ruritania PROPN 4 nsubj
    was be AUX 4 aux
    regularly regularly ADV 4 advmod
    bombing bomb VERB 0 root
    rebels rebel NOUN 4 obj
    . . PUNCT 4 punct
    """
    (event,) = events(Report.from_text(text), layers_of(text, tree))
    assert ("occurred", False) == (event.status, event.habitual)


def test_what_one_waits_with_is_done_in_the_end(layers_of: Callable[..., Layers]) -> None:
    """To wait to attack until something is to attack then; in the present it is a habit."""
    text = "Rebels wait to attack posts until dawn."
    tree = """
    Rebels rebel NOUN 2 nsubj
    wait wait VERB 0 root
    to to PART 4 mark
    attack attack VERB 2 xcomp
    posts post NOUN 4 obj
    until until ADP 7 case
    dawn dawn NOUN 2 obl
    . . PUNCT 2 punct
    """
    (event,) = events(Report.from_text(text), layers_of(text, tree))
    assert ("occurred", True) == (event.status, event.habitual)


FIRED = """
    Troops troop NOUN 2 nsubj
    shelled shell VERB 0 root
    farmers farmer NOUN 2 obj
    . . PUNCT 2 punct
    """


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((), "occurred"),
        ((("occurred", 0.98),), "occurred"),
        ((("denied", 0.97), ("occurred", 0.03)), "denied"),
        ((("possible", 0.5), ("occurred", 0.4)), "occurred"),  # the encoder is in doubt: the rules decide
        ((("planned", 0.99),), "planned"),
    ],
)
def test_an_encoder_that_is_sure_is_heard_against_the_rules(
    layers_of: Callable[..., Layers], chances: tuple[tuple[str, float], ...], expected: str
) -> None:
    """The rules stand where the encoder says nothing or is in doubt, and yield where it is sure of another status."""
    text = "Troops shelled farmers."
    layers = layers_of(text, FIRED)
    words = tuple(replace(w, statuses=chances) if w.text == "shelled" else w for w in layers.words)
    (event,) = events(Report.from_text(text), replace(layers, words=words))
    assert expected == event.status


def test_no_before_a_phrase_denies_the_whole_of_it(layers_of: Callable[..., Layers]) -> None:
    """Of "no exchange of fire" the exchange is denied, though the phrase ends in another word."""
    text = "There was no exchange of fire."
    tree = """
    There there PRON 2 expl
    was be VERB 0 root
    no no DET 4 det
    exchange exchange NOUN 2 nsubj
    of of ADP 6 case
    fire fire NOUN 4 nmod
    . . PUNCT 2 punct
    """
    (event,) = events(Report.from_text(text), layers_of(text, tree))
    assert ("denied", "exchange of fire") == (event.status, text[event.start : event.end])
