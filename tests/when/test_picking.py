"""An event takes the date of its clause, not the date of the saying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sayso.claim import When
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.when import pick, recognise, resolve

PUBLISHED = dt.date(2021, 11, 18)  # a Thursday

BUILD = Callable[..., Layers]


def date_of(layers: Layers, text: str, trigger: str) -> str | None:
    """Return the value of the date picked for the word *trigger*."""
    report = Report.from_text(text, published=PUBLISHED)
    whens = resolve(report, recognise(report, layers.times))
    (index,) = [i for i, word in enumerate(layers.words) if word.text == trigger]
    found: When | None = pick(report, layers, whens, index)
    return found.value if found else None


def test_own_date(layers_of: BUILD) -> None:
    """A date that modifies the trigger dates it."""
    text = "Gunmen attacked Orsk on Tuesday."
    layers = layers_of(
        text,
        """Gunmen gunman NOUN 2 nsubj
        attacked attack VERB 0 root
        Orsk Orsk PROPN 2 obj
        on on ADP 5 case
        Tuesday Tuesday PROPN 2 obl""",
    )
    assert date_of(layers, text, "attacked") == "2021-11-16"


def test_subject_takes_verbs_date(layers_of: BUILD) -> None:
    """An event that is its verb's subject takes the verb's date."""
    text = "A raid killed five on Tuesday."
    layers = layers_of(
        text,
        """A a DET 2 det
        raid raid NOUN 3 nsubj
        killed kill VERB 0 root
        five five NUM 3 obj
        on on ADP 6 case
        Tuesday Tuesday PROPN 3 obl""",
    )
    assert date_of(layers, text, "raid") == "2021-11-16"


def test_what_is_given_takes_the_givers_date(layers_of: BUILD) -> None:
    """Support that somebody was provided with on a day is of that day."""
    text = "On Tuesday the army provided the group with support."
    layers = layers_of(
        text,
        """On on ADP 2 case
        Tuesday Tuesday PROPN 5 obl
        the the DET 4 det
        army army NOUN 5 nsubj
        provided provide VERB 0 root
        the the DET 7 det
        group group NOUN 5 obj
        with with ADP 9 case
        support support NOUN 5 obl
        . . PUNCT 5 punct""",
    )
    assert date_of(layers, text, "support") == "2021-11-16"


def test_date_of_saying(layers_of: BUILD) -> None:
    """The date of a saying does not date what is said."""
    text = "In March, Gen. Adair said the army is arming villagers."
    layers = layers_of(
        text,
        """In in ADP 2 case
        March March PROPN 5 obl
        Gen Gen PROPN 4 compound
        Adair Adair PROPN 5 nsubj
        said say VERB 0 root
        the the DET 7 det
        army army NOUN 9 nsubj
        is be AUX 9 aux
        arming arm VERB 5 ccomp
        villagers villager NOUN 9 obj""",
    )
    assert date_of(layers, text, "said") == "2021-03"
    assert date_of(layers, text, "arming") is None


def test_date_of_publication(layers_of: BUILD) -> None:
    """The date on which a document was published does not date what it reveals."""
    text = "A report published on Monday revealed that troops burned farms."
    layers = layers_of(
        text,
        """A a DET 2 det
        report report NOUN 6 nsubj
        published publish VERB 2 acl
        on on ADP 5 case
        Monday Monday PROPN 3 obl
        revealed reveal VERB 0 root
        that that SCONJ 9 mark
        troops troop NOUN 9 nsubj
        burned burn VERB 6 ccomp
        farms farm NOUN 9 obj""",
    )
    assert date_of(layers, text, "burned") is None


FRAME = """In in ADP 3 case
the the DET 3 det
Spring spring NOUN 9 obl
and and CCONJ 5 cc
Summer summer NOUN 3 conj
of of ADP 7 case
2020 2020 NUM 3 nmod
leaders leader NOUN 9 nsubj
sought seek VERB 0 root
the the DET 11 det
pact pact NOUN 9 obj
that that PRON 14 nsubj:pass
was be AUX 14 aux:pass
signed sign VERB 11 acl:relcl
in in ADP 16 case
March March PROPN 14 obl
of of ADP 19 case
this this DET 19 det
year year NOUN 16 nmod"""

DURING = """During during ADP 3 case
that that DET 3 det
time time NOUN 11 obl
while while SCONJ 7 mark
rebels rebel NOUN 7 nsubj
were be AUX 7 aux
shelling shell VERB 11 advcl
the the DET 9 det
port port NOUN 7 obj
crews crew NOUN 11 nsubj
unloaded unload VERB 0 root
grain grain NOUN 11 obj"""

FRAMED = (
    "In the Spring and Summer of 2020, leaders sought the pact that was signed in March of this year. "
    "During that time, while rebels were shelling the port, crews unloaded grain."
)


def test_frame(layers_of: BUILD) -> None:
    """During "that time" is during the one that opened the sentence before, and it holds for clauses beside it."""
    layers = layers_of(FRAMED, FRAME, DURING)
    assert date_of(layers, FRAMED, "sought") == "2020-SP/2020-SU"
    assert date_of(layers, FRAMED, "unloaded") == "2020-SP/2020-SU"
    assert date_of(layers, FRAMED, "shelling") == "2020-SP/2020-SU"


def test_relative_clause(layers_of: BUILD) -> None:
    """A deal is dated by the clause that says when it was signed."""
    assert date_of(layers_of(FRAMED, FRAME, DURING), FRAMED, "pact") == "2021-03"


def test_bound_is_no_date(layers_of: BUILD) -> None:
    """A date that an event came before does not date it."""
    text = "Gunmen attacked Orsk before Tuesday."
    layers = layers_of(
        text,
        """Gunmen gunman NOUN 2 nsubj
        attacked attack VERB 0 root
        Orsk Orsk PROPN 2 obj
        before before ADP 5 case
        Tuesday Tuesday PROPN 2 obl""",
    )
    assert date_of(layers, text, "attacked") is None


FIRST = """A a DET 2 det
bomb bomb NOUN 3 nsubj
exploded explode VERB 0 root
on on ADP 5 case
Tuesday Tuesday PROPN 3 obl"""


def test_carried_over(layers_of: BUILD) -> None:
    """A sentence in the past without a date goes on where the one before it stood."""
    text = "A bomb exploded on Tuesday. It killed five."
    layers = layers_of(text, FIRST, "It it PRON 2 nsubj\nkilled kill VERB 0 root\nfive five NUM 2 obj")
    assert date_of(layers, text, "killed") == "2021-11-16"


def test_not_carried_into_present(layers_of: BUILD) -> None:
    """A habit in the present does not take the date of the sentence before."""
    text = "A bomb exploded on Tuesday. Rebels target traders."
    layers = layers_of(text, FIRST, "Rebels rebel NOUN 2 nsubj\ntarget target VERB 0 root\ntraders trader NOUN 2 obj")
    assert date_of(layers, text, "target") is None


def test_not_carried_past_paragraph(layers_of: BUILD) -> None:
    """A date does not carry over into another paragraph."""
    text = "A bomb exploded on Tuesday.\n\nIt killed five."
    layers = layers_of(text, FIRST, "It it PRON 2 nsubj\nkilled kill VERB 0 root\nfive five NUM 2 obj")
    assert date_of(layers, text, "killed") is None


def test_range(layers_of: BUILD) -> None:
    """Two dates that are the ends of a range date an event from one to the other."""
    text = "Gunmen attacked between Monday and Wednesday."
    layers = layers_of(
        text,
        """Gunmen gunman NOUN 2 nsubj
        attacked attack VERB 0 root
        between between ADP 4 case
        Monday Monday PROPN 2 obl
        and and CCONJ 6 cc
        Wednesday Wednesday PROPN 4 conj""",
    )
    assert date_of(layers, text, "attacked") == "2021-11-15/2021-11-17"


def test_noun_of_relative_clause(layers_of: BUILD) -> None:
    """What a dated event did happened on its date."""
    text = "Police recall the March bombing that killed two."
    layers = layers_of(
        text,
        """Police police NOUN 2 nsubj
        recall recall VERB 0 root
        the the DET 5 det
        March March PROPN 5 compound
        bombing bombing NOUN 2 obj
        that that PRON 7 nsubj
        killed kill VERB 5 acl:relcl
        two two NUM 7 obj""",
    )
    assert date_of(layers, text, "killed") == "2021-03"


def test_date_does_not_pass_a_person(layers_of: BUILD) -> None:
    """The date of an arrest is not that of what the arrested man did."""
    text = "A man who killed two was arrested on Monday."
    layers = layers_of(
        text,
        """A a DET 2 det
        man man NOUN 7 nsubj:pass
        who who PRON 4 nsubj
        killed kill VERB 2 acl:relcl
        two two NUM 4 obj
        was be AUX 7 aux:pass
        arrested arrest VERB 0 root
        on on ADP 9 case
        Monday Monday PROPN 7 obl""",
    )
    assert date_of(layers, text, "arrested") == "2021-11-15"
    assert date_of(layers, text, "killed") is None


def test_date_beside_the_tree(layers_of: BUILD) -> None:
    """A date that the parser left out of the tree dates the sentence's verb."""
    text = "On Tuesday gunmen attacked."
    layers = layers_of(
        text,
        """On on ADP 2 case
        Tuesday Tuesday PROPN 0 root
        gunmen gunman NOUN 4 nsubj
        attacked attack VERB 0 root""",
    )
    assert date_of(layers, text, "attacked") == "2021-11-16"


def test_date_of_the_occasion(layers_of: BUILD) -> None:
    """What took place at Monday's summit is of Monday."""
    text = "At Monday's summit they agreed."
    layers = layers_of(
        text,
        """At at ADP 4 case
        Monday Monday PROPN 4 nmod:poss
        's 's PART 2 case
        summit summit NOUN 6 obl
        they they PRON 6 nsubj
        agreed agree VERB 0 root""",
    )
    assert date_of(layers, text, "agreed") == "2021-11-15"


def test_opening_date_dates_all_clauses(layers_of: BUILD) -> None:
    """A date that opens a sentence dates its coordinate clauses; one inside the first clause does not."""
    tree = """On on ADP 2 case
        Monday Monday PROPN 4 obl
        gunmen gunman NOUN 4 nsubj
        fired fire VERB 0 root
        and and CCONJ 7 cc
        police police NOUN 7 nsubj
        fled flee VERB 4 conj"""
    text = "On Monday gunmen fired and police fled."
    assert date_of(layers_of(text, tree), text, "fled") == "2021-11-15"
    inside = """Gunmen gunman NOUN 2 nsubj
        fired fire VERB 0 root
        on on ADP 4 case
        Monday Monday PROPN 2 obl
        and and CCONJ 7 cc
        police police NOUN 7 nsubj
        fled flee VERB 2 conj"""
    text = "Gunmen fired on Monday and police fled."
    assert date_of(layers_of(text, inside), text, "fled") is None


def test_bounded_event_takes_no_other_date(layers_of: BUILD) -> None:
    """An event that a date bounds is not dated by the clause beside it."""
    text = "He led it in 1995 and has backed it since 2008."
    layers = layers_of(
        text,
        """He he PRON 2 nsubj
        led lead VERB 0 root
        it it PRON 2 obj
        in in ADP 5 case
        1995 1995 NUM 2 obl
        and and CCONJ 8 cc
        has have AUX 8 aux
        backed back VERB 2 conj
        it it PRON 8 obj
        since since ADP 11 case
        2008 2008 NUM 8 obl""",
    )
    assert date_of(layers, text, "led") == "1995"
    assert date_of(layers, text, "backed") is None


def test_phrase_that_bounds(layers_of: BUILD) -> None:
    """A date within "since the March vote" bounds, too."""
    text = "Troops stayed since the March vote."
    layers = layers_of(
        text,
        """Troops troop NOUN 2 nsubj
        stayed stay VERB 0 root
        since since ADP 6 case
        the the DET 6 det
        March March PROPN 6 compound
        vote vote NOUN 2 obl""",
    )
    assert date_of(layers, text, "stayed") is None


def test_date_before_the_clause_that_it_hangs_from(layers_of: BUILD) -> None:
    """A date before "after" is of the verb before it, wherever the parser hangs it."""
    text = "He fled in June after being jailed."
    layers = layers_of(
        text,
        """He he PRON 2 nsubj
        fled flee VERB 0 root
        in in ADP 4 case
        June June PROPN 7 obl
        after after SCONJ 7 mark
        being be AUX 7 aux:pass
        jailed jail VERB 2 advcl""",
    )
    assert date_of(layers, text, "fled") == "2021-06"
    assert date_of(layers, text, "jailed") is None


def test_irregular_verb_whose_form_is_its_lemma(layers_of: BUILD) -> None:
    """A pledge that was "made" on Monday is of Monday, although the model's lemma is "made"."""
    text = "He made a pledge on Monday."
    layers = layers_of(
        text,
        """He he PRON 2 nsubj
        made made VERB 0 root
        a a DET 4 det
        pledge pledge NOUN 2 obj
        on on ADP 6 case
        Monday Monday PROPN 2 obl""",
    )
    assert date_of(layers, text, "pledge") == "2021-11-15"


def test_year_does_not_carry_over(layers_of: BUILD) -> None:
    """A year is the background of the sentence after it, not its date."""
    text = "The group lost in 1995. Its leader fled."
    layers = layers_of(
        text,
        """The the DET 2 det
        group group NOUN 3 nsubj
        lost lose VERB 0 root
        in in ADP 5 case
        1995 1995 NUM 3 obl
        . . PUNCT 3 punct""",
        """Its its PRON 2 nmod:poss
        leader leader NOUN 3 nsubj
        fled flee VERB 0 root""",
    )
    assert date_of(layers, text, "fled") is None


def test_day_before_a_window(layers_of: BUILD) -> None:
    """Where a day and the stretch up to the report both stand beside a verb, the day dates it."""
    text = "Police counted in the past five years the dead on Monday."
    layers = layers_of(
        text,
        """Police police NOUN 2 nsubj
        counted count VERB 0 root
        in in ADP 7 case
        the the DET 7 det
        past past ADJ 7 amod
        five five NUM 7 nummod
        years year NOUN 2 obl
        the the DET 9 det
        dead dead NOUN 2 obj
        on on ADP 11 case
        Monday Monday PROPN 2 obl""",
    )
    assert date_of(layers, text, "counted") == "2021-11-15"


def test_date_of_a_topic(layers_of: BUILD) -> None:
    """A date within what a clause is about, "over the 2008 crash", does not date the clause."""
    text = "They sued banks over the 2008 crash."
    layers = layers_of(
        text,
        """They they PRON 2 nsubj
        sued sue VERB 0 root
        banks bank NOUN 2 obj
        over over ADP 7 case
        the the DET 7 det
        2008 2008 NUM 7 nummod
        crash crash NOUN 2 obl""",
    )
    assert date_of(layers, text, "sued") is None


def test_bound_beside_the_tree(layers_of: BUILD) -> None:
    """A bound that the parser left out of the tree is still no date."""
    text = "He backed it since 2003."
    layers = layers_of(
        text,
        """He he PRON 2 nsubj
        backed back VERB 0 root
        it it PRON 2 obj
        since since ADP 5 case
        2003 2003 NUM 0 root""",
    )
    assert date_of(layers, text, "backed") is None
