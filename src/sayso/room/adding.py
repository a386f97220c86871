"""Pages to add reports: drop files, paste a text, name an address; and to see how far the reading is."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from sayso.casefile import Case
from sayso.errors import BadUsage, NotInCase
from sayso.reading.sniffing import SUFFIXES
from sayso.room.asking import Ask
from sayso.room.jobs import Job

WEB = ("http://", "https://")
PIECE = 2**20
LONGEST = 500
"""Characters of a title, an outlet or an address."""


async def form(ask: Ask) -> Response:
    """Show the form, and what was added lately."""
    return await ask.page("add.html.jinja", suffixes=SUFFIXES, jobs=ask.room.jobs.of(ask.case)[:8])


async def take(ask: Ask) -> Response:
    """Take files, a text and an address, and have them read."""
    published, outlet, title, url = (_short(ask, key) for key in ("published", "outlet", "title", "url"))
    day = _day(published)
    text = str(ask.form.get("text", "")).strip()
    folder = Path(tempfile.mkdtemp(prefix="sayso-"))
    names: dict[str, str] = {}
    inputs: list[str] = []
    for number, file in enumerate(ask.form.getlist("files")):
        if isinstance(file, UploadFile) and file.filename:
            path = await _saved(folder / str(number), file)
            names[str(path)] = file.filename
            inputs.append(str(path))
    if text:
        path = folder / "pasted.jsonl"
        row = {"text": text, "title": title, "outlet": outlet, "published": day.isoformat() if day else None}
        await asyncio.to_thread(path.write_bytes, msgspec.json.encode({k: v for k, v in row.items() if v}) + b"\n")
        names[str(path)] = "the pasted text"
        inputs.append(str(path))
    if url:
        if not url.startswith(WEB):
            raise BadUsage(f"{url} is no address on the web", remedy="It begins with http:// or https://.")
        inputs.append(url)
    if not inputs:
        raise BadUsage("There is nothing to add", remedy="Choose files, paste a text, or give an address.")
    order = ask.order(inputs=tuple(inputs), published=day, outlet=outlet)
    job = ask.room.jobs.start(ask.case, order, by=ask.visitor.name, folder=folder, names=names)
    return RedirectResponse(ask.path("jobs", job.id), status_code=303)


async def _saved(folder: Path, file: UploadFile) -> Path:
    """Write an upload into a folder of its own, under the name that it came with."""
    folder.mkdir()
    name = Path((file.filename or "").replace("\\", "/")).name.replace("\0", "").strip(". ")[-100:] or "report"
    path = folder / name
    with path.open("wb") as stream:
        while piece := await file.read(PIECE):
            stream.write(piece)
    return path


def _short(ask: Ask, key: str) -> str | None:
    value = str(ask.form.get(key, "")).strip()
    if len(value) > LONGEST:
        raise BadUsage(f"The {key} is too long", remedy=f"Give at most {LONGEST} characters.")
    return value or None


def _day(value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise BadUsage(f"{value!r} is no day", remedy="Write YYYY-MM-DD.") from None


async def gather(ask: Ask) -> Response:
    """Have the incidents worked out anew."""
    job = ask.room.jobs.start(ask.case, ask.order(), by=ask.visitor.name)
    return RedirectResponse(ask.path("jobs", job.id), status_code=303)


async def job(ask: Ask) -> Response:
    """Show how far a job is; only that, where the page asks for it again."""
    found = ask.room.jobs.get(ask.request.path_params["job"])
    if found is None or found.case != ask.case:
        raise NotInCase("There is no such reading", remedy="Readings are forgotten when the room is closed.")
    part = ask.request.headers.get("hx-request") == "true"
    numbers = await ask.at(_numbers, found)
    response = await ask.page("job_part.html.jinja" if part else "job.html.jinja", job=found, numbers=numbers)
    if part and found.ended:
        response.status_code = 286  # htmx asks no more
        if found.state == "done" and ask.request.query_params.get("onward") == "overview":
            response.headers["hx-redirect"] = ask.path("")
    return response


def _numbers(case: Case, job: Job) -> dict[str, Any]:
    """Return the reports' numbers by sha256."""
    return {o.sha256: case.number_of(o.sha256) for o in job.outcomes if o.sha256 is not None}
