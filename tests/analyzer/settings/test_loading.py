"""What a settings file may say, and how it is refused."""

import dataclasses
import tomllib

import pytest

from analyzer.errors import SettingsError
from analyzer.settings import Settings, change_settings, load_settings
from analyzer.settings.values import checked, parsed, types_of, written

EVERY_SETTING = [
    pytest.param(section.name, key.name, id=f"{section.name}.{key.name}")
    for section in dataclasses.fields(Settings)
    for key in dataclasses.fields(getattr(Settings(), section.name))
]


def test_what_a_file_leaves_out_is_as_shipped(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text('[groups]\nmin_entailment = 1\n[documents]\nlanguages = ["en", "de"]\n', "utf-8")
    expected = change_settings(Settings(), {"groups": {"min_entailment": 1.0}}, "test")
    assert load_settings(path) == dataclasses.replace(
        expected, documents=dataclasses.replace(expected.documents, languages=("en", "de"))
    )


@pytest.mark.parametrize("text", ["[groups", "\x00", "a = \ud800"])
def test_what_is_no_toml_is_refused(tmp_path, text):
    path = tmp_path / "s.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(SettingsError, match=r"s\.toml: cannot read settings"):
        load_settings(path)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"group": {}}, r"no section \[group\]; did you mean groups\?"),
        ({"zzz": {}}, r"no section \[zzz\]; known: comparisons, conflicts"),
        ({"groups": 1}, "groups must be a section, found 1"),
        ({"groups": {"min_entailmnt": 1}}, r"\[groups\] has no min_entailmnt; did you mean min_entailment\?"),
        ({"groups": {"min_entailment": "1"}}, "must be a number from 0 to 1, found '1'"),
        ({"groups": {"min_entailment": True}}, "must be a number from 0 to 1, found True"),
        ({"groups": {"min_entailment": 1.01}}, r"must be a number from 0 to 1, found 1\.01"),
        ({"groups": {"min_entailment": float("nan")}}, "must be a number"),
        ({"threads": {"half_life": float("inf")}}, "must be a number of at least 0, found inf"),
        ({"threads": {"half_life": 10**400}}, "must be a number of at least 0"),
        ({"threads": {"n_neighbors": 0}}, "must be a whole number of at least 1, found 0"),
        ({"threads": {"n_neighbors": 1.0}}, "must be a whole number"),
        ({"embeddings": {"backend": "gpu"}}, "must be one of onnx, onnx-int8, torch, found 'gpu'"),
        ({"embeddings": {"backend": ["onnx"]}}, "must be one of onnx"),
        ({"embeddings": {"model": 7}}, "must be text, found 7"),
        ({"documents": {"languages": "en"}}, "must be a list of texts, found 'en'"),
        ({"documents": {"languages": [1]}}, "must be a list of texts"),
    ],
)
def test_a_wrong_name_or_value_is_refused_and_said(table, message):
    with pytest.raises(SettingsError, match=f"^here: .*{message}"):
        change_settings(Settings(), table, "here")


@pytest.mark.parametrize(("section", "key"), EVERY_SETTING)
def test_every_shipped_value_is_one_that_is_allowed(section, key):
    value = getattr(getattr(Settings(), section), key)
    expected = types_of(types_of(Settings)[section])[key]
    assert checked(value, expected) == value


@pytest.mark.parametrize(("section", "key"), EVERY_SETTING)
def test_every_number_has_a_least_value(section, key):
    expected = types_of(types_of(Settings)[section])[key]
    if isinstance(getattr(getattr(Settings(), section), key), int | float):
        with pytest.raises(ValueError, match="must be"):
            checked(-2, expected)


PAIRS = tuple[tuple[str, str], ...]


@pytest.mark.parametrize(
    ("words", "expected", "value"),
    [
        ("7", int, 7),
        ("-0.5", float, -0.5),
        ("TRUE", bool, True),
        ("false", bool, False),
        (" a = b ", str, " a = b "),
        ("en, de,", tuple[str, ...], ("en", "de")),
        ("text=body,date=day=x", PAIRS, (("text", "body"), ("date", "day=x"))),
    ],
)
def test_words_are_read_by_what_the_setting_is(words, expected, value):
    assert parsed(words, expected) == value


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("x", int),
        ("1.5", int),
        ("nan", float),
        ("", float),
        ("yes", bool),
        ("a\nb", str),
        ("\udc80", str),
        ("x", PAIRS),
    ],
)
def test_words_that_do_not_fit_are_refused(words, expected):
    with pytest.raises(ValueError, match="must be"):
        parsed(words, expected)


@pytest.mark.parametrize("value", [{"text": "body"}, [["text", "body"]], (("text", "body"),)])
def test_pairs_are_read_from_a_table_and_from_json(value):
    assert checked(value, PAIRS) == (("text", "body"),)


@pytest.mark.parametrize("value", [5, ["ab"], {"a": 1}, [["a"]]])
def test_other_things_are_no_pairs(value):
    with pytest.raises(ValueError, match="must be a table of texts"):
        checked(value, PAIRS)


@pytest.mark.parametrize(
    "value", [1, 0.1, 1e300, 1e-07, True, 'quo"te\\ é\x7f\t\n', ["a", "ü"], (("a b", "c"), ("d", '"'))]
)
def test_what_is_written_is_read_as_it_was(value):
    read = tomllib.loads(f"v = {written(value)}")["v"]
    assert read == (dict(value) if isinstance(value, tuple) else value)
