"""An export as three files: the rows, the list of the claims behind them, and the codebook."""

from __future__ import annotations

import csv
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.errors import BadUsage
from sayso.export.account import Account, Told
from sayso.export.cells import cell
from sayso.export.codebook import Counts, codebook
from sayso.export.formats import FORMATS, Format
from sayso.export.iris import named
from sayso.export.phrasing import chain, evidence
from sayso.export.rows import Cell, Left, Row, table, why
from sayso.export.writing import Cells, write_csv, write_document, write_jsonl, write_parquet, write_tsv

LIST = ".claims.csv"
BOOK = ".codebook.md"


def export(accounts: Iterable[Account], name: str, output: Path) -> Counts:
    """Write *accounts* in the format called *name* to *output*, with the list of claims and the codebook beside it.

    The files appear whole or not at all. Raise `BadUsage` where they can't be written.
    """
    form, counts = FORMATS[name], Counts()
    with _folder(output) as folder:
        rows, listed, book = folder / "rows", folder / "list", folder / "book"
        with listed.open("w", encoding="utf-8", newline="") as stream:
            listing = csv.writer(stream)
            listing.writerow(table("list").names)

            def noted() -> Iterator[Cells]:
                for item in form.rows(accounts):
                    listing.writerows(_listing(item, counts))
                    if isinstance(item, Row):
                        yield item.cells

            _write(form, noted(), rows)
        book.write_text(codebook(name, counts=counts), encoding="utf-8")
        for draft, path in ((rows, output), (listed, beside(output, LIST)), (book, beside(output, BOOK))):
            draft.replace(path)
    return counts


def beside(output: Path, suffix: str) -> Path:
    """Return the path of what goes with *output*: ``ged.csv`` has ``ged.claims.csv`` and ``ged.codebook.md``."""
    return output.with_name(output.stem + suffix)


def _write(form: Format, rows: Iterable[Cells], path: Path) -> None:
    if form.kind == "parquet":
        write_parquet(form.table, rows, path)
        return
    with path.open("wb") as stream:
        if form.kind == "csv":
            write_csv(form.table, rows, stream)
        elif form.kind == "tsv":
            write_tsv(rows, stream)
        elif form.frame is None:
            write_jsonl(rows, stream)
        else:
            write_document(form.frame, rows, stream, name=named("collection", form.name))


def _listing(item: Row | Left, counts: Counts) -> Iterator[list[str]]:
    """Yield the lines of the list for one item, and count it."""
    key, reason = (item.key, None) if isinstance(item, Row) else (None, item.reason)
    if isinstance(item, Row):
        counts.rows += 1
        counts.claims += len(item.told)
    else:
        counts.left[item.reason] += len(item.told)
    for told in item.told:
        yield [cell(value) for value in _line(key, reason, told)]


def _line(key: str | None, reason: str | None, told: Told) -> list[Cell]:
    claim, report = told.claim, told.report
    first = claim.evidence[0] if claim.evidence else claim.event.trigger
    return [key, reason, why(told) or "asserts", claim.id, claim.event.id, report.id, report.outlet, report.published,
            chain(told), first.start, first.end, evidence(told)]  # fmt: skip


@contextmanager
def _folder(output: Path) -> Iterator[Path]:
    """Give a folder beside *output* for drafts, which have the rights that a new file of the user's has."""
    if output.exists() and not stat.S_ISREG(output.stat().st_mode):
        raise BadUsage("is no file that can be replaced", source=str(output), remedy="Name a file.")
    try:
        folder = TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise BadUsage(f"can't be written: {error.strerror}", source=str(output)) from error
    with folder as path:
        yield Path(path)
