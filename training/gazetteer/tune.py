"""Choose the weights of the ranking on half of the documents of LGL and GeoVirus, by coordinate ascent.

``python -m training.gazetteer.tune --data ../shared/data`` prints better weights; they are written by hand into
``src/sayso/where/data/weights.toml``, rounded. The other half of the documents is what `measure` reports.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, cast

from sayso.where.ranking import weights
from training.gazetteer.measure import answers, documents

HALF = 0
STEPS = {"prior": 0.4, "role": 0.5, "surroundings": 0.7}


def share_right(corpora: list[list[dict[str, Any]]]) -> float:
    """Return the mean over corpora of the share of toponyms that resolve rightly."""
    shares = []
    for corpus in corpora:
        results = [right for document in corpus for _, _, right in answers(document)]
        shares.append(sum(results) / len(results))
    return sum(shares) / len(shares)


def main() -> None:
    """Move one weight at a time, and keep what gains."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--rounds", type=int, default=2)
    options = arguments.parse_args()
    corpora = [list(documents(options.data / "geoparsing" / f"{name}.jsonl.gz", HALF)) for name in ("lgl", "geovirus")]
    table = cast("dict[str, dict[str, float]]", weights())
    best = share_right(corpora)
    print(f"start {best:.4f}", flush=True)
    for number in range(options.rounds):
        for group, step in STEPS.items():
            for name in table[group]:
                for move in (step, -step):
                    before = table[group][name]
                    table[group][name] = round(before + move / (number + 1), 2)
                    got = share_right(corpora)
                    if got > best:
                        best = got
                        print(f"{best:.4f} {group}.{name} = {table[group][name]}", flush=True)
                        break
                    table[group][name] = before


if __name__ == "__main__":
    main()
