"""Sheets of paper with a code in large print and as a picture that a phone reads."""

from collections.abc import Sequence
from dataclasses import dataclass

import qrcode

from principles.models import SurveyBatch
from principles.surveys.rules.periods import code_closes_on


@dataclass(frozen=True, slots=True)
class Sheet:
    """One code; `path` draws its picture in squares of one, `size` squares wide."""

    code: str
    path: str
    size: int


def sheets_of(batch: SurveyBatch, codes: Sequence[str], *, address: str) -> dict[str, object]:
    """All sheets of a batch. The code stands behind the #: the address that is sent and logged has none."""
    return {
        "address": address.split("://", 1)[-1],
        "closes_on": code_closes_on(batch.month),
        "rows": [_sheet(code, f"{address}#{code}") for code in codes],
    }


def _sheet(code: str, link: str) -> Sheet:
    drawn = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    drawn.add_data(link)
    matrix = drawn.get_matrix()
    dots = [f"M{x} {y}h1v1h-1z" for y, line in enumerate(matrix) for x, dark in enumerate(line) if dark]
    return Sheet(code, "".join(dots), len(matrix))
