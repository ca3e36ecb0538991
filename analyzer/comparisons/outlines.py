"""What can be told of one statement without the other: enough to see which pairs nothing can come of.

An outline is small and depends on the statement's own words alone, so it is kept between runs, while a full reading is
made only for statements that stand in a pair worth looking at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any

from analyzer.cache_keys import code_digest, content_key
from analyzer.comparisons import certainty, characterisation, existence, negation, position
from analyzer.comparisons.antonyms import opposites_of
from analyzer.comparisons.gates import has_quotation_marks
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import begins_with_this
from analyzer.comparisons.words import family_of
from analyzer.protocols import Cache
from analyzer.schema import Statement

ROOMS = ("comparisons", "language", "lexicons", "schema/texts.py", "schema/findings.py")
"""Where the code is that decides what an outline holds and how a pair is judged."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the gates ask of one statement.

    Attributes
    ----------
    topic
        Keys of what the claim is about, sorted.
    words
        Keys of all words of the content, and families of near-synonyms (after ``family:``) they belong to.
    events, spoken_events
        Families of events that the claim, or also the sentence around it, speaks of.
    opposites
        Keys of words that are the opposite of one of its own.
    denied_things
        Heads of what is said not to exist, as keys and families.
    position
        The side taken: 1, -1, or 0 for none.
    is_judging, is_degree, is_negative, has_amounts, has_times, has_distance
        Whether it judges an event, says how certain it is, denies something, gives amounts, times, or a time that is
        near or far off.
    refers_back
        Whether it begins with "this" or "that" and so may speak of the sentence before.
    has_quotation_marks
        Whether there are any in the sentence.
    """

    topic: tuple[str, ...]
    words: tuple[str, ...]
    events: tuple[str, ...]
    spoken_events: tuple[str, ...]
    opposites: tuple[str, ...]
    denied_things: tuple[str, ...]
    position: int
    is_judging: bool
    is_degree: bool
    is_negative: bool
    has_amounts: bool
    has_times: bool
    has_distance: bool
    refers_back: bool
    has_quotation_marks: bool


_FIELDS = tuple(field.name for field in fields(Outline))


def kind_of_outlines() -> str:
    """Return the kind under which outlines are kept."""
    return f"outlines/{code_digest(ROOMS)}"


def outline_statements(
    statements: Sequence[Statement], readings: Mapping[str, Reading], cache: Cache
) -> dict[str, Outline]:
    """Return the outlines of statements by their ids; only those that the cache does not know are read."""
    key_of = {statement.id: _key(statement) for statement in statements}
    known: dict[str, Outline] = {}
    for key, value in cache.get(kind_of_outlines(), sorted(set(key_of.values()))).items():
        with suppress(ValueError, TypeError):  # a broken value is not known
            known[key] = _decode(value)
    made: dict[str, bytes] = {}
    documents: dict[str, set[str]] = {}
    for statement in statements:
        key = key_of[statement.id]
        if key not in known:
            known[key] = outline(readings[statement.id])
            made[key] = json.dumps([getattr(known[key], name) for name in _FIELDS], ensure_ascii=False).encode()
        documents.setdefault(key, set()).add(statement.document)
    cache.put(kind_of_outlines(), made, {key: sorted(ids) for key, ids in documents.items()})
    return {id_: known[key] for id_, key in key_of.items()}


def outline(reading: Reading) -> Outline:
    """Return the outline of a reading."""
    side = position.take_position(reading)
    keys = {word.key for word in reading.words}
    heads = {phrase[-1].key for _, phrase in existence.denied_things(reading)}
    return Outline(
        topic=tuple(sorted(reading.topic)),
        words=_with_families(keys),
        events=tuple(sorted(reading.events)),
        spoken_events=tuple(sorted(reading.spoken_events)),
        opposites=tuple(sorted({key for found in opposites_of(reading).values() for key in found})),
        denied_things=_with_families(heads),
        position=side[0] if side is not None else 0,
        is_judging=characterisation.judges(reading),
        is_degree=bool(certainty.governing(reading)),
        is_negative=reading.is_denial or bool(negation.denied(reading)),
        has_amounts=bool(reading.quantities),
        has_times=bool(reading.times),
        has_distance=any(time.kind == "distance" for time in reading.times),
        refers_back=begins_with_this(reading),
        has_quotation_marks=has_quotation_marks(reading),
    )


def _with_families(keys: set[str]) -> tuple[str, ...]:
    return tuple(sorted(keys | {f"family:{family}" for key in keys if (family := family_of(key)) is not None}))


def _key(statement: Statement) -> str:
    """Return a digest of all that an outline depends on; places count from the statement's start."""
    places = [[span.start - statement.start, span.end - statement.start] for span in statement.content]
    cue = None if statement.cue is None else [end - statement.start for end in statement.cue]
    told = [statement.text, statement.claim, places, cue, statement.stance, statement.kind]
    return content_key(json.dumps(told))


def _decode(value: bytes) -> Outline:
    found: list[Any] = [tuple(one) if isinstance(one, list) else one for one in json.loads(value)]
    return Outline(**dict(zip(_FIELDS, found, strict=True)))
