"""Names for reports, claims and sources on the web of data, the same in every export."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from uuid import UUID, uuid5

from sayso.export.account import Told
from sayso.report import Report

NAMESPACE = UUID("6a1c6d0e-6d3b-5f0e-9d0b-3c5b1f7a2e44")
"""The root of all names made here."""
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def named(kind: str, *parts: str) -> str:
    """Return a name that *kind* and *parts* determine, as a URN (RFC 9562, version 5)."""
    text = "\0".join((kind, *parts)).encode("utf-8", "surrogatepass")
    return uuid5(NAMESPACE, text.hex()).urn


def report_iri(report: Report) -> str:
    """Return the name of a report's bytes by their hash (RFC 6920), so that everybody who has them names them alike."""
    if not _DIGEST.match(report.sha256):
        return named("report", report.id)
    digest = urlsafe_b64encode(bytes.fromhex(report.sha256)).rstrip(b"=").decode("ascii")
    return f"ni:///sha-256;{digest}"


def address(report: Report) -> str | None:
    """Return where the report is on the web; ``None`` where it has no address that is one."""
    return report.url if report.url and _ADDRESS.match(report.url) else None


def claim_iri(told: Told) -> str:
    """Return the name of a claim."""
    return named("claim", told.report.id, told.claim.id)
