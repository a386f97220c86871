"""Readings as JSON: one object a report, the same bytes for the same readings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from sayso.claim import Failure, Reading

Entry = Reading | Failure
"""What becomes of one input: a reading, or what went wrong, in its place among the others."""


def encode(entry: Entry) -> bytes:
    """Return *entry* as one line of UTF-8 JSON, without the line break.

    Every field is written, the unknown ones as ``null`` or ``[]``, in the order of the records.
    A lone surrogate, which UTF-8 can't hold, is written as U+FFFD: offsets count code points and stay true.
    """
    try:
        return msgspec.json.encode(entry)
    except UnicodeEncodeError:
        return msgspec.json.encode(_without_surrogates(msgspec.to_builtins(entry)))


def decode(data: bytes | str) -> Entry:
    """Return the entry that `encode` wrote as *data*. Raise `msgspec.DecodeError` where it is none.

    Keys that this version does not know are left out, so that newer files can be read.
    """
    raw = msgspec.json.decode(data)
    if isinstance(raw, dict) and "error" in raw:
        return msgspec.convert(raw, Failure)
    return msgspec.convert(raw, Reading)


def write_jsonl(entries: Iterable[Entry], stream: BinaryIO) -> None:
    """Write one entry a line, each as soon as it is there."""
    for entry in entries:
        stream.write(encode(entry) + b"\n")
        stream.flush()


def write_json(entries: Iterable[Entry], stream: BinaryIO) -> None:
    """Write indented JSON: one entry as an object, any other number as an array of objects."""
    parts = [msgspec.json.format(encode(entry), indent=2) for entry in entries]
    if len(parts) == 1:
        stream.write(parts[0] + b"\n")
        return
    indented = [b"  " + part.replace(b"\n", b"\n  ") for part in parts]
    stream.write(b"[\n" + b",\n".join(indented) + b"\n]\n" if parts else b"[]\n")


def _without_surrogates(value: object) -> object:
    """Return *value*, of JSON's types, with U+FFFD for each lone surrogate."""
    if isinstance(value, str):
        return "".join("�" if "\ud800" <= character <= "\udfff" else character for character in value)
    if isinstance(value, dict):
        return {key: _without_surrogates(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(item) for item in value]
    return value
