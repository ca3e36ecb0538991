import json
from dataclasses import replace

import pytest

from analyzer.errors import WorkspaceError
from analyzer.lineage import edits, follow, read_summary, summarise
from analyzer.schema import Document, Group, Merge, Span, Split, Statement, Thread
from analyzer.storage import faults, read_analysis, write_analysis


def summary(analysis):
    """What the next run reads: through JSON, as a workspace keeps it."""
    return read_summary(json.loads(json.dumps(summarise(analysis))))


def article(analysis, sentences, *, number=0, path="port.txt", url=None):
    """An analysis of one document, a sentence a statement, with speakers by turns."""
    text, statements = " ".join(sentences), []
    document = Document(f"d-{number}", path, text, url=url)
    for place, sentence in enumerate(sentences):
        start = text.index(sentence)
        span = Span(start, start + len(sentence))
        speaker = analysis.speakers[place % 2].id
        statements.append(
            Statement(
                f"st-{number}-{place}",
                document.id,
                *span,
                sentence,
                (span,),
                (),
                "indirect",
                sentence,
                speakers=(speaker,),
            )
        )
    groups = tuple(Group(f"g-{s.id}", "t-1", s.claim, (s.id,), s.id, 1.0, 1) for s in statements)
    return replace(
        analysis,
        documents=(document,),
        statements=tuple(statements),
        groups=groups,
        threads=(Thread("t-1", "port", tuple(group.id for group in groups)),),
        comparisons=(),
        conflicts=(),
    )


OPEN = "The port will open in March"
JOBS = "Some 40 jobs were lost at the port"
JOBS_NOW = "Some 60 jobs were lost at the port"
STRIKE = "The strike goes on"


def kinds(found):
    return [(one.kind, one.before, one.after) for edit in found for one in edit.statements]


def test_without_a_previous_run_nothing_changes(small_analysis):
    assert follow(small_analysis, None) is small_analysis


def test_the_same_run_again_keeps_every_id_and_tells_of_no_change(small_analysis):
    again = follow(small_analysis, summary(small_analysis))
    assert replace(again, lineage=None) == small_analysis
    assert (again.lineage.merges, again.lineage.splits, again.lineage.edits) == ((), (), ())


def test_ids_are_inherited_wherever_they_are_named(small_analysis):
    before = summary(small_analysis)
    new = {"g-1": "g-9", "g-2": "g-8", "g-3": "g-7"}
    renamed = replace(
        small_analysis,
        groups=tuple(replace(g, id=new[g.id], thread=g.thread + "0") for g in small_analysis.groups),
        threads=tuple(replace(t, id=t.id + "0", groups=tuple(map(new.get, t.groups))) for t in small_analysis.threads),
        conflicts=tuple(
            replace(
                c,
                thread=c.thread + "0",
                left=replace(c.left, group=new[c.left.group]),
                right=replace(c.right, group=new[c.right.group]),
            )
            for c in small_analysis.conflicts
        ),
    )
    assert list(faults(renamed)) == []
    assert replace(follow(renamed, before), lineage=None) == small_analysis


def test_merges_and_splits_of_groups_and_threads_are_told(small_analysis):
    first, _, third = small_analysis.groups
    joined = replace(
        small_analysis,
        groups=(replace(first, id="g-x", members=("st-1", "st-2")), third),
        threads=(Thread("t-y", "all", ("g-x", "g-3")),),
        conflicts=(),
    )
    joined = replace(joined, groups=tuple(replace(g, thread="t-y") for g in joined.groups))
    after = follow(joined, summary(small_analysis))
    assert after.lineage.merges == (Merge("group", "g-1", ("g-1", "g-2")), Merge("thread", "t-1", ("t-1", "t-2")))
    assert list(faults(after)) == []
    apart = follow(replace(small_analysis, conflicts=()), summary(after))
    assert apart.lineage.splits == (Split("group", "g-1", ("g-1", "g-2")), Split("thread", "t-1", ("t-1", "t-2")))


def test_an_edited_document_is_told_statement_by_statement_in_order(small_analysis):
    before = article(small_analysis, [OPEN, JOBS, STRIKE])
    now = article(small_analysis, [OPEN, JOBS_NOW, "A ferry sank off the coast"], number=1)
    (edit,) = edits(now, summary(before))
    assert (edit.document, edit.before) == ("d-1", "d-0")
    assert kinds([edit]) == [
        ("unchanged", OPEN, OPEN),
        ("changed", JOBS, JOBS_NOW),
        ("removed", STRIKE, None),
        ("added", None, "A ferry sank off the coast"),
    ]
    assert [one.statement for one in edit.statements] == ["st-1-0", "st-1-1", None, "st-1-2"]


def test_similar_words_of_another_speaker_are_no_change_of_wording(small_analysis):
    before = article(small_analysis, [OPEN, JOBS])
    now = article(small_analysis, [JOBS_NOW, OPEN], number=1)
    assert ("changed", JOBS, JOBS_NOW) not in kinds(edits(now, summary(before)))


def test_the_groups_of_an_edited_document_keep_their_ids(small_analysis):
    before = article(small_analysis, [OPEN, JOBS])
    after = follow(article(small_analysis, [OPEN, JOBS_NOW], number=1), summary(before))
    assert [group.id for group in after.groups] == [group.id for group in before.groups]
    assert list(faults(after)) == []


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (("a.txt", "http://x/1"), ("b.txt", "http://x/1"), 1),
        (("a.txt", None), ("a.txt", "http://x/1"), 1),
        (("a.txt", "http://x/1"), ("a.txt", "http://x/2"), 0),
        (("a.txt", None), ("b.txt", None), 0),
    ],
)
def test_the_address_is_the_url_where_both_know_it_else_the_path(small_analysis, before, now, found):
    old = article(small_analysis, [OPEN], path=before[0], url=before[1])
    new = article(small_analysis, [JOBS], number=1, path=now[0], url=now[1])
    assert len(edits(new, summary(old))) == found


def test_a_document_that_only_moved_is_no_edit_but_keeps_its_groups(small_analysis):
    before = article(small_analysis, [OPEN, JOBS], path="a.txt", url="http://x/1")
    now = article(small_analysis, [OPEN, JOBS], number=1, path="b.txt", url="http://x/1")
    after = follow(now, summary(before))
    assert after.lineage.edits == ()
    assert [group.id for group in after.groups] == [group.id for group in before.groups]


def test_a_text_that_stands_in_a_file_of_another_name_moved_there(small_analysis):
    before = article(small_analysis, [OPEN, JOBS], path="a.txt")
    now = article(small_analysis, [OPEN, JOBS], number=1, path="b.txt")
    after = follow(now, summary(before))
    assert after.lineage.edits == ()
    assert [group.id for group in after.groups] == [group.id for group in before.groups]


def test_a_document_whose_former_text_is_still_there_was_not_edited(small_analysis):
    before = article(small_analysis, [OPEN])
    now = article(small_analysis, [JOBS], number=1)
    both = replace(now, documents=(*before.documents, *now.documents), statements=before.statements + now.statements)
    assert edits(both, summary(before)) == ()


def test_narration_is_left_out(small_analysis):
    before = article(small_analysis, [OPEN, JOBS])
    now = article(small_analysis, [OPEN, STRIKE], number=1)
    narrated = [replace(s, kind="narration", speakers=()) if s.claim == STRIKE else s for s in now.statements]
    found = edits(replace(now, statements=tuple(narrated)), summary(before))
    assert kinds(found) == [("unchanged", OPEN, OPEN), ("removed", JOBS, None)]


def test_a_lineage_is_written_and_read_back(small_analysis, tmp_path):
    before = article(small_analysis, [OPEN, JOBS])
    after = follow(article(small_analysis, [OPEN, JOBS_NOW], number=1), summary(before))
    write_analysis(after, tmp_path / "analysis.json")
    assert read_analysis(tmp_path / "analysis.json") == after


def test_a_lineage_that_names_what_is_not_there_is_a_fault(small_analysis):
    broken = follow(small_analysis, summary(small_analysis))
    merge = Merge("group", "g-none", ("g-1", "g-2"))
    broken = replace(broken, lineage=replace(broken.lineage, merges=(merge,)))
    assert list(faults(broken)) == ["merge into g-none: into names g-none, which is no group of this file"]


@pytest.mark.parametrize("record", [{}, {"version": 0}, {"version": 1}, {"version": 1, "documents": [{}]}])
def test_a_summary_of_another_shape_is_refused(record):
    with pytest.raises(WorkspaceError, match="summary of the previous run"):
        read_summary(record)
