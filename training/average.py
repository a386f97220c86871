"""Average the weights of checkpoints of one course: steadier than any of them (Izmailov et al. 2018, SWA).

    python -m training.average runs/main/epoch3.pt runs/main/epoch4.pt --out runs/averaged

The last checkpoint's epoch and seed go with the result; its optimiser does not.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Average and write a run that `training.export` takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--heads", type=Path, default=Path("runs/main/heads.json"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in options.checkpoints]
    network = {
        name: torch.stack([state["network"][name].float() for state in states]).mean(0)
        for name in states[0]["network"]
    }  # fmt: skip
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.heads, options.out / "heads.json")
    torch.save(
        {"network": network, "epoch": states[-1]["epoch"], "seed": states[-1]["seed"]}, options.out / "checkpoint.pt"
    )


if __name__ == "__main__":
    main()
