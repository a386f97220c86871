"""What tense and aspect alone say of an event: past, in progress, or a habit."""

from __future__ import annotations

from sayso.claim import Status
from sayso.what.lexicon import words
from sayso.what.syntax import Syntax


def tense(syntax: Syntax, index: int) -> tuple[Status, bool]:
    """Return the status that a word's tense and aspect give it, and whether they tell a habit.

    Habits are the present's and "used to"'s: "was regularly shelling" is bounded, and happened; so is "has been
    shelling", which says that it happened and leaves open whether it goes on.
    """
    tree, lower = syntax.tree, syntax.lower
    if not syntax.is_word(index, "VERB", "AUX"):
        return "occurred", False
    often = any(lower[c] in words("status.toml", "words", "habitual") for c in tree.children(index, "advmod"))
    often = often or any(lower[g] == "every" for c in tree.children(index, "obl") for g in tree.children(c, "det"))
    auxiliaries = {lower[c] for c in tree.children(index, "aux")}
    present = auxiliaries & {"is", "are", "'s", "'re", "am", "'m"}
    if present and (lower[index].endswith("ing") or "being" in auxiliaries):
        return "ongoing", often
    return "occurred", _simple_present(syntax, index, auxiliaries) or _used_to(syntax, index)


def waiting(syntax: Syntax, index: int) -> int | None:
    """Return the "wait" above a verb that is done in the end ("waited to attack *until* dawn")."""
    head = syntax.words[index].head
    if head < 0 or syntax.lemmas[head] != "wait" or "to" not in syntax.cases(index):
        return None
    first, end = syntax.bounds[syntax.words[index].sentence]
    ends = any(syntax.lower[i] in {"until", "till"} for i in range(max(first, head), end))
    bound = syntax.lower[head].endswith("ing") or syntax.tree.children(head, "aux") or "to" in syntax.cases(head)
    return head if ends and not bound else None


def bare_present(syntax: Syntax, index: int) -> bool:
    """Return whether a verb has the form of the simple present."""
    return syntax.lower[index] in {syntax.lemmas[index], f"{syntax.lemmas[index]}s"}


def _used_to(syntax: Syntax, index: int) -> bool:
    """Return whether a verb tells of a habit of the past ("used to shell the town")."""
    head = syntax.words[index].head
    used = head >= 0 and syntax.lower[head] == "used" and syntax.words[index].deprel in {"xcomp", "ccomp"}
    return used and "to" in syntax.cases(index)


def _simple_present(syntax: Syntax, index: int, auxiliaries: set[str]) -> bool:
    if auxiliaries - {"do", "does"} or "to" in syntax.cases(index) or syntax.headline(index):
        return False
    word, lemma = syntax.words[index], syntax.lemmas[index]
    if lemma in words("status.toml", "reporting") or word.deprel not in {"root", "conj", "ccomp", "acl:relcl", "advcl"}:
        return False
    if syntax.lower[index] in {f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies"}:
        return True
    finite = syntax.lower[index] == lemma
    if lemma == syntax.lower[index] and not syntax.tree.children(index, "nsubj"):
        return word.deprel == "conj" and word.head >= 0 and _simple_present(syntax, word.head, set())
    return finite and lemma not in {"hit", "put", "cut", "set", "beat", "shut", "hurt", "let", "split"}
