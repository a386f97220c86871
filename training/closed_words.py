"""List the words that a treebank gives closed parts of speech: ``src/sayso/model/closed.tsv``.

    python -m training.closed_words --data ../shared/data

A word that stands in no list is no preposition, whatever a tagger makes of it. Adverbs on -ly need no list.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path

from sayso.model.words import CLOSED
from training import corpora

TARGET = Path("src/sayso/model/closed.tsv")
FEWEST = 2
"""How often a treebank has to give a word the part of speech."""
HEADER = "# Words of the closed parts of speech in UD English EWT and GUM (training/closed_words.py).\n"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    count: Counter[tuple[str, str]] = Counter()
    for document in chain(corpora.ewt(options.data, "train"), corpora.gum(options.data, "train")):
        for word in document.words or ():
            count[document.text[word.start : word.end].lower(), word.upos] += 1
    by_word: dict[str, list[str]] = defaultdict(list)
    for (form, upos), times in sorted(count.items()):
        if upos in CLOSED and times >= FEWEST and not (upos == "ADV" and form.endswith("ly")):
            by_word[form].append(upos)
    lines = [f"{form}\t{' '.join(tags)}\n" for form, tags in by_word.items() if "\t" not in form]
    TARGET.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(len(lines), "words")


if __name__ == "__main__":
    main()
