"""Which words of harm a count hangs from: the verb whose patients the people are, or a word that describes them."""

from __future__ import annotations

from typing import cast, get_args

from sayso.claim import Harm
from sayso.what.lexicon import table, words
from sayso.what.people import people
from sayso.what.syntax import Syntax

HARMS: tuple[Harm, ...] = get_args(Harm)
ARTICLES = frozenset({"a", "an"})
SUFFERING = frozenset({"die", "drown", "perish", "flee", "disappear", "vanish", "evacuate", "lie", "fall", "go",
                       "remain", "sustain", "suffer", "receive", "starve", "suffocate", "succumb"})  # fmt: skip
"""Verbs whose active subject is the one harmed."""
OWN = frozenset({"life", "live", "lives", "home", "homes"})
"""What people lose, where those who lose are the ones harmed."""
FARTHEST = 9
"""How many words from a count a word of harm may stand where the tree does not link them."""
HIGHEST = 4


def harm_of(syntax: Syntax, noun: int, inside: list[int]) -> tuple[Harm, int] | None:
    """Return what befell the people that a count counts and the word that says so; *inside* are the count's words."""
    if harm_word(syntax, noun, "nouns") == "killed":
        return "killed", noun
    if noun == inside[-1] + 1 and syntax.lower[noun] in words("harms.toml", "participles"):
        own = harm_word(syntax, noun, "nouns")
        if own is not None:
            return own, noun
    told = _coordinated(syntax, min(*inside, noun), max(*inside, noun)) or linked_harm(syntax, noun)
    if told is not None:
        return told
    for index in (noun, *inside):
        own = harm_word(syntax, index, "nouns")
        if own is not None:
            return own, index
    if all(syntax.lower[index] in ARTICLES for index in inside) or "by" in syntax.cases(noun):
        return None  # "a bomber" or "a shooting by two men" near "died" is no count of the dead
    return _nearest(syntax, inside, noun)


def _coordinated(syntax: Syntax, first: int, last: int) -> tuple[Harm, int] | None:
    """Return the harm of a second count right beside its word, whatever the tree makes of the pair.

    "… and *injured* dozens", "… and dozens *wounded*".
    """
    if first >= 2 and syntax.lower[first - 2] == "and" and syntax.is_word(first - 1, "VERB"):
        harm = harm_word(syntax, first - 1, "verbs")
        if harm is not None:
            return harm, first - 1
    after = last + 1
    if first and syntax.lower[first - 1] == "and" and after < len(syntax.words) and not _takes_object(syntax, after):
        harm = harm_word(syntax, after, "verbs") if syntax.lower[after].endswith(("ed", "en", "t")) else None
        if harm is not None:
            return harm, after
    return None


def sure(syntax: Syntax, anchor: int) -> bool:
    """Return whether a word of harm befalls people alone, so that whatever it befalls is people."""
    listed = {syntax.lemmas[anchor], syntax.lower[anchor]} & words("harms.toml", "sure")
    return bool(listed) and syntax.words[anchor].deprel != "amod"


def linked_harm(syntax: Syntax, noun: int) -> tuple[Harm, int] | None:
    """Return the harm that the tree gives: a describing word, or the verb that the people are the patients of."""
    for child in syntax.tree.children(noun, "amod", "acl", "xcomp"):
        described = harm_word(syntax, child, "nouns") or harm_word(syntax, child, "verbs")
        if described is not None and (syntax.lemmas[child] in SUFFERING or not syntax.lower[child].endswith("ing")):
            return described, child
    current = noun
    for _ in range(HIGHEST):
        word = syntax.words[current]
        if word.head < 0:
            return None
        base = word.deprel.partition(":")[0]
        if base in {"conj", "appos", "nmod", "acl"} and not syntax.is_word(word.head, "VERB"):
            current = word.head
            continue
        if base in {"obj", "nsubj", "conj"}:
            return _by_verb(syntax, current, word.head, word.deprel)
        return None
    return None


def _by_verb(syntax: Syntax, patient: int, verb: int, relation: str) -> tuple[Harm, int] | None:
    for result in syntax.tree.children(verb, "xcomp"):
        resulting = harm_word(syntax, result, "nouns") or harm_word(syntax, result, "verbs")
        if resulting is not None:
            return resulting, result
    harm = harm_word(syntax, verb, "verbs") or harm_word(syntax, verb, "nouns")
    if harm is None and syntax.lemmas[verb] == "lose" and relation == "obj" and syntax.is_word(patient, "NUM"):
        return "killed", verb  # "they lost 45 in the battle"
    if harm is None:
        return _going_on(syntax, verb, relation)
    suffering = syntax.lemmas[verb] in SUFFERING or _losing(syntax, verb) or harm_word(syntax, verb, "verbs") is None
    if relation == "nsubj" and not suffering and not _bare_participle(syntax, verb):
        return None
    return (harm, verb) if patient != verb else None


def _losing(syntax: Syntax, verb: int) -> bool:
    """Return whether a verb's subjects lose their lives or homes."""
    return syntax.lemmas[verb] == "lose" and any(syntax.lower[o] in OWN for o in syntax.tree.children(verb, "obj"))


def _going_on(syntax: Syntax, verb: int, relation: str) -> tuple[Harm, int] | None:
    """Return the harm that a second verb tells of the same people ("were shot and *died*", "took, *killed* them")."""
    for other in syntax.tree.children(verb, "conj"):
        harm = harm_word(syntax, other, "verbs")
        if harm is None or syntax.tree.children(other, "nsubj"):
            continue
        if relation == "obj":
            pronouns = {syntax.lower[o] for o in syntax.tree.children(other, "obj")} & {"them", "him", "her"}
            if pronouns:
                return harm, other
        elif (
            syntax.lemmas[other] in SUFFERING
            or syntax.passive(other)
            or (relation == "nsubj:pass" and not syntax.tree.children(other, "obj"))
        ):
            return harm, other
    return None


def _bare_participle(syntax: Syntax, verb: int) -> bool:
    """Return whether a verb form may be a headline's passive ("15 killed") or an adjective ("are missing")."""
    if not syntax.is_word(verb, "VERB"):
        return True
    return syntax.lower[verb].endswith(("ed", "en", "t")) and not syntax.tree.children(verb, "obj")


def harm_word(syntax: Syntax, index: int, section: str) -> Harm | None:
    """Return the harm that a word says; a verb of the conditional table only beside one of its words."""
    lemma, form = syntax.lemmas[index], syntax.lower[index]
    needed = table("harms.toml")["with"].get(lemma, {})
    if section == "verbs" and needed:
        near = {
            w for i in syntax.window(index, 4, 6) if _beside(syntax, i) for w in (syntax.lemmas[i], syntax.lower[i])
        }
        return next((cast("Harm", harm) for harm, listed in needed.items() if near & set(listed)), None) or (
            None if lemma not in _always(section) else _plain(lemma, form, section)
        )
    return _plain(lemma, form, section)


def _beside(syntax: Syntax, index: int) -> bool:
    """Return whether a word may say with a verb what befell somebody: "put *to death*", not "put the death toll"."""
    return syntax.lower[index] != "death" or (index > 0 and syntax.lower[index - 1] == "to")


def _always(section: str) -> frozenset[str]:
    """Return the words of a section that say their harm even without one of their conditional companions."""
    conditional = {"take", "shoot", "beat", "stab", "leave", "force", "hold", "seize", "lose", "round"}
    return frozenset(w for harm in HARMS for w in table("harms.toml")[section][harm]) - conditional


def _plain(lemma: str, form: str, section: str) -> Harm | None:
    return next((h for h in HARMS if {lemma, form} & words("harms.toml", section, h)), None)


def _nearest(syntax: Syntax, inside: list[int], noun: int) -> tuple[Harm, int] | None:
    """Return the nearest word of harm in the sentence, where no other number stands between."""
    first, last = min(*inside, noun), max(*inside, noun)
    ahead = last + 1 < len(syntax.words) and syntax.is_word(last + 1, "AUX")
    best: tuple[int, Harm, int] | None = None
    for index in syntax.window(last, FARTHEST + last - first, FARTHEST):
        if first <= index <= last or (index < first and ahead):
            continue
        harm = harm_word(syntax, index, "verbs") or harm_word(syntax, index, "nouns")
        gap = range(last + 1, index) if index > last else range(index + 1, first)
        if syntax.words[index].deprel == "amod" and not people(syntax, syntax.words[index].head):
            continue  # "a *dead* heat"
        if harm is None or any(_other_count(syntax, i) or syntax.lower[i] == ";" for i in gap):
            continue
        if syntax.lemmas[index] == "kill" and index > last and _takes_object(syntax, index):
            continue
        distance = len(gap)
        if best is None or distance < best[0]:
            best = (distance, harm, index)
    return None if best is None else (best[1], best[2])


def _other_count(syntax: Syntax, index: int) -> bool:
    """Return whether a word is a number that counts for itself, and not what a count was before ("rose *from 8*")."""
    return syntax.is_word(index, "NUM") and syntax.lower[max(0, index - 1)] != "from"


def _takes_object(syntax: Syntax, verb: int) -> bool:
    return bool(syntax.tree.children(verb, "obj")) and not syntax.passive(verb)
