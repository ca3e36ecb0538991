"""Subtitles, SubRip and WebVTT: what is heard, as running text; times, cue numbers and markup are left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from analyzer.documents.decoding import decode
from analyzer.errors import DocumentError
from analyzer.language.turn_labels import read_label
from analyzer.protocols import FileContents, FoundText
from analyzer.schema import Section

_STAMP = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s|$)")
_LIKE_TIMES = re.compile(r"\s*\d\S{0,20}\s?-{1,3}>\s?\d|.*-->")
_NUMBER = re.compile(r"\s*\d{1,9}\s*")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?[ \t]{1,8}([^<>\n]{1,120})>|</v\s*>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|<(?:\d{1,4}:)?\d{1,2}:\d{2}\.\d{3}>|\{\\[^{}\n]{0,200}\}")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_LEFT_OUT = ("NOTE", "STYLE", "REGION")
_MAX_BROKEN_SHARE = 0.2
_MAX_ROLLED_LINES = 4
_TURN_MARKS = tuple(">-–—Q")
_TURN_INSIDE = re.compile(r"\s(?=>{2,3}\s)")
_MAX_PARAGRAPH = 1200  # so that an unpaired mark costs a minute of speech, not the whole file
_MAX_WITHOUT_END = 6000  # what a machine writes down may have no full stops at all


@dataclass(frozen=True, slots=True)
class Cue:
    """The lines shown at one time, as in the file; ``line`` is the number of its first, from 1."""

    line: int
    lines: tuple[str, ...]


class SubtitleReader:
    """Reads ``.srt`` and ``.vtt`` files; satisfies :class:`analyzer.protocols.Reader`.

    The text is the speech: sentences run on over cues, a change of speaker begins a paragraph, a ``<v Name>`` becomes
    ``Name:``, and lines that a rolling caption repeats stand once.
    """

    suffixes: tuple[str, ...] = (".srt", ".vtt")

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return the speech, one paragraph a turn.

        Raises
        ------
        DocumentError
            The bytes are not text, or not subtitles; the message names the first line that is wrong.
        """
        text, encoding = decode(data)
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        is_vtt = lines[0].split(maxsplit=1)[:1] == ["WEBVTT"]
        if path.suffix.lower() == ".vtt" and not is_vtt:
            raise DocumentError(f"not WebVTT: line 1: expected WEBVTT, found {_shown(lines[0])}")
        speech = _write(_unrolled(_read_cues(lines, is_vtt=is_vtt)), is_vtt=is_vtt)
        whole = (Section(0, len(speech.rstrip()), "body"),)
        return FileContents((FoundText(speech, sections=whole),), encoding)


def _read_cues(lines: list[str], *, is_vtt: bool) -> list[Cue]:
    """Read the cues; words whose times are damaged are kept, as long as most of the file is sound."""
    cues: list[Cue] = []
    broken: list[int] = []
    n_sound = 0
    for first, block in _blocks(lines):
        times = [place for place, line in enumerate(block) if _TIMES.match(line)]
        is_header = first == 0 and not times
        if is_vtt and (is_header or block[0].split(maxsplit=1)[0] in _LEFT_OUT):
            continue
        n_sound += len(times)
        if not times or any(_LIKE_TIMES.match(line) and not _TIMES.match(line) for line in block):
            broken.append(first)
        cues += _cues_of(block, first, times)
    if len(broken) > _MAX_BROKEN_SHARE * (n_sound + len(broken)) or not n_sound:
        raise DocumentError(_complaint(lines, broken))
    return cues


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines between blank ones, each with the place of its first line."""
    block: list[str] = []
    for place, line in enumerate([*lines, ""]):
        if line.strip():
            block.append(line)
        elif block:
            yield place - len(block), block
            block = []


def _cues_of(block: list[str], first: int, times: list[int]) -> Iterator[Cue]:
    """Cut a block into cues at its lines of times; a number or name right before one belongs to it."""
    bounds = [*times, len(block)]
    lead = block[: bounds[0]]
    if not times:
        yield Cue(first + 1, _words_of(line for line in lead if not _NUMBER.fullmatch(line)))
    for start, stop in pairwise(bounds):
        shown = block[start + 1 : stop]
        if stop < len(block) and shown and _NUMBER.fullmatch(shown[-1]):
            shown = shown[:-1]
        yield Cue(first + start + 1, _words_of(shown))


def _words_of(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if not _LIKE_TIMES.match(line))


def _complaint(lines: list[str], broken: list[int]) -> str:
    expected = "expected the times of a cue, such as 00:00:01,000 --> 00:00:04,000"
    if not broken:
        return f"no subtitles: {expected}, found none in {len(lines)} lines"
    return f"broken subtitles: line {broken[0] + 1}: {expected}, found {_shown(lines[broken[0]])}"


def _shown(line: str) -> str:
    return repr(line[:60]) if line.strip() else "an empty line"


def _unrolled(cues: list[Cue]) -> Iterator[Cue]:
    """Leave out the lines at the head of a cue that were the last of the cue before it."""
    before: tuple[str, ...] = ()
    for cue in cues:
        lines = tuple(stripped for line in cue.lines if (stripped := _TAG.sub("", line).strip()))
        most = min(len(before), len(lines), _MAX_ROLLED_LINES)
        n_seen = next((n for n in range(most, 0, -1) if before[-n:] == lines[:n]), 0)
        shown = [line for line in cue.lines if _TAG.sub("", line).strip()]
        yield Cue(cue.line, tuple(shown[n_seen:]))
        before = lines


@dataclass(slots=True)
class _Speech:
    """Paragraphs of speech while they grow."""

    paragraphs: list[list[str]] = field(default_factory=list)
    length: int = 0
    voice: str = ""

    @property
    def ends_sentence(self) -> bool:
        """Whether the last words end a sentence; so do none."""
        return not self.paragraphs or bool(_ENDS_SENTENCE.search(self.paragraphs[-1][-1][-8:]))

    def add(self, words: str, *, begins: bool) -> None:
        """Add words to the paragraph, or begin one with them, as also where a long one has come to a sentence end."""
        if not words:
            return
        full = self.length > _MAX_PARAGRAPH and self.ends_sentence
        if begins or full or self.length > _MAX_WITHOUT_END or not self.paragraphs:
            self.paragraphs.append([])
            self.length = 0
        self.paragraphs[-1].append(words)
        self.length += len(words) + 1


def _write(cues: Iterator[Cue], *, is_vtt: bool) -> str:
    speech = _Speech()
    for cue in cues:
        voice = ""  # a voice ends with its cue
        for line in cue.lines:
            for words, said_by in _voices(line, voice):
                voice = said_by
                _add_voiced(speech, _clean(words, is_vtt=is_vtt), said_by)
    return "\n\n".join(" ".join(paragraph) for paragraph in speech.paragraphs) + "\n"


def _voices(line: str, voice: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a line, each with the voice that speaks it, empty where none is named."""
    start = 0
    for tag in _VOICE.finditer(line):
        yield line[start : tag.start()], voice
        voice = " ".join((tag.group(1) or "").replace(":", " ").split())
        start = tag.end()
    yield line[start:], voice


def _add_voiced(speech: _Speech, words: str, voice: str) -> None:
    if not words:
        return
    if voice != speech.voice:  # a change to nobody named is a change as well
        speech.voice = voice
        speech.add(f"{voice}: {words}" if voice else f">> {words}", begins=True)
        return
    for part in _TURN_INSIDE.split(words):
        speech.add(part, begins=_begins_turn(part, ends_sentence=speech.ends_sentence))


def _begins_turn(words: str, *, ends_sentence: bool) -> bool:
    """Whether words begin a turn; in the middle of a sentence only a mark or a name in capitals does."""
    if ":" not in words and words[:1] not in _TURN_MARKS:
        return False
    label = read_label(words, 0, len(words), dashes=True)
    if label is None or label.name is None or label.name[0] > 0:
        return label is not None
    return ends_sentence or words[: label.name[1]].isupper()


def _clean(words: str, *, is_vtt: bool) -> str:
    plain = _TAG.sub("", words)
    return " ".join((html.unescape(plain) if is_vtt else plain).split())
