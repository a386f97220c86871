"""The network: a six-layer BERT encoder with all heads on its last layer.

`Network.forward` is what is exported; `losses` is what is trained.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (PyTorch's own name for it)

from sayso.model.wordpieces import CASES
from training.event_corpora import KINDS, QUAD
from training.labels import LINKS

WIDTH, LAYERS, ATTENTION_HEADS, VOCABULARY = 384, 6, 12, 30522
FAR = -1e4
BagAt = tuple[int, int, int, str, int]
"""Row of the batch, half-open range of wordpieces, scheme and target of a `Bag`."""
IN_QUAD = torch.tensor([[kind in group for kind in KINDS] for group in QUAD])


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm_output = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output for *x*, [batch, length, 384]; *mask* is added to the attention scores."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4).unbind(0)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm_attention(x + F.dropout(attended, self.dropout, self.training))
        changed = self.narrow(F.gelu(self.wide(x)))
        return self.norm_output(x + F.dropout(changed, self.dropout, self.training))


class Biaffine(nn.Module):
    """Scores of every pair of wordpieces: [batch, from, to]."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.start = nn.Linear(WIDTH, size)
        self.end = nn.Linear(WIDTH, size)
        self.weight = nn.Parameter(torch.zeros(size, size))
        self.prior = nn.Linear(size, 1, bias=False)
        nn.init.normal_(self.weight, std=size**-0.5 / 4)

    def forward(self, x: Tensor) -> Tensor:
        """Return the scores for *x*, [batch, length, 384]."""
        start, end = F.gelu(self.start(x)), F.gelu(self.end(x))
        return (start @ self.weight) @ end.transpose(1, 2) + self.prior(end).transpose(1, 2)


class Network(nn.Module):
    """Encoder and heads. *heads* maps a head's name to its labels."""

    def __init__(self, heads: dict[str, tuple[str, ...]], *, dropout: float = 0.05) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        self.breaks = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.breaks.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        self.tagged = [name for name in heads if name != "relation"]
        self.sizes = [len(heads[name]) for name in self.tagged]
        self.tags = nn.Linear(WIDTH, sum(self.sizes))
        self.happened = nn.Linear(WIDTH, 1)
        self.governor = Biaffine(192)
        self.links = nn.ModuleDict({name: Biaffine(size) for name, size in LINKS.items()})
        self.dependent = nn.Linear(WIDTH, 128)
        self.head = nn.Linear(WIDTH, 128)
        self.relation = nn.Linear(3 * 128, len(heads["relation"]))

    def load_encoder(self, path: Path) -> None:
        """Fill the encoder from the safetensors file of all-MiniLM-L6-v2."""
        found = load_file(path)
        get = lambda name: found[name] if name in found else found[f"bert.{name}"]  # noqa: E731
        with torch.no_grad():
            self.words.weight.copy_(get("embeddings.word_embeddings.weight"))
            self.positions.weight.copy_(
                get("embeddings.position_embeddings.weight") + get("embeddings.token_type_embeddings.weight")[0]
            )
            self._copy(self.norm, get, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{number}"
                for kind in ("weight", "bias"):
                    parts = [get(f"{prefix}.attention.self.{part}.{kind}") for part in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                self._copy(layer.out, get, f"{prefix}.attention.output.dense")
                self._copy(layer.norm_attention, get, f"{prefix}.attention.output.LayerNorm")
                self._copy(layer.wide, get, f"{prefix}.intermediate.dense")
                self._copy(layer.narrow, get, f"{prefix}.output.dense")
                self._copy(layer.norm_output, get, f"{prefix}.output.LayerNorm")

    @staticmethod
    def _copy(module: nn.Module, get, prefix: str) -> None:
        module.weight.copy_(get(f"{prefix}.weight"))
        module.bias.copy_(get(f"{prefix}.bias"))

    def encode(self, ids: Tensor, cases: Tensor, breaks: Tensor) -> Tensor:
        """Return the last layer, [batch, length, 384]; wordpiece 0 is padding."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.cases(cases) + self.breaks(breaks)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = ((ids == 0).to(x.dtype) * FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return F.dropout(x, self.dropout, self.training)

    def arcs(self, x: Tensor, sentence: Tensor) -> Tensor:
        """Return scores of each word's governor, [batch, dependent, governor], within its sentence alone."""
        same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence[:, None, :] > 0)
        return self.governor(x) + torch.where(same, 0.0, FAR)

    def relations(self, x: Tensor, governors: Tensor) -> Tensor:
        """Return the scores of each relation between a word and its governor, [batch, length, relations]."""
        dependent, head = self.dependent(x), self.head(x)
        head = torch.gather(head, 1, governors[:, :, None].expand(-1, -1, head.shape[2]))
        return self.relation(F.gelu(torch.cat([dependent, head, dependent * head], 2)))

    def forward(self, ids: Tensor, cases: Tensor, breaks: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        """Return tags, happened, governor scores, relation labels, and the scores of each kind of link."""
        x = self.encode(ids, cases, breaks)
        arcs = self.arcs(x, sentence)
        relations = self.relations(x, arcs.argmax(2)).argmax(2)
        return self.tags(x), self.happened(x)[:, :, 0], arcs, relations, *(link(x) for link in self.links.values())

    def losses(self, batch: dict[str, Tensor], bags: Sequence[BagAt] = ()) -> dict[str, Tensor]:
        """Return the summed loss of each head that the batch has targets for, over the wordpieces of the batch."""
        x = self.encode(batch["ids"], batch["cases"], batch["breaks"])
        size = (batch["ids"] > 0).sum()
        found: dict[str, Tensor] = {}

        def add(name: str, scores: Tensor, targets: Tensor) -> None:
            known = targets >= 0
            if known.any():
                found[name] = F.cross_entropy(scores[known].float(), targets[known], reduction="sum") / size

        parts = dict(zip(self.tagged, self.tags(x).split(self.sizes, 2), strict=True))
        for name, scores in parts.items():
            add(name, scores, batch[name])
        if (batch["governor"] >= 0).any():
            add("governor", self.arcs(x, batch["sentence"]), batch["governor"])
            add("relation", self.relations(x, batch["governor"].clamp(min=0)), batch["relation"])
        for name, link in self.links.items():
            if (batch[name] >= 0).any():
                padding = (batch["ids"] == 0).to(x.dtype)[:, None, :] * FAR
                add(name, link(x) + padding, batch[name])
        if bags:
            found["bags"] = bagged(parts["kind"].float(), batch["candidate"], bags) / size
        if (batch["incidents"] >= 0).any():
            found["incidents"] = told(parts["incident"].float(), batch["candidate"], batch["incidents"]) / size
        known = ~torch.isnan(batch["happened"])
        if known.any():
            error = F.smooth_l1_loss(
                self.happened(x)[:, :, 0][known].float(), batch["happened"][known], reduction="sum"
            )
            found["happened"] = error / size
        return found


def bagged(kinds: Tensor, candidate: Tensor, bags: Sequence[BagAt]) -> Tensor:
    """Return the summed loss of stretches of text whose kind of event is known, but not the word that says so.

    A stretch's odds for a kind are the sum of its words' odds of that kind against none (learning from multiple
    instances), so the words that make the difference come to be marked. *kinds* is [batch, length, kinds].
    """
    losses = []
    for row, first, last, scheme, target in bags:
        odds = (kinds[row, first:last] - kinds[row, first:last, :1])[candidate[row, first:last] == 1]
        if not len(odds):
            continue
        total = odds.logsumexp(0)
        total = torch.cat([torch.zeros_like(total[:1]), total[1:]])  # nothing at all has the odds 1
        if scheme == "quad":
            total = torch.stack([total[group].logsumexp(0) for group in IN_QUAD.to(total.device)])
        losses.append(F.cross_entropy(total[None], torch.tensor([target], device=total.device)))
    return torch.stack(losses).sum() if losses else kinds.sum() * 0


def told(incident: Tensor, candidate: Tensor, wanted: Tensor) -> Tensor:
    """Return the summed loss of windows that tell of a kind of incident (1), do not (0), or are not known to.

    A window tells of an incident where any of its words does. *incident* is [batch, length, 1 + incidents].
    """
    never = torch.log1p(-incident.softmax(2)[:, :, 1:].clamp(max=0.999)) * candidate[:, :, None]
    never = never.sum(1).clamp(max=-1e-4)
    loss = torch.where(wanted == 1, -torch.log(-torch.expm1(never)), -never)
    return loss[wanted >= 0].sum()
