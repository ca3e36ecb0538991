"""The analysis of the run before, for a run in which nothing has changed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import msgspec

from analyzer.cache_keys import MODEL_LIBRARIES, code_digest, content_key, record_key
from analyzer.protocols import Cache
from analyzer.schema import Analysis, Document

_KEY = content_key("analysis")
_ALL_ROOMS = ("",)
_LIBRARIES = (
    *MODEL_LIBRARIES,
    *("countryinfo", "faiss-cpu", "nupunkt", "py3langid", "rapidfuzz", "scikit-network", "scipy", "simplemma"),
)
_DIGEST_CHARS = len(_KEY)
_FAST = 1
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Analysis)


def kind_of_analyses() -> str:
    """Return the kind under which an analysis is kept: one value, of the last run's documents together."""
    return f"analyses/{code_digest(_ALL_ROOMS, _LIBRARIES)}"


class KeptAnalysis:
    """An analysis, kept with a digest of all that it was made from; another run's takes its place.

    Parameters
    ----------
    cache
        Where it is kept.
    made_from
        Everything that decides it but the code: documents, settings, models, and what people corrected.
    """

    def __init__(self, cache: Cache, *made_from: object) -> None:
        self._cache = cache
        self._digest = record_key(made_from).encode()

    def recall(self, documents: Sequence[Document]) -> Analysis | None:
        """Return the analysis of the run before if it was made from the same; ``None`` otherwise.

        Parameters
        ----------
        documents
            Those that are analysed; their texts are not kept a second time.
        """
        kind = kind_of_analyses()
        value = self._cache.get(kind, [_KEY]).get(_KEY, b"")
        if value[:_DIGEST_CHARS] != self._digest:
            return None
        text_of = {document.id: document.text for document in documents}
        try:
            analysis = _DECODER.decode(zlib.decompress(value[_DIGEST_CHARS:]))
            whole = tuple(replace(one, text=text_of[one.id]) for one in analysis.documents)
        except (msgspec.ValidationError, msgspec.DecodeError, zlib.error, KeyError):  # a broken value is not known
            return None
        return replace(analysis, documents=whole)

    def keep(self, analysis: Analysis) -> None:
        """Keep an analysis for the next run; not one whose names of files are no text."""
        owners = [document.id for document in analysis.documents]
        bare = replace(analysis, documents=tuple(replace(one, text="") for one in analysis.documents))
        if owners:
            with suppress(UnicodeEncodeError):
                value = self._digest + zlib.compress(_ENCODER.encode(bare), _FAST)
                self._cache.put(kind_of_analyses(), {_KEY: value}, {_KEY: owners}, replace=True)
