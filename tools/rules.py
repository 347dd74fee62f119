"""make rules: docs/rules.md, every row of the decision tables with its clause, where it is decided and its tests.

The same as data for the running program, whose clauses name what realises them; and docs/requirements.md.

`python -m tools.rules --check` fails when the page is not what code and tests say now.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tools import requirements
from tools.citations import TABLES, Citation, citations_of, rows_tested_in
from tools.places import PACKAGES, ROOT

PAGE = ROOT / "docs" / "rules.md"
# What the pages of the agreement read (principles/clauses/selectors.py).
DATA = ROOT / "principles" / "clauses" / "data" / "realised.json"
# It names rules to test the reading of names.
OWN_TEST = ROOT / "tests" / "domain" / "test_rules_page.py"
# Leads from rules to the clauses of the agreement: names them all and decides none.
LINKS = ROOT / "principles" / "clauses"
NAMES = {
    "2a": "Channel selection",
    "2b": "Registration of færdigbehandlet",
    "2c": "Municipal payment",
    "2d": "Responsibility",
    "2e": "The 72 hours",
    "2f": "Discharge letter (epikrise)",
    "2i": "Leave, death, transfer, cancellation, correction",
}
HEAD = """# The rules and where they live

Made by `make rules` from docstrings, comments and the row ids of tests; not written by hand. A rule is decided in the
pure modules (`domain/`, `rules`); where none cites it, the other places stand. The clauses are those of the agreement
(001 is the *Samarbejdsaftale*, 003 the initiatives of 2015–2018), by the numbers that the docstrings quote.
"""


def sources() -> Iterator[Path]:
    """Every module of the program."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts and not path.is_relative_to(LINKS):
                yield path


def order(rule: str) -> tuple[str, int, str]:
    """Rows as the tables have them: F2b before F10a."""
    digits = "".join(letter for letter in rule if letter.isdigit())
    return rule[0], int(digits), rule[1 + len(digits) :]


def texts() -> dict[Path, str]:
    """The page and the data as they should be."""
    cited, tested = _collected()
    realised = _realised(cited, tested)
    return {
        PAGE: "\n".join([HEAD, *_tables(cited, tested)]) + "\n",
        requirements.PAGE: requirements.page(realised, sources()),
        DATA: json.dumps(realised, indent=1, ensure_ascii=False) + "\n",
    }


def _realised(cited: Mapping[str, list[Citation]], tested: Mapping[str, list[str]]) -> dict[str, dict[str, list[str]]]:
    rows = _rows({*cited}, {*tested})
    return {rule: {"decided": _decided(cited.get(rule, [])), "tests": tested.get(rule, [])} for rule in rows}


def page() -> str:
    """The page as it should be."""
    return texts()[PAGE]


def _collected() -> tuple[dict[str, list[Citation]], dict[str, list[str]]]:
    cited: dict[str, list[Citation]] = defaultdict(list)
    for path in sources():
        for citation in citations_of(path, str(path.relative_to(ROOT))):
            cited[citation.rule].append(citation)
    tested: dict[str, list[str]] = defaultdict(list)
    for path in sorted(set((ROOT / "tests").rglob("test_*.py")) - {OWN_TEST}):
        for rule in rows_tested_in(path):
            tested[rule].append(str(path.relative_to(ROOT)))
    return cited, tested


def _tables(cited: dict[str, list[Citation]], tested: dict[str, list[str]]) -> Iterator[str]:
    for table, name in NAMES.items():
        rules = [rule for rule in _rows({*cited}, {*tested}) if TABLES[rule[0]] == table]
        yield f"## {table} {name}\n\n| rule | clause | decided in | tests |\n| --- | --- | --- | --- |"
        for rule in rules:
            clauses = sorted({clause for citation in cited[rule] for clause in citation.clauses})
            yield f"| {rule} | {', '.join(clauses)} | {_listed(_decided(cited[rule]))} | {_listed(tested[rule])} |"
        yield ""


def _rows(cited: set[str], tested: set[str]) -> list[str]:
    """Every row; a range names "F2" where the table has F2a and F2b."""
    both = cited | tested
    parted = {rule[:-1] for rule in both if not rule[-1].isdigit()} - tested
    return sorted(both - parted, key=order)


def _decided(citations: Iterable[Citation]) -> list[str]:
    places = sorted({citation.where for citation in citations})
    pure = [place for place in places if "/domain/" in place or "/rules" in place]
    return pure or places


def _listed(places: Iterable[str]) -> str:
    return "<br>".join(f"`{place}`" for place in places)


def main(arguments: list[str]) -> int:
    """Write page and data, or with --check compare them."""
    stale = [path for path, text in texts().items() if not _says(path, text)]
    if "--check" not in arguments:
        for path in stale:
            path.write_text(texts()[path], encoding="utf-8")
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not what code and tests say: make rules")
        said = path.read_text(encoding="utf-8") if path.exists() else ""
        for line in sorted(set(texts()[path].splitlines()) ^ set(said.splitlines())):
            print(f"  {line.split(' | ')[0]} differs")
    return bool(stale)


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
