"""Case files: many reports, one picture, nothing merged away.

`Case` holds reports, readings, judgements and the log; `add` puts reports in, `gather` works out incidents and
copies, `find` searches, `judge` records what people say of the machine's records, `verify` checks every byte.
"""

from __future__ import annotations

from sayso.casefile.store import Case

__all__ = ["Case"]
