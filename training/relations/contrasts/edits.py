"""Small tools for changing a sentence in one place."""

from __future__ import annotations

import random
from dataclasses import dataclass

from analyzer.language.tokens import Token
from training.relations.rows import Row
from training.relations.sentences import Sentence
from training.relations.wordnet import Form, WordNet

AUXILIARIES = frozenset(
    "is are was were will would can could should must has have had does do did may might shall".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the makers of contrasts work with."""

    wordnet: WordNet
    dice: random.Random


def replaced(text: str, start: int, end: int, new: str) -> str:
    """Return a text with one stretch replaced; a capital stays a capital."""
    if text[start:end][:1].isupper() and new[:1].islower() and start == 0:
        new = new[0].upper() + new[1:]
    return text[:start] + new + text[end:]


def lowered(text: str, names: frozenset[str] = frozenset()) -> str:
    """Return a sentence as the end of another: first letter small unless it begins a name, no full stop."""
    first = text.split(" ", 1)[0].strip(",").removesuffix("'s").removesuffix("’s")
    is_name = any(name.split()[0] == first for name in names) or first == "I" or first.isupper()
    return (text if is_name else text[0].lower() + text[1:]).rstrip(".")


def raised(text: str) -> str:
    """Return a clause as a sentence."""
    text = text.strip(" ,;")
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "”", '"')) else ".")


def plain_forms(sentence: Sentence, tools: Tools, *parts: str) -> list[tuple[Token, Form]]:
    """Return the sentence's words of these parts of speech that WordNet knows, in random order."""
    found = [
        (token, form)
        for token in sentence.tokens
        if token.text.islower() and (form := tools.wordnet.find_form(token.lower)) is not None and form.part in parts
    ]
    tools.dice.shuffle(found)
    return found


def both_ways(one: str, other: str, label: str, ingredient: str, tools: Tools) -> Row:
    """Return a row of a relation that holds both ways, in a random direction."""
    return Row(*((one, other) if tools.dice.random() < 0.5 else (other, one)), label, ingredient)
