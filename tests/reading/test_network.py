"""Only public web servers are reached."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import FetchFailed, RefusedAddress
from sayso.reading.network import PublicNetwork, checked_addresses, is_public

REFUSED = [
    "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:2::1", "2001:10::1",
    "2001:db8::1", "2002:7f00:1::", "2002:c0a8:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%1", "fec0::1", "ff02::1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"]


@pytest.mark.parametrize("address", REFUSED)
def test_refused(address: str) -> None:
    """Addresses of special purpose are refused, also inside IPv6 ones."""
    assert False is is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    """Public addresses are not refused."""
    assert True is is_public(ipaddress.ip_address(address))


@given(address=st.ip_addresses(v=4))
@settings(deadline=None)
def test_carried_address_counts_as_itself(address: ipaddress.IPv4Address) -> None:
    """An IPv6 address that carries an IPv4 one is as public as that one."""
    carried = [
        f"::ffff:{address}",
        f"64:ff9b::{address}",
        str(ipaddress.IPv6Address(0x2002 << 112 | int(address) << 80)),
    ]
    assert {is_public(address)} == {is_public(ipaddress.ip_address(text)) for text in carried}


@pytest.mark.parametrize(
    ("port", "allowed"), [(80, True), (443, True), (8080, True), (22, False), (25, False), (6379, False)]
)
def test_ports(port: int, *, allowed: bool) -> None:
    """Only the ports of web servers are used."""
    assert allowed is PublicNetwork().allows(ipaddress.ip_address("1.1.1.1"), port)


class Names(PublicNetwork):
    """A resolver of two invented names."""

    def addresses(self, host: str, port: int) -> list[str]:
        """Return what the test says that *host* leads to."""
        known = {"good.example": ["1.1.1.1"], "mixed.example": ["1.1.1.1", "10.0.0.1"], "none.example": []}
        if host not in known:
            raise OSError(f"no {host} at port {port}")
        return known[host]


def test_checked_address_is_given() -> None:
    """The addresses to connect to are the ones that were checked."""
    assert ["1.1.1.1"] == checked_addresses("good.example", 80, network=Names(), source="http://good.example")


def test_one_bad_address_spoils_a_name() -> None:
    """A name that also leads inside is refused as a whole."""
    with pytest.raises(RefusedAddress, match=r"10\.0\.0\.1"):
        checked_addresses("mixed.example", 80, network=Names(), source="http://mixed.example")


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001", "16843009", "1.1.257"])
def test_disguised_address(host: str) -> None:
    """Decimal, octal, hexadecimal and short spellings are refused without being looked up."""
    with pytest.raises(RefusedAddress, match="disguise"):
        checked_addresses(host, 80, network=Names(), source=f"http://{host}")


@pytest.mark.parametrize("host", ["none.example", "unknown.example"])
def test_name_that_leads_nowhere(host: str) -> None:
    """A name without addresses can't be fetched."""
    with pytest.raises(FetchFailed):
        checked_addresses(host, 80, network=Names(), source=f"http://{host}")
