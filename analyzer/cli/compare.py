"""One pair of statements, judged and explained at the prompt."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from analyzer.cli.chosen_settings import SettingFlags, settings_for
from analyzer.cli.scores import as_json
from analyzer.cli.terminal import Outcome, SettingsFile, fail
from analyzer.settings import ConflictSettings

if TYPE_CHECKING:
    from rich.text import Text

    from analyzer.schema import Evidence, Span, Statement
    from analyzer.two_texts import JudgedTexts, TextPair

Found = Literal["conflict", "weak clash", "alike", "nothing"]

_STYLE = "bold underline"
_MARKS = "[[", "]]"
_SIGNAL_WIDTH, _NUMBER_WIDTH = 18, 10


def compare(
    left: Annotated[str, typer.Argument(metavar="A", help="A statement, in quotation marks.")],
    right: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    speaker_a: Annotated[str | None, typer.Option(metavar="NAME", help="Who says A.")] = None,
    speaker_b: Annotated[str | None, typer.Option(metavar="NAME", help="Who says B.")] = None,
    date_a: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="When A was said.")] = None,
    date_b: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="When B was said.")] = None,
    settings_file: SettingsFile = None,
    flags: SettingFlags = None,
    json_wanted: Annotated[bool, typer.Option("--json", help="Print JSON instead of sentences.")] = False,
) -> None:
    """Compare two statements: do they clash, do they say the same, and why.

    Without names two speakers are taken to speak, without dates on one day. It never says who is right.

    Exit codes: 0 done, whatever was found; 1 crash; 2 usage.
    """
    from analyzer.two_texts import TextPair, judge_texts

    pair = TextPair(
        _text("A", left), _text("B", right), speaker_a, speaker_b, _day("--date-a", date_a), _day("--date-b", date_b)
    )
    settings = settings_for(settings_file, flags)
    from analyzer.assembly import assemble

    judged = judge_texts([pair], settings=settings, parts=assemble(settings))[0]
    if json_wanted:
        typer.echo(json.dumps(_row(pair, judged), indent=1))
    else:
        _print(pair, judged, settings.conflicts)


def what_was_found(judged: JudgedTexts) -> Found:
    """Put the judgement in a word; a weak clash is one that is not shown as a conflict."""
    from analyzer.conflicts.gathering import strongest_clash

    if judged.conflict is not None:
        return "conflict"
    if judged.comparison is None:
        return "nothing"
    if strongest_clash(judged.comparison.evidence) is not None:
        return "weak clash"
    return "alike" if judged.comparison.relation == "entailment" else "nothing"


def _text(name: str, text: str) -> str:
    if not text.strip():
        fail(f"expected statement {name} to hold words; it is empty", Outcome.USAGE)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        fail(f"expected statement {name} in UTF-8; found bytes that are not", Outcome.USAGE)
    return text


def _day(option: str, day: str | None) -> str | None:
    try:
        return date.fromisoformat(day).isoformat() if day is not None else None
    except ValueError:
        fail(f"expected {option} to be a day such as 2024-05-31; found {day}", Outcome.USAGE)


def _row(pair: TextPair, judged: JudgedTexts) -> dict[str, object]:
    comparison, conflict = judged.comparison, judged.conflict
    evidence = comparison.evidence if comparison else ()
    left_spans, right_spans = _clashing(judged)
    return {
        "found": what_was_found(judged),
        **{name: getattr(conflict, name, None) for name in ("band", "kind", "strength")},
        "score": _score(evidence),
        **{name: getattr(conflict, name, None) for name in ("probability", "rationale", "unless")},
        "relation": comparison.relation if comparison else "neutral",
        "entailment": comparison.entailment if comparison else 0.0,
        "neutral": comparison.neutral if comparison else 1.0,
        "contradiction": comparison.contradiction if comparison else 0.0,
        "similarity": comparison.similarity if comparison else None,
        "left": _side(judged.left, pair.left, pair.left_speaker, pair.left_date, left_spans),
        "right": _side(judged.right, pair.right, pair.right_speaker, pair.right_date, right_spans),
        "evidence": as_json(evidence),
    }


def _side(
    statement: Statement, text: str, speaker: str | None, day: str | None, clash: Sequence[Span]
) -> dict[str, object]:
    known = {"text": text, "speaker": speaker, "date": day}
    return {**known, "claim": statement.claim, "stance": statement.stance, "clash": as_json(tuple(clash))}


def _print(pair: TextPair, judged: JudgedTexts, settings: ConflictSettings) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    marks = ("", "") if console.color_system else _MARKS
    lines = [*_verdict(judged, settings), Text()]
    sides = (pair.left, pair.left_speaker, pair.left_date), (pair.right, pair.right_speaker, pair.right_date)
    for name, (text, *known), spans in zip("AB", sides, _clashing(judged), strict=True):
        lines.append(Text().append(f"{name}  ", "bold").append_text(_marked(text, spans, marks)))
        if any(known):
            lines.append(Text(f"   {_harmless(', '.join(one for one in known if one))}", "dim"))
    for line in [*lines, Text(), *_scores(judged, settings)]:
        console.print(line, soft_wrap=True)


def _verdict(judged: JudgedTexts, settings: ConflictSettings) -> Iterator[Text]:
    from rich.text import Text

    from analyzer.tables import KIND_WORDS, STRENGTH_WORDS

    found, conflict = what_was_found(judged), judged.conflict
    if conflict is not None:
        kind, strength = KIND_WORDS[conflict.kind].lower(), STRENGTH_WORDS[conflict.strength]
        yield Text(f"Conflict, {conflict.band}: {kind}; {strength}.", "bold")
        yield Text(_harmless(conflict.rationale))
        if conflict.unless:
            yield Text(_harmless(f"No conflict if {conflict.unless}."))
    elif found == "weak clash" and judged.comparison is not None:
        yield Text("No conflict is shown: something differs, but what speaks for a conflict weighs too little.", "bold")
        found_share, least = (
            f"{100 * share:.0f} %" for share in (judged.comparison.contradiction, settings.min_possible)
        )
        yield Text(f"The probability is {found_share}; from {least} on it would be shown as possible.")
    elif found == "alike":
        yield Text("No conflict: they say the same.", "bold")
    else:
        yield Text("No conflict: nothing was found in which they clash or say the same.", "bold")


def _scores(judged: JudgedTexts, settings: ConflictSettings) -> Iterator[Text]:
    from rich.text import Text

    comparison, conflict = judged.comparison, judged.conflict
    if comparison is None:
        yield Text("relation: neutral; no sign of a clash or of likeness to weigh")
        return
    names = ("entailment", "neutral", "contradiction")
    scores = ", ".join(f"{name} {getattr(comparison, name):.2f}" for name in names)
    yield Text(f"relation: {comparison.relation} ({scores})")
    band = conflict.band if conflict else "not shown"
    probability = f"{100 * comparison.contradiction:.0f} %"
    limits = f"possible from {settings.min_possible:.2f}, flagged from {settings.min_flagged:.2f}"
    yield Text(f"conflict: {band}; score {_score(comparison.evidence):.2f} ({limits}); probability {probability}")
    if not comparison.evidence:
        return
    yield Text()
    yield Text("reason".ljust(_SIGNAL_WIDTH) + "adds".rjust(_NUMBER_WIDTH) + "   words", "dim")
    for one in comparison.evidence:
        name = _harmless(one.signal.replace("_", " ")).ljust(_SIGNAL_WIDTH)
        yield Text(f"{name}{one.contribution:+{_NUMBER_WIDTH}.4f}   {_harmless(one.words)}")
    yield Text("score".ljust(_SIGNAL_WIDTH) + f"{_score(comparison.evidence):+{_NUMBER_WIDTH}.4f}", "bold")


def _clashing(judged: JudgedTexts) -> tuple[Sequence[Span], Sequence[Span]]:
    """Return the places of the words that differ."""
    from analyzer.conflicts.gathering import strongest_clash

    if judged.conflict is not None:
        return judged.conflict.left.spans, judged.conflict.right.spans
    clash = strongest_clash(judged.comparison.evidence) if judged.comparison else None
    return ((), ()) if clash is None else (clash.left_spans, clash.right_spans)


def _marked(text: str, spans: Sequence[Span], marks: tuple[str, str]) -> Text:
    """Draw a text with some of its words marked; where spans overlap, the later one is marked from where it is new."""
    from rich.text import Text

    drawn, at = Text(), 0
    for start, end in sorted(spans):
        start = max(start, at)
        if start < end:
            drawn.append(_harmless(text[at:start]))
            drawn.append(marks[0] + _harmless(text[start:end]) + marks[1], _STYLE)
            at = end
    return drawn.append(_harmless(text[at:]))


def _harmless(text: str) -> str:
    """Draw line breaks as spaces, and what would steer a terminal or turn the text's direction as question marks."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "?" for sign in text)


def _score(evidence: Sequence[Evidence]) -> float:
    return round(math.fsum(one.contribution for one in evidence), 4)
