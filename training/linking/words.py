"""Count in how many reports of news at large each word is: ``python -m training.linking.words --data FOLDER``.

A word is kept where it is in at least `LEAST` reports and in at least two corpora, so that the table holds the words
of the language and public names, and no private person's.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.casefile.linking_terms import stem, tokens
from training.corpora import rows

CORPORA = ("polnear", "muc4", "gva_incidents", "tempeval3", "ecbplus")
LEAST = 8
OUT = Path(__file__).parents[2] / "src" / "sayso" / "casefile" / "data" / "words.tsv"


def texts(data: Path, corpus: str) -> Iterator[str]:
    """Yield the texts of a corpus's training part."""
    for row in rows(data / corpus / "train.jsonl.gz"):
        if "text" in row:
            yield row["text"]
        else:
            yield "\n".join(" ".join(s["tokens"]) for s in row["sentences"])


def main() -> None:
    """Count and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    reports: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    total = 0
    for corpus in CORPORA:
        for text in texts(data, corpus):
            total += 1
            for word in {stem(token) for token, _ in tokens(text)}:
                reports[word] += 1
                where[word].add(corpus)
    kept = sorted(w for w, n in reports.items() if n >= LEAST and len(where[w]) > 1 and not re.search(r"\d", w))
    lines = [f"# In how many reports each word is; corpora: {', '.join(CORPORA)}, training parts.", f"*\t{total}"]
    OUT.write_text("\n".join([*lines, *(f"{word}\t{reports[word]}" for word in kept)]) + "\n", encoding="utf-8")
    print(f"{len(kept)} words of {total} reports")


if __name__ == "__main__":
    main()
