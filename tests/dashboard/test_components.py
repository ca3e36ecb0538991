import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from analyzer.schema import Evidence
from analyzer.tables import Segment, conflict_row, look_up
from dashboard.drawing.components import articles, conflict_card, escaped, evidence_table, manner, marked_text, notice


@pytest.fixture
def drawn(small_analysis):
    """Return a function that shapes the one conflict after changing it."""

    def shape(**changes):
        conflict = replace(small_analysis.conflicts[0], **changes)
        return conflict_row(conflict, look_up(replace(small_analysis, conflicts=(conflict,))))

    return shape


def test_contributions_add_up_to_the_score(drawn):
    reasons = (Evidence("numbers", 1.5, words="40 / 12"), Evidence("dates", -0.25), Evidence("same_event", 0.75))
    table = evidence_table(drawn(evidence=reasons, score=2.0))
    *added, score = [float(cell.replace("−", "-")) for cell in re.findall(r"<td>([+−]?\d+\.\d+)</td>", table)]
    assert added == [1.5, -0.25, 0.75]
    assert sum(added) == score == 2.0


def test_others_on_a_side_are_named_with_their_place(drawn, small_analysis):
    left = replace(small_analysis.conflicts[0].left, also=("st-2",))
    card = conflict_card(drawn(left=left))
    assert card.count("<details") == 1
    assert "Also on this side: 1" in card
    assert "Otto Lind" in card


def test_without_a_doubt_nothing_is_said_of_one(drawn):
    assert "No conflict if" not in conflict_card(drawn(unless=None))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"certainty": 0.4}, "hedged (certainty 0.40 of 1)"),
        ({"certainty": 1.0}, "stated as certain"),
        ({"stance": "denies"}, "denies"),
        ({"kind": "indirect"}, "reported in other words"),
        ({"kind": "direct"}, "quoted in full"),
        ({"via": ("sp-port",)}, "as reported by the port"),
    ],
)
def test_manner_says_how_it_was_said(small_analysis, changes, said):
    first = replace(small_analysis.statements[0], **changes)
    analysis = replace(small_analysis, statements=(first, *small_analysis.statements[1:]))
    row = conflict_row(analysis.conflicts[0], look_up(analysis)).left.statement
    assert said in manner(row)


def test_a_box_opens_at_the_first_clashing_words(drawn, small_analysis):
    text = articles(drawn(), look_up(small_analysis))
    assert re.findall(r"<span class='sc-here'></span><mark [^>]*>(.*?)</mark>", text) == ["went badly", "fruitful"]


def test_a_box_without_clashing_words_opens_at_the_statement(drawn, small_analysis):
    conflict = small_analysis.conflicts[0]
    row = drawn(left=replace(conflict.left, spans=()), right=replace(conflict.right, spans=()))
    assert articles(row, look_up(small_analysis)).count("sc-here") == 2


def test_what_is_drawn_is_whole_markup_whatever_the_text(hostile_analysis):
    lookup = look_up(hostile_analysis)
    row = conflict_row(hostile_analysis.conflicts[0], lookup)
    drawn = conflict_card(row) + evidence_table(row) + articles(row, lookup) + notice("<b>", ["'\"&<i>"])
    tags = {element.tag for element in ElementTree.fromstring(f"<main>{drawn.replace('<br>', '')}</main>").iter()}
    assert not tags & {"script", "img", "i", "iframe", "a"}


UNSEEN = ["\x00", "\x1b", "\x85", "\u061c", "\u200f", "\u202e", "\u2066", "\u2069"]


@pytest.mark.parametrize("character", UNSEEN)
def test_an_unseen_character_is_named_in_a_text_and_stays_there(character):
    code = f"U+{ord(character):04X}"
    drawn = marked_text([Segment(0, 3, f"a{character}b")])
    assert drawn == f"a<span class='sc-control' data-code='{code}'>{character}</span>b"


@pytest.mark.parametrize("character", UNSEEN)
def test_an_unseen_character_is_replaced_by_its_name_in_a_label(character):
    assert escaped(f"a{character}b") == f"a[U+{ord(character):04X}]b"


@pytest.mark.parametrize("text", ["a\tb\nc\r\n", "שלום", "“ü” – 🙂\u200d"])
def test_other_characters_are_left_alone(text):
    assert escaped(text) == marked_text([Segment(0, len(text), text)]) == text


def test_half_a_character_can_be_sent_to_a_browser():
    assert marked_text([Segment(0, 1, "\ud800")]).encode()
