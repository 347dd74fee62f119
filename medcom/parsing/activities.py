"""The 18 activity codes and what each says about class, status and report-of-admission flag (SPEC A3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from medcom.parsing.codes import Operation, PhysicalEventKind

EMER, IMP = "EMER", "IMP"


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of the table."""

    code: str
    kind: PhysicalEventKind
    operation: Operation
    encounter_class: str
    status: str
    flag_allowed: bool = False


def _three(stem: str, kind: PhysicalEventKind, encounter_class: str, status: str, undone: str) -> list[Activity]:
    """The notification, its correction and its cancellation."""
    return [
        Activity(stem, kind, Operation.FIRST, encounter_class, status, kind in ADMISSIONS),
        Activity(f"revise-{stem}", kind, Operation.REVISE, encounter_class, status),
        Activity(f"cancel-{stem}", kind, Operation.CANCEL, encounter_class, undone),
    ]


ADMISSIONS = frozenset({PhysicalEventKind.STAA, PhysicalEventKind.STIN})

ACTIVITIES: dict[str, Activity] = {
    row.code: row
    for row in (
        *_three("admit-emergency", PhysicalEventKind.STAA, EMER, "in-progress", "entered-in-error"),
        *_three("admit-inpatient", PhysicalEventKind.STIN, IMP, "in-progress", "entered-in-error"),
        *_three("start-leave-inpatient", PhysicalEventKind.STOR, IMP, "onleave", "in-progress"),
        *_three("end-leave-inpatient", PhysicalEventKind.SLOR, IMP, "in-progress", "onleave"),
        *_three("discharge-emergency-home", PhysicalEventKind.SLHJ, EMER, "finished", "in-progress"),
        *_three("discharge-inpatient-home", PhysicalEventKind.SLHJ, IMP, "finished", "in-progress"),
    )
}


def activity_code(kind: PhysicalEventKind, operation: Operation, *, emergency: bool) -> str:
    """The code of a notification that has one of its own (all but MORS)."""
    wanted = EMER if emergency or kind is PhysicalEventKind.STAA else IMP
    for row in ACTIVITIES.values():
        if (row.kind, row.operation, row.encounter_class) == (kind, operation, wanted):
            return row.code
    raise ValueError(f"{kind} {operation} has no activity code of class {wanted}")
