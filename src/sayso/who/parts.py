"""Parts and wholes: the army of a state, the fighters of a group, the leader of a party."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.model.layers import Word
from sayso.who.compose import StateTerm, organ, state_term, surface
from sayso.who.names import key
from sayso.who.phrase import HYPHENS, Phrase, take_apart
from sayso.who.referent import GROUPS, Referent
from sayso.who.register import Register

BELONGING = frozenset({"of", "from", "inside", "within", "for"})
"""Prepositions after which the whole stands that something belongs to."""
SERVING = frozenset({"in", "with", "at"})
"""Prepositions after which a person's organisation may stand, but also a place."""
STATE_KINDS = frozenset({"government", "military", "police", "intelligence"})
"""Kinds that are organs of the state whose adjective they bear: "Afghan soldiers", not "Afghan farmers"."""
ORGANISED = GROUPS | {"government", None}
LONGEST_NAME = 8

Back = Callable[[Phrase, int], Referent | None]


class Parts:
    """Resolves phrases that say what something belongs to. *back* resolves "the group" in "the group's fighters"."""

    def __init__(self, register: Register, names: Sequence[tuple[int, int]], back: Back) -> None:
        self.register = register
        self.table = register.table
        self._names = names
        self._back = back

    def of_state(self, phrase: Phrase) -> Referent | None:
        """Return "the Afghan army", "Kenya's police", "the president of Chad"."""
        countries = self.register.countries
        if phrase.possessor:
            found = state_term(phrase.possessor, self.table, countries=countries)
            return self._organ(found, phrase.core, phrase) if found and found.last == len(phrase.possessor) else None
        found = state_term(phrase.core, self.table, countries=countries)
        if found is not None:
            within = found.last < len(phrase.core) and found.form != "people"
            return self._organ(found, phrase.core[found.last :], phrase) if within else None
        if phrase.link == "of" and (not phrase.named or organ(phrase.core, self.table)):
            inner = take_apart(phrase.complement, names=self._names)
            found = state_term(inner.core, self.table, countries=countries) if inner else None
            if inner and found and found.form == "name" and (found.first, found.last) == (0, len(inner.core)):
                return self._organ(found, phrase.core, phrase)
        return None

    def of_listed(self, phrase: Phrase) -> Referent | None:
        """Return the group whose listed long name stands before a noun: "Islamic State of Iraq fighters"."""
        core = phrase.core
        for last in range(len(core) - 1, 1, -1):
            if core[last].text[:1].isupper() or core[last - 1].text in HYPHENS or not core[0].text[:1].isupper():
                continue
            whole = self.register.known(core[:last])
            if whole is not None and not whole.person:
                rest = self._part(core[last:], whole, replace(phrase, core=core[last:]))
                return whole if rest is whole else self._part(core[last:], whole, phrase)
        return None

    def _organ(self, term: StateTerm, rest: Sequence[Word], phrase: Phrase) -> Referent | None:
        register, iso = self.register, term.iso
        title = self.table.lexicon.titles.get(key(surface(rest)))
        if title is not None and title[1] is not None and not phrase.plural and phrase.determiner not in {"a", "an"}:
            holder = self.table.holder(title[1], iso, day=register.day)
            if holder is not None:
                return register.of_table(holder)
        found = organ(rest, self.table)
        if found is not None and term.form != "capital":
            slug, kind, name = found
            if slug is None:
                return register.state(iso)
            text = f"{self.table.lexicon.states[iso]} {name}"
            whole = register.composed(f"actor:{iso.lower()}-{slug}", text, kind, iso, part_of=f"actor:{iso.lower()}")
            return register.nominal(phrase, whole.kind, iso, whole) if phrase.counted else whole
        noun = register.noun(rest)
        if phrase.named and (noun is None or rest[-1].text[:1].isupper()):
            return register.unknown_name(phrase, noun.kind if noun and len(noun.refers) <= 1 else None, iso)
        if phrase.link in BELONGING and phrase.complement and (noun is None or noun.kind is None):
            # "the Afghanistan branch of X": what X is decides.
            return None
        belongs = noun is not None and noun.kind in STATE_KINDS and noun.part != "outsider"
        return register.nominal(phrase, noun.kind if noun else None, iso, register.state(iso) if belongs else None)

    def of_group(self, phrase: Phrase, head: int, owner: Referent | None) -> Referent | None:
        """Return "Taliban fighters", "the group's leader", "members of the unit"; *owner* is who "its" means."""
        if owner is not None:
            return self._part(phrase.core, owner, phrase)
        if phrase.possessor:
            whole = self._whole(phrase.possessor, head)
            return None if whole is None else self._part(phrase.core, whole, phrase)
        found = self._modified(phrase)
        if found is not None:
            return found
        if phrase.link in BELONGING | SERVING and phrase.complement and not phrase.named:
            whole = self._whole(phrase.complement, head) or self._new_whole(phrase)
            serves = whole is not None and whole.kind in GROUPS and not phrase.plural
            if whole is not None and (phrase.link == "of" or not whole.state) and (phrase.link in BELONGING or serves):
                return self._part(phrase.core, whole, phrase)
        return None

    def _new_whole(self, phrase: Phrase) -> Referent | None:
        """Return the group of "fighters of the River Front" that no table knows: it is of its fighters' kind."""
        noun = self.register.noun(phrase.core)
        inner = take_apart(phrase.complement, names=self._names)
        if noun is None or inner is None or phrase.link != "of" or not (noun.part == "member" or noun.kind in GROUPS):
            return None
        spelt = all(w.text[:1].isupper() for w in inner.core if w.upos in {"PROPN", "NOUN", "ADJ"})
        if not inner.named or inner.possessor or not spelt or (len(inner.core) == 1 and inner.determiner is None):
            return None
        kind = noun.kind if noun.kind in GROUPS else None
        found = self.register.unknown_name(inner, kind, None)
        found.kind = found.kind or kind
        return found

    def _modified(self, phrase: Phrase) -> Referent | None:
        """Return "suspected Boko Haram militants": a name before the head noun."""
        core = phrase.core
        for first in range(len(core) - 1):
            if not core[first].text[:1].isupper() or (first and core[first - 1].text in HYPHENS):
                continue
            if not self.register.describes(core[:first]):
                return None
            for last in range(min(len(core) - 1, first + LONGEST_NAME), first, -1):
                whole = (
                    None if {core[last].text, core[last - 1].text} & HYPHENS else self.register.known(core[first:last])
                )
                if whole is None or whole.person:
                    continue
                if any(w.text[:1].isupper() for w in core[last:]) and whole.kind not in {
                    "government",
                    "igo",
                    "military",
                }:
                    # "Hamas Brigades" may be anybody's: a name of its own.
                    return self.register.unknown_name(phrase, None, None)
                return self._part(core[last:], whole, phrase)
        return None

    def _whole(self, words: Sequence[Word], head: int) -> Referent | None:
        """Return the organisation that a possessor or complement stands for, by name or told before."""
        inner = take_apart(words, names=self._names)
        if inner is None:
            return None
        found = None if inner.possessor else self.register.named(inner.core)
        found = found or self.of_state(inner)
        found = found or self.of_group(inner, head, None) or self._back(inner, head)
        return None if found is None or found.person else found

    def _part(self, rest: Sequence[Word], whole: Referent, phrase: Phrase) -> Referent | None:
        """Return the part of *whole* that the words *rest* name."""
        register = self.register
        governs = whole.state or whole.kind == "government"
        if whole.country is not None and governs and organ(rest, self.table):
            return self._organ(StateTerm(whole.country, "name", 0, 0), rest, phrase)
        noun = register.noun(rest)
        if noun is None:
            return None
        same = (noun.part == "body" and phrase.determiner not in {"a", "an"}) or (
            noun.part in {"member", "body"} and phrase.plural
        )
        if same and not phrase.counted and whole.kind in ORGANISED:
            return whole
        if noun.kind in {"facility", "object"}:
            return register.nominal(phrase, noun.kind, whole.country, whole)
        if noun.part == "outsider" or whole.person or noun.kind in {"civilians", "people", "person", "religious"}:
            return register.nominal(phrase, noun.kind, whole.country)
        if whole.kind in ORGANISED:
            where = None if whole.country else state_term(rest, self.table, countries=register.countries)
            country = where.iso if where else whole.country
            own = noun.kind if whole.kind in {"government", None} and noun.kind and not noun.part else whole.kind
            return register.nominal(phrase, own, country, whole)
        return None

    def affiliation(self, words: Sequence[Word]) -> Referent | None:
        """Return the first organisation that a description names: "a unit of the Chadian army" is of the army."""
        terms = self.table.lexicon.terms
        for first in range(len(words)):
            for last in range(min(len(words), first + LONGEST_NAME), first, -1):
                run = words[first:last]
                if not run[0].text[:1].isupper() or key(surface(run)) in terms:
                    continue
                found = self.register.known(run)
                if found is not None and not found.person:
                    return found
                state = state_term(run, self.table, countries=self.register.countries)
                if state and state.first == 0 and last - first > state.last:
                    listed = self.table.lexicon.organs.get(key(surface(run[state.last :])))
                    if listed is not None and listed[0] is not None:
                        return self.of_state(Phrase(tuple(run)))
        return None
