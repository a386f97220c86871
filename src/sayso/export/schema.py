"""The JSON Schema of an entry, made from the records themselves."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

from sayso import claim, report
from sayso.claim import Failure, Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) of one entry: a `Reading` or a `Failure`.

    Keys that a later version adds are allowed; a key without which an entry can't be read is required.
    """
    (reading, failure), definitions = msgspec.json.schema_components((Reading, Failure), ref_template="#/$defs/{name}")
    for name, definition in definitions.items():
        record = getattr(claim, name, None) or getattr(report, name)
        definition["description"] = inspect.cleandoc(record.__doc__).replace("``", "").replace("`", "")
    return {
        "$schema": DIALECT,
        "title": "sayso entry",
        "description": "What sayso read from one report, or why it could not. Offsets are half-open code points.",
        "oneOf": [reading, failure],
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> bytes:
    """Return the schema as indented UTF-8 JSON, the bytes of the packaged ``reading.schema.json``."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n"
