from importlib.resources import files
from pathlib import Path

import invented
import msgspec
import pytest
from generated_readings import failures, readings
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, ValidationError

from sayso.export.records import encode
from sayso.export.schema import schema, schema_text

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(schema())


@pytest.mark.parametrize(
    "published", [files("sayso.export") / "reading.schema.json", ROOT / "docs" / "reference" / "reading.schema.json"]
)
def test_the_published_schema_is_up_to_date(published):
    """What is packaged and what the documentation shows is what the records say (``sayso schema -o FILE``)."""
    assert schema_text() == published.read_bytes()


def test_the_schema_is_one():
    """The schema is valid in its own dialect."""
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("entry", invented.entries())
def test_entries_made_by_hand_are_valid(entry):
    """Each kind of entry, as JSON, fits the schema."""
    VALIDATOR.validate(msgspec.json.decode(encode(entry)))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=25, deadline=None)
@given(readings | failures)
def test_any_entry_is_valid(entry):
    """Whatever the records can hold fits the schema."""
    VALIDATOR.validate(msgspec.json.decode(encode(entry)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("report", "text"), None),
        (("claims", 0, "status"), "certain"),
        (("claims", 0, "event", "type"), "BOMB"),
        (("claims", 0, "when", "earliest"), 20210318),
        (("claims", 0, "toll", 0, "low"), "nine"),
        (("claims",), {}),
    ],
)
def test_what_is_no_entry_is_refused(path, value):
    """A wrong type or a word outside a list does not pass."""
    entry = msgspec.json.decode(encode(invented.market()))
    place = entry
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        VALIDATOR.validate(entry)
