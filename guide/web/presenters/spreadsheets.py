"""Rows for spreadsheets, where no text is ever a formula."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

import xlsxwriter

Cell = str | int | float | None
BOM = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767


def plain(text: str) -> str:
    """Keep a text from being read as a formula (ASVS 5.0 1.2.10)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_lines(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180) in UTF-8 with its mark; numbers stay numbers."""
    out = StringIO()
    writer = csv.writer(out)
    out.write(BOM)
    for row in rows:
        writer.writerow([plain(cell) if isinstance(cell, str) else cell for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def workbook(title: str, rows: Iterable[Iterable[Cell]]) -> bytes:
    """Return an Excel file of one sheet; texts are written as texts, numbers as numbers."""
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell[:_LONGEST])
                elif cell is not None:
                    sheet.write_number(number, column, cell)
    return out.getvalue()
