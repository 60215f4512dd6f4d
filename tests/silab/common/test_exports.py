"""Exported amounts are numbers that a spreadsheet adds up; what was typed is never a formula."""

from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from silab.common.exports import csv_pieces, xlsx_file
from silab.common.lists import Column
from silab.common.templatetags.formats import day, euro, figure

COLUMNS = (
    Column("name", "Nimi", "name"),
    Column("on", "Kuupäev", "on", text=day),
    Column("people", "Inimesi", "people", text=figure, numeric=True),
    Column("amount", "Summa", "amount", text=euro, numeric=True),
)
ROWS = [
    ("Ruum", date(2021, 6, 1), 12500, Decimal("1200.50")),
    ("=1+1", None, None, Decimal("-20.00")),
]


def test_csv_amounts_are_plain_decimals_with_a_comma():
    assert "".join(csv_pieces(ROWS, COLUMNS)).splitlines()[1:] == [
        "Ruum;01.06.2021;12500;1200,50",
        "'=1+1;;;-20,00",
    ]


def test_xlsx_amounts_are_cells_of_euros():
    sheet = load_workbook(xlsx_file(ROWS, COLUMNS)).active
    assert [(cell.value, cell.data_type) for cell in sheet["D"]][1:] == [(1200.5, "n"), (-20, "n")]
    assert sheet["D2"].number_format == '#,##0.00\\ "€"'
    assert (sheet["C2"].value, sheet["C2"].number_format) == (12500, "General")
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
