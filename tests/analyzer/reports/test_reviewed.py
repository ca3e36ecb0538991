"""Reports say what people decided, by whom and when, and list apart what was found to be no conflict."""

import csv
import io
import re
from dataclasses import replace

import pytest

from analyzer.reports import csv_table, html_report, markdown_report, spreadsheets
from analyzer.settings import ReportSettings
from analyzer.tables import look_up


@pytest.fixture
def html(see):
    def draw(analysis, **settings):
        return " ".join(see(html_report(look_up(analysis), ReportSettings(**settings))).text.split())

    return draw


def markdown(analysis, **settings):
    written = markdown_report(look_up(analysis), ReportSettings(**settings))
    return re.sub(r"\\(.)", r"\1", written)


def conflicts_csv(analysis):
    table = csv_table(*spreadsheets(look_up(analysis))["conflicts.csv"]).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(table, newline="")))


BY_ASH = "Ash, 2024-03-04 09:30 UTC · two days, two talks"


def test_a_dismissed_conflict_is_listed_apart_with_who_when_and_why(with_review, html):
    text = html(with_review("no_conflict"))
    assert text.index("No flagged conflict is left") < text.index("Reviewed: no conflict A person looked at these")
    assert f"Reviewed: no conflict · {BY_ASH}" in text


def test_a_dismissed_conflict_is_folded(with_review):
    page = html_report(look_up(with_review("no_conflict")), ReportSettings())
    folded = page[page.index('id="dismissed"') :]
    assert folded.index("<details>") < folded.index('id="c-1"') < folded.index("</details>")


def test_a_dismissed_conflict_is_listed_apart_in_markdown(with_review):
    text = markdown(with_review("no_conflict"))
    apart = text[text.index("## Reviewed: no conflict") :]
    assert "- They describe one event in opposite words: “went badly” and “fruitful”. S1 against S3. " in apart
    assert f"Reviewed: no conflict · {BY_ASH}\n\n## Threads" in apart


def test_a_dismissed_conflict_is_not_counted_as_one(with_review, html):
    counted = "0 places where accounts differ · 1 reviewed: no conflict · "
    assert counted in html(with_review("no_conflict"))
    assert "0 flagged and 0 possible conflicts, and 1 reviewed: no conflict." in markdown(with_review("no_conflict"))


@pytest.mark.parametrize("draw", ["html", "markdown"])
def test_a_confirmed_conflict_says_so_in_its_place(with_review, draw, html):
    text = (html if draw == "html" else markdown)(with_review("conflict"))
    assert f"Reviewed: conflict · {BY_ASH}" in text
    assert "Conflicts: 1 of 1 reviewed." in text
    assert "A person looked at these" not in text


@pytest.mark.parametrize("draw", ["html", "markdown"])
def test_a_reopened_conflict_stands_in_its_place_and_says_what_changed(with_review, draw, html):
    text = (html if draw == "html" else markdown)(with_review("no_conflict", why="the text changed: was “a”, is “b”"))
    assert "To review again: the text changed: was “a”, is “b”. Decided before that: no conflict · Ash" in text
    assert "Conflicts: 0 of 1 reviewed, 1 to review again." in text
    assert "A person looked at these" not in text


def test_who_gave_no_name_is_told_so(with_review, html):
    assert "Reviewed: unsure · somebody who gave no name, 2024" in html(with_review("unsure", person=""))


@pytest.mark.parametrize("draw", ["html", "markdown"])
@pytest.mark.parametrize(
    ("decision", "words"),
    [("conflict", "person decided about the conflicts that are marked as reviewed"), (None, "checked by a person")],
)
def test_it_says_what_a_person_checked(small_analysis, with_review, decision, words, draw, html):
    analysis = with_review(decision) if decision else small_analysis
    assert words in (html if draw == "html" else markdown)(analysis)


def test_without_decisions_nothing_is_said_of_reviews(small_analysis, html):
    assert "eviewed" not in html(small_analysis) + markdown(small_analysis)


def test_a_cap_on_dismissed_conflicts_is_stated(with_review, html):
    assert "1 more dismissed conflicts are left out" in html(
        replace(
            with_review("no_conflict"),
            conflicts=(with_review().conflicts[0], replace(with_review().conflicts[0], id="c-2")),
            reviews=(*with_review().reviews, replace(with_review().reviews[0], conflict="c-2")),
        ),
        max_conflicts=1,
    )


def test_the_table_of_conflicts_ends_with_the_review(with_review):
    (row,) = conflicts_csv(with_review("no_conflict", why="the speaker changed"))
    assert list(row)[-6:] == ["review", "decision", "reviewed_by", "reviewed_at", "review_note", "reopened_because"]
    assert list(row.values())[-6:] == [
        "reopened",
        "no_conflict",
        "Ash",
        "2024-03-04T09:30:00+00:00",
        "two days, two talks",
        "the speaker changed",
    ]


def test_dismissed_conflicts_come_last_in_the_table(with_review):
    analysis = with_review("no_conflict")
    weaker = replace(analysis.conflicts[0], id="c-2", score=0.1, band="possible")
    rows = conflicts_csv(replace(analysis, conflicts=(*analysis.conflicts, weaker)))
    assert [(row["rank"], row["id"], row["review"]) for row in rows] == [
        ("1", "c-2", "open"),
        ("2", "c-1", "no_conflict"),
    ]
