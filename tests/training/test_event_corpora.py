"""Event corpora: whose words fill which role, and what a text is about."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training import event_corpora
from training.corpora import Bag, antecedents
from training.event_corpora import KINDS, QUAD


def store(path: Path, rows: list[dict[str, object]]) -> None:
    """Write *rows* as gzipped JSON lines."""
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def test_every_mention_of_a_filler_is_tagged_with_its_role_and_incident(tmp_path: Path) -> None:
    """A filler's words have its role wherever they stand, over line breaks too, the longest of two that overlap."""
    text = "TERRORISTS BOMBED A\nBRIDGE.  THE TERRORISTS OF THE LONG RIVER\nFRONT FLED."
    entities = {"PerpInd": [["TERRORISTS"]], "PerpOrg": [["LONG RIVER FRONT", "FRONT"]], "Target": [["BRIDGE"]]}
    template = {"incident_type": "BOMBING", "entities": entities}
    store(tmp_path / "muc4" / "train.jsonl.gz", [{"id": "r1", "text": text, "templates": [template]}])
    (document,) = event_corpora.muc4(tmp_path, "train")
    found = [(document.text[start:end], role) for start, end, role in document.spans["role"]]
    expected = [
        ("TERRORISTS", "perpetrator"), ("BRIDGE", "target"), ("TERRORISTS", "perpetrator"),
        ("LONG RIVER FRONT", "group"),
    ]  # fmt: skip
    assert expected == found
    assert {"BOMBING"} == {kind for _, _, kind in document.spans["incident_of"]}
    assert ["BOMBING"] == list(document.incidents or ())


def test_a_report_without_templates_tells_of_no_incident(tmp_path: Path) -> None:
    """No template is knowledge, too: the report is annotated, and has no incident and no filler."""
    store(tmp_path / "muc4" / "train.jsonl.gz", [{"id": "r1", "text": "TALKS WENT ON.", "templates": []}])
    (document,) = event_corpora.muc4(tmp_path, "train")
    assert ({}, []) == (document.incidents, document.spans["role"])


def test_sides_are_the_same_words_in_either_setting() -> None:
    """The spans of actor and recipient cover the same words whether tokens are set apart or as print sets them."""
    row = {"tokens": ["Ruritania", "'s", "army", ",", "then", ",", "shelled", "Zenda", "."],
           "tags": ["B-S", "I-S", "I-S", "O", "O", "O", "O", "B-T", "O"]}  # fmt: skip
    apart, printed = (event_corpora.sides(row, printed=p) for p in (False, True))
    assert "Ruritania's army, then, shelled Zenda." == printed[0]
    words = [[(text[s:e].replace(" ", ""), label) for s, e, label in spans] for text, spans in (apart, printed)]
    assert [("Ruritania'sarmy", "actor"), ("Zenda", "recipient")] == words[0] == words[1]


def test_the_lexicon_speaks_only_where_it_agrees_with_the_sentence(tmp_path: Path) -> None:
    """Words that the trigger table takes for another class than the sentence's are left to the sentence's own label."""
    text = "Ruritania shelled the port after talks."
    store(tmp_path / "conflibert_tasks" / "cameo_class" / "train.jsonl.gz", [{"text": text, "label": 4}])
    spoken = {text: [(10, 17, "ASSAULT"), (33, 38, "CONSULT")]}
    (document,) = event_corpora.cameo_class(tmp_path, lexicon=spoken)
    assert ([(10, 17, "ASSAULT")], [Bag(0, len(text), "quad", 4)]) == (document.spans["kind"], document.bags)


@pytest.mark.parametrize(
    ("type", "mode", "kind"),
    [("ASSAULT", "suicide-attack", "explosives"), ("ASSAULT", "firearms", "ASSAULT"), ("COERCE", "seize", "COERCE")],
)
def test_kinds_are_types_but_for_three_modes(type: str, mode: str, kind: str) -> None:
    """ASSAULT is told apart by what it was done with only where MUC-4's incidents are."""
    assert kind == event_corpora.kind_of(type, mode)


def test_every_kind_is_in_one_class() -> None:
    """The five classes of cameo_class share out the kinds among them."""
    assert sorted(KINDS) == sorted(kind for group in QUAD for kind in group)


def test_a_mention_is_linked_to_the_last_one_before_it() -> None:
    """Links go from mention to mention along a chain; the first mention of somebody has none."""
    entities = [{"start": s, "end": s + 3, "coref": c} for s, c in ((0, 1), (10, 2), (20, 1), (30, 1))]
    assert [(0, None), (10, None), (20, 0), (30, 20)] == antecedents({"entities": entities})
