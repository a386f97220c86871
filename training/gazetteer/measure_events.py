"""Measure where events happened: the place that `sayso.where.pick` gives a verb of event_location.

``python -m training.gazetteer.measure_events --data ../shared/data --kept /tmp/layers.pickle [--learn] [--show]``

The fifth of its sentences that is held apart, or with ``--learn`` the others, which the weights were learnt from.
Right, where the corpus marks a place for the verb: the picked place overlaps a marked one. Where it marks none: none
is picked.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from sayso.claim import Place
from sayso.where import linked, pick
from training.gazetteer.events import Verb, verbs

Outcome = Literal["right", "wrong", "missed", "not found", "rightly none", "too many"]


def outcome(verb: Verb) -> tuple[Outcome, Place | None]:
    """Return how what is picked for a verb fits what is marked, and the picked place."""
    got = (
        None
        if verb.trigger is None
        else pick(verb.report, verb.layers, verb.places, verb.trigger, linked=linked(verb.layers))
    )
    if not verb.wanted:
        return ("rightly none" if got is None else "too many"), got
    if got is not None:
        return ("right" if verb.fits(got) else "wrong"), got
    return ("missed" if any(map(verb.fits, verb.places)) else "not found"), None


def figures(found: Iterable[Verb]) -> dict[str, float]:
    """Return the shares of verbs that are answered rightly: all, those with a marked place, those without."""
    count = Counter(outcome(verb)[0] for verb in found)
    marked = sum(count[word] for word in ("right", "wrong", "missed", "not found"))
    unmarked = count["rightly none"] + count["too many"]
    return {
        "place.accuracy": (count["right"] + count["rightly none"]) / max(1, marked + unmarked),
        "marked.accuracy": count["right"] / max(1, marked),
        "unmarked.accuracy": count["rightly none"] / max(1, unmarked),
        "marked.wrong": count["wrong"] / max(1, marked),
    }


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--kept", type=Path, required=True, help="where the encoder's layers are kept")
    arguments.add_argument("--learn", action="store_true", help="the four fifths to learn from, not the one held apart")
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    found = list(verbs(options.data, options.kept, apart=not options.learn))
    for verb in found if options.show else ():
        word, place = outcome(verb)
        if word not in ("right", "rightly none") and verb.trigger is not None:
            told = [verb.report.text[a:b] for a, b in verb.wanted]
            print(word, place and place.text, verb.layers.words[verb.trigger].text, told, verb.report.text, sep=" | ")
    print(len(found), {name: round(value, 4) for name, value in figures(found).items()})


if __name__ == "__main__":
    main()
