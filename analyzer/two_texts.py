"""Two bare texts to a judged pair: how they relate when nothing but their words is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from analyzer.comparisons import as_comparison
from analyzer.comparisons.fusion import Findings
from analyzer.comparisons.judging import Prospect, find_on, judge_prospects, look_at
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.subject import TopicWeights
from analyzer.conflicts import find_conflicts
from analyzer.embeddings import embed_statements
from analyzer.language.certainty import read_certainty
from analyzer.language.repair import repair
from analyzer.pipeline import Parts
from analyzer.protocols import Progress, RelationModel
from analyzer.schema import Comparison, Conflict, Document, Group, Section, Span, Speaker, Statement
from analyzer.settings import ConflictSettings, Settings, StatementSettings
from analyzer.statements import extract_statements

_LEAST_COVERED = 0.5
ONE_DAY = "0001-01-01"
_REPORT_EVERY = 200


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two texts to be compared, and what is known of them.

    Attributes
    ----------
    left, right
        Not blank.
    left_speaker, right_speaker
        Who says so; the same name on both sides is one speaker. Without a name two speakers are taken to speak.
    left_date, right_date
        ISO dates. A side without one is taken to be of the other's day.
    """

    left: str
    right: str
    left_speaker: str | None = None
    right_speaker: str | None = None
    left_date: str | None = None
    right_date: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedTexts:
    """What came of a pair.

    Attributes
    ----------
    left, right
        Each text as one statement of a document of its own; offsets go into the text as given.
    comparison
        ``None`` when nothing in the two agrees or clashes.
    conflict
        ``None`` when nothing clashes strongly enough to be shown.
    """

    left: Statement
    right: Statement
    comparison: Comparison | None
    conflict: Conflict | None


def judge_texts(
    pairs: Sequence[TextPair],
    *,
    settings: Settings,
    parts: Parts,
    progress: Progress = lambda stage, done, total: None,
) -> list[JudgedTexts]:
    """Judge pairs of texts as the pipeline judges pairs of statements.

    A text that is one attribution ("The ministry denied that ...") is taken apart by the rules, so that stance and
    reporting word count; the tagger is not asked. Who is named as the speaker in it does not count: two accounts of
    what one person said are two accounts. Any other text is one statement as a whole.

    Parameters
    ----------
    pairs
        How common a word is among all these texts decides how much it says about their subjects.
    settings, parts
        As in :func:`analyzer.pipeline.analyze`.

    Returns
    -------
    list of JudgedTexts
        In the order of the pairs.
    """
    made = statements_of(pairs, settings.statements)
    speakers = _named_speakers(pairs)
    cosines = _cosines(made, settings, parts, progress)
    comparisons = _compare(made, speakers, cosines, parts.relations, progress)
    return [
        JudgedTexts(left, right, comparison, _conflict(left, right, speakers, comparison, settings.conflicts))
        for (left, right), comparison in zip(made, comparisons, strict=True)
    ]


def findings_on(
    pairs: Sequence[tuple[Statement, Statement]], speakers: Sequence[Speaker], *, settings: Settings, parts: Parts
) -> list[Findings | None]:
    """Return what is known of pairs of statements before it is weighed; ``None`` for pairs that are not judged."""
    prospects = _look(pairs, speakers, _cosines(pairs, settings, parts), lambda stage, done, total: None)
    found = iter(find_on([one for one in prospects if one is not None], parts.relations))
    return [None if one is None else next(found) for one in prospects]


def statements_of(pairs: Sequence[TextPair], settings: StatementSettings) -> list[tuple[Statement, Statement]]:
    """Return each pair's texts as statements."""
    return [_statements(number, pair, settings) for number, pair in enumerate(pairs)]


def _cosines(
    pairs: Sequence[tuple[Statement, Statement]], settings: Settings, parts: Parts, progress: Progress = lambda *_: None
) -> list[float]:
    """Return the cosine of each pair's claims."""
    if not pairs:
        return []
    embedded = embed_statements([one for both in pairs for one in both], parts.encoder, settings.embeddings, progress)
    found: list[float] = (embedded.vectors[::2] * embedded.vectors[1::2]).sum(axis=1).tolist()
    return found


def _compare(
    pairs: Sequence[tuple[Statement, Statement]],
    speakers: Sequence[Speaker],
    cosines: Sequence[float],
    model: RelationModel | None,
    progress: Progress,
) -> list[Comparison | None]:
    """Judge exactly these pairs, plainly neutral ones too; pairs of which nothing could come are ``None``."""
    prospects = _look(pairs, speakers, cosines, progress)
    judged = iter(judge_prospects([one for one in prospects if one is not None], model))
    found: list[Comparison | None] = []
    for prospect, (left, right), cosine in zip(prospects, pairs, cosines, strict=True):
        found.append(None if prospect is None else as_comparison(left.id, right.id, cosine, next(judged)))
    progress("comparisons", len(pairs), len(pairs))
    return found


def _look(
    pairs: Sequence[tuple[Statement, Statement]],
    speakers: Sequence[Speaker],
    cosines: Sequence[float],
    progress: Progress,
) -> list[Prospect | None]:
    dated = [replace(one, published=one.published or ONE_DAY) for both in pairs for one in both]
    readings = read_statements(dated, speakers)
    weights = TopicWeights(reading.topic for reading in readings.values())
    prospects: list[Prospect | None] = []
    for (left, right), cosine in zip(pairs, cosines, strict=True):
        if len(prospects) % _REPORT_EVERY == 0:
            progress("comparisons", len(prospects), len(pairs))
        prospects.append(look_at(readings[left.id], readings[right.id], cosine, weights))
    return prospects


def _conflict(
    left: Statement,
    right: Statement,
    speakers: Sequence[Speaker],
    comparison: Comparison | None,
    settings: ConflictSettings,
) -> Conflict | None:
    if comparison is None:
        return None
    groups = [Group(f"g-{one.id}", "t-1", one.claim, (one.id,), one.id, 1.0, 1) for one in (left, right)]
    return next(iter(find_conflicts([left, right], speakers, [comparison], groups, settings)), None)


def _statements(number: int, pair: TextPair, settings: StatementSettings) -> tuple[Statement, Statement]:
    left = document_of(f"pair {number + 1}, left", pair.left, pair.left_date or pair.right_date)
    right = document_of(f"pair {number + 1}, right", pair.right, pair.right_date or pair.left_date)
    return (
        statement_of(left, _speaker_id(pair.left_speaker) or f"sp-{left.id}", settings),
        statement_of(right, _speaker_id(pair.right_speaker) or f"sp-{right.id}", settings),
    )


def document_of(name: str, text: str, published: str | None) -> Document:
    """Return a bare text as a document; its id follows from name and text."""
    digest = sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    sections = (Section(0, len(text), "body"),)
    return Document(f"d-{digest}", name, text, published=published, language="en", sections=sections)


def statement_of(document: Document, speaker: str, settings: StatementSettings) -> Statement:
    """Return a bare text as one statement: taken apart if it is one attribution, else as a whole."""
    attributed = _attributed(document, settings)
    if attributed is not None:
        return replace(attributed, speakers=(speaker,), via=(), nested_in=None, disputes=None)
    text = document.text
    start = len(text) - len(text.lstrip())
    whole = Span(start, max(start, len(text.rstrip())))
    certainty, certainty_spans = read_certainty(text, *whole)
    return Statement(
        id=f"st-{document.id.removeprefix('d-')}",
        document=document.id,
        start=whole.start,
        end=whole.end,
        text=text[whole.start : whole.end],
        content=(whole,),
        quoted=(),
        kind="indirect",
        claim=" ".join(repair(text[whole.start : whole.end], text).split()),
        speakers=(speaker,),
        certainty=certainty,
        certainty_spans=certainty_spans,
        published=document.published,
    )


def _attributed(document: Document, settings: StatementSettings) -> Statement | None:
    """Return what the text reports that somebody said, if it reports that and nothing else."""
    found = extract_statements([document], settings).statements
    outermost = [one for one in found if one.nested_in is None]
    if len(outermost) != 1 or outermost[0].cue is None or outermost[0].kind == "narration":
        return None
    covered = (outermost[0].end - outermost[0].start) / len(document.text.strip())
    return outermost[0] if covered >= _LEAST_COVERED else None


def _named_speakers(pairs: Sequence[TextPair]) -> list[Speaker]:
    names = {name for pair in pairs for name in (pair.left_speaker, pair.right_speaker)}
    found: dict[str, Speaker] = {}
    for name in sorted(name for name in names if name):
        if (key := _speaker_id(name)) is not None:
            found.setdefault(key, Speaker(key, name, (name,)))
    return list(found.values())


def _speaker_id(name: str | None) -> str | None:
    words = " ".join((name or "").casefold().split())
    return "sp-" + sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12] if words else None
