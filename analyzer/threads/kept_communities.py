"""The communities of a graph are found once, as long as no tie changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.cache_keys import code_digest, content_key
from analyzer.protocols import Cache
from analyzer.threads.edges import Edges

Numbers = npt.NDArray[np.int64]

_KEY = content_key("communities")
_LIBRARIES = ("numpy", "scipy", "scikit-network")


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes, numbered from 0, their ties, and the resolution at which communities are wanted."""

    n_nodes: int
    edges: Edges
    resolution: float


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    graph: str
    communities: bytes


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Kept)


def kind_of_communities() -> str:
    """Return the kind under which communities are kept: one value, of the last run's documents together."""
    return f"communities/{code_digest(('threads',), _LIBRARIES)}"


def recall_communities(
    graph: Graph, documents: Iterable[str], cache: Cache, find: Callable[[Graph], Numbers]
) -> Numbers:
    """Return the number of its community for each node, from the cache if the graph is the one of the run before.

    Parameters
    ----------
    documents
        Ids of those that the nodes come from.
    find
        Finds the communities of a graph that is not known.

    Returns
    -------
    numpy.ndarray
        ``int64`` of shape ``(n_nodes,)``.
    """
    edges, kind = graph.edges, kind_of_communities()
    columns = (column.tobytes() for column in (edges.one, edges.other, edges.weights))
    digest = content_key(repr((graph.n_nodes, graph.resolution)), *columns)
    known = _decoded(cache.get(kind, [_KEY]).get(_KEY))
    if known is not None and known.graph == digest and len(known.communities) == 4 * graph.n_nodes:
        return np.frombuffer(known.communities, "<i4").astype(np.int64)
    found = find(graph)
    value = _ENCODER.encode(_Kept(digest, found.astype("<i4").tobytes()))
    cache.put(kind, {_KEY: value}, {_KEY: sorted(set(documents))}, replace=True)
    return found


def _decoded(value: bytes | None) -> _Kept | None:
    try:
        return _DECODER.decode(value) if value is not None else None
    except (msgspec.ValidationError, msgspec.DecodeError):  # a broken value is not known
        return None
