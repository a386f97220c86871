"""How much of one input is read before it is refused."""

from __future__ import annotations

import msgspec

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Upper bounds for one input; the defaults are the ones that the documentation names.

    ``seconds`` and ``memory`` (bytes resident) bound a parser; ``page`` a web page or a feed, ``file`` a PDF,
    ``report`` the text of one report, each in bytes. Streams of many reports (JSONL, CSV, WARC) have no bound
    as a whole. ``redirects`` and ``fetch_seconds`` bound the fetching of a URL.
    """

    seconds: float = 10.0
    memory: int = 512 * MIB
    page: int = 20 * MIB
    file: int = 100 * MIB
    report: int = 5 * MIB
    redirects: int = 5
    fetch_seconds: float = 30.0


DEFAULT = Limits()
