"""What every statement of any text keeps to."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NEWS = (
    "Mayor Ana Ruiz said the tunnel was “a danger”, adding that it would close.\n\n"
    "“We knew it,” she said. “It was old.” The union denied the mayor's account.\n\n"
    "An aide said that Otto Lind had warned: “Do not go.” Twelve men work there every night."
)


def check(document, extracted):
    """Assert that every offset is valid and that the records agree with the text."""
    text, ids = document.text, {one.id for one in extracted.statements}
    speakers = {speaker.id for speaker in extracted.speakers}
    assert len(ids) == len(extracted.statements)
    for one in extracted.statements:
        assert one.text == text[one.start : one.end]
        assert one.content == tuple(sorted(one.content))
        for span in (*one.content, *one.quoted, *one.certainty_spans, *filter(None, (one.cue, one.speaker_mention))):
            assert 0 <= span.start < span.end <= len(text)
        for quoted in one.quoted:
            assert any(span.start <= quoted.start and quoted.end <= span.end for span in one.content)
        assert one.start <= one.content[0].start
        assert one.content[-1].end <= one.end
        assert {*one.speakers, *one.via} <= speakers
        assert {one.nested_in, one.continuation_of, one.disputes} - {None} <= ids
        assert one.id not in (one.nested_in, one.continuation_of, one.disputes)
        assert not (one.speakers and one.kind == "narration")
        assert one.speakers or one.kind == "narration" or one.speaker_mention or one.continuation_of
        assert 0 <= one.certainty <= 1
        assert 0 < one.confidence <= 1
        assert one.claim


def test_records_agree_with_the_text(extract, document):
    one = document(NEWS)
    extracted = extract(one)
    assert len(extracted.statements) == 7
    check(one, extracted)


def test_statements_stand_in_text_order(extract):
    starts = [one.content[0].start for one in extract(NEWS).statements]
    assert starts == sorted(starts)


def test_equal_input_gives_equal_records(extract):
    assert extract(NEWS) == extract(NEWS)


def test_ids_depend_on_document_and_place_only(extract, document):
    one = extract(document(NEWS, name="a.txt")).statements
    other = extract(document(NEWS + "\n\nIt rained.", name="a.txt")).statements
    elsewhere = extract(document(NEWS, name="b.txt")).statements
    assert [s.id for s in one] == [s.id for s in other][: len(one)]
    assert not {s.id for s in one} & {s.id for s in elsewhere}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The nurse said: “It is late.”", "direct"),
        ("The nurse said it was “late”.", "mixed"),
        ("The nurse said it was late.", "indirect"),
        ("The old tunnel was closed last night.", "narration"),
    ],
)
def test_kinds(extract, text, kind):
    assert [one.kind for one in extract(text).statements] == [kind]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The nurse said it was late.", "asserts"),
        ("The nurse denied that it was late.", "denies"),
        ("The nurse disputed the doctor's account.", "disputes"),
        ("The nurse demanded a new ward.", "demands"),
        ("The nurse urged him to stay.", "demands"),
        ("The nurse offered to stay.", "offers"),
        ("The nurse asked him to stay.", "demands"),
        ("The nurse asked whether it was late.", "asks"),
        ("The nurse asked: “Is it late?”", "asks"),
        ("“Why is it so late?” the nurse said.", "asks"),
        ("“It is late. Why?” the nurse said.", "asserts"),
        ("The nurse predicted that it would be late.", "predicts"),
        ("The nurse warned of a fire.", "predicts"),
    ],
)
def test_stances(extract, text, stance):
    assert [one.stance for one in extract(text).statements] == [stance]


def test_marks_stay_outside_a_content_that_is_all_quotation(extract):
    text = "The nurse said: “It is late.”"
    (one,) = extract(text).statements
    assert [text[span.start : span.end] for span in one.content] == ["It is late."]
    assert one.quoted == one.content


def test_the_cap_is_kept_and_told(extract):
    extracted = extract(
        "The nurse said it was late. The doctor said it was early. The king said no.", max_statements_per_document=1
    )
    assert len([one for one in extracted.statements if one.kind != "narration"]) == 1
    assert any("beyond the cap of 1" in caution.what for caution in extracted.cautions)


@pytest.mark.parametrize(
    ("text", "what"), [("He said “no.", "1 quotation mark has"), ("“No. “Yes. “No.", "3 quotation marks have")]
)
def test_unpaired_marks_are_told(extract, text, what):
    assert [caution.what for caution in extract(text).cautions][:1] == [
        f"{what} no partner; read to the end of the paragraph at most"
    ]


def test_what_nobody_can_be_found_to_have_said_is_told(extract):
    extracted = extract("He said it was late.")
    assert [caution.what for caution in extracted.cautions] == ["no speaker found for: it was late"]


def test_progress_is_told(document):
    from analyzer.settings import StatementSettings
    from analyzer.statements import extract_statements

    told = []
    extract_statements([document("a"), document("b")], StatementSettings(), progress=lambda *step: told.append(step))
    assert told == [("statements", 1, 2), ("statements", 2, 2)]


def test_no_documents(extract):
    assert extract().statements == ()


PIECES = [
    *"aA .,:;\n\"'“”‘’«»()—-?!1\u00a0\u2028é𝛼",
    " said ",
    " told ",
    "Ana Ruiz ",
    " that ",
    "according to ",
    " and ",
]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
MARKS = [*"\"“”‘’'«»„", "''", "``", ""]
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(HOSTILE)
def test_any_text_gives_valid_records(extract, document, text):
    one = document(text)
    check(one, extract(one))


@SLOW
@given(st.integers(0, len(NEWS)), st.sampled_from(MARKS), st.integers(0, 2))
def test_a_mark_more_or_less_touches_no_other_paragraph(extract, document, at, mark, n_lost):
    text = NEWS[:at] + mark + NEWS[at + n_lost :]
    one = document(text)
    extracted = extract(one)
    check(one, extracted)
    if text.count("\n\n") == 2 and at < NEWS.index("An aide"):

        def last(whole, records):
            start = whole.index("An aide")
            return [(s.start - start, s.end - start, s.kind) for s in records.statements if s.start >= start]

        assert last(text, extracted) == last(NEWS, extract(NEWS))
