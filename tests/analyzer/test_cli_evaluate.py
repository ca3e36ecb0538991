"""``analyzer evaluate``: what it runs, prints and refuses."""

import json
import subprocess
import sys
from functools import partial

import pytest

TEXT = (
    "Mayor Ana Ruiz said the harbour would close.\n\n“The ice is too thick,” harbour master Otto Lind told reporters.\n"
)


def spans(*parts):
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


GOLD = {
    "doc_id": "harbour",
    "text": TEXT,
    "quotes": [
        {"content": spans("the harbour would close"), "source": spans("Mayor Ana Ruiz"), "cue": spans("said")},
        {"content": spans("The ice is too thick"), "source": spans("harbour master Otto Lind"), "cue": spans("told")},
    ],
}
FOUND = {"doc_id": "harbour", "quotes": [{**GOLD["quotes"][0], "confidence": 0.75}]}


@pytest.fixture
def run(run):
    return partial(run, "evaluate")


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n", "utf-8")
    return tmp_path / "gold.jsonl"


@pytest.fixture
def found(tmp_path):
    def write(*rows):
        (tmp_path / "found.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return tmp_path / "found.jsonl"

    return write


@pytest.fixture
def rules(tmp_path):
    (tmp_path / "rules.toml").write_text('[statements]\ntagger = "none"\n', "utf-8")
    return tmp_path / "rules.toml"


def line(out, name):
    return next(one.split()[len(name.split()) :] for one in out.splitlines() if one.strip().startswith(name))


def test_predictions_are_scored_in_a_table(run, gold, found):
    code, out, err = run("quotations", gold, "--predictions", found(FOUND))
    assert (code, err) == (0, "")
    assert line(out, "content, exact") == ["2", "1", "50.0", "1", "1", "100.0", "66.7"]
    assert line(out, "direct, exact") == ["1", "0", "0.0", "0", "0", "0.0", "0.0"]
    assert line(out, "right") == ["1", "1", "100.0"]
    assert out.splitlines()[-1].split() == ["content", "and", "speaker", "1", "1", "100.0", "75.0", "0.062", "0.250"]


def test_predictions_are_scored_in_json(run, gold, found):
    code, out, _ = run("quotations", gold, "--predictions", found(FOUND), "--json")
    scores = json.loads(out)
    exact = {"n_gold": 2, "n_found": 1, "n_predicted": 1, "n_right": 1, "precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert (code, scores["content"]["exact"], scores["end_to_end"]) == (0, exact, exact)
    assert scores["speakers"]["right"] == {"n": 1, "n_of": 1, "ratio": 1.0}
    assert scores["confidence"]["brier"] == 0.0625
    assert list(scores["by_kind"]) == ["direct", "mixed", "indirect"]


def test_gold_is_right_against_itself(run, gold):
    code, out, _ = run("quotations", gold, "--predictions", gold, "--json")
    assert code == 0
    assert json.loads(out)["end_to_end"]["f1"] == 1.0


def test_the_analyzer_is_run_and_what_it_finds_is_written(run, gold, rules, tmp_path):
    code, out, _ = run("quotations", gold, "--settings", rules, "--write", tmp_path / "written.jsonl")
    assert code == 0
    assert line(out, "content, exact") == ["2", "2", "100.0", "2", "2", "100.0", "100.0"]
    again = run("quotations", gold, "--predictions", tmp_path / "written.jsonl")
    assert again == (0, out, "")


def test_articles_that_one_side_lacks_are_told(run, gold, found):
    code, out, err = run("quotations", gold, "--predictions", found({"doc_id": "pier\x1b", "quotes": []}))
    assert (code, out.splitlines()[0]) == (0, "1 articles; predictions: 1 missing, 1 unknown")
    assert "1 articles in the gold alone, their quotations counted as not found: harbour" in err
    assert "1 articles in the predictions alone, not counted: pier?" in err


@pytest.mark.parametrize(
    "options",
    [["--write", "x"], ["--settings", "x"]],
)
def test_with_predictions_nothing_is_run(run, gold, found, options):
    code, _, err = run("quotations", gold, "--predictions", found(FOUND), *options)
    assert (code, err) == (2, "analyzer: with --predictions nothing is run: leave out --write and --settings\n")


def test_a_bad_row_is_usage(run, gold, found):
    path = found(FOUND, {"doc_id": "b"})
    code, out, err = run("quotations", gold, "--predictions", path)
    assert (code, out, err) == (2, "", f'analyzer: {path}, line 2: expected "quotes", a list; found nothing\n')


def test_a_gold_that_is_missing_is_usage(run, tmp_path):
    code, _, err = run("quotations", tmp_path / "gone")
    assert (code, err) == (2, f"analyzer: {tmp_path / 'gone'}: cannot be read: No such file or directory\n")


def test_the_gold_is_never_overwritten(run, gold):
    before = gold.read_bytes()
    code, _, err = run("quotations", gold, "--write", gold.parent / "." / gold.name)
    assert (code, gold.read_bytes()) == (2, before)
    assert "would overwrite the gold" in err


@pytest.mark.parametrize("target", ["", "gone/found.jsonl"])
def test_a_file_that_cannot_be_written_is_noticed_before_the_work(run, gold, target):
    code, _, err = run("quotations", gold, "--write", gold.parent / target)
    assert code == 2
    assert "cannot write --write" in err
    assert "statements" not in err


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["quotations"], ["quotations", "a", "b"]])
def test_wrong_usage(run, arguments):
    assert run(*arguments)[0] == 2


def test_scoring_predictions_in_a_process_of_its_own_loads_no_model(gold, found):
    command = [sys.executable, "-X", "importtime", "-m", "analyzer", "evaluate", "quotations", str(gold)]
    done = subprocess.run([*command, "--predictions", str(found(FOUND))], capture_output=True, text=True, check=True)
    imported = {one.rpartition("|")[2].strip().partition(".")[0] for one in done.stderr.splitlines()}
    assert imported & {"torch", "sentence_transformers", "sklearn", "numpy"} == set()
    assert "content and speaker" in done.stdout


GROUPED = [
    {"text": "The ferry sank and 40 people died.", "cluster_id": 0, "event_id": "f", "split": "dev"},
    {"text": "40 people died when the ferry sank.", "cluster_id": 0, "event_id": "f", "split": "dev"},
    {"text": "12 people died when the ferry sank.", "cluster_id": 1, "event_id": "f", "split": "train"},
]


@pytest.fixture
def grouped(tmp_path):
    (tmp_path / "grouped.jsonl").write_text("".join(json.dumps(row) + "\n" for row in GROUPED), "utf-8")
    return tmp_path / "grouped.jsonl"


@pytest.fixture
def no_models(tmp_path):
    text = '[embeddings]\nmodel = "hashed-words"\n[comparisons]\nrelations = "none"\n'
    (tmp_path / "no_models.toml").write_text(text, "utf-8")
    return tmp_path / "no_models.toml"


def test_predicted_groups_are_scored_in_a_table_and_in_json(run, grouped, found):
    code, out, err = run("groups", grouped, "--predictions", found(5, {"cluster_id": 5}, 5))
    assert (code, err) == (0, "")
    assert line(out, "groups") == ["2", "1"]
    assert line(out, "B-cubed") == ["55.6", "100.0", "71.4"]
    assert line(out, "pairs") == ["1", "3", "1", "33.3", "100.0", "50.0"]
    code, out, _ = run("groups", grouped, "--predictions", found(5, 5, 5), "--split", "dev", "--json")
    scores = json.loads(out)
    assert (code, scores["n_texts"], scores["b_cubed"]) == (0, 2, {"precision": 1.0, "recall": 1.0, "f1": 1.0})


@pytest.mark.parametrize("level", ["claims", "threads"])
def test_the_analyzer_groups_texts_and_writes_labels(run, grouped, no_models, tmp_path, level):
    options = ("--level", level, "--split", "dev")
    code, out, _ = run("groups", grouped, "--settings", no_models, "--write", tmp_path / "labels.jsonl", *options)
    assert (code, line(out, "groups")) == (0, ["1", "1"])
    assert len((tmp_path / "labels.jsonl").read_text("utf-8").splitlines()) == 3
    assert run("groups", grouped, "--predictions", tmp_path / "labels.jsonl", *options) == (0, out, "")


def test_a_split_that_is_not_there_is_usage(run, grouped):
    code, _, err = run("groups", grouped, "--split", "test")
    assert (code, err) == (2, f'analyzer: {grouped}: no row with "split" test; found: dev, train\n')
