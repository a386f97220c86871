"""What is negated: adverbs, determiners, "no one" among a word's arguments, and efforts that came to nothing."""

from __future__ import annotations

from sayso.what.lexicon import words
from sayso.what.syntax import Syntax

NOBODY = frozenset({"nobody", "nothing", "none"})
NO = frozenset({"no", "neither", "none"})
REACH = 4
"""How far before a word a negation that the tree has lost may stand."""


def negated(syntax: Syntax, index: int, *, beside: int | None = None) -> bool:
    """Return whether a word is negated by an adverb, a determiner or a "no one" among its arguments.

    *beside* is an argument whose own "no" is counted elsewhere ("carried out no attack").
    """
    tree, lower = syntax.tree, syntax.lower
    if _until(syntax, index):
        return False
    own = [c for c in tree.children(index, "advmod", "det", "cc", "neg") if lower[c] in _negators()]
    if any(not _toothless(syntax, c) for c in own):
        return True
    if syntax.is_word(index, "VERB") and any(_at_no_time(syntax, c) for c in tree.children(index, "obl")):
        return True
    if "without" in syntax.cases(index) and not syntax.is_word(index, "VERB"):
        return True
    if syntax.is_word(index, "NOUN", "PROPN") and not tree.children(index, "cop"):
        return _not_one(syntax, index)
    arguments = tree.children(index, "nsubj", "obj", "expl")
    if any(argument != beside and none_of(syntax, argument) for argument in arguments):
        return True
    shared = syntax.words[index]
    return (
        shared.deprel == "conj"
        and not tree.children(index, "nsubj", "aux")
        and same_form(syntax, index, shared.head)
        and any(lower[c] in _negators() and not _toothless(syntax, c) for c in tree.children(shared.head, "advmod"))
    )


def none_of(syntax: Syntax, index: int) -> bool:
    """Return whether an argument is nobody or nothing: "no soldier", "neither camp", "not a single soldier"."""
    lower = syntax.lower
    said = [c for c in (*syntax.tree.children(index, "det", "cc", "advmod"), index) if lower[c] in NO]
    return any(not _toothless(syntax, c) for c in said) or lower[index] in NOBODY or _not_one(syntax, index)


def undone(syntax: Syntax, governor: int) -> bool:
    """Return whether what a verb says was not brought about: "*could not* prevent", "*failed* to stop", "in vain".

    A negation of the verb itself counts, and so does a verb, adjective or noun of failing that it depends on.
    """
    if negated(syntax, governor):
        return True
    word, lower = syntax.words[governor], syntax.lower
    head = word.head
    if head < 0 or word.deprel.partition(":")[0] not in {"xcomp", "ccomp", "advcl", "acl"}:
        return False
    listed = words("status.toml", "governors", "fail")
    if syntax.compounded(head) & listed:
        return not negated(syntax, head)
    if negated(syntax, head):
        return "to" in syntax.cases(governor)
    little = [lower[o] in {"little", "nothing"} for o in syntax.tree.children(head, "obj")]
    beside = {lower[c] for c in syntax.tree.children(head, "amod", "advmod")}
    return any(little) or bool(beside & words("status.toml", "words", "vain"))


def same_form(syntax: Syntax, index: int, other: int) -> bool:
    """Return whether two coordinated verbs have the same form, so that they share auxiliaries and negation."""

    def form(i: int) -> str:
        text, lemma = syntax.lower[i], syntax.lemmas[i]
        if text == lemma:
            return "base"
        return text[-2:] if text.endswith(("ng", "ed")) else "third" if text.endswith("s") else "other"

    turned = {"instead", "rather"} & {syntax.lower[c] for c in syntax.tree.children(index, "advmod", "cc")}
    return form(index) == form(other) and not turned


def _at_no_time(syntax: Syntax, index: int) -> bool:
    """Return whether a noun says that something was never or nowhere done ("*at no point* had they invaded")."""
    no = {"no"} & {syntax.lower[c] for c in syntax.tree.children(index, "det")}
    return bool(no) and syntax.lemmas[index] in {"point", "time", "stage", "moment", "circumstance", "way", "case"}


def _negators() -> frozenset[str]:
    return words("status.toml", "words", "negators")


def _toothless(syntax: Syntax, negator: int) -> bool:
    """Return whether a negator denies nothing: "*not* only", "*no* fewer than", "*no* sooner had they left than"."""
    after = syntax.lower[negator + 1] if negator + 1 < len(syntax.words) else ""
    listed = "no_denial" if syntax.lower[negator] == "no" else "not_denied"
    return after in words("status.toml", "words", listed)


def _until(syntax: Syntax, index: int) -> bool:
    """Return whether something was not done before a time, and so was done then ("did not withdraw until Sunday")."""
    if not syntax.is_word(index, "VERB") or not {"did", "had"} & {syntax.lower[c] for c in _aux(syntax, index)}:
        return False
    return any({"until", "till"} & set(syntax.cases(c)) for c in syntax.tree.children(index, "obl", "advcl"))


def _aux(syntax: Syntax, index: int) -> tuple[int, ...]:
    return syntax.tree.children(index, "aux")


def _not_one(syntax: Syntax, index: int) -> bool:
    """Return whether a noun is counted at nought by "not a single", "not one" or "never a"."""
    for at in syntax.window(index, REACH, 0):
        after = syntax.lower[at + 1] if at + 1 < len(syntax.words) else ""
        if syntax.lower[at] in {"not", "never"} and after in {"a", "an", "one"} and at < index:
            return syntax.words[at + 1].head == index or after == "one"
    return False
