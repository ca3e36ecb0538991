"""The figures that the dashboard shows stand in the documents that it names, and nowhere else."""

import re
from pathlib import Path

import pytest

from dashboard.work.measured import MEASURED

ROOT = Path(__file__).parents[2]
NUMBER = re.compile(r"\d[\d.,]*")
AS_WORDS = {"2": "two"}


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("one", MEASURED, ids=[one.what for one in MEASURED])
def test_a_figure_stands_in_its_document(one):
    assert squeezed(one.words) in squeezed((ROOT / one.source).read_text(encoding="utf-8"))


@pytest.mark.parametrize("one", MEASURED, ids=[one.what for one in MEASURED])
def test_a_figure_is_told_as_it_stands_there(one):
    said = NUMBER.findall(one.words) + [digit for digit, word in AS_WORDS.items() if word in one.words]
    assert set(NUMBER.findall(one.figure.replace("F1", ""))) <= set(said)


def test_every_line_of_the_table_in_the_readme_is_shown():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("| | samples | names replaced |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    assert [one.words for one in MEASURED if one.source == "README.md"][: len(table)] == table
