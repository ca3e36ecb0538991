"""What people hold: positions for and against, denials and confirmations, certainty, how an event went."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.language.lexicon import read_lines, read_table
from training.relations.contrasts.edits import Tools, both_ways, lowered
from training.relations.contrasts.rewrites import LEADING as _LEADING
from training.relations.contrasts.rewrites import reworded
from training.relations.rows import CONTRADICTION, ENTAILMENT, NEUTRAL, Row
from training.relations.sentences import Sentence

_FOR = (
    "supports", "backs", "is in favour of", "calls for", "demands", "welcomed", "praised", "defended", "endorsed",
    "has come out for", "voted for", "wants", "urged", "argued for", "approves of", "is behind", "pleaded for",
    "sees no alternative to", "hailed", "applauded", "pushed for", "promised", "would accept", "agreed to",
)  # fmt: skip
_AGAINST = (
    "opposes", "rejects", "is against", "ruled out", "condemned", "criticised", "attacked", "denounced", "blasted",
    "has come out against", "voted against", "refuses", "warned against", "argued against", "disapproves of",
    "will not accept", "objected to", "deplored", "dismissed", "fought", "wants an end to", "resisted", "slammed",
)  # fmt: skip
_CALLED_GOOD = (
    "the right thing to do",
    "necessary",
    "a good idea",
    "overdue",
    "reasonable",
    "a step forward",
    "fair",
    "vital",
)
_CALLED_BAD = (
    "a mistake",
    "wrong",
    "absurd",
    "unacceptable",
    "dangerous",
    "a step back",
    "unfair",
    "irresponsible",
    "cruel",
)
_DENIED = (
    "denied that", "rejected the claim that", "disputed that", "called it untrue that", "said it was false that",
    "contested that", "ruled out that", "called reports false that", "said it was not the case that",
)  # fmt: skip
_CONFIRMED = (
    "confirmed that",
    "acknowledged that",
    "said",
    "admitted that",
    "stated that",
    "insisted that",
    "announced that",
)
_SURE = ("It is certain that", "There is no doubt that", "It is clear that", "Without question,", "It is a fact that")
_PROBABLE = ("It is likely that", "Probably", "Most likely,", "It is expected that")
_POSSIBLE = ("It is possible that", "There is a chance that", "Perhaps", "Possibly,", "It may be that")
_OPEN = (
    "It is not certain that",
    "It is unclear whether",
    "It is far from clear whether",
    "It remains to be seen whether",
)
_THING = re.compile(
    r"\b(?:the|a|an|his|her|their|its) (?:[a-z-]+ ){0,2}(?:ban|plan|deal|proposal|bill|law|policy|vote|agreement"
    r"|decision|measure|increase|cut|tax|reform|war|wall|rule|treaty|strike|programme|program|sanctions|nomination"
    r"|effort|idea|move)\b(?: (?:to|on|for|against) (?:the )?[a-z]{4,}(?: [a-z]{5,})?)?"
)
_WHO = (
    "The minister",
    "The party",
    "She",
    "He",
    "The senator",
    "The group",
    "The union",
    "The government",
    "Their leader",
    "",
)


def positions(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield views on a thing the sentence names: of opposite sides, of one side, on two things."""
    match = _THING.search(sentence.text)
    if match is None:
        return
    thing, dice = re.sub(r"^(?:a|an) ", "the ", match[0]), tools.dice
    one, other = (_view(thing, side, tools) for side in (True, False))
    yield both_ways(one, other, CONTRADICTION, "positions", tools)
    side = dice.random() < 0.5
    first, second = _view(thing, side, tools), _view(thing, side, tools)
    if first != second:
        yield both_ways(first, second, ENTAILMENT if dice.random() < 0.5 else NEUTRAL, "positions", tools)
    things = [found[0] for text in sentence.beside if (found := _THING.search(text)) and found[0] != match[0]]
    if things:
        apart = re.sub(r"^(?:a|an) ", "the ", dice.choice(things))
        yield both_ways(
            _view(thing, True, tools), _view(apart, dice.random() < 0.3, tools), NEUTRAL, "positions", tools
        )


def _view(thing: str, is_for: bool, tools: Tools) -> str:
    dice = tools.dice
    if dice.random() < 0.25:
        said = dice.choice(_CALLED_GOOD if is_for else _CALLED_BAD)
        return f"{thing[0].upper()}{thing[1:]} {dice.choice(('is', 'would be', 'was'))} {said}."
    who = dice.choice(_WHO)
    verb = dice.choice(_FOR if is_for else _AGAINST)
    return f"{who} {verb} {thing}.".strip().capitalize() if not who else f"{who} {verb} {thing}."


def denials(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield a denial and what it denies, a confirmation and what it confirms, a denial of something else."""
    said, dice = lowered(_LEADING.sub("", sentence.text), sentence.names), tools.dice
    if "“" in said or '"' in said:
        return
    same = reworded(sentence.text, sentence, tools, 1)
    who = dice.choice(tuple(one for one in _WHO if one))
    yield both_ways(f"{who} {dice.choice(_DENIED)} {said}.", same, CONTRADICTION, "denials", tools)
    yield both_ways(f"{who} {dice.choice(_CONFIRMED)} {said}.", same, ENTAILMENT, "confirmations", tools)
    if sentence.beside:
        other = dice.choice(sentence.beside)
        yield both_ways(f"{who} {dice.choice(_DENIED)} {said}.", other, NEUTRAL, "denials", tools)


def certainties(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield the sentence more and less certain: neither entails or contradicts the other, but sure entails possible."""
    said, dice = lowered(_LEADING.sub("", sentence.text), sentence.names), tools.dice
    if "“" in said or '"' in said or re.search(r"\b(?:may|might|could|likely|perhaps|probably|possibl\w+)\b", said):
        return
    steps = (_SURE, _PROBABLE, _POSSIBLE, _OPEN)
    one, other = dice.sample(range(4), 2)
    first, second = (f"{dice.choice(steps[step])} {said}." for step in (one, other))
    yield Row(first, second, ENTAILMENT if one == 0 and other == 2 else NEUTRAL, "certainties")
    again = dice.sample(steps[one], 2)
    yield Row(
        f"{again[0]} {said}.",
        f"{again[1]} {lowered(reworded(sentence.text, sentence, tools), sentence.names)}.",
        ENTAILMENT,
        "certainties",
    )


def judgements(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield judgements of how an event went: good against bad, the same in other words, of two events."""
    dice = tools.dice
    good, bad = _judging_words()
    events = dice.sample(_event_nouns(tools), 2)
    names = sorted(name for name in sentence.names if len(name.split()) <= 2)
    who = f" with {dice.choice(names)}" if names and dice.random() < 0.6 else ""
    one, other = f"The {events[0]}{who}", f"The {events[1]}{who}"
    positive, negative = dice.choice(good), dice.choice(bad)
    yield both_ways(_went(one, positive, tools), _went(one, negative, tools), CONTRADICTION, "judgements", tools)
    yield both_ways(_went(one, positive, tools), f"{one} did not go well.", CONTRADICTION, "judgements", tools)
    same = dice.sample(good if dice.random() < 0.5 else bad, 2)
    yield both_ways(_went(one, same[0], tools), _went(one, same[1], tools), NEUTRAL, "judgements", tools)
    yield both_ways(_went(one, positive, tools), _went(other, negative, tools), NEUTRAL, "judgements", tools)


def _went(event: str, word: str, tools: Tools) -> str:
    return f"{event} {tools.dice.choice(('was', 'had been', 'proved'))} {word}."


def _judging_words() -> tuple[list[str], list[str]]:
    rows = [line.split("\t") for line in read_lines("evaluative.tsv")]
    adjectives = [(words, int(value)) for words, value in rows if " " not in words and not words.endswith(("ed", "s"))]
    return [word for word, value in adjectives if value > 0], [word for word, value in adjectives if value < 0]


def _event_nouns(tools: Tools) -> list[str]:
    words = [word for kind, words in read_table("families.tsv").values() if kind == "event" for word in words.split()]
    return sorted(word.replace("-", " ") for word in words if "-" in word or tools.wordnet.is_noun(word))
