"""Which noun a count counts, and whether it names people."""

from __future__ import annotations

from sayso.report import Report
from sayso.what.lexicon import table, words
from sayso.what.syntax import Syntax

BREAKS = frozenset({",", ";", ":", "(", ")", "“", "”", '"', "–", "—"})
"""Marks that a count and the people it counts never stand on two sides of."""
BY = "-by"
"""The end of "passers-by", which is a word of its own in the tree."""
ENDINGS = ("men", "women", "people", "folk", "olds", "kin", "persons")
"""Endings of plurals that name people."""


def people(syntax: Syntax, index: int) -> bool:
    """Return whether a word names people: by the tables, its ending, or as the last word of a tagged actor."""
    if thing(syntax, index):
        return False
    shouted = syntax.words[index].text.isupper() and not _listed(syntax, index) and not _harm(syntax, index)
    if (syntax.person(index) and not shouted) or syntax.lower[index].endswith(ENDINGS):
        return True
    end = syntax.words[index].end
    return syntax.is_word(index, "NOUN") and any(tag.end == end for tag in syntax.tags(index, "actors"))


def thing(syntax: Syntax, index: int) -> bool:
    """Return whether a word names an animal, a vehicle, a place or an event, which no toll counts."""
    forms = {syntax.lemmas[index], syntax.lower[index], syntax.lower[index].removesuffix("es")}
    return bool(forms & words("harms.toml", "things"))


def counted(syntax: Syntax, inside: list[int]) -> int | None:
    """Return the noun that a count counts, the count's own last word where it stands alone, else ``None``."""
    tree, last = syntax.tree, inside[-1]
    for index in reversed(inside):
        head = syntax.words[index].head
        while head > last and syntax.words[head].deprel in {"compound", "amod"} and syntax.words[head].head > head:
            head = syntax.words[head].head
        near = head > last and not any(syntax.lower[i] in BREAKS for i in range(last + 1, head))
        if syntax.words[index].deprel in {"nummod", "det", "advmod", "amod"} and near and _nominal(syntax, head):
            return _reported(syntax, head)
    for index in reversed(inside):
        for child in tree.children(index, "nmod"):
            if child > last and syntax.lower[last + 1] == "of" and "of" in syntax.cases(child):
                return child
    for index in syntax.window(last, 0, 3):
        if index > last and (_nominal(syntax, index) or (index == last + 1 and _listed(syntax, index))):
            return index if people(syntax, index) else last if syntax.is_word(index, "PROPN") else None
        passed = syntax.is_word(index, "ADJ", "DET", "NUM", "ADV") or syntax.lower[index] in {"of", "-"}
        if index > last and not passed:
            break
    article = syntax.lower[last] in {"a", "an", "no", "the"}
    return None if article else last


def _nominal(syntax: Syntax, index: int) -> bool:
    return syntax.is_word(index, "NOUN", "PROPN", "PRON", "ADJ") and syntax.words[index].deprel != "compound"


def who_of(report: Report, syntax: Syntax, inside: list[int], noun: int) -> str | None:
    """Return the people counted as printed, from the word after the count to the noun.

    Where the count itself names them ("triplets", "a couple"), it is they.
    """
    last = inside[-1]
    if noun in inside:
        itself = (
            syntax.lower[noun] in words("harms.toml", "groups") and syntax.lower[min(noun + 1, _end(syntax))] != "of"
        )
        return report.text[syntax.words[noun].start : syntax.words[noun].end] if itself else None
    if noun <= last or syntax.lemmas[noun] == "more":
        return None
    while last + 1 < noun and syntax.lower[last + 1] in {"-", ","}:
        last += 1
    between = [
        i
        for i in range(last + 1, noun + 1)
        if syntax.lower[i] not in {"of", "the", "more", "other", "-", "its", "their"}
    ]
    if syntax.lower[noun] == "olds":
        return report.text[syntax.words[last + 1].start : syntax.words[noun].end]
    ages = [n for n, i in enumerate(between) if syntax.lower[i] == "old"]
    between = between[ages[-1] + 1 :] if ages else between
    start = syntax.words[between[0]].start if between else syntax.words[noun].start
    end = syntax.words[noun].end
    return report.text[start : end + len(BY) if report.text.startswith(BY, end) else end]


def _listed(syntax: Syntax, index: int) -> bool:
    """Return whether a word is in the table of people, whatever the parse takes it for ("60 *recruits*")."""
    forms = {syntax.lemmas[index], syntax.lower[index], syntax.lower[index].removesuffix("s")}
    return any(forms & words("harms.toml", kind) for kind in ("people", "casualties", "bodies"))


def _harm(syntax: Syntax, index: int) -> bool:
    """Return whether a word says what befell people ("the wounded", "no deaths")."""
    forms = {syntax.lemmas[index], syntax.lower[index]}
    return any(forms & set(listed) for listed in table("harms.toml")["nouns"].values()) or bool(
        forms & words("harms.toml", "participles")
    )


def _reported(syntax: Syntax, noun: int) -> int:
    """Return what a report is of, where there is no report of it ("no *reports* of casualties")."""
    if syntax.lemmas[noun] in {"report", "word", "sign", "loss"}:
        return next((c for c in syntax.tree.children(noun, "nmod") if "of" in syntax.cases(c)), noun)
    return noun


def _end(syntax: Syntax) -> int:
    return len(syntax.words) - 1
