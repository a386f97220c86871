"""Whom a number counts, and which words of harm it hangs from."""

from collections.abc import Callable

import pytest

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what import toll

CASES = {
    "no table has the word": (
        "The shelling killed 12 townspeople.",
        [("killed", "townspeople", 12, 12, 12)],
        """
    The the DET 2 det
    shelling shell NOUN 3 nsubj
    killed kill VERB 0 root
    12 12 NUM 5 nummod
    townspeople townspeopl NOUN 3 obj
    . . PUNCT 3 punct
    """,
    ),
    "animals are nobody": (
        "The shelling killed 12 camels.",
        [],
        """
    The the DET 2 det
    shelling shell NOUN 3 nsubj
    killed kille VERB 0 root
    12 12 NUM 5 nummod
    camels camel NOUN 3 obj
    . . PUNCT 3 punct
    """,
    ),
    "none of a number": (
        "None of the 14 crew was hurt.",
        [("injured", "crew", 0, 0, 0)],
        """
    None none PRON 7 nsubj:pass
    of of ADP 5 case
    the the DET 5 det
    14 14 NUM 5 nummod
    crew crew NOUN 7 nsubj:pass
    was be AUX 7 aux:pass
    hurt hurt VERB 0 root
    . . PUNCT 7 punct
    """,
    ),
    "half of a number": (
        "The explosion killed half of the 60 recruits.",
        [("killed", "recruits", 30, 30, 30)],
        """
    The the DET 2 det
    explosion explosion NOUN 3 nsubj
    killed kill VERB 0 root
    half half NUM 3 obj
    of of ADP 8 case
    the the DET 7 det
    60 60 NUM 4 nmod
    recruits recruit NOUN 3 obj
    . . PUNCT 3 punct
    """,
    ),
    "from so many to so many": (
        "The death toll rose from 8 to 11.",
        [("killed", None, 11, 11, 11)],
        """
    The the DET 3 det
    death death NOUN 3 compound
    toll toll NOUN 4 nsubj
    rose rose VERB 0 root
    from from ADP 6 case
    8 8 NUM 4 obl
    to to ADP 8 case
    11 11 NUM 6 nmod
    . . PUNCT 4 punct
    """,
    ),
    "twins": (
        "Twin sisters were killed by a mine.",
        [("killed", "sisters", 2, 2, 2)],
        """
    Twin twin ADJ 2 amod
    sisters sister NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    killed kill VERB 0 root
    by by ADP 7 case
    a a DET 7 det
    mine mine NOUN 4 obl:agent
    . . PUNCT 4 punct
    """,
    ),
    "lives": (
        "The attack claimed the lives of 30 people.",
        [("killed", "people", 30, 30, 30)],
        """
    The the DET 2 det
    attack attack NOUN 3 nsubj
    claimed claime VERB 0 root
    the the DET 5 det
    lives lives NOUN 3 obj
    of of ADP 8 case
    30 30 NUM 8 nummod
    people people NOUN 5 nmod
    . . PUNCT 3 punct
    """,
    ),
    "a second verb": (
        "Gunmen pulled 6 prisoners from a bus and executed them.",
        [("killed", "prisoners", 6, 6, 6)],
        """
    Gunmen gunme NOUN 2 nsubj
    pulled pull VERB 0 root
    6 6 NUM 4 nummod
    prisoners prisoner NOUN 2 obj
    from from ADP 7 case
    a a DET 7 det
    bus bus NOUN 2 obl
    and and CCONJ 9 cc
    executed execut VERB 2 conj
    them they PRON 9 obj
    . . PUNCT 2 punct
    """,
    ),
    "the count goes on": (
        "The strike killed 12 in Kolm and three in Belgorat.",
        [("killed", None, 12, 12, 12), ("killed", None, 3, 3, 3)],
        """
    The the DET 2 det
    strike strike NOUN 3 nsubj
    killed kill VERB 0 root
    12 12 NUM 3 obj
    in in ADP 6 case
    Kolm Kolm PROPN 3 obl
    and and CCONJ 8 cc
    three three NUM 0 root
    in in ADP 10 case
    Belgorat Belgorat PROPN 6 conj
    . . PUNCT 3 punct
    """,
    ),
    "the agent is no victim": (
        "Two soldiers were killed by a bomber.",
        [("killed", "soldiers", 2, 2, 2)],
        """
    Two two NUM 2 nummod
    soldiers soldier NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    killed kill VERB 0 root
    by by ADP 7 case
    a a DET 7 det
    bomber bomber NOUN 4 obl:agent
    . . PUNCT 4 punct
    """,
    ),
    "taken away": (
        "Twenty monks were taken away in lorries.",
        [("detained", "monks", 20, 20, 20)],
        """
    Twenty twenty NUM 2 nummod
    monks monk NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    taken tak VERB 0 root
    away away ADV 4 advmod
    in in ADP 7 case
    lorries lorrie NOUN 4 obl
    . . PUNCT 4 punct
    """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_count_counts_the_people_that_were_harmed(layers_of: Callable[..., Layers], name: str) -> None:
    """Who is harmed is told by the verb where no table has the word; a count before, a part or an agent is no toll."""
    text, expected, tree = CASES[name]
    found = toll(Report.from_text(text), layers_of(text, tree))
    assert expected == [(t.harm, t.who, t.low, t.best, t.high) for t in found]
