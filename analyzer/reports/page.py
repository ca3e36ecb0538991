"""What a report shows, chosen once for all formats; every cap leaves a count behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.reports.charts import Charts, charts
from analyzer.reports.filters import Filters, page_filters
from analyzer.schema import Conflict, Provenance
from analyzer.settings import ReportSettings
from analyzer.tables import (
    AccountsTable,
    CautionRow,
    ConflictRow,
    CorrectionRow,
    DocumentRow,
    GroupRow,
    Lookup,
    Reading,
    ReviewProgress,
    SpeakerRow,
    StatementRow,
    Summary,
    ThreadRow,
    accounts_table,
    caution_rows,
    conflict_row,
    correction_rows,
    document_rows,
    group_rows,
    ranked_conflicts,
    readings,
    review_progress,
    speaker_rows,
    statement_rows,
    summary,
    thread_rows,
)
from analyzer.tables.narrowing import Narrowing, narrow

EVERYTHING = Narrowing()
MOST_DOCUMENTS_PRINTED = 50


@dataclass(frozen=True, slots=True)
class Topic:
    """A thread with its accounts table."""

    thread: ThreadRow
    accounts: AccountsTable


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a report shows.

    Attributes
    ----------
    summary, progress
        Of the whole analysis, also where a part of it is shown.
    narrowed
        What part is shown, a sentence each; nothing where all of it is.
    flagged, possible
        Conflicts that nobody dismissed, strongest first.
    dismissed
        Conflicts that a person found to be none.
    topics
        Threads of more than one statement; ``n_single_topics`` counts the others.
    agreements
        Groups of more than one text, copies included; ``n_single_groups`` counts the others.
    placed
        Ids of the statements whose place in the documents is marked.
    left_out
        What is capped, in words, to what was left out.
    """

    summary: Summary
    narrowed: tuple[str, ...]
    flagged: tuple[ConflictRow, ...]
    possible: tuple[ConflictRow, ...]
    dismissed: tuple[ConflictRow, ...]
    progress: ReviewProgress
    topics: tuple[Topic, ...]
    n_single_topics: int
    agreements: tuple[GroupRow, ...]
    n_single_groups: int
    speakers: tuple[SpeakerRow, ...]
    statements: tuple[StatementRow, ...]
    documents: tuple[DocumentRow, ...]
    readings: dict[str, Reading]
    cautions: tuple[CautionRow, ...]
    corrections: tuple[CorrectionRow, ...]
    placed: frozenset[str]
    filters: Filters
    charts: Charts
    left_out: dict[str, int]
    provenance: Provenance

    @property
    def is_long(self) -> bool:
        """Whether it holds so many documents that nobody wants all of it on paper."""
        return len(self.documents) > MOST_DOCUMENTS_PRINTED


@dataclass(frozen=True, slots=True)
class _Lists:
    """What is listed, under the caps; conflicts that nobody dismissed apart from those that somebody did."""

    conflicts: tuple[ConflictRow, ...]
    dismissed: tuple[ConflictRow, ...]
    threads: tuple[ThreadRow, ...]
    groups: tuple[GroupRow, ...]
    speakers: tuple[SpeakerRow, ...]
    statements: tuple[StatementRow, ...]
    cautions: tuple[CautionRow, ...]
    corrections: tuple[CorrectionRow, ...]
    n_threads: int
    n_groups: int
    left_out: dict[str, int]

    @property
    def entries(self) -> list[str]:
        """Ids of what can be filtered."""
        rows: tuple[ConflictRow | ThreadRow | GroupRow | StatementRow, ...]
        rows = (*self.conflicts, *self.dismissed, *self.threads, *self.groups, *self.statements)
        return [row.id for row in rows]


def report_page(whole: Lookup, settings: ReportSettings, narrowing: Narrowing = EVERYTHING) -> Page:
    """Choose what a report shows."""
    narrowed = narrow(whole, narrowing)
    lookup = narrowed.lookup
    listed = _lists(lookup, settings)
    cited = _cited((*listed.conflicts, *listed.dismissed))
    placed = frozenset(row.id for row in listed.statements) | cited
    return Page(
        summary=summary(whole),
        narrowed=narrowed.told,
        flagged=tuple(row for row in listed.conflicts if row.band == "flagged"),
        possible=tuple(row for row in listed.conflicts if row.band == "possible"),
        dismissed=listed.dismissed,
        progress=review_progress(whole),
        topics=tuple(_topic(row, lookup, settings) for row in listed.threads),
        n_single_topics=len(lookup.analysis.threads) - listed.n_threads,
        agreements=listed.groups,
        n_single_groups=len(lookup.analysis.groups) - listed.n_groups,
        speakers=listed.speakers,
        statements=listed.statements,
        documents=document_rows(lookup),
        readings={r.document: r for r in readings(lookup, placed=placed, max_characters=settings.max_characters)},
        cautions=listed.cautions,
        corrections=listed.corrections,
        placed=placed,
        filters=page_filters(listed.entries, lookup),
        charts=charts(lookup),
        left_out=listed.left_out,
        provenance=lookup.analysis.provenance,
    )


def _lists(lookup: Lookup, settings: ReportSettings) -> _Lists:
    differing, dismissed = (
        [conflict for conflict in ranked_conflicts(lookup) if lookup.is_dismissed(conflict) is wanted]
        for wanted in (False, True)
    )
    threads = [row for row in thread_rows(lookup) if row.n_statements > 1 or row.n_flagged or row.n_possible]
    groups = [row for row in group_rows(lookup) if len(row.members) + len(row.copies) > 1]
    speakers, statements = speaker_rows(lookup), statement_rows(lookup)
    cautions, corrections = caution_rows(lookup), correction_rows(lookup)
    return _Lists(
        _rows(differing, lookup, settings),
        _rows(dismissed, lookup, settings),
        tuple(threads[: settings.max_threads]),
        tuple(groups[: settings.max_groups]),
        speakers[: settings.max_rows],
        statements[: settings.max_rows],
        cautions[: settings.max_rows],
        corrections[: settings.max_rows],
        n_threads=len(threads),
        n_groups=len(groups),
        left_out={
            **_beyond(settings.max_conflicts, {"conflicts": differing, "dismissed conflicts": dismissed}),
            **_beyond(settings.max_threads, {"threads": threads}),
            **_beyond(settings.max_groups, {"groups": groups}),
            **_beyond(settings.max_rows, {"speakers": speakers, "statements": statements}),
            **_beyond(settings.max_rows, {"cautions": cautions, "corrections": corrections}),
        },
    )


def _beyond(most: int, lists: Mapping[str, Sequence[object]]) -> dict[str, int]:
    return {what: len(rows[most:]) for what, rows in lists.items()}


def _rows(conflicts: Sequence[Conflict], lookup: Lookup, settings: ReportSettings) -> tuple[ConflictRow, ...]:
    return tuple(conflict_row(conflict, lookup) for conflict in conflicts[: settings.max_conflicts])


def _topic(row: ThreadRow, lookup: Lookup, settings: ReportSettings) -> Topic:
    accounts = accounts_table(
        lookup.threads[row.id],
        lookup,
        max_columns=settings.max_table_speakers,
        max_rows=settings.max_table_claims,
    )
    return Topic(row, accounts)


def _cited(conflicts: tuple[ConflictRow, ...]) -> frozenset[str]:
    sides = [side for conflict in conflicts for side in (conflict.left, conflict.right)]
    return frozenset(row.id for side in sides for row in (side.statement, *side.also))
