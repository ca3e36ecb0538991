"""Statements that are printed again: boilerplate, syndicated sentences, headlines of their own posts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from analyzer.copies.neighbours import find_neighbours
from analyzer.copies.places import Original
from analyzer.copies.wording import same_wording
from analyzer.language.fingerprints import letters, negations, numbers, words
from analyzer.language.tokens import lemma
from analyzer.language.word_classes import words_of
from analyzer.schema import Document, Section, Statement
from analyzer.settings import CopySettings

_MIN_LETTERS = 25
"""Shorter contents are the same words by chance; only a sentence equal as a whole makes them copies."""
_MIN_SHARED_SENTENCE_RATIO = 0.75
_MIN_RESTATED = 0.7
_MIN_RESTATED_QUOTING = 0.5
"""Enough when the body statement also holds every word that the headline puts between quotation marks."""
_MAX_TRIED = 60
_MAX_RESTATED = 500


@dataclass(frozen=True, slots=True)
class Print:
    """A statement and what is compared of it."""

    statement: Statement
    wording: str
    content: str
    sentence: str
    quoted: tuple[str, ...]
    headline: bool
    post: tuple[str, int | None]
    rank: tuple[bool, bool, str, str, int, str]


@dataclass(slots=True)
class _Originals:
    """The statements kept as originals so far, by what they can be found by."""

    by_sentence: dict[str, list[Print]]
    by_content: dict[str, list[Print]]
    by_post: dict[tuple[str, int | None], list[Print]]
    copies: dict[str, list[Statement]]

    def add_body(self, found: Print) -> None:
        if not found.headline:
            self.by_post.setdefault(found.post, []).append(found)

    def add(self, found: Print) -> None:
        self.by_sentence.setdefault(found.sentence, []).append(found)
        self.by_content.setdefault(found.content, []).append(found)


def link_statement_copies(
    statements: Sequence[Statement], documents: Sequence[Document], settings: CopySettings
) -> tuple[Statement, ...]:
    """Link every statement that is the same text printed elsewhere to the first printing.

    First is what stands in no copied document, in no headline, was published earliest, and then comes first by document
    id and offset. Different numbers, a negation more or less, or another word of substance make two statements of it.

    Parameters
    ----------
    statements
        Of all documents.
    documents
        With their ``copy_of`` set.
    settings
        ``min_statement_ratio``.

    Returns
    -------
    tuple of Statement
        In the order given; ``copy_of`` never names a statement that is itself a copy.
    """
    document_of = {document.id: document for document in documents}
    prints = sorted(_fingerprints(statements, document_of), key=lambda found: found.rank)
    near = find_neighbours([found.content for found in prints if len(found.content) >= _MIN_LETTERS])
    originals = _Originals({}, {}, {}, {})
    whole = _find_wholes(statements, documents)
    copy_of: dict[str, str] = {}
    for found in prints:
        first = document_of[found.statement.document].copy_of
        match = whole[first].find(found.statement, document_of[found.statement.document]) if first in whole else None
        match = match or _find_original(found, originals, near, settings)
        target = copy_of.get(match, match) if match else None
        originals.add_body(found)
        if target:
            copy_of[found.statement.id] = target
            originals.copies.setdefault(target, []).append(found.statement)
        else:
            originals.add(found)
    return tuple(replace(statement, copy_of=copy_of.get(statement.id)) for statement in statements)


def _fingerprints(statements: Sequence[Statement], document_of: dict[str, Document]) -> Iterator[Print]:
    starts = {document.id: [section.start for section in document.sections] for document in document_of.values()}
    for statement in statements:
        document = document_of[statement.document]
        place = bisect_right(starts[document.id], statement.start) - 1
        section = document.sections[place] if place >= 0 else Section(0, 0, "body")
        headline = section.kind == "headline"
        copied = document.copy_of is not None
        rank = (copied, headline, statement.published or "9999", document.id, statement.start, statement.id)
        wording = " ".join(document.text[start:end] for start, end in statement.content)
        quoted = tuple(letters(document.text[start:end]) for start, end in statement.quoted)
        post = (document.id, section.post)
        yield Print(statement, wording, letters(wording), letters(statement.text), quoted, headline, post, rank)


def _find_wholes(statements: Sequence[Statement], documents: Sequence[Document]) -> dict[str | None, Original]:
    """Prepare the originals of copied documents for looking up places in them."""
    wanted = {document.copy_of for document in documents if document.copy_of}
    of_document: dict[str, list[Statement]] = {}
    for statement in statements:
        of_document.setdefault(statement.document, []).append(statement)
    return {d.id: Original(d, of_document.get(d.id, [])) for d in documents if d.id in wanted}


def _find_original(
    found: Print, originals: _Originals, near: dict[str, list[str]], settings: CopySettings
) -> str | None:
    """Return the id of the statement that this one repeats, the most similar first."""
    scores: list[tuple[float, int, str]] = []
    for order, (other, is_sentence) in enumerate(_candidates(found, originals, near)):
        if order >= _MAX_TRIED:
            break
        if _is_kept_apart(found.statement, other.statement, originals):
            continue
        score = _score(found, other, is_sentence, settings)
        if score:
            scores.append((-score, order, other.statement.id))
    if scores:
        return min(scores)[2]
    return _find_restated(found, originals) if found.headline else None


def _candidates(found: Print, originals: _Originals, near: dict[str, list[str]]) -> Iterator[tuple[Print, bool]]:
    for other in originals.by_sentence.get(found.sentence, ()):
        yield other, True
    for content in (found.content, *near.get(found.content, ())):
        for other in originals.by_content.get(content, ()):
            yield other, False


def _score(found: Print, other: Print, is_sentence: bool, settings: CopySettings) -> float:
    ratio = fuzz.ratio(found.content, other.content) / 100
    if is_sentence:
        return ratio if ratio >= _MIN_SHARED_SENTENCE_RATIO and len(found.sentence) >= _MIN_LETTERS else 0.0
    if min(len(found.content), len(other.content)) < _MIN_LETTERS or not _may_be_one_voice(found, other):
        return 0.0
    if ratio < settings.min_statement_ratio:
        return 0.0
    return ratio if ratio == 1.0 or same_wording(found.wording, other.wording) else 0.0


def _may_be_one_voice(found: Print, other: Print) -> bool:
    one, two = found.statement, other.statement
    if (one.kind == "narration") != (two.kind == "narration"):
        return False
    return not one.speakers or not two.speakers or bool(set(one.speakers) & set(two.speakers))


def _is_kept_apart(one: Statement, two: Statement, originals: _Originals) -> bool:
    """Whether two statements share a sentence or frame each other, or a sentence mate already repeats the other."""
    if _share_sentence(one, two) or one.nested_in == two.id or two.nested_in == one.id:
        return True
    return any(_share_sentence(one, copy) for copy in originals.copies.get(two.id, [])[-20:])


def _share_sentence(one: Statement, two: Statement) -> bool:
    return one.document == two.document and one.start < two.end and two.start < one.end


def _find_restated(found: Print, originals: _Originals) -> str | None:
    """Return the body statement of the headline's post that says the same by the same speaker."""
    said = _content_words(found.wording)
    said = said if len(said) > 2 else _content_words(found.statement.text)
    best: tuple[float, int, str] | None = None
    for order, other in enumerate(originals.by_post.get(found.post, [])[:_MAX_RESTATED]):
        quotes_it = bool(found.quoted) and all(quoted in other.content for quoted in found.quoted)
        if len(said) < 2 or not _may_restate(found, other, quotes_it=quotes_it, originals=originals):
            continue
        restated = len(said & _content_words(other.statement.text)) / len(said)
        enough = restated >= (_MIN_RESTATED_QUOTING if quotes_it else _MIN_RESTATED)
        if enough and (best is None or (-restated, order) < best[:2]):
            best = (-restated, order, other.statement.id)
    return best[2] if best else None


def _may_restate(found: Print, other: Print, *, quotes_it: bool, originals: _Originals) -> bool:
    one, two = found.statement, other.statement
    if (one.kind == "narration") != (two.kind == "narration") or _is_kept_apart(one, two, originals):
        return False
    if one.kind != "narration" and not set(one.speakers) & set(two.speakers) and (one.speakers or not quotes_it):
        return False
    return negations(found.wording) == negations(other.wording) and set(numbers(found.wording)) <= set(
        numbers(two.text)
    )


def _content_words(text: str) -> frozenset[str]:
    small = words_of("function word")
    return frozenset(lemma(word) for word in words(text) if len(word) > 2 and word not in small)
