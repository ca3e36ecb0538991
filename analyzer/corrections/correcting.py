"""Corrections of statements and speakers, one after another; later ones win."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from analyzer.corrections.boundaries import places_of, with_content
from analyzer.corrections.corpus import Corpus, NotApplicableError, follow, renamed
from analyzer.corrections.naming import claim_by, known_speaker, speaker_named
from analyzer.language.wording import kind_of_wording
from analyzer.schema import (
    AppliedCorrection,
    Correction,
    CorrectionKind,
    Document,
    Span,
    Speaker,
    Statement,
)

_FEWEST_MERGED = 2


@dataclass(frozen=True, slots=True)
class Corrected:
    """Statements and speakers as people corrected them.

    Attributes
    ----------
    told
        What became of each correction of statements and speakers, in the order given; ``statements`` are ids at the
        end. Corrections of groups are left to :func:`analyzer.corrections.correct_groups`.
    became
        Id of a statement that is not there any more, to the id of what it is now; ``None`` if it is no statement.
    """

    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    told: tuple[AppliedCorrection, ...]
    became: Mapping[str, str | None]

    def now(self, statement: str) -> str | None:
        """Return the id that a statement has now; ``None`` if it is none any more."""
        return follow(statement, self.became)


def correct_statements(
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    documents: Sequence[Document],
    corrections: Sequence[Correction],
) -> Corrected:
    """Apply what people corrected about statements and speakers.

    A correction holds also where the same words of the same speaker are printed again, so that it makes no second
    voice of a copy. One that finds nothing changes nothing and is told with the reason.

    Parameters
    ----------
    corrections
        In the order in which they were made; those of groups are passed over.

    Returns
    -------
    Corrected
        Statements in the order given. A speaker who is left with nothing to say is left out.
    """
    wanted = [one for one in corrections if one.kind in _KINDS]
    if not wanted:
        return Corrected(tuple(statements), tuple(speakers), (), {})
    corpus = Corpus(statements, speakers, documents)
    told = [_apply(corpus, correction) for correction in wanted]
    statements, speakers = corpus.finished()
    kept = {statement.id for statement in statements}
    told = [replace(one, statements=current(one.statements, corpus.became, kept)) for one in told]
    return Corrected(statements, speakers, tuple(told), corpus.became)


def current(ids: Sequence[str], became: Mapping[str, str | None], kept: Container[str]) -> tuple[str, ...]:
    """Return what some statements are now; those that are none any more are left out."""
    now = (follow(id_, became) for id_ in ids)
    return tuple(dict.fromkeys(id_ for id_ in now if id_ is not None and id_ in kept))


def _apply(corpus: Corpus, correction: Correction) -> AppliedCorrection:
    try:
        touched, told = _KINDS[correction.kind](corpus, correction)
    except NotApplicableError as error:
        return AppliedCorrection(correction, applied=False, why_not=str(error))
    return AppliedCorrection(correction, tuple(touched), told="; ".join(told) or None)


_Outcome = tuple[list[str], list[str]]
"""Ids of the statements touched, and what to tell."""


def _found(corpus: Corpus, correction: Correction) -> tuple[list[Statement], list[str]]:
    """Return the statements that are cited and those that are the same words printed again; and what to tell."""
    cited, missed = corpus.find_all(correction.statements)
    again = [other for one in cited for other in corpus.prints(one)]
    found = {one.id: one for one in [*cited, *again]}
    n_again = len(found) - len(cited)
    told = [f"also where the same words are printed again ({n_again})"] if n_again else []
    return list(found.values()), [*told, missed] if missed else told


def _give_speakers(corpus: Corpus, correction: Correction) -> _Outcome:
    found, told = _found(corpus, correction)
    speakers = tuple(dict.fromkeys(speaker_named(corpus, named).id for named in correction.speakers))
    for one in found:
        corpus.put(_said_by(corpus, one, speakers), one.id)
    return [one.id for one in found], told


def _split_speaker(corpus: Corpus, correction: Correction) -> _Outcome:
    if len(correction.speakers) != _FEWEST_MERGED:
        raise NotApplicableError("it does not name two speakers")
    found, told = _found(corpus, correction)
    source = known_speaker(corpus, correction.speakers[0])
    concerned = [one for one in found if source is not None and source.id in (*one.speakers, *one.via)]
    target = known_speaker(corpus, correction.speakers[1], other_than=source)
    if target is not None and all(target.id in one.speakers for one in found):
        return [], told
    if source is None or not concerned:
        raise NotApplicableError(f"{correction.speakers[0].name} speaks in none of its statements")
    new = {source.id: speaker_named(corpus, correction.speakers[1], other_than=source).id}
    for one in concerned:
        corpus.put(replace(_said_by(corpus, one, renamed(one.speakers, new)), via=renamed(one.via, new)), one.id)
    if len(concerned) < len(found):
        told.append(f"{source.name} speaks in {len(concerned)} of {len(found)}")
    return [one.id for one in concerned], told


def _merge_speakers(corpus: Corpus, correction: Correction) -> _Outcome:
    if len(correction.speakers) < _FEWEST_MERGED:
        raise NotApplicableError("it does not name two speakers")
    first, *others = correction.speakers
    kept = known_speaker(corpus, first)
    found = [(named, known_speaker(corpus, named)) for named in others]
    missing = [named.name for named, speaker in found if speaker is None]
    if len(missing) == len(others):
        raise NotApplicableError(f"nobody is called {missing[0]} here")
    kept = kept or speaker_named(corpus, first)
    touched: list[str] = []
    for speaker in {one.id: one for _, one in found if one is not None and one.id != kept.id}.values():
        names = {id_: corpus.names(one) for id_, one in corpus.statements.items() if speaker.id in one.speakers}
        touched += corpus.unite(speaker.id, kept.id)
        kept = _united(corpus.speakers[kept.id], speaker)
        corpus.speakers[kept.id] = kept
        for id_, before in names.items():
            one = corpus.statements[id_]
            text = corpus.documents[one.document].text
            corpus.put(replace(one, claim=claim_by(one, text, before, corpus.names(one))), id_)
    return touched, [f"nobody is called {name} here" for name in missing]


def _united(kept: Speaker, other: Speaker) -> Speaker:
    """Return a speaker with all that is known of both."""
    aliases = {*kept.aliases, *other.aliases} | ({other.name} if other.name != kept.name else set())
    principal = kept.speaks_for or other.speaks_for
    return replace(
        kept,
        aliases=tuple(sorted(aliases)),
        kind=other.kind if kept.kind == "unknown" else kept.kind,
        affiliation=kept.affiliation or other.affiliation,
        speaks_for=principal if principal not in (kept.id, other.id) else None,
    )


def _not_a_statement(corpus: Corpus, correction: Correction) -> _Outcome:
    found, told = _found(corpus, correction)
    for one in found:
        corpus.remove(one)
    return [], told


def _change_boundary(corpus: Corpus, correction: Correction) -> _Outcome:
    if len(correction.statements) != 1:
        raise NotApplicableError("a boundary is that of one statement")
    (cited,), one = correction.statements, corpus.find(correction.statements[0])
    place = partial(places_of, content=correction.content, words=correction.words)
    text = corpus.documents[one.document].text
    spans = place(text, near=one, as_it_was=one.document == cited.document)
    again = list(corpus.prints(one))
    touched = [_bound(corpus, one, spans)]
    for other in again:
        try:
            spans = place(corpus.documents[other.document].text, near=other, as_it_was=False)
            touched.append(_bound(corpus, other, spans))
        except NotApplicableError:
            continue
    n_missed = len(again) + 1 - len(touched)
    told = [f"also where the same words are printed again ({len(touched) - 1})"] if len(touched) > 1 else []
    return touched, [*told, f"not in {n_missed} other places where they are printed again"] if n_missed else told


def _bound(corpus: Corpus, one: Statement, spans: tuple[Span, ...]) -> str:
    after = with_content(one, corpus.documents[one.document].text, spans)
    if after.id != one.id and after.id in corpus.statements:
        raise NotApplicableError("another statement has exactly that content")
    corpus.put(after, one.id)
    return after.id


def _said_by(corpus: Corpus, one: Statement, speakers: tuple[str, ...]) -> Statement:
    """Return a statement with other speakers; a mention that names only the former ones is none any more."""
    text = corpus.documents[one.document].text
    before, after = corpus.names(one), tuple(corpus.speakers[id_].name for id_ in speakers)
    mention = one.speaker_mention
    if mention is not None:
        words = text[slice(*mention)]
        former, now = (
            {form for id_ in ids for form in (corpus.speakers[id_].name, *corpus.speakers[id_].aliases)}
            for ids in (one.speakers, speakers)
        )
        mention = None if words in former - now else mention
    said = one.kind == "narration" and bool(speakers)
    return replace(
        one,
        speakers=speakers,
        speaker_mention=mention,
        kind=kind_of_wording(text, one.content, one.quoted) if said else one.kind,
        claim=claim_by(one, text, before, after),
    )


_KINDS: Mapping[CorrectionKind, Callable[[Corpus, Correction], _Outcome]] = {
    "speaker": _give_speakers,
    "merge_speakers": _merge_speakers,
    "split_speaker": _split_speaker,
    "not_a_statement": _not_a_statement,
    "boundary": _change_boundary,
}
