"""Stage 4: statements to threads, each one event or topic told about."""

from analyzer.settings import ThreadSettings
from analyzer.threads.communities import thread_statements
from analyzer.threads.edges import kind_of_neighbours
from analyzer.threads.kept_communities import kind_of_communities
from analyzer.threads.labels import label_threads

__all__ = ["kinds_of_threads", "label_threads", "thread_statements"]


def kinds_of_threads(settings: ThreadSettings) -> tuple[str, ...]:
    """Return the kinds under which this stage keeps things in a cache."""
    return kind_of_neighbours(settings), kind_of_communities()
