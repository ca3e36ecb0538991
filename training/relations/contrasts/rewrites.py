"""Rewrites that keep the meaning: synonyms, shorter names, moved circumstances, other forms of the same figure.

They are paraphrases by themselves, and the other makers lay them over their pairs, so that a difference alone says
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from training.relations.contrasts.edits import Tools, both_ways, lowered, plain_forms, raised, replaced
from training.relations.rows import ENTAILMENT, NEUTRAL, Row
from training.relations.sentences import Sentence, names_in

_MOVED = re.compile(
    r"\s(on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month|year)|in \d{4}"
    r"|earlier this \w+|on \w+ \d{1,2})"
    r"(?=[.,]|$)"
)
_FRONTED = re.compile(r"^((?:On|In|Last|At|During|After|Before|Since)\b[^,]{3,40}), (.+)$")
_SHORT_NAME = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?([A-Z][a-z]{2,})\b")
_CLAUSE_END = re.compile(
    r"(?:, (?:which|who|where|while|whereas|as|after|because|although|though|but|and|including)\b)[^,]*\.$"
)
LEADING = re.compile(r"^(?:But|And|So|Still|Also|However|Meanwhile|Yet|Indeed)\b,? (?=\w)")
_SAID = re.compile(r"^(?P<said>.{25,}?),[”\"]? (?P<who>[A-Z][\w.' ]{2,40}) said\.$")


def rewrites(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield one paraphrase of the sentence."""
    new = reworded(sentence.text, sentence, tools, times=2)
    if new != sentence.text:
        yield both_ways(sentence.text, new, ENTAILMENT, "rewrites", tools)


def clauses(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield the sentence with and without its last clause: the longer one entails the shorter."""
    match = _CLAUSE_END.search(sentence.text)
    if match is None or match.start() < 25:
        return
    short = reworded(raised(sentence.text[: match.start()]), sentence, tools)
    if tools.dice.random() < 0.6:
        yield Row(sentence.text, short, ENTAILMENT, "clauses")
    else:
        yield Row(short, sentence.text, NEUTRAL, "clauses")


def reworded(text: str, sentence: Sentence, tools: Tools, times: int = 1) -> str:
    """Return a text that says the same, changed in up to ``times`` ways; the sentence is where it comes from."""
    ways = [_moved, _with_synonym, _with_short_name, _without_opening, _attributed, _contracted]
    for way in tools.dice.sample(ways, len(ways)):
        new = way(text, sentence, tools)
        if new != text:
            text, times = new, times - 1
        if times <= 0:
            break
    return text


def _moved(text: str, sentence: Sentence, tools: Tools) -> str:
    if match := _FRONTED.match(text):
        return raised(f"{match[2].rstrip('.')} {lowered(match[1], sentence.names)}.")
    if match := _MOVED.search(text):
        rest = (text[: match.start()] + text[match.end() :]).strip()
        return raised(f"{match[1]}, {lowered(rest, sentence.names)}.")
    return text


def _with_synonym(text: str, sentence: Sentence, tools: Tools) -> str:
    part = Sentence(text, "", (), frozenset())
    for token, form in plain_forms(part, tools, "noun", "verb", "adj", "adv"):
        if options := tools.wordnet.synonyms(form):
            return replaced(text, token.start, token.end, tools.wordnet.inflect(tools.dice.choice(options), form))
    return text


def _with_short_name(text: str, sentence: Sentence, tools: Tools) -> str:
    match = _SHORT_NAME.search(text)
    if match and match[0] in " ".join(names_in(sentence.tokens)):
        return text[: match.start()] + match[1] + text[match.end() :]
    return text


def _without_opening(text: str, sentence: Sentence, tools: Tools) -> str:
    return raised(LEADING.sub("", text))


def _attributed(text: str, sentence: Sentence, tools: Tools) -> str:
    """Turn "X, she said." round: "She said that X."."""
    match = _SAID.match(text)
    if match is None or any(mark in match["said"] for mark in '“”"'):
        return text
    return f"{raised(match['who']).rstrip('.')} said {lowered(match['said'], sentence.names)}."


def _contracted(text: str, sentence: Sentence, tools: Tools) -> str:
    for one, other in _pairs():
        if re.search(rf"\b{one}\b", text):
            return re.sub(rf"\b{one}\b", other, text, count=1)
    return text


def _pairs() -> list[tuple[str, str]]:
    negations = ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "would", "could", "should")
    found = [(f"{word} not", f"{word}n't") for word in negations] + [("will not", "won't"), ("cannot", "can't")]
    return [(other, one) for one, other in found] + found
