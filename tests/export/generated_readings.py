"""Readings of any shape that the records allow, for invariants."""

from __future__ import annotations

import datetime as dt
from typing import get_type_hints

import msgspec
from hypothesis import strategies as st

from sayso import claim, report
from sayso.claim import Failure, Reading

FINITE = st.floats(-1e9, 1e9)


def _records() -> list[type[msgspec.Struct]]:
    everything = {**vars(report), **vars(claim)}.values()
    return [thing for thing in everything if isinstance(thing, type) and issubclass(thing, msgspec.Struct)]


def _of(annotation: object) -> st.SearchStrategy[object]:
    """Return values of *annotation*: JSON has 64-bit integers and no NaN."""
    if annotation is float:
        return FINITE
    if annotation is int:
        return st.integers(-(2**63), 2**63 - 1)
    if annotation is str:
        return st.text(max_size=8)
    if annotation is dt.date:
        return st.dates()
    parts = getattr(annotation, "__args__", ())
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return st.deferred(lambda: RECORDS[annotation])
    if getattr(annotation, "__origin__", None) is tuple and parts[-1] is ...:
        return st.lists(_of(parts[0]), max_size=2).map(tuple)
    if getattr(annotation, "__origin__", None) is tuple:
        return st.tuples(*map(_of, parts))
    if type(None) in parts:
        return st.none() | _of(next(part for part in parts if part is not type(None)))
    return st.from_type(annotation)


RECORDS = {
    record: st.builds(record, **{name: _of(hint) for name, hint in get_type_hints(record).items() if name[0] != "_"})
    for record in _records()
}
readings = RECORDS[Reading]
failures = RECORDS[Failure]
