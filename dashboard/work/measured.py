"""How good the program is, as measured: the figures of the README and of ``docs/``, for people who read a result.

``tests/dashboard/test_measured.py`` holds every figure against the place that it is from.
"""

from __future__ import annotations

from typing import NamedTuple


class Measured(NamedTuple):
    """One figure.

    Attributes
    ----------
    what, figure
        What was measured, and what came out.
    on
        The texts it was measured on.
    how
        How, and what it leaves open.
    source, words
        The document that tells it, and the words that hold the figure there.
    """

    what: str
    figure: str
    on: str
    how: str
    source: str
    words: str


_SAMPLES = "the sample documents, as printed and with every person, place and number replaced"
_BY_HAND = "against a hand annotation of part of them; the rules were written with these texts in view"
_NEWS = "84 news articles (PolNeAR) that played no part in making the program"
_MARKED = "against marks by hand, at least 0.8 of the words shared; PolNeAR marks far more than statements"
_PAIRS = "410 look-alike pairs of real news statements, of which 17 conflict"
_READ = "against what people said who read the pairs; most soft clashes go unseen"
_OTHERS = "1,657 pairs of other kinds of texts, with 242 conflicts"
_LABELLED = "against their labels, weighted as if one pair in twenty-five conflicted"


def _sample(what: str, printed: str, replaced: str) -> Measured:
    words = f"| {what} | {printed} | {replaced} |"
    return Measured(
        what[:1].upper() + what[1:], f"{printed}; names replaced: {replaced}", _SAMPLES, _BY_HAND, "README.md", words
    )


MEASURED = (
    _sample("statements found", "94 %", "95 %"),
    _sample("of what was found in the document annotated in full, right", "98 %", "98 %"),
    _sample("speaker right", "99 %", "99 %"),
    _sample("pairs of one group: precision, recall", "94 %, 86 %", "97 %, 83 %"),
    _sample("hard conflicts found, among the first ten", "6 of 6", "6 of 6"),
    _sample("soft conflicts found", "3 of 4", "2 of 4"),
    _sample("pairs that do not conflict, listed all the same", "0 of 10", "0 of 10"),
    Measured(
        "Direct quotations found",
        "F1 90.8: 86.1 % found, 96.0 % of the found right",
        _NEWS,
        _MARKED,
        "docs/statements.md",
        "| direct | 96.0 | 86.1 | 90.8 |",
    ),
    Measured(
        "Quotations of all kinds found",
        "F1 68.7: 61.9 % found, 77.2 % of the found right",
        _NEWS,
        _MARKED,
        "docs/statements.md",
        "| content | 77.2 | 61.9 | 68.7 |",
    ),
    Measured(
        "Content and speaker right together",
        "F1 66.8; two people agree on 70 %",
        _NEWS,
        _MARKED,
        "docs/statements.md",
        "| content and speaker | 75.0 | 60.2 | 66.8 | 51.1 | The speaker is right on 97.7 % of the contents found "
        "(rules alone 94.8 %). Two people agree on 73 % of contents there, and on 70 % with their speakers.",
    ),
    Measured(
        "Speaker right, of the quotations found",
        "97.7 %",
        _NEWS,
        _MARKED,
        "docs/statements.md",
        "The speaker is right on 97.7 % of the contents found",
    ),
    Measured(
        "Conflicts shown, of those there are",
        "2 of 17",
        _PAIRS,
        _READ,
        "README.md",
        "Of 17 conflicts among 410 look-alike pairs of news statements it shows two, and no false one",
    ),
    Measured(
        "Flagged, though no conflict",
        "none of 393",
        _PAIRS,
        _READ,
        "docs/conflicts.md",
        "flagged none of the 393 others",
    ),
    Measured(
        "Of what is flagged, conflicts by their label",
        "56 %",
        _OTHERS,
        _LABELLED,
        "docs/conflicts.md",
        "of what is flagged 56 % is right",
    ),
    Measured(
        "Probability of a conflict, 0 to 1: how far off on average",
        "0.010",
        _OTHERS,
        _LABELLED,
        "docs/conflicts.md",
        "calibration error 0.010",
    ),
)
