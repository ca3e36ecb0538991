"""What becomes of statements and speakers that people correct, in the run that knows of it."""

import pytest

from analyzer.corrections import from_body, to_body
from analyzer.errors import DecisionsError
from analyzer.schema import NamedSpeaker, Span


def content(analysis, statement):
    text = next(one.text for one in analysis.documents if one.id == statement.document)
    return [text[slice(*span)] for span in statement.content]


def by_id(analysis):
    return {one.id: one for one in analysis.statements}


def test_without_corrections_the_result_is_the_same(run_with, plain):
    again, _ = run_with(())
    assert again.statements == plain.statements
    assert again.groups == plain.groups


def test_a_statement_is_given_to_a_speaker_who_is_known(run_with, desk):
    badly = desk.said("went badly")
    analysis, _ = run_with([desk.correct("speaker", badly, speakers=["Ana Ruiz"])])
    assert by_id(analysis)[badly.id].speakers == (desk.named("Ana Ruiz").id,)
    assert analysis.corrections[0].statements == (badly.id,)


def test_a_statement_is_given_to_a_speaker_who_was_not_known(run_with, desk):
    badly = desk.said("went badly")
    analysis, _ = run_with([desk.correct("speaker", badly, speakers=[NamedSpeaker("Eva Holm", kind="person")])])
    (speaker,) = [one for one in analysis.speakers if one.name == "Eva Holm"]
    assert speaker.kind == "person"
    assert by_id(analysis)[badly.id].speakers == (speaker.id,)


def test_nobody_named_says_a_statement(run_with, desk):
    badly = desk.said("went badly")
    analysis, _ = run_with([desk.correct("speaker", badly)])
    assert by_id(analysis)[badly.id].speakers == ()


def test_the_mention_of_the_wrong_speaker_is_no_mention_any_more(run_with, desk):
    badly = desk.said("went badly")
    analysis, _ = run_with([desk.correct("speaker", badly, speakers=["Ana Ruiz"])])
    assert badly.speaker_mention is not None
    assert by_id(analysis)[badly.id].speaker_mention is None


def test_the_claim_names_the_speaker_who_is_right(run_with, desk):
    ready = desk.said("ready for the storm")
    analysis, _ = run_with([desk.correct("speaker", ready, speakers=["Otto Lind"])])
    assert by_id(analysis)[ready.id].claim == "We [Otto Lind] are ready for the storm."


def test_a_name_that_stands_in_the_text_stays_in_the_claim(run_with, desk):
    warned = desk.said("mayor Ana Ruiz warned")
    analysis, _ = run_with([desk.correct("speaker", warned, speakers=["Ana Ruiz"])])
    assert by_id(analysis)[warned.id].claim == warned.claim


def test_a_corrected_speaker_counts_where_the_words_are_printed_again(run_with, desk):
    first = desk.said("never safe", document="ferry.txt")
    again = desk.said("never safe", document="copy.txt")
    analysis, _ = run_with([desk.correct("speaker", first, speakers=["Jo Park"])])
    (group,) = [one for one in analysis.groups if first.id in one.members]
    assert {first.id, again.id} <= set(group.members)
    assert group.n_independent == 1
    assert analysis.corrections[0].told == "also where the same words are printed again (1)"


def test_merged_speakers_are_one_everywhere(run_with, desk):
    union = desk.said("safe on Sunday", speaker="the dockers' union")
    merged = desk.correct("merge_speakers", speakers=["Otto Lind", "the dockers' union"])
    analysis, _ = run_with([merged])
    speakers = {one.name: one for one in analysis.speakers}
    assert by_id(analysis)[union.id].speakers == (speakers["Otto Lind"].id,)
    assert by_id(analysis)[union.id].claim == "Otto Lind denies that the ferry to Varn was safe on Sunday."
    assert "the dockers' union" not in speakers
    assert "the dockers' union" in speakers["Otto Lind"].aliases


def test_a_name_that_leads_on_to_a_merged_speaker_is_that_one(run_with, desk):
    badly = desk.said("went badly")
    merged = desk.correct("merge_speakers", speakers=["Ana Ruiz", "Jo Park"])
    given = desk.correct("speaker", badly, speakers=["Jo Park"])
    analysis, _ = run_with([merged, given])
    assert by_id(analysis)[badly.id].speakers == (desk.named("Ana Ruiz").id,)


def test_some_statements_of_a_speaker_are_another_of_the_same_name(run_with, desk):
    jobs = desk.said("12 jobs")
    other = NamedSpeaker("Jo Park", kind="person")
    analysis, _ = run_with([desk.correct("split_speaker", jobs, speakers=["Jo Park", other])])
    parks = [one.id for one in analysis.speakers if one.name == "Jo Park"]
    assert len(parks) == 2
    assert by_id(analysis)[jobs.id].speakers != (desk.named("Jo Park").id,)


def test_what_is_no_statement_is_gone_with_its_prints(run_with, desk):
    first = desk.said("never safe", document="ferry.txt")
    again = desk.said("never safe", document="copy.txt")
    analysis, _ = run_with([desk.correct("not_a_statement", first)])
    assert not {first.id, again.id} & by_id(analysis).keys()
    assert analysis.corrections[0].applied


def test_an_inner_statement_outlives_the_outer_one(run_with, desk):
    outer, inner = desk.said("mayor Ana Ruiz warned"), desk.said("the old bridge", speaker="Ana Ruiz")
    analysis, _ = run_with([desk.correct("not_a_statement", outer)])
    assert inner.nested_in == outer.id
    assert by_id(analysis)[inner.id].nested_in is None


def test_a_speaker_with_nothing_left_to_say_is_gone(run_with, desk):
    union = desk.said("safe on Sunday", speaker="the dockers' union")
    analysis, _ = run_with([desk.correct("not_a_statement", union)])
    assert "the dockers' union" not in {one.name for one in analysis.speakers}


def boundary(desk, statement, words):
    text = desk.lookup.documents[statement.document].text
    start = text.index(words, statement.start)
    return desk.correct("boundary", statement, content=(Span(start, start + len(words)),), words=(words,))


def test_a_boundary_is_where_a_person_puts_it(run_with, desk):
    kept = desk.said("40 jobs")
    analysis, _ = run_with([boundary(desk, kept, "the ferry to Varn was safe on Sunday")])
    (id_,) = analysis.corrections[0].statements
    changed = by_id(analysis)[id_]
    assert content(analysis, changed) == ["the ferry to Varn was safe on Sunday"]
    assert changed.claim == "The ferry to Varn was safe on Sunday."
    assert changed.text == "Ana Ruiz said the ferry to Varn was safe on Sunday,"
    assert kept.id not in by_id(analysis)


def test_what_the_program_put_before_the_words_stays_before_them(run_with, desk):
    union = desk.said("safe on Sunday", speaker="the dockers' union")
    analysis, _ = run_with([boundary(desk, union, "the ferry to Varn was safe")])
    (id_,) = analysis.corrections[0].statements
    assert by_id(analysis)[id_].claim == "The dockers' union denies that the ferry to Varn was safe."


def test_the_kind_follows_the_boundary(run_with, desk):
    frank = desk.said("long and frank")
    analysis, _ = run_with([boundary(desk, frank, "long and frank")])
    (id_,) = analysis.corrections[0].statements
    assert frank.kind == "mixed"
    assert by_id(analysis)[id_].kind == "direct"


def test_links_follow_a_boundary(run_with, desk):
    first, further = desk.said("any weather"), desk.said("ready for the storm")
    analysis, _ = run_with([boundary(desk, first, "It could sail")])
    (id_,) = analysis.corrections[0].statements
    assert by_id(analysis)[further.id].continuation_of == id_


def test_later_corrections_find_a_statement_under_its_former_id(run_with, desk):
    kept = desk.said("40 jobs")
    shorter = boundary(desk, kept, "the ferry to Varn was safe on Sunday")
    analysis, _ = run_with([shorter, desk.correct("speaker", kept, speakers=["Jo Park"])])
    (id_,) = analysis.corrections[1].statements
    assert by_id(analysis)[id_].speakers == (desk.named("Jo Park").id,)


def test_the_later_of_two_corrections_wins(run_with, desk):
    badly = desk.said("went badly")
    corrections = [desk.correct("speaker", badly, speakers=[name]) for name in ("Ana Ruiz", "Jo Park")]
    analysis, _ = run_with(corrections)
    assert by_id(analysis)[badly.id].speakers == (desk.named("Jo Park").id,)


@pytest.fixture
def edited(tmp_path, articles):
    """Return a function that gives a folder with the articles, one of them with other words."""

    def edit(name, old, new):
        for path in articles.iterdir():
            text = path.read_text("utf-8")
            (tmp_path / path.name).write_text(text.replace(old, new) if path.name == name else text, "utf-8")
        return tmp_path

    return edit


def test_a_correction_outlives_an_edit_elsewhere_in_the_article(run_with, desk, edited, at_the_desk):
    badly = desk.said("went badly")
    folder = edited("talks.txt", "6 May 2024\n\n", "6 May 2024\n\nSnow fell in the hills, as it had all week long.\n\n")
    analysis, _ = run_with([desk.correct("speaker", badly, speakers=["Ana Ruiz"])], folder)
    changed = at_the_desk(analysis).said("went badly")
    assert changed.id != badly.id
    assert changed.speakers == (desk.named("Ana Ruiz").id,)


def test_a_boundary_outlives_an_edit_elsewhere_in_the_article(run_with, desk, edited):
    kept = desk.said("40 jobs")
    folder = edited("bridge.txt", "Minister Jo Park said that", "On Sunday minister Jo Park said that")
    analysis, _ = run_with([boundary(desk, kept, "the ferry to Varn was safe on Sunday")], folder)
    assert analysis.corrections[0].applied
    assert "40 jobs" not in " ".join(" ".join(content(analysis, one)) for one in analysis.statements)


def test_a_correction_of_words_that_changed_is_told_with_both(run_with, desk, edited):
    badly = desk.said("went badly")
    folder = edited("talks.txt", "went badly from the first hour", "went very badly from the second hour")
    analysis, _ = run_with([desk.correct("speaker", badly, speakers=["Ana Ruiz"])], folder)
    (told,) = analysis.corrections
    assert not told.applied
    assert told.why_not.startswith("the text has changed: it was “The captain, Otto Lind, said the talks went badly")
    assert "second hour" in told.why_not
    assert any("is not applied: the text has changed" in one.what for one in analysis.provenance.warnings)


REASONS = {
    "a merge of one": (lambda desk: desk.correct("merge_speakers", speakers=["Jo Park"]), "does not name two speakers"),
    "a merge with nobody": (
        lambda desk: desk.correct("merge_speakers", speakers=["Jo Park", NamedSpeaker("Eva Holm")]),
        "nobody is called Eva Holm here",
    ),
    "no statement": (lambda desk: desk.correct("not_a_statement"), "it names no statement"),
    "no name": (
        lambda desk: desk.correct("speaker", desk.said("went badly"), speakers=[NamedSpeaker("  ")]),
        "a speaker without a name",
    ),
    "no content": (lambda desk: desk.correct("boundary", desk.said("went badly")), "no parts"),
    "content outside": (
        lambda desk: desk.correct("boundary", desk.said("went badly"), content=(Span(5, 10**9),)),
        "not inside the text",
    ),
    "content out of order": (
        lambda desk: desk.correct("boundary", desk.said("went badly"), content=(Span(9, 12), Span(3, 10))),
        "out of order",
    ),
    "other words": (
        lambda desk: desk.correct("boundary", desk.said("went badly"), content=(Span(0, 5),), words=("never",)),
        "other words stand at its place",
    ),
}


@pytest.mark.parametrize(("make", "reason"), REASONS.values(), ids=REASONS.keys())
def test_what_cannot_be_applied_is_told_with_the_reason(run_with, desk, plain, make, reason):
    analysis, _ = run_with([make(desk)])
    (told,) = analysis.corrections
    assert analysis.statements == plain.statements
    assert reason in told.why_not


def test_a_document_that_is_not_there_is_told(run_with, desk, tmp_path):
    (tmp_path / "other.txt").write_text("Mayor Ana Ruiz said nothing was decided.\n", "utf-8")
    analysis, _ = run_with([desk.correct("not_a_statement", desk.said("went badly"))], tmp_path)
    assert analysis.corrections[0].why_not == "no document stands at talks.txt now"


def test_a_body_gives_the_correction_back(desk):
    correction = boundary(desk, desk.said("40 jobs"), "the ferry to Varn")
    assert from_body(to_body(correction), person=correction.person, at=correction.at) == correction


def test_a_body_does_not_say_who_and_when(desk):
    body = to_body(desk.correct("not_a_statement", desk.said("went badly")))
    assert not {"person", "at", "entry"} & body.keys()


@pytest.mark.parametrize("body", [{}, {"kind": "praise"}, {"kind": "move", "statements": 3}])
def test_a_body_of_another_form_is_refused(body):
    with pytest.raises(DecisionsError, match="cannot be understood"):
        from_body(body)


def test_a_speaker_may_be_merged_away_named_again_and_merged_the_other_way(run_with, desk):
    eva = NamedSpeaker("Eva Holm")
    badly = desk.said("went badly")
    corrections = [
        desk.correct("speaker", badly, speakers=[eva]),
        desk.correct("merge_speakers", speakers=["Jo Park", eva]),
        desk.correct("speaker", badly, speakers=[eva]),
        desk.correct("merge_speakers", speakers=[eva, "Jo Park"]),
    ]
    analysis, _ = run_with(corrections)
    assert [one.applied for one in analysis.corrections] == [True] * 4
    assert not {"Jo Park"} & {one.name for one in analysis.speakers}


def test_a_statement_may_take_the_place_of_one_that_was_none(run_with, desk):
    outer, inner = desk.said("mayor Ana Ruiz warned"), desk.said("the old bridge", speaker="Ana Ruiz")
    corrections = [
        desk.correct("not_a_statement", outer),
        desk.correct("boundary", inner, content=outer.content),
        desk.correct("not_a_statement", inner),
    ]
    analysis, _ = run_with(corrections)
    assert not {outer.id, inner.id} & by_id(analysis).keys()
