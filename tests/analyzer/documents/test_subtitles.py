"""Subtitles: the speech as running text, whatever the cues cut and repeat; damage is named with its line."""

from pathlib import Path

import pytest

from analyzer.documents import load_documents
from analyzer.documents.subtitles import SubtitleReader
from analyzer.errors import DocumentError
from analyzer.settings import DocumentSettings


def read(text, name="talk.srt"):
    return SubtitleReader().read(Path(name), text.encode()).texts[0].text


def srt(*cues):
    return "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{cue}" for n, cue in enumerate(cues, 1)) + "\n"


def vtt(*cues):
    return "WEBVTT\n\n" + "\n\n".join(f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{cue}" for n, cue in enumerate(cues, 1))


@pytest.mark.parametrize(
    ("cues", "speech"),
    [
        (["The bridge is", "open again."], "The bridge is open again.\n"),
        (["The bridge\nis open."], "The bridge is open.\n"),
        ([">> Good evening.", ">>> The bridge is open."], ">> Good evening.\n\n>>> The bridge is open.\n"),
        (["- Why?\n- Because."], "- Why?\n\n- Because.\n"),
        (["-Why?\n-Because."], "-Why?\n\n-Because.\n"),
        (["It is open. >> Why is it?"], "It is open.\n\n>> Why is it?\n"),
        (["RUIZ: We know that.", "KOVAC: I do not."], "RUIZ: We know that.\n\nKOVAC: I do not.\n"),
        (["and then MAYOR", "RUIZ: We know."], "and then MAYOR\n\nRUIZ: We know.\n"),
        (["There is one thing", "Peace: we want it."], "There is one thing Peace: we want it.\n"),
        (["We said - and we", "- meant it - no."], "We said - and we - meant it - no.\n"),
        (['{\\an8}<i>The bridge</i> is <font color="#fff">open</font>.'], "The bridge is open.\n"),
        (["3 < 5 and 7 > 5."], "3 < 5 and 7 > 5.\n"),
        (["We open.", "We open.\nWe close.", "We close.\nWe go."], "We open. We close. We go.\n"),
        (["one two", "one two\nthree", "three\nfour"], "one two three four\n"),
        (["No.", "Yes.", "No."], "No. Yes. No.\n"),
        (["He was 7", "feet tall."], "He was 7 feet tall.\n"),
    ],
)
def test_cues_become_speech(cues, speech):
    assert read(srt(*cues)) == speech


@pytest.mark.parametrize(
    ("cues", "speech"),
    [
        (["<v Ana Ruiz>It is open.", "<v Ana Ruiz>We know."], "Ana Ruiz: It is open. We know.\n"),
        (["<v Ana Ruiz>It is open.</v>\n<v.loud Ben Kovac>Is it?"], "Ana Ruiz: It is open.\n\nBen Kovac: Is it?\n"),
        (["<v Ana Ruiz>It is open.", "Nobody knows."], "Ana Ruiz: It is open.\n\n>> Nobody knows.\n"),
        (["<v Ana: Ruiz>It is open."], "Ana Ruiz: It is open.\n"),
        (["<c.yellow>It</c> <00:00:01.500>is &lt;open&gt; &amp; safe."], "It is <open> & safe.\n"),
        (["&gt;&gt; Good evening.", "&gt;&gt; RUIZ: Hello."], ">> Good evening.\n\n>> RUIZ: Hello.\n"),
    ],
)
def test_voices_and_entities_of_webvtt(cues, speech):
    assert read(vtt(*cues), "talk.vtt") == speech


def test_an_entity_of_subrip_stays():
    assert read(srt("Salt &amp; pepper.")) == "Salt &amp; pepper.\n"


def test_what_is_not_heard_is_left_out():
    text = (
        "WEBVTT - Council\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:one\n\nNOTE\nfor nobody\n\n"
        "intro\n00:01.000 --> 00:04.000 align:start position:0%\nThe bridge is open.\n\nNOTE again\n"
    )
    assert read(text, "talk.vtt") == "The bridge is open.\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines(newline):
    assert read(srt("One day", "it rained.").replace("\n", newline)) == "One day it rained.\n"


def test_cues_without_a_blank_line_between_them():
    assert read(srt("One day", "it rained.").replace("\n\n", "\n")) == "One day it rained.\n"


def test_long_speech_is_cut_at_a_sentence_end():
    paragraphs = read(
        srt(*["The bridge is open to all."] * 1 + [f"Number {n} is open to all." for n in range(95)])
    ).split("\n\n")
    assert len(paragraphs) > 1
    assert all(paragraph.rstrip().endswith(".") for paragraph in paragraphs)


def test_a_few_broken_cues_cost_their_times_only():
    cues = srt(*[f"Line {n}." for n in "abcdef"]) + "\n7\n00:00:0x,000 -> 00:00:08,000\nThe end.\n"
    assert read(cues) == "Line a. Line b. Line c. Line d. Line e. Line f. The end.\n"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.vtt", "1\n00:01.000 --> 00:02.000\nHi.", "not WebVTT: line 1: expected WEBVTT, found '1'"),
        ("a.srt", "Hello there.\n", "broken subtitles: line 1: expected the times of a cue, such as"),
        (
            "a.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n00:00:02 > 3\nYou.\n",
            "broken subtitles: line 5: expected",
        ),
        ("a.srt", "\n\n", "no subtitles: expected the times of a cue"),
        ("a.vtt", "WEBVTT\n", "no subtitles: expected the times of a cue"),
        ("a.srt", "a\0b", "binary data, not text"),
    ],
)
def test_what_is_no_subtitle_file_says_where(name, text, complaint):
    with pytest.raises(DocumentError) as error:
        read(text, name)
    assert str(error.value).startswith(complaint)


def test_a_subtitle_file_is_loaded_as_one_body(tmp_path):
    path = tmp_path / "talk.srt"
    path.write_text(srt("RUIZ: The bridge is open", "- By whom was it\nopened on that day"), encoding="utf-8")
    [document] = load_documents([path], DocumentSettings()).documents
    assert document.text == "RUIZ: The bridge is open\n\n- By whom was it opened on that day\n"
    assert [(section.kind, section.start, section.end) for section in document.sections] == [
        ("body", 0, len(document.text) - 1)
    ]
    assert document.title is None


def test_broken_subtitles_do_not_stop_the_others(tmp_path):
    (tmp_path / "bad.vtt").write_text("nothing", encoding="utf-8")
    (tmp_path / "good.SRT").write_text(srt("The bridge is open to all of us again."), encoding="utf-8")
    loaded = load_documents([tmp_path], DocumentSettings())
    assert [document.path for document in loaded.documents] == ["good.SRT"]
    assert [entry.status for entry in loaded.inputs] == ["failed", "read"]


@pytest.mark.parametrize(
    "line", ["<v a " * 50_000, "{\\" * 50_000, "<v" + " " * 100_000, "1:1" * 50_000, ">> " * 20_000]
)
def test_work_on_hostile_lines_is_bounded(line):
    assert len(read(srt("The bridge is open.", line))) < 3 * len(line) + 100
