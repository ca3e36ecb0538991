"""Files of labelled pairs and of predictions: what is read, written and refused."""

import gzip
import json

import pytest

from analyzer.errors import InputError
from analyzer.evaluation.relation_rows import (
    RelatedPair,
    RelationPrediction,
    read_related_pairs,
    read_relation_predictions,
    relation_predictions,
    write_relation_predictions,
)
from analyzer.schema import Comparison

PAIR = {"premise": "It rained.", "hypothesis": "It was dry.", "label": "contradiction"}
ROW = {"entailment": 0.1, "neutral": 0.2, "contradiction": 0.7}
GOLD = (RelatedPair("It rained.", "It was dry.", "contradiction"),) * 2


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="rows.jsonl"):
        lines = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()
        (tmp_path / name).write_bytes(gzip.compress(lines) if name.endswith(".gz") else lines)
        return tmp_path / name

    return write


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_pairs_are_read_packed_or_not_and_other_fields_passed_over(file, name):
    assert read_related_pairs(file(PAIR, "", {**PAIR, "label": "neutral", "source": "x"}, name=name)) == (
        RelatedPair("It rained.", "It was dry.", "contradiction"),
        RelatedPair("It rained.", "It was dry.", "neutral"),
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**PAIR, "label": "Contradiction"}, 'of entailment, neutral, contradiction; found "Contradiction"'),
        ({**PAIR, "label": 2}, '"label" to be one of entailment, neutral, contradiction; found 2'),
        ({**PAIR, "label": ["neutral"]}, 'found ["neutral"]'),
        ({**PAIR, "label": None}, "found nothing"),
        ({**PAIR, "premise": ""}, 'expected "premise", a string that is not empty; found ""'),
        ({**PAIR, "hypothesis": 1}, 'expected "hypothesis", a string that is not empty; found 1'),
        ("{nonsense", "expected one JSON object a line"),
        ("[1]", "expected one JSON object a line; found [1]"),
    ],
)
def test_a_pair_that_is_not_of_the_form(file, row, message):
    path = file(PAIR, row)
    with pytest.raises(InputError) as refused:
        read_related_pairs(path)
    assert str(refused.value).startswith(f"{path}, line 2: ")
    assert message in str(refused.value)


def test_a_file_without_pairs(file):
    path = file("", "")
    with pytest.raises(InputError) as refused:
        read_related_pairs(path)
    wanted = '{"premise", "hypothesis", "label"}'
    assert str(refused.value) == f"{path}: expected one pair a line: {wanted}; the file is empty"


def test_predictions_are_read_with_and_without_conflict(file):
    path = file({**ROW, "conflict": 1}, {**ROW, "conflict": None, "premise": "passed over"})
    assert read_relation_predictions(path, GOLD) == (
        RelationPrediction(0.1, 0.2, 0.7, 1.0),
        RelationPrediction(0.1, 0.2, 0.7, None),
    )


@pytest.mark.parametrize("name", ["entailment", "neutral", "contradiction", "conflict"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [(1.01, "1.01"), (-0.1, "-0.1"), (float("nan"), "NaN"), (float("inf"), "Infinity"), (True, "true"), ("1", '"1"')],
)
def test_a_probability_that_is_none(file, name, value, shown):
    path = file(ROW, {**ROW, name: value})
    with pytest.raises(InputError) as refused:
        read_relation_predictions(path, GOLD)
    assert str(refused.value) == f'{path}, line 2: expected "{name}" to be a number from 0 to 1; found {shown}'


def test_a_probability_that_is_missing(file):
    path = file({"entailment": 0.5, "neutral": 0.5})
    with pytest.raises(InputError, match=r'line 1: expected "contradiction" to be a number .* found nothing'):
        read_relation_predictions(path, GOLD)


def test_fewer_and_more_rows_than_pairs(file):
    wanted = "expected 2 rows, one for each pair of the gold and in its order"
    path = file(ROW)
    with pytest.raises(InputError) as refused:
        read_relation_predictions(path, GOLD)
    assert str(refused.value) == f"{path}: {wanted}; found 1"
    path = file(ROW, ROW, ROW)
    with pytest.raises(InputError) as refused:
        read_relation_predictions(path, GOLD)
    assert str(refused.value) == f"{path}, line 3: {wanted}; this is one more"


@pytest.mark.parametrize("name", ["found.jsonl", "found.jsonl.gz"])
def test_what_is_written_can_be_read(tmp_path, name):
    rows = (RelationPrediction(0.1, 0.2, 0.7, 0.25), RelationPrediction(0.0, 1.0, 0.0))
    write_relation_predictions(rows, tmp_path / name)
    assert read_relation_predictions(tmp_path / name, GOLD) == rows


JUDGED = Comparison("st-1", "st-2", 0.8, "contradiction", 0.1, 0.2, 0.7)


def test_judged_pairs_become_predictions():
    assert relation_predictions([JUDGED, None]) == (
        RelationPrediction(0.1, 0.2, 0.7, 0.7),
        RelationPrediction(0.0, 1.0, 0.0, 0.0),
    )


def test_a_relation_model_speaks_for_the_relation_and_the_comparison_for_the_conflict():
    assert relation_predictions([JUDGED, None], [[0.5, 0.25, 0.25], [0.0, 0.25, 0.75]]) == (
        RelationPrediction(0.5, 0.25, 0.25, 0.7),
        RelationPrediction(0.0, 0.25, 0.75, 0.0),
    )


@pytest.mark.parametrize("scores", [[], [[0.5, 0.25, 0.25]] * 3])
def test_scores_for_fewer_or_more_pairs_are_a_mistake(scores):
    with pytest.raises(ValueError, match="zip"):
        relation_predictions([JUDGED, None], scores)
