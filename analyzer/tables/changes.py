"""What changed since an earlier run, as rows for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from analyzer.schema import Changes, Cited, ConflictChange, EditedDocument, NewVoice
from analyzer.tables.conflicts import BAND_WORDS, KIND_WORDS, STRENGTH_WORDS
from analyzer.tables.lookup import NOBODY, joined
from analyzer.tables.reviews import when_words
from analyzer.tables.runs import EDIT_WORDS, EditRow


@dataclass(frozen=True, slots=True)
class ChangedSide:
    """One side of a conflict that is news, or a new voice: who, in which words, where."""

    speaker: str
    text: str
    address: str
    statement: str


@dataclass(frozen=True, slots=True)
class ConflictNewsRow:
    """A conflict that is new, changed or resolved.

    Attributes
    ----------
    id
        Id in this analysis; empty for a resolved one.
    words
        Kind, band and strength, and the probability where there is one.
    why
        What changed, or why it is found no more; empty for a new one.
    """

    id: str
    rationale: str
    words: str
    left: ChangedSide
    right: ChangedSide
    why: str


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Those who now say, too, what a group said before."""

    group: str
    label: str
    voices: tuple[ChangedSide, ...]

    @property
    def names(self) -> str:
        """Who, in words."""
        return joined(list(dict.fromkeys(voice.speaker for voice in self.voices)))


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A document that was edited, with the statements that changed."""

    path: str
    title: str
    document: str
    edits: tuple[EditRow, ...]
    n_unchanged: int


@dataclass(frozen=True, slots=True)
class DocumentNewsRow:
    """A document that was added, removed or moved; ``document`` is its id, empty for one that was removed."""

    path: str
    title: str
    document: str
    path_before: str


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since an earlier run.

    Attributes
    ----------
    title
        ``Since 2026-11-28 23:00 UTC``.
    words
        What changed, counted, in one sentence; or why nothing was compared.
    known
        Whether there was an earlier run.
    doubt
        What a reader should know of the comparison; empty if nothing.
    new, positions, changed, resolved
        Conflicts that nobody dismissed. ``positions``: those in which somebody contradicts what they said before; they
        are in no other list.
    n_dismissed
        New and changed ones that a person found to be none.
    left_out
        What is capped, in words, to what was left out.
    """

    title: str
    words: str
    known: bool
    doubt: str = ""
    new: tuple[ConflictNewsRow, ...] = ()
    positions: tuple[ConflictNewsRow, ...] = ()
    changed: tuple[ConflictNewsRow, ...] = ()
    resolved: tuple[ConflictNewsRow, ...] = ()
    n_dismissed: int = 0
    voices: tuple[VoiceRow, ...] = ()
    edited: tuple[EditedRow, ...] = ()
    added: tuple[DocumentNewsRow, ...] = ()
    removed: tuple[DocumentNewsRow, ...] = ()
    moved: tuple[DocumentNewsRow, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)


def since_rows(changes: Changes, *, most: int = 1000) -> Since:
    """Shape what changed; of each list at most ``most`` rows.

    Example
    -------
    >>> since_rows(Changes("2026-11-29T02:00:00+00:00", None, "it is the first run")).words
    'No earlier run to compare with: it is the first run.'
    """
    if changes.since is None:
        return Since(
            "Since the last run", f"No earlier run to compare with: {changes.why_not or 'there is none'}.", False
        )
    lists = _lists(changes)
    capped = {name: rows[:most] for name, rows in lists.items()}
    method = "" if changes.since.same_method else _OTHER_METHOD
    return Since(
        title=f"Since {when_words(changes.since.started_at)}",
        words=change_words(changes),
        known=True,
        doubt=method,
        n_dismissed=sum(change.dismissed for change in changes.conflicts),
        left_out={_LEFT_OUT[name]: len(rows) - len(capped[name]) for name, rows in lists.items() if len(rows) > most},
        **capped,
    )


def change_words(changes: Changes) -> str:
    """Count what changed, in one sentence for people.

    Example
    -------
    >>> from analyzer.schema import EarlierRun
    >>> change_words(Changes("2026-11-29", EarlierRun(3, "2026-11-28", True)))
    'No new conflict, none changed, none resolved. No document added, edited or removed.'
    """
    rows = _lists(changes)
    n = {name: len(found) for name, found in rows.items()}
    news = Counter(change.news for change in changes.conflicts if not change.dismissed)
    conflicts = [
        _count(news["new"], "new conflict", "new conflicts", "no new conflict"),
        _count(news["changed"], "changed", "changed", "none changed"),
        _count(news["resolved"], "resolved", "resolved", "none resolved"),
    ]
    positions = _count(n["positions"], "changed position among them", "changed positions among them")
    voices = _count(n["voices"], "group with new voices", "groups with new voices")
    told_more = "".join(f"; {told}" for told in (positions, voices) if told)
    documents = [f"{n[name]} {name}" for name in ("added", "edited", "removed", "moved") if n[name]]
    told = f"Documents: {', '.join(documents)}" if documents else "No document added, edited or removed"
    return f"{', '.join(conflicts).capitalize()}{told_more}. {told}."


_OTHER_METHOD = (
    "The earlier run was made by another version, other models or other settings: some of these changes may come from "
    "that and not from the documents."
)
_LEFT_OUT = {
    "new": "new conflicts",
    "positions": "changed positions",
    "changed": "changed conflicts",
    "resolved": "resolved conflicts",
    "voices": "groups with new voices",
    "edited": "edited documents",
    "added": "added documents",
    "removed": "removed documents",
    "moved": "moved documents",
}


def _lists(changes: Changes) -> dict[str, tuple[Any, ...]]:
    positions = set(changes.changed_positions)
    open_ones = [change for change in changes.conflicts if not change.dismissed]
    moved_on = [one for one in open_ones if one.now is not None and one.now.id in positions]
    rest = [one for one in open_ones if one not in moved_on]
    return {
        "new": _conflicts(one for one in rest if one.news == "new"),
        "positions": _conflicts(moved_on),
        "changed": _conflicts(one for one in rest if one.news == "changed"),
        "resolved": _conflicts(one for one in rest if one.news == "resolved"),
        "voices": tuple(_voices(changes.voices)),
        "edited": tuple(_edited(one) for one in changes.edited),
        **{
            name: tuple(
                DocumentNewsRow(one.path, one.title or "", one.document or "", one.path_before or "")
                for one in documents
            )
            for name, documents in (("added", changes.added), ("removed", changes.removed), ("moved", changes.moved))
        },
    }


def _conflicts(changes: Iterable[ConflictChange]) -> tuple[ConflictNewsRow, ...]:
    return tuple(_conflict(change) for change in changes)


def _conflict(change: ConflictChange) -> ConflictNewsRow:
    shown = change.now or change.before
    assert shown is not None, "a change has a conflict, now or before"
    sure = "" if shown.probability is None else f" · probability {100 * shown.probability:.0f} %"
    words = f"{BAND_WORDS[shown.band]} · {KIND_WORDS[shown.kind]}: {STRENGTH_WORDS[shown.strength]}{sure}"
    left, right = _side(shown.left), _side(shown.right)
    return ConflictNewsRow(change.now.id if change.now else "", shown.rationale, words, left, right, change.why or "")


def _side(cited: Cited) -> ChangedSide:
    return ChangedSide(joined(list(cited.speakers)) or NOBODY, cited.text, cited.address, cited.statement)


def _voices(voices: Sequence[NewVoice]) -> Iterator[VoiceRow]:
    by_group: dict[tuple[str, str], list[ChangedSide]] = {}
    for voice in voices:
        side = ChangedSide(voice.name, voice.cited.text, voice.cited.address, voice.cited.statement)
        by_group.setdefault((voice.group, voice.label), []).append(side)
    for (group, label), sides in by_group.items():
        yield VoiceRow(group, label, tuple(sides))


def _edited(edited: EditedDocument) -> EditedRow:
    path = edited.document.path
    edits = tuple(
        EditRow(path, one.statement or "", EDIT_WORDS[one.kind], one.before or "", one.after or "")
        for one in edited.statements
    )
    return EditedRow(path, edited.document.title or "", edited.document.document or "", edits, edited.n_unchanged)


def _count(n: int, one: str, many: str, none: str = "") -> str:
    return none if n == 0 else f"{n} {one if n == 1 else many}"
