"""The documentation's codebooks are those that the program writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.export.codebook import codebook
from sayso.export.formats import FORMATS

PAGES = Path(__file__).parents[2] / "docs" / "reference"
NAMES = sorted(set(FORMATS) - {"parquet"})


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_up_to_date(name):
    """A page is what ``sayso export --format NAME --codebook`` prints."""
    assert codebook(name) == (PAGES / f"exports-{name}.md").read_text(encoding="utf-8")


def test_the_overview_leads_to_every_codebook():
    """Each format is in the table of formats with its codebook."""
    page = (PAGES / "exports.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in FORMATS)
    assert all(f"(exports-{name}.md)" in page for name in NAMES)
