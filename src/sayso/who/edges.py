"""Where a tagged actor phrase begins and ends: what belongs to it by its words and its tree.

The conventions are re3d's, learnt from its train part: articles, possessives, titles and complements with "of" belong
to the phrase; two actors that "and" joins are two.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.layers import Layers, Word
from sayso.who.compose import LONGEST_TITLE, noun_of, surface
from sayso.who.names import key
from sayso.who.phrase import HYPHENS, POSSESSIVES, QUANTITIES
from sayso.who.table import Table

TELLING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "X"})
"""Parts of speech of which a mention has one at least: never "the" or "40" alone."""
HANGING = frozenset({"ADP", "CCONJ", "DET"})
"""Parts of speech that no mention ends with."""
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
WITHIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "X"})
"""Parts of speech inside a complement with "of"."""
THINGS = frozenset({"facility", "object"})
MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod:desc"})
OWNERS = frozenset({"'s", "’s", "'", "’"})
LONGEST_REST = 6
"""A listed name goes on for so many words at most beyond what was tagged."""
Range = tuple[int, int]
"""Indexes ``[first, last)`` of words."""


class Edges:
    """Puts the edges of phrases right in one report."""

    def __init__(self, layers: Layers, table: Table) -> None:
        self.words = layers.words
        self.tree = layers.tree
        self.table = table
        self._names = {(t.start, t.end) for t in layers.names}
        self._places = {t.start for t in layers.places}

    def put_right(self, first: int, last: int) -> Iterator[Range]:
        """Yield the phrases that the tagged words make: none for function words alone, several where "and" joins."""
        while last - first > 1 and self.words[last - 1].upos in HANGING:
            last -= 1
        if not any(w.upos in TELLING for w in self.words[first:last]):
            return
        last = self._with_listed(first, self._without_place(first, self._to_the_head(first, last)))
        first = self._without_foreign_article(first, last)
        parts = list(self._parts(first, last))
        for start, end in parts:
            whole = end if end < last else self._with_complement(start, end)
            yield self._opened(start, whole), whole

    # --- to the right -----------------------------------------------------------------------------------------

    def _to_the_head(self, first: int, last: int) -> int:
        """Return the end of a phrase whose head noun the tagger left out: "Syrian regime [aircrew]"."""
        head = self._head(first, last)
        governor = self.words[head].head
        if self.words[head].deprel not in MODIFIERS or not last <= governor < last + 2:
            return last
        noun = self._noun(governor)
        if noun is None or noun in THINGS or self.words[governor].sentence != self.words[head].sentence:
            return last
        between = self.words[last:governor]
        return governor + 1 if all(w.upos in {"ADJ", "NOUN", "PROPN"} for w in between) else last

    def _without_place(self, first: int, last: int) -> int:
        """Return the end of a phrase without the place that people are in: "world leaders [in London]"."""
        for cut in range(first + 1, last - 1):
            if self.words[cut].text.lower() == "in" and self.words[cut + 1].start in self._places:
                return last if self._inside_name(cut) or self._listed(first, last) else cut
        return last

    def _listed(self, first: int, last: int) -> bool:
        return key(surface(self.words[first:last])) in self.table.lexicon.aliases

    def _inside_name(self, index: int) -> bool:
        word = self.words[index]
        return any(start < word.start and word.end < end for start, end in self._names)

    def _with_listed(self, first: int, last: int) -> int:
        """Return the end of the longest listed name that a tagged name begins, without a tagged place."""
        opens = first + (self.words[first].upos == "DET")
        if not any(w.text[:1].isupper() for w in self.words[opens : min(last, opens + 2)]):
            return last
        for end in range(min(len(self.words), last + LONGEST_REST), last, -1):
            rest = self.words[last:end]
            within = rest[-1].sentence == self.words[first].sentence and rest[-1].text[:1].isupper()
            if within and not any(w.start in self._places for w in rest) and self._listed(opens, end):
                return end
        return last

    def thing(self, start: int, end: int) -> bool:
        """Say whether a span names a thing that somebody has, not somebody: "UN convoy"."""
        within = self.tree.within(start, end)
        return len(within) > 1 and self._noun(within[-1]) in THINGS

    def _noun(self, index: int) -> str | None:
        """Return the kind of actor that a common noun says, ``None`` where it says none."""
        word = self.words[index]
        found = noun_of([word], self.table) if word.upos == "NOUN" else None
        return None if found is None else found[1].kind

    def _head(self, first: int, last: int) -> int:
        return next((i for i in range(first, last) if not first <= self.words[i].head < last), first)

    def _with_complement(self, first: int, last: int) -> int:
        """Return the end of a phrase with the complement that "of" adds: "the families [of the victims]"."""
        if last + 1 >= len(self.words) or self.words[last].text.lower() != "of":
            return last
        below = self.words[last].head
        if below <= last or not self.words[below].deprel.startswith("nmod"):
            return last
        if not first <= self.words[below].head < last or self.words[last - 1].upos not in HEADS:
            return last
        end = last + 1
        while end < len(self.words) and (end == below or self._below(end, below)) and self._belongs(self.words[end]):
            end += 1
        return end if end > below else last

    def _below(self, index: int, top: int) -> bool:
        return top in self.tree.ancestors(index)

    def _belongs(self, word: Word) -> bool:
        return word.upos in WITHIN or word.text in HYPHENS or word.text.lower() in {"of", *POSSESSIVES}

    # --- to the left ------------------------------------------------------------------------------------------

    def _without_foreign_article(self, first: int, last: int) -> int:
        """Return the start of a phrase without the article of what it modifies: "[a] Defense Department release"."""
        word = self.words[first]
        article = word.upos == "DET" and word.text.lower() in {"a", "an", "the"}
        return first + 1 if article and word.head >= last and last - first > 1 else first

    def _opened(self, first: int, last: int) -> int:
        """Return the start of a phrase with its possessive, title, article and "one of"."""
        first = self._titled(first)
        before = self._before(first)
        if before is not None and self._possessive(first - 1):
            return first - 1
        if before is not None and before.text.lower() == "the" and self._common(first, last):
            first -= 1
        partitive = first > 1 and self.words[first - 1].text.lower() == "of" and self._before(first - 1)
        if partitive and partitive.lemma.lower() in QUANTITIES - {"part"} and self.words[first].upos in {"DET", "PRON"}:
            first -= 2
        return first

    def _before(self, first: int) -> Word | None:
        if not first or self.words[first - 1].sentence != self.words[first].sentence:
            return None
        return self.words[first - 1]

    def _possessive(self, index: int) -> bool:
        return self.words[index].text.lower() in POSSESSIVES and self.words[index].deprel.startswith("nmod")

    def _common(self, first: int, last: int) -> bool:
        """Say whether "the" belongs to the phrase: before small letters, and before a title."""
        title = any(key(surface(self.words[first:end])) in self.table.lexicon.titles
                    for end in range(first + 1, min(last, first + LONGEST_TITLE) + 1))  # fmt: skip
        return self.words[first].text[:1].islower() or title

    def _titled(self, first: int) -> int:
        """Return the start of a person's name with the title before it: "[Foreign Secretary] Philip Hammond"."""
        for size in range(LONGEST_TITLE, 0, -1):
            start = first - size
            if start < 0 or self.words[start].sentence != self.words[first].sentence:
                continue
            title = self.words[start:first]
            plain = title[0].text[:1].isupper() and title[-1].text != ","
            if plain and key(surface(title)) in self.table.lexicon.titles and self.words[first].upos == "PROPN":
                return start
        return first

    # --- several ----------------------------------------------------------------------------------------------

    def _parts(self, first: int, last: int) -> Iterator[Range]:
        """Yield what a conjunction joins where each part stands alone: "the minister [and] his deputy"."""
        if self._listed(first, last):
            yield first, last
            return
        cut = next((i for i in range(first + 1, last - 1) if self._parts_at(first, i, last)), None)
        if cut is None:
            yield first, last
            return
        end = cut - 1 if self.words[cut - 1].text == "," else cut
        yield from self._parts(first, end)
        yield from self._parts(cut + 1, last)

    def _parts_at(self, first: int, index: int, last: int) -> bool:
        word, after = self.words[index], self.words[index + 1]
        joint = word.upos == "CCONJ" or word.text in {"-", "–", "/"}
        if not joint or self._inside_name(index):
            return False
        left, right = self.words[first:index], self.words[index + 1 : last]
        if word.upos != "CCONJ":
            return self._state(left) and self._state(right)
        if left[-1].upos not in {"NOUN", "PROPN", "PRON"} or any(w.upos == "ADP" for w in left):
            return False
        fresh = after.upos == "DET" or after.text.lower() in POSSESSIVES
        named = after.upos == "PROPN" and (left[-1].upos == "PROPN" or left[0].upos == "DET")
        shared = len(right) > 1 and right[-1].lemma.lower() != right[-1].text.lower()  # "Home and Defence Secretaries"
        return fresh or (named and not shared)

    def _state(self, words: tuple[Word, ...]) -> bool:
        found = self.table.lexicon.terms.get(key(surface(words)))
        return found is not None and found[0] == "name"
