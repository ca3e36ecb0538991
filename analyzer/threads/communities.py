"""Which statements tell about one event or topic: communities of the graph of statements."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256

import networkx as nx

from analyzer.schema import Embeddings, Statement
from analyzer.settings import ThreadSettings
from analyzer.threads.edges import Edges, near_edges, proximity_edges

_N_RUNS = 5  # Louvain depends on chance; the run with the highest modularity is kept
_MAX_EDGES_FOR_RUNS = 20_000
_CONTINUATION = 2.0  # weight of the tie between two sentences of one quotation; the cosine of a paraphrase is below 1
_RESTATED = 0.85  # cosine from which one speaker says a thing again; that ties as much as one quotation does


def thread_statements(
    statements: Sequence[Statement], embeddings: Embeddings, settings: ThreadSettings
) -> dict[str, str]:
    """Put each statement in one thread.

    Statements are the nodes of a graph. Edges are their nearest neighbours in embedding space, weighted by cosine;
    neighbours in the text of one document, weighted by how near they stand; sentences of one quotation; and what one
    speaker says again in nearly the same words. A copy
    follows its original, a reported statement the one that reports it, and a dispute what it disputes: they are one
    node. Threads are the communities of highest modularity (Louvain).

    Parameters
    ----------
    statements
        In any order; the result does not depend on it.
    embeddings
        A row for each of them, in any order.
    settings
        The neighbour graph, the weight of standing near, and the resolution.

    Returns
    -------
    dict[str, str]
        Statement id to thread id, sorted by statement id. A thread's id is made from its members' ids.

    References
    ----------
    Blondel, Guillaume, Lambiotte and Lefebvre (2008), "Fast unfolding of communities in large networks",
    doi:10.1088/1742-5468/2008/10/P10008.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    node_of = _bound_together(ordered)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for one, other, weight in _edges(ordered, embeddings, settings):
        pair = sorted((node_of[one], node_of[other]))
        if pair[0] != pair[1]:
            weights[pair[0], pair[1]] += weight
    members: dict[str, list[str]] = defaultdict(list)
    for statement in ordered:
        members[node_of[statement.id]].append(statement.id)
    thread_of = {}
    for community in _communities(sorted(members), weights, settings.resolution):
        ids = sorted(id_ for node in community for id_ in members[node])
        thread = f"t-{sha256(' '.join(ids).encode()).hexdigest()[:12]}"
        thread_of.update(dict.fromkeys(ids, thread))
    return dict(sorted(thread_of.items()))


def _bound_together(statements: Sequence[Statement]) -> dict[str, str]:
    """Map each statement to the smallest id among those that always share its thread."""
    graph = nx.Graph()
    graph.add_nodes_from(statement.id for statement in statements)
    for statement in statements:
        for other in (statement.copy_of, statement.nested_in, statement.disputes):
            if other in graph:
                graph.add_edge(statement.id, other)
    return {id_: min(bound) for bound in nx.connected_components(graph) for id_ in bound}


def _edges(statements: Sequence[Statement], embeddings: Embeddings, settings: ThreadSettings) -> Edges:
    """Yield weighted edges between originals, in an order that depends on ids alone."""
    originals = [statement for statement in statements if statement.copy_of is None]
    known = {statement.id for statement in originals}
    continuations = (
        (statement.continuation_of, statement.id, _CONTINUATION)
        for statement in originals
        if statement.continuation_of in known and statement.continuation_of is not None
    )
    speakers = {statement.id: statement.speakers for statement in originals}
    near = (
        (one, other, _CONTINUATION if cosine >= _RESTATED and speakers[one] == speakers[other] != () else cosine)
        for one, other, cosine in near_edges([statement.id for statement in originals], embeddings, settings)
    )
    return itertools.chain(
        near,
        proximity_edges(originals, settings),
        continuations,
    )


def _communities(nodes: Sequence[str], weights: Mapping[tuple[str, str], float], resolution: float) -> list[list[str]]:
    if not weights:
        return [[node] for node in nodes]
    # Numbers instead of ids: the order of a set of strings changes with Python's hash seed.
    number = {node: position for position, node in enumerate(nodes)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_weighted_edges_from((number[one], number[other], weights[one, other]) for one, other in sorted(weights))
    n_runs = _N_RUNS if len(weights) <= _MAX_EDGES_FOR_RUNS else 1
    runs = [nx.community.louvain_communities(graph, resolution=resolution, seed=seed) for seed in range(n_runs)]
    best = max(runs, key=lambda run: round(float(nx.community.modularity(graph, run, resolution=resolution)), 9))
    return [[nodes[position] for position in sorted(community)] for community in best]
