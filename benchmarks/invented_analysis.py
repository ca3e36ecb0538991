"""An analysis of invented text, of any size, in which ids, offsets and counts hold together as in a real one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta

import numpy as np

from analyzer.schema import (
    Analysis,
    Caution,
    Comparison,
    Conflict,
    ConflictSide,
    Document,
    Embeddings,
    Evidence,
    Group,
    InputFile,
    ModelUse,
    Provenance,
    Section,
    Span,
    Speaker,
    Statement,
    Thread,
)
from analyzer.settings import Settings

N_DIMENSIONS = 384
PER_DOCUMENT, PER_SPEAKER, PER_CONFLICT, PER_THREAD = 20, 5, 10, 33
"""Statements to one of each, on average."""
GROUPS_PER_STATEMENT, COMPARISONS_PER_STATEMENT = 0.5, 5.0
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_CUES = ("said", "told reporters", "claimed", "warned", "announced")


class Inventor:
    """Invents records, each kind after those it is about; equal sizes and seeds give equal records."""

    def __init__(self, n_statements: int, seed: int = 0) -> None:
        self.n = n_statements
        self.dice = np.random.default_rng(seed)
        syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
        self.words = ["".join(self.dice.choice(syllables, 3)) for _ in range(800)]
        self.publishers = [f"{self.word().title()} Courier" for _ in range(120)]
        self.speakers = self._speakers(max(2, n_statements // PER_SPEAKER))
        n_groups, n_threads = max(2, int(n_statements * GROUPS_PER_STATEMENT)), max(1, n_statements // PER_THREAD)
        self.thread_of = np.sort(self._often_the_first(n_groups, n_threads))
        self.claims = [self._claim() for _ in range(n_groups)]
        self.documents, self.statements, self.group_of = self._texts()
        self.members = defaultdict[int, list[int]](list)
        for number, group in enumerate(self.group_of):
            self.members[group].append(number)

    def word(self) -> str:
        """Return some word."""
        return self.words[int(self.dice.integers(len(self.words)))]

    def analysis(self, embedder: ModelUse) -> Analysis:
        """Return everything; ``embedder`` is the model by which it can be searched."""
        groups = self.groups()
        labels = [f"{self.word()} {self.word()} {self.word()}" for _ in range(int(self.thread_of.max()) + 1)]
        in_thread = defaultdict[str, list[str]](list)
        for group in groups:
            in_thread[group.thread].append(group.id)
        inputs = [InputFile(d.path, "0" * 64, len(d.text), "utf-8", "read") for d in self.documents]
        inputs.append(InputFile("torn.pdf", None, 10, None, "skipped", "its form is not read"))
        return Analysis(
            Provenance(
                "0",
                "3.11.7",
                "2024-01-01T00:00:00Z",
                1.0,
                asdict(Settings()),
                (embedder,),
                tuple(inputs),
                tuple(Caution(d.path, "invented") for d in self.documents[::20]),
            ),
            tuple(self.documents),
            tuple(self.speakers),
            tuple(self.statements),
            tuple(Thread(id_, labels[int(id_[2:])], tuple(names)) for id_, names in in_thread.items()),
            tuple(self.comparisons()),
            tuple(groups),
            tuple(self.conflicts()),
        )

    def embeddings(self) -> Embeddings:
        """Return a unit vector for each statement; those of one group lie near each other."""
        centres = self.dice.standard_normal((len(self.claims), N_DIMENSIONS), np.float32)
        vectors = centres[self.group_of] + 0.5 * self.dice.standard_normal((self.n, N_DIMENSIONS), np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return Embeddings(tuple(one.id for one in self.statements), vectors)

    def groups(self) -> list[Group]:
        """Return the groups of those statements that say the same."""
        found = []
        for group, members in sorted(self.members.items()):
            said = [self.statements[one] for one in members]
            publishers = {self.documents[one // PER_DOCUMENT].publisher or "" for one in members}
            first, ids = said[0], tuple(one.id for one in said)
            n_voices = len({one.speakers for one in said})
            label, thread = self.claims[group], f"t-{self.thread_of[group]}"
            printed = tuple(sorted(publishers))
            found.append(Group(f"g-{group}", thread, label, ids, first.id, 0.8, n_voices, printed))
        return found

    def comparisons(self) -> Iterator[Comparison]:
        """Yield judged pairs: most of one group, the others of one thread."""
        seen = set[tuple[int, int]]()
        for left, right in self._pairs(int(self.n * COMPARISONS_PER_STATEMENT)):
            same = self.group_of[left] == self.group_of[right]
            if left == right or (left, right) in seen:
                continue
            seen.add((left, right))
            strong = round(float(self.dice.uniform(0.4, 0.95)), 4)
            weak = round(1 - strong, 4)
            kind = "entailment" if same else "contradiction" if strong > 0.7 else "neutral"
            scores = (strong, weak, 0.0) if same else (0.0, weak, strong)
            one, other = self.statements[left], self.statements[right]
            yield Comparison(one.id, other.id, strong, kind, *scores, self._evidence(one, other))  # type: ignore[arg-type]

    def conflicts(self) -> Iterator[Conflict]:
        """Yield conflicts between groups of one thread."""
        seen = set[tuple[int, int]]()
        wanted = self.n // PER_CONFLICT
        for left, right in self._pairs(8 * wanted, within=0.0):
            one, other = int(self.group_of[left]), int(self.group_of[right])
            if one == other or (left, right) in seen or (right, left) in seen or len(seen) == wanted:
                continue
            seen.add((left, right))
            evidence = self._evidence(self.statements[left], self.statements[right])
            score = round(sum(reason.contribution for reason in evidence), 4)
            yield Conflict(
                f"c-{len(seen)}",
                f"t-{self.thread_of[one]}",
                "numeric" if left % 2 else "contradiction",
                "hard" if left % 3 else "soft",
                "flagged" if score > 2 else "possible",
                score,
                self._side(left),
                self._side(right),
                "They give different figures for the same thing.",
                "They speak of different days.",
                0.5,
                evidence,
            )

    def _side(self, number: int) -> ConflictSide:
        one, group = self.statements[number], int(self.group_of[number])
        also = tuple(self.statements[other].id for other in self.members[group] if other != number)
        return ConflictSide(one.id, f"g-{group}", also[:5], (Span(one.end - 12, one.end - 2),))

    def _evidence(self, one: Statement, other: Statement) -> tuple[Evidence, ...]:
        spans = [(Span(s.end - 12, s.end - 2),) for s in (one, other)]
        drawn = self.dice.random(int(self.dice.integers(1, 4)))
        return tuple(Evidence("numbers", round(float(x) * 2, 4), spans[0], spans[1], "40 / 12") for x in drawn)

    def _pairs(self, n_pairs: int, within: float = 0.6) -> Iterator[tuple[int, int]]:
        """Yield pairs of statements of one group, as a share, else of one thread."""
        threads = self.thread_of[self.group_of]
        order = np.argsort(threads, kind="stable")
        first = np.searchsorted(threads[order], np.arange(threads.max() + 2))
        for left, same in zip(self.dice.integers(0, self.n, n_pairs), self.dice.random(n_pairs) < within, strict=True):
            group, thread = int(self.group_of[left]), threads[left]
            pool: Sequence[int] = self.members[group] if same else order[first[thread] : first[thread + 1]]
            other = int(pool[int(self.dice.integers(len(pool)))])
            yield min(int(left), other), max(int(left), other)

    def _texts(self) -> tuple[list[Document], list[Statement], list[int]]:
        """Write documents of statements: most of a document is about one thread."""
        group_of = np.sort(self.dice.integers(0, len(self.claims), self.n))
        stray = self.dice.permutation(self.n)[: self.n // 4]
        group_of[stray] = self.dice.permutation(group_of[stray])
        speakers = self._often_the_first(self.n, len(self.speakers))
        documents, statements = list[Document](), list[Statement]()
        for number in range(-(-self.n // PER_DOCUMENT)):
            rows = range(number * PER_DOCUMENT, min(self.n, (number + 1) * PER_DOCUMENT))
            day = str(date(2023, 1, 1) + timedelta(days=int(self.dice.integers(0, 700))))
            parts, length = list[str](), 0
            for row in rows:
                said = self._said(row, f"d-{number}", int(group_of[row]), self.speakers[speakers[row]], length, day)
                statements.append(said)
                parts.append(f"{said.text}\n\n{self._claim()}.\n\n")
                length += len(parts[-1])
            text, publisher = "".join(parts), self.publishers[number % len(self.publishers)]
            title = f"{self.word()} {self.word()}".capitalize()
            body = (Section(0, length, "body"),)
            documents.append(
                Document(f"d-{number}", f"{number:05}_{self.word()}.txt", text, title, publisher, day, None, "en", body)
            )
        return documents, statements, group_of.tolist()

    def _said(self, row: int, document: str, group: int, speaker: Speaker, start: int, day: str) -> Statement:
        cue, claim = _CUES[row % len(_CUES)], self.claims[group]
        text = f"{speaker.name} {cue} that {claim}."
        end, name_end = start + len(text), start + len(speaker.name)
        return Statement(
            f"st-{row}",
            document,
            start,
            end,
            text,
            (Span(end - 1 - len(claim), end - 1),),
            (),
            "indirect",
            claim,
            Span(name_end + 1, name_end + 1 + len(cue)),
            (speaker.id,),
            Span(start, name_end),
            published=day,
            confidence=0.9,
        )

    def _speakers(self, n: int) -> list[Speaker]:
        found = []
        for number in range(n):
            name = f"{self.word().title()} {self.word().title()}"
            body = self.words[number % 300].title() if number % 3 else None
            kind = "organisation" if number % 7 == 0 else "person"
            boss = f"sp-{number // 50}" if number % 50 == 49 else None
            found.append(Speaker(f"sp-{number}", name, (name.split()[1],), kind, body, boss))
        return found

    def _claim(self) -> str:
        some = " ".join(self.word() for _ in range(9))
        day = _WEEKDAYS[int(self.dice.integers(len(_WEEKDAYS)))]
        return f"{some} on {day}, with {self.dice.integers(2, 900)} {self.word()}"

    def _often_the_first(self, n: int, n_kinds: int) -> np.ndarray:
        """Draw numbers below ``n_kinds``, small ones more often, as names and events in news are."""
        return np.minimum(n_kinds - 1, (n_kinds * self.dice.random(n) ** 2.5).astype(np.int64))
