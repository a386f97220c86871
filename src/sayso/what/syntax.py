"""A report's trees with the questions that event rules ask of them: lemmas, governors, clauses, phrases."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from functools import cache, cached_property

from sayso.model.layers import Layers, Tagged, Word
from sayso.what import lexicon
from sayso.what.mending import CASE_REACH, mended

FINITE_CLAUSES = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "root", "csubj", "csubj:pass"})
BE = frozenset({"be", "is", "are", "was", "were", "'s", "'re", "been", "being", "am", "'m"})
BRIDGES = frozenset({"-", "–", "'", "’", "‘", "“", "”", '"', ".", "/"})
"""Punctuation that a noun phrase may hold inside ("al-Qaeda", "the “Lions” brigade")."""
OUTSIDE_PHRASE = frozenset({"acl", "conj", "cc", "appos", "parataxis", "cop", "case", "mark", "aux", "nsubj", "advcl",
                            "advmod", "orphan", "dep", "discourse", "list", "ccomp", "xcomp", "obj", "obl",
                            "expl"})  # fmt: skip
"""Relations whose dependents do not belong to the phrase that names an actor."""
ASIDE = frozenset({"against", "with", "during", "after", "before", "amid", "despite", "including", "since"})
"""Prepositions of what stands beside a phrase rather than in it ("rebels *against* the junta")."""
LOCATIVE = frozenset({"in", "at", "near", "on", "inside", "outside", "across"})
"""Prepositions whose place is where somebody is, not who ("six soldiers *near* Gao")."""
SUFFIXES = (("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""),
            ("ing", "e"))  # fmt: skip
SHORTEST_DOUBLED = 3
WIDEST = 12
"""How many words to each side of its head a name may have."""
PARTITIVES = frozenset({"number", "group", "dozen", "hundred", "thousand", "score", "ton", "tonne", "lot", "handful",
                        "member", "couple", "pair", "some", "series", "string", "kind", "piece"})  # fmt: skip


@cache
def _lemma(form: str, lemma: str, *, verb: bool) -> str:
    """Return the likeliest lemma of a form: irregular, the model's, or one that its ending allows and a table knows."""
    known = lexicon.vocabulary()
    irregular = lexicon.irregular().get(form)
    if irregular is not None or (lemma in known and not (verb and lemma == form)):
        return irregular or lemma
    bare = [form[: -len(old)] + new for old, new in SUFFIXES if form.endswith(old) and len(form) > len(old) + 2]
    doubled = [b[:-1] for b in bare if len(b) > SHORTEST_DOUBLED and b[-1] == b[-2]]
    forms = (*bare, *doubled, form) if verb else (form, *bare, *doubled)
    return next((c for c in forms if c in known), lemma)


@cache
def _people() -> frozenset[str]:
    listed = {w.lower() for w in lexicon.words("harms.toml", "people")} | lexicon.words("harms.toml", "casualties")
    harms = lexicon.table("harms.toml")["nouns"]
    return frozenset(listed | {w for nouns in harms.values() for w in nouns})


def _lemma_of(word: Word) -> str:
    return _lemma(word.text.lower(), (word.lemma or word.text).lower(), verb=word.upos == "VERB")


class Syntax:
    """The trees of one report, with lemmas that bear a model's mistakes."""

    def __init__(self, layers: Layers) -> None:
        self.layers = replace(layers, words=mended(layers, _lemma_of))
        self.tree = self.layers.tree
        self.words = self.layers.words

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """One lemma a word, lower case: the model's where a table knows it, else one that a table knows."""
        return tuple(_lemma_of(w) for w in self.words)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case, with straight apostrophes."""
        return tuple(w.text.lower().replace("’", "'") for w in self.words)

    @cached_property
    def _ends_of_words(self) -> frozenset[int]:
        return frozenset(w.end for w in self.words if w.text not in BRIDGES)

    @cached_property
    def bounds(self) -> dict[int, tuple[int, int]]:
        """The first word of each sentence and the one after its last."""
        found: dict[int, tuple[int, int]] = {}
        for index, word in enumerate(self.words):
            first = found.get(word.sentence, (index, index))[0]
            found[word.sentence] = (first, index + 1)
        return found

    @cached_property
    def _covering(self) -> dict[tuple[str, int], list[Tagged]]:
        found: dict[tuple[str, int], list[Tagged]] = defaultdict(list)
        tagged = {"names": self.layers.names, "actors": self.layers.actors, "places": self.layers.places,
                  "times": self.layers.times}  # fmt: skip
        for layer, tags in tagged.items():
            for tag in tags:
                for index in range(bisect_left(self._starts, tag.start), bisect_left(self._starts, tag.end)):
                    found[layer, index].append(tag)
        return found

    def tags(self, index: int, *layers: str) -> tuple[Tagged, ...]:
        """Return the spans of these layers (``names actors places times``) that cover a word."""
        return tuple(tag for layer in layers for tag in self._covering.get((layer, index), ()))

    def window(self, index: int, before: int, after: int) -> range:
        """Return the indexes around a word that lie in its sentence."""
        first, end = self.bounds[self.words[index].sentence]
        return range(max(first, index - before), min(end, index + after + 1))

    def cases(self, index: int) -> tuple[str, ...]:
        """Return the prepositions and subordinators that mark a word ("on", "in case")."""
        found = []
        for child in self.tree.children(index, "case", "mark"):
            parts = [child, *self.tree.children(child, "fixed")]
            found.append(" ".join(self.lower[part] for part in parts))
            if len(parts) > 1:
                found.append(self.lower[parts[0]])
        if self.words[index].upos == "VERB":
            before = " ".join(self.lower[i] for i in self.window(index, CASE_REACH, 0))
            found.extend(["in case"] if " in case " in f" {before} " else [])
        return tuple(found)

    def compounded(self, index: int) -> frozenset[str]:
        """Return a word's lemma, alone and joined to its particle, object or adverb ("call", "call_off")."""
        lemma = self.lemmas[index]
        beside = self.tree.children(index, "compound", "obj", "advmod", "case", "obl")
        return frozenset({lemma, *(f"{lemma}_{self.lower[child]}" for child in beside)})

    def objects(self, index: int) -> tuple[int, ...]:
        """Return what a verb acts on: its objects, its passive subjects, or the noun that its participle describes."""
        heads = list(self.tree.children(index, "obj", "nsubj:pass"))
        if not heads and self.words[index].deprel == "acl" and self.passive(index):
            heads = [self.words[index].head]
        heads = [antecedent if (antecedent := self.antecedent(h)) is not None else h for h in heads]
        return tuple(part for head in heads for part in self.tree.conjuncts(head))

    def passive(self, index: int) -> bool:
        """Return whether a verb form is passive: by its dependents, or a past participle that describes a noun."""
        if self.tree.children(index, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"):
            return True
        if "to" in self.cases(index):
            return False
        return self.words[index].deprel in {"acl", "amod"} and not self.lower[index].endswith("ing")

    def antecedent(self, index: int) -> int | None:
        """Return the noun that a relative pronoun stands for."""
        if self.lower[index] not in {"who", "which", "that", "whom"}:
            return None
        for governor in self.tree.ancestors(index)[:3]:
            if self.words[governor].deprel.startswith("acl"):
                return self.words[governor].head
        return None

    def headline(self, index: int) -> bool:
        """Return whether a word's sentence has no final stop, as headlines have none."""
        last = self.bounds[self.words[index].sentence][1] - 1
        return self.lower[last] not in {".", "!", "?", "”", '"', "…", "'", ")", ":", ";"}

    def phrase(self, index: int) -> tuple[int, int]:
        """Return the offsets of the noun phrase that a word heads, without clauses, coordination or preposition."""
        tree, inside = self.tree, {index}
        queue = [c for c in tree.children(index) if self._belongs(c)]
        while queue:
            child = queue.pop()
            inside.add(child)
            queue.extend(c for c in tree.children(child) if c not in inside and not self._clausal(c))
        first = last = index
        while (step := self._next(first, -1, inside)) is not None:
            first = step
        while (step := self._next(last, 1, inside)) is not None:
            last = step
        return self.words[first].start, self.words[last].end

    def _belongs(self, child: int) -> bool:
        base = self.words[child].deprel.partition(":")[0]
        cases = set(self.cases(child)) if base == "nmod" else set()
        beside = bool(ASIDE & cases) or (bool(LOCATIVE & cases) and self.placed(child))
        return base != "punct" and base not in OUTSIDE_PHRASE and not beside

    def _clausal(self, child: int) -> bool:
        return self.words[child].deprel.partition(":")[0] in {"acl", "advcl", "parataxis", "ccomp", "punct"}

    def _next(self, at: int, step: int, inside: set[int]) -> int | None:
        """Return the phrase's next word in one direction, over a hyphen or quotation mark where words follow it."""
        if at + step in inside:
            return at + step
        beyond = at + 2 * step
        bridged = 0 <= at + step < len(self.words) and self.words[at + step].text in BRIDGES and beyond in inside
        return beyond if bridged else None

    def person(self, index: int) -> bool:
        """Return whether a word names people: by the table, as a pronoun, a demonym or a tagged person."""
        word = self.words[index]
        if {self.lemmas[index], self.lower[index], self.lower[index].removesuffix("s")} & _people():
            return True
        demonym = word.text[:1].isupper() and word.text.endswith("s") and word.upos in {"PROPN", "NOUN"}
        tagged = any(a.label == "person" for a in self.tags(index, "actors"))
        return demonym or tagged or word.upos == "PRON"

    def named(self, index: int) -> tuple[int, int]:
        """Return the offsets of a word's phrase, widened to the name that it cuts through."""
        start, end = self.phrase(index)
        for tagged in self.tags(index, "names", "actors"):
            whole = tagged.start <= start and end <= tagged.end and tagged.end in self._ends_of_words
            if whole and not self._halved(index, tagged.start, tagged.end):
                start, end = tagged.start, tagged.end
        return start, end

    def touching(self, end: int, start: int) -> bool:
        """Return whether no word and no mark stands between two offsets, so that two phrases there are one."""
        first = bisect_left(self._starts, end)
        return start <= end or first == bisect_left(self._starts, start)

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self.words]

    def _halved(self, index: int, start: int, end: int) -> bool:
        """Return whether a span holds another name that is coordinated with this one, or reaches over a comma."""
        inside = [i for i in self.window(index, WIDEST, WIDEST) if start <= self.words[i].start < end]
        others = {*self.tree.children(index, "conj"), self.words[index].head}
        paired = self.words[index].deprel == "conj" and self.words[index].head in inside
        return (
            paired
            or bool(set(self.tree.children(index, "conj")) & set(inside))
            or (any(self.lower[i] == "," for i in inside) and bool(others))
        )

    @cached_property
    def _shouted(self) -> frozenset[int]:
        """The sentences in capitals throughout, where a capital letter marks no name."""
        lower = {w.sentence for w in self.words if w.upos != "PROPN" and w.text[1:] != w.text[1:].upper()}
        return frozenset(self.bounds) - lower

    def proper(self, index: int) -> bool:
        """Return whether a word is a name or part of one: by its capital, unless every word there would have one."""
        word = self.words[index]
        if not word.text[:1].isupper():
            return False
        tagged = bool(self.tags(index, "names", "actors"))
        opening = index == self.bounds[word.sentence][0] and word.upos != "PROPN"
        if word.sentence in self._shouted:
            return tagged and word.upos in {"PROPN", "NOUN", "ADJ"}
        return tagged or not opening

    def agent(self, index: int) -> bool:
        """Return whether a word names somebody who can act: a tagged actor, people or a group of them."""
        named = any(n.label in {"organisation", "person"} for n in self.tags(index, "names"))
        tagged = named or bool(self.tags(index, "actors"))
        group = self.lemmas[index] in lexicon.words("roles.toml", "groups")
        return group or tagged or self.person(index)

    def acting(self, index: int) -> bool:
        """Return whether a word names somebody who can act, or anything that has a name."""
        return self.agent(index) or self.proper(index)

    def placed(self, index: int) -> bool:
        """Return whether a word is part of what the model takes for a place and for nobody's name."""
        labels = {n.label for n in self.tags(index, "names")}
        located = "location" in labels or bool(self.tags(index, "places"))
        return located and not labels & {"organisation", "person"}

    def is_word(self, index: int, *parts: str) -> bool:
        """Return whether a word is of one of these parts of speech."""
        return self.words[index].upos in parts
