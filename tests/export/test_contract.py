import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from generated_readings import RECORDS

from sayso import claim, errors
from sayso.report import Quote

CONTRACT = (Path(__file__).parents[2] / "docs" / "reference" / "contract.md").read_text(encoding="utf-8")
COMMANDS = (Path(__file__).parents[2] / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", CONTRACT, re.MULTILINE | re.DOTALL))
CODES = {kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.SaysoError)}


def keys(section):
    """Return the keys in the first column of a section's table."""
    cells = re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE)
    return {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("record", [record for record in RECORDS if record is not Quote], ids=lambda r: r.__name__)
def test_the_contract_lists_every_key(record):
    """Each record has its section, with each of its keys; those of a span are told once."""
    section = SECTIONS[record.__name__]
    own = {field.name for field in msgspec.structs.fields(record)}
    if issubclass(record, Quote):
        assert "*span*" in section
        own -= {"start", "end", "text"}
    assert own == keys(section)


@pytest.mark.parametrize(
    "words",
    [claim.EventType, claim.Status, claim.MentionKind, claim.ActorKind, claim.PlacePrecision, claim.TimePrecision,
     claim.Harm, claim.QuoteKind, claim.Polarity, claim.SourceKind],
)  # fmt: skip
def test_the_contract_lists_every_word(words):
    """Each word that a key can hold is there."""
    assert set() == {word for word in get_args(words) if f"`{word}`" not in CONTRACT}


def test_the_contract_lists_every_error():
    """Each code that an error can have is there."""
    assert set() == {code for code in CODES if f"`{code}`" not in CONTRACT}


def test_every_option_is_documented():
    """The page of the command line names each command and option."""
    from sayso.cli import main

    for name, command in main.commands.items():
        assert f"## sayso {name}" in COMMANDS
        options = {option for parameter in command.params for option in parameter.opts if option[0] == "-"}
        negated = {option for parameter in command.params for option in parameter.secondary_opts}
        assert set() == {o for o in options | negated if o not in COMMANDS and o != "--progress"}
