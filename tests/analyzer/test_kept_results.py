"""What a cache may change: how much is computed, and nothing else."""

import dataclasses
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.documents import load_documents
from analyzer.embeddings import embed_statements
from analyzer.models.hashing import HashingEncoder
from analyzer.pipeline import Parts, analyze
from analyzer.protocols import NoCache, TaggedQuotation, Tagging
from analyzer.schema import ModelUse, Span
from analyzer.settings import DocumentSettings, EmbeddingSettings, Settings, StatementSettings
from analyzer.statements import extract_statements
from analyzer.statements.found import Found
from analyzer.statements.kept_readings import _Found
from analyzer.storage.workspace import Workspace, forget, measure

PER_TEXT = {"documents", "readings", "statements", "vectors", "outlines", "judgements"}
KEPT = {
    *("documents", "readings", "statements", "vectors", "neighbours", "communities"),
    *("outlines", "candidates", "judgements", "analyses"),
}
SEEDS = Path(__file__).parents[2] / "seeds"
TEXTS = {
    "ferry.txt": "# Ferry\n\nMayor Ana Ruiz said the ferry was safe. “It could sail,” she said. “We are ready.”\n\n"
    "The union denied that the ferry was safe. An official said that Ruiz had not read the report.",
    "bridge.txt": "The News Agency reported that Jo Park, the transport minister, said the bridge “might close”.\n\n"
    "“It will not close,” said Ruiz. Her office declined to comment. He disputed the official's account.",
    "talks.txt": "Ruiz: The talks went badly.\n\nPark: They were productive. The mayor said 40 jobs were lost.\n\n"
    "Ruiz: No. They were not.\n\nPark: Yes, they were. Nobody told us about the jobs.",
    "damaged.txt": "Mr. D?az said the port?will “re-open.”? A senior official said 12 ships were damaged.\n\n"
    'The official said: "No harm was done.\n\nThe council and the union said that they would strike.',
    "port.md": "## Port reopens\n\nA spokesman for the port, Otto Lind, said 40 jobs were lost.\n\nDíaz said no.",
}


class Remembering:
    """A cache in memory."""

    def __init__(self):
        self.values = {}

    def get(self, kind, keys):
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put(self, kind, values, documents, *, replace=False):
        assert documents.keys() >= values.keys()
        self.values |= {(kind, key): value for key, value in values.items()}


class CountingTagger:
    """Finds what stands between curly marks; counts the texts it reads."""

    def __init__(self):
        self.n_texts = 0

    def tag(self, texts):
        self.n_texts += len(texts)
        return [self._tagging(text) for text in texts]

    def _tagging(self, text):
        words = tuple(match.start() for match in re.finditer(r"\w+", text))
        quotations = tuple(
            TaggedQuotation((Span(match.start() + 1, match.end() - 1),), None, None, 0.7)
            for match in re.finditer(r"“[^”]+”", text)
        )
        return Tagging(quotations, words, tuple(0.75 for _ in words))

    def describe(self):
        return ModelUse("quotations", "counting", "1", "rules")


class CountingEncoder(HashingEncoder):
    def __init__(self, n_dimensions=64):
        super().__init__(n_dimensions)
        self.n_texts = 0

    def encode(self, texts):
        self.n_texts += len(texts)
        return super().encode(texts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("in")
    for name, text in TEXTS.items():
        (path / name).write_text(text, "utf-8")
    return path


RULES = Settings(comparisons=dataclasses.replace(Settings().comparisons, relations="none"))


def run(inputs, cache, tagger=None, encoder=None, chosen=RULES):
    parts = Parts(encoder or HashingEncoder(64), tagger)
    analysis, embeddings = analyze(inputs, settings=chosen, parts=parts, cache=cache)
    provenance = dataclasses.replace(analysis.provenance, started_at="", seconds=0.0)
    return dataclasses.replace(analysis, provenance=provenance), embeddings.statements, embeddings.vectors.tobytes()


@pytest.mark.parametrize("tagged", [False, True], ids=["rules", "tagger"])
def test_the_second_run_asks_nobody_and_says_the_same(folder, tmp_path, tagged):
    computed = run([folder], NoCache(), CountingTagger() if tagged else None, CountingEncoder())
    taggers, encoders = [CountingTagger(), CountingTagger()], [CountingEncoder(), CountingEncoder()]
    for tagger, encoder in zip(taggers, encoders, strict=True):
        with Workspace(tmp_path / "workspace.sqlite") as workspace:
            assert run([folder], workspace, tagger if tagged else None, encoder) == computed
    assert encoders[0].n_texts > 10
    assert encoders[1].n_texts == 0
    assert [tagger.n_texts for tagger in taggers] == ([len(TEXTS), 0] if tagged else [0, 0])


def test_the_samples_give_the_same_bytes_cold_and_warm(tmp_path):
    computed = run([SEEDS], NoCache(), CountingTagger())
    with Workspace(tmp_path / "workspace.sqlite") as workspace:
        assert run([SEEDS], workspace, CountingTagger()) == computed
        assert run([SEEDS], workspace, CountingTagger()) == computed


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_order_gives_the_same_from_any_cache(folder, data):
    names = sorted(TEXTS)
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True), "read")
    known = data.draw(st.lists(st.lists(st.sampled_from(names), min_size=1, unique=True), max_size=2), "read before")
    cache = Remembering()
    for earlier in known:
        run([folder / name for name in earlier], cache)
    computed = run([folder / name for name in sorted(chosen)], NoCache())
    assert run([folder / name for name in chosen], cache) == computed
    # Whatever may be lost from the cache may be lost; the analysis is, or nothing else would be asked for.
    lost = data.draw(st.lists(st.sampled_from(sorted(cache.values)), unique=True), "forgotten")
    cache.values = {one: v for one, v in cache.values.items() if one not in lost and not one[0].startswith("analyses/")}
    assert run([folder / name for name in reversed(chosen)], cache) == computed


def test_what_comes_from_the_cache_is_fresh_each_time(folder):
    cache = Remembering()
    documents = load_documents([folder], DocumentSettings()).documents
    told = [extract_statements(documents, StatementSettings(), None, cache=cache) for _ in range(3)]
    assert told[0] == told[1] == told[2]


def test_a_broken_value_is_computed_again(folder):
    cache = Remembering()
    computed = run([folder], cache)
    kinds = {kind.split("/")[0] for kind, _ in cache.values}
    assert kinds == KEPT
    cache.values = {(kind, key): b"\xff\x00" if "vec" not in kind else v for (kind, key), v in cache.values.items()}
    assert run([folder], cache) == computed


def test_an_unchanged_run_only_looks_up_its_vectors(folder):
    cache, told = Remembering(), []
    parts, again = Parts(HashingEncoder(64)), Parts(HashingEncoder(64))
    analyze([folder], settings=RULES, parts=parts, cache=cache)
    analyze([folder], settings=RULES, parts=again, cache=cache, progress=lambda stage, *_: told.append(stage))
    assert set(told) == {"documents", "embeddings"}


def test_a_renamed_file_is_not_tagged_again(folder, tmp_path):
    cache, tagger = Remembering(), CountingTagger()
    run([folder], cache, tagger)
    (tmp_path / "other name.txt").write_bytes((folder / "ferry.txt").read_bytes())
    again, *_ = run([tmp_path], cache, tagger)
    assert tagger.n_texts == len(TEXTS)
    assert again.documents[0].path == "other name.txt"
    assert {one.document for one in again.statements} == {again.documents[0].id}


def test_a_changed_file_is_read_again(folder, tmp_path):
    cache, tagger = Remembering(), CountingTagger()
    file = tmp_path / "ferry.txt"
    file.write_text("Ruiz said the ferry was safe.", "utf-8")
    run([tmp_path], cache, tagger)
    file.write_text("Ruiz said the ferry was not safe.", "utf-8")
    after, *_ = run([tmp_path], cache, tagger)
    assert tagger.n_texts == 2
    assert [one.claim for one in after.statements if one.kind != "narration"] == ["The ferry was not safe."]


@pytest.mark.parametrize("change", ["settings", "tagger", "encoder"])
def test_other_models_and_settings_know_nothing_of_it(folder, change):
    cache, tagger, encoder, chosen = Remembering(), CountingTagger(), CountingEncoder(), RULES
    run([folder], cache, tagger, encoder, chosen)
    n_texts = encoder.n_texts
    if change == "settings":
        chosen = dataclasses.replace(RULES, statements=StatementSettings(max_statements_per_document=2_000))
    elif change == "tagger":
        tagger.describe = lambda: ModelUse("quotations", "counting", "2", "rules")
    else:
        encoder.describe = lambda: ModelUse("embedder", "hashed-words", "other", "rules")
    run([folder], cache, tagger, encoder, chosen)
    assert tagger.n_texts == len(TEXTS) * (1 if change == "encoder" else 2)
    assert encoder.n_texts == n_texts * (2 if change == "encoder" else 1)


def test_known_claims_are_not_encoded_beside_new_ones(folder):
    statements = run([folder], NoCache())[0].statements
    cache, encoder, told = Remembering(), CountingEncoder(), []
    embed_statements(statements[::2], encoder, EmbeddingSettings(), lambda *_: None, cache)
    n_known = encoder.n_texts
    found = embed_statements(statements, encoder, EmbeddingSettings(), lambda *report: told.append(report), cache)
    n_claims = len({one.claim for one in statements})
    assert encoder.n_texts == n_claims
    assert told == [("embeddings", n_known, n_claims), ("embeddings", n_claims, n_claims)]
    alone = embed_statements(statements, encoder, EmbeddingSettings(), lambda *_: None)
    assert found.vectors.tobytes() == alone.vectors.tobytes()


def test_a_forgotten_document_leaves_no_word_in_the_workspace(folder, tmp_path):
    path = tmp_path / "workspace.sqlite"
    with Workspace(path) as workspace:
        analysis, *_ = run([folder], workspace)
        lind = next(one for one in analysis.documents if one.path == "port.md")
        told = forget(workspace, [lind.id], [lind.path])
        families = {kind.split("/")[0] for kind, n in told.n_values if n}
        assert families == KEPT
        assert measure(workspace).n_documents == len(TEXTS) - 1
        encoder = CountingEncoder()
        assert run([folder], workspace, encoder=encoder)[0].statements == analysis.statements
        assert 0 < encoder.n_texts < 8


def test_a_name_told_by_another_document_goes_with_it(tmp_path):
    (tmp_path / "a.txt").write_text("Ruiz said that the ferry was safe. We will sail, she said.", "utf-8")
    (tmp_path / "b.txt").write_text("Mayor Ana Ruiz said that she would resign over the ferry.", "utf-8")
    owned = {}

    class Watching(Remembering):
        def put(self, kind, values, documents, *, replace=False):
            if kind.startswith("statements"):
                owned.update({value: documents[key] for key, value in values.items()})
            super().put(kind, values, documents, replace=replace)

    analysis, *_ = run([tmp_path], Watching())
    both = sorted(one.id for one in analysis.documents)
    assert sorted(len(ids) for ids in owned.values()) == [1, 2]
    assert both in [sorted(ids) for ids in owned.values()]


def test_everything_found_is_kept_but_what_is_resolved_later():
    names = {field.name for field in dataclasses.fields(Found)}
    assert names - set(_Found.__struct_fields__) == {"speakers", "via", "disputed"}


SLOW = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_kept_results import CountingTagger, run
from analyzer.storage.workspace import Workspace

class Slow(CountingTagger):
    def tag(self, texts):
        print("reading", flush=True)
        time.sleep(0.05)
        return super().tag(texts)

with Workspace(Path(sys.argv[2])) as workspace:
    run([Path(sys.argv[1])], workspace, Slow())
print("finished", flush=True)
"""


def test_a_killed_job_goes_on_where_it_was(tmp_path):
    folder, path = tmp_path / "in", tmp_path / "workspace.sqlite"
    folder.mkdir()
    for n in range(40):
        text = f"Mayor Ana Ruiz said ferry {n} was safe. “It will sail on day {n},” she said."
        (folder / f"{n}.txt").write_text(text, "utf-8")
    command = [sys.executable, "-c", SLOW, str(folder), str(path), str(Path(__file__).parent)]
    job = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    begun = 0
    while begun < 20 and job.stdout.readline() == "reading\n":
        begun += 1
    os.kill(job.pid, signal.SIGKILL)
    begun += job.stdout.read().count("reading")
    job.wait()
    job.stdout.close()
    assert 20 <= begun < 40
    tagger = CountingTagger()
    with Workspace(path) as workspace:
        resumed = run([folder], workspace, tagger)
    assert 40 - begun <= tagger.n_texts <= 40 - begun + 1  # the one it was at
    assert resumed == run([folder], NoCache(), CountingTagger())
