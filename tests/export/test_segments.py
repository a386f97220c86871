from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.export.segments import Layer, paragraphs

NAMES = ("actor", "cue", "content")


@st.composite
def texts_with_spans(draw):
    """Draw a text and spans laid over it."""
    text = draw(st.text(st.sampled_from("ab \n\r\t\u0301م🌉"), max_size=30))
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends, st.sampled_from(NAMES)), max_size=6))
    return text, [Layer(min(a, b), max(a, b), name) for a, b, name in spans if a != b]


@settings(deadline=None)
@given(texts_with_spans())
def test_segments_say_what_stands_there(case):
    """Each segment is the text at its offsets, and each paragraph's segments join without gap or overlap."""
    text, spans = case
    for paragraph in paragraphs(text, spans):
        assert [s.end for s in paragraph[:-1]] == [s.start for s in paragraph[1:]]
        for segment in paragraph:
            assert text[segment.start : segment.end] == segment.text != ""


@settings(deadline=None)
@given(texts_with_spans())
def test_every_character_has_the_layers_of_its_spans(case):
    """However spans overlap or nest, a character carries exactly the layers of the spans that cover it."""
    text, spans = case
    for paragraph in paragraphs(text, spans):
        for segment in paragraph:
            for at in range(segment.start, segment.end):
                expected = tuple(sorted({span.name for span in spans if span.start <= at < span.end}))
                assert expected == segment.layers


@settings(deadline=None)
@given(texts_with_spans())
def test_only_white_space_is_left_out(case):
    """All that is written is shown."""
    text, spans = case
    shown = "".join(segment.text for paragraph in paragraphs(text, spans) for segment in paragraph)
    assert "".join(text.split()) == "".join(shown.split())


def test_blank_lines_part_paragraphs():
    """One line break stays within a paragraph, in files of any system."""
    found = paragraphs("one\ntwo\r\n \r\nthree\n\n\nfour\n", [])
    assert ["one\ntwo", "three", "four"] == ["".join(s.text for s in paragraph) for paragraph in found]


def test_a_trigger_opens_once():
    """A trigger that another span cuts in two opens in its first piece and runs on in the second."""
    ((first, second),) = paragraphs("shelled", [Layer(0, 7, "trigger", "c1"), Layer(3, 7, "actor")])
    assert ((("c1",), ("c1",)), (("c1",), ())) == ((first.claims, first.opens), (second.claims, second.opens))
