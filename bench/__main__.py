"""Measure sayso's speed and memory: ``python -m bench --data FOLDER``.

Exit status: 0 measured, 2 nothing could be measured.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.measure import Cost, FailedError, measure
from evaluation import record
from evaluation.reading import ReadingError, command
from training.corpora import rows

HERE = Path(__file__).parent
RESULTS, GOALS = HERE / "results.jsonl", HERE / "goals.toml"
ARTICLES = "polnear/dev.jsonl.gz"
COLD_STARTS = 5
SPECIAL = 2


def main() -> int:
    """Measure, print, and record where all articles were read."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the annotated corpora")
    parser.add_argument("--limit", type=int, help="so many articles; nothing is recorded")
    options = parser.parse_args()
    source = options.data / ARTICLES
    if not source.is_file():
        print(f"bench: nothing was measured: there is no {source}. Say where the data is with --data.", file=sys.stderr)
        return 2
    if find_spec("torch") is None:
        print("bench: nothing was measured: torch is missing. `make bench` installs it.", file=sys.stderr)
        return 2
    articles = [{"id": row["doc_id"], "text": row["text"], "published": row["date"]} for row in rows(source)]
    try:
        results = measured(articles[: options.limit])
    except (FailedError, ReadingError) as problem:
        print(f"bench: nothing was recorded: {problem}.", file=sys.stderr)
        return 2
    show(results)
    if options.limit is None:
        record.append(RESULTS, {**record.stamp(), **machine(), "data": record.digest(source), **results})
        print(f"Recorded in {RESULTS.name}.")
    return 0


def machine() -> dict[str, Any]:
    """Return what the figures depend on: processor and Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), None)
    return {"processor": model or platform.machine(), "python": platform.python_version()}


def measured(articles: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Return the figures of reading *articles* with sayso and of an encoder of RoBERTa-base's shape."""
    with tempfile.TemporaryDirectory() as folder:
        reports, one, windows = (Path(folder) / name for name in ("all.jsonl", "one.jsonl", "windows.json"))
        reports.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
        median = sorted(articles, key=lambda article: len(article["text"]))[len(articles) // 2]
        one.write_text(json.dumps(median) + "\n", encoding="utf-8")
        windows.write_text(json.dumps([window_lengths(article["text"]) for article in articles]))
        cold = [read(one) for _ in range(COLD_STARTS)]
        whole = read(reports)
        answered = [json.loads(line) for line in whole.output.splitlines()]
        peer = measure([sys.executable, "-m", "bench.roberta", str(windows)])
    return {
        "model": next((reading["model"] for reading in answered if "model" in reading), None),
        "articles": len(articles),
        "characters": sum(len(article["text"]) for article in articles),
        "claims": sum(len(reading.get("claims", ())) for reading in answered),
        "sayso": figures(len(articles), whole.cpu_s, whole)
        | {"first_result_s": round(statistics.median(run.first_s for run in cold), 2)},
        "roberta_base_encoder": figures(len(articles), json.loads(peer.output)["cpu_s"], peer),
    }


def read(reports: Path) -> Cost:
    """Measure the command on a file of reports, start and loading included."""
    return measure([command(), "read", str(reports), "--format", "jsonl"])


def figures(articles: int, cpu_s: float, cost: Cost) -> dict[str, float]:
    """Return articles a CPU-second and the peak of memory."""
    return {"articles_per_cpu_second": round(articles / cpu_s, 2), "peak_mb": round(cost.peak_mb)}


def window_lengths(text: str) -> list[int]:
    """Return the lengths of the windows that sayso passes for *text*, in wordpieces, special ones included."""
    from sayso.model.sentences import split
    from sayso.model.windows import plan
    from sayso.model.wordpieces import encode

    pieces = encode(text)
    sentences = []
    first = 0
    for _, end in split(text):
        last = int(pieces.starts.searchsorted(end))
        if last > first:
            sentences.append((first, last))
        first = last
    return [last - first + SPECIAL for first, last in plan(sentences)]


def show(results: dict[str, Any]) -> None:
    """Print the figures beside the goals."""
    from rich.console import Console
    from rich.table import Table

    goals = tomllib.loads(GOALS.read_text(encoding="utf-8"))
    grid = Table(
        "", title=f"{results['articles']} articles of PolNeAR dev, {results['claims']} claims", title_justify="left"
    )
    for heading in ("sayso", "RoBERTa-base, encoder alone", "goal"):
        grid.add_column(heading, justify="right")
    for name, goal in goals.items():
        peer = results["roberta_base_encoder"].get(name, "")
        grid.add_row(name.replace("_", " "), str(results["sayso"][name]), str(peer), str(goal))
    Console().print(grid)


if __name__ == "__main__":
    sys.exit(main())
