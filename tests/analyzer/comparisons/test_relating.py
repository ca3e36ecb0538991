"""What is put to the relation model, and what is kept of its answers."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.relating import read_as, relate_claims

NIGHT, DAWN = "the ferry ran through the night", "every boat lay in the harbour until dawn"


class Model:
    """Answers by a rule for the contradiction of two texts, and keeps what it was asked."""

    def __init__(self, rule=lambda one, other: 0.5):
        self.rule, self.asked = rule, []

    def relate(self, pairs):
        self.asked.append(list(pairs))
        return np.array([(0.25 * (1 - c), 0.75 * (1 - c), c) for c in (self.rule(*p) for p in pairs)], np.float32)


def read(*statements):
    return list(read_statements(statements, ()).values())


@pytest.mark.parametrize(("score", "n_asked"), [(0.0, 1), (0.09, 1), (0.11, 2), (0.9, 2)])
def test_the_other_way_round_is_asked_only_where_the_first_way_contradicts(make, score, n_asked):
    model = Model(lambda one, other: score)
    relate_claims([tuple(read(make(NIGHT), make(DAWN)))], model)
    assert model.asked == [[(NIGHT, DAWN)], [(DAWN, NIGHT)]][:n_asked]


def test_both_ways_count_alike(make):
    model = Model(lambda one, other: 0.8 if one == NIGHT else 0.2)
    (found,) = relate_claims([tuple(read(make(NIGHT), make(DAWN)))], model)
    assert (found.forward, found.backward) == (pytest.approx(0.8), pytest.approx(0.2))
    assert found.contradiction == pytest.approx(0.5)


def test_one_way_alone_stands_for_both(make):
    (found,) = relate_claims([tuple(read(make(NIGHT), make(DAWN)))], Model(lambda one, other: 0.04))
    assert found.forward == found.backward == found.contradiction == pytest.approx(0.04)


def test_no_pairs_are_not_asked():
    model = Model()
    assert relate_claims([], model) == []
    assert model.asked == []


CLAUSES = (
    "The harbour board spent the whole of the winter on plans for the new quay;",
    "the ferry ran through the night,",
    "but none of the captains had been told about the storm.",
)
LONG = " ".join(CLAUSES)
AS_ASKED = (CLAUSES[0].rstrip(";"), CLAUSES[1].rstrip(","), CLAUSES[2])


def test_a_long_claim_is_asked_clause_by_clause(make):
    model = Model(lambda one, other: 0.0)
    relate_claims([tuple(read(make(LONG), make(DAWN)))], model)
    (asked,) = model.asked
    assert [one.strip(" ;") for one, _ in asked] == list(AS_ASKED)
    assert {other for _, other in asked} == {DAWN}


def test_a_claim_that_is_not_long_is_asked_whole(make):
    short = " ".join(CLAUSES[1:])
    model = Model()
    relate_claims([tuple(read(make(short), make(DAWN)))], model)
    assert model.asked[0] == [(short, DAWN)]


@pytest.mark.parametrize("worst", AS_ASKED)
def test_the_most_contradictory_clause_counts(make, worst):
    model = Model(lambda one, other: 0.9 if worst in (one.strip(" ;"), other.strip(" ;")) else 0.3)
    left, right = read(make(LONG), make(DAWN))
    for pair in ((left, right), (right, left)):
        assert relate_claims([pair], model)[0].contradiction == pytest.approx(0.9)
        assert worst in [text.strip(" ;") for text in model.asked[-1][0]]


def test_a_clause_meets_the_clause_that_has_most_words_in_common_with_it(make):
    model = Model(lambda one, other: 0.0)
    relate_claims([tuple(read(make(LONG), make(LONG)))], model)
    assert model.asked[0] == [(clause, clause) for clause in AS_ASKED]


def test_the_order_of_the_pairs_is_kept(make):
    texts = [NIGHT, LONG, DAWN, "the quay was washed away", LONG.replace("storm", "flood")]
    score = {texts[0]: 0.05, texts[2]: 0.4, texts[3]: 0.02}
    model = Model(lambda one, other: score.get(one, score.get(other, 0.7 if "storm" in one + other else 0.3)))
    *lefts, right = read(*map(make, texts), make("nobody had seen a wave"))
    found = relate_claims([(left, right) for left in lefts], model)
    assert [one.contradiction for one in found] == pytest.approx([0.05, 0.7, 0.4, 0.02, 0.3])
    assert [one.left_spans[0].start // 1000 for one in found] == [left.statement.start // 1000 for left in lefts]


@pytest.mark.parametrize(
    ("before", "cue", "read_with"),
    [
        ("The mayor condemned ", "condemned", "They condemned a ban on night ferries"),
        ("The union called for ", "called for", "They called for a ban on night ferries"),
        ("The mayor announced ", "announced", "a ban on night ferries"),
        ("The mayor told reporters about ", "told", "a ban on night ferries"),
    ],
)
def test_only_a_cue_that_takes_a_side_is_put_before_its_content(make, before, cue, read_with):
    (reading,) = read(make("a ban on night ferries", before=before, cue=cue))
    assert read_as(reading) == read_with


def test_a_cue_is_not_said_twice(make):
    claim = "Condemned a ban on night ferries."
    (reading,) = read(make("a ban on night ferries", before="The mayor condemned ", cue="condemned", claim=claim))
    assert read_as(reading).lower().count("condemned") == 1


def test_a_cue_that_the_claim_holds_is_not_said_twice(make):
    claim = "The mayor rejects a ban on night ferries."
    (reading,) = read(make("a ban on night ferries", before="The mayor rejected ", cue="rejected", claim=claim))
    assert read_as(reading).count("reject") == 1


@pytest.mark.parametrize(("cue", "stance"), [("denied", "denies"), ("disputed", "disputes")])
def test_a_denial_is_not_put_as_what_it_denies(make, cue, stance):
    (reading,) = read(make("the bank hid the losses", before=f"The chairman {cue} that ", cue=cue, stance=stance))
    assert read_as(reading) != "the bank hid the losses"


def test_a_name_after_the_cue_stays_one(make):
    (reading,) = read(make("Varn to close its harbour", before="The mayor called for ", cue="called for"))
    assert "Varn" in read_as(reading)


def test_the_model_is_asked_about_the_cue_as_well(make):
    model = Model()
    condemned = make("a ban on night ferries", before="The mayor condemned ", cue="condemned")
    relate_claims([tuple(read(condemned, make(DAWN)))], model)
    assert model.asked[0] == [("They condemned a ban on night ferries", DAWN)]


def test_words_that_only_one_side_has_are_marked(make):
    left = make("the old ferry sank off the coast", before="The mayor said ", cue="said")
    right = make("the ferry reached the coast")
    (found,) = relate_claims([tuple(read(left, right))], Model())
    assert [left.text[s.start - left.start : s.end - left.start] for s in found.left_spans] == ["old", "sank"]
    assert [right.text[s.start - right.start : s.end - right.start] for s in found.right_spans] == ["reached"]


def test_neighbours_are_marked_as_one(make):
    left = make("the storm wrecked wooden boats")
    (found,) = relate_claims([tuple(read(left, make("the storm was mild")))], Model())
    assert found.left_spans == ((left.start + 10, left.end),)


WORDS = st.sampled_from(("the", "ferry", "boat", "sank", "did", "not", "harbour", ",", ".", "in", "Varn", "40", "said"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_marked_words_lie_in_their_statement_and_are_never_none(make, one, other):
    left, right = make(one, before="He said: "), make(other)
    (found,) = relate_claims([tuple(read(left, right))], Model())
    for statement, spans in ((left, found.left_spans), (right, found.right_spans)):
        assert spans
        for span in spans:
            assert statement.start <= span.start < span.end <= statement.end
            assert statement.text[span.start - statement.start : span.end - statement.start].strip()
