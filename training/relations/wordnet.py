"""What contrast pairs need of WordNet 3.0: synonyms, opposites, broader words, words of one kind, word forms.

Only words' most frequent senses are used, and only words that are one part of speech in at least four of five tagged
occurrences, so that no tagger is needed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from training.lexicons.from_wordnet import PLAIN_WORD, synsets

_Words = dict[str, dict[str, tuple[str, ...]]]
_Links = dict[str, dict[str, set[str]]]

PARTS = ("noun", "verb", "adj", "adv")
_TAGGED = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
_LEAST_TAGGED, _LEAST_SHARE = 3, 0.8
_DOUBLED = ("b", "d", "g", "m", "n", "p", "r", "t")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Form:
    """A word form: its base form, part of speech, and which form (base, s, past, participle, ing)."""

    lemma: str
    part: str
    form: str


class WordNet:
    """Word relations read from a folder of dictionary files, as Debian's ``wordnet-base`` installs them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find_form(self, word: str) -> Form | None:
        """Return what form of which word this is, or ``None`` when it is unknown or may be several."""
        found = self._forms.get(word)
        return found if found is not None and self._is_plain(word, found) else None

    def is_noun(self, word: str) -> bool:
        """Whether a base form is mostly used as a noun."""
        counts = {part: self._counts.get((word, part), 0) for part in PARTS}
        return 2 * counts["noun"] > sum(counts.values())

    def inflect(self, lemma: str, like: Form) -> str:
        """Return a word in the same form as another."""
        if like.form == "base":
            return lemma
        irregular = self._irregular.get((lemma, like.part, like.form))
        return irregular or _regular(lemma, like.form)

    def synonyms(self, form: Form) -> list[str]:
        """Return words whose most frequent sense is this word's most frequent one."""
        first = self._senses[form.part].get(form.lemma, ("",))[0]
        return [word for word in self._words_at(form.part, first) if word != form.lemma]

    def antonyms(self, form: Form) -> list[str]:
        """Return opposites of the word's two most frequent senses."""
        return sorted(self._antonyms[form.part].get(form.lemma, ()))

    def broader(self, form: Form) -> list[str]:
        """Return the words one step up."""
        first = self._senses[form.part].get(form.lemma, ("",))[0]
        return [
            word for parent in self._parents[form.part].get(first, ()) for word in self._words_at(form.part, parent)
        ]

    def same_kind(self, form: Form) -> list[str]:
        """Return other words under the same broader word, in sense-tagged use."""
        first = self._senses[form.part].get(form.lemma, ("",))[0]
        found = {
            word
            for parent in self._parents[form.part].get(first, ())
            for child in self._children[form.part].get(parent, ())
            if child != first
            for word in self._words_at(form.part, child)
            if self._counts.get((word, form.part), 0) >= _LEAST_TAGGED
        }
        return sorted(found)

    def _words_at(self, part: str, offset: str) -> list[str]:
        """Return the words of a synset that are mostly used in this sense."""
        words = self._synset_words[part].get(offset, ())
        return [
            word for word in words if self._senses[part].get(word, ("",))[0] == offset and self._is_usual(word, part)
        ]

    def _is_usual(self, word: str, part: str) -> bool:
        return self._counts.get((word, part), 0) > 0

    def _is_plain(self, word: str, form: Form) -> bool:
        """Whether a word is mostly this part of speech; only base forms and plurals are shared between parts."""
        rival = form.lemma if form.form in ("base", "s") else word
        counts = {part: self._counts.get((rival, part), 0) for part in PARTS if part != form.part}
        own = self._counts.get((form.lemma, form.part), 0)
        return own >= _LEAST_TAGGED and own >= _LEAST_SHARE * (own + sum(counts.values()))

    @cached_property
    def _counts(self) -> dict[tuple[str, str], int]:
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for line in (self._folder / "cntlist.rev").read_text(encoding="latin-1").splitlines():
            key, _, count = line.split()
            lemma, rest = key.split("%")
            counts[lemma, _TAGGED[rest[0]]] += int(count)
        return counts

    @cached_property
    def _senses(self) -> dict[str, dict[str, tuple[str, ...]]]:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for part in PARTS:
            found[part] = {}
            for line in (self._folder / f"index.{part}").read_text(encoding="latin-1").splitlines():
                if not line.startswith("  "):
                    fields = line.split()
                    found[part][fields[0]] = tuple(fields[-int(fields[2]) :][:2])
        return found

    @cached_property
    def _read(self) -> tuple[_Words, _Links, _Links]:
        words: _Words = {part: {} for part in PARTS}
        parents: _Links = {part: defaultdict(set) for part in PARTS}
        antonyms: _Links = {part: defaultdict(set) for part in PARTS}
        for part in PARTS:
            rows = list(synsets(self._folder, part))
            words[part] = {offset: tuple(w for w in names if PLAIN_WORD.fullmatch(w)) for offset, _, names, _ in rows}
            names_at = {offset: names for offset, _, names, _ in rows}
            for offset, _, names, pointers in rows:
                for symbol, target, _, numbers in pointers:
                    if symbol == "@":
                        parents[part][offset].add(target)
                    source, other = int(numbers[:2], 16), int(numbers[2:], 16)
                    if symbol == "!" and source and other:
                        one, opposite = names[source - 1], names_at[target][other - 1]
                        if offset in self._senses[part].get(one.lower(), ()) and PLAIN_WORD.fullmatch(opposite):
                            antonyms[part][one].add(opposite)
        return words, parents, antonyms

    @property
    def _synset_words(self) -> _Words:
        return self._read[0]

    @property
    def _parents(self) -> _Links:
        return self._read[1]

    @property
    def _antonyms(self) -> _Links:
        return self._read[2]

    @cached_property
    def _children(self) -> _Links:
        found: _Links = {part: defaultdict(set) for part in PARTS}
        for part, parents in self._parents.items():
            for child, above in parents.items():
                for parent in above:
                    found[part][parent].add(child)
        return found

    @cached_property
    def _irregular(self) -> dict[tuple[str, str, str], str]:
        found: dict[tuple[str, str, str], str] = {}
        for line in (self._folder / "verb.exc").read_text(encoding="latin-1").splitlines():
            form, lemma, *_ = line.split()
            if form.endswith("ing"):
                found.setdefault((lemma, "verb", "ing"), form)
            elif not form.endswith("s"):
                is_participle = (form.endswith("n") and not lemma.endswith("n")) or form.endswith(("un", "um"))
                found.setdefault((lemma, "verb", "participle" if is_participle else "past"), form)
        for (lemma, part, kind), form in list(found.items()):
            if kind == "past":
                found.setdefault((lemma, part, "participle"), form)
        for line in (self._folder / "noun.exc").read_text(encoding="latin-1").splitlines():
            form, lemma, *_ = line.split()
            found.setdefault((lemma, "noun", "s"), form)
        return found

    @cached_property
    def _forms(self) -> dict[str, Form | None]:
        """Map every word form to its one reading; to nothing where the word has several base forms or parts."""
        found: dict[str, Form | None] = {}

        def note(word: str, form: Form) -> None:
            known = found.get(word)
            if known is not None and {known.part, form.part} == {"adj", "verb"} and "base" in (known.form, form.form):
                found[word] = known if known.part == "verb" else form  # "increased" is a form of "increase"
            elif word in found and known is not None and known.lemma != form.lemma:
                counts = [self._counts.get((one.lemma, one.part), 0) for one in (known, form)]
                found[word] = known if counts[0] > 9 * counts[1] else form if counts[1] > 9 * counts[0] else None
            elif word not in found:
                found[word] = form

        for (lemma, part), count in sorted(self._counts.items(), key=lambda item: -item[1]):
            if count < 1 or not PLAIN_WORD.fullmatch(lemma):
                continue
            note(lemma, Form(lemma, part, "base"))
            for kind in {"noun": ("s",), "verb": ("s", "past", "participle", "ing")}.get(part, ()):
                note(self.inflect(lemma, Form(lemma, part, kind)), Form(lemma, part, kind))
        return found


def _regular(lemma: str, form: str) -> str:
    if form == "s":
        if lemma.endswith(("s", "x", "z", "ch", "sh")):
            return lemma + "es"
        return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS else lemma + "s"
    ending = "ing" if form == "ing" else "ed"
    if lemma.endswith("ie") and ending == "ing":
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + ending
    if lemma.endswith("y") and ending == "ed" and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    is_short = len(lemma) in (3, 4) and lemma[-1] in _DOUBLED and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    return (lemma + lemma[-1] if is_short else lemma) + ending
