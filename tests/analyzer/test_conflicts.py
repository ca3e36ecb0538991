"""Judged pairs and groups to conflicts."""

from dataclasses import replace

import pytest

from analyzer.conflicts import find_conflicts
from analyzer.schema import Comparison, Evidence, Group, Span, Speaker, Statement
from analyzer.settings import ConflictSettings

NEVER_A_VERDICT = ("wrong", "lie", "false", "right", "true", "liar")


def statement(number: int, text: str, **more) -> Statement:
    at = 1000 * number
    given = {
        "id": f"st-{number}",
        "document": "d-1",
        "start": at,
        "end": at + len(text),
        "text": text,
        "content": (Span(at, at + len(text)),),
        "quoted": (),
        "kind": "indirect",
        "claim": text,
        "speakers": (f"sp-{number}",),
    }
    return Statement(**(given | more))


def span(of: Statement, words: str) -> Span:
    start = of.start + of.text.index(words)
    return Span(start, start + len(words))


def comparison(
    left, right, left_words, right_words, *, signal="characterisation", contribution=4.5, probability=0.8, more=()
):
    evidence = Evidence(
        signal, contribution, (span(left, left_words),), (span(right, right_words),), f"{left_words} / {right_words}"
    )
    scores = 0.05, 0.95 - probability, probability
    return Comparison(left.id, right.id, 0.5, "contradiction", *scores, (evidence, *more))


def alone(*statements) -> list[Group]:
    return [Group(f"g-{s.id}", "t-1", s.claim, (s.id,), s.id, 1.0, 1) for s in statements]


BADLY = statement(1, "The talks did not go well.")
FRUITFUL = statement(2, "The talks were fruitful.")
CLASH = comparison(BADLY, FRUITFUL, "did not go well", "fruitful")


def find(statements, comparisons, groups=None, speakers=(), **settings):
    return find_conflicts(statements, speakers, comparisons, groups or alone(*statements), ConflictSettings(**settings))


def test_one_clash_is_one_conflict():
    (conflict,) = find([BADLY, FRUITFUL], [CLASH])
    assert (conflict.kind, conflict.strength, conflict.band) == ("characterisation", "hard", "flagged")


def test_rationale_names_the_event_and_the_words():
    (conflict,) = find([BADLY, FRUITFUL], [CLASH])
    assert conflict.rationale == "They describe the same talks in opposite words: “did not go well” and “fruitful”."


def test_score_is_the_sum_of_contributions():
    extra = Evidence("subject", 0.25)
    clash = comparison(BADLY, FRUITFUL, "did not go well", "fruitful", more=(extra,))
    (conflict,) = find([BADLY, FRUITFUL], [clash])
    assert conflict.score == pytest.approx(sum(e.contribution for e in conflict.evidence)) == pytest.approx(4.75)


def test_probability_is_that_of_the_cited_pair():
    weaker = comparison(BADLY, FRUITFUL, "well", "fruitful", contribution=1.5, probability=0.6)
    (conflict,) = find([BADLY, FRUITFUL], [weaker, CLASH])
    assert (conflict.probability, conflict.evidence) == (CLASH.contradiction, CLASH.evidence)


def test_id_follows_from_the_two_statements_in_either_order():
    turned = comparison(FRUITFUL, BADLY, "fruitful", "did not go well")
    assert find([BADLY, FRUITFUL], [CLASH])[0].id == find([BADLY, FRUITFUL], [turned])[0].id


@pytest.mark.parametrize(
    ("probability", "bands"),
    [(0.9, ["flagged"]), (0.7, ["flagged"]), (0.69, ["possible"]), (0.3, ["possible"]), (0.29, [])],
)
@pytest.mark.parametrize("contribution", [0.3, 4.0])
def test_bands_follow_from_the_probability(probability, bands, contribution):
    clash = comparison(BADLY, FRUITFUL, "well", "fruitful", contribution=contribution, probability=probability)
    found = find([BADLY, FRUITFUL], [clash], min_flagged=0.7, min_possible=0.3)
    assert [conflict.band for conflict in found] == bands


def test_limits_that_are_not_given_are_those_of_the_settings():
    limits = ConflictSettings()
    assert 0 < limits.min_possible < limits.min_flagged < 1
    for probability, bands in ((limits.min_flagged, ["flagged"]), (limits.min_possible, ["possible"]), (0.0, [])):
        clash = comparison(BADLY, FRUITFUL, "well", "fruitful", probability=probability)
        assert [conflict.band for conflict in find([BADLY, FRUITFUL], [clash])] == bands


def test_evidence_without_a_clash_is_no_conflict():
    for evidence in (
        Evidence("subject", 5.0),
        Evidence("sameness", 5.0),
        replace(CLASH.evidence[0], contribution=-0.1),
    ):
        assert find([BADLY, FRUITFUL], [replace(CLASH, evidence=(evidence,))]) == ()


@pytest.mark.parametrize(("relation", "kind"), [(4.4, "characterisation"), (4.6, "contradiction")])
def test_the_clash_that_counts_most_gives_kind_and_words(relation, kind):
    seen = Evidence("relation", relation, (span(BADLY, "talks"),), (span(FRUITFUL, "were"),))
    clash = comparison(BADLY, FRUITFUL, "did not go well", "fruitful", more=(seen,))
    (conflict,) = find([BADLY, FRUITFUL], [clash])
    assert conflict.kind == kind
    assert ("“talks” and “were”" in conflict.rationale) == (kind == "contradiction")


def test_copies_are_never_cited():
    copy = statement(3, "The talks did not go well.", copy_of=BADLY.id)
    groups = [
        Group("g-1", "t-1", "badly", (BADLY.id, copy.id), BADLY.id, 1.0, 1),
        *alone(FRUITFUL),
    ]
    (conflict,) = find([BADLY, FRUITFUL, copy], [CLASH], groups)
    cited = (conflict.left.statement, conflict.right.statement, *conflict.left.also, *conflict.right.also)
    assert copy.id not in cited


def test_one_conflict_for_two_groups():
    badly_too = statement(3, "The talks went badly.")
    groups = [Group("g-1", "t-1", "badly", (BADLY.id, badly_too.id), BADLY.id, 0.9, 2), *alone(FRUITFUL)]
    weaker = comparison(badly_too, FRUITFUL, "badly", "fruitful", contribution=2.1)
    (conflict,) = find([BADLY, FRUITFUL, badly_too], [weaker, CLASH], groups)
    assert (conflict.left.statement, conflict.left.also) == (BADLY.id, (badly_too.id,))


def test_outer_and_inner_attribution_are_one_conflict():
    outer = statement(3, "Ruiz said the talks did not go well.")
    inner = statement(4, "the talks did not go well", nested_in=outer.id)
    pairs = [
        comparison(outer, FRUITFUL, "did not go well", "fruitful"),
        comparison(inner, FRUITFUL, "did not go well", "fruitful", contribution=2.4),
    ]
    assert len(find([outer, inner, FRUITFUL], pairs)) == 1


def test_two_reasons_are_two_conflicts():
    forty, ninety = statement(3, "The talks cost 40 jobs."), statement(4, "The talks cost 90 jobs.")
    pairs = [CLASH, comparison(forty, ninety, "40 jobs", "90 jobs", signal="numbers")]
    assert [c.kind for c in find([BADLY, FRUITFUL, forty, ninety], pairs)] == ["characterisation", "numeric"]


def test_members_of_one_group_do_not_conflict():
    group = Group("g-1", "t-1", "talks", (BADLY.id, FRUITFUL.id), BADLY.id, 0.9, 2)
    assert find([BADLY, FRUITFUL], [CLASH], [group]) == ()


def test_also_leaves_out_those_who_speak_on_the_other_side():
    both_ways = statement(3, "The talks were long and bad.", speakers=FRUITFUL.speakers)
    groups = [Group("g-1", "t-1", "badly", (BADLY.id, both_ways.id), BADLY.id, 0.9, 2), *alone(FRUITFUL)]
    (conflict,) = find([BADLY, FRUITFUL, both_ways], [CLASH], groups)
    assert conflict.left.also == ()


def test_also_is_capped():
    more = [statement(n, "The talks went badly.") for n in range(3, 9)]
    members = (BADLY.id, *(s.id for s in more))
    groups = [Group("g-1", "t-1", "badly", members, BADLY.id, 0.9, 7), *alone(FRUITFUL)]
    (conflict,) = find([BADLY, FRUITFUL, *more], [CLASH], groups, max_also=2)
    assert len(conflict.left.also) == 2


@pytest.mark.parametrize(
    ("signal", "voices", "kind"),
    [
        ("certainty", "two accounts of one utterance", "attribution"),
        ("certainty", "", "certainty"),
        ("disputes", "two accounts of one utterance", "disputed_account"),
        ("existence", "", "contradiction"),
        ("negation", "", "contradiction"),
        ("antonyms", "", "contradiction"),
        ("relation", "", "contradiction"),
        ("position", "", "position"),
        ("dates", "", "date"),
        ("numbers", "", "numeric"),
    ],
)
def test_kinds(signal, voices, kind):
    more = (Evidence("voices", 0.0, words=voices),) if voices else ()
    clash = comparison(BADLY, FRUITFUL, "did not go well", "fruitful", signal=signal, more=more)
    assert find([BADLY, FRUITFUL], [clash])[0].kind == kind


def test_one_speaker_on_two_days_has_changed_position():
    later = replace(FRUITFUL, speakers=BADLY.speakers, published="2031-03-02")
    earlier = replace(BADLY, published="2031-03-01")
    clash = comparison(
        earlier,
        later,
        "did not go well",
        "fruitful",
        signal="negation",
        more=(Evidence("voices", -0.5, words="one speaker"),),
    )
    (conflict,) = find([earlier, later], [clash])
    assert (conflict.kind, conflict.strength) == ("changed_position", "soft")


def test_other_day_is_soft_and_named_in_unless():
    clash = comparison(
        BADLY, FRUITFUL, "did not go well", "fruitful", more=(Evidence("time", -0.4, words="2031-03-01 / 2031-03-02"),)
    )
    (conflict,) = find([BADLY, FRUITFUL], [clash])
    assert conflict.strength == "soft"
    assert "2031-03-01 / 2031-03-02" in conflict.unless


@pytest.mark.parametrize(
    "signal", ["disputes", "existence", "certainty", "numbers", "negation", "antonyms", "position", "relation"]
)
def test_rationale_is_one_sentence_and_no_verdict(signal):
    (conflict,) = find([BADLY, FRUITFUL], [comparison(BADLY, FRUITFUL, "talks", "fruitful", signal=signal)])
    assert conflict.rationale.endswith("“fruitful”.")
    assert conflict.rationale.count(". ") == 0
    assert not set(conflict.rationale.lower().replace(".", "").split()) & set(NEVER_A_VERDICT)


def test_strongest_first_then_by_id():
    others = [statement(n, "The talks went badly.", document=f"d-{n}") for n in (3, 4)]
    pairs = [
        comparison(s, FRUITFUL, "badly", "fruitful", signal=signal, contribution=c)
        for s, signal, c in zip(others, ("negation", "antonyms"), (2.2, 2.2), strict=True)
    ]
    found = find([BADLY, FRUITFUL, *others], [*pairs, CLASH])
    assert [c.score for c in found] == [4.5, 2.2, 2.2]
    assert found[1].id < found[2].id


def test_order_of_input_does_not_matter():
    others = [statement(n, "The talks went badly.", document=f"d-{n}") for n in (3, 4)]
    pairs = [CLASH, *(comparison(s, FRUITFUL, "badly", "fruitful", contribution=2.2) for s in others)]
    statements = [BADLY, FRUITFUL, *others]
    assert find(statements, pairs) == find(statements[::-1], pairs[::-1], alone(*statements)[::-1])


def test_spokesman_stands_on_the_side_of_the_body():
    aide = statement(3, "The talks went badly.", speakers=("sp-aide",))
    speakers = [Speaker("sp-aide", "the aide", speaks_for="sp-2")]
    groups = [Group("g-1", "t-1", "badly", (BADLY.id, aide.id), BADLY.id, 0.9, 2), *alone(FRUITFUL)]
    (conflict,) = find([BADLY, FRUITFUL, aide], [CLASH], groups, speakers)
    assert conflict.left.also == ()


def test_nothing_to_find():
    assert find([], []) == ()
