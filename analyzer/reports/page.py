"""What a report shows, chosen once for all formats; every cap leaves a count behind."""

from __future__ import annotations

from collections.abc import Sequence
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


def report_page(whole: Lookup, settings: ReportSettings, narrowing: Narrowing = EVERYTHING) -> Page:
    """Choose what a report shows."""
    narrowed = narrow(whole, narrowing)
    lookup = narrowed.lookup
    differing, dismissed = (
        [conflict for conflict in ranked_conflicts(lookup) if lookup.is_dismissed(conflict) is wanted]
        for wanted in (False, True)
    )
    conflicts = _rows(differing, lookup, settings)
    threads = [row for row in thread_rows(lookup) if row.n_statements > 1 or row.n_flagged or row.n_possible]
    groups = [row for row in group_rows(lookup) if len(row.members) + len(row.copies) > 1]
    speakers, statements, cautions = speaker_rows(lookup), statement_rows(lookup), caution_rows(lookup)
    shown, corrected = statements[: settings.max_rows], correction_rows(lookup)
    set_aside = _rows(dismissed, lookup, settings)
    placed = frozenset(row.id for row in shown) | _cited((*conflicts, *set_aside))
    entries = [
        *(row.id for row in (*conflicts, *set_aside)),
        *(row.id for row in threads[: settings.max_threads]),
        *(row.id for row in groups[: settings.max_groups]),
        *(row.id for row in shown),
    ]
    return Page(
        summary=summary(whole),
        narrowed=narrowed.told,
        flagged=tuple(row for row in conflicts if row.band == "flagged"),
        possible=tuple(row for row in conflicts if row.band == "possible"),
        dismissed=set_aside,
        progress=review_progress(whole),
        topics=tuple(_topic(row, lookup, settings) for row in threads[: settings.max_threads]),
        n_single_topics=len(lookup.analysis.threads) - len(threads),
        agreements=tuple(groups[: settings.max_groups]),
        n_single_groups=len(lookup.analysis.groups) - len(groups),
        speakers=speakers[: settings.max_rows],
        statements=shown,
        documents=document_rows(lookup),
        readings={r.document: r for r in readings(lookup, placed=placed, max_characters=settings.max_characters)},
        cautions=cautions[: settings.max_rows],
        corrections=corrected[: settings.max_rows],
        placed=placed,
        filters=page_filters(entries, lookup),
        charts=charts(lookup),
        left_out={
            "conflicts": len(differing) - len(conflicts),
            "dismissed conflicts": len(dismissed) - len(set_aside),
            "threads": len(threads[settings.max_threads :]),
            "groups": len(groups[settings.max_groups :]),
            "statements": len(statements) - len(shown),
            **_beyond(settings.max_rows, speakers=speakers, cautions=cautions, corrections=corrected),
        },
        provenance=lookup.analysis.provenance,
    )


def _beyond(most: int, **lists: Sequence[object]) -> dict[str, int]:
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
