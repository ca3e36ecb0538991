"""Speech that neither quotation marks nor reporting words show: transcripts, and documents with one voice."""

from __future__ import annotations

from analyzer.schema import Document
from analyzer.statements.anchors import is_anchor
from analyzer.statements.found import Found
from analyzer.statements.one_voice import one_voice, voice_statements
from analyzer.statements.sentences import Sentence
from analyzer.statements.speech import nest_in_speech
from analyzer.statements.turns import find_turns, turn_statements


def add_unquoted(
    document: Document, paragraphs: list[list[Sentence]], found: list[Found]
) -> tuple[list[list[Sentence]], list[Found]]:
    """Add what is said in turns of a transcript, or throughout a document with one voice.

    Parameters
    ----------
    found
        What reporting words and quotation marks have shown.

    Returns
    -------
    list of list of Sentence, list of Found
        The paragraphs, header lines that name the speaker first; everything found, reports inside speech nested in it,
        not in reading order.
    """
    turns = find_turns(document, paragraphs)
    spoken = turn_statements(turns)
    if not turns:
        voice = one_voice(document, paragraphs)
        spoken = voice_statements(voice, paragraphs, found) if voice is not None else []
    if any(one.verbatim for one in spoken):
        found = nest_in_speech(found, spoken)
    known = {id(sentence) for paragraph in paragraphs for sentence in paragraph}
    lines = [[one.sentence] for one in spoken if is_anchor(one) and id(one.sentence) not in known]
    return [*lines, *paragraphs], [*found, *spoken]
