"""What people corrected, in words: what it was about, who and when, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.schema import AppliedCorrection, Cited, Correction, CorrectionKind
from analyzer.tables.lookup import Lookup, joined
from analyzer.tables.reviews import NO_NAME, when_words

CORRECTION_WORDS: Mapping[CorrectionKind, str] = {
    "speaker": "Speaker",
    "merge_speakers": "Speakers merged",
    "split_speaker": "Speaker split",
    "not_a_statement": "Not a statement",
    "boundary": "Boundary",
    "move": "Moved to another group",
    "split_group": "Group split",
    "join_groups": "Groups joined",
}
_MARKS: Mapping[CorrectionKind, str] = {
    "speaker": "speaker corrected",
    "merge_speakers": "speakers merged",
    "split_speaker": "speaker corrected",
    "not_a_statement": "corrected",
    "boundary": "boundary corrected",
    "move": "group corrected",
    "split_group": "group corrected",
    "join_groups": "group corrected",
}
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction.

    Attributes
    ----------
    entry
        The entry in the log of decisions that says so, for taking it back; may be empty.
    words
        What kind of correction.
    what
        What was corrected, in a sentence.
    who
        The person, in words also where no name was given.
    at, when
        ISO time; and the same as people write it.
    state
        ``applied`` or ``not applied``.
    note, why_not, told
        The person's reason; why it was not applied; what else to know of it. Empty where there is none.
    numbers
        The statements of this analysis that it changed, by their numbers.
    """

    entry: str
    kind: CorrectionKind
    words: str
    what: str
    person: str
    who: str
    at: str
    when: str
    state: str
    note: str
    why_not: str
    told: str
    numbers: tuple[int, ...]


def correction_rows(lookup: Lookup) -> tuple[CorrectionRow, ...]:
    """Shape all corrections: those that were not applied first, then the latest first."""
    rows = [_row(one, lookup) for one in reversed(lookup.analysis.corrections)]
    return tuple(sorted(rows, key=lambda row: row.state == "applied"))


def correction_marks(statement: str, lookup: Lookup) -> tuple[str, ...]:
    """Say how a statement is corrected: ``speaker corrected by Ash``, each once."""
    corrections = (one.correction for one in lookup.corrected.get(statement, ()))
    return tuple(dict.fromkeys(f"{_MARKS[one.kind]} by {one.person or NO_NAME}" for one in corrections))


def statement_and_copies(statement: str, lookup: Lookup) -> tuple[str, ...]:
    """Return a statement and the same text printed elsewhere: what a correction of it is about.

    Returns
    -------
    tuple of str
        Ids, the statement itself first.
    """
    original = lookup.statements[statement].copy_of or statement
    copies = sorted(one.id for one in lookup.statements.values() if original in (one.id, one.copy_of))
    return tuple(dict.fromkeys((statement, *copies)))


def _row(one: AppliedCorrection, lookup: Lookup) -> CorrectionRow:
    correction = one.correction
    return CorrectionRow(
        entry=correction.entry,
        kind=correction.kind,
        words=CORRECTION_WORDS[correction.kind],
        what=_sentence(correction),
        person=correction.person,
        who=correction.person or NO_NAME,
        at=correction.at,
        when=when_words(correction.at),
        state="applied" if one.applied else "not applied",
        note=correction.note,
        why_not=one.why_not or "",
        told=one.told or "",
        numbers=tuple(sorted(lookup.numbers[statement] for statement in one.statements)),
    )


def _sentence(correction: Correction) -> str:
    """Say what a correction says, in the words that the statements had then."""
    cited = joined([_quoted(one) for one in correction.statements]) or "(no statement)"
    names = [speaker.name for speaker in correction.speakers]
    are = "is" if len(correction.statements) == 1 else "are"
    beside = _quoted(correction.beside) if correction.beside is not None else None
    if correction.kind == "speaker":
        return f"{cited} {are} said by {joined(names) or 'nobody who is named'}"
    if correction.kind == "merge_speakers":
        return f"{joined(names[1:])} and {names[0]} are one, called {names[0]}" if len(names) > 1 else joined(names)
    if correction.kind == "split_speaker":
        return f"In {cited}, {' is really '.join(names)}"
    if correction.kind == "not_a_statement":
        return f"{cited} {are} no statement"
    if correction.kind == "boundary":
        return f"What is said in {cited} is {' … '.join(_cut(words) for words in correction.words) or 'other words'}"
    if correction.kind == "join_groups":
        return f"{cited} say the same"
    if correction.kind == "split_group":
        return f"{cited} {are} another claim than {beside or 'the rest of the group'}"
    return f"{cited} {are} the same claim as {beside}" if beside else f"{cited} {are} a claim apart"


def _quoted(cited: Cited) -> str:
    return f"{_cut(cited.claim or cited.text)} ({joined(list(cited.speakers)) or 'not named'})"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + '…'}”"
