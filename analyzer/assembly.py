"""Settings to parts: chooses the real ones. The only importer of models."""

from __future__ import annotations

from pathlib import Path

from analyzer.models.hashing import HashingEncoder
from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.models.relation_model import CrossEncoderRelater, PackagedRelater
from analyzer.models.sentence_encoder import SentenceEncoder
from analyzer.pipeline import Parts
from analyzer.protocols import Encoder, RelationModel, Tagger
from analyzer.settings import ComparisonSettings, EmbeddingSettings, Settings, StatementSettings


def assemble(settings: Settings) -> Parts:
    """Choose the exchangeable parts; nothing heavy is loaded before it is used.

    Parameters
    ----------
    settings
        ``embeddings.model`` may be ``packaged``, a local folder, a name on the model hub, or ``hashed-words``: no
        model at all, for tests. ``statements.tagger`` may be ``packaged``, a file of weights, or ``none``.
        ``comparisons.relations`` may be these too (the file ends in ``.safetensors``), or a cross-encoder's folder or
        name.
    """
    return Parts(
        encoder=_encoder(settings.embeddings),
        tagger=_tagger(settings.statements),
        relations=_relations(settings.comparisons),
    )


def _encoder(chosen: EmbeddingSettings) -> Encoder:
    if chosen.model == "hashed-words":
        return HashingEncoder()
    return SentenceEncoder(chosen.model, batch_size=chosen.batch_size)


def _tagger(chosen: StatementSettings) -> Tagger | None:
    if chosen.tagger == "none":
        return None
    return QuotationTagger(weights=None if chosen.tagger == "packaged" else Path(chosen.tagger))


def _relations(chosen: ComparisonSettings) -> RelationModel | None:
    if chosen.relations == "none":
        return None
    if chosen.relations == "packaged":
        return PackagedRelater()
    if chosen.relations.endswith(".safetensors"):
        return PackagedRelater(weights=Path(chosen.relations))
    return CrossEncoderRelater(chosen.relations)
