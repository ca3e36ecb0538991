"""Full calendar dates in header lines and addresses."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<m>\d{2})(?P<day>\d{2})(?!\d)",
        rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\w){_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<first>\d{1,2})[/.\-](?P<second>\d{1,2})[/.\-](?P<year>\d{4})(?!\d)",
    )
)
_IN_ADDRESS = (
    re.compile(r"/(?P<year>(?:19|20)\d{2})/(?P<m>\d{1,2})/(?P<day>\d{1,2})(?:/|$)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})-?(?P<m>\d{2})-?(?P<day>\d{2})(?!\d)"),
)
_EARLIEST, _LATEST = 1800, 2100


def find_date(text: str) -> tuple[str, int, int] | None:
    """Return the first full date as ISO, with its start and end; a date that could be two days is none.

    Examples
    --------
    >>> find_date("Published 27 January 2022, 10:15")
    ('2022-01-27', 10, 25)
    >>> find_date("03/04/2022") is None
    True
    """
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match)
            if iso:
                found.append((match.start(), match.end(), iso))
                break
    if not found:
        return None
    start, end, iso = min(found)
    return iso, start, end


def date_in_address(url: str) -> str | None:
    """Return the date that a web address carries, year first.

    Examples
    --------
    >>> date_in_address("https://example.org/2022/01/27/story")
    '2022-01-27'
    """
    for form in _IN_ADDRESS:
        for match in form.finditer(url):
            iso = _iso(match)
            if iso:
                return iso
    return None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (first, second) if first <= 12 else (second, first)
    else:
        day = int(parts["day"])
        month = _MONTHS.index(parts["month"][:3].lower()) + 1 if parts.get("month") else int(parts["m"])
    try:
        return date(year, month, day).isoformat() if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None
