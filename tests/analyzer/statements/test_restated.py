import pytest

from analyzer.schema import Document, Section
from analyzer.settings import StatementSettings
from analyzer.statements import extract_statements

FIRST = "A regional transport official described the ferry as “old and slow” but “safe.”"
AGAIN = "A transport official described the ferry as “old and slow,” but “safe.”"
OTHER_WORDS = "A transport official described the ferry as “new and fast.”"
OTHER_BODY = "A harbour official described the ferry as “old and slow” but “safe.”"


def speakers_of(*posts):
    text = "\n\n".join(posts)
    sections, at = [], 0
    for number, post in enumerate(posts, 1):
        sections.append(Section(at, at + len(post), "body", post=number))
        at += len(post) + 2
    document = Document("d-1", "a.txt", text, language="en", sections=tuple(sections))
    extracted = extract_statements([document], StatementSettings())
    return extracted, {one.speakers for one in extracted.statements if one.kind != "narration"}


def test_the_same_words_under_a_shorter_description_are_one_voice():
    extracted, speakers = speakers_of(FIRST, AGAIN)
    assert len(speakers) == 1
    (speaker,) = extracted.speakers
    assert speaker.name == "a regional transport official"
    assert speaker.aliases == ("A regional transport official", "A transport official")


@pytest.mark.parametrize("second", [OTHER_WORDS, OTHER_BODY], ids=["other words", "another description"])
def test_others_stay_apart(second):
    assert len(speakers_of(FIRST, second)[1]) == 2
