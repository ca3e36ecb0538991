"""Whom a person means by a name, and claims in which a name stands that the program had put there."""

from __future__ import annotations

import re

from analyzer.corrections.corpus import Corpus, NotApplicableError
from analyzer.ids import speaker_id
from analyzer.language.repair import repair
from analyzer.schema import NamedSpeaker, Speaker, Statement

_PREFIX = "sp-"


def known_speaker(corpus: Corpus, named: NamedSpeaker, other_than: Speaker | None = None) -> Speaker | None:
    """Return the speaker meant: by id, as far as corrections have led that on, else by the name.

    An anonymous speaker is never meant by a name that was typed: two "officials" may be two people.

    Parameters
    ----------
    other_than
        A speaker who is not meant, though the name may be the same.

    Raises
    ------
    NotApplicableError
        Several speakers have that name.
    """
    id_ = named.id
    while id_ in corpus.united and id_ is not None:
        id_ = corpus.united[id_]
    others = {id_: one for id_, one in corpus.speakers.items() if one is not other_than}
    if id_ in others and id_ is not None:
        return others[id_]
    same = [
        speaker
        for speaker in others.values()
        if _folded(speaker.name) == _folded(named.name) and (named.id is not None or speaker.kind != "anonymous")
    ]
    if len(same) > 1:
        raise NotApplicableError(f"several speakers are called {named.name}")
    return same[0] if same else None


def speaker_named(corpus: Corpus, named: NamedSpeaker, other_than: Speaker | None = None) -> Speaker:
    """Return the speaker meant, as :func:`known_speaker` does; one who was not known before is added.

    Raises
    ------
    NotApplicableError
        Several speakers have that name, or there is none in it.
    """
    known = known_speaker(corpus, named, other_than)
    if known is not None:
        return known
    name = " ".join(named.name.split())
    if not name:
        raise NotApplicableError("it names a speaker without a name")
    namesake = other_than is not None and _folded(other_than.name) == _folded(name)
    apart = f" other than {other_than.id}" if other_than is not None and namesake else ""
    id_ = named.id if named.id is not None and named.id.startswith(_PREFIX) else None
    if id_ is None or id_ in corpus.united or id_ in corpus.speakers:
        id_ = speaker_id(f"corrected {_folded(name)}{apart}")
    return corpus.add(Speaker(id_, name, (), named.kind))


def claim_by(statement: Statement, text: str, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """Return a statement's claim with other names, where the names before are the program's and not the text's.

    Parameters
    ----------
    text
        The document's text.
    before, after
        Names of those who made the statement, as it was found and as it is corrected.
    """
    old, new = " and ".join(before), " and ".join(after)
    said = repair(" ".join(text[slice(*span)] for span in statement.content), text)
    if not old or not new or old.casefold() in said.casefold():
        return statement.claim
    claim = re.sub(rf"(?<!\w)(?i:{re.escape(old[0])}){re.escape(old[1:])}(?!\w)", lambda _: new, statement.claim)
    return claim[:1].upper() + claim[1:]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
