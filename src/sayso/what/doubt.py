"""What a sentence makes of an event from afar: stories and drills, questions, refuted or unverified reports."""

from __future__ import annotations

from sayso.what.governing import definite
from sayso.what.lexicon import words
from sayso.what.negation import negated
from sayso.what.syntax import Syntax

CLIMB = 6
"""Governors looked at above an event."""
VERDICT_REACH = 12
"""How many words after an event a verdict on the report of it may stand."""
REJECTION_REACH = 5
"""How many words before a report the verb that rejects it may stand."""
QUOTES = frozenset({'"', "”", "’", "'", ")"})
WH_WORDS = frozenset({"who", "why", "how", "when", "where", "what", "which", "whose", "whom"})
BEING = frozenset({"be", "prove", "turn", "turn_out", "appear"})


def fictive(syntax: Syntax, index: int) -> bool:
    """Return whether an event belongs to a story, a game or a drill ("in the *novel*", "a *film* in which")."""
    tree, stories = syntax.tree, words("status.toml", "fiction")
    chain = (index, *tree.ancestors(index)[:CLIMB])
    for above, below in zip(chain[1:], chain, strict=False):
        relation = syntax.words[below].deprel
        if relation == "acl:relcl" and syntax.lemmas[above] in stories | words("status.toml", "fiction", "drills"):
            return True
        if syntax.lemmas[above] in words("status.toml", "fiction", "playing"):
            return True
        if relation == "acl:relcl":
            return False
    for word in chain:
        for child in tree.children(word, "obl", "nmod"):
            inside = {"in", "during", "of", "from"} & set(syntax.cases(child))
            if syntax.lemmas[child] in stories and inside and child not in chain and not _told_of(syntax, word):
                return True
    return False


def _told_of(syntax: Syntax, index: int) -> bool:
    """Return whether a word is one of telling, which may be done in a book on what did happen."""
    return syntax.lemmas[index] in words("status.toml", "reporting")


def asked(syntax: Syntax, index: int, verb: int) -> bool:
    """Return whether a sentence asks if an event happened: not who did it, or why, and not of what is known."""
    first, end = syntax.bounds[syntax.words[index].sentence]
    last = end - 1
    while last > first and syntax.lower[last] in QUOTES:
        last -= 1
    if syntax.lower[last] != "?" or (syntax.is_word(index, "NOUN") and definite(syntax, index)):
        return False
    chain = (verb, *syntax.tree.ancestors(verb))
    if any(syntax.words[i].deprel in {"acl:relcl", "advcl"} for i in chain):
        return False
    if syntax.is_word(verb, "VERB") and any(syntax.lower[i] in WH_WORDS for i in range(first, verb)):
        return False
    head = chain[-1]
    subjects = syntax.tree.children(head, "nsubj", "expl")
    turned = [a for a in syntax.tree.children(head, "aux", "cop") if not subjects or a < subjects[0]]
    return bool(turned) or syntax.is_word(first, "AUX") or (verb == head and not syntax.tree.children(head, "aux"))


def refuted(syntax: Syntax, index: int) -> bool:
    """Return whether a report of an event is called false ("*reports that* gunmen took him proved *false*")."""
    first, end = syntax.bounds[syntax.words[index].sentence]
    packs = words("status.toml", "content_nouns") | words("status.toml", "rumours")
    opened = [i for i in range(first, index) if syntax.lemmas[i] in packs and syntax.lower[i + 1] in {"that", "of"}]
    if not opened:
        return False
    if any(_turned_down(syntax, i) for i in opened):
        return True
    for at in range(index + 1, min(end, index + VERDICT_REACH)):
        if syntax.lower[at] in {";", "“", '"'}:
            return False
        if {syntax.lower[at], syntax.lemmas[at]} & words("status.toml", "falsehood") and at > index + 1:
            link = range(max(index + 1, at - 4), at)
            verdict = [i for i in link if syntax.lemmas[i] in BEING]
            return bool(verdict) and not negated(syntax, at) and not any(syntax.lower[i] == "not" for i in link)
    return False


def _turned_down(syntax: Syntax, noun: int) -> bool:
    """Return whether a verb before a report rejects it ("*dismissed* as lies *reports* that")."""
    before = [
        i for i in syntax.window(noun, REJECTION_REACH, 0) if syntax.lemmas[i] in words("status.toml", "rejections")
    ]
    return any(syntax.is_word(i, "VERB") and not negated(syntax, i) for i in before)


def guarded(syntax: Syntax, index: int) -> bool:
    """Return whether a noun is only what would happen ("for *fear of* reprisals", "in the *event of* an attack")."""
    window = [i for i in syntax.window(index, REJECTION_REACH, 0) if i < index]
    for at in window:
        phrase = " ".join(syntax.lower[i] for i in window if i >= at) + " "
        if phrase.startswith(tuple(f"{p} " for p in words("status.toml", "fiction", "cases"))):
            return not any(syntax.is_word(i, "VERB") for i in window if i > at)
    return False


def mistaken(syntax: Syntax, index: int) -> bool:
    """Return whether something was only taken for an event ("what they *took for* an explosion was thunder")."""
    head = syntax.words[index].head
    return (
        head >= 0
        and "for" in syntax.cases(index)
        and syntax.lemmas[head] in words("status.toml", "mistaking")
        and (not definite(syntax, index))
    )


def unverified(syntax: Syntax, index: int) -> bool:
    """Return whether the same sentence says that nobody could verify it ("but the army could not *confirm it*")."""
    _, end = syntax.bounds[syntax.words[index].sentence]
    above = {index, *syntax.tree.ancestors(index)}
    for at in range(index + 1, end):
        if syntax.lemmas[at] not in words("status.toml", "confirming", "verify") or not syntax.is_word(at, "VERB"):
            continue
        if syntax.words[at].deprel not in {"conj", "parataxis", "ccomp", "root", "advcl"} or at in above:
            continue
        told = syntax.tree.children(at, "obj", "nsubj:pass")
        meant = {syntax.lower[o] for o in told} | {syntax.lemmas[o] for o in told}
        return negated(syntax, at) and bool(meant & words("status.toml", "confirming", "it"))
    return False
