"""Accounts by publishers, what they rest on, and which sides are printed where."""

import dataclasses

import pytest

from analyzer.schema import Analysis
from analyzer.tables import (
    LINES_HEADER,
    Answer,
    account_lines,
    accounts_table,
    first_columns,
    laid_out,
    look_up,
    printed_words,
    sides_printed,
    table_sources,
    thread_accounts,
)


def changed(analysis: Analysis, number: int, **changes) -> Analysis:
    statements = list(analysis.statements)
    statements[number] = dataclasses.replace(statements[number], **changes)
    return dataclasses.replace(analysis, statements=tuple(statements))


def published(analysis: Analysis, *publishers: str | None) -> Analysis:
    named = zip(analysis.documents, publishers, strict=True)
    return dataclasses.replace(
        analysis, documents=tuple(dataclasses.replace(document, publisher=name) for document, name in named)
    )


def gathered(analysis: Analysis, by="publishers"):
    lookup = look_up(analysis)
    return thread_accounts(lookup.threads["t-1"], lookup, by=by)


def words(accounts):
    table = laid_out(accounts)
    return {row.claim: dict(zip(table.columns, (cell.word for cell in row.cells), strict=True)) for row in table.rows}


@pytest.fixture
def printed(small_analysis) -> Analysis:
    return published(small_analysis, "Ledger", "Mail")


@pytest.fixture
def one_prints_both(printed) -> Analysis:
    """The Mail prints what the Ledger prints, word for word, and its denial."""
    copy = dataclasses.replace(printed.statements[0], id="st-4", document="d-south", copy_of="st-1")
    group = dataclasses.replace(printed.groups[0], members=("st-1", "st-4"))
    return dataclasses.replace(printed, statements=(*printed.statements, copy), groups=(group, *printed.groups[1:]))


def test_a_publisher_prints_what_is_said_and_denied_in_its_documents(printed):
    assert words(gathered(printed))["the bridge talks went badly"] == {"Ledger": "says", "Mail": "denies"}


def test_a_publisher_is_not_said_to_make_the_claim_itself(printed):
    answers = gathered(printed).claims[0].answers
    assert {name: cell.answers[0].said_by for name, cell in answers.items()} == {
        "Ledger": ("Ana Ruiz",),
        "Mail": ("Jo Park",),
    }


def test_a_document_without_publisher_stands_for_itself(small_analysis):
    columns = gathered(published(small_analysis, "Ledger", None)).columns
    assert set(columns) == {"Ledger", "south.txt (publisher not known)"}


def test_a_copy_is_printed_too(one_prints_both):
    assert words(gathered(one_prints_both))["the bridge talks went badly"]["Mail"] == "says and denies"


def test_the_copy_of_a_denial_is_printed_too(printed):
    copy = dataclasses.replace(printed.statements[2], id="st-4", document="d-north", copy_of="st-3")
    group = dataclasses.replace(printed.groups[2], members=("st-3", "st-4"))
    both = dataclasses.replace(printed, statements=(*printed.statements, copy), groups=(*printed.groups[:2], group))
    assert words(gathered(both))["the bridge talks went badly"]["Ledger"] == "says and denies"


def test_a_copy_is_no_voice_of_its_speaker(one_prints_both):
    answer = gathered(one_prints_both, by="speakers").claims[0].answers["Ana Ruiz"].answers[0]
    assert answer.statements == ("st-1",)


def test_who_prints_one_side_only_is_counted(one_prints_both):
    found = {row.publisher: row for row in sides_printed(gathered(one_prints_both))}
    badly, fruitful = 1, 1
    assert (found["Mail"].both, found["Ledger"].only_made, found["Ledger"].only_denied) == (2, badly, fruitful)


def test_without_dispute_no_sides_are_counted(printed):
    calm = dataclasses.replace(printed, comparisons=(), conflicts=())
    assert sides_printed(gathered(calm)) == ()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("says", ("st-1",), said_by=("Ana",)), "prints that Ana says so"),
        (Answer("hedges", ("st-1",), said_by=("(reporter)",)), "hedges it in its own words"),
        (Answer("denies", ("st-1",), said_by=("(speaker not named)",)), "prints that somebody not named denies it"),
        (Answer("says", ("st-1",), said_by=tuple("ABCDE")), "prints that A, B, C and 2 more say so"),
    ],
)
def test_what_a_publisher_prints_is_said_in_words(answer, said):
    assert printed_words(answer) == said


def test_who_says_that_they_deny_something_says_that_claim(small_analysis):
    denying = changed(small_analysis, 0, stance="denies", claim="Ana Ruiz denies that the bridge talks went badly.")
    answers = gathered(dataclasses.replace(denying, comparisons=()), by="speakers").claims[0].answers
    assert answers["Ana Ruiz"].word == "says"


@pytest.mark.parametrize(("disputes", "word"), [("st-1", "denies"), (None, "says otherwise")])
def test_a_contradiction_is_no_denial_in_so_many_words(small_analysis, disputes, word):
    answered = changed(small_analysis, 2, stance="disputes", disputes=disputes)
    claim = next(c for c in gathered(answered, by="speakers").claims if c.group_id == "g-1")
    assert claim.answers["Jo Park"].answers[0].word == word


def test_the_copy_of_a_denial_denies_as_openly(printed):
    openly = changed(printed, 2, stance="disputes", disputes="st-1")
    copy = dataclasses.replace(openly.statements[2], id="st-4", document="d-north", copy_of="st-3", disputes=None)
    group = dataclasses.replace(printed.groups[2], members=("st-3", "st-4"))
    both = dataclasses.replace(openly, statements=(*openly.statements, copy), groups=(*printed.groups[:2], group))
    claim = next(c for c in gathered(both).claims if c.group_id == "g-1")
    assert [answer.word for answer in claim.answers["Ledger"].answers] == ["says", "denies"]


def test_a_claim_names_its_conflicts_and_the_other_claim(small_analysis):
    clash = gathered(small_analysis, by="speakers").claims[0].clashes[0]
    assert (clash.conflict, clash.other_group, clash.words) == ("c-1", "g-3", "Different characterisation, flagged")


def test_a_claim_in_a_conflict_is_contested_though_nobody_denies_it(small_analysis):
    softly = dataclasses.replace(small_analysis, comparisons=())
    assert [claim.contested for claim in gathered(softly, by="speakers").claims] == [True, True]


def test_a_speaker_who_is_not_named_has_a_column(small_analysis):
    nobody = changed(small_analysis, 0, speakers=())
    assert gathered(nobody, by="speakers").columns == ("Jo Park", "(speaker not named)")


def test_columns_know_the_speaker_they_stand_for(small_analysis):
    nobody = changed(small_analysis, 0, speakers=())
    assert laid_out(gathered(nobody, by="speakers")).speaker_ids == ("sp-park", None)


def test_what_is_not_laid_out_is_counted(small_analysis):
    accounts = gathered(small_analysis, by="speakers")
    table = laid_out(accounts, claims=accounts.claims[:1], columns=accounts.columns[:1])
    assert (table.n_rows_left_out, table.n_columns_left_out) == (1, 1)


def test_the_reporter_is_not_named_twice():
    assert first_columns(("Ash", "(reporter)"), 2) == ("Ash", "(reporter)")


def test_sources_name_words_place_and_who_reports_them(small_analysis):
    nested = look_up(changed(small_analysis, 2, nested_in="st-1"))
    table = accounts_table(nested.threads["t-1"], nested)
    found = table_sources(table, nested)["st-3"]
    assert (found.speaker, found.according_to, found.document) == ("Jo Park", ("Ana Ruiz",), "south.txt")


def test_sources_beyond_the_cap_are_not_shaped(one_prints_both):
    lookup = look_up(one_prints_both)
    table = laid_out(gathered(changed(one_prints_both, 3, document="d-north")))
    assert "st-4" not in table_sources(table, lookup, per_answer=1)


def test_the_lines_to_take_away_hold_a_line_for_each_statement(one_prints_both):
    lookup = look_up(one_prints_both)
    lines = [dict(zip(LINES_HEADER, line, strict=True)) for line in account_lines(gathered(one_prints_both), lookup)]
    badly = [line for line in lines if line["claim"] == "the bridge talks went badly"]
    assert sorted((line["column"], line["answer"], line["copy"]) for line in badly) == [
        ("Ledger", "says", "no"),
        ("Mail", "says", "yes"),
        ("Mail", "says otherwise", "no"),
    ]
