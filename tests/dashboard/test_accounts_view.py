import re
from dataclasses import replace
from functools import partial

import pytest

from analyzer.schema import Span, Speaker
from dashboard.views import accounts as view


@pytest.fixture
def accounts(open_page):
    """Return a function that opens the page on an analysis, at an address if one is given."""
    return partial(open_page, "accounts")


def body(app) -> str:
    """Return everything drawn as HTML, and prove that nothing failed on the way."""
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def matrix(app) -> list[list[str]]:
    """Return the words of the matrix, row by row, its head first."""
    (table,) = re.findall(r"<div class='sc-matrix'.*?</table>", body(app), re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in row] for row in cells]


@pytest.fixture
def many_speakers(small_analysis):
    """The first claim is made by twelve speakers."""
    first = small_analysis.statements[0]
    more = [replace(first, id=f"st-{n}", speakers=(f"sp-{n}",)) for n in range(10, 22)]
    speakers = tuple(Speaker(f"sp-{n}", f"Speaker {n}") for n in range(10, 22))
    group = replace(small_analysis.groups[0], members=("st-1", *(s.id for s in more)))
    return replace(
        small_analysis,
        speakers=(*small_analysis.speakers, *speakers),
        statements=(*small_analysis.statements, *more),
        groups=(group, *small_analysis.groups[1:]),
    )


def test_the_thread_with_conflicts_comes_first_and_is_laid_out(accounts, small_analysis):
    app = accounts(small_analysis)
    assert list(app.dataframe[0].value["label"]) == ["bridge talks", "jobs"]
    assert matrix(app)[0] == ["Claim", "Ana Ruiz", "Jo Park"]
    assert [row[1:] for row in matrix(app)[1:]] == [
        ["● says", "✕ says otherwise"],
        ["✕ says otherwise", "● says"],
    ]


def test_what_there_is_of_a_thread_is_said(accounts, small_analysis):
    facts = "2 statements by 2 speakers in 2 documents · 2024-03-01 to 2024-03-02 · 1 flagged and 0 possible conflicts"
    assert facts in body(accounts(small_analysis))


def test_an_address_opens_its_thread(accounts, small_analysis):
    assert matrix(accounts(small_analysis, thread="t-2"))[0] == ["Claim", "Otto Lind"]


def test_a_thread_that_is_not_there_is_said(accounts, small_analysis):
    text = body(accounts(small_analysis, thread="<b>t-9"))
    assert "That thread is not here" in text
    assert "&lt;b&gt;t-9" in text


def test_words_of_a_speaker_find_the_thread(accounts, small_analysis):
    assert list(accounts(small_analysis, find="lind").dataframe[0].value["label"]) == ["jobs"]


def test_words_that_no_thread_has_are_told(accounts, small_analysis):
    assert "No event or topic has these words" in body(accounts(small_analysis, find="volcano"))


@pytest.mark.parametrize(
    "address",
    ["documents?statement=st-1", "groups?group=g-1", "./?conflict=c-1", "speakers?speaker=sp-ruiz"],
)
def test_the_matrix_leads_on(accounts, small_analysis, address):
    assert f"href='{address}' target='_self'" in body(accounts(small_analysis))


def test_publishers_print_what_others_say(accounts, small_analysis):
    app = accounts(small_analysis, by="Publishers")
    assert matrix(app)[0] == ["Claim", "north.txt (publisher not known)", "south.txt (publisher not known)"]
    assert matrix(app)[1][1:] == [
        "● prints that Ana Ruiz says so only this side",
        "✕ prints that Jo Park says otherwise only this side",
    ]


def test_which_sides_a_publisher_prints_is_counted(accounts, small_analysis):
    sides = accounts(small_analysis, by="Publishers").dataframe[1].value
    assert list(sides["Only those who make it"]) == [1, 1]


def test_a_cell_of_several_statements_lists_them(accounts, small_analysis):
    second = replace(small_analysis.statements[0], id="st-9", nested_in="st-3")
    group = replace(small_analysis.groups[0], members=("st-1", "st-9"))
    several = replace(
        small_analysis,
        statements=(*small_analysis.statements, second),
        groups=(group, *small_analysis.groups[1:]),
    )
    cell = matrix(accounts(several))[1][1]
    assert cell.startswith("● says 2 statements Ana Ruiz")
    assert "Ana Ruiz (according to Jo Park)" in cell


def test_columns_beyond_the_cap_are_said_and_can_be_shown(accounts, many_speakers):
    app = accounts(many_speakers)
    assert len(matrix(app)[0]) == 1 + view.COLUMNS_SHOWN
    assert any("6 more speakers are left out here" in caption.value for caption in app.caption)
    assert len(matrix(app.toggle(key="wide").set_value(True).run())[0]) == 1 + 14


def test_another_thread_begins_at_its_first_page(accounts, small_analysis, monkeypatch):
    monkeypatch.setattr(view, "CLAIMS_SHOWN", 1)
    more = replace(small_analysis.statements[1], id="st-9")
    group = replace(small_analysis.groups[1], id="g-9", members=("st-9",), medoid="st-9")
    thread = replace(small_analysis.threads[1], groups=("g-2", "g-9"))
    two = replace(
        small_analysis,
        statements=(*small_analysis.statements, more),
        groups=(*small_analysis.groups, group),
        threads=(small_analysis.threads[0], thread),
    )
    app = accounts(two, thread="t-2", claims="2")
    assert app.number_input(key="claims").value == 2
    app.query_params["thread"] = "t-1"
    assert app.run().number_input(key="claims").value == 1


def test_the_ladder_marks_the_words_that_say_so(accounts, small_analysis):
    hedged = replace(small_analysis.statements[0], certainty=0.4, certainty_spans=(Span(38, 42),))
    text = body(accounts(replace(small_analysis, statements=(hedged, *small_analysis.statements[1:]))))
    assert re.findall(r"<span class='[^']*sc-certainty'>(.*?)</span>", text)[0] == "went"
    assert "<h4>Possible " in text


def test_that_nothing_is_hedged_is_said(accounts, small_analysis):
    assert "No statement here says how sure it is." in [text.value for text in accounts(small_analysis).text]


def test_an_address_of_a_pair_opens_the_whole_corpus(accounts, small_analysis):
    app = accounts(small_analysis, pair="sp-ruiz~sp-park")
    assert matrix_of_speakers(app) == [["", "≠ 1 clash"], ["≠ 1 clash", ""]]
    assert "Where they clash: 1" in body(app)


def matrix_of_speakers(app) -> list[list[str]]:
    cells = re.findall(r"<td class='[^']*'>(.*?)</td>", body(app), re.DOTALL)
    words = [" ".join(re.sub(r"<[^>]*>", " ", cell).replace("&#8239;", " ").split()) for cell in cells]
    return [words[:2], words[2:]]


def test_the_drawing_says_in_words_what_it_shows(accounts, small_analysis):
    text = body(accounts(small_analysis, pair="sp-ruiz~sp-park"))
    assert "2 speakers; 0 pairs share claims, 1 clash; the table of pairs says which" in text
    assert text.count("class='sc-node'") == 2


def test_that_nobody_agrees_or_clashes_is_said(accounts, small_analysis):
    calm = replace(small_analysis, comparisons=(), conflicts=())
    assert "Nobody agrees or clashes" in body(accounts(calm, pair="x"))


def test_no_statement_is_said(accounts, small_analysis):
    nothing = replace(small_analysis, statements=(), threads=(), comparisons=(), groups=(), conflicts=())
    assert "No statement was found" in body(accounts(nothing))


@pytest.mark.parametrize("query", [{}, {"by": "Publishers"}, {"pair": "x"}], ids=["speakers", "publishers", "corpus"])
def test_hostile_text_is_escaped_wherever_it_stands(accounts, hostile_analysis, query):
    app = accounts(hostile_analysis, **query)
    text = body(app)
    assert "&lt;img src=x" in text
    assert "<img" not in text
    assert "<script>" not in text
    spoken = [*app.markdown, *app.caption, *app.subheader, *app.text_input, *app.toggle]
    assert not any("evil.example" in str(element.value) + getattr(element, "label", "") for element in spoken)
