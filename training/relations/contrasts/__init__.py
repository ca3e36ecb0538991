"""Contrast pairs made from news sentences: small edits whose relation to the sentence is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from training.relations.contrasts import figures, rewrites, views, words
from training.relations.contrasts.edits import Tools
from training.relations.rows import Row
from training.relations.sentences import Sentence

MAKERS: Mapping[str, Callable[[Sentence, Tools], Iterator[Row]]] = {
    "rewrites": rewrites.rewrites,
    "clauses": rewrites.clauses,
    "figures": figures.figures,
    "circumstances": figures.circumstances,
    "opposites": words.opposites,
    "kinds": words.kinds,
    "names": words.names,
    "negations": words.negations,
    "same story": words.same_story,
    "positions": views.positions,
    "denials": views.denials,
    "certainties": views.certainties,
    "judgements": views.judgements,
}
