"""The packaged tables hold together."""

from importlib.resources import files

import pytest

from sayso.what import lexicon

MODES = lexicon.types()


def _rows(name: str) -> list[list[str]]:
    lines = (files("sayso.what") / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    "name", ["triggers.tsv", "frames.tsv", "light.tsv", "modes.tsv", "weapons.tsv", "contexts.tsv"]
)
def test_every_row_has_every_column(name: str) -> None:
    """A row short of a column would be read as another sense."""
    header, *rows = _rows(name)
    assert [] == [row for row in rows if len(row) != len(header)]


def test_modes_are_those_of_their_type() -> None:
    """A mode outside PLOVER's list for its type would never reach a claim."""
    senses = {s for group in lexicon.senses().values() for s in group if s.type is not None and s.mode is not None}
    assert [] == [(s.lemma, s.type, s.mode) for s in senses if s.mode not in MODES[s.type or "ASSAULT"].modes]


def test_types_and_frames_exist() -> None:
    """A misspelt type would silence its words, a misspelt frame would lose their arguments."""
    kinds = {row[3] for row in _rows("triggers.tsv")[1:]}
    used = {s.frame for group in lexicon.senses().values() for s in group if s.type is not None}
    assert set() == kinds - lexicon.EVENT_TYPES - {"-"}
    assert set() == used - lexicon.frames().keys()


def test_contexts_are_plovers() -> None:
    """Senses and the context table use the same 34 names."""
    known = {context for group in lexicon.contexts().values() for _, context in group}
    used = {c for group in lexicon.senses().values() for s in group for c in s.contexts}
    assert set() == used - known
    assert len(known) == 34


def test_every_type_is_in_the_lexicon() -> None:
    """All sixteen PLOVER types have words."""
    found = {s.type for group in lexicon.senses().values() for s in group if s.type is not None}
    assert lexicon.EVENT_TYPES == found
