"""The gate's findings as JUnit XML: whole, escaped, a case a conflict."""

from xml.etree import ElementTree

import pytest

from analyzer.changes import nothing_to_compare_with
from analyzer.changes.gate import look_at_conflicts, parse_condition
from analyzer.reports.junit import junit_report


def suite(analysis, condition="conflict"):
    findings = look_at_conflicts(analysis, nothing_to_compare_with(analysis, "first"), [parse_condition(condition)])
    return ElementTree.fromstring(junit_report(findings, "2024-03-03T00:00:00Z", 1.5))[0]


def test_a_conflict_that_trips_the_gate_is_a_failure_with_the_reason_and_both_texts(small_analysis):
    found = suite(small_analysis)
    assert [found.get(name) for name in ("tests", "failures", "skipped")] == ["1", "1", "0"]
    failure = found[0][0]
    assert (failure.tag, failure.get("message")) == ("failure", small_analysis.conflicts[0].rationale)
    for part in ("Mayor Ana Ruiz said the bridge talks “went badly”.", "Jo Park, in south.txt", "meets: conflict"):
        assert part in failure.text


def test_a_conflict_that_passes_is_a_case_without_failure(small_analysis):
    found = suite(small_analysis, "soft")
    assert (found.get("failures"), len(found), len(found[0])) == ("0", 1, 0)


def test_a_dismissed_conflict_is_skipped(with_review):
    found = suite(with_review("no_conflict"))
    assert (found.get("failures"), found.get("skipped"), found[0][0].tag) == ("0", "1", "skipped")


def test_hostile_text_stays_text(poison, attack):
    found = suite(poison(attack))
    assert [element.tag for element in found.iter()] == ["testsuite", "testcase", "failure"]
    visible = attack.replace("\x00", "⟨U+0000⟩").replace("\x07", "⟨U+0007⟩").replace("\x1b", "⟨U+001B⟩")
    visible = visible.replace("\u202e", "⟨U+202E⟩").replace("\u2066", "⟨U+2066⟩")
    assert visible in found[0][0].text


@pytest.mark.parametrize("odd", ["\udcff", "\ufffe", "\x0b"])
def test_what_xml_cannot_hold_is_named(poison, odd):
    assert f"⟨U+{ord(odd):04X}⟩" in suite(poison(f"a{odd}b"))[0][0].text
