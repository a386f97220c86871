"""Whether a report says that an event happened: status from tense, modality, negation and governing words.

Factuality is read as in FactBank and UDS-IH2 (Saurí & Pustejovsky 2009; Rudinger et al. 2018): by the
operators that scope over the event, from the innermost outwards. Attribution ("reportedly", "said that") makes
nothing less certain here: who says it is the chain's job. The decision table is in docs/methods/what.md.
"""

from __future__ import annotations

from sayso.claim import Status
from sayso.what.lexicon import lights, words
from sayso.what.syntax import Syntax
from sayso.what.tense import bare_present, tense, waiting

LONGEST_CLIMB = 8
"""Governors looked at above an event; real sentences nest less deeply, broken parses do not end."""
OPERATORS = ("deny", "fail", "prevent", "cancel", "plan", "threaten", "maybe", "imagine")
COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "acl", "advcl"})
NEGATED: dict[Status, Status] = {"denied": "occurred", "hypothetical": "hypothetical"}


def status_of(syntax: Syntax, index: int, *, carrier: int | None = None) -> tuple[Status, bool]:
    """Return the status of the event that a word names, and whether it is habitual.

    *carrier* is the light verb of an event noun ("carried out an attack"): its tense, modality and negation count.
    """
    verb = index if carrier is None else carrier
    above = waiting(syntax, verb)
    if above is not None:
        return _clause(syntax, above, "occurred"), bare_present(syntax, above)
    status, habitual = tense(syntax, verb)
    plain = status
    if _imperative(syntax, verb):
        return "hypothetical", False
    if carrier is not None:
        status = _modified(syntax, index, status)
    status = _climb(syntax, verb, _clause(syntax, verb, status, beside=index))
    if _asked(syntax, index) and status in {"occurred", "ongoing"}:
        status = "possible"
    if status == plain:
        status = _evidence(syntax, verb, status)
    return status, habitual and status in {"occurred", "ongoing"}


def promised(syntax: Syntax, index: int) -> bool:
    """Return whether a planned event is announced or promised ("will meet", "ready to meet"), not merely wished for."""
    auxiliaries = [syntax.lower[c] for c in _auxiliaries(syntax, index)]
    head = syntax.words[index].head
    if _any(auxiliaries, "auxiliaries", "planned") or "would" in auxiliaries or head < 0:
        return bool(auxiliaries)
    infinitive = syntax.words[index].deprel.partition(":")[0] in {"xcomp", "ccomp"}
    return infinitive and bool(syntax.compounded(head) & words("status.toml", "promises"))


def refused(syntax: Syntax, index: int) -> bool:
    """Return whether a denied event is one that somebody says they will not do ("will not lift the ban")."""
    auxiliaries = [syntax.lower[c] for c in _auxiliaries(syntax, index)]
    future = _any(auxiliaries, "auxiliaries", "planned") or _reported_future(syntax, index, auxiliaries)
    return future and any(syntax.lower[c] in words("status.toml", "words", "negators") for c in _adverbs(syntax, index))


def _adverbs(syntax: Syntax, index: int) -> tuple[int, ...]:
    return syntax.tree.children(index, "advmod")


def _imperative(syntax: Syntax, index: int) -> bool:
    """Return whether a verb is an order: a bare form without subject, auxiliary or "to" at the head of a sentence."""
    word = syntax.words[index]
    bare = word.upos == "VERB" and syntax.lower[index] == syntax.lemmas[index] and word.deprel in {"root", "parataxis"}
    held = syntax.tree.children(index, "nsubj", "nsubj:pass", "aux", "mark", "cop", "expl", "csubj")
    return bare and not held and not syntax.headline(index)


def _clause(syntax: Syntax, index: int, status: Status, *, beside: int | None = None) -> Status:
    """Apply what stands in the word's own clause: negation first, then modality, subordinator, modifiers."""
    if negated(syntax, index, beside=beside):
        status = negate(status)
    return _modal(syntax, index, _modified(syntax, index, status))


def _modified(syntax: Syntax, index: int, status: Status) -> Status:
    modifiers = [syntax.lower[c] for c in syntax.tree.children(index, "amod", "det", "compound")]
    for kind in ("denied", "hypothetical", "possible", "threatened", "planned"):
        listed = words("status.toml", "modifiers", kind)
        if any(m in listed for m in modifiers):
            return _over(_status(kind), status)
    return status


def _modal(syntax: Syntax, index: int, status: Status) -> Status:
    auxiliaries = [syntax.lower[c] for c in _auxiliaries(syntax, index)]
    adverbs = [syntax.lower[c] for c in syntax.tree.children(index, "advmod")]
    if _any(auxiliaries, "auxiliaries", "hypothetical"):
        status = _over("planned" if _reported_future(syntax, index, auxiliaries) else "hypothetical", status)
    elif _any(auxiliaries, "auxiliaries", "possible") or _any(adverbs, "words", "doubt"):
        status = _over("possible", status)
    elif _any(auxiliaries, "auxiliaries", "planned"):
        status = _over("planned", status)
    marks = syntax.cases(index) if syntax.is_word(index, "VERB", "AUX") else ()
    for kind in ("hypothetical", "possible", "denied"):
        if any(m in words("status.toml", "marks", kind) for m in marks):
            status = negate(status) if kind == "denied" else _over(_status(kind), status)
    return status


def _auxiliaries(syntax: Syntax, index: int) -> tuple[int, ...]:
    """Return a verb's auxiliaries; a coordinated verb without a subject of its own shares the first one's."""
    own = syntax.tree.children(index, "aux")
    word = syntax.words[index]
    if own or word.deprel != "conj" or syntax.tree.children(index, "nsubj"):
        return own
    return syntax.tree.children(word.head, "aux") if _same_form(syntax, index, word.head) else ()


def _same_form(syntax: Syntax, index: int, other: int) -> bool:
    def form(i: int) -> str:
        text, lemma = syntax.lower[i], syntax.lemmas[i]
        if text == lemma:
            return "base"
        return text[-2:] if text.endswith(("ng", "ed")) else "third" if text.endswith("s") else "other"

    turned = {"instead", "rather"} & {syntax.lower[c] for c in syntax.tree.children(index, "advmod", "cc")}
    return form(index) == form(other) and not turned


def _reported_future(syntax: Syntax, index: int, auxiliaries: list[str]) -> bool:
    """Return whether "would" is the past of "will" ("said it would attack") and not a condition."""
    word = syntax.words[index]
    if "would" not in auxiliaries or "have" in auxiliaries or word.head < 0:
        return False
    if any({"if", "unless"} & set(syntax.cases(c)) for c in syntax.tree.children(index, "advcl")):
        return False
    return word.deprel == "ccomp" and syntax.lemmas[word.head] in words("status.toml", "reporting")


def _any(found: list[str], section: str, key: str) -> bool:
    return any(f in words("status.toml", section, key) for f in found)


def _status(kind: str) -> Status:
    table: dict[str, Status] = {s: s for s in ("planned", "threatened", "possible", "hypothetical", "denied")}
    return table[kind]


def _over(outer: Status, inner: Status) -> Status:
    """Return what an operator of status *outer* makes of an event of status *inner*."""
    if inner in {"occurred", "ongoing"}:
        return outer
    if inner == "denied":
        return "denied" if outer in {"planned", "threatened"} else outer
    return "hypothetical" if "hypothetical" in {inner, outer} else inner


def negate(status: Status) -> Status:
    """Return the status of what is negated: a negated denial is an assertion, a negated condition still one."""
    return NEGATED.get(status, "denied")


def negated(syntax: Syntax, index: int, *, beside: int | None = None) -> bool:
    """Return whether a word is negated by an adverb, a determiner or a "no one" among its arguments.

    *beside* is an argument whose own "no" is counted elsewhere ("carried out no attack").
    """
    tree, lower = syntax.tree, syntax.lower
    negators = words("status.toml", "words", "negators")
    if syntax.words[index].negated or any(
        lower[c] in negators for c in tree.children(index, "advmod", "det", "cc", "neg")
    ):
        return True
    if "without" in syntax.cases(index) and not syntax.is_word(index, "VERB"):
        return True
    if syntax.is_word(index, "NOUN", "PROPN") and not tree.children(index, "cop"):
        return False
    for argument in tree.children(index, "nsubj", "obj", "expl"):
        if argument == beside:
            continue
        determiners = {lower[c] for c in tree.children(argument, "det")}
        if {"no", "neither", "none"} & (determiners | {lower[argument]}) or lower[argument] in {
            "nobody",
            "nothing",
            "none",
        }:
            return True
    shared = syntax.words[index]
    return (
        shared.deprel == "conj"
        and not tree.children(index, "nsubj", "aux")
        and _same_form(syntax, index, shared.head)
        and any(lower[c] in negators for c in tree.children(shared.head, "advmod"))
    )


def _climb(syntax: Syntax, index: int, status: Status) -> Status:
    current = index
    for _ in range(LONGEST_CLIMB):
        governor = syntax.words[current].head
        if governor < 0:
            break
        step = _step(syntax, current, governor, status)
        if step is None:
            break
        status, current = step, governor
    return status


def _step(syntax: Syntax, child: int, governor: int, status: Status) -> Status | None:
    """Return the status after one governor, or ``None`` where the event stands by itself."""
    relation = syntax.words[child].deprel
    base = relation.partition(":")[0]
    if base == "conj":
        coordinated = not syntax.tree.children(child, "nsubj") and _same_form(syntax, child, governor)
        return status if coordinated or not syntax.is_word(child, "VERB") else None
    if relation == "acl:relcl" or base in {"parataxis", "appos", "root", "list", "dislocated"}:
        return None
    lemmas = syntax.compounded(governor)
    cases = syntax.cases(child)
    if base == "advcl" and _any(list(cases), "independent", "marks") and not _operator(lemmas, cases):
        return None
    packed = syntax.words[governor].deprel.partition(":")[0] in {"obj", "obl"} and lemmas & words(
        "status.toml", "content_nouns"
    )
    if base == "ccomp" and packed:
        return _rejected(syntax, governor, status)
    if base == "ccomp" and lemmas & words("status.toml", "reporting") and not lemmas & _listed("deny"):
        return _over("possible", status) if negated(syntax, governor) and not lemmas & {"know"} else None
    operator = _operator(lemmas, cases) if _reaches(syntax, child, base, cases, lemmas) else None
    if operator is not None:
        return _outer(syntax, governor, _combine(syntax, operator, status, governor=governor, relation=base))
    return _transparent(syntax, child, governor, status, base=base, lemmas=lemmas)


def _operator(lemmas: frozenset[str], cases: tuple[str, ...] = ()) -> str | None:
    if "from" in cases and lemmas & words("status.toml", "from"):
        return "prevent"
    return next((kind for kind in OPERATORS if lemmas & _listed(kind)), None)


def _listed(kind: str) -> frozenset[str]:
    return words("status.toml", "governors", kind)


def _reaches(syntax: Syntax, child: int, base: str, cases: tuple[str, ...], lemmas: frozenset[str]) -> bool:
    """Return whether a governor's meaning falls on this dependent at all."""
    if base in COMPLEMENTS:
        return not (lemmas & (_listed("plan") | _listed("threaten")) and _told(syntax, child))
    if lemmas & words("status.toml", "clausal") and not any(c in {"for", "to"} for c in cases):
        return False
    if base in {"obj", "compound", "nmod", "obl"}:
        return (
            base in {"obj", "compound"}
            or (base == "obl" and not cases)
            or any(c in words("status.toml", "reach") for c in cases)
        )
    governor = syntax.words[child].head
    return syntax.words[child].deprel == "nsubj:pass" or (base == "nsubj" and syntax.is_word(governor, "ADJ"))


def _told(syntax: Syntax, index: int) -> bool:
    """Return whether a verb is in the plain past, in which nobody tells a plan ("the raid that *killed* 49")."""
    form = syntax.lower[index]
    past = syntax.is_word(index, "VERB") and form != syntax.lemmas[index] and not form.endswith(("ing", "s"))
    return past and not syntax.tree.children(index, "aux", "aux:pass", "mark", "cop")


def _combine(syntax: Syntax, operator: str, status: Status, *, governor: int, relation: str) -> Status:
    no = negated(syntax, governor)
    if operator == "deny":
        confirm = any(syntax.lemmas[c] == "confirm" for c in _siblings(syntax, governor))
        return ("possible" if confirm else status) if no else _over("denied", status)
    if operator in {"fail", "prevent", "cancel"}:
        return status if no else "hypothetical" if operator == "prevent" else "denied"
    if operator == "imagine":
        return "hypothetical"
    if operator == "threaten" and relation == "ccomp" and status != "planned":
        return status
    outer: Status = {"plan": _status("planned"), "threaten": _status("threatened")}.get(operator, "possible")
    if no:
        return "denied"
    return outer if outer == "threatened" and status == "planned" else _over(outer, status)


def _siblings(syntax: Syntax, index: int) -> tuple[int, ...]:
    head = syntax.words[index].head if syntax.words[index].deprel == "conj" else index
    return tuple(i for i in syntax.tree.conjuncts(head) if i != index)


def _outer(syntax: Syntax, governor: int, status: Status) -> Status:
    """Apply the modality (its negation is already counted) of a governor to what it governs."""
    return _modal(syntax, governor, status)


def _transparent(
    syntax: Syntax, child: int, governor: int, status: Status, *, base: str, lemmas: frozenset[str]
) -> Status | None:
    """Return the status after a governor that says nothing of its own, or ``None`` where it is another event."""
    infinitive = "to" in syntax.cases(child) and not syntax.lower[child].endswith("ing")
    if lemmas & words("status.toml", "content_nouns") and base in {"acl", "nmod", "ccomp", "compound", "advcl"}:
        return _rejected(syntax, governor, status)
    if base == "xcomp":
        if infinitive and lemmas & {"be", "have"} and "have" not in _aux_words(syntax, child):
            return _over("planned", status)
        if infinitive and not lemmas & words("status.toml", "implicative") and "have" not in _aux_words(syntax, child):
            return _clause(syntax, governor, _over("planned", status))
        return _clause(syntax, governor, status)
    if base == "advcl":
        if infinitive:
            return _over("planned", status) if syntax.is_word(child, "VERB") else None
        participle = syntax.lower[child].endswith("ing") and not syntax.tree.children(child, "nsubj")
        return _clause(syntax, governor, status) if participle else None
    if base == "acl" and infinitive and not lemmas & words("status.toml", "implicative"):
        return _over("planned", status)
    carried = lemmas & (words("status.toml", "occurrence") | lights().keys())
    if carried and base in {"obj", "nsubj"} and syntax.is_word(governor, "VERB", "AUX"):
        return _clause(syntax, governor, status, beside=child)
    return None


def _rejected(syntax: Syntax, noun: int, status: Status) -> Status:
    """Return the status of a content that a noun packs: denied where a verb rejects the noun."""
    for governor in syntax.tree.ancestors(noun)[:2]:
        lemmas = syntax.compounded(governor)
        if lemmas & words("status.toml", "rejections"):
            return status if negated(syntax, governor) else _over("denied", status)
        if not syntax.is_word(governor, "NOUN"):
            break
    return status


def _aux_words(syntax: Syntax, index: int) -> set[str]:
    return {syntax.lower[c] for c in syntax.tree.children(index, "aux")}


def _asked(syntax: Syntax, index: int) -> bool:
    last = syntax.bounds[syntax.words[index].sentence][1] - 1
    return syntax.lower[last] == "?"


def _evidence(syntax: Syntax, index: int, status: Status) -> Status:
    """Hear the model where the rules are silent and it is sure that the event did not happen."""
    sure = float(_threshold())
    return "possible" if syntax.words[index].happened <= sure else status


def _threshold() -> float:
    from sayso.what.lexicon import table

    return float(table("status.toml")["did_not_happen"])
