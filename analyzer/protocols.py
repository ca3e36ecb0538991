"""The sockets: what may be swapped for something else of the same shape."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from analyzer.schema import InputStatus, Section, Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from analyzer.schema import ModelUse

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how many of its items are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class FoundText:
    """One text that a reader found in a file, and what the file says about it.

    Attributes
    ----------
    text
        As it stands in the file, or as it was taken out of it; all offsets are into this.
    part
        What goes behind the file's name to name this text: nothing where the file is one text, ``#7`` for a row,
        ``/a.txt`` for a member of an archive.
    title, publisher, published, url
        What is told outside the text; it wins over what a header in the text says. ``published`` is an ISO date.
    speaker
        Who says the whole text, where the file says so; no statements are looked for inside it then.
    sections
        Those at its beginning that the reader knows, in order; what follows the last is divided by its form.
    markdown
        Whether headings and links are written as in Markdown.
    """

    text: str
    part: str = ""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    speaker: str | None = None
    sections: tuple[Section, ...] = ()
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A row or member of a file that gave no text, and why; named like :attr:`FoundText.part`."""

    part: str
    reason: str
    status: InputStatus = "failed"


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a reader found in one file.

    Attributes
    ----------
    texts
        In the order of the file.
    encoding
        Of the characters, where the format leaves it open.
    unread
        Parts that gave no text.
    doubts
        What a person should know of how it was read, one sentence each.
    """

    texts: tuple[FoundText, ...]
    encoding: str | None = None
    unread: tuple[UnreadPart, ...] = ()
    doubts: tuple[str, ...] = ()


class Reader(Protocol):
    """Finds the texts in the bytes of one file format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of file names it reads, in lower case, with their dots."""
        ...

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return what a file holds. The result depends on the suffix of ``path`` and on ``data`` alone.

        Raises
        ------
        DocumentError
            The bytes are not what the format allows, or hold no text; the message says so to a person.
        """
        ...


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return ``float32`` unit rows of shape ``(n_texts, n_dimensions)``."""
        ...

    def describe(self) -> ModelUse:
        """Say which model this is, for the provenance of the result."""
        ...


@dataclass(frozen=True, slots=True)
class TaggedQuotation:
    """One quotation found in a text; all spans are ``str`` offsets into it.

    Attributes
    ----------
    content
        What was said, in order; more than one span where the attribution stands in between.
    cue
        The words that say that it was said; ``None`` if none was found.
    source
        The mention of the speaker; ``None`` if none was found in the paragraph.
    confidence
        Estimated probability that content and speaker are right, 0 to 1; fitted on articles not trained on.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    confidence: float

    @property
    def place(self) -> int:
        """Where its cue begins, or its content if it has none."""
        return (self.cue or self.content[0]).start


@dataclass(frozen=True, slots=True)
class Tagging:
    """What a tagger sees in one text.

    Attributes
    ----------
    quotations
        In the order of their places.
    words
        Offsets at which the words of the text begin, rising.
    inside
        For each word the probability that it belongs to something that is said, 0 to 1.
    """

    quotations: tuple[TaggedQuotation, ...] = ()
    words: tuple[int, ...] = ()
    inside: tuple[float, ...] = ()

    def quotations_in(self, span: Span) -> tuple[TaggedQuotation, ...]:
        """Return the quotations whose place lies in a stretch of text."""
        first = bisect_left(self.quotations, span.start, key=lambda one: one.place)
        last = bisect_left(self.quotations, span.end, key=lambda one: one.place)
        return self.quotations[first:last]

    def support(self, span: Span) -> float:
        """Return the mean probability of a stretch of text to be something said; 0 where no word begins in it."""
        first, last = bisect_left(self.words, span.start), bisect_left(self.words, span.end)
        return sum(self.inside[first:last]) / (last - first) if first < last else 0.0


class Tagger(Protocol):
    """Finds quotations in texts."""

    def tag(self, texts: Sequence[str]) -> list[Tagging]:
        """Return what is said in each text; the result for a text depends on that text alone."""
        ...

    def describe(self) -> ModelUse:
        """Say which model this is, for the provenance of the result."""
        ...


class RelationModel(Protocol):
    """Tells how a second text relates to a first."""

    def relate(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        """Return how each pair's second text follows from the first, or clashes with it.

        Returns
        -------
        numpy.ndarray
            Shape ``(n_pairs, 3)``: scores of entailment, neutral and contradiction, adding up to 1 in each row. They
            are not calibrated.
        """
        ...

    def describe(self) -> ModelUse:
        """Say which model this is, for the provenance of the result."""
        ...


class Cache(Protocol):
    """Keeps what was computed once from a text, by content, so that it is not computed again.

    A *kind* names what is kept and everything but the text that it depends on, as parts between slashes:
    ``vectors/<digest of the model>``, ``readings/<version>/<digest of the tagger>/<digest of the settings>``. Whatever
    changes a value in one bit belongs into its kind: never two models, precisions or versions under one kind.

    A *key* is the SHA-256, in 64 hexadecimal digits, of the content that the value was made from.

    A cache may forget anything at any time and never fails a stage: what it cannot read or keep, it does not know.
    """

    def get(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the values of those keys that are known; all others are missing."""
        ...

    def put(
        self, kind: str, values: Mapping[str, bytes], documents: Mapping[str, Sequence[str]], *, replace: bool = False
    ) -> None:
        """Keep values; when it returns they outlive a kill of the process.

        Parameters
        ----------
        kind
            As above.
        values
            By key. A key that is known already keeps one of its values, which are equal.
        documents
            For each key the ids of the documents that its content comes from, so that a document can be forgotten
            everywhere. A key that is in no ``values`` but known gets these documents added to its own.
        replace
            The values take the place of those known under their keys, and these documents that of theirs: for what is
            made from all documents together, of which the latest is enough to go on from. Such a value says itself
            what it was made from, and its key what it is for.
        """
        ...


class NoCache:
    """A cache that remembers nothing: everything is computed."""

    def get(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Return nothing."""
        return {}

    def put(
        self, kind: str, values: Mapping[str, bytes], documents: Mapping[str, Sequence[str]], *, replace: bool = False
    ) -> None:
        """Keep nothing."""


NO_CACHE: Cache = NoCache()
"""What a stage is given that keeps nothing."""
