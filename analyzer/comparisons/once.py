"""What is read off one statement is read once, however many pairs it stands in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from analyzer.comparisons.reading import Reading

Found = TypeVar("Found")


def once(read: Callable[[Reading], Found]) -> Callable[[Reading], Found]:
    """Remember what a function of one reading returned for as long as the reading lives."""
    memory: WeakKeyDictionary[Reading, Found] = WeakKeyDictionary()

    @wraps(read)
    def remembered(reading: Reading) -> Found:
        try:
            return memory[reading]
        except KeyError:
            found = memory[reading] = read(reading)
            return found

    return remembered
