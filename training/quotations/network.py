"""What training adds to the network's functions: parameters to learn, and the loss of a chain of labels."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from analyzer.models.minilm import N_LAYERS
from analyzer.models.minilm import encode as encode_pieces
from analyzer.models.quotations.network import LABELS, NEVER, allowed_firsts, allowed_pairs
from analyzer.models.quotations.network import read_words as read_pieces
from analyzer.models.quotations.reading import FEATURES
from training.encoder import Embeddings, Layer, packaged_layers

N_LABELS = len(LABELS)
N_HEAD, N_LINK = 256, 96


class Tagger(nn.Module):
    """All parameters that are shipped."""

    def __init__(self, *, dropout: float = 0.1, n_dimensions: int = 384, n_inner: int = 1536) -> None:
        super().__init__()
        self.dropout = dropout
        self.features = nn.ModuleList(nn.Embedding(size, n_dimensions) for size in FEATURES.values())
        for parameter in self.features.parameters():
            nn.init.zeros_(parameter)
        self.layers = nn.ModuleList(Layer(n_dimensions, n_inner) for _ in range(N_LAYERS))
        self.hidden = nn.Linear(n_dimensions + sum(FEATURES.values()), N_HEAD)
        self.label = nn.Linear(N_HEAD, N_LABELS)
        self.transitions = nn.Parameter(torch.zeros(N_LABELS, N_LABELS))
        self.starts = nn.Parameter(torch.zeros(N_LABELS))
        self.point = nn.Linear(N_HEAD, 4 * N_LINK)
        self.nothing = nn.Parameter(torch.zeros(2, N_LINK))

    @property
    def _rate(self) -> float:
        return self.dropout if self.training else 0.0

    def encode(self, embedded: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """Return the hidden state of each piece."""
        return encode_pieces(dict(self.named_parameters()), embedded, features, mask, dropout=self._rate)

    def read_words(self, states: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return label scores and pointers."""
        return read_pieces(dict(self.named_parameters()), states, features, dropout=self._rate)

    def chain(self) -> tuple[Tensor, Tensor]:
        """Return the scores of label pairs and of first labels, impossible ones at ``NEVER``."""
        device = self.transitions.device
        pairs = torch.from_numpy(~allowed_pairs()).to(device)
        firsts = torch.from_numpy(~allowed_firsts()).to(device)
        return self.transitions.masked_fill(pairs, NEVER), self.starts.masked_fill(firsts, NEVER)


def start_from(folder: Path, *, dropout: float) -> tuple[Embeddings, Tagger]:
    """Return the packaged embeddings and a tagger whose encoder is the packaged one."""
    tagger = Tagger(dropout=dropout)
    tagger.layers.load_state_dict(packaged_layers(folder).state_dict())
    return Embeddings(folder), tagger


def chain_loss(scores: Tensor, labels: Tensor, lengths: Tensor, pairs: Tensor, firsts: Tensor) -> Tensor:
    """Return the negative log-likelihood of the labels of all paragraphs, summed.

    Parameters
    ----------
    scores
        Shape ``(n_paragraphs, n_words, n_labels)``.
    labels
        Shape ``(n_paragraphs, n_words)``; any label beyond the lengths.
    lengths
        Words of each paragraph, at least 1.
    pairs, firsts
        Scores of label pairs and of first labels.
    """
    rows = torch.arange(len(scores), device=scores.device)
    total = torch.logsumexp(_paths(scores, pairs, firsts)[rows, lengths - 1], dim=-1)
    real = torch.arange(scores.shape[1], device=scores.device)[None] < lengths[:, None]
    own = (scores.gather(2, labels[..., None])[..., 0] * real).sum(1) + firsts[labels[:, 0]]
    own = own + (pairs[labels[:, :-1], labels[:, 1:]] * real[:, 1:]).sum(1)
    return (total - own).sum()


def _paths(scores: Tensor, pairs: Tensor, firsts: Tensor) -> Tensor:
    """Return the log-sum of all label paths up to each word."""
    alpha = scores[:, 0] + firsts
    found = [alpha]
    for word in range(1, scores.shape[1]):
        alpha = torch.logsumexp(alpha[:, :, None] + pairs, dim=1) + scores[:, word]
        found.append(alpha)
    return torch.stack(found, dim=1)
