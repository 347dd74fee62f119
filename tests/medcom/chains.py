"""Chains of messages told in one line: `STIN; (SLHJ); STIN; AN_STIN→3`, what stands in brackets never arrives.

Each message names the one before it, or the one whose number (from 1) follows the arrow; `B:` tells it of another
citizen. RE_x and AN_x are of the latest x. They are two hours apart unless `hours` tells otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from medcom.parsing.building.builder import (
    BuiltNotification,
    BundleStay,
    Operation,
    PhysicalEventKind,
    build_notification,
    seeded_ids,
)
from tests.domain.medcom.stays import HOME_CARE, NANCY, WARD
from tests.medcom.mutations import Bundle

BEGUN = datetime(2025, 5, 5, 8, tzinfo=UTC)
CITIZENS = {"A": NANCY, "B": replace(NANCY, cpr="2509479989"), "C": replace(NANCY, cpr="2103009996")}
_OPERATIONS = {"RE_": Operation.REVISE, "AN_": Operation.CANCEL}
_ADMISSIONS = (PhysicalEventKind.STIN, PhysicalEventKind.STAA)


@dataclass
class Chain:
    """The messages of one episode; any of them may name any earlier one."""

    seed: int = 1
    sender: Any = WARD
    told: list[BuiltNotification] = field(default_factory=list)
    before: dict[str, BuiltNotification | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids = seeded_ids(self.seed)
        self.episode_id = self.ids()

    def tell(
        self, word: str, at: datetime, *, sent_at: datetime | None = None, deceased: bool | None = None
    ) -> BuiltNotification:
        """One message, as the line names it."""
        citizen, _, word = word.rpartition(":")
        name, _, number = word.partition("→")
        previous = self.told[int(number) - 1] if number else self.told[-1] if self.told else None
        kind, operation = PhysicalEventKind[name[-4:]], _OPERATIONS.get(name[:-4], Operation.FIRST)
        about = None if operation is Operation.FIRST else self._latest(kind)
        stay = self._stay(kind, operation, at, about or previous)
        activity = (about or previous) if kind is PhysicalEventKind.MORS else None
        built = build_notification(
            kind=kind,
            operation=operation,
            patient=CITIZENS[citizen or "A"],
            sender=self.sender,
            receiver=HOME_CARE,
            stay=replace(stay, deceased=deceased) if deceased is not None else stay,
            sent_at=sent_at or at,
            ids=self.ids,
            previous=previous,
            activity=activity.current if activity else None,
        )
        if operation is Operation.CANCEL and about is not None:
            # What comes next goes on from the state before the cancelled event.
            earlier = self.before[about.message_id]
            built = replace(built, stay=earlier.stay if earlier else about.stay, current=(earlier or about).current)
        self.told.append(built)
        self.before[built.message_id] = self.before[about.message_id] if about else previous
        return built

    def _latest(self, kind: PhysicalEventKind) -> BuiltNotification:
        return next(
            each for each in reversed(self.told) if each.kind is kind and each.operation is not Operation.CANCEL
        )

    def _stay(
        self, kind: PhysicalEventKind, operation: Operation, at: datetime, about: BuiltNotification | None
    ) -> BundleStay:
        if operation is Operation.CANCEL and about is not None:
            earlier = self.before[about.message_id]
            stay = about.stay if kind in _ADMISSIONS or earlier is None else earlier.stay
            return replace(stay, deceased=False) if kind is PhysicalEventKind.MORS else stay
        if kind in _ADMISSIONS or about is None:
            return BundleStay(self.episode_id, at, kind is PhysicalEventKind.STAA)
        changes: dict[PhysicalEventKind, dict[str, Any]] = {
            PhysicalEventKind.STOR: {"leave_start": at, "leave_end": None},
            PhysicalEventKind.SLOR: {"leave_end": at},
            PhysicalEventKind.SLHJ: {"end": at},
            PhysicalEventKind.MORS: {"end": at, "deceased": True},
        }
        return replace(about.stay, **changes[kind])


def chain(
    line: str,
    *,
    hours: Mapping[int, float] | None = None,
    sent: Mapping[int, float] | None = None,
    senders: Mapping[int, Any] | None = None,
    seed: int = 1,
) -> list[Bundle]:
    """The bundles that arrive; `hours` and `sent` tell by number when something happened and when it was said.

    `senders` tells by number who says it, where it is not the ward.
    """
    told, arrived = Chain(seed), []
    for number, word in enumerate(line.split("; "), start=1):
        at = BEGUN + timedelta(hours=(hours or {}).get(number, 2 * (number - 1)))
        sent_at = BEGUN + timedelta(hours=sent[number]) if sent and number in sent else None
        told.sender = (senders or {}).get(number, WARD)
        built = told.tell(word.strip("()"), at, sent_at=sent_at)
        if not word.startswith("("):
            arrived.append(built.bundle)
    return arrived
