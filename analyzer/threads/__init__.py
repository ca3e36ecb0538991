"""Stage 4: statements to threads, each one event or topic told about."""

from analyzer.threads.communities import thread_statements
from analyzer.threads.labels import label_threads

__all__ = ["label_threads", "thread_statements"]
