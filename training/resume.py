"""The packaged int8 weights as a starting point, so that a new release need not begin at the bare encoder.

int8 keeps each channel within a 127th of its largest weight: a start, which training then goes on from.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.export import PACKAGE
from training.labels import LINKS
from training.network import Network

Heads = dict[str, tuple[str, ...]]
SKIPPED = ("words.weight",)
"""Taken from the bare encoder, which the vocabulary's frozen embeddings are those of."""
LABELLED = ("tags", "relation")
"""Layers whose rows stand for labels, which may have moved."""


def resume(network: Network, heads: Heads, *, package: Path = PACKAGE) -> int:
    """Fill *network* from the packaged weights, label by label; return how many tensors were found.

    What the package does not know (a new head, a new label) stays as it is.
    """
    found = packaged(package / "reader.onnx")
    before = json.loads((package / "card.json").read_text(encoding="utf-8"))["heads"]
    filled = 0
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            value = found.get(name)
            if value is None or name in SKIPPED:
                continue
            layer, _, part = name.partition(".")
            if layer in LABELLED and part in {"weight", "bias"}:
                for at, was in _moved(before, heads, relations=layer == "relation"):
                    parameter[at] = value[was]
            else:
                assert parameter.shape == value.shape, name
                parameter.copy_(value)
            filled += 1
    return filled


def _moved(before: Heads, heads: Heads, *, relations: bool) -> list[tuple[int, int]]:
    """Return the row of each label now and the row that it had in the package, of the labels that both know."""

    def at(labels: Heads) -> dict[tuple[str, str], int]:
        pairs = [(head, label) for head in labels if (head == "relation") == relations for label in labels[head]]
        return {pair: row for row, pair in enumerate(pairs)}

    was = at(before)
    return [(row, was[pair]) for pair, row in at(heads).items() if pair in was]


def packaged(path: Path) -> dict[str, torch.Tensor]:
    """Return the weights of an int8 export by their names in `Network`."""
    graph = onnx.load(str(path)).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {name: value for name, value in arrays.items() if value.dtype == np.float32}
    for node in graph.node:
        name = next((x for x in node.input if x.endswith("_quantized") and x in arrays), None)
        if name is None:
            continue
        bare = name.removesuffix("_quantized")
        zero = arrays[f"{bare}_zero_point"].astype(np.float32)
        value = (arrays[name].astype(np.float32) - zero) * arrays[f"{bare}_scale"]
        if bare.startswith("onnx::"):  # a linear layer, whose weights the export has turned about
            module = node.name.strip("/").removesuffix("/MatMul_quant").replace("/", ".")
            found[f"{module}.weight"] = value.T
        else:
            found[bare] = value
    renamed = {f"links.{k}" if k.split(".")[0] in LINKS else k: v for k, v in found.items()}
    return {name: torch.from_numpy(np.array(value)) for name, value in renamed.items()}
