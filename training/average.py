"""Average the weights of checkpoints of one course: steadier than any of them (Izmailov et al. 2018, SWA).

    python -m training.average runs/main/epoch3.pt runs/main/epoch4.pt --out runs/averaged
    python -m training.average runs/main/checkpoint.pt --packaged 0.3 --out runs/averaged

With ``--packaged``, that part of the result is the packaged weights', which the course began with: what was learned
anew costs less of what was known before (Wortsman et al. 2022, WiSE-FT). The last checkpoint's epoch and seed go with
the result; its optimiser does not.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor

from training.network import Network
from training.resume import resume


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of several states of a network."""
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


def leaning(state: dict[str, Tensor], heads: dict[str, tuple[str, ...]], part: float) -> dict[str, Tensor]:
    """Return a state with a *part* of it the packaged weights'; heads and labels that those lack stay as they are."""
    network = Network(heads)
    network.load_state_dict(state)
    resume(network, heads)
    return {name: (1 - part) * state[name] + part * value for name, value in network.state_dict().items()}


def main() -> None:
    """Average and write a run that `training.export` takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--heads", type=Path, default=Path("runs/main/heads.json"))
    parser.add_argument("--packaged", type=float, default=0.0, help="the part of the packaged weights in the result")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in options.checkpoints]
    heads = {name: tuple(labels) for name, labels in json.loads(options.heads.read_text()).items()}
    network = mean([state["network"] for state in states])
    if options.packaged:
        network = leaning(network, heads, options.packaged)
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.heads, options.out / "heads.json")
    torch.save(
        {"network": network, "epoch": states[-1]["epoch"], "seed": states[-1]["seed"]}, options.out / "checkpoint.pt"
    )


if __name__ == "__main__":
    main()
