import pytest

from analyzer.language.repair import mask
from analyzer.schema import Section
from analyzer.statements.sentences import split_sentences


@pytest.fixture
def split(document):
    def run(text, kind="body", sections=None):
        one = document(text, kind, sections=sections)
        return [
            [text[sentence.start : sentence.end] for sentence in sentences]
            for sentences, _ in split_sentences(one, mask(text))
        ]

    return run


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. It was cold.", ["It rained.", "It was cold."]),
        ("“It rained. It was cold,” she said.", ["“It rained. It was cold,” she said."]),
        ("“It rained.” It was cold.", ["“It rained.”", "It was cold."]),
        ("“Why?” the nurse asked. She left.", ["“Why?” the nurse asked.", "She left."]),
        ("“Why?” The nurse left.", ["“Why?”", "The nurse left."]),
        ("“Stop!” he said. “Now.”", ["“Stop!” he said.", "“Now.”"]),
        ("Mr. Lind met Dr. Park. They left.", ["Mr. Lind met Dr. Park.", "They left."]),
        ("U.S. officials left. They flew home.", ["U.S. officials left.", "They flew home."]),
        ("It cost $3.5 million. It was late.", ["It cost $3.5 million.", "It was late."]),
        ("“It rained. It was cold.", ["“It rained. It was cold."]),
    ],
)
def test_sentences(split, text, sentences):
    assert split(text) == [sentences]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One fell.\n\nTwo fell.", [["One fell."], ["Two fell."]]),
        ("One fell.\nTwo fell.", [["One fell."], ["Two fell."]]),
        ("One fell\nand another.", [["One fell\nand another."]]),
        ("  One fell.  \n \n\n", [["One fell."]]),
        ("", []),
    ],
)
def test_paragraphs(split, text, paragraphs):
    assert split(text) == paragraphs


def test_a_headline_is_one_sentence(split):
    assert split("It rained. It was cold.", kind="headline") == [["It rained. It was cold."]]


def test_furniture_is_left_out(split):
    text = "Read more here. It rained."
    sections = (Section(0, 15, "furniture"), Section(16, len(text), "body"))
    assert split(text, sections=sections) == [["It rained."]]


def test_quoted_tokens(document):
    text = "He said “no” twice."
    ((sentence,), n_unpaired), *_ = split_sentences(document(text), text)
    assert [token.text for token, quoted in zip(sentence.tokens, sentence.quoted, strict=True) if quoted] == ["no"]
    assert n_unpaired == 0


def test_unpaired_marks_are_counted(document):
    text = "He said “no.\n\nShe said “yes.”"
    assert [n for _, n in split_sentences(document(text), text)] == [1, 0]
