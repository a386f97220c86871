"""Bytes become the right text or an error."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadEncoding, BinaryInput
from sayso.reading.decoding import decode, decode_page

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1)


@given(text=TEXT)
@settings(deadline=None)
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_mark_names_the_encoding(mark: bytes, encoding: str, text: str) -> None:
    """What was written with a byte order mark is read back without it."""
    assert text == decode(mark + text.encode(encoding), source="a.txt")


def test_encoding_option() -> None:
    """A named encoding is used where there is no mark."""
    assert "café" == decode("café".encode("windows-1252"), source="a.txt", encoding="windows-1252")


@pytest.mark.parametrize("data", ["café".encode("windows-1252"), "Привет".encode("cp1251"), b"\xef\xbb\xbf\xff"])
def test_wrong_encoding_is_no_mojibake(data: bytes) -> None:
    """Bytes that are not UTF-8 are refused, with a remedy."""
    with pytest.raises(BadEncoding, match=r"a\.txt: .*--encoding"):
        decode(data, source="a.txt")


def test_unknown_encoding() -> None:
    """An encoding that nobody knows is named in the error."""
    with pytest.raises(BadEncoding, match="klingon"):
        decode(b"x", source="a.txt", encoding="klingon")


@pytest.mark.parametrize("data", [bytes(range(256)), b"text\0more", "no mark".encode("utf-16-le"), b"\x01\x02\x03" * 9])
def test_binary(data: bytes) -> None:
    """NULs and control bytes are no text."""
    with pytest.raises(BinaryInput):
        decode(data, source="a.bin")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("windows-1251", "cp1251"), ("iso-8859-1", "windows-1252"), (None, "utf-8")],
)
def test_page_in_its_declared_encoding(declared: str | None, encoding: str) -> None:
    """A page is read as it says; Latin-1 is windows-1252, as in browsers."""
    text = "Привет" if encoding == "cp1251" else "“quoted”"
    assert text == decode_page(text.encode(encoding), source="a.html", declared=declared)


def test_undeclared_western_page() -> None:
    """A page that declares nothing and is nearly all ASCII is windows-1252, the standard's default."""
    text = "a café in the town " + "and more plain words " * 20
    assert text == decode_page(text.encode("windows-1252"), source="a.html", declared=None)


def test_undeclared_page_of_another_script() -> None:
    """A page that declares nothing and is mostly not ASCII is refused, not turned into mojibake."""
    with pytest.raises(BadEncoding):
        decode_page("Привет, мир".encode("cp1251") * 20, source="a.html", declared=None)


def test_stray_byte_in_a_declared_page() -> None:
    """One stray byte does not lose the page: it is marked."""
    text = decode_page(b"plain words " * 200 + b"\xff", source="a.html", declared="utf-8")
    assert (1, True) == (text.count("\ufffd"), text.startswith("plain words"))


def test_wrongly_declared_page() -> None:
    """A page whose declaration is plainly wrong is refused."""
    with pytest.raises(BadEncoding):
        decode_page("Привет".encode("cp1251") * 50, source="a.html", declared="utf-8")
