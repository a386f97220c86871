"""Ways in which words reach a report: through papers, pronouns, officials and documents."""

from __future__ import annotations

import pytest

from sayso.report import Report
from sayso.saying import carry_over, chain, statements

LANTERN = "Lantern.example"


def names(said, outlets, text, attribution, words, **layers):
    """Return the sources of the chain for *words*."""
    report = Report.from_text(text, outlet=LANTERN)
    layer = said(text, *attribution, **layers)
    told = statements(report, layer)
    told = (*told, *carry_over(report, layer, told, outlets=outlets))
    start = text.index(words)
    return [link.source for link in chain(report, layer, told, start, start + len(words), outlets=outlets)]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "expected"),
    [
        (
            "The Northern Herald, citing two officers, reported that shells hit Teal.",
            "reported",
            "The Northern Herald",
            "that shells hit Teal",
            [LANTERN, "The Northern Herald", "two officers"],
        ),
        (
            "Bo Tarn was quoted by the Northern Herald as saying that shells hit Teal.",
            "saying",
            "Bo Tarn",
            "that shells hit Teal",
            [LANTERN, "The Northern Herald", "Bo Tarn"],
        ),
        (
            "Bo Tarn said in an interview with Kestrel that shells hit Teal.",
            "said",
            "Bo Tarn",
            "that shells hit Teal",
            [LANTERN, "Kestrel", "Bo Tarn"],
        ),
        (
            "A memo seen by the Northern Herald showed that shells hit Teal.",
            "showed",
            "A memo",
            "that shells hit Teal",
            [LANTERN, "The Northern Herald", "A memo"],
        ),
        (
            "Bo Tarn told Lantern.example that shells hit Teal.",
            "told",
            "Bo Tarn",
            "that shells hit Teal",
            [LANTERN, "Bo Tarn"],
        ),
        (
            "Bo Tarn told reporters that shells hit Teal.",
            "told",
            "Bo Tarn",
            "that shells hit Teal",
            [LANTERN, "Bo Tarn"],
        ),
        ("Bo Tarn condemned the raid that hit Teal.", "condemned", "Bo Tarn", "the raid that hit Teal", [LANTERN]),
    ],
)
def test_words_pass_through_hands(said, outlets, text, cue, source, content, expected):
    """A paper between source and report is a link of its own, outside the source."""
    assert expected == names(said, outlets, text, [(cue, [source], [content])], "hit")


def test_a_pronoun_is_whom_it_stands_for(said, outlets):
    """“He” is the nearest earlier source that can be a man, and a surname is given in full."""
    text = "Gen. Bo Tarn said the road was cut. He added that shells hit Teal."
    told = [("said", ["Gen. Bo Tarn"], ["the road was cut"]), ("added", ["He"], ["that shells hit Teal"])]
    assert [LANTERN, "Gen. Bo Tarn"] == names(said, outlets, text, told, "hit")


def test_a_name_does_not_reach_over_a_full_stop(said, outlets):
    """The capital that ends the sentence before is no part of the next one's name."""
    text = "Shells fell on Upper Marrow. Tarn spoke. Tarn said shells hit Teal."
    layers = said(text, ("said", ["Tarn"], ["shells hit Teal"]))
    report = Report.from_text(text)
    told = statements(report, layers)
    (link,) = chain(report, layers, told, text.index("hit"), text.index("hit") + 3, outlets=outlets)
    assert "Tarn" == link.source


def test_a_secretary_general_is_no_general(said, outlets):
    """A civil office that ends in "general" is official."""
    text = "Ada Okoro, the secretary general of the League of Teal, said shells hit Teal."
    report = Report.from_text(text)
    layers = said(text, ("said", ["Ada Okoro, the secretary general of the League of Teal,"], ["shells hit Teal"]))
    told = statements(report, layers)
    (link,) = chain(report, layers, told, text.index("hit"), text.index("hit") + 3, outlets=outlets)
    assert ("Ada Okoro", "official", True) == (link.source, link.kind, link.named)


def test_an_account_goes_on_until_a_date(said, outlets):
    """A speaker goes on in the next sentence, and not in one with a date of its own."""
    text = "Police said a bomb went off. Two shops burned. In May a car was set alight."
    told = [("said", ["Police"], ["a bomb went off"])]
    assert [LANTERN, "Police"] == names(said, outlets, text, told, "burned", times=["May"])
    assert [LANTERN] == names(said, outlets, text, told, "alight", times=["May"])


def test_nested_saying_by_the_tree(layers_of, outlets):
    """A saying inside what another one says is the inner link."""
    text = "Tarn said villagers reported shells hit Teal."
    tree = """
        Tarn Tarn PROPN 2 nsubj
        said say VERB 0 root
        villagers villager NOUN 4 nsubj
        reported report VERB 2 ccomp
        shells shell NOUN 6 nsubj
        hit hit VERB 4 ccomp
        Teal Teal PROPN 6 obj
        . . PUNCT 2 punct
    """
    layers = layers_of(text, tree, attributions=[("said", ["Tarn"], ["villagers reported shells hit Teal"])])
    report = Report.from_text(text)
    told = statements(report, layers)
    told = (*told, *carry_over(report, layers, told, outlets=outlets))
    start = text.index("hit")
    found = chain(report, layers, told, start, start + 3, outlets=outlets)
    assert [("Tarn", None), ("villagers", "witness")] == [
        (link.source, link.kind if link.source != "Tarn" else None) for link in found
    ]


def test_anonymity_takes_a_name_off_the_record(said, outlets):
    """Who speaks on condition of anonymity is neither named nor on the record."""
    text = "An army officer, speaking on condition of anonymity, said shells hit Teal."
    report = Report.from_text(text)
    layers = said(text, ("said", ["An army officer"], ["shells hit Teal"]))
    told = statements(report, layers)
    (link,) = chain(report, layers, told, text.index("hit"), text.index("hit") + 3, outlets=outlets)
    assert ("military", False, False) == (link.kind, link.named, link.on_record)


def test_a_dateline_names_the_agency(said, outlets):
    """A wire copy is the agency's word before it is the outlet's."""
    text = "TEAL (Kestrel) — Shells hit the town."
    assert [LANTERN, "Kestrel"] == names(said, outlets, text, [], "hit")
