"""Where code and tests cite the rows of the decision tables: read off docstrings, comments and row ids.

A citation is a rule's id ("F2b", "V12") in a text that says RULES, in parentheses or at the head; ranges ("P1–P8")
are all of their rows. The letter tells the table. `001-85` and the like are the agreement's clauses.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# The tables of the rules by the letter of their rows.
TABLES = {
    "C": "2a",
    "O": "2a",
    "F": "2b",
    "P": "2c",
    "S": "2d",
    "E": "2e",
    "X": "2e",
    "L": "2f",
    "V": "2i",
}
_LETTERS = "".join(TABLES)
_ID = rf"(?:[{_LETTERS}][1-9]\d?[a-z]?|[OS]0)"
_RANGE = re.compile(rf"\b([{_LETTERS}])(\d{{1,2}})(?:–|-| to )\1(\d{{1,2}})\b")
_TOKEN = re.compile(rf"(?<![\w-])({_ID})(?![\w-])")
_BEHIND_RULES = re.compile(r"RULES [^.\n]{0,120}")
_IN_PARENTHESES = re.compile(r"\([^()]{2,120}\)")
_AT_THE_HEAD = re.compile(rf"^#?\s*{_ID}(?:, {_ID})*:")
_CLAUSE = re.compile(r"\b00[0-4](?:-\d{1,3}[a-z]?| §[\d.]*\d| #\d+)")
# A test may name the fault that it was written for too: "test_m06_v13_…"; B2-P5 of annex 2 is no row P5.
_TEST_NAME = re.compile(r"test_(?!b\d_p\d)((?:[a-z]\d{1,2}[a-z]?_)+)")
_ROW_ID = re.compile(rf"^({_ID})(?=$|[ :,])")


@dataclass(frozen=True, slots=True)
class Citation:
    """One rule cited at one place: `where` is "path:name", `clauses` what the same text cites of the agreement."""

    rule: str
    where: str
    clauses: frozenset[str]


def ids_in(text: str) -> frozenset[str]:
    """The rules that a docstring or comment cites; a text that is nothing but an id is a row's own name."""
    found: set[str] = {text} if _TOKEN.fullmatch(text) else set()
    for part in (*_BEHIND_RULES.findall(text), *_IN_PARENTHESES.findall(text), *_AT_THE_HEAD.findall(text)):
        for letter, first, last in _RANGE.findall(part):
            found |= {f"{letter}{number}" for number in range(int(first), int(last) + 1)}
        found |= set(_TOKEN.findall(part))
    return frozenset(found)


def citations_of(path: Path, name: str) -> Iterator[Citation]:
    """Every rule cited in a source file; `name` is the path as it is shown."""
    source = path.read_text(encoding="utf-8")
    if not (_TOKEN.search(source) or _RANGE.search(source)):
        return  # most files: reading them whole takes half a minute
    for qualified, text in texts_of(source):
        clauses = frozenset(_CLAUSE.findall(text))
        for rule in ids_in(text):
            yield Citation(rule, f"{name}:{qualified}" if qualified else name, clauses)


def texts_of(source: str) -> Iterator[tuple[str, str]]:
    """Docstrings, strings and comments, each with the function or class that it stands in."""
    tree = ast.parse(source)
    spans = sorted(_definitions(tree), key=lambda span: span[1] - span[0])

    def at(line: int) -> str:
        return next((name for first, last, name in spans if first <= line <= last), "")

    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield at(node.lineno), node.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield at(token.start[0]), token.string


def _definitions(tree: ast.Module) -> Iterator[tuple[int, int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.end_lineno or node.lineno, node.name


def rows_tested_in(path: Path) -> frozenset[str]:
    """The rules that a test file quotes: in the names of its tests and in the ids of its rows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (match := _TEST_NAME.match(node.name)):
            found |= {_written(part) for part in match[1].strip("_").split("_") if _TOKEN.fullmatch(_written(part))}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and (row := _ROW_ID.match(node.value)):
            found.add(row[1])
    return frozenset(found)


def _written(part: str) -> str:
    """ "f2b" as the tables write it: "F2b"."""
    return part[0].upper() + part[1:].lower()
