"""Scoring who is who."""

from __future__ import annotations

from evaluation.actors import agreement, labelled, nearest, resolved, right, score
from sayso.who import packaged

LABEL = {"corpus": "c", "doc": "d", "start": 10, "end": 20, "ids": ["actor:un"], "kinds": ["igo"]}


def mention(start, end, entity="report:1", kind="igo"):
    """Return an actor mention as a reading has it."""
    return {"kind": "actor", "start": start, "end": end, "entity": entity, "type": kind}


def test_the_nearest_mention_begins_alike_or_covers_most():
    """A mention with the label's start goes before a longer overlap; one that only touches is still one."""
    alike, longer, apart = mention(10, 12), mention(11, 20), mention(20, 30)
    assert [alike, longer, None] == [
        nearest(LABEL, [longer, alike]), nearest(LABEL, [apart, longer]), nearest(LABEL, [apart]),
    ]  # fmt: skip


def test_right_by_id_for_the_table_and_by_kind_for_the_report():
    """An actor of the table must be the labelled one; one that only the report knows must be of its kind."""
    found = [mention(10, 20, "actor:un"), mention(10, 20, "actor:nato"), mention(10, 20), mention(10, 20, kind="ngo")]
    assert [True, False, True, False] == [right(LABEL, one) for one in found]


def test_an_actor_without_id_and_kind_is_unresolved():
    """What has neither says nothing, and nothing found is unresolved too."""
    assert [False, False, True] == [resolved(mention(1, 2, kind=None)), resolved(None), resolved(mention(1, 2))]


def test_figures():
    """Resolved is a part of all, right of the resolved, in_table.right of those with an id of the table."""
    labels = [LABEL, LABEL | {"start": 30, "end": 40}, LABEL | {"start": 50, "end": 60}, LABEL | {"doc": "missing"}]
    found = [mention(10, 20, "actor:un"), mention(30, 40, "actor:nato"), mention(50, 60)]
    figures = score({"c/d": {"mentions": found}}, labels)
    assert (0.75, 2 / 3, 0.5) == (figures["resolved"], figures["right"], figures["in_table.right"])


def test_two_labellings_agree_on_a_common_answer():
    """Rows that were labelled once do not count."""
    twice = [LABEL | {"again": {"ids": ["actor:un"], "kinds": []}}, LABEL | {"again": {"ids": [], "kinds": ["ngo"]}}]
    assert (1, 2) == agreement([LABEL, *twice])


def test_the_set_has_offsets_and_ids_of_the_table_and_no_words():
    """Each label has an answer, and ids are of the table or put together from a state and its organ."""
    lexicon = packaged().lexicon
    for row in labelled():
        assert {"corpus", "doc", "start", "end", "ids", "kinds"} <= set(row)
        assert row["ids"] or row["kinds"]
        names = [i.removeprefix("actor:") for i in row["ids"]]
        assert all(f"actor:{n}" in lexicon.actors or n.split("-")[0].upper() in lexicon.states for n in names)
