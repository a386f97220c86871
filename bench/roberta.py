"""An encoder of RoBERTa-base's shape over windows: what the peers' reader costs before it decides anything.

    python -m bench.roberta WINDOWS

WINDOWS is a JSON file: for each article the lengths of its windows. Weights are random: speed does not
depend on them. Shape: Liu et al. 2019, arXiv 1907.11692, table 9: 12 layers of 768 with 12 heads, 3,072 inside,
50,265 entries of vocabulary, 514 positions. There are no heads on top and no tokenizer before it, which favours it.
Prints the CPU-seconds of the passes alone.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 12, 768, 12, 3072, 50265, 514


def main(windows: Path) -> None:
    """Pass all windows, one at a time, on one thread."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(0)
    layer = nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, activation="gelu", batch_first=True)
    words, places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
    encoder = nn.TransformerEncoder(layer, LAYERS).eval()
    articles = json.loads(windows.read_text())
    with torch.inference_mode():
        begun = time.process_time()
        for lengths in articles:
            for length in lengths:
                ids = torch.randint(VOCABULARY, (1, length))
                encoder(words(ids) + places(torch.arange(length)))
        print(json.dumps({"cpu_s": time.process_time() - begun}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
