"""Which claims are put together, and why."""

from __future__ import annotations

import pytest

from sayso.casefile.linking import link
from sayso.casefile.linking_clusters import clusters
from sayso.casefile.linking_gist import Spot, gist
from sayso.casefile.linking_terms import Vocabulary, at_large, tokens
from sayso.casefile.scoring import agreement, days_published, events, model
from sayso.incident import Copies, Taking
from tests.casefile.told import BREN, OSTREVA, actor, claim, reading, toll
from tests.casefile.wires import APART, STORY

FRONT = actor("Lomnica Brigade")
ELSEWHERE = (
    "A bus carrying teachers to the examinations in Bren was stopped by masked men on the Kamenka road and set on fire "
    "after its passengers had been led away. Their families have gathered outside the education ministry, which says "
    "that it has received no demand. The drivers' union announced a strike until the road is guarded."
)


def market(id, text, *, published="2023-04-05", **cells):
    """Return a report on the shelling of the market."""
    told = {"place": OSTREVA, "when": ("2023-04-04", "2023-04-04"), "actors": (FRONT,), "tolls": (toll("killed", 11),)}
    return reading(id, text, claim(f"claim {id}", **(told | cells)), published=published)


def bus(id, text=ELSEWHERE):
    """Return a report on the abduction of the teachers."""
    took = claim(f"claim {id}", mode="abduct", word="led away", place=BREN, when=("2023-04-03", "2023-04-03"))
    return reading(id, text, took, published="2023-04-05")


def together(groups):
    """Return the claims of each group."""
    return sorted(sorted(claim for _, claim in group.claims) for group in groups)


def test_two_reports_on_one_event_are_one_incident():
    """Other words, the same town, day, toll and doer."""
    groups = link([market("a", STORY), bus("b"), market("c", APART, published="2023-04-06")])
    assert [["claim a", "claim c"], ["claim b"]] == together(groups)


def test_each_claim_is_in_one_group():
    """Nothing is merged away and nothing counted twice."""
    readings = [market("a", STORY), bus("b"), market("c", APART)]
    held = [claim for group in link(readings) for claim in group.claims]
    assert sorted((r.report.id, c.id) for r in readings for c in r.claims) == sorted(held)


def test_each_report_is_chiefly_about_one_event():
    """A report is in the main of one group."""
    groups = link([market("a", STORY), bus("b"), market("c", APART)])
    assert ["a", "b", "c"] == sorted(report for group in groups for report in group.main)


def test_a_report_without_a_claim_joins_the_story_that_it_tells():
    """What the reader missed does not part a report from its incident."""
    groups = link([market("a", STORY), reading("b", STORY.replace("asleep", "at rest"), published="2023-04-05")])
    assert [("a", "b")] == [group.main for group in groups]


def test_two_events_of_one_report_are_two_incidents():
    """A report may tell of much."""
    blamed = claim("second", type="ACCUSE", word="blamed")
    both = reading("a", STORY, claim("first", place=OSTREVA, tolls=(toll("killed", 11),)), blamed)
    assert [["first"], ["second"]] == together(link([both]))


def test_two_attacks_on_one_day_in_one_town_are_two_incidents():
    """No filter allows one event a day and place."""
    morning = claim("one", mode="heavy-weapons", word="shelled", place=OSTREVA, when=("2023-04-04", "2023-04-04"))
    evening = claim("two", mode="abduct", word="kidnapped", place=OSTREVA, when=("2023-04-04", "2023-04-04"))
    readings = [reading("a", STORY, morning), reading("b", ELSEWHERE.replace("Bren", "Ostreva"), evening)]
    assert [["one"], ["two"]] == together(link(readings))


def test_copies_are_about_one_story_whatever_the_model_says():
    """A tree of copies is never parted."""
    tree = Copies(root="a", members=("b",), kind="wire", taken=(Taking(report="b", source="a", kind="wire"),))
    groups = link([market("a", STORY), bus("b")], copies=[tree])
    assert [("a", "b")] == [group.main for group in groups if group.main]


def test_a_link_says_why():
    """Each group tells which reports were put together by what, the heaviest reason first."""
    group = next(g for g in link([market("a", STORY), bus("b"), market("c", APART)]) if len(g.claims) == 2)
    join = group.why[0]
    assert {"a", "c"} == {join.left, join.right}
    heaviest = [abs(reason.adds) for reason in join.reasons]
    assert sorted(heaviest, reverse=True) == heaviest
    assert "ostreva" in next(reason.note for reason in join.reasons if reason.feature == "words")


def test_the_order_of_the_reports_changes_nothing():
    """Who came into the case first does not matter to what is about what."""
    readings = [market("a", STORY), bus("b"), market("c", APART, published="2023-04-06")]
    groups = {(g.id, frozenset(g.claims), frozenset(g.main)) for g in link(readings)}
    assert groups == {(g.id, frozenset(g.claims), frozenset(g.main)) for g in link(readings[::-1])}


def test_a_later_report_leaves_an_incident_s_id_as_it_is():
    """What people wrote down about an incident is still about it."""
    early, late = market("a", STORY), market("c", APART, published="2023-04-06")
    before = link([early, bus("b")])
    after = link([early, bus("b"), late])
    assert {g.id for g in before} == {g.id for g in after}


def test_an_empty_case_has_no_incident():
    """No readings, no groups."""
    assert [] == list(link([]))


def test_the_age_of_a_person_is_not_looked_at():
    """Reports are not linked by how old somebody is."""
    words = [word for word, _ in tokens("A 47-year-old man, a girl, 9, and twins aged 12 were among the 16 wounded.")]
    assert ["16"] == [word for word in words if word[0].isdigit()]


def test_names_are_capitals_within_a_sentence():
    """The first word of a sentence is no name for its capital."""
    found = tokens("Shells fell. Nobody in Ostreva spoke.")
    assert ["Ostreva"] == [word for word, name in found if name]


def test_common_words_weigh_less_than_rare_ones():
    """What all news says tells no reports apart."""
    vocabulary = Vocabulary()
    gist(reading("a", "The police said that Lomnica was quiet."), vocabulary)
    gist(reading("b", "The mayor of Bren was quiet."), vocabulary)
    weights = vocabulary.weights()
    assert weights[vocabulary.numbers["the"]] < weights[vocabulary.numbers["police"]]
    assert weights[vocabulary.numbers["police"]] < weights[vocabulary.numbers["lomnica"]]


def test_words_at_large_hold_no_rare_name():
    """The table has words that many reports of several corpora share."""
    total, known = at_large()
    assert min(known.values()) >= 8
    assert total > max(known.values())


def test_groups_are_made_by_the_mean_and_not_by_a_chain():
    """A is like b and b like c, but a nothing like c: the two that are most alike come together alone."""
    pairs = {(0, 1): 3.0, (1, 2): 2.0}
    assert [[0, 1], [2]] == clusters(range(3), pairs, lambda *_: -5.0, threshold=0.0)
    assert [[0, 1, 2]] == clusters(range(3), pairs, lambda *_: 4.0, threshold=0.0)


def test_what_belongs_together_is_put_together():
    """A pair that is given outweighs any score."""
    assert [[0, 2], [1]] == clusters(range(3), {}, lambda *_: -5.0, threshold=0.0, together=[(2, 0)])


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (("1", "XO", "A", 10.0, 20.0, 3), ("1", "XO", "A", 10.0, 20.0, 3), 1.0),
        (("1", "XO", "A", 10.0, 20.0, 3), ("2", "XO", "A", 10.3, 20.0, 3), 0.6),
        (("1", "XO", "A", 10.0, 20.0, 3), ("3", "XO", "A", None, None, 1), 0.5),
        (("1", "XO", "A", 10.0, 20.0, 3), ("4", "XO", "B", 15.0, 20.0, 3), -1.0),
        (("1", "XO", "A", 10.0, 20.0, 3), ("5", "XP", None, None, None, 0), -1.0),
        (("1", "XO", "A", 10.0, 20.0, 3), ("6", "XO", None, None, None, 0), 0.2),
    ],
)
def test_places_agree_as_far_as_they_are_known(left, right, wanted):
    """The same place, one near it, the province that it is in, one far off, another country, its country."""
    assert wanted == agreement(Spot(*left), Spot(*right)) == agreement(Spot(*right), Spot(*left))


def test_days_of_publication_count_for_less_the_farther_they_are_apart():
    """Reports of one day are nearer than those of a month, and unknown days are unknown."""
    assert days_published(10, 10)["days_near"] > days_published(10, 20)["days_near"]
    assert {"undated": 1.0} == days_published(None, 10)


def test_tolls_that_cannot_both_be_true_speak_against_a_link():
    """Eleven dead and forty dead are hardly one event; eleven and at least ten are."""
    first, second = (
        gist(market(n, STORY, tolls=(toll("killed", k),)), Vocabulary()).told()[0] for n, k in (("a", 11), ("b", 40))
    )
    assert events(first, second)["toll_against"] > 0
    assert 1.0 == events(first, first)["toll"]


def test_every_weight_speaks_the_way_its_name_says():
    """What is against a link takes from its log-odds, all else adds."""
    for name in ("reports", "accounts"):
        for feature, weight in model(name).weights.items():
            against = feature.endswith(("_against", "_far", "_apart")) or feature == "real"
            assert (weight <= 0) == against or weight == 0
