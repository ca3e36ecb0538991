"""Who clashes with whom most, few enough for a picture; and the thread in which most is said with how sure it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from analyzer.schema import Thread
from analyzer.tables.agreement import Relation, corpus_agreement
from analyzer.tables.lookup import Lookup
from analyzer.tables.threads import thread_statements


@dataclass(frozen=True, slots=True)
class Clashes:
    """Speakers between whom there are conflicts that nobody dismissed.

    Attributes
    ----------
    speakers
        Names by id, those in most conflicts first.
    pairs
        Those with most conflicts first; one speaker twice is that speaker at two times.
    n_left_out
        Speakers in conflicts, beyond the cap.
    """

    speakers: dict[str, str]
    pairs: tuple[Relation, ...]
    n_left_out: int = 0


def clashes(lookup: Lookup, *, most: int = 12) -> Clashes:
    """Count the conflicts between the speakers who are in most of them; dismissed conflicts do not count."""
    differing = tuple(one for one in lookup.analysis.conflicts if not lookup.is_dismissed(one))
    analysis = replace(lookup.analysis, conflicts=differing, groups=())
    found = corpus_agreement(replace(lookup, analysis=analysis), most=len(lookup.speakers))
    pairs = [pair for pair in found.relations if pair.n_conflicts]
    counted = Counter[str]()
    for pair in pairs:
        counted.update(dict.fromkeys({pair.left, pair.right}, pair.n_conflicts))
    ranked = sorted(counted, key=lambda one: (-counted[one], lookup.names[one], one))
    kept = ranked[:most]
    shown = tuple(pair for pair in pairs if pair.left in kept and pair.right in kept)
    return Clashes({one: lookup.names[one] for one in kept}, shown, len(ranked) - len(kept))


def hedged_thread(lookup: Lookup) -> Thread | None:
    """Return the thread with most statements of those in which a word says how sure something is; copies aside."""
    sizes = []
    for thread in lookup.analysis.threads:
        said = [one for one in thread_statements(thread, lookup) if one.copy_of is None]
        if any(one.certainty_spans for one in said):
            sizes.append((-len(said), thread.label, thread.id))
    return lookup.threads[min(sizes)[2]] if sizes else None
