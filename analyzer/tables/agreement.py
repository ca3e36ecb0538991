"""Who agrees with whom and who clashes, over the whole corpus, among the speakers who say most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from analyzer.schema import Conflict, Group, Statement
from analyzer.tables.lookup import Lookup

MOST_SPEAKERS = 40

AGREEMENT_HEADER = (
    "speaker", "other_speaker", "claims_shared", "claims_told_together", "flagged_conflicts", "possible_conflicts",
    "one_speaks_for_the_other", "groups", "conflicts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActiveSpeaker:
    """Somebody who agrees or clashes with somebody; copies are not counted."""

    id: str
    name: str
    n_statements: int


@dataclass(frozen=True, slots=True)
class Relation:
    """What two speakers have in common and where they differ; one speaker twice is that speaker at two times.

    Attributes
    ----------
    left, right
        Ids of the speakers, the one who says more first.
    left_name, right_name
        Their names.
    shared
        Groups to which each adds a text of their own: not a copy, not one statement made together, not one that only
        tells what the other says.
    together
        Groups which they share by nothing but statements made together.
    flagged, possible
        Conflicts between what the one says and what the other says.
    speaks_for
        One speaks on the other's behalf, or both on a third's: what they share is one voice, not corroboration.
    """

    left: str
    right: str
    left_name: str
    right_name: str
    shared: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    speaks_for: bool = False

    @property
    def id(self) -> str:
        """Name of the pair in an address."""
        return f"{self.left}~{self.right}"

    @property
    def n_conflicts(self) -> int:
        """How many conflicts there are between them."""
        return len(self.flagged) + len(self.possible)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Relations among the most active speakers.

    Attributes
    ----------
    speakers
        Those with most statements first, of all who share a claim with somebody or clash.
    relations
        Those with most conflicts first, then those with most shared claims.
    n_left_out
        Speakers who share a claim or clash, and are beyond the cap.
    n_alone
        Speakers of whom neither was found.
    """

    speakers: tuple[ActiveSpeaker, ...]
    relations: tuple[Relation, ...]
    n_left_out: int = 0
    n_alone: int = 0

    def first(self, most: int) -> Agreement:
        """Keep the most active speakers and what is between them."""
        kept = self.speakers[:most]
        ids = {speaker.id for speaker in kept}
        relations = tuple(one for one in self.relations if one.left in ids and one.right in ids)
        return Agreement(kept, relations, self.n_left_out + len(self.speakers) - len(kept), self.n_alone)


@dataclass(frozen=True, slots=True)
class PairDetails:
    """What two speakers share and where they clash: ids of groups and of conflicts, with what they say in words."""

    claims: tuple[tuple[str, str], ...]
    conflicts: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Found:
    shared: list[str] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    possible: list[str] = field(default_factory=list)


def corpus_agreement(lookup: Lookup, *, most: int = MOST_SPEAKERS) -> Agreement:
    """Count for the most active speakers how often they share a claim, and how often they clash.

    Parameters
    ----------
    most
        How many speakers are taken, so that the work stays small however many there are.
    """
    said = Counter(
        speaker for s in lookup.analysis.statements if s.copy_of is None for speaker in dict.fromkeys(s.speakers)
    )
    related = _related(lookup)
    ranked = sorted(related, key=lambda one: (-said[one], lookup.names[one], one))
    chosen = {speaker: place for place, speaker in enumerate(ranked[:most])}
    found = defaultdict[tuple[str, str], _Found](_Found)
    for group in _of_several(lookup):
        _add_shared(group, chosen, found, lookup)
    for conflict in lookup.analysis.conflicts:
        _add_conflict(conflict, chosen, found, lookup)
    relations = [_relation(pair, facts, lookup) for pair, facts in found.items()]
    relations.sort(key=lambda r: (-len(r.flagged), -r.n_conflicts, -len(r.shared), chosen[r.left], chosen[r.right]))
    return Agreement(
        tuple(ActiveSpeaker(one, lookup.names[one], said[one]) for one in chosen),
        tuple(relations),
        len(ranked) - len(chosen),
        len(said.keys() - related),
    )


def pair_details_of(relation: Relation, lookup: Lookup) -> PairDetails:
    """Put into words what a relation counts, flagged conflicts first."""
    wanted = {*relation.flagged, *relation.possible}
    rationales = {one.id: one.rationale for one in lookup.analysis.conflicts if one.id in wanted}
    together = [(group, f"{lookup.groups[group].label} (said together)") for group in relation.together]
    return PairDetails(
        (*((group, lookup.groups[group].label) for group in relation.shared), *together),
        (
            *((one, f"Flagged: {rationales[one]}") for one in relation.flagged),
            *((one, f"Possible: {rationales[one]}") for one in relation.possible),
        ),
    )


def agreement_lines(relations: Iterable[Relation]) -> Iterator[tuple[str | int, ...]]:
    """Write relations as cells under :data:`AGREEMENT_HEADER`."""
    for one in relations:
        yield (
            one.left_name, one.right_name, len(one.shared), len(one.together), len(one.flagged), len(one.possible),
            "yes" if one.speaks_for else "no", " ".join((*one.shared, *one.together)),
            " ".join((*one.flagged, *one.possible)),
        )  # fmt: skip


def _related(lookup: Lookup) -> set[str]:
    """Return who shares a group with somebody, or takes part in a conflict."""
    related = set[str]()
    for group in _of_several(lookup):
        speakers = {speaker for statement in _voices(group, lookup) for speaker in statement.speakers}
        related |= speakers if len(speakers) > 1 else set()
    for conflict in lookup.analysis.conflicts:
        left, right = _sides(conflict, lookup)
        related |= left | right if left and right else set()
    return related


def _of_several(lookup: Lookup) -> list[Group]:
    """Return the groups with more than one statement, or one made by several speakers together."""
    return [
        group
        for group in lookup.analysis.groups
        if len(group.members) > 1 or len(lookup.statements[group.members[0]].speakers) > 1
    ]


def _voices(group: Group, lookup: Lookup) -> list[Statement]:
    members = (lookup.statements[member] for member in group.members)
    return [s for s in members if s.copy_of is None and s.kind != "narration" and s.speakers]


def _add_shared(
    group: Group, chosen: Mapping[str, int], found: defaultdict[tuple[str, str], _Found], lookup: Lookup
) -> None:
    said = defaultdict[str, list[Statement]](list)
    for statement in _voices(group, lookup):
        for speaker in dict.fromkeys(statement.speakers):
            if speaker in chosen:
                said[speaker].append(statement)
    for one, other in combinations(sorted(said, key=chosen.__getitem__), 2):
        if any(_independent(s, one, t, other, lookup) for s, t in product(said[one], said[other])):
            found[one, other].shared.append(group.id)
        elif any(other in s.speakers for s in said[one]):
            found[one, other].together.append(group.id)


def _independent(statement: Statement, one: str, other_statement: Statement, other: str, lookup: Lookup) -> bool:
    """Tell whether two statements are texts of their own, neither of which is only told by the other's speaker."""
    return (
        statement.id != other_statement.id
        and other not in _tellers(statement, lookup)
        and one not in _tellers(other_statement, lookup)
    )


def _tellers(statement: Statement, lookup: Lookup) -> tuple[str, ...]:
    outer = lookup.statements[statement.nested_in].speakers if statement.nested_in else ()
    return (*statement.via, *outer)


def _sides(conflict: Conflict, lookup: Lookup) -> tuple[set[str], set[str]]:
    def speakers(statements: Iterable[str]) -> set[str]:
        return {speaker for one in statements for speaker in lookup.statements[one].speakers}

    left, right = conflict.left, conflict.right
    return speakers((left.statement, *left.also)), speakers((right.statement, *right.also))


def _add_conflict(
    conflict: Conflict, chosen: Mapping[str, int], found: defaultdict[tuple[str, str], _Found], lookup: Lookup
) -> None:
    left, right = (side & chosen.keys() for side in _sides(conflict, lookup))
    pairs = {(one, other) if chosen[one] <= chosen[other] else (other, one) for one, other in product(left, right)}
    for pair in pairs:
        facts = found[pair]
        (facts.flagged if conflict.band == "flagged" else facts.possible).append(conflict.id)


def _relation(pair: tuple[str, str], facts: _Found, lookup: Lookup) -> Relation:
    one, other = pair
    return Relation(
        one,
        other,
        lookup.names[one],
        lookup.names[other],
        tuple(facts.shared),
        tuple(facts.together),
        tuple(facts.flagged),
        tuple(facts.possible),
        one != other and _body(one, lookup) == _body(other, lookup),
    )


def _body(speaker: str, lookup: Lookup) -> str:
    """Return whom somebody speaks for in the end: the last of the chain, or one name for all of a ring."""
    chain = [speaker]
    while (body := lookup.speakers[chain[-1]].speaks_for) is not None:
        if body in chain:
            return min(chain[chain.index(body) :])
        chain.append(body)
    return chain[-1]
