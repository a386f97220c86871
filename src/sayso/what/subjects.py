"""Who a verb's subject is, where other words of its sentence say so: coordination, control, clefts, descriptions."""

from __future__ import annotations

from sayso.what.lexicon import words
from sayso.what.syntax import Syntax

SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer", "swear", "agree", "refuse", "decline"})
"""Verbs whose own subject does what their infinitive says, even beside an object ("promised them to leave")."""
HIGHEST = 5
"""Governors looked at for an inherited subject."""


def subjects_of(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """Return a verb's subjects: its own, or those it shares by coordination, control or a relative clause."""
    current = verb
    for _ in range(HIGHEST):
        own = syntax.tree.children(current, "nsubj", "nsubj:pass")
        if own and syntax.lower[own[0]] != "what":
            return tuple(antecedent if (antecedent := syntax.antecedent(s)) is not None else s for s in own)
        word = syntax.words[current]
        base = word.deprel.partition(":")[0]
        clausal = _clausal_subject(syntax, current)
        if clausal is not None:
            return subjects_of(syntax, clausal)
        if word.head < 0:
            return ()
        if base == "acl":
            return _of_described(syntax, current)
        spoken = base == "ccomp" and syntax.lemmas[word.head] in words("status.toml", "reporting")
        if spoken or base not in {"conj", "xcomp", "advcl", "ccomp"}:
            return ()
        controlled = _controller(syntax, current, word.head, base)
        if controlled:
            return controlled
        current = word.head
    return ()


def _clausal_subject(syntax: Syntax, verb: int) -> int | None:
    """Return the verb of a clause that is another's subject ("what *we are doing* is helping them")."""
    for child in syntax.tree.children(verb, "csubj", "nsubj", "obj"):
        if syntax.words[child].deprel.startswith("csubj"):
            return child
        if syntax.lower[child] == "what" and child < verb:
            inner = (i for i in range(child + 1, verb) if syntax.words[i].deprel.startswith("nsubj"))
            return next((syntax.words[i].head for i in inner if syntax.words[i].head not in {verb, -1}), None)
    return None


def _of_described(syntax: Syntax, clause: int) -> tuple[int, ...]:
    """Return the subject of a clause that describes a noun: the noun, or whoever holds the plan that it names."""
    noun = syntax.words[clause].head
    if syntax.passive(clause):
        return ()
    message = syntax.lemmas[noun] in words("roles.toml", "messages")
    if not syntax.cases(clause) and not message:
        return (noun,)
    governor = syntax.words[noun].head
    charging = governor >= 0 and syntax.lemmas[governor] in words("roles.toml", "charging")
    if charging and {"of", "for", "with"} & set(syntax.cases(clause)):
        return (noun,)
    owners = syntax.tree.children(noun, "nmod:poss") or tuple(
        c for c in syntax.tree.children(noun, "nmod") if {"of", "by"} & set(syntax.cases(c))
    )
    if owners:
        return owners
    if governor >= 0 and syntax.lemmas[governor] in words("status.toml", "governors", "prevent"):
        return ()  # who foils a plan does not hold it
    held = subjects_of(syntax, governor) if governor >= 0 and syntax.is_word(governor, "VERB") else ()
    return held or ((noun,) if message and not syntax.cases(clause) else ())


def _controller(syntax: Syntax, child: int, governor: int, base: str) -> tuple[int, ...]:
    if base == "conj":
        return ()
    objects = tuple(o for o in syntax.tree.children(governor, "obj", "iobj"))
    lemma = syntax.lemmas[governor]
    cases = set(syntax.cases(child))
    charged = lemma in words("roles.toml", "charging") and cases & {"of", "for", "with"}
    if objects and ("from" in cases or charged or (base != "advcl" and lemma not in SUBJECT_CONTROL)):
        return objects
    return ()
