"""What several commands' options have in common."""

from __future__ import annotations

import codecs
import datetime as dt

import click

SOME_FAILED = 1
COULD_NOT_START = 2


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """Return the day that an option gives."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        message = f"{value!r} is not a day: write YYYY-MM-DD, such as 2020-10-22"
        raise click.BadParameter(message, ctx, param) from None


def known_encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the name of the encoding that an option gives."""
    if value is None:
        return None
    try:
        return codecs.lookup(value).name
    except LookupError:
        raise click.BadParameter(f"there is no encoding {value!r}", ctx, param) from None
