"""Speakers, each with what they said over time, whom they contradict, and with whom they agree."""

from dataclasses import replace

import pytest

from analyzer.schema import ConflictSide, Group, Speaker
from analyzer.tables import REPORTER, look_up
from analyzer.tables.speaker_pages import matching_speakers, speaker_index, speaker_page, spoken_line
from analyzer.tables.statement_links import statement_links


def changed(analysis, *, speakers=None, groups=None, **statements):
    """Change statements by id, and speakers and groups as they are given."""
    return replace(
        analysis,
        statements=tuple(replace(s, **statements.get(s.id.replace("-", "_"), {})) for s in analysis.statements),
        speakers=speakers or analysis.speakers,
        groups=groups or analysis.groups,
    )


def page_of(analysis, speaker):
    lookup = look_up(analysis)
    index = speaker_index(lookup)
    return speaker_page(next(row for row in index.rows if row.id == speaker), lookup, index)


@pytest.fixture
def together(small_analysis):
    """One group in which Ruiz and Park say the same."""
    group = Group("g-1", "t-1", "it went badly", ("st-1", "st-3"), "st-1", 1.0, 2)
    return replace(small_analysis, groups=(group, small_analysis.groups[1]))


def test_statements_stand_by_date_and_those_without_one_last(small_analysis):
    everything = changed(
        small_analysis,
        st_1={"published": "2024-05-01"},
        st_2={"speakers": ("sp-ruiz",), "published": "2024-04-01"},
        st_3={"speakers": ("sp-ruiz",), "published": None},
    )
    undated = tuple(replace(document, published=None) for document in everything.documents)
    said = speaker_index(look_up(replace(everything, documents=undated))).said["sp-ruiz"]
    assert [s.id for s in said] == ["st-2", "st-1", "st-3"]


def test_copies_are_counted_apart(small_analysis):
    page = page_of(changed(small_analysis, st_2={"copy_of": "st-1", "speakers": ("sp-ruiz",)}), "sp-ruiz")
    assert (page.row.n_statements, page.n_copies) == (1, 1)


def test_whom_somebody_speaks_for_is_told_at_both(small_analysis):
    assert page_of(small_analysis, "sp-lind").speaks_for == ("sp-port", "the port")
    assert page_of(small_analysis, "sp-port").spokespeople == (("sp-lind", "Otto Lind"),)


def test_who_reports_them_is_counted(small_analysis):
    via = {"via": ("sp-port",)}
    page = page_of(changed(small_analysis, st_1=via, st_2={"speakers": ("sp-ruiz",), **via}), "sp-ruiz")
    assert page.via == (("sp-port", "the port", 2),)


def test_threads_come_with_the_number_of_statements(small_analysis):
    page = page_of(changed(small_analysis, st_2={"speakers": ("sp-ruiz",)}), "sp-ruiz")
    assert page.threads == (("t-1", "bridge talks", 1), ("t-2", "jobs", 1))


@pytest.mark.parametrize(("speaker", "other"), [("sp-ruiz", "sp-park"), ("sp-park", "sp-ruiz")])
def test_a_conflict_is_told_at_both_speakers(small_analysis, speaker, other):
    page = page_of(small_analysis, speaker)
    assert [(one.id, [line.id for line in one.conflicts]) for one in page.opposed] == [(other, ["c-1"])]
    assert page.changed == ()


def test_a_conflict_with_the_article_itself_names_the_reporter(small_analysis):
    (other,) = page_of(changed(small_analysis, st_3={"speakers": (), "kind": "narration"}), "sp-ruiz").opposed
    assert (other.id, other.name) == (None, REPORTER)


def test_two_accounts_of_ones_own_are_a_change_and_no_opponent(small_analysis):
    page = page_of(changed(small_analysis, st_3={"speakers": ("sp-ruiz",)}), "sp-ruiz")
    assert ([line.id for line in page.changed], page.opposed) == (["c-1"], ())


def test_who_says_the_same_side_is_in_the_conflict(small_analysis):
    first = replace(small_analysis.conflicts[0], left=ConflictSide("st-1", "g-1", ("st-2",)))
    page = page_of(replace(small_analysis, conflicts=(first,)), "sp-lind")
    assert [one.id for one in page.opposed] == ["sp-park"]


def test_who_says_the_same_agrees(together):
    assert [(one.id, one.groups) for one in page_of(together, "sp-ruiz").agreeing] == [
        ("sp-park", (("g-1", "it went badly"),))
    ]


def test_a_copy_is_no_agreement(together):
    assert page_of(changed(together, st_3={"copy_of": "st-1"}), "sp-ruiz").agreeing == ()


def test_a_joint_statement_is_no_agreement(together):
    joint = changed(together, st_3={"speakers": ("sp-ruiz", "sp-park")})
    assert page_of(joint, "sp-ruiz").agreeing == ()


def test_agreement_with_ones_own_spokesperson_is_called_so(together):
    speakers = tuple(replace(s, speaks_for="sp-ruiz") if s.id == "sp-park" else s for s in together.speakers)
    (other,) = page_of(changed(together, speakers=speakers), "sp-ruiz").agreeing
    assert other.tie == "speaks for Ana Ruiz"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"sp-lind", "sp-park", "sp-port", "sp-ruiz", "sp-source"}),
        ({"words": "mayor"}, {"sp-ruiz"}),
        ({"words": "OTTO"}, {"sp-lind"}),
        ({"kinds": ["anonymous"]}, {"sp-source"}),
        ({"affiliations": ["Harbour board"]}, {"sp-source"}),
        ({"words": "mayor", "kinds": ["anonymous"]}, set()),
    ],
)
def test_speakers_are_found_by_any_name_kind_and_affiliation(small_analysis, asked, found):
    source = Speaker("sp-source", "a source", ("a source",), "anonymous", "Harbour board")
    rows = speaker_index(look_up(changed(small_analysis, speakers=(*small_analysis.speakers, source)))).rows
    assert {row.id for row in matching_speakers(rows, **asked)} == found


def test_a_statement_is_shown_in_its_surroundings(small_analysis):
    lookup = look_up(small_analysis)
    line = spoken_line(small_analysis.statements[0], lookup, statement_links(lookup))
    assert line.passage.text == small_analysis.statements[0].text
