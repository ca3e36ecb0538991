"""Four short articles, analysed by rules and hashed words, and a way to correct what was found."""

import pytest

from analyzer.corrected import show_corrected
from analyzer.models.hashing import HashingEncoder
from analyzer.pipeline import Parts, analyze
from analyzer.reviews import cite
from analyzer.schema import Correction, NamedSpeaker
from analyzer.settings import Settings
from analyzer.tables import look_up

AGENCY = "The ferry to Varn was never safe to sail, harbour captain Otto Lind told reporters on Monday afternoon."
TEXTS = {
    "ferry.txt": "Harbour Post, 3 May 2024\n\nMayor Ana Ruiz said the ferry to Varn was safe on Sunday. "
    "“It could sail in any weather,” she said. “We are ready for the storm.”\n\n"
    "The dockers' union denied that the ferry to Varn was safe on Sunday.\n\n" + AGENCY + "\n",
    "copy.txt": "Varn Daily, 4 May 2024\n\nA quiet day in the harbour town, and nothing else to tell of it at all.\n\n"
    + AGENCY
    + "\n",
    "bridge.txt": "Harbour Post, 5 May 2024\n\nMinister Jo Park said that mayor Ana Ruiz warned that the old bridge "
    "might close in winter.\n\nAna Ruiz said the ferry to Varn was safe on Sunday, and 40 jobs were kept.\n\n"
    "Minister Jo Park said 12 jobs were kept at the port of Varn.\n",
    "talks.txt": "Varn Daily, 6 May 2024\n\nMinister Jo Park described the talks as “long and frank” on Monday. "
    "The captain, Otto Lind, said the talks went badly from the first hour.\n",
}


@pytest.fixture(scope="session")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def run_with(articles):
    """Return a function that analyses the articles with corrections."""

    def run(corrections=(), folder=articles):
        parts = Parts(HashingEncoder())
        return analyze([folder], settings=Settings(), parts=parts, corrections=corrections)

    return run


@pytest.fixture(scope="session")
def found(run_with):
    """What a run finds, and the vectors."""
    return run_with()


@pytest.fixture(scope="session")
def plain(found):
    return found[0]


class Desk:
    """Somebody who corrects an analysis."""

    def __init__(self, analysis):
        self.analysis = analysis
        self.lookup = look_up(analysis)

    def said(self, words, speaker=None, document=None):
        """Return the statement with these words in its content."""
        rows = [
            one
            for one in self.analysis.statements
            if words in " ".join(self.lookup.documents[one.document].text[slice(*span)] for span in one.content)
            and speaker in (None, self.lookup.speaker_of(one))
            and document in (None, self.lookup.documents[one.document].path)
        ]
        assert len(rows) == 1, [(one.text, self.lookup.speaker_of(one)) for one in rows]
        return rows[0]

    def named(self, name):
        speaker = next((one for one in self.analysis.speakers if one.name == name), None)
        return NamedSpeaker(name, speaker.id if speaker else None)

    def correct(self, kind, *statements, speakers=(), beside=None, **more):
        return Correction(
            kind,
            tuple(cite(one.id, self.lookup) for one in statements),
            tuple(one if isinstance(one, NamedSpeaker) else self.named(one) for one in speakers),
            beside=cite(beside.id, self.lookup) if beside is not None else None,
            person="Ash",
            at="2024-05-07T10:00:00+00:00",
            **more,
        )


@pytest.fixture(scope="session")
def desk(plain):
    return Desk(plain)


@pytest.fixture(scope="session")
def at_the_desk():
    return Desk


@pytest.fixture
def shown(found):
    """Return a function that shows the finished analysis with corrections."""
    return lambda *corrections: show_corrected(*found, corrections)[0]
