"""Conflicts of two runs are told apart: the same, changed, new, resolved."""

import json
from dataclasses import replace

import pytest

from analyzer.changes import earlier_from, find_changes, from_record, to_record
from analyzer.errors import WorkspaceError
from analyzer.lineage import summary_of
from analyzer.schema import ConflictSide, Group, Span, Speaker, Statement


def news(now, before):
    return [(change.news, change.why) for change in find_changes(now, earlier_from(before)).conflicts]


def with_conflict(analysis, **changed):
    return replace(analysis, conflicts=(replace(analysis.conflicts[0], **changed),))


def test_the_same_analysis_has_no_news(small_analysis):
    assert news(small_analysis, small_analysis) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"kind": "position"}, "what differs changed: was characterisation, is position"),
        ({"strength": "soft"}, "the strength changed: was hard, is soft"),
        ({"band": "possible"}, "was flagged, is possible"),
    ],
)
def test_another_kind_strength_or_band_is_a_change(small_analysis, changed, told):
    assert news(with_conflict(small_analysis, **changed), small_analysis) == [("changed", told)]


@pytest.mark.parametrize(
    "changed",
    [
        {"score": 9.0},
        {"probability": 0.1},
        {"rationale": "They differ."},
        {"left": ConflictSide("st-3", "g-3"), "right": ConflictSide("st-1", "g-1")},
    ],
)
def test_another_score_wording_or_order_of_sides_is_none(small_analysis, changed):
    assert news(with_conflict(small_analysis, **changed), small_analysis) == []


def test_a_fuller_name_or_another_reading_of_the_same_words_is_none(small_analysis):
    speakers = tuple(replace(s, name=f"Maria {s.name}") for s in small_analysis.speakers)
    statements = tuple(replace(s, claim=f"{s.claim}.") for s in small_analysis.statements)
    assert news(replace(small_analysis, speakers=speakers, statements=statements), small_analysis) == []


def test_another_speaker_of_the_same_words_is_a_change(small_analysis):
    speakers = tuple(replace(s, name="Eva Stone") if s.name == "Ana Ruiz" else s for s in small_analysis.speakers)
    told = [("changed", "the speaker changed: was Ana Ruiz, is Eva Stone")]
    assert news(replace(small_analysis, speakers=speakers), small_analysis) == told


def test_a_conflict_cited_from_elsewhere_between_the_same_groups_is_the_same(small_analysis):
    first = small_analysis.statements[0]
    document = replace(small_analysis.documents[0], id="d-third", path="third.txt")
    again = replace(first, id="st-9", document="d-third")
    now = replace(
        with_conflict(small_analysis, id="c-9", left=ConflictSide("st-9", "g-1")),
        documents=(*small_analysis.documents, document),
        statements=(*small_analysis.statements, again),
        groups=(replace(small_analysis.groups[0], members=("st-1", "st-9")), *small_analysis.groups[1:]),
    )
    assert news(now, small_analysis) == [("changed", "another document is cited: was north.txt, is third.txt")]


def test_both_texts_may_stand_and_no_more_be_judged_to_differ(small_analysis):
    told = [("resolved", "both texts stand as they stood; they are not judged to differ now")]
    assert news(replace(small_analysis, conflicts=()), small_analysis) == told


def test_another_version_is_named_where_it_may_be_why(small_analysis):
    other = replace(small_analysis.provenance, analyzer_version="9.9")
    now = replace(small_analysis, conflicts=(), provenance=other)
    assert news(now, small_analysis)[0][1].endswith("by another version, model or setting")


def test_settings_of_the_report_change_no_finding(small_analysis):
    other = replace(small_analysis.provenance, settings={**small_analysis.provenance.settings, "report": {"max": 1}})
    changes = find_changes(replace(small_analysis, provenance=other), earlier_from(small_analysis))
    assert changes.since.same_method


def voices(small_analysis, speaker, **changed):
    """Who is told as a new voice when somebody says in a new document what group g-1 said."""
    text = "The talks went badly."
    document = replace(small_analysis.documents[0], id="d-new", path="new.txt", text=text)
    span = Span(0, len(text))
    said = Statement("st-9", "d-new", *span, text, (span,), (), "indirect", text, speakers=(speaker.id,))
    now = replace(
        small_analysis,
        documents=(*small_analysis.documents, document),
        speakers=(*(one for one in small_analysis.speakers if one.id != speaker.id), speaker),
        statements=(*small_analysis.statements, replace(said, **changed)),
        groups=(replace(small_analysis.groups[0], members=("st-1", "st-9")), *small_analysis.groups[1:]),
    )
    return [voice.name for voice in find_changes(now, earlier_from(small_analysis)).voices]


STONE = Speaker("sp-stone", "Eva Stone", kind="person")


def test_somebody_else_in_a_new_text_is_a_new_voice(small_analysis):
    assert voices(small_analysis, STONE) == ["Eva Stone"]


@pytest.mark.parametrize(
    ("speaker", "changed"),
    [
        (STONE, {"copy_of": "st-1"}),
        (STONE, {"kind": "narration"}),
        (Speaker("sp-ruiz", "Ana Ruiz", kind="person"), {}),
        (Speaker("sp-other", "Mayor Ana María Ruiz", kind="person"), {}),
        (Speaker("sp-aide", "Eva Stone", kind="person", speaks_for="sp-ruiz"), {}),
    ],
    ids=["copy", "narration", "same speaker", "fuller name", "spokesperson"],
)
def test_what_is_no_voice_of_its_own_is_no_new_voice(small_analysis, speaker, changed):
    assert voices(small_analysis, speaker, **changed) == []


def test_a_new_group_has_no_new_voices(small_analysis):
    before = replace(small_analysis, groups=small_analysis.groups[1:])
    assert find_changes(small_analysis, earlier_from(before)).voices == ()
    assert isinstance(small_analysis.groups[0], Group)


def test_what_is_recorded_of_a_run_is_read_back(small_analysis):
    record = json.loads(json.dumps(to_record(small_analysis)))
    earlier = from_record(record, summary_of(small_analysis), 7)
    assert earlier == replace(earlier_from(small_analysis), number=7)


@pytest.mark.parametrize("record", [None, {}, {"version": 0}, {"version": 1}, {"version": 1, "conflicts": [{}]}])
def test_a_record_of_another_form_is_refused(small_analysis, record):
    with pytest.raises(WorkspaceError):
        from_record(record, summary_of(small_analysis), 7)
