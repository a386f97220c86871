"""Back-reference: whom "the group", "its" and "he" mean, by what kinds of actor a word can stand for."""

from __future__ import annotations

from sayso.claim import ActorKind
from sayso.model.tree import Tree
from sayso.who.compose import noun_of, organ, surface
from sayso.who.memory import Memory
from sayso.who.names import key
from sayso.who.parts import BELONGING
from sayso.who.phrase import Phrase
from sayso.who.referent import Referent
from sayso.who.register import Register

MEN = frozenset({"he", "him", "his", "himself"})
WOMEN = frozenset({"she", "her", "hers", "herself"})
THINGS = frozenset({"it", "its", "itself"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
OWNERS = frozenset({"his", "her", "its", "their"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
FARTHEST = 10_000
"""Back to the start of the report, for "the gunmen" after "five gunmen"."""
INERT = frozenset({"facility", "object", "people"})
"""Kinds that "it" never means where it does something."""
HELPING = frozenset({"help", "aid", "assist", "support", "back", "provide", "supply", "give", "arm", "fund", "train",
                     "equip", "join", "offer", "lend"})  # fmt: skip
STRUGGLES = frozenset({"fight", "war", "battle", "struggle", "campaign", "offensive", "effort", "advance", "push",
                       "operation", "attack", "assault", "insurgency", "uprising"})  # fmt: skip
"""Whoever is helped "in its fight", the fight is theirs."""


class Backward:
    """Finds what a pronoun or definite nominal refers back to among the mentions in *memory*."""

    def __init__(self, tree: Tree, memory: Memory, register: Register) -> None:
        self.tree = tree
        self.memory = memory
        self.register = register

    def nominal(self, phrase: Phrase, head: int) -> Referent | None:
        """Return what "the group", "the unit", "the gunmen" refer back to."""
        belongs = phrase.link in BELONGING and phrase.complement
        if phrase.possessor or phrase.counted or belongs or not phrase.definite:
            return None
        if phrase.named:
            return self.register.shortened(phrase.core)
        if phrase.head.text[:1].isupper():
            short = self.register.shortened(phrase.core)
            if short is not None:
                return short
        entitled = None if phrase.plural else self._entitled(phrase, head)
        if entitled is not None:
            return entitled
        lemma = phrase.head.lemma.lower()
        if len(phrase.core) == 1:
            plural = phrase.plural
            again = self.memory.best(head, lambda r: r.lemma == lemma and r.plural == plural, reach=FARTHEST)
            if again is not None:
                return again
        noun = self.register.noun(phrase.kernel)
        if noun is None or not noun.refers or len(phrase.core) > 2:
            return None
        kinds: frozenset[ActorKind] = frozenset(noun.refers)
        whole = noun_of(phrase.core, self.register.table)
        single = len(phrase.core) > 1 and whole is not None and " " not in whole[0]
        before = noun_of(phrase.core[:-1], self.register.table) if single else None
        if before is not None and before[1].form != "person":
            return None  # "the coalition forces" are a body of their own
        if before is not None and before[1].kind in kinds:
            kinds = frozenset({before[1].kind})
        own = organ(phrase.core, self.register.table)
        many, arm = phrase.plural, lemma if own else None
        persons = noun.form == "person" and not many
        found = self.memory.best(head, lambda r: self._fits_noun(r, kinds, many=many, organ_noun=arm, persons=persons))
        if found is not None and found.id is None and found.kind is None and len(kinds) == 1:
            found.kind = next(iter(kinds))
        return found

    def _entitled(self, phrase: Phrase, head: int) -> Referent | None:
        """Return whom "the secretary" or "the president" means: one told of with that title or office."""
        lexicon = self.register.table.lexicon
        title = self.register.table.full_title(key(surface(phrase.core)))
        if title not in lexicon.titles and title not in lexicon.nouns:
            return None
        office = lexicon.titles[title][1] if title in lexicon.titles else None

        def fits(referent: Referent) -> bool:
            told = any(t == title or t.endswith(f" {title}") for t in referent.titles)
            return referent.person and referent.named and (told or office in referent.titles)

        return self.memory.best(head, fits, reach=FARTHEST)

    def _fits_noun(
        self, referent: Referent, kinds: frozenset[ActorKind], *, many: bool, organ_noun: str | None, persons: bool
    ) -> bool:
        """Say whether a noun for *kinds* can mean *referent*: one arm of a state never means another."""
        if (referent.person and not (persons and referent.people)) or referent.state:
            return False
        if organ_noun is not None and referent.lemma not in (None, organ_noun):
            return False
        unknown = referent.kind is None and referent.named and not referent.plural and not many
        return referent.kind in kinds or unknown

    def pronoun(self, pronoun: str | None, head: int) -> Referent | None:
        """Return what a pronoun refers back to; *head* is the word that it is or belongs to."""
        words = self.tree.words
        if pronoun in RELATIVES:
            clause = next((i for i in (head, *self.tree.ancestors(head)) if words[i].deprel == "acl:relcl"), None)
            return None if clause is None else self.memory.at(words[clause].head)
        helped = self._helped(pronoun, head) if pronoun in OWNERS else None
        if helped is not None:
            return helped
        apart = pronoun not in OWNERS and not words[head].deprel.startswith("nmod")
        if pronoun in MEN | WOMEN:
            sex = "m" if pronoun in MEN else "f"
            found = self.memory.best(head, lambda r: r.person and r.sex in (None, sex), apart=apart)
            if found is not None:
                found.sex = sex
            return found
        if pronoun in THINGS:
            acts = words[head].deprel == "nsubj" or pronoun == "its"
            return self.memory.best(head, lambda r: _thing(r, acts=acts), apart=apart)
        if pronoun in MANY:
            return self.memory.best(head, lambda r: r.many, apart=apart)
        return None

    def _helped(self, pronoun: str | None, head: int) -> Referent | None:
        """Return who is helped in "provides the rebels with arms in their fight": the fight is the rebels'."""
        words = self.tree.words
        chain = (head, *self.tree.ancestors(head))
        struggle = next((i for i in chain[:2] if words[i].lemma.lower() in STRUGGLES), None)
        if struggle is None or pronoun not in THINGS | MANY:
            return None
        verb = next((i for i in self.tree.ancestors(struggle) if words[i].upos == "VERB"), None)
        if verb is None or words[verb].lemma.lower() not in HELPING:
            return None
        found = [self.memory.at(i) for i in self.tree.children(verb, "iobj", "obj") if i < head]
        return next((r for r in found if r is not None and not r.person), None)


def _thing(referent: Referent, *, acts: bool) -> bool:
    if not referent.single or referent.kind == "people" or (acts and referent.kind in INERT):
        return False
    return referent.kind is not None or referent.named
