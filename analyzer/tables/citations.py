"""A statement as one line that can be pasted into an article or a note."""

from __future__ import annotations

from analyzer.schema import Statement
from analyzer.tables.lookup import REPORTER, Lookup


def citation(statement: Statement, lookup: Lookup) -> str:
    """Cite a statement: speaker, words, publisher or file, date, and place.

    Only words that are quoted in full stand between quotation marks; otherwise the sentence of the report is given as
    it stands, so that no paraphrase reads as a quotation.

    Returns
    -------
    str
        One line of plain text, as in ``Ana Ruiz: “It failed.” (The Post, “Talks”, 2024-03-01, https://example.org/1,
        characters 0-49)``.
    """
    document = lookup.document_of(statement)
    said = " … ".join(document.text[slice(*span)] for span in statement.content)
    words = (
        f": “{_line(said)}”" if statement.kind == "direct" else f", in the words of the report: {_line(statement.text)}"
    )
    via = [lookup.names[speaker] for speaker in statement.via]
    speaker = lookup.speaker_of(statement) + (f" (according to {', '.join(via)})" if via else "")
    name = "The report itself" if speaker == REPORTER else speaker
    facts = [
        document.publisher or document.path,
        f"“{_line(document.title)}”" if document.title else None,
        statement.published or document.published or "no date",
        document.url,
        f"characters {statement.start}-{statement.end}",
    ]
    return f"{name}{words} ({', '.join(fact for fact in facts if fact)})"


def _line(text: str) -> str:
    return " ".join(text.split())
