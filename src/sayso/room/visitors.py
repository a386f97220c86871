"""Who asks: the one user of a room on this machine, by the token of the launch address, or somebody with an account."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, Protocol

Role = Literal["reader", "coder", "adjudicator", "admin"]
ROLES: tuple[Role, ...] = ("reader", "coder", "adjudicator", "admin")
"""What somebody may do with a case, each more than the one before: look; add and judge; settle; say who may."""
EVERY = "*"
"""Stands for all cases."""
DOES: Mapping[Role, str] = {
    "reader": "looks and exports",
    "coder": "adds reports and judges claims",
    "adjudicator": "settles what coders differ on",
    "admin": "says who may do what",
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who asks: ``session`` is what their cookie holds, ``roles`` are by case."""

    name: str
    session: str
    roles: Mapping[str, Role] = field(default_factory=dict)

    def role(self, case: str) -> Role | None:
        """Return what they may do with *case*, ``None`` where that is nothing."""
        held = [role for name, role in self.roles.items() if name in {case, EVERY}]
        return max(held, key=ROLES.index, default=None)

    def may(self, case: str, role: Role) -> bool:
        """Tell whether they may do with *case* what *role* may."""
        held = self.role(case)
        return held is not None and ROLES.index(held) >= ROLES.index(role)


class Doorman(Protocol):
    """Knows who a session belongs to."""

    accounts: bool
    """Whether people sign in with names and passwords."""

    def visitor(self, session: str | None) -> Visitor | None:
        """Return whose *session* it is, ``None`` where it is nobody's."""
        ...


class OneUser:
    """The one user of a room: whoever opens the launch address, which holds a token."""

    accounts = False

    def __init__(self, name: str, *, token: str | None = None, role: Role = "admin") -> None:
        self.token = token or secrets.token_urlsafe(32)
        self._visitor = Visitor(name, secrets.token_urlsafe(32), {EVERY: role})

    def visitor(self, session: str | None) -> Visitor | None:
        """Return the user where *session* is the cookie's, or the token as a program sends it."""
        known = session is not None and (same(session, self._visitor.session) or same(session, self.token))
        return self._visitor if known else None

    def opened(self, token: str) -> Visitor | None:
        """Return the user where *token* is that of the launch address."""
        return self._visitor if same(token, self.token) else None


def same(one: str, other: str) -> bool:
    """Tell whether two secrets are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def proof(key: bytes, session: str) -> str:
    """Return what a form of *session* must bring along, so that no other site can send one."""
    return hmac.new(key, session.encode("utf-8", "surrogatepass"), sha256).hexdigest()
