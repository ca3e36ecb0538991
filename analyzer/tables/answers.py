"""What is done with a claim: said, denied or hedged, by whose words, and with what else it clashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Voice = Literal["says", "denies", "hedges"]
By = Literal["speakers", "publishers"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a speaker does with a claim, or what a publisher prints that somebody does with it.

    Attributes
    ----------
    statements
        Ids of the statements that show it, in the order of reading.
    according_to
        Who says that the speaker does so, where the documents have it only at second hand.
    said_by
        Names of those whom a publisher lets say so; empty in a speaker's own column.
    is_judged
        Of a denial: nobody says in so many words that it is not so; what they say was judged to contradict it.
    """

    voice: Voice
    statements: tuple[str, ...]
    according_to: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    is_judged: bool = False

    @property
    def word(self) -> str:
        """The answer in words; a denial that is only judged to be one ``says otherwise``."""
        return "says otherwise" if self.is_judged else self.voice


@dataclass(frozen=True, slots=True)
class Cell:
    """Answers of one column to one claim; none means silent, or not printed."""

    answers: tuple[Answer, ...] = ()

    @property
    def word(self) -> str:
        """The cell in words, such as ``says`` or ``silent``."""
        return " and ".join(answer.voice for answer in self.answers) or "silent"

    @property
    def is_for(self) -> bool:
        """Whether the claim is made, in certain words or others."""
        return any(answer.voice != "denies" for answer in self.answers)

    @property
    def is_against(self) -> bool:
        """Whether the claim is denied."""
        return any(answer.voice == "denies" for answer in self.answers)


SILENT = Cell()


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict of a claim with another one; ``words`` say of what kind and how strong."""

    conflict: str
    words: str
    other_group: str
    other_claim: str
