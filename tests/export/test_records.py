from io import BytesIO

import invented
import msgspec
import pytest
from generated_readings import failures, readings
from hypothesis import HealthCheck, given, settings

from sayso.claim import Reading
from sayso.export.records import decode, encode, write_json, write_jsonl
from sayso.report import Report

large = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=25, deadline=None
)


@large
@given(readings | failures)
def test_an_entry_comes_back_as_it_was(entry):
    """Decoding what was encoded gives the same record, whatever it holds."""
    assert entry == decode(encode(entry))


@large
@given(readings)
def test_an_entry_is_one_line(reading):
    """JSON lines hold one entry a line: no line break stands in it, and the key order is that of the records."""
    line = encode(reading)
    assert b"\n" not in line
    assert list(Reading.__struct_fields__) == list(msgspec.json.decode(line))


@pytest.mark.parametrize("make", [invented.market, invented.bridge])
def test_spans_of_the_invented_readings_hold(make):
    """Every span of the readings made by hand says what stands there, so that the tests stand on true ground."""
    reading = make()

    def check(value):
        if isinstance(value, dict):
            if {"start", "end", "text"} <= value.keys():
                assert value["text"] == reading.report.text[value["start"] : value["end"]]
            for item in value.values():
                check(item)
        elif isinstance(value, tuple | list):
            for item in value:
                check(item)

    check(msgspec.to_builtins(reading))


def test_unknown_keys_are_left_out():
    """A file of a later version, which may have more keys, can be read."""
    later = msgspec.json.decode(encode(invented.weather()))
    later["mood"] = "grey"
    later["report"]["weather"] = []
    assert invented.weather() == decode(msgspec.json.encode(later))


def test_a_lone_surrogate_becomes_the_replacement_character():
    """UTF-8 can't hold a lone surrogate; what stands for it keeps every offset where it was."""
    reading = msgspec.structs.replace(invented.weather(), report=Report.from_text("a\ud800b", title="\udfff"))
    decoded = decode(encode(reading))
    assert ("a\ufffdb", "\ufffd") == (decoded.report.text, decoded.report.title)


def test_json_of_one_report_is_an_object():
    """One report gives one object."""
    stream = BytesIO()
    write_json([invented.market()], stream)
    assert invented.market() == decode(stream.getvalue())


@pytest.mark.parametrize("entries", [(), invented.entries()])
def test_json_of_several_reports_is_an_array(entries):
    """Any number of entries but one gives an array with one object an entry, in order."""
    stream = BytesIO()
    write_json(entries, stream)
    assert [msgspec.json.decode(encode(e)) for e in entries] == msgspec.json.decode(stream.getvalue())


def test_jsonl_is_written_as_it_comes():
    """Each line is there before the next entry is asked for."""
    stream = BytesIO()
    seen = []

    def entries():
        for entry in invented.entries():
            seen.append(stream.getvalue().count(b"\n"))
            yield entry

    write_jsonl(entries(), stream)
    assert [0, 1, 2, 3] == seen
    assert list(invented.entries()) == [decode(line) for line in stream.getvalue().splitlines()]
