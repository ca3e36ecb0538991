"""Who says, in a text that is new, what a group said before without them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from analyzer.changes.earlier import Records
from analyzer.groups.voices import bodies_spoken_for
from analyzer.lineage import Summary
from analyzer.reviews import cite
from analyzer.schema import Analysis, Group, NewVoice, Speaker, Statement


def new_voices(
    analysis: Analysis,
    records: Records,
    before: Summary,
    was: Mapping[str, str],
    group_was: Mapping[str, str],
) -> tuple[NewVoice, ...]:
    """Find new voices in groups that the earlier run knew, each once a group.

    A spokesperson counts as the body spoken for. An anonymous speaker of a new text is a voice of their own, as in
    ``n_independent``. Copies, narration and the new wording of an old statement are no new voices.

    Parameters
    ----------
    was, group_was
        As in :class:`analyzer.changes.matching.Known`.
    """
    names = {one.id: one.speakers for edition in before.documents for one in edition.statements}
    known_documents = {edition.id for edition in before.documents}
    bodies, known_groups = bodies_spoken_for(analysis.speakers), before.group_members()
    found = []
    for group in analysis.groups:
        members = [records.statements[member] for member in group.members]
        new = [one for one in members if was.get(one.id, one.id) not in names and one.document not in known_documents]
        earlier = known_groups.get(group_was.get(group.id, ""), ())
        if new and earlier:
            ids = {one.id for one in new}
            said = {body for one in members if one.id not in ids for body in _bodies(one, bodies)}
            last_words = {word for member in earlier for word in _last_words(names.get(member, ()))}
            found += _in_group(group, new, said, last_words, records, bodies)
    return tuple(sorted(found, key=lambda voice: (voice.label, voice.group, voice.name, voice.speaker)))


def _in_group(
    group: Group,
    new: Iterable[Statement],
    said: Collection[str],
    last_words: Collection[str],
    records: Records,
    bodies: Mapping[str, str],
) -> list[NewVoice]:
    found, known = [], set(said)
    for statement in new:
        if statement.kind == "narration" or statement.copy_of is not None:
            continue
        for speaker in (records.speakers[one] for one in statement.speakers):
            body = bodies.get(speaker.id, speaker.id)
            if body not in known and not _known_by_name(speaker, last_words):
                found.append(NewVoice(group.id, group.label, speaker.id, speaker.name, cite(statement.id, records)))
            known.add(body)
    return found


def _known_by_name(speaker: Speaker, last_words: Collection[str]) -> bool:
    return speaker.kind != "anonymous" and bool(_last_words([speaker.name]) & set(last_words))


def _bodies(statement: Statement, bodies: Mapping[str, str]) -> list[str]:
    return [bodies.get(speaker, speaker) for speaker in statement.speakers]


def _last_words(names: Iterable[str]) -> set[str]:
    """Return the last words of names: another document may give a fuller one."""
    return {name.split()[-1].lower() for name in names if name.split()}
