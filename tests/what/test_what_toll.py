"""Tolls: how many, of whom, harmed how."""

from collections.abc import Callable

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what import events, same_event, toll

Row = tuple[str, str | None, int | None, int | None, int | None]


def rows(build: Callable[..., Layers], text: str, tree: str) -> list[Row]:
    """Return the tolls of a text as plain rows."""
    found = toll(Report.from_text(text), build(text, tree))
    assert [t.text for t in found] == [text[t.start : t.end] for t in found]
    return [(t.harm, t.who, t.low, t.best, t.high) for t in found]


def test_a_count_within_a_count_is_a_toll_of_its_own(layers_of: Callable[..., Layers]) -> None:
    """Of "Three people, including two children": it gives both, with who they were."""
    tree = """
    Three three NUM 2 nummod
    people people NOUN 8 nsubj:pass
    , , PUNCT 6 punct
    including include VERB 6 case
    two two NUM 6 nummod
    children child NOUN 2 nmod
    were be AUX 8 aux:pass
    killed kill VERB 0 root
    . . PUNCT 8 punct
    """
    got = rows(layers_of, "Three people, including two children were killed.", tree)
    assert [("killed", "people", 3, 3, 3), ("killed", "children", 2, 2, 2)] == got


def test_attackers_are_not_their_own_victims(layers_of: Callable[..., Layers]) -> None:
    """The subject of an active verb of harm is counted by nobody's toll."""
    tree = """
    Six six NUM 2 nummod
    gunmen gunman NOUN 3 nsubj
    killed kill VERB 0 root
    nine nine NUM 5 nummod
    guards guard NOUN 3 obj
    . . PUNCT 3 punct
    """
    assert [("killed", "guards", 9, 9, 9)] == rows(layers_of, "Six gunmen killed nine guards.", tree)


def test_things_are_no_toll(layers_of: Callable[..., Layers]) -> None:
    """Houses, goats and lorries are not counted among the harmed."""
    tree = """
    The the DET 2 det
    mine mine NOUN 3 nsubj
    killed kill VERB 0 root
    four four NUM 5 nummod
    goats goat NOUN 3 obj
    . . PUNCT 3 punct
    """
    assert [] == rows(layers_of, "The mine killed four goats.", tree)


def test_no_casualties_is_nought_of_both(layers_of: Callable[..., Layers]) -> None:
    """Of "No casualties": it says that nobody was killed and nobody injured."""
    tree = """
    There there PRON 2 expl
    were be VERB 0 root
    no no DET 4 det
    casualties casualty NOUN 2 nsubj
    . . PUNCT 2 punct
    """
    assert [("killed", None, 0, 0, 0), ("injured", None, 0, 0, 0)] == rows(layers_of, "There were no casualties.", tree)


def test_an_adjective_says_the_harm(layers_of: Callable[..., Layers]) -> None:
    """Of "Left 40 injured": it is a toll of the injured."""
    tree = """
    Shelling shelling NOUN 2 nsubj
    left leave VERB 0 root
    40 40 NUM 2 obj
    injured injure VERB 2 xcomp
    . . PUNCT 2 punct
    """
    assert [("injured", None, 40, 40, 40)] == rows(layers_of, "Shelling left 40 injured.", tree)


def test_a_count_never_reaches_over_a_comma(layers_of: Callable[..., Layers]) -> None:
    """A bare count counts the people of the toll before it, not the words behind a comma."""
    tree = """
    Shells shell NOUN 2 nsubj
    killed kill VERB 14 ccomp
    14 14 NUM 4 nummod
    people people NOUN 2 obj
    and and CCONJ 6 cc
    wounded wound VERB 2 conj
    at at ADV 8 advmod
    least least ADJ 9 nmod
    30 30 NUM 6 obj
    , , PUNCT 14 punct
    the the DET 13 det
    regional regional ADJ 13 amod
    office office NOUN 14 nsubj
    said say VERB 0 root
    . . PUNCT 14 punct
    """
    text = "Shells killed 14 people and wounded at least 30, the regional office said."
    assert [("killed", "people", 14, 14, 14), ("injured", "people", 30, 30, None)] == rows(layers_of, text, tree)


TOLL_ROSE = """
The the DET 3 det
death death NOUN 3 compound
toll toll NOUN 4 nsubj
rose rise VERB 0 root
to to ADP 6 case
45 45 NUM 4 obl
{0}
. . PUNCT 4 punct
"""


def claimed(build: Callable[..., Layers], text: str, tree: str) -> list[tuple[str, list[int | None]]]:
    """Return the type and counts of each event of a text."""
    return [(f.type, [t.best for t in f.toll]) for f in events(Report.from_text(text), build(text, tree))]


def test_a_toll_alone_tells_of_an_event(layers_of: Callable[..., Layers]) -> None:
    """A toll that no other word's event could have had is an event of its own."""
    tree = TOLL_ROSE.format("").replace("\n\n", "\n")
    assert [("ASSAULT", [45])] == claimed(layers_of, "The death toll rose to 45.", tree)


def test_a_toll_of_an_accident_tells_of_none(layers_of: Callable[..., Layers]) -> None:
    """Beside a cause that is no violence a toll is no attack's."""
    tree = TOLL_ROSE.format("after after ADP 9 case\nfloods flood NOUN 4 obl").replace("ADP 9", "ADP 8")
    assert [] == claimed(layers_of, "The death toll rose to 45 after floods.", tree)


def test_another_sentences_toll_is_a_frame_of_its_own(layers_of: Callable[..., Layers]) -> None:
    """A toll that the next sentence gives may be another source's: it stands apart, for the same event."""
    text = "Gunmen ambushed a convoy. An official said six soldiers died."
    trees = (
        """
        Gunmen gunman NOUN 2 nsubj
        ambushed ambush VERB 0 root
        a a DET 4 det
        convoy convoy NOUN 2 obj
        . . PUNCT 2 punct
        """,
        """
        An a DET 2 det
        official official NOUN 3 nsubj
        said say VERB 0 root
        six six NUM 5 nummod
        soldiers soldier NOUN 6 nsubj
        died die VERB 3 ccomp
        . . PUNCT 3 punct
        """,
    )
    report, layers = Report.from_text(text), layers_of(text, *trees)
    frames = events(report, layers)
    assert [("ambushed", []), ("died", [6])] == [(text[f.start : f.end], [t.best for t in f.toll]) for f in frames]
    assert 1 == len(set(same_event(report, frames)))


def test_to_ask_for_anonymity_is_no_event(layers_of: Callable[..., Layers]) -> None:
    """What a source asks for itself is not what the report is about."""
    tree = """
    She she PRON 2 nsubj
    asked ask VERB 0 root
    not not PART 6 advmod
    to to PART 6 mark
    be be AUX 6 aux:pass
    named name VERB 2 xcomp
    . . PUNCT 2 punct
    """
    text = "She asked not to be named."
    assert () == events(Report.from_text(text), layers_of(text, tree))


def test_who_speaks_is_counted_by_no_toll(layers_of: Callable[..., Layers]) -> None:
    """The words "a nurse" in "according to a nurse" say who tells, not who died."""
    text = "Thirty people were killed, according to a nurse."
    tree = """
    Thirty thirty NUM 2 nummod
    people people NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    killed kill VERB 0 root
    , , PUNCT 9 punct
    according accord VERB 9 case
    to to ADP 6 fixed
    a a DET 9 det
    nurse nurse NOUN 4 obl
    . . PUNCT 4 punct
    """
    layers = layers_of(text, tree, attributions=[("according to", ["a nurse"], ["Thirty people were killed"])])
    assert [30] == [t.best for t in toll(Report.from_text(text), layers)]


def test_the_wounded_that_somebody_treats_are_nobodys_victims(layers_of: Callable[..., Layers]) -> None:
    """Who treats the wounded is no attacker, however the parser hangs the participle."""
    text = "The clinic treated 112 wounded."
    tree = """
    The the DET 2 det
    clinic clinic NOUN 3 nsubj
    treated treat VERB 0 root
    112 112 NUM 5 nummod
    wounded wounded ADJ 3 xcomp
    . . PUNCT 3 punct
    """
    frames = events(Report.from_text(text), layers_of(text, tree))
    assert [()] == [f.actors for f in frames if f.type == "ASSAULT"]


def test_an_article_counts_only_whom_the_tree_says_was_harmed(layers_of: Callable[..., Layers]) -> None:
    """The attacker who is told of beside the dead is not counted among them."""
    text = "Two soldiers died when a bomber struck."
    tree = """
    Two two NUM 2 nummod
    soldiers soldier NOUN 3 nsubj
    died die VERB 0 root
    when when ADV 7 mark
    a a DET 6 det
    bomber bomber NOUN 7 nsubj
    struck strike VERB 3 advcl
    . . PUNCT 3 punct
    """
    assert [("killed", "soldiers", 2, 2, 2)] == rows(layers_of, text, tree)


PUT = """
    A a DET 2 det
    doctor doctor NOUN 3 nsubj
    put put VERB 0 root
    the the DET 5 det
    figure figure NOUN 3 obj
    at at ADP 7 case
    23 23 NUM 3 obl
    . . PUNCT 3 punct
    """


def test_a_figure_given_for_a_toll_told_before_counts_the_same_people(layers_of: Callable[..., Layers]) -> None:
    """Who "puts the figure at 23" says nothing new of what befell whom: as many of those counted before."""
    died = """
    Fourteen fourteen NUM 2 nummod
    miners miner NOUN 3 nsubj
    died die VERB 0 root
    . . PUNCT 3 punct
    """
    text = "Fourteen miners died. A doctor put the figure at 23."
    layers = layers_of(text, died, PUT, actors=[("A doctor", "person")])
    found = events(Report.from_text(text), layers)
    tolls = [[(t.harm, t.who, t.best) for t in event.toll] for event in found]
    assert [[("killed", "miners", 14)], [("killed", "miners", 23)]] == tolls


def test_a_figure_without_a_toll_before_it_counts_nobody(layers_of: Callable[..., Layers]) -> None:
    """A figure on its own may be of anything."""
    assert [] == rows(layers_of, "A doctor put the figure at 23.", PUT)


def test_a_toll_that_somebody_gives_is_not_the_next_attack_s(layers_of: Callable[..., Layers]) -> None:
    """Of "fighters were hit and a doctor put the toll at 20": it was the doctor who counted twenty."""
    tree = """
    Fighters fighter NOUN 3 nsubj:pass
    were be AUX 3 aux:pass
    shelled shell VERB 0 root
    and and CCONJ 7 cc
    a a DET 6 det
    doctor doctor NOUN 7 nsubj
    put put VERB 3 conj
    the the DET 9 det
    toll toll NOUN 7 obj
    at at ADP 11 case
    20 20 NUM 7 obl
    . . PUNCT 3 punct
    """
    text = "Fighters were shelled and a doctor put the toll at 20."
    layers = layers_of(text, tree, actors=[("a doctor", "person")])
    shelled, toll_told = events(Report.from_text(text), layers)
    assert ([], [20]) == ([t.best for t in shelled.toll], [t.best for t in toll_told.toll])


def test_of_a_toll_of_eleven_it_is_the_eleven_that_count(layers_of: Callable[..., Layers]) -> None:
    """The article of "a toll" counts nobody, and giving it is no event."""
    tree = """
    Medics medic NOUN 2 nsubj
    gave give VERB 0 root
    a a DET 4 det
    toll toll NOUN 2 obj
    of of ADP 6 case
    11 11 NUM 4 nmod
    . . PUNCT 2 punct
    """
    assert [("killed", None, 11, 11, 11)] == rows(layers_of, "Medics gave a toll of 11.", tree)


def test_death_kills_with_put_only_as_put_to_death(layers_of: Callable[..., Layers]) -> None:
    """Who is put to death is killed; who puts the death toll somewhere kills nobody."""
    tree = """
    Four four NUM 2 nummod
    priests priest NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    put put VERB 0 root
    to to ADP 6 case
    death death NOUN 4 obl
    . . PUNCT 4 punct
    """
    assert [("killed", "priests", 4, 4, 4)] == rows(layers_of, "Four priests were put to death.", tree)


def test_the_number_of_dead_is_whose_who_gives_it(layers_of: Callable[..., Layers]) -> None:
    """Of "14 were wounded, and a doctor put the number of dead at 27": the dead are the doctor's figure alone."""
    tree = """
    Fourteen fourteen NUM 3 nsubj:pass
    were be AUX 3 aux:pass
    shelled shell VERB 0 root
    and and CCONJ 7 cc
    a a DET 6 det
    doctor doctor NOUN 7 nsubj
    put put VERB 3 conj
    the the DET 9 det
    number number NOUN 7 obj
    of of ADP 11 case
    dead dead NOUN 9 nmod
    at at ADP 13 case
    27 27 NUM 7 obl
    . . PUNCT 3 punct
    """
    text = "Fourteen were shelled and a doctor put the number of dead at 27."
    shelled, told = events(Report.from_text(text), layers_of(text, tree, actors=[("a doctor", "person")]))
    assert ([], [27]) == ([t.best for t in shelled.toll if t.harm == "killed"], [t.best for t in told.toll])
