"""The accounts of one thread: who says, denies, hedges or passes over which claim, and who prints that they do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analyzer.schema import Conflict, Group, Statement, Thread
from analyzer.tables.answers import SILENT, Answer, By, Cell, Clash, Voice
from analyzer.tables.conflicts import BAND_WORDS, KIND_WORDS
from analyzer.tables.lookup import NOBODY, REPORTER, Lookup
from analyzer.tables.threads import thread_statements

HEDGED_BELOW = 0.7
"""A statement less certain than this, by its own words, hedges."""

_DENIALS = frozenset({"denies", "disputes"})
_VOICES: tuple[Voice, ...] = ("says", "denies", "hedges")
_NO_SPEAKER = (NOBODY, REPORTER)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One claim and what each column does with it, a cell for each column of the table.

    Attributes
    ----------
    contested
        Some answer it otherwise than others, or it is a side of a conflict.
    disputed
        It is made by somebody and denied by somebody, in any column, shown or not.
    """

    group_id: str
    claim: str
    cells: tuple[Cell, ...]
    contested: bool
    clashes: tuple[Clash, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class AccountsTable:
    """Claims against speakers or publishers.

    Attributes
    ----------
    columns
        Names: those with most to say on contested claims first, then on any; narration, if any, last. A document
        whose publisher is not known stands for itself.
    rows
        Claims that somebody is said to have made: contested ones first, then those with most answers.
    n_columns_left_out, n_rows_left_out
        What the caps kept back.
    speaker_ids
        Of each column, the id of its speaker; ``None`` where it is none.
    """

    thread_id: str
    columns: tuple[str, ...]
    rows: tuple[AccountRow, ...]
    n_columns_left_out: int = 0
    n_rows_left_out: int = 0
    by: By = "speakers"
    speaker_ids: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its answers by the name of their column."""

    group_id: str
    claim: str
    answers: Mapping[str, Cell]
    clashes: tuple[Clash, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether answers differ, or the claim is a side of a conflict."""
        voices = {answer.voice for cell in self.answers.values() for answer in cell.answers}
        return len(voices) > 1 or bool(self.clashes)

    @property
    def disputed(self) -> bool:
        """Whether the claim is made and denied."""
        cells = self.answers.values()
        return any(cell.is_for for cell in cells) and any(cell.is_against for cell in cells)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everything that is known of a thread's claims, before it is laid out; ordered as :class:`AccountsTable`."""

    thread_id: str
    by: By
    columns: tuple[str, ...]
    claims: tuple[Claim, ...]
    speaker_ids: Mapping[str, str]


def thread_accounts(thread: Thread, lookup: Lookup, *, by: By = "speakers") -> Accounts:
    """Gather what is done with each claim of a thread.

    An answer *denies* where the speaker denies or disputes the claim, or one of their statements was judged to
    contradict it; who says "Ruiz denies it" *says* the claim that Ruiz denies it. An answer *hedges* where their own
    words for it are less certain than :data:`HEDGED_BELOW`.

    Parameters
    ----------
    by
        ``speakers``: what they say themselves; copies are no voices and do not count. ``publishers``: what they print,
        copies included, and whose words it is; that somebody prints a claim does not say that they make it.
    """
    members = thread_statements(thread, lookup)
    against = _contradicted([s for s in members if s.copy_of is None], lookup)
    if by == "publishers":
        against = _with_copies(against, members)
    found = [_claim(lookup.groups[group], against.get(group, []), by, lookup) for group in thread.groups]
    claims = sorted((c for c in found if c.answers), key=lambda c: (not c.contested, -len(c.answers)))
    speakers = {speaker for s in members for speaker in s.speakers} if by == "speakers" else ()
    ids = {lookup.names[speaker]: speaker for speaker in speakers}
    return Accounts(thread.id, by, _columns(members, claims, by, lookup), tuple(claims), ids)


def laid_out(
    gathered: Accounts, *, claims: Iterable[Claim] | None = None, columns: Iterable[str] | None = None
) -> AccountsTable:
    """Lay claims against columns, all of them or those chosen."""
    shown = gathered.columns if columns is None else tuple(columns)
    rows = tuple(
        AccountRow(
            claim.group_id,
            claim.claim,
            tuple(claim.answers.get(column, SILENT) for column in shown),
            claim.contested,
            claim.clashes,
            claim.disputed,
        )
        for claim in (gathered.claims if claims is None else claims)
    )
    return AccountsTable(
        gathered.thread_id,
        shown,
        rows,
        len(gathered.columns) - len(shown),
        len(gathered.claims) - len(rows),
        gathered.by,
        tuple(gathered.speaker_ids.get(column) for column in shown),
    )


def accounts_table(
    thread: Thread,
    lookup: Lookup,
    *,
    by: By = "speakers",
    max_columns: int | None = None,
    max_rows: int | None = None,
) -> AccountsTable:
    """Lay the claims of a thread against its speakers or publishers; see :func:`thread_accounts`."""
    gathered = thread_accounts(thread, lookup, by=by)
    return laid_out(gathered, claims=gathered.claims[:max_rows], columns=first_columns(gathered.columns, max_columns))


def first_columns(columns: tuple[str, ...], most: int | None) -> tuple[str, ...]:
    """Return the first columns; the reporter's, where there is one, stays beyond the cap.

    Example
    -------
    >>> first_columns(("Ash", "Birch", "(reporter)"), 1)
    ('Ash', '(reporter)')
    """
    shown = columns[:most]
    return (*shown, REPORTER) if REPORTER in columns and REPORTER not in shown else shown


def _columns(members: list[Statement], claims: list[Claim], by: By, lookup: Lookup) -> tuple[str, ...]:
    """Order by how many contested claims they answer, then by how many claims; who is not named comes last."""
    first = dict[str, int]()
    for statement in members:
        for column in _columns_of(statement, by, lookup):
            first.setdefault(column, lookup.numbers[statement.id])
    contested = Counter(column for claim in claims if claim.contested for column in claim.answers)
    answered = Counter(column for claim in claims for column in claim.answers)

    def rank(column: str) -> tuple[int, int, int, int, str]:
        last = _NO_SPEAKER.index(column) + 1 if column in _NO_SPEAKER else 0
        return last, -contested[column], -answered[column], first[column], column

    return tuple(sorted(answered, key=rank))


def _contradicted(members: list[Statement], lookup: Lookup) -> dict[str, list[Statement]]:
    """Map each group to statements outside it that deny one of its members or were judged to contradict it."""
    inside = {s.id for s in members}
    pairs = [(s.id, s.disputes) for s in members if s.disputes in inside]
    pairs += [(one, s.id) for s in members for one in lookup.contradicted_by.get(s.id, ()) if one in inside]
    against = defaultdict[str, dict[str, Statement]](dict)
    for denier, denied in pairs:
        group = lookup.group_of[denied] if denied else None
        if group and lookup.group_of[denier] is not group:
            against[group.id][denier] = lookup.statements[denier]
    return {group: list(found.values()) for group, found in against.items()}


def _with_copies(against: Mapping[str, list[Statement]], members: list[Statement]) -> dict[str, list[Statement]]:
    copies = defaultdict[str, list[Statement]](list)
    for statement in members:
        if statement.copy_of is not None:
            copies[statement.copy_of].append(statement)
    return {group: [one for s in found for one in (s, *copies[s.id])] for group, found in against.items()}


def _claim(group: Group, against: list[Statement], by: By, lookup: Lookup) -> Claim:
    members = [lookup.statements[member] for member in group.members]
    members = members if by == "publishers" else [s for s in members if s.copy_of is None]
    answers = dict[str, Cell]()
    if not all(_narrates(s) for s in members):
        found = defaultdict[str, dict[Voice, dict[str, Statement]]](dict)
        for statement, voice in [*((s, _own_voice(s, lookup)) for s in members), *((s, "denies") for s in against)]:
            for column in _columns_of(statement, by, lookup):
                found[column].setdefault(voice, {})[statement.id] = statement
        answers = {column: _cell(voices, group, by, lookup) for column, voices in found.items()}
    clashes = tuple(_clash(conflict, group, lookup) for conflict in lookup.conflicts_of.get(group.id, ()))
    return Claim(group.id, group.label, answers, clashes)


def _clash(conflict: Conflict, group: Group, lookup: Lookup) -> Clash:
    other = lookup.groups[conflict.right.group if conflict.left.group == group.id else conflict.left.group]
    words = f"{KIND_WORDS[conflict.kind]}, {BAND_WORDS[conflict.band].lower()}"
    return Clash(conflict.id, words, other.id, other.label)


def _cell(answers: Mapping[Voice, Mapping[str, Statement]], group: Group, by: By, lookup: Lookup) -> Cell:
    found = ((voice, list(answers[voice].values())) for voice in _VOICES if voice in answers)
    return Cell(tuple(_answer(voice, statements, group, by, lookup) for voice, statements in found))


def _answer(voice: Voice, statements: Iterable[Statement], group: Group, by: By, lookup: Lookup) -> Answer:
    ordered = sorted(statements, key=lambda s: lookup.numbers[s.id])
    reporters = [reporters_of(statement, lookup) for statement in ordered]
    names = dict.fromkeys(name for group in reporters for name in group) if all(reporters) else {}
    said_by = dict.fromkeys(name for s in ordered for name in _named(s, lookup)) if by == "publishers" else {}
    is_judged = voice == "denies" and not any(_denies_openly(s, group, lookup) for s in ordered)
    return Answer(voice, tuple(s.id for s in ordered), tuple(names), tuple(said_by), is_judged)


def _denies_openly(statement: Statement, group: Group, lookup: Lookup) -> bool:
    original = lookup.statements[statement.copy_of] if statement.copy_of else statement
    disputed = lookup.group_of[original.disputes] if original.disputes else None
    return disputed is group or lookup.group_of[statement.id] is group


def reporters_of(statement: Statement, lookup: Lookup) -> tuple[str, ...]:
    """Name those according to whom the speaker said so; nobody where the document says it itself."""
    outer = lookup.statements[statement.nested_in].speakers if statement.nested_in else ()
    return tuple(dict.fromkeys(lookup.names[speaker] for speaker in (*statement.via, *outer)))


def publisher_name(statement: Statement, lookup: Lookup) -> str:
    """Name who printed a statement; a document whose publisher is not known stands for itself."""
    document = lookup.document_of(statement)
    return document.publisher or f"{document.path} (publisher not known)"


def _own_voice(statement: Statement, lookup: Lookup) -> Voice:
    if statement.stance in _DENIALS and not _claims_the_denial(statement, lookup):
        return "denies"
    return "hedges" if statement.certainty < HEDGED_BELOW else "says"


def _claims_the_denial(statement: Statement, lookup: Lookup) -> bool:
    """Tell whether the claim is that the speaker denies something ("Ana Ruiz denies that …"), not what is denied."""
    claim = statement.claim.casefold().removeprefix("the ")
    names = (lookup.speakers[speaker].name.casefold().removeprefix("the ") for speaker in statement.speakers)
    return any(name and claim.startswith(name) for name in names)


def _columns_of(statement: Statement, by: By, lookup: Lookup) -> tuple[str, ...]:
    if by == "publishers":
        return (publisher_name(statement, lookup),)
    return _named(statement, lookup)


def _named(statement: Statement, lookup: Lookup) -> tuple[str, ...]:
    if _narrates(statement):
        return (REPORTER,)
    return tuple(lookup.names[speaker] for speaker in statement.speakers) or (NOBODY,)


def _narrates(statement: Statement) -> bool:
    return statement.kind == "narration"
