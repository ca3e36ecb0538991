"""The calls in order; read this first."""

from __future__ import annotations

import platform
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from analyzer import __version__
from analyzer.comparisons import compare_statements
from analyzer.conflicts import find_conflicts
from analyzer.copies import link_document_copies, link_statement_copies
from analyzer.documents import load_documents
from analyzer.embeddings import embed_statements
from analyzer.groups import group_statements
from analyzer.protocols import Encoder, Progress, RelationModel, Tagger
from analyzer.schema import Analysis, Embeddings, ModelUse, Provenance
from analyzer.settings import Settings
from analyzer.statements import extract_statements
from analyzer.threads import label_threads, thread_statements


@dataclass(frozen=True, slots=True)
class Parts:
    """The exchangeable parts of a run, chosen by :func:`analyzer.assembly.assemble`."""

    encoder: Encoder
    tagger: Tagger | None = None
    relations: RelationModel | None = None

    @property
    def models(self) -> tuple[ModelUse, ...]:
        """Which models these are."""
        return tuple(part.describe() for part in (self.tagger, self.encoder, self.relations) if part is not None)


def analyze(
    inputs: Sequence[Path], *, settings: Settings, parts: Parts, progress: Progress = lambda stage, done, total: None
) -> tuple[Analysis, Embeddings]:
    """Read documents, find who said what, and compare it.

    Parameters
    ----------
    inputs
        Files and folders; their order does not matter.
    settings, parts
        What decides, and what it is done with.
    progress
        Told about each stage as it goes.

    Returns
    -------
    Analysis, Embeddings
        Equal inputs give equal results but for ``started_at`` and ``seconds``.

    Notes
    -----
    An input that cannot be read, or does not exist, is listed in the provenance; the rest is analysed.
    """
    started_at, clock = datetime.now(UTC), time.perf_counter()
    loaded = load_documents(inputs, settings.documents, progress)
    documents = link_document_copies(loaded.documents, settings.copies)
    extracted = extract_statements(documents, settings.statements, parts.tagger, progress)
    speakers = extracted.speakers
    statements = link_statement_copies(extracted.statements, documents, settings.copies)
    embeddings = embed_statements(statements, parts.encoder, settings.embeddings, progress)
    thread_of = thread_statements(statements, embeddings, settings.threads)
    publisher_of = {document.id: document.publisher for document in documents}
    compared = compare_statements(
        statements, speakers, embeddings, thread_of, settings.comparisons, progress, parts.relations, publisher_of
    )
    groups = group_statements(statements, speakers, embeddings, compared.comparisons, thread_of, settings.groups)
    conflicts = find_conflicts(statements, speakers, compared.comparisons, groups, settings.conflicts)
    provenance = Provenance(
        analyzer_version=__version__,
        python=platform.python_version(),
        started_at=started_at.isoformat(timespec="seconds"),
        seconds=time.perf_counter() - clock,
        settings=asdict(settings),
        models=parts.models,
        inputs=loaded.inputs,
        warnings=(*loaded.cautions, *extracted.cautions, *compared.cautions),
    )
    analysis = Analysis(
        provenance=provenance,
        documents=documents,
        speakers=speakers,
        statements=statements,
        threads=label_threads(groups, statements, speakers),
        comparisons=compared.comparisons,
        groups=groups,
        conflicts=conflicts,
    )
    return keep_narration_that_takes_part(analysis, embeddings)


def keep_narration_that_takes_part(analysis: Analysis, embeddings: Embeddings) -> tuple[Analysis, Embeddings]:
    """Drop unattributed sentences that are alone in their group and in no conflict, and whatever mentions only them.

    A group of narration and its copies alone takes no part either: it is one text printed again.
    """
    narration = {one.id for one in analysis.statements if one.kind == "narration"}
    original = {one.id: one.copy_of or one.id for one in analysis.statements}
    named = {
        statement
        for conflict in analysis.conflicts
        for side in (conflict.left, conflict.right)
        for statement in (side.statement, *side.also)
    }
    kept_groups, dropped = [], set[str]()
    for group in analysis.groups:
        together = not narration.issuperset(group.members) or len({original[member] for member in group.members}) > 1
        if together or named.intersection(group.members):
            kept_groups.append(group)
        else:
            dropped.update(group.members)
    ids = {group.id for group in kept_groups}
    threads = [replace(one, groups=tuple(group for group in one.groups if group in ids)) for one in analysis.threads]
    rows = [row for row, statement in enumerate(embeddings.statements) if statement not in dropped]
    kept = replace(
        analysis,
        statements=tuple(one for one in analysis.statements if one.id not in dropped),
        groups=tuple(kept_groups),
        threads=tuple(thread for thread in threads if thread.groups),
        comparisons=tuple(one for one in analysis.comparisons if one.left not in dropped and one.right not in dropped),
    )
    return kept, Embeddings(tuple(embeddings.statements[row] for row in rows), embeddings.vectors[rows])
