"""What a gate looked at, as JUnit XML for systems that run jobs: a test case a conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from analyzer.schema import Cited, GateFinding
from analyzer.tables import KIND_WORDS

# Beyond what XML can hold, characters that turn the direction of text: a log shows them as if they were not there.
_NOT_IN_XML = re.compile("[^\t\n\r -\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(findings: Sequence[GateFinding], started_at: str, seconds: float) -> bytes:
    """Write what a gate looked at as one test suite.

    A conflict that trips the gate is a failure, with the reason and both texts; one that a person dismissed is skipped;
    any other passes. That two accounts differ does not say which is right.

    Parameters
    ----------
    started_at, seconds
        Of the run.
    """
    outcomes = [finding.outcome for finding in findings]
    numbers = {
        "tests": str(len(outcomes)),
        "failures": str(outcomes.count("tripped")),
        "errors": "0",
        "skipped": str(outcomes.count("dismissed")),
        "time": f"{seconds:.3f}",
    }
    suites = ElementTree.Element("testsuites", numbers)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "conflicts", "timestamp": started_at, **numbers})
    for finding in findings:
        _add_case(suite, finding)
    ElementTree.indent(suites)
    xml: bytes = ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _add_case(suite: ElementTree.Element, finding: GateFinding) -> None:
    conflict = finding.conflict
    name = clean(f"{conflict.rationale} ({conflict.id})")
    case = ElementTree.SubElement(
        suite, "testcase", {"classname": f"conflicts.{conflict.kind}", "name": name, "time": "0"}
    )
    if finding.outcome == "dismissed":
        ElementTree.SubElement(case, "skipped", {"message": "reviewed: no conflict"})
    elif finding.outcome == "tripped":
        failure = ElementTree.SubElement(
            case, "failure", {"type": KIND_WORDS[conflict.kind], "message": clean(conflict.rationale)}
        )
        sure = "" if conflict.probability is None else f", probability {conflict.probability:.2f}"
        told = (
            conflict.rationale,
            f"{conflict.band}, {conflict.strength}{sure}; meets: {' or '.join(finding.tripped)}",
            _side(conflict.left),
            _side(conflict.right),
        )
        failure.text = clean("\n\n".join(told))


def _side(cited: Cited) -> str:
    return f"{' and '.join(cited.speakers) or 'speaker not named'}, in {cited.address}:\n{cited.text}"


def clean(text: str) -> str:
    r"""Return text in which what XML cannot hold, and what turns the direction of text, is named instead.

    Example
    -------
    >>> clean("a\x00b\u202ec")
    'a⟨U+0000⟩b⟨U+202E⟩c'
    """
    return _NOT_IN_XML.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)
