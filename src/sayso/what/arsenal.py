"""Weapons and what they make of an attack's mode; contexts by the words that name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.report import Report
from sayso.what import lexicon
from sayso.what.fillers import Filler
from sayso.what.frame import WeaponQuote
from sayso.what.syntax import Syntax

REFINABLE = frozenset({None, "firearms", "explosives", "aerial", "heavy-weapons"})
"""Modes that a named weapon may make more exact ("fired" is small arms until a missile is named)."""
STRONGEST_FIRST = ("suicide-attack", "unconventional", "drone", "aerial", "heavy-weapons", "explosives",
                   "crowd-control", "firearms", "primitive")  # fmt: skip


def weapon_words(syntax: Syntax, index: int) -> tuple[tuple[int, ...], str, str] | None:
    """Return the weapon phrase that ends in a word, its type and its mode; ``None`` if it ends none."""
    if not syntax.is_word(index, "NOUN", "PROPN", "ADJ", "X"):
        return None
    for key in dict.fromkeys((syntax.lemmas[index], syntax.lower[index])):
        for lemma, kind, mode in lexicon.weapons().get(key, ()):
            first = index - len(lemma) + 1
            if first < syntax.bounds[syntax.words[index].sentence][0]:
                continue
            if all(part in {syntax.lemmas[first + n], syntax.lower[first + n]} for n, part in enumerate(lemma)):
                return None if kind == "-" else (tuple(range(first, index + 1)), kind, mode)
    return None


def is_weapon(syntax: Syntax, index: int) -> bool:
    """Return whether a weapon phrase ends in a word; an attacker named by his weapon is none."""
    matched = weapon_words(syntax, index)
    return matched is not None and matched[1] != "attacker"


def weapons(report: Report, syntax: Syntax, inside: Iterable[int]) -> tuple[tuple[WeaponQuote, ...], tuple[str, ...]]:
    """Return the weapons named by words of *inside*, and the modes that they go with."""
    found: dict[tuple[int, int], WeaponQuote] = {}
    modes: list[str] = []
    taken: set[int] = set()
    for index in sorted(inside, reverse=True):
        matched = None if index in taken else weapon_words(syntax, index)
        if matched is None:
            continue
        words, kind, mode = matched
        taken.update(words)
        modes.append(mode)
        start, end = syntax.words[words[0]].start, syntax.words[words[-1]].end
        if kind != "attacker":
            found[start, end] = WeaponQuote(start=start, end=end, text=report.text[start:end], type=kind)
    return tuple(found[key] for key in sorted(found)), tuple(modes)


def named(
    report: Report, syntax: Syntax, found: Sequence[WeaponQuote], fillers: Sequence[Filler]
) -> tuple[WeaponQuote, ...]:
    """Return the weapons of an event: those found, and those that the encoder tags as what it was done with."""
    tagged = []
    for filler in (f for f in fillers if f.label == "weapon"):
        words = [m for i in syntax.tree.within(filler.start, filler.end) if (m := weapon_words(syntax, i))]
        kind = next((w[1] for w in reversed(words) if w[1] != "attacker"), None)
        quote = report.quote(filler.start, filler.end)
        tagged.append(WeaponQuote(start=quote.start, end=quote.end, text=quote.text, type=kind))
    kept = [w for w in found if not any(w.start < t.end and t.start < w.end for t in tagged)]
    return tuple(sorted((*kept, *tagged), key=lambda w: w.start))


def refine(mode: str | None, by_weapon: tuple[str, ...]) -> str | None:
    """Return an attack's mode given the modes of the weapons named with it."""
    if mode not in REFINABLE or not by_weapon:
        return mode
    best = min(by_weapon, key=STRONGEST_FIRST.index)
    if mode in {"aerial", "heavy-weapons", "explosives"}:
        return best if STRONGEST_FIRST.index(best) < STRONGEST_FIRST.index(mode) else mode
    return best


def contexts(syntax: Syntax, sentence: int, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the PLOVER contexts of a sentence: those of the trigger's sense, then those that its words name."""
    first, end = syntax.bounds[sentence]
    found = dict.fromkeys(given)
    index = lexicon.contexts()
    for at in range(first, end):
        for key in dict.fromkeys((syntax.lemmas[at], syntax.lower[at])):
            for lemma, context in index.get(key, ()):
                if at + len(lemma) <= end and all(
                    part in {syntax.lemmas[at + n], syntax.lower[at + n]} for n, part in enumerate(lemma)
                ):
                    found.setdefault(context)
    return tuple(found)
