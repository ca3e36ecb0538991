"""Who stands behind a group: how many independent voices, and who printed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from analyzer.schema import Speaker, Statement


def count_independent(members: Sequence[Statement], body_of: Mapping[str, str]) -> int:
    """Count distinct speakers over distinct texts.

    Each voice counted needs a text of its own and each text one voice, so a joint statement is one voice and so is a
    speaker quoted twice. Copies, narration and statements without a speaker count nothing.

    Parameters
    ----------
    members
        The statements of one group.
    body_of
        Who each speaker counts as, from :func:`bodies_spoken_for`.
    """
    graph = nx.Graph()
    texts = []
    for statement in members:
        if statement.copy_of is None and statement.kind != "narration" and statement.speakers:
            texts.append(("text", statement.id))
            for speaker in statement.speakers:
                graph.add_edge(texts[-1], ("speaker", body_of.get(speaker, speaker)))
    return len(nx.bipartite.maximum_matching(graph, top_nodes=texts)) // 2


def publishers_of(members: Sequence[Statement], publisher_of: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return who printed the statements of a group, sorted; copies count, as they were printed too.

    Parameters
    ----------
    publisher_of
        Document id to publisher; a document without one counts for none.
    """
    publishers = {publisher_of.get(member.document) for member in members}
    return tuple(sorted(publisher for publisher in publishers if publisher))


def bodies_spoken_for(speakers: Sequence[Speaker]) -> dict[str, str]:
    """Map each speaker to who they count as: the last of the chain they speak for, or themselves."""
    speaks_for = {speaker.id: speaker.speaks_for for speaker in speakers}
    body_of = {}
    for speaker in speakers:
        chain = [speaker.id]
        while (body := speaks_for.get(chain[-1])) is not None and body not in chain:
            chain.append(body)
        ring = chain.index(body) if body is not None else len(chain) - 1
        body_of[speaker.id] = min(chain[ring:])
    return body_of
