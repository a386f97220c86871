"""What the words above an event make of it: they deny, fail, prevent, plan, threaten or imagine it."""

from __future__ import annotations

from sayso.claim import Status
from sayso.what.clause import REAL, any_of, auxiliaries_of, clause_status, modal, named, over
from sayso.what.lexicon import lights, words
from sayso.what.negation import negated, none_of, same_form, undone
from sayso.what.syntax import Syntax

LONGEST_CLIMB = 8
"""Governors looked at above an event; real sentences nest less deeply, broken parses do not end."""
OPERATORS = ("deny", "fail", "prevent", "cancel", "plan", "threaten", "maybe", "imagine")
COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "acl", "advcl"})
ABOUT = frozenset({"into", "about", "on", "with", "over"})
"""Prepositions of what something is about, where it is known."""
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our"})
Step = tuple[Status, bool]
"""The status after a governor, and whether those above it still have a say."""


def governed(syntax: Syntax, index: int, status: Status) -> Status:
    """Return what the governors of a word make of its status, from the nearest outwards."""
    current = index
    for _ in range(LONGEST_CLIMB):
        governor = syntax.words[current].head
        if governor < 0:
            break
        step = _step(syntax, current, governor, status)
        if step is None:
            break
        status, current = step[0], governor
        if not step[1]:
            break
    return status


def operates(syntax: Syntax, index: int) -> bool:
    """Return whether a word says itself whether what it governs happens ("*plotting* an attack")."""
    lemmas = syntax.compounded(index)
    return _operator(lemmas) is not None or bool(lemmas & words("status.toml", "ending"))


def definite(syntax: Syntax, noun: int) -> bool:
    """Return whether a noun is one that is known already ("*the* attack"), or that a clause tells of."""
    tree, lower = syntax.tree, syntax.lower
    own = {lower[c] for c in tree.children(noun, "det", "nmod:poss")} & DEFINITE
    return bool(own) or bool(tree.children(noun, "acl:relcl", "nmod:poss"))


def _step(syntax: Syntax, child: int, governor: int, status: Status) -> Step | None:
    """Return the status after one governor, or ``None`` where the event stands by itself."""
    relation = syntax.words[child].deprel
    base = relation.partition(":")[0]
    if base == "conj":
        coordinated = not syntax.tree.children(child, "nsubj") and same_form(syntax, child, governor)
        return (status, True) if coordinated or not syntax.is_word(child, "VERB") else None
    if relation == "acl:relcl" or base in {"parataxis", "appos", "root", "list", "dislocated"}:
        return None
    lemmas = syntax.compounded(governor)
    cases = syntax.cases(child)
    owned = bool(syntax.tree.children(child, "nsubj"))
    if base == "advcl" and any_of(list(cases), "independent", "marks") and (owned or not _operator(lemmas, cases)):
        return None
    if base in {"nsubj", "csubj"} and syntax.is_word(child, "NOUN") and _came_to_nothing(syntax, child, lemmas):
        return "denied", False
    known = definite(syntax, child) and lemmas & words("status.toml", "content_nouns", "deeds")
    if base == "nmod" and (known or lemmas & words("status.toml", "content_nouns", "mind")):
        return None  # "denied any knowledge of the bombing": it is the knowing that is denied
    packed = syntax.is_word(governor, "NOUN") and lemmas & _content()
    if base == "ccomp" and packed:
        return _of_content(syntax, governor, status), True
    if base == "ccomp" and lemmas & words("status.toml", "reporting") and not lemmas & _listed("deny"):
        return (over("possible", status), True) if negated(syntax, governor) and not lemmas & {"know"} else None
    operator = _operator(lemmas, cases) if _reaches(syntax, child, base, cases, lemmas) else None
    operator = operator or _judged(syntax, child, governor)
    if operator is not None:
        return _combined(syntax, operator, status, governor=governor, child=child, lemmas=lemmas)
    plain = _transparent(syntax, child, governor, status, base=base, lemmas=lemmas)
    return None if plain is None else (plain, True)


def _operator(lemmas: frozenset[str], cases: tuple[str, ...] = ()) -> str | None:
    if "from" in cases and lemmas & words("status.toml", "from"):
        return "prevent"
    return next((kind for kind in OPERATORS if lemmas & _listed(kind)), None)


def _listed(kind: str) -> frozenset[str]:
    return words("status.toml", "governors", kind)


def _content() -> frozenset[str]:
    return words("status.toml", "content_nouns")


def _reaches(syntax: Syntax, child: int, base: str, cases: tuple[str, ...], lemmas: frozenset[str]) -> bool:
    """Return whether a governor's meaning falls on this dependent at all."""
    if base in COMPLEMENTS:
        return not (lemmas & (_listed("plan") | _listed("threaten")) and _told(syntax, child))
    if lemmas & words("status.toml", "against") and "against" in cases:
        return True
    if base in {"obl", "nmod"} and _beyond(syntax, child, lemmas, cases):
        return False
    if lemmas & words("status.toml", "clausal") and not any(c in {"for", "to"} for c in cases):
        return False
    if lemmas & words("status.toml", "refusing") and "as" in {
        c for o in syntax.tree.children(syntax.words[child].head, "obl") for c in syntax.cases(o)
    }:
        return False  # "rejected the attack as cowardly"
    if base in {"obj", "compound", "nmod", "obl"}:
        return (
            base in {"obj", "compound"}
            or (base == "obl" and not cases)
            or any(c in words("status.toml", "reach") for c in cases)
        )
    governor = syntax.words[child].head
    predicate = base == "nsubj" and syntax.is_word(governor, "ADJ") and lemmas & words("status.toml", "predicates")
    return syntax.words[child].deprel == "nsubj:pass" or bool(predicate)


def _beyond(syntax: Syntax, child: int, lemmas: frozenset[str], cases: tuple[str, ...]) -> bool:
    """Return whether a known event is only what something is about ("an inquiry *into the* raid", "the aim *of it*").

    Nobody is *tried* for what did not happen either.
    """
    aside = ABOUT & set(cases) or ("of" in cases and lemmas & words("status.toml", "attempts", "aims"))
    return ("for" in cases and "try" in lemmas) or (bool(aside) and definite(syntax, child))


def _told(syntax: Syntax, index: int) -> bool:
    """Return whether a verb is in the plain past, in which nobody tells a plan ("the raid that *killed* 49")."""
    form = syntax.lower[index]
    past = syntax.is_word(index, "VERB") and form != syntax.lemmas[index] and not form.endswith(("ing", "s"))
    return past and not syntax.tree.children(index, "aux", "aux:pass", "mark", "cop")


def _combined(
    syntax: Syntax, operator: str, status: Status, *, governor: int, child: int, lemmas: frozenset[str]
) -> Step:
    """Return what an operator, with its own negation and modality, makes of an event."""
    no = undone(syntax, governor) if operator in {"prevent", "cancel"} else negated(syntax, governor)
    relation = syntax.words[child].deprel.partition(":")[0]
    nominal = relation not in COMPLEMENTS
    if operator in {"prevent", "cancel"} and no:
        return status, False
    if operator == "deny" and nominal and lemmas & words("status.toml", "refusing") and no:
        return status, True
    if lemmas & {"doubt", "dispute", "question"} and no:
        return status, True
    if lemmas & {"able", "capable"} and not no and _past(syntax, governor):
        return status, True  # "were able to take the town": they took it
    if (lemmas & {"warn"} and relation == "obl") or (
        lemmas & words("status.toml", "others") and _others(syntax, child)
    ):
        operator = "imagine"
    outcome = _outcome(syntax, operator, status, governor=governor, relation=relation, no=no)
    return modal(syntax, governor, outcome), True


def _judged(syntax: Syntax, child: int, governor: int) -> str | None:
    """Return the operator in what a verb makes of its object ("makes raids all but *impossible*")."""
    if syntax.words[child].deprel != "obj" or syntax.lemmas[governor] not in {
        "make",
        "render",
        "leave",
        "deem",
        "keep",
    }:
        return None
    results = syntax.tree.children(governor, "xcomp")
    judged = [r for r in results if syntax.is_word(r, "ADJ") and syntax.lemmas[r] in words("status.toml", "predicates")]
    return "maybe" if judged else None


def _outcome(syntax: Syntax, operator: str, status: Status, *, governor: int, relation: str, no: bool) -> Status:
    if operator == "deny":
        confirm = any(syntax.lemmas[c] == "confirm" for c in _siblings(syntax, governor))
        return ("possible" if confirm else status) if no else over("denied", status)
    if operator in {"fail", "prevent", "cancel"}:
        return status if no else "hypothetical" if operator == "prevent" else "denied"
    if operator == "imagine":
        return "hypothetical"
    if operator == "threaten" and relation == "ccomp" and status != "planned":
        return status
    outer: Status = {"plan": named("planned"), "threaten": named("threatened")}.get(operator, "possible")
    if no:
        return "denied"
    return outer if outer == "threatened" and status == "planned" else over(outer, status)


def _past(syntax: Syntax, adjective: int) -> bool:
    """Return whether the verb "be" before an adjective is in the past or perfect."""
    return any(syntax.lower[c] in {"was", "were", "been"} for c in syntax.tree.children(adjective, "cop"))


def _others(syntax: Syntax, child: int) -> bool:
    """Return whether somebody wants others to do something ("wants the government to *expel* him")."""
    head = syntax.words[child].head
    own = syntax.tree.children(child, "nsubj")
    return syntax.is_word(child, "VERB") and bool(own or any(head < o < child for o in syntax.objects(head)))


def _came_to_nothing(syntax: Syntax, noun: int, lemmas: frozenset[str]) -> bool:
    """Return whether an attempt or plan failed: what it was for did not happen ("a bid to kill him *failed*")."""
    attempt = syntax.lemmas[noun] in words("status.toml", "attempts")
    return attempt and bool(lemmas & words("status.toml", "attempts", "fail"))


def _siblings(syntax: Syntax, index: int) -> tuple[int, ...]:
    head = syntax.words[index].head if syntax.words[index].deprel == "conj" else index
    return tuple(i for i in syntax.tree.conjuncts(head) if i != index)


def _transparent(
    syntax: Syntax, child: int, governor: int, status: Status, *, base: str, lemmas: frozenset[str]
) -> Status | None:
    """Return the status after a governor that says nothing of its own, or ``None`` where it is another event."""
    infinitive = "to" in syntax.cases(child) and not syntax.lower[child].endswith("ing")
    unreal = "have" not in {syntax.lower[c] for c in syntax.tree.children(child, "aux")}
    if lemmas & _content() and base in {"acl", "nmod", "ccomp", "compound", "advcl"}:
        return _of_content(syntax, governor, status)
    if infinitive and "too" in {syntax.lower[c] for c in syntax.tree.children(governor, "advmod")}:
        return over("denied", status)
    if base == "xcomp":
        if not infinitive and lemmas & words("status.toml", "ending"):
            return status if negated(syntax, governor) or status not in REAL else "occurred"
        if infinitive and syntax.lower[governor] == "had" and not negated(syntax, governor):
            return clause_status(syntax, governor, status)  # "had to withdraw": they withdrew
        if infinitive and lemmas & {"be", "have"} and unreal:
            return over("planned", status)
        if infinitive and not lemmas & words("status.toml", "implicative") and unreal:
            return clause_status(syntax, governor, over("planned", status))
        return clause_status(syntax, governor, status)
    if base == "advcl":
        if infinitive:
            return over("planned", status) if syntax.is_word(child, "VERB") else None
        participle = syntax.lower[child].endswith("ing") and not syntax.tree.children(child, "nsubj")
        return clause_status(syntax, governor, status) if participle else None
    if base == "acl" and infinitive and not lemmas & words("status.toml", "implicative"):
        failed = {syntax.lower[c] for c in syntax.tree.children(governor, "amod")} & words(
            "status.toml", "words", "vain"
        )
        return over("denied" if failed else "planned", status)
    if base == "obj" and lemmas & words("status.toml", "ending") and syntax.is_word(governor, "VERB"):
        return _ended(syntax, child, governor, status)
    return _carried(syntax, child, governor, status, base=base, lemmas=lemmas)


def _ended(syntax: Syntax, child: int, governor: int, status: Status) -> Status | None:
    """Return the status of an event that somebody stops: known ones were going on; others are kept from happening."""
    wanted = "to" in syntax.cases(governor) or auxiliaries_of(syntax, governor)
    return over("hypothetical", status) if wanted and not definite(syntax, child) else None


def _carried(
    syntax: Syntax, child: int, governor: int, status: Status, *, base: str, lemmas: frozenset[str]
) -> Status | None:
    """Return the status of an event noun that a verb of occurring, doing or undergoing carries."""
    if not syntax.is_word(governor, "VERB", "AUX"):
        return None
    if base in {"obj", "nsubj"} and lemmas & (words("status.toml", "occurrence") | lights().keys()):
        return clause_status(syntax, governor, status, beside=child)
    undergone = base in {"obj", "obl"} and lemmas & words("status.toml", "undergoing")
    if undergone and any(none_of(syntax, s) for s in syntax.tree.children(governor, "nsubj")):
        return over("denied", status)
    known = base == "obl" or definite(syntax, child)
    return clause_status(syntax, governor, status, beside=child) if undergone and not known else None


def _of_content(syntax: Syntax, noun: int, status: Status) -> Status:
    """Return the status of what a noun such as "report" or "claim" packs: by its modifiers and what governs it."""
    lower = syntax.lower
    described = {lower[c] for c in syntax.tree.children(noun, "amod", "det")}
    if described & words("status.toml", "falsehood"):
        return over("denied", status)
    if described & words("status.toml", "unconfirmed") or syntax.lemmas[noun] in words("status.toml", "rumours"):
        status = over("possible", status)
    return rejected(syntax, noun, status)


def rejected(syntax: Syntax, noun: int, status: Status) -> Status:
    """Return the status of a content that a noun packs: denied where a verb rejects the noun or nobody has it."""
    if none_of(syntax, noun):
        return over("denied", status)
    for governor in syntax.tree.ancestors(noun)[:2]:
        lemmas = syntax.compounded(governor)
        if lemmas & words("status.toml", "rejections"):
            return status if negated(syntax, governor) else over("denied", status)
        if lemmas & words("status.toml", "confirming") and negated(syntax, governor):
            return over("denied" if "find" in lemmas else "possible", status)
        if not syntax.is_word(governor, "NOUN"):
            break
    return status
