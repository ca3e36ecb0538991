"""What must hold in an analysis beyond its shape: ids that exist, spans inside the text they point into.

Most analyses are sound: a plain check looks through many records at once, and only where it fails are they named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from analyzer.schema import Analysis, ConflictSide, Evidence, Span, Statement

_REFERENCES = (
    ("document", "copy_of", "document"),
    ("speaker", "speaks_for", "speaker"),
    ("statement", "document", "document"),
    ("statement", "speakers", "speaker"),
    ("statement", "via", "speaker"),
    ("statement", "nested_in", "statement"),
    ("statement", "continuation_of", "statement"),
    ("statement", "disputes", "statement"),
    ("statement", "copy_of", "statement"),
    ("group", "thread", "thread"),
    ("group", "members", "statement"),
    ("thread", "groups", "group"),
    ("conflict", "thread", "thread"),
)
"""Kind of a record, its field, and the kind of record whose ids stand there: one, none or several."""


def faults(analysis: Analysis) -> Iterator[str]:
    """Tell what is wrong, one sentence a fault, lazily; nothing for a sound analysis.

    Example
    -------
    >>> from analyzer.schema import Provenance, Speaker
    >>> ash = Speaker("sp-1", "Ash", speaks_for="sp-2")
    >>> list(faults(Analysis(Provenance("1", "3.11", "2024-01-01T00:00:00Z", 1.0), speakers=(ash,))))
    ['speaker sp-1: speaks_for names sp-2, which is no speaker of this file']
    """
    check = _Check(analysis)
    yield from check.same_ids()
    yield from check.references()
    yield from check.sections()
    yield from check.statements()
    yield from check.groups()
    yield from check.threads()
    yield from check.comparisons()
    yield from check.conflicts()
    yield from check.lineage()
    yield from check.reviews()
    yield from check.corrections()


class _Check:
    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        kinds = ("document", "speaker", "statement", "thread", "group", "conflict")
        self.known: dict[str, set[str | None]] = {
            kind: {None, *(record.id for record in getattr(analysis, f"{kind}s"))} for kind in kinds
        }
        self.text = {document.id: document.text for document in analysis.documents}
        self.length = {s.id: len(self.text[s.document]) for s in analysis.statements if s.document in self.text}

    def same_ids(self) -> Iterator[str]:
        for kind, ids in self.known.items():
            n_records, n_ids = len(getattr(self.analysis, f"{kind}s")), len(ids) - 1
            if n_records != n_ids:
                yield f"{kind}s: {n_records} records share {n_ids} ids; ids must be unique"

    def references(self) -> Iterator[str]:
        for what, field, kind in _REFERENCES:
            records = getattr(self.analysis, f"{what}s")
            if not self.known[kind].issuperset(chain.from_iterable(_ids(getattr(one, field)) for one in records)):
                for record in records:
                    yield from self.named(f"{what} {record.id}", field, kind, _ids(getattr(record, field)))

    def named(self, where: str, field: str, kind: str, ids: Iterable[str | None]) -> Iterator[str]:
        for name in ids:
            if name not in self.known[kind]:
                yield f"{where}: {field} names {name}, which is no {kind} of this file"

    def inside(self, where: str, field: str, length: int, spans: Iterable[Span | None]) -> Iterator[str]:
        for span in spans:
            if span is not None and not _all_inside((span,), length):
                yield f"{where}: {field} [{span.start}, {span.end}] is not inside its text of {length} characters"

    def sections(self) -> Iterator[str]:
        for document in self.analysis.documents:
            spans = [Span(section.start, section.end) for section in document.sections]
            yield from self.inside(f"document {document.id}", "sections", len(document.text), spans)

    def statements(self) -> Iterator[str]:
        for one in self.analysis.statements:
            text = self.text.get(one.document)
            if text is None:
                continue
            whole = Span(one.start, one.end)
            single = (whole, one.cue, one.speaker_mention)
            if not _all_inside((*single, *one.content, *one.quoted, *one.certainty_spans), len(text)):
                yield from self.spans(one, len(text))
            if text[one.start : one.end] != one.text:
                stands = f"text is not what stands at [{whole.start}, {whole.end}]"
                yield f"statement {one.id}: {stands}; offsets count Unicode code points"

    def spans(self, one: Statement, length: int) -> Iterator[str]:
        where = f"statement {one.id}"
        yield from self.inside(where, "start, end", length, [Span(one.start, one.end)])
        for field in ("content", "quoted", "certainty_spans"):
            yield from self.inside(where, field, length, getattr(one, field))
        for field in ("cue", "speaker_mention"):
            yield from self.inside(where, field, length, [getattr(one, field)])

    def groups(self) -> Iterator[str]:
        held: dict[str, str] = {}
        for group in self.analysis.groups:
            if group.medoid not in group.members:
                yield f"group {group.id}: medoid {group.medoid} is none of its members"
            for member in group.members:
                if held.setdefault(member, group.id) != group.id:
                    yield f"group {group.id}: member {member} is also in group {held[member]}"

    def threads(self) -> Iterator[str]:
        thread_of = {group.id: group.thread for group in self.analysis.groups}
        for thread in self.analysis.threads:
            for name in thread.groups:
                if thread_of.get(name, thread.id) != thread.id:
                    yield f"thread {thread.id}: group {name} says it belongs to thread {thread_of[name]}"

    def comparisons(self) -> Iterator[str]:
        for number, one in enumerate(self.analysis.comparisons):
            left, right = self.length.get(one.left), self.length.get(one.right)
            if (
                left is None
                or right is None
                or not all(
                    _all_inside(reason.left_spans, left) and _all_inside(reason.right_spans, right)
                    for reason in one.evidence
                )
            ):
                yield from self.pair(f"comparisons[{number}]", (one.left, one.right), one.evidence)

    def pair(self, where: str, pair: tuple[str, str], evidence: Iterable[Evidence]) -> Iterator[str]:
        yield from self.named(where, "left, right", "statement", pair)
        for reason in evidence:
            for statement, spans in zip(pair, (reason.left_spans, reason.right_spans), strict=True):
                if statement in self.length:
                    yield from self.inside(where, f"evidence {reason.signal}", self.length[statement], spans)

    def conflicts(self) -> Iterator[str]:
        for conflict in self.analysis.conflicts:
            where = f"conflict {conflict.id}"
            yield from self.pair(where, (conflict.left.statement, conflict.right.statement), conflict.evidence)
            yield from self.side(f"{where}, left", conflict.left)
            yield from self.side(f"{where}, right", conflict.right)

    def side(self, where: str, side: ConflictSide) -> Iterator[str]:
        yield from self.named(where, "group", "group", [side.group])
        yield from self.named(where, "also", "statement", side.also)
        if side.statement in self.length:
            yield from self.inside(where, "spans", self.length[side.statement], side.spans)

    def lineage(self) -> Iterator[str]:
        lineage = self.analysis.lineage
        if lineage is None:
            return
        for merge in lineage.merges:
            yield from self.named(f"merge into {merge.into}", "into", merge.kind, [merge.into])
        for split in lineage.splits:
            yield from self.named(f"split of {split.source}", "into", split.kind, split.into)
        for edit in lineage.edits:
            where = f"edit of {edit.document}"
            yield from self.named(where, "document", "document", [edit.document])
            yield from self.named(where, "statements", "statement", [one.statement for one in edit.statements])

    def reviews(self) -> Iterator[str]:
        reviewed: set[str] = set()
        for review in self.analysis.reviews:
            where = f"review of {review.conflict}"
            yield from self.named(where, "conflict", "conflict", [review.conflict])
            if review.conflict in reviewed:
                yield f"{where}: stands twice; a conflict has at most one"
            reviewed.add(review.conflict)
            if (review.state == "reopened") != (review.why is not None):
                yield f"{where}: expected a why exactly where it is reopened"

    def corrections(self) -> Iterator[str]:
        for number, one in enumerate(self.analysis.corrections):
            where = f"corrections[{number}]"
            yield from self.named(where, "statements", "statement", one.statements)
            if one.applied == (one.why_not is not None):
                yield f"{where}: expected a why_not exactly where it is not applied"


def _ids(value: str | tuple[str, ...] | None) -> Iterable[str | None]:
    return value if isinstance(value, tuple) else (value,)


def _all_inside(spans: Iterable[Span | None], length: int) -> bool:
    for span in spans:  # noqa: SIM110 - half as long as `all`, and called once or more for every record
        if span is not None and not 0 <= span[0] <= span[1] <= length:
            return False
    return True
