import re
from dataclasses import replace
from functools import partial

import pytest

from analyzer.schema import Speaker


@pytest.fixture
def speakers(open_page):
    """Return a function that opens the page on an analysis, at an address if one is given."""
    return partial(open_page, "speakers")


def body(app) -> str:
    """Return everything drawn as HTML, and prove that nothing failed on the way."""
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def said(app) -> list[str]:
    """Return the links of the statements shown."""
    return re.findall(r"documents\?statement=(st-\d+)' target='_self'>S\d+ in", body(app))


def with_statements(analysis, *, of: str, n: int):
    """One speaker says something on each of ``n`` days, the first of them in another thread."""
    first = analysis.statements[0]
    more = tuple(
        replace(first, id=f"st-{10 + day}", speakers=(of,), published=f"2024-04-{day + 1:02}") for day in range(n)
    )
    group = replace(analysis.groups[1], members=("st-2", "st-10"))
    rest = replace(analysis.groups[0], members=("st-1", *(s.id for s in more[1:])))
    return replace(analysis, statements=(*analysis.statements, *more), groups=(rest, group, analysis.groups[2]))


def test_those_who_say_most_come_first(speakers, small_analysis):
    app = speakers(with_statements(small_analysis, of="sp-park", n=3))
    assert app.dataframe[0].value["name"][0] == "Jo Park"
    assert app.query_params["speaker"] == "sp-park"


def test_a_speaker_in_the_address_is_open(speakers, small_analysis):
    drawn = body(speakers(small_analysis, speaker="sp-lind"))
    assert "<h2 dir='auto'>Otto Lind</h2>" in drawn
    assert "<a href='speakers?speaker=sp-port' target='_self'>the port</a>" in drawn


def test_a_statement_is_shown_in_place_with_what_is_known_of_it(speakers, small_analysis):
    drawn = body(speakers(small_analysis, speaker="sp-ruiz"))
    (card,) = re.findall(r"<article class='sc-spoken'>.*?</article>", drawn, re.DOTALL)
    assert "“said” · quoted in part · stated as certain" in card
    assert "<h3>2024-03-01</h3>" in drawn
    assert "documents?statement=st-1" in card
    assert "./?conflict=c-1" in card
    assert "Ana Ruiz, in the words of the report:" in card


def test_statements_come_by_date_page_by_page(speakers, small_analysis):
    many = with_statements(small_analysis, of="sp-park", n=27)
    assert said(speakers(many, speaker="sp-park"))[:2] == ["st-3", "st-10"]
    assert said(speakers(many, speaker="sp-park", said_page="2")) == ["st-34", "st-35", "st-36"]


def test_a_thread_narrows_what_was_said(speakers, small_analysis):
    app = speakers(with_statements(small_analysis, of="sp-park", n=3), speaker="sp-park")
    app.selectbox(key="speaker_thread").select("t-2").run()
    assert said(app) == ["st-10"]


def test_another_speaker_starts_at_the_first_page(speakers, small_analysis):
    app = speakers(with_statements(small_analysis, of="sp-park", n=27), speaker="sp-park", said_page="2")
    app.query_params["speaker"] = "sp-ruiz"
    app.run()
    assert said(app) == ["st-1"]


def test_whom_they_contradict_is_named_with_the_conflict(speakers, small_analysis):
    drawn = body(speakers(small_analysis, speaker="sp-ruiz"))
    (other,) = re.findall(r"<details class='sc-counterpart'>.*?</details>", drawn, re.DOTALL)
    assert "<summary>Jo Park: 1</summary>" in other
    assert "./?conflict=c-1" in other


def test_that_nobody_differs_is_no_proof(speakers, small_analysis):
    app = speakers(replace(small_analysis, conflicts=()), speaker="sp-ruiz")
    assert "No conflict with anybody was found. That is no proof that there is none." in [c.value for c in app.caption]


@pytest.mark.parametrize(("kind", "told"), [("anonymous", True), ("person", False)])
def test_those_who_are_not_named_are_said_to_be_kept_apart(speakers, small_analysis, kind, told):
    source = Speaker("sp-ruiz", "a senior official", ("a senior official",), kind)
    others = tuple(s for s in small_analysis.speakers if s.id != "sp-ruiz")
    app = speakers(replace(small_analysis, speakers=(*others, source)), speaker="sp-ruiz")
    assert ("kept apart unless one text ties them together" in body(app)) == told


def test_somebody_who_says_nothing_of_their_own_is_told_so(speakers, small_analysis):
    app = speakers(small_analysis, speaker="sp-port")
    assert any(caption.value.startswith("Nothing of their own") for caption in app.caption)


def test_any_of_the_names_finds_a_speaker(speakers, small_analysis):
    app = speakers(small_analysis)
    app.text_input(key="speaker_text").input("mayor").run()
    assert list(app.dataframe[0].value["name"]) == ["Ana Ruiz"]


def test_a_link_to_a_speaker_whom_filters_hide_clears_them(speakers, small_analysis):
    app = speakers(small_analysis)
    app.text_input(key="speaker_text").input("mayor").run()
    app.query_params["speaker"] = "sp-park"
    app.run()
    assert app.query_params["speaker"] == "sp-park"
    assert app.text_input(key="speaker_text").value == ""


def test_a_speaker_who_is_not_there_is_said_to_be_missing(speakers, small_analysis):
    assert "That speaker is not here" in body(speakers(small_analysis, speaker="sp-x"))


def test_no_speaker_is_told_plainly(speakers, small_analysis):
    empty = replace(small_analysis, statements=(), speakers=(), groups=(), conflicts=(), comparisons=(), threads=())
    assert "No speaker was found" in body(speakers(empty))


def test_hostile_names_stay_text(speakers, hostile_analysis):
    drawn = body(speakers(hostile_analysis, speaker="sp-ruiz"))
    assert "&lt;img" in drawn
    assert not any(mark in drawn for mark in ("<img", "<script"))
