import pytest

from analyzer.statements.descriptions import describe, is_unnamed


@pytest.mark.parametrize(
    ("text", "name", "role", "country"),
    [
        ("Ana Ruiz", "Ana Ruiz", (), None),
        ("Ruiz", "Ruiz", (), None),
        ("Mayor Ana Ruiz", "Ana Ruiz", ("mayor",), None),
        ("Mr. Ruiz", "Ruiz", ("mr.",), None),
        ("Peruvian Foreign Minister Ana Ruiz", "Ana Ruiz", ("foreign", "minister"), "pe"),
        ("Secretary of State Ana Ruiz", "Ana Ruiz", ("secretary", "of", "state"), None),
        ("the Peruvian foreign minister", "", ("foreign", "minister"), "pe"),
        ("a senior Peruvian official", "", ("senior", "official"), "pe"),
        ("Jan van der Berg", "Jan van der Berg", (), None),
        ("the Labour Party", "Labour Party", (), None),
        ("the Bank of Elbonia", "Bank of Elbonia", (), None),
        ("Peru", "Peru", (), "pe"),
        ("officials", "", ("official",), None),
    ],
)
def test_name_role_and_country(text, name, role, country):
    described = describe(text)
    assert (described.name, described.role, described.country) == (name, role, country)


@pytest.mark.parametrize(
    ("text", "determiner"),
    [
        ("an official", "a"),
        ("one official", "a"),
        ("some officials", "a"),
        ("the official", "the"),
        ("the same official", "the"),
        ("another official", "another"),
        ("the other official", "another"),
        ("his office", "his"),
        ("a pair of officials", "a"),
        ("officials", ""),
    ],
)
def test_determiner(text, determiner):
    assert describe(text).determiner == determiner


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Defense Ministry spokesman Otto Lind", "Defense Ministry"),
        ("a spokesman for the police", "police"),
        ("the head of the agency", "agency"),
        ("the council's lawyer", "council"),
        ("Foreign Minister Ana Ruiz", ""),
        ("Mayor Ana Ruiz", ""),
    ],
)
def test_body(text, body):
    assert describe(text).body == body


@pytest.mark.parametrize(
    ("text", "plural"),
    [("officials", True), ("the police", True), ("an official", False), ("Ana Ruiz", False), ("the press", False)],
)
def test_plural(text, plural):
    assert describe(text).plural is plural


@pytest.mark.parametrize(
    ("text", "sex"),
    [("Mrs. Ruiz", "f"), ("spokeswoman Ana Ruiz", "f"), ("Mr. Lind", "m"), ("the king", "m"), ("Ana Ruiz", "")],
)
def test_sex(text, sex):
    assert describe(text).sex == sex


def test_an_appositive_gives_the_role():
    assert "mayor" in describe("Ana Ruiz", "the mayor of the town").role


def test_an_appositive_gives_the_name():
    described = describe("The head of the port", "Jonas Weber")
    assert (described.name, described.is_person) == ("Jonas Weber", True)


@pytest.mark.parametrize("appositive", ["Peru", "Lima Bank", "a lawyer", "a man called Weber"])
def test_other_appositives_give_no_name(appositive):
    assert describe("the head of the port", appositive).name == ""


def test_a_possessive_ending_is_no_part_of_the_text():
    assert describe("the official's").text == "the official"


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [("a senior official", True), ("sources", True), ("the mayor", False), ("Ana Ruiz", False), ("", False)],
)
def test_unnamed(text, unnamed):
    assert is_unnamed(describe(text)) is unnamed


@pytest.mark.parametrize("text", ["the fishermen", "Norland fishermen", "the townspeople", "officials", "the police"])
def test_several_are_meant(text):
    assert describe(text).plural


@pytest.mark.parametrize("text", ["a fisherman", "Fisherman Otto Lind", "Otto Kamen", "the spokeswoman"])
def test_one_is_meant(text):
    assert not describe(text).plural


@pytest.mark.parametrize("text", ["Fifty officers", "Fewer than ten percent of voters", "Nearly half of the nurses"])
def test_a_number_at_the_beginning_is_no_name(text):
    assert describe(text).name == ""
