"""``analyzer evaluate relations``: what it runs, prints, writes and refuses."""

import json
import subprocess
import sys
from functools import partial

import numpy as np
import pytest

from analyzer.models.hashing import HashingEncoder
from analyzer.pipeline import Parts

LIGHT = '[embeddings]\nmodel = "hashed-words"\n[comparisons]\nrelations = "none"\n'
PAIRS = (
    ("The flood killed 40 people in Varn.", "The flood killed 12 people in Varn.", "contradiction"),
    ("The dam failed on Monday.", "The dam failed on Monday", "entailment"),
    ("Cats sleep.", "The budget was passed.", "neutral"),
    ("The northern port is open.", "Ships left the northern port.", "contradiction"),
)
ROWS = (
    {"entailment": 0.1, "neutral": 0.1, "contradiction": 0.8, "conflict": 0.9},
    {"entailment": 0.7, "neutral": 0.2, "contradiction": 0.1, "conflict": 0.2},
    {"entailment": 0.1, "neutral": 0.3, "contradiction": 0.6, "conflict": 0.1},
    {"entailment": 0.2, "neutral": 0.6, "contradiction": 0.2, "conflict": 0.6},
)


@pytest.fixture
def run(run):
    return partial(run, "evaluate", "relations")


@pytest.fixture
def file(tmp_path):
    def write(name, rows):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def gold(file):
    return file("gold.jsonl", [dict(zip(("premise", "hypothesis", "label"), pair, strict=True)) for pair in PAIRS])


@pytest.fixture
def light(tmp_path):
    (tmp_path / "light.toml").write_text(LIGHT, "utf-8")
    return tmp_path / "light.toml"


def lines(out, name):
    return [one.split()[len(name.split()) :] for one in out.splitlines() if one.startswith(name)]


def test_predictions_are_scored_in_a_table(run, gold, file):
    code, out, err = run(gold, "--predictions", file("found.jsonl", ROWS))
    assert (code, err, out.splitlines()[0]) == (0, "", "4 pairs")
    assert lines(out, "relation right") == [["4", "2", "50.0"]]
    assert lines(out, "false alarms, contradiction") == [["2", "1", "50.0"]]
    assert lines(out, "false alarms, conflict") == [["2", "0", "0.0"]]
    assert lines(out, "contradiction") == [
        ["2", "1", "50.0", "2", "1", "50.0", "50.0"],
        ["83.3", "50.0"],
        ["4", "2", "50.0", "42.5", "0.263", "0.425", "-0.050"],
    ]
    assert lines(out, "conflict") == [
        ["2", "2", "100.0", "2", "2", "100.0", "100.0"],
        ["100.0", "100.0"],
        ["4", "2", "50.0", "45.0", "0.055", "0.200", "0.780"],
    ]


def test_predictions_are_scored_in_json(run, gold, file):
    code, out, _ = run(gold, "--predictions", file("found.jsonl", ROWS), "--json")
    scores = json.loads(out)
    assert (code, scores["accuracy"]) == (0, {"n": 2, "n_of": 4, "ratio": 0.5})
    assert scores["contradiction"]["average_precision"] == 0.8333
    assert scores["contradiction"]["flagged"]["f1"] == 0.5
    assert scores["conflict"]["brier_skill"] == 0.78


def test_conflict_that_some_predictions_lack_is_told_and_not_scored(run, gold, file):
    rows = [*ROWS[:3], {name: value for name, value in ROWS[3].items() if name != "conflict"}]
    code, out, err = run(gold, "--predictions", file("found.jsonl", rows), "--json")
    assert (code, json.loads(out)["conflict"]) == (0, None)
    assert err == '1 of 4 predictions have no "conflict": it is not scored\n'


def test_without_contradictions_there_are_dashes(run, file):
    gold = file("gold.jsonl", [{"premise": "a", "hypothesis": "b", "label": "neutral"}])
    code, out, _ = run(gold, "--predictions", file("found.jsonl", ROWS[:1]))
    assert code == 0
    assert lines(out, "contradiction")[1:] == [["-", "0.0"], ["1", "0", "0.0", "80.0", "0.640", "0.800", "-"]]


@pytest.mark.parametrize("name", ["written.jsonl", "written.jsonl.gz"])
def test_the_analyzer_is_run_and_what_it_finds_is_written(run, gold, light, tmp_path, name):
    code, out, _ = run(gold, "--settings", light, "--write", tmp_path / name)
    assert (code, out.splitlines()[0]) == (0, "4 pairs")
    assert run(gold, "--predictions", tmp_path / name) == (0, out, "")


@pytest.fixture
def written(run, gold, light, tmp_path):
    """The rows that the analyzer writes, and the table it prints."""
    out = run(gold, "--settings", light, "--write", tmp_path / "written.jsonl")[1]
    return [json.loads(line) for line in (tmp_path / "written.jsonl").read_text("utf-8").splitlines()], out


RELATIONS = ("entailment", "neutral", "contradiction")


def test_the_table_is_that_of_the_rows(written):
    rows, out = written
    found = [max(RELATIONS, key=row.get) for row in rows]
    n_right = sum(relation == label for relation, (_, _, label) in zip(found, PAIRS, strict=True))
    assert lines(out, "relation right") == [["4", str(n_right), f"{25 * n_right:.1f}"]]
    assert found[1:3] == ["entailment", "neutral"]
    assert rows[0]["contradiction"] > max(rows[1]["contradiction"], rows[2]["contradiction"])


def test_written_rows_have_the_three_relations_and_the_probability_of_a_conflict(written):
    rows, _ = written
    assert len(rows) == len(PAIRS)
    for row in rows:
        assert set(row) == {*RELATIONS, "conflict"}
        assert sum(row[name] for name in RELATIONS) == pytest.approx(1.0)
        assert row["conflict"] == row["contradiction"]


class Model:
    """Takes every pair of texts for a contradiction."""

    def relate(self, pairs):
        return np.array([(0.25, 0.25, 0.5)] * len(pairs), np.float32)


def test_with_a_relation_model_the_relation_is_its_own_and_the_conflict_is_weighed(request, monkeypatch):
    parts = Parts(encoder=HashingEncoder(), relations=Model())
    monkeypatch.setattr("analyzer.assembly.assemble", lambda settings: parts)
    rows, out = request.getfixturevalue("written")
    assert [[row[name] for name in RELATIONS] for row in rows] == [[0.25, 0.25, 0.5]] * 4
    assert len({row["conflict"] for row in rows}) > 1
    assert lines(out, "relation right") == [["4", "2", "50.0"]]


@pytest.mark.parametrize("options", [["--write", "x"], ["--settings", "x"]])
def test_with_predictions_nothing_is_run(run, gold, file, options):
    code, _, err = run(gold, "--predictions", file("found.jsonl", ROWS), *options)
    assert (code, err) == (2, "analyzer: with --predictions nothing is run: leave out --write and --settings\n")


def test_a_wrong_label_is_usage(run, file):
    gold = file("gold.jsonl", [{"premise": "a", "hypothesis": "b", "label": "unknown"}])
    wanted = 'expected "label" to be one of entailment, neutral, contradiction; found "unknown"'
    assert run(gold) == (2, "", f"analyzer: {gold}, line 1: {wanted}\n")


def test_unequal_numbers_of_rows_are_usage(run, gold, file):
    path = file("found.jsonl", ROWS[:3])
    wanted = "expected 4 rows, one for each pair of the gold and in its order; found 3"
    assert run(gold, "--predictions", path) == (2, "", f"analyzer: {path}: {wanted}\n")


def test_an_empty_gold_is_usage(run, file):
    code, out, err = run(file("gold.jsonl", []))
    assert (code, out) == (2, "")
    assert "expected one pair a line" in err


def test_the_gold_is_never_overwritten(run, gold):
    before = gold.read_bytes()
    code, _, err = run(gold, "--write", gold.parent / "." / gold.name)
    assert (code, gold.read_bytes()) == (2, before)
    assert "would overwrite the gold" in err


@pytest.mark.parametrize("target", ["", "gone/found.jsonl"])
def test_a_file_that_cannot_be_written_is_noticed_before_the_work(run, gold, target):
    code, _, err = run(gold, "--write", gold.parent / target)
    assert code == 2
    assert "cannot write --write" in err
    assert "statements" not in err


def test_scoring_predictions_in_a_process_of_its_own_loads_no_model(gold, file):
    command = [sys.executable, "-X", "importtime", "-m", "analyzer", "evaluate", "relations", str(gold)]
    found = file("found.jsonl", ROWS)
    done = subprocess.run([*command, "--predictions", str(found)], capture_output=True, text=True, check=True)
    imported = {one.rpartition("|")[2].strip().partition(".")[0] for one in done.stderr.splitlines()}
    assert imported & {"torch", "sentence_transformers", "sklearn", "numpy", "rich"} == set()
    assert "4 pairs" in done.stdout
