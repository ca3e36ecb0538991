"""The accounts table: who says, denies, hedges or passes over which claim."""

import dataclasses

import pytest

from analyzer.tables import accounts_table, look_up, thread_rows


def table(analysis, thread="t-1", **caps):
    lookup = look_up(analysis)
    return accounts_table(lookup.threads[thread], lookup, **caps)


def words(table):
    return {row.claim: dict(zip(table.columns, (cell.word for cell in row.cells), strict=True)) for row in table.rows}


def change(analysis, number, **changes):
    statements = list(analysis.statements)
    statements[number] = dataclasses.replace(statements[number], **changes)
    return dataclasses.replace(analysis, statements=tuple(statements))


@pytest.fixture
def calm(small_analysis):
    """The same without any judged contradiction."""
    return dataclasses.replace(small_analysis, comparisons=(), conflicts=())


@pytest.fixture
def one_thread(calm):
    """All three groups in one thread."""
    groups = tuple(dataclasses.replace(group, thread="t-1") for group in calm.groups)
    thread = dataclasses.replace(calm.threads[0], groups=("g-1", "g-2", "g-3"))
    return dataclasses.replace(calm, groups=groups, threads=(thread,))


def test_who_makes_a_claim_says_it_and_the_others_are_silent(calm):
    assert words(table(calm)) == {
        "the bridge talks went badly": {"Ana Ruiz": "says", "Jo Park": "silent"},
        "the bridge talks were fruitful": {"Ana Ruiz": "silent", "Jo Park": "says"},
    }


def test_a_contradicting_statement_denies(small_analysis):
    assert words(table(small_analysis))["the bridge talks went badly"] == {"Ana Ruiz": "says", "Jo Park": "denies"}


def test_a_comparison_that_is_no_contradiction_denies_nothing(small_analysis):
    neutral = dataclasses.replace(small_analysis.comparisons[0], relation="neutral")
    analysis = dataclasses.replace(small_analysis, comparisons=(neutral,))
    assert words(table(analysis))["the bridge talks went badly"]["Jo Park"] == "silent"


@pytest.mark.parametrize("stance", ["denies", "disputes"])
def test_a_speaker_who_denies_the_claim_itself_denies(calm, stance):
    assert words(table(change(calm, 0, stance=stance)))["the bridge talks went badly"]["Ana Ruiz"] == "denies"


def test_a_statement_that_disputes_another_denies_its_claim(calm):
    disputing = change(calm, 2, stance="disputes", disputes="st-1")
    assert words(table(disputing))["the bridge talks went badly"]["Jo Park"] == "denies"


def test_a_dispute_across_threads_is_not_laid_into_the_table(calm):
    assert words(table(change(calm, 0, stance="disputes", disputes="st-2"), "t-2")) == {
        "40 jobs were lost": {"Otto Lind": "says"}
    }


@pytest.mark.parametrize(("certainty", "word"), [(0.0, "hedges"), (0.69, "hedges"), (0.7, "says"), (1.0, "says")])
def test_uncertain_words_hedge(calm, certainty, word):
    assert words(table(change(calm, 0, certainty=certainty)))["the bridge talks went badly"]["Ana Ruiz"] == word


def test_a_speaker_may_do_both(small_analysis):
    same = change(small_analysis, 2, speakers=("sp-ruiz",))
    assert words(table(same))["the bridge talks went badly"] == {"Ana Ruiz": "says and denies"}


def test_a_cell_names_the_statements_behind_it(small_analysis):
    row = table(small_analysis).rows[0]
    assert [[answer.statements for answer in cell.answers] for cell in row.cells] == [[("st-1",)], [("st-3",)]]


def test_contested_claims_come_first(one_thread):
    contested = change(one_thread, 2, stance="disputes", disputes="st-2")
    assert next((row.claim, row.contested) for row in table(contested).rows) == ("40 jobs were lost", True)


@pytest.fixture
def narrated(one_thread):
    """The reporter says what Otto Lind says."""
    group = dataclasses.replace(one_thread.groups[1], members=("st-1", "st-2"))
    return dataclasses.replace(
        change(one_thread, 0, kind="narration", speakers=()),
        groups=(group, one_thread.groups[2]),
        threads=(dataclasses.replace(one_thread.threads[0], groups=("g-2", "g-3")),),
    )


def test_narration_has_a_column_of_its_own_at_the_end(narrated):
    assert table(narrated).columns == ("Otto Lind", "Jo Park", "(reporter)")
    assert words(table(narrated))["40 jobs were lost"]["(reporter)"] == "says"


def test_who_answers_contested_claims_comes_first(one_thread):
    contested = change(one_thread, 2, stance="disputes", disputes="st-2")
    assert table(contested).columns == ("Jo Park", "Otto Lind", "Ana Ruiz")


def test_claims_that_only_the_reporter_makes_are_no_rows(one_thread):
    told = change(one_thread, 0, kind="narration", speakers=())
    assert table(told).columns == ("Otto Lind", "Jo Park")
    assert "the bridge talks went badly" not in words(table(told))


def test_copies_answer_nothing(one_thread):
    copied = change(one_thread, 1, copy_of="st-1")
    group = dataclasses.replace(one_thread.groups[0], members=("st-1", "st-2"))
    merged = dataclasses.replace(
        copied,
        groups=(group, one_thread.groups[2]),
        threads=(dataclasses.replace(one_thread.threads[0], groups=("g-1", "g-3")),),
    )
    assert table(merged).columns == ("Ana Ruiz", "Jo Park")


def test_second_hand_answers_say_by_whom(one_thread):
    nested = change(one_thread, 2, nested_in="st-1")
    row = next(row for row in table(nested).rows if row.claim == "the bridge talks were fruitful")
    answers = [answer for cell in row.cells for answer in cell.answers]
    assert [(answer.voice, answer.according_to) for answer in answers] == [("says", ("Ana Ruiz",))]


def test_what_is_also_known_at_first_hand_is_not_second_hand(one_thread):
    nested = change(one_thread, 2, nested_in="st-1")
    group = dataclasses.replace(one_thread.groups[1], members=("st-2", "st-3"))
    both = change(nested, 1, speakers=("sp-park",))
    merged = dataclasses.replace(
        both,
        groups=(one_thread.groups[0], group),
        threads=(dataclasses.replace(one_thread.threads[0], groups=("g-1", "g-2")),),
    )
    row = next(row for row in table(merged).rows if row.claim == "40 jobs were lost")
    assert [answer.according_to for cell in row.cells for answer in cell.answers] == [()]


def test_caps_keep_the_reporter_and_are_counted(narrated):
    capped = table(narrated, max_columns=1, max_rows=1)
    assert capped.columns == ("Otto Lind", "(reporter)")
    assert (len(capped.rows), capped.n_columns_left_out, capped.n_rows_left_out) == (1, 1, 1)


def test_threads_with_conflicts_come_first(small_analysis):
    turned = dataclasses.replace(small_analysis, threads=small_analysis.threads[::-1])
    assert [(r.label, r.n_statements, r.n_speakers, r.n_flagged) for r in thread_rows(look_up(turned))] == [
        ("bridge talks", 2, 2, 1),
        ("jobs", 1, 1, 0),
    ]
