"""After commit: who is told when a window starts, changes, ends, and when a letter is late (RULES 2e, 2f)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from discharge.models import DischargeLetter, ExtendedResponsibility
from journeys.models import Deadline, Journey, JourneyParty
from notifications.actions.notifications import notify_unit
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification


def tell_window_ended(deadline: Deadline, now: datetime) -> None:
    """The timer's evidence: each party told once per generation; no state is folded from it (DESIGN §2)."""
    facts = {"ends_at": deadline.due_at.isoformat()}
    _tell(deadline.journey, NotificationKind.WINDOW_ENDED, f"deadline:{deadline.pk}", facts, now)


def tell_letter_overdue(deadline: Deadline, now: datetime) -> None:
    """The ward and the practice are told once per generation that the letter is late (RULES 2f)."""
    letter = DischargeLetter.objects.filter(journey=deadline.journey, due_at=deadline.due_at).first()
    units = (letter.owner_id if letter else None, deadline.journey.gp_practice_id)
    for unit_id in {unit for unit in units if unit is not None}:
        notify_unit(
            unit_id=unit_id,
            kind=NotificationKind.LETTER_OVERDUE,
            subject_ref=deadline.journey_id,
            key=f"deadline:{deadline.pk}:{unit_id}",
            facts={"at": deadline.due_at.isoformat()},
            now=now,
        )


def tell_window_changed(payload: Mapping[str, Any], now: datetime) -> None:
    """The outbox's handler for a window that started, changed or was voided."""
    row = ExtendedResponsibility.objects.select_related("journey").filter(pk=payload["window"]).first()
    if row is None or not _still_true(row, payload):
        return
    kind = NotificationKind(f"window_{payload['told']}")
    key = f"window:{row.key}:{payload['told']}:{payload['ends_at']}"
    _tell(row.journey, kind, key, {"ends_at": payload["ends_at"]}, now)


def _still_true(row: ExtendedResponsibility, payload: Mapping[str, Any]) -> bool:
    """What was taken back meanwhile is not told, nor the end of what nobody heard the beginning of."""
    if payload["told"] == "voided":
        begun = (NotificationKind.WINDOW_STARTED, NotificationKind.WINDOW_CHANGED)
        return (
            row.eligible is not True
            and Notification.objects.filter(subject_ref=row.journey_id, kind__in=begun).exists()
        )
    ends_at = row.ends_at.isoformat() if row.ends_at else None
    return row.eligible is True and ends_at == payload["ends_at"]


def _tell(journey: Journey, kind: NotificationKind, key: str, facts: Mapping[str, Any], now: datetime) -> None:
    for unit_id in _parties(journey):
        notify_unit(
            unit_id=unit_id, kind=kind, subject_ref=journey.pk, key=f"{key}:{unit_id}", facts=dict(facts), now=now
        )


def _parties(journey: Journey) -> set[UUID]:
    parties = JourneyParty.objects.filter(journey=journey)
    return {p.organisation_id for p in parties if p.role != "municipality" or journey.municipal_services is True}
