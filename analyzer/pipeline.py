"""The calls in order; read this first."""

from __future__ import annotations

import platform
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from analyzer import __version__
from analyzer.comparisons import compare_statements, kinds_of_comparisons
from analyzer.conflicts import find_conflicts
from analyzer.copies import link_document_copies, link_statement_copies
from analyzer.corrections import Corrected, correct_groups, correct_statements, parted_only
from analyzer.documents import LoadedDocuments, join_documents, kinds_of_documents, load_documents
from analyzer.embeddings import embed_statements, kind_of_vectors
from analyzer.groups import GroupMaker, group_statements, largest_first
from analyzer.kept_analysis import KeptAnalysis, kind_of_analyses
from analyzer.protocols import NO_CACHE, Cache, Encoder, Progress, RelationModel, Tagger
from analyzer.schema import (
    Analysis,
    AppliedCorrection,
    Caution,
    Correction,
    Document,
    Embeddings,
    InputFile,
    ModelUse,
    Provenance,
)
from analyzer.settings import Settings
from analyzer.statements import extract_statements, kinds_of_statements
from analyzer.threads import kinds_of_threads, label_threads, thread_statements

NO_DOCUMENTS = LoadedDocuments((), ())


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
    inputs: Sequence[Path],
    *,
    settings: Settings,
    parts: Parts,
    progress: Progress = lambda stage, done, total: None,
    cache: Cache = NO_CACHE,
    known: LoadedDocuments = NO_DOCUMENTS,
    corrections: Sequence[Correction] = (),
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
    cache
        What it knows is not computed again; the result is the same.
    known
        Documents that an earlier run has read, to be analysed with those of the inputs.
    corrections
        What people corrected in earlier results, in the order in which they did.

    Returns
    -------
    Analysis, Embeddings
        Equal inputs give equal results but for ``started_at`` and ``seconds``.

    Notes
    -----
    An input that cannot be read, or does not exist, is listed in the provenance; the rest is analysed.
    """
    started_at, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.perf_counter()
    loaded = join_documents(load_documents(inputs, settings.documents, progress, cache), known)
    kept = KeptAnalysis(cache, loaded, settings, parts.models, tuple(corrections))
    analysis = kept.recall(loaded.documents)
    if analysis is not None:
        embeddings = embed_statements(analysis.statements, parts.encoder, settings.embeddings, progress, cache)
    else:
        analysis, embeddings = _analyze_documents(loaded, settings, parts, progress, cache, corrections)
        kept.keep(analysis)
    provenance = _provenance(settings, parts, loaded.inputs, analysis.provenance.warnings)
    timed = replace(provenance, started_at=started_at, seconds=time.perf_counter() - clock)
    return replace(analysis, provenance=timed), embeddings


def _analyze_documents(
    loaded: LoadedDocuments,
    settings: Settings,
    parts: Parts,
    progress: Progress,
    cache: Cache,
    corrections: Sequence[Correction],
) -> tuple[Analysis, Embeddings]:
    """Find who said what in documents, and compare it; when, and how long it took, is not told."""
    progress("copies", 0, 1)
    documents = link_document_copies(loaded.documents, settings.copies)
    extracted = extract_statements(documents, settings.statements, parts.tagger, progress, cache)
    corrected = correct_statements(extracted.statements, extracted.speakers, documents, corrections)
    progress("copies of statements", 0, 1)
    statements = link_statement_copies(corrected.statements, documents, settings.copies)
    embeddings = embed_statements(statements, parts.encoder, settings.embeddings, progress, cache)
    corrected = replace(corrected, statements=statements)
    provenance = _provenance(settings, parts, loaded.inputs, (*loaded.cautions, *extracted.cautions))
    related = _relate(provenance, corrected, documents, embeddings, settings, parts, progress, cache, corrections)
    return keep_narration_that_takes_part(related, embeddings)


def _relate(
    provenance: Provenance,
    corrected: Corrected,
    documents: tuple[Document, ...],
    embeddings: Embeddings,
    settings: Settings,
    parts: Parts,
    progress: Progress,
    cache: Cache,
    corrections: Sequence[Correction],
) -> Analysis:
    """Compare statements and read the judged pairs as groups and conflicts; the second half of :func:`analyze`."""
    statements, speakers = corrected.statements, corrected.speakers
    progress("threads", 0, 1)
    thread_of = thread_statements(statements, embeddings, settings.threads, cache)
    publishers = {document.id: document.publisher for document in documents}
    compared = compare_statements(
        statements, speakers, embeddings, thread_of, settings.comparisons, progress, parts.relations, publishers, cache
    )
    progress("groups and conflicts", 0, 1)
    pairs = compared.comparisons
    found = group_statements(statements, speakers, embeddings, pairs, thread_of, settings.groups, publishers)
    make = GroupMaker(embeddings, speakers, thread_of, publishers)
    regrouped = correct_groups(found, corrected, documents, pairs, make.group, corrections)
    groups = largest_first(regrouped.groups)
    conflicts = find_conflicts(statements, speakers, parted_only(pairs, found, groups), groups, settings.conflicts)
    cautions = (*provenance.warnings, *compared.cautions, *_not_applied(regrouped.told))
    return Analysis(
        provenance=replace(provenance, warnings=cautions),
        documents=documents,
        speakers=speakers,
        statements=statements,
        threads=label_threads(groups, statements, speakers),
        comparisons=pairs,
        groups=groups,
        conflicts=conflicts,
        corrections=regrouped.told,
    )


def _not_applied(told: Sequence[AppliedCorrection]) -> list[Caution]:
    return [
        Caution("corrections", f"what {one.correction.person or 'somebody'} corrected is not applied: {one.why_not}")
        for one in told
        if not one.applied
    ]


def _provenance(
    settings: Settings,
    parts: Parts,
    inputs: tuple[InputFile, ...],
    cautions: tuple[Caution, ...],
) -> Provenance:
    """Say what made a result; not yet when, and how long it took."""
    return Provenance(
        analyzer_version=__version__,
        python=platform.python_version(),
        started_at="",
        seconds=0.0,
        settings=asdict(settings),
        models=parts.models,
        inputs=inputs,
        warnings=cautions,
    )


def kinds_of_run(settings: Settings, parts: Parts) -> tuple[str, ...]:
    """Return the kinds under which a run with these settings and parts keeps things in a cache."""
    return (
        *kinds_of_documents(settings.documents),
        *kinds_of_statements(settings.statements, parts.tagger),
        kind_of_vectors(parts.encoder),
        *kinds_of_threads(settings.threads),
        *kinds_of_comparisons(settings.comparisons, parts.relations),
        kind_of_analyses(),
    )


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
        corrections=tuple(
            replace(one, statements=tuple(id_ for id_ in one.statements if id_ not in dropped))
            for one in analysis.corrections
        ),
    )
    return kept, Embeddings(tuple(embeddings.statements[row] for row in rows), embeddings.vectors[rows])
