"""The proposition of a statement, readable alone; for comparing, never shown as a quotation."""

from __future__ import annotations

import re

from analyzer.language.repair import repair
from analyzer.language.tokens import tokenize
from analyzer.statements import grammar
from analyzer.statements.found import Found

_MARKS = re.compile(r"[\"“”„«»]")
_LEAD = re.compile(r"^(?:(?:but|and|however|so|yet|also|instead|that)\b,?\s+)+", re.I)
_FIRST_PERSON = re.compile(r"\b(?:(?:I|[Ww]e)(?:'(?:m|re|ve|ll|d))?|[Oo]ur|us|[Mm]y|me)\b(?!\.)")
_SMALL = frozenset(
    (
        "the",
        "a",
        "an",
        "it",
        "this",
        "that",
        "these",
        "those",
        "there",
        "his",
        "her",
        "their",
        "its",
        "any",
        "all",
        "some",
    )
)
_TO = re.compile(r"\s+(not\s+)?to\s+(?=\w)", re.I)


def write_claim(found: Found, speaker: str, group: str, inner_speaker: str, context: str) -> str:
    """Write what a statement holds as a sentence of its own.

    Parameters
    ----------
    found
        The statement.
    speaker
        The speaker's name.
    group
        Whom the speaker means by "we": a country, a body, or the speaker.
    inner_speaker
        Whose words the content reports, where it begins with a participle ("saying that …").
    context
        The document's text, in which lost letters are looked up.
    """
    text = _by_object(found) or _joined(found)
    framed = _by_report(found, text, inner_speaker) or _by_frame(found, text, speaker)
    text = _resolve(framed or text, found, speaker, group)
    if framed is None and found.stance == "denies" and found.cue is not None and _is_clause(found):
        text = f"{speaker} {_present(found)} that {_uncapitalised(text)}"
    text = repair(_LEAD.sub("", text.strip()), context).strip(" ,;:—–-")
    if not text:
        return ""
    text = (text[:1].upper() + text[1:]).rstrip(".")
    return text if text.endswith("?") else text + "."


def _joined(found: Found) -> str:
    """Join the parts of a content that its attribution interrupts."""
    text, tokens = found.sentence.text, found.sentence.tokens
    parts = [_MARKS.sub("", text[span.start : span.end]) for span in found.content]
    starts = {token.start: k for k, token in enumerate(tokens)}
    joined = parts[0]
    for span, before, part in zip(found.content[1:], found.content, parts[1:], strict=False):
        k = starts.get(span.start)
        goes_on = k is not None and grammar.is_auxiliary(tokens[k])
        has_verb = any(
            before.start <= tokens[n].start < before.end and grammar.is_finite_verb(tokens, n) for n in range(k or 0)
        )
        joined += f"{'' if goes_on and not has_verb else ' and' if goes_on else ' …'} {part}"
    return joined


def _by_report(found: Found, text: str, inner_speaker: str) -> str | None:
    """Give a reported report its subject: "saying that …" and "did not say …" become "Ruiz said that …"."""
    if found.attribution is None or found.attribution.order != "before" or not inner_speaker:
        return None
    first, _, rest = text.partition(" ")
    if first.lower().endswith("ing"):
        return f"{inner_speaker} {_past(first.lower())} {rest}"
    return f"{inner_speaker} {text}" if _begins_with_verb(found) else None


def _by_frame(found: Found, text: str, speaker: str) -> str | None:
    """Make a sentence of a content that is none, by what its cue takes; ``None`` when it is a clause already."""
    attribution = found.attribution
    if attribution is None or attribution.order == "relative":
        return None
    if attribution.cue.form == "other":
        return _by_words(found, text, speaker)
    frames = attribution.cue.frames
    if attribution.cue.form == "noun" and frames in ("n", "t"):
        return f"{_possessive(speaker)} {found.cue_words}: {'to ' if frames == 't' else ''}{text}"
    if text.lower().startswith("to "):
        return f"{speaker} {_present(found)} {text}"
    if "o" in frames and _asks_to(text):
        return _TO.sub(lambda m: " should not " if m.group(1) else " should ", text, count=1)
    if found.cue is not None and not _is_clause(found) and "s" not in frames:
        return f"{speaker} {_present(found)} {text}"
    return None


def _by_words(found: Found, text: str, speaker: str) -> str | None:
    """Keep the words of a cue that no lexicon explains: "worried that …" does not say that it is so."""
    attribution = found.attribution
    if attribution is None or attribution.order != "after":
        return None
    first = attribution.content[0][0]
    that = "that " if found.sentence.tokens[first - 1].lower == "that" and not found.cue_words.endswith("that") else ""
    return f"{speaker} {found.cue_words} {that}{text}"


def _by_object(found: Found) -> str | None:
    """Turn "called the plan “a trap”" and "described it as unfair" into "the plan is a trap"."""
    attribution = found.attribution
    if attribution is None or "s" not in attribution.cue.frames:
        return None
    sentence = found.sentence
    if attribution.order == "relative" and len(attribution.content) == 2:
        subject, predicate = (sentence.words(*part) for part in attribution.content)
        return f"{_MARKS.sub('', subject)} {_copula(subject)} {_MARKS.sub('', predicate)}"
    first, last = attribution.content[0]
    for k in range(first + 1, last - 1):
        if sentence.quoted[k]:
            continue
        opens = not sentence.tokens[k].is_word and sentence.quoted[k + 1]
        if sentence.tokens[k].lower == "as" or opens:
            subject, predicate = sentence.words(first, k), sentence.words(k + (not opens), last)
            return f"{_MARKS.sub('', subject).strip()} {_copula(subject)} {_MARKS.sub('', predicate).strip(' ,')}"
    return None


def _copula(subject: str) -> str:
    words = subject.split()
    return (
        "are"
        if words and words[-1].lower().endswith("s") and not words[-1].lower().endswith(("ss", "'s", "us"))
        else "is"
    )


def _is_clause(found: Found) -> bool:
    """Whether the content has a verb of its own rather than being a noun phrase that the cue takes."""
    if found.attribution is None:
        return True
    tokens, sentence = found.sentence.tokens, found.sentence
    first, last = found.attribution.content[0]
    if found.attribution.order == "before" or ("n" not in found.frames and "o" not in found.frames):
        return True
    if tokens[first - 1].lower == "that" or (sentence.quoted[first] and last - first > 6):
        return True
    return any(
        grammar.is_finite_verb(tokens, k) and not any(grammar.is_class(t, "subordinator") for t in tokens[first:k])
        for k in range(first + 1, last)
    )


def _begins_with_verb(found: Found) -> bool:
    if found.attribution is None or found.attribution.order != "before":
        return False
    token = found.sentence.tokens[found.attribution.content[0][0]]
    return grammar.is_auxiliary(token) and not token.is_capitalised


def _asks_to(text: str) -> bool:
    """Whether a content is "somebody to do something", its infinitive before any finite verb."""
    match = _TO.search(text)
    tokens = tokenize(text)
    before = [k for k, t in enumerate(tokens) if match is not None and t.end <= match.start()]
    return match is not None and not any(grammar.is_finite_verb(tokens, k) for k in before)


def _present(found: Found) -> str:
    """Return the cue in the present, with its particle: "rejects", "warns of"; "reject" of several."""
    verb, _, particle = found.cue_words.partition(" ")
    if len(found.speakers) > 1:
        return found.cue_words
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        verb += "es"
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        verb = verb[:-1] + "ies"
    else:
        verb += "s"
    return f"{verb} {particle}".strip()


def _past(participle: str) -> str:
    stem = participle.removesuffix("ing")
    irregular = {"say": "said", "tell": "told", "claim": "claimed", "argu": "argued", "not": "noted", "stat": "stated"}
    return irregular.get(stem, stem + "ed")


def _resolve(text: str, found: Found, speaker: str, group: str) -> str:
    """Put names for the pronouns that mean the speaker."""
    words = text.split(" ", 1)
    if found.attribution is not None and found.attribution.order == "after" and found.cue is not None:
        first = words[0].lower()
        rest = words[1] if len(words) > 1 else ""
        if (
            first in ("he", "she")
            or (first == "it" and _is_agent(rest))
            or (first == "they" and found.frames.startswith("c"))
        ):
            return f"{speaker} {rest}"
        if first in ("his", "her", "their", "its") and rest:
            return f"{_possessive(speaker)} {rest}"
    match = _FIRST_PERSON.search(text)
    if match:
        plural = match.group().lower().startswith(("w", "o", "u"))
        return f"{text[: match.end()]} [{group if plural else speaker}]{text[match.end() :]}"
    return text


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _uncapitalised(text: str) -> str:
    """Lower the first letter where only its place made it a capital."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.lower() in _SMALL else text


def _is_agent(rest: str) -> bool:
    """Whether "it" does something, rather than standing before "is clear that"."""
    words = rest.lower().split()
    return (
        len(words) > 1 and words[0] in ("is", "was", "will", "would", "has", "had") and words[1].endswith(("ing", "ed"))
    ) or words[:1] in (["will"], ["would"], ["has"])
