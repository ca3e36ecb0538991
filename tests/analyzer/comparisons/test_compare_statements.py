"""The stage: which pairs are judged, and what a comparison promises."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer.comparisons import compare_statements
from analyzer.schema import Embeddings, Speaker
from analyzer.settings import ComparisonSettings


@pytest.fixture
def compare():
    def compare(statements, *, speakers=(), cosine=0.7, threads=None, **settings):
        """Compare statements of which every two have the same cosine."""
        n = len(statements)
        gram = np.full((n, n), cosine) + (1 - cosine) * np.eye(n)
        vectors = np.linalg.cholesky(gram).astype(np.float32)
        embeddings = Embeddings(tuple(s.id for s in statements), vectors)
        thread_of = threads or {s.id: "t-1" for s in statements}
        return compare_statements(statements, speakers, embeddings, thread_of, ComparisonSettings(**settings))

    return compare


def pairs(compared):
    return [(c.left, c.right) for c in compared.comparisons]


@pytest.fixture
def two_accounts(make):
    return make("the talks did not go well"), make("the talks were productive")


def test_different_accounts_contradict(compare, two_accounts):
    (comparison,) = compare(two_accounts).comparisons
    assert comparison.relation == "contradiction"


def test_same_words_by_two_speakers_entail(compare, make):
    said = "the bridge over the river will be closed for repairs"
    (comparison,) = compare([make(said), make(said)], cosine=0.99).comparisons
    assert comparison.relation == "entailment"


@pytest.mark.parametrize("cosine", [0.3, 0.7, 0.95])
def test_relations_add_up_to_one(compare, two_accounts, cosine):
    for comparison in compare(two_accounts, cosine=cosine).comparisons:
        assert comparison.entailment + comparison.neutral + comparison.contradiction == pytest.approx(1)


def test_copies_are_not_judged(compare, two_accounts):
    one, other = two_accounts
    assert pairs(compare([one, replace(other, copy_of=one.id)])) == []


def test_statement_and_the_one_it_is_reported_in_are_not_judged(compare, two_accounts):
    one, other = two_accounts
    assert pairs(compare([one, replace(other, nested_in=one.id)])) == []


def test_any_depth_of_nesting_keeps_apart(compare, make, two_accounts):
    one, other = two_accounts
    middle = make("the mayor said that the talks were productive", nested_in=one.id)
    assert (one.id, other.id) not in pairs(compare([one, middle, replace(other, nested_in=middle.id)]))


def test_continuation_is_not_judged_with_its_head(compare, two_accounts):
    one, other = two_accounts
    assert pairs(compare([one, replace(other, continuation_of=one.id)])) == []


def test_one_speaker_restating_is_no_contradiction(compare, two_accounts):
    one, other = two_accounts
    (comparison,) = compare([one, replace(other, speakers=one.speakers)]).comparisons or (None,)
    assert comparison is None or comparison.relation != "contradiction"


def test_spokesman_and_the_body_spoken_for_are_one_voice(compare, make):
    one = make("the mayor knew of the leak in the dam", speaker="sp-office")
    other = make("the mayor did not know of the leak in the dam", speaker="sp-aide")
    speakers = (Speaker("sp-office", "the office"), Speaker("sp-aide", "the aide", speaks_for="sp-office"))
    apart = compare([one, other]).comparisons[0]
    together = compare([one, other], speakers=speakers).comparisons
    assert apart.relation == "contradiction"
    assert all(comparison.relation != "contradiction" for comparison in together)


def test_distant_statements_of_one_thread_are_judged(compare, two_accounts):
    assert len(pairs(compare(two_accounts, cosine=0.3, min_similarity=0.5))) == 1


def test_distant_statements_of_two_threads_are_not(compare, make):
    one, other = make("the talks had been held in the old harbour"), make("the talks had never been held")
    assert len(pairs(compare([one, other], cosine=0.5))) == 1
    assert pairs(compare([one, other], cosine=0.3, threads={one.id: "t-1", other.id: "t-2"})) == []


def test_distant_judgements_of_one_event_are_judged_across_threads_of_one_document(compare, two_accounts):
    one, other = two_accounts
    threads = {one.id: "t-1", other.id: "t-2"}
    assert len(pairs(compare([one, other], cosine=0.3, threads=threads))) == 1
    assert pairs(compare([one, replace(other, document="d-elsewhere")], cosine=0.3, threads=threads)) == []


def test_dispute_is_judged_across_threads(compare, make):
    account = make("the vote was rigged by the mayor")
    dispute = make("the account of the vote", stance="disputes", disputes=account.id)
    threads = {account.id: "t-1", dispute.id: "t-2"}
    (comparison,) = compare([account, dispute], cosine=0.1, threads=threads).comparisons
    assert comparison.evidence[0].signal == "disputes"


def test_dispute_of_a_copy_is_a_dispute_of_its_original(compare, make):
    account = make("the vote was rigged by the mayor")
    printed_again = make("the vote was rigged by the mayor", copy_of=account.id)
    dispute = make("the account of the vote", stance="disputes", disputes=printed_again.id)
    assert pairs(compare([account, printed_again, dispute])) == [(account.id, dispute.id)]


def test_two_disputes_of_one_statement_agree(compare, make):
    account = make("the vote was rigged by the mayor")
    disputes = [make(f"{word} of the vote", stance="disputes", disputes=account.id) for word in ("account", "version")]
    compared = compare([account, *disputes], cosine=0.3).comparisons
    assert {c.relation for c in compared if account.id not in (c.left, c.right)} == {"entailment"}


def test_cap_is_reported(compare, make):
    statements = [make(f"the talks of round {i} were a success") for i in range(6)]
    compared = compare(statements, max_pairs_per_statement=2)
    assert len(compared.cautions) == 6
    assert "the 2 nearest were compared" in compared.cautions[0].what


def test_order_of_statements_does_not_change_the_judgement(compare, two_accounts):
    forward, backward = (compare(order).comparisons[0] for order in (two_accounts, two_accounts[::-1]))
    assert (forward.contradiction, forward.left) == (backward.contradiction, backward.right)


def test_spans_lie_in_the_texts(compare, two_accounts):
    (comparison,) = compare(two_accounts).comparisons
    left = two_accounts[0]
    span = comparison.evidence[0].left_spans[0]
    assert left.text[span.start - left.start : span.end - left.start] == "did not go well"


def test_two_accounts_of_one_utterance_are_compared(compare, make):
    one = make("Ruiz said that a strike was virtually certain", speaker="sp-aide")
    inner_one = make("a strike was virtually certain", speaker="sp-ruiz", nested_in=one.id)
    other = make("Ruiz said that a strike was a distinct possibility", speaker="sp-union")
    inner_other = make("a strike was a distinct possibility", speaker="sp-ruiz", nested_in=other.id)
    compared = compare([one, inner_one, other, inner_other])
    assert (one.id, other.id) in pairs(compared)
    assert all(c.relation == "contradiction" for c in compared.comparisons)


def test_reporter_of_two_views_holds_neither(compare, make):
    one = make("Ruiz said that a strike was virtually certain", speaker="sp-aide")
    inner_one = make("a strike was virtually certain", speaker="sp-ruiz", nested_in=one.id)
    other = make("Park said that it was not certain that a strike would come", speaker="sp-aide")
    inner_other = make("it was not certain that a strike would come", speaker="sp-park", nested_in=other.id)
    compared = compare([one, inner_one, other, inner_other])
    assert pairs(compared) == [(inner_one.id, inner_other.id)]


def test_nothing_to_compare(compare):
    empty = Embeddings((), np.zeros((0, 3), np.float32))
    assert compare_statements((), (), empty, {}, ComparisonSettings()).comparisons == ()
