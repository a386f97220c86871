"""Bytes to text, without guesses: a wrong encoding is an error, never mojibake."""

from __future__ import annotations

import codecs

from sayso.errors import BadEncoding, BinaryInput

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
REMEDY = "Name the encoding (--encoding windows-1252), or save it as UTF-8."
STRAY_SHARE = 0.001
"""Largest share of undecodable bytes at which a page that declares its encoding is still read as that."""
WESTERN_SHARE = 0.02
"""Largest share of non-ASCII bytes at which a page without a declared encoding is read as windows-1252."""
PRINTABLE_CONTROLS = frozenset(b"\t\n\r\f\v\x08\x1b\x1a")
SAMPLE = 8192


def bom_of(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark at the start of *data* names, and the mark's length."""
    return next(((encoding, len(mark)) for mark, encoding in BOMS if data.startswith(mark)), None)


def is_binary(data: bytes) -> bool:
    """Return whether *data* can't be text: no byte order mark, and a NUL or many control bytes at its start."""
    if bom_of(data):
        return False
    head = data[:SAMPLE]
    controls = sum(byte < ord(" ") and byte not in PRINTABLE_CONTROLS for byte in head)
    return b"\0" in head or controls > len(head) * 0.05


def decode(data: bytes, *, source: str, encoding: str | None = None) -> str:
    """Return the text of *data*: by its byte order mark, else by *encoding*, else as UTF-8.

    Line ends and all else stay as they are; only the mark goes. Raises `BinaryInput` and `BadEncoding`.
    """
    mark = bom_of(data)
    if mark is None and is_binary(data):
        raise BinaryInput(
            "This is not text", source=source, remedy="Give a text, HTML, PDF, JSONL, CSV, feed or WARC file."
        )
    name, skip = mark or (encoding or "utf-8", 0)
    try:
        return data[skip:].decode(name)
    except LookupError:
        raise BadEncoding(f"There is no encoding “{name}”", source=source, remedy=REMEDY) from None
    except UnicodeDecodeError as error:
        where = f"The bytes are not valid {name.upper()} (at byte {skip + error.start})"
        raise BadEncoding(where, source=source, remedy=REMEDY) from None


def decode_page(data: bytes, *, source: str, declared: str | None) -> str:
    """Return the text of a web page whose header or markup *declared* an encoding, as the WHATWG standard reads it.

    The mark wins over the declaration. A declared page may hold a few stray bytes (they become U+FFFD).
    An undeclared one is UTF-8 or, where it is nearly all ASCII, windows-1252, the standard's default.
    """
    if bom_of(data):
        return decode(data, source=source)
    if declared is None:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            declared = "windows-1252" if _nearly_ascii(data) else "utf-8"
    # The WHATWG standard reads Latin-1 and ASCII labels as windows-1252, as all browsers do.
    western = declared.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}
    name = "windows-1252" if western else declared
    try:
        codecs.lookup(name)
    except LookupError:
        name = "utf-8"
    text = data.decode(name, errors="replace")
    if text.count("\ufffd") > len(text) * STRAY_SHARE + 1:
        raise BadEncoding(f"The bytes are not valid {name.upper()}", source=source, remedy=REMEDY)
    return text


def _nearly_ascii(data: bytes) -> bool:
    return sum(byte > 0x7F for byte in data) <= len(data) * WESTERN_SHARE
