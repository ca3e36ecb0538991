import pytest

from analyzer.corrections import to_body as correction_body
from analyzer.documents import LoadedDocuments
from analyzer.reviews import cite, make_review
from analyzer.reviews import to_body as review_body
from analyzer.runs import Memory, record_run, run
from analyzer.schema import Correction, Lineage, NamedSpeaker
from analyzer.storage import DecisionLog
from analyzer.storage.workspace import Workspace
from analyzer.tables import look_up

PAGE = "Harbour, 3 May 2024\n\nMinister Ana Ruiz said the ferry will sail on Monday.\n\n"
SAILS = PAGE + "Captain Jo Park said the ferry is ready.\n"
WAITS = PAGE + "Captain Jo Park said the ferry is not ready at all.\n"


def quiet(stage, done, total):
    pass


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "kept.sqlite", tmp_path / "decisions.sqlite")


@pytest.fixture
def finished(tmp_path, quick_settings, memory):
    """Return a function that writes one article and runs over it to the end."""

    def run_on(text, name="ferry.txt", folder="in"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(text, "utf-8")
        analysis, _ = run([tmp_path / folder], quick_settings, memory, quiet)
        record_run(analysis, memory)
        return analysis

    return run_on


def groups_by_claim(analysis):
    return {group.label: group.id for group in analysis.groups}


def test_the_first_run_follows_none(finished):
    assert finished(SAILS).lineage is None


def test_a_run_again_changes_nothing(finished):
    first, again = finished(SAILS), finished(SAILS)
    assert again.lineage == Lineage()
    assert (again.groups, again.threads) == (first.groups, first.threads)


def test_an_edited_article_keeps_its_groups_and_tells_what_changed(finished):
    first, after = finished(SAILS), finished(WAITS)
    sails = next(claim for claim in groups_by_claim(first) if "Monday" in claim)
    assert groups_by_claim(after)[sails] == groups_by_claim(first)[sails]
    (edit,) = after.lineage.edits
    assert [(one.kind, one.after) for one in edit.statements if one.kind != "unchanged"] == [
        ("changed", "Captain Jo Park said the ferry is not ready at all")
    ]


def test_a_run_over_other_documents_does_not_come_between(finished):
    finished(SAILS)
    assert finished("Mayor Otto Lind said the bridge is closed.\n", "bridge.txt", "other").lineage is None
    assert len(finished(WAITS).lineage.edits) == 1


def test_without_a_workspace_no_run_is_followed(tmp_path, quick_settings, finished):
    finished(SAILS)
    analysis, _ = run([tmp_path / "in"], quick_settings, Memory(), quiet)
    assert analysis.lineage is None


def test_a_run_of_another_version_is_not_followed_and_that_is_told(finished, memory):
    finished(SAILS)
    with Workspace(memory.workspace) as workspace:
        workspace.record_run("2024-05-03", "2024-05-03", "s", [], {"version": 0})
    analysis = finished(SAILS)
    assert analysis.lineage is None
    assert "ids do not carry over from the run of 2024-05-03" in analysis.provenance.warnings[-1].what


def test_documents_of_an_earlier_run_are_analysed_with_new_ones_as_if_read_together(tmp_path, quick_settings, finished):
    finished(SAILS)
    together = finished(WAITS, "later.txt")
    first, _ = run([tmp_path / "in" / "ferry.txt"], quick_settings, Memory(), quiet)
    known = LoadedDocuments(first.documents, first.provenance.inputs)
    joined, _ = run([tmp_path / "in" / "later.txt"], quick_settings, Memory(), quiet, known)
    assert joined.documents == together.documents
    assert joined.provenance.inputs == together.provenance.inputs
    assert {(one.id, one.claim) for one in joined.statements} == {(one.id, one.claim) for one in together.statements}
    assert [one.id for one in joined.conflicts] == [one.id for one in together.conflicts]


def test_what_people_decided_stands_beside_the_conflict(finished, memory):
    finished(SAILS)
    first = finished(WAITS, "later.txt")
    review = make_review(first.conflicts[0], look_up(first), "no_conflict", note="another ferry")
    with DecisionLog(memory.decisions) as log:
        log.add("review", review_body(review), person="Ash")
    again = finished(WAITS, "later.txt")
    (found,) = again.reviews
    assert (found.conflict, found.state) == (first.conflicts[0].id, "stands")
    assert (found.review.decision, found.review.note, found.review.person) == ("no_conflict", "another ferry", "Ash")


def test_a_decision_opens_again_when_the_text_has_changed(finished, memory):
    finished(SAILS)
    first = finished(WAITS, "later.txt")
    with DecisionLog(memory.decisions) as log:
        log.add("review", review_body(make_review(first.conflicts[0], look_up(first), "no_conflict")))
    again = finished(WAITS.replace("is not ready", "is still not ready"), "later.txt")
    (found,) = again.reviews
    assert (found.conflict, found.state) == (again.conflicts[0].id, "reopened")
    assert "still not ready" in found.why


def test_a_corrected_speaker_stays_corrected_until_it_is_undone(finished, memory):
    first = finished(SAILS)
    wrong = next(one for one in first.statements if "captain" in one.text.lower())
    right = Correction("speaker", (cite(wrong.id, look_up(first)),), (NamedSpeaker("Otto Lind"),))
    with DecisionLog(memory.decisions) as log:
        event = log.add("correction", correction_body(right), person="Ash")
        names = {one.id: one.name for one in finished(SAILS).speakers}
        assert [names[s] for one in finished(SAILS).statements if one.id == wrong.id for s in one.speakers] == [
            "Otto Lind"
        ]
        assert finished(SAILS).corrections[0].applied
        log.undo([event.id])
    assert finished(SAILS).statements == first.statements
