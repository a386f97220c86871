"""Whether a report says that an event happened: status from tense, modality, negation and governing words.

Factuality is read as in FactBank and UDS-IH2 (Saurí & Pustejovsky 2009; Rudinger et al. 2018): by the
operators that scope over the event, from the innermost outwards. Attribution ("reportedly", "said that") makes
nothing less certain here: who says it is the chain's job. The decision table is in docs/methods/what.md.
"""

from __future__ import annotations

from sayso.claim import Status
from sayso.model.layers import FAINT, Word
from sayso.what.clause import REAL, any_of, auxiliaries_of, clause_status, modified, negate, over, reported_future
from sayso.what.doubt import asked, fictive, guarded, mistaken, refuted, unverified
from sayso.what.governing import governed, operates
from sayso.what.lexicon import table, words
from sayso.what.negation import negated
from sayso.what.syntax import Syntax
from sayso.what.tense import bare_present, tense, waiting

__all__ = ["negate", "negated", "promised", "refused", "status_of"]


def status_of(syntax: Syntax, index: int, *, carrier: int | None = None) -> tuple[Status, bool]:
    """Return the status of the event that a word names, and whether it is habitual.

    *carrier* is the light verb of an event noun ("carried out an attack"): its tense, modality and negation count.
    The rules and the encoder are weighed against each other.
    """
    status, habitual = _ruled(syntax, index, carrier=carrier)
    status = _weighed(syntax.words[index], status)
    return status, habitual and status in REAL


def _ruled(syntax: Syntax, index: int, *, carrier: int | None) -> tuple[Status, bool]:
    if carrier is not None and operates(syntax, carrier):
        carrier = None  # "plotting an attack" carries none out
    verb = index if carrier is None else carrier
    above = waiting(syntax, verb)
    if above is not None:
        return clause_status(syntax, above, "occurred"), bare_present(syntax, above)
    status, habitual = tense(syntax, verb)
    if _imperative(syntax, verb):
        return "hypothetical", False
    if carrier is not None:
        status = modified(syntax, index, status)
    status = governed(syntax, verb, clause_status(syntax, verb, status, beside=index))
    if status in REAL:
        status = _around(syntax, index, verb, status)
    return status, habitual


def _around(syntax: Syntax, index: int, verb: int, status: Status) -> Status:
    """Return what the rest of the sentence makes of an event that its governors leave real."""
    if fictive(syntax, index) or guarded(syntax, index):
        return "hypothetical"
    if refuted(syntax, index) or mistaken(syntax, index):
        return "denied"
    if asked(syntax, index, verb) or unverified(syntax, index):
        return over("possible", status)
    return status


def promised(syntax: Syntax, index: int) -> bool:
    """Return whether a planned event is announced or promised ("will meet", "ready to meet"), not merely wished for."""
    auxiliaries = [syntax.lower[c] for c in auxiliaries_of(syntax, index)]
    head = syntax.words[index].head
    if any_of(auxiliaries, "auxiliaries", "planned") or "would" in auxiliaries or head < 0:
        return bool(auxiliaries)
    infinitive = syntax.words[index].deprel.partition(":")[0] in {"xcomp", "ccomp"}
    return infinitive and bool(syntax.compounded(head) & words("status.toml", "promises"))


def refused(syntax: Syntax, index: int) -> bool:
    """Return whether a denied event is one that somebody says they will not do ("will not lift the ban")."""
    auxiliaries = [syntax.lower[c] for c in auxiliaries_of(syntax, index)]
    future = any_of(auxiliaries, "auxiliaries", "planned") or reported_future(syntax, index, auxiliaries)
    adverbs = [syntax.lower[c] for c in syntax.tree.children(index, "advmod")]
    return future and any_of(adverbs, "words", "negators")


def _imperative(syntax: Syntax, index: int) -> bool:
    """Return whether a verb is an order: a bare form without subject, auxiliary or "to" that opens its sentence."""
    word = syntax.words[index]
    bare = word.upos == "VERB" and syntax.lower[index] == syntax.lemmas[index] and word.deprel in {"root", "parataxis"}
    held = syntax.tree.children(index, "nsubj", "nsubj:pass", "aux", "mark", "cop", "expl", "csubj")
    first = syntax.bounds[word.sentence][0]
    led = next((i for i in range(index - 1, first - 1, -1) if not syntax.is_word(i, "ADV", "INTJ", "PUNCT")), None)
    owned = led is not None and syntax.is_word(led, "NOUN", "PROPN", "PRON", "AUX") and led == index - 1
    return bare and not held and not syntax.headline(index) and not owned


def _weighed(word: Word, ruled: Status) -> Status:
    """Return the likeliest status by the encoder, the rules' own being so many times likelier than it says.

    Rules that found a word for it ("averted", "vowed to") are trusted more than their silence, which means that it
    occurred.
    """
    faith = float(table("status.toml")["faith_in_silence" if ruled == "occurred" else "faith_in_rules"])
    odds: dict[Status, float] = {ruled: FAINT * faith}
    for label, chance in word.statuses:
        status: Status = label  # type: ignore[assignment]
        odds[status] = chance * (faith if status == ruled else 1)
    return max(odds, key=odds.__getitem__)
