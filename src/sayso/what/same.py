"""Which frames of one report tell of the same event: a first, conservative form of event coreference."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.claim import Fragment, Place, When
from sayso.report import Report
from sayso.what.frame import EventFrame
from sayso.what.lexicon import VIOLENT, table, words

STEM = 4
"""Letters that two triggers must share to be one word's forms ("bombing", "bombed")."""
UNREAL = frozenset({"hypothetical", "planned", "possible", "threatened"})
NAMED = 2
"""Words of a victim's phrase that two frames must share to be about one person."""
BYGONE = 180
"""How many days before a report what it dates is no news."""
STOP = re.compile(r"[.!?][”\"’']?\s+[A-Z“\"‘]")
BACK = 4
"""How many events back a definite noun ("the attack") may point."""


Names = Callable[[Fragment], frozenset[str]]
"""Who a phrase stands for: the names that it shares with the other phrases for the same actor."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an event was, as far as its own words tell."""

    place: Place | None = None
    when: When | None = None


def same_event(
    report: Report,
    frames: Sequence[EventFrame],
    *,
    names: Names | None = None,
    settings: Sequence[Setting] | None = None,
) -> tuple[int, ...]:
    """Return a group number for each frame; frames that share one tell of the same event.

    Two frames are the same event where type, mode and reality agree, nobody is actor in one and contradicted in the
    other, they are not told of different places or days, and either a definite noun points back ("the attack") or the
    trigger is the same word with a shared side. Violence that a report goes on telling of is one event until
    something tells it apart. *names* tells sides apart by who they are; without it their words do.
    """
    names = names or (lambda span: _content(report, [span]))
    settings = settings or [Setting()] * len(frames)
    groups: list[int] = []
    at = {frame.trigger: index for index, frame in enumerate(frames)}
    for index, frame in enumerate(frames):
        told = at.get(frame.result_of, index) if frame.result_of is not None else index
        match = told if told < index else None
        for earlier in reversed(range(index)) if match is None else ():
            members = [member for member in range(index) if groups[member] == groups[earlier]]
            if any(_apart(settings[member], settings[index]) for member in members):
                continue
            if _bygone(report, [(frames[i], settings[i]) for i in (*members, index)]):
                continue
            goes_on = _goes_on(report, [frames[member] for member in members], frame, names)
            if goes_on or _same(report, frames[earlier], frame, index - earlier, names):
                match = earlier
                break
        groups.append(groups[match] if match is not None else max(groups, default=-1) + 1)
    return tuple(groups)


def told_modes(report: Report, frames: Sequence[EventFrame], groups: Sequence[int]) -> tuple[str | None, ...]:
    """Return each frame's mode; words that leave it open have the mode that their event has elsewhere.

    "The attack" on a bombing is a bombing, and who was killed was killed in it. Other words ("stormed") tell of a part
    of the event that may have been done otherwise. Where an event is told of with several modes, the open ones stay so.
    """
    known: dict[int, set[str]] = {}
    for frame, group in zip(frames, groups, strict=True):
        if frame.mode is not None and frame.type == "ASSAULT":
            known.setdefault(group, set()).add(frame.mode)
    modes = []
    for frame, group in zip(frames, groups, strict=True):
        shared = known.get(group, set())
        leaves_open = frame.mode is None and frame.type == "ASSAULT" and len(shared) == 1
        told = leaves_open and (_general(report, frame) or _stem(report, frame)[:4] in words("same.toml", "harming"))
        modes.append(next(iter(shared)) if told else frame.mode)
    return tuple(modes)


def _goes_on(report: Report, told: Sequence[EventFrame], later: EventFrame, names: Names) -> bool:
    """Return whether violence is part of the event that a report has told of so far: nothing tells the two apart."""
    actors = _agreement(names, [a for f in told for a in f.actors], later.actors)
    recipients = _agreement(names, [r for f in told for r in f.recipients], later.recipients)
    if actors == recipients == -1 or (later.type != "ASSAULT" and 1 not in {actors, recipients}):
        return False
    frames = [*told, later]
    if any(f.type not in VIOLENT or f.type != later.type or f.habitual or f.status in UNREAL for f in frames):
        return False
    kinds = {kind for f in frames if (kind := _kind(f)) is not None}
    return len(kinds) <= 1 and not _anew(report, later)


def _kind(frame: EventFrame) -> str | None:
    """Return what kind of violence a frame tells of; ``None`` where its words leave that open."""
    kinds: dict[str, str] = table("same.toml")["kinds"]
    return kinds.get(frame.mode or "")


def _anew(report: Report, frame: EventFrame) -> bool:
    """Return whether a frame's words say that it is one more event ("another attack", "a second blast")."""
    before = report.text[: frame.start].split()[-3:]
    return any(w.lower().strip(",;") in words("same.toml", "anew") for w in before)


def _apart(one: Setting, other: Setting) -> bool:
    """Return whether two settings are surely not the same: far places, or days that never meet."""
    return _elsewhere(one.place, other.place) or _another_day(one.when, other.when)


def _bygone(report: Report, told: Sequence[tuple[EventFrame, Setting]]) -> bool:
    """Return whether some of what is told is dated long before the report, and the rest has no date of its own.

    What a report does not date is news: the victims of last week were not killed "as in 2009". In one sentence a date
    may be all the events'.
    """
    if report.published is None:
        return False
    then = report.published - dt.timedelta(days=BYGONE)
    dated = [f for f, s in told if s.when is not None and s.when.latest is not None and s.when.latest < then]
    undated = [f for f, s in told if s.when is None or s.when.latest is None]
    return bool(dated) and any(
        all(STOP.search(report.text, min(f.end, g.end), max(f.start, g.start)) for g in dated) for f in undated
    )


def _elsewhere(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None or one.geonameid is None or other.geonameid is None:
        return False
    if one.country != other.country and None not in {one.country, other.country}:
        return True
    if one.admin1 != other.admin1 and None not in {one.admin1, other.admin1}:
        return True
    return {one.precision, other.precision} == {"point"} and one.geonameid != other.geonameid


def _another_day(one: When | None, other: When | None) -> bool:
    if one is None or other is None or None in {one.earliest, one.latest, other.earliest, other.latest}:
        return False
    return one.latest < other.earliest or other.latest < one.earliest  # type: ignore[operator]


def _same(report: Report, earlier: EventFrame, later: EventFrame, distance: int, names: Names) -> bool:
    if earlier.type != later.type or (earlier.status in UNREAL) != (later.status in UNREAL):
        return False
    if None not in {earlier.mode, later.mode} and earlier.mode != later.mode:
        return False
    actors = _agreement(names, earlier.actors, later.actors)
    recipients = _agreement(names, earlier.recipients, later.recipients)
    if -1 in {actors, recipients}:
        return False
    if _numbers(earlier) and _numbers(later) and not _numbers(earlier) & _numbers(later):
        return False
    alike = _stem(report, earlier) == _stem(report, later)
    if (alike or _deals(report, earlier, later)) and 1 in {actors, recipients}:
        return True
    if _same_victim(report, earlier, later):
        return True
    if distance > BACK:
        return False
    told = alike or _general(report, later) or (earlier.mode is not None and earlier.mode == later.mode)
    return (_definite(report, later) and told) or _rearmed(report, earlier, later)


def _same_victim(report: Report, earlier: EventFrame, later: EventFrame) -> bool:
    """Return whether two words for a killing have a victim in common who is named ("the *murder* of X", "X *died*")."""
    killing = all(_stem(report, f)[:4] in words("same.toml", "killing") for f in (earlier, later))
    return killing and len(_content(report, earlier.recipients) & _content(report, later.recipients)) >= NAMED


def _deals(report: Report, earlier: EventFrame, later: EventFrame) -> bool:
    """Return whether two AGREE triggers, one of them a noun, tell of one deal ("signed", "the peace *deal*")."""
    kinds = {(_general(report, f), _signing(report, f)) for f in (earlier, later)}
    return earlier.type == "AGREE" and kinds <= {(True, False), (False, True)} and (True, False) in kinds


def _signing(report: Report, frame: EventFrame) -> bool:
    return report.text[frame.start : frame.end].lower() in words("same.toml", "signing")


def _rearmed(report: Report, earlier: EventFrame, later: EventFrame) -> bool:
    """Return whether the later event is done with a weapon that its words take as known ("fired *the* mortars")."""
    known = {w.text.lower().rstrip("s").split()[0] for w in earlier.weapons}
    for weapon in later.weapons:
        before = report.text[: weapon.start].split()[-1:]
        if before and before[0].lower() in words("same.toml", "definite"):
            return bool(known & {part.rstrip("s") for part in weapon.text.lower().split()})
    return False


def _agreement(names: Names, some: Sequence[Fragment], others: Sequence[Fragment]) -> int:
    """Return 1 where two lists of phrases name someone in common, -1 where they contradict each other, else 0."""
    one = frozenset[str]().union(*map(names, some))
    two = frozenset[str]().union(*map(names, others))
    if not one or not two:
        return 0
    return 1 if one & two else -1


def _content(report: Report, spans: Sequence[Fragment]) -> frozenset[str]:
    said = {w.strip(".,'\"’“”").lower() for s, e in spans for w in report.text[s:e].split()}
    bare = frozenset(w.removesuffix("'s").removesuffix("’s") for w in said if w)
    return bare - words("same.toml", "weak") - words("same.toml", "pronouns")


def _numbers(frame: EventFrame) -> set[tuple[str, int]]:
    return {(t.harm, n) for t in frame.toll for n in (t.best or t.low,) if n}


def _stem(report: Report, frame: EventFrame) -> str:
    return report.text[frame.start : frame.end].lower().replace(" ", "").replace("-", "")[:STEM]


def _definite(report: Report, frame: EventFrame) -> bool:
    before = report.text[: frame.start].split()[-3:]
    return any(w.lower() in words("same.toml", "definite") for w in before[-2:])


def _general(report: Report, frame: EventFrame) -> bool:
    """Return whether a trigger is a general word for what another word told ("the attack" after "ambushed")."""
    said = report.text[frame.start : frame.end].lower().split()
    return bool({said[-1], " ".join(said)} & words("same.toml", "general"))
