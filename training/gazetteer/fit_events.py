"""Learn what each mark of a place speaks for, from the verbs of event_location that are not held apart.

``python -m training.gazetteer.fit_events --data ../shared/data --kept /tmp/layers.pickle``

A log-linear choice between the places of the verb's sentence and none of them. Prints the tables ``[place]`` and
``[nowhere]`` of ``src/sayso/where/data/events.toml``; a mark that fewer than `OFTEN` verbs show is left out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from sayso.where.scene import Marks, Scene
from training.gazetteer.events import UNMARKED, Verb, verbs

OFTEN = 25
DAMPING = 3.0
"""Of the squared weights, against as many examples as there are."""
SMALLEST = 0.05
"""Weights nearer to nothing are left out of the table."""

Options = list[tuple[Marks, bool]]
"""What a verb can have: none first, then each place of its sentence; with its marks and whether it is right."""


def options_of(verb: Verb) -> Options | None:
    """Return what a verb can have, ``None`` where nothing is to be learnt: its place was not found."""
    if verb.trigger is None or verb.source in UNMARKED:
        return None
    scene = Scene(verb.report, verb.layers, verb.places)
    here = scene.of(verb.layers.words[verb.trigger].sentence)
    right = [verb.fits(verb.places[index]) for index in here]
    if not here or (verb.wanted and not any(right)):
        return None
    nowhere = ({f"nowhere/{name}": v for name, v in scene.event_marks(verb.trigger).items()}, not verb.wanted)
    return [nowhere, *(({f"place/{name}": v for name, v in scene.place_marks(index, verb.trigger, here).items()}, good)
                       for index, good in zip(here, right, strict=True))]  # fmt: skip


def fit(examples: Sequence[Options]) -> dict[str, float]:
    """Return the weight of each mark that maximises the likelihood of what is right."""
    often = Counter(name for options in examples for name in {n for marks, _ in options for n in marks})
    names = sorted(name for name, count in often.items() if count >= OFTEN)
    number = {name: index for index, name in enumerate(names)}
    rows, columns, values, owner, good = [], [], [], [], []
    for example, options in enumerate(examples):
        for marks, right in options:
            for name, value in marks.items():
                if name in number:
                    rows.append(len(owner))
                    columns.append(number[name])
                    values.append(float(value))
            owner.append(example)
            good.append(right)
    matrix = torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.tensor(values), (len(owner), len(names)))
    owners, rights = torch.tensor(owner), torch.tensor(good)
    weights = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def summed(scores: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
        raised = torch.where(kept, scores.exp(), torch.zeros_like(scores))
        return torch.zeros(len(examples)).index_add(0, owners, raised).log()

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.sparse.mm(matrix, weights.unsqueeze(1)).squeeze(1).clamp(-30, 30)
        everything = torch.ones_like(rights)
        value = (summed(scores, everything) - summed(scores, rights)).sum() + DAMPING * weights.square().sum() / 2
        value.backward()
        return value

    optimiser.step(loss)
    return {name: round(weights[index].item(), 2) for name, index in number.items()}


def main() -> None:
    """Print the tables of weights."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--kept", type=Path, required=True, help="where the encoder's layers are kept")
    options = arguments.parse_args()
    examples = [e for verb in verbs(options.data, options.kept, apart=False) if (e := options_of(verb)) is not None]
    weights = fit(examples)
    for group in ("place", "nowhere"):
        print(f"[{group}]")
        for name, weight in weights.items():
            if name.startswith(f"{group}/") and abs(weight) >= SMALLEST:
                print(f'"{name.partition("/")[2]}" = {weight}')
        print()


if __name__ == "__main__":
    main()
