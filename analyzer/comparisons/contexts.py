"""What other statements and the list of speakers tell about one statement: who says it, and who reports whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.comparisons.words import read_words_of
from analyzer.schema import Speaker, Statement


@dataclass(frozen=True, slots=True)
class Context:
    """Around one statement.

    Attributes
    ----------
    sayers
        Speakers, and the bodies they speak for.
    sayer_names
        Keys of the names in the sayers' names.
    affiliations
        What the sayers are or belong to, as far as the texts say so.
    reported
        Speakers of the statements reported inside this one.
    reported_names
        Keys of the names in their names.
    outer
        Ids of the statements inside which this one is reported, innermost first.
    outer_sayers
        Those statements' sayers.
    publisher
        Who published the document, where it says so.
    """

    sayers: frozenset[str] = frozenset()
    sayer_names: frozenset[str] = frozenset()
    affiliations: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()
    reported_names: frozenset[str] = frozenset()
    outer: tuple[str, ...] = ()
    outer_sayers: frozenset[str] = frozenset()
    publisher: str | None = None


def find_contexts(
    statements: Sequence[Statement], speakers: Sequence[Speaker], publisher_of: Mapping[str, str | None]
) -> dict[str, Context]:
    """Return the context of every statement by its id; ``publisher_of`` goes by a document's id."""
    by_id = {statement.id: statement for statement in statements}
    known = _Speakers(speakers)
    sayers = {statement.id: known.with_bodies(statement.speakers) for statement in statements}
    outer = {statement.id: _outer(statement, by_id) for statement in statements}
    reported: dict[str, set[str]] = {}
    for statement in statements:
        for outermost in outer[statement.id][:1]:
            reported.setdefault(outermost, set()).update(sayers[statement.id])
    return {
        id_: Context(
            sayers=sayers[id_],
            sayer_names=known.names(sayers[id_]),
            affiliations=known.affiliations(sayers[id_]),
            reported=(others := frozenset(reported.get(id_, ()))),
            reported_names=known.names(others),
            outer=outer[id_],
            outer_sayers=frozenset(sayer for each in outer[id_] for sayer in sayers[each]),
            publisher=publisher_of.get(statement.document),
        )
        for id_, statement in by_id.items()
    }


class _Speakers:
    """The speakers by id; what is asked of several of them is worked out once."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._known = {speaker.id: speaker for speaker in speakers}
        self._names: dict[str, frozenset[str]] = {}

    def with_bodies(self, ids: Sequence[str]) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                body = self._known[current].speaks_for if current in self._known else None
                waiting += [body] if body else []
        return frozenset(found)

    def names(self, ids: frozenset[str]) -> frozenset[str]:
        """Return the keys of every name that stands in the names of speakers."""
        return frozenset(key for each in ids for key in self._names_of(each))

    def affiliations(self, ids: frozenset[str]) -> frozenset[str]:
        speakers = [self._known[each] for each in ids if each in self._known]
        return frozenset(name for one in speakers for name in (one.affiliation, one.name) if name)

    def _names_of(self, id_: str) -> frozenset[str]:
        if id_ not in self._names:
            speaker = self._known.get(id_)
            forms = (speaker.name, *speaker.aliases) if speaker is not None else ()
            words = [word for form in forms for word in read_words_of(f", {form}")]
            self._names[id_] = frozenset(word.key for word in words if word.is_name)
        return self._names[id_]


def _outer(statement: Statement, by_id: Mapping[str, Statement]) -> tuple[str, ...]:
    chain: list[str] = []
    current = statement.nested_in
    while current is not None and current in by_id and current not in chain:
        chain.append(current)
        current = by_id[current].nested_in
    return tuple(chain)
