"""docs/requirements.md, made by `make rules` too: every id of RULES 1.1–1.4: realised, content only or not, and why.

An id is realised where code cites it in a docstring, a comment or as data, or where a row of the decision tables that
decides it is (tools/requirement_ids.py). What only names ids does not count: the clauses of the agreement, which carry
all of them, and the figures, which measure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from principles.registers.rules.initiatives import InitiativeOutcome as Kept
from tools.citations import texts_of
from tools.places import ROOT
from tools.requirement_ids import CHAPTERS, Requirement

PAGE = ROOT / "docs" / "requirements.md"
_MEASURES = ROOT / "principles" / "indicators"
_OWN_TESTS = ("test_requirements_page.py", "test_clauses.py")
_ID = re.compile(r"\b(?:001-\d{2,3}|B2-(?:P\d|00)|IP-\d\d|SQ\d|HP-\d[a-c])\b|\b003 #\d+")
_RANGE = re.compile(r"\b(001-|B2-P|IP-|SQ)(\d{1,3})\s?(?:…|–|to)\s?(?:001-|B2-P|IP-|SQ)?(\d{1,3})\b")
# Row of the decision tables → "decided" and "tests" → places.
Rows = Mapping[str, Mapping[str, list[str]]]
# A test or place beyond the first few says no more.
_MOST = 4
REALISED, CONTENT, MISSING = "realised", "content only", "not realised"
_DECIDED = {Kept.REALISED: REALISED, Kept.REGISTER: CONTENT, Kept.MISSING: MISSING}
HEAD = """# The requirements and what became of them

Made by `make rules`; not written by hand. Ids are those of the inventory: 001 is the *Samarbejdsaftale* with its
annexes (B2), 000 and 002 the implementation plans (IP, SQ), 003 the initiatives of 2015–2018, 004 the action plan (HP).
*Realised*: code cites it, or a row of the decision tables that decides it is cited. *Content only*: it says what things
mean and asks for no act, and its words are on the pages of the agreement; or it asks for work outside the program, and
its row, status and history are in the register. *Not realised*: no code answers it, and why.
"""


@dataclass(frozen=True, slots=True)
class RequirementOutcome:
    """What became of one id."""

    requirement: Requirement
    state: str
    places: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


def ids_in(text: str) -> Iterator[str]:
    """The ids that a text cites; a range ("001-10 … 13") is all of its ids."""
    yield from _ID.findall(text)
    for head, first, last in _RANGE.findall(text):
        yield from (f"{head}{number:0{len(first)}}" for number in range(int(first), int(last) + 1))


def outcomes(rows: Rows, sources: Iterable[Path]) -> dict[str, list[RequirementOutcome]]:
    """Every id by chapter."""
    cited, tested = _places(sources), _tests()
    return {
        name: [_outcome(requirement, cited, tested, rows) for requirement in requirements]
        for name, requirements in CHAPTERS.items()
    }


def _outcome(
    requirement: Requirement,
    cited: Mapping[str, list[str]],
    tested: Mapping[str, list[str]],
    rows: Rows,
) -> RequirementOutcome:
    ruled = [place for row in requirement.by for place in rows[row]["decided"]]
    places = [*requirement.places, *cited.get(requirement.id, []), *ruled]
    tests = [*tested.get(requirement.id, []), *(test for row in requirement.by for test in rows[row]["tests"])]
    state = REALISED if places else CONTENT if requirement.content else MISSING
    if requirement.decided is not None:
        state = _DECIDED[requirement.decided]
        places = places if state == REALISED else []
    return RequirementOutcome(requirement, state, tuple(dict.fromkeys(places)), tuple(dict.fromkeys(tests)))


def _places(sources: Iterable[Path]) -> Mapping[str, list[str]]:
    cited: dict[str, list[str]] = defaultdict(list)
    for path in sources:
        if not path.is_relative_to(_MEASURES):
            _collect(path, cited)
    return cited


def _tests() -> Mapping[str, list[str]]:
    cited: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if path.name not in _OWN_TESTS:
            _collect(path, cited)
    return cited


def _collect(path: Path, cited: dict[str, list[str]]) -> None:
    source = path.read_text(encoding="utf-8")
    if not _ID.search(source):
        return
    name = str(path.relative_to(ROOT))
    for _qualified, text in texts_of(source):
        for id_ in ids_in(text):
            if name not in cited[id_]:
                cited[id_].append(name)


def page(rows: Rows, sources: Iterable[Path]) -> str:
    """The page as it should be; `rows` are those of the decision tables, `sources` the modules of the program."""
    chapters = outcomes(rows, sources)
    counts = Counter(outcome.state for listed in chapters.values() for outcome in listed)
    lines = [HEAD, f"**{sum(counts.values())} ids: {_counted(counts)}.**", ""]
    for name, listed in chapters.items():
        own = Counter(outcome.state for outcome in listed)
        lines += [f"## {name}", "", f"{_counted(own)}.", ""]
        lines += ["| id | what | outcome | where, or why not | tests |", "| --- | --- | --- | --- | --- |"]
        lines += [_line(outcome) for outcome in listed]
        lines.append("")
    return "\n".join(lines)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[state]} {state}" for state in (REALISED, CONTENT, MISSING))


def _line(outcome: RequirementOutcome) -> str:
    asked = outcome.requirement
    why = asked.why or ("the pages of the agreement" if outcome.state == CONTENT else "no code cites it")
    where = _listed(outcome.places) if outcome.places else why
    # What a function does in part only.
    if outcome.places and asked.decided is not None and asked.why:
        where += f"<br>{asked.why}"
    return f"| {asked.id} | {asked.gist} | {outcome.state} | {where} | {_listed(outcome.tests)} |"


def _listed(places: tuple[str, ...]) -> str:
    more = f" and {len(places) - _MOST} more" if len(places) > _MOST else ""
    return "<br>".join(f"`{place}`" for place in places[:_MOST]) + more
