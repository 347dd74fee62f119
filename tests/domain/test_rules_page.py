"""docs/rules.md finds every row of the decision tables in code and tests (RULES 2a to 2i)."""

import re
from pathlib import Path

import pytest

from tools.citations import ids_in, rows_tested_in
from tools.rules import page

ROWS = (
    *(f"C{number}" for number in range(1, 11)),
    *(f"O{number}" for number in range(1, 10)),
    *(f"F{row}" for row in (1, "2a", "2b", 3, 4, "5a", "5b", 6, 7, 8, 9, "10a", "10b", 11, 12, 13, 14)),
    *(f"P{number}" for number in range(1, 9)),
    *(f"S{row}" for row in (*range(12), "3b", "6u")),
    *(f"E{number}" for number in range(1, 6)),
    *(f"X{number}" for number in range(1, 9)),
    *(f"L{number}" for number in range(1, 6)),
    *(f"V{number}" for number in range(1, 15)),
)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("May this be? RULES 2d S8, S9", {"S8", "S9"}),
        ("(RULES 2i V4, V8; 2e E1)", {"V4", "V8", "E1"}),
        ("RULES 2c P1–P3; 001-65", {"P1", "P2", "P3"}),
        ("What stands (RULES 2i V12 to V14)", {"V12", "V13", "V14"}),
        ("the leave goes on (V12)", {"V12"}),
        ("F2b", {"F2b"}),
        ("a fault is A-11, a document SPEC A3, a rule that nobody cites V12", set()),
        ("RULES say nothing of S99x-3 or F02b", set()),
    ],
)
def test_a_citation_is_read_in_each_of_its_forms(text: str, rules: set[str]) -> None:
    assert ids_in(text) == rules


def test_a_test_quotes_rules_in_its_name_and_in_the_ids_of_its_rows(tmp_path: Path) -> None:
    written = tmp_path / "test_of_rows.py"
    written.write_text(
        'ROWS = [("P4 back in time", 1), ("no row", 2)]\n\ndef test_m06_v13_and_more() -> None:\n    """."""\n\n'
        'def test_b2_p5_of_annex_2_is_no_row() -> None:\n    """."""\n'
    )
    assert rows_tested_in(written) == {"P4", "V13"}


def test_every_row_has_a_place_and_a_test() -> None:
    lines = dict(re.findall(r"^\| ([A-Z]\d+[a-z]?) \|[^|]*(\|.*)$", page(), re.MULTILINE))
    assert set(ROWS) - set(lines) == set()
    without_place = {rule for rule in ROWS if lines[rule].startswith("|  |")}
    without_test = {rule for rule in ROWS if lines[rule].endswith("|  |")}
    assert (without_place, without_test) == (set(), set())
