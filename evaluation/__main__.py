"""Score sayso and hold it to its floors: ``python -m evaluation --data FOLDER``.

Exit status: 0 all is well, 1 a figure is below its floor, 2 nothing could be measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from evaluation import confidence, floors, record
from evaluation.alone import ALONE
from evaluation.cases import GROUPINGS, copy_test, grouped
from evaluation.reading import ReadingError, read
from evaluation.sets import SETS
from evaluation.tasks import TASKS, Task

HERE = Path(__file__).parent
FIGURES, FLOORS, GOALS = HERE / "figures.jsonl", HERE / "floors.toml", HERE / "goals.toml"
OWN_SETS = HERE / "sets"


def main() -> int:
    """Run the tasks, print the table, record it, compare it."""
    options = arguments()
    if options.last:
        return show_last(options.only)
    scorer: Path = options.scorer or options.data.parent / "scorers" / "score.py"
    wanted = [task for task in TASKS if not options.only or task.name in options.only]
    alone = [path for name, one in ALONE.items() if not options.only or name in options.only for path in one.needs]
    groupings = [task.path for task in GROUPINGS if not options.only or task.name in options.only]
    needed = (scorer, *(options.data / path for path in (*(task.path for task in wanted), *alone, *groupings)))
    missing = [path for path in needed if not path.is_file()]
    if missing:
        return stop(
            "nothing was measured: the evaluation data is not here (it is third-party text and no part of sayso).\n"
            f"Missing, first of {len(missing)}: {missing[0]}\n"
            "Say where it is with  make evaluate DATA=folder  or  python -m evaluation --data FOLDER [--scorer FILE]."
        )
    try:
        entry = measure(wanted, scorer, options)
    except ReadingError as problem:
        return stop(f"nothing was recorded: {problem}.")
    return report(entry, whole=not (options.limit or options.only), raise_floors=options.raise_floors)


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the annotated corpora")
    parser.add_argument("--scorer", type=Path, help="score.py; by default ../scorers/score.py beside the data folder")
    parser.add_argument("--only", nargs="*", default=[], help="these corpora or sets alone; nothing is recorded")
    parser.add_argument("--limit", type=int, help="so many documents of each; nothing is recorded")
    parser.add_argument("--last", action="store_true", help="measure nothing; show what was last recorded")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to what is measured now")
    return parser.parse_args()


def stop(message: str) -> int:
    """Say why nothing was measured."""
    print(f"evaluation: {message}", file=sys.stderr)
    return 2


def show_last(only: list[str]) -> int:
    """Print the newest entry of the record, of the named corpora where any are named."""
    entry = record.last(FIGURES)
    if entry is None:
        return stop(f"nothing has been recorded in {FIGURES.name} yet.")
    figures = {key: value for key, value in entry["figures"].items() if not only or key.split(".")[0] in only}
    show(figures, before={})
    print(f"Measured on {entry['date']}, model {entry['model']['version']} ({entry['model']['sha256'][:12]}).")
    return 0


def show(figures: floors.Figures, *, before: floors.Figures) -> None:
    """Print the table of *figures* beside the floors and goals."""
    from rich.console import Console

    from evaluation.table import table

    Console().print(table(figures, before=before, floors=floors.load_file(FLOORS), goals=floors.load_file(GOALS)))


def measure(tasks: list[Task], scorer: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Return the entry of this run: what was read, by which model, and every figure."""
    entry: dict[str, Any] = {**record.stamp(), "model": None, "data": {}, "seconds": {}, "unread": {}, "figures": {}}
    score, judged = confidence.scorer(scorer), list[confidence.Pair]()
    with tempfile.TemporaryDirectory() as folder:
        for task in tasks:
            annotated = task.gold(options.data, limit=options.limit)
            gold = Path(folder) / f"{task.name}.gold.jsonl"
            gold.write_text("".join(json.dumps(row) + "\n" for row in annotated))
            entry["data"][task.name] = record.digest(options.data / task.path)
            reports = Path(folder) / f"{task.name}.jsonl"
            reports.write_text(run(scorer, "inputs", task.scorer, gold), encoding="utf-8")
            out = reports.with_suffix(".out.jsonl")
            readings = note(entry, task.name, reports, out)
            if task.name in confidence.JUDGES:
                judged += confidence.pairs(task.name, score, readings, annotated)
            lines = run(scorer, task.scorer, out, gold).splitlines()
            figures = dict(line.split() for line in lines)
            entry["figures"] |= {
                f"{task.name}.{name.removeprefix(task.name + '.')}": float(value) for name, value in figures.items()
            }
        for name, alone in ALONE.items():
            if not options.only or name in options.only:
                print(f"measuring {name} …", file=sys.stderr)
                begun = time.monotonic()
                figures = alone.figures(options.data, options.limit)
                entry["seconds"][name] = round(time.monotonic() - begun, 1)
                entry["data"][name] = record.digest(alone.labels or options.data / alone.needs[0])
                entry["figures"] |= {f"{name}.{key}": round(value, 4) for key, value in figures.items()}
        for name, score_set in SETS.items():
            if options.only and name not in options.only:
                continue
            path = OWN_SETS / f"{name}.jsonl"
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][: options.limit]
            entry["data"][name] = record.digest(path)
            reports = Path(folder) / f"{name}.jsonl"
            reports.write_text(
                "".join(json.dumps({"id": f"{n}", "text": row["text"]}) + "\n" for n, row in enumerate(rows))
            )
            readings = note(entry, name, reports, reports.with_suffix(".out.jsonl"))
            entry["figures"] |= {f"{name}.{key}": round(value, 4) for key, value in score_set(readings, rows).items()}
            if name in confidence.JUDGES:
                judged += confidence.pairs(name, score, readings, rows)
        if not options.limit:
            entry["figures"] |= many(entry, scorer.with_name("cluster.py"), Path(folder), options)
    if judged:
        error = round(confidence.calibration_error(judged), 4)
        entry["figures"] |= {"confidence.error": error, "confidence.calibrated": 1 - error}
        entry["reliability"] = [
            [round(m, 3), round(share, 3), size] for m, share, size in confidence.reliability(judged)
        ]
    return entry


def many(entry: dict[str, Any], scorer: Path, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """Return the figures of what is worked out from many reports together; they need all of a corpus."""
    figures: dict[str, float] = {}
    for task in GROUPINGS:
        if not options.only or task.name in options.only:
            print(f"gathering {task.name} …", file=sys.stderr)
            entry["data"][task.name] = record.digest(options.data / task.path)
            figures |= grouped(task, options.data, scorer, folder)
    if not options.only or "copies" in options.only:
        print("folding copies …", file=sys.stderr)
        figures |= {name: round(value, 4) for name, value in copy_test(options.data).items()}
    return figures


def run(*command: object) -> str:
    """Return what a Python script prints; its own message reaches the terminal where it fails."""
    return subprocess.run([sys.executable, *map(str, command)], stdout=subprocess.PIPE, text=True, check=True).stdout


def note(entry: dict[str, Any], name: str, reports: Path, out: Path) -> list[dict[str, Any]]:
    """Read *reports*; note the time it took, the model and how many could not be read."""
    print(f"reading {name} …", file=sys.stderr)
    begun = time.monotonic()
    readings = read(reports, out)
    entry["seconds"][name] = round(time.monotonic() - begun, 1)
    entry["unread"][name] = sum("error" in reading for reading in readings)
    entry["model"] = next((reading["model"] for reading in readings if "model" in reading), entry["model"])
    return readings


def report(entry: dict[str, Any], *, whole: bool, raise_floors: bool) -> int:
    """Print the table; record the entry, where it is a *whole* run, and hold it to the floors."""
    figures, held = entry["figures"], floors.load_file(FLOORS)
    before = record.last(FIGURES) or {"figures": {}}
    show(figures, before=before["figures"])
    below = floors.broken(held, figures)
    if not whole:
        print("A part of the evaluation: nothing was recorded.")
        return 1 if below else 0
    record.append(FIGURES, entry)
    print(f"Recorded in {FIGURES.name} at commit {entry['commit']}{' with changes' if entry['dirty'] else ''}.")
    if raise_floors:
        FLOORS.write_text(floors.dump(floors.raised(held, figures)), encoding="utf-8")
        print(f"Raised the floors in {FLOORS.name}.")
    for key in below:
        print(f"{key} is {figures[key]:.3f}, below its floor of {held[key]:.3f}.", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
