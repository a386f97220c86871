"""Taking a noun phrase apart by its words alone: determiner, possessor, core, complement.

Parts of speech are more reliable than the parser's tree, so the tree is not asked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.layers import Word

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "some", "any", "several", "many", "few", "more", "no", "another", "other", "various",
                        "certain", "numerous", "countless"})  # fmt: skip
SKIPPED = DEFINITE | INDEFINITE | frozenset({"all", "both", "each", "every", "such", "own", "same", "most", "least",
                                            "at", "about", "around", "nearly", "almost", "over", "than", "up", "to",
                                            "only", "even", "just", "half", "dozen", "hundred", "thousand",
                                            "million", "approximately", "roughly", "fewer", "less"})  # fmt: skip
POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my", "your"})
QUANTITIES = frozenset({"dozen", "score", "hundred", "thousand", "million", "number", "couple", "handful", "series",
                        "pair", "some", "most", "many", "several", "few", "all", "both", "one", "two", "three", "four",
                        "five", "six", "seven", "eight", "nine", "ten", "majority", "each", "any", "none", "lot",
                        "host", "string", "part", "tens"})  # fmt: skip
HEAPS = frozenset({"group", "crowd", "team", "band", "convoy", "bunch", "wave", "gang"})
"""Nouns that count what follows "of" where they are indefinite: "a group of villagers"."""
KINDS_OF_GROUP = frozenset({"group", "organisation", "organization", "militant", "faction", "outfit", "militia",
                            "movement", "fighter", "extremist", "insurgent", "network"})  # fmt: skip
"""Nouns that stand for the example that follows them: "groups like X"."""
RANGES = frozenset({"between", "from"})
RANGE_MARKS = frozenset({"and", "to", "or", "-", "–"})
"""Words that open a range of numbers, and those in the middle: "between five and seven soldiers"."""
EXAMPLES = frozenset({"like", "including"})
QUOTES = frozenset("\"“”'‘’`") | {"``", "''"}
HYPHENS = frozenset("-‐‑–")
NOMINAL = frozenset({"NOUN", "PROPN"})
INSIDE_NAMES = frozenset({"ADP", "CCONJ", "PUNCT", "DET", "PART"})
ENDS = frozenset({"ADP", "SCONJ", "CCONJ", "AUX", "PART"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in parts; each part is a run of words.

    ``core`` runs from the first modifier to the head, its last word. ``complement`` follows the preposition ``link``.
    ``counted`` says that a number or an indefinite quantity stands before it. ``apposed`` is the proper name that a
    comma adds to a common noun: "its spokesman, Idris Kolo".
    """

    core: tuple[Word, ...]
    determiner: str | None = None
    possessor: tuple[Word, ...] = ()
    link: str | None = None
    complement: tuple[Word, ...] = ()
    counted: bool = False
    apposed: tuple[Word, ...] = ()

    @property
    def partisan(self) -> bool:
        """Whether what a comma adds is a party and a state: "Senator Kolo, R-Wis."."""
        return len(self.apposed) > 1 and len(self.apposed[0].text) == 1 and self.apposed[1].text in HYPHENS

    @property
    def head(self) -> Word:
        """The word that says what the phrase names."""
        return next((w for w in reversed(self.kernel) if w.upos in NOMINAL), self.kernel[-1])

    @property
    def kernel(self) -> tuple[Word, ...]:
        """The core up to a preposition within a name: "University" of "University of Mosul"."""
        cut = next((i for i, w in enumerate(self.core) if i and w.upos == "ADP"), len(self.core))
        return self.core[:cut]

    @property
    def definite(self) -> bool:
        """Whether the phrase points to something told before: "the group", "this unit"."""
        return self.determiner in DEFINITE

    @property
    def plural(self) -> bool:
        """Whether the head is plural by its form."""
        head = self.head
        return head.upos == "NOUN" and head.text.lower() != head.lemma.lower()

    @property
    def named(self) -> bool:
        """Whether the head is a proper name."""
        return self.head.upos == "PROPN" or (len(self.core) > 1 and self.head.text[:1].isupper())


def take_apart(words: Sequence[Word], *, names: Sequence[tuple[int, int]] = ()) -> Phrase | None:
    """Return the phrase that *words* make, ``None`` where nothing but function words is left.

    *names* are spans of proper names: a phrase is never cut inside one ("Front for Change and Concord").
    """
    rest = [w for w in words if w.text not in QUOTES or w.upos == "PART"]
    rest, apposed = _without_apposition(rest)
    determiner, counted, rest = _without_determiners(rest)
    if not rest:
        return None
    end = _end(rest, names)
    marks = [i for i in range(1, end - 1) if rest[i].upos == "PART" and rest[i].text.lower() in {"'s", "’s", "'", "’"}]
    possessor: tuple[Word, ...] = ()
    if marks:
        possessor = tuple(rest[: marks[-1]])
        core = rest[marks[-1] + 1 : end]
    else:
        core = rest[:end]
        if core[-1].upos == "PART" and len(core) > 1:
            core = core[:-1]
    tail = rest[end:]
    link = tail[0].text.lower() if tail and tail[0].upos == "ADP" else None
    complement = tuple(tail[1:]) if link else ()
    if link == "of" and complement and not possessor and _heap(determiner, core):
        inner = take_apart(complement, names=names)
        if inner is not None:
            return Phrase(inner.core, inner.determiner, inner.possessor, inner.link, inner.complement, counted=True)
    example = _example(core, link, complement)
    if example and (inner := take_apart(example, names=names)) is not None:
        return inner
    return Phrase(tuple(core), determiner, possessor, link, complement, counted, apposed)


def _example(core: Sequence[Word], link: str | None, complement: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return whom a phrase gives as an example of a group ("groups like X", "factions such as X"), else nothing."""
    such = link == "as" and core[-1].text.lower() == "such"
    noun = core[-2] if such and len(core) > 1 else core[-1]
    return complement if (such or link in EXAMPLES) and noun.lemma.lower() in KINDS_OF_GROUP else ()


def _without_apposition(words: list[Word]) -> tuple[list[Word], tuple[Word, ...]]:
    """Return a described phrase and the name after its comma; a name first, described after it, stays as it is."""
    for index in range(1, len(words) - 1):
        if words[index].text != ",":
            continue
        end = next((i for i in range(index + 1, len(words)) if words[i].text == ","), len(words))
        name = words[index + 1 : end]
        apart = words[index - 1].upos != "ADJ" and not any(w.upos == "CCONJ" for w in words[end:])
        spelt = name[0].text[:1].isupper() and name[-1].text[:1].isupper() and name[-1].upos in {"PROPN", "X"}
        plain = not any(w.upos in {"VERB", "AUX", "ADP", "DET", "PRON", "NUM"} for w in name)
        described = any(w.upos == "NOUN" for w in words[:index]) or words[0].text.lower() in DEFINITE | POSSESSIVES
        if apart and spelt and plain and described:
            return words[:index], tuple(name)
    return words, ()


def _heap(determiner: str | None, core: Sequence[Word]) -> bool:
    return determiner in INDEFINITE and core[-1].lemma.lower() in HEAPS


def _without_determiners(words: list[Word]) -> tuple[str | None, bool, list[Word]]:
    determiner: str | None = None
    counted = False
    at = 0
    while at < len(words) - 1:
        word = words[at]
        form = word.text.lower()
        if word.lemma.lower() in QUANTITIES | SKIPPED and words[at + 1].text.lower() == "of" and at + 2 < len(words):
            counted, determiner, at = True, None, at + 2
        elif form in POSSESSIVES or (form in SKIPPED and word.upos != "PROPN"):
            determiner = determiner or form
            counted = counted or form in INDEFINITE
            at += 1
        elif _number(word) or (form in RANGES and _number(words[at + 1])):
            joined = at + 2 < len(words) and words[at + 1].text.lower() in RANGE_MARKS and _number(words[at + 2])
            counted, at = True, at + (2 if joined else 1)
        else:
            break
    return determiner, counted, words[at:]


def _number(word: Word) -> bool:
    return word.upos == "NUM" or word.text.replace(",", "").isdigit()


def _end(words: Sequence[Word], names: Sequence[tuple[int, int]]) -> int:
    """Return where the core ends: at a preposition, clause, comma or conjunction outside of any name."""
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        if any(start < word.start < end for start, end in names):
            continue
        if word.upos == "PART" and word.text.lower() in {"'s", "’s", "'", "’"}:
            continue
        if word.upos == "CCONJ" and all(w.upos == "ADJ" for w in words[:index]):
            continue
        if word.upos in ENDS or (word.upos == "PUNCT" and word.text not in HYPHENS):
            return index
        if word.upos == "PUNCT" and word.end < (words[index + 1].start if index + 1 < len(words) else word.end + 1):
            return index
        if word.upos == "PRON" or (word.upos == "VERB" and before.upos in NOMINAL):
            return index
    return len(words)
