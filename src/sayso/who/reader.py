"""Reading the mentions of one report in order: tables first, then what the report says itself, then back-reference."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from sayso.claim import ActorKind
from sayso.model.layers import Layers, Word
from sayso.report import Report
from sayso.who.backward import OWNERS, RELATIVES, Backward
from sayso.who.compose import PARTICLES, noun_of, state_term, surface
from sayso.who.introduced import Introduction, introductions
from sayso.who.memory import Memory
from sayso.who.names import key
from sayso.who.parts import LONGEST_NAME, STATE_KINDS, Parts
from sayso.who.phrase import HYPHENS, QUOTES, Phrase, take_apart
from sayso.who.referent import GROUPS, Referent
from sayso.who.register import Register
from sayso.who.table import Table

SINGULAR_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PERSON = SINGULAR_FIRST | {"we", "us", "our", "ours", "ourselves"}
ARTICLES = frozenset({"a", "an", "A", "An"})
ACTING = frozenset({"nsubj", "nmod:poss", "obl:agent", "vocative"})
STRUCK: dict[str | None, ActorKind] = {"walls": "facility", "wheels": "object"}
DONE_TO = frozenset({"obj", "nsubj:pass", "obl", "nmod"})
"""Relations to the word for a strike of what is struck."""
PAIRING = frozenset({"with", "between"})
"""Prepositions of talks and deals: a capital after them is its government."""


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
        self._persons = {(t.start, t.end) for t in layers.names if t.label == "person"}
        self._labels = {(t.start, t.end): t.label for t in (*layers.names, *layers.actors)}
        self._expect_persons()
        self.back = Backward(self.tree, self.memory, self.register)
        self.parts = Parts(self.register, self._names, self.back.nominal)
        self._ended: dict[int, Referent] = {}
        self._opened: dict[int, Referent] = {}
        self._described: dict[int, Referent] = {}
        self._spoken: list[tuple[int, int, bool]] = []
        self.nested: dict[tuple[int, int], Referent] = {}
        introduced = list(introductions(layers.words, is_name=self._is_name))
        for introduction in sorted(introduced, key=lambda i: not i.alias):  # a nickname's owner may be an acronym
            self._introduce(introduction)

    def _expect_persons(self) -> None:
        """Know the full names of the text beforehand: a surname may come before them."""
        for start, end in sorted(self._persons):
            words = self.layers.words[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
            plain = all(w.text[:1].isupper() or w.text.lower() in PARTICLES or w.text in HYPHENS for w in words)
            if len(words) > 1 and plain and key(words[0].text) not in self.register.table.lexicon.titles:
                self.register.expect(surface(words))

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
            referent = self.back.pronoun(pronoun, head) or Referent(self.report.text[start:end], None)
        elif self._only_a_town(words, head):
            return None
        elif (same := self._fuller(words, head)) is not None:
            return same
        else:
            longer = self._listed_longer(first, last)
            referent = longer or self._phrase(words, head, self._labels.get((start, end)))
            self._remember_nested(first, last, referent)
            self._ended[last] = referent
            self._opened.setdefault(first, referent)
        self.memory.add(referent, head)
        return referent

    def _listed_longer(self, first: int, last: int) -> Referent | None:
        """Return the group whose listed name goes on behind a phrase: "al Qaeda" in "al Qaeda in Iraq"."""
        words = self.layers.words
        if last >= len(words) or words[last].text.lower() != "in":
            return None
        opens = first + (words[first].upos == "DET")
        for end in range(min(len(words), last + LONGEST_NAME), last + 1, -1):
            run = words[opens:end]
            if opens < last and run[-1].text[:1].isupper() and run[-1].sentence == words[first].sentence:
                found = self.register.known(run)
                if found is not None and not found.person:
                    return found
        return None

    def _remember_nested(self, first: int, last: int, referent: Referent) -> None:
        """Remember the names within a phrase, so that "Taliban commanders" tells of the Taliban too."""
        words = self.layers.words
        if (words[first].start, words[last - 1].end) in self._persons:
            return
        at = first
        while at < last:
            end = at + 1
            if words[at].upos == "DET":  # "The UN" of "The UN Security Council" is no name within it
                at = end
                continue
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
        words = self.layers.words
        clause = next(
            (i for i in range(first + 1, last) if words[i].text.lower() in RELATIVES and words[i].upos == "PRON"), last
        )
        return next((i for i in range(first, clause) if not first <= words[i].head < clause), first)

    def _phrase(self, words: tuple[Word, ...], head: int, label: str | None) -> Referent:
        phrase = take_apart(words, names=self._names)
        if phrase is None:
            return Referent(surface(words), None)
        last = phrase.core[-1]
        if last.upos == "PROPN" and last.text.islower() and noun_of([last], self.register.table) is not None:
            phrase = replace(phrase, core=(*phrase.core[:-1], replace(last, upos="NOUN")))  # "the president"
        label = label or self._labels.get((phrase.core[0].start, phrase.core[-1].end))
        told = self._told(words, phrase)
        if told is not None:
            if told.named and told.kind is None:
                self._learn(told, head)
            return told
        if phrase.apposed and not phrase.partisan:
            return self._apposed(phrase, head, label)
        ended = self._named_at_the_end(words, phrase) if label == "person" else None
        if ended is not None:
            return ended
        if phrase.named and not phrase.possessor:
            named = self.register.named(phrase.core)
            surname = self.register.surname(phrase)
            person = self.register.titled(phrase) or (
                surname if label != "person" else named is None or named.person or surname
            )
            found = (person and self.register.person(phrase, described=self._before(head))) or named
            if found:
                return found
        found = self._described_as(phrase, head, label)
        if found.named and found.kind is None:
            self._learn(found, head)
        return self._beside(words, head, found) or found

    def _named_at_the_end(self, words: tuple[Word, ...], phrase: Phrase) -> Referent | None:
        """Return the person whose tagged full name ends a longer title: "Minister for the North Idris Kolo"."""
        inside = [s for s in self._persons if words[0].start < s[0] and s[1] == words[-1].end]
        if len(inside) != 1 or not any(w.upos == "ADP" for w in words if w.start < inside[0][0]):
            return None
        name = tuple(w for w in words if w.start >= inside[0][0])
        titled = noun_of(phrase.kernel, self.register.table)
        if len(name) == 1 or titled is None:
            return None
        found = self.register.person(Phrase(name))
        if found is not None and found.kind == "person" and found.id is None:
            found.kind = titled[1].kind or found.kind
        return found

    def _described_as(self, phrase: Phrase, head: int, label: str | None) -> Referent:
        struck = self._struck(phrase, head)
        if struck is not None:
            owner = self.parts.of_state(phrase)
            return self.register.nominal(phrase, struck, owner.country if owner else None, owner)
        owner = self.back.pronoun(phrase.determiner, head) if phrase.determiner in OWNERS else None
        found = self.parts.of_listed(phrase) or self.parts.of_state(phrase) or self.parts.of_group(phrase, head, owner)
        return found or self.back.nominal(phrase, head) or self._generic(phrase, label)

    def _struck(self, phrase: Phrase, head: int) -> ActorKind | None:
        """Return what a body is that something is done to as only to a building: "bombed the embassy"."""
        noun = self.register.noun(phrase.kernel)
        if noun is None or noun.form not in STRUCK:
            return None
        words = self.layers.words
        first = next((i for i in (head, *self.tree.ancestors(head)) if words[i].deprel != "conj"), head)
        done = words[first].deprel in DONE_TO or words[first].deprel.partition(":")[0] in DONE_TO
        by = words[words[first].head].lemma.lower() if words[first].head >= 0 else ""
        agent = words[first].deprel == "obl:agent" or any(
            words[i].text.lower() == "by" for i in self.tree.children(first, "case")
        )
        return STRUCK[noun.form] if done and not agent and by in self.register.table.lexicon.strikes else None

    def _fuller(self, words: tuple[Word, ...], head: int) -> Referent | None:
        """Return the person that a longer phrase of the same head and start has been read as, with his name."""
        longer = self.memory.at(head)
        opens = bisect_left(self._starts, words[0].start)
        return longer if longer is not None and longer.person and self._opened.get(opens) is longer else None

    def _only_a_town(self, words: tuple[Word, ...], head: int) -> bool:
        """Tell a capital that is a place ("bombed Kabul") from one that acts, speaks or stands beside a state."""
        term = state_term(words, self.register.table, countries=self.register.countries)
        if term is None or term.form != "capital" or (term.first, term.last) != (0, len(words)):
            return False
        if self.register.told(words) is not None:
            return False
        all_words = self.layers.words
        first = next((i for i in (head, *self.tree.ancestors(head)) if all_words[i].deprel != "conj"), head)
        word = all_words[first]
        other = self.register.table.lexicon.terms.get(key(word.text)) if first != head else None
        beside = {all_words[i].text.lower() for i in self.tree.children(first, "case")}
        paired = bool(beside & PAIRING) or (other is not None and other[0] == "name")
        return not (paired or word.deprel in ACTING or word.head < 0)

    # --- what stands beside a name ----------------------------------------------------------------------------

    def _apposed(self, phrase: Phrase, head: int, label: str | None) -> Referent:
        """Return whom "its spokesman, Idris Kolo" names, with what the description says of him."""
        name = Phrase(phrase.apposed)
        described = self._described_as(replace(phrase, apposed=()), head, label)
        tagged = self._labels.get((phrase.apposed[0].start, phrase.apposed[-1].end))
        if described.person or tagged == "person":
            found = self.register.person(name, described=described if described.person else None)
        else:
            found = self.register.named(name.core)
        found = found or self.register.unknown_name(name, described.kind, described.country)
        self._fill(found, described)
        return found

    def _before(self, head: int) -> Referent | None:
        """Return the person that an apposition names: "the mayor" before "Idris Kolo"."""
        word = self.layers.words[head]
        described = self.memory.at(word.head) if word.deprel == "appos" else None
        return described if described is not None and described.person else None

    def _beside(self, words: tuple[Word, ...], head: int, described: Referent) -> Referent | None:
        """Return whom an apposition describes, "Samir Rahimi, a Taliban commander", and what it says of him."""
        word = self.layers.words[head]
        named = self.memory.at(word.head) if word.deprel == "appos" else None
        first = bisect_left(self._starts, words[0].start)
        if named is None and first > 1 and self.layers.words[first - 1].text == "," and words[0].text in ARTICLES:
            named = self._ended.get(first - 1) or self._untagged(first - 1, described)
        if named is None or not named.named or (named.person, described.id) != (described.person, None):
            return None
        self._fill(named, described)
        return named

    def _untagged(self, end: int, described: Referent) -> Referent | None:
        """Return the name that ends at word *end* where nothing tagged it: "the Long River Front, a rebel group"."""
        words = self.layers.words
        start = end
        while start and words[start - 1].text[:1].isupper() and words[start - 1].upos in {"PROPN", "NOUN", "ADJ"}:
            start -= 1
        told = self.register.told(words[start:end]) if start < end else None
        if told is not None or described.kind not in GROUPS or end - start < 2:
            return told
        within = start and words[start - 1].upos == "ADP"
        phrase = None if within else take_apart(words[start:end])
        return None if phrase is None else self.register.unknown_name(phrase, described.kind, described.country)

    def _learn(self, named: Referent, head: int) -> None:
        """Take kind and country of a new name from what the text says right beside it: "X, an armed group"."""
        for index in self.tree.children(head, "appos"):
            start, end = self.tree.phrase(index)
            words = self.layers.words[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
            phrase = take_apart(words, names=self._names)
            if phrase is not None and not phrase.named:
                self._fill(named, self._described_as(phrase, index, None))

    def _fill(self, named: Referent, described: Referent) -> None:
        if named.id is None and named is not described:
            named.kind = described.kind if named.kind in (None, "person") else named.kind
            named.country = named.country or described.country
            named.part_of = named.part_of or described.part_of
            named.lemma = described.lemma or named.lemma

    def _told(self, words: tuple[Word, ...], phrase: Phrase) -> Referent | None:
        """Return what the report has named or described so, and names that start as a number does ("400 Mawozo")."""
        plain = [w for w in words if w.text not in QUOTES]
        told = self.register.told(phrase.core)
        if told is None and plain and plain[0] not in phrase.core:
            told = self.register.known(plain)
        return told or self._described.get(bisect_left(self._starts, phrase.head.start))

    def _generic(self, phrase: Phrase, label: str | None) -> Referent:
        """Return an actor that no table knows: of the kind that its head noun says, or of none."""
        noun = self.register.noun(phrase.kernel)
        kind = noun.kind if noun else None
        if phrase.named and any(w.upos == "PROPN" for w in phrase.core):
            # A proper name of an army or a front says what it is called, not whose side it is on.
            if label == "person" and (noun is None or not noun.refers):
                return self.register.unknown_name(phrase, "person", None)
            unclear = noun is None or len(noun.refers) > 1 or (len(phrase.core) == 1 and kind in {"facility", "object"})
            clear = None if unclear else kind
            return self.register.unknown_name(phrase, clear, None)
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
        return Referent(name, kind, country, whole, lemma=phrase.head.lemma.lower(), named=True)

    # --- first persons ----------------------------------------------------------------------------------------

    def first_persons(self) -> dict[tuple[int, int], Referent]:
        """Return who "I" and "we" are: the source of the statement that they stand in, and what it is part of."""
        found: dict[tuple[int, int], Referent] = {}
        groups: dict[int, Referent] = {}
        for start, end, singular in self._spoken:
            speaker = self._speaker(start)
            whole = self._whole(speaker) if speaker is not None and not singular else None
            if whole is not None:
                found[start, end] = whole
            elif speaker is not None and (singular or not speaker.person):
                found[start, end] = speaker
            else:
                text = self.report.text[start:end]
                found[start, end] = groups.setdefault(id(speaker), Referent(text, None, plural=not singular))
        return found

    def _whole(self, speaker: Referent) -> Referent | None:
        """Return for whom a member, officer or spokesman says "we"; a named body speaks for itself."""
        if speaker.named and not speaker.person:
            return None
        if isinstance(speaker.part_of, str):
            known = self.register.table.as_of(speaker.part_of, self.register.day)
            return None if known is None else self.register.of_table(known)
        return speaker.part_of

    def _speaker(self, at: int) -> Referent | None:
        for attribution in self.layers.attributions:
            if any(c.start <= at < c.end for c in attribution.content):
                for source in attribution.source:
                    head = self.tree.at(source.start, source.end)
                    found = None if head is None else self.memory.at(head)
                    if found is not None:
                        return found
        return None
