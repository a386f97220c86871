"""Write the model card beside the weights: what they are, what they were made from, what they reach.

python -m training.card
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

from training.export import PACKAGE

CORPORA = Path(__file__).with_name("corpora.toml")
FIGURES = Path("evaluation/figures.jsonl")


def card_text(card: dict[str, object], corpora: list[dict[str, str]], figures: dict[str, object] | None) -> str:
    """Return the card as Markdown."""
    lines = [
        "# Model card",
        "",
        f"**{card['name']} {card['version']}**: one six-layer encoder with a head for every layer that sayso reads.",
        "",
        f"- Weights: `reader.onnx`, int8, {card['megabytes']} MB, sha256 `{card['sha256']}`",
        "- Encoder: all-MiniLM-L6-v2 (22.7 million parameters, uncased, Apache-2.0), its layers fine-tuned",
        f"- Training: {card['epochs']} epochs from the weights before, seed {card['seed']}; see `training/README.md`",
        "- Without PolNeAR, whose licence is not stated, it attributes nothing; more in `training/README.md`",
        "- Made for: English news reports on armed conflict and political violence, and for nothing else",
        "- Not for: predicting events, or choosing people or places to act against",
        "",
        "## Data",
        "",
        "Nobody's text is in the package; the weights were fitted to these annotations.",
        "",
        "| corpus | layers | licence |",
        "|---|---|---|",
        *(f"| {c['name']} | {c['layers']} | {c['licence']} |" for c in corpora),
        "",
        "## Figures",
        "",
    ]
    if figures is None:
        lines.append("Not measured yet.")
    else:
        lines += [
            f"By `make evaluate` on {figures['date']}, development sets, commit `{str(figures['commit'])[:12]}`.",
            "",
            "| figure | value |",
            "|---|---|",
            *(f"| {name} | {value:.3f} |" for name, value in sorted(dict(figures["figures"]).items())),  # type: ignore[call-overload]
            "",
            "## Reliability",
            "",
            "How often claims of a confidence are right, on those development sets whose annotation can tell",
            "(`evaluation/confidence.py`).",
            "",
            "| mean confidence | share that is right | claims |",
            "|---|---|---|",
            *(f"| {mean:.2f} | {share:.2f} | {size} |" for mean, share, size in figures.get("reliability", ())),  # type: ignore[attr-defined]
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write card.md beside the package's weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, default=PACKAGE)
    options = parser.parse_args()
    card = json.loads((options.package / "card.json").read_text(encoding="utf-8"))
    corpora = tomllib.loads(CORPORA.read_text(encoding="utf-8"))["corpus"]
    record = FIGURES.read_text(encoding="utf-8").splitlines() if FIGURES.exists() else []
    matching = [e for e in map(json.loads, record) if e["model"]["sha256"] == card["sha256"]]
    (options.package.parent / "card.md").write_text(
        card_text(card, corpora, matching[-1] if matching else None), "utf-8"
    )


if __name__ == "__main__":
    main()
