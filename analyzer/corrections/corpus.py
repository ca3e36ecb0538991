"""What is being corrected: statements and speakers as they stand after the corrections so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from rapidfuzz import fuzz, process

from analyzer.language.fingerprints import letters
from analyzer.schema import Cited, Document, Speaker, Statement

_MIN_LIKENESS = 60.0  # 0 to 100, from which other words are shown as what the cited ones may have become
_MIN_LETTERS = 25  # shorter contents are the same words by chance
_SHOWN = 120  # characters of a text in a reason


class NotApplicableError(Exception):
    """A correction cannot be applied; the message says why, as the end of a sentence for readers."""


class Corpus:
    """Statements and speakers that corrections change one after another.

    Parameters
    ----------
    became
        What earlier corrections made of statements that are not there any more: another id, or ``None`` for nothing.

    Attributes
    ----------
    statements, speakers
        By their ids at this moment.
    became
        As given, and what was added since.
    united
        Id of a speaker who turned out to be another, to the id of that one.
    """

    def __init__(
        self,
        statements: Iterable[Statement],
        speakers: Iterable[Speaker],
        documents: Iterable[Document],
        became: Mapping[str, str | None] | None = None,
    ) -> None:
        self.statements = {statement.id: statement for statement in statements}
        self.speakers = {speaker.id: speaker for speaker in speakers}
        self.documents = {document.id: document for document in documents}
        self.became: dict[str, str | None] = dict(became or {})
        self.united: dict[str, str] = {}
        self._removed: dict[str, Statement] = {}
        self._rank = {id_: rank for rank, id_ in enumerate(self.statements)}
        self._used = self._mentioned()
        self._known = frozenset(self.speakers)

    def names(self, statement: Statement) -> tuple[str, ...]:
        """Return the names of those who make a statement."""
        return tuple(self.speakers[speaker].name for speaker in statement.speakers)

    def find(self, cited: Cited) -> Statement:
        """Return the statement that is cited: by its id, else by its words at the same address.

        Raises
        ------
        NotApplicableError
            It is not there, or several are.
        """
        id_ = follow(cited.statement, self.became)
        if id_ is None:
            raise NotApplicableError("another correction says that it is no statement")
        return self.statements[id_] if id_ in self.statements else self._find_words(cited)

    def find_all(self, cited: Sequence[Cited]) -> tuple[list[Statement], str | None]:
        """Return the statements found, each once, and what to tell of those that were not.

        Raises
        ------
        NotApplicableError
            None was found.
        """
        found, missed = dict[str, Statement](), list[str]()
        for one in cited:
            try:
                statement = self.find(one)
                found[statement.id] = statement
            except NotApplicableError as error:
                missed.append(str(error))
        if not found:
            raise NotApplicableError(missed[0] if missed else "it names no statement")
        return list(found.values()), f"{len(missed)} of {len(cited)} not found: {missed[0]}" if missed else None

    def prints(self, statement: Statement) -> Iterator[Statement]:
        """Yield the other statements that are the same words by speakers of the same names: the text printed again."""
        first = self._first(statement)
        words = self._letters(statement)
        same = self._by_letters.get(words, ()) if words[1] else ()
        copies = self._copies.get(first, ()) if first is not None else ()
        for id_ in dict.fromkeys([*same, *copies, first]):
            other = self.statements.get(id_) if id_ is not None else None
            if other is None or other.id == statement.id:
                continue
            if first in (other.id, self._first(other)) or self.names(other) == self.names(statement):
                yield other

    def put(self, statement: Statement, instead_of: str) -> None:
        """Put a statement in the place of the one with this id."""
        if statement.id != instead_of:
            del self.statements[instead_of]
            self.became[instead_of] = statement.id
            self.became.pop(statement.id, None)  # it is what it once was
            self._rank[statement.id] = self._rank[instead_of]
            self._in_document[statement.document].append(statement.id)
            self._by_letters[self._letters(statement)].append(statement.id)
            copies = self._copies.pop(instead_of, [])
            if self._letters(statement)[1]:
                self._copies[statement.id] += copies
            else:  # what is left is too short for a run to know it as printed elsewhere
                statement = replace(statement, copy_of=None)
            first = self._first(statement)
            if first is not None and first != statement.id:
                self._copies[first].append(statement.id)
        self.statements[statement.id] = statement

    def remove(self, statement: Statement) -> None:
        """Take a statement away; what is reported inside it, or continues it, goes on without it."""
        self._removed[statement.id] = self.statements.pop(statement.id)
        self.became[statement.id] = None

    def add(self, speaker: Speaker) -> Speaker:
        """Add a speaker; one of that id who was found to be another is somebody of their own again."""
        self.united.pop(speaker.id, None)
        self.speakers[speaker.id] = speaker
        return speaker

    def unite(self, speaker: str, into: str) -> list[str]:
        """Let one speaker be another wherever they are mentioned; return the statements that mention them."""
        self.united[speaker] = into
        del self.speakers[speaker]
        touched = []
        for one in list(self.statements.values()):
            if speaker in one.speakers or speaker in one.via:
                speakers, via = (renamed(ids, {speaker: into}) for ids in (one.speakers, one.via))
                self.put(replace(one, speakers=speakers, via=via), one.id)
                touched.append(one.id)
        for other in list(self.speakers.values()):
            if other.speaks_for == speaker:
                principal = into if other.id != into else None
                self.speakers[other.id] = replace(other, speaks_for=principal)
        return touched

    def finished(self) -> tuple[tuple[Statement, ...], tuple[Speaker, ...]]:
        """Return statements in their order and speakers by id: links lead on, and nobody is left who says nothing."""
        ordered = sorted(self.statements.values(), key=lambda one: (self._rank[one.id], one.id))
        statements = tuple(self._linked(one) for one in ordered) if self.became else tuple(ordered)
        mentioned = self._mentioned()
        idle = self._known - self._used
        speakers = (one for one in self.speakers.values() if one.id in mentioned or one.id in idle)
        return statements, tuple(sorted(speakers, key=lambda one: one.id))

    def _mentioned(self) -> frozenset[str]:
        """Return the speakers whom statements mention, and those they speak for."""
        waiting = {id_ for one in self.statements.values() for id_ in (*one.speakers, *one.via)}
        mentioned = set[str]()
        while waiting:
            id_ = waiting.pop()
            mentioned.add(id_)
            principal = self.speakers[id_].speaks_for if id_ in self.speakers else None
            if principal is not None and principal not in mentioned:
                waiting.add(principal)
        return frozenset(mentioned)

    def _linked(self, one: Statement) -> Statement:
        if self.became.keys().isdisjoint((one.nested_in, one.continuation_of, one.disputes, one.copy_of)):
            return one
        return replace(
            one,
            nested_in=self._link(one, "nested_in"),
            continuation_of=self._link(one, "continuation_of"),
            disputes=self._link(one, "disputes"),
            copy_of=self._link(one, "copy_of"),
        )

    def _link(self, one: Statement, field: str) -> str | None:
        target: str | None = getattr(one, field)
        seen = {one.id}
        while target is not None and target in self.became and target not in seen:
            seen.add(target)
            after = self.became[target]
            goes_on = after is None and field in ("nested_in", "continuation_of") and target in self._removed
            target = getattr(self._removed[target], field) if goes_on else after
        return target if target not in seen else None

    def _find_words(self, cited: Cited) -> Statement:
        places = dict.fromkeys([*self._at_address.get(cited.address, ()), cited.document])
        places = {id_: None for id_ in places if id_ in self.documents}
        if not places:
            raise NotApplicableError(f"no document stands at {cited.address} now")
        there = [self.statements[id_] for place in places for id_ in self._in_document[place] if id_ in self.statements]
        same = [one for one in there if _squeezed(one.text) == _squeezed(cited.text)]
        same = [one for one in same if one.claim == cited.claim] or same
        same = [one for one in same if self.names(one) == cited.speakers] or same
        if len(same) > 1:
            raise NotApplicableError(f"several statements at {cited.address} have its words: {_shown(cited.text)}")
        if same:
            return same[0]
        texts = [one.text for one in there]
        nearest = process.extractOne(cited.text, texts, scorer=fuzz.ratio, score_cutoff=_MIN_LIKENESS)
        if nearest is not None:
            raise NotApplicableError(f"the text has changed: it was {_shown(cited.text)}, now {_shown(nearest[0])}")
        raise NotApplicableError(f"no statement at {cited.address} has its words any more: {_shown(cited.text)}")

    def _first(self, statement: Statement) -> str | None:
        """Return the id of the statement of which this one is a print, itself or another; ``None`` if that is gone."""
        return follow(statement.copy_of or statement.id, self.became)

    def _letters(self, statement: Statement) -> tuple[str, str]:
        text = self.documents[statement.document].text
        content = letters(" ".join(text[slice(*span)] for span in statement.content))
        return letters(statement.text), content if len(content) >= _MIN_LETTERS else ""

    @cached_property
    def _by_letters(self) -> dict[tuple[str, str], list[str]]:
        found = defaultdict[tuple[str, str], list[str]](list)
        for statement in self.statements.values():
            found[self._letters(statement)].append(statement.id)
        return found

    @cached_property
    def _copies(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for statement in self.statements.values():
            if statement.copy_of is not None:
                found[statement.copy_of].append(statement.id)
        return found

    @cached_property
    def _in_document(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for statement in self.statements.values():
            found[statement.document].append(statement.id)
        return found

    @cached_property
    def _at_address(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for document in self.documents.values():
            for address in {document.url, document.path} - {None}:
                found[str(address)].append(document.id)
        return found


def follow(statement: str, became: Mapping[str, str | None]) -> str | None:
    """Return the id that a statement has now; ``None`` if it was found to be none."""
    id_: str | None = statement
    while id_ is not None and id_ in became:
        id_ = became[id_]
    return id_


def renamed(ids: Iterable[str], new: Mapping[str, str]) -> tuple[str, ...]:
    """Return ids with some of them replaced, each once."""
    return tuple(dict.fromkeys(new.get(id_, id_) for id_ in ids))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str) -> str:
    words = _squeezed(text)
    return f"“{words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + '…'}”"
