"""Which files the report job writes, and what part of the analysis the reports for people show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from analyzer.cli.terminal import Outcome, fail

if TYPE_CHECKING:
    from analyzer.reports import ReportChoice

Word = TypeVar("Word", bound=str)

FormatNames = Annotated[
    str | None,
    typer.Option(
        "--formats",
        metavar="FORMAT,...",
        help="Of html, md, csv, parquet, jsonld; analysis.json is always written. By default all but jsonld. Files of "
        "other formats in DIR are removed, for they would be of an earlier run.",
    ),
]
OnlyConflicts = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="WORD,...",
        help="Show only conflicts that are flagged, possible, hard or soft; flagged,hard shows those that are both.",
    ),
]
ThreadNames = Annotated[
    list[str] | None,
    typer.Option("--thread", metavar="TEXT|ID", help="Show only what is told of threads called so; may be repeated."),
]
SpeakerNames = Annotated[
    list[str] | None,
    typer.Option("--speaker", metavar="NAME|ID", help="Show only what speakers named so said; may be repeated."),
]
TopConflicts = Annotated[int | None, typer.Option("--top", metavar="N", min=1, help="Show the N strongest conflicts.")]


def choice_of(
    formats: str | None,
    only: Sequence[str] | None,
    threads: Sequence[str] | None,
    speakers: Sequence[str] | None,
    top: int | None,
) -> ReportChoice:
    """Read what was asked for; a word that is not known ends the program, and the nearest known one is named."""
    from analyzer.reports import FORMATS, USUAL, ReportChoice
    from analyzer.tables.narrowing import ONLY_CONFLICTS, Narrowing

    chosen = USUAL if formats is None else frozenset(_words("--formats", [formats], FORMATS))
    narrowing = Narrowing(
        only=tuple(_words("--only", only or (), ONLY_CONFLICTS)),
        threads=_named("--thread", threads),
        speakers=_named("--speaker", speakers),
        top=top,
    )
    return ReportChoice(chosen | {"json"}, narrowing)


def _words(option: str, given: Iterable[str], known: Sequence[Word]) -> list[Word]:
    """Split lists at their commas and find each word among those that are known."""
    found = []
    for word in (word.strip().lower() for one in given for word in one.split(",")):
        if not word:
            continue
        if word not in known:
            near = get_close_matches(word, known, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            fail(f"{option} {word}: expected one of {', '.join(known)}{meant}", Outcome.USAGE)
        found.append(known[known.index(word)])
    return found


def _named(option: str, given: Sequence[str] | None) -> tuple[str, ...]:
    if any(not one.strip() for one in given or ()):
        fail(f"{option}: expected a name or an id, found nothing", Outcome.USAGE)
    return tuple(given or ())
