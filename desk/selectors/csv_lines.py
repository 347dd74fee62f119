"""A file that Danish spreadsheets open rightly: UTF-8 with BOM, semicolons, days as they are written here."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

BOM = "\ufeff"
# A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(heading: Sequence[str], lines: Iterable[Sequence[str | date]]) -> bytes:
    """The heading and one line for each; no cell is a formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading)
    for line in lines:
        writer.writerow([_cell(value) for value in line])
    return (BOM + file.getvalue()).encode()


def _cell(value: str | date) -> str:
    text = f"{value:%d-%m-%Y}" if isinstance(value, date) else value
    return f"'{text}" if text.startswith(_FORMULA) else text
