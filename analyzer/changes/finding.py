"""Two runs to what changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.changes.documents import DocumentNews, document_news
from analyzer.changes.earlier import Earlier, Records, in_order, method_of, note_conflict, records_of
from analyzer.changes.matching import Known, match_conflicts, told_difference
from analyzer.changes.voices import new_voices
from analyzer.lineage import Edits, compare_editions, inherit_ids
from analyzer.schema import Analysis, Changes, ConflictChange, EarlierRun, NotedConflict, ReviewedConflict

_POSITION = "changed_position"


def nothing_to_compare_with(analysis: Analysis, why: str) -> Changes:
    """Say that a run was compared with none, and why."""
    return Changes(analysis.provenance.started_at, None, why)


def find_changes(analysis: Analysis, earlier: Earlier) -> Changes:
    """Tell what changed since an earlier run.

    Parameters
    ----------
    analysis
        A finished run, with the decisions of people about its conflicts.
    earlier
        Any other run, of whatever documents; conflicts and groups are found again whatever their ids are.

    Returns
    -------
    Changes
        It does not depend on the order of documents.
    """
    records, editions = records_of(analysis), compare_editions(analysis, earlier.summary)
    documents = document_news(analysis.documents, earlier.summary, editions)
    known = _known(analysis, earlier, editions, documents)
    matched = match_conflicts(earlier.conflicts, analysis.conflicts, records, known)
    news = tuple(_news(analysis, records, matched, known))
    same_method = method_of(analysis.provenance) == earlier.method
    gone = tuple(_resolved(earlier, matched, known, documents, same_method=same_method))
    return Changes(
        run=analysis.provenance.started_at,
        since=EarlierRun(earlier.number, earlier.started_at, same_method),
        conflicts=(*sorted(news, key=lambda change: change.news != "new"), *gone),
        n_unchanged=len(analysis.conflicts) - len(news),
        changed_positions=tuple(_positions(news)),
        voices=new_voices(analysis, records, earlier.summary, known.was, known.group_was),
        edited=documents.edited,
        added=documents.added,
        removed=documents.removed,
        moved=documents.moved,
    )


def _known(analysis: Analysis, earlier: Earlier, editions: Edits, documents: DocumentNews) -> Known:
    was, groups_before = editions.was, earlier.summary.group_members()
    members = {group.id: tuple(was.get(member, member) for member in group.members) for group in analysis.groups}
    inherited = inherit_ids(members, groups_before).id_of
    group_was = {now: before for now, before in inherited.items() if before in groups_before}
    address = {edition.id: edition.url or edition.path for edition in earlier.summary.documents}
    address_now = {document.id: document.url or document.path for document in analysis.documents}
    moved = {address[one.before]: address_now[one.document] for one in documents.moved if one.before and one.document}
    return Known(was, group_was, moved)


def _news(
    analysis: Analysis, records: Records, matched: Mapping[str, NotedConflict], known: Known
) -> Iterator[ConflictChange]:
    """Yield what is new or changed among the conflicts of this run, strongest first."""
    reviews = {reviewed.conflict: reviewed for reviewed in analysis.reviews}
    for conflict in in_order(analysis.conflicts):
        now, before = note_conflict(conflict, records), matched.get(conflict.id)
        dismissed = _is_dismissed(reviews.get(conflict.id))
        if before is None:
            yield ConflictChange("new", now, None, dismissed=dismissed)
        elif why := told_difference(before, now, known):
            yield ConflictChange("changed", now, before, why, dismissed=dismissed)


def _is_dismissed(reviewed: ReviewedConflict | None) -> bool:
    return reviewed is not None and reviewed.state == "stands" and reviewed.review.decision == "no_conflict"


def _positions(news: Sequence[ConflictChange]) -> Iterator[str]:
    for change in news:
        was = change.before.kind if change.before else None
        if change.now is not None and change.now.kind == _POSITION and was != _POSITION:
            yield change.now.id


def _resolved(
    earlier: Earlier, matched: Mapping[str, NotedConflict], known: Known, documents: DocumentNews, *, same_method: bool
) -> Iterator[ConflictChange]:
    still_found = {conflict.id for conflict in matched.values()}
    still_said = set(known.was.values())
    for before in earlier.conflicts:
        if before.id not in still_found:
            yield ConflictChange("resolved", None, before, _why_gone(before, still_said, documents, same_method))


def _why_gone(before: NotedConflict, still_said: set[str], documents: DocumentNews, same_method: bool) -> str:
    removed = {one.before for one in documents.removed}
    edited = {one.document.before for one in documents.edited}
    told = []
    for side in (before.left, before.right):
        if side.document in removed:
            told.append(f"{side.address} is no longer among the documents")
        elif side.document in edited:
            what = "reworded" if side.statement in still_said else "taken out"
            told.append(f"{side.address} was edited and this statement {what}, or what stands around it")
    if told:
        return "; ".join(dict.fromkeys(told))
    other = "" if same_method else ", by another version, model or setting"
    return f"both texts stand as they stood; they are not judged to differ now{other}"
