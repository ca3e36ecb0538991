"""What must hold in an analysis beyond its shape: ids that exist, spans inside the text they point into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.schema import Analysis, Conflict, ConflictSide, Document, Evidence, Group, Lineage, Span, Statement


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
    yield from check.documents_and_speakers()
    for statement in analysis.statements:
        yield from check.statement(statement)
    yield from check.groups()
    for number, comparison in enumerate(analysis.comparisons):
        pair = (comparison.left, comparison.right)
        yield from check.pair(f"comparisons[{number}]", pair, comparison.evidence)
    for conflict in analysis.conflicts:
        yield from check.conflict(conflict)
    if analysis.lineage is not None:
        yield from check.lineage(analysis.lineage)


class _Check:
    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = {document.id: document.text for document in analysis.documents}
        self.known: dict[str, dict[str, object]] = {
            "document": {d.id: d for d in analysis.documents},
            "speaker": {s.id: s for s in analysis.speakers},
            "statement": {s.id: s for s in analysis.statements},
            "thread": {t.id: t for t in analysis.threads},
            "group": {g.id: g for g in analysis.groups},
            "conflict": {c.id: c for c in analysis.conflicts},
        }
        self.text_of = {s.id: self.text[s.document] for s in analysis.statements if s.document in self.text}

    def same_ids(self) -> Iterator[str]:
        for kind, by_id in self.known.items():
            n_records = len(getattr(self.analysis, f"{kind}s"))
            if n_records != len(by_id):
                yield f"{kind}s: {n_records} records share {len(by_id)} ids; ids must be unique"

    def named(self, where: str, field: str, kind: str, ids: Iterable[str | None]) -> Iterator[str]:
        for name in ids:
            if name is not None and name not in self.known[kind]:
                yield f"{where}: {field} names {name}, which is no {kind} of this file"

    def inside(self, where: str, field: str, text: str, spans: Iterable[Span | None]) -> Iterator[str]:
        for span in spans:
            if span is not None and not 0 <= span.start <= span.end <= len(text):
                yield f"{where}: {field} [{span.start}, {span.end}] is not inside its text of {len(text)} characters"

    def documents_and_speakers(self) -> Iterator[str]:
        for document in self.analysis.documents:
            yield from self.document(document)
        for speaker in self.analysis.speakers:
            yield from self.named(f"speaker {speaker.id}", "speaks_for", "speaker", [speaker.speaks_for])

    def document(self, document: Document) -> Iterator[str]:
        where = f"document {document.id}"
        yield from self.named(where, "copy_of", "document", [document.copy_of])
        spans = [Span(section.start, section.end) for section in document.sections]
        yield from self.inside(where, "sections", document.text, spans)

    def statement(self, statement: Statement) -> Iterator[str]:
        where = f"statement {statement.id}"
        yield from self.named(where, "document", "document", [statement.document])
        yield from self.named(where, "speakers", "speaker", statement.speakers)
        yield from self.named(where, "via", "speaker", statement.via)
        for field in ("nested_in", "continuation_of", "disputes", "copy_of"):
            yield from self.named(where, field, "statement", [getattr(statement, field)])
        text = self.text.get(statement.document)
        if text is None:
            return
        whole = Span(statement.start, statement.end)
        yield from self.inside(where, "start, end", text, [whole])
        if text[slice(*whole)] != statement.text:
            yield f"{where}: text is not what stands at [{whole.start}, {whole.end}]; offsets count Unicode code points"
        for field in ("content", "quoted", "certainty_spans"):
            yield from self.inside(where, field, text, getattr(statement, field))
        yield from self.inside(where, "cue", text, [statement.cue])
        yield from self.inside(where, "speaker_mention", text, [statement.speaker_mention])

    def groups(self) -> Iterator[str]:
        held: dict[str, str] = {}
        for group in self.analysis.groups:
            where = f"group {group.id}"
            yield from self.named(where, "thread", "thread", [group.thread])
            yield from self.named(where, "members", "statement", group.members)
            if group.medoid not in group.members:
                yield f"{where}: medoid {group.medoid} is none of its members"
            for member in group.members:
                if held.setdefault(member, group.id) != group.id:
                    yield f"{where}: member {member} is also in group {held[member]}"
        for thread in self.analysis.threads:
            yield from self.named(f"thread {thread.id}", "groups", "group", thread.groups)
            for name in thread.groups:
                group_found = self.known["group"].get(name)
                if isinstance(group_found, Group) and group_found.thread != thread.id:
                    yield f"thread {thread.id}: group {name} says it belongs to thread {group_found.thread}"

    def pair(self, where: str, pair: tuple[str, str], evidence: Iterable[Evidence]) -> Iterator[str]:
        yield from self.named(where, "left, right", "statement", pair)
        for reason in evidence:
            for statement, spans in zip(pair, (reason.left_spans, reason.right_spans), strict=True):
                if statement in self.text_of:
                    field = f"evidence {reason.signal}"
                    yield from self.inside(where, field, self.text_of[statement], spans)

    def conflict(self, conflict: Conflict) -> Iterator[str]:
        where = f"conflict {conflict.id}"
        yield from self.named(where, "thread", "thread", [conflict.thread])
        yield from self.pair(where, (conflict.left.statement, conflict.right.statement), conflict.evidence)
        yield from self.side(f"{where}, left", conflict.left)
        yield from self.side(f"{where}, right", conflict.right)

    def side(self, where: str, side: ConflictSide) -> Iterator[str]:
        yield from self.named(where, "group", "group", [side.group])
        yield from self.named(where, "also", "statement", side.also)
        if side.statement in self.text_of:
            yield from self.inside(where, "spans", self.text_of[side.statement], side.spans)

    def lineage(self, lineage: Lineage) -> Iterator[str]:
        for merge in lineage.merges:
            yield from self.named(f"merge into {merge.into}", "into", merge.kind, [merge.into])
        for split in lineage.splits:
            yield from self.named(f"split of {split.source}", "into", split.kind, split.into)
        for edit in lineage.edits:
            where = f"edit of {edit.document}"
            yield from self.named(where, "document", "document", [edit.document])
            yield from self.named(where, "statements", "statement", [one.statement for one in edit.statements])
