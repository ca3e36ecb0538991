"""The whole job, as a user runs it: on the samples, on bad input, twice."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
FIFTH = "004_3b82d8a1731289e9.txt"
STORY = "Mayor Ana Ruiz said the ferry was safe.\n\nThe union denied that the ferry was safe."


def run(*arguments, hash_seed="0", before=()):
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [*before, sys.executable, "-m", "analyzer", "report", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def no_model(tmp_path_factory):
    """Settings that hash words instead of loading a model."""
    path = tmp_path_factory.mktemp("settings") / "analyzer.toml"
    path.write_text('[embeddings]\nmodel = "hashed-words"\n', "utf-8")
    return path


def analysis_of(folder):
    return json.loads((folder / "analysis.json").read_text("utf-8"))


def without_clock(folder):
    analysis = analysis_of(folder)
    del analysis["provenance"]["started_at"], analysis["provenance"]["seconds"]
    return json.dumps(analysis)


def test_same_inputs_give_the_same_bytes_in_any_order(tmp_path, no_model):
    files = sorted(SEEDS.iterdir())
    for name, order, seed in (("one", files, "1"), ("two", files[::-1], "2"), ("three", [*files[2:], *files[:2]], "3")):
        result = run(*order, "--out", tmp_path / name, "--settings", no_model, hash_seed=seed)
        assert result.returncode == 0, result.stderr
    first = without_clock(tmp_path / "one")
    assert without_clock(tmp_path / "two") == first
    assert without_clock(tmp_path / "three") == first


@pytest.fixture(scope="module")
def with_and_without_fifth(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    four = [path for path in sorted(SEEDS.iterdir()) if path.name != FIFTH]
    for name, inputs in (("five", [SEEDS]), ("four", four)):
        result = run(*inputs, "--out", folder / name)
        assert result.returncode == 0, result.stderr
    return analysis_of(folder / "five"), analysis_of(folder / "four")


@pytest.mark.model
def test_every_statement_of_the_fifth_document_is_a_copy(with_and_without_fifth):
    five, _ = with_and_without_fifth
    document = next(one["id"] for one in five["documents"] if one["path"].endswith(FIFTH))
    said = [one for one in five["statements"] if one["document"] == document and one["kind"] != "narration"]
    assert said
    assert all(one["copy_of"] for one in said)


@pytest.mark.model
def test_the_fifth_document_adds_no_voice(with_and_without_fifth):
    five, four = with_and_without_fifth
    copies = {one["id"] for one in five["statements"] if one["copy_of"]}
    voices = [
        {frozenset(set(group["members"]) - copies): group["n_independent"] for group in analysis["groups"]}
        for analysis in (five, four)
    ]
    in_both = voices[0].keys() & voices[1].keys()
    assert len(in_both) > 0.8 * len(voices[1])
    assert all(voices[0][members] == voices[1][members] for members in in_both)


@pytest.mark.model
def test_no_conflict_cites_a_copy(with_and_without_fifth):
    five, _ = with_and_without_fifth
    copies = {one["id"] for one in five["statements"] if one["copy_of"]}
    cited = {
        statement
        for conflict in five["conflicts"]
        for side in (conflict["left"], conflict["right"])
        for statement in (side["statement"], *side["also"])
    }
    assert cited
    assert not cited & copies


def make_binary(path):
    path.write_bytes(bytes(range(256)) * 10)


def make_invalid(path):
    path.write_bytes(b"The mayor said \xff\xfe\xfa no.")


def make_large(path):
    with path.open("wb") as file:
        file.truncate(200_000_000)


def make_marks(path):
    path.write_text('"' * 10_000 + "\n\n" + STORY, "utf-8")


@pytest.mark.parametrize(
    ("make", "status", "reason", "code"),
    [
        (make_binary, "failed", "binary", 3),
        (make_invalid, "failed", "UTF-8", 3),
        (make_large, "failed", "large", 3),
        (lambda path: path.write_text("", "utf-8"), "skipped", "empty", 0),
        (make_marks, "read", None, 0),
    ],
    ids=["binary", "invalid utf-8", "200 MB", "empty", "10,000 marks"],
)
def test_a_bad_file_is_listed_and_the_rest_is_done(tmp_path, no_model, make, status, reason, code):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(STORY, "utf-8")
    make(folder / "odd.txt")
    result = run(folder, "--out", tmp_path / "out", "--settings", no_model)
    assert result.returncode == code, result.stderr
    analysis = analysis_of(tmp_path / "out")
    odd = next(one for one in analysis["provenance"]["inputs"] if one["path"].endswith("odd.txt"))
    assert odd["status"] == status
    assert reason is None or reason.lower() in odd["reason"].lower()
    assert any(one["kind"] != "narration" for one in analysis["statements"])


def test_a_missing_path_is_listed_and_the_rest_is_done(tmp_path, no_model):
    good = tmp_path / "good.txt"
    good.write_text(STORY, "utf-8")
    result = run(good, tmp_path / "missing.txt", "--out", tmp_path / "out", "--settings", no_model)
    assert result.returncode == 3
    assert "missing.txt" in result.stderr
    assert analysis_of(tmp_path / "out")["statements"]


def test_an_empty_folder_is_nothing_to_analyse(tmp_path, no_model):
    (tmp_path / "in").mkdir()
    result = run(tmp_path / "in", "--out", tmp_path / "out", "--settings", no_model)
    assert result.returncode == 4
    assert "nothing" in result.stderr.lower()


# Root may read everything unless that right is taken away.
AS_ANYBODY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


@pytest.mark.skipif(
    bool(AS_ANYBODY) and shutil.which("setpriv") is None, reason="root without setpriv reads every file"
)
def test_a_file_that_may_not_be_read_is_listed(tmp_path, no_model):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "good.txt").write_text(STORY, "utf-8")
    locked = folder / "locked.txt"
    locked.write_text(STORY, "utf-8")
    locked.chmod(0o000)
    result = run(folder, "--out", out, "--settings", no_model, before=AS_ANYBODY)
    assert result.returncode == 3, result.stderr
    inputs = {one["path"]: one for one in analysis_of(out)["provenance"]["inputs"]}
    assert inputs["locked.txt"]["status"] == "failed"
    assert "permission" in inputs["locked.txt"]["reason"].lower()
