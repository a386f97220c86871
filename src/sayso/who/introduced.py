"""Names that a report itself introduces: acronyms in brackets, nicknames, "known as".

What a report defines holds within that report, also against the packaged table: a unit nicknamed after a group is
not that group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sayso.model.layers import Word
from sayso.who.names import is_acronym, key
from sayso.who.phrase import QUOTES

CALLED = frozenset({"called", "dubbed", "nicknamed", "named", "codenamed", "styled", "christened"})
KNOWN_AS = (("known", "as"), ("referred", "to", "as"), ("calls", "itself"), ("calling", "itself"),
            ("call", "themselves"), ("calling", "themselves"), ("called", "itself"), ("goes", "by"),
            ("went", "by"))  # fmt: skip
FILLERS = frozenset({"the", "a", "an", "as", "itself", "themselves", "also", "locally", "informally", "name", "of"})
LINKS = frozenset(
    {"of", "the", "and", "for", "in", "de", "del", "la", "to", "du", "des", "pour", "et", "-", "–", "'s", "’s", "&"}
)
STOPS = frozenset({"VERB", "AUX", "ADP", "SCONJ", "PRON", "PUNCT"})
MOST_ORDERED = 2
"""So few letters fit too much in any order."""
LONGEST = 10
"""A name has at most so many words."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """*name* (word indexes) is another name for what *described* is; ``alias`` where that is a proper name itself.

    ``head`` is the word that heads the description.
    """

    name: tuple[int, ...]
    described: tuple[int, ...]
    head: int
    alias: bool


def introductions(words: Sequence[Word], *, is_name: Callable[[int, int], bool]) -> Iterator[Introduction]:
    """Yield the names that the text introduces; *is_name* says whether words ``[i, j)`` are a name by other means."""
    for index in range(len(words)):
        found = _called(words, index) or _bracketed(words, index, is_name)
        if found is not None:
            yield found


def _called(words: Sequence[Word], index: int) -> Introduction | None:
    after = _cue(words, index)
    if after is None:
        return None
    name = _name_after(words, after)
    start = index
    if start and words[start - 1].text.lower() in {
        "also",
        "locally",
        "informally",
        "better",
        "which",
        "that",
        "itself",
    }:
        start -= 1
    before = _window(words, start)
    if not name or not before:
        return None
    copular = words[before[-1]].upos == "AUX"
    subject = [i for i in before if words[i].upos != "AUX"]
    described = _description(words, subject, copular=copular)
    if not described:
        return None
    head = _head(words, described)
    return Introduction(name, described, head, words[head].upos == "PROPN")


def _cue(words: Sequence[Word], index: int) -> int | None:
    """Return the index after a cue that starts at *index*; active "they called X" is none."""
    forms = tuple(w.text.lower() for w in words[index : index + 3])
    for cue in KNOWN_AS:
        if forms[: len(cue)] == cue:
            return index + len(cue)
    word = words[index]
    if forms[:1] and forms[0] in CALLED and index:
        before = words[index - 1]
        passive = before.lemma.lower() in {"be", "get"} or (
            before.upos == "ADV" and index > 1 and words[index - 2].lemma == "be"
        )
        if passive or word.deprel.startswith("acl"):
            return index + 1
    return None


def _name_after(words: Sequence[Word], at: int) -> tuple[int, ...]:
    """Return the quoted words after a cue, or the run of capitalised ones."""
    limit = min(len(words), at + 3)
    while at < limit and words[at].text.lower() in FILLERS:
        at += 1
    if at >= len(words):
        return ()
    if words[at].text in QUOTES:
        for end in range(at + 1, min(len(words), at + 1 + LONGEST)):
            if words[end].text in QUOTES and end > at + 1:
                inside = tuple(i for i in range(at + 1, end) if words[i].upos != "PUNCT" or words[i].text == "-")
                return inside if inside and words[inside[0]].text[:1].isupper() else ()
        return ()
    return _run(words, at)


def _run(words: Sequence[Word], at: int) -> tuple[int, ...]:
    end = at
    while end < len(words) and words[end].sentence == words[at].sentence and end - at < LONGEST:
        word = words[end]
        joins = word.text.lower() in LINKS and end > at and end + 1 < len(words) and words[end + 1].text[:1].isupper()
        if not (word.text[:1].isupper() and word.upos in {"PROPN", "NOUN", "ADJ", "X", "NUM"}) and not joins:
            break
        end += 1
    return tuple(range(at, end))


def _window(words: Sequence[Word], index: int) -> list[int]:
    """Return the words before *index*, back to a comma or the start of the sentence."""
    at = index - 1
    if at >= 0 and words[at].text == "," and words[at].sentence == words[index].sentence:
        at -= 1
    window = []
    while (
        at >= 0 and words[at].sentence == words[index].sentence and words[at].text not in {",", ";", ":", "(", ")", "—"}
    ):
        window.append(at)
        at -= 1
    return window[::-1]


def _description(words: Sequence[Word], window: Sequence[int], *, copular: bool) -> tuple[int, ...]:
    """Return the noun phrase at the end of *window*; all of it where it is the subject of "is known as"."""
    window = [i for i in window if words[i].text not in QUOTES]
    if copular:
        return tuple(window)
    start = len(window)
    while start and words[window[start - 1]].upos not in STOPS:
        start -= 1
    # "a unit of the army called X": the phrase goes on over "of" and "inside".
    while start > 1 and words[window[start - 1]].upos == "ADP" and words[window[start - 2]].upos in {"NOUN", "PROPN"}:
        start -= 1
        while start and words[window[start - 1]].upos not in STOPS:
            start -= 1
    return tuple(window[start:])


def _head(words: Sequence[Word], described: Sequence[int]) -> int:
    head = described[0]
    for index in described:
        if words[index].upos in {"ADP", "VERB", "SCONJ", "PRON"} and words[head].upos in {"NOUN", "PROPN"}:
            break
        if words[index].upos in {"NOUN", "PROPN"}:
            head = index
    return head


def _bracketed(words: Sequence[Word], index: int, is_name: Callable[[int, int], bool]) -> Introduction | None:
    """Return "Full Name (ABC)", with or without quotes inside the brackets."""
    if words[index].text not in {"(", "["} or not index:
        return None
    inside = []
    for at in range(index + 1, min(len(words), index + 8)):
        if words[at].text in {")", "]", ",", ";"} or words[at].text.lower() == "or":
            break
        if words[at].text not in QUOTES:
            inside.append(at)
    if not inside or inside[-1] - inside[0] != len(inside) - 1:
        return None
    short = "".join(words[i].text for i in inside)
    start = _full_name(words, index, short, is_name) if is_acronym(short) and len(short) > 1 else None
    if start is None:
        return None
    described = tuple(range(start, index))
    return Introduction(tuple(inside), described, _head(words, described), alias=True)


def _full_name(words: Sequence[Word], end: int, short: str, is_name: Callable[[int, int], bool]) -> int | None:
    """Return where the name before a bracket starts, by its initials, else by being a name already."""
    start = end
    while start and end - start < LONGEST and words[start - 1].sentence == words[end - 1].sentence:
        word = words[start - 1]
        if not word.text[:1].isupper() and word.text.lower() not in LINKS:
            break
        start -= 1
    starts = [i for i in range(start, end) if words[i].text[:1].isupper()]
    letters = [c for c in short.casefold() if c.isalnum()]
    for candidate in starts:
        if _initials_fit(words[candidate:end], letters):
            return candidate
    named = next((i for i in starts if end - i > 1 and is_name(i, end)), None)
    return named if named is not None else next((i for i in starts if _translated(words[i:end], letters)), None)


def _translated(words: Sequence[Word], letters: list[str]) -> bool:
    """Say whether an acronym has the initials in another language's order: "Special Operations Command (COS)"."""
    initials = [w.text[0].casefold() for w in words if w.text.lower() not in LINKS]
    return len(letters) > MOST_ORDERED and sorted(initials) == sorted(letters)


def _initials_fit(words: Sequence[Word], letters: list[str]) -> bool:
    """Say whether the capitalised words' initials spell *letters*; small words may count or not."""
    parts = [part for w in words for part in key(w.text).split() if part]
    small = {i for i, p in enumerate(parts) if p in LINKS}
    wanted = 0
    for index, part in enumerate(parts):
        if wanted < len(letters) and part[0] == letters[wanted]:
            wanted += 1
        elif index not in small:
            return False
    return wanted == len(letters) and len(letters) > 1
