"""``analyzer compare``: what it prints for a clash, a weak one, likeness and nothing; what it refuses."""

import json

import pytest

LIGHT = """
[embeddings]
model = "hashed-words"
[comparisons]
relations = "none"
[conflicts]
min_flagged = {}
min_possible = {}
"""
ALL_FLAGGED, NONE_SHOWN = (0.02, 0.01), (1.0, 1.0)
FLOOD = ("The flood killed 40 people in Varn.", "The flood killed 12 people in Varn.")


@pytest.fixture
def run(run, monkeypatch, tmp_path):
    settings = tmp_path / "light.toml"
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def compare(*arguments, limits=ALL_FLAGGED):
        settings.write_text(LIGHT.format(*limits), "utf-8")
        return run("compare", "--settings", settings, *arguments)

    return compare


@pytest.fixture
def row(run):
    return lambda *arguments, **limits: json.loads(run(*arguments, "--json", **limits)[1])


def table(out):
    """The named contributions, and the score under them."""
    lines = out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("reason"))
    return [(line.split()[0], float(line.split()[1])) for line in lines[start + 1 :]]


def test_a_conflict_is_explained(run):
    code, out, err = run(*FLOOD)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Conflict, flagged: different numbers; ")
    assert lines[1] == "They give different figures for the same thing: “40 people” and “12 people”."
    assert lines[2].startswith("No conflict if they count different things")
    assert "A  The flood killed [[40 people]] in Varn." in lines
    assert "B  The flood killed [[12 people]] in Varn." in lines


def test_the_numbers_printed_are_those_of_the_comparison(run, row):
    lines, one = run(*FLOOD)[1].splitlines(), row(*FLOOD)
    shares = (f"{name} {one[name]:.2f}" for name in ("entailment", "neutral", "contradiction"))
    assert f"relation: {one['relation']} ({', '.join(shares)})" in lines
    limits = "possible from 0.01, flagged from 0.02"
    probability = f"{100 * one['contradiction']:.0f} %"
    assert f"conflict: flagged; score {one['score']:.2f} ({limits}); probability {probability}" in lines


@pytest.mark.parametrize(
    ("flagged", "possible", "found", "band"),
    [
        (-0.01, -0.02, "conflict", "flagged"),
        (0.01, -0.01, "conflict", "possible"),
        (0.02, 0.01, "weak clash", None),
    ],
)
def test_the_band_follows_from_the_probability_and_the_settings(run, row, flagged, possible, found, band):
    probability = row(*FLOOD)["contradiction"]
    limits = probability + flagged, probability + possible
    one = row(*FLOOD, limits=limits)
    assert (one["found"], one["band"]) == (found, band)
    assert one["contradiction"] == probability
    assert f"\nconflict: {band or 'not shown'}; score " in run(*FLOOD, limits=limits)[1]


def test_the_contributions_add_up_to_the_score(run):
    *reasons, (last, score) = table(run(*FLOOD)[1])
    assert last == "score"
    assert {"numbers", "subject"} <= {name for name, _ in reasons}
    assert sum(number for _, number in reasons) == pytest.approx(score)


def test_likeness_is_said_plainly(run):
    code, out, _ = run("The dam failed on Monday.", "The dam failed on Monday")
    assert (code, out.splitlines()[0]) == (0, "No conflict: they say the same.")
    assert "relation: entailment" in out
    assert "[[" not in out


def test_nothing_is_said_plainly(run):
    code, out, _ = run("Cats sleep.", "The budget was passed.")
    assert code == 0
    assert out.splitlines()[0] == "No conflict: nothing was found in which they clash or say the same."
    assert "reason" not in out


def test_a_weak_clash_is_not_shown_as_a_conflict(run, row):
    pair = ("The port is open", "The port is closed", "--speaker-a", "Ana Ruiz", "--speaker-b", "Ana Ruiz")
    code, out, _ = run(*pair, limits=NONE_SHOWN)
    assert code == 0
    assert out.startswith("No conflict is shown: something differs")
    share = 100 * row(*pair, limits=NONE_SHOWN)["contradiction"]
    assert out.splitlines()[1] == f"The probability is {share:.0f} %; from 100 % on it would be shown as possible."
    assert "A  The port is [[open]]\n   Ana Ruiz\n" in out
    assert "conflict: not shown; score " in out
    assert "voices" in dict(table(out))


def test_speakers_and_dates_are_told_and_count(run):
    pair = ("The company did not close the northern port.", "The company closed the northern port.")
    out = run(*pair, "--speaker-a", "Ana Ruiz", "--date-a", "2024-03-01", "--date-b", "2024-03-02")[1]
    assert "   Ana Ruiz, 2024-03-01\n" in out
    assert "   2024-03-02\n" in out
    assert "time" in dict(table(out))


def test_json_holds_it_all(row):
    one = row(*FLOOD, "--speaker-b", "Jo Park", "--date-a", "2024-03-01")
    assert (one["found"], one["band"], one["kind"]) == ("conflict", "flagged", "numeric")
    assert one["entailment"] + one["neutral"] + one["contradiction"] == pytest.approx(1.0)
    assert one["score"] == pytest.approx(sum(each["contribution"] for each in one["evidence"]))
    assert one["probability"] == one["contradiction"]
    assert (one["right"]["speaker"], one["left"]["date"]) == ("Jo Park", "2024-03-01")
    start, end = one["left"]["clash"][0]
    assert one["left"]["text"][start:end] == "40 people"


def test_json_of_a_weak_clash_has_no_conflict_but_its_words(row):
    one = row(*FLOOD, limits=NONE_SHOWN)
    assert [one[name] for name in ("found", "band", "kind", "probability", "rationale")] == ["weak clash"] + [None] * 4
    assert one["left"]["clash"]


def test_json_of_nothing(row):
    one = row("Cats sleep.", "The budget was passed.")
    assert (one["found"], one["band"], one["score"], one["evidence"]) == ("nothing", None, 0.0, [])
    assert (one["relation"], one["neutral"], one["similarity"]) == ("neutral", 1.0, None)


HOSTILE = (
    "The [red]flood[/red] :smile: killed\n40\u202e people \x1b[31min\x07 Varn.",
    "The flood killed 12 people in Varn.",
)


def test_hostile_text_steers_nothing(run):
    out = run(*HOSTILE, "--speaker-a", "\x1b]0;x\x07")[1]
    assert "The [red]flood[/red] :smile: killed " in out
    assert "?]0;x?" in out
    assert all(character.isprintable() or character == "\n" for character in out)


def test_words_are_styled_instead_of_bracketed_on_a_terminal(run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    out = run(*FLOOD)[1]
    assert "The flood killed \x1b[1;4m40 people\x1b[0m in Varn." in out
    assert "[[" not in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("", "It rained."), "expected statement A to hold words; it is empty"),
        (("It rained.", " \n"), "expected statement B to hold words; it is empty"),
        (("It rained.", "\udcff"), "expected statement B in UTF-8; found bytes that are not"),
        ((*FLOOD, "--date-a", "1 May"), "expected --date-a to be a day such as 2024-05-31; found 1 May"),
        ((*FLOOD, "--date-b", "2024-02-30"), "expected --date-b to be a day such as 2024-05-31; found 2024-02-30"),
    ],
)
def test_what_is_refused(run, arguments, message):
    assert run(*arguments) == (2, "", f"analyzer: {message}\n")


@pytest.mark.parametrize("arguments", [(), ("one",), ("one", "two", "three")])
def test_wrong_usage(run, arguments):
    assert run(*arguments)[0] == 2


def test_it_never_says_who_is_right(run):
    for pair in (FLOOD, ("The port is open", "The port is closed"), ("The dam failed.", "The dam failed.")):
        words = set(run(*pair)[1].lower().split())
        assert not words & {"true", "false", "lies", "lie", "wrong", "correct"}
