import numpy as np
import pytest

from analyzer.embeddings import embed_statements
from analyzer.errors import ModelError
from analyzer.models.hashing import HashingEncoder
from analyzer.schema import Span, Statement
from analyzer.settings import EmbeddingSettings

SETTINGS = EmbeddingSettings(batch_size=1)


def silent(stage, done, total):
    pass


def statement(name, claim):
    return Statement(name, "d-1", 0, 9, claim, (Span(0, 9),), (), "indirect", claim)


class Recorder(HashingEncoder):
    def __init__(self):
        super().__init__(16)
        self.seen = []

    def encode(self, texts):
        self.seen += texts
        return super().encode(texts)


class Fixed:
    def __init__(self, rows):
        self.rows = rows

    def encode(self, texts):
        return np.array(self.rows, np.float32)


STATEMENTS = [statement(f"st-{n}", f"claim number {n % 20} of the minister") for n in range(30)]


def test_row_i_belongs_to_statement_i():
    embeddings = embed_statements(STATEMENTS, HashingEncoder(), SETTINGS, silent)
    assert embeddings.statements == tuple(s.id for s in STATEMENTS)
    np.testing.assert_allclose(embeddings.vectors, HashingEncoder().encode([s.claim for s in STATEMENTS]), atol=1e-6)


def test_distinct_claims_are_encoded_once():
    encoder = Recorder()
    embed_statements(STATEMENTS, encoder, SETTINGS, silent)
    assert len(encoder.seen) == len(set(encoder.seen)) == 20


def test_encoder_sees_the_same_calls_whatever_the_order():
    straight, turned = Recorder(), Recorder()
    embed_statements(STATEMENTS, straight, SETTINGS, silent)
    embed_statements(STATEMENTS[::-1], turned, SETTINGS, silent)
    assert straight.seen == turned.seen


def test_rows_are_made_unit_length():
    embeddings = embed_statements([statement("st-1", "x")], Fixed([[3.0, 4.0]]), SETTINGS, silent)
    np.testing.assert_allclose(embeddings.vectors, [[0.6, 0.8]], atol=1e-7)


def test_progress_ends_at_the_number_of_distinct_claims():
    told = []
    embed_statements(STATEMENTS, HashingEncoder(), SETTINGS, lambda *report: told.append(report))
    assert told == [("embeddings", done, 20) for done in (0, 8, 16, 20)]


def test_no_statements_need_no_encoder():
    embeddings = embed_statements([], None, SETTINGS, silent)
    assert (embeddings.statements, embeddings.vectors.shape) == ((), (0, 0))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[1.0, 0.0], [1.0, 0.0]], r"shape \(2, 2\), expected \(1, n_dimensions\)"),
        ([1.0], r"shape \(1,\)"),
        ([[float("nan"), 1.0]], "not finite"),
        ([[0.0, 0.0]], "row of zeros"),
    ],
)
def test_a_wrong_array_is_refused(rows, message):
    with pytest.raises(ModelError, match=message):
        embed_statements([statement("st-1", "x")], Fixed(rows), SETTINGS, silent)
