"""Which addresses of the network sayso fetches from: public web servers, and nothing else."""

from __future__ import annotations

import ipaddress
import re
import socket
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from sayso.errors import FetchFailed, RefusedAddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NUMBERS = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)
REMEDY = "Save the page to a file and give that."


class Network(Protocol):
    """Where names lead and where one may go; the tests' own lets them reach a server on this machine."""

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the numeric addresses that *host* leads to, best first; `OSError` where there are none."""
        ...

    def allows(self, address: Address, port: int) -> bool:
        """Return whether sayso may connect to *address* at *port*."""
        ...


@dataclass(frozen=True, slots=True)
class PublicNetwork:
    """The internet by the system's resolver, less all that is not public."""

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the numeric addresses that *host* leads to, in the order of the system's preference."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    def allows(self, address: Address, port: int) -> bool:
        """Return whether *address* is public and *port* one that web servers use."""
        return port in _table()["ports"] and is_public(address)


def is_public(address: Address) -> bool:
    """Return whether *address* is public: no special purpose (IANA's registries), nor one that carries such an address.

    >>> is_public(ipaddress.ip_address("::ffff:169.254.169.254"))
    False
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        for carrier, at in _carriers():
            if address in carrier:
                carried = int(address) >> (128 - 32 - at) & 0xFFFFFFFF
                return is_public(ipaddress.IPv4Address(carried))
    return address.is_global and not address.is_multicast and not any(address in network for network in _refused())


def checked_addresses(host: str, port: int, *, network: Network, source: str) -> list[str]:
    """Return the addresses of *host* that were checked, to connect to themselves: a name may change its mind.

    Raises `RefusedAddress` where any of them is refused or where *host* is an address in an unusual spelling
    (``0x7f.1``, ``2130706433``), `FetchFailed` where there are none.
    """
    if NUMBERS.fullmatch(host) and not _is_dotted(host):
        raise RefusedAddress(f"“{host}” is an address in disguise", source=source, remedy=REMEDY)
    try:
        found = network.addresses(host, port)
    except (OSError, UnicodeError) as error:
        remedy = "Check the address and the connection."
        raise FetchFailed(f"“{host}” can't be found ({error})", source=source, remedy=remedy) from None
    for text in found:
        if not network.allows(ipaddress.ip_address(text), port):
            what = f"It leads to {text} port {port}, which is not a public web server"
            raise RefusedAddress(what, source=source, remedy=REMEDY)
    if not found:
        raise FetchFailed(f"“{host}” can't be found", source=source, remedy="Check the address.")
    return found


def _is_dotted(host: str) -> bool:
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("sayso.reading") / "data" / "refused.toml").read_text("utf-8"))


@cache
def _refused() -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in (*_table()["networks"], *_table()["tunnels"]))


@cache
def _carriers() -> tuple[tuple[ipaddress.IPv6Network, int], ...]:
    return tuple((ipaddress.IPv6Network(entry["network"]), entry["at"]) for entry in _table()["carriers"])
