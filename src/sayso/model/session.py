"""The packaged network, run with onnxruntime: one pass over a report gives its layers."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import numpy as np

from sayso.claim import ModelCard
from sayso.errors import ModelError
from sayso.model.decoding import Scores, decode
from sayso.model.layers import Layers
from sayso.model.sentences import split
from sayso.model.windows import plan
from sayso.model.wordpieces import Ints, encode
from sayso.model.words import words
from sayso.report import Report

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

CLS, SEP = 101, 102
BATCH = 4
"""Windows run together; more gains nothing on one thread and takes memory."""


class Model:
    """The weights with their label inventories; `read` gives the layers of a report."""

    def __init__(self, folder: Traversable) -> None:
        try:
            card = json.loads(folder.joinpath("card.json").read_text(encoding="utf-8"))
            weights = folder.joinpath("reader.onnx").read_bytes()
        except FileNotFoundError as missing:
            raise ModelError(
                "the packaged model is missing", source=str(missing.filename), remedy="Install sayso again."
            ) from missing
        if hashlib.sha256(weights).hexdigest() != card["sha256"]:
            raise ModelError(
                "the weights are not those that the model card names",
                source="reader.onnx",
                remedy="Install sayso again.",
            )
        self.card = ModelCard(name=card["name"], version=card["version"], sha256=card["sha256"])
        self.heads: dict[str, tuple[str, ...]] = {name: tuple(labels) for name, labels in card["heads"].items()}
        self._session = _session(weights)

    def read(self, report: Report) -> Layers:
        """Return the layers of a report; a text without letters or digits has empty ones."""
        text = report.text
        pieces = encode(text)
        sentences = [span for span in split(text) if words(text, *span)]
        if not sentences:
            return Layers((), (), (), (), (), (), (), ())
        edges = np.searchsorted(pieces.starts, [start for start, _ in sentences])
        ranges = [(int(a), int(b)) for a, b in zip(edges, [*edges[1:], len(pieces)], strict=True)]
        spans = [(number, word) for number, span in enumerate(sentences) for word in words(text, *span)]
        numbers, anchors = np.zeros(len(pieces), dtype=np.int64), []
        for number, (start, end) in spans:
            piece = int(np.searchsorted(pieces.starts, start))
            free = piece < len(pieces) and pieces.starts[piece] < end and not numbers[piece]
            anchors.append(piece if free else -1)
            if free:
                numbers[piece] = number + 1
        planned = plan([r for r in ranges if r[0] < r[1]])
        scores = Scores(len(pieces), planned)
        for first in range(0, len(planned), BATCH):
            batch = planned[first : first + BATCH]
            length = max(b - a for a, b in batch) + 2
            feed = {
                "ids": np.stack([_padded(pieces.ids[a:b], length, CLS, SEP) for a, b in batch]),
                "cases": np.stack([_padded(pieces.cases[a:b], length) for a, b in batch]),
                "breaks": np.stack([_padded(pieces.breaks[a:b], length) for a, b in batch]),
                "sentence": np.stack([_padded(numbers[a:b], length) for a, b in batch]),
            }
            scores.add(first, self._session.run(None, feed))
        return decode(text, pieces, tuple(sentences), spans, anchors, scores, self.heads)


def _padded(values: Ints, length: int, first: int = 0, last: int = 0) -> Ints:
    padded = np.zeros(length, dtype=np.int64)
    padded[0] = first
    padded[1 : len(values) + 1] = values
    padded[len(values) + 1] = last
    return padded


def _session(weights: bytes) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


@cache
def load() -> Model:
    """Return the packaged model, loaded once; raise `ModelError` where it is missing or altered."""
    return Model(files("sayso.model").joinpath("weights"))
