"""Fine-tune the encoder for every layer at once.

    python -m training.train --data ../shared/data --runs runs/main

Without an accelerator it uses the processor's bfloat16 where there is one. A checkpoint is written
after every epoch; the same command goes on from the last one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training import corpora, event_corpora
from training.corpora import Document, Span
from training.encoder import fetch
from training.examples import IGNORE, Example, Prepared
from training.labels import LINKS, inventory
from training.network import BagAt, Network
from training.resume import resume
from training.taught import Layers, taught

BATCH = 8
RATE, HEADS_FASTER, WARM_UP, DECAY = 2e-4, 5, 0.06, 0.01
RECASE = 0.08
WEIGHTS = {"cue_source": 2.0, "content_cue": 3.0, "happened": 1.0, "governor": 0.5, "relation": 0.5, "upos": 0.3,
           "lemma": 0.3, "event": 0.7, "negated": 0.5, "entity": 0.5, "antecedent": 0.5, "event_place": 2.0,
           "kind": 0.6, "bags": 5.0, "incidents": 3.0, "incident_of": 0.5, "side": 1.5, "status": 3.0,
           "event_actor": 2.0, "event_recipient": 2.0}  # fmt: skip
"""Loss weights, 1 where none is named; see training/README.md for how they were chosen."""


REPEATS = {"polnear": 0.9, "re3d": 8, "names": 0.3, "tempeval": 0.5, "wikiwars": 0.3, "ewt": 1, "gum": 1,
           "muc4": 1.1, "cameo_class": 3, "cameo_ner": 1.2, "plover": 0.1, "event_location": 0.3,
           "own": 4}  # fmt: skip
"""How often an epoch goes through each corpus; a part of a corpus is drawn anew each time."""
CAPITALS = frozenset({"muc4"})
"""Corpora that are printed in capitals: every second window of theirs is read in small letters."""


def training_documents(
    data: Path, *, lexicon: dict[str, list[Span]], layers: dict[str, Layers], leave_out: Iterable[str] = ()
) -> dict[str, list[Document]]:
    """Return the training part of every corpus, by its name.

    *lexicon* holds the trigger table's labels of a text, *layers* what an earlier release says of it.
    """
    found = {
        "polnear": list(corpora.polnear(data, "train")),
        "re3d": list(corpora.re3d(data, "train")),
        "names": list(corpora.names(data, "train")),
        "tempeval": list(corpora.tempeval(data, apart=False)),
        "wikiwars": list(corpora.wikiwars(data, apart=False)),
        "ewt": list(corpora.ewt(data, "train")),
        "gum": list(corpora.gum(data, "train")),
        "muc4": list(event_corpora.muc4(data, "train", lexicon=lexicon)),
        "cameo_class": list(event_corpora.cameo_class(data, lexicon=lexicon)),
        "cameo_ner": list(event_corpora.cameo_ner(data)),
        "plover": list(event_corpora.plover_synthetic(data)),
        "event_location": list(event_corpora.event_location(data)),
        "own": list(event_corpora.own_sentences(apart=False)),
    }
    return {
        name: [taught(document, layers) for document in documents]
        for name, documents in found.items()
        if name not in set(leave_out)
    }


def development_documents(data: Path) -> list[Document]:
    """Return the documents that choices are made by."""
    return [
        *corpora.polnear(data, "dev"),
        *corpora.re3d(data, "dev"),
        *corpora.tempeval(data, apart=True),
        *list(corpora.names(data, "dev"))[:80],
        *list(corpora.ewt(data, "dev"))[:80],
        *list(event_corpora.muc4(data, "dev"))[:100],
        *list(corpora.gum(data, "dev"))[:6],
        *event_corpora.own_sentences(apart=True),
    ]


def drawn(documents: Sequence[Prepared], times: float, chance: random.Random) -> list[Prepared]:
    """Return the documents as many times over, a random part of them for what is left."""
    whole = int(times)
    return [*documents] * whole + chance.sample(documents, round((times - whole) * len(documents)))


def batches(prepared: dict[str, list[Prepared]], chance: random.Random, *, share: float = 1.0) -> list[list[Example]]:
    """Return an epoch's batches: windows cut anew, those of like length together, in random order.

    *share* is the part of every corpus that a shortened epoch goes through, to compare settings.
    """
    examples = [
        example
        for name, documents in prepared.items()
        for document in drawn(documents, REPEATS[name] * share, chance)
        for example in document.windows(chance, recase=0.5 if name in CAPITALS else RECASE)
    ]
    chance.shuffle(examples)
    examples.sort(key=lambda e: len(e.ids) // 16)
    found: list[list[Example]] = []
    batch: list[Example] = []
    for example in examples:
        longest = max(len(e.ids) for e in [*batch, example])
        if batch and longest * (len(batch) + 1) > BATCH * 256:
            found.append(batch)
            batch = []
        batch.append(example)
    if batch:
        found.append(batch)
    chance.shuffle(found)
    return found


def collate(batch: list[Example], names: Iterable[str], device: str) -> dict[str, Tensor]:
    """Return the padded tensors of a batch; heads without a target there are all `IGNORE`."""
    length = max(len(e.ids) for e in batch)

    def padded(arrays: list[np.ndarray], fill: float) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(a, (0, length - len(a)), constant_values=fill) for a in arrays])).to(
            device
        )

    tensors = {name: padded([getattr(e, name) for e in batch], 0) for name in ("ids", "cases", "breaks", "sentence")}
    tensors["happened"] = padded([e.happened for e in batch], np.nan)
    tensors["candidate"] = padded([e.candidate for e in batch], 0)
    unknown = (IGNORE,) * len(event_corpora.INCIDENTS)
    tensors["incidents"] = torch.tensor([e.incidents or unknown for e in batch], device=device)
    for name in names:
        missing = [np.full(len(e.ids), IGNORE, dtype=np.int64) for e in batch]
        tensors[name] = padded([e.targets.get(name, m) for e, m in zip(batch, missing, strict=True)], IGNORE)
    return tensors


def bags_of(batch: list[Example]) -> list[BagAt]:
    """Return the bags of a batch, each with the row that it is in."""
    return [(row, *bag) for row, example in enumerate(batch) for bag in example.bags]


def spans_of(tags: Iterable[int], labels: tuple[str, ...]) -> set[tuple[int, int, str]]:
    """Return the spans that a sequence of tags marks."""
    found, start, kind = set(), None, ""
    for index, tag in enumerate([*tags, 0]):
        prefix, _, label = labels[tag].partition("-")
        if start is not None and (prefix != "I" or label != kind):
            found.add((start, index, kind))
            start = None
        if prefix != "O" and start is None:
            start, kind = index, label
    return found


@torch.no_grad()
def evaluate(
    network: Network, heads: dict[str, tuple[str, ...]], prepared: Iterable[Prepared], device: str
) -> dict[str, float]:
    """Return dev figures by window: F1 of each span layer's labels, accuracy of the other heads."""
    network.eval()
    count: Counter[str] = Counter()
    targets = [*network.tagged, "relation", "governor", *LINKS]
    for document in prepared:
        for example in document.windows():
            batch = collate([example], targets, device)
            tags, _, arcs, relations, *links = network(batch["ids"], batch["cases"], batch["breaks"], batch["sentence"])
            guesses = {n: s[0].argmax(1) for n, s in zip(network.tagged, tags.split(network.sizes, 2), strict=True)}
            guesses |= {"governor": arcs[0].argmax(1), "relation": relations[0]}
            guesses |= {name: scores[0].argmax(1) for name, scores in zip(LINKS, links, strict=True)}
            for name, target in example.targets.items():
                guess = guesses[name].cpu().numpy()
                if name in heads and heads[name][0] == "O":
                    gold = spans_of(np.where(target < 0, 0, target), heads[name])
                    found = spans_of(np.where(target < 0, 0, guess), heads[name])
                    for label in {s[2] for s in gold | found}:
                        count[f"{name}.{label}", "gold"] += sum(s[2] == label for s in gold)
                        count[f"{name}.{label}", "found"] += sum(s[2] == label for s in found)
                        count[f"{name}.{label}", "right"] += sum(s[2] == label for s in gold & found)
                else:
                    count[name, "known"] += int((target >= 0).sum())
                    count[name, "right"] += int(((guess == target) & (target >= 0)).sum())
    network.train()
    figures = {}
    for name, kind in sorted(count):
        if kind == "gold":
            figures[name] = 2 * count[name, "right"] / max(1, count[name, "gold"] + count[name, "found"])
        elif kind == "known":
            figures[name] = count[name, "right"] / max(1, count[name, "known"])
    return figures


def rate_at(step: int, steps: int) -> float:
    """Return the learning rate's factor: linear warm-up, then linear decay to 2 %."""
    warm = max(1, int(steps * WARM_UP))
    return (step + 1) / warm if step < warm else max(0.02, (steps - step) / max(1, steps - warm))


def parts(network: Network, *, rate: float) -> list[dict[str, object]]:
    """Return the parameter groups: the pretrained encoder slowly, the new heads faster, the vocabulary frozen."""
    network.words.weight.requires_grad = False
    old = [p for n, p in network.named_parameters() if n.startswith(("layers", "norm", "positions"))]
    new = [p for n, p in network.named_parameters() if not n.startswith(("layers", "norm", "positions", "words"))]
    return [{"params": old, "base": rate}, {"params": new, "base": HEADS_FASTER * rate}]


class Training:
    """A run: the corpora prepared, the network, and where its checkpoints are."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.bfloat16 = self.device == "cuda" or bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # noqa: SLF001
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        options.runs.mkdir(parents=True, exist_ok=True)
        lexicon = {t: [(*s,) for s in spans] for t, spans in json.loads(options.lexicon.read_text()).items()}
        layers = json.loads(options.taught.read_text()) if options.taught else {}
        documents = training_documents(options.data, lexicon=lexicon, layers=layers, leave_out=options.leave_out)
        self.heads = inventory(d for group in documents.values() for d in group)
        (options.runs / "heads.json").write_text(json.dumps(self.heads, indent=1), encoding="utf-8")
        self.prepared = {name: [Prepared(d, self.heads) for d in group] for name, group in documents.items()}
        self.dev = [Prepared(d, self.heads) for d in development_documents(options.data)]
        print("wordpieces", {n: sum(len(d.pieces) for d in g) for n, g in self.prepared.items()}, flush=True)
        self.network = Network(self.heads).to(self.device)
        self.network.load_encoder(fetch(options.encoder))
        if options.continued:
            print("continued from the packaged weights:", resume(self.network, self.heads), "tensors", flush=True)
        self.checkpoint = options.runs / "checkpoint.pt"
        self.began, self.seen = time.monotonic(), 0

    def run(self) -> None:
        """Go through the epochs, from the last checkpoint on."""
        optimiser = torch.optim.AdamW(
            parts(self.network, rate=self.options.rate), weight_decay=DECAY, betas=(0.9, 0.98)
        )
        first = 0
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
            self.network.load_state_dict(state["network"])
            optimiser.load_state_dict(state["optimiser"])
            first = state["epoch"]
        for epoch in range(first, self.options.epochs):
            self.epoch(epoch, optimiser)
            self.save({"epoch": epoch + 1, "optimiser": optimiser.state_dict()})

    def epoch(self, epoch: int, optimiser: torch.optim.Optimizer) -> None:
        """Train for one epoch."""
        names = [*self.network.tagged, "relation", "governor", *LINKS]
        chance = random.Random(self.options.seed * 1000 + epoch)
        found = batches(self.prepared, chance, share=self.options.share)
        for at, batch in enumerate(found):
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * rate_at(epoch * len(found) + at, self.options.epochs * len(found))
            tensors = collate(batch, names, self.device)
            with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.bfloat16):
                losses = self.network.losses(tensors, bags_of(batch))
            total = torch.stack([WEIGHTS.get(n, 1.0) * loss for n, loss in losses.items()]).sum()
            optimiser.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            optimiser.step()
            self.seen += int((tensors["ids"] > 0).sum())
            if at % 20 == 0:
                pace = self.seen / (time.monotonic() - self.began)
                where = f"epoch {epoch} {at}/{len(found)}"
                print(f"{where} loss {total.item():.4f} {pace:.0f} wordpieces/s", flush=True)

    def save(self, state: dict[str, object]) -> None:
        """Write a checkpoint and the dev figures."""
        torch.save(state | {"network": self.network.state_dict(), "seed": self.options.seed}, self.checkpoint)
        figures = evaluate(self.network, self.heads, self.dev, self.device)
        where = {"epoch": state["epoch"], "seconds": time.monotonic() - self.began}
        print("dev", json.dumps(where | {n: round(f, 4) for n, f in figures.items()}), flush=True)
        with (self.options.runs / "figures.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(where | figures) + "\n")


def main() -> None:
    """Parse the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--encoder", type=Path, default=Path("runs/encoder.safetensors"), help="fetched where missing")
    parser.add_argument("--runs", type=Path, default=Path("runs/main"))
    parser.add_argument("--lexicon", type=Path, default=Path("runs/lexicon.json"), help="by training.lexicon_labels")
    parser.add_argument("--taught", type=Path, help="an earlier release's trees and places, by training.taught")
    parser.add_argument("--continued", action="store_true", help="begin with the packaged weights")
    parser.add_argument("--rate", type=float, default=RATE, help="of the encoder; the heads' is five times as high")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--share", type=float, default=1.0, help="the part of an epoch to go through")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leave-out", nargs="*", default=[], help="corpora to train without")
    Training(parser.parse_args()).run()


if __name__ == "__main__":
    main()
