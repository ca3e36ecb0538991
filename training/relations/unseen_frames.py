"""Pairs from frames: two ways to tell one event, filled with people and places of the articles kept from training.

``unseen_frames.tsv`` holds the frames. One wording of either side makes a contradiction, two of one side a paraphrase,
and the two sides of different events nothing of the kind; sides of the kind ``apart`` can both be right. In frames
``{A}`` to ``{C}`` are people, ``{P}`` and ``{Q}`` places, ``{D}`` and ``{E}`` days, ``{M}`` and ``{L}`` months, ``{y}``
and ``{z}`` years, ``{n}`` < ``{m}`` numbers, ``{o}`` and ``{r}`` ranks, ``{T}`` things to ban, ``{J}`` projects.
"""

from __future__ import annotations

import random
import re
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.relations.rows import CONTRADICTION, ENTAILMENT, NEUTRAL, Row
from training.relations.sentences import Sentence

_RANKS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
_NO_NAMES = frozenset((
    *month_name, *day_name, "Congress", "American", "Mr", "Mrs", "The", "That", "Republican", "Democratic",
    "President", "House", "White", "State", "Senate", "Justice", "Labor", "Police", "Department", "Post", "Survey",
    "Authority", "Republicans", "Democrats", "Florida", "Afghanistan", "Egypt", "Iraq", "Libya",
    "Recreation", "Regulatory", "Geological",
))  # fmt: skip
_NAME_RUN = re.compile(r"(?<![“\"'‘#])\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*\b")
_SPEAKER = re.compile(r"\b([A-Z][a-z]{3,}) (?:says?|said|told|added|wrote|argued|noted)\b")
_PLACE = re.compile(r"\bin ([A-Z][a-z]{3,}(?: (?:Carolina|Dakota|Hampshire|Virginia|York|City|Lake))?)\b(?! [A-Z'’])")
_SAYS = (
    "{0}, officials said",
    "{0}, according to {1}",
    "{1} said that {2}",
    "{1} told reporters that {2}",
    "{0}, {1} said",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Wordings of two sides; for roles the other side is made by the two people changing places."""

    kind: str
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fillings:
    """What may stand in the slots of a frame."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]
    projects: tuple[str, ...]

    def draw(self, dice: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        """Return one thing for every slot, twice: people, places and things differ, dates and figures do not."""
        by_last_name = {name.split()[-1]: name for name in dice.sample(self.people, len(self.people))}
        people, places = dice.sample(sorted(by_last_name.values()), 10), dice.sample(self.places, 4)
        days, months = dice.sample(tuple(day_name), 2), dice.sample(tuple(month_name[1:]), 2)
        ranks, year, low = dice.sample(_RANKS, 2), dice.randrange(1962, 2012), dice.randrange(16, 28)
        shared = {"D": days[0], "E": days[1], "M": months[0], "L": months[1], "o": ranks[0], "r": ranks[1]}
        shared |= {"y": str(year), "z": str(year + dice.choice((-9, -4, -3, 2, 5, 8)))}
        shared |= {"n": str(low), "m": str(low + dice.randrange(5, 60))}
        things = zip(dice.sample(self.topics, 2), dice.sample(self.projects, 2), strict=True)
        first, second = (
            shared
            | dict(zip("ABCVW", people[5 * turn : 5 * turn + 5], strict=True))
            | {"P": places[2 * turn], "Q": places[2 * turn + 1], "T": topic, "J": project}
            for turn, (topic, project) in enumerate(things)
        )
        return first, second


def read_frames() -> tuple[list[Frame], tuple[str, ...], tuple[str, ...]]:
    """Return the frames, the things to ban, and the projects."""
    lines = Path(__file__).with_name("unseen_frames.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    words = {kind: tuple(row[1] for row in rows if row[0] == kind) for kind in "TJ"}
    frames = [Frame(row[0], tuple(row[1].split("|")), _other_side(*row)) for row in rows if row[0] not in words]
    return frames, words["T"], words["J"]


def find_fillings(sentences: list[Sentence], topics: tuple[str, ...], projects: tuple[str, ...]) -> Fillings:
    """Return people who say something and places things happen in, of these sentences."""
    speakers = {name for one in sentences for name in _SPEAKER.findall(one.text)} - _NO_NAMES
    runs = {match[0] for one in sentences for match in _NAME_RUN.finditer(one.text) if match.start()}
    people = {
        run
        for run in runs
        if run.count(" ") == 1 and run.split()[1] in speakers and run.split()[0] not in _NO_NAMES and "ing " not in run
    }
    last_names = {name.split()[1] for name in people}
    places = Counter(name for one in sentences for name in _PLACE.findall(one.text))
    usual = {name for name, count in places.items() if count > 1} - last_names - speakers - _NO_NAMES
    return Fillings(tuple(sorted(people)), tuple(sorted(usual)), topics, projects)


def contradictions(frame: Frame, fillings: Fillings, dice: random.Random) -> Iterator[Row]:
    """Yield one wording of either side of one event."""
    if frame.kind not in ("apart", "same"):
        slots, _ = fillings.draw(dice)
        yield _row([(dice.choice(side), slots) for side in (frame.one, frame.other)], CONTRADICTION, frame.kind, dice)


def others(frame: Frame, fillings: Fillings, dice: random.Random) -> Iterator[Row]:
    """Yield two wordings of one side, and the two sides of two events."""
    slots, elsewhere = fillings.draw(dice)
    if frame.kind == "same":
        yield _row([(wording, slots) for wording in frame.one], ENTAILMENT, "same figure", dice)
        return
    one, other = (dice.choice(side) for side in (frame.one, frame.other))
    if frame.kind == "apart":
        yield _row([(one, slots), (other, slots)], NEUTRAL, "can both be right", dice)
        return
    side = dice.choice((frame.one, frame.other))
    if len(side) > 1:
        yield _row([(wording, slots) for wording in dice.sample(side, 2)], ENTAILMENT, f"{frame.kind} kept", dice)
    if re.search(r"\{[PJT]\}" if frame.kind == "roles" else r"\{[APJT]\}", one):
        yield _row([(one, slots), (other, elsewhere)], NEUTRAL, f"{frame.kind} elsewhere", dice)


def _told(wording: str, slots: dict[str, str], teller: str, dice: random.Random) -> str:
    """Return a wording as a sentence, at times with last names only, and at times with who tells it."""
    if dice.random() < 0.4:
        slots = slots | {key: slots[key].split()[-1] for key in "ABC"}
    said = wording.format_map(slots)
    low = said if wording[0] == "{" and wording[1] in "ABCPQDELM" else said[0].lower() + said[1:]
    if dice.random() < 0.4:
        said = dice.choice(_SAYS).format(said, teller, low)
    return said[0].upper() + said[1:].rstrip(".") + "."


def _other_side(kind: str, wordings: str, other: str = "") -> tuple[str, ...]:
    if kind != "roles":
        return tuple(other.split("|")) if other else ()
    return tuple(wordings.replace("{A}", "{_}").replace("{B}", "{A}").replace("{_}", "{B}").split("|"))


def _row(sides: list[tuple[str, dict[str, str]]], label: str, kind: str, dice: random.Random) -> Row:
    texts = [_told(wording, slots, slots[key], dice) for (wording, slots), key in zip(sides, "VW", strict=True)]
    dice.shuffle(texts)
    return Row(texts[0], texts[1], label, kind)
