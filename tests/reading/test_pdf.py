"""A PDF gives its words in paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.errors import EmptyInput, InputError, Malformed, TooLarge
from sayso.reading.limits import MIB
from sayso.reading.pdf import of_document


def test_paragraphs(pdf_of: Callable[..., bytes]) -> None:
    """Lines follow one another; where the page leaves room there is an empty line."""
    data = pdf_of((0, "Army takes Alba"), (40, "By Jo Roe"), (30, "The army said on Monday"), (14, "that it had won."),
                  (30, "The rebels denied this"), (14, "and all else."), title="Alba falls")  # fmt: skip
    report = of_document(data, source="a.pdf", url=None, at_most=MIB)
    text = (
        "Army takes Alba\n\nBy Jo Roe\n\nThe army said on Monday\nthat it had won.\n\n"
        "The rebels denied this\nand all else."
    )
    assert ("Alba falls", "Jo Roe", None, text) == (report.title, report.byline, report.published, report.text)


@pytest.mark.parametrize("title", ["Microsoft Word - alba", "alba_final.docx", ""])
def test_file_name_is_no_title(pdf_of: Callable[..., bytes], title: str) -> None:
    """What a word processor puts for a title is none."""
    assert None is of_document(pdf_of((0, "Words."), title=title), source="a.pdf", url=None, at_most=MIB).title


@pytest.mark.parametrize("data", [b"%PDF-1.4\nrubbish", b"%PDF-"])
def test_broken(data: bytes) -> None:
    """A broken PDF is an error with a remedy."""
    with pytest.raises(Malformed, match=r"a\.pdf: The PDF is broken.*again"):
        of_document(data, source="a.pdf", url=None, at_most=MIB)


def test_scan(pdf_of: Callable[..., bytes]) -> None:
    """A PDF without text is an error that names text recognition."""
    with pytest.raises(EmptyInput, match="OCR"):
        of_document(pdf_of(), source="a.pdf", url=None, at_most=MIB)


def test_over_the_limit(pdf_of: Callable[..., bytes]) -> None:
    """A text over the size of a report is an error."""
    with pytest.raises(TooLarge):
        of_document(pdf_of((0, "Words " * 9)), source="a.pdf", url=None, at_most=9)


def test_truncated(pdf_of: Callable[..., bytes]) -> None:
    """A PDF that was cut is read where PDFium can mend it, else an error: never anything else."""
    data = pdf_of((0, "Words."))
    for cut in range(0, len(data), 97):
        try:
            found = of_document(data[:cut], source="a.pdf", url=None, at_most=MIB).text
        except InputError as error:
            found = error.code
        assert found in {"Words.", "malformed", "empty"}
