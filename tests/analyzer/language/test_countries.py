import pytest

from analyzer.language.countries import country_codes, country_name, country_of, is_country_name, is_demonym


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Peru", "pe"),
        ("Peruvian", "pe"),
        ("Peruvians", "pe"),
        ("Lima", "pe"),
        ("the U.K.", "gb"),
        ("U.S.", "us"),
        ("US", "us"),
        ("us", None),
        ("can", None),
        ("in", None),
        ("Norland", None),
        ("Paris accord", None),
        ("", None),
    ],
)
def test_country_of(words, code):
    assert country_of(words) == code


@pytest.mark.parametrize(("words", "names_country"), [("Peru", True), ("Lima", False), ("Peruvian", False)])
def test_country_names(words, names_country):
    assert is_country_name(words) is names_country


@pytest.mark.parametrize(("words", "demonym"), [("Peruvian", True), ("Peru", False), ("Lima", False), ("table", False)])
def test_demonyms(words, demonym):
    assert is_demonym(words) is demonym


def test_names_and_codes():
    assert country_name("pe") == "Peru"
    assert {"pe", "gb", "us"} <= country_codes()
    assert all(country_of(country_name(code)) in country_codes() for code in sorted(country_codes())[:50])
