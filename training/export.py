"""Export a checkpoint into the package: ONNX, int8 weights, and the card that names them.

python -m training.export --runs runs/main --version 0.1
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.labels import LINKS
from training.network import Network

PACKAGE = Path("src/sayso/model/weights")
INPUTS = ("ids", "cases", "breaks", "sentence")
OUTPUTS = ("tags", "happened", "governors", "relations", *LINKS)


def to_onnx(network: Network, path: Path) -> None:
    """Write *network* in full precision; batch and length are free."""
    network.eval()
    example = torch.ones((2, 9), dtype=torch.int64)
    free = {name: {0: "batch", 1: "length"} for name in INPUTS + OUTPUTS}
    for name in ("governors", *LINKS):
        free[name][2] = "length"
    torch.onnx.export(
        network, (example,) * len(INPUTS), str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=free, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Write the int8 network: weights a channel, reduced range (safe on processors without VNNI)."""
    quantize_dynamic(source, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    onnx.checker.check_model(str(target))


def main() -> None:
    """Export the newest checkpoint of a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, default=Path("runs/main"))
    parser.add_argument("--version", required=True)
    parser.add_argument("--package", type=Path, default=PACKAGE)
    parser.add_argument("--full", action="store_true", help="keep fp32, to compare")
    options = parser.parse_args()
    heads = {name: tuple(labels) for name, labels in json.loads((options.runs / "heads.json").read_text()).items()}
    network = Network(heads)
    state = torch.load(options.runs / "checkpoint.pt", map_location="cpu", weights_only=True)
    network.load_state_dict(state["network"])
    options.package.mkdir(parents=True, exist_ok=True)
    target = options.package / "reader.onnx"
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        to_onnx(network, full)
        if options.full:
            target.write_bytes(full.read_bytes())
        else:
            quantise(full, target)
    card = {
        "name": "sayso-reader",
        "version": options.version,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "megabytes": round(target.stat().st_size / 1e6, 1),
        "epochs": state["epoch"],
        "seed": state["seed"],
        "heads": heads,
    }
    (options.package / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(target, f"{target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
