"""Which clause a source means: the link from every verdict, refusal and "Hvorfor?" to the agreement.

A source is what a verdict states: "RULES 2e E2; 001 §2.2", "001 fn 4, fn 7", "001-85". What rests on a law or on an
older initiative links to the clause that asks for it here: payment to 2.1.8, the epikrise to 1.6.8.
"""

import re
from collections.abc import Iterator, Mapping

from principles.clauses.rules.contents import BY_ADDRESS, CLAUSE_OF_ID

# Rows whose clause is another than their table's.
_OF_RULE: Mapping[str, str] = {
    **dict.fromkeys(("F6", "F7", "F8"), "2.1.1"),
    "F9": "2.1.2",
    **dict.fromkeys(("F10a", "F10b"), "2.1.3"),
    **dict.fromkeys(("F12", "F13", "F14"), "2.1.6"),
    "F3": "2.1.9",
    "P7": "2.1.9",
    "S1": "fn2",
    "S3b": "2.2.1",
    **dict.fromkeys(("S0", "S2", "S3", "S4", "S5", "S7"), "2.2.3"),
    **dict.fromkeys(("S6", "S6u", "S11"), "2.2.5"),
    **dict.fromkeys(("S8", "S9"), "2.2.4"),
    "callers": "fn6",
    "medication": "2.2",
    **dict.fromkeys(("V1", "V2"), "2.1.8"),
    "V3": "2.2.1",
    "V8": "2.2.5",
}
# What a table is about.
_OF_TABLE: Mapping[str, str] = {
    "2a": "fn4",
    "2b": "2.1",
    "2c": "2.1.8",
    "2d": "2.2",
    "2e": "2.2.5",
    "2f": "1.6.8",
    "2g": "2.1.4",
    "2h": "1.6.7",
    "2i": "fn2",
}
TABLE_OF_LETTER: Mapping[str, str] = {
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
# What a refusal is about whose code is all that it has: the noun before the dot. What concerns the program alone
# (whose account, which version of a page) rests on no clause.
_OF_CODE: Mapping[str, str] = {
    "acute": "2.2.4",
    "after": "fn2",
    "agreement": "1.6.5",
    "barrier": "1.6.6",
    "call": "2.2.5",
    "clause": "4",
    "close_out": "fn2",
    "document": "fn4",
    "emergency": "2.2.5",
    "fb": "2.1",
    "flowchart": "3",
    "handover": "2.2.1",
    "knowledge": "1.4",
    "letter": "1.6.8",
    "medication": "2.2",
    "meeting": "bilag2.5",
    "payment": "2.1.8",
    "physician": "2.2.1",
    "plan": "bilag1.1",
    "ready": "2.1",
    "relative": "1.1",
    "report": "1.3.2",
    "window": "2.2.5",
}
_RULE = re.compile(r"[COFPSEXLV]\d{1,2}[a-z]?")
_ID = re.compile(r"001-\d{2,3}|B2-(?:P\d|00)")
_FOOTNOTE = re.compile(r"\bfn (\d)")
_SECTION = re.compile(r"§(\d(?:\.\d)*)(?: nr\. (\d))?")
_ANNEX = re.compile(r"bilag (\d)")
_TABLE = re.compile(r"\b(2[a-i])\b")
# Footnote 3 says what psychiatry is; the text that means footnote 4 by it is RULES A19.
_FOOTNOTES: Mapping[str, str] = {"3": "formaal"}
# The rules do not leave the agreement, so the agreement itself is where a source without more leads.
WHOLE = "formaal"


def clause_of(source: str, rule: str = "") -> str:
    """The address of the clause that a verdict's source and rule mean; "" when the source names no clause at all.

    The rule decides before the table, an exact id before a section, what is stated first before the rest.
    """
    if rule in _OF_RULE:
        return _OF_RULE[rule]
    candidates = [*_exact(source), *_rules(source), *_broad(source, rule)]
    return next((address for address in candidates if address in BY_ADDRESS), "")


def clause_of_code(code: str) -> str:
    """The clause that a refusal with only a code rests on, by its noun; "" where none is meant."""
    noun, dot, _rest = code.partition(".")
    return _OF_CODE.get(noun, "") if dot else ""


def _exact(source: str) -> Iterator[str]:
    yield from (CLAUSE_OF_ID.get(id_, "") for id_ in _ID.findall(source))


def _rules(source: str) -> Iterator[str]:
    yield from (_OF_RULE[row] for row in _RULE.findall(source) if row in _OF_RULE)


def _broad(source: str, rule: str) -> Iterator[str]:
    if table := _TABLE.search(source):
        yield _OF_TABLE[table[1]]
    yield from (_FOOTNOTES.get(number, f"fn{number}") for number in _FOOTNOTE.findall(source))
    for section, item in _SECTION.findall(source):
        yield from (f"{section}.{item}", section) if item else (section,)
    yield from (f"bilag{number}" for number in _ANNEX.findall(source))
    if _RULE.fullmatch(rule):
        yield _OF_TABLE[TABLE_OF_LETTER[rule[0]]]
    if re.search(r"\b001\b", source):
        yield WHOLE
    if re.search(r"\b00[02]\b", source):
        yield "bilag1"
    if "003" in source or "004" in source or "RULES" in source:
        yield WHOLE


def rules_of_clause(address: str, rules: Mapping[str, object]) -> tuple[str, ...]:
    """Of these rows of the decision tables, those that decide what the clause asks."""
    return tuple(row for row in rules if _RULE.fullmatch(row) and clause_of("", row) == address)
