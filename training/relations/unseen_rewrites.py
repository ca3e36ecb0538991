"""Rewrites that keep the meaning, of other makings than those of the contrasts: spelling, figures, order, cuts."""

from __future__ import annotations

import random
import re
from calendar import month_abbr, month_name
from collections.abc import Callable

_SPELLINGS = (
    "favor/favour color/colour labor/labour neighbor/neighbour honor/honour harbor/harbour rumor/rumour"
    " behavior/behaviour center/centre theater/theatre defense/defence offense/offence traveled/travelled"
    " canceled/cancelled fueled/fuelled organize/organise organized/organised organization/organisation"
    " realize/realise realized/realised recognize/recognise recognized/recognised criticized/criticised"
    " criticize/criticise criticizing/criticising emphasized/emphasised program/programme programs/programmes"
    " percent/per~cent toward/towards counselor/counsellor jewelry/jewellery skeptical/sceptical gray/grey"
    " analyze/analyse advisers/advisors adviser/advisor mobilize/mobilise energize/energise"
    " energized/energised apologized/apologised apologize/apologise afterward/afterwards aging/ageing"
    " e-mail/email e-mails/emails health~care/healthcare"
)
_PHRASES = (
    "more than (?=[$\\d])/over ; because of /due to ; such as /like"
    " ; a majority of /more than half of ; in order to /to ; about (?=\\d)/around ; roughly (?=\\d)/about"
    " ; nearly (?=\\d)/almost ; almost (?=\\d)/nearly ; less than (?=\\d)/under ; as well as /and also"
    " ; prior to /before ; in addition to /besides ; despite /in spite of ; until /till"
    " ; however, /though, ; a number of /several ; at least (?=\\d)/no fewer than ; the next day/the following day"
    " ; in an interview/when interviewed"
    " ; plans to /intends to ; planned to /intended to ; tried to /attempted to"
    " ; wants to /would like to ; began to /started to ; has to /must ; in recent years/of late"
)
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_TITLES = {"Sen.": "Senator", "Gov.": "Governor", "Rep.": "Representative", "Gen.": "General", "Lt.": "Lieutenant"}
_FRACTIONS = {20: "a fifth", 25: "a quarter", 33: "a third", 50: "half", 67: "two thirds", 75: "three quarters"}
_ADVERBS = re.compile(
    r"(?<=[a-z]) (?:also|already|quickly|sharply|abruptly|strongly|widely|publicly|repeatedly|simply|actually|openly"
    r"|explicitly|firmly|loudly|reluctantly|easily|heavily|briefly|carefully|directly|solidly|bitterly|harshly)"
    r" (?=[a-z])"
)
_ASIDE = re.compile(
    r"(?P<name>\b(?!\w+day\b|\w+ber\b|\w+uary\b|March|April|May|Ju|Aug)[A-Z][a-z]+), (?:who|which|a|an|the) (?!same)"
    r"[^,“”\"]{8,70},(?= (?!and |or |but )[a-z])"
)
_BRACKET = re.compile(r" \([^()]{2,40}\)")
_SAID = re.compile(
    r"^((?:Mr\. |Mrs\. |Ms\. )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}) (said|says) (?:that )?([a-z].+)\.$"
)
_SAID_LAST = re.compile(r"^(.{20,}[^,]),(”|'')? ([A-Z][\w.’ -]{2,40}|he|she) said\.$")
_ACCORDING = re.compile(r"^(.{25,}), according to ([^,.]{4,60})\.$")
_PAIRS = {one: two for pair in _SPELLINGS.replace("~", " ").split(" ") if "/" in pair for one, two in [pair.split("/")]}
_PAIRS |= {"percent": "per cent", "health care": "healthcare"}


def spelling(text: str, dice: random.Random) -> str:
    """Change American spelling to British; at times all of it."""
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(_PAIRS, key=len, reverse=True))) + r")\b")
    return pattern.sub(lambda match: _PAIRS[match[1]], text)


def wording(text: str, dice: random.Random) -> str:
    """Change one stock phrase."""
    pairs = [pair.split("/") for pair in _PHRASES.split(" ; ")]
    fit = [(one, two) for one, two in pairs if re.search(rf"\b{one}", text)]
    if not fit:
        return text
    one, two = dice.choice(fit)
    gap = " " if one.endswith((" ", ")")) else ""
    return re.sub(rf"\b{one}", two.strip() + gap, text, count=1)


def percents(text: str, dice: random.Random) -> str:
    """Write a percentage another way."""
    if "%" in text:
        return re.sub(r"(?<=\d)%", dice.choice((" percent", " per cent")), text)
    return re.sub(r"(?<=\d) per ?cent\b", "%", text)


def fractions(text: str, dice: random.Random) -> str:
    """Write a percentage as about the simple fraction it is next to."""
    for match in re.finditer(r"(?<!to )(?<!than )(?<!about )(?<![\d.$-])\b(\d\d)(?:%| per ?cent) of\b", text):
        for value, words in _FRACTIONS.items():
            if abs(int(match[1]) - value) <= 1 and not re.search(r"(?:percent|%).*(?:percent|%)", text):
                return f"{text[: match.start()]}about {words} of{text[match.end() :]}"
    return text


def digits(text: str, dice: random.Random) -> str:
    """Write a small number in digits or in letters."""
    match = re.search(rf"(?<=[a-z] )({'|'.join(_NUMBERS)})(?= [a-z]{{4,}}s\b)", text)
    if match:
        return text[: match.start()] + str(_NUMBERS.index(match[1]) + 2) + text[match.end() :]
    match = re.search(r"(?<=[a-z] )([2-9]|1[0-2])(?= (?!percent|million|billion)[a-z]{4,}s\b)", text)
    return text[: match.start()] + _NUMBERS[int(match[1]) - 2] + text[match.end() :] if match else text


def money(text: str, dice: random.Random) -> str:
    """Write out dollars, or millions in noughts."""
    match = re.search(r"\$(\d+(?:\.\d)?) million\b(?! (?:[a-z]+ )?(?:settlement|report|funding|bill|package))", text)
    if match and dice.random() < 0.5:
        return f"{text[: match.start()]}${float(match[1]) * 1_000_000:,.0f}{text[match.end() :]}"
    return re.sub(
        r"\$(\d[\d,.]*\d|\d)( [mb]illion)?(?=[.,;]? (?:in|to|on|from|for|over|at|and|since|by)\b)",
        r"\1\2 dollars",
        text,
    )


def dates(text: str, dice: random.Random) -> str:
    """Write a date with its month in full, or the day first."""
    match = re.search(r"\b([A-Z][a-z]{2,3})\. (\d\d?)\b(?!,? \d)(?! ?[-–])", text)
    if match and match[1][:3] in month_abbr:
        return (
            f"{text[: match.start()]}{month_name[list(month_abbr).index(match[1][:3])]} {match[2]}{text[match.end() :]}"
        )
    return re.sub(
        rf"(?<!\ba )(?<!['’]s )\b({'|'.join(month_name[1:])}) (\d\d?)(?=[.,]| [a-z])(?!,? \d)(?! primary| caucus)",
        r"\2 \1",
        text,
    )


def titles(text: str, dice: random.Random) -> str:
    """Write out titles and countries; Mr. and Ms. go."""
    for short, full in _TITLES.items():
        text = re.sub(rf"\b{re.escape(short)} (?=[A-Z])", f"{full} ", text)
    if "Mrs." not in text:
        text = re.sub(r"\b(Mr|Ms|Dr)\. (?=[A-Z])", "", text)
    text = re.sub(r"\b([Tt]he) U\.S\.(?= [a-z]+(?:ed|s|es|and|is|has|was)?\b(?! [A-Z]))", r"\1 United States", text)
    return re.sub(r"\bthe USA\b|\bthe US\b(?! [A-Z])", "the United States", text)


def order(text: str, dice: random.Random) -> str:
    """Put who tells it at the other end."""
    if match := _ACCORDING.match(text):
        return f"According to {match[2]}, {_low(match[1])}." if _low(match[1]) != match[1] else text
    if match := _SAID_LAST.match(text):
        return f"{match[1]},{match[2] or ''} said {match[3]}." if match[3] not in ("he", "she") else text
    match = _SAID.match(text)
    if match and not re.search(r"[“”\"]|''|\b(?:I|we|that)\b", match[3]) and "," not in match[3]:
        who = match[1].lower() if match[1] in ("He", "She", "They") else match[1]
        return f"{match[3][0].upper()}{match[3][1:]}, {who} {match[2]}."
    return text


def unquoted(text: str, dice: random.Random) -> str:
    """Take away quotation marks around a few words."""
    if re.search(r"[“\"][a-z][^“”\"]{3,60}[”\"]", text) and not re.search(r"\b(?:I|my|we|our|you)\b", text):
        return re.sub(r"[“”\"]", "", text)
    return text


def shortened(text: str, dice: random.Random) -> str:
    """Leave out adverbs, brackets and asides."""
    short = _BRACKET.sub("", _ADVERBS.sub(" ", text))
    return _ASIDE.sub(r"\g<name>", short) if short == text or dice.random() < 0.5 else short


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    way.__name__: way
    for way in (spelling, wording, percents, fractions, digits, money, dates, titles, order, unquoted, shortened)
}


def rewritten(text: str, dice: random.Random, times: int, without: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return a text changed in up to ``times`` ways, and the name of the first way."""
    first = ""
    for name in dice.sample(sorted(WAYS), len(WAYS)):
        new = text if name in without else WAYS[name](text, dice)
        if new != text and times:
            text, first, times = new, first or name, times - 1
    return text, first


def _low(text: str) -> str:
    return (
        text[0].lower() + text[1:] if re.match(r"(?:The|A|An|In|On|At|But|About|More|Most|Many|Some)\b", text) else text
    )
