import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.embeddings import embed_statements
from analyzer.models.hashing import HashingEncoder
from analyzer.schema import Span, Statement
from analyzer.settings import EmbeddingSettings, ThreadSettings
from analyzer.threads import thread_statements

ROOT = Path(__file__).parents[3]
FAR = ThreadSettings(proximity=0.0)
HARBOUR = ["the harbour strike ends today", "the harbour strike ends on Friday", "the harbour strike goes on today"]
THINGS = ["the harbour strike", "the mayor spoke", "a ship left the harbour"]
SCHOOL = ["pupils need more warm lunches", "pupils need many more warm lunches", "pupils eat more warm lunches"]


def statement(name, claim, document=None, start=0, **more):
    return Statement(
        name,
        document or f"d-{name}",
        start,
        start + 40,
        claim,
        (Span(start, start + 40),),
        (),
        "indirect",
        claim,
        **more,
    )


def threads(statements, settings=FAR):
    embeddings = embed_statements(statements, HashingEncoder(), EmbeddingSettings(), lambda *report: None)
    return thread_statements(statements, embeddings, settings)


def together(thread_of, *names):
    return len({thread_of[name] for name in names}) == 1


@pytest.fixture
def two_events():
    claims = [*HARBOUR, *SCHOOL]
    return [statement(f"st-{n}", claim) for n, claim in enumerate(claims)]


def test_near_claims_share_a_thread_and_others_do_not(two_events):
    thread_of = threads(two_events)
    assert together(thread_of, "st-0", "st-1", "st-2")
    assert together(thread_of, "st-3", "st-4", "st-5")
    assert len(set(thread_of.values())) == 2


@pytest.mark.parametrize("link", ["copy_of", "nested_in", "disputes"])
def test_linked_statements_share_a_thread_whatever_they_say(two_events, link):
    linked = replace(two_events[3], **{link: "st-0"})
    thread_of = threads([*two_events[:3], linked, *two_events[4:]])
    assert together(thread_of, "st-0", "st-3")


def test_a_copy_brings_no_edges_of_its_own(two_events):
    # Were its claim compared, the copy would tie the harbour to the school.
    copy = statement("st-9", SCHOOL[0], copy_of="st-0")
    thread_of = threads([*two_events, copy])
    assert together(thread_of, "st-9", "st-0")
    assert not together(thread_of, "st-9", "st-3")


def test_sentences_of_one_quotation_share_a_thread():
    first = statement("st-a", "crane drivers walked out at dawn")
    second = statement("st-b", "we shall see", continuation_of="st-a")
    assert together(threads([first, second]), "st-a", "st-b")


@pytest.mark.parametrize(("start", "same"), [(60, True), (5_000, False)])
def test_standing_near_in_a_document_ties(start, same):
    first = statement("st-a", "crane drivers walked out at dawn", "d-1", 0)
    second = statement("st-b", "we shall see", "d-1", start)
    assert together(threads([first, second], ThreadSettings()), "st-a", "st-b") is same


def test_standing_near_in_different_documents_does_not_tie():
    first = statement("st-a", "crane drivers walked out at dawn", "d-1", 0)
    second = statement("st-b", "we shall see", "d-2", 60)
    assert not together(threads([first, second], ThreadSettings()), "st-a", "st-b")


def test_order_of_statements_does_not_matter(two_events):
    assert threads(two_events) == threads(two_events[::-1])


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_many_statements_does_not_matter(random):
    made = many(90)
    expected = threads(made, ThreadSettings())
    assert 1 < len(set(expected.values())) < 90
    assert threads(random.sample(made, len(made)), ThreadSettings()) == expected


def test_claims_that_share_a_rare_name_tie_though_their_vectors_do_not():
    claims = ["Okonjo walked out of the talks", "a decision by Okonjo was expected", "rain fell", "the sun shone on us"]
    made = [statement(f"st-{n}", claim) for n, claim in enumerate(claims)]
    strict = ThreadSettings(proximity=0.0, min_similarity=0.99)
    assert together(threads(made, strict), "st-0", "st-1")
    assert not together(threads(made, replace(strict, lexical=0.0)), "st-0", "st-1")


@pytest.mark.parametrize(("half_life", "same"), [(0.0, True), (1.0, False)])
def test_what_was_published_far_apart_is_tied_less(half_life, same):
    days = {"st-0": "2024-01-01", "st-1": "2024-01-01", "st-2": "2024-03-01", "st-3": "2024-03-01"}
    claims = ["the strike ends", "the strike ends now", "the strike ends so", "the strike ends there"]
    made = [statement(f"st-{n}", claim, published=days[f"st-{n}"]) for n, claim in enumerate(claims)]
    thread_of = threads(made, ThreadSettings(half_life=half_life, lexical=0.0))
    assert together(thread_of, "st-0", "st-1")
    assert together(thread_of, "st-2", "st-3")
    assert together(thread_of, "st-0", "st-2") is same


@pytest.mark.parametrize("published", [None, "unknown", ""])
def test_an_unknown_date_weakens_no_tie(published):
    first = statement("st-a", HARBOUR[0], published="2024-01-01")
    second = statement("st-b", HARBOUR[1], published=published)
    assert together(threads([first, second], ThreadSettings(half_life=0.001)), "st-a", "st-b")


def test_more_documents_hold_more_events():
    apart = many(480)
    together = [replace(one, document=f"d-{n // 8}", start=5_000 * n) for n, one in enumerate(apart)]
    assert len(set(threads(apart).values())) > len(set(threads(together).values()))


def many(n_statements):
    """Three statements of each event in one article each, about things that only this event has."""
    return [
        statement(f"st-{n:03}", f"{THINGS[n % 3]} of place{n // 3} and town{n // 3}", f"d-{n}")
        for n in range(n_statements)
    ]


def test_ids_follow_from_members_alone(two_events):
    harbour = threads(two_events[:3])
    both = threads(two_events)
    assert {both[name] for name in harbour} == set(harbour.values())


def test_links_to_unknown_statements_are_ignored():
    alone = statement("st-a", "crane drivers walked out", copy_of="st-x", nested_in="st-y", disputes="st-z")
    assert list(threads([alone])) == ["st-a"]


def test_no_statements_no_threads():
    assert threads([]) == {}


PROGRAM = """
import sys
sys.path.insert(0, "tests/analyzer/threads")
import test_communities as t
claims = [*t.HARBOUR, *t.SCHOOL] * 9
made = [t.statement(f"st-{n}", f"{claim} {n % 7}", "d-1", 90 * n) for n, claim in enumerate(claims)]
print(t.threads(made, t.ThreadSettings()))
"""


def test_hash_seed_does_not_matter():
    def run(seed):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=env, cwd=ROOT).stdout

    assert run("1") == run("2") != ""


def restated(speakers):
    """Two stories of three sentences side by side, and in each nearly the same sentence, by these two speakers."""
    said = [
        ("the offers are quite unacceptable to us all this year", HARBOUR, speakers[0]),
        ("the offers were quite unacceptable to us all this year", SCHOOL, speakers[1]),
    ]
    made = []
    for n, (claim, story, speaker) in enumerate(said):
        made += [statement(f"st-{n}-{k}", one, f"d-{n}", 100 * k) for k, one in enumerate(story)]
        made.append(statement(f"st-{n}-said", claim, f"d-{n}", 300, speakers=(speaker,)))
    return made


def test_what_a_speaker_says_again_in_nearly_the_same_words_ties_as_one_quotation_does():
    settings = ThreadSettings(proximity=1.6, min_similarity=0.6, lexical=0.0)
    again, others = threads(restated(("sp-1", "sp-1")), settings), threads(restated(("sp-1", "sp-2")), settings)
    assert together(again, "st-0-said", "st-1-said")
    assert not together(others, "st-0-said", "st-1-said")
