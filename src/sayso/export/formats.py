"""The formats that a case file or a set of readings is exported to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.export import acled, annotation, claims, ftm, gdelt, geojson, polecat, prov, schema_org, ucdp
from sayso.export.account import Account
from sayso.export.rows import Left, Row, Table, table
from sayso.export.writing import Frame

Kind = Literal["csv", "tsv", "parquet", "jsonl", "document"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how its rows are made, what file they go to, and what stands around them in a document.

    ``events`` says that it codes events, and so leaves out what was only claimed otherwise.
    """

    name: str
    suffix: str
    kind: Kind
    rows: Callable[[Iterable[Account]], Iterator[Row | Left]]
    events: bool = True
    frame: Frame | None = None

    @property
    def table(self) -> Table:
        """What its columns are."""
        return table(self.name if self.kind != "parquet" else "csv")


_COLLECTION = {"@context": annotation.CONTEXT, "type": "AnnotationCollection", "label": "Claims and their words"}

FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("ucdp", ".csv", "csv", ucdp.rows),
        Format("acled", ".csv", "csv", acled.rows),
        Format("polecat", ".csv", "csv", polecat.rows),
        Format("gdelt", ".tsv", "tsv", gdelt.rows),
        Format("geojson", ".geojson", "document", geojson.rows, frame=Frame({"type": "FeatureCollection"}, "features")),
        Format("csv", ".csv", "csv", claims.rows, events=False),
        Format("parquet", ".parquet", "parquet", claims.rows, events=False),
        Format("annotation", ".jsonld", "document", annotation.rows, events=False,
               frame=Frame(_COLLECTION, "first", page="AnnotationPage")),
        Format("prov", ".jsonld", "document", prov.rows, events=False,
               frame=Frame({"@context": prov.CONTEXT}, "@graph")),
        Format("schema-org", ".jsonld", "document", schema_org.rows, events=False,
               frame=Frame({"@context": schema_org.CONTEXT}, "@graph")),
        Format("ftm", ".jsonl", "jsonl", ftm.rows),
    )
}  # fmt: skip
"""Every format by its name."""
