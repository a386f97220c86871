"""What the actor table takes from the data folder (petrarch2 Dictionaries, NGEC agents, CountryInfo, EWT)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sayso.who.names import key

KIND_OF_ROLE = {
    "GOV": "government", "LEG": "government", "JUD": "government", "MIL": "military", "COP": "police",
    "SPY": "intelligence", "REB": "rebels", "INS": "rebels", "SEP": "rebels", "IMG": "rebels", "UAF": "rebels",
    "CRM": "criminal", "REL": "religious", "BUS": "business", "MNC": "business", "JRN": "media", "PTY": "party",
    "OPP": "party", "NGO": "ngo", "NGM": "ngo", "IGO": "igo", "CVL": "civilians", "REF": "civilians",
    "LAB": "civilians", "EDU": "civilians", "AGR": "civilians", "MED": "civilians", "SOC": "civilians",
}  # fmt: skip
"""CAMEO and PLOVER role codes as kinds of actor."""

SINCE = "2005-01-01"
"""Office-holders whose last term ended before this day are left out: reports name their offices, rarely them."""


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _codes(data: Path) -> dict[str, str]:
    return {r["iso3"]: r["iso"] for r in _rows(data / "gazetteer" / "countries.jsonl.gz")}


def nouns(data: Path) -> dict[str, str]:
    """Return agent nouns with their kind, ``!person!`` spelt out."""
    found: dict[str, str] = {}
    for row in _rows(data / "actors" / "plover_agents_ngec.jsonl.gz"):
        kind = KIND_OF_ROLE.get(row["role"][:3])
        if kind is None:
            continue
        for person in ("man", "woman", "person") if "!person!" in row["noun"] else ("",):
            noun = key(row["noun"].replace("!person!", person))
            if noun and not any(c.isdigit() for c in noun):
                found.setdefault(noun, kind)
    return found


def ordinary_words(data: Path, names: set[str]) -> list[str]:
    """Return which one-word *names* are also written in lower case as ordinary words in English Web Treebank."""
    seen: set[str] = set()
    for row in _rows(data / "ewt" / "train.jsonl.gz"):
        for sentence in row["sentences"]:
            seen.update(token[0] for token in sentence["tok"] if token[0].islower() and token[2] not in ("PROPN", "X"))
    return sorted(name for name in names if name in seen)


def hints(data: Path, taken: set[str]) -> dict[str, str]:
    """Return towns and regions that say which country a report is about, where only one country has the name."""
    iso = _codes(data)
    found: dict[str, set[str]] = {}
    for row in _rows(data / "actors" / "countryinfo.jsonl.gz"):
        country = iso.get(row["iso3"] or "")
        for place in [*row["cities"], *row["regions"]] if country else []:
            name = key(place.replace("_", " "))
            if len(name) > 3 and name not in taken:
                found.setdefault(name, set()).add(country)
    return {name: next(iter(where)) for name, where in sorted(found.items()) if len(where) == 1}


def _kind(code: str, iso: dict[str, str]) -> tuple[str | None, str | None]:
    """Return country and kind of a CAMEO actor code ("AFGGOVMIL" -> AF, military)."""
    country = iso.get(code[:3])
    roles = [code[i : i + 3] for i in range(3 if country else 0, len(code) - 2, 3)]
    if "MIL" in roles:
        return country, "military"
    return country, next((KIND_OF_ROLE[r] for r in roles if r in KIND_OF_ROLE), None)


def weak(data: Path, taken: set[str], slug: Callable[[str], str]) -> dict[str, list[str | None]]:
    """Return names that count only where the report speaks of their country: ``[id, name, kind, country, start, end]``.

    Names of one word are left out, and so is a name whose roles lie in several countries.
    """
    iso = _codes(data)
    found: dict[str, list[str | None]] = {}
    for row in _rows(data / "actors" / "petrarch_actors.jsonl.gz"):
        if row["list"] not in ("countries", "international", "milnonstate"):
            continue
        roles = [(_kind(r["code"], iso), r) for r in row["roles"]]
        roles = [(c, k, r) for (c, k), r in roles if k and k not in ("business", "civilians")]
        if len({c for c, _, _ in roles}) != 1 or roles[0][0] is None:
            continue
        country, kind, _ = roles[-1]
        dated = [r for *_, r in roles if r.get("start") or r.get("end")]
        start = min((r["start"] for r in dated if r.get("start")), default=None)
        open_ended = any(not r.get("end") for r in dated)
        end = None if open_ended else max((r["end"] for r in dated), default=None)
        if (end or "9999") < SINCE or (open_ended and (start or "9999") < "1975"):
            continue
        title = row["name"].title()
        for name in (row["name"], *row["aliases"]):
            norm = key(name)
            if " " in norm and norm not in taken and norm.replace(" ", "").isalpha():
                found.setdefault(norm, [f"actor:{slug(title)}", title, kind, country, start, end])
    return dict(sorted(found.items()))
