from importlib import resources

import pytest

from analyzer.language.lexicon import antonyms_of, read_lines, read_table, read_words

FILES = sorted(
    one.name
    for one in (resources.files("analyzer") / "lexicons" / "en").iterdir()
    if one.name.endswith((".txt", ".tsv"))
)


@pytest.mark.parametrize("name", FILES)
def test_every_list_has_entries_and_no_comment_among_them(name):
    lines = read_lines(name)
    assert lines
    assert not any(line.startswith("#") or line != line.strip() for line in lines)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".txt")])
def test_no_word_stands_twice(name):
    assert len(read_words(name)) == len(read_lines(name))


def test_a_table_maps_its_first_column():
    assert "the" in read_table("closed_classes.tsv")["determiner"]


def test_every_reporting_verb_has_frames_and_a_stance():
    stances = {"asserts", "denies", "disputes", "demands", "offers", "predicts", "asks"}
    for line in read_lines("reporting_verbs.tsv"):
        verb, frames, stance = line.split("\t")
        assert verb and verb == verb.lower()
        assert frames and set(frames) <= set("canostwq")
        assert stance in stances


def test_antonyms_go_both_ways():
    assert "reject" in antonyms_of("accept")
    assert "accept" in antonyms_of("reject")
    assert antonyms_of("qzxv") == frozenset()


def test_a_missing_list_is_an_error():
    with pytest.raises(FileNotFoundError):
        read_lines("no-such-list.txt")
