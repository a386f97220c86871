"""Reading the mentions of one report in order: tables first, then what the report says itself, then back-reference."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sayso.model.layers import Layers, Word
from sayso.report import Report
from sayso.who.compose import state_term, surface
from sayso.who.introduced import Introduction, introductions
from sayso.who.memory import Memory
from sayso.who.names import key
from sayso.who.parts import BELONGING, LONGEST_NAME, STATE_KINDS, Parts
from sayso.who.phrase import QUOTES, Phrase, take_apart
from sayso.who.referent import Referent
from sayso.who.register import Register
from sayso.who.table import Table

SINGULAR_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PERSON = SINGULAR_FIRST | {"we", "us", "our", "ours", "ourselves"}
MEN = frozenset({"he", "him", "his", "himself"})
WOMEN = frozenset({"she", "her", "hers", "herself"})
THINGS = frozenset({"it", "its", "itself"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
OWNERS = frozenset({"his", "her", "its", "their"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
FARTHEST = 10_000
"""Back to the start of the report, for "the gunmen" after "five gunmen"."""


class Reader:
    """Resolves phrases of one report; call `read` in text order."""

    def __init__(self, report: Report, layers: Layers, table: Table) -> None:
        self.report = report
        self.layers = layers
        self.tree = layers.tree
        self.memory = Memory(self.tree)
        self._starts = [w.start for w in layers.words]
        self._ends = [w.end for w in layers.words]
        title = [key(word) for word in (report.title or "").split()]
        countries = table.countries_of(title) | table.countries_of([key(w.text) for w in layers.words])
        day = report.published.isoformat() if report.published else None
        self.register = Register(table, day=day, countries=countries)
        self._names = tuple(sorted((t.start, t.end) for t in layers.names))
        self._labels = {(t.start, t.end): t.label for t in (*layers.names, *layers.actors)}
        self.parts = Parts(self.register, self._names, self._back)
        self._described: dict[int, Referent] = {}
        self._spoken: list[tuple[int, int, bool]] = []
        self.nested: dict[tuple[int, int], Referent] = {}
        for introduction in introductions(layers.words, is_name=self._is_name):
            self._introduce(introduction)

    def read(self, start: int, end: int) -> Referent | None:
        """Return what the phrase ``[start, end)`` stands for, and remember it; ``None`` for first persons as yet."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        words = self.layers.words[first:last]
        if not words:
            return None
        head = self._head(first, last)
        pronoun = words[0].text.lower() if len(words) == 1 and words[0].upos in {"PRON", "DET"} else None
        if pronoun in FIRST_PERSON:
            self._spoken.append((start, end, pronoun in SINGULAR_FIRST))
            return None
        if pronoun is not None:
            referent = self._pronoun(pronoun, head) or Referent(self.report.text[start:end], None)
        else:
            referent = self._phrase(words, head, self._labels.get((start, end)))
            self._remember_nested(first, last, referent)
        self.memory.add(referent, head)
        return referent

    def _remember_nested(self, first: int, last: int, referent: Referent) -> None:
        """Remember the names within a phrase, so that "Taliban commanders" tells of the Taliban too."""
        words = self.layers.words
        at = first
        while at < last:
            end = at + 1
            for end in range(min(last, at + LONGEST_NAME), at, -1):
                whole = (at, end) == (first, last)
                if whole or not (words[at].text[:1].isupper() and words[end - 1].text[:1].isupper()):
                    continue
                run = words[at:end]
                found = self.register.known(run)
                if found is not None:
                    if found is not referent:
                        self.nested[run[0].start, run[-1].end] = found
                        self.memory.add(found, at)
                    break
            at = end

    def _head(self, first: int, last: int) -> int:
        return next((i for i in range(first, last) if not first <= self.layers.words[i].head < last), first)

    def _phrase(self, words: tuple[Word, ...], head: int, label: str | None) -> Referent:
        phrase = take_apart(words, names=self._names)
        if phrase is None:
            return Referent(surface(words), None)
        told = self._told(words, phrase)
        if told is not None:
            return told
        if phrase.named and not phrase.possessor:
            person = label == "person" or self.register.titled(phrase)
            found = (person and self.register.person(phrase)) or self.register.named(phrase.core)
            if found:
                return found
        owner = self._pronoun(phrase.determiner, head) if phrase.determiner in OWNERS else None
        found = self.parts.of_state(phrase) or self.parts.of_group(phrase, head, owner) or self._back(phrase, head)
        found = found or self._generic(phrase, label)
        return self._beside(head, found) or found

    def _beside(self, head: int, described: Referent) -> Referent | None:
        """Return whom an apposition describes, "Samir Rahimi, a Taliban commander", and what it says of him."""
        word = self.layers.words[head]
        named = self.memory.at(word.head) if word.deprel == "appos" else None
        if named is None or (named.person, described.id) != (described.person, None):
            return None
        if named.id is None:
            named.kind = described.kind if named.kind in (None, "person") else named.kind
            named.country = named.country or described.country
            named.part_of = named.part_of or described.part_of
        return named

    def _told(self, words: tuple[Word, ...], phrase: Phrase) -> Referent | None:
        """Return what the report has named or described so, and names that start as a number does ("400 Mawozo")."""
        plain = [w for w in words if w.text not in QUOTES]
        told = self.register.told(phrase.core) or (self.register.known(plain) if plain[0] not in phrase.core else None)
        return told or self._described.get(bisect_left(self._starts, phrase.head.start))

    def _generic(self, phrase: Phrase, label: str | None) -> Referent:
        """Return an actor that no table knows: of the kind that its head noun says, or of none."""
        noun = self.register.noun(phrase.kernel)
        kind = noun.kind if noun else None
        if phrase.named and any(w.upos == "PROPN" for w in phrase.core):
            # A proper name of an army or a front says what it is called, not whose side it is on.
            unclear = noun is None or len(noun.refers) > 1 or (len(phrase.core) == 1 and kind in {"facility", "object"})
            clear = None if unclear else kind
            return self.register.unknown_name(phrase, "person" if label == "person" else clear, None)
        return self.register.nominal(phrase, "person" if noun is None and label == "person" else kind, None)

    # --- what the report introduces ---------------------------------------------------------------------------

    def _is_name(self, first: int, last: int) -> bool:
        words = self.layers.words[first:last]
        return (words[0].start, words[-1].end) in self._labels or self.register.known(words) is not None

    def _introduce(self, introduction: Introduction) -> None:
        words = self.layers.words
        name = surface([words[i] for i in introduction.name])
        described = [words[i] for i in introduction.described]
        phrase = take_apart(described, names=self._names)
        if phrase is None or not key(name):
            return
        if introduction.alias:
            referent = self.register.known(described) or self.register.known(phrase.core)
            if referent is None and self._looks_like_person(phrase):
                referent = self.register.person(phrase)
            referent = referent or self.parts.of_state(phrase) or self.register.unknown_name(phrase, None, None)
        else:
            told = self.register.told([words[i] for i in introduction.name])
            referent = told or self._nickname(name, phrase, described)
            self._described[introduction.head] = referent
        self.register.name(name, referent)

    def _looks_like_person(self, phrase: Phrase) -> bool:
        label = self._labels.get((phrase.core[0].start, phrase.core[-1].end))
        return label == "person" or self.register.titled(phrase)

    def _nickname(self, name: str, phrase: Phrase, described: list[Word]) -> Referent:
        """Return the actor that a nickname names: it takes kind and country of what it is introduced for."""
        noun = self.register.noun(phrase.kernel)
        kind = noun.kind if noun else None
        whole = self.parts.affiliation(described)
        if whole is not None and (noun is None or kind in (None, whole.kind) or whole.kind in noun.refers):
            kind = whole.kind
        where = state_term(described, self.register.table, countries=self.register.countries)
        country = whole.country if whole else where.iso if where else None
        if whole is None and where is not None and kind in STATE_KINDS:
            whole = self.register.state(where.iso)
        return Referent(name, kind, country, whole, lemma=phrase.head.lemma.lower())

    # --- back-reference ---------------------------------------------------------------------------------------

    def _back(self, phrase: Phrase, head: int) -> Referent | None:
        """Return what "the group", "the unit", "the gunmen" refer back to."""
        belongs = phrase.link in BELONGING and phrase.complement
        if phrase.possessor or phrase.counted or belongs or not phrase.definite:
            return None
        if phrase.named:
            return self.register.shortened(phrase.core)
        lemma = phrase.head.lemma.lower()
        if len(phrase.core) == 1:
            plural = phrase.plural
            again = self.memory.best(head, lambda r: r.lemma == lemma and r.plural == plural, reach=FARTHEST)
            if again is not None:
                return again
        noun = self.register.noun(phrase.kernel)
        if noun is None or not noun.refers or len(phrase.core) > 2:
            return None
        return self.memory.best(head, lambda r: not r.person and not r.state and r.kind in noun.refers)

    def _pronoun(self, pronoun: str | None, head: int) -> Referent | None:
        if pronoun in RELATIVES:
            words = self.layers.words
            clause = next((i for i in (head, *self.tree.ancestors(head)) if words[i].deprel == "acl:relcl"), None)
            return None if clause is None else self.memory.at(words[clause].head)
        apart = pronoun not in OWNERS and not self.layers.words[head].deprel.startswith("nmod")
        if pronoun in MEN | WOMEN:
            sex = "m" if pronoun in MEN else "f"
            found = self.memory.best(head, lambda r: r.person and r.sex in (None, sex), apart=apart)
            if found is not None:
                found.sex = sex
            return found
        if pronoun in THINGS:
            return self.memory.best(head, lambda r: r.single and r.kind not in (None, "people"), apart=apart)
        if pronoun in MANY:
            return self.memory.best(head, lambda r: r.many, apart=apart)
        return None

    def first_persons(self) -> dict[tuple[int, int], Referent]:
        """Return who "I" and "we" are: the source of the statement that they stand in, and what it is part of."""
        found: dict[tuple[int, int], Referent] = {}
        groups: dict[int, Referent] = {}
        for start, end, singular in self._spoken:
            speaker = self._speaker(start)
            whole = speaker.part_of if speaker is not None and isinstance(speaker.part_of, Referent) else None
            if speaker is not None and (singular or not speaker.person):
                found[start, end] = speaker
            elif whole is not None:
                found[start, end] = whole
            else:
                text = self.report.text[start:end]
                found[start, end] = groups.setdefault(id(speaker), Referent(text, None, plural=not singular))
        return found

    def _speaker(self, at: int) -> Referent | None:
        for attribution in self.layers.attributions:
            if any(c.start <= at < c.end for c in attribution.content):
                for source in attribution.source:
                    head = self.tree.at(source.start, source.end)
                    found = None if head is None else self.memory.at(head)
                    if found is not None:
                        return found
        return None
