"""Chains: who vouches for some words, outermost first, in a report that cites another outlet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from test_statements import texts_with_attributions

from sayso.claim import Actor, Link
from sayso.model.layers import Attribution, Layers, Tagged
from sayso.report import Report
from sayso.saying import carry_over, chain, statements

ARTICLE = """Teal Army Quietly Arms the River League

A story published by The Northern Herald on Tuesday revealed that the Teal army has been arming the \
River League in its fight against the Ash Brigade in Marrow Province.

The effort is being run by the Special Works Directorate Command (SWDC), a secretive unit. “We hit \
the Ash depots so the League can move,” a member of SWDC told the Herald.

In the spring of 2011, President Ada Okoro negotiated the Lowmere peace deal that was signed in \
June. During that time, while Teal was shelling the League, SWDC supplied it with maps.

The unit does not speak with League commanders but listens to their radios.

Members of the SWDC staff told the Herald that they could tell when the League would attack. SWDC \
strikes Ash positions with mortars. The League waits to storm the positions until it hears the \
explosions.

Teal officials have previously mentioned help for the League. In April, Gen. Bo Tarn, the top \
commander in Marrow, said Teal gives the League “modest help” against the Ash Brigade.

As per the Teal–League peace deal, the League committed to preventing groups from launching raids abroad.
"""

ATTRIBUTIONS = (
    (
        "revealed",
        ["A story published by The Northern Herald on Tuesday"],
        ["that the Teal army has been arming the River League in its fight against the Ash Brigade in Marrow Province"],
    ),
    ("told the Herald.", ["a member of SWDC"], ["“We hit the Ash depots so the League can move,”"]),
    ("told the Herald that", ["Members of the SWDC staff"], ["that they could tell when the League would attack"]),
    (
        "said",
        ["Gen. Bo Tarn, the top commander in Marrow"],
        ["Teal gives the League “modest help” against the Ash Brigade"],
    ),
    ("committed to", ["the League committed"], ["preventing groups from launching raids abroad"]),
)
TIMES = ("Tuesday", "the spring of 2011", "June", "that time", "April")


@pytest.fixture
def reading(said, outlets):
    """Return the report, its layers and all statements that a chain needs."""
    layers = said(ARTICLE, *ATTRIBUTIONS, times=TIMES)
    shortened = []
    for a in layers.attributions:
        cue, source = a.cue, a.source[0]
        for long, short in (("told the Herald.", "told"), ("told the Herald that", "told")):
            if ARTICLE[cue.start : cue.end] == long:
                cue = Tagged(cue.start, cue.start + len(short), "cue", 0.9)
        if ARTICLE[source.start : source.end].endswith(" committed"):
            source = Tagged(source.start, source.end - len(" committed"), "source", 0.9)
        shortened.append(Attribution(cue, (source,), a.content, 0.9))
    layers = Layers(layers.sentences, (), tuple(shortened), (), (), (), layers.times, ())
    report = Report.from_text(ARTICLE, outlet="Lantern.example")
    told = statements(report, layers)
    return report, layers, (*told, *carry_over(report, layers, told, outlets=outlets))


def sources(reading, outlets, words: str) -> list[str]:
    """Return who the chain of the first such words names."""
    report, layers, told = reading
    start = report.text.index(words)
    return [link.source for link in chain(report, layers, told, start, start + len(words), outlets=outlets)]


HERALD, LANTERN = "The Northern Herald", "Lantern.example"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("arming", [LANTERN, HERALD]),
        ("hit", [LANTERN, HERALD, "a member of SWDC"]),
        ("run by", [LANTERN, HERALD]),
        ("signed", [LANTERN]),
        ("shelling", [LANTERN]),
        ("listens", [LANTERN, HERALD]),
        ("attack", [LANTERN, HERALD, "Members of the SWDC staff"]),
        ("strikes", [LANTERN, HERALD, "Members of the SWDC staff"]),
        ("storm", [LANTERN, HERALD, "Members of the SWDC staff"]),
        ("mentioned", [LANTERN]),
        ("modest help", [LANTERN, "Gen. Bo Tarn"]),
        ("committed", [LANTERN, "the Teal–League peace deal"]),
        ("raids", [LANTERN, "the Teal–League peace deal"]),
    ],
)
def test_chain_of_a_report_that_cites_a_paper(reading, outlets, words, expected):
    """Each event hangs from those who vouch for it, the paper that was told before the member who told it."""
    assert expected == sources(reading, outlets, words)


def links(reading, outlets, words: str) -> tuple[Link, ...]:
    """Return the chain of the first such words."""
    report, layers, told = reading
    start = report.text.index(words)
    return chain(report, layers, told, start, start + len(words), outlets=outlets)


def test_an_unnamed_member_is_off_the_record(reading, outlets):
    """A source that is only described is neither named nor on the record, and takes the kind of its body."""
    member = links(reading, outlets, "hit")[-1]
    assert ("military", False, False, "the Herald", "direct") == (
        member.kind,
        member.named,
        member.on_record,
        member.addressee,
        member.quote,
    )


def test_a_general_is_named_and_on_the_record(reading, outlets):
    """A title makes a kind; an apposition does not belong to the name."""
    general = links(reading, outlets, "modest help")[-1]
    assert ("military", True, True, False) == (general.kind, general.named, general.on_record, general.inherited)


def test_carried_links_are_marked(reading, outlets):
    """A sentence that only goes on with an account has inherited links."""
    assert [False, True] == [link.inherited for link in links(reading, outlets, "listens")]


def test_an_agreement_is_a_document(reading, outlets):
    """What an accord says is the accord's word."""
    assert "document" == links(reading, outlets, "raids")[-1].kind


@settings(deadline=None, max_examples=60)
@given(texts_with_attributions())
def test_a_known_outlet_opens_every_chain(case):
    """The chain is never empty where the outlet is known, and its spans lie in the text."""
    text, layers = case
    report = Report.from_text(text, outlet="Lantern.example")

    def nobody(_name: str) -> None:
        return None

    told = statements(report, layers)
    told = (*told, *carry_over(report, layers, told, outlets=nobody))
    for start in range(0, len(text), 5):
        found = chain(report, layers, told, start, start + 1, outlets=nobody)
        assert "Lantern.example" == found[0].source
        for link in found[1:]:
            assert link.start is not None
            assert link.end is not None
            assert 0 <= link.start < link.end <= len(text)
            assert link.source


def links_of(said, outlets, text, told, words, **options):
    """Return the links after the outlet for the first place where *words* stand."""
    layers, report = said(text, *told), Report.from_text(text, outlet="The Lantern")
    found = statements(report, layers)
    start = text.index(words)
    return chain(report, layers, found, start, start + len(words), outlets=outlets, **options)[1:]


def test_a_described_source_goes_by_the_name_beside_it(said, outlets):
    """One described, "its spokesman, X," is X, named and on the record."""
    text = "“We shelled nobody,” its spokesman, Bo Ag Tarn, said."
    (link,) = links_of(
        said, outlets, text, [("said", ["its spokesman, Bo Ag Tarn,"], ["“We shelled nobody,”"])], "shelled"
    )
    assert ("Bo Ag Tarn", "person", True, True) == (link.source, link.kind, link.named, link.on_record)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("the regional governor's office", ("official", True, True)),
        ("the defence ministry", ("official", True, True)),
        ("a doctor at the hospital", ("witness", False, False)),
        ("residents", ("witness", False, False)),
        ("an official", ("official", False, False)),
    ],
)
def test_offices_are_named_and_nameless_persons_are_not(said, outlets, source, expected):
    """An institution that a description names speaks for the record; a person without a name does not."""
    text = f"Shells hit the market, {source} said."
    (link,) = links_of(said, outlets, text, [("said", [source], ["Shells hit the market"])], "hit")
    assert expected == (link.kind, link.named, link.on_record)


def test_it_is_never_the_officer_who_spoke_before(said, outlets):
    """The pronoun "it" is no person: where no body spoke before, the words stand as they are."""
    text = "Col. Bo Tarn said the road was cut. It denied that it shelled Teal."
    told = [("said", ["Col. Bo Tarn"], ["the road was cut"]), ("denied", ["It"], ["that it shelled Teal"])]
    assert [("It", False)] == [(x.source, x.named) for x in links_of(said, outlets, text, told, "shelled")]


def test_whom_a_pronoun_means_may_be_told(said, outlets):
    """What the report's actors say of a pronoun wins over the nearest earlier source."""
    text = "Teal Watch said the road was cut. It denied that it shelled Teal."
    told = [("said", ["Teal Watch"], ["the road was cut"]), ("denied", ["It"], ["that it shelled Teal"])]
    at = text.index("It")
    actor = Actor(start=at, end=at + 2, text="It", name="Ash Brigade", id="report:1", kind="rebels")
    found = links_of(
        said,
        outlets,
        text,
        told,
        "shelled",
        referents=lambda start, end: actor if (start, end) == (at, at + 2) else None,
    )
    assert [("Ash Brigade", "group", True)] == [(x.source, x.kind, x.named) for x in found]


def test_no_group_is_no_source(said, outlets):
    """What "no group has claimed" is nobody's word."""
    text = "No group has claimed the raid."
    assert () == links_of(said, outlets, text, [("claimed", ["No group"], ["the raid"])], "raid")


def test_the_group_is_not_the_one_that_no_group_was(said, outlets):
    """Nobody is no antecedent: "the group" after "no group claimed the raid" is some other."""
    text = "No group claimed the raid. The group said it burned the mill."
    told = [("claimed", ["No group"], ["the raid"]), ("said", ["The group"], ["it burned the mill"])]
    assert ["The group"] == [x.source for x in links_of(said, outlets, text, told, "burned")]


def test_the_officer_is_the_one_described_before(said, outlets):
    """One who comes back, "the officer", goes by the fuller words that brought him in."""
    text = "Shells hit Teal, according to a police officer on the roof. The gate burned, the officer said."
    told = [
        ("according to", ["a police officer on the roof"], ["Shells hit Teal"]),
        ("said", ["the officer"], ["The gate burned"]),
    ]
    assert ["a police officer on the roof"] == [x.source for x in links_of(said, outlets, text, told, "burned")]


def test_a_name_behind_the_span_names_the_source(said, outlets):
    """A tagger that stops before the apposition loses no name: "a spokesman for the army, Col. X," is Col. X."""
    text = "Shells hit Teal, a spokesman for the army, Colonel Bo Tarn, said."
    layers = said(text, ("said", ["a spokesman for the army"], ["Shells hit Teal"]))
    at = text.index("Bo Tarn")
    layers = replace(layers, names=(Tagged(at, at + len("Bo Tarn"), "person", 0.9),))
    report = Report.from_text(text)
    (link,) = chain(report, layers, statements(report, layers), 7, 10, outlets=outlets)
    assert ("Colonel Bo Tarn", "military", True) == (link.source, link.kind, link.named)


def test_a_name_within_a_longer_one_is_not_short_for_it(said, outlets):
    """What follows "of" or "for" in a name is somebody else: Okoro is not the Fund for Okoro."""
    text = "The Fund for Okoro met. Okoro said shells hit Teal."
    (link,) = links_of(said, outlets, text, [("said", ["Okoro"], ["shells hit Teal"])], "hit")
    assert "Okoro" == link.source
