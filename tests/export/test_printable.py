import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.export.printable import one_line, same_length

ANY = st.text(st.characters(exclude_categories=()))


@settings(deadline=None)
@given(ANY)
def test_a_line_holds_nothing_that_a_terminal_obeys(text):
    """No control character, line break, lone surrogate or direction override is left, whatever comes in."""
    line = one_line(text)
    assert not {c for c in line if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@settings(deadline=None)
@given(ANY)
def test_a_line_stays_as_it_is(text):
    """Cleaning twice changes nothing."""
    assert one_line(text) == one_line(one_line(text))


def test_an_escape_sequence_is_shown_and_not_obeyed():
    """A title can't clear the screen or forge a hyperlink."""
    assert "\ufffd[2J\ufffd]8;;x\ufffda b" == one_line("\x1b[2J\x1b]8;;x\x07a\r\n b")


def test_letters_of_any_script_stay():
    """Right-to-left words, joiners, combining marks and emoji are text."""
    text = "ملكال می\u200cرود cafe\u0301 👩\u200d🚒"
    assert text == one_line(text)


@settings(deadline=None)
@given(ANY)
def test_offsets_stay(text):
    """Every code point stays in its place and the result can be encoded."""
    shown = same_length(text)
    assert len(text) == len(shown)
    shown.encode()
