"""Violence told of in general, and violence that was one event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.claim import Place, When
from sayso.model.layers import Layers, Odds
from sayso.report import Report
from sayso.what import EventFrame, Setting, events, in_general

Build = Callable[..., Layers]

TEXT = "The bombings must end."
TREE = """
The the DET 2 det
bombings bombing NOUN 4 nsubj
must must AUX 4 aux
end end VERB 0 root
. . PUNCT 4 punct
"""
TUESDAY = When(start=0, end=3, text="The", earliest=dt.date(2023, 3, 14), latest=dt.date(2023, 3, 14), precision="day")
TOWN = Place(start=0, end=3, text="The", geonameid=1, precision="point")


def frame_of(layers: Layers) -> EventFrame:
    """Return the first event of `TEXT`."""
    return events(Report.from_text(TEXT), layers)[0]


@pytest.mark.parametrize(
    ("chance", "setting", "general"),
    [
        (0.05, Setting(), True),  # nothing tells of one event
        (0.9, Setting(), False),  # the encoder sees an incident
        (0.05, Setting(TOWN, TUESDAY), False),  # it happened on a day in a town
        (0.05, Setting(None, TUESDAY), True),  # one particular alone
    ],
)
def test_violence_without_particulars_is_general_where_the_encoder_sees_no_incident(
    layers_of: Build, chance: float, setting: Setting, *, general: bool
) -> None:
    """Neither the encoder's doubt nor the lack of particulars is enough by itself."""
    odds: Odds = (("ATTACK", chance / 2), ("BOMBING", chance))
    layers = replace(layers_of(TEXT, TREE), incidents=odds)
    assert general == in_general(layers, [frame_of(layers)], [setting], [0])[0]


def test_layers_that_know_of_no_incidents_make_nothing_general(layers_of: Build) -> None:
    """Where the encoder says nothing, an event is an event."""
    layers = layers_of(TEXT, TREE)
    assert not in_general(layers, [frame_of(layers)], [Setting()], [0])[0]


def test_kinds_that_the_encoder_has_no_examples_of_are_never_general(layers_of: Build) -> None:
    """Air strikes were not among the incidents it learned from."""
    layers = replace(layers_of(TEXT, TREE), incidents=(("BOMBING", 0.01),))
    assert not in_general(layers, [replace(frame_of(layers), mode="aerial")], [Setting()], [0])[0]


def test_what_one_frame_tells_counts_for_its_whole_event(layers_of: Build) -> None:
    """A day told with the first mention and a town told with the second are two particulars of one event."""
    layers = replace(layers_of(TEXT, TREE), incidents=(("BOMBING", 0.01),))
    frames, settings = [frame_of(layers)] * 2, [Setting(None, TUESDAY), Setting(TOWN, None)]
    assert (False, False) == in_general(layers, frames, settings, [0, 0])
    assert (True, True) == in_general(layers, frames, settings, [0, 1])
