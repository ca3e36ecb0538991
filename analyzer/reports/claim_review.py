"""Conflicts as JSON-LD in the shape of schema.org's ClaimReview, for programs that know that shape; without a rating.

It is no fact check: nothing in it says that a claim is true, false or anything between, and there is no
``reviewRating``. It says that two accounts differ, who gave them, and where each stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from analyzer.schema import Conflict, Speaker, Statement
from analyzer.tables import KIND_WORDS, STRENGTH_WORDS, Lookup, ranked_conflicts, statement_row
from analyzer.tables.statement_filters import day_of

CLAIMS_FILE = "claims.jsonld"
_ABOUT = "Two accounts that differ. No fact check: it does not say that either is true or false."
_TYPES = {"person": "Person", "organisation": "Organization"}
_WEB = ("http://", "https://")
_IN_A_PAGE = {b"<": b"\\u003c", b">": b"\\u003e", b"&": b"\\u0026"}
"""What could end the element in which somebody puts the file."""


def claim_reviews(lookup: Lookup) -> bytes:
    """Write the conflicts that nobody dismissed as JSON-LD, strongest first.

    Each is a ``ClaimReview`` of two ``Claim`` records, which name their authors (speakers), their words as they stand
    and every document in which they appear, copies included. A speaker whom the text does not name, and the reporter of
    narration, are no authors: the claim then has none.

    Returns
    -------
    bytes
        UTF-8 without ``<``, ``>`` and ``&``, so that it can stand inside a page.
    """
    copies: dict[str, list[Statement]] = {}
    for statement in lookup.analysis.statements:
        if statement.copy_of is not None:
            copies.setdefault(statement.copy_of, []).append(statement)
    conflicts = (one for one in ranked_conflicts(lookup) if not lookup.is_dismissed(one))
    graph = {"@context": "https://schema.org", "@graph": [_review(one, copies, lookup) for one in conflicts]}
    written = msgspec.json.format(msgspec.json.encode(_writable(graph)), indent=1) + b"\n"
    for sign, escape in _IN_A_PAGE.items():
        written = written.replace(sign, escape)
    return written


def _review(conflict: Conflict, copies: dict[str, list[Statement]], lookup: Lookup) -> dict[str, Any]:
    provenance = lookup.analysis.provenance
    sides = [lookup.statements[side.statement] for side in (conflict.left, conflict.right)]
    reviewed = lookup.reviews.get(conflict.id)
    stands = reviewed is not None and reviewed.state == "stands"
    found = {
        "@type": "ClaimReview",
        "@id": f"#{conflict.id}",
        "name": _ABOUT,
        "reviewAspect": f"{KIND_WORDS[conflict.kind]}: {STRENGTH_WORDS[conflict.strength]}",
        "claimReviewed": [side.claim for side in sides],
        "reviewBody": conflict.rationale,
        "disambiguatingDescription": f"No conflict if {conflict.unless}." if conflict.unless else None,
        "creativeWorkStatus": f"decided by a person: {reviewed.review.decision}"
        if reviewed and stands
        else "by program",
        "datePublished": provenance.started_at[:10],
        "author": {
            "@type": "SoftwareApplication",
            "name": "statement comparison analyzer",
            "softwareVersion": provenance.analyzer_version,
        },
        "itemReviewed": [_claim(side, copies.get(side.id, []), lookup) for side in sides],
    }
    return _known(found)


def _claim(statement: Statement, copies: Iterable[Statement], lookup: Lookup) -> dict[str, Any]:
    return _known(
        {
            "@type": "Claim",
            "@id": f"#{statement.id}",
            "text": statement_row(statement, lookup).content,
            "author": [_author(lookup.speakers[speaker], lookup) for speaker in statement.speakers],
            "appearance": [_appearance(one, lookup) for one in (statement, *copies)],
        }
    )


def _author(speaker: Speaker, lookup: Lookup) -> dict[str, Any]:
    return _known(
        {
            "@type": _TYPES.get(speaker.kind, "Thing"),
            "name": lookup.names[speaker.id],
            "affiliation": {"@type": "Organization", "name": speaker.affiliation} if speaker.affiliation else None,
        }
    )


def _appearance(statement: Statement, lookup: Lookup) -> dict[str, Any]:
    document = lookup.document_of(statement)
    return _known(
        {
            "@type": "CreativeWork",
            "name": document.title or document.path,
            "url": document.url if document.url and document.url.lower().startswith(_WEB) else None,
            "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
            "datePublished": day_of(statement, lookup),
        }
    )


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in (None, [])}


def _writable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return the same without half surrogate pairs, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _writable(item) for key, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, list) else value
