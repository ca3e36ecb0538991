"""Texts with a known speaker: each paragraph is one direct statement, and nothing inside it is looked for."""

import pytest

from analyzer.schema import Document, Section
from analyzer.settings import StatementSettings
from analyzer.statements import extract_statements


def document(text, speaker, name="q.csv#1"):
    return Document(
        id=f"d-{name}", path=name, text=text, speaker=speaker, sections=(Section(0, len(text.rstrip()), "body"),)
    )


def said(*documents):
    extracted = extract_statements(documents, StatementSettings())
    names = {speaker.id: speaker for speaker in extracted.speakers}
    return [([names[key].name for key in one.speakers], one) for one in extracted.statements], extracted


def test_a_text_is_one_direct_statement_of_its_speaker():
    [(names, one)], _ = said(document("It is safe. It will stay safe.", "Jo Park"))
    assert (names, one.kind, one.confidence) == (["Jo Park"], "direct", 1.0)
    assert (one.text, one.content) == ("It is safe. It will stay safe.", ((0, 30),))


def test_nothing_is_looked_for_inside():
    [(names, _)], _ = said(document("The mayor, Ana Ruiz, said that it is shut.", "Jo Park"))
    assert names == ["Jo Park"]


def test_marks_around_the_whole_stay_outside():
    [(_, one)], _ = said(document("“It is safe.”", "Jo Park"))
    assert one.content == ((1, 12),)
    assert one.quoted == ((1, 12),)


def test_each_paragraph_is_one_statement_that_goes_on():
    [(_, first), (_, second)], _ = said(document("It is safe.\n\nIt will stay so.", "Jo Park"))
    assert second.continuation_of == first.id


@pytest.mark.parametrize(
    ("speaker", "names", "kinds"),
    [
        ("jo park", ["jo park"], ["person"]),
        ("JO PARK", ["Jo Park"], ["person"]),
        ("Ana Ruiz, the mayor of Varn", ["Ana Ruiz"], ["person"]),
        ("Ana Ruiz and Jo Park", ["Ana Ruiz", "Jo Park"], ["person", "person"]),
        ("a senior official", ["a senior official"], ["anonymous"]),
    ],
)
def test_speakers_are_read_as_in_articles(speaker, names, kinds):
    [(found, one)], extracted = said(document("It is safe.", speaker))
    kind_of = {record.id: record.kind for record in extracted.speakers}
    assert (found, [kind_of[key] for key in one.speakers]) == (names, kinds)


def test_a_speaker_is_the_same_as_in_an_article():
    text = "The bridge is safe, Mayor Ana Ruiz said."
    article = Document(id="d-a", path="a.txt", text=text, sections=(Section(0, len(text), "body"),))
    found, _ = said(article, document("It is safe.", "Ana Ruiz"))
    assert len({one.speakers for _, one in found}) == 1


def test_anonymous_speakers_of_two_rows_are_two():
    found, _ = said(document("Yes.", "a senior official"), document("No.", "a senior official", "q.csv#2"))
    assert len({one.speakers for _, one in found}) == 2


def test_a_pronoun_is_nobody_and_told():
    found, extracted = said(document("It is safe.", "he"))
    assert found == []
    assert extracted.cautions[0].what == "no speaker found for: It is safe."


def test_a_question_is_asked():
    [(_, one)], _ = said(document("Is it safe?", "Jo Park"))
    assert one.stance == "asks"


def test_nothing_of_it_is_kept_as_it_is_read_faster_than_looked_up():
    class Cache:
        def get(self, kind, keys):
            return {}

        def put(self, kind, values, documents, *, replace=False):
            pytest.fail("kept")

    extract_statements([document("It is safe.", "Jo Park")], StatementSettings(), cache=Cache())
