"""The models that read what a person types: those that made the analysis, and no others.

An analysis may name any model, in a folder or on a model hub. Opening it must not load what somebody else has put
there, nor ask anybody for it: only models that come with this program are used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from analyzer.errors import ModelError, SettingsError
from analyzer.schema import Analysis, Embeddings
from analyzer.settings import Settings, change_settings

if TYPE_CHECKING:
    from analyzer.pipeline import Parts
    from dashboard.state import Opened

_SHIPPED_ENCODERS, _SHIPPED_RELATIONS = ("packaged", "hashed-words"), ("packaged", "none")


@dataclass(frozen=True, slots=True)
class ReadingModels:
    """What there is to read a typed text with.

    Attributes
    ----------
    settings
        Those of the analysis, as far as they can be used here.
    parts
        ``None`` when nothing can be read by meaning.
    vectors
        Of the statements, by the same encoder; ``None`` when there are none that fit it.
    told
        What a reader should know of that, in sentences.
    """

    settings: Settings
    parts: Parts | None
    vectors: Embeddings | None
    told: tuple[str, ...]


def models_for(opened: Opened) -> ReadingModels:
    """Return the models of an analysis, loaded when they are first needed."""
    settings, told = usable_settings(opened.analysis)
    try:
        parts = _loaded(settings)
    except ModelError as error:
        return ReadingModels(settings, None, None, (*told, f"The model cannot be loaded: {error}"))
    vectors = opened.embeddings()
    if vectors is None:
        told = (
            *told,
            "The vectors of the statements (embeddings.npy) are not beside the analysis, or are not its own.",
        )
    elif not _is_of(parts, opened.analysis):
        vectors = None
        told = (*told, "The statements were embedded by another model than the one that comes with this program.")
    return ReadingModels(settings, parts, vectors, told)


def usable_settings(analysis: Analysis) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings of an analysis with shipped models only, and what had to be changed, in sentences."""
    told = []
    try:
        settings = change_settings(Settings(), analysis.provenance.settings, "the settings of this analysis")
    except SettingsError:
        settings = Settings()
        told.append("The analysis was made with settings that this version does not know; those shipped are used.")
    if settings.comparisons.relations not in _SHIPPED_RELATIONS:
        told.append("The analysis used a relation model of its own, which is not loaded here; the signals alone judge.")
        settings = replace(settings, comparisons=replace(settings.comparisons, relations="none"))
    if settings.embeddings.model not in _SHIPPED_ENCODERS:
        settings = replace(settings, embeddings=Settings().embeddings)
    return replace(settings, statements=replace(settings.statements, tagger="none")), tuple(told)


@st.cache_resource(
    max_entries=2, show_spinner="Loading the model that reads what you type …", hash_funcs={Settings: repr}
)
def _loaded(settings: Settings) -> Parts:
    from analyzer.assembly import assemble

    parts = assemble(settings)
    parts.encoder.encode(["The mayor spoke."])
    return parts


def _is_of(parts: Parts, analysis: Analysis) -> bool:
    """Tell whether the vectors of an analysis were made by this encoder, on whatever it ran."""
    own = parts.encoder.describe()
    used = (model for model in analysis.provenance.models if model.role == "embedder")
    return any((model.name, model.revision_or_sha256) == (own.name, own.revision_or_sha256) for model in used)
