"""Every source that the program can state leads to a clause that exists (issue: each verdict links to its clause)."""

import ast
import re
from collections.abc import Iterator

import pytest

from discharge.settings.rules.open_points import OPEN_POINTS
from principles.clauses.rules.contents import BY_ADDRESS
from principles.clauses.rules.sources import TABLE_OF_LETTER, clause_of
from tests.domain.test_rules_page import ROWS
from tools.citations import TABLES
from tools.places import PACKAGES, ROOT
from tools.rules import NAMES

_STARTS = re.compile(r"00[0-4]\b|RULES [0-9]")
_QUOTED = re.compile(r"""["'](?:00[0-4]|RULES [0-9])""")


@pytest.mark.parametrize(
    ("source", "rule", "clause"),
    [
        ("RULES 2e E2; 001 §2.2", "E2", "2.2.5"),
        ("RULES 2e; 001 §2.2, fn 6", "callers", "fn6"),
        ("RULES 2b F3; 001 §2.1", "F3", "2.1.9"),
        ("RULES 2b F1; 001 §2.1", "F1", "2.1"),
        ("001 §2.1 nr. 3; RULES 2b F10b", "", "2.1.3"),
        ("001-85", "", "2.1.5"),
        ("RULES 2c P1; 001-88", "P1", "2.1.8"),
        ("RULES 2f L1; 003 #61", "L1", "1.6.8"),
        ("RULES 2d; 003 #59", "medication", "2.2"),
        ("RULES 2a C3; 001 fn 4, fn 7", "C3", "fn4"),
        ("001 bilag 2 B2-P5", "", "bilag2.5"),
        ("001 bilag 1; 002", "", "bilag1"),
        ("001 fn 2", "", "fn2"),
        ("000", "", "bilag1"),
        ("001", "", "formaal"),
        ("", "V9", "fn2"),
        ("RULES 3.4", "", "formaal"),
        ("sundhed.dk", "", ""),
    ],
)
def test_the_clause_of_a_source(source: str, rule: str, clause: str) -> None:
    assert clause_of(source, rule) == clause


def test_every_row_of_the_decision_tables_has_a_clause() -> None:
    assert dict(TABLES) == dict(TABLE_OF_LETTER)
    assert {row for row in ROWS if clause_of("", row) not in BY_ADDRESS} == set()
    assert {table for table in NAMES if clause_of(f"RULES {table}") not in BY_ADDRESS} == set()


def _stated() -> Iterator[str]:
    """Every string of the code that reads as a source, an f-string with its holes left out."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" in path.parts or path.is_relative_to(ROOT / "principles" / "clauses"):
                continue
            source = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(source)) if _QUOTED.search(source) else ():
                text = _text(node)
                if _STARTS.match(text) and "_" not in text:
                    yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value for part in node.values if isinstance(part, ast.Constant) and str(part.value))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_source_that_the_code_states_leads_to_a_clause() -> None:
    stated = {text for text in _stated() if not text.isdigit() or len(text) == 3}
    assert len(stated) > 60
    assert {text: clause_of(text) for text in stated if clause_of(text) not in BY_ADDRESS} == {}


def test_every_open_point_links_to_a_clause() -> None:
    assert {point.id for point in OPEN_POINTS if clause_of(point.source) not in BY_ADDRESS} == set()
