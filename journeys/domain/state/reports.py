"""What others say of a contact that they do not hold: questions to the holder, which change no state (DESIGN §6)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.kinds import ADMISSIONS, END_KINDS
from journeys.domain.events.payloads.stays import ReportDeclined
from journeys.domain.history.cancelled import taken_back
from journeys.domain.history.history import History
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus, next_status

DEATH, DISCHARGE = EventKind.DEATH_REPORTED, EventKind.DISCHARGE_REPORTED
REPORTS = frozenset({DEATH, DISCHARGE})
# What a report claims; the holder's own word, by hand or by message, answers it.
CONFIRMED_BY = {DEATH: EventKind.DIED, DISCHARGE: EventKind.DISCHARGED}
_ENDS_DISCHARGE = ADMISSIONS | END_KINDS


@dataclass(frozen=True, slots=True)
class Report:
    """One thing said by somebody who does not hold the contact, and not answered. `by` is their unit.

    It is to have happened `at`; it was said, so that the holder could know of it, at `asked_at`. `plans` tells an
    entered plan from an entered stay.
    """

    ref: str
    kind: EventKind
    at: datetime
    by: str | None
    asked_at: datetime
    plans: bool = False

    def as_json(self) -> dict[str, Any]:
        """How the journey row keeps it."""
        return {
            "ref": self.ref,
            "kind": self.kind.value,
            "at": self.at.isoformat(),
            "by": self.by,
            **({"plans": True} if self.plans else {}),
        }

    @classmethod
    def of(cls, event: EventRecord) -> "Report":
        """From its event."""
        return cls(event.ref, event.kind, event.occurred_at, event.organisation, event.stated_at)


def open_reports(history: History) -> tuple[Report, ...]:
    """The reports of one journey that nobody has answered.

    A discharge is no question where the citizen was not in hospital, nor after the hospital has said what came next. A
    "no" answers what had been said by then: what is reported later, of whatever time, is asked. A question
    whose answer was cancelled is asked from then on.
    """
    if not any(event.kind in REPORTS for event in history.counting):
        return ()
    status: JourneyStatus | None = None
    waiting: list[Report] = []
    declined = [event for event in history.counting if event.kind is EventKind.REPORT_DECLINED]
    for event in history.counting:
        status = next_status(status, event.kind) or status
        if _asks(event.kind, status):
            report = Report.of(event)
            if not any(_declines(answer, report) for answer in declined):
                waiting.append(report)
        elif event.kind is EventKind.DIED:
            waiting = []
        elif event.kind in _ENDS_DISCHARGE:
            waiting = [report for report in waiting if report.kind is DEATH]
    fallen = history.once(taken_back) if waiting else []
    return tuple(_asked_again(report, fallen) for report in waiting)


def _asks(kind: EventKind, status: JourneyStatus | None) -> bool:
    if kind is DEATH:
        return status is not JourneyStatus.DECEASED
    return kind is DISCHARGE and status in IN_HOSPITAL


def _declines(answer: EventRecord, report: Report) -> bool:
    return answer.read(ReportDeclined).reported == report.kind and answer.stated_at >= report.asked_at


def declined_since(events: Iterable[EventRecord]) -> Callable[[EventRecord], bool]:
    """Of something said beside a reported discharge: whether the holder has answered no to it since."""
    answers = [event for event in events if event.kind is EventKind.REPORT_DECLINED]
    noes = [answer for answer in answers if answer.read(ReportDeclined).reported == DISCHARGE]
    return lambda said: any(no.stated_at >= said.stated_at for no in noes)


def _asked_again(report: Report, fallen: Sequence[tuple[EventRecord, datetime]]) -> Report:
    """With the time from which the holder can answer: when it was said, or when the last answer to it fell."""
    fell = [said_at for answer, said_at in fallen if _answered(answer, report)]
    return replace(report, asked_at=max([report.asked_at, *fell]))


def _answered(answer: EventRecord, report: Report) -> bool:
    if answer.kind is EventKind.REPORT_DECLINED:
        return _declines(answer, report)
    kinds = _ENDS_DISCHARGE if report.kind is DISCHARGE else {EventKind.DIED}
    return answer.kind in kinds and (answer.kind is EventKind.DIED or answer.occurred_at >= report.at)
