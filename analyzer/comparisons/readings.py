"""The readings of many statements, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.comparisons.contexts import Context, find_contexts
from analyzer.comparisons.reading import Reading, read_statement
from analyzer.schema import Speaker, Statement


class Readings(Mapping[str, Reading]):
    """Readings of statements that are no copies, by their ids, in the order given.

    Attributes
    ----------
    contexts
        Of all statements, copies among them, by their ids.
    """

    def __init__(self, statements: Sequence[Statement], contexts: Mapping[str, Context]) -> None:
        self.contexts = contexts
        self._statements = {statement.id: statement for statement in statements if statement.copy_of is None}
        self._made: dict[str, Reading] = {}

    def __getitem__(self, id_: str) -> Reading:
        """Return the reading of a statement; ``KeyError`` for a copy."""
        if id_ not in self._made:
            self._made[id_] = read_statement(self._statements[id_], self.contexts[id_])
        return self._made[id_]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._statements)

    def __len__(self) -> int:
        """Return how many statements there are, read or not."""
        return len(self._statements)


def read_statements(
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    publisher_of: Mapping[str, str | None] | None = None,
) -> Readings:
    """Return the readings of every statement that is no copy; ``publisher_of`` goes by a document's id."""
    return Readings(statements, find_contexts(statements, speakers, publisher_of or {}))
