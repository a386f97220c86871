"""One request to the room: who asks, of which case, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote, urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.casefile import Case
from sayso.casefile.attaching import Judged
from sayso.casefile.gathered import Gathering, current
from sayso.export import wording
from sayso.export.countries import country_name
from sayso.export.page import environment
from sayso.export.picture import HARMS, STANDING_SAYS
from sayso.room.answers import Answers
from sayso.room.desk import Desk
from sayso.room.drawing import QUAD_SAYS
from sayso.room.index import Index, Indexes
from sayso.room.jobs import Jobs, Order
from sayso.room.lens import Lens, lens_of
from sayso.room.people import Counts, Judgements
from sayso.room.queueing import Queues
from sayso.room.visitors import DOES, ROLES, Doorman, Visitor, proof

if TYPE_CHECKING:
    from sayso.room.accounts import Accounts

P = ParamSpec("P")
R = TypeVar("R")
SMALL = 2000
"""Reports up to which incidents are worked out by themselves, at first and after a judgement."""
PAUSE = 5.0
"""Seconds after the last judgement when that is done."""


@dataclass(slots=True)
class Room:
    """What all requests share."""

    cases: Mapping[str, str]
    doorman: Doorman
    key: bytes
    origins: frozenset[str]
    blind: bool = False
    pause: float | None = PAUSE
    desk: Desk = field(default_factory=Desk)
    indexes: Indexes = field(default_factory=Indexes)
    counts: Counts = field(default_factory=Counts)
    judgements: Judgements = field(default_factory=Judgements)
    queues: Queues = field(default_factory=Queues)
    jobs: Jobs = field(default_factory=Jobs)
    answers: Answers = field(default_factory=Answers)
    accounts: Accounts | None = None

    @property
    def templates(self) -> Environment:
        """The pages' templates."""
        return templates()

    @property
    def secure(self) -> bool:
        """Whether the room is reached through TLS alone."""
        return all(origin.startswith("https://") for origin in self.origins)

    @property
    def cookie(self) -> str:
        """The cookie's name. Cookies are shared by all ports of a host, so that rooms beside each other differ."""
        port = urlsplit(sorted(self.origins)[0]).port
        return f"__Host-sayso-{port or 443}" if self.secure else f"sayso-{port or 80}"


@cache
def templates() -> Environment:
    """Return the pages' templates; they are compiled once."""
    made = environment()
    made.loader = ChoiceLoader([PackageLoader("sayso.room"), PackageLoader("sayso.export")])
    made.filters.update(country=country_name, part=lambda text: quote(str(text), safe=""), many=_many)
    made.globals.update(
        standing_sign=wording.STANDING_SIGN, standing_says=STANDING_SAYS, harms=HARMS, does=DOES,
        roles=ROLES, between=wording.days, quads=QUAD_SAYS,
    )  # fmt: skip
    return made


def _many(count: int, one: str, more: str | None = None) -> str:
    """Return a count with its noun: ``1 report``, ``2 reports``."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


@dataclass(slots=True)
class Ask:
    """A request, once it is known who asks and that they may."""

    room: Room
    request: Request
    visitor: Visitor
    case: str = ""
    form: Any = None

    async def at(self, work: Callable[Concatenate[Case, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what *work* makes of the case that is asked of."""
        return await self.room.desk.at(self.room.cases[self.case], work, *args, **kwargs)

    def may(self, role: Any) -> bool:
        """Tell whether who asks may do what *role* may."""
        return self.visitor.may(self.case, role)

    @property
    def lens(self) -> Lens:
        """The filter in the address. Raise `BadUsage` where it makes no sense."""
        query = self.request.query_params
        return lens_of({key: query.getlist(key) for key in query})

    @property
    def blind(self) -> bool:
        """Whether who asks may know their own judgements alone: coders, that their judgements stay their own.

        Readers judge nothing, and adjudicators settle what coders differ on: they see what everybody said.
        """
        return self.room.blind and self.may("coder") and not self.may("adjudicator")

    def judged(self, case: Case) -> Judged:
        """Return the judgements that count and that who asks may know."""
        return self.room.judgements.seen_by(case, self.visitor.name, blind=self.blind)

    def gathering(self, case: Case) -> Gathering | None:
        """Return the incidents that who asks may know: as everybody's judgements made them, or the machine alone."""
        return current(case, alone=self.blind)

    def index(self, case: Case) -> Index | None:
        """Return the index of those incidents, ``None`` where they were never worked out."""
        return self.room.indexes.of(case, alone=self.blind)

    def order(self, **about: Any) -> Order:
        """Return the order to read reports into the case, where some are named, and to work out its incidents."""
        return Order(location=self.room.cases[self.case], alone=self.room.blind, **about)

    async def by_itself(self) -> bool:
        """Tell whether the incidents of the case are worked out without being asked for, as in a small one."""
        return self.room.pause is not None and (await self.at(self.room.counts.of))["reports"] <= SMALL

    def proof(self) -> str:
        """Return what this visitor's forms bring along."""
        return proof(self.room.key, self.visitor.session)

    async def page(self, template: str, *, status: int = 200, **context: Any) -> Response:
        """Return a page of the case, or of none."""
        about = await self.at(self._about) if self.case else {}
        html = self.room.templates.get_template(template).render(
            ask=self, visitor=self.visitor, case=self.case, csrf=self.proof(), here=self.here, cases=self.cases(),
            **{**about, **context},
        )  # fmt: skip
        return HTMLResponse(html.encode("utf-8", "replace"), status_code=status)

    def _about(self, case: Case) -> dict[str, Any]:
        """Return what every page of a case says at its head."""
        gathering = self.gathering(case)
        counts = self.room.counts.of(case)
        last = gathering.entry if gathering else 0
        fresh = case.database.query("SELECT count(*) FROM log WHERE number > ? AND kind IN ('report', 'reading')",
                                    (last,))[0][0]  # fmt: skip
        busy = next((job for job in self.room.jobs.of(self.case) if not job.ended), None)
        judged = 0 if self.blind else self.room.judgements.since(case, last)
        return {"counts": counts, "fresh": int(fresh or 0), "judged_since": judged, "busy": busy}

    def cases(self) -> list[str]:
        """Return the cases that who asks may look at."""
        return [name for name in self.room.cases if self.visitor.may(name, "reader")]

    @property
    def here(self) -> str:
        """The address of this page, without the host."""
        url = self.request.url
        return url.path + (f"?{url.query}" if url.query else "")

    def back(self, otherwise: str) -> Response:
        """Return to the page that the form names, where it is one of the room's."""
        return RedirectResponse(inside(str(self.form.get("back") or ""), otherwise), status_code=303)

    def path(self, *parts: object) -> str:
        """Return an address below the case's."""
        return "/".join((f"/c/{quote(self.case, safe='')}", *(quote(str(part), safe="") for part in parts)))


def inside(address: str, otherwise: str) -> str:
    """Return *address* where it leads nowhere but into the room, else *otherwise*.

    >>> inside("//elsewhere.example/", "/"), inside("/c/a/?type=AID", "/")
    ('/', '/c/a/?type=AID')
    """
    plain = address.isascii() and address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else otherwise


def saved(folder: Path, name: str, data: bytes) -> Path:
    """Write *data* into *folder* under a name that no path can hide in, and return where."""
    path = folder / (Path(name.replace("\\", "/")).name.strip(". ")[-100:] or "report")
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{number}-{path.name}")
    path.write_bytes(data)
    return path
