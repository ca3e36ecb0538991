"""Settings to parts: chooses the real ones. The only importer of models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from analyzer.errors import ModelError, SettingsError
from analyzer.models.checking import ModelCheck, ModelPlace, check_encoder, check_relations, check_tagger, locate
from analyzer.models.graphs import Precision
from analyzer.models.hashing import HashingEncoder
from analyzer.models.networks import Backend
from analyzer.models.packaged_encoder import PackagedEncoder
from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.models.relation_model import CrossEncoderRelater, PackagedRelater
from analyzer.models.sentence_encoder import SentenceEncoder
from analyzer.pipeline import Parts
from analyzer.protocols import Encoder, RelationModel, Tagger
from analyzer.schema import ModelUse
from analyzer.settings import ComparisonSettings, EmbeddingSettings, Settings, StatementSettings

Choice = TypeVar("Choice")

_BACKENDS: dict[str, Backend] = {"onnx": "onnx", "torch": "torch"}
_PRECISIONS: dict[str, Precision | None] = {"onnx": "fp32", "onnx-int8": "int8", "torch": None}


def assemble(settings: Settings) -> Parts:
    """Choose the exchangeable parts; nothing heavy is loaded before it is used.

    Parameters
    ----------
    settings
        ``embeddings.model`` may be ``packaged``, a local folder, a name on the model hub, or ``hashed-words``: no
        model at all, for tests. ``statements.tagger`` may be ``packaged``, a file of weights, or ``none``.
        ``comparisons.relations`` may be these too (the file ends in ``.safetensors``), or a cross-encoder's folder or
        name. What is shipped runs on ONNX Runtime unless its backend says torch; the rest runs on torch.

    Raises
    ------
    SettingsError
        There is no such backend.
    """
    return Parts(
        encoder=_encoder(settings.embeddings),
        tagger=_tagger(settings.statements),
        relations=_relations(settings.comparisons),
    )


def on_torch(settings: Settings) -> Settings:
    """Return the settings with which the same models run on torch, the reference."""
    return replace(
        settings,
        embeddings=replace(settings.embeddings, backend="torch"),
        statements=replace(settings.statements, tagger_backend="torch"),
        comparisons=replace(settings.comparisons, relations_backend="torch"),
    )


def locate_models(settings: Settings) -> Iterator[ModelPlace | ModelError]:
    """Say where the files of each model are that the settings name; an error for one that is not here."""
    parts = assemble(settings)
    for model in (parts.tagger, parts.encoder, parts.relations):
        if model is not None:
            try:
                yield locate(model)
            except ModelError as error:
                yield error


def check_models(settings: Settings) -> Iterator[ModelCheck]:
    """Load each model that the settings name, which checks its digest, and compare it with itself on torch.

    Raises
    ------
    ModelError
        A model is missing, not the one expected, or cannot run.
    """
    parts, references = assemble(settings), assemble(on_torch(settings))
    if parts.tagger is not None and references.tagger is not None:
        yield check_tagger(parts.tagger, references.tagger)
    yield check_encoder(parts.encoder, references.encoder)
    if parts.relations is not None and references.relations is not None:
        yield check_relations(parts.relations, references.relations)


def prepare_models(settings: Settings) -> Iterator[ModelUse]:
    """Load each model that the settings name and use it once; one on the model hub is fetched.

    Raises
    ------
    ModelError
        A model is missing, not the one expected, or cannot run.
    """
    parts = assemble(settings)
    if parts.tagger is not None:
        parts.tagger.tag(["The mayor spoke."])
        yield parts.tagger.describe()
    parts.encoder.encode(["The mayor spoke."])
    yield parts.encoder.describe()
    if parts.relations is not None:
        parts.relations.relate([("The mayor spoke.", "The mayor was silent.")])
        yield parts.relations.describe()


def _encoder(chosen: EmbeddingSettings) -> Encoder:
    precision = _one_of("embeddings.backend", chosen.backend, _PRECISIONS)
    if chosen.model == "hashed-words":
        return HashingEncoder()
    if chosen.model == "packaged" and precision is not None:
        return PackagedEncoder(precision)
    return SentenceEncoder(chosen.model, batch_size=chosen.batch_size)


def _tagger(chosen: StatementSettings) -> Tagger | None:
    backend = _one_of("statements.tagger_backend", chosen.tagger_backend, _BACKENDS)
    if chosen.tagger == "none":
        return None
    return QuotationTagger(weights=None if chosen.tagger == "packaged" else Path(chosen.tagger), backend=backend)


def _relations(chosen: ComparisonSettings) -> RelationModel | None:
    backend = _one_of("comparisons.relations_backend", chosen.relations_backend, _BACKENDS)
    if chosen.relations == "none":
        return None
    if chosen.relations == "packaged":
        return PackagedRelater(backend=backend)
    if chosen.relations.endswith(".safetensors"):
        return PackagedRelater(weights=Path(chosen.relations), backend=backend)
    return CrossEncoderRelater(chosen.relations)


def _one_of(name: str, value: str, allowed: Mapping[str, Choice]) -> Choice:
    if value not in allowed:
        raise SettingsError(f"{name} must be one of {', '.join(allowed)}; found {value!r}")
    return allowed[value]
