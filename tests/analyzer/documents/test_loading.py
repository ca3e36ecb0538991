"""Loading: every file of the inputs is read or listed with its reason; one bad file never stops the job."""

import hashlib
from pathlib import Path

import pytest

from analyzer.documents import load_documents
from analyzer.documents.languages import detect_language
from analyzer.language.repair import mask
from analyzer.settings import DocumentSettings

ARTICLE = """Bridge reopens after storm

By Ana Ruiz

The bridge over the Lind opened again on Monday, the mayor said. “It is safe,” she told reporters.

Two lanes stay shut until spring because the repair of the northern pier is not finished yet.
"""
GERMAN = """Die Brücke über den Fluss ist seit Montag wieder offen, teilte die Bürgermeisterin mit.

Zwei Spuren bleiben bis zum Frühjahr gesperrt, weil die Arbeiten am nördlichen Pfeiler noch dauern.
"""


def load(path, **settings):
    return load_documents([path], DocumentSettings(**settings))


def only(loaded):
    [entry] = loaded.inputs
    return entry


def write(tmp_path, data, name="story.txt"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_plain_text_is_kept_exactly_as_decoded(tmp_path):
    text = "  \ufeffOdd\u00a0spaces?and “marks” stay.\r\n\r\nThe rest of it is here as well.\n\n"
    [document] = load(write(tmp_path, text)).documents
    assert document.text == text


def test_what_was_read_is_on_record(tmp_path):
    data = ARTICLE.encode()
    entry = only(load(write(tmp_path, data)))
    assert (entry.path, entry.sha256, entry.bytes) == ("story.txt", hashlib.sha256(data).hexdigest(), len(data))
    assert (entry.encoding, entry.status, entry.reason) == ("utf-8", "read", None)


def test_the_document_has_its_facts(tmp_path):
    [document] = load(write(tmp_path, ARTICLE)).documents
    assert (document.title, document.language, document.path) == ("Bridge reopens after storm", "en", "story.txt")
    assert [section.kind for section in document.sections] == ["headline", "furniture", "body"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark(tmp_path, encoding):
    loaded = load(write(tmp_path, ARTICLE.encode(encoding)))
    assert loaded.documents[0].text == ARTICLE
    assert only(loaded).encoding == encoding


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"", "skipped", "empty"),
        (" \n\u00a0\u200b\t".encode(), "skipped", "only white space"),
        (b"text\0text", "failed", "binary data, not text: a NUL byte at position 4"),
        (b"\x01\x02\x03\x04 four control characters", "failed", "binary data, not text: 4 control characters"),
        (
            b"It\x92s open again.",
            "failed",
            "not valid UTF-8: byte 0x92 at position 2; expected UTF-8, or UTF-16 with a byte order mark",
        ),
        (b"\xff\xfea\0b", "failed", "not valid UTF-16"),
        (GERMAN, "skipped", "language is de, analysed are: en"),
        ("x" * 200, "failed", "too large: 200 bytes, at most 150 are read (setting documents.max_bytes)"),
    ],
    ids=["empty", "blank", "nul", "controls", "windows", "cut-utf16", "german", "large"],
)
def test_what_cannot_be_analysed_is_listed(tmp_path, data, status, reason):
    large = isinstance(data, str) and data.startswith("xx")
    loaded = load(write(tmp_path, data), max_bytes=150 if large else 20_000_000)
    entry = only(loaded)
    assert loaded.documents == ()
    assert entry.status == status
    assert entry.reason.startswith(reason)


def test_a_large_file_is_not_opened(tmp_path, monkeypatch):
    path, opened = write(tmp_path, b"x" * 200), []
    open_path = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, *more, **named: opened.append(self) or open_path(self, *more, **named)
    )
    assert only(load(path, max_bytes=100)).status == "failed"
    assert path not in opened


def test_a_file_that_may_not_be_read_is_listed(tmp_path, monkeypatch):
    path, open_path = write(tmp_path, ARTICLE), Path.open

    def refuse(self, *more, **named):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return open_path(self, *more, **named)

    monkeypatch.setattr(Path, "open", refuse)
    entry = only(load(path))
    assert (entry.status, entry.reason) == ("failed", "cannot be read: permission denied")


def test_a_bad_file_does_not_stop_the_others(tmp_path):
    write(tmp_path, ARTICLE, "good.txt")
    write(tmp_path, b"\0", "bad.txt")
    loaded = load_documents([tmp_path, tmp_path / "gone.txt"], DocumentSettings())
    assert [document.path for document in loaded.documents] == ["good.txt"]
    assert sorted(entry.status for entry in loaded.inputs) == ["failed", "failed", "read"]


def test_another_language_can_be_asked_for(tmp_path):
    [document] = load(write(tmp_path, GERMAN), languages=("en", "de")).documents
    assert document.language == "de"


def test_a_short_text_is_read_and_its_language_doubted(tmp_path):
    loaded = load(write(tmp_path, "Puente abierto."))
    assert [document.language for document in loaded.documents] == [None]
    assert "too little text" in loaded.cautions[0].what


def test_equal_inputs_in_any_order_give_equal_results(tmp_path):
    for name in ("b", "a", "c"):
        write(tmp_path, ARTICLE + name, f"{name}.txt")
    files = [tmp_path / "c.txt", tmp_path / "a.txt", tmp_path / "b.txt"]
    assert load_documents(files, DocumentSettings()) == load_documents([*reversed(files), tmp_path], DocumentSettings())


def test_ids_follow_path_and_content(tmp_path):
    ids = {load(write(tmp_path, text, name)).documents[0].id for text, name in [(ARTICLE, "a.txt"), (ARTICLE, "b.txt")]}
    assert len(ids) == 2
    assert load(write(tmp_path, ARTICLE, "a.txt")).documents[0].id in ids


def test_progress_is_told(tmp_path):
    write(tmp_path, ARTICLE)
    told = []
    load_documents([tmp_path], DocumentSettings(), lambda *step: told.append(step))
    assert told == [("documents", 0, 1), ("documents", 1, 1)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El puente sobre el río está abierto de nuevo desde el lunes, dijo la alcaldesa. Dos carriles siguen cerrados "
         "hasta la primavera porque las obras del pilar norte no han terminado todavía.", "es"),
        ("Le pont sur la rivière est de nouveau ouvert depuis lundi, a déclaré la maire. Deux voies restent fermées "
         "jusqu'au printemps car les travaux du pilier nord ne sont pas encore terminés.", "fr"),
        ("De brug over de rivier is sinds maandag weer open, zei de burgemeester. Twee rijstroken blijven dicht tot "
         "het voorjaar omdat het werk aan de noordelijke pijler nog niet klaar is.", "nl"),
        ("Мост через реку снова открыт с понедельника, сообщила мэр города. Две полосы останутся закрытыми до весны, "
         "потому что ремонт северной опоры ещё не закончен, сказала она журналистам.", "ru"),
        ("Theport?authority said Monday that thebridge over the river?is open, and that two lanes stay shut until the "
         "spring, because the?repair of the northern pier isnot finished.", "en"),
    ],
)  # fmt: skip
def test_languages_are_told_apart(text, language):
    assert detect_language(mask(text)) == language
