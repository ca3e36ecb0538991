"""Two statements of the bridge talks and one on jobs, judged by the signals alone."""

from dataclasses import replace

import pytest

from analyzer.models.hashing import HashingEncoder
from analyzer.schema import Comparison, Embeddings
from analyzer.storage import ANALYSIS_FILE, EMBEDDINGS_FILE, write_analysis, write_embeddings
from analyzer.tables.statement_links import statement_links
from dashboard.drawing.claims_shown import agreeing_card, claim_head, clash_card, near_card
from dashboard.state import open_analysis
from dashboard.work.claims import Claim, judge_claim
from dashboard.work.judged_statements import JudgedStatement, are_turned, is_alike, says_the_same


@pytest.fixture
def judged(small_analysis, folder):
    """Return a function that judges a claim against the small analysis."""

    def judge(text, *, with_vectors=True, analysis=None, **known):
        settings = {"embeddings": {"model": "hashed-words"}, "comparisons": {"relations": "none"}}
        made = small_analysis if analysis is None else analysis
        provenance = replace(made.provenance, settings=settings, models=(HashingEncoder().describe(),))
        made = replace(made, provenance=provenance)
        write_analysis(made, folder / ANALYSIS_FILE)
        if with_vectors:
            vectors = HashingEncoder().encode([one.claim for one in made.statements])
            ids = tuple(one.id for one in made.statements)
            write_embeddings(Embeddings(ids, vectors), made, folder / EMBEDDINGS_FILE)
        return judge_claim(Claim(text, **known), open_analysis())

    return judge


def ids(some):
    return [one.statement.id for one in some]


def test_what_clashes_is_found_with_its_reason(judged):
    found = judged("The bridge talks were productive.")
    assert ids(found.clashing) == ["st-1"]
    assert "opposite words" in found.clashing[0].conflict.rationale


def test_what_says_the_same_is_found(judged):
    assert ids(judged("The bridge talks went badly.").agreeing) == ["st-1"]


def test_what_is_alike_but_for_a_negation_does_not_say_the_same():
    one = JudgedStatement(None, 0.9, Comparison("a", "b", 0.9, "entailment", 0.8, 0.2, 0.0), None, is_turned=True)
    assert is_alike(one, 0.6)
    assert not says_the_same(one, 0.6)


@pytest.mark.parametrize(
    ("claim", "stance", "turned"),
    [
        ("the bridge talks went badly", "asserts", False),
        ("the bridge talks did not go badly", "asserts", True),
        ("the bridge talks went badly", "denies", True),
        ("the bridge talks did not go badly", "denies", False),
    ],
)
def test_a_negation_or_a_denial_turns_a_statement_round(small_analysis, claim, stance, turned):
    first = small_analysis.statements[0]
    assert are_turned(first, replace(first, claim=claim, stance=stance)) is turned


def test_figures_clash(judged):
    assert "st-2" in ids(judged("90 jobs were lost.").clashing)


def test_what_has_nothing_to_do_with_it_is_not_listed(judged):
    found = judged("Bananas ripen early.")
    assert (found.clashing, found.agreeing, found.neither) == ((), (), ())
    assert found.n_judged == 3


@pytest.mark.parametrize(("name", "known"), [("otto LIND", "Otto Lind"), ("Somebody Else", None), ("", None)])
def test_a_speaker_of_the_analysis_is_known_by_name(judged, name, known):
    assert judged("40 jobs were lost.", speaker=name).known_speaker == known


def test_a_name_that_two_speakers_share_is_neither(judged, small_analysis):
    speakers = tuple(replace(s, aliases=("Park",)) if s.id != "sp-port" else s for s in small_analysis.speakers)
    found = judged("40 jobs were lost.", speaker="Park", analysis=replace(small_analysis, speakers=speakers))
    assert found.known_speaker is None


def test_who_is_known_speaks_as_that_speaker(judged):
    assert judged("The bridge talks were fruitful.", speaker="mayor ana ruiz").claim.speakers == ("sp-ruiz",)


def test_a_claim_without_a_date_is_of_the_day_of_each_statement_and_one_of_another_day_clashes_less(judged):
    assert ids(judged("90 jobs were lost.").clashing) == ["st-2"]
    later = judged("90 jobs were lost.", day="2024-06-01")
    assert (ids(later.clashing), ids(later.neither)) == ([], ["st-2"])


def test_copies_are_not_judged(judged, small_analysis):
    said = small_analysis.statements
    copied = replace(small_analysis, statements=(*said[:2], replace(said[2], copy_of="st-1")))
    assert judged("The bridge talks were productive.", analysis=copied).n_judged == 2


def test_without_vectors_what_shares_rare_words_is_judged(judged):
    found = judged("The bridge talks were productive.", with_vectors=False)
    assert ids(found.clashing) == ["st-1"]


def test_a_claim_is_judged_once(judged):
    text = "The bridge talks were productive."
    assert judged(text) is judge_claim(Claim(text), open_analysis())


def test_an_analysis_without_statements_judges_nothing(judged, small_analysis):
    bare = replace(small_analysis, statements=(), groups=(), threads=(), conflicts=(), comparisons=())
    assert judged("The bridge talks were productive.", analysis=bare, with_vectors=False).n_judged == 0


def test_both_texts_are_drawn_with_what_differs_marked(judged):
    found = judged("The bridge talks were productive.")
    drawn = clash_card(found.clashing[0], found, open_analysis().once(statement_links))
    assert ">productive</mark>" in drawn
    assert ">went badly</mark>" in drawn
    assert "href='documents?statement=st-1'" in drawn


def test_agreement_is_drawn_with_its_score_and_threshold(judged):
    found = judged("The bridge talks went badly.")
    drawn = agreeing_card(found.agreeing[0], found, open_analysis().once(statement_links), 0.6)
    assert "from 0.60 on two statements are put into one group" in drawn
    assert "What was weighed" in drawn


def test_what_is_only_near_says_how_near(judged):
    found = judged("The bridge talks are on again.")
    drawn = near_card(found.neither[0], found, open_analysis().once(statement_links), 0.6)
    assert "Nearness in meaning 0." in drawn


def test_the_head_says_how_the_claim_was_read(judged):
    drawn = claim_head(judged("The mayor denied that 40 jobs were lost.", speaker="<i>Ash</i>"))
    assert "denies" in drawn
    assert "&lt;i&gt;Ash" in drawn
