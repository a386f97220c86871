"""Components of spaCy: found by name, on a blank pipeline, with records that survive storing."""

from __future__ import annotations

from typing import Any

import pytest

spacy = pytest.importorskip("spacy")

TEXT = "Taliban fighters shelled Asadabad in Kunar on Thursday. The group denied it, saying it was in Kabul now."


@pytest.fixture(scope="module")
def nlp() -> Any:
    """Return a blank pipeline with all three, found by spaCy through the entry points."""
    made = spacy.blank("en")
    for name in ("sayso_who", "sayso_where", "sayso_when"):
        made.add_pipe(name)
    return made


@pytest.fixture(scope="module")
def doc(nlp: Any) -> Any:
    """Return a document that was published on a known day."""
    made = nlp.make_doc(TEXT)
    made._.sayso_published = "2020-10-22"
    return nlp(made)


def test_spans_carry_what_they_mean(doc: Any) -> None:
    """Each group has spans with a label and the id in a knowledge base."""
    assert ("Asadabad", "point", "1148311") == _told(doc.spans["sayso_where"][0])
    assert ("Thursday", "day", "2020-10-22") == _told(doc.spans["sayso_when"][0])
    assert ("Taliban fighters", "rebels", "actor:taliban") == _told(doc.spans["sayso_who"][0])


def test_records_are_at_spans_and_document(doc: Any) -> None:
    """The record of a span is sayso's own, and the document has all of them in text order."""
    for name in ("sayso_who", "sayso_where", "sayso_when"):
        of_spans = [getattr(span._, name) for span in doc.spans[name]]
        assert list(getattr(doc._, name)) == of_spans
        assert [TEXT[r.start : r.end] for r in of_spans] == [r.text for r in of_spans]


def test_the_same_as_without_spacy(doc: Any) -> None:
    """What the component finds is what `sayso.where.read` does."""
    from sayso.where import read

    assert read(TEXT) == doc._.sayso_where


def test_a_span_of_nothing_has_no_record(doc: Any) -> None:
    """A span that no component set has none."""
    assert doc[0:0]._.sayso_when is None
    assert doc[2:3]._.sayso_where is None


def test_documents_can_be_stored(doc: Any, nlp: Any) -> None:
    """Records come back from a document's bytes."""
    back = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert doc._.sayso_when == back._.sayso_when
    assert doc._.sayso_who == back._.sayso_who


def test_without_a_day_nothing_counts_from_today(nlp: Any) -> None:
    """A weekday stays unknown where the day of publication was not given."""
    assert [None] == [when.value for when in nlp("Shells fell on Thursday.")._.sayso_when]


def test_rules_alone_find_what_is_surely_a_time() -> None:
    """The component can do without the model."""
    made = spacy.blank("en")
    made.add_pipe("sayso_when", config={"rules_alone": True})
    assert ["2019-05-03"] == [when.value for when in made("Shells fell on 3 May 2019.")._.sayso_when]


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_has_nothing(nlp: Any, text: str) -> None:
    """A text without words gives no records and no error."""
    found = nlp(text)
    assert ((), (), ()) == (found._.sayso_who, found._.sayso_where, found._.sayso_when)


def _told(span: Any) -> tuple[str, str, str]:
    return span.text, span.label_, span.kb_id_
