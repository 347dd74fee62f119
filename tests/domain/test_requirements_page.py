"""docs/requirements.md says of every id of RULES 1.1–1.4 what became of it."""

import re

import pytest

from principles.clauses.rules.contents import CLAUSE_OF_ID
from tests.domain.test_rules_page import ROWS
from tools.places import ROOT
from tools.requirement_ids import AGREEMENT, CHAPTERS, INITIATIVES
from tools.requirements import PAGE, REALISED, ids_in


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("(RULES 001-65, 001-85)", {"001-65", "001-85"}),
        ("(RULES 001-10 … 13)", {"001-10", "001-11", "001-12", "001-13"}),
        ("001-60–66; B2-P5 c", {*(f"001-{number}" for number in range(60, 67)), "B2-P5"}),
        ("003 #59, 001 §2.2", {"003 #59"}),
        ("HP-1 and 001 say nothing", set()),
    ],
)
def test_a_citation_is_read_in_each_of_its_forms(text: str, ids: set[str]) -> None:
    assert set(ids_in(text)) == ids


def test_every_clause_has_its_requirement_and_no_id_stands_twice() -> None:
    listed = [row.id for rows in CHAPTERS.values() for row in rows]
    assert len(listed) == len(set(listed))
    assert {row.id for row in AGREEMENT} == set(CLAUSE_OF_ID)
    assert len(INITIATIVES) == 69


def test_what_decides_a_requirement_is_a_row_of_the_tables() -> None:
    assert {row for rows in CHAPTERS.values() for asked in rows for row in asked.by} <= set(ROWS)


def test_what_is_called_realised_says_where_and_by_which_test() -> None:
    """The page is as `make rules` made it (CI compares), so its own words are read."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.read_text("utf-8").splitlines()]
    realised = [row for row in rows if len(row) == 5 and row[2] == REALISED]
    assert len(realised) > 90
    assert [row[0] for row in realised if not row[4]] == []
    named = {path.partition(":")[0] for row in realised for path in re.findall(r"`([^`]+)`", row[3] + row[4])}
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
