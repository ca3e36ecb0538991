"""Words, negations, times and judgements read from text."""

import pytest

from analyzer.comparisons.evaluations import read_evaluations
from analyzer.comparisons.position import read_side
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.time_words import read_times
from analyzer.comparisons.words import event_of, family_of, read_words_of
from analyzer.language.lexicon import read_lines


def negated(text):
    return [word.key for word in read_words_of(text) if word.negator >= 0 and word.is_content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the dam did not hold", ["hold"]),
        ("the dam never leaked, the mayor stayed", ["leak"]),
        ("it isn't safe but useful", ["safe"]),
        ("not only cheap but safe", []),
        ("no minor leaks were seen", ["minor", "leak", "see"]),
        ("the dam held", []),
    ],
)
def test_scope_of_negation(text, expected):
    assert negated(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Lima-Oslo route", ["country:pe", "country:no"]),
        ("on Monday the Mayor met Ruiz", ["mayor", "ruiz"]),
        ("Bridges were closed", []),
        ("the U.S. fleet", ["country:us"]),
    ],
)
def test_names(text, names):
    assert [word.key for word in read_words_of(text) if word.is_name] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the strike is imminent", [("distance", "near")]),
        ("later in March", [("distance", "far")]),
        ("on 3 May 2021", [("day", "may 3")]),
        ("May 3", [("day", "may 3")]),
        ("in May", [("month", "may")]),
        ("it may rain", []),
        ("they march on", []),
        ("on Monday", [("weekday", "mon")]),
        ("in 2019", [("year", "2019")]),
        ("not imminent", []),
    ],
)
def test_times(text, expected):
    assert [(time.kind, time.value) for time in read_times(read_words_of(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the talks were productive", [("talks", 1)]),
        ("the talks were not productive", [("talks", -1)]),
        ("the talks did not go well", [("talks", -1)]),
        ("they held productive talks", [("talks", 1)]),
        ("the summit of Peru and Chile was a failure", [("talks", -1)]),
        ("the talks about the port ended in failure", [("talks", -1)]),
        ("the talks produced a terrible document", []),
        ("he is a terrible man", []),
        ("the talks were long", []),
    ],
)
def test_evaluations(make, text, expected):
    statement = make(text)
    found = read_evaluations(read_statements([statement], ())[statement.id])
    assert [(one.event, one.valence) for one in found] == expected


def test_event_may_stand_in_the_sentence_only(make):
    statement = make("productive", before="The official described the call as ", claim="Productive.")
    (found,) = read_evaluations(read_statements([statement], ())[statement.id])
    assert (found.event, found.valence) == ("talks", 1)


@pytest.mark.parametrize(
    ("text", "side"),
    [("condemned the ban", -1), ("called for a ban", 1), ("did not support the ban", -1), ("saw the ban", 0)],
)
def test_side(text, side):
    assert read_side(text) == side


@pytest.mark.parametrize("line", read_lines("families.tsv"))
def test_families_are_well_formed(line):
    family, kind, members = line.split("\t")
    assert kind in {"event", "thing"}
    assert any(family_of(member) == family for member in members.split())


@pytest.mark.parametrize("line", read_lines("evaluative.tsv"))
def test_evaluative_words_have_a_valence(line):
    assert line.split("\t")[1] in {"+1", "-1"}


@pytest.mark.parametrize("line", read_lines("opposites.tsv"))
def test_opposites_are_two_words(line):
    one, other = line.split("\t")
    assert one != other


def test_event_words_are_not_all_things():
    assert event_of("meeting") == "talks"
    assert event_of("troop") is None
