"""Tables: one document a row, by the columns' names or as people say; rows that give no text are listed."""

import io
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analyzer.documents.columns import find_columns, read_mapping
from analyzer.errors import DocumentError, SettingsError

ADDRESS = "https://example.org/a"
BODY = "The mayor said on Monday that the bridge over the river is open again."


def parquet(**columns):
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


def facts(document):
    return document.path, document.title, document.publisher, document.published, document.url


TABLES = {
    "a.csv": f'id,headline,body,source,date,url\n7,Bridge,"{BODY}",Herald,3 May 2024,https://example.org/a\n',
    "a.tsv": f"id\theadline\tbody\tsource\tdate\turl\n7\tBridge\t{BODY}\tHerald\t2024-05-03\thttps://example.org/a\n",
    "a.jsonl": json.dumps(
        {"id": 7, "headline": "Bridge", "body": BODY, "source": "Herald", "date": "2024-05-03T10:00Z", "url": ADDRESS}
    ),
    "a.parquet": parquet(
        id=[7],
        headline=["Bridge"],
        body=[BODY],
        source=["Herald"],
        date=[date(2024, 5, 3)],
        url=["https://example.org/a"],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_a_document_with_its_facts(load, name):
    [document] = load(name, TABLES[name]).documents
    assert facts(document) == (f"{name}#7", "Bridge", "Herald", "2024-05-03", "https://example.org/a")
    assert document.text == BODY


def test_the_text_of_a_row_stays_as_it_stands(load):
    [document] = load("a.csv", 'text\n"  One ""two""\nthree  "\n').documents
    assert document.text == '  One "two"\nthree  '


def test_columns_can_be_named(load):
    [document] = load("a.csv", f"x,when\n{BODY},2024-05-03\n", columns=(("text", "x"), ("date", "when"))).documents
    assert (document.text, document.published) == (BODY, "2024-05-03")


def test_what_the_columns_say_wins_over_a_header_in_the_text(load):
    text = f"Other title\\n2020-01-01\\nhttps://other.example.org/x\\n\\n{BODY}"
    [document] = load("a.jsonl", f'{{"text":"{text}","title":"Bridge","date":"2024-05-03"}}').documents
    assert (document.title, document.published, document.url) == ("Bridge", "2024-05-03", "https://other.example.org/x")


def test_a_speaker_beside_a_quotation_is_kept(load):
    [document] = load("a.csv", "quote,speaker\nIt is safe.,Jo Park\n").documents
    assert (document.text, document.speaker) == ("It is safe.", "Jo Park")


def test_a_text_without_a_speaker_in_a_table_of_speakers_is_read_like_any_other(load):
    documents = load("a.csv", f"text,speaker\nIt is safe.,Jo Park\n{BODY},\n").documents
    assert [document.speaker for document in documents] == ["Jo Park", None]


def test_rows_that_give_no_text_are_listed_and_the_rest_read(load):
    loaded = load("a.csv", "quote,speaker\nYes.,Jo Park\nNo.,\n,Jo Park\nonly one\n")
    assert [document.path for document in loaded.documents] == ["a.csv#1"]
    assert [(file.path, file.status, file.reason) for file in loaded.inputs] == [
        ("a.csv", "read", None),
        ("a.csv#2", "failed", "a quotation without a speaker"),
        ("a.csv#3", "failed", "a row without text"),
        ("a.csv#4", "failed", "1 cells where the first line has 2"),
    ]


def test_json_lines_name_the_line(load):
    loaded = load("a.jsonl", f'{{"text":"{BODY}"}}\n\n[1]\n{{bad\n' + "[" * 100_000)
    assert [file.path for file in loaded.inputs] == ["a.jsonl", "a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]
    assert [file.reason for file in loaded.inputs[1:]] == [
        "not a JSON object",
        "broken JSON: Expecting property name enclosed in double quotes",
        "broken JSON: nested too deep",
    ]


def test_rows_of_one_id_are_told_apart(load):
    documents = load("a.csv", f"id,text\nx,{BODY}\nx,{BODY}\n").documents
    assert [document.path for document in documents] == ["a.csv#x", "a.csv#x~2"]


def test_an_id_becomes_a_harmless_name(load):
    [document] = load("a.jsonl", f'{{"id":"a b\\n<i>\\u202e","text":"{BODY}"}}').documents
    assert document.path == "a.jsonl#a_b_i"


def test_dates_that_could_be_two_days_are_told(load):
    loaded = load("a.csv", f"text,date\n{BODY},03/04/2024\n{BODY} Yes.,May\n")
    assert [document.published for document in loaded.documents] == [None, None]
    assert loaded.cautions[0].what == "dates that cannot be read as one full day are left out: 2, such as '03/04/2024'"


def test_rows_beyond_the_cap_are_told(load):
    loaded = load("a.csv", "text\n" + f"{BODY}\n" * 5, max_parts=3)
    assert len(loaded.documents) == 3
    assert "rows beyond the first 3 are left out: 2" in loaded.cautions[0].what


def test_short_texts_of_a_table_are_doubted_once(load):
    loaded = load("a.csv", "quote,speaker\nSi.,Jo Park\nTak.,Jo Park\n")
    assert [caution.what for caution in loaded.cautions] == [
        "2 of its texts: too little text to tell its language; taken as English"
    ]


def test_half_a_surrogate_pair_is_replaced(load):
    [document] = load("a.jsonl", json.dumps({"text": f"{BODY} \ud800\0"})).documents
    assert document.text == f"{BODY} \ufffd\ufffd"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", "x,y\n1,2\n", "no column for the text: expected text, body, content or quote, found: 'x', 'y'"),
        ("a.csv", "text\n", "a table without rows"),
        ("a.csv", 'text\n"open', "broken CSV: unexpected end of data"),
        ("a.jsonl", "{}", "no column for the text"),
        ("a.parquet", b"PAR1xxxx", "broken Parquet file"),
        ("a.parquet", parquet(x=[1]), "no column for the text"),
    ],
)
def test_a_table_without_texts_is_refused(refusal, name, data, reason):
    assert reason in refusal(name, data)


def test_a_column_that_is_not_there_is_refused(refusal):
    assert refusal("a.csv", "text\nx\n", columns=(("text", "body"),)) == "no column 'body'; found: 'text'"


def test_a_small_parquet_file_that_unpacks_to_much_is_refused(refusal):
    packed = parquet(text=["word " * 20_000] * 200)
    assert len(packed) < 20_000
    assert "unpacks to more than 5,000,000 bytes" in refusal("a.parquet", packed, max_unpacked_bytes=5_000_000)


@pytest.mark.parametrize("pairs", [[("txt", "body")], [("text", "a"), ("text", "b")], [("text", "")]])
def test_a_mapping_that_cannot_be_meant_is_refused(pairs):
    with pytest.raises(SettingsError, match=r"documents\.columns"):
        read_mapping(pairs)


@pytest.mark.parametrize("names", [["Body"], ["full text"], ["full-text"], ["TEXT", "content"]])
def test_obvious_names_are_found_however_they_are_written(names):
    assert find_columns(names, {})["text"] == names[0]


def test_a_column_that_people_named_serves_for_nothing_else():
    with pytest.raises(DocumentError, match="no column for the text"):
        find_columns(["text"], {"title": "text"})
