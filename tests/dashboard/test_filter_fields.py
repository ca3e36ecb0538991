from dashboard.panels import filter_fields
from dashboard.panels.filter_fields import in_force, narrowed
from dashboard.work.filters import Filters


def test_a_search_narrows_the_choices_and_keeps_what_is_chosen():
    assert narrowed(["Ana Ruiz", "Jo Park", "Otto Lind"], "park", ["Otto Lind"]) == ["Otto Lind", "Jo Park"]


def test_no_more_choices_are_sent_than_a_browser_takes():
    many = [f"speaker {number}" for number in range(5_000)]
    shown = narrowed(many, "", ["speaker 4999"])
    assert len(shown) == filter_fields.MOST_OPTIONS
    assert shown[0] == "speaker 4999"


def test_filters_in_force_are_listed_as_text():
    told = in_force(Filters(strengths=["soft"], speakers=["<b>Ash</b>"], since="2024-03-01"))
    assert "Strength: Soft" in told
    assert "Speaker: &lt;b&gt;Ash" in told
    assert "Dated from 2024-03-01" in told


def test_no_filter_lists_nothing():
    assert in_force(Filters()) == ""


def test_long_lists_are_searched_before_they_are_chosen_from(opened, busy_analysis, monkeypatch):
    monkeypatch.setattr(filter_fields, "MOST_OPTIONS", 2)
    app = opened(busy_analysis, said_by="Otto Lind")
    assert app.multiselect(key="said_by").value == ["Otto Lind"]
    app = app.text_input(key="find said_by").set_value("ruiz").run()
    assert app.multiselect(key="said_by").options == ["Otto Lind", "Ana Ruiz"]
    assert len(app.dataframe[0].value) == 2
