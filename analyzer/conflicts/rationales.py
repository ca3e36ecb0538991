"""One plain sentence on what differs, and one on what would make it no conflict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analyzer.language.lexicon import read_table
from analyzer.language.tokens import lemma, tokenize
from analyzer.schema import ConflictKind, Evidence, Span, Statement

_LONGEST = 80
_EDGES = " \t\n\"'“”‘’«».,;:?!—–-"
_SENTENCES: Mapping[str, str] = {
    "disputes": "One takes issue with what the other says: {left} and {right}.",
    "characterisation": "They describe the same {event} in opposite words: {left} and {right}.",
    "existence": "One says there is no such thing, the other speaks of it as real: {left} and {right}.",
    "certainty": "They differ in how certain they make it: {left} and {right}.",
    "numbers": "They give different figures for the same thing: {left} and {right}.",
    "negation": "One denies what the other affirms: {left} and {right}.",
    "antonyms": "They use opposite words about the same thing: {left} and {right}.",
    "position": "They take opposite sides on the same question: {left} and {right}.",
    "relation": "Read together, the two do not fit: {left} and {right}.",
    "dates": "They give different times for the same {event}: {left} and {right}.",
}
_ATTRIBUTION = "Two accounts of what one person said differ: {left} and {right}."
_CHANGED = "One speaker says two different things on two days: {left} and {right}."
_UNLESS: Mapping[ConflictKind, str] = {
    "disputed_account": "the denial is aimed at another statement or at a part of it that is not cited",
    "characterisation": "they speak of two different events, or of different sides of one",
    "contradiction": "they speak of different things, times or cases",
    "certainty": "they speak of different events or times, or one was said before the other was known",
    "numeric": "they count different things, places or days, or one is a later count",
    "date": "they speak of two different events or stages of one",
    "attribution": "that person said both, in different words or at different moments",
    "position": "they speak of different proposals, or one position has changed since",
    "changed_position": "the circumstances they speak of have changed in between",
}


def explain(kind: ConflictKind, clash: Evidence, left: Statement, right: Statement) -> str:
    """Return a sentence that a reader can check against the two texts; it never says who is right."""
    sentence = {"attribution": _ATTRIBUTION, "changed_position": _CHANGED}.get(kind, _SENTENCES[clash.signal])
    return sentence.format(
        left=_quoted(left, clash.left_spans), right=_quoted(right, clash.right_spans), event=_event(left, right)
    )


def unless(kind: ConflictKind, evidence: Sequence[Evidence]) -> str:
    """Return what would make it no conflict, as the end of a sentence that begins with "unless"."""
    days = next((one.words for one in evidence if one.signal == "time"), None)
    return _UNLESS[kind] if days is None else f"{_UNLESS[kind]}; they were published on different days ({days})"


def _quoted(statement: Statement, spans: Sequence[Span]) -> str:
    parts = (statement.text[max(0, s.start - statement.start) : s.end - statement.start] for s in spans)
    words = " … ".join(part for part in (" ".join(part.split()).strip(_EDGES) for part in parts) if part)
    words = _inner_marks(words)
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def _inner_marks(words: str) -> str:
    """Make marks inside a quotation single; those whose partner was cut off are left out."""
    paired = words.count("“") == words.count("”") and words.count('"') % 2 == 0
    if not paired:
        return words.translate(str.maketrans("", "", '“”"'))
    return re.sub(r'"([^"]*)"', r"‘\1’", words.replace("“", "‘").replace("”", "’"))


def _event(left: Statement, right: Statement) -> str:
    """Return the noun for the event that both claims use, or "event"."""
    events = {word for kind, words in read_table("families.tsv").values() if kind == "event" for word in words.split()}
    nouns = [
        {t.lower: lemma(t.lower) for t in tokenize(statement.claim) if t.is_word and {t.lower, lemma(t.lower)} & events}
        for statement in (left, right)
    ]
    shared = [word for word in nouns[0] if word in nouns[1] or nouns[0][word] in nouns[1].values()]
    return shared[-1] if shared else "event"
