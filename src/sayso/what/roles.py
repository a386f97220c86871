"""Who did it and to whom: the argument phrases of a trigger, read off the tree by its frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.claim import Fragment
from sayso.what.arsenal import is_weapon, weapon_words
from sayso.what.lexicon import frames, themes, words
from sayso.what.subjects import subjects_of
from sayso.what.syntax import Syntax
from sayso.what.trigger import Trigger

RELATIVES = frozenset({"who", "which", "that", "whom"})
DUMMIES = frozenset({"there", "what", "whose", "how", "when", "where", "why", "whatever", "this", "nobody", "none",
                     "nothing", "anyone", "anybody", "anything"})  # fmt: skip
"""Words that name nobody: who was harmed where "nobody was" is told by the status alone."""
BODILY = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", None})
"""Types whose things are what was done something to (a base, a road), not what it was about."""
CONCERNING = frozenset({"on", "against", "for", "to", "of", "upon"})
TAKING = frozenset({"take", "accept", "receive", "get", "obtain", "seek", "have"})
"""Verbs whose subject is the one helped where what they take is help."""
CLIMB = 4
"""Governors of a deal's clause looked at for those who made it."""
INSTRUMENTAL = frozenset({"with", "through"})
"""Prepositions that make an event the means of what the clause's subject does ("responded *with* air strikes")."""
STANDING = frozenset({"in", "at", "near", "from", "by", "inside", "outside", "around", "since", "over", "across"})
"""Prepositions that mark no recipient."""
CLAUSE_STARTS = frozenset({"that", "who", "which", "after", "before", "when", "while", "as", "because", "by", "but",
                           ";", "said", "says", "following", "during", "amid", "since", "if", "until"})  # fmt: skip
"""Words at which the search for a lost recipient ends."""
RECIPIENT_WORDS = 12
"""How far after its trigger an actor may stand to be taken for its recipient where the tree gives none."""
FALLBACK_WORDS = 12
"""How far before its trigger an actor may stand to be taken for its subject where the tree gives none."""


@dataclass(slots=True)
class Arguments:
    """The head words of actors and recipients, whether the tree gave them, and by which relation."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    guessed: bool = False
    by: dict[int, str] = field(default_factory=dict)
    """What each head was taken for an argument by, in words for a reader."""

    def put(self, role: str | None, heads: Iterator[int] | tuple[int, ...], by: str) -> None:
        """File heads under a role: ``A``, ``R`` (or ``C``), ``B`` for both; anything else files nothing."""
        for head in heads:
            if role in {"A", "B"} and head not in self.actors:
                self.actors.append(head)
            if role in {"R", "B", "C"} and head not in self.recipients:
                self.recipients.append(head)
            if role in {"A", "B", "C", "R"}:
                self.by.setdefault(head, by)


def arguments(syntax: Syntax, trigger: Trigger, *, events: frozenset[int] = frozenset()) -> Arguments:
    """Return the arguments of a trigger; *events* are the heads of all triggers, which fill no roles themselves."""
    roles = frames()[trigger.sense.frame]
    found = Arguments()
    nominal = trigger.sense.pos == "N"
    if nominal:
        _nominal(syntax, trigger, roles, found)
    else:
        _verbal(syntax, trigger.head, roles, found)
    if trigger.sense.frame in themes():
        events = events | set(trigger.consumed)
    subjectless = not found.actors
    _themes(syntax, trigger, found)
    _resolve(syntax, found, events, reciprocal=roles.get("between") == "B")
    if subjectless and not nominal and roles.get("subj") == "A" and not syntax.passive(trigger.head):
        _guess(syntax, trigger.head, found)
    clausal = syntax.tree.children(trigger.head, "xcomp", "ccomp", "advcl")
    if not found.recipients and not clausal and _wanting(syntax, trigger, roles):
        _guess_recipient(syntax, trigger, found)
    if not nominal and roles.get("between") == "B" and not (found.actors and found.recipients):
        _negotiators(syntax, trigger.head, found)
    _reciprocate(found, roles)
    return found


def _negotiators(syntax: Syntax, verb: int, found: Arguments) -> None:
    """Take those who dealt with each other for the sides of a deal that a clause describes.

    "The mayor took a firm line *with the rebels* to negotiate a deal that was signed …": whoever the verbs above
    have for their subject, and those "with" whom.
    """
    holders = [a for a in (verb, *syntax.tree.ancestors(verb)[:CLIMB]) if a == verb or not _reporting(syntax, a)]
    themes = [o for h in holders for o in syntax.tree.children(h, "obj")]
    near = dict.fromkeys((*holders, *themes))
    beside = [c for h in near for c in syntax.tree.children(h, "obl", "nmod") if "with" in syntax.cases(c)]
    beside = [c for c in beside if syntax.agent(c)]
    if not beside:
        return
    above = [h for h in holders if syntax.is_word(h, "VERB") and h != verb]
    subjects = next((s for h in above if (s := subjects_of(syntax, h))), ())
    sides = [s for s in (*found.actors, *subjects) if s not in beside and syntax.agent(s)]
    found.actors[:], found.recipients[:] = [], []
    found.put("A", tuple(dict.fromkeys((*sides, *beside))), "one of those who dealt with each other")
    found.guessed = True


def _reporting(syntax: Syntax, index: int) -> bool:
    return syntax.lemmas[index] in words("status.toml", "reporting")


def _wanting(syntax: Syntax, trigger: Trigger, roles: dict[str, str]) -> bool:
    """Return whether a trigger names somebody acted on, so that a parse that gives nobody has lost them."""
    if roles.get("between") == "B":
        return False
    verb = trigger.head if trigger.light is None else trigger.light[0]
    lit = trigger.light is not None and trigger.light[1].subject == "A"
    transitive = trigger.sense.pos == "V" and "R" in {roles.get("obj"), roles.get("iobj"), roles.get("with")}
    return (lit or transitive or roles.get("obj") == "C") and not syntax.passive(verb)


def _guess_recipient(syntax: Syntax, trigger: Trigger, found: Arguments) -> None:
    """Take the nearest actor after a trigger for its recipient, where the parse gives none."""
    window = syntax.window(trigger.words[-1], 0, RECIPIENT_WORDS)
    stops = [i for i in window if i > trigger.words[-1] and syntax.lower[i] in CLAUSE_STARTS]
    start = syntax.words[trigger.words[-1]].end
    end = syntax.words[stops[0]].start if stops else syntax.words[window[-1]].end
    for tagged in syntax.layers.actors:
        if not start <= tagged.start < tagged.end <= end:
            continue
        head = syntax.tree.at(tagged.start, tagged.end)
        if head is None or head in found.actors or syntax.words[head].deprel in {"nsubj", "obl:agent"}:
            continue
        if syntax.words[head].deprel in {"compound", "amod", "nmod:poss"}:
            continue
        placed = STANDING & set(syntax.cases(head)) or syntax.placed(head)
        if not placed and not syntax.is_word(head, "DET", "ADP"):
            found.put("R", (head,), "nearest actor after the word (the sentence's tree gives none)")
            found.guessed = True
            return


def _verbal(syntax: Syntax, verb: int, roles: dict[str, str], found: Arguments) -> None:
    tree = syntax.tree
    passive = syntax.passive(verb)
    object_role = roles.get("iobj" if passive and tree.children(verb, "obj") else "obj") or roles.get("obj")
    if passive and roles.get("obj") == "-" and "iobj" in roles:
        object_role = roles["iobj"]
    subjects = subjects_of(syntax, verb)
    found.put(object_role if passive else roles.get("subj"), _spread(syntax, subjects), "subject of the verb")
    if passive and syntax.words[verb].deprel == "acl":
        found.put(object_role, (syntax.words[verb].head,), "noun that the participle describes")
    agents = tuple(c for c in tree.children(verb, "obl:agent") if _agentive(syntax, c))
    found.put(roles.get("subj"), _spread(syntax, agents), "named after “by”")
    given = any("with" in syntax.cases(c) for c in tree.children(verb, "obl")) and "iobj" in roles
    if not passive:
        found.put("R" if given else roles.get("obj"), _spread(syntax, tree.children(verb, "obj")), "object of the verb")
    found.put(roles.get("iobj"), _spread(syntax, tree.children(verb, "iobj")), "indirect object of the verb")
    _obliques(syntax, verb, roles, found, passive=passive)
    if "comp" in roles:
        for clause in tree.children(verb, "ccomp", "xcomp", "advcl"):
            if syntax.words[clause].deprel == "advcl" and "to" not in syntax.cases(clause):
                continue
            found.put(roles["comp"], _spread(syntax, tree.children(clause, "nsubj")), "subject of its clause")


def _agentive(syntax: Syntax, child: int) -> bool:
    cases = syntax.cases(child)
    return not cases or "by" in cases


def _themes(syntax: Syntax, trigger: Trigger, found: Arguments) -> None:
    """Put those whom a thing concerns in the thing's place ("lifted a ban *on the party*", "filed a suit")."""
    if trigger.sense.type in BODILY:
        return
    kept: list[int] = []
    for head in found.recipients:
        if head not in trigger.consumed or syntax.agent(head) or syntax.proper(head):
            kept.append(head)
            continue
        beside = [head, *syntax.tree.children(head, "acl")]
        concerned = [
            c for b in beside for c in syntax.tree.children(b, "nmod", "obl") if CONCERNING & set(syntax.cases(c))
        ]
        kept.extend(c for c in concerned if syntax.agent(c) or syntax.proper(c))
    found.recipients[:] = list(dict.fromkeys(kept))


def _obliques(syntax: Syntax, head: int, roles: dict[str, str], found: Arguments, *, passive: bool = False) -> None:
    for child in syntax.tree.children(head, "obl", "nmod"):
        relation = syntax.words[child].deprel
        if relation in {"nmod:poss", "obl:tmod", "obl:unmarked", "nmod:unmarked"}:
            continue
        if relation == "obl:agent" and _agentive(syntax, child):
            continue
        for case in syntax.cases(child):
            role = roles.get(case)
            if role is None or (case == "by" and not passive and syntax.is_word(head, "VERB")):
                continue
            if (
                case == "from"
                and role == "A"
                and (syntax.is_word(head, "VERB") or syntax.placed(child) or not syntax.agent(child))
            ):
                continue
            found.put("B" if case in {"between", "among"} else role, _spread(syntax, (child,)), f"named after “{case}”")
            break


def _nominal(syntax: Syntax, trigger: Trigger, roles: dict[str, str], found: Arguments) -> None:
    tree, noun = syntax.tree, trigger.head
    found.put(roles.get("poss"), _spread(syntax, tree.children(noun, "nmod:poss")), "whose it is")
    for child in tree.children(noun, "compound", "amod", "nmod:desc"):
        doing = trigger.sense.type in BODILY and syntax.words[child].deprel == "compound" and syntax.agent(child)
        named = syntax.proper(child) and (syntax.agent(child) or syntax.placed(child) or _demonym(syntax, child))
        if child in trigger.words or not (doing or named) or _timely(syntax, child):
            continue
        pair = tree.children(child, "conj")
        sited = syntax.placed(child) and syntax.words[child].upos == "PROPN" and not syntax.agent(child)
        if pair or not (sited or (roles.get("between") == "B" and syntax.placed(child))):
            role = "B" if pair and roles.get("between") == "B" else roles.get("mod")
            found.put(role, (child, *pair), "named before the noun")
    _obliques(syntax, noun, roles, found, passive=True)
    for clause in tree.children(noun, "acl"):
        found.put(roles.get("subj"), _spread(syntax, tree.children(clause, "obl:agent")), "named after “by”")
    if trigger.light is not None:
        _lit(syntax, trigger, roles, found)
    governor = syntax.words[noun].head
    means = syntax.words[noun].deprel == "obl" and INSTRUMENTAL & set(syntax.cases(noun))
    if means and not found.actors and syntax.is_word(governor, "VERB") and not syntax.passive(governor):
        found.put(
            roles.get("subj"),
            _spread(syntax, subjects_of(syntax, governor)),
            "subject of the verb that it is the means of",
        )


def _demonym(syntax: Syntax, index: int) -> bool:
    """Return whether a capitalised word before a noun may name a people ("*Graustarkian* jets")."""
    return syntax.words[index].upos == "ADJ" or syntax.lower[index].endswith(("an", "ian", "ish", "ese", "ch", "i"))


def _lit(syntax: Syntax, trigger: Trigger, roles: dict[str, str], found: Arguments) -> None:
    if trigger.light is None:
        return
    verb, light = trigger.light
    tree = syntax.tree
    theme = {trigger.head, syntax.words[trigger.head].head}
    taken = trigger.sense.type == "AID" and light.lemma in TAKING
    subject = "R" if taken else light.subject
    if syntax.passive(verb):
        agents = tuple(c for c in tree.children(verb, "obl") if "by" in syntax.cases(c))
        found.put(light.subject, _spread(syntax, agents), "named after “by”")
        given = tuple(s for s in subjects_of(syntax, verb) if s not in theme)
        found.put(light.object, _spread(syntax, given), "subject of the passive verb that carries the noun")
    else:
        carrying = tuple(s for s in subjects_of(syntax, verb) if s not in theme)
        found.put(subject, _spread(syntax, carrying), "subject of the verb that carries the noun")
        beside = tuple(c for c in tree.children(verb, "obj", "iobj") if c not in theme)
        found.put(light.object, _spread(syntax, beside), "object of the verb that carries the noun")
    _obliques(syntax, verb, {k: r for k, r in roles.items() if k not in {"by", "of"}}, found)


def _spread(syntax: Syntax, heads: tuple[int, ...]) -> Iterator[int]:
    """Yield heads and those coordinated with them, relative pronouns replaced by what they stand for."""
    for head in heads:
        antecedent = syntax.antecedent(head)
        start = head if antecedent is None else antecedent
        yield start
        yield from (c for c in syntax.tree.children(start, "conj") if not syntax.is_word(c, "VERB"))


def _resolve(syntax: Syntax, found: Arguments, events: frozenset[int], *, reciprocal: bool) -> None:
    """Drop what can be no actor (times, weapons, events), putting those in whose name it was done in its place."""
    for heads in (found.actors, found.recipients):
        kept: list[int] = []
        for head in heads:
            carried = heads is found.recipients and syntax.lemmas[head] in words("roles.toml", "carriers")
            if carried and (owners := syntax.tree.children(head, "nmod:poss")):
                kept.extend(owners)
            elif syntax.lemmas[head] in words("roles.toml", "purposes"):
                kept.extend(_behind(syntax, head))
            elif head in events or is_weapon(syntax, head):
                kept.extend(_owners(syntax, head))
            elif syntax.is_word(head, "VERB", "AUX", "ADP") and syntax.tree.children(head, "mark", "obj", "aux"):
                continue
            elif not _timely(syntax, head) and syntax.lower[head] not in DUMMIES | RELATIVES:
                kept.append(head)
        heads[:] = list(dict.fromkeys(kept))
    found.recipients[:] = [r for r in found.recipients if r not in found.actors] or (
        found.recipients if reciprocal and set(found.recipients) == set(found.actors) else []
    )


def _behind(syntax: Syntax, purpose: int) -> Iterator[int]:
    """Yield who has a purpose: its owner, or the owner of the acts that it is the purpose of."""
    yield from syntax.tree.children(purpose, "nmod:poss")
    for child in syntax.tree.children(purpose, "nmod"):
        if "of" in syntax.cases(child):
            yield from ((child,) if syntax.agent(child) else _owners(syntax, child))


def _owners(syntax: Syntax, head: int) -> Iterator[int]:
    weapon = weapon_words(syntax, head)
    own = weapon[0] if weapon else ()
    for child in syntax.tree.children(head, "nmod:poss", "compound", "amod", "nmod"):
        relation = syntax.words[child].deprel
        held = child not in own and (syntax.proper(child) or (relation == "compound" and syntax.agent(child)))
        named = relation == "nmod:poss" or held
        if relation == "nmod":
            named = named and "by" in syntax.cases(child)
        if named and not _timely(syntax, child):
            yield child
    for clause in syntax.tree.children(head, "acl"):
        if syntax.lemmas[clause] in words("roles.toml", "handling"):
            yield from _spread(syntax, syntax.tree.children(clause, "obl:agent"))


def _timely(syntax: Syntax, head: int) -> bool:
    word = syntax.words[head]
    named = syntax.lemmas[head] in words("roles.toml", "times") and word.deprel != "nmod:poss"
    return named or bool(syntax.tags(head, "times"))


def _guess(syntax: Syntax, verb: int, found: Arguments) -> None:
    """Take the nearest actor before a verb for its subject, where the parse gives none."""
    window = syntax.window(verb, FALLBACK_WORDS, 0)
    start, end = syntax.words[window[0]].start, syntax.words[verb].start
    before = [a for a in syntax.layers.actors if start <= a.start and a.end <= end]
    if not before or syntax.words[verb].deprel.startswith(("amod", "acl", "xcomp", "csubj")):
        return
    head = syntax.tree.at(before[-1].start, before[-1].end)
    if head is not None and head not in found.recipients:
        found.put("A", (head,), "nearest actor before the word (the sentence's tree gives none)")
        found.guessed = True


def _reciprocate(found: Arguments, roles: dict[str, str]) -> None:
    """Make each side of a reciprocal event the other's recipient where the sides are named together."""
    if roles.get("between") == "B" and len(found.actors) > 1 and not found.recipients:
        found.recipients.extend(found.actors)


def spans(syntax: Syntax, heads: list[int]) -> tuple[Fragment, ...]:
    """Return the offsets of the noun phrases that these words head, in text order."""
    found: list[Fragment] = []
    for start, end in sorted({syntax.named(head) for head in heads}):
        if found and syntax.touching(found[-1][1], start):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
