import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzer.statements.quotations import find_quotations, plain_marks


def regions(text):
    found, n_unpaired = find_quotations(text, 0, len(text))
    return [text[one.start : one.end] for one in found], n_unpaired


@pytest.mark.parametrize(
    ("text", "inside", "n_unpaired"),
    [
        ("No marks at all.", [], 0),
        ("He said “no”.", ["no"], 0),
        ('He said "no".', ["no"], 0),
        ("“No,” he said. “Never.”", ["No,", "Never."], 0),
        ('"No," he said. "Never."', ["No,", "Never."], 0),
        ('He said “no".', ["no"], 0),
        ('He said "no”.', ["no"], 0),
        ("Er sagte „nein“.", ["nein"], 0),
        ("Il a dit « non ».", [" non "], 0),
        ("He said “no", ["no"], 1),
        ("He said no”", [], 1),
        ("“One. “Two.”", ["One.", "Two."], 1),
        ("He said “one “two” three”.", ["one", "two"], 2),
        ('A 6" pipe.', [], 1),
        ('("No")', ["No"], 0),
        ('—"No"—', ["No"], 0),
        ('""', [], 0),
        ("“ ”", [], 0),
    ],
)
def test_regions(text, inside, n_unpaired):
    assert regions(text) == (inside, n_unpaired)


def test_an_unclosed_mark_is_said_to_be_unclosed():
    (one,), _ = find_quotations("He said “no", 0, 11)
    assert not one.closed


def test_only_the_paragraph_is_read():
    text = "“One.\n\nTwo.”"
    assert find_quotations(text, 7, 12) == ([], 1)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("``No,'' she said.", ' "No,"  she said.'),
        ("''No,'' she said.", ' "No,"  she said.'),
        ("'No,' she said.", '"No," she said.'),
        ("‘No,’ she said.", '"No," she said.'),
        ("It was ‘a trap’ for all.", 'It was "a trap" for all.'),
        ("‘It’s old,’ she said.", '"It’s old," she said.'),
        ("“He said ‘no,’” she said.", "“He said ‘no,’” she said."),
        ("It's the workers' fault.", "It's the workers' fault."),
        ("Rock 'n' roll in the '50s.", "Rock 'n' roll in the '50s."),
        ("It was 'a trap' for all.", "It was 'a trap' for all."),
        ("No marks.", "No marks."),
    ],
)
def test_plain_marks(text, plain):
    assert plain_marks(text) == plain


MARKED = st.text(alphabet="ab .,\n'\"“”„«»‘’`-(", max_size=60)


@given(MARKED)
@example("``a''b``")
def test_plain_marks_keep_every_place(text):
    assert len(plain_marks(text)) == len(text)


@given(MARKED, st.integers(0, 20), st.integers(0, 20))
def test_regions_lie_in_order_inside_the_paragraph(text, skip, drop):
    start, end = min(skip, len(text)), max(min(skip, len(text)), len(text) - drop)
    found, n_unpaired = find_quotations(text, start, end)
    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(start <= place <= end for place in places)
    assert n_unpaired >= sum(not one.closed for one in found)


CLEAN = "The nurse said the ward was “a danger”.\n\n{}\n\n“It is old,” Ana Ruiz said."


@given(st.text(alphabet="ab .\"“”'", max_size=30).filter(lambda text: text.strip()))
def test_marks_in_one_paragraph_touch_no_other(text):
    whole = CLEAN.format(text)
    last = whole.rindex("“It is old,”")
    found, n_unpaired = find_quotations(whole, last, len(whole))
    assert [(whole[one.start : one.end], one.closed) for one in found] == [("It is old,", True)]
    assert n_unpaired == 0


@pytest.mark.parametrize("mark", ['"', "“", "”", '" ', "'", "''", "“a ", '"a" ', "‘a ", "'a. "])
def test_ten_thousand_marks_are_read_at_once(mark):
    text = "He said " + mark * 10_000 + " and left."
    begin = time.process_time()
    plain = plain_marks(text)
    find_quotations(plain, 0, len(plain))
    assert time.process_time() - begin < 2
