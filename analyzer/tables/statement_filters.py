"""Which statements are looked at: plain choices, and what they let through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from analyzer.schema import Document, Statement, Thread
from analyzer.tables.lookup import NOBODY, REPORTER, Lookup
from analyzer.tables.queues import document_name
from analyzer.tables.rows import WORDING


@dataclass(frozen=True, slots=True)
class StatementFilters:
    """What a reader has chosen; nothing chosen lets everything through.

    Attributes
    ----------
    speakers
        Names, as in :attr:`~analyzer.tables.lookup.Lookup.names`; or those for nobody and for the reporter.
    publishers, documents
        As :func:`~analyzer.tables.queues.document_name` names documents.
    kinds
        In words, as in :data:`~analyzer.tables.rows.WORDING`.
    stances
        As in the schema.
    threads
        As in :func:`thread_names`.
    since, until
        ISO dates, both included. With either, a statement of no known date does not pass.
    """

    speakers: Sequence[str] = ()
    publishers: Sequence[str] = ()
    documents: Sequence[str] = ()
    kinds: Sequence[str] = ()
    stances: Sequence[str] = ()
    threads: Sequence[str] = ()
    since: str = ""
    until: str = ""


Check = Callable[[Statement], bool]


def filter_options(lookup: Lookup) -> StatementFilters:
    """Return everything that can be chosen, sorted; ``since`` and ``until`` are the first and the last day."""
    said = lookup.analysis.statements
    days = [day for statement in said if (day := day_of(statement, lookup))]
    speaking = {speaker for statement in said for speaker in statement.speakers}
    unnamed = {lookup.speaker_of(statement) for statement in said if not statement.speakers}
    kinds = {statement.kind for statement in said}
    holding = [lookup.documents[id_] for id_ in {statement.document for statement in said}]
    return StatementFilters(
        speakers=sorted({lookup.names[speaker] for speaker in speaking} | unnamed),
        publishers=sorted({document.publisher for document in holding if document.publisher}),
        documents=sorted({document_name(document.id, lookup) for document in holding}),
        kinds=[words for kind, words in WORDING.items() if kind in kinds],
        stances=sorted({statement.stance for statement in said}),
        threads=sorted(thread_names(lookup).values()),
        since=min(days, default=""),
        until=max(days, default=""),
    )


def thread_names(lookup: Lookup) -> dict[str, str]:
    """Name every thread by its label; those that share one are numbered in the order of the analysis.

    Returns
    -------
    dict of str to str
        By thread id.
    """
    sharing = defaultdict[str, list[Thread]](list)
    for thread in lookup.analysis.threads:
        sharing[thread.label].append(thread)
    return {
        thread.id: label if len(threads) == 1 else f"{label} (no. {number})"
        for label, threads in sharing.items()
        for number, thread in enumerate(threads, start=1)
    }


def passing(
    statements: Sequence[Statement], filters: StatementFilters, lookup: Lookup, names: dict[str, str]
) -> npt.NDArray[np.bool_]:
    """Tell of every statement whether it fits every choice made.

    Parameters
    ----------
    names
        Of the threads, from :func:`thread_names`.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_statements,)``.
    """
    checks = list(_checks(filters, lookup, names))
    return np.array([all(check(statement) for check in checks) for statement in statements], np.bool_)


def day_of(statement: Statement, lookup: Lookup) -> str | None:
    """Return the day on which a statement was printed, ISO; ``None`` where it is not known or no day."""
    found = (statement.published or lookup.document_of(statement).published or "")[:10]
    try:
        return date.fromisoformat(found).isoformat()
    except ValueError:
        return None


def _checks(filters: StatementFilters, lookup: Lookup, names: dict[str, str]) -> Iterator[Check]:
    """Yield a check for every choice made, the quickest first."""
    if filters.kinds:
        yield lambda one: WORDING[one.kind] in filters.kinds
    if filters.stances:
        yield lambda one: one.stance in filters.stances
    if filters.speakers:
        chosen = set(filters.speakers)
        ids = {id_ for id_, name in lookup.names.items() if name in chosen}
        unnamed = chosen & {NOBODY, REPORTER}
        yield (
            lambda one: (
                not ids.isdisjoint(one.speakers)
                or (not one.speakers and bool(unnamed) and lookup.speaker_of(one) in unnamed)
            )
        )
    if filters.publishers or filters.documents:
        printing = {document.id for document in lookup.analysis.documents if _prints(document, filters, lookup)}
        yield lambda one: one.document in printing
    if filters.threads:
        threads = {id_ for id_, name in names.items() if name in set(filters.threads)}
        groups = {group.id for group in lookup.analysis.groups if group.thread in threads}
        yield lambda one: (group := lookup.group_of.get(one.id)) is not None and group.id in groups
    if filters.since or filters.until:
        yield (
            lambda one: (
                (day := day_of(one, lookup)) is not None
                and filters.since <= day
                and (not filters.until or day <= filters.until)
            )
        )


def _prints(document: Document, filters: StatementFilters, lookup: Lookup) -> bool:
    return (not filters.publishers or document.publisher in filters.publishers) and (
        not filters.documents or document_name(document.id, lookup) in filters.documents
    )
