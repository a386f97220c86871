"""Slips of a parser that can be told from the words around them, mended before any rule looks at the trees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from sayso.model.layers import Layers, Tagged, Word
from sayso.what import lexicon

CASE_REACH = 6
"""How far before a verb "in case", or what turns its order round, may stand."""
LONGEST_OBJECT = 8
"""How many words after its verb an object's head is looked for."""
WH_WORDS = frozenset({"what", "which", "whom", "who", "that", "whatever", "how", "whose"})
INNER = frozenset({"compound", "flat", "det", "amod", "nmod:desc", "nummod"})
"""Relations that a word of a name has to a word of the same name."""
OUTER = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj", "root",
                   "appos", "xcomp"})  # fmt: skip
"""Relations that the head of a name has to the rest of its sentence."""
SKIPPED = frozenset({"the", "a", "an", "“", "”", '"', "'", "‘", "’"})
DASHES = frozenset({"-", "–"})
PAIR_REACH = 4
"""How many words the second of a hyphenated pair of names may have."""

Lemma = Callable[[Word], str]


def mended(layers: Layers, lemma: Lemma) -> tuple[Word, ...]:
    """Return the words of *layers* with common slips of a parser mended; *lemma* gives a word's dictionary form."""
    words = list(layers.words)
    _orders(words, lemma)
    for repair in (_roots, _names, _prepositions, _alternatives, _particles, _partitives, _clefts):
        repair(words, layers)
    for repair_verbs in (
        _purposes,
        _infinitives,
        _misread_verbs,
        _gerunds,
        _small_clauses,
        _speakers,
        _late_subjects,
        _given,
    ):
        repair_verbs(words, layers, lemma)
    _pairs(words, layers)
    _active_subjects(words)
    return tuple(words)


def _active_subjects(words: list[Word]) -> None:
    """Make a "passive subject" active where its verb has an object after it and no form of *be* or *get*.

    What follows a verb on -ing and is called its subject is its object.
    """
    helped = {w.head for w in words if w.upos == "AUX" or w.deprel.startswith("aux")}
    acting = {w.head for i, w in enumerate(words) if w.deprel == "obj" and i > w.head >= 0}
    for index, word in enumerate(words):
        verb = word.head
        if word.deprel == "nsubj:pass" and index < verb and verb in acting - helped:
            words[index] = replace(word, deprel="nsubj")
        elif word.deprel == "nsubj" and index > verb >= 0 and verb not in acting and _gerund(words[verb]):
            words[index] = replace(word, deprel="obj")  # "…, *killing* 14 people"


def _orders(words: list[Word], lemma: Lemma) -> None:
    """Mend a root that has a governor, an object before its verb and a subject after a transitive one."""
    subjects = {w.head for w in words if w.deprel.startswith(("nsubj", "csubj", "expl"))}
    objects = {w.head for w in words if w.deprel in {"obj", "ccomp"}}
    marked = {w.head for w in words if w.deprel == "mark" and w.text.lower() == "that"}
    given = tuple(words)
    for index, word in enumerate(given):
        if word.deprel == "root" and word.head >= 0:
            words[index] = replace(word, deprel="ccomp" if index in marked else "conj")
        early = word.deprel == "obj" and word.head > index and word.head not in subjects
        if early and given[word.head].upos == "VERB" and word.text.lower() not in WH_WORDS:
            words[index] = replace(word, deprel="nsubj")
        late = word.deprel == "nsubj" and 0 <= word.head < index and word.head not in objects
        if late and given[word.head].upos == "VERB" and _transitive(given, word.head, index, lemma):
            words[index] = replace(word, deprel="obj")


def _transitive(words: tuple[Word, ...], verb: int, after: int, lemma: Lemma) -> bool:
    """Return whether a "subject" after its verb must be an object: no inversion, no speech ("said the mayor")."""
    before = words[max(0, verb - CASE_REACH) : verb]
    inverted = any(w.head == verb and w.deprel.startswith(("expl", "obl", "ccomp", "parataxis")) for w in before)
    spoken = lemma(words[verb]) in lexicon.words("status.toml", "reporting")
    followed = any(w.head == verb and w.deprel in {"advcl", "ccomp"} for w in words[after + 1 : after + 3])
    return not spoken and not inverted and not followed and after - verb <= LONGEST_OBJECT


def _roots(words: list[Word], layers: Layers) -> None:
    """Hang nouns that a parser left as further roots of a sentence: a subject before its verb, an object after one."""
    del layers
    subjects = {w.head for w in words if w.deprel.startswith(("nsubj", "csubj", "expl"))}
    objects = {w.head for w in words if w.deprel == "obj"}
    roots: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        if word.head < 0:
            roots.setdefault(word.sentence, []).append(index)
    for found in roots.values():
        verb = next((i for i in found if words[i].upos in {"VERB", "AUX"}), None)
        for index in found:
            if verb is None or words[index].upos not in {"NOUN", "PROPN", "PRON", "NUM"}:
                continue
            if index < verb and verb not in subjects:
                words[index] = replace(words[index], head=verb, deprel="nsubj")
                subjects.add(verb)
            elif index > verb:
                _stray(words, index, verb, objects)


def _stray(words: list[Word], index: int, verb: int, objects: set[int]) -> None:
    """Hang a noun after its sentence's verb from the word that its phrase follows."""
    cased = any(w.head == index and w.deprel == "case" for w in words[verb:index])
    first = min((i for i in range(verb, index) if words[i].head == index), default=index)
    while first - 1 > verb and words[first - 1].head >= first - 1 and words[first - 1].head <= index:
        first -= 1
    before = words[first - 1]
    if cased and before.upos in {"NOUN", "PROPN", "VERB"}:
        words[index] = replace(words[index], head=first - 1, deprel="obl" if before.upos == "VERB" else "nmod")
    elif before.upos == "VERB" and first - 1 not in objects:
        words[index] = replace(words[index], head=first - 1, deprel="obj")
        objects.add(first - 1)


def _inside(words: list[Word], spans: tuple[Tagged, ...]) -> Iterator[range]:
    """Yield the indexes of the words of each span that has several."""
    starts = {word.start: index for index, word in enumerate(words)}
    ends = {word.end: index for index, word in enumerate(words)}
    for tagged in spans:
        first, last = starts.get(tagged.start), ends.get(tagged.end)
        if first is not None and last is not None and first < last and words[first].sentence == words[last].sentence:
            yield range(first, last + 1)


def _names(words: list[Word], layers: Layers) -> None:
    """Hang the words of a name from one of them ("the Karelian *Front* support" is no support of the front's)."""
    for inside in _inside(words, (*layers.names, *layers.actors)):
        loose = [i for i in inside if words[i].head not in inside]
        heads = [i for i in loose if words[i].deprel in OUTER]
        if len(heads) == 1:
            for index in loose:
                if index != heads[0] and words[index].deprel in INNER:
                    words[index] = replace(words[index], head=heads[0])


def _prepositions(words: list[Word], layers: Layers) -> None:
    """Give a preposition that skips a whole phrase ("*with* air support in its fight") to the phrase that it opens."""
    del layers
    _marks(words)
    marks: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        if word.deprel == "case" and word.head > index:
            marks.setdefault(word.head, []).append(index)
    for governor, cases in marks.items():
        if len(cases) < 2 or cases[-1] == cases[0] + 1:
            continue
        between = [i for i in range(cases[0] + 1, cases[-1]) if words[i].upos in {"NOUN", "PROPN"}]
        nominal = between[-1] if between else None
        bare = nominal is not None and not any(w.head == nominal and w.deprel == "case" for w in words)
        if nominal is not None and bare and words[nominal].deprel in OUTER and words[cases[0]].head == governor:
            words[cases[0]] = replace(words[cases[0]], head=nominal)


def _alternatives(words: list[Word], layers: Layers) -> None:
    """Coordinate two clauses that "and" or "or" joins ("from *planning or launching* attacks")."""
    del layers
    joined = {w.head: i for i, w in enumerate(words) if w.deprel == "cc"}
    for index, word in enumerate(words):
        conjunction = joined.get(index)
        if conjunction is None or word.upos != "VERB" or word.deprel not in {"advcl", "xcomp", "ccomp", "acl", "conj"}:
            continue
        first = conjunction - 1
        joined_elsewhere = word.deprel == "conj" and not (_gerund(word) and not _gerund(words[word.head]))
        if first < 0 or joined_elsewhere or (word.deprel == "conj" and not _gerund(words[first])):
            continue
        if words[first].upos == "VERB" and words[first].head == word.head and word.head >= 0:
            words[index] = replace(word, head=first, deprel="conj")


def _gerund(word: Word) -> bool:
    return word.text.lower().endswith("ing")


def _partitives(words: list[Word], layers: Layers) -> None:
    """Hang "of the wounded" from the number before it, where the parse makes both subjects."""
    del layers
    for index, word in enumerate(words[:-1]):
        if word.upos != "NUM" or words[index + 1].text.lower() != "of" or words[index + 1].head <= index:
            continue
        whole = words[index + 1].head
        if words[whole].head == word.head and words[whole].deprel == word.deprel:
            words[whole] = replace(words[whole], head=index, deprel="nmod")


def _particles(words: list[Word], layers: Layers) -> None:
    """Give a bare noun after a verb's particle to that verb ("carrying *out attacks*")."""
    del layers
    marked = {w.head for w in words if w.deprel == "case"}
    for index, word in enumerate(words):
        if index == 0 or word.deprel not in {"obl", "nmod", "conj"} or word.upos != "NOUN" or index in marked:
            continue
        before = words[index - 1]
        if before.deprel == "compound:prt" and before.head >= 0 and before.head != word.head:
            words[index] = replace(word, head=before.head, deprel="obj")


def _clefts(words: list[Word], layers: Layers) -> None:
    """Give the subject of a "what" clause to the clause's own verb ("what *we* are doing is helping them")."""
    del layers
    subjects = {w.head for w in words if w.deprel.startswith("nsubj")}
    for index, word in enumerate(words):
        if not word.deprel.startswith("acl") or word.head < 0 or index in subjects:
            continue
        if words[word.head].text.lower() != "what" or word.head > index:
            continue
        for inner in range(word.head + 1, index):
            if words[inner].deprel == "nsubj" and words[inner].head > index:
                words[inner] = replace(words[inner], head=index)


def _misread_verbs(words: list[Word], layers: Layers, lemma: Lemma) -> None:
    """Read as a verb what has names on both sides ("helping the Front *Fight* Al-Shabab"): no compound ends so."""
    actors = {tagged.start for tagged in layers.actors}
    for index, word in enumerate(words):
        noun = word.head
        named = word.upos == "PROPN" or word.start in actors
        if word.deprel not in {"compound", "obj"} or not 0 <= noun == index - 1 or not named:
            continue
        left = [i for i, w in enumerate(words[:noun]) if w.head == noun and w.deprel == "compound"]
        verb = words[noun].head
        if not left or words[noun].upos not in {"NOUN", "PROPN"} or not 0 <= verb < noun:
            continue
        if lemma(words[verb]) not in lexicon.words("roles.toml", "enabling"):
            continue
        for i, w in enumerate(words):
            if w.head == noun and w.deprel in {"det", "amod"} and i < left[-1]:
                words[i] = replace(w, head=left[-1])
        words[index] = replace(word, deprel="obj")
        words[left[-1]] = replace(words[left[-1]], head=verb, deprel="obj")
        words[noun] = replace(words[noun], upos="VERB", deprel="xcomp")


def _infinitives(words: list[Word], layers: Layers, lemma: Lemma) -> None:
    """Hang an infinitive from the word right before its "to" that says whether it is done.

    "They tried but *failed* to capture it", "they are *due* to withdraw", for which the parse has another governor.
    """
    del layers
    for index, word in enumerate(words[:-1]):
        if index == 0 or word.text.lower() != "to" or word.upos != "PART":
            continue
        verb = next((i for i in range(index + 1, min(index + 4, len(words))) if words[i].upos == "VERB"), None)
        before = words[index - 1]
        if verb is None or verb == index - 1 or words[verb].head == index - 1 or before.upos not in {"VERB", "ADJ"}:
            continue
        if lemma(before) not in lexicon.governors() or before.sentence != words[verb].sentence:
            continue
        if before.head == verb:
            _turned(words, index - 1, verb)
        elif index - 1 not in _above(words, verb):
            words[verb] = replace(words[verb], head=index - 1, deprel="xcomp")
        else:
            continue
        words[index] = replace(word, head=verb, deprel="mark")


def _purposes(words: list[Word], layers: Layers, lemma: Lemma) -> None:
    """Read as a verb what stands between "to" and its object ("to *forestall* attacks"), which no compound does."""
    del layers
    for index in range(1, len(words) - 1):
        word, noun = words[index], words[index].head
        misread = word.upos == "VERB" and word.deprel in {"compound", "amod"} and noun > index
        if not misread or words[index - 1].text.lower() != "to" or lemma(word) not in lexicon.governors():
            continue
        words[index] = replace(word, head=words[noun].head, deprel="advcl")
        words[noun] = replace(words[noun], head=index, deprel="obj")
        words[index - 1] = replace(words[index - 1], head=index, deprel="mark", upos="PART")


def _turned(words: list[Word], governor: int, verb: int) -> None:
    """Make a word the governor of the verb that it hangs from, with what stands before it."""
    words[governor] = replace(words[governor], head=words[verb].head, deprel=words[verb].deprel)
    words[verb] = replace(words[verb], head=governor, deprel="xcomp")
    for index in range(governor):
        if words[index].head == verb:
            words[index] = replace(words[index], head=governor)


def _above(words: list[Word], index: int) -> set[int]:
    found: set[int] = set()
    while (head := words[index].head) >= 0 and head not in found:
        found.add(head)
        index = head
    return found


def _gerunds(words: list[Word], layers: Layers, lemma: Lemma) -> None:
    """Read the gerund of a light verb as a verb, not as an adjective ("keep them *from mounting* attacks")."""
    del layers
    for index, word in enumerate(words[:-1]):
        noun = word.head
        if word.deprel != "amod" or noun <= index or not _gerund(word) or index == 0:
            continue
        mark, governor = words[index - 1], words[noun].head
        known = lemma(replace(word, upos="VERB")) in lexicon.lights()
        if mark.text.lower() != "from" or mark.head != noun or not known or not 0 <= governor < index:
            continue
        words[index - 1] = replace(mark, head=index, deprel="mark")
        words[index] = replace(word, upos="VERB", head=governor, deprel="advcl")
        words[noun] = replace(words[noun], head=index, deprel="obj")


def _small_clauses(words: list[Word], layers: Layers, lemma: Lemma) -> None:
    """Make the subject of a small clause the object of the verb above it ("helping *the rebels* advance")."""
    actors = {tagged.end for tagged in layers.actors}
    for index, word in enumerate(words):
        clause = word.head
        if clause < index or words[clause].deprel not in {"xcomp", "ccomp"}:
            continue
        verb = words[clause].head
        if not 0 <= verb < index or lemma(words[verb]) not in lexicon.words("roles.toml", "enabling"):
            continue
        acting = word.end in actors or lemma(word) in lexicon.words("roles.toml", "groups")
        if word.deprel == "nsubj" or (word.deprel == "compound" and acting):
            words[index] = replace(word, head=verb, deprel="obj")


def _marks(words: list[Word]) -> None:
    """Give a preposition that an infinitive has beside its "to" to the noun that follows it."""
    infinitives = {w.head for w in words if w.deprel == "mark" and w.text.lower() == "to"}
    for index, word in enumerate(words):
        if word.upos != "ADP" or word.deprel != "mark" or word.head not in infinitives or word.head <= index:
            continue
        nominal = next((i for i in range(index + 1, word.head) if words[i].deprel in OUTER), None)
        if nominal is not None and words[nominal].upos in {"NOUN", "PROPN", "PRON"}:
            words[index] = replace(word, head=nominal, deprel="case")


def _speakers(words: list[Word], layers: Layers, lemma: Lemma) -> None:
    """Give the first of a verb's two subjects to the verb of saying between them ("the mayor *said* rebels fired")."""
    del layers
    subjects: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        if word.deprel == "nsubj" and word.head > index:
            subjects.setdefault(word.head, []).append(index)
    for held in subjects.values():
        for first, second in pairwise(held):
            said = [
                i
                for i in range(first + 1, second)
                if words[i].upos == "VERB" and i not in subjects and words[i].deprel in {"root", "ccomp", "parataxis"}
            ]
            if said and lemma(words[said[0]]) in lexicon.words("status.toml", "reporting"):
                words[first] = replace(words[first], head=said[0])


def _late_subjects(words: list[Word], layers: Layers, lemma: Lemma) -> None:
    """Give a subject after its verb to the clause that it opens ("it came after *a bomb* killed six")."""
    del layers, lemma
    subjects = {w.head for w in words if w.deprel.startswith(("nsubj", "csubj", "expl"))}
    for index, word in enumerate(words[:-1]):
        follower = words[index + 1]
        if word.deprel not in {"nsubj", "obl"} or not 0 <= word.head < index or follower.head != word.head:
            continue
        finite = follower.upos == "VERB" and follower.deprel in {"advcl", "ccomp"} and index + 1 not in subjects
        if finite and not follower.text.lower().endswith("ing"):
            words[index] = replace(word, head=index + 1, deprel="nsubj")


def _given(words: list[Word], layers: Layers, lemma: Lemma) -> None:
    """Make who is given something of what the parse has for a part of the gift ("gave *the rebels* air support")."""
    actors = {tagged.end for tagged in layers.actors}
    for index, word in enumerate(words):
        noun = word.head
        owner = (
            word.deprel == "nmod:poss"
            and word.upos != "PRON"
            and not any(w.head == index and w.deprel == "case" for w in words[index:noun])
        )
        if not (word.deprel == "compound" or owner) or noun <= index or words[noun].deprel != "obj":
            continue
        apart = owner or any(words[i].upos == "ADJ" or words[i].text in SKIPPED for i in range(index + 1, noun))
        if not apart and word.end not in actors and lemma(word) not in lexicon.words("roles.toml", "groups"):
            continue
        verb = words[noun].head
        lights = lexicon.lights().get(lemma(words[verb]), ()) if 0 <= verb < index else ()
        opening = [i for i in range(verb + 1, index) if words[i].head != index and words[i].text.lower() not in SKIPPED]
        if opening or not any(light.object == "R" for light in lights):
            continue
        if any(w.head in {noun, verb} and w.deprel in {"iobj"} for w in words[verb:noun]):
            continue
        words[index] = replace(word, head=verb, deprel="iobj")


def _pairs(words: list[Word], layers: Layers) -> None:
    """Make two names of one hyphenated modifier ("the *Kenya-Uganda* accord") where the report names both apart."""
    if not any(word.text in DASHES for word in words):
        return
    starts = [word.start for word in words]
    tags = (*layers.names, *layers.actors, *layers.places)
    said = frozenset(name for tagged in tags for name in _said(words, starts, tagged))
    for index, word in enumerate(words):
        if word.text not in DASHES or index == 0 or index + 1 >= len(words):
            continue
        left, right = words[index - 1], words[index + 1]
        if not (left.text[:1].isupper() and right.text[:1].isupper()) or left.text.lower() not in said:
            continue
        for last in range(min(index + PAIR_REACH, len(words) - 1), index, -1):
            name = " ".join(w.text for w in words[index + 1 : last + 1]).lower()
            noun = _modified(words, index - 1, last)
            if name in said and noun is not None:
                words[index - 1] = replace(left, head=noun, deprel="compound")
                words[last] = replace(words[last], head=index - 1, deprel="conj")
                for inner in range(index + 1, last):
                    words[inner] = replace(words[inner], head=last)
                words[index] = replace(word, head=last)
                break


def _said(words: list[Word], starts: list[int], tagged: Tagged) -> Iterator[str]:
    """Yield what a span says in lower case, without articles, unless it is itself hyphenated."""
    inside = words[bisect_left(starts, tagged.start) : bisect_left(starts, tagged.end)]
    said = [w.text.lower() for w in inside if w.text.lower() not in SKIPPED]
    if not DASHES & set(said):
        yield " ".join(said)


def _modified(words: list[Word], first: int, last: int) -> int | None:
    """Return the noun after a pair of names that one of them modifies."""
    for index in (first, last):
        head = words[index].head
        if head > last and words[head].upos in {"NOUN", "PROPN"}:
            return head
    return None
