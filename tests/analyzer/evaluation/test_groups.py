"""Scores of groups against a worked example and scikit-learn."""

import gzip
import json

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, pair_confusion_matrix, v_measure_score

from analyzer.errors import InputError
from analyzer.evaluation.group_rows import read_group_labels, read_grouped_texts, write_group_labels
from analyzer.evaluation.groups import score_groups


def test_b_cubed_worked_by_hand():
    # Of group {a, b, c} two belong together, c belongs to d: precision (2/3 + 2/3 + 1/3 + 1) / 4, recall (1+1+.5+.5)/4.
    scores = score_groups(["x", "x", "y", "y"], [1, 1, 1, 2])
    assert scores.b_cubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert scores.b_cubed.recall == pytest.approx(0.75)
    assert scores.b_cubed.f1 == pytest.approx(2 * (2 / 3) * 0.75 / (2 / 3 + 0.75))
    assert (scores.pairs.n_gold, scores.pairs.n_predicted, scores.pairs.n_right) == (2, 3, 1)
    assert (scores.n_gold_groups, scores.n_groups, scores.largest_gold, scores.largest) == (2, 2, 2, 3)


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_scikit_learn_on_random_labels(seed):
    dice = np.random.default_rng(seed)
    gold, predicted = dice.integers(0, 6, 40).tolist(), dice.integers(0, 9, 40).tolist()
    scores = score_groups(gold, predicted)
    (_, wrong), (missed, right) = pair_confusion_matrix(gold, predicted)
    assert scores.pairs.precision == pytest.approx(right / (right + wrong))
    assert scores.pairs.recall == pytest.approx(right / (right + missed))
    assert scores.adjusted_rand == pytest.approx(adjusted_rand_score(gold, predicted))
    assert scores.v_measure == pytest.approx(v_measure_score(gold, predicted))
    own = [[b == p for b in predicted] for p in predicted]
    theirs = [[b == g for b in gold] for g in gold]
    shared = np.array(own) & np.array(theirs)
    assert scores.b_cubed.precision == pytest.approx(np.mean(shared.sum(1) / np.sum(own, 1)))
    assert scores.b_cubed.recall == pytest.approx(np.mean(shared.sum(1) / np.sum(theirs, 1)))


def test_alone_is_a_group_of_its_own_each_time():
    scores = score_groups([0, 0, 1, 1], [None, None, None, None])
    assert (scores.b_cubed.precision, scores.b_cubed.recall, scores.n_groups) == (1.0, 0.5, 4)
    assert (scores.pairs.precision, scores.pairs.recall, scores.pairs.f1) == (1.0, 0.0, 0.0)


def test_labels_of_any_kind_are_read_back(tmp_path):
    path = tmp_path / "found.jsonl"
    path.write_text('-1\nnull\n"noise"\n7\n"7"\n{"cluster_id": "g"}\n\n{"cluster_id": -1}\n', "utf-8")
    labels = read_group_labels(path, 7)
    assert labels == (None, None, None, 7, "7", "g", None)
    write_group_labels(labels, tmp_path / "again.jsonl.gz")
    assert read_group_labels(tmp_path / "again.jsonl.gz", 7) == labels


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("1\n", "expected 2 rows"),
        ("1\n2\n3\n", "line 3: expected 2 rows"),
        ("1\n[2]\n", "line 2: expected a label to be a string, a number or null; found [2]"),
        ('1\n{"label": 2}\n', 'line 2: expected "cluster_id"'),
        ("1\nx\n", "line 2: expected one JSON"),
    ],
)
def test_predictions_of_another_form_are_refused(tmp_path, lines, wrong):
    (tmp_path / "found.jsonl").write_text(lines, "utf-8")
    with pytest.raises(InputError) as error:
        read_group_labels(tmp_path / "found.jsonl", 2)
    assert wrong in str(error.value)


def test_a_row_may_tell_its_document(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "x", "cluster_id": 1, "doc": "a"}\n{"text": "y", "cluster_id": 1}\n', "utf-8")
    assert [row.document for row in read_grouped_texts(path)] == ["a", None]


def test_a_document_that_is_no_string_is_refused(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "x", "cluster_id": 1, "doc": 7}\n', "utf-8")
    with pytest.raises(InputError, match='line 1: expected "doc" to be a string; found 7'):
        read_grouped_texts(path)


def test_each_level_has_its_label(tmp_path):
    path = tmp_path / "gold.jsonl.gz"
    row = {"text": "x", "cluster_id": 1, "event_id": "e", "split": "dev"}
    path.write_bytes(gzip.compress((json.dumps(row) + "\n").encode()))
    assert [read_grouped_texts(path, level)[0].label for level in ("claims", "threads")] == [1, "e"]
    path.write_bytes(gzip.compress(b'{"text": "x", "cluster_id": 1}\n'))
    with pytest.raises(InputError, match='expected "event_id"'):
        read_grouped_texts(path, "threads")


def test_an_empty_gold_is_refused(tmp_path):
    (tmp_path / "gold.jsonl").touch()
    with pytest.raises(InputError, match="the file is empty"):
        read_grouped_texts(tmp_path / "gold.jsonl")
