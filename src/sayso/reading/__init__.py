"""Reading: files, folders, addresses and standard input to reports, one after the other."""

from __future__ import annotations

from sayso.reading.counting import count
from sayso.reading.limits import Limits
from sayso.reading.reader import read

__all__ = ["Limits", "count", "read"]
