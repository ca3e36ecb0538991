import numpy as np
import pytest

from analyzer.models.quotations.linking import SIGNS, Slopes, Spans, cue_signs, is_quoted, link, spans_of
from analyzer.models.quotations.reading import FEATURES

O, B_CONTENT, I_CONTENT, B_SOURCE, I_SOURCE, B_CUE, I_CUE = range(7)  # noqa: E741
# Only what the network points to counts, and a little the distance.
SLOPES = np.zeros(len(SIGNS) + 1)
SLOPES[[SIGNS.index("pointing"), SIGNS.index("distance"), -1]] = 2.0, -0.1, 3.0


def tie(labels, to_cue, to_source, quoted=()):
    """Links of words with these labels, when the words given point to the words given."""
    n_words = len(labels)
    pointers = np.zeros((2, n_words, n_words + 1))
    for pointer, pointed in zip(pointers, (to_cue, to_source), strict=True):
        for word, target in pointed.items():
            pointer[word, target] = 12.0
    features = np.zeros((n_words, len(FEATURES)), np.int64)
    features[:, 0] = 1
    features[list(quoted), 1] = 1
    return link(spans_of(np.array(labels)), features, pointers, Slopes(SLOPES, SLOPES))


def read(links):
    return [(one.contents, one.cue, one.source) for one in links]


def test_spans_next_to_each_other_stay_apart():
    assert spans_of(np.array([B_CONTENT, B_CONTENT, I_CONTENT])).contents == ((0, 0), (1, 2))


def test_content_cue_and_source_are_tied():
    found = tie([B_SOURCE, I_SOURCE, B_CUE, O, B_CONTENT, I_CONTENT], {4: 2, 5: 2}, {2: 0})
    assert read(found) == [(((4, 5),), (2, 2), (0, 1))]


def test_two_contents_of_one_cue_are_one_quotation():
    found = tie([B_CONTENT, I_CONTENT, B_SOURCE, B_CUE, B_CONTENT], {0: 3, 1: 3, 4: 3}, {3: 2})
    assert read(found) == [(((0, 1), (4, 4)), (3, 3), (2, 2))]


def test_two_cues_share_a_source():
    found = tie([B_SOURCE, B_CUE, B_CONTENT, O, B_CUE, B_CONTENT], {2: 1, 5: 4}, {1: 0, 4: 0})
    assert read(found) == [(((2, 2),), (1, 1), (0, 0)), (((5, 5),), (4, 4), (0, 0))]


def test_a_cue_without_content_takes_one_that_another_can_spare():
    pointers = {1: 0, 3: 0}
    labels = [B_CUE, B_CONTENT, B_CUE, B_CONTENT]
    n_words = len(labels)
    leaning = np.zeros((2, n_words, n_words + 1))
    for word, target in pointers.items():
        leaning[0, word, target] = 0.3
    features = np.ones((n_words, len(FEATURES)), np.int64)
    slopes = Slopes(SLOPES + np.eye(len(SLOPES))[-1] * 3, SLOPES)
    found = link(spans_of(np.array(labels)), features, leaning, slopes)
    assert [one.cue for one in found] == [(0, 0), (2, 2)]


def test_a_cue_that_points_to_nothing_has_no_source():
    found = tie([B_SOURCE, O, B_CUE, B_CONTENT], {3: 2}, {2: 4})
    assert read(found) == [(((3, 3),), (2, 2), None)]
    assert found[0].source_probability > 0.5


def test_a_content_without_any_cue_stands_alone():
    assert read(tie([B_CONTENT, I_CONTENT, O], {}, {})) == [(((0, 1),), None, None)]


def test_a_content_that_points_elsewhere_stands_alone():
    assert read(tie([B_CUE, O, B_CONTENT], {2: 3}, {})) == [(((2, 2),), None, None)]


def test_a_quoted_content_goes_on_with_the_quoted_one_before():
    found = tie([B_CONTENT, B_CUE, O, B_CONTENT], {0: 1, 3: 4}, {}, quoted=[0, 3])
    assert read(found) == [(((0, 0), (3, 3)), (1, 1), None)]


def test_a_cue_without_content_is_no_quotation():
    assert tie([B_SOURCE, B_CUE, O], {}, {1: 0}) == []


def test_nothing_labelled():
    assert tie([O, O], {}, {}) == []


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("distance", np.log1p(3)),
        ("free_words", np.log1p(1)),
        ("adjacent", 0.0),
        ("sentences", 1.0),
        ("sources", 1.0),
        ("cues", 0.0),
        ("after", 0.0),
        ("quoted", 1.0),
    ],
)
def test_signs_of_a_pair(sign, expected):
    # cue, free word, mark, source, quoted content that begins a sentence
    spans = Spans(contents=((4, 4),), sources=((3, 3),), cues=((0, 0),))
    features = np.array([[1, 0, 0, 2, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 1], [2, 0, 0, 0, 0], [2, 2, 0, 1, 0]])
    signs = cue_signs(spans, features, np.zeros((2, 5, 6)))
    assert signs[0, 0, SIGNS.index(sign)] == pytest.approx(expected)


def test_quoted_is_what_begins_in_marks():
    features = np.zeros((2, len(FEATURES)), np.int64)
    features[1, list(FEATURES).index("marks")] = 2
    assert [is_quoted((word, word), features) for word in (0, 1)] == [False, True]
