"""Whether a model's files are here, and whether it gives what the same model gives on torch, the reference."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np

from analyzer.protocols import Encoder, RelationModel, Tagger
from analyzer.schema import ModelUse

MIN_COSINE = {"fp32": 0.9999, "int8": 0.95}
MAX_DIFFERENCE = 1e-3

_SENTENCES = (
    "The mayor said on Tuesday that the bridge would stay closed until May.",
    "“We have no choice,” the port director told reporters. “The cranes are not safe.”",
    "Farmers warned that the harvest could fail; the ministry denied it.",
    "At least 40 people were hurt, according to the police.",
    "The talks went well, a spokesman for the government said.",
)


@runtime_checkable
class Located(Protocol):
    """A model that stands in files."""

    def place(self) -> Path:
        """Return its file or folder."""
        ...


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """Where a model is: nowhere if it is computed without files; ``n_bytes`` counts all files of its folder."""

    use: ModelUse
    path: Path | None
    n_bytes: int


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """How far a model agrees with the reference, in words, and whether that is near enough."""

    use: ModelUse
    agreement: str
    passed: bool


def locate(model: Encoder | Tagger | RelationModel) -> ModelPlace:
    """Say where a model's files are.

    Raises
    ------
    ModelError
        They are missing.
    """
    use = model.describe()
    if not isinstance(model, Located):
        return ModelPlace(use, None, 0)
    path = model.place()
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return ModelPlace(use, path, sum(one.stat().st_size for one in files))


def check_encoder(encoder: Encoder, reference: Encoder) -> ModelCheck:
    """Compare the vectors of some sentences."""
    use = encoder.describe()
    cosines = (encoder.encode(_SENTENCES) * reference.encode(_SENTENCES)).sum(axis=1)
    least = MIN_COSINE["int8" if use.name.endswith("int8") else "fp32"]
    return ModelCheck(use, f"least cosine {cosines.min():.6f}", bool(cosines.min() >= least))


def check_tagger(tagger: Tagger, reference: Tagger) -> ModelCheck:
    """Compare the quotations of some sentences, and how probable each word is to be something said."""
    text = "\n\n".join(_SENTENCES)
    (found,), (expected,) = tagger.tag([text]), reference.tag([text])
    spans = [[(one.content, one.cue, one.source) for one in each.quotations] for each in (found, expected)]
    same = spans[0] == spans[1] and found.words == expected.words
    difference = float(np.abs(np.subtract(found.inside, expected.inside)).max()) if same else 1.0
    words = f"{len(spans[0])} quotations alike, probabilities within {difference:.0e}" if same else "other quotations"
    return ModelCheck(tagger.describe(), words, difference <= MAX_DIFFERENCE)


def check_relations(model: RelationModel, reference: RelationModel) -> ModelCheck:
    """Compare the scores of some pairs."""
    pairs = [(first, second) for first in _SENTENCES for second in _SENTENCES]
    difference = float(np.abs(model.relate(pairs) - reference.relate(pairs)).max())
    return ModelCheck(model.describe(), f"scores within {difference:.0e}", difference <= MAX_DIFFERENCE)
