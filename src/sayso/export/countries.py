"""Country names by code, from the packaged table (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


@cache
def _names() -> dict[str, str]:
    return msgspec.json.decode(
        files("sayso.export").joinpath("data", "countries.json").read_bytes(), type=dict[str, str]
    )


def country_name(code: str | None) -> str | None:
    """Return the short English name of an ISO 3166-1 alpha-2 *code*; the code itself where the table lacks it."""
    return None if code is None else _names().get(code, code)
