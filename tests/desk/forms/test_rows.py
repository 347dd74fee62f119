"""A button stands where a page shows its row: an act whose row no page shows would have none, unnoticed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.forms.acting.table import ACTS

ROOT = Path(__file__).parents[3]


def shown() -> Iterator[str]:
    """The rows that templates, the facts of a journey and the ledger's page show."""
    for path in (ROOT / "templates").rglob("*.html"):
        yield from re.findall(r"\bbuttons\.(\w+)", path.read_text(encoding="utf-8"))
    for path in (ROOT / "desk" / "views").rglob("*.py"):
        yield from re.findall(r'\.rows\.get\("(\w+)"', path.read_text(encoding="utf-8"))
    facts = (ROOT / "desk" / "forms" / "acting" / "fact_rows.py").read_text(encoding="utf-8")
    yield from re.findall(r'^ +"(\w+)": \(', facts, re.MULTILINE)


def prefixes() -> tuple[str, ...]:
    """Of the rows of which a panel shows one per line."""
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    return tuple(re.findall(r'{% buttons_for buttons "(\w+)"', pages))


@pytest.mark.parametrize("row", sorted({spec.row for spec in ACTS}))
def test_each_row_is_shown_by_a_page(row: str) -> None:
    assert row in set(shown()) or row.startswith(prefixes()), (
        f'no page shows the row "{row}": write it where its buttons stand, as buttons.{row} in templates/desk/journey/'
    )
