"""Quotations against a gold: every count below was worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.evaluation import MarkedArticle, Quotation, Retrieval, Share, score_quotations
from analyzer.evaluation.quotation_words import head_word, quotation_kind, quoted_regions
from analyzer.schema import Span

FERRY = "“The ferry is late,” said Ana Ruiz. “It will come.” The port, Otto Lind warned, may close two piers by noon."


def spans(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def quote(*content, source=None, cue=None, text=FERRY, confidence=None):
    return Quotation(
        spans(text, *content), spans(text, source) if source else (), spans(text, cue) if cue else (), confidence
    )


LATE = quote("The ferry is late", "It will come", source="Ana Ruiz", cue="said")
PIERS = quote("The port", "may close two piers by noon", source="Otto Lind", cue="warned")


def score(gold, predicted, text=FERRY):
    return score_quotations([MarkedArticle("a", text, tuple(gold))], [MarkedArticle("a", "", tuple(predicted))])


def test_gold_against_itself_is_right_everywhere():
    scores = score([LATE, PIERS], [LATE, PIERS])
    assert scores.content.exact == scores.content.touching == scores.end_to_end == Retrieval(2, 2, 2, 2)
    assert scores.content_words == Retrieval(15, 15, 15, 15)
    assert scores.source_words == Retrieval(4, 4, 4, 4)
    assert scores.cue_words == Retrieval(2, 2, 2, 2)
    assert scores.speakers.right == scores.speakers.in_place == scores.speakers.exact == Share(2, 2)


def test_marks_and_white_space_at_the_edges_do_not_matter():
    wide = quote("“The ferry is late,” ", " “It will come.” ", source=" Ana Ruiz.", cue=" said ")
    scores = score([LATE], [wide])
    assert scores.content.exact == scores.end_to_end == Retrieval(1, 1, 1, 1)
    assert scores.speakers.exact == Share(1, 1)


@pytest.mark.parametrize(
    ("content", "exact", "overlapping", "touching"),
    [
        (("The port", "may close two piers by noon"), 1, 1, 1),
        (("may close two piers by noon",), 0, 0, 1),  # 6 of 8 words
        (("port", "may close two piers by noon"), 0, 1, 1),  # 7 of 8
        (("The port, Otto Lind warned, may close two piers by noon",), 0, 0, 1),  # 8 of 11
        (("The port, Otto", "may close two piers by noon"), 0, 1, 1),  # 8 of 9
        (("noon",), 0, 0, 1),
        (("Otto Lind warned",), 0, 0, 0),
    ],
)
def test_how_far_a_content_is_found(content, exact, overlapping, touching):
    found = score([PIERS], [quote(*content, source="Otto Lind")]).content
    assert [one.n_right for one in (found.exact, found.overlapping, found.touching)] == [exact, overlapping, touching]


def test_an_interrupted_quotation_is_found_by_its_halves_once():
    scores = score([LATE], [quote("The ferry is late", source="Ana Ruiz"), quote("It will come", source="Ana Ruiz")])
    assert scores.content.touching == Retrieval(1, 1, 2, 1)
    assert scores.content.overlapping == Retrieval(1, 0, 2, 0)
    assert scores.content_words == Retrieval(7, 7, 7, 7)


def test_of_two_predictions_for_one_gold_the_nearer_counts():
    near = quote("The port", "may close two piers by noon", source="Otto Lind", confidence=0.9)
    far = quote("close two piers by noon", source="Ana Ruiz", confidence=0.6)
    for order in ([near, far], [far, near]):
        scores = score([PIERS], order)
        assert scores.content.exact == scores.end_to_end == Retrieval(1, 1, 2, 1)
        assert (scores.confidence.n, scores.confidence.n_right) == (2, 1)


def test_a_prediction_answers_one_gold_alone():
    whole = quote("The ferry is late,” said Ana Ruiz. “It will come", source="Ana Ruiz")
    scores = score([quote("The ferry is late"), quote("It will come")], [whole])
    assert scores.content.touching == Retrieval(2, 1, 1, 1)
    assert scores.content.touching.recall == 0.5
    assert scores.content.touching.f1 == pytest.approx(2 / 3)


def test_what_has_no_word_is_passed_over():
    scores = score([LATE, quote(",” ")], [LATE, quote(". ")])
    assert scores.content.exact == Retrieval(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("gold", "predicted", "right", "in_place", "none_given", "rightly_none"),
    [
        ("Ana Ruiz", "Ana Ruiz", (1, 1), (1, 1), (0, 1), (0, 0)),
        ("Ana Ruiz", "Ruiz", (1, 1), (1, 1), (0, 1), (0, 0)),
        ("Ana Ruiz", "Otto Lind", (0, 1), (0, 1), (0, 1), (0, 0)),
        ("Ana Ruiz", "Ana", (0, 1), (0, 1), (0, 1), (0, 0)),
        ("Ana Ruiz", None, (0, 1), (0, 1), (1, 1), (0, 0)),
        (None, None, (0, 0), (0, 0), (0, 0), (1, 1)),
        (None, "Ana Ruiz", (0, 0), (0, 0), (0, 0), (0, 1)),
    ],
)
def test_the_speaker(gold, predicted, right, in_place, none_given, rightly_none):
    scores = score([quote("It will come", source=gold)], [quote("It will come", source=predicted)])
    found = scores.speakers
    assert found.right == Share(*right)
    assert found.in_place == Share(*in_place)
    assert found.none_given == Share(*none_given)
    assert found.rightly_none == Share(*rightly_none)
    assert scores.end_to_end.n_right == right[0] + rightly_none[0]


def test_the_same_name_elsewhere_is_right_but_not_in_its_place():
    text = "Mayor Ana Ruiz smiled. “We won,” Ruiz’s office quoted Ruiz."
    gold = Quotation(spans(text, "We won"), spans(text, "Ruiz."))
    found = score([gold], [quote("We won", source="Mayor Ana Ruiz", text=text)], text).speakers
    assert (found.right, found.in_place, found.exact) == (Share(1, 1), Share(0, 1), Share(0, 1))


def test_speakers_are_judged_where_the_content_overlaps():
    scores = score([PIERS], [quote("noon", source="Otto Lind")])
    assert scores.speakers.right == Share(0, 0)
    assert scores.end_to_end == Retrieval(1, 0, 1, 0)


def test_kinds_are_told_by_the_marks_and_found_by_the_gold_but_right_by_the_prediction():
    mixed = quote("late,” said Ana Ruiz. “It will come")
    scores = score([LATE, PIERS], [mixed, PIERS])
    direct, both, indirect = (scores.by_kind[kind] for kind in ("direct", "mixed", "indirect"))
    assert direct.content.touching == Retrieval(1, 1, 0, 0)
    assert both.content.touching == Retrieval(0, 0, 1, 1)
    assert indirect.content.exact == Retrieval(1, 1, 1, 1)
    assert (direct.speaker, indirect.speaker) == (Share(0, 0), Share(1, 1))


def test_articles_that_one_side_lacks_are_named():
    gold = [MarkedArticle("a", FERRY, (LATE,)), MarkedArticle("b", FERRY, (PIERS,))]
    scores = score_quotations(gold, [MarkedArticle("b", "", (PIERS,)), MarkedArticle("c", "", (LATE,))])
    assert (scores.n_articles, scores.missing, scores.unknown) == (2, ("a",), ("c",))
    assert scores.content.exact == Retrieval(2, 1, 1, 1)


def test_confidence_is_measured_where_it_is_given():
    sure = quote("The port", "may close two piers by noon", source="Otto Lind", confidence=0.8)
    unsure = quote("said Ana Ruiz", confidence=0.3)
    found = score([LATE, PIERS], [sure, unsure, LATE]).confidence
    assert (found.n, found.n_right, found.mean_confidence) == (2, 1, pytest.approx(0.55))
    assert found.brier == pytest.approx((0.2**2 + 0.3**2) / 2)
    assert found.expected_calibration_error == pytest.approx((0.2 + 0.3) / 2)
    assert score([LATE], [LATE]).confidence is None


def test_confidences_of_one_bin_make_up_for_each_other():
    found = score([LATE, PIERS], [quote("noon", confidence=0.52), quote("It will come", confidence=0.58)]).confidence
    assert found.n_right == 0
    assert found.expected_calibration_error == pytest.approx(0.55)
    wrong = quote("said", confidence=1.0)
    right = quote("The port", "may close two piers by noon", source="Otto Lind", confidence=1.0)
    assert score([PIERS], [right, wrong]).confidence.expected_calibration_error == pytest.approx(0.5)


def test_nothing_to_find_and_nothing_found():
    scores = score([], [])
    assert scores.content.exact == scores.content_words == Retrieval(0, 0, 0, 0)
    assert (scores.content.exact.precision, scores.content.exact.recall, scores.content.exact.f1) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “two boats” and “fog”.", ["two boats", "fog"]),
        ('He said "two boats" and "fog".', ["two boats", "fog"]),
        ("He said ``two boats'' and «fog».", ["two boats", "fog"]),
        ("Er sagte „zwei Boote“ und „Nebel”.", ["zwei Boote", "Nebel"]),
        ("He said “two boats.\n“And fog.”", ["two boats.", "And fog."]),
        ('The 6" pipe “burst”.', ["burst"]),
        ("He said two boats”.", []),
        ("He said 'two boats'.", []),
    ],
)
def test_what_stands_between_quotation_marks(text, quoted):
    assert [text[start:end] for start, end in quoted_regions(text)] == quoted


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (("The ferry is late,”", "“It will come"), "direct"),
        (("late,” said",), "mixed"),
        (("may close two piers",), "indirect"),
        ((",”",), "indirect"),
    ],
)
def test_the_kind_of_a_quotation(content, kind):
    assert quotation_kind(FERRY, spans(FERRY, *content), quoted_regions(FERRY)) == kind


@pytest.mark.parametrize(
    ("mention", "word"),
    [
        ("Ana Ruiz", "ruiz"),
        ("the mayor of Porto Velho", "mayor"),
        ("Otto Lind, the harbour master", "lind"),
        ("a spokesman who would not be named", "spokesman"),
        ("the harbour master's", "master"),
        ("Lind - a sailor", "lind"),
        ("who", "who"),
        ("of the port", "port"),
        ("…", None),
        ("", None),
    ],
)
def test_the_word_that_names_a_speaker(mention, word):
    head = head_word(mention, [Span(0, len(mention))])
    assert (head and head.word) == word


TEXTS = st.lists(st.sampled_from([*"“”\"'«», .\n-ab", "of", "the ", "port ", "said "]), min_size=1).map("".join)


@given(st.data())
def test_any_gold_against_itself_is_right(data):
    text = data.draw(TEXTS)
    starts = st.integers(0, len(text) - 1)
    span = st.builds(lambda start, n: Span(start, min(len(text), start + n)), starts, st.integers(1, 20))
    some = st.lists(span, min_size=1, max_size=3).map(tuple)
    source = some.filter(lambda source: head_word(text, source)) if any(map(str.isalnum, text)) else st.nothing()
    quotations = st.builds(Quotation, some, st.just(()) | source, st.just(()) | some)
    gold = data.draw(st.lists(quotations, max_size=5))
    scores = score(gold, gold, text)
    n, named = scores.content.exact.n_gold, scores.speakers.right
    assert scores.content.exact == scores.content.touching == scores.end_to_end == Retrieval(n, n, n, n)
    assert named.n == named.n_of == scores.speakers.exact.n
    for words in (scores.content_words, scores.source_words, scores.cue_words):
        assert words.n_gold == words.n_found == words.n_predicted
