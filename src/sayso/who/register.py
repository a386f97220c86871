"""The actors of one report by name: from tables, from what the report has named so far, new ones."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claim import ActorKind
from sayso.model.layers import Word
from sayso.who.compose import Titled, noun_of, person_in, state_term, surface
from sayso.who.names import key
from sayso.who.phrase import HYPHENS, Phrase
from sayso.who.referent import Referent
from sayso.who.table import Known, Noun, Table

THINGS = frozenset({"facility", "object"})


class Register:
    """One `Referent` an actor, found again by table id, name, surname or the same words.

    *day* is the report's (ISO), *countries* the states that it speaks of.
    """

    def __init__(self, table: Table, *, day: str | None, countries: frozenset[str]) -> None:
        self.table = table
        self.day = day
        self.countries = countries
        self._by_id: dict[str, Referent] = {}
        self._by_name: dict[str, Referent] = {}
        self._by_words: dict[str, Referent] = {}
        self._by_surname: dict[str, list[Referent]] = {}
        self._expected: dict[int, Referent] = {}

    def told(self, words: Sequence[Word]) -> Referent | None:
        """Return what the report itself has named with these words."""
        told = self._by_name.get(key(surface(words)))
        return None if told is None or id(told) in self._expected else told

    def known(self, words: Sequence[Word]) -> Referent | None:
        """Return the actor that exactly these words name, in the report or in a table."""
        text = surface(words)
        told = self.told(words)
        if told is not None:
            return told
        found = self.table.find(text, day=self.day, countries=self.countries)
        return None if found is None else self.of_table(found)

    def named(self, core: Sequence[Word]) -> Referent | None:
        """Return the actor that the words name, or that their end names after a description in small letters."""
        whole = self.known(core) or self.state_alone(core)
        if whole is not None:
            return whole
        for first in range(1, len(core)):
            before = core[first - 1]
            if before.text in HYPHENS or (before.text[:1].isupper() and not self.describes(core[:first])):
                continue
            found = self.known(core[first:]) if core[first].text[:1].isupper() else None
            if found is not None:
                return found
        near = self.table.near(surface(core), day=self.day, countries=self.countries)
        return None if near is None else self.of_table(near)

    def describes(self, words: Sequence[Word]) -> bool:
        """Say whether words before a name only describe it: small letters, a state's adjective, a title."""
        found = state_term(words, self.table, countries=self.countries)
        rest = words if found is None else [*words[: found.first], *words[found.last :]]
        return not any(w.text[:1].isupper() for w in rest) or key(surface(rest)) in self.table.lexicon.titles

    def name(self, text: str, referent: Referent) -> None:
        """Let *text* mean *referent* from now on."""
        self._by_name.setdefault(key(text), referent)

    def shortened(self, core: Sequence[Word]) -> Referent | None:
        """Return the one actor told of so far whose name ends with these words: "the Post", "the Foundation"."""
        end = f" {key(surface(core))}"
        found = {id(r): r for r in (*self._by_id.values(), *self._by_name.values()) if key(r.name).endswith(end)}
        return next(iter(found.values())) if len(found) == 1 else None

    # --- states and what tables hold --------------------------------------------------------------------------

    def of_table(self, known: Known) -> Referent:
        """Return the referent of an actor of a table."""
        referent = self._by_id.get(known.id)
        if referent is None:
            referent = Referent(known.name, known.kind, known.country, known.part_of, known.id, person=known.person,
                                named=True)  # fmt: skip
            self._by_id[known.id] = referent
            referent.titles.update({known.office} if known.office else ())
            if known.person:
                self._remember_surname(known.name, referent)
        return referent

    def state(self, iso: str) -> Referent:
        """Return the state itself."""
        return self.composed(f"actor:{iso.lower()}", self.table.lexicon.states[iso], "government", iso, state=True)

    def state_alone(self, core: Sequence[Word]) -> Referent | None:
        """Return the state that the words are a name or the capital of; its people for "Afghans"."""
        found = state_term(core, self.table, countries=self.countries)
        if found is None or (found.first, found.last) != (0, len(core)):
            return None
        if found.form in {"people", "adjective"}:
            name = f"people of {self.table.lexicon.states[found.iso]}"
            return self.composed(f"actor:{found.iso.lower()}-people", name, "people", found.iso, plural=True)
        return self.state(found.iso)

    def composed(
        self,
        id: str,
        name: str,
        kind: ActorKind,
        country: str,
        *,
        part_of: str | None = None,
        state: bool = False,
        plural: bool = False,
    ) -> Referent:
        """Return the actor of that id, as the table has it, else as given."""
        if id not in self._by_id:
            listed = self.table.as_of(id, self.day)
            if listed is not None:
                return self.of_table(listed)
            self._by_id[id] = Referent(name, kind, country, part_of, id, state=state, plural=plural, named=True)
        return self._by_id[id]

    # --- persons ----------------------------------------------------------------------------------------------

    def titled(self, phrase: Phrase) -> bool:
        """Say whether the phrase is a person's name behind a title."""
        found = person_in(phrase.core, self.table) if phrase.named else None
        return found is not None and found.title is not None

    def surname(self, phrase: Phrase) -> bool:
        """Say whether the report has told of a person whose surname the phrase is."""
        return key(surface(phrase.core)) in self._by_surname

    def person(self, phrase: Phrase, *, described: Referent | None = None) -> Referent | None:
        """Return the person whose name ends the phrase; a new one where neither table nor report knows the name.

        *described* is the nameless person whom the name stands beside: a new name is his.
        """
        titled = person_in(phrase.core, self.table)
        if titled is None:
            return None
        where = state_term([*phrase.possessor, *titled.before], self.table, countries=self.countries)
        iso = where.iso if where else None
        known = self._known_person(titled, iso)
        if known is not None and self._awaited(known) and described is not None and not described.named:
            self._forget(known)  # the nameless person told of before is the one that this name is of
            known = None
        if known is not None and (known.id is not None or known.kind not in (None, "person")):
            return self._entitled(known, titled)
        whole: Referent | None = None
        for index in range(len(titled.before)):
            whole = whole or self.known(titled.before[index:])
        country = iso or (whole.country if whole else None)
        text = surface(titled.name)
        if known is not None:
            other = described if described is not None and described is not known else None
            known.kind = (other.kind if other else None) or titled.kind or known.kind
            known.country = known.country or (other.country if other else None) or country
            known.part_of = known.part_of or (other.part_of if other else None) or whole
            return self._entitled(known, titled)
        if described is None or described.named:
            referent = Referent(text, titled.kind or "person", country, whole, person=True, sex=titled.sex)
        else:
            referent = described
            referent.name, referent.sex = text, titled.sex or described.sex
            referent.kind, referent.country = described.kind or titled.kind or "person", described.country or country
            referent.part_of = described.part_of or whole
        referent.named = True
        self.name(text, referent)
        self._remember_surname(text, referent)
        return self._entitled(referent, titled)

    def _entitled(self, referent: Referent, titled: Titled) -> Referent:
        """Return a person, whose title is remembered: "the secretary" may mean him."""
        if titled.title is not None:
            referent.titles.add(self.table.full_title(titled.title))
        return referent

    def expect(self, name: str) -> None:
        """Know a person of that full name before he is mentioned by it: a headline has the surname alone."""
        if key(name) in self._by_name:
            return
        found = self.table.find(name, day=self.day, countries=self.countries)
        if found is not None:
            if found.person:
                self.of_table(found)
            return
        referent = Referent(name, "person", None, person=True, named=True)
        self.name(name, referent)
        self._remember_surname(name, referent)
        self._expected[id(referent)] = referent

    def _awaited(self, known: Referent) -> bool:
        """Say whether a person was known beforehand alone; from now on he has been told of."""
        return self._expected.pop(id(known), None) is not None

    def _forget(self, expected: Referent) -> None:
        del self._by_name[key(expected.name)]
        for same in self._by_surname.values():
            if expected in same:
                same.remove(expected)

    def _known_person(self, titled: Titled, iso: str | None) -> Referent | None:
        text = surface(titled.name)
        told = self._by_name.get(key(text)) or self._of_surname(titled)
        if told is not None:
            return told
        countries = frozenset({iso}) if iso else self.countries
        found = self.table.find(text, day=self.day, countries=countries)
        if found is None and titled.office is not None:
            found = self.table.titled(text, titled.office, day=self.day, countries=countries)
        return self.of_table(found) if found is not None and found.person else None

    def _of_surname(self, titled: Titled) -> Referent | None:
        """Return who a surname means; two persons of one surname leave it open, but for "Mr" and "Ms"."""
        same = self._by_surname.get(key(surface(titled.name)), ())
        same = [r for r in same if titled.sex is None or r.sex in (None, titled.sex)]
        if len(same) != 1:
            return None
        same[0].sex = same[0].sex or titled.sex
        return same[0]

    def _remember_surname(self, name: str, referent: Referent) -> None:
        words = key(name).split()
        for size in range(1, len(words)):
            same = self._by_surname.setdefault(" ".join(words[-size:]), [])
            if referent not in same:
                same.append(referent)

    # --- new ones ---------------------------------------------------------------------------------------------

    def noun(self, words: Sequence[Word]) -> Noun | None:
        """Return what the common noun at the end of the words says."""
        found = noun_of(words, self.table)
        return None if found is None else found[1]

    def nominal(
        self, phrase: Phrase, kind: ActorKind | None, country: str | None, whole: Referent | None = None
    ) -> Referent:
        """Return the actor that a common noun stands for: the same for the same words, unless they are counted."""
        text = _text_of(phrase)
        words = f"{text} ({kind})" if kind in THINGS else text  # the embassy that burns is not the one that speaks
        told = None if phrase.counted else self._by_words.get(words)
        if told is not None:
            return told
        noun = self.noun(phrase.kernel)
        if kind == "person" and phrase.plural:
            kind = "people"
        people = noun is not None and noun.form == "person" and kind not in THINGS
        plain = noun is not None and not noun.refers and kind not in THINGS | {"people"}
        person = not phrase.plural and (people or plain)
        lemma = phrase.head.lemma.lower()
        term = self.table.lexicon.terms.get(key(phrase.head.text))
        plural = phrase.plural or (term is not None and term[0] == "people")
        referent = Referent(text, kind, country, whole, person=person, plural=plural, lemma=lemma, people=people)
        self._by_words.setdefault(words, referent)
        return referent

    def unknown_name(self, phrase: Phrase, kind: ActorKind | None, country: str | None) -> Referent:
        """Return the actor of a proper name that no table knows."""
        text = surface(phrase.core)
        told = self._by_name.get(key(text))
        if told is not None:
            self._expected.pop(id(told), None)
            return told
        referent = Referent(text, kind, country, person=kind == "person", lemma=phrase.head.lemma.lower(), named=True)
        self.name(text, referent)
        if kind == "person":
            self._remember_surname(text, referent)
        return referent


def _text_of(phrase: Phrase) -> str:
    owner = f"{surface(phrase.possessor)}'s " if phrase.possessor else ""
    after = f" {phrase.link} {surface(phrase.complement)}" if phrase.link == "of" and phrase.complement else ""
    return f"{owner}{surface(phrase.core)}{after}"
