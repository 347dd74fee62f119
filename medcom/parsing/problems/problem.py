"""What can be wrong with a message: one row per code with severity, MedCom detail code, issue type and texts.

Codes of the form `<where>.<what>`. The MedCom code is what an acknowledgement says (SPEC A5: the value set
`medcom-acknowledgement-issue-details`); the issue type is FHIR's (http://hl7.org/fhir/R4/valueset-issue-type.html).
The rows stand in `problem_table`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from medcom.parsing.codes import ERROR_CODES, OPERATION_OUTCOME
from medcom.parsing.problems import table as problem_table


class Severity(StrEnum):
    """OperationOutcome.issue.severity; an error means the message is refused."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


ERROR, WARNING, INFORMATION = Severity.ERROR, Severity.WARNING, Severity.INFORMATION


class ProblemRow(NamedTuple):
    """One kind of problem."""

    severity: Severity
    medcom_code: str
    issue_type: str
    da: str
    en: str


def _rows(severity: Severity, text: str) -> dict[str, ProblemRow]:
    """One row a line: code | MedCom code | issue type | Danish | English."""
    found = {}
    for line in text.strip().splitlines():
        code, medcom_code, issue_type, danish, english = (part.strip() for part in line.split("|"))
        found[code] = ProblemRow(severity, medcom_code, issue_type, danish, english)
    return found


PROBLEMS: dict[str, ProblemRow] = {
    **_rows(ERROR, problem_table.STRUCTURE),
    **_rows(ERROR, problem_table.MESSAGE),
    **_rows(ERROR, problem_table.NOTIFICATION),
    **_rows(ERROR, problem_table.LETTER),
    **_rows(ERROR, problem_table.ACKNOWLEDGEMENT),
    **_rows(WARNING, problem_table.WARNINGS),
    **_rows(ERROR, problem_table.INTAKE),
    **_rows(ERROR, problem_table.CLASSIC),
    **_rows(ERROR, problem_table.TRANSIENT),
    **_rows(INFORMATION, problem_table.NOTES),
}

MEDCOM_DETAILS = frozenset(
    {
        "MSG_Receiver_Identifier_UNKNOWN",
        "MSG_Receiver_Identifier_MISSING",
        "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE",
        "MSG_VALUESET_VALUE_UNKNOWN",
        "MSG_CodeSystem_VALUE_UNKNOWN",
        "MSG_Element_To_Long",
        "MSG_Datatype_Wrong",
        "MSG_Mailbox_Out_Of_Operation",
        "MSG_Damaged_durin_transport",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: our code, where (FHIRPath), and the facts that the sentence needs."""

    code: str
    expression: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return PROBLEMS[self.code].severity

    @property
    def medcom_code(self) -> str:
        """The detail code of the acknowledgement."""
        return PROBLEMS[self.code].medcom_code

    @property
    def medcom_system(self) -> str:
        """The code system of the detail code."""
        return ERROR_CODES if self.medcom_code in MEDCOM_DETAILS else OPERATION_OUTCOME

    @property
    def issue_type(self) -> str:
        """OperationOutcome.issue.code."""
        return PROBLEMS[self.code].issue_type

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Problem:
        """As the message log kept it."""
        return cls(stored["code"], stored.get("expression", ""), stored.get("detail", {}))

    def as_json(self) -> dict[str, Any]:
        """How the message log keeps it."""
        return {"code": self.code, "expression": self.expression, "detail": dict(self.detail)}


class _ProblemFacts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


def template_text(problem: Problem, *, language: str = "da") -> str:
    """The template of the code filled with the facts; the screens have their own sentences."""
    row = PROBLEMS[problem.code]
    return (row.en if language == "en" else row.da).format_map(_ProblemFacts(problem.detail))


def refused(problems: tuple[Problem, ...]) -> bool:
    """Whether any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
