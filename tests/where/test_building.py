"""A gazetteer of one's own, from a dump in GeoNames' format."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import BadUsage, Malformed, NotFound
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where import resolve
from sayso.where.building import build
from sayso.where.gazetteer import CHOSEN, Gazetteer, current, packaged_path


def test_what_a_report_can_name_comes_in(own: Path) -> None:
    """Villages, units and mountains are new places; a hotel is none, and a known province is not made anew."""
    found = Gazetteer(own)
    names = ("zzurhesar", "zzurkalay", "koh e zzur", "zzur hotel", "kunarr")
    kinds = [[n.entry.kind for n in found.named(name)] for name in names]
    assert [["admin2"], ["city"], ["region"], [], ["admin1"]] == kinds


def test_a_new_place_lies_in_its_units(own: Path) -> None:
    """The codes of a row lead to the units, those that the packaged gazetteer has too."""
    found = Gazetteer(own)
    (village,) = found.named("zzurkalay")
    units = [found.entry(number).name for number in (village.entry.admin2, village.entry.admin1) if number]
    assert ["Zzurhesar", "Kunar"] == units


def test_alternates_are_names_too(own: Path) -> None:
    """A spelling that can stand in a report finds the place; a machine's transliteration and a code do not."""
    found = Gazetteer(own)
    assert [1, 0, 0] == [len(found.named(k)) for k in ("zzour kalay", "zzurkhalay", "zzk")]


def test_the_packaged_places_stay(own: Path) -> None:
    """What the packaged gazetteer knows, the new one knows."""
    old, new = Gazetteer(packaged_path()), Gazetteer(own)
    assert all(old.named(k) == new.named(k) for k in ("kabul", "paris", "sahel", "=Calif", "syrian"))


def test_the_chosen_gazetteer_is_used(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the environment variable set, a village of the dump is a point in its district."""
    monkeypatch.setenv(CHOSEN, str(own))
    (place,) = resolve(Report.from_text("Men met in Zzurkalay, Afghan police said."), [Tagged(11, 20, "place", 0.9)])
    assert ("point", "Kunar", "Zzurhesar", 99000002) == (place.precision, place.admin1, place.admin2, place.geonameid)


def test_one_country_can_be_taken_alone(dump: Path, tmp_path: Path) -> None:
    """Places of other countries stay out."""
    build(dump, tmp_path / "own.sqlite", countries={"FR"})
    found = Gazetteer(tmp_path / "own.sqlite")
    assert [1, 0] == [len(found.named(k)) for k in ("zzurville", "zzurkalay")]


def test_the_same_dump_gives_the_same_file(dump: Path, own: Path, tmp_path: Path) -> None:
    """Building twice gives the same bytes."""
    build(dump, tmp_path / "again.sqlite")
    assert own.read_bytes() == (tmp_path / "again.sqlite").read_bytes()


def test_what_is_no_gazetteer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file, and one of another format, end in an error that names it."""
    monkeypatch.setenv(CHOSEN, str(tmp_path / "none.sqlite"))
    with pytest.raises(BadUsage, match=r"none\.sqlite"):
        current()
    (tmp_path / "text.sqlite").write_text("no database", encoding="utf-8")
    monkeypatch.setenv(CHOSEN, str(tmp_path / "text.sqlite"))
    with pytest.raises(BadUsage, match=r"text\.sqlite"):
        current()


def test_a_broken_dump_leaves_what_was_there(broken: Callable[..., Path], tmp_path: Path) -> None:
    """A line that is none of the format, or no archive at all, stops the build; the old file and no other stays."""
    out = tmp_path / "own.sqlite"
    out.write_bytes(b"as it was")
    with pytest.raises(Malformed, match="line 1"):
        build(broken("not a row\n"), out)
    (tmp_path / "bad.zip").write_bytes(b"PK no archive")
    with pytest.raises(Malformed, match="archive"):
        build(tmp_path / "bad.zip", out)
    with pytest.raises(NotFound):
        build(tmp_path / "missing.zip", out)
    assert b"as it was" == out.read_bytes()
    assert [] == list(tmp_path.glob("*.part"))
