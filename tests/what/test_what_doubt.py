"""Whether an event happened where the sentence hedges it from afar: efforts, rumours, stories, questions."""

from collections.abc import Callable

import pytest

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what import events

CASES = {
    "an attack that nobody could stop": (
        "Guards failed to prevent the attack.",
        "occurred",
        """
    Guards guard NOUN 2 nsubj
    failed fail VERB 0 root
    to to PART 4 mark
    prevent prevent VERB 2 xcomp
    the the DET 6 det
    attack attack NOUN 4 obj
    . . PUNCT 2 punct
    """,
    ),
    "knowledge denied": (
        "The suspect denied any knowledge of the bombing.",
        "occurred",
        """
    The the DET 2 det
    suspect suspect NOUN 3 nsubj
    denied deni VERB 0 root
    any any DET 5 det
    knowledge knowledge NOUN 3 obj
    of of ADP 8 case
    the the DET 8 det
    bombing bombing NOUN 5 nmod
    . . PUNCT 3 punct
    """,
    ),
    "a report called false": (
        "Reports of an explosion were false.",
        "denied",
        """
    Reports report NOUN 6 nsubj
    of of ADP 4 case
    an a DET 4 det
    explosion explosion NOUN 1 nmod
    were be AUX 6 cop
    false false ADJ 0 root
    . . PUNCT 6 punct
    """,
    ),
    "a rumour": (
        "There were rumours of an ambush.",
        "possible",
        """
    There there PRON 2 expl
    were be VERB 0 root
    rumours rumour NOUN 2 nsubj
    of of ADP 6 case
    an a DET 6 det
    ambush ambush NOUN 3 nmod
    . . PUNCT 2 punct
    """,
    ),
    "a story": (
        "In the novel, rebels bomb a bridge.",
        "hypothetical",
        """
    In in ADP 3 case
    the the DET 3 det
    novel novel NOUN 6 obl
    , , PUNCT 3 punct
    rebels rebels NOUN 6 nsubj
    bomb bomb VERB 0 root
    a a DET 8 det
    bridge bridge NOUN 6 obj
    . . PUNCT 6 punct
    """,
    ),
    "a question": (
        "Was the bridge bombed?",
        "possible",
        """
    Was be AUX 4 aux:pass
    the the DET 3 det
    bridge bridge NOUN 4 nsubj:pass
    bombed bomb VERB 0 root
    ? ? PUNCT 4 punct
    """,
    ),
    "not verified": (
        "Soldiers burned the mosque, but the army could not confirm it.",
        "possible",
        """
    Soldiers soldier NOUN 2 nsubj
    burned burn VERB 0 root
    the the DET 4 det
    mosque mosque NOUN 2 obj
    , , PUNCT 11 punct
    but but CCONJ 11 cc
    the the DET 8 det
    army army NOUN 11 nsubj
    could could AUX 11 aux
    not not PART 11 advmod
    confirm confirm VERB 2 conj
    it it PRON 11 obj
    . . PUNCT 2 punct
    """,
    ),
    "not a single one": (
        "Not a single soldier was killed.",
        "denied",
        """
    Not not PART 4 advmod
    a a DET 4 det
    single single ADJ 4 amod
    soldier soldier NOUN 6 nsubj:pass
    was be AUX 6 aux:pass
    killed kill VERB 0 root
    . . PUNCT 6 punct
    """,
    ),
    "not only": (
        "They did not only shell a farm.",
        "occurred",
        """
    They they PRON 5 nsubj
    did do AUX 5 aux
    not not PART 5 advmod
    only only ADV 5 advmod
    shell shell VERB 0 root
    a a DET 7 det
    farm farm NOUN 5 obj
    . . PUNCT 5 punct
    """,
    ),
    "in vain": (
        "They tried but failed to capture the mast.",
        "denied",
        """
    They they PRON 2 nsubj
    tried tri VERB 0 root
    but but CCONJ 4 cc
    failed fail VERB 2 conj
    to to PART 6 mark
    capture capture VERB 4 xcomp
    the the DET 8 det
    mast mast NOUN 6 obj
    . . PUNCT 2 punct
    """,
    ),
    "due": (
        "The jets are due to bomb the bridge.",
        "planned",
        """
    The the DET 2 det
    jets jet NOUN 6 nsubj
    are be AUX 6 cop
    due due ADJ 6 case
    to to PART 4 fixed
    bomb bomb VERB 0 root
    the the DET 8 det
    bridge bridge NOUN 6 obj
    . . PUNCT 6 punct
    """,
    ),
    "able": (
        "Rebels were able to capture the town.",
        "occurred",
        """
    Rebels rebel NOUN 3 nsubj
    were be AUX 3 cop
    able able ADJ 0 root
    to to PART 5 mark
    capture capture VERB 3 xcomp
    the the DET 7 det
    town town NOUN 5 obj
    . . PUNCT 3 punct
    """,
    ),
    "too early": (
        "Rangers came before the depot could be looted.",
        "denied",
        """
    Rangers Ranger PROPN 2 nsubj
    came come VERB 0 root
    before before SCONJ 8 mark
    the the DET 5 det
    depot depot NOUN 8 nsubj:pass
    could could AUX 8 aux
    be be AUX 8 aux:pass
    looted loote VERB 2 advcl
    . . PUNCT 2 punct
    """,
    ),
    "a plot that failed": (
        "A bid to kill the mayor failed.",
        "denied",
        """
    A a DET 2 det
    bid bid NOUN 7 nsubj
    to to PART 4 mark
    kill kill VERB 2 acl
    the the DET 6 det
    mayor mayor NOUN 4 obj
    failed fail VERB 0 root
    . . PUNCT 7 punct
    """,
    ),
    "who did it": (
        "Who bombed the bridge?",
        "occurred",
        """
    Who who PRON 2 nsubj
    bombed bomb VERB 0 root
    the the DET 4 det
    bridge bridge NOUN 2 obj
    ? ? PUNCT 2 punct
    """,
    ),
    "not until": (
        "They did not attack the base until dawn.",
        "occurred",
        """
    They they PRON 4 nsubj
    did do AUX 4 aux
    not not PART 4 advmod
    attack attack VERB 0 root
    the the DET 6 det
    base base NOUN 4 obj
    until until ADP 8 case
    dawn dawn PROPN 4 obl
    . . PUNCT 4 punct
    """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_around_an_event_sets_its_status(layers_of: Callable[..., Layers], name: str) -> None:
    """Failed efforts leave known events real; refuted reports, rumours, stories and questions do not."""
    text, expected, tree = CASES[name]
    found = events(Report.from_text(text), layers_of(text, tree), contents=True)
    assert expected == found[-1].status
