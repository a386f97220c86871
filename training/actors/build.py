"""Build the packaged actor table (see README.md for the command)."""

from __future__ import annotations

import argparse
import calendar
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.who.names import is_acronym, key, slug
from training.actors import outside

HERE = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the lines of one of the CSV files here."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def several(cell: str) -> list[str]:
    """Return the parts of a cell that holds several."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def day(text: str, *, last: bool) -> str | None:
    """Return a year, month or day as the first or *last* day that it covers."""
    parts = [int(p) for p in text.split("-")] if text else []
    if not parts:
        return None
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    number = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    return f"{year:04d}-{month:02d}-{number:02d}"


class Builder:
    """Gathers rows and aliases."""

    def __init__(self) -> None:
        self.actors: dict[str, list[list[str | None]]] = {}
        self.aliases: dict[str, list[str]] = defaultdict(list)
        self.capitals: set[str] = set()

    def alias(self, name: str, actor: str) -> None:
        """Let *name* mean *actor*, beside what it means already."""
        norm = key(name)
        if actor not in self.aliases[norm]:
            self.aliases[norm].append(actor)
        if is_acronym(name):
            self.capitals.add(norm)

    def add(self, row: dict[str, str], *, office: str | None = None, kind: str | None = None) -> None:
        """Add a line of a CSV file: what an actor was at one time."""
        actor = f"actor:{row['slug']}"
        part_of = f"actor:{row['part_of']}" if row.get("part_of") else None
        record = [row["name"], kind or row["kind"], row["country"] or None, part_of,
                  day(row.get("start") or "", last=False), day(row.get("end") or "", last=True)]  # fmt: skip
        self.actors.setdefault(actor, []).append([*record, office] if office else record)
        self.alias(row["name"], actor)
        for name in several(row["aliases"]):
            self.alias(name, actor)


def states() -> tuple[dict[str, str], dict[str, list[str]], set[str]]:
    """Return names by ISO code, and what each word for a state means: ``[form, code]``."""
    names: dict[str, str] = {}
    terms: dict[str, list[str]] = {}
    capitals: set[str] = set()
    for row in rows("states"):
        names[row["iso"]] = row["name"]
        forms = {"name": [row["name"], *several(row["aliases"])], "adjective": several(row["adjectives"]),
                 "people": several(row["demonyms"]), "capital": several(row["capital"])}  # fmt: skip
        for form, words in forms.items():
            for word in words:
                terms.setdefault(key(word), [form, row["iso"]])
                if is_acronym(word):
                    capitals.add(key(word))
    # Two states share the word; the larger one is what reports mean by it.
    terms["congolese"] = ["adjective", "CD"]
    return names, terms, capitals


def build(data: Path) -> dict[str, object]:
    """Return the whole table as plain values."""
    builder = Builder()
    for name in ("groups", "organisations"):
        for row in rows(name):
            builder.add(row)
    for row in rows("outlets"):
        builder.add(row, kind="media")
    for row in rows("people"):
        builder.add(row, office=row["office"])
    for times in builder.actors.values():
        times.sort(key=lambda row: row[4] or "")
    names, terms, capitals = states()
    own_nouns: dict[str, list[object]] = {
        r["noun"]: [r["kind"] or None, several(r["refers"]), r["part"] or None, r["form"] or None]
        for r in rows("nouns")
    }
    persons = {noun.split()[-1] for noun, (*_, form) in own_nouns.items() if form == "person"}
    nouns: dict[str, list[object]] = {
        noun: [kind, [], None, "person" if noun.split()[-1] in persons or noun.endswith(("man", "person")) else None]
        for noun, kind in outside.nouns(data).items()
    }
    nouns |= own_nouns
    taken = set(builder.aliases) | set(terms)
    return {
        "states": names,
        "terms": dict(sorted(terms.items())),
        "organs": {key(r["phrase"]): [r["slug"] or None, r["kind"], r["name"] or None] for r in rows("organs")},
        "nouns": dict(sorted(nouns.items())),
        "titles": {key(r["title"]): [r["kind"] or None, r["office"] or None, r["sex"] or None] for r in rows("titles")},
        "full_titles": {key(r["title"]): r["full"] for r in rows("titles") if r["full"]},
        "strikes": sorted(r["word"] for r in rows("strikes")),
        "outlets": {f"actor:{r['slug']}": r["kind"] for r in rows("outlets")},
        "capitals": sorted(builder.capitals | capitals),
        "alone": sorted(key(r["acronym"]) for r in rows("alone")),
        "ordinary": outside.ordinary_words(data, set(builder.aliases) | set(terms)),
        "hints": outside.hints(data, taken),
        "actors": dict(sorted(builder.actors.items())),
        "aliases": dict(sorted(builder.aliases.items())),
        "weak": outside.weak(data, taken, slug),
    }


def one_entry_a_line(table: dict[str, object]) -> str:
    """Return *table* as JSON that a person can read a diff of."""
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r'(?<=[\]"}]),(?="[^"]+":(?:\[|\{|"))', ",\n", text) + "\n"


def main() -> None:
    """Write the table and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    table = build(options.data)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(one_entry_a_line(table), encoding="utf-8")
    sizes = {name: len(value) for name, value in table.items() if isinstance(value, (dict, list))}
    print(f"{options.out}: {options.out.stat().st_size:,} bytes", sizes)


if __name__ == "__main__":
    main()
