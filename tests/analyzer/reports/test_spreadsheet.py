"""CSV opens in a spreadsheet program and runs nothing there."""

import csv
import dataclasses
import io

import pytest

from analyzer.reports import csv_table, spreadsheets
from analyzer.tables import look_up


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def tables(analysis):
    return {name: read(csv_table(*table)) for name, table in spreadsheets(look_up(analysis)).items()}


def test_files_begin_with_a_byte_order_mark():
    assert csv_table(["a"], []) == b"\xef\xbb\xbfa\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_formulas_are_made_harmless(start):
    assert read(csv_table(["a"], [[f"{start}1+1"]]))[1] == [f"'{start}1+1"]


@pytest.mark.parametrize("cell", ["a=1", "“quoted”", "x\ny", 'say "it"', "a,b", "", "'tis"])
def test_other_text_stays_as_it_is(cell):
    assert read(csv_table(["a", "b"], [[cell, "end"]]))[1] == [cell, "end"]


def test_numbers_stay_numbers():
    assert read(csv_table(["a", "b"], [[-1.5, None]]))[1] == ["-1.5", ""]


def test_there_is_a_row_for_every_record(small_analysis):
    assert {name: len(rows) - 1 for name, rows in tables(small_analysis).items()} == {
        "statements.csv": 3,
        "groups.csv": 3,
        "conflicts.csv": 1,
    }


def test_every_row_is_as_wide_as_the_header(small_analysis):
    for rows in tables(small_analysis).values():
        assert {len(row) for row in rows} == {len(rows[0])}


def test_a_conflict_row_holds_both_sides(small_analysis):
    header, row = tables(small_analysis)["conflicts.csv"]
    cells = dict(zip(header, row, strict=True))
    assert (cells["left_speaker"], cells["right_speaker"]) == ("Ana Ruiz", "Jo Park")
    assert (cells["left_differing_words"], cells["right_differing_words"]) == ("went badly", "fruitful")
    assert (cells["left_statement"], cells["evidence"]) == ("S1", "characterisation +2.40")


def test_a_group_row_tells_who_printed_it_and_who_did_not(small_analysis):
    printed = zip(small_analysis.groups, (("=Ledger",), (), ("Courier", "Mail")), strict=True)
    groups = tuple(dataclasses.replace(group, publishers=names) for group, names in printed)
    header, *rows = tables(dataclasses.replace(small_analysis, groups=groups))["groups.csv"]
    cells = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert (cells["g-1"]["printed_by"], cells["g-1"]["not_found_in"]) == ("'=Ledger", "Courier; Mail")


def test_hostile_cells_are_harmless(hostile_analysis):
    for rows in tables(hostile_analysis).values():
        assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
