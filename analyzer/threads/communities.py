"""Which statements tell about one event or topic: communities of the graph of statements."""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyzer.protocols import NO_CACHE, Cache
from analyzer.schema import Embeddings, Statement
from analyzer.settings import ThreadSettings
from analyzer.threads.edges import Edges, continuation_edges, lexical_edges, near_edges, proximity_edges
from analyzer.threads.kept_communities import Graph, recall_communities

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Numbers = npt.NDArray[np.int64]

_MAX_RUNS = 20  # Louvain depends on chance; the run with the highest modularity is kept
_MAX_EDGES_IN_RUNS = 500_000  # edges of all runs together, so that large graphs take one run
_TOLERANCE = 1e-6  # of modularity: below it a step or a pass ends
_FEW_DOCUMENTS = 120  # up to which modularity has the resolution given


def thread_statements(
    statements: Sequence[Statement], embeddings: Embeddings, settings: ThreadSettings, cache: Cache = NO_CACHE
) -> dict[str, str]:
    """Put each statement in one thread.

    Statements are the nodes of a graph. Edges are their nearest neighbours in embedding space; what shares rare words;
    neighbours in the text of one document, weighted by how near they stand; sentences of one quotation; and what one
    speaker says again in nearly the same words. The first two weaken with the days between. A copy follows its
    original, a reported statement the one that reports it, and a dispute what it disputes: they are one node. Threads
    are the communities of highest modularity (Louvain).

    Parameters
    ----------
    statements
        In any order; the result does not depend on it.
    embeddings
        A row for each of them, in any order.
    settings
        The weights of the edges, and the resolution.
    cache
        Keeps which statements are nearest to each other, from which the next run goes on, and the communities.

    Returns
    -------
    dict[str, str]
        Statement id to thread id, sorted by statement id. A thread's id is made from its members' ids.

    Notes
    -----
    At one resolution, modularity finds larger communities in a larger graph, down to none below a size that grows with
    the square root of its edges. So beyond 120 documents the resolution grows with the square root of their number:
    events do not get larger because others happened too.

    References
    ----------
    Blondel, Guillaume, Lambiotte and Lefebvre (2008), "Fast unfolding of communities in large networks",
    doi:10.1088/1742-5468/2008/10/P10008. Fortunato and Barthélemy (2007), "Resolution limit in community detection",
    doi:10.1073/pnas.0605965104.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    if not ordered:
        return {}
    node_of = _bound_together(ordered)
    originals = [i for i, statement in enumerate(ordered) if statement.copy_of is None]
    edges = _edges([ordered[i] for i in originals], embeddings, settings, cache).among(node_of[originals])
    n_documents = len({ordered[i].document for i in originals})
    resolution = settings.resolution * math.sqrt(max(1.0, n_documents / _FEW_DOCUMENTS))
    graph = Graph(int(node_of.max()) + 1, edges, resolution)
    community = recall_communities(graph, (one.document for one in ordered), cache, _communities)[node_of]
    members: dict[int, list[str]] = {}
    for statement, number in zip(ordered, community.tolist(), strict=True):
        members.setdefault(number, []).append(statement.id)
    name = {number: f"t-{sha256(' '.join(ids).encode()).hexdigest()[:12]}" for number, ids in members.items()}
    return {statement.id: name[number] for statement, number in zip(ordered, community.tolist(), strict=True)}


def _bound_together(statements: Sequence[Statement]) -> Numbers:
    """Give each statement the number of its node; those that always share a thread share one."""
    number = {statement.id: i for i, statement in enumerate(statements)}
    node = list(range(len(statements)))

    def first(i: int) -> int:
        while node[i] != i:
            node[i] = node[node[i]]
            i = node[i]
        return i

    for i, statement in enumerate(statements):
        for other in (statement.copy_of, statement.nested_in, statement.disputes):
            if other is not None and other in number:
                one, two = sorted((first(i), first(number[other])))
                node[two] = one
    return np.asarray(np.unique([first(i) for i in range(len(node))], return_inverse=True)[1], np.int64)


def _edges(statements: Sequence[Statement], embeddings: Embeddings, settings: ThreadSettings, cache: Cache) -> Edges:
    return Edges.joined(
        [
            near_edges(statements, embeddings, settings, cache),
            lexical_edges(statements, settings),
            proximity_edges(statements, settings),
            continuation_edges(statements),
        ]
    )


def _communities(given: Graph) -> Numbers:
    """Return a number of its community for each node."""
    edges, resolution = given.edges, given.resolution
    apart = edges.one != edges.other
    if not apart.any():
        return np.arange(given.n_nodes)
    from sknetwork.clustering import Louvain, get_modularity

    graph = _adjacency(given.n_nodes, edges.one[apart], edges.other[apart], edges.weights[apart])
    best, highest = np.arange(given.n_nodes), -math.inf
    n_runs = min(_MAX_RUNS, max(1, 2 * _MAX_EDGES_IN_RUNS // graph.nnz))
    for seed in range(n_runs):
        louvain = Louvain(
            resolution=resolution,
            tol_optimization=_TOLERANCE,
            tol_aggregation=_TOLERANCE,
            shuffle_nodes=True,
            sort_clusters=False,
            return_probs=False,
            return_aggregate=False,
            random_state=seed,
        )
        found = louvain.fit_predict(graph)
        modularity = round(float(get_modularity(graph, found, resolution=resolution)), 9)
        if modularity > highest:
            best, highest = np.asarray(found, np.int64), modularity
    return best


def _adjacency(n_nodes: int, one: Numbers, other: Numbers, weights: npt.NDArray[np.float64]) -> csr_matrix:
    from scipy import sparse

    places = (np.concatenate([one, other]).astype(np.int32), np.concatenate([other, one]).astype(np.int32))
    return sparse.csr_matrix((np.concatenate([weights, weights]), places), shape=(n_nodes, n_nodes))
