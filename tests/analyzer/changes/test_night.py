"""A night's run: day 1, then day 2 with one article changed, one removed and two new; what is told is exactly that."""

from dataclasses import replace

import pytest

from analyzer.runs import Memory, changes_since, earlier_run, record_run, run
from analyzer.schema import NotedConflict
from analyzer.storage.workspace import Workspace, forget

FLOOD = (
    "Varn, 3 May 2024\n\nThe flood killed 40 people in Varn, Mayor Otto Lind said.\n\n"
    "The dam is safe, engineer Mia Holt said.\n"
)
TOLL = "Varn, 3 May 2024\n\nThe flood killed 12 people in Varn, governor Eva Stone said.\n"
FERRY = "Port Varn, 3 May 2024\n\nCaptain Jo Park said the ferry is ready.\n"
WAITS = "Port Varn, 3 May 2024\n\nHarbour master Lena Cole said the ferry is not ready at all.\n"
SCHOOL = "Varn, 3 May 2024\n\nTeacher Paul Reed said the school stays closed until June.\n"

DAY_1 = {"flood.txt": FLOOD, "toll.txt": TOLL, "ferry.txt": FERRY, "waits.txt": WAITS, "school.txt": SCHOOL}
DAY_2 = {
    "flood.txt": FLOOD,
    "toll.txt": TOLL.replace("12 people", "15 people"),
    "ferry.txt": FERRY,
    "school.txt": SCHOOL,
    "inspector.txt": "Varn, 4 May 2024\n\nInspector Nils Berg said the school stays closed until June.\n",
    "dam.txt": "Varn, 4 May 2024\n\nThe dam is not safe, engineer Mia Holt said.\n",
}


def quiet(stage, done, total):
    pass


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "kept.sqlite")


@pytest.fixture
def night(tmp_path, quick_settings, memory):
    """Return a function that runs over some articles and returns what changed."""

    def run_over(articles, since=None):
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, text in articles.items():
            (folder / name).write_text(text, "utf-8")
        earlier = None if since is None else earlier_run(since, memory)
        analysis, _ = run([folder], quick_settings, memory, quiet)
        changes = changes_since(analysis, memory, earlier)
        record_run(analysis, memory)
        return changes

    return run_over


def sides(conflict: NotedConflict):
    return {(name, side.text) for side in (conflict.left, conflict.right) for name in side.speakers}


@pytest.fixture
def second_night(night):
    night(DAY_1)
    return night(DAY_2)


def test_the_first_night_compares_with_nothing(night):
    changes = night(DAY_1)
    assert changes.since is None
    assert changes.why_not == "no earlier run in the workspace read any of these documents"


def test_a_night_without_news_tells_of_none(night):
    night(DAY_1)
    changes = night(DAY_1)
    assert changes.since.number == 1
    assert changes.since.same_method
    assert (changes.conflicts, changes.voices, changes.n_unchanged) == ((), (), 2)
    assert (changes.edited, changes.added, changes.removed, changes.moved) == ((), (), (), ())


def test_every_conflict_that_is_news_is_told_and_no_other(second_night):
    told = [(change.news, sides(change.now or change.before)) for change in second_night.conflicts]
    assert told == [
        (
            "new",
            {
                ("Mia Holt", "The dam is safe, engineer Mia Holt said"),
                ("Mia Holt", "The dam is not safe, engineer Mia Holt said"),
            },
        ),
        (
            "changed",
            {
                ("Otto Lind", "The flood killed 40 people in Varn, Mayor Otto Lind said"),
                ("Eva Stone", "The flood killed 15 people in Varn, governor Eva Stone said"),
            },
        ),
        (
            "resolved",
            {
                ("Jo Park", "Captain Jo Park said the ferry is ready"),
                ("Lena Cole", "Harbour master Lena Cole said the ferry is not ready at all"),
            },
        ),
    ]
    assert second_night.n_unchanged == 0


def test_it_is_told_what_changed_in_a_conflict(second_night):
    (changed,) = (change for change in second_night.conflicts if change.news == "changed")
    assert changed.why == (
        "the text changed: was “The flood killed 12 people in Varn, governor Eva Stone said”, "
        "is “The flood killed 15 people in Varn, governor Eva Stone said”"
    )


def test_it_is_told_why_a_conflict_is_found_no_more(second_night):
    assert second_night.conflicts[-1].why == "waits.txt is no longer among the documents"


def test_a_speaker_who_contradicts_what_they_said_before_changed_position(second_night):
    assert second_night.changed_positions == (second_night.conflicts[0].now.id,)


def test_a_new_voice_in_a_group_is_told(second_night):
    assert [(voice.name, voice.label) for voice in second_night.voices] == [
        ("Nils Berg", "The school stays closed until June.")
    ]


def test_documents_are_told_apart_by_what_became_of_them(second_night):
    assert [one.path for one in second_night.added] == ["dam.txt", "inspector.txt"]
    assert [one.path for one in second_night.removed] == ["waits.txt"]
    assert [one.document.path for one in second_night.edited] == ["toll.txt"]
    assert second_night.moved == ()


def test_a_file_under_another_name_is_moved_and_its_conflicts_are_the_same(night):
    night(DAY_1)
    renamed = {("deaths.txt" if name == "toll.txt" else name): text for name, text in DAY_1.items()}
    changes = night(renamed)
    assert [(one.path, one.path_before) for one in changes.moved] == [("deaths.txt", "toll.txt")]
    assert (changes.conflicts, changes.added, changes.removed) == ((), (), ())


def test_any_earlier_run_of_the_workspace_can_be_named(night):
    night(DAY_1)
    night(DAY_2)
    changes = night(DAY_1, since="1")
    assert (changes.since.number, changes.conflicts, changes.n_unchanged) == (1, (), 2)


def test_other_settings_are_told(night, quick_settings, memory, tmp_path):
    night(DAY_1)
    softer = replace(quick_settings, conflicts=replace(quick_settings.conflicts, min_flagged=0.95))
    analysis, _ = run([tmp_path / "in"], softer, memory, quiet)
    changes = changes_since(analysis, memory)
    assert not changes.since.same_method
    assert {(change.news, change.why) for change in changes.conflicts} == {("changed", "was flagged, is possible")}


def test_a_run_recorded_without_its_conflicts_is_a_caution_and_not_compared(night, quick_settings, memory, tmp_path):
    night(DAY_1)
    with Workspace(memory.workspace) as workspace:
        summary = {key: value for key, value in workspace.recent_runs(1)[0].summary.items() if key != "noted"}
        workspace.record_run("2024-05-03", "2024-05-03", "s", [], summary)
    analysis, _ = run([tmp_path / "in"], quick_settings, memory, quiet)
    changes = changes_since(analysis, memory)
    assert changes.since is None
    assert changes.why_not == analysis.provenance.warnings[-1].what
    assert "what changed since the run of 2024-05-03 is not told" in changes.why_not
    assert analysis.lineage is not None


def test_a_forgotten_document_is_not_quoted_as_what_was_before(night, memory):
    night(DAY_1)
    with Workspace(memory.workspace) as workspace:
        (waits,) = (one for one in workspace.recent_runs(1)[0].summary["documents"] if one["path"] == "waits.txt")
        forget(workspace, [waits["id"]], ["waits.txt"])
    changes = night({name: text for name, text in DAY_1.items() if name != "waits.txt"})
    assert "Lena Cole" not in str(changes)
    assert (changes.conflicts, changes.removed) == ((), ())
