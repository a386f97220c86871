"""Exports of what a page shows: the same incidents, in the formats of `sayso export`."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.responses import Response, StreamingResponse

from sayso.casefile import Case
from sayso.errors import BadUsage, NotInCase
from sayso.export.casework import accounts
from sayso.export.exporting import BOOK, LIST, beside, export
from sayso.export.formats import FORMATS
from sayso.room.asking import Ask
from sayso.room.lens import Lens

SAYS = {
    "csv": "Every claim, a row each", "ucdp": "UCDP GED’s columns", "acled": "ACLED’s columns and rules",
    "polecat": "POLECAT’s columns", "gdelt": "GDELT’s mentions", "geojson": "For maps",
    "parquet": "Every claim, for analysis",
    "annotation": "W3C annotations of the words", "prov": "Where each record comes from (PROV-O)",
    "schema-org": "schema.org claims", "ftm": "For Aleph (followthemoney)",
}  # fmt: skip
"""What each format is for, in the order in which they are offered."""
PIECE = 2**18


async def form(ask: Ask) -> Response:
    """Show what can be exported of what the filter shows."""
    lens = ask.lens
    shown, total = await ask.at(_counted, ask, lens)
    return await ask.page("export.html.jinja", lens=lens, shown=shown, total=total, formats=SAYS, known=FORMATS)


def _counted(case: Case, ask: Ask, lens: Lens) -> tuple[int, int]:
    index = ask.index(case)
    return (0, 0) if index is None else (int(index.mask(case, lens).sum()), len(index))


async def download(ask: Ask) -> Response:
    """Return one ZIP file: the export, the list of the claims behind its rows, and its codebook."""
    name = ask.request.path_params["format"]
    if name not in FORMATS:
        raise NotInCase(f"There is no format {name}", remedy=f"There are {', '.join(FORMATS)}.")
    folder = tempfile.TemporaryDirectory(prefix="sayso-")
    try:
        path = await ask.at(_written, ask, ask.lens, name, Path(folder.name))
    except BaseException:
        folder.cleanup()
        raise
    headers = {"content-disposition": f'attachment; filename="{path.name}"'}
    return StreamingResponse(_pieces(path, folder), media_type="application/zip", headers=headers)


def _written(case: Case, ask: Ask, lens: Lens, name: str, folder: Path) -> Path:
    index = ask.index(case)
    if index is None:
        raise BadUsage("The incidents were never worked out", remedy="Have them worked out first.")
    only = None if lens.empty else index.ids(index.mask(case, lens))
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", ask.case).strip("-") or "case"
    output = folder / f"{stem}{FORMATS[name].suffix}"
    export(accounts(case, only=only, alone=ask.blind), name, output)
    packed = folder / f"{stem}-{name}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in (output, beside(output, LIST), beside(output, BOOK)):
            archive.write(path, path.name)
    return packed


async def _pieces(path: Path, folder: tempfile.TemporaryDirectory[str]) -> AsyncIterator[bytes]:
    try:
        with path.open("rb") as stream:
            while piece := stream.read(PIECE):
                yield piece
    finally:
        folder.cleanup()
