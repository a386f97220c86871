"""What holds for any report."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PHRASES = """
[The/DET Taliban/PROPN]
[the/DET group/NOUN]
[they/PRON]
[its/PRON fighters/NOUN/fighter]
[it/PRON]
{Samir/PROPN Rahimi/PROPN}
{Mr/PROPN Rahimi/PROPN}
{he/PRON}
[US/PROPN +-/PUNCT +backed/VERB forces/NOUN/force]
[Kenya/PROPN +'s/PART army/NOUN]
[two/NUM of/ADP the/DET soldiers/NOUN/soldier]
[the/DET +“/PUNCT +Foxes/PROPN +”/PUNCT]
[’s/PART]
[of/ADP]
[“/PUNCT]
[we/PRON]
[who/PRON]
[400/NUM Riders/PROPN]
[a/DET group/NOUN of/ADP men/NOUN/man]
[the/DET people/NOUN of/ADP of/ADP]
[Front/PROPN for/ADP Hills/PROPN (/PUNCT FFH/PROPN )/PUNCT]
""".strip().splitlines()
LINKS = ["met/VERB", "called/VERB/call/acl", "known/VERB/know as/ADP", ",/PUNCT", "(/PUNCT", "and/CCONJ"]
line = st.lists(st.tuples(st.sampled_from(PHRASES), st.sampled_from(LINKS)), min_size=1, max_size=4).map(
    lambda parts: " ".join(f"{phrase} {link}" for phrase, link in parts) + " ./PUNCT"
)
report = st.lists(line, min_size=1, max_size=5).map("\n".join)
relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@relaxed
@given(tagged=report)
def test_every_actor_says_what_stands_there(cast_of: Callable, tagged: str) -> None:
    """``text[start:end]`` holds for mentions and actors, every one has an id, and every phrase has an actor."""
    read = cast_of(tagged, published="2020-01-01")
    for quote in (*read.cast.mentions, *read.cast.actors):
        assert quote.text == read.report.text[quote.start : quote.end]
    assert all(m.entity for m in read.cast.mentions)
    assert set(read.spans) == {(a.start, a.end) for a in read.cast.actors}


@relaxed
@given(tagged=report)
def test_one_id_is_one_actor(cast_of: Callable, tagged: str) -> None:
    """All that is said of an id is the same at each of its phrases; local ids are numbered from 1 without gaps."""
    read = cast_of(tagged, published="2020-01-01")
    told = {a.id: (a.name, a.kind, a.country, a.part_of) for a in read.cast.actors}
    assert all(told[a.id] == (a.name, a.kind, a.country, a.part_of) for a in read.cast.actors)
    ids = {m.entity for m in read.cast.mentions} | {str(i) for a in read.cast.actors for i in (a.id, a.part_of)}
    numbers = {int(i.removeprefix("report:")) for i in ids if i.startswith("report:")}
    assert numbers == set(range(1, len(numbers) + 1))


@relaxed
@given(tagged=report)
def test_the_same_report_gives_the_same_cast(cast_of: Callable, tagged: str) -> None:
    """Reading twice gives equal values."""
    assert cast_of(tagged).cast == cast_of(tagged).cast
