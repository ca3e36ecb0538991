"""Settings to parts: chooses the real ones. The only importer of models."""

from __future__ import annotations

from analyzer.models.hashing import HashingEncoder
from analyzer.models.sentence_encoder import SentenceEncoder
from analyzer.pipeline import Parts
from analyzer.settings import Settings


def assemble(settings: Settings) -> Parts:
    """Choose the exchangeable parts; nothing heavy is loaded before it is used.

    Parameters
    ----------
    settings
        ``embeddings.model`` may be ``packaged``, a local folder, a name on the model hub, or ``hashed-words``: no
        model at all, for tests.
    """
    chosen = settings.embeddings
    if chosen.model == "hashed-words":
        return Parts(encoder=HashingEncoder())
    return Parts(encoder=SentenceEncoder(chosen.model, batch_size=chosen.batch_size))
