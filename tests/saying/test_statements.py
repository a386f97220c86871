"""Statements: spans by PolNeAR's conventions, quotation, addressee, polarity."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.layers import Attribution, Layers, Tagged
from sayso.report import Report
from sayso.saying import statements
from sayso.saying.fragments import Spans


def words(text: str, spans: Spans) -> list[str]:
    """Return what stands at each span."""
    return [text[a:b] for a, b in spans]


def only(text: str, layers: Layers):
    """Return the one statement of a text."""
    (statement,) = statements(Report.from_text(text), layers)
    return statement


def test_content_takes_in_its_quotation_marks(said):
    """Both marks, and the comma inside them, belong to the content."""
    text = "“The bridge is gone,” Mayor Ada Okoro said on Monday."
    got = only(text, said(text, ("said", ["Mayor Ada Okoro"], ["The bridge is gone"])))
    assert ["“The bridge is gone,”"] == words(text, got.content)


def test_content_leaves_the_full_stop(said):
    """The stop that ends an unquoted sentence is not content."""
    text = "Mayor Ada Okoro said the bridge was gone."
    got = only(text, said(text, ("said", ["Mayor Ada Okoro"], ["the bridge was gone."])))
    assert ["the bridge was gone"] == words(text, got.content)


def test_source_keeps_the_comma_of_its_apposition(said):
    """The comma that closes an apposition before the cue is part of the source."""
    text = "Ada Okoro, the mayor of Lower Teal, said the bridge was gone."
    got = only(text, said(text, ("said", ["Ada Okoro, the mayor of Lower Teal"], ["the bridge was gone"])))
    assert ["Ada Okoro, the mayor of Lower Teal,"] == words(text, got.source)


def test_cue_takes_in_its_colon(said):
    """A colon that brings the content belongs to the cue."""
    text = "The mayor added: “We are alone.”"
    got = only(text, said(text, ("added", ["The mayor"], ["“We are alone.”"])))
    assert ["added:"] == words(text, got.cue)


def test_a_quotation_goes_on_in_its_own_paragraphs(said):
    """Wholly quoted paragraphs that nobody else claims continue the statement before them."""
    text = (
        "“We heard a plane,” Okoro said. “Then it was quiet.”\n\n"
        "“Nobody came to help us that night.”\n\nThe road is shut."
    )
    layers = said(text, ("said", ["Okoro"], ["“We heard a plane,”", "“Then it was quiet.”"]))
    got = only(text, layers)
    assert ["“We heard a plane,”", "“Then it was quiet.”\n\n“Nobody came to help us that night.”"] == words(
        text, got.content
    )


def test_a_cue_with_a_colon_brings_the_next_quotation(said):
    """A cue that the model left without content has the quotation right after it."""
    text = "The mayor wrote:\n\n“Send us boats and blankets.”"
    got = only(text, said(text, ("wrote:", ["The mayor"], [])))
    assert ["“Send us boats and blankets.”"] == words(text, got.content)


def test_a_cue_without_content_states_nothing(said):
    """No statement comes of a cue alone."""
    text = "The mayor spoke."
    assert () == statements(Report.from_text(text), said(text, ("spoke", ["The mayor"], [])))


@pytest.mark.parametrize(
    ("sentence", "content", "kind"),
    [
        ("Okoro said “the bridge is gone”.", "“the bridge is gone”", "direct"),
        ('Okoro said the bridge was "gone for good".', 'the bridge was "gone for good"', "mixed"),
        ("Okoro said ''the bridge is gone''.", "''the bridge is gone''", "direct"),
        ("Okoro said «the bridge is gone».", "«the bridge is gone»", "direct"),
        ("Okoro said ‘the bridge isn’t there’.", "‘the bridge isn’t there’", "direct"),
        ("Okoro said the mayor's bridge wasn't there.", "the mayor's bridge wasn't there", "indirect"),
    ],
)
def test_quote_kind(said, sentence, content, kind):
    """Marks of every style count, apostrophes do not."""
    assert kind == only(sentence, said(sentence, ("said", ["Okoro"], [content]))).quote


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "addressee"),
    [
        ("Okoro told the Herald on Friday that it fell.", "told", "that it fell", ["the Herald"]),
        ("“It fell,” Okoro told Northern Radio.", "told", "“It fell,”", ["Northern Radio"]),
        ("Okoro informed reporters that it fell.", "informed", "that it fell", ["reporters"]),
        ("Okoro said in a letter to the council that it fell.", "said", "that it fell", ["the council"]),
        ("Okoro said in an interview with the Herald that it fell.", "said", "that it fell", ["the Herald"]),
        ("Okoro was told that it fell.", "told", "that it fell", []),
        ("Okoro said that it fell.", "said", "that it fell", []),
    ],
)
def test_addressee(said, sentence, cue, content, addressee):
    """Whom the source spoke to, and nobody where it was itself told."""
    got = only(sentence, said(sentence, (cue, ["Okoro"], [content])))
    assert addressee == words(sentence, got.addressee)


def test_addressee_is_the_object_in_the_tree(layers_of):
    """With a parse, the object of the verb of telling is the addressee, whole."""
    text = "Okoro told the Herald of Teal it fell."
    tree = """
        Okoro Okoro PROPN 2 nsubj
        told tell VERB 0 root
        the the DET 4 det
        Herald Herald PROPN 2 iobj
        of of ADP 6 case
        Teal Teal PROPN 4 nmod
        it it PRON 8 nsubj
        fell fall VERB 2 ccomp
        . . PUNCT 2 punct
    """
    layers = layers_of(text, tree, attributions=[("told", ["Okoro"], ["it fell"])])
    assert ["the Herald of Teal"] == words(text, only(text, layers).addressee)


@pytest.mark.parametrize(
    ("cue", "content", "polarity"),
    [
        ("said", "that it fell", "asserts"),
        ("denied", "that it fell", "denies"),
        ("rejected", "claims that it fell", "denies"),
        ("rejected", "the offer", "asserts"),
        ("does not believe", "that it fell", "denies"),
        ("said", "the reports that it fell were false", "denies"),
        ("called", "the accusations of shelling baseless", "denies"),
        ("denied", "that the reports were false", "asserts"),
        ("said", "the reports were not false", "asserts"),
        ("said", "the bridge was not false", "asserts"),
        ("called", "the election a fabrication", "asserts"),
        ("did not say", "the report was a lie", "unsure"),
        ("did not deny", "that it fell", "unsure"),
        ("could not confirm", "that it fell", "unsure"),
        ("asked", "whether it fell", "unsure"),
        ("suspected", "that it fell", "unsure"),
        ("declined to say", "whether it fell", "unsure"),
    ],
)
def test_polarity(said, cue, content, polarity):
    """A denial denies, a doubt leaves open, a negation turns a denial into a doubt."""
    text = f"Okoro {cue} {content}."
    assert polarity == only(text, said(text, (cue, ["Okoro"], [content]))).polarity


def test_nobody_asserts_nothing(said):
    """A claim that no group made is no claim."""
    text = "No group said it did it."
    assert "unsure" == only(text, said(text, ("said", ["No group"], ["it did it"]))).polarity


TEXTS = st.text(alphabet=st.sampled_from(list("ab Zé’'\"“”‘«»,.:;()\n🕊\u0301\u202e—-!?")), min_size=1, max_size=80)


@st.composite
def texts_with_attributions(draw):
    """Draw a text of quotation marks and odd characters, and layers whose fragments lie anywhere in it."""
    text = draw(TEXTS)

    def span(label: str) -> Tagged:
        start = draw(st.integers(0, len(text) - 1))
        return Tagged(start, draw(st.integers(start + 1, len(text))), label, 0.5)

    count = draw(st.integers(0, 4))
    attributions = tuple(
        Attribution(
            span("cue"),
            tuple(span("source") for _ in range(draw(st.integers(0, 2)))),
            tuple(span("content") for _ in range(draw(st.integers(0, 3)))),
            0.5,
        )
        for _ in range(count)
    )
    sentences = tuple((i, min(i + 7, len(text))) for i in range(0, len(text), 7))
    return text, Layers(sentences, (), attributions, (), (), (), (), ())


@settings(deadline=None, max_examples=60)
@given(texts_with_attributions())
def test_spans_lie_in_the_text_in_order_and_apart(case):
    """Whatever fragments come in, the pieces of a role are non-empty spans of the text, ascending."""
    text, layers = case
    for statement in statements(Report.from_text(text), layers):
        for spans in (statement.source, statement.cue, statement.content, statement.addressee):
            bounds = [b for span in spans for b in span]
            assert sorted(set(bounds)) == bounds
            assert all(0 <= b <= len(text) for b in bounds)


@settings(deadline=None, max_examples=60)
@given(texts_with_attributions())
def test_statements_are_deterministic(case):
    """The same layers give the same statements."""
    text, layers = case
    report = Report.from_text(text)
    assert statements(report, layers) == statements(report, layers)


def test_a_source_ends_with_its_name_and_with_no_hanging_word(said):
    """A source goes on to the end of the name that it stops in, and leaves out an article or preposition at its end."""
    text = "Ada Okoro said shells hit Teal. Officers in Teal said the road was cut."
    layers = said(text, ("said", ["Ada"], ["shells hit Teal"]), ("said the", ["Officers in"], ["road was cut"]))
    layers = replace(layers, names=(Tagged(0, len("Ada Okoro"), "person", 0.9),))
    found = statements(Report.from_text(text), layers)
    assert ["Ada Okoro", "Officers"] == [text[slice(*s.source[0])] for s in found]


def test_a_source_that_is_an_article_alone_is_its_noun_phrase(layers_of):
    """Where the tagger takes the name for something else, the tree tells what the article belongs to."""
    text = "The River Front denied that it fired."
    tree = """
    The the DET 3 det
    River River PROPN 3 compound
    Front Front PROPN 4 nsubj
    denied deny VERB 0 root
    that that SCONJ 7 mark
    it it PRON 7 nsubj
    fired fire VERB 4 ccomp
    . . PUNCT 4 punct
    """
    layers = layers_of(text, tree, attributions=[("denied", ["The"], ["that it fired"])])
    (found,) = statements(Report.from_text(text), layers)
    assert ["The River Front"] == [text[slice(*span)] for span in found.source]
