"""Every error that sayso raises on purpose, in one tree.

Each class carries a stable ``code`` that appears in JSON output and in the exit message,
names the input it concerns, and says what the user can do about it.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Something the user can act on went wrong.

    *source* names the input (a path, a URL, ``line 7 of reports.jsonl``); *remedy* says what to do.
    """

    code = "sayso"

    def __init__(self, message: str, *, source: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        what_to_do = f" {self.remedy}" if self.remedy else ""
        return f"{where}{self.message}.{what_to_do}"


class InputError(SaysoError):
    """A report could not be read; the other reports of the batch still are."""

    code = "input"


class NotFound(InputError):
    """There is nothing at that path or address."""

    code = "not-found"


class Unreadable(InputError):
    """The input is there but the system does not let it be read."""

    code = "unreadable"


class EmptyInput(InputError):
    """The input holds no text."""

    code = "empty"


class BinaryInput(InputError):
    """The input is not text of any format that sayso reads."""

    code = "binary"


class BadEncoding(InputError):
    """The bytes are not valid in the encoding that they claim."""

    code = "encoding"


class Truncated(InputError):
    """A compressed input ends before its data does."""

    code = "truncated"


class TooLarge(InputError):
    """The input is over a size limit."""

    code = "too-large"


class TooSlow(InputError):
    """A parser took more time or memory than it may, and was stopped."""

    code = "too-slow"


class Malformed(InputError):
    """The input is broken in its own format: a PDF, a feed, a row of JSON."""

    code = "malformed"


class MissingColumn(InputError):
    """A CSV or JSONL input has no ``text``."""

    code = "missing-column"


class BadDate(InputError):
    """A published date is not a date."""

    code = "bad-date"


class BadUsage(SaysoError):
    """The options given do not fit together."""

    code = "usage"


class RefusedAddress(InputError):
    """A URL leads to an address that sayso never fetches (loopback, private, link-local, metadata)."""

    code = "refused-address"


class FetchFailed(InputError):
    """A URL could not be fetched."""

    code = "fetch-failed"


class ModelError(SaysoError):
    """The packaged model is missing or is not the one that its card names."""

    code = "model"


class NoSuchClaim(SaysoError):
    """A claim's id names no claim of the report, or more than one."""

    code = "no-such-claim"


class CaseError(SaysoError):
    """Something is wrong with a case file, or with what is asked of it."""

    code = "case"


class NoCase(CaseError):
    """There is no case file at that path or address."""

    code = "no-case"


class NotACase(CaseError):
    """What is there is no case file of sayso's."""

    code = "not-a-case"


class NewerCase(CaseError):
    """The case file was made by a later version of sayso."""

    code = "newer-case"


class CaseUnavailable(CaseError):
    """The case file can't be opened, read or written now."""

    code = "case-unavailable"


class NotInCase(CaseError):
    """The case holds no report, claim or incident of that id."""

    code = "not-in-case"
