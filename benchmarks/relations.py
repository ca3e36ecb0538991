"""Signals alone against signals and relation model on the same statements: pairs a second, and what is shown.

    PYTHONPATH=. python benchmarks/relations.py seeds

Both sides judge the same candidate pairs in turn, so that other work on the machine slows both.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyzer.assembly import assemble
from analyzer.comparisons import compare_statements
from analyzer.conflicts import find_conflicts
from analyzer.copies import link_document_copies, link_statement_copies
from analyzer.documents import load_documents
from analyzer.embeddings import embed_statements
from analyzer.groups import group_statements
from analyzer.protocols import RelationModel
from analyzer.settings import Settings
from analyzer.statements import extract_statements
from analyzer.threads import thread_statements


class Counting:
    """A relation model that counts what it is asked."""

    def __init__(self, model: RelationModel) -> None:
        self.model, self.n_asked, self.seconds = model, 0, 0.0
        self.describe = model.describe

    def relate(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        """Pass the pairs on."""
        start = time.perf_counter()
        found = self.model.relate(pairs)
        self.n_asked += len(pairs)
        self.seconds += time.perf_counter() - start
        return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    settings = Settings()
    parts = assemble(settings)
    documents = link_document_copies(load_documents(args.inputs, settings.documents).documents, settings.copies)
    extracted = extract_statements(documents, settings.statements, parts.tagger)
    statements = link_statement_copies(extracted.statements, documents, settings.copies)
    embeddings = embed_statements(statements, parts.encoder, settings.embeddings, lambda stage, done, total: None)
    thread_of = thread_statements(statements, embeddings, settings.threads)
    publisher_of = {document.id: document.publisher for document in documents}
    assert parts.relations is not None
    parts.relations.relate([("It rained.", "It did not rain.")])
    n_pairs = [0]
    for _ in range(args.rounds):
        for title, model in (("signals", None), ("signals and model", Counting(parts.relations))):
            start = time.perf_counter()
            compared = compare_statements(
                statements,
                extracted.speakers,
                embeddings,
                thread_of,
                settings.comparisons,
                lambda stage, done, total: n_pairs.__setitem__(0, total),
                model=model,
                publisher_of=publisher_of,
            )
            seconds = time.perf_counter() - start
            groups = group_statements(
                statements, extracted.speakers, embeddings, compared.comparisons, thread_of, settings.groups
            )
            found = find_conflicts(statements, extracted.speakers, compared.comparisons, groups, settings.conflicts)
            asked = f"{model.n_asked} texts read together in {model.seconds:.1f} s" if model else "none read together"
            n_flagged = sum(one.band == "flagged" for one in found)
            print(
                f"| {title} | {n_pairs[0]} | {seconds:.1f} | {n_pairs[0] / seconds:.0f} | {asked} "
                f"| {n_flagged} flagged, {len(found) - n_flagged} possible |"
            )


if __name__ == "__main__":
    main()
