"""What a thread is called: the names and nouns that set its claims apart from the others'."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from analyzer.schema import Group, Speaker, Statement, Thread
from analyzer.threads.terms import Term, Vocabulary

_N_NAMES = 2
_N_NOUNS = 2
_MAX_LABEL = 80  # characters


def label_threads(
    groups: Sequence[Group], statements: Sequence[Statement], speakers: Sequence[Speaker]
) -> tuple[Thread, ...]:
    """Give each thread a label made of words of its own claims.

    A term ranks by how many of the thread's claims have it, times the logarithm of how rare it is in all claims; at
    least two claims must share it. A thread in which no term is shared is called by the claim of its largest group.
    Copies do not count.

    Returns
    -------
    tuple of Thread
        Those with most statements first, then by label; their groups likewise.
    """
    by_id = {statement.id: statement for statement in statements}
    vocabulary = Vocabulary((by_id[id_].claim for id_ in sorted(by_id)), speakers)
    groups_of: dict[str, list[Group]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: (-len(group.members), group.label, group.id)):
        groups_of[group.thread].append(group)
    terms_of = {
        thread: [vocabulary.terms(claim) for claim in _claims(members, by_id)] for thread, members in groups_of.items()
    }
    n_claims = sum(len(claims) for claims in terms_of.values())
    frequency = Counter(key for claims in terms_of.values() for terms in claims for key in {term.key for term in terms})
    labelled = []
    for thread, members in groups_of.items():
        label = _label(terms_of[thread], frequency, n_claims) or _shorten(members[0].label)
        size = sum(len(group.members) for group in members)
        labelled.append((-size, label, Thread(thread, label, tuple(group.id for group in members))))
    return tuple(thread for _, _, thread in sorted(labelled, key=lambda item: (*item[:2], item[2].id)))


def _claims(groups: Sequence[Group], by_id: Mapping[str, Statement]) -> list[str]:
    """Return the claims of a thread, those printed again left out; sorted."""
    members = [by_id[id_] for group in groups for id_ in group.members]
    return sorted(member.claim for member in members if member.copy_of is None)


def _label(claims: Sequence[set[Term]], frequency: Mapping[str, int], n_claims: int) -> str:
    counts = Counter(term for terms in claims for term in terms)
    shown: dict[str, Term] = {}
    for term in sorted(counts, key=lambda term: (-counts[term], term)):
        shown.setdefault(term.key, term)
    shared = Counter(key for terms in claims for key in {term.key for term in terms})
    rank = {key: (-round(n * math.log(1 + n_claims / frequency[key]), 6), key) for key, n in shared.items() if n > 1}
    ranked = [shown[key] for key in sorted(rank, key=rank.__getitem__)]
    names: list[str] = []
    for term in ranked:
        if term.is_name and len(names) < _N_NAMES and not _overlaps(term.shown, names):
            names.append(term.shown)
    nouns = [term.shown for term in ranked if not term.is_name][:_N_NOUNS]
    if not nouns:
        return ""
    return f"{', '.join(names)}: {', '.join(nouns)}" if names else ", ".join(nouns)


def _overlaps(name: str, names: Sequence[str]) -> bool:
    """Whether a name shares a word with one already chosen, as a surname does with the full name."""
    return any(set(name.lower().split()) & set(other.lower().split()) for other in names)


def _shorten(claim: str) -> str:
    words = " ".join(claim.split())
    if len(words) <= _MAX_LABEL:
        return words
    cut = words.rfind(" ", 1, _MAX_LABEL)
    return words[: cut if cut > 0 else _MAX_LABEL - 1].rstrip(" ,;:") + "…"
