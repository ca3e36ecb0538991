"""Gold and predictions as files: what is read, and what is refused with its place."""

import gzip
import json
from pathlib import Path

import pytest

from analyzer.errors import InputError
from analyzer.evaluation import MarkedArticle, Quotation, read_gold, read_predictions, write_marked_articles
from analyzer.schema import Span

TEXT = "“We won,” Ruiz said."
ROW = {"doc_id": "a", "text": TEXT, "quotes": [{"content": [[1, 7]], "source": [[10, 14]], "cue": [[15, 19]]}]}
ARTICLE = MarkedArticle("a", TEXT, (Quotation((Span(1, 7),), (Span(10, 14),), (Span(15, 19),)),))


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="rows.jsonl"):
        path = tmp_path / name
        path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
        return path

    return write


def row(**changed):
    return {**ROW, **changed}


def quoting(**changed):
    return row(quotes=[{**ROW["quotes"][0], **changed}])


def test_a_gold_is_read(file):
    assert read_gold(file(ROW, "", row(doc_id="b", quotes=[]))) == (ARTICLE, MarkedArticle("b", TEXT, ()))


def test_the_row_in_the_documentation_is_read(file):
    page = (Path(__file__).parents[3] / "docs" / "evaluation.md").read_text("utf-8")
    (article,) = read_gold(file(page.split("```json\n")[1].split("\n```")[0]))
    said = [article.text[start:end] for one in article.quotations for start, end in one.content]
    assert said == ["the closure “a costly mistake”", "4,000 passengers are stranded"]


def test_a_packed_gold_is_read(tmp_path):
    (tmp_path / "gold.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROW).encode()))
    assert read_gold(tmp_path / "gold.jsonl.gz") == (ARTICLE,)


def test_a_byte_order_mark_is_passed_over(tmp_path):
    (tmp_path / "gold.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(ROW).encode())
    assert read_gold(tmp_path / "gold.jsonl") == (ARTICLE,)


def test_unknown_fields_are_passed_over_and_source_and_cue_may_miss(file):
    gold = read_gold(file(row(split="test", quotes=[{"content": [[1, 7]], "source": None, "type": 3, "note": "?"}])))
    assert gold[0].quotations == (Quotation((Span(1, 7),)),)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "expected one JSON object a line: Expecting property name"),
        ("[" * 100_000, "expected one JSON object a line"),
        ("[1]", "expected one JSON object a line; found [1]"),
        ("1" * 5000, "expected one JSON object a line"),
        (row(doc_id=None), 'expected "doc_id", a string that is not empty; found nothing'),
        (row(doc_id=7), 'expected "doc_id", a string that is not empty; found 7'),
        (row(doc_id="z"), 'expected every doc_id once; "z" stood above already'),
        (row(text=None), 'expected "text"'),
        (row(text=""), 'expected "text", a string that is not empty; found ""'),
        (row(text=TEXT + "\ud83d"), 'expected "text" to be whole characters; found half a surrogate pair'),
        (row(quotes=None), 'expected "quotes", a list; found nothing'),
        (row(quotes={}), 'expected "quotes", a list; found {}'),
        (row(quotes=[7]), "expected quotes[0] to be an object; found 7"),
        (row(quotes=[{}]), "expected quotes[0].content to be a list of [start, end]; found nothing"),
        (quoting(content=[]), "expected quotes[0].content to hold at least one [start, end]"),
        (quoting(content=[1, 7]), "expected quotes[0].content to be a list of [start, end], whole numbers; found 1"),
        (quoting(content=[[1, 7, 9]]), "found [1, 7, 9] in it"),
        (quoting(content=[[1, 7.0]]), "found [1, 7.0] in it"),
        (quoting(content=[[True, 7]]), "found [true, 7] in it"),
        (quoting(content=[[1, "7"]]), 'found [1, "7"] in it'),
        (quoting(content=[[7, 7]]), "0 <= start < end <= 20, the length of the text; found [7, 7]"),
        (quoting(content=[[-1, 7]]), "found [-1, 7]"),
        (quoting(content=[[1, 21]]), "found [1, 21]"),
        (quoting(source=[[15, 21]]), "expected quotes[0].source to have 0 <= start < end <= 20"),
        (quoting(source="Ruiz"), 'expected quotes[0].source to be a list of [start, end]; found "Ruiz"'),
        (quoting(cue=[[19, 15]]), "expected quotes[0].cue to have"),
        (quoting(confidence=1.5), "expected quotes[0].confidence to be a number from 0 to 1; found 1.5"),
        (quoting(confidence="high"), 'found "high"'),
        (quoting(confidence=True), "found true"),
        (quoting(confidence=float("nan")), "found NaN"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(file, bad, reason):
    path = file(row(doc_id="z"), bad)
    with pytest.raises(InputError) as refused:
        read_gold(path)
    assert str(refused.value).startswith(f"{path}, line 2: ")
    assert reason in str(refused.value)
    assert len(str(refused.value)) < len(str(path)) + 250


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("gold.jsonl", None, "cannot be read: No such file"),
        ("gold.jsonl", b"", "the file is empty"),
        ("gold.jsonl", b"\n \n", "the file is empty"),
        ("gold.jsonl", b'{"doc_id": "\xff"}', "line 1: expected UTF-8"),
        ("gold.jsonl.gz", b'{"doc_id": "a"}', "cannot be read: Not a gzipped file"),
        ("gold.jsonl.gz", gzip.compress(b"{}" * 999)[:-9], "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name, data, reason):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as refused:
        read_gold(tmp_path / name)
    assert reason in str(refused.value)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="Is a directory"):
        read_gold(tmp_path)


def test_predictions_need_no_text(file):
    gold = read_gold(file(ROW))
    assert read_predictions(file({"doc_id": "a", "quotes": ROW["quotes"]}, name="found"), gold) == (ARTICLE,)


def test_predictions_for_another_text_are_refused(file):
    gold = read_gold(file(ROW))
    with pytest.raises(InputError, match='found, line 1: the "text" of "a" is not the gold\'s'):
        read_predictions(file(row(text=TEXT + "\n"), name="found"), gold)


def test_predictions_lie_within_the_gold_text(file):
    gold = read_gold(file(ROW))
    with pytest.raises(InputError, match=r"found, line 1: .* <= 20, the length of the text"):
        read_predictions(file({"doc_id": "a", "quotes": [{"content": [[1, 21]]}]}, name="found"), gold)


def test_predictions_for_articles_that_the_gold_lacks_are_read(file):
    gold = read_gold(file(ROW))
    path = file(
        {"doc_id": "b", "quotes": [{"content": [[1, 999]]}]}, row(doc_id="c"), row(doc_id="d", text=7), name="p"
    )
    assert [article.doc_id for article in read_predictions(path, gold)] == ["b", "c", "d"]
    assert read_predictions(file(name="none"), gold) == ()


@pytest.mark.parametrize("name", ["found.jsonl", "found.jsonl.gz"])
def test_written_articles_can_be_read_back(tmp_path, name):
    sure = MarkedArticle("b\U0001f6a2", "“Naïve,”\nhe said.", (Quotation((Span(1, 6),), confidence=0.25),))
    write_marked_articles([ARTICLE, sure], tmp_path / name)
    assert read_gold(tmp_path / name) == (ARTICLE, sure)


def test_written_quotations_say_their_type(tmp_path):
    write_marked_articles([ARTICLE], tmp_path / "found")
    written = json.loads((tmp_path / "found").read_text("utf-8"))
    assert written == row(quotes=[{**ROW["quotes"][0], "type": "direct"}])
