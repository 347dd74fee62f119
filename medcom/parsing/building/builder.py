"""Builds hospital notifications for demo data and tests, valid and the same for the same seed.

stay = Episode(patient=…, sender=…, receiver=…, seed=7)
stay.admit(at=monday)
stay.discharge(at=friday)
stay.bundles          # two FHIR bundles in JSON form
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from medcom.parsing.activities import ADMISSIONS
from medcom.parsing.building.notification_bundle import (
    BuiltNotification,
    BundleLink,
    BundlePerson,
    BundleStay,
    build_notification,
    seeded_ids,
)
from medcom.parsing.building.resources import local
from medcom.parsing.codes import Operation, PhysicalEventKind
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.fhir.types import Json

__all__ = [
    "BuiltNotification",
    "BundleLink",
    "BundlePerson",
    "BundleStay",
    "Episode",
    "MessageOrganization",
    "Operation",
    "PhysicalEventKind",
    "build_notification",
    "seeded_ids",
]


class Episode:
    """A stay told message by message. Each step returns its bundle; times are aware."""

    def __init__(
        self,
        *,
        patient: BundlePerson,
        sender: MessageOrganization,
        receiver: MessageOrganization,
        service_provider: MessageOrganization | None = None,
        lpr3_id: str | None = None,
        seed: int = 0,
        delay: timedelta = timedelta(seconds=2),
    ) -> None:
        self.patient, self.sender, self.receiver = patient, sender, receiver
        self.service_provider = service_provider
        self.ids = seeded_ids(seed)
        self.delay = delay
        self.episode_id, self.lpr3_id = self.ids(), lpr3_id
        self.built: list[BuiltNotification] = []

    @property
    def bundles(self) -> list[Json]:
        return [item.bundle for item in self.built]

    @property
    def latest(self) -> BuiltNotification:
        if not self.built:
            raise ValueError("the episode begins with an admission or a death on arrival")
        return self.built[-1]

    def admit(self, *, at: datetime, emergency: bool = False, report: bool | None = True) -> Json:
        """STIN, or STAA when acute-ambulatory; also from the one to the other."""
        kind = PhysicalEventKind.STAA if emergency else PhysicalEventKind.STIN
        stay = BundleStay(self.episode_id, at, emergency, lpr3_id=self.lpr3_id)
        return self._send(kind, stay, at, report=report)

    def leave(self, *, at: datetime) -> Json:
        """STOR: home on leave."""
        return self._send(PhysicalEventKind.STOR, replace(self.latest.stay, leave_start=at, leave_end=None), at)

    def come_back(self, *, at: datetime) -> Json:
        """SLOR: back from leave."""
        return self._send(PhysicalEventKind.SLOR, replace(self.latest.stay, leave_end=at), at)

    def discharge(self, *, at: datetime) -> Json:
        """SLHJ: home or to the primary sector."""
        return self._send(PhysicalEventKind.SLHJ, replace(self.latest.stay, end=at), at)

    def die(self, *, at: datetime) -> Json:
        """MORS: repeats the current activity; as the first message of all, dead on arrival."""
        if not self.built:
            stay = BundleStay(self.episode_id, at, end=at, deceased=True, lpr3_id=self.lpr3_id)
            return self._send(PhysicalEventKind.MORS, stay, at, activity="admit-inpatient", report=False)
        stay = replace(self.latest.stay, end=at, deceased=True)
        return self._send(PhysicalEventKind.MORS, stay, at, activity=self.latest.current)

    def revise(
        self, *, sent_at: datetime, at: datetime | None = None, sender: MessageOrganization | None = None
    ) -> Json:
        """RE_: the latest message again, with another time of the event or another sender."""
        latest = self._correctable()
        self.sender = sender or self.sender
        stay = _corrected(latest, at) if at is not None else latest.stay
        activity = latest.current if latest.kind is PhysicalEventKind.MORS else None
        return self._send(latest.kind, stay, sent_at, operation=Operation.REVISE, activity=activity, delay=False)

    def cancel(self, *, sent_at: datetime) -> Json:
        """AN_: undoes the latest event; the stay is as it was before it."""
        latest, before = self._correctable(), self._before()
        activity = latest.current if latest.kind is PhysicalEventKind.MORS else None
        stay = _undone(latest, before)
        made = self._send(latest.kind, stay, sent_at, operation=Operation.CANCEL, activity=activity, delay=False)
        if before is not None:
            # What comes next goes on from the state before the cancelled event.
            went_on = stay if latest.kind is PhysicalEventKind.MORS else before.stay
            self.built[-1] = replace(self.built[-1], stay=went_on, current=before.current)
        return made

    def _correctable(self) -> BuiltNotification:
        """Only the latest notification may be corrected or cancelled (SPEC A3.3 rule 4), and a cancelled one not."""
        if self.latest.operation is Operation.CANCEL:
            raise ValueError("the latest message is a cancellation")
        return self.latest

    def _before(self) -> BuiltNotification | None:
        """The message before the event that the latest one is about: corrections of it are skipped."""
        earlier = list(self.built)
        while earlier and earlier[-1].operation is Operation.REVISE:
            earlier.pop()
        return earlier[-2] if len(earlier) > 1 else None

    def resend(self, *, sent_at: datetime) -> Json:
        """The latest message again, for want of an acknowledgement: new envelope, same letter (SPEC A5)."""
        return {**self.latest.bundle, "id": self.ids(), "timestamp": local(sent_at)}

    def _send(
        self,
        kind: PhysicalEventKind,
        stay: BundleStay,
        at: datetime,
        *,
        operation: Operation = Operation.FIRST,
        activity: str | None = None,
        report: bool | None = None,
        delay: bool = True,
    ) -> Json:
        built = build_notification(
            kind=kind,
            operation=operation,
            patient=self.patient,
            sender=self.sender,
            receiver=self.receiver,
            stay=stay,
            sent_at=at + self.delay if delay else at,
            ids=self.ids,
            previous=self.built[-1] if self.built else None,
            service_provider=self.service_provider,
            report_of_admission=report if kind in ADMISSIONS or not self.built else None,
            activity=activity,
        )
        self.built.append(built)
        return built.bundle


def _undone(latest: BuiltNotification, before: BuiltNotification | None) -> BundleStay:
    """The stay as the cancellation tells it."""
    if latest.kind is PhysicalEventKind.MORS:
        on_arrival = replace(latest.stay, deceased=False, end=None, status="in-progress")
        return replace(before.stay, deceased=False) if before else on_arrival
    # A cancelled admission is told with the class that its activity has, also when the stay began with another.
    return latest.stay if before is None or latest.kind in ADMISSIONS else before.stay


def _corrected(latest: BuiltNotification, at: datetime) -> BundleStay:
    """The stay with the time of the latest event corrected."""
    if latest.kind is PhysicalEventKind.STOR:
        return replace(latest.stay, leave_start=at)
    if latest.kind is PhysicalEventKind.SLOR:
        return replace(latest.stay, leave_end=at)
    if latest.kind is PhysicalEventKind.MORS and latest.stay.start == latest.stay.end:
        return replace(latest.stay, start=at, end=at)
    if latest.kind in {PhysicalEventKind.SLHJ, PhysicalEventKind.MORS}:
        return replace(latest.stay, end=at)
    return replace(latest.stay, start=at)
