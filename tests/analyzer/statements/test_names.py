import pytest

from analyzer.language.repair import LOST_LETTER
from analyzer.statements.descriptions import describe
from analyzer.statements.names import Names, fold


def gather(*mentions):
    """Names of mentions, each in a document of its own unless given as (document, mention)."""
    pairs = [one if isinstance(one, tuple) else (f"d-{n}", one) for n, one in enumerate(mentions)]
    return Names([(document, describe(mention)) for document, mention in pairs])


def key_of(names, mention, document="d-0"):
    return names.find(document, describe(mention)).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Ruiz"),
        ("Ana Ruiz", "Mayor Ruiz"),
        ("Ana Ruiz", "A. Ruiz"),
        ("José Núñez", "Jose Nunez"),
        ("Dmitri Karpovsky", "Dmitry Karpovskiy"),
        ("Oleksandr Kovalenko", "Oleksander Kovalenko"),
        ("Kemal Erdağan", f"Kemal Erda{LOST_LETTER}an"),
        ("Ana Ruiz", "Ana Maria Ruiz"),
        ("Antony Bell", "Anthony Bell"),
        ("Mohammad Karim", "Mohammed Karim"),
        ("the Labour Party", "Labour Party"),
        ("Peru", "the Peruvians"),
        ("Peru's Health Ministry", "the Health Ministry of Peru"),
        ("the Bank of Elbonia", "Bank of Elbonia"),
        ("Peru", "Lima"),
    ],
)
def test_one_and_the_same(one, other):
    names = gather(one, other)
    assert key_of(names, one, "d-0") == key_of(names, other, "d-1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Otto Ruiz"),
        ("Ana Ruiz", "Ana Lind"),
        ("Peruvian minister Ruiz", "Chilean minister Ruiz"),
        ("the Peruvian Health Ministry", "the Chilean Health Ministry"),
        ("Peru", "Chile"),
        ("Peru's Health Ministry", "Chile's Health Ministry"),
        ("the Bank of Elbonia", "the Bank of Ruritania"),
        ("Jo Park", "Jo Parker"),
        ("Maria Lopez", "Mario Lopez"),
        ("Alexander Petrov", "Alexandra Petrov"),
        ("Marina Lopez", "Marisa Lopez"),
    ],
)
def test_two_stay_apart(one, other):
    names = gather(one, other)
    first, second = names.find("d-0", describe(one)), names.find("d-1", describe(other))
    assert first is not second


def test_a_bare_surname_means_the_person_of_its_own_document():
    names = gather(("d-0", "Ana Ruiz"), ("d-1", "Otto Ruiz"))
    assert key_of(names, "Ruiz", "d-1") == "otto ruiz"


def test_a_bare_surname_that_two_of_other_documents_share_is_neither():
    names = gather(("d-0", "Ana Ruiz"), ("d-1", "Otto Ruiz"))
    assert key_of(names, "Ruiz", "d-2") == "ruiz"


def test_the_order_of_mentions_does_not_matter():
    mentions = [("d-0", "Ruiz"), ("d-1", "Ana Ruiz"), ("d-1", "Mayor Ruiz"), ("d-2", "Ana Ruis")]
    forwards, backwards = gather(*mentions), gather(*reversed(mentions))
    assert [key_of(forwards, m, d) for d, m in mentions] == [key_of(backwards, m, d) for d, m in mentions]


def test_the_fullest_undamaged_name_is_shown():
    names = gather("Ruiz", "Ana Ruiz", "Ana Ruiz", f"Ana Maria Rui{LOST_LETTER}")
    assert names.find("d-1", describe("Ana Ruiz")).name == "Ana Ruiz"


def test_a_body_of_a_country_is_named_with_it():
    names = gather("the Health Ministry of Peru")
    assert names.find("d-0", describe("Peru's Health Ministry")).name == "Peru's Health Ministry"


def test_surnames_of_a_document():
    names = gather(("d-0", "Ana Ruiz"), ("d-0", "Otto Lind"), ("d-0", "Eva Lind"), ("d-1", "Jo Park"))
    assert {surname: person.key for surname, person in names.surnames_of("d-0").items()} == {"ruiz": "ana ruiz"}


def test_persons_of_a_document():
    names = gather(("d-0", "Otto Lind"), ("d-0", "Ana Ruiz"), ("d-0", "Peru"), ("d-1", "Jo Park"))
    assert [person.key for person in names.persons_of("d-0")] == ["ana ruiz", "otto lind"]
    assert names.person("d-0", "ana ruiz").key == "ana ruiz"
    assert names.person("d-1", "ana ruiz") is None


@pytest.mark.parametrize(
    ("name", "folded"), [("José Núñez’s", "jose nunez"), ("O'Hara", "ohara"), ("al-Amin", "al-amin"), ("", "")]
)
def test_fold(name, folded):
    assert fold(name) == folded
