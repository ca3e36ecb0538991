"""Two bare texts: how they become statements, and that they are judged as statements are."""

import numpy as np
import pytest

from analyzer.comparisons import fusion
from analyzer.models.hashing import HashingEncoder
from analyzer.pipeline import Parts
from analyzer.settings import ConflictSettings, Settings
from analyzer.two_texts import TextPair, judge_texts


class Watched(HashingEncoder):
    """Counts how often it is asked."""

    def __init__(self):
        super().__init__()
        self.n_calls = 0

    def encode(self, texts):
        self.n_calls += 1
        return super().encode(texts)


SHOW_ALL = Settings(conflicts=ConflictSettings(min_flagged=0.02, min_possible=0.01))


def judge(*pairs, settings=SHOW_ALL, model=None):
    pairs = [pair if isinstance(pair, TextPair) else TextPair(*pair) for pair in pairs]
    return judge_texts(pairs, settings=settings, parts=Parts(encoder=HashingEncoder(), relations=model))


FLOOD = ("The flood killed 40 people in Varn.", "The flood killed 12 people in Varn.")


def test_a_plain_text_is_one_statement_as_a_whole():
    (judged,) = judge(("  The flood\nkilled 40 people in Varn. ", FLOOD[1]))
    left = judged.left
    assert (left.start, left.end, left.text) == (2, 37, "The flood\nkilled 40 people in Varn.")
    assert left.content == ((2, 37),)
    assert left.claim == "The flood killed 40 people in Varn."
    assert (left.kind, left.stance, left.cue, left.copy_of) == ("indirect", "asserts", None, None)
    assert left.document != judged.right.document
    assert not set(left.speakers) & set(judged.right.speakers)


def test_a_clash_is_a_conflict_with_both_sides_in_order():
    (judged,) = judge(FLOOD)
    conflict = judged.conflict
    assert (conflict.kind, conflict.band) == ("numeric", "flagged")
    assert conflict.probability == judged.comparison.contradiction
    assert (conflict.left.statement, conflict.right.statement) == (judged.left.id, judged.right.id)
    assert [FLOOD[0][span.start : span.end] for span in conflict.left.spans] == ["40 people"]
    assert conflict.score == pytest.approx(sum(one.contribution for one in judged.comparison.evidence))
    assert "time" not in {one.signal for one in judged.comparison.evidence}


def test_a_clash_that_is_too_weak_is_a_comparison_but_no_conflict():
    (judged,) = judge(FLOOD, settings=Settings(conflicts=ConflictSettings(min_flagged=1.0, min_possible=1.0)))
    assert (judged.conflict, judged.comparison) == (None, judge(FLOOD)[0].comparison)


def test_like_texts_are_alike():
    (judged,) = judge(("The dam failed on Monday.", "The dam failed on Monday"))
    assert (judged.comparison.relation, judged.conflict) == ("entailment", None)


def test_texts_that_share_nothing():
    (judged,) = judge(("Cats sleep.", "The budget was passed."))
    assert (judged.comparison, judged.conflict) == (None, None)


def test_scores_add_up_to_one():
    for judged in judge(FLOOD, ("The dam failed on Monday.", "The dam failed on Monday")):
        one = judged.comparison
        assert one.entailment + one.neutral + one.contradiction == pytest.approx(1.0)


def test_a_text_that_is_an_attribution_is_taken_apart():
    text = "The ministry denied that the company had closed the northern port."
    (judged,) = judge((text, "The company closed the northern port, engineers said."))
    left, right = judged.left, judged.right
    assert (left.stance, text[left.cue.start : left.cue.end]) == ("denies", "denied")
    assert [text[span.start : span.end] for span in left.content] == ["the company had closed the northern port"]
    assert (right.stance, right.claim) == ("asserts", "The company closed the northern port.")
    assert judged.conflict.kind == "contradiction"


class Model:
    """Takes all that it is asked for a contradiction."""

    def __init__(self):
        self.asked = []

    def relate(self, pairs):
        self.asked.append(list(pairs))
        return np.array([(0.01, 0.01, 0.98)] * len(pairs), np.float32)


def test_a_relation_model_is_asked_about_all_pairs_at_once_and_counts(monkeypatch):
    monkeypatch.setattr(fusion, "WITH_MODEL", {**fusion.WITH_MODEL, "prior": -2.0, "relation": 2.0})
    wet, other, model = (
        ("The old bridge is wet.", "The old bridge is dusty."),
        ("Cats sleep.", "It was passed."),
        Model(),
    )
    assert judge(wet)[0].conflict is None
    one, none, two = judge(wet, other, wet, model=model)
    assert model.asked == [[wet] * 2, [wet[::-1]] * 2]
    assert "relation" in {each.signal for each in one.comparison.evidence}
    assert (one.conflict.kind, two.conflict.kind, none.comparison) == ("contradiction", "contradiction", None)


def test_who_is_named_inside_a_text_does_not_make_it_one_speaker():
    (judged,) = judge(("Mayor Ruiz said the flood killed 40 people.", "Mayor Ruiz said the flood killed 12 people."))
    assert not set(judged.left.speakers) & set(judged.right.speakers)
    assert judged.conflict.kind == "numeric"


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz said the road was safe. The road was closed the same day.",
        "Ruiz said that the port was open and that ships would wait.",
        "The road was closed on the day after Ruiz resigned.",
    ],
)
def test_a_text_that_holds_more_than_one_statement_stays_whole(text):
    (judged,) = judge((text, "The road was closed."))
    assert (judged.left.text, judged.left.content) == (text, ((0, len(text)),))


def test_one_name_is_one_speaker():
    pair = ("The northern port is open.", "The northern port is closed.")
    apart, one = judge(TextPair(*pair, "Ana Ruiz", "Jo Park"), TextPair(*pair, "Ana Ruiz", " ana  ruiz"))
    assert apart.left.speakers != apart.right.speakers
    assert one.left.speakers == one.right.speakers == apart.left.speakers
    assert "one speaker" in {each.words for each in one.comparison.evidence}


def test_a_name_of_blanks_is_no_name():
    (judged,) = judge(TextPair(*FLOOD, " ", " "))
    assert judged.left.speakers != judged.right.speakers


def test_dates_count_and_a_missing_one_is_taken_from_the_other_side():
    pair = ("The company did not close the northern port.", "The company closed the northern port.")
    both, one, none = judge(
        TextPair(*pair, left_date="2024-03-01", right_date="2024-03-02"),
        TextPair(*pair, left_date="2024-03-01"),
        TextPair(*pair),
    )
    signals = [[each.signal for each in judged.comparison.evidence] for judged in (both, one, none)]
    assert ["time" in each for each in signals] == [True, False, False]
    assert (one.left.published, one.right.published, none.left.published) == ("2024-03-01", "2024-03-01", None)
    assert "2024-03-01 / 2024-03-02" in both.conflict.unless


def test_ids_are_distinct_even_for_equal_texts():
    judged = judge(FLOOD, FLOOD, (FLOOD[0], FLOOD[0]))
    ids = [one.id for each in judged for one in (each.left, each.right)]
    assert len(set(ids)) == 6


def test_all_claims_are_embedded_at_once_and_progress_is_told():
    encoder, told = Watched(), []
    judged = judge_texts(
        [TextPair(*FLOOD)] * 3,
        settings=Settings(),
        parts=Parts(encoder=encoder),
        progress=lambda *one: told.append(one),
    )
    assert (len(judged), encoder.n_calls) == (3, 1)
    assert {stage for stage, done, total in told if done == total} == {"embeddings", "comparisons"}


def test_no_pairs():
    encoder = Watched()
    assert judge_texts([], settings=Settings(), parts=Parts(encoder=encoder)) == []
    assert encoder.n_calls == 0


@pytest.mark.parametrize("text", ["?", "“", "\u202e", "said", "x" * 5000, "He said. " * 50])
def test_odd_texts_are_judged(text):
    (judged,) = judge((text, text))
    assert judged.conflict is None
