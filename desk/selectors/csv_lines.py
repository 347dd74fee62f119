"""A file that Danish spreadsheets open rightly: UTF-8 with BOM, semicolons, days as they are written here."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

BOM = "\ufeff"
# With a decimal comma where it is a number.
Cell: TypeAlias = str | date | float | None
# A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(heading: Sequence[str], lines: Iterable[Iterable[Cell]]) -> bytes:
    """The heading and one line for each; no cell is a formula, what is not known is empty."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading)
    for line in lines:
        writer.writerow([_cell(value) for value in line])
    return (BOM + file.getvalue()).encode()


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    text = "" if value is None else str(value)
    return text.replace(".", ",") if isinstance(value, float) else text
