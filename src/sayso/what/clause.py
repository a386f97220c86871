"""What a word's own clause says of it: negation first, then modality, subordinator and modifiers."""

from __future__ import annotations

from sayso.claim import Status
from sayso.what.lexicon import words
from sayso.what.negation import negated, same_form
from sayso.what.syntax import Syntax

REAL = frozenset({"occurred", "ongoing"})
NEGATED: dict[Status, Status] = {"denied": "occurred", "hypothetical": "hypothetical"}
MODIFIERS = ("denied", "hypothetical", "possible", "threatened", "planned")


def clause_status(syntax: Syntax, index: int, status: Status, *, beside: int | None = None) -> Status:
    """Return what a word's own clause makes of *status*; *beside* is an argument whose "no" is counted elsewhere."""
    if negated(syntax, index, beside=beside):
        status = negate(status)
    return modal(syntax, index, modified(syntax, index, status))


def modified(syntax: Syntax, index: int, status: Status) -> Status:
    """Return what adjectives, determiners and nouns before a word make of its status ("a *planned* attack")."""
    modifiers = [syntax.lower[c] for c in syntax.tree.children(index, "amod", "det", "compound")]
    for kind in MODIFIERS:
        listed = words("status.toml", "modifiers", kind)
        if any(m in listed for m in modifiers):
            return over(named(kind), status)
    return status


def modal(syntax: Syntax, index: int, status: Status) -> Status:
    """Return what auxiliaries, adverbs of doubt and subordinators make of a word's status."""
    auxiliaries = [syntax.lower[c] for c in auxiliaries_of(syntax, index)]
    adverbs = [syntax.lower[c] for c in syntax.tree.children(index, "advmod")]
    marks: tuple[str, ...] = ()
    if syntax.is_word(index, "VERB", "AUX"):
        marks = (*syntax.cases(index), " ".join(syntax.lower[i] for i in syntax.window(index, 2, -1)))
    if any_of(auxiliaries, "auxiliaries", "hypothetical"):
        status = over("planned" if reported_future(syntax, index, auxiliaries) else "hypothetical", status)
    elif any_of(auxiliaries, "auxiliaries", "possible") or any_of(adverbs, "words", "doubt"):
        status = over("denied" if "before" in marks else "possible", status)
    elif any_of(auxiliaries, "auxiliaries", "planned"):
        status = over("hypothetical" if conditioned(syntax, index) else "planned", status)
    if syntax.is_word(index, "VERB") and any(c == index - 1 for c in syntax.tree.children(index, "advmod")):
        status = (
            over("denied", status) if syntax.lower[index - 1] in words("status.toml", "words", "almost") else status
        )
    if _inverted(syntax, index):
        status = over("hypothetical", status)
    for kind in ("hypothetical", "possible", "denied"):
        if any(m in words("status.toml", "marks", kind) for m in marks):
            status = negate(status) if kind == "denied" else over(named(kind), status)
    return status


def _inverted(syntax: Syntax, index: int) -> bool:
    """Return whether a clause is a condition without "if" ("*were they to* attack", "*had they* attacked")."""
    first, end = syntax.bounds[syntax.words[index].sentence]
    opening = [c for c in syntax.tree.children(index, "aux", "cop", "advmod") if syntax.lower[c] in {"were", "had"}]
    subjects = syntax.tree.children(index, "nsubj")
    return (
        syntax.is_word(index, "VERB")
        and bool(opening and subjects)
        and opening[0] < subjects[0]
        and (opening[0] == first or syntax.lower[opening[0] - 1] in {",", "“", '"'})
        and syntax.lower[end - 1] != "?"
    )


def conditioned(syntax: Syntax, index: int) -> bool:
    """Return whether a clause hangs on a condition ("*unless* the blockade ends, they will attack")."""
    return any({"if", "unless"} & set(syntax.cases(c)) for c in syntax.tree.children(index, "advcl"))


def auxiliaries_of(syntax: Syntax, index: int) -> tuple[int, ...]:
    """Return a verb's auxiliaries; a coordinated verb without a subject of its own shares the first one's."""
    own = syntax.tree.children(index, "aux")
    word = syntax.words[index]
    if own or word.deprel != "conj" or syntax.tree.children(index, "nsubj"):
        return own
    return syntax.tree.children(word.head, "aux") if same_form(syntax, index, word.head) else ()


def reported_future(syntax: Syntax, index: int, auxiliaries: list[str]) -> bool:
    """Return whether "would" is the past of "will" ("said it would attack") and not a condition."""
    word = syntax.words[index]
    if "would" not in auxiliaries or "have" in auxiliaries or word.head < 0 or conditioned(syntax, index):
        return False
    return word.deprel == "ccomp" and syntax.lemmas[word.head] in words("status.toml", "reporting")


def any_of(found: list[str], section: str, key: str) -> bool:
    """Return whether any of the words is in a list of the table."""
    return any(f in words("status.toml", section, key) for f in found)


def named(kind: str) -> Status:
    """Return the status that a list of the table is called after."""
    table: dict[str, Status] = {s: s for s in ("planned", "threatened", "possible", "hypothetical", "denied")}
    return table[kind]


def over(outer: Status, inner: Status) -> Status:
    """Return what an operator of status *outer* makes of an event of status *inner*."""
    if inner in REAL:
        return outer
    if inner == "denied":
        return "denied" if outer in {"planned", "threatened"} else outer
    return "hypothetical" if "hypothetical" in {inner, outer} else inner


def negate(status: Status) -> Status:
    """Return the status of what is negated: a negated denial is an assertion, a negated condition still one."""
    return NEGATED.get(status, "denied")
