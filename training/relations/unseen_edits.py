"""Sentences changed in one place so that both cannot be right, by other means than those of the contrasts."""

from __future__ import annotations

import random
import re
from calendar import day_name, month_name
from collections.abc import Callable, Iterator

from training.relations.rows import CONTRADICTION, ENTAILMENT, NEUTRAL, Row
from training.relations.sentences import Sentence
from training.relations.unseen_rewrites import rewritten

_OPEN = re.compile(
    r"\b(?:if|may|might|could|would|should|perhaps|possibly|likely|whether|unless|not|hopes?|hoping|want(?:s|ed)?)\b|n['’]t\b",
    re.I,
)
_MONTHS = {name: name for name in month_name[1:]} | {f"{name[:3]}.": name for name in month_name[1:] if len(name) > 5}
_RANKS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
_NUMBER = r"(?=(?:[$€£]?\d|half\b|a third\b|a quarter\b|twice\b|one-half\b|two\b|three\b|five\b|ten\b))"
_DAY = rf"(?:{'|'.join(day_name)})"
_SWAPS = {
    "comparatives": (
        (rf"\b([Mm])ore than {_NUMBER}", ("less than ",)),
        (rf"\b([Ll])ess than {_NUMBER}", ("more than ",)),
        (rf"\b([Ff])ewer than {_NUMBER}", ("more than ",)),
        (r"\bahead of (?=[A-Z]\w+ (?:in|by)\b|him by|her by)", ("behind ",)),
        (r"\bbehind (?=[A-Z]\w+ and\b)", ("ahead of ",)),
        (r"\bhigher than\b", ("lower than",)),
        (r"\b([Aa]) (?:large |vast |slim |clear )?majority of\b", ("only a minority of",)),
        (r"(?<!than )\bthe vast majority of\b", ("only a small minority of",)),
        (r"\babove (?=\d)", ("below ",)),
        (r"\bbelow (?=\d|five|ten)", ("above ",)),
        (r"\bthe (?:second |third )?highest\b", ("the lowest",)),
        (r"\blowest\b", ("highest",)),
        (r"\bbiggest (?=jewel|theft|crowd|one-day)", ("smallest ",)),
        (r"\b(?:rose|climbed|jumped) (?=(?:to|by|from) [$\d]|\d)", ("fell ",)),
        (r"\b(?:fell|dropped|slid|declined|fallen) (?=(?:to|by|from|more than) [$\d]|\d)", ("rose ",)),
        (r"\b(?:up|increase of) (?=\d+ points|\d+ percent|\d+%|from plus)", ("down ",)),
        (r"\bdown (?=\d+ points|\d+ percent|\d+%|from plus)", ("up ",)),
        (r"(?<!recent )\b(shortly|just|right|days|weeks|hours|months) before the\b", (r"\1 after the",)),
        (r"(?<!recent )\b(shortly|just|right|days|weeks|hours|months) after the\b", (r"\1 before the",)),
        (r"\ba net negative\b", ("a net positive",)),
        (r"\bnet positive\b", ("net negative",)),
    ),
    "quantifiers": (
        (r"\b(have|has|had) never (?=[a-z]+ed\b)", (r"\1 always ",)),
        (r"\bnever (?=[a-z]+ed\b)", ("always ",)),
        (r"\balways (?=[a-z]+(?:ed|s)\b)", ("never ",)),
        (r"^Most (?=of the |[a-z]+s\b)", ("Hardly any ",)),
        (r"^Many (?=of the |[a-z]+s\b)", ("Hardly any ",)),
        (r"^None of (?=the|those|them)(?!.*\bany)", ("All of ",)),
        (r"^(?:Almost |Nearly )?[Aa]ll of (?=the |those |them )", ("None of ",)),
        (r"^(?:Nobody|No one) (?!.*\bever)(?=[a-z]+ed |has |was |is )", ("Everyone ",)),
        (r"^Everyone (?=[a-z]+ed |has |was |is )", ("Nobody ",)),
        (r"^Few (?=of the |[a-z]+s\b)", ("Almost all ",)),
        (r"\bnothing to do with\b", ("a great deal to do with",)),
        (r"\bby a wide margin\b", ("by a hair",)),
        (r"\bno intention of\b", ("every intention of",)),
        (r"\bnearly all of\b", ("hardly any of",)),
        (r"\boverwhelmingly\b(?= in| by| for|\.)", ("by a hair",)),
    ),
    "forms": (
        (r"\b(?:refused|declined) to (?=[a-z]+\b)(?!comment)", ("agreed to ", "promised to ")),
        (r"\bagreed to (?!a |an |the )(?=[a-z]+\b)", ("refused to ",)),
        (r"\bfailed to\b", ("managed to",)),
        (r"\bmanaged to\b", ("failed to",)),
        (r"\bvowed to\b", ("promised never to",)),
        (r"\bwas able to\b", ("was in no position to",)),
        (r"\bwere able to\b", ("were in no position to",)),
        (r"\bcontinues to\b", ("has ceased to",)),
        (r"\bcontinued to\b", ("ceased to",)),
        (r", including (?!as |in |by )(?=[a-z\d\$])", (", but not ", ", with the exception of ")),
        (r"\bdespite (?=(?:a |the |his |her |their |its |strong |spending ))", ("thanks to ",)),
        (r"\bendorsed (?=[A-Z])", ("turned against ",)),
        (r"\b(?:supported|backed) (?=[A-Z])", ("spoke out against ",)),
        (r"(?<!ly )\bopposed (?=[A-Z]|the |a )", ("stood behind ",)),
        (r"\bis running for\b", ("has ruled out a run for",)),
        (r"\bconfirmed (?=the |that )", ("knows nothing of ",)),
        (r"\bwon the\b(?= [\w ]*(?:primary|race|nomination|contest|seat)\b)", ("came away without the",)),
        (r"\bstopped (?=[a-z]+ing\b)(?!.* ago\b)", ("kept ",)),
        (r"\bkept (?=[a-z]+ing\b)", ("stopped ",)),
        (r"\bwas killed\b", ("escaped unhurt",)),
        (r"\bwas arrested\b", ("got away",)),
        (r"\bpleaded guilty\b", ("insisted on being innocent",)),
    ),
}  # fmt: skip
_IN_CLAUSE = re.compile(r"[“\"][^”\"]*$|\b(?:who|whom|which|those|when|that (?:the |a )?\w+s) [^,]*$")
_NAME = r"(?:[A-Z][a-z]+ )?[A-Z][a-z]+"
_ROLES = re.compile(
    rf"\b({_NAME}) ((?:currently |has |would |narrowly )?(?:beats?|leads?|led|defeated|endorse[ds]|topped|outpaced"
    rf"|trails|replaced|succeeded|fired|hired|outraised|is ahead of|ousted|overtook))"
    rf" ((?!Rep|Sen|Gov|Mr){_NAME})\b(?! [A-Z])"
)
_UNTRUE = (
    "Reports that {} are baseless", "There is no truth in the story that {}", "The claim that {} is an invention",
    "Whoever says that {} is mistaken", "The rumour that {} has turned out to be wrong", "It is a myth that {}",
    "Nothing supports the report that {}", "The suggestion that {} is without foundation",
    "The idea that {} is nonsense",
)  # fmt: skip
_TRUE = (
    "Reports that {} are accurate", "The story that {} is true", "The claim that {} holds up",
    "It is no rumour that {}", "Whoever says that {} is right", "The report that {} has been borne out",
    "Documents support the report that {}",
)  # fmt: skip


def edits(sentence: Sentence, dice: random.Random) -> Iterator[Row]:
    """Yield contradictions, each of the sentence and a changed one, either of them rewritten besides."""
    for kind, change in _CHANGES.items():
        new = None if _OPEN.search(sentence.text) and kind != "dates" else change(sentence.text, dice)
        if new and new != sentence.text:
            yield _row(sentence.text, new, CONTRADICTION, kind, dice)


def reports(sentence: Sentence, dice: random.Random) -> Iterator[Row]:
    """Yield a report called untrue, one called true, and one called untrue beside another sentence."""
    words = sentence.text.split()
    if len(words) > 24 or not _stands_alone(sentence):
        return
    said = _lowered(sentence)
    if not said:
        return
    untrue, true = (tuple(one for one in forms if one.endswith("{}") or "," not in said) for forms in (_UNTRUE, _TRUE))
    yield _row(sentence.text, dice.choice(untrue).format(said) + ".", CONTRADICTION, "untrue", dice)
    yield _row(sentence.text, dice.choice(true).format(said) + ".", ENTAILMENT, "untrue kept", dice)
    own = set(re.findall(r"[a-z]{5,}", sentence.text.lower()))
    apart = [text for text in sentence.beside if len(own & set(re.findall(r"[a-z]{5,}", text.lower()))) < 2]
    if apart:
        beside = dice.choice(apart)
        yield _row(beside, dice.choice(untrue).format(said) + ".", NEUTRAL, "untrue elsewhere", dice)


def _lowered(sentence: Sentence) -> str:
    """Return the sentence as the end of another, or nothing when it is unclear whether it begins with a name."""
    text = sentence.text.rstrip(".")
    if re.match(r"(?:The|An?|In|On|At|By|One|Two|Three|Four|Five|Ten|Police|Voters|Officials|Authorities) ", text):
        return text[0].lower() + text[1:]
    first = re.split(r"['’ ,]", text)[0]
    inside = {word for name in sentence.names for word in name.split()}
    return text if first in inside else ""


def _stands_alone(sentence: Sentence) -> bool:
    """Whether a sentence tells one fact that needs no other sentence."""
    text = sentence.text
    if re.search(
        r"[“”\":;!—–]|--|''| - |\b(?:I|we|you|our|my|your|us)\b|n['’]t\b|\b(?:not|no|never|nor)\b", text, re.I
    ):
        return False
    if (
        _OPEN.search(text)
        or text.endswith(("Reps.", "Sen.", "Gov.", "Rep."))
        or re.search(
            r"\b(?:says?|said|told|asked|added|notes?|noted|recalled|adds|as well|also|argued?|believes?|thinks?)\b",
            text,
        )
    ):
        return False
    name = r"(?:(?:The|A|In [A-Z]\w+, the|More than|About|Former|President|Sen\.|Gov\.|Mr\.|Mrs\.) )?[A-Z]?\w+"
    starts = re.match(
        rf"{name}(?: [\w'’.-]+){{0,6}} (?:is|was|were|are|has|have|had|will|won|lost|led|leads|[a-z]+ed)\b", text
    )
    return bool(starts) and not re.match(
        r"(?:But|And|So|Yet|Still|That|This|These|Those|It|He|She|They|His|Her|Their|Then|There|Both|Another|Other|Also|Such"
        r"|Instead|Meanwhile|However|Now|Here|What|When|While|Once|Even|Just|Only|Some|Many|Most|Though|Although|After|Before|If|Among|Of|Nothing|As|For|Figures)\b",
        text,
    )


def _swap(kind: str) -> Callable[[str, random.Random], str | None]:
    def change(text: str, dice: random.Random) -> str | None:
        for pattern, options in dice.sample(_SWAPS[kind], len(_SWAPS[kind])):
            match = re.search(pattern, text)
            if match and not _IN_CLAUSE.search(text[: match.start()]):
                new = match.expand(dice.choice(options))
                new = new[0].upper() + new[1:] if match.start() == 0 else new
                return text[: match.start()] + new + text[match.end() :]
        return None

    return change


def _another_date(text: str, dice: random.Random) -> str | None:
    """Return a text with another day, month or year where one event is dated."""
    if re.search(r"\b(?:polls?|polling|surveys?)\b", text):
        return None
    if len(re.findall(rf"\b{_DAY}\b", text)) == 1 and (
        match := re.search(rf"\b{_DAY}\b(?!s|['’]s|-)(?! (?:through|to)\b)", text)
    ):
        if re.search(
            r"(?:Super|every|each|Black|Good|last|next|[Bb]y|[Ss]ince|until|before|after|through) $",
            text[: match.start()],
        ) or not re.search(r"\b\w+ed\b|\b(?:was|were|won|said|went|began|made|came|took|told)\b", text):
            return None
        days = [day for day in day_name if day != match[0]]
        return text[: match.start()] + dice.choice(days) + text[match.end() :]
    months = "|".join(re.escape(name) for name in _MONTHS if name != "May")
    if match := re.search(rf"\b({months})(?= \d\d?\b(?! ?[-–]))|(?<=in )({months})(?=[,.]| \d{{4}}| [a-z])", text):
        others = [name for name in month_name[1:] if name != _MONTHS[match[0]]]
        return text[: match.start()] + dice.choice(others) + text[match.end() :]
    years = re.findall(r"\b(?:19|20)\d\d\b", text)
    if len(years) == 1 and (match := re.search(r"(?<=in )((?:19|20)\d\d)\b(?![-–])", text)):
        return text[: match.start()] + str(int(match[1]) - dice.choice((1, 2, 3, 5))) + text[match.end() :]
    return None


def _another_rank(text: str, dice: random.Random) -> str | None:
    """Return a text with another rank or age."""
    if match := re.search(r"\b(\d\d)(?=-year-old\b)|(?<=, )(\d\d)(?=, [a-z])", text):
        return text[: match.start()] + str(int(match[0]) + dice.choice((-7, -4, 3, 6, 11))) + text[match.end() :]
    ranks = "|".join(_RANKS)
    where = r"(?= (?:place|term|round|highest|largest|behind|with|to|in|at|straight|season|quarter|time|televised)\b)"
    if match := re.search(rf"(?<!one-)(?<!a )(?<!A )(?<!the )\b({ranks})\b{where}|(?<=\bthe )({ranks})\b{where}", text):
        others = [rank for rank in _RANKS if rank != match[0]]
        return text[: match.start()] + dice.choice(others) + text[match.end() :]
    return None


def _roles(text: str, dice: random.Random) -> str | None:
    match = _ROLES.search(text)
    if (
        match is None
        or match[1].split()[0] in ("The", "In", "But", "And")
        or match[1] in match[3]
        or match[3] in match[1]
    ):
        return None
    return f"{text[: match.start()]}{match[3]} {match[2]} {match[1]}{text[match.end() :]}"


_CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    **{kind: _swap(kind) for kind in _SWAPS},
    "dates": _another_date,
    "ranks": _another_rank,
    "roles": _roles,
}


def _row(one: str, other: str, label: str, kind: str, dice: random.Random) -> Row:
    """Return a row in a random direction, one text of it rewritten, at times both."""
    times = dice.choice((1, 2, 3))
    texts = [one, rewritten(other, dice, times, without=("shortened", "fractions", "order"))[0]]
    dice.shuffle(texts)
    return Row(texts[0], texts[1], label, kind)
