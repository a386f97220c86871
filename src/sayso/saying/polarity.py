"""Whether a source asserts its content, denies it, or leaves it open."""

from __future__ import annotations

import re

from sayso.claim import Polarity
from sayso.saying.fragments import Spans
from sayso.saying.vocabulary import listed, phrase_pattern, word_forms

WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
OPENING_WORDS = 6
CLOSING = 40
"""So many letters from its end a content says that somebody's word is false."""
NOT_BEFORE = re.compile(r"(?:\b(?:not|never|neither|nor)|n[’']t)\s+$", re.IGNORECASE)


def polarity(text: str, *, source: Spans, cue: Spans, content: Spans) -> Polarity:
    """Return what the cue makes of the content (``cues.toml``; FactBank's predicate classes).

    A cue of denial under a negation ("did not deny") leaves the content open, as does any other negated cue
    ("did not say", "could not confirm"), but for those of belief ("does not believe that"), which deny it.
    """
    cue_text = " ".join(text[s:e] for s, e in cue).lower()
    words = WORDS.findall(cue_text)
    opening = [w.lower() for s, e in content[:1] for w in WORDS.findall(text[s : min(e, s + 80)])[:OPENING_WORDS]]
    negated = _negated(words) or _nobody(text, source)
    if phrase_pattern("cues", "unsure", "phrases").search(cue_text):
        return "unsure"
    if _denies(words, opening) != _calls_false(text, content, opening):
        return "unsure" if negated else "denies"
    if negated:
        belief = word_forms("cues", "denies", "negated")
        return "denies" if any(w in belief for w in words) else "unsure"
    if any(w in word_forms("cues", "unsure", "always") for w in words):
        return "unsure"
    asks = any(w in word_forms("cues", "unsure", "askers") for w in words)
    if (asks or not words) and opening[:1] and opening[0] in listed("cues", "unsure", "openers"):
        return "unsure"
    return "asserts"


def _denies(words: list[str], opening: list[str]) -> bool:
    if any(w in word_forms("cues", "denies", "always") for w in words):
        return True
    if not any(w in word_forms("cues", "denies", "of_claims") for w in words):
        return False
    claims = listed("cues", "denies", "claim_nouns")
    return opening[:1] == ["that"] or any(w in claims for w in (*opening, *words))


def _calls_false(text: str, content: Spans, opening: list[str]) -> bool:
    """Return whether the content is that somebody's word is false ("the reports of an attack were baseless")."""
    if not content or not any(w in listed("cues", "denies", "claim_nouns") and w != "any" for w in opening):
        return False
    start, end = content[-1]
    closing = text[max(start, end - CLOSING) : end]
    found = phrase_pattern("cues", "denies", "false").search(closing)
    return found is not None and not NOT_BEFORE.search(closing[: found.start()])


def _negated(words: list[str]) -> bool:
    negations = listed("cues", "negation", "words")
    return any(w in negations or w.endswith(("n't", "n’t")) for w in words)


def _nobody(text: str, source: Spans) -> bool:
    first = [WORDS.findall(text[s:e])[:1] for s, e in source[:1]]
    return bool(first and first[0]) and first[0][0].lower() in listed("cues", "negation", "sources")
