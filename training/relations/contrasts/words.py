"""Words exchanged: opposites, other words of one kind, other names, negations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from training.relations.contrasts.edits import AUXILIARIES, Tools, both_ways, lowered, plain_forms, replaced
from training.relations.contrasts.rewrites import reworded
from training.relations.rows import CONTRADICTION, ENTAILMENT, NEUTRAL, Row
from training.relations.sentences import Sentence, names_in

_SUBORDINATE = re.compile(r"\b(?:that|if|whether|because|which|who|when|while|although|unless)\b")
_PAST_TRIGGERS = re.compile(r"\b(?:has|have|had|is|are|was|were|be|been|being|not|never)\s$")


def opposites(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield the sentence with a word's opposite, or with its synonym for balance."""
    for token, form in plain_forms(sentence, tools, "adj", "verb", "adv", "noun"):
        if options := tools.wordnet.antonyms(form):
            new = tools.wordnet.inflect(tools.dice.choice(options), form)
            text = replaced(sentence.text, token.start, token.end, new)
            yield both_ways(sentence.text, reworded(text, sentence, tools, 1), CONTRADICTION, "opposites", tools)
            break
    for token, form in plain_forms(sentence, tools, "adj", "verb", "adv", "noun"):
        if options := tools.wordnet.synonyms(form):
            text = replaced(
                sentence.text, token.start, token.end, tools.wordnet.inflect(tools.dice.choice(options), form)
            )
            yield both_ways(sentence.text, text, ENTAILMENT, "synonyms", tools)
            break


def kinds(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield the sentence with another noun of the same kind."""
    for token, form in plain_forms(sentence, tools, "noun"):
        if siblings := tools.wordnet.same_kind(form):
            other = tools.wordnet.inflect(tools.dice.choice(siblings), form)
            text = replaced(sentence.text, token.start, token.end, other)
            yield both_ways(sentence.text, reworded(text, sentence, tools, 1), CONTRADICTION, "kinds", tools)
            break


def names(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield the sentence with another name of its article in the place of one that does not begin it."""
    own = [name for name in names_in(sentence.tokens) if sentence.text.find(name) > 12]
    others = sorted(name for name in sentence.names if not any(part in sentence.text for part in name.split()))
    if not own or not others:
        return
    name = tools.dice.choice(own)
    fit = [other for other in others if len(other.split()) == len(name.split())]
    if fit:
        text = sentence.text.replace(name, tools.dice.choice(fit))
        yield both_ways(sentence.text, reworded(text, sentence, tools, 1), CONTRADICTION, "names", tools)
        yield both_ways(sentence.text, reworded(sentence.text, sentence, tools, 2), ENTAILMENT, "names kept", tools)


def negations(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield the main clause denied (contradiction), both sides denied (entailment), the saying denied (neutral)."""
    text = sentence.text
    denied = negated(sentence, tools)
    if denied is None:
        return
    yield both_ways(text, reworded(denied, sentence, tools, 1), CONTRADICTION, "negations", tools)
    again = reworded(denied, sentence, tools, 2)
    if again != denied:
        yield both_ways(denied, again, ENTAILMENT, "negations kept", tools)
    unsaid = tools.dice.choice(
        ("They did not say that", "Nobody asked whether", "It is not known whether", "He would not say if")
    )
    yield both_ways(text, f"{unsaid} {lowered(text, sentence.names)}.", NEUTRAL, "negated saying", tools)
    beside = [other for other in sentence.beside if _shared(text, other) >= 2]
    if beside:
        other = Sentence(tools.dice.choice(beside), sentence.article, (), sentence.names)
        other_denied = negated(other, tools)
        if other_denied:
            yield both_ways(text, other_denied, NEUTRAL, "negated elsewhere", tools)


def negated(sentence: Sentence, tools: Tools) -> str | None:
    """Return the sentence with the verb of its main clause denied, or with its negation taken away."""
    text = sentence.text
    subordinate = _SUBORDINATE.search(text)
    limit = subordinate.start() if subordinate else len(text)
    if re.search(r"\b(?:no|never|nor|nobody|nothing|without|hardly)\b|n't\b", text[:limit]):
        return None
    if match := re.search(r"\b(?:did|do|does) not \w+", text[:limit]):
        return (
            None
            if match[0].startswith("do ")
            else text[: match.start()] + text[match.start() :].replace(" not ", " ", 1)
        )
    for token in sentence.tokens:
        if token.start >= limit:
            return None
        if token.lower in AUXILIARIES - {"do", "does", "did"} and token.start > 0:
            if text[token.end : token.end + 5] == " not ":
                return text[: token.end] + text[token.end + 4 :]
            if token.lower in ("has", "have", "had") and not re.match(r" \w+(?:ed|en|ne|wn)\b", text[token.end :]):
                return None
            return text[: token.end] + " not" + text[token.end :]
        form = tools.wordnet.find_form(token.lower)
        if form and form.part == "verb" and form.form == "past" and token.text.islower():
            if _PAST_TRIGGERS.search(text[: token.start]) or token.start < 3:
                return None
            return replaced(text, token.start, token.end, f"did not {form.lemma}")
    return None


def same_story(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield two sentences of one article that share words but tell different things."""
    near = sorted(sentence.beside, key=lambda other: (-_shared(sentence.text, other), other))[:6]
    for other in tools.dice.sample(near, min(2, len(near))):
        if 2 <= _shared(sentence.text, other) <= 0.7 * len(sentence.text.split()):
            yield Row(sentence.text, other, NEUTRAL, "same story")


def _shared(one: str, other: str) -> int:
    first, second = ({word.strip(".,“”\"'").lower() for word in text.split() if len(word) > 3} for text in (one, other))
    return len(first & second)
